import fc from 'fast-check';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { orderProfit, toldKinds, type ProfitFacts } from '../../shared/sales/order-profit.rules.ts';
import { minor, sumMinor } from '../../shared/units/minor.ts';
import { pieces } from '../../shared/units/quantity.ts';
import { ratePpm } from '../../shared/units/rate-ppm.ts';
import { unitPrice } from '../../shared/units/unit-price.ts';
import { cameBack, soldOrder } from '../returns/support.ts';
import { refused } from '../support/refused.ts';
import { channelId, channelOrder, newSellingShop, type SellingShop } from './support.ts';

let shop: SellingShop;
beforeEach(() => {
  shop = newSellingShop();
});
afterEach(() => {
  shop.check();
  shop.close();
});

const profit = (orderId: number) => shop.call('order.profit', { orderId });
const parts = (orderId: number) => Object.fromEntries((profit(orderId).parts ?? []).map(({ kind, amount }) => [kind, amount]));

/** Two rods at 100.00 that cost 60.00, a line at 20.00 that cost 8.00; a channel that keeps 5 %, and 3.00 of postage a rod. */
function sold(): number {
  shop.raw.exec("insert into channel (id, name, kind, url, currency, goLiveAt, addedAt) values (1, 'Web', 'woocommerce', 'https://web.example', 'CNY', 0, 0)");
  shop.call('cost.setFee', { channelId, rate: ratePpm(50_000) });
  shop.call('cost.set', { items: [{ variantId: shop.variant.ROD, kind: 'freight', amount: unitPrice(30_000) }, { variantId: shop.variant.ROD, kind: 'ads', amount: unitPrice(10_000) }] });
  const [result] = shop.call('order.importBatch', { channelId, items: [channelOrder({ externalId: 'W1' })] }).results;
  if (!result?.ok) throw new Error('refused');
  return result.value.orderId;
}

test('before anything is known it is estimated: goods at today’s cost, the fee by its rate, the rest by unit', () => {
  const orderId = sold();
  expect(parts(orderId)).toEqual({ sales: 22_000, goods: -12_800, fee: -1_243, freight: -600, ads: -200 });
  expect(profit(orderId)).toMatchObject({ profit: 7_157, estimated: 7_157, margin: 325_318, sales: 22_000, unknownCost: false });
});

test('what left costs what it was drawn at: the goods are those of the books', () => {
  const orderId = sold();
  shop.call('shipment.ship', { orderId });
  expect(parts(orderId)['goods']).toBe(-12_800);
  expect(shop.posted(orderId)['cogs']).toBe(12_800);
});

test('what a payout and a carrier tell takes the estimate’s place, and the difference is theirs', () => {
  const orderId = sold();
  const fee = shop.call('orderCost.record', { orderId, kind: 'fee', amount: minor(1_500), source: 'payout' });
  shop.call('orderCost.record', { orderId, kind: 'freight', amount: minor(450), source: 'carrier' });
  const told = profit(orderId);
  expect(parts(orderId)).toMatchObject({ fee: -1_500, freight: -450, ads: -200 });
  expect([told.profit! - told.estimated!, sumMinor(told.parts!.map(({ amount, estimate }) => minor(amount - estimate)))]).toEqual([-107, -107]);
  expect(told.parts!.filter(({ isActual }) => isActual).map(({ kind }) => kind)).toEqual(['sales', 'fee', 'freight']);
  shop.call('orderCost.withdraw', { orderCostId: fee.orderCostId });
  expect(parts(orderId)).toMatchObject({ fee: -1_243 });
  shop.call('activity.undo', { commandId: Number(shop.raw.prepare('select max(id) from command').pluck().get()) });
  expect(parts(orderId)).toMatchObject({ fee: -1_500 });
  refused(() => shop.call('orderCost.restore', { orderCostId: fee.orderCostId }), 'record.changed');
});

test('refunds and cancelled lines are less sales, and each line’s part adds up to the order', () => {
  const orderId = sold();
  const [rod, line] = shop.call('order.get', { orderId }).lines;
  shop.call('order.cancel', { orderId, reason: '', lines: [{ orderLineId: line!.id, quantity: pieces(1) }] });
  shop.call('shipment.ship', { orderId });
  shop.call('refund.record', { orderId, account: 'channelClearing', parts: [{ kind: 'goodsKept', orderLineId: rod!.id, amount: minor(1_130) }] });
  expect(parts(orderId)).toMatchObject({ sales: 20_000, returns: -1_000, goods: -12_000 });
  const { lines, profit: left } = profit(orderId);
  expect(sumMinor(lines!.map((row) => row.profit))).toBe(left);
});

const costOfSales = (): number =>
  Number(shop.raw.prepare("select sum(amount) from posting join accountRole using (ledgerAccountId) where role = 'cogs'").pluck().get());

test('goods that came back cost the order nothing any more, on the shelf or written off', () => {
  const sold = soldOrder(shop);
  expect(parts(sold.orderId)['goods']).toBe(-12_800);
  cameBack(shop, sold);
  expect(parts(sold.orderId)['goods']).toBe(-6_800);
  cameBack(shop, sold, 1, 'scrap');
  expect(parts(sold.orderId)['goods']).toBe(-800);
  expect(profit(sold.orderId).lines!.map(({ goods }) => goods)).toEqual([0, -800]);
});

test('goods that went out to the customer again cost again, until that is taken back', () => {
  const sold = soldOrder(shop);
  const { inspectionId } = cameBack(shop, sold, 1, 'back');
  expect(parts(sold.orderId)['goods']).toBe(-12_800);
  shop.call('inspection.takeBack', { inspectionId });
  expect(parts(sold.orderId)['goods']).toBe(-6_800);
});

test('the goods of all orders are the balance of the cost of sales, after returns and a parcel that was taken back', () => {
  const [first, second, third, fourth] = [soldOrder(shop), soldOrder(shop), soldOrder(shop), soldOrder(shop)];
  cameBack(shop, first, 2);
  cameBack(shop, second, 1, 'scrap');
  cameBack(shop, third, 1, 'back');
  const shipmentId = Number(shop.raw.prepare('select id from shipment where orderId = ?').pluck().get(fourth.orderId));
  shop.call('shipment.cancel', { shipmentId, reason: 'never left' });
  shop.call('shipment.ship', { orderId: fourth.orderId });
  const orders = [first, second, third, fourth].map(({ orderId }) => parts(orderId)['goods'] ?? 0);
  expect(orders).toEqual([-800, -6_800, -12_800, -12_800]);
  expect(costOfSales()).toBe(33_200);
});

test('whoever may not know costs sees what was sold and nothing else', () => {
  const orderId = sold();
  const seen = shop.as('clerk').call('order.profit', { orderId });
  expect(Object.keys(seen).sort()).toEqual(['currency', 'orderId', 'sales', 'unknownCost']);
});

test('parts add up to the profit, lines too, whatever is told', () => {
  const amount = fc.integer({ min: -50_000, max: 200_000 }).map(minor);
  const positive = fc.nat(200_000).map(minor);
  const kinds = <T>(value: fc.Arbitrary<T>) => fc.record(Object.fromEntries(toldKinds.map((kind) => [kind, value])), { requiredKeys: [] });
  const line = fc.record({ orderLineId: fc.nat(), sales: positive, returns: positive, drawn: positive, openCost: fc.option(positive), goodsEstimate: fc.option(positive), estimates: fc.record(Object.fromEntries(toldKinds.map((kind) => [kind, positive]))) });
  const facts = fc.record({ lines: fc.array(line, { minLength: 1, maxLength: 5 }), shipping: positive, otherReturns: positive, gateway: positive, told: kinds(amount), priced: kinds(amount) }) as fc.Arbitrary<unknown> as fc.Arbitrary<ProfitFacts>;
  fc.assert(
    fc.property(facts, (known) => {
      const found = orderProfit(known);
      expect(sumMinor(found.parts.map((part) => part.amount))).toBe(found.profit);
      expect(sumMinor(found.parts.map((part) => part.estimate))).toBe(found.estimated);
      expect(sumMinor(found.lines.map((row) => row.profit))).toBe(found.profit);
      const told = toldKinds.filter((kind) => found.parts.some((part) => part.kind === kind && part.isActual));
      expect(told).toEqual(toldKinds.filter((kind) => known.told[kind] !== undefined && found.parts.some((part) => part.kind === kind)));
      for (const row of found.lines) expect(row.sales + row.goods + row.costs).toBe(row.profit);
    }),
  );
});
