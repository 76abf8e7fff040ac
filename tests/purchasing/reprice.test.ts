import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { chooseAgreement, type PriceAgreement, repriced } from '../../shared/purchasing/agreement.rules.ts';
import { type Day, day } from '../../shared/units/day.ts';
import { pieces } from '../../shared/units/quantity.ts';
import { percent, ratePpm } from '../../shared/units/rate-ppm.ts';
import { unitPrice } from '../../shared/units/unit-price.ts';
import { refused } from '../support/refused.ts';
import { type BuyingShop, newBuyingShop } from './support.ts';

const on = day('2026-03-02');
const days = ['2026-01-01', '2026-02-01', '2026-03-01', '2026-03-02', '2026-03-10'].map(day);
const zAgreement = fc
  .record({ fromQuantity: fc.constantFrom(0, 10, 50, 100).map(pieces), price: fc.integer({ min: 0, max: 5_000_000 }).map(unitPrice), validFromOn: fc.constantFrom(...days), length: fc.constantFrom(null, ...days) })
  .map(({ length, ...agreement }) => ({ ...agreement, validThroughOn: length !== null && length >= agreement.validFromOn ? length : null }));

/** Price × (1 + rate), half away from zero, in whole numbers of any size. */
const changedBy = (price: number, rate: number): number => Number((BigInt(price) * BigInt(1_000_000 + rate) * 2n + 1_000_000n) / 2_000_000n);

test('after a change of all prices every quantity costs what it cost that day, changed by the rate; the days before and orders of then are as they were', () => {
  fc.assert(
    fc.property(fc.array(zAgreement, { maxLength: 8 }), fc.integer({ min: -900_000, max: 900_000 }).map(ratePpm), fc.constantFrom(1, 9, 10, 49, 50, 99, 100, 500).map(pieces), (found, rate, wanted) => {
      const old: PriceAgreement[] = found.map((agreement, index) => ({ ...agreement, id: index + 1 }));
      const anew = repriced(old, rate, on);
      const all = [...old, ...anew.map(({ before: _before, ...agreement }, index) => ({ ...agreement, id: old.length + index + 1 }))];
      const was = chooseAgreement(old, on, wanted).chosen;
      expect(chooseAgreement(all, on, wanted).chosen?.price ?? null).toBe(was === null ? null : changedBy(was.price, rate));
      const yesterday: Day = day('2026-03-01');
      expect(chooseAgreement(all, yesterday, wanted).chosen).toEqual(chooseAgreement(old, yesterday, wanted).chosen);
    }),
  );
});

describe('a supplier who calls', () => {
  let shop: BuyingShop;
  beforeEach(() => void (shop = newBuyingShop()));
  afterEach(() => {
    shop.check();
    shop.close();
  });
  const ask = (rate: number) => shop.call('agreement.repriced', { supplierId: shop.supplierId, change: percent(rate), validFromOn: on });

  test('six per cent more on rods of 60.00 and lines of 8.00 is 63.60 and 8.48; a floor of 40 % leaves the rod at 100.00 under it', () => {
    shop.call('cost.setFloor', { rate: percent(37) });
    const { rows, underFloor } = ask(6);
    expect(rows.map(({ sku, before, price }) => [sku, before, price])).toEqual([['LINE', 80_000, 84_800], ['ROD', 600_000, 636_000]]);
    // 63.60 ÷ (1 − 0.37) = 100.952…: one ten-thousandth less would not do.
    expect(underFloor).toEqual([{ variantId: shop.variant.ROD, sku: 'ROD', name: 'ROD', price: 1_000_000, cost: 636_000, lowest: 1_009_524, floor: 370_000, already: false }]);
    expect(ask(5).underFloor).toEqual([]);
  });

  test('what was under its floor before says so, and without a floor nothing is under one', () => {
    expect(ask(6).underFloor).toEqual([]);
    shop.call('cost.setFloor', { rate: percent(50) });
    expect(ask(6).underFloor).toMatchObject([{ sku: 'ROD', already: true }]);
  });

  test('all of them are agreed or none, and one undo takes all of them back', () => {
    const before = shop.call('agreement.list', { supplierId: shop.supplierId });
    const agreements = ask(6).rows.map(({ supplierId, variantId, fromQuantity, price, validFromOn, validThroughOn }) => ({ supplierId, variantId, fromQuantity, price: price!, validFromOn, validThroughOn }));
    refused(() => shop.call('agreement.addMany', { agreements: [...agreements, { ...agreements[0]!, validThroughOn: day('2026-01-01') }] }), 'agreement.endsBeforeItBegins');
    expect(shop.call('agreement.list', { supplierId: shop.supplierId })).toEqual(before);
    shop.call('agreement.addMany', { agreements });
    expect(shop.call('agreement.choose', { supplierId: shop.supplierId, variantId: shop.variant.ROD, on, quantity: pieces(1) }).price).toBe(636_000);
    shop.call('activity.undo', { commandId: Number(shop.raw.prepare('select max(id) from command').pluck().get()) });
    expect(shop.call('agreement.list', { supplierId: shop.supplierId })).toEqual(before);
    shop.call('activity.undo', { commandId: Number(shop.raw.prepare('select max(id) from command').pluck().get()) });
    expect(shop.call('agreement.choose', { supplierId: shop.supplierId, variantId: shop.variant.ROD, on, quantity: pieces(1) }).price).toBe(636_000);
  });

  test('a clerk sees no cost in it', () => {
    shop.call('cost.setFloor', { rate: percent(37) });
    const { rows, underFloor } = shop.as('clerk').call('agreement.repriced', { supplierId: shop.supplierId, change: percent(6), validFromOn: on });
    expect([rows[0], underFloor[0]].map((row) => Object.keys(row!).toSorted())).toEqual([['fromQuantity', 'name', 'sku', 'supplierId', 'validFromOn', 'validThroughOn', 'variantId'], ['already', 'name', 'price', 'sku', 'variantId']]);
  });
});
