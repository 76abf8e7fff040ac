import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type AskedPrice, type ListFacts, type ListRow, type PriceFacts, resolvePrice } from '../../shared/pricing/price-list.rules.ts';
import { day } from '../../shared/units/day.ts';
import { pieces, quantity } from '../../shared/units/quantity.ts';
import { percent, ratePpm } from '../../shared/units/rate-ppm.ts';
import { type UnitPrice, unitPrice } from '../../shared/units/unit-price.ts';

const retail = unitPrice(1_000_000);
const list = (changes: Partial<ListFacts>): ListFacts => ({
  id: 1, name: 'Spring', currency: 'CNY', channelId: null, customerGroupId: null, priority: 10, validFromOn: null, validThroughOn: null,
  rows: [{ of: 'variant', minQuantity: quantity(0), price: { amount: unitPrice(900_000) } }],
  ...changes,
});
const asked: AskedPrice = { quantity: pieces(1), currency: 'CNY', channelId: null, customerGroupIds: [], on: day('2026-03-02') };
const told = (lists: ListFacts[], changes: Partial<AskedPrice> = {}, facts: Partial<PriceFacts> = {}) => {
  const { price, steps } = resolvePrice({ base: retail, lists, lowest: null, ...facts }, { ...asked, ...changes });
  return [price, ...steps.map(({ outcome }) => outcome)];
};

test('without a list the variant’s own price holds', () => {
  expect(told([])).toEqual([retail, 'won']);
  expect(told([], {}, { base: null })).toEqual([null, 'noBase']);
});

test('every list says why it won or lost', () => {
  expect(told([list({})])).toEqual([900_000, 'won', 'outranked']);
  expect(told([list({ currency: 'USD' })])).toEqual([retail, 'otherCurrency', 'won']);
  expect(told([list({ channelId: 7 })])).toEqual([retail, 'otherChannel', 'won']);
  expect(told([list({ channelId: 7 })], { channelId: 7 })).toEqual([900_000, 'won', 'outranked']);
  expect(told([list({ customerGroupId: 3 })], { customerGroupIds: [2] })).toEqual([retail, 'otherGroup', 'won']);
  expect(told([list({ customerGroupId: 3 })], { customerGroupIds: [2, 3] })).toEqual([900_000, 'won', 'outranked']);
  expect(told([list({ validFromOn: day('2026-03-03') })])).toEqual([retail, 'notBegun', 'won']);
  expect(told([list({ validThroughOn: day('2026-03-01') })])).toEqual([retail, 'ended', 'won']);
  expect(told([list({ validFromOn: day('2026-03-02'), validThroughOn: day('2026-03-02') })])).toEqual([900_000, 'won', 'outranked']);
  expect(told([list({ rows: [] })])).toEqual([retail, 'notListed', 'won']);
  expect(told([list({ rows: [{ of: 'variant', minQuantity: pieces(10), price: { percentOff: percent(10) } }] })])).toEqual([retail, 'quantityTooSmall', 'won']);
  expect(told([list({ rows: [{ of: 'category', minQuantity: quantity(0), price: { percentOff: percent(10) } }] })], {}, { base: null })).toEqual([null, 'noBase', 'noBase']);
});

test('a dozen costs less each, from the twelfth piece on', () => {
  const tiers = list({ rows: [{ of: 'variant', minQuantity: quantity(0), price: { amount: unitPrice(950_000) } }, { of: 'variant', minQuantity: pieces(12), price: { percentOff: percent(20) } }] });
  expect(told([tiers], { quantity: pieces(11) })[0]).toBe(950_000);
  expect(told([tiers], { quantity: pieces(12) })[0]).toBe(800_000);
});

test('what is said of the variant comes before its collection, and that before its category', () => {
  const row = (of: ListRow['of'], amount: number): ListRow => ({ of, minQuantity: quantity(0), price: { amount: unitPrice(amount) } });
  expect(told([list({ rows: [row('category', 1), row('collection', 2), row('variant', 3)] })])[0]).toBe(3);
  expect(told([list({ rows: [row('category', 1), row('collection', 2)] })])[0]).toBe(2);
  expect(told([list({ rows: [row('category', 5), row('category', 4)] })])[0]).toBe(4);
});

test('a list with more priority goes first, and of two alike the older one', () => {
  const [old, young] = [list({ id: 1 }), list({ id: 2, rows: [{ of: 'variant', minQuantity: quantity(0), price: { amount: unitPrice(1) } }] })];
  expect(told([young, old])).toEqual([900_000, 'won', 'outranked', 'outranked']);
  expect(told([old, { ...young, priority: 11 }])).toEqual([1, 'won', 'outranked', 'outranked']);
});

test('a list’s price under the margin floor loses, and the next one has its turn', () => {
  const dear = list({ id: 2, priority: 1, rows: [{ of: 'variant', minQuantity: quantity(0), price: { amount: unitPrice(950_000) } }] });
  expect(told([list({}), dear], {}, { lowest: unitPrice(920_000) })).toEqual([950_000, 'underFloor', 'won', 'outranked']);
  expect(told([list({})], {}, { lowest: undefined })).toEqual([retail, 'underFloor', 'won']);
});

/** What a clerk with all lists on the desk would do: every row on its own card, cards that do not fit thrown away, the best one kept of each list. */
function byHand({ base, lists, lowest }: PriceFacts, ask: AskedPrice): UnitPrice | null {
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
const rounded = (product: bigint): bigint => (product * 2n + 1_000_000n) / 2_000_000n;

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
const facts = fc.record({
  base: fc.option(fc.integer({ min: 0, max: 2_000_000 }).map((n) => unitPrice(n))),
  lists: fc.array(aList, { maxLength: 6 }).map((lists) => lists.map((one, index): ListFacts => ({ ...one, id: index + 1, name: `list ${index}` }))),
  lowest: fc.constantFrom(null, null, undefined, unitPrice(300_000)),
});
const ask = fc.record({
  quantity: fc.constantFrom(500, 1_000, 2_000, 5_000, 20_000).map((n) => quantity(n)),
  currency: fc.constant('CNY'),
  channelId: fc.constantFrom(null, 1, 2),
  customerGroupIds: fc.constantFrom<number[][]>([], [1], [2], [1, 2]),
  on: fc.constantFrom('2026-01-01', '2026-03-01', '2026-03-02').map((on) => day(on)),
});

test('a thousand random price lists give the price a clerk would find by hand, and a chain that ends in it', () => {
  fc.assert(
    fc.property(facts, ask, (known, question) => {
      const { price, steps } = resolvePrice(known, question);
      expect(price).toBe(byHand(known, question));
      expect(steps).toHaveLength(known.lists.length + 1);
      const winners = steps.filter(({ outcome }) => outcome === 'won');
      expect(winners.map((step) => step.price)).toEqual(price === null ? [] : [price]);
    }),
    { numRuns: 1_000, seed: 8 },
  );
});
