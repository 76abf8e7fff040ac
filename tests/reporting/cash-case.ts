import { day } from '../../shared/units/day.ts';
import { minor } from '../../shared/units/minor.ts';
import { pieces } from '../../shared/units/quantity.ts';
import { percent } from '../../shared/units/rate-ppm.ts';
import { unitPrice } from '../../shared/units/unit-price.ts';
import { newShop, type TestShop } from '../support/shop.ts';

/**
 * A shop in the United States as an accountant keeps it by hand. Rods sell at 100.00 and 8 % sales tax and cost 60.00.
 *
 * | day    | what happened                                    | books, March | books, April | cash, March | cash, April |
 * | ------ | ------------------------------------------------ | ------------ | ------------ | ----------- | ----------- |
 * | Mar 5  | A: two rods on account, 216.00                   | sales 200    |              |             |             |
 * | Mar 20 | A pays 108.00                                    |              |              | sales 100   |             |
 * | Mar 12 | one rod over the counter, 108.00                 | sales 100    |              | sales 100   |             |
 * | Mar 18 | C: a rod on account, 108.00                      | sales 100    |              |             |             |
 * | Mar 15 | the rent is billed, 90.00; 30.00 paid on Mar 31  | rent 90      |              | rent 30     |             |
 * | Mar 28 | B pays 108.00 ahead                              |              |              | sales 100   |             |
 * | Apr 3  | B's rod is sent                                  |              | sales 100    |             |             |
 * | Apr 10 | A pays the rest                                  |              |              |             | sales 100   |
 * | Apr 15 | the rest of the rent is paid                     |              |              |             | rent 60     |
 * | Apr 20 | C's rod comes back, and is owed no more          |              | returns 100  |             | sales 100, returns 100 |
 * | cost   | at its sale                                      | 240          | 60 − 60      | 240         | 60 − 60     |
 * | profit |                                                  | 70           | 0            | 30          | 40          |
 */
export function newCashShop(): TestShop {
  const shop = newShop({ country: 'US', baseCurrency: 'USD', timeZone: 'America/New_York', language: 'en', chart: 'us', name: 'Tackle' });
  const { locationId } = shop.call('location.create', { name: 'Shop', kind: 'shop', negativePolicy: 'refuse', sellable: true });
  const { variants } = shop.call('product.create', { name: 'Rod', state: 'active', variants: [{ sku: 'ROD', prices: [{ currency: 'USD', amount: unitPrice(1_000_000) }] }] });
  const variantId = variants[0]!.id;
  shop.call('stock.openingBatch', { items: [{ sku: 'ROD', quantity: pieces(20), value: minor(120_000) }] });
  const { customerId } = shop.call('customer.create', { name: 'Ada Field' });
  const { supplierId } = shop.call('supplier.create', { name: 'Landlord' });
  const on = (text: string): void => shop.clock.set(Date.parse(`2026-${text}T16:00:00Z`));
  const rods = (count: number) => [{ variantId, quantity: pieces(count), unitPrice: unitPrice(1_000_000), taxRate: percent(8) }];
  const order = (count: number): number => shop.call('order.create', { customerId, lines: rods(count), discount: minor(0) }).orderId;
  const pay = (orderId: number, amount: number): void => void shop.call('payment.capture', { orderId, amount: minor(amount), account: 'bank', fee: minor(0) });
  on('03-05');
  const a = order(2);
  shop.call('shipment.ship', { orderId: a });
  on('03-12');
  shop.call('order.sell', { lines: rods(1), locationId, account: 'till' });
  on('03-15');
  const { supplierBillId } = shop.call('supplierBill.record', { supplierId, supplierNumber: 'R-1', billedOn: day('2026-03-15'), lines: [{ kind: 'expense', text: 'rent', net: minor(9_000), tax: minor(0) }] });
  on('03-18');
  const c = order(1);
  shop.call('shipment.ship', { orderId: c });
  on('03-20');
  pay(a, 10_800);
  on('03-28');
  const b = order(1);
  pay(b, 10_800);
  on('03-31');
  shop.call('supplierPayment.pay', { supplierId, bills: [{ supplierBillId, amount: minor(3_000) }] });
  on('04-03');
  shop.call('shipment.ship', { orderId: b });
  on('04-10');
  pay(a, 10_800);
  on('04-15');
  shop.call('supplierPayment.pay', { supplierId, bills: [{ supplierBillId, amount: minor(6_000) }] });
  on('04-20');
  const [line] = shop.call('order.get', { orderId: c }).lines;
  shop.call('rma.takeBack', { orderId: c, lines: [{ orderLineId: line!.id, quantity: pieces(1) }], waiveFee: true, overrule: 'as agreed' });
  on('05-02');
  return shop;
}
