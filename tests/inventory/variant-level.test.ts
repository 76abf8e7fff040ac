import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { minor } from '../../shared/units/minor.ts';
import { pieces } from '../../shared/units/quantity.ts';
import { unitPrice } from '../../shared/units/unit-price.ts';
import { newShop, type TestShop } from '../support/shop.ts';

/*
 * A product is described, a variant is counted, costed and sold. Other programs of the field have kept stock at the product:
 * a white mug was sold where only a black one stood (jshERP 38), and a count of the product left its variants out (InvenTree 10137).
 */
let shop: TestShop;
let shelf: number;
let productId: number;
let white: number;
let black: number;

beforeEach(() => {
  shop = newShop();
  shelf = shop.call('location.create', { name: 'Shelf', kind: 'shop', negativePolicy: 'refuse', sellable: true }).locationId;
  const price = [{ currency: 'CNY', amount: unitPrice(500_000) }];
  const made = shop.call('product.create', {
    name: 'Mug',
    state: 'active',
    variants: [
      { sku: 'MUG-WHITE', optionValues: { Colour: 'white' }, prices: price },
      { sku: 'MUG-BLACK', optionValues: { Colour: 'black' }, prices: price },
    ],
  });
  productId = made.productId;
  [white, black] = [made.variants[0]!.id, made.variants[1]!.id];
});
afterEach(() => {
  shop.check();
  shop.close();
});

const receive = (variantId: number, count: number, value: number) => shop.call('stock.receive', { locationId: shelf, lines: [{ variantId, quantity: pieces(count), value: minor(value) }] });
const sell = (variantId: number) => shop.call('order.sell', { locationId: shelf, lines: [{ variantId, quantity: pieces(1) }] });
const row = (variantId: number) => shop.call('stock.list', { limit: 50 }).rows.find((one) => one.variantId === variantId);

describe('stock', () => {
  test('of one variant is not sold as another: a white mug is sent to nobody where only a black one stands, and one in the hand leaves the black one be', () => {
    receive(black, 1, 10_00);
    const inHand = sell(white);
    expect([row(white)?.onHand, row(black)?.onHand]).toEqual([-1000, 1000]);
    shop.call('order.unsell', { orderId: inHand.orderId });
    const { orderId } = shop.call('order.create', { lines: [{ variantId: white, quantity: pieces(1) }] });
    expect(shop.call('order.allocate', { items: [{ orderId }] }).results[0]).toMatchObject({ ok: true, value: { allocated: 0, backordered: 1000 } });
    expect(row(black)).toMatchObject({ onHand: 1000, allocated: 0, available: 1000 });
    sell(black);
    expect(row(black)).toMatchObject({ onHand: 0, available: 0 });
  });
});

describe('cost', () => {
  test('of a sale is that of its own variant’s layers, however dear the other one was', () => {
    receive(white, 2, 20_00);
    receive(black, 2, 90_00);
    const { orderId } = sell(white);
    expect(shop.call('order.get', { orderId }).lines.map(({ sku }) => sku)).toEqual(['MUG-WHITE']);
    expect(shop.raw.prepare("select sum(amount) from posting join accountRole using (ledgerAccountId) where role = 'cogs'").pluck().get()).toBe(10_00);
    expect([row(white)?.value, row(black)?.value]).toEqual([10_00, 90_00]);
  });
});

describe('rules', () => {
  test('hold per variant: a level to reorder at fires for the one that is low, and a price of its own holds for it alone', () => {
    receive(white, 5, 50_00);
    receive(black, 5, 50_00);
    shop.call('stockAlert.setLevels', { items: [white, black].map((variantId) => ({ variantId, locationId: shelf, low: pieces(3), high: null })) });
    shop.call('stock.adjust', { locationId: shelf, reason: 'sample', lines: [{ variantId: white, quantity: pieces(-3) }] });
    expect(shop.call('stockAlert.list', { view: 'open' }).rows.map(({ sku }) => sku)).toEqual(['MUG-WHITE']);
    const of = (variantId: number) => shop.call('product.get', { productId }).variants.find(({ id }) => id === variantId)!.prices.map(({ amount }) => amount);
    shop.call('price.set', { items: [{ variantId: black, currency: 'CNY', amount: unitPrice(620_000) }] });
    expect([of(white), of(black)]).toEqual([[500_000], [620_000]]);
  });
});

describe('a count of the product', () => {
  const count = () => shop.call('stocktake.plan', { name: 'Mugs', locationId: shelf, scope: { kind: 'product', productId } });
  const sheet = (stocktakeId: number) => shop.call('stocktake.sheet', { stocktakeId }).rows.map(({ sku }) => sku);

  test('has a line for each of its variants, also for one the book has none of, and for no other goods', () => {
    const other = shop.call('product.create', { name: 'Tray', state: 'active', variants: [{ sku: 'TRAY' }] }).variants[0]!.id;
    receive(other, 4, 40_00);
    receive(black, 2, 20_00);
    const { stocktakeId, lines } = count();
    expect(lines).toBe(2);
    shop.call('stocktake.start', { stocktakeId });
    expect(sheet(stocktakeId).toSorted()).toEqual(['MUG-BLACK', 'MUG-WHITE']);
  });

  test('posts each variant’s difference to that variant', () => {
    receive(white, 3, 30_00);
    receive(black, 2, 40_00);
    const { stocktakeId } = count();
    shop.call('stocktake.start', { stocktakeId });
    const { deviceId } = shop.call('device.register', { name: 'Gun', kind: 'scanner' });
    const scan = (sequence: number, code: string, times: number) => shop.call('stocktake.scan', { stocktakeId, scan: { kind: 'scan', deviceId, sequence, deviceAt: shop.clock.now as never, offset: 0, code, times } });
    scan(1, 'MUG-WHITE', 2);
    scan(2, 'MUG-BLACK', 2);
    shop.call('stocktake.finish', { stocktakeId });
    const decide = shop.call('stocktake.review', { stocktakeId, view: 'decide' }).rows;
    shop.call('stocktake.accept', { stocktakeId, items: decide.map(({ lineId, variance }) => ({ lineId, variance: variance!, reason: 'shrinkage' })) });
    shop.call('stocktake.post', { stocktakeId });
    expect([row(white)?.onHand, row(black)?.onHand]).toEqual([2000, 2000]);
    expect([row(white)?.value, row(black)?.value]).toEqual([20_00, 40_00]);
  });

  test('leaves out a variant that is no longer sold, unless some of it still stands there', () => {
    receive(black, 1, 10_00);
    shop.call('variant.update', { variantId: white, changes: { state: 'archived' } } as never);
    const { stocktakeId } = count();
    expect(sheet(stocktakeId)).toEqual(['MUG-BLACK']);
  });
});
