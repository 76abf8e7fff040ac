import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type AskedPrice, type PriceFacts, type PromotionFacts, resolvePrice } from '../../shared/pricing/price-list.rules.ts';
import { breakEven, promotionState, type Replayed, replayedSum, replayLine, type SoldLine } from '../../shared/pricing/promotion.rules.ts';
import { day } from '../../shared/units/day.ts';
import { minor } from '../../shared/units/minor.ts';
import { pieces, quantity } from '../../shared/units/quantity.ts';
import { percent, ratePpm } from '../../shared/units/rate-ppm.ts';
import { type UnitPrice, unitPrice } from '../../shared/units/unit-price.ts';
import { runs } from '../support/soak.ts';
import { ask, byHand, facts, rounded } from './price-oracle.ts';

const own = unitPrice(1_000_000);
const promotion = (changes: Partial<PromotionFacts>): PromotionFacts => ({
  id: 1, name: 'Weekend', currency: 'CNY', channelIds: [], firstOn: day('2026-03-01'), lastOn: day('2026-03-02'), price: { percentOff: percent(10) }, ...changes,
});
const asked: AskedPrice = { quantity: pieces(1), currency: 'CNY', channelId: null, customerGroupIds: [], on: day('2026-03-02') };
const told = (promotions: PromotionFacts[], changes: Partial<AskedPrice> = {}, known: Partial<PriceFacts> = {}) => {
  const { price, steps } = resolvePrice({ base: own, lists: [], lowest: null, promotions, ...known }, { ...asked, ...changes });
  return [price, ...steps.map(({ outcome }) => outcome)];
};
const dozen = { id: 9, name: 'Dozen', currency: 'CNY', channelId: null, customerGroupId: null, priority: 1, validFromOn: null, validThroughOn: null };

test('a promotion holds on its days, through the last, where it is named', () => {
  expect(told([promotion({})])).toEqual([900_000, 'won', 'outranked']);
  expect(told([promotion({})], { on: day('2026-02-28') })).toEqual([own, 'notBegun', 'won']);
  expect(told([promotion({})], { on: day('2026-03-03') })).toEqual([own, 'ended', 'won']);
  expect(told([promotion({ channelIds: [1, 2] })])).toEqual([own, 'otherChannel', 'won']);
  expect(told([promotion({ channelIds: [1, 2] })], { channelId: 2 })).toEqual([900_000, 'won', 'outranked']);
  expect(told([promotion({})], { currency: 'USD' })).toEqual([own, 'otherCurrency', 'won']);
  expect(told([promotion({})], {}, { base: null })).toEqual([null, 'noBase', 'noBase']);
  expect(told([promotion({ price: { amount: unitPrice(5) } })], {}, { base: null })).toEqual([5, 'won', 'noBase']);
  expect(told([promotion({})], {}, { lowest: unitPrice(900_001) })).toEqual([own, 'underFloor', 'won']);
});

test('of two promotions the lower price wins, of two alike the older one, and nothing is added up', () => {
  const [ten, twenty] = [promotion({}), promotion({ id: 2, price: { percentOff: percent(20) } })];
  expect(told([ten, twenty])).toEqual([800_000, 'notLower', 'won', 'outranked']);
  expect(told([twenty, ten])).toEqual([800_000, 'notLower', 'won', 'outranked']);
  expect(told([promotion({ id: 3 }), ten])).toEqual([900_000, 'won', 'notLower', 'outranked']);
});

test('a promotion makes nothing dearer: a price list that is lower, or the same, keeps its price', () => {
  const list = (amount: number) => ({ lists: [{ ...dozen, rows: [{ of: 'variant' as const, minQuantity: quantity(0), price: { amount: unitPrice(amount) } }] }] });
  expect(told([promotion({})], {}, list(850_000))).toEqual([850_000, 'notLower', 'won', 'outranked']);
  expect(told([promotion({})], {}, list(900_000))).toEqual([900_000, 'notLower', 'won', 'outranked']);
  expect(told([promotion({})], {}, list(900_001))).toEqual([900_000, 'won', 'outranked', 'outranked']);
});

/** Every promotion on its own card; those that do not fit are thrown away, the cheapest card is laid beside the price without any. */
function promotedByHand(known: PriceFacts, question: AskedPrice): UnitPrice | null {
  const usual = byHand(known, question);
  const cards = (known.promotions ?? []).filter((one) => one.currency === question.currency && one.firstOn <= question.on && question.on <= one.lastOn && (one.channelIds.length === 0 || one.channelIds.includes(question.channelId ?? -1)));
  const prices = cards.flatMap(({ price }) => ('amount' in price ? [price.amount as number] : known.base === null ? [] : [Number(BigInt(known.base) - rounded(BigInt(known.base) * BigInt(price.percentOff)))]));
  const allowed = prices.filter((price) => known.lowest === null || (known.lowest !== undefined && price >= known.lowest));
  const cheapest = allowed.length === 0 ? undefined : Math.min(...allowed);
  return cheapest === undefined || (usual !== null && usual <= cheapest) ? usual : unitPrice(cheapest);
}

const days = fc.tuple(fc.constantFrom('2026-01-01', '2026-02-28', '2026-03-01', '2026-03-02'), fc.constantFrom('2026-03-01', '2026-03-02', '2026-03-03')).filter(([first, last]) => first <= last).map(([first, last]) => ({ firstOn: day(first), lastOn: day(last) }));
const aPromotion = fc.record({
  currency: fc.constantFrom('CNY', 'CNY', 'CNY', 'USD'),
  channelIds: fc.subarray([1, 2, 3]),
  days,
  price: fc.oneof(fc.record({ amount: fc.integer({ min: 0, max: 2_000_000 }).map((n) => unitPrice(n)) }), fc.record({ percentOff: fc.integer({ min: 1, max: 1_000_000 }).map((n) => ratePpm(n)) })),
});
const six = { minLength: 6, maxLength: 6 };
const basket = fc.record({
  promotions: fc.array(aPromotion, { maxLength: 6 }).map((all) => all.map(({ days: on, ...one }, index): PromotionFacts => ({ ...one, ...on, id: index + 1, name: `promotion ${index}` }))),
  /** Which of the promotions name the goods of a line. */
  lines: fc.array(fc.record({ known: facts, named: fc.array(fc.boolean(), six) }), { minLength: 1, maxLength: 6 }),
  question: ask,
  order: fc.array(fc.nat(), six),
});

test('random baskets cost what a clerk would find by hand, whatever order the promotions are told in', () => {
  fc.assert(
    fc.property(basket, ({ promotions, lines, question, order }) => {
      const shuffled = promotions.toSorted((a, b) => order[a.id - 1]! - order[b.id - 1]!);
      for (const { known, named } of lines) {
        const mine = (all: readonly PromotionFacts[]) => ({ ...known, promotions: all.filter(({ id }) => named[id - 1]) });
        const found = resolvePrice(mine(promotions), question);
        expect(found.price).toBe(promotedByHand(mine(promotions), question));
        expect(resolvePrice(mine(shuffled), question)).toEqual(found);
        expect(found.steps.filter(({ outcome }) => outcome === 'won').map(({ price }) => price)).toEqual(found.price === null ? [] : [found.price]);
      }
    }),
    { numRuns: runs(500, 10_000, 'random baskets priced with promotions against an oracle'), seed: 13 },
  );
});

const sold = (changes: Partial<SoldLine> = {}): SoldLine => ({ quantity: pieces(2), net: minor(20_000), tax: minor(2_600), cost: minor(12_000), feeRate: percent(5), price: unitPrice(900_000), ...changes });

test('two rods of 100.00 at 90.00: the net falls by 20.00, the fee with it, the goods cost what they cost', () => {
  expect(replayLine(sold(), { pricesIncludeTax: false, digits: 2 })).toEqual({ netBefore: 20_000, netAfter: 18_000, cost: 12_000, feeBefore: 1_130, feeAfter: 1_017, marginBefore: 6_870, marginAfter: 4_983 });
  // With tax inside: 113.00 each at 90.00 is 180.00 paid, 159.29 of it ours.
  expect(replayLine(sold(), { pricesIncludeTax: true, digits: 2 })).toMatchObject({ netAfter: 15_929, feeAfter: 900 });
  expect(replayLine(sold({ price: unitPrice(1_200_000) }), { pricesIncludeTax: false, digits: 2 })).toMatchObject({ netAfter: 20_000, marginAfter: 6_870 });
  expect(replayLine(sold({ price: null }), { pricesIncludeTax: false, digits: 2 })).toMatchObject({ netAfter: 20_000 });
});

const aLine = fc.record({
  quantity: fc.integer({ min: 1, max: 50_000 }).map((n) => quantity(n)),
  net: fc.integer({ min: 0, max: 5_000_000 }),
  taxRate: fc.constantFrom(0, 60_000, 130_000, 200_000),
  cost: fc.integer({ min: 0, max: 5_000_000 }).map((n) => minor(n)),
  feeRate: fc.constantFrom(0, 29_000, 150_000).map((n) => ratePpm(n)),
  price: fc.option(fc.integer({ min: 0, max: 30_000_000 }).map((n) => unitPrice(n))),
}).map(({ net, taxRate, ...line }): SoldLine => ({ ...line, net: minor(net), tax: minor(Math.round((net * taxRate) / 1_000_000)) }));

/** What a shop keeper with pen and paper would write in each column, in exact fractions of a cent until a figure is written down. */
function onPaper({ quantity: amount, net, tax, cost, feeRate, price }: SoldLine, withTax: boolean): bigint[] {
  const half = (top: bigint, bottom: bigint): bigint => (top * 2n + bottom) / (bottom * 2n);
  const paid = BigInt(withTax ? net + tax : net);
  const due = price === null ? paid : half(BigInt(price) * BigInt(amount), 100_000n);
  const asks = due < paid ? due : paid;
  const lower = asks < paid;
  const netNow = !lower ? BigInt(net) : withTax ? half(BigInt(net) * asks, paid) : asks;
  const grossNow = !lower ? BigInt(net + tax) : withTax ? asks : asks + half(BigInt(tax) * asks, paid);
  const [was, is] = [half(BigInt(net + tax) * BigInt(feeRate), 1_000_000n), half(grossNow * BigInt(feeRate), 1_000_000n)];
  return [BigInt(net), netNow, BigInt(cost), was, is, BigInt(net) - BigInt(cost) - was, netNow - BigInt(cost) - is];
}

const columns = ['netBefore', 'netAfter', 'cost', 'feeBefore', 'feeAfter', 'marginBefore', 'marginAfter'] as const satisfies readonly (keyof Replayed)[];

test('the sum of a replay is the sum of its lines to the cent, and each line is what pen and paper make of it', () => {
  fc.assert(
    fc.property(fc.array(aLine, { maxLength: 40 }), fc.boolean(), (lines, pricesIncludeTax) => {
      const replayed = lines.map((line) => replayLine(line, { pricesIncludeTax, digits: 2 }));
      const paper = lines.map((line) => onPaper(line, pricesIncludeTax));
      expect(replayed.map((line) => columns.map((name) => BigInt(line[name])))).toEqual(paper);
      const sum = replayedSum(replayed);
      expect(columns.map((name) => BigInt(sum[name]))).toEqual(columns.map((_, column) => paper.reduce((all, row) => all + row[column]!, 0n)));
      expect(sum.marginAfter).toBe(sum.netAfter - sum.cost - sum.feeAfter);
      expect(sum.netAfter).toBeLessThanOrEqual(sum.netBefore);
    }),
    { numRuns: runs(300, 10_000, 'random baskets replayed under a promotion against pen and paper'), seed: 14 },
  );
});

const weeks = (...units: number[]) => [...units, ...Array.from({ length: 12 - units.length }, () => 0)].map((n) => pieces(n));

test('what must be sold beside: 90 in 90 days, 60.00 left of 90.00 given up 30.00', () => {
  const outlook = { sold: pieces(90), weeks: weeks(7, 7, 7, 14, 7, 7, 7, 7, 7, 7, 7, 3), days: 2, marginBefore: minor(900_000), marginAfter: minor(600_000) };
  // Two days sell 2; half as much again is 1.
  expect(breakEven(outlook)).toEqual({ ordinary: 2_000, extra: 1_000, quiet: { ordinary: 857, extra: 1_000 }, busy: { ordinary: 4_000, extra: 2_000 } });
  expect(breakEven({ ...outlook, weeks: weeks(30, 30, 30) })).toMatchObject({ quiet: null, busy: null });
  expect(breakEven({ ...outlook, marginAfter: minor(900_000) })).toMatchObject({ extra: 0 });
  expect(breakEven({ ...outlook, marginAfter: minor(0) })).toBeNull();
  expect(breakEven({ ...outlook, marginAfter: minor(-1) })).toBeNull();
  expect(breakEven({ ...outlook, sold: pieces(0) })).toBeNull();
});

test('so many more units really leave what was left before, and one unit less does not', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 400 }), fc.integer({ min: 1, max: 1_000_000 }), fc.integer({ min: 0, max: 1_000_000 }), (units, after, given) => {
      const found = breakEven({ sold: pieces(units), weeks: weeks(), days: 90, marginBefore: minor(after + given), marginAfter: minor(after) })!;
      const left = (extra: number): bigint => BigInt(after) * (BigInt(units) * 1000n + BigInt(extra));
      const wanted = BigInt(after + given) * BigInt(units) * 1000n;
      expect(left(found.extra) >= wanted).toBe(true);
      expect(found.extra === 0 || left(found.extra - 1000) < wanted).toBe(true);
    }),
    { numRuns: runs(300, 3_000), seed: 15 },
  );
});

test('armed, a promotion comes, runs through its last day and ends; a draft stays one', () => {
  const span = { firstOn: '2026-03-07', lastOn: '2026-03-08' };
  expect(['2026-03-06', '2026-03-07', '2026-03-08', '2026-03-09'].map((today) => promotionState({ ...span, armed: true }, today))).toEqual(['coming', 'running', 'running', 'ended']);
  expect(promotionState({ ...span, armed: false }, '2026-03-09')).toBe('draft');
});
