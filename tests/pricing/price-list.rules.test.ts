import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type AskedPrice, type ListFacts, type ListRow, type PriceFacts, resolvePrice } from '../../shared/pricing/price-list.rules.ts';
import { day } from '../../shared/units/day.ts';
import { pieces, quantity } from '../../shared/units/quantity.ts';
import { percent } from '../../shared/units/rate-ppm.ts';
import { unitPrice } from '../../shared/units/unit-price.ts';
import { ask, byHand, facts } from './price-oracle.ts';

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
