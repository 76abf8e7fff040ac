import { z } from 'zod';
import { zDay, zId, zMinor, zRatePpm } from '../contract/fields.ts';
import { query } from '../contract/method.ts';
import { cashGroups, cashItemKinds, later } from './cash-forecast.rules.ts';

const zGroup = z.enum(cashGroups);
const zWeek = { no: z.int(), from: zDay, to: zDay };
const asked = { on: zDay.exactOptional().meta({ description: 'As it looked at the end of this day; today where it is not said' }) };

const zPair = z.object({ ...zWeek, forecast: zMinor, actual: zMinor });

const zItem = z.object({
  kind: z.enum(cashItemKinds),
  group: zGroup,
  amount: zMinor.meta({ description: 'Money in positive' }),
  expectedOn: zDay,
  place: z.int(),
  number: z.string(),
  name: z.string(),
  sourceId: zId.nullable().meta({ description: 'The order, bill, purchase order, channel or template it is about' }),
  dueOn: zDay.nullable(),
  lateDays: z.int().meta({ description: 'So many days after its due day documents like it are paid; for goods, days of credit' }),
  payout: z
    .object({ held: zMinor, orders: z.int(), everyDays: z.int(), lastOn: zDay, heldDays: z.int(), kept: zRatePpm, payouts: z.int() })
    .nullable()
    .meta({ description: 'For a payout: what the channel holds, and what its last payouts say of the next' }),
});

export const cashForecastQueries = {
  get: query({ summary: 'What money there will be in thirteen weeks: what is known, what is usual, and how far the forecast of thirteen weeks ago missed.', tellsStock: true })
    .input(z.object(asked))
    .output(
      z.object({
        on: zDay,
        opening: zMinor,
        weeks: z.array(z.object({ ...zWeek, opening: zMinor, moneyIn: zMinor, moneyOut: zMinor, closing: zMinor, groups: z.array(z.object({ group: zGroup, known: zMinor, assumed: zMinor, items: z.int() })) })),
        lowest: z.object({ no: z.int(), closing: zMinor }),
        seen: z.object({ from: zDay, weeks: z.int(), usual: z.array(z.object({ group: zGroup, total: zMinor })) }).meta({ description: 'What came and went for in the whole weeks before' }),
        apart: z.array(z.object({ place: z.int(), items: z.int(), amount: zMinor })).meta({ description: 'What is not counted: too old (place 0), or after the last week (14)' }),
        backTest: z
          .object({ on: zDay, weeks: z.array(zPair), mean: zMinor, rate: zRatePpm.nullable(), last: zMinor })
          .nullable()
          .meta({ description: 'The same forecast made thirteen weeks ago against the money there was; null where the books are younger' }),
      }),
    ),
  items: query({ summary: 'One page of the known items of a week of the forecast, the earliest first.', tellsStock: true })
    .input(z.object({ ...asked, place: z.int().min(0).max(later), group: zGroup.exactOptional(), after: z.int().min(0).default(0), limit: z.int().min(1).max(200).default(50) }))
    .output(z.object({ rows: z.array(zItem), next: z.int().nullable(), count: z.int(), amount: zMinor })),
};
