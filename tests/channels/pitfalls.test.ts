import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { importProducts } from '../../main/channels/outside.ts';
import { instant } from '../../shared/units/instant.ts';
import { minor } from '../../shared/units/minor.ts';
import { pieces } from '../../shared/units/quantity.ts';
import { unitPrice } from '../../shared/units/unit-price.ts';
import { newShopBeside, type ShopBeside } from './connected-shop.ts';
import type { KeptShop, OutsideShop } from './outside-shop.ts';
import { addProduct, placeOrder } from './shopify/emulator/deeds.ts';
import { startShopify } from './shopify/outside.ts';
import { kinds, markets } from './stopped-trade.ts';
import { startWooCommerce } from './woocommerce/outside.ts';

const minute = 60_000;
const hour = 60 * minute;
const day = 24 * hour;

const rowsOf = (at: ShopBeside<OutsideShop>, sql: string) => at.shop.raw.prepare(sql).all() as Record<string, unknown>[];

/** Goods here under these SKUs, so many of each on our shelf. */
function putOnShelf(at: ShopBeside<OutsideShop>, skus: readonly string[], each: number): void {
  at.shop.call('product.importBatch', { items: skus.map((sku) => ({ name: `Lure ${sku}`, variants: [{ sku }] })) });
  at.shop.call('stock.openingBatch', { items: skus.map((sku) => ({ sku, quantity: pieces(each), value: minor(400 * each) })) });
}

function switchOn(at: ShopBeside<OutsideShop>, channelId: number, capability: 'stock' | 'fulfilments'): void {
  const { digest } = at.shop.call('channel.preview', { channelId, capability, afterId: 0, limit: 1 });
  at.shop.call('channel.switchOn', { channelId, capability, digest });
}

describe.each(kinds)('%s: what people complain about in such programs', (kind) => {
  let at: ShopBeside<KeptShop>;

  beforeEach(async () => {
    at = await newShopBeside(kind, markets[kind].start);
  });
  afterEach(async () => {
    at.shop.check();
    await at.close();
  });

  const stateOf = () => at.shop.call('sync.status', undefined).channels[0]!;

  test('two channels sell the last piece within one interval: both orders come in, one is short and says so, both show none', async () => {
    const second = await at.startOutside();
    const [here, there] = [at.outside, second].map((outside) => outside.addProduct({ name: 'Lure', sku: 'A', cents: 1000, stock: 1 })) as [string, string];
    putOnShelf(at, ['A'], 1);
    for (const [outside, name] of [[at.outside, 'Web shop'], [second, 'Second shop']] as const) switchOn(at, await at.connect(outside, { name }), 'stock');
    await at.sync();
    at.advance(minute);
    at.outside.buy({ lines: [{ listingId: here, pieces: 1 }], paid: true });
    second.buy({ lines: [{ listingId: there, pieces: 1 }], paid: true });
    await at.sync();
    await at.sync();
    expect([at.outside.level(here), second.level(there)]).toEqual([0, 0]);
    const { rows } = at.shop.call('order.list', {});
    const shortBy = (orderId: number) => at.shop.call('order.get', { orderId }).lines[0]?.backordered;
    expect(Object.fromEntries(rows.map(({ id, fulfilment }) => [fulfilment, shortBy(id)]))).toEqual({ allocated: 0, open: 1000 });
  });

  test('an order its owner marked as done there before we read it holds its goods: no other channel is offered them', async () => {
    const second = await at.startOutside();
    const [here, there] = [at.outside, second].map((outside) => outside.addProduct({ name: 'Lure', sku: 'A', cents: 1000, stock: 3 })) as [string, string];
    putOnShelf(at, ['A'], 3);
    for (const [outside, name] of [[at.outside, 'Web shop'], [second, 'Second shop']] as const) switchOn(at, await at.connect(outside, { name }), 'stock');
    await at.sync();
    at.advance(minute);
    at.outside.finish(at.outside.buy({ lines: [{ listingId: here, pieces: 2 }], paid: true }));
    await at.sync();
    await at.sync();
    expect([at.outside.level(here), second.level(there)]).toEqual([1, 1]);
    expect(at.shop.call('exception.list', { after: null, limit: 10 }).rows.map((row) => row.kind)).toEqual(['finishedElsewhere']);
  });

  test('goods that were here before the shop was connected are linked, not doubled, and told from the first push on', async () => {
    const listings = ['A', 'B'].map((sku) => at.outside.addProduct({ name: `Theirs ${sku}`, sku, cents: 1000, stock: 7 }));
    putOnShelf(at, ['A', 'B'], 9);
    const channelId = await at.connect(at.outside);
    expect(await importProducts(at.setting, { channelId })).toMatchObject({ created: 0, refused: [] });
    expect(rowsOf(at, 'select count(*) n from variant')).toEqual([{ n: 2 }]);
    switchOn(at, channelId, 'stock');
    await at.sync();
    expect(listings.map((listing) => at.outside.level(listing))).toEqual([9, 9]);
  });

  test('money given back forty days after the order, when its parcel has long left, is booked on its own day', async () => {
    const listing = at.outside.addProduct({ name: 'Lure', sku: 'A', cents: 1000, stock: 7 });
    putOnShelf(at, ['A'], 9);
    await at.connect(at.outside);
    at.advance(minute);
    const id = at.outside.buy({ lines: [{ listingId: listing, pieces: 2 }], paid: true });
    await at.sync();
    at.shop.call('shipment.ship', { orderId: 1, carrier: null, trackingNumber: null });
    at.advance(40 * day);
    at.outside.refundCents(id, 700);
    await at.sync();
    const on = new Date(at.shop.clock.now).toLocaleDateString('sv-SE', { timeZone: 'America/New_York' });
    expect(rowsOf(at, 'select amount, postedOn from refund')).toEqual([{ amount: 700, postedOn: on }]);
    expect(rowsOf(at, 'select payment, fulfilment, captured, refunded from salesOrder')).toEqual([{ payment: 'partlyRefunded', fulfilment: 'shipped', captured: 2000, refunded: 700 }]);
  });

  test('the nights the clock is put forward and back: every order comes in, on the day it was placed in our zone', async () => {
    const listing = at.outside.addProduct({ name: 'Lure', sku: 'A', cents: 1000, stock: 500 });
    putOnShelf(at, ['A'], 500);
    await at.connect(at.outside);
    const expected = new Map<string, number>();
    // Its clock and ours differ by ten minutes, now this way and now that.
    for (const [midnight, ahead] of [[Date.UTC(2026, 2, 8, 5), 10 * minute], [Date.UTC(2026, 10, 1, 4), -10 * minute]] as const) {
      at.advance(midnight - 2 * hour - at.shop.clock.now);
      at.outside.clock.ahead = ahead;
      for (let half = 0; half < 60; half += 1) {
        at.advance(hour / 2);
        at.outside.buy({ lines: [{ listingId: listing, pieces: 1 }], paid: true });
        const on = new Date(at.outside.clock.now + ahead).toLocaleDateString('sv-SE', { timeZone: 'America/New_York' });
        expected.set(on, (expected.get(on) ?? 0) + 1);
        if (half % 7 === 0) await at.sync();
      }
    }
    await at.sync();
    const days = rowsOf(at, 'select dayOn, sum(orders) orders from salesDay group by dayOn order by dayOn').map((row) => [row['dayOn'], row['orders']]);
    expect(days).toEqual([...expected].toSorted(([one], [other]) => (one < other ? -1 : 1)));
  });

  test('a level that was set aside and overtaken is not told again: trying it again tells what there is today', async () => {
    const listing = at.outside.addProduct({ name: 'Lure', sku: 'A', cents: 1000, stock: 7 });
    putOnShelf(at, ['A'], 10);
    const channelId = await at.connect(at.outside);
    switchOn(at, channelId, 'stock');
    at.outside.stopCounting(listing);
    await at.sync();
    const [parked] = at.shop.call('outbox.list', { channelId, state: 'parked', beforeId: null, limit: 10 }).rows;
    // Three are gone since: what stands there is what we have, so nothing more is owed.
    at.shop.call('stock.adjust', { locationId: 1, reason: 'damage', lines: [{ variantId: 1, quantity: pieces(-3) }] });
    at.outside.stopCounting(listing, false);
    at.shop.call('outbox.replay', { outboxId: parked!.id });
    at.advance(hour);
    await at.sync();
    expect(at.outside.level(listing)).toBe(7);
    expect(rowsOf(at, "select count(*) n from outbox where state in ('waiting', 'sending', 'parked')")).toEqual([{ n: 0 }]);
  });

  test('a sync that stopped without a word is seen after three quarters of an hour', async () => {
    await at.connect(at.outside);
    await at.sync();
    expect(stateOf().state).toBe('fine');
    at.advance(51 * minute);
    expect(stateOf()).toMatchObject({ state: 'stale', stale: { why: 'round' }, cause: null });
    at.advance(minute);
    await at.sync();
    expect(stateOf()).toMatchObject({ state: 'fine', stale: null });
  });

  test('what nobody switched on is never written: two days of trade with other stock, other prices and parcels', async () => {
    const listing = at.outside.addProduct({ name: 'Lure', sku: 'A', cents: 4321, stock: 3 });
    putOnShelf(at, ['A'], 9);
    await at.connect(at.outside);
    at.advance(minute);
    at.outside.buy({ lines: [{ listingId: listing, pieces: 1 }], paid: true });
    for (let rounds = 0; rounds < 4; rounds += 1) {
      await at.sync();
      if (rounds === 1) at.shop.call('shipment.ship', { orderId: 1, carrier: 'SF', trackingNumber: 'SF1' });
      at.shop.call('price.set', { items: [{ variantId: 1, currency: 'USD', amount: unitPrice(990_000 + rounds * 10_000) }] });
      at.advance(13 * hour);
    }
    // Not for want of a difference: the comparison shows one.
    expect(at.shop.call('listing.prices', { channelId: 1 }).rows).toMatchObject([{ sku: 'A', theirPrice: unitPrice(432_100), newPrice: unitPrice(1_020_000) }]);
    expect(at.outside.writes()).toBe(0);
  });
});

test('WooCommerce: three sizes without a code of their own: each line is its own size, never the product', async () => {
  const at = await newShopBeside('woocommerce', startWooCommerce);
  const { emulator } = at.outside;
  const jacket = emulator.addProduct({ name: 'Jacket', type: 'variable' });
  const sizes = ['S', 'M', 'L'].map((option) => emulator.addVariation(jacket, { name: 'Jacket', option, cents: 2000, stock: 5 }));
  const channelId = await at.connect(at.outside);
  expect(await importProducts(at.setting, { channelId })).toMatchObject({ created: 1, refused: [] });
  at.advance(minute);
  for (const size of sizes) emulator.addOrder({ status: 'processing', lines: [{ productId: Number(jacket['id']), variationId: Number(size['id']), quantity: 1 }] });
  await at.sync();
  const variants = rowsOf(at, 'select v.id from variant v join listing l on l.variantId = v.id order by l.externalId').map((row) => row['id']);
  expect(new Set(variants).size).toBe(3);
  expect(rowsOf(at, 'select variantId from orderLine order by id').map((row) => row['variantId'])).toEqual(variants);
  at.shop.check();
  await at.close();
});

test.runIf(kinds.includes('shopify'))('Shopify: three sizes without a code of their own: each line is its own size, never the product', async () => {
  const at = await newShopBeside('shopify', startShopify);
  const { store } = at.outside.emulator;
  const jacket = addProduct(store, { name: 'Jacket', cents: 2000, stock: 5, sizes: ['S', 'M', 'L'] });
  const channelId = await at.connect(at.outside);
  expect(await importProducts(at.setting, { channelId })).toMatchObject({ created: 1, refused: [] });
  at.advance(minute);
  for (const { id } of jacket.variants) placeOrder(store, { lines: [{ variantId: String(id), quantity: 1 }] });
  await at.sync();
  const variants = rowsOf(at, 'select v.id from variant v join listing l on l.variantId = v.id order by l.externalId').map((row) => row['id']);
  expect(new Set(variants).size).toBe(3);
  expect(rowsOf(at, 'select variantId from orderLine order by id').map((row) => row['variantId'])).toEqual(variants);
  at.shop.check();
  await at.close();
});

test('WooCommerce: a guest without a last name, a phone and an address, an emoji for a name, is an order like any other', async () => {
  const at = await newShopBeside('woocommerce', startWooCommerce);
  const { emulator } = at.outside;
  const lure = Number(emulator.addProduct({ name: 'Lure', sku: 'A', cents: 1000, stock: 5 })['id']);
  putOnShelf(at, ['A'], 9);
  await at.connect(at.outside);
  at.advance(minute);
  const nobody = { first_name: '', last_name: '', company: '', address_1: '', address_2: '', city: '', state: '', postcode: '', country: '', email: '', phone: '' };
  for (const billing of [nobody, { ...nobody, first_name: '🎣👩‍👩‍👧 Ⅷ' }]) emulator.addOrder({ status: 'processing', billing, lines: [{ productId: lure, quantity: 1 }] });
  await at.sync();
  expect(rowsOf(at, 'select fulfilment from salesOrder')).toEqual([{ fulfilment: 'allocated' }, { fulfilment: 'allocated' }]);
  expect(at.shop.call('sync.status', undefined).channels[0]?.troubles).toEqual([]);
  at.shop.check();
  await at.close();
});

test('WooCommerce: a parcel whose number begins like that of another is told of as well', async () => {
  const at = await newShopBeside('woocommerce', startWooCommerce);
  const lure = at.outside.addProduct({ name: 'Lure', sku: 'A', cents: 1000, stock: 5 });
  putOnShelf(at, ['A'], 9);
  const channelId = await at.connect(at.outside);
  at.advance(minute);
  const id = at.outside.buy({ lines: [{ listingId: lure, pieces: 2 }], paid: true });
  await at.sync();
  switchOn(at, channelId, 'fulfilments');
  at.shop.call('shipment.ship', { orderId: 1, carrier: 'SF', trackingNumber: 'SF201', lines: [{ orderLineId: 1, quantity: pieces(1) }] });
  at.shop.call('shipment.ship', { orderId: 1, carrier: 'SF', trackingNumber: 'SF20' });
  await at.sync();
  expect(at.outside.parcels(id).tracking.toSorted()).toEqual(['SF20', 'SF201']);
  at.shop.check();
  await at.close();
});

test('WooCommerce: a key that may only read goes on reading, and says that another is needed', async () => {
  const at = await newShopBeside('woocommerce', startWooCommerce);
  const { emulator } = at.outside;
  const lure = at.outside.addProduct({ name: 'Lure', sku: 'A', cents: 1000, stock: 5 });
  putOnShelf(at, ['A'], 9);
  switchOn(at, await at.connect(at.outside, { goLiveAt: instant(at.shop.clock.now) }), 'stock');
  emulator.store.keys[0]!.permissions = 'read';
  at.advance(minute);
  at.outside.buy({ lines: [{ listingId: lure, pieces: 1 }], paid: true });
  await at.sync();
  expect(rowsOf(at, 'select fulfilment from salesOrder')).toEqual([{ fulfilment: 'allocated' }]);
  expect(at.shop.call('sync.status', undefined).channels[0]).toMatchObject({ state: 'needsYou', fixes: ['renewKey'], waiting: 1, parked: 0 });
  at.shop.check();
  await at.close();
});
