import { expect, test } from 'vitest';
import { taxRateOn } from '../../main/catalog/tax-class.queries.ts';
import { getSoldVariants } from '../../main/sales/sold-variants.queries.ts';
import { day } from '../../shared/units/day.ts';
import { instant } from '../../shared/units/instant.ts';
import { percent } from '../../shared/units/rate-ppm.ts';
import { openingTime } from '../support/shop.ts';
import { newSellingShop } from './support.ts';

test('what is sold is taxed by the one rule: the region’s own rate, else the country’s, from its day on', () => {
  const shop = newSellingShop();
  const taxClassId = shop.call('taxClass.list', undefined).taxClasses[0]!.id;
  const set = (region: string, from: string, rate: number) => shop.call('taxClass.setRate', { taxClassId, country: 'CN', region, validFromOn: day(from), rate: percent(rate) });
  set('HN', '2026-01-01', 3);
  set('HN', '2026-07-01', 5);
  const rate = (region: string, on: string): number => {
    const sold = getSoldVariants(shop.read, [shop.variant.ROD], { currency: 'CNY', at: instant(openingTime), country: 'CN', region, on: day(on) });
    const { taxRate } = sold.get(shop.variant.ROD)!;
    expect(taxRate).toBe(taxRateOn(shop.read, { taxClassId, country: 'CN', region, on: day(on) }));
    return taxRate;
  };
  expect([rate('', '2026-03-01'), rate('HN', '2026-03-01'), rate('HN', '2026-07-01'), rate('ZJ', '2026-07-01'), rate('HN', '2025-12-31')]).toEqual([130_000, 30_000, 50_000, 130_000, 130_000]);
  shop.close();
});
