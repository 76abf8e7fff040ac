import { z } from 'zod';
import { zDay, zId, zInstant, zMinor } from '../contract/fields.ts';
import { command, query } from '../contract/method.ts';
import { guards } from './budget.rules.ts';
import { centreKinds } from './centre.rules.ts';
import { zAccountType } from './fields.ts';

const zMonth = zDay.refine((on) => on.endsWith('-01'), { message: 'the first of a month' });
const zCentre = z.object({ kind: z.enum(centreKinds), id: zId }).nullable().default(null).meta({ description: 'One cost centre; the whole account where there is none' });
const zGuard = z.enum(guards);

const zFigure = z.object({
  ledgerAccountId: zId,
  monthOn: zMonth,
  centre: zCentre,
  amount: zMinor.nullable().meta({ description: 'On the account’s own side: income and costs positive; null takes the budget back' }),
});

export const budgetCommands = {
  set: command({ summary: 'Say what accounts should come to in months; what stood there before stays as a version.', undo: { by: 'budget.set' } })
    .input(z.object({ figures: z.array(zFigure).min(1).max(3_000) }))
    .output(z.object({ written: z.int(), before: z.array(zFigure) })),
  setGuard: command({ summary: 'Say what happens when a purchase order would go beyond an account’s budget.', undo: { by: 'budget.setGuard' } })
    .input(z.object({ ledgerAccountId: zId, guard: zGuard }))
    .output(z.object({ before: zGuard })),
};

export const budgetQueries = {
  grid: query({ summary: 'Twelve months of budgets by account, beside what the books had a year before.', tellsStock: true })
    .input(z.object({ from: zMonth, centre: zCentre }))
    .output(
      z.object({
        months: z.array(zDay),
        rows: z.array(
          z.object({
            ledgerAccountId: zId,
            code: z.string(),
            name: z.string(),
            type: zAccountType,
            bought: z.boolean().meta({ description: 'Goods: its budget is for what is bought, and guards purchase orders' }),
            guard: zGuard,
            amounts: z.array(zMinor.nullable()),
            lastYear: z.array(zMinor),
          }),
        ),
      }),
    ),
  versions: query({ summary: 'What one figure was before, newest first.' })
    .input(z.object({ ledgerAccountId: zId, monthOn: zMonth, centre: zCentre }))
    .output(z.object({ rows: z.array(z.object({ amount: zMinor.nullable(), recordedAt: zInstant, userName: z.string() })) })),
};
