import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { importedRounding, orderTotals, type PricedOrder, type PricingTerms } from '../../shared/sales/order-totals.rules.ts';
import { minor, sumMinor } from '../../shared/units/minor.ts';
import { pieces, quantity } from '../../shared/units/quantity.ts';
import { percent, ratePpm } from '../../shared/units/rate-ppm.ts';
import { unitPrice } from '../../shared/units/unit-price.ts';
import { runs } from '../support/soak.ts';

const none = minor(0);
const us: PricingTerms = { currencyDigits: 2, pricesIncludeTax: false, taxPer: 'line', cashStep: none };
const germany: PricingTerms = { currencyDigits: 2, pricesIncludeTax: true, taxPer: 'line', cashStep: none };

const line = (price: number, count: number, rate: number, discount = 0) => ({
  quantity: pieces(count),
  unitPrice: unitPrice(price),
  discount: minor(discount),
  taxRate: percent(rate),
});
const order = (lines: PricedOrder['lines'], charges: PricedOrder['charges'] = [], discount = 0): PricedOrder => ({ lines, charges, discount: minor(discount) });

describe('order totals', () => {
  test('three mugs at 12.50 with 8 % on top and 5.00 shipping come to 45.90', () => {
    const totals = orderTotals(order([line(125_000, 3, 8)], [{ amount: minor(500), taxRate: percent(8) }]), us);
    expect(totals.lines).toEqual([{ net: 3750, tax: 300, gross: 4050, discount: 0 }]);
    expect(totals.charges).toEqual([{ net: 500, tax: 40, gross: 540 }]);
    expect(totals.total).toBe(4590);
  });

  test('a price of 119.00 with 19 % inside is 100.00 and 19.00', () => {
    expect(orderTotals(order([line(1_190_000, 1, 19)]), germany).lines).toEqual([{ net: 10_000, tax: 1_900, gross: 11_900, discount: 0 }]);
  });

  test('ten off an order of 30.00 and 60.00 is shared 3.33 and 6.67', () => {
    const totals = orderTotals(order([line(300_000, 1, 0), line(600_000, 1, 0)], [], 1000), us);
    expect(totals.lines.map((row) => row.discount)).toEqual([333, 667]);
    expect(totals.total).toBe(8_000);
  });

  test('a line discount comes off before the order discount is shared', () => {
    const totals = orderTotals(order([line(300_000, 1, 0, 1_000), line(600_000, 1, 0)], [], 800), us);
    expect(totals.lines.map((row) => row.net)).toEqual([1_800, 5_400]);
  });

  test('a discount out of a price with tax is shown without its tax', () => {
    const totals = orderTotals(order([line(1_190_000, 1, 19, 1_190)]), germany);
    expect(totals.lines).toEqual([{ net: 9_000, tax: 1_710, gross: 10_710, discount: 1_000 }]);
  });

  test('tax per document rounds once: three lines of 0.33 at 10 % owe 0.10, not 0.09', () => {
    const three = order([line(3_300, 1, 10), line(3_300, 1, 10), line(3_300, 1, 10)]);
    expect(sumMinor(orderTotals(three, us).lines.map((row) => row.tax))).toBe(9);
    expect(orderTotals(three, { ...us, taxPer: 'document' }).lines.map((row) => row.tax)).toEqual([4, 3, 3]);
  });

  test('a Swiss total of 10.02 is rounded to 10.00 in a row of its own', () => {
    const totals = orderTotals(order([line(100_200, 1, 0)]), { ...us, cashStep: minor(5) });
    expect([totals.rounding, totals.total]).toEqual([-2, 1_000]);
  });

  test('0.35 kg of tea at 1,280 yen a kilo costs 448 yen', () => {
    const tea = { quantity: quantity(350), unitPrice: unitPrice(12_800_000), discount: none, taxRate: ratePpm(0) };
    expect(orderTotals(order([tea]), { ...us, currencyDigits: 0 }).total).toBe(448);
  });

  test('a discount larger than the line is refused', () => {
    expect(() => orderTotals(order([line(100_000, 1, 0, 1_001)]), us)).toThrow('discount.tooLarge');
    expect(() => orderTotals(order([line(100_000, 1, 0)], [], 1_001), us)).toThrow('discount.tooLarge');
  });

  test('a channel total two cents off on one row is no longer rounding', () => {
    const row = { net: minor(100), tax: minor(0), gross: minor(100) };
    expect(importedRounding([row], minor(101))).toEqual({ rounding: 1, suspicious: false });
    expect(importedRounding([row], minor(98))).toEqual({ rounding: -2, suspicious: true });
  });
});

/** Brute force, from DOMAIN "Rounding": exact fractions, rounded half away from zero. */
const round = (top: bigint, bottom: bigint): number => Number((top * 2n + bottom) / (bottom * 2n));

const anyLine = fc.record({
  quantity: fc.integer({ min: 1, max: 200_000 }).map(quantity),
  unitPrice: fc.integer({ min: 0, max: 50_000_000 }).map(unitPrice),
  cut: fc.integer({ min: 0, max: 100 }),
  taxRate: fc.constantFrom(0, 50_000, 88_750, 130_000, 190_000).map(ratePpm),
});

test('whatever is ordered: rows add up, tax is inside half a cent of exact, discounts are given whole', () => {
  const terms = fc.record({
    currencyDigits: fc.constantFrom(0, 2, 3),
    pricesIncludeTax: fc.boolean(),
    taxPer: fc.constantFrom('line' as const, 'document' as const),
    cashStep: fc.constantFrom(0, 5, 10).map(minor),
  });
  fc.assert(
    fc.property(fc.array(anyLine, { minLength: 1, maxLength: 8 }), terms, fc.integer({ min: 0, max: 100 }), (drawn, how, cut) => {
      const listed = drawn.map((row) => round(BigInt(row.unitPrice) * BigInt(row.quantity), 10n ** BigInt(7 - how.currencyDigits)));
      const lines = drawn.map((row, index) => ({ ...row, discount: minor(Math.floor(((listed[index] ?? 0) * row.cut) / 100)) }));
      const left = listed.map((amount, index) => amount - (lines[index]?.discount ?? 0));
      const sum = left.reduce((a, b) => a + b, 0);
      const discount = Math.floor((sum * cut) / 100);
      const totals = orderTotals({ lines, charges: [], discount: minor(discount) }, how);

      for (const row of totals.lines) expect(row.gross).toBe(row.net + row.tax);
      const priced = totals.lines.reduce((a, row) => a + (how.pricesIncludeTax ? row.gross : row.net), 0);
      expect(priced).toBe(sum - discount);
      expect(totals.total).toBe(totals.lines.reduce((a, row) => a + row.gross, 0) + totals.rounding);
      expect(totals.total % (how.cashStep || 1)).toBe(0);
      checkTax(totals.lines, lines.map((row) => row.taxRate), how);
    }),
    { numRuns: runs(2_000, 100_000, 'random order totals'), seed: 11 },
  );
});

function checkTax(rows: { net: number; tax: number; gross: number }[], rates: number[], how: PricingTerms): void {
  const groups = how.taxPer === 'line' ? rows.map((_, index) => [index]) : [...new Set(rates)].map((rate) => rates.flatMap((r, index) => (r === rate ? [index] : [])));
  for (const group of groups) {
    const rate = BigInt(rates[group[0] ?? 0] ?? 0);
    const base = group.reduce((a, index) => a + (how.pricesIncludeTax ? (rows[index]?.gross ?? 0) : (rows[index]?.net ?? 0)), 0);
    const exact = round(BigInt(base) * rate, how.pricesIncludeTax ? 1_000_000n + rate : 1_000_000n);
    expect(group.reduce((a, index) => a + (rows[index]?.tax ?? 0), 0)).toBe(exact);
  }
}
