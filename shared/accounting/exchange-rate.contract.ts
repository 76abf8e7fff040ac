import { z } from 'zod';
import { zCurrency, zDay, zId, zInstant } from '../contract/fields.ts';
import { command, query } from '../contract/method.ts';

const zWhole = z.int().positive();
/** So much of the base currency for one of the other, as two whole numbers in major units: 7.1234 is 71234 / 10000. */
const zRate = { currency: zCurrency, onDay: zDay, numerator: zWhole, denominator: zWhole };
const zSourceName = z.string().trim().max(200).default('');
const which = z.object({ exchangeRateId: zId });

const zRateRow = z.object({
  exchangeRateId: zId,
  ...zRate,
  rate: z.string().meta({ description: 'The same as decimal text, rounded for reading' }),
  source: z.enum(['hand', 'sheet']),
  sourceName: z.string(),
  recordedAt: zInstant,
});

export const exchangeRateCommands = {
  add: command({ summary: 'Keep what another currency is worth on a day; it holds until a later day has one.', undo: { by: 'exchangeRate.withdraw' } })
    .input(z.object({ ...zRate, sourceName: zSourceName }))
    .output(which),
  bringIn: command({ summary: 'Keep the rates of a sheet; a day that has the same rate already keeps it.', undo: { by: 'exchangeRate.withdrawMany' } })
    .input(z.object({ rates: z.array(z.object(zRate)).min(1).max(20_000), sourceName: zSourceName }))
    .output(z.object({ exchangeRateIds: z.array(zId), known: z.int() })),
  withdraw: command({ summary: 'Take back a rate; what was posted with it stays.', undo: { by: 'exchangeRate.restore' } })
    .input(which)
    .output(which),
  restore: command({ summary: 'Let a rate that was taken back hold again.', undo: { by: 'exchangeRate.withdraw' } })
    .input(which)
    .output(which),
  withdrawMany: command({ summary: 'Take back the rates of a sheet; what was posted with them stays.', undo: { by: 'exchangeRate.restoreMany' } })
    .input(z.object({ exchangeRateIds: z.array(zId).min(1).max(20_000) }))
    .output(z.object({ exchangeRateIds: z.array(zId) })),
  restoreMany: command({ summary: 'Let the rates of a sheet that were taken back hold again.', undo: { by: 'exchangeRate.withdrawMany' } })
    .input(z.object({ exchangeRateIds: z.array(zId).min(1).max(20_000) }))
    .output(z.object({ exchangeRateIds: z.array(zId) })),
};

export const exchangeRateQueries = {
  list: query({ summary: 'One page of exchange rates, the latest day first.' })
    .input(z.object({ currency: zCurrency.exactOptional(), after: z.object({ onDay: zDay, id: zId }).exactOptional(), limit: z.int().min(1).max(200).default(100) }))
    .output(z.object({ home: z.string(), rows: z.array(zRateRow), next: z.object({ onDay: zDay, id: zId }).nullable(), currencies: z.array(z.object({ currency: z.string(), lastOn: zDay })) })),
  find: query({ summary: 'The rate of a currency on a day: the last one on or before it, or null.' })
    .input(z.object({ currency: zCurrency, on: zDay }))
    .output(z.object({ home: z.string(), rate: zRateRow.nullable() })),
};
