import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { splitBundle } from '../../shared/sales/bundle.rules.ts';
import { minor } from '../../shared/units/minor.ts';
import { pieces, quantity } from '../../shared/units/quantity.ts';
import { percent } from '../../shared/units/rate-ppm.ts';
import { unitPrice } from '../../shared/units/unit-price.ts';
import { refused } from '../support/refused.ts';
import { channelOrder, newSellingShop, type SellingShop } from './support.ts';

let shop: SellingShop;
let kit: number;
let pair: number;

/** KIT: a rod and two lines for 130.00; PAIR: two rods for 190.00. A rod alone is 100.00, a line 20.00; twenty of each are there. */
beforeEach(() => {
  shop = newSellingShop();
  const { ROD, LINE } = shop.variant;
  const made = (sku: string, amount: number) => shop.call('product.create', { name: sku, state: 'active', variants: [{ sku, prices: [{ currency: 'CNY', amount: unitPrice(amount) }] }] }).variants[0]!.id;
  kit = made('KIT', 1_300_000);
  pair = made('PAIR', 1_900_000);
  shop.call('bundle.set', { variantId: kit, components: [{ variantId: ROD, quantity: pieces(1) }, { variantId: LINE, quantity: pieces(2) }] });
  shop.call('bundle.set', { variantId: pair, components: [{ variantId: ROD, quantity: pieces(2) }] });
});
afterEach(() => {
  shop.check();
  shop.close();
});

const offered = (variantId: number) => shop.call('order.offers', { variantIds: [variantId] }).rows[0]!.available;
const ordered = (...lines: [variantId: number, count: number][]) => shop.call('order.create', { lines: lines.map(([variantId, count]) => ({ variantId, quantity: pieces(count) })) });
const linesOf = (orderId: number) => shop.call('order.get', { orderId }).lines;

describe('how many bundles there are', () => {
  test('is as many as the scarcest component is enough for, on every screen', () => {
    expect(offered(kit)).toBe(pieces(10));
    expect(offered(pair)).toBe(pieces(10));
    expect(shop.call('bundle.get', { variantId: kit })).toMatchObject({ buildable: pieces(10), components: [{ sku: 'ROD', buildable: pieces(20) }, { sku: 'LINE', buildable: pieces(10) }] });
    expect(shop.call('stock.list', {}).rows.filter(({ sku }) => sku === 'KIT')).toMatchObject([{ onHand: 0, available: pieces(10) }]);
    expect(shop.call('stock.explain', { variantId: kit, figure: 'available' }).total).toBe(pieces(10));
  });

  test('falls for every bundle when goods they share are promised', () => {
    ordered([pair, 9]);
    expect([offered(kit), offered(pair), offered(shop.variant.ROD)]).toEqual([pieces(2), pieces(1), pieces(2)]);
  });

  test('two lines of one order that share a component cannot have it both', () => {
    const { orderId } = ordered([kit, 6], [pair, 10]);
    const lines = linesOf(orderId);
    const rods = lines.filter(({ variantId }) => variantId === shop.variant.ROD);
    expect(rods.map(({ quantity: count, allocated }) => [count, allocated])).toEqual([[pieces(6), pieces(6)], [pieces(20), pieces(14)]]);
    expect(offered(kit)).toBe(0);
    expect(offered(shop.variant.ROD)).toBe(0);
  });
});

test('a channel is told of a bundle when goods of it go, and when it consists of something else', () => {
  shop.raw.exec(`
    insert into channel (id, name, kind, url, currency, goLiveAt, sendsStock, addedAt) values (1, 'Web', 'woocommerce', 'https://web.example', 'CNY', 0, 1, 0);
    insert into listing (id, channelId, externalId, name, sku, barcode, variantId, linkedBy, stockKeeping, remoteStock, seenAt) values (7, 1, 'K', 'KIT', 'KIT', '', ${kit}, 'sku', 'own', 10000, 0);`);
  const told = () => (shop.raw.prepare("select json_extract(payload, '$.level') as level from outbox where key = 'listing:7' order by id").all() as { level: number }[]).map(({ level }) => level);
  ordered([shop.variant.ROD, 3]);
  expect(told()).toEqual([]);
  ordered([shop.variant.LINE, 5]);
  expect(told()).toEqual([pieces(7)]);
  shop.call('bundle.set', { variantId: kit, components: [{ variantId: shop.variant.ROD, quantity: pieces(1) }] });
  expect(told()).toEqual([pieces(7), pieces(17)]);
});

describe('a bundle that is sold', () => {
  test('is one on the order, and its price is its goods’ by what they cost alone', () => {
    const { orderId, total } = ordered([kit, 1]);
    // 130.00 by 100.00 to 2 × 20.00: 92.86 and 37.14; tax 16.90 alike: 12.07 and 4.83.
    expect(total).toBe(14_690);
    expect(linesOf(orderId)).toMatchObject([
      { sku: 'ROD', quantity: pieces(1), net: 9_286, tax: 1_207, bundle: { bundleVariantId: kit, bundleNo: 1, sku: 'KIT', quantity: pieces(1), unitPrice: 1_300_000 } },
      { sku: 'LINE', quantity: pieces(2), net: 3_714, tax: 483, bundle: { bundleVariantId: kit, bundleNo: 1 } },
    ]);
  });

  test('is shipped, cancelled and costed as its goods', () => {
    const { orderId } = ordered([kit, 2]);
    const [rod, line] = linesOf(orderId);
    shop.call('shipment.ship', { orderId, lines: [{ orderLineId: rod!.id, quantity: pieces(2) }, { orderLineId: line!.id, quantity: pieces(2) }] });
    expect(shop.posted(orderId)['cogs']).toBe(2 * 6_000 + 2 * 800);
    shop.call('order.cancel', { orderId, reason: 'one kit less' });
    expect(linesOf(orderId).map(({ shipped, cancelled }) => [shipped, cancelled])).toEqual([[pieces(2), 0], [pieces(2), pieces(2)]]);
    expect(offered(kit)).toBe(pieces(9));
  });

  test('over the counter leaves as its goods', () => {
    const { orderId } = shop.call('order.sell', { lines: [{ variantId: kit, quantity: pieces(1) }] });
    expect(shop.posted(orderId)['cogs']).toBe(6_000 + 1_600);
  });

  test('on a channel is split the same way, and once, however often the order comes', () => {
    const item = channelOrder({ externalId: '900' });
    const [first] = item.lines;
    const order = { ...item, lines: [{ ...first!, externalId: 'L1', variantId: kit, sku: 'KIT', quantity: pieces(1), net: minor(13_000), tax: minor(1_690), discount: minor(0), unitPrice: unitPrice(1_300_000) }], charges: [], payments: [], total: minor(14_690) };
    const take = (changes: object = {}) => shop.call('order.importBatch', { channelId: 1, items: [{ ...order, ...changes }] }).results[0] as { ok: true; value: { orderId: number; outcome: string } };
    const { orderId } = take().value;
    expect(linesOf(orderId).map(({ sku, net, allocated }) => [sku, net, allocated])).toEqual([['ROD', 9_286, pieces(1)], ['LINE', 3_714, pieces(2)]]);
    expect(take({ contentHash: 'another', versionAt: order.versionAt + 1_000, note: 'by noon' }).value).toMatchObject({ orderId, outcome: 'changed' });
    expect(linesOf(orderId)).toHaveLength(2);
  });
});

test('what was on a shelf is no bundle, bundles do not hold bundles, and a bundle is never moved', () => {
  const { ROD } = shop.variant;
  refused(() => shop.call('bundle.set', { variantId: ROD, components: [{ variantId: shop.variant.LINE, quantity: pieces(1) }] }), 'bundle.stocked');
  const other = shop.call('product.create', { name: 'BOX', variants: [{ sku: 'BOX' }] }).variants[0]!.id;
  refused(() => shop.call('bundle.set', { variantId: other, components: [{ variantId: kit, quantity: pieces(1) }] }), 'bundle.nested');
  refused(() => shop.call('stock.receive', { locationId: shop.locationId, lines: [{ variantId: kit, quantity: pieces(1), value: minor(100) }] }), 'bundle.noStock');
});

test('a bundle costs what its components cost, and its floor holds', () => {
  shop.call('cost.setFloor', { rate: percent(50) });
  expect(shop.call('cost.get', { variantId: kit })).toMatchObject({ parts: [{ kind: 'stock', amount: 760_000 }], lowest: 1_520_000, isUnderFloor: true });
});

test('taking back what a bundle consists of gives it back', () => {
  shop.call('bundle.set', { variantId: kit, components: [] });
  expect(offered(kit)).toBe(0);
  shop.call('activity.undo', { commandId: shop.call('activity.list', {}).rows[0]!.id });
  expect(offered(kit)).toBe(pieces(10));
});

test('the parts of a bundle’s line add up to it, whatever it is sold for', () => {
  const amount = fc.integer({ min: 0, max: 1_000_000 });
  fc.assert(
    fc.property(amount, amount, amount, fc.array(fc.option(amount), { minLength: 1, maxLength: 6 }), fc.integer({ min: 1, max: 50 }), (net, tax, discount, prices, count) => {
      const line = { net: minor(net), tax: minor(tax), gross: minor(net + tax), discount: minor(discount), quantity: pieces(count), unitPrice: unitPrice(net) };
      const parts = splitBundle(line, prices.map((price, index) => ({ variantId: index, sku: '', name: '', quantity: quantity(500 * (index + 1)), standAlone: price === null ? null : unitPrice(price) })), 'CNY');
      const sum = (figure: 'net' | 'tax' | 'gross' | 'discount') => parts.reduce((total, part) => total + part[figure], 0);
      expect([sum('net'), sum('tax'), sum('gross'), sum('discount')]).toEqual([net, tax, net + tax, discount]);
      expect(parts.map((part) => part.quantity)).toEqual(prices.map((_, index) => 500 * (index + 1) * count));
    }),
    { numRuns: 300, seed: 5 },
  );
});
