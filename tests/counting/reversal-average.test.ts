import { expect, test } from 'vitest';
import { instant } from '../../shared/units/instant.ts';
import { minor } from '../../shared/units/minor.ts';
import { pieces } from '../../shared/units/quantity.ts';
import { newShop } from '../support/shop.ts';

test('at a moving average, taking found goods back leaves what was sold since as it was posted', () => {
  const shop = newShop({ costingMethod: 'movingAverage' });
  const balance = (role: string) => shop.raw.prepare('select coalesce(sum(amount), 0) from posting join accountRole using (ledgerAccountId) where role = ?').pluck().get(role);
  try {
    const { locationId } = shop.call('location.create', { name: '仓库', kind: 'warehouse' });
    const variantId = shop.call('product.create', { name: '龙井', variants: [{ sku: 'TEA' }] }).variants[0]!.id;
    // Ten at 10.00 and ten at 30.00 are twenty at 20.00; five are found at the latest cost.
    for (const value of [10_000, 30_000]) shop.call('stock.receive', { locationId, lines: [{ variantId, quantity: pieces(10), value: minor(value) }] });
    const { stocktakeId } = shop.call('stocktake.plan', { name: '盘', locationId, scope: { kind: 'location' } });
    const { deviceId } = shop.call('device.register', { name: '枪', kind: 'scanner' });
    shop.call('stocktake.start', { stocktakeId });
    shop.call('stocktake.scan', { stocktakeId, scan: { kind: 'scan', deviceId, sequence: 1, deviceAt: instant(shop.clock.now), offset: 0, variantId, quantity: pieces(25) } });
    shop.call('stocktake.finish', { stocktakeId });
    const [line] = shop.call('stocktake.review', { stocktakeId, view: 'decide', limit: 1 }).rows;
    shop.call('stocktake.accept', { stocktakeId, items: [{ lineId: line!.lineId, variance: line!.variance!, reason: 'miscounted' }] });
    shop.call('stocktake.post', { stocktakeId });
    expect(balance('inventory')).toBe(55_000);
    shop.clock.advance(60_000);
    shop.call('stock.adjust', { locationId, reason: 'sample', lines: [{ variantId, quantity: -pieces(5) as never }] });
    shop.clock.advance(60_000);
    shop.call('stocktake.reverse', { stocktakeId, reason: '盘错了' });
    expect([balance('stockLossSample'), balance('inventory')]).toEqual([11_000, 33_000]);
    shop.check();
  } finally {
    shop.close();
  }
});
