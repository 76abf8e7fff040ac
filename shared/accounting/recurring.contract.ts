import { z } from 'zod';
import { zDay, zId, zMinor } from '../contract/fields.ts';
import { command, query } from '../contract/method.ts';
import { zCentres } from './fields.ts';
import { everyMonths } from './recurring.rules.ts';

const zLines = z.array(z.object({ ledgerAccountId: zId, amount: zMinor, ...zCentres })).min(2).max(200);
const zName = z.string().trim().min(1).max(120);
const zEvery = z.union(everyMonths.map((months) => z.literal(months)) as [z.ZodLiteral<1>, z.ZodLiteral<2>, z.ZodLiteral<3>, z.ZodLiteral<6>, z.ZodLiteral<12>]);
const which = z.object({ recurringEntryId: zId });
const run = z.object({ recurringRunId: zId });

const template = {
  name: zName,
  lines: zLines.meta({ description: 'Debit positive, credit negative, base currency; they add up to nothing' }),
  everyMonths: zEvery.default(1),
  dayOfMonth: z.int().min(1).max(31).default(31).meta({ description: '31 is the last day of any month' }),
  startsOn: zDay,
  endsOn: zDay.nullable().default(null),
  reverses: z.boolean().default(false).meta({ description: 'An accrual: the opposite entry is posted for the day after' }),
};

export const recurringCommands = {
  add: command({ summary: 'Keep an entry that comes again, with the days it is due.', undo: { by: 'recurring.stop' } }).input(z.object(template)).output(which),
  stop: command({ summary: 'Let an entry come no more; what was posted stays.', undo: { by: 'recurring.resume' } }).input(which).output(which),
  resume: command({ summary: 'Let a stopped entry come again.', undo: { by: 'recurring.stop' } }).input(which).output(which),
  post: command({ summary: 'Post an entry for one of its days, as it stands or with other amounts.', undo: { by: 'recurring.takeBack' } })
    .input(which.extend({ dueOn: zDay, lines: zLines.exactOptional() }))
    .output(run.extend({ number: z.string(), oppositeNumber: z.string().nullable() })),
  skip: command({ summary: 'Leave one day of an entry out.', undo: { by: 'recurring.takeBack' } })
    .input(which.extend({ dueOn: zDay }))
    .output(run),
  takeBack: command({ summary: 'Take back what became of a day: its entries are reversed, and it is due again.', undo: { document: 'recurring.post' } })
    .input(run)
    .output(run),
};

const zDraft = z.object({ recurringEntryId: zId, name: z.string(), dueOn: zDay, reversesOn: zDay.nullable(), amount: zMinor, lines: zLines });

export const recurringQueries = {
  list: query({ summary: 'The entries that come again, the days that wait, and what became of the last ones.' })
    .input(z.object({ through: zDay.exactOptional().meta({ description: 'Today where left out' }) }))
    .output(
      z.object({
        rows: z.array(z.object({ recurringEntryId: zId, ...template, everyMonths: z.int(), amount: zMinor, stopped: z.boolean(), nextOn: zDay.nullable() })),
        drafts: z.array(zDraft),
        runs: z.array(z.object({ recurringRunId: zId, recurringEntryId: zId, name: z.string(), dueOn: zDay, state: z.enum(['posted', 'skipped']), entryId: zId.nullable(), number: z.string().nullable(), oppositeEntryId: zId.nullable(), oppositeNumber: z.string().nullable() })),
      }),
    ),
};
