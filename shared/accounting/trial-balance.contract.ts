import { z } from 'zod';
import { zDay, zId, zMinor } from '../contract/fields.ts';
import { query } from '../contract/method.ts';
import { zAccountType } from './fields.ts';

export const trialBalanceQueries = {
  get: query({ summary: 'The trial balance at a day, or of the days from one to another.', tellsStock: true })
    .input(z.object({ from: zDay.optional(), to: zDay }))
    .output(
      z.object({
        rows: z.array(
          z.object({
            ledgerAccountId: zId,
            code: z.string(),
            name: z.string(),
            type: zAccountType,
            opening: zMinor.meta({ description: 'Balance before `from`; debit positive' }),
            debit: zMinor,
            credit: zMinor,
            closing: zMinor.meta({ description: 'opening + debit − credit' }),
          }),
        ),
        totals: z.object({ opening: zMinor, debit: zMinor, credit: zMinor, closing: zMinor }),
      }),
    ),
};
