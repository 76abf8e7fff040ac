import fc from 'fast-check';
import type { AskedPrice, ListFacts, ListRow, PriceFacts } from '../../shared/pricing/price-list.rules.ts';
import { day } from '../../shared/units/day.ts';
import { pieces, quantity } from '../../shared/units/quantity.ts';
import { ratePpm } from '../../shared/units/rate-ppm.ts';
import { type UnitPrice, unitPrice } from '../../shared/units/unit-price.ts';

/** What a clerk with all lists on the desk would do: every row on its own card, cards that do not fit thrown away, the best one kept of each list. */
export function byHand({ base, lists, lowest }: PriceFacts, ask: AskedPrice): UnitPrice | null {
  const cards = lists.flatMap((one) => one.rows.map((row) => {
    const price = 'amount' in row.price ? BigInt(row.price.amount) : base === null ? null : BigInt(base) - rounded(BigInt(base) * BigInt(row.price.percentOff));
    return { one, row, price: price === null ? null : Number(price) };
  }));
  const fitting = cards.filter(({ one, row, price }) => price !== null && one.currency === ask.currency && [null, ask.channelId].includes(one.channelId) &&
    (one.customerGroupId === null || ask.customerGroupIds.includes(one.customerGroupId)) && (one.validFromOn ?? '0') <= ask.on && ask.on <= (one.validThroughOn ?? '9') && row.minQuantity <= ask.quantity);
  const rank = { variant: 0, collection: 1, category: 2 };
  let best: UnitPrice | null = base;
  let bestList: ListFacts | undefined;
  for (const one of lists) {
    let chosen: (typeof fitting)[number] | undefined;
    for (const card of fitting.filter((other) => other.one === one)) {
      const beats = !chosen || rank[card.row.of] < rank[chosen.row.of] || (card.row.of === chosen.row.of &&
        (card.row.minQuantity > chosen.row.minQuantity || (card.row.minQuantity === chosen.row.minQuantity && card.price! < chosen.price!)));
      if (beats) chosen = card;
    }
    if (!chosen || lowest === undefined || (lowest !== null && chosen.price! < lowest)) continue;
    if (!bestList || one.priority > bestList.priority || (one.priority === bestList.priority && one.id < bestList.id)) [best, bestList] = [unitPrice(chosen.price!), one];
  }
  return best;
}

/** Millionths of a price, half up: all are positive here. */
export const rounded = (product: bigint): bigint => (product * 2n + 1_000_000n) / 2_000_000n;

const aDay = fc.option(fc.constantFrom('2026-01-01', '2026-02-28', '2026-03-01', '2026-03-02', '2026-03-03').map((on) => day(on)));
const aRow: fc.Arbitrary<ListRow> = fc.record({
  of: fc.constantFrom('variant', 'collection', 'category'),
  minQuantity: fc.constantFrom(0, 1, 2, 10).map((n) => pieces(n)),
  price: fc.oneof(fc.record({ amount: fc.integer({ min: 0, max: 2_000_000 }).map((n) => unitPrice(n)) }), fc.record({ percentOff: fc.integer({ min: 0, max: 1_000_000 }).map((n) => ratePpm(n)) })),
});
const aList = fc.record({
  currency: fc.constantFrom('CNY', 'CNY', 'CNY', 'USD'),
  channelId: fc.constantFrom(null, null, 1, 2),
  customerGroupId: fc.constantFrom(null, null, 1, 2),
  priority: fc.integer({ min: 0, max: 3 }),
  validFromOn: aDay,
  validThroughOn: aDay,
  rows: fc.array(aRow, { maxLength: 5 }),
});
export const facts: fc.Arbitrary<PriceFacts> = fc.record({
  base: fc.option(fc.integer({ min: 0, max: 2_000_000 }).map((n) => unitPrice(n))),
  lists: fc.array(aList, { maxLength: 6 }).map((lists) => lists.map((one, index): ListFacts => ({ ...one, id: index + 1, name: `list ${index}` }))),
  lowest: fc.constantFrom(null, null, undefined, unitPrice(300_000)),
});
export const ask: fc.Arbitrary<AskedPrice> = fc.record({
  quantity: fc.constantFrom(500, 1_000, 2_000, 5_000, 20_000).map((n) => quantity(n)),
  currency: fc.constant('CNY'),
  channelId: fc.constantFrom(null, 1, 2),
  customerGroupIds: fc.constantFrom<number[][]>([], [1], [2], [1, 2]),
  on: fc.constantFrom('2026-01-01', '2026-03-01', '2026-03-02').map((on) => day(on)),
});
