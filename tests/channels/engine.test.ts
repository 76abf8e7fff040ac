import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { startBackground } from '../../main/channels/background.ts';
import { importProducts } from '../../main/channels/outside.ts';
import { Fault, type FaultCode, type FaultRetry } from '../../main/platform/fault.ts';
import { pieces, quantity } from '../../shared/units/quantity.ts';
import { unitPrice } from '../../shared/units/unit-price.ts';
import { minor } from '../../shared/units/minor.ts';
import { type ConnectedShop, figuresOf, newConnectedShop } from './connected-shop.ts';
import { runs } from '../support/soak.ts';
import type { Emulator } from './woocommerce/emulator/emulator.ts';

const minute = 60_000;
const hour = 60 * minute;
let at: ConnectedShop;

beforeEach(async () => {
  at = await newConnectedShop();
});
afterEach(async () => {
  at.shop.check();
  await at.close();
});

/** Products here and there with the same SKUs, ten of each on our shelf. */
function stockBoth(emulator: Emulator, count: number, ours = 10): { productId: number; sku: string }[] {
  const products = Array.from({ length: count }, (_, index) => {
    const sku = `SKU-${String(index).padStart(3, '0')}`;
    return { productId: Number(emulator.addProduct({ name: `Lure ${index}`, sku, cents: 1000, stock: 7 })['id']), sku };
  });
  if (rowsIn('variant') === 0)
    putOnShelf(
      products.map(({ sku }) => sku),
      ours,
    );
  return products;
}

function putOnShelf(skus: readonly string[], each: number): void {
  const prices = [{ currency: 'USD', amount: unitPrice(100_000) }];
  for (let from = 0; from < skus.length; from += 200) {
    const slice = skus.slice(from, from + 200);
    at.shop.call('product.importBatch', { items: slice.map((sku) => ({ name: `Lure ${sku}`, variants: [{ sku, prices }] })) });
    if (each > 0) {
      const items = slice.map((sku) => ({ sku, quantity: pieces(each), value: minor(400 * each) }));
      at.shop.call('stock.openingBatch', { items });
    }
  }
}

const acceptStock = (channelId: number) => {
  const { digest } = at.shop.call('channel.preview', { channelId, capability: 'stock', afterId: 0, limit: 1 });
  return at.shop.call('channel.switchOn', { channelId, capability: 'stock', digest });
};
const rowsIn = (table: string, where = '1') =>
  (at.shop.raw.prepare(`select count(*) n from ${table} where ${where}`).get() as { n: number }).n;
const orderRows = () =>
  at.shop.raw.prepare('select externalId, intake, payment, fulfilment, total from salesOrder order by id').all();

describe('a new connection only reads', () => {
  test('500 products with stock there and an empty file here: nothing is written to the shop', async () => {
    for (let index = 0; index < 500; index += 1)
      at.outside.addProduct({ name: `P${index}`, sku: `P${index}`, cents: 100, stock: 5 });
    const channelId = await at.connect(at.outside);
    await at.sync();
    at.advance(25 * hour);
    await at.sync();
    expect(at.outside.writes()).toEqual([]);
    expect(at.shop.call('channel.preview', { channelId, capability: 'stock', afterId: 0, limit: 10 })).toMatchObject({
      listings: 500,
      linked: 0,
      changes: 0,
    });
  });

  test('a wrong key connects nothing', async () => {
    const credentials = { ...at.outside.credentials, consumerSecret: 'cs_wrong' };
    await expect(at.connect(at.outside, { credentials })).rejects.toMatchObject({ code: 'unauthorised' });
    expect(at.shop.call('channel.list', undefined).channels).toEqual([]);
  });

  test('the preview says ours, theirs and what it would become, and its digest changes with the numbers', async () => {
    stockBoth(at.outside, 3);
    const channelId = await at.connect(at.outside);
    const preview = at.shop.call('channel.preview', { channelId, capability: 'stock', afterId: 0, limit: 10 });
    expect(preview).toMatchObject({ listings: 3, linked: 3, changes: 3, zeros: 0 });
    expect(preview.rows[0]).toMatchObject({ sku: 'SKU-000', ours: 10_000, theirs: 7000, wouldBecome: 10_000, blockedBy: null });
    at.shop.call('stock.adjust', { locationId: 1, reason: 'damage', lines: [{ variantId: 1, quantity: pieces(-1) }] });
    expect(() => at.shop.call('channel.switchOn', { channelId, capability: 'stock', digest: preview.digest })).toThrow(
      'channel.previewChanged',
    );
    expect(acceptStock(channelId)).toEqual({ announced: 3 });
    expect(at.outside.writes()).toEqual([]);
    await at.sync();
    expect([...at.outside.store.products.values()].map((row) => row['stock_quantity'])).toEqual([9, 10, 10]);
  });

  test('products are linked by exact SKU, else by barcode of a single piece, and a person has the last word', async () => {
    putOnShelf(['ROD', 'REEL', 'CASE'], 0);
    at.shop.call('barcode.add', { variantId: 2, barcode: { code: '6901234567892' } });
    at.shop.call('barcode.add', { variantId: 3, barcode: { code: '16901234567899', packQuantity: quantity(12_000) } });
    at.outside.addProduct({ name: 'Rod', sku: 'ROD', stock: 1 });
    at.outside.addProduct({ name: 'Reel', sku: 'another', barcode: '6901234567892', stock: 1 });
    at.outside.addProduct({ name: 'Case', sku: 'rod', barcode: '16901234567899', stock: 1 });
    const channelId = await at.connect(at.outside);
    const rows = () =>
      at.shop
        .call('listing.list', { channelId, unlinkedOnly: false, afterId: 0, limit: 10 })
        .rows.map((row) => [row.variantId, row.linkedBy]);
    expect(rows()).toEqual([
      [1, 'sku'],
      [2, 'barcode'],
      [null, 'nothing'],
    ]);
    at.shop.call('listing.link', { listingId: 1, variantId: null });
    at.shop.call('listing.link', { listingId: 3, variantId: 3 });
    at.advance(25 * hour);
    await at.sync();
    expect(rows()).toEqual([
      [null, 'person'],
      [2, 'barcode'],
      [3, 'person'],
    ]);
  });

  test('a listing that is none of ours waits for nobody, until that is taken back', async () => {
    at.outside.addProduct({ name: 'Their own mug', sku: 'MUG', stock: 1 });
    const channelId = await at.connect(at.outside);
    const unlinked = () => [at.shop.call('sync.status', undefined).channels[0]?.unlinked, at.shop.call('listing.list', { channelId, unlinkedOnly: true }).rows.length];
    expect(unlinked()).toEqual([1, 1]);
    const { before } = at.shop.call('listing.link', { listingId: 1, variantId: null });
    expect(unlinked()).toEqual([0, 0]);
    at.shop.call('listing.link', before);
    expect(unlinked()).toEqual([1, 1]);
  });
});

describe('go-live', () => {
  test('a history of 257 finished orders leaves stock and ledger untouched', async () => {
    const products = stockBoth(at.outside, 5);
    const before = figuresOf(at.shop) as { stock: unknown; books: unknown };
    for (let index = 0; index < 257; index += 1) {
      const line = { productId: products[index % 5]!.productId, quantity: 1 + (index % 3) };
      at.outside.addOrder({
        status: index % 9 === 0 ? 'cancelled' : 'completed',
        lines: [line],
        createdAt: at.outside.clock.now - (300 - index) * hour,
      });
    }
    at.advance(minute);
    await at.connect(at.outside);
    const [round] = await at.sync();
    expect(round).toMatchObject({ ok: true, pulled: 257 });
    const after = figuresOf(at.shop) as { stock: unknown; books: unknown };
    expect([after.stock, after.books]).toEqual([before.stock, before.books]);
    expect(rowsIn('salesOrder', "intake = 'history' and number is null")).toBe(257);
    expect(rowsIn('channelTrouble')).toBe(0);
  });

  test('orders open at go-live are taken over with what is paid and still to ship', async () => {
    const [lure] = stockBoth(at.outside, 1);
    at.outside.addOrder({
      status: 'processing',
      lines: [{ productId: lure!.productId, quantity: 2 }],
      createdAt: at.outside.clock.now - hour,
    });
    at.outside.addOrder({
      status: 'pending',
      lines: [{ productId: lure!.productId, quantity: 1 }],
      createdAt: at.outside.clock.now - hour,
    });
    at.advance(minute);
    await at.connect(at.outside);
    await at.sync();
    expect(orderRows()).toMatchObject([
      { intake: 'takenOver', payment: 'paid', fulfilment: 'allocated', total: 2000 },
      { intake: 'takenOver', payment: 'unpaid', fulfilment: 'open', total: 1000 },
    ]);
  });
});

describe('stock is told as available, at once and everywhere', () => {
  test('the last piece sold on one channel is zero on the other before its orders are read', async () => {
    const second = await at.startOutside();
    stockBoth(at.outside, 1, 1);
    stockBoth(second, 1, 1);
    const one = await at.connect(at.outside);
    const two = await at.connect(second, { name: 'Second shop' });
    acceptStock(one);
    acceptStock(two);
    await at.sync();
    const levels = () =>
      [at.outside, second].map((emulator) => [...emulator.store.products.values()].map((row) => row['stock_quantity']));
    expect(levels()).toEqual([[1], [1]]);
    const [productId] = at.outside.store.products.keys();
    at.outside.addOrder({ status: 'processing', lines: [{ productId: productId!, quantity: 1 }] });
    await at.sync('Web shop');
    await at.sync('Second shop');
    expect(levels()).toEqual([[0], [0]]);
  });

  test('on hold and set aside are not offered, and a buffer stays behind', async () => {
    stockBoth(at.outside, 1, 10);
    const channelId = await at.connect(at.outside);
    at.shop.call('channel.update', { channelId, changes: { buffer: quantity(2500) } });
    at.shop.call('stock.hold', { variantId: 1, locationId: 1, quantity: pieces(3) });
    acceptStock(channelId);
    await at.sync();
    // 10 − 3 on hold − 2.5 behind = 4.5, told in whole pieces.
    expect([...at.outside.store.products.values()][0]!['stock_quantity']).toBe(4);
  });

  test('of many listings three changed: one request', async () => {
    const [first] = stockBoth(at.outside, runs(60, 10_000, 'listings of which three changed, told in one request'), 10);
    const channelId = await at.connect(at.outside);
    acceptStock(channelId);
    await at.sync();
    at.outside.log.length = 0;
    for (const variantId of [1, 2, 3, 3])
      at.shop.call('stock.adjust', { locationId: 1, reason: 'damage', lines: [{ variantId, quantity: pieces(-1) }] });
    await at.sync();
    expect(first).toBeDefined();
    expect(at.outside.writes().map(({ body }) => JSON.parse(String(body)))).toEqual([
      {
        update: [9, 9, 8].map((stock_quantity, index) => ({ id: [...at.outside.store.products.keys()][index], stock_quantity })),
      },
    ]);
    expect(rowsIn('outbox', "state = 'superseded'")).toBe(1);
  });

  test('one bad item of fifty: 49 arrive, one is parked with its reason', async () => {
    const products = stockBoth(at.outside, 50);
    const channelId = await at.connect(at.outside);
    acceptStock(channelId);
    at.outside.store.products.get(products[7]!.productId)!['manage_stock'] = false;
    const [round] = await at.sync();
    expect(round).toMatchObject({ ok: true, sent: 49, parked: 1 });
    const { rows } = at.shop.call('outbox.list', { channelId, state: 'parked', beforeId: null, limit: 10 });
    expect(rows).toMatchObject([{ problem: 'notCounted', says: null }]);
    expect(JSON.parse(rows[0]!.answer ?? '')).toMatchObject({ status: 200, body: { id: String(products[7]!.productId), manage_stock: false } });
    const parkedAt = at.shop.clock.now;
    at.advance(hour);
    await at.sync();
    expect(at.shop.call('sync.status', undefined).channels[0]).toMatchObject({
      state: 'needsYou',
      fixes: ['reviewParked'],
      parked: 1,
      waiting: 0,
      answeredAt: at.shop.clock.now,
      since: { cause: null, parked: parkedAt },
    });
    at.outside.store.products.get(products[7]!.productId)!['manage_stock'] = true;
    at.shop.call('outbox.replay', { outboxId: rows[0]!.id });
    await at.sync();
    expect(at.outside.store.products.get(products[7]!.productId)!['stock_quantity']).toBe(10);
  });

  test('news that may be sent and does not go makes the channel stale; what a person keeps back does not', async () => {
    stockBoth(at.outside, 1);
    const channelId = await at.connect(at.outside);
    await at.sync();
    const standing = () => at.shop.call('sync.status', undefined).channels[0];
    const isStale = () => [standing()?.state, standing()?.stale?.why ?? null];
    acceptStock(channelId);
    const announcedAt = at.shop.clock.now;
    at.advance(30 * minute);
    expect(isStale()).toEqual(['fine', null]);
    at.advance(1);
    expect([isStale(), standing()?.stale?.since]).toEqual([['stale', 'news'], announcedAt]);
    at.shop.call('channel.switchOff', { channelId, capability: 'stock' });
    expect([isStale(), standing()?.waiting]).toEqual([['fine', null], 1]);
  });

  test('a level that could not be told is no longer parked once a newer one is told', async () => {
    const [product] = stockBoth(at.outside, 1);
    const channelId = await at.connect(at.outside);
    acceptStock(channelId);
    const shown = at.outside.store.products.get(product!.productId)!;
    shown['manage_stock'] = false;
    expect((await at.sync())[0]).toMatchObject({ parked: 1 });
    shown['manage_stock'] = true;
    at.shop.call('stock.adjust', { locationId: 1, reason: 'damage', lines: [{ variantId: 1, quantity: pieces(-1) }] });
    expect((await at.sync())[0]).toMatchObject({ sent: 1 });
    expect(shown['stock_quantity']).toBe(9);
    expect([rowsIn('outbox', "state = 'parked'"), rowsIn('outbox', "state = 'superseded'")]).toEqual([0, 1]);
    at.shop.check();
  });

  test('an item that breaks its whole batch ends up alone, and the others go past it', async () => {
    const products = stockBoth(at.outside, 30);
    const channelId = await at.connect(at.outside);
    acceptStock(channelId);
    const poison = products[11]!.productId;
    // The host falls over whenever this item is among those set.
    const { fetch } = at.setting.platform;
    at.setting.platform = {
      ...at.setting.platform,
      fetch: async (request) =>
        request.body?.includes(`"id":${poison},`)
          ? { status: 500, headers: {}, text: '<title>500 Internal Server Error</title>' }
          : fetch(request),
    };
    const parkedAfter: number[] = [];
    for (let tries = 0; tries < 12; tries += 1) {
      await at.sync();
      parkedAfter.push(rowsIn('outbox', "state = 'parked'"));
      at.advance(2 * hour);
    }
    const levels = [...at.outside.store.products.values()].map((row) => row['stock_quantity']);
    expect(levels.filter((level) => level === 10)).toHaveLength(29);
    expect(parkedAfter.at(-1)).toBe(1);
  });

  test('offline for days: news waits without being blamed, only the last level is sent', async () => {
    stockBoth(at.outside, 2);
    const channelId = await at.connect(at.outside);
    acceptStock(channelId);
    const plugged = at.setting.platform;
    const nobody = await at.startOutside();
    await nobody.close();
    at.setting.platform = { ...plugged, fetch: (request) => plugged.fetch({ ...request, url: nobody.url }) };
    const began = at.shop.clock.now;
    for (let day = 0; day < 9; day += 1) {
      at.shop.call('stock.adjust', { locationId: 1, reason: 'damage', lines: [{ variantId: 1, quantity: pieces(-1) }] });
      const [round] = await at.sync();
      expect(round).toMatchObject({ ok: false, fault: { code: 'unreachable' } });
      at.advance(24 * hour);
    }
    expect(at.shop.call('sync.status', undefined).channels[0]).toMatchObject({
      state: 'stale',
      fixes: ['checkNetwork'],
      waiting: 2,
      parked: 0,
      since: { cause: began, parked: null },
    });
    at.setting.platform = plugged;
    at.outside.log.length = 0;
    await at.sync();
    expect(at.shop.call('sync.status', undefined).channels[0]).toMatchObject({ cause: null, since: { cause: null } });
    expect([...at.outside.store.products.values()].map((row) => row['stock_quantity'])).toEqual([1, 10]);
    expect(at.outside.writes()).toHaveLength(1);
  });

  test('a shop in this network is asked only while its owner allows it, and news waits meanwhile without being blamed', async () => {
    stockBoth(at.outside, 2);
    await expect(at.connect(at.outside, { localNetwork: false })).rejects.toMatchObject({ code: 'privateAddress' });
    expect(at.outside.log).toEqual([]);
    const channelId = await at.connect(at.outside);
    acceptStock(channelId);
    expect(at.shop.call('channel.setLocalNetwork', { channelId, allowed: false })).toEqual({ before: true });
    const [refused] = await at.sync();
    expect(refused).toMatchObject({ ok: false, fault: { code: 'privateAddress', retry: 'never', address: '127.0.0.1' } });
    expect(at.shop.call('sync.status', undefined).channels[0]).toMatchObject({ state: 'needsYou', fixes: ['allowLocal'], waiting: 2, parked: 0 });
    at.shop.call('channel.setLocalNetwork', { channelId, allowed: true });
    const [allowed] = await at.sync();
    expect(allowed).toMatchObject({ ok: true, sent: 2 });
  });

  /** What helps against each kind of fault, and whether a person has to: one left out is no program. */
  const helps = {
    timeout: ['later', 'wait', 'waiting'],
    rateLimited: ['later', 'wait', 'waiting'],
    unauthorised: ['never', 'renewKey', 'needsYou'],
    keyMissing: ['never', 'giveKey', 'needsYou'],
    refused: ['never', 'checkAddress', 'needsYou'],
    broken: ['later', 'wait', 'waiting'],
    unreachable: ['later', 'checkNetwork', 'waiting'],
    wrongAnswer: ['later', 'wait', 'waiting'],
    untrusted: ['never', 'acceptCertificate', 'needsYou'],
    privateAddress: ['never', 'allowLocal', 'needsYou'],
    redirected: ['never', 'checkAddress', 'needsYou'],
    proxyUnreachable: ['later', 'startProxy', 'waiting'],
    proxyUnauthorised: ['never', 'proxyPassword', 'needsYou'],
    proxyRefused: ['never', 'proxyRules', 'needsYou'],
    proxyUnusable: ['never', 'changeProxy', 'needsYou'],
  } as const satisfies Record<FaultCode, readonly [FaultRetry, string, string]>;

  test.each(Object.entries(helps).map(([code, [retry, fix, state]]) => [code as FaultCode, retry, fix, state] as const))('the shop is not there, or a proxy is in the way (%s): news waits without being blamed, and the status says what helps', async (code, retry, fix, state) => {
    stockBoth(at.outside, 2);
    const channelId = await at.connect(at.outside);
    acceptStock(channelId);
    const plugged = at.setting.platform;
    at.setting.platform = { ...plugged, fetch: () => Promise.reject(new Fault(code, { retry, says: 'The proxy at 10.0.0.1:3128.' })) };
    const [round] = await at.sync();
    expect(round).toMatchObject({ ok: false, fault: { code, retry } });
    expect(at.shop.call('sync.status', undefined).channels[0]).toMatchObject({ state, fixes: [fix], waiting: 2, parked: 0 });
    at.setting.platform = plugged;
    expect((await at.sync())[0]).toMatchObject({ ok: true, sent: 2 });
  });

  test('a file that came without its key: nobody is asked, the status says that the key is missing, and news waits', async () => {
    stockBoth(at.outside, 2);
    const channelId = await at.connect(at.outside);
    acceptStock(channelId);
    const plugged = at.setting.platform;
    at.setting.platform = { ...plugged, secrets: { ...plugged.secrets, get: async () => undefined } };
    at.outside.log.length = 0;
    expect(await at.sync()).toMatchObject([{ ok: false, fault: { code: 'keyMissing', retry: 'never' } }]);
    await expect(importProducts(at.setting, { channelId })).rejects.toMatchObject({ code: 'channel.keyMissing', details: { channelId } });
    expect(at.outside.log).toEqual([]);
    expect(at.shop.call('sync.status', undefined).channels[0]).toMatchObject({ state: 'needsYou', fixes: ['giveKey'], waiting: 2, parked: 0 });
    at.setting.platform = plugged;
    expect((await at.sync())[0]).toMatchObject({ ok: true, sent: 2 });
  });

  test('a shop that sends requests on is asked nothing more, and the status says where it is', async () => {
    await at.connect(at.outside);
    at.outside.log.length = 0;
    at.outside.plan({ kind: 'redirect', location: 'https://www.shop.example/wp-json/wc/v3/orders' });
    const [round] = await at.sync();
    expect(round).toMatchObject({ ok: false, fault: { code: 'redirected', movedTo: 'https://www.shop.example' } });
    expect(at.outside.log).toHaveLength(1);
    expect(at.shop.call('sync.status', undefined).channels[0]).toMatchObject({ state: 'needsYou', fixes: ['connectThere'], cause: { movedTo: 'https://www.shop.example' } });
  });

  test('a push that would empty a fifth of the shop stops and asks; what a person allows goes', async () => {
    stockBoth(at.outside, 40, 10);
    const channelId = await at.connect(at.outside);
    acceptStock(channelId);
    await at.sync();
    const empty = (from: number, to: number) => {
      for (let variantId = from; variantId <= to; variantId += 1)
        at.shop.call('stock.adjust', { locationId: 1, reason: 'damage', lines: [{ variantId, quantity: pieces(-10) }] });
    };
    empty(1, 8);
    await at.sync();
    const zeros = () => [...at.outside.store.products.values()].filter((row) => row['stock_quantity'] === 0).length;
    expect(zeros()).toBe(8);
    empty(9, 20);
    await at.sync();
    expect(zeros()).toBe(8);
    expect(at.shop.call('sync.status', undefined).channels[0]).toMatchObject({
      state: 'needsYou',
      fixes: ['reviewZeros'],
      waiting: 12,
    });
    const held = at.shop.call('channel.zeros', { channelId }).rows;
    expect(held.map((row) => row.listingId).sort((one, other) => one - other)).toEqual(Array.from({ length: 12 }, (_, index) => index + 9));
    at.shop.call('channel.allowZeros', { channelId, listingIds: held.map((row) => row.listingId) });
    await at.sync();
    expect(zeros()).toBe(20);
    expect(at.shop.call('channel.zeros', { channelId }).rows).toEqual([]);
    expect(at.shop.call('sync.status', undefined).channels[0]).toMatchObject({ state: 'fine', brakedAt: null });
  });

  test('switched off, nothing is written any more', async () => {
    stockBoth(at.outside, 2);
    const channelId = await at.connect(at.outside);
    acceptStock(channelId);
    at.shop.call('channel.switchOff', { channelId, capability: 'stock' });
    at.shop.call('stock.adjust', { locationId: 1, reason: 'damage', lines: [{ variantId: 1, quantity: pieces(-1) }] });
    await at.sync();
    expect(at.outside.writes()).toEqual([]);
  });
});

describe('parcels', () => {
  async function anOrder(): Promise<{ channelId: number; orderId: number; theirs: Record<string, unknown> }> {
    const [lure] = stockBoth(at.outside, 1);
    const channelId = await at.connect(at.outside);
    at.advance(minute);
    const theirs = at.outside.addOrder({ status: 'processing', lines: [{ productId: lure!.productId, quantity: 2 }] });
    await at.sync();
    const { digest } = at.shop.call('channel.preview', { channelId, capability: 'fulfilments', afterId: 0, limit: 1 });
    at.shop.call('channel.switchOn', { channelId, capability: 'fulfilments', digest });
    return { channelId, orderId: 1, theirs };
  }

  test('a shipment is told once, also when the connection is cut after the shop heard it', async () => {
    const { orderId, theirs } = await anOrder();
    at.shop.call('shipment.ship', { orderId, carrier: 'SF', trackingNumber: 'SF123456' });
    at.outside.plan({ kind: 'cut', effect: 'after' }, /^PUT/);
    const [first] = await at.sync();
    expect(first).toMatchObject({ ok: true, sent: 0 });
    at.advance(2 * hour);
    await at.sync();
    expect(theirs['status']).toBe('completed');
    expect(at.outside.writes().map(({ method }) => method)).toEqual(['POST', 'PUT']);
    expect(rowsIn('outbox', "state = 'sent' and capability = 'fulfilment'")).toBe(1);
    // The shop's own answer to it comes back with the next reading and changes nothing here.
    at.advance(minute);
    await at.sync();
    expect(orderRows()).toMatchObject([{ fulfilment: 'shipped', payment: 'paid' }]);
  });

  test('a parcel taken back before anybody was told is never told of', async () => {
    const { channelId, orderId } = await anOrder();
    const toTell = () => at.shop.call('channel.preview', { channelId, capability: 'fulfilments', afterId: 0, limit: 1 }).parcels;
    const { shipmentId } = at.shop.call('shipment.ship', { orderId, carrier: null, trackingNumber: null });
    expect(toTell()).toBe(1);
    at.shop.call('shipment.cancel', { shipmentId, reason: 'wrong box' });
    expect(toTell()).toBe(0);
    await at.sync();
    expect(at.outside.writes()).toEqual([]);
    expect(rowsIn('outbox', "state in ('waiting', 'sending', 'parked')")).toBe(0);
  });
});

describe('one bad thing never stops the rest, and is seen', () => {
  test('an unreadable order and one in another currency are named; the page goes on', async () => {
    const [lure] = stockBoth(at.outside, 1);
    await at.connect(at.outside);
    at.advance(minute);
    const lines = [{ productId: lure!.productId, quantity: 1 }];
    at.outside.addOrder({ status: 'processing', lines });
    const broken = at.outside.addOrder({ status: 'processing', lines });
    broken['total'] = 'free';
    at.outside.addOrder({ status: 'processing', currency: 'JPY', lines });
    at.outside.addOrder({
      status: 'processing',
      lines: [{ productId: 999, quantity: 1, cents: 500 }],
      billing: { first_name: '', last_name: '', email: '', phone: '' },
    });
    at.outside.addOrder({ status: 'processing', lines });
    await at.sync();
    const troubles = () => at.shop.call('sync.status', undefined).channels[0]!.troubles.map(({ problem }) => problem['code']);
    expect(rowsIn('salesOrder')).toBe(3);
    expect(troubles()).toEqual(['unreadable', 'currency.mismatch']);
    broken['total'] = '10.00';
    await at.sync();
    expect(troubles()).toEqual(['currency.mismatch']);
    expect(rowsIn('salesOrder')).toBe(4);
  });

  test('two shops of one kind may have the same order number', async () => {
    const second = await at.startOutside();
    const [one] = stockBoth(at.outside, 1);
    stockBoth(second, 1);
    await at.connect(at.outside);
    await at.connect(second, { name: 'Second shop' });
    at.advance(minute);
    for (const emulator of [at.outside, second])
      emulator.addOrder({ status: 'processing', lines: [{ productId: one!.productId, quantity: 1 }] });
    await at.sync();
    expect(orderRows()).toMatchObject([{ externalId: '102' }, { externalId: '102' }]);
  });

  test('a channel in trouble does not stop the other', async () => {
    const second = await at.startOutside();
    const [one] = stockBoth(at.outside, 1);
    stockBoth(second, 1);
    await at.connect(at.outside);
    await at.connect(second, { name: 'Second shop' });
    at.advance(minute);
    at.outside.store.keys.length = 0;
    second.addOrder({ status: 'processing', lines: [{ productId: one!.productId, quantity: 1 }] });
    expect((await at.sync()).map((round) => round.ok)).toEqual([false, true]);
    expect(at.shop.call('sync.status', undefined).channels).toMatchObject([
      { state: 'needsYou', fixes: ['renewKey'] },
      { state: 'fine' },
    ]);
  });

  test('what the program left in flight to one channel waits for that channel’s own round', async () => {
    const second = await at.startOutside();
    stockBoth(at.outside, 1);
    stockBoth(second, 1);
    for (const channelId of [await at.connect(at.outside), await at.connect(second, { name: 'Second shop' })]) {
      acceptStock(channelId);
      // Taken to be sent, and then the program ended.
      await at.setting.tell('channel.takeStockNews', { channelId });
    }
    at.advance(11 * minute);
    const states = () => at.shop.raw.prepare('select channelId, state from outbox order by channelId').all();
    await at.sync('Web shop');
    expect(states()).toEqual([{ channelId: 1, state: 'sent' }, { channelId: 2, state: 'sending' }]);
    await at.sync('Second shop');
    expect(states()).toEqual([{ channelId: 1, state: 'sent' }, { channelId: 2, state: 'sent' }]);
  });

  test('a disconnected channel is asked no more, and its orders stay', async () => {
    const [lure] = stockBoth(at.outside, 1);
    const channelId = await at.connect(at.outside);
    at.advance(minute);
    at.outside.addOrder({ status: 'processing', lines: [{ productId: lure!.productId, quantity: 1 }] });
    await at.sync();
    await at.setting.command('channel.remove', { channelId });
    at.outside.log.length = 0;
    expect(await at.sync()).toEqual([]);
    expect([at.outside.log, rowsIn('salesOrder')]).toEqual([[], 1]);
  });
});

test('products of the shop come into the catalogue with variants and prices, without touching stock', async () => {
  at.outside.addProduct({ name: 'Rod', sku: 'ROD', barcode: '6901234567892', cents: 7990, stock: 12 });
  at.outside.addProduct({ name: 'Gift wrap', cents: 300 });
  const jacket = at.outside.addProduct({ name: 'Jacket', sku: 'JKT', type: 'variable', stock: 77 });
  at.outside.addVariation(jacket, { name: 'Jacket', option: 'S', sku: 'JKT-S', cents: 1900, stock: 5 });
  at.outside.addVariation(jacket, { name: 'Jacket', option: 'M', cents: 2000, sharesStock: true });
  const channelId = await at.connect(at.outside);
  expect(await importProducts(at.setting, { channelId })).toEqual({ created: 3, updated: 0, unchanged: 0, refused: [] });
  expect(await importProducts(at.setting, { channelId })).toMatchObject({ created: 0, refused: [] });
  const { rows } = at.shop.call('listing.list', { channelId, unlinkedOnly: false, afterId: 0, limit: 10 });
  expect(rows.map((row) => [row.sku, row.variantId !== null, row.stockKeeping])).toEqual([
    ['ROD', true, 'own'],
    ['', true, 'none'],
    ['JKT-S', true, 'own'],
    ['', true, 'shared'],
  ]);
  expect(rowsIn('stockMovement')).toBe(0);
});

describe('in the background', () => {
  test('a channel is read every five minutes, news goes within seconds, and a quiet channel leaves no trail', async () => {
    const [lure] = stockBoth(at.outside, 1);
    const channelId = await at.connect(at.outside);
    acceptStock(channelId);
    at.advance(minute);
    at.outside.addOrder({ status: 'processing', lines: [{ productId: lure!.productId, quantity: 1 }] });
    const background = startBackground(at.setting, (error) => {
      throw error;
    });
    const roundsIn = async (milliseconds: number) => {
      at.advance(milliseconds);
      return (await background.tick()).map((round) => [round.pulled, round.sent]);
    };
    expect(await roundsIn(minute)).toEqual([[1, 1]]);
    expect(await roundsIn(minute)).toEqual([]);
    at.shop.call('stock.adjust', { locationId: 1, reason: 'damage', lines: [{ variantId: 1, quantity: pieces(-1) }] });
    expect(await roundsIn(15_000)).toEqual([[0, 1]]);
    const commands = rowsIn('command');
    for (let times = 0; times < 5; times += 1) expect(await roundsIn(5 * minute)).toEqual([[0, 0]]);
    expect(rowsIn('command')).toBe(commands);
    await roundsIn(5 * minute);
    expect(rowsIn('command')).toBe(commands + 1);
    expect(at.shop.call('sync.status', undefined).channels[0]).toMatchObject({ state: 'fine' });
    background.stop();
  });

  test('after a fault the shop is left alone until its next try', async () => {
    stockBoth(at.outside, 1);
    await at.connect(at.outside);
    at.outside.plan({ kind: 'tooMany', retryAfter: '900' }, /./, 1);
    const background = startBackground(at.setting, () => undefined);
    expect(await background.tick()).toMatchObject([{ ok: false, fault: { code: 'rateLimited' } }]);
    at.advance(14 * minute);
    expect(await background.tick()).toEqual([]);
    at.advance(minute);
    expect(await background.tick()).toMatchObject([{ ok: true }]);
    background.stop();
  });

  test('after a bug of our own the channel rests as long as after a fault, longer each time, and news does not wake it', async () => {
    stockBoth(at.outside, 1);
    const channelId = await at.connect(at.outside);
    acceptStock(channelId);
    const { tell } = at.setting;
    let rounds = 0;
    at.setting.tell = async (name, input) => {
      if (name !== 'channel.takeStockNews') return tell(name, input);
      rounds += 1;
      throw new TypeError('a bug');
    };
    const background = startBackground(at.setting, () => undefined);
    const triedAfter = async (milliseconds: number): Promise<boolean> => {
      at.advance(milliseconds);
      const before = rounds;
      const ended = await background.tick().catch((error: unknown) => error);
      expect(ended instanceof TypeError).toBe(rounds > before);
      return rounds > before;
    };
    expect(await triedAfter(minute)).toBe(true);
    for (const pause of [minute, 2 * minute, 4 * minute, 8 * minute]) {
      expect(await triedAfter(pause - 1000)).toBe(false);
      expect(await triedAfter(1000)).toBe(true);
    }
    at.setting.tell = tell;
    expect(await triedAfter(15 * minute)).toBe(false);
    at.advance(minute);
    expect(await background.tick()).toMatchObject([{ ok: true }]);
    background.stop();
  });
});
