import { z } from 'zod';
import { zCurrency, zDay, zId, zInstant, zMinor } from '../contract/fields.ts';
import { command, query } from '../contract/method.ts';
import type { Minor } from '../units/minor.ts';
import { feeKinds, lineKinds, namingRoles } from './line-kind.rules.ts';

const zSigned = zMinor.refine((value: Minor) => value !== 0, { message: 'an amount other than zero' });
const zKind = z.enum(lineKinds);
const zFeeKind = z.enum(feeKinds);
const zFoundBy = z.enum(['number', 'reference', 'amount', 'learned', 'person']);
/** One unit of the settlement's currency is top/bottom units of the shop's. */
const zRate = z.object({ top: z.int().positive().max(1_000_000_000), bottom: z.int().positive().max(1_000_000_000) });
const zState = z.enum(['open', 'onTheWay', 'arrived']);

const newLine = {
  kind: zKind,
  feeKind: zFeeKind.exactOptional(),
  amount: zSigned.meta({ description: 'In the settlement’s currency; what raises the payout is positive' }),
  occurredOn: zDay.exactOptional(),
  orderRef: z.string().trim().max(100).default(''),
  label: z.string().trim().max(200).default(''),
};

const byId = z.object({ settlementId: zId });
const decision = {
  orderId: zId.nullable().default(null),
  role: z.string().max(40).nullable().default(null).meta({ description: `One of ${namingRoles.join(', ')}` }),
  /** What of an order’s line belongs to the role; all of it where this is null. */
  rest: zSigned.nullable().default(null),
  leftOnOrder: z.boolean().default(false),
};

export const settlementCommands = {
  bringIn: command({ summary: "Write a read file's settlements into the shop, each line with the order it was found to be of.", undo: { by: 'settlement.takeBack' } })
    .input(z.object({ importId: z.uuid() }))
    .output(z.object({ settlementIds: z.array(zId), known: z.int() })),
  record: command({ summary: 'Write down a settlement by hand.', undo: { by: 'settlement.takeBack' } })
    .input(
      z.object({
        channelId: zId,
        number: z.string().trim().min(1).max(100),
        currency: zCurrency.exactOptional(),
        rate: zRate.exactOptional(),
        paidOn: zDay,
        payout: zMinor.meta({ description: 'What was sent to the bank' }),
        lines: z.array(z.object(newLine)).min(1).max(2000),
      }),
    )
    .output(z.object({ settlementIds: z.array(zId) })),
  takeBack: command({ summary: 'Take settlements back, with the entries of those that are finished.', undo: { none: 'the file can be imported again, and a settlement written down again' } })
    .input(z.object({ settlementIds: z.array(zId).max(100) }))
    .output(z.object({ lines: z.int() })),
  match: command({ summary: 'Look again for the orders of lines that have none, and for what was learned about them.', undo: { none: 'it says only what nobody had said; each line can be decided otherwise' } })
    .input(byId)
    .output(z.object({ found: z.int() })),
  decide: command({ summary: 'Say what a line is: whose order it settles, which account it belongs to, or both.', undo: { by: 'settlement.decide' } })
    .input(z.object({ settlementLineId: zId, ...decision }))
    .output(z.object({ before: z.object({ orderId: zId.nullable(), role: z.string().nullable(), rest: zMinor.nullable(), leftOnOrder: z.boolean() }) })),
  addLine: command({ summary: 'Add a line a channel did not tell: what its payout differs from its lines.', undo: { by: 'settlement.removeLine' } })
    .input(byId.extend({ ...newLine, role: decision.role, orderId: decision.orderId }))
    .output(z.object({ settlementLineId: zId })),
  removeLine: command({ summary: 'Remove a line a person added.', undo: { by: 'settlement.addLine' } })
    .input(z.object({ settlementLineId: zId }))
    .output(
      z.object({
        line: byId.extend({
          kind: zKind, feeKind: zFeeKind.exactOptional(), amount: zMinor, occurredOn: zDay.exactOptional(), orderRef: z.string(), label: z.string(), role: z.string().nullable(), orderId: zId.nullable(),
        }),
      }),
    ),
  setRate: command({ summary: 'Say what one unit of a settlement’s currency was worth when it was paid.', undo: { by: 'settlement.setRate' } })
    .input(byId.extend({ rate: zRate }))
    .output(z.object({ before: zRate })),
  finish: command({ summary: 'Post a settlement: every line on its order or its account, what was sent on its way to the bank.', undo: { by: 'settlement.reopen' } })
    .input(byId)
    .output(byId.extend({ entryNumber: z.string().nullable() })),
  reopen: command({ summary: 'Reverse the entry of a finished settlement that no bank line stands on.', undo: { by: 'settlement.finish' } })
    .input(byId)
    .output(byId),
  receive: command({ summary: 'Say that a bank line is this settlement’s money; what the exchange made of it goes to its own account.', undo: { by: 'bankLine.undo' } })
    .input(byId.extend({ bankLineId: zId }))
    .output(z.object({ bankDecisionId: zId, left: zMinor })),
};

const head = {
  id: zId,
  channelId: zId,
  channel: z.string(),
  number: z.string(),
  /** `channel`: read from the channel itself. */
  source: z.enum(['file', 'person', 'channel']),
  profile: z.string(),
  currency: z.string(),
  paidOn: zDay,
  payout: zMinor,
  state: zState,
  /** Of an open one: lines and orders that wait for a word, and what the payout is more than its lines. */
  toDecide: z.int(),
  residual: zMinor,
};

const zGroupSums = z.object({ sales: zMinor, refunds: zMinor, fees: zMinor, reserve: zMinor, other: zMinor });
const zCursor = z.object({ paidOn: zDay, id: zId });

export const settlementQueries = {
  read: query({ summary: 'Read a settlement file of a channel: what it holds and what of it is new. Nothing is written.' })
    .input(z.object({ importId: z.uuid(), channelId: zId, dayOrder: z.enum(['dmy', 'mdy']).exactOptional() }))
    .output(
      z.object({
        profile: z.string(),
        currency: z.string(),
        settlements: z.array(
          z.object({
            number: z.string(), paidOn: zDay, currency: z.string(), payout: zMinor, lines: z.int(), residual: zMinor,
            /** `changed`: the shop has it with other lines. */
            is: z.enum(['new', 'known', 'changed']),
          }),
        ),
        added: z.int(),
        /** Movements left out because the shop has them from another file. */
        knownRows: z.int(),
        skipped: z.array(z.object({ row: z.int(), why: z.enum(['notPaid', 'status']) })),
      }),
    ),
  list: query({ summary: 'One page of settlements, newest first: all of them, those to reconcile, or those on their way to the bank.' })
    .input(z.object({ view: z.enum(['toDo', 'onTheWay', 'all']).default('all'), channelId: zId.exactOptional(), after: zCursor.exactOptional(), limit: z.int().min(1).max(100).default(50) }))
    .output(z.object({ rows: z.array(z.object({ ...head, sums: zGroupSums, inTransit: zMinor })), next: zCursor.nullable() })),
  get: query({ summary: 'A settlement with its lines, what each is and why, and what is left over.' })
    .input(byId)
    .output(
      z.object({
        ...head,
        fileName: z.string(),
        fromOn: zDay.nullable(),
        throughOn: zDay.nullable(),
        baseCurrency: z.string(),
        rate: zRate,
        basePayout: zMinor,
        inTransit: zMinor.meta({ description: 'What of it no bank line has shown, in the shop’s currency' }),
        sums: zGroupSums,
        finishedAt: zInstant.nullable(),
        entryId: zId.nullable(),
        entryNumber: z.string().nullable(),
        lines: z.array(
          z.object({
            id: zId,
            lineNo: z.int(),
            kind: zKind,
            feeKind: zFeeKind.nullable(),
            amount: zMinor,
            occurredOn: zDay.nullable(),
            orderRef: z.string(),
            reference: z.string(),
            label: z.string(),
            byPerson: z.boolean(),
            orderId: zId.nullable(),
            orderNumber: z.string().nullable(),
            foundBy: zFoundBy.nullable(),
            role: z.string().nullable(),
            rest: zMinor.nullable(),
            leftOnOrder: z.boolean(),
            /** `unplaced` and `beyond` wait for a word. */
            is: z.enum(['settles', 'part', 'beyond', 'left', 'named', 'itself', 'unplaced']),
            /** For a line of an order: what the channel holds of it by the books, and what this settlement goes beyond it. */
            open: zMinor.nullable(),
            beyond: zMinor,
          }),
        ),
        /** Bank lines that could be its money, the likeliest first. */
        bankLines: z.array(z.object({ bankLineId: zId, account: z.string(), bookedOn: zDay, amount: zMinor, payee: z.string(), text: z.string() })),
      }),
    ),
};
