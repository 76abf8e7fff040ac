import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { backTest, learnLeadTime, percentile } from '../../shared/purchasing/lead-time.rules.ts';
import { planWithin } from '../../shared/purchasing/replenishment-plan.rules.ts';
import { shortageOf, type Stock, termsOf } from '../../shared/purchasing/replenishment.rules.ts';
import { lateDaysOf, quoteOf, sourceOf, splitOf } from '../../shared/purchasing/sourcing.rules.ts';
import { daysOfQuarter, scoreOf } from '../../shared/purchasing/supplier-score.rules.ts';
import { addDays } from '../../shared/units/calendar.ts';
import { day } from '../../shared/units/day.ts';
import { minor } from '../../shared/units/minor.ts';
import { pieces, quantity } from '../../shared/units/quantity.ts';
import { percent } from '../../shared/units/rate-ppm.ts';
import { unitPrice } from '../../shared/units/unit-price.ts';

const none = quantity(0);
const holding = (onHand: number, more: Partial<Stock> = {}): Stock => ({ onHand: pieces(onHand), onHold: none, allocated: none, incoming: none, drafted: none, ...more });
const sure = (days: number) => ({ source: 'agreed' as const, p50: days, p90: days, deliveries: 0 });

describe('when and how much to order', () => {
  test('a rod sells three a day, four days to come: at twelve or fewer, up to twelve and two weeks more', () => {
    const demand = { days: 10, outDays: 0, sold: pieces(30), squares: 90 };
    const terms = termsOf(demand, sure(4), holding(12), { serviceLevel: 95, coverDays: 14 });
    expect(terms).toMatchObject({ perDay: pieces(3), deviation: none, overLeadTime: pieces(12), safetyStock: none, reorderPoint: pieces(12), upTo: pieces(54), wanted: pieces(42), lastsDays: 4 });
    expect(termsOf(demand, sure(4), holding(13), { serviceLevel: 95, coverDays: 14 }).wanted).toBe(0);
  });

  test('the safety stock of the textbook: z 1.645 × √(4 × 2² + 10² × 1²) is 17.72', () => {
    // Demand 10 ± 2 a day over two days (8.586 and 11.414 a day sum to 20, squared to 204), lead time 4 ± 1.
    const demand = { days: 2, outDays: 0, sold: pieces(20), squares: 204 };
    const leadTime = { source: 'supplier' as const, p50: 4_000_000 / 1_000_000, p90: 4 + 1.281552, deliveries: 9 };
    const { safetyStock, deviation, leadTimeDeviation } = termsOf(demand, leadTime, holding(0), { serviceLevel: 95, coverDays: 7 });
    expect({ deviation, leadTimeDeviation }).toEqual({ deviation: 2_000, leadTimeDeviation: 1_000 });
    expect(safetyStock).toBe(Math.ceil(1.644854 * Math.sqrt(4 * 4 + 100) * 1000));
  });

  test('what is ordered, drafted, set aside and on hold all count', () => {
    const demand = { days: 10, outDays: 0, sold: pieces(30), squares: 90 };
    const stock = holding(20, { onHold: pieces(3), allocated: pieces(5), incoming: pieces(6), drafted: pieces(2) });
    expect(termsOf(demand, sure(4), stock, { serviceLevel: 95, coverDays: 14 })).toMatchObject({ position: pieces(20), wanted: none });
  });

  test('any history of days agrees with one added up day by day', () => {
    fc.assert(
      fc.property(fc.array(fc.nat(40), { minLength: 2, maxLength: 60 }), fc.nat(30), fc.nat(20), fc.integer({ min: -20, max: 300 }), fc.constantFrom(80, 90, 95, 98, 99), fc.integer({ min: 1, max: 60 }), (sold, p50, spread, here, serviceLevel, coverDays) => {
        const total = sold.reduce((sum, one) => sum + one, 0);
        const demand = { days: sold.length, outDays: 0, sold: pieces(total), squares: sold.reduce((sum, one) => sum + one * one, 0) };
        const terms = termsOf(demand, { source: 'variant', p50, p90: p50 + spread, deliveries: 5 }, holding(here), { serviceLevel: serviceLevel as 95, coverDays });
        const mean = total / sold.length;
        const variance = sold.reduce((sum, one) => sum + (one - mean) ** 2, 0) / (sold.length - 1);
        const z = { 80: 0.841621, 90: 1.281552, 95: 1.644854, 98: 2.053749, 99: 2.326348 }[serviceLevel]!;
        const safety = z * Math.sqrt(p50 * variance + mean ** 2 * (spread / 1.281552) ** 2);
        expect(Math.abs(terms.safetyStock - safety * 1000)).toBeLessThan(1.001);
        expect(Math.abs(terms.overLeadTime - mean * p50 * 1000)).toBeLessThan(1.001);
        expect(terms.reorderPoint).toBe(terms.overLeadTime + terms.safetyStock);
        expect(terms.upTo).toBe(terms.reorderPoint + terms.overCover);
        expect(terms.wanted).toBe(here * 1000 <= terms.reorderPoint ? terms.upTo - here * 1000 : 0);
      }),
      { seed: 31 },
    );
  });

  test('doing nothing loses what sells beyond the shelf; an order saves all but what goes before it comes', () => {
    const demand = { days: 10, outDays: 0, sold: pieces(30), squares: 90 };
    const terms = termsOf(demand, sure(4), holding(6), { serviceLevel: 95, coverDays: 14 });
    // 54 sell in eighteen days and 6 are here; 12 sell in the four days before goods come.
    expect(shortageOf(demand, terms, pieces(48), 14)).toEqual({ without: pieces(48), withOrder: pieces(6), avoided: pieces(42) });
    expect(shortageOf(demand, terms, pieces(20), 14)).toEqual({ without: pieces(48), withOrder: pieces(28), avoided: pieces(20) });
  });
});

const on = day('2026-03-02');
const agreement = (id: number, from: number, price: number) => ({ id, fromQuantity: pieces(from), price: unitPrice(price), validFromOn: day('2026-01-01'), validThroughOn: null });
const offer = (supplierId: number, prices: [from: number, price: number][], more: Partial<{ closed: boolean; late: number; pack: number; least: number }> = {}) => ({
  supplierId, closed: more.closed ?? false, lateDays: more.late ?? 0, packQuantity: pieces(more.pack ?? 1), minimumQuantity: pieces(more.least ?? 0), agreements: prices.map(([from, price], index) => agreement(index + 1, from, price)),
});

describe('from whom', () => {
  test('ninety-five at 10.00 cost more than a hundred at 9.00: the break is taken', () => {
    const quote = quoteOf(offer(1, [[0, 100_000], [100, 90_000]]), pieces(95), on, 2);
    expect(quote).toMatchObject({ plain: { quantity: pieces(95), cost: 95_000 }, best: { quantity: pieces(100), price: 90_000, cost: 90_000 } });
  });

  test('the best size is the cheapest of all there are, whole packs and the minimum kept', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(fc.nat(60), fc.integer({ min: 1, max: 200 })), { minLength: 1, maxLength: 4 }), fc.integer({ min: 1, max: 50 }), fc.integer({ min: 1, max: 12 }), fc.nat(30), (breaks, wanted, pack, least) => {
        const prices: [number, number][] = [[0, breaks[0]![1] * 100], ...breaks.map(([from, price]): [number, number] => [from, price * 100])];
        const quote = quoteOf(offer(1, prices, { pack, least }), pieces(wanted), on, 2)!;
        const priceAt = (count: number) => prices.map(([from, price], id) => ({ from, price, id })).filter(({ from }) => from <= count).toSorted((a, b) => b.from - a.from || b.id - a.id)[0]!.price;
        const sizes = Array.from({ length: 100 }, (_one, index) => index * pack).filter((count) => count >= wanted && count >= least);
        const cheapest = Math.min(...sizes.map((count) => (count * priceAt(count)) / 100));
        expect(quote.best.cost).toBe(cheapest);
        expect(sizes).toContain(quote.best.quantity / 1000);
        expect(quote.best.cost).toBeLessThanOrEqual(quote.plain.cost);
      }),
      { seed: 32 },
    );
  });

  test('a late supplier is passed over as a closed one is, unless all who are open are late', () => {
    const late = offer(1, [[0, 100_000]], { late: 9 });
    const quotes = [late, offer(2, [[0, 120_000]])].map((one) => quoteOf(one, pieces(10), on, 2)!);
    expect(sourceOf(quotes, () => minor(10_000))).toMatchObject({ chosen: { supplierId: 2 }, instead: { supplierId: 1, because: 'late', extra: 2_000 } });
    const allLate = [late, offer(2, [[0, 120_000]], { late: 4 })].map((one) => quoteOf(one, pieces(10), on, 2)!);
    expect(sourceOf(allLate, () => null)).toMatchObject({ chosen: { supplierId: 1 }, instead: null });
    const noneOpen = [offer(1, [[0, 100_000]], { closed: true }), offer(2, [[0, 120_000]], { late: 4 })].map((one) => quoteOf(one, pieces(10), on, 2)!);
    expect(sourceOf(noneOpen, () => minor(10_000))).toMatchObject({ chosen: { supplierId: 2 }, instead: { supplierId: 1, because: 'closed' } });
    // Three days are borne, the fourth is late.
    expect([day('2026-03-02'), day('2026-02-27'), day('2026-02-26')].map((promised) => lateDaysOf(promised, day('2026-03-02')))).toEqual([0, 0, 4]);
  });

  test('a split gives the second its share in whole packs, the first the rest, and says what both cost more', () => {
    const [first, second] = [offer(1, [[0, 100_000]], { pack: 5 }), offer(2, [[0, 120_000]], { pack: 4 })];
    const whole = quoteOf(first, pieces(20), on, 2)!;
    const split = (share: number, of = second) => splitOf(whole, { first, second: of }, { wanted: pieces(20), share: percent(share), on, digits: 2 });
    // Thirty per cent are six, so two packs of four; twelve are left, so three packs of five: 150.00 + 96.00 − 200.00.
    expect(split(30)).toMatchObject({ first: { best: { quantity: pieces(15), cost: 15_000 } }, second: { best: { quantity: pieces(8), cost: 9_600 } }, extra: 4_600 });
    expect(split(30, offer(2, [[0, 120_000]], { least: 20 }))).toBeNull();
    expect([split(30, offer(2, [[0, 120_000]], { late: 5 })), split(30, offer(2, [[0, 120_000]], { closed: true })), split(30, offer(2, []))]).toEqual([null, null, null]);
  });

  test('whatever the share and the packs, both together are what is wanted and no pack more than each needs', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 200 }), fc.integer({ min: 5, max: 95 }), fc.integer({ min: 1, max: 12 }), fc.integer({ min: 1, max: 12 }), fc.integer({ min: 1, max: 90 }), (wanted, share, pack, otherPack, dearer) => {
        const [first, second] = [offer(1, [[0, 10_000]], { pack }), offer(2, [[0, 10_000 + dearer * 100]], { pack: otherPack })];
        const whole = quoteOf(first, pieces(wanted), on, 2)!;
        const split = splitOf(whole, { first, second }, { wanted: pieces(wanted), share: percent(share), on, digits: 2 });
        const theirs = Math.ceil(Math.round(wanted * share * 10) / 1000 / otherPack) * otherPack;
        const rest = Math.ceil((wanted - theirs) / pack) * pack;
        const byHand = theirs >= wanted ? null : { first: pieces(rest), second: pieces(theirs), extra: rest * 100 + theirs * (100 + dearer) - whole.best.cost };
        expect(split && { first: split.first.best.quantity, second: split.second.best.quantity, extra: split.extra }).toEqual(byHand);
      }),
      { seed: 66 },
    );
  });

  test('a closed supplier is passed over, and what that costs is said', () => {
    const quotes = [offer(1, [[0, 100_000]], { closed: true }), offer(2, [[0, 120_000]]), offer(3, [[0, 130_000]])].map((one) => quoteOf(one, pieces(10), on, 2)!);
    const source = sourceOf(quotes, () => minor(10_000));
    expect(source).toMatchObject({ chosen: { supplierId: 2 }, instead: { supplierId: 1, extra: 2_000 } });
    expect(sourceOf(quotes.slice(0, 1), () => null)).toBeNull();
    expect(sourceOf(quotes.slice(1), () => null)).toMatchObject({ chosen: { supplierId: 2 }, instead: null });
  });
});

describe('within a budget', () => {
  const line = fc.record({ variantId: fc.nat(1_000), quantity: fc.integer({ min: 1, max: 50 }), cost: fc.nat(9_000), extra: fc.nat(500), avoided: fc.nat(50), lastsDays: fc.option(fc.nat(30)) });
  test('Σ ≤ budget, no line costs more than bought plainly, and what was left did not fit', () => {
    fc.assert(
      fc.property(fc.uniqueArray(line, { selector: (one) => one.variantId, maxLength: 25 }), fc.nat(60_000), (rows, budget) => {
        const candidates = rows.map(({ extra, ...row }) => ({ ...row, quantity: pieces(row.quantity), cost: minor(row.cost), plainCost: minor(row.cost + extra), avoided: pieces(Math.min(row.avoided, row.quantity)) }));
        const plan = planWithin(candidates, minor(budget));
        const spent = plan.taken.reduce((sum, one) => sum + one.cost, 0);
        expect(plan.cost).toBe(spent);
        expect(spent).toBeLessThanOrEqual(budget);
        expect(plan.baseline).toBeGreaterThanOrEqual(spent);
        for (const left of plan.left) expect(spent + left.cost).toBeGreaterThan(budget);
        expect(plan.taken.length + plan.left.length).toBe(rows.length);
        expect(planWithin(candidates, null).left).toEqual([]);
      }),
      { seed: 33 },
    );
  });
});

describe('lead times', () => {
  test('half come within the P50 and nine of ten within the P90, as observed', () => {
    expect([percentile([5, 1, 4, 2, 3, 6, 7, 8, 9, 30], 50), percentile([5, 1, 4, 2, 3, 6, 7, 8, 9, 30], 90)]).toEqual([5, 9]);
    expect(learnLeadTime([3, 3, 4, 4], [3, 3, 4, 4, 10], 7)).toEqual({ source: 'supplier', p50: 4, p90: 10, deliveries: 5 });
    expect(learnLeadTime([], [3], 7)).toEqual({ source: 'agreed', p50: 7, p90: 7, deliveries: 1 });
  });

  test('a delivery is foretold from those alone that had arrived before it was ordered', () => {
    const deliveries = [4, 4, 4, 4, 4, 4, 9].map((days, index) => {
      const orderedOn = addDays(day('2026-01-01'), index * 10);
      return { purchaseOrderLineId: index, variantId: 1, orderedOn, arrivedOn: addDays(orderedOn, days) };
    });
    expect(backTest(deliveries)).toEqual({ tested: 2, held: 1, rate: 500_000 });
  });
});

describe('the score', () => {
  test('on time 8 of 10 × 40, complete 95 % × 25, price kept 4 of 4 × 20; no receipt to claim about: 87.35 of 85', () => {
    const { score, parts } = scoreOf([{ part: 'onTime', good: 8, of: 10 }, { part: 'complete', good: 95, of: 100 }, { part: 'priceKept', good: 4, of: 4 }, { part: 'noClaims', good: 0, of: 0 }]);
    expect(score).toBe(Math.round((40 * 800_000 + 25 * 950_000 + 20 * 1_000_000) / 85));
    expect(parts.map(({ share }) => share)).toEqual([800_000, 950_000, 1_000_000, null]);
  });

  test('the last quarter of a year ends with it', () => {
    expect([daysOfQuarter('2026-Q1'), daysOfQuarter('2026-Q4')]).toEqual([{ from: '2026-01-01', on: '2026-03-31' }, { from: '2026-10-01', on: '2026-12-31' }]);
  });
});
