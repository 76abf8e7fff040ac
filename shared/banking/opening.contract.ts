import { z } from 'zod';
import { zCurrency, zDay, zId, zInstant, zMinor } from '../contract/fields.ts';
import { command, query } from '../contract/method.ts';
import { openingFaults, openingLists, openingProofs } from './opening.rules.ts';

const zList = z.enum(openingLists);
const zName = z.string().trim().max(300);

const row = {
  account: zName.default('').meta({ description: 'The code of a ledger account; of a bank row the name of the bank account' }),
  party: zName.default(''),
  number: z.string().trim().max(120).default(''),
  issuedOn: zDay.nullable().default(null),
  dueOn: zDay.nullable().default(null),
  home: zMinor.nullable().meta({ description: 'Base currency; debit positive on an account; of an open item what is owed, negative what was paid ahead or credited. Null: by the rate of the day' }),
  currency: zCurrency.nullable().default(null),
  foreignAmount: zMinor.nullable().default(null),
};

const zNewRow = z.object({ list: zList, ...row }).refine(({ home, currency, foreignAmount }) => (currency === null) === (foreignAmount === null) && (home !== null || currency !== null), { message: 'an amount in the base currency, or one with its currency' });
export type NewOpeningRow = z.input<typeof zNewRow>;

const zIds = z.array(zId).max(2_000);
const rows = z.object({ openingRowIds: zIds });
const which = z.object({ openingId: zId });

export const openingCommands = {
  addRows: command({ summary: 'Write rows of an opening down: of the trial balance, of open items, of bank accounts. Nothing is posted yet.', undo: { by: 'opening.removeRows' } })
    .input(z.object({ rows: z.array(zNewRow).min(1).max(500), replaces: zIds.default([]) }))
    .output(rows),
  removeRows: command({ summary: 'Take rows of an opening out that are not posted.', undo: { by: 'opening.restoreRows' } })
    .input(rows.extend({ openingRowIds: zIds.min(1), restores: zIds.default([]).meta({ description: 'Rows they had replaced' }) }))
    .output(rows),
  restoreRows: command({ summary: 'Put rows of an opening back that were taken out.', undo: { by: 'opening.removeRows' } })
    .input(rows.extend({ openingRowIds: zIds.min(1) }))
    .output(rows),
  post: command({ summary: 'Post an opening whose proofs hold: its balances in one entry, each open item as a document of its own.', undo: { document: 'opening.takeBack' } })
    .input(z.object({ openingOn: zDay, remainderTo: zId.nullable().default(null).meta({ description: 'The equity account that takes what opening equity would keep' }) }))
    .output(which.extend({ number: z.string().nullable(), invoices: z.int(), bills: z.int(), remainder: zMinor })),
  takeBack: command({ summary: 'Take a whole opening back while nothing stands on it; its rows wait again.', undo: { document: 'opening.post' } })
    .input(which.extend({ reason: z.string().trim().min(1).max(500) }))
    .output(which),
};

const zFault = z.object({ why: z.enum(openingFaults), openingRowId: zId.nullable(), name: z.string(), amount: zMinor.nullable() });

export const openingQueries = {
  check: query({ summary: 'The rows of the opening that waits, and every promise it makes with the rows at fault.', tellsStock: true })
    .input(z.object({ openingOn: zDay.exactOptional().meta({ description: 'Today where left out' }) }))
    .output(
      z.object({
        openingOn: zDay,
        rows: z.array(
          z.object({
            openingRowId: zId,
            list: zList,
            account: z.string(),
            accountName: z.string().nullable(),
            party: z.string(),
            isNewParty: z.boolean(),
            number: z.string(),
            issuedOn: zDay.nullable(),
            dueOn: zDay.nullable(),
            home: zMinor.nullable(),
            currency: z.string().nullable(),
            foreignAmount: zMinor.nullable(),
            worth: zMinor.nullable().meta({ description: 'Base currency' }),
            opened: zMinor.meta({ description: 'What of an account stands in the books already from opening stock and orders taken over' }),
          }),
        ),
        proofs: z.array(z.object({ id: z.enum(openingProofs), expected: zMinor.nullable(), found: zMinor.nullable(), faults: z.array(zFault) })),
        remainder: zMinor,
        ready: z.boolean().meta({ description: 'Nothing but a remainder stands in the way' }),
      }),
    ),
  list: query({ summary: 'The openings that were posted, the latest first.' }).output(
    z.object({
      rows: z.array(
        z.object({ openingId: zId, openingOn: zDay, entryId: zId.nullable(), number: z.string().nullable(), balances: z.int(), receivables: z.int(), receivable: zMinor, payables: z.int(), payable: zMinor, remainder: zMinor, remainderTo: z.string().nullable(), recordedAt: zInstant, takenBack: z.boolean() }),
      ),
    }),
  ),
};
