import { z } from 'zod';
import { zReason } from '../accounting/fields.ts';
import { zDay, zId, zInstant, zMinor } from '../contract/fields.ts';
import { command, query } from '../contract/method.ts';
import { type MonthItem, monthItemIds } from './month-close.rules.ts';

const zMonth = z.object({ on: zDay.meta({ description: 'Any day of the month' }) });
const zItem = z.enum(monthItemIds as [MonthItem, ...MonthItem[]]);
const zWay = z.enum(['proof', 'work', 'look']);
const zPair = z.object({ id: z.string(), left: zMinor, right: zMinor });
const zTick = z.object({ monthTickId: zId, item: z.string(), open: z.int(), amount: zMinor, note: z.string(), tickedAt: zInstant, userName: z.string() });

const zRow = z.object({
  item: zItem,
  way: zWay,
  state: z.enum(['off', 'done', 'look', 'stop', 'wait']),
  open: z.int(),
  amount: zMinor,
  pairs: z.array(zPair),
  refId: zId.nullable(),
  tick: zTick.extend({ stale: z.boolean().meta({ description: 'The figures are other ones than those that were looked at' }) }).nullable(),
  checked: z.int().nullable(),
  faults: z.array(z.object({ proof: z.string(), says: z.string() })),
});

const zClose = z.object({
  monthCloseId: zId,
  throughOn: zDay,
  periodLockId: zId,
  headId: zId,
  head: z.string(),
  proofs: z.int(),
  checked: z.int(),
  closedAt: zInstant,
  userName: z.string(),
});

const zLock = z.object({ id: zId, kind: z.enum(['lock', 'reopen']), throughOn: zDay.nullable(), reason: z.string(), recordedAt: zInstant, userName: z.string() });

export const monthCommands = {
  tick: command({ summary: 'Say that an item of a month was looked at; it counts while its figures are the same.', undo: { by: 'month.untick' } })
    .input(zMonth.extend({ item: zItem, note: z.string().trim().max(500).default('') }))
    .output(z.object({ monthTickId: zId })),
  untick: command({ summary: 'Take back that an item of a month was looked at.', undo: { by: 'month.tick' } })
    .input(z.object({ monthTickId: zId }))
    .output(z.object({ monthTickId: zId, before: z.object({ on: zDay, item: zItem, note: z.string() }) })),
  close: command({ summary: 'Lock a month: everything is proved, the checklist is read again, and the books are closed through its last day.', undo: { document: 'period.reopen' } })
    .input(zMonth.extend({ reason: zReason.default('—'), despite: zReason.exactOptional().meta({ description: 'Why it is locked although something is open; stays for good with the items as they were' }) }))
    .output(zClose),
};

export const monthQueries = {
  get: query({ summary: 'A month’s checklist, how it was locked and reopened, and the tax periods that end in it. Proofs are asked for by proof.run.', tellsStock: true })
    .input(zMonth)
    .output(
      z.object({
        from: zDay,
        to: zDay,
        state: z.enum(['running', 'open', 'locked', 'reopened']),
        closedThrough: zDay.nullable(),
        rows: z.array(zRow),
        locks: z.array(zLock).meta({ description: 'Every closing and reopening of a day of this month, newest first; none ever goes' }),
        closes: z.array(zClose),
        taxPeriods: z.array(z.object({ fromOn: zDay, throughOn: zDay, dueOn: zDay, state: z.enum(['running', 'over', 'filed', 'withdrawn']) })),
      }),
    ),
  items: query({ summary: 'What an item of a month is about, thing by thing, the oldest first; the first hundred.', tellsStock: true })
    .input(zMonth.extend({ item: zItem }))
    .output(z.object({ rows: z.array(z.object({ kind: z.string(), id: z.int(), number: z.string(), pageId: z.int().nullable().meta({ description: 'Of the document’s own page' }), sinceOn: zDay.nullable(), open: zMinor })), more: z.boolean() })),
};
