import { afterEach, beforeEach, expect, test } from 'vitest';
import { day } from '../../shared/units/day.ts';
import { minor } from '../../shared/units/minor.ts';
import { pieces } from '../../shared/units/quantity.ts';
import { percent } from '../../shared/units/rate-ppm.ts';
import { newSellingShop, type SellingShop } from '../sales/support.ts';
import { cameBack, soldOrder } from './support.ts';

let shop: SellingShop;
beforeEach(() => void (shop = newSellingShop()));
afterEach(() => {
  shop.check();
  shop.close();
});

const march = { from: day('2026-03-01'), to: day('2026-03-31') };

test('a rate is over the parcels of the period: what left then, and what of exactly that came back, whenever it came', () => {
  const first = soldOrder(shop);
  soldOrder(shop);
  shop.clock.advance(29 * 86_400_000);
  // Three weeks into April, of March's goods.
  cameBack(shop, first, 1, 'scrap', 'defective');
  shop.clock.advance(5 * 86_400_000);
  soldOrder(shop);
  const rates = shop.call('returnAnalysis.rates', { ...march, by: 'sku' });
  expect(rates).toMatchObject({ shipped: pieces(6), returned: pieces(1), rate: 166_667 });
  expect(rates.rows).toMatchObject([{ key: 'ROD', shipped: pieces(4), returned: pieces(1), rate: 250_000, scrapped: pieces(1), lost: 6_000 }, { key: 'LINE', shipped: pieces(2), returned: 0, rate: 0 }]);
  expect(shop.call('returnAnalysis.rates', { from: day('2026-04-01'), to: day('2026-04-30') })).toMatchObject({ shipped: pieces(3), returned: 0 });
  expect(shop.call('returnAnalysis.rates', { from: day('2025-01-01'), to: day('2025-01-31') })).toMatchObject({ shipped: 0, rate: null, rows: [] });
});

test('by reason over everything that left, by channel and supplier over their own; what was sent to the customer again did not come back', () => {
  const sold = soldOrder(shop);
  cameBack(shop, sold, 1, 'restock', 'changedMind');
  cameBack(shop, sold, 1, 'back', 'defective');
  const by = (what: 'reason' | 'channel' | 'supplier') => shop.call('returnAnalysis.rates', { ...march, by: what }).rows;
  expect(by('reason')).toMatchObject([{ key: 'changedMind', shipped: pieces(3), returned: pieces(1), rate: 333_333 }, { key: 'defective', returned: 0 }]);
  expect(by('channel')).toMatchObject([{ key: '0', shipped: pieces(3), returned: pieces(1) }]);
  expect(by('supplier')).toMatchObject([{ key: '0', shipped: pieces(3) }]);
});

test('a supplier is charged for what came back by its fault and did not go back to it yet', () => {
  const { supplierId } = shop.call('supplier.create', { name: '杭州渔具厂', paymentDays: 30, leadTimeDays: 7 });
  const { purchaseOrderId } = shop.call('purchaseOrder.create', { supplierId, lines: [{ variantId: shop.variant.ROD, quantity: pieces(3), price: 550_000 as never, taxRate: percent(0) }] });
  shop.call('purchaseOrder.place', { purchaseOrderId });
  shop.call('purchaseReceipt.receive', { purchaseOrderId, lines: [{ variantId: shop.variant.ROD, quantity: pieces(3) }] });
  const sold = soldOrder(shop);
  cameBack(shop, sold, 1, 'scrap', 'defective');
  cameBack(shop, sold, 1, 'supplier', 'defective');
  cameBack(shop, { ...sold, rod: sold.line }, 1, 'restock', 'changedMind');
  expect(shop.call('returnAnalysis.chargebacks', march).rows).toEqual([
    { supplierId, supplierName: '杭州渔具厂', variantId: shop.variant.ROD, sku: 'ROD', name: 'ROD', returned: pieces(2), sentBack: pieces(1), open: pieces(1), openCost: minor(6_000) },
  ]);
});
