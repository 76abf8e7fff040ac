import { z } from 'zod';
import { zDay, zId, zInstant, zMinor } from '../contract/fields.ts';
import { command, query } from '../contract/method.ts';
import { zReason } from './fields.ts';

const zProfit = zMinor.meta({ description: 'Profit moved into equity, base currency; a loss is negative' });

export const closingCommands = {
  close: command({ summary: 'Close the result accounts into equity through the end of a period.', undo: { by: 'closing.takeBack' } })
    .input(z.object({ throughOn: zDay, reason: zReason.default('—') }))
    .output(z.object({ resultClosingId: zId, profit: zProfit, entryIds: z.array(zId) })),
  takeBack: command({ summary: 'Take the latest closing of the result back by the opposite entries.', undo: { by: 'closing.close' } })
    .input(z.object({ resultClosingId: zId, reason: zReason.default('—') }))
    .output(z.object({ resultClosingId: zId, throughOn: zDay, entryIds: z.array(zId) })),
};

export const closingQueries = {
  list: query({ summary: 'The closings of the result, newest first, and the period that is due.' }).output(
    z.object({
      every: z.enum(['month', 'year']),
      due: z.object({ throughOn: zDay, profit: zProfit }).nullable().meta({ description: 'The next period that is over and not closed' }),
      rows: z.array(
        z.object({
          resultClosingId: zId,
          throughOn: zDay,
          profit: zProfit,
          reason: z.string(),
          recordedAt: zInstant,
          takenBack: z.boolean(),
          mayTakeBack: z.boolean(),
          entries: z.array(z.object({ entryId: zId, number: z.string() })),
        }),
      ),
    }),
  ),
};
