import { expect, test } from 'vitest';
import { minor } from '../../shared/units/minor.ts';
import { pieces, quantity } from '../../shared/units/quantity.ts';
import { newCountingShop, newDevice } from './support.ts';

test('goods found in two bins and taken back share what was drawn in their stead: nothing is worth less than nothing', () => {
  const { shop, lin, locationId, bins, tea, gun } = newCountingShop();
  const layers = () => shop.raw.prepare('select quantity / 1000, value from costLayer where variantId = ? and quantity <> 0 order by movementId').raw().all(tea);
  try {
    // Twenty tea at 10.00 lie there. One more at 30.00 is what tea costs now, so fifteen and five are found at 450.00 and 150.00.
    lin('stock.receive', { locationId, lines: [{ variantId: tea, binId: bins.a1, quantity: pieces(1), value: minor(30_00) }] });
    const { stocktakeId } = lin('stocktake.plan', { name: '盘', locationId, scope: { kind: 'variants', variantIds: [tea] } });
    const device = newDevice(shop, gun, stocktakeId);
    lin('stocktake.start', { stocktakeId });
    device.scan(lin, bins.a1, { variantId: tea, quantity: pieces(26), anyway: true });
    device.scan(lin, bins.a2, { variantId: tea, quantity: pieces(15), anyway: true });
    lin('stocktake.finish', { stocktakeId });
    const { rows } = lin('stocktake.review', { stocktakeId, view: 'decide', limit: 10 });
    lin('stocktake.accept', { stocktakeId, items: rows.map(({ lineId, variance }) => ({ lineId, variance: variance ?? quantity(0), reason: 'miscounted' })) });
    lin('stocktake.post', { stocktakeId });
    expect(layers()).toEqual([[20, 200_00], [1, 30_00], [15, 450_00], [5, 150_00]]);
    shop.clock.advance(60_000);
    lin('stocktake.reverse', { stocktakeId, reason: '盘错了' });
    // The oldest twenty left at 200.00, so the twenty that stay are worth that: 10.00 each.
    expect(layers()).toEqual([[1, 30_00], [15, 150_00], [5, 50_00]]);
    shop.clock.advance(60_000);
    lin('stock.adjust', { locationId, reason: 'sample', lines: [{ variantId: tea, binId: bins.a1, quantity: quantity(-16_000) }] });
    expect(layers()).toEqual([[5, 50_00]]);
    // What is found next costs what tea costs, and that is not less than nothing.
    lin('stock.adjust', { locationId, reason: 'miscounted', lines: [{ variantId: tea, binId: bins.a1, quantity: pieces(2) }] });
    expect(layers()).toEqual([[5, 50_00], [2, 20_00]]);
    shop.check();
  } finally {
    shop.close();
  }
});
