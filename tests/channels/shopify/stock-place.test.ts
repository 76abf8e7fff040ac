import Database from 'better-sqlite3';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { listPlaces, refreshChannel } from '../../../main/channels/outside.ts';
import { minor } from '../../../shared/units/minor.ts';
import { pieces } from '../../../shared/units/quantity.ts';
import { migrations } from '../../support/shop.ts';
import { newConnectedShop, newShopBeside, type ShopBeside } from '../connected-shop.ts';
import { placeOrder } from './emulator/deeds.ts';
import { variantOf } from './emulator/store.ts';
import { startShopify } from './outside.ts';
import { schemaIsHere } from './schema.ts';

const [pier, barn] = ['gid://shopify/Location/1', 'gid://shopify/Location/2'];
const minute = 60_000;

describe.skipIf(!schemaIsHere)('a Shopify shop with two places', () => {
  let at: ShopBeside<Awaited<ReturnType<typeof startShopify>>>;
  let channelId: number;
  let listingId: string;

  beforeEach(async () => {
    at = await newShopBeside('shopify', startShopify);
    listingId = at.outside.addProduct({ name: 'Lure', sku: 'A', cents: 1000, stock: 7 });
    levels().set(barn, 4);
    at.shop.call('product.importBatch', { items: [{ name: 'Lure', variants: [{ sku: 'A' }] }] });
    at.shop.call('stock.openingBatch', { items: [{ sku: 'A', quantity: pieces(20), value: minor(8000) }] });
    channelId = await at.connect(at.outside);
  });
  afterEach(async () => {
    at.shop.check();
    await at.close();
  });

  const levels = () => variantOf(at.outside.emulator.store, listingId)!.levels;
  const shown = () => [levels().get(pier), levels().get(barn)];
  const preview = () => at.shop.call('channel.preview', { channelId, capability: 'stock', afterId: 0, limit: 10 });
  const switchOn = () => at.shop.call('channel.switchOn', { channelId, capability: 'stock', digest: preview().digest });
  const switchOff = () => at.shop.call('channel.switchOff', { channelId, capability: 'stock' });
  const choose = (place: { externalId: string; name: string } | null) => at.shop.call('channel.setStockPlace', { channelId, place });
  const [theBarn, thePier] = [{ externalId: '2', name: 'Barn' }, { externalId: '1', name: 'Pier' }];
  const parked = () => at.shop.call('outbox.list', { channelId, state: 'parked', beforeId: null, limit: 10 }).rows;
  const lose = (count: number) => at.shop.call('stock.adjust', { locationId: 1, reason: 'damage', lines: [{ variantId: 1, quantity: pieces(-count) }] });

  test('nothing is told until a place is chosen; then it alone is read and told, and a sale of either place lowers it', async () => {
    expect(preview().rows).toMatchObject([{ theirs: null, wouldBecome: null, blockedBy: 'severalPlaces' }]);
    expect(await listPlaces(at.setting, { channelId })).toEqual({ places: [theBarn, thePier] });
    expect(choose(theBarn)).toEqual({ before: null });
    expect(switchOn).toThrow('channel.notRead');
    await at.sync();
    expect(preview().rows).toMatchObject([{ theirs: 4000, wouldBecome: 20_000, blockedBy: null }]);
    switchOn();
    await at.sync();
    expect(shown()).toEqual([7, 20]);
    at.advance(minute);
    placeOrder(at.outside.emulator.store, { lines: [{ variantId: listingId, quantity: 2 }], from: barn });
    lose(1);
    await at.sync();
    expect(shown()).toEqual([7, 17]);
    at.advance(minute);
    placeOrder(at.outside.emulator.store, { lines: [{ variantId: listingId, quantity: 3 }], from: pier });
    await at.sync();
    expect(shown()).toEqual([4, 14]);
    expect(at.shop.call('channel.list', undefined).channels[0]?.stockPlace).toEqual(theBarn);
  });

  test('a sale there between looking and setting is read first, then the level goes out against the new one', async () => {
    choose(theBarn);
    await at.sync();
    switchOn();
    const { fetch } = at.setting.platform;
    let sold = false;
    at.setting.platform = {
      ...at.setting.platform,
      fetch: async (request) => {
        if (!sold && request.body?.includes('mutation setLevels')) {
          sold = true;
          placeOrder(at.outside.emulator.store, { lines: [{ variantId: listingId, quantity: 1 }], from: barn });
        }
        return fetch(request);
      },
    };
    await at.sync();
    at.advance(10 * minute);
    await at.sync();
    expect([sold, shown(), parked()]).toEqual([true, [7, 19], []]);
  });

  test('while stock is told no other place is chosen; afterwards nothing of the old one is compared or sent', async () => {
    choose(theBarn);
    await at.sync();
    switchOn();
    await at.sync();
    expect(() => choose(null)).toThrow('channel.sendsStock');
    expect(choose({ ...theBarn, name: 'The barn' })).toEqual({ before: theBarn });
    lose(1);
    switchOff();
    expect(choose(thePier)).toEqual({ before: { ...theBarn, name: 'The barn' } });
    expect(at.shop.raw.prepare("select (select count(*) from outbox where capability = 'stock' and state in ('waiting', 'sending', 'parked')) as news, remoteStock, published from listing").all()).toEqual([{ news: 0, remoteStock: null, published: null }]);
    await at.sync();
    expect(preview().rows).toMatchObject([{ theirs: 7000, wouldBecome: 19_000 }]);
    switchOn();
    await at.sync();
    expect(shown()).toEqual([19, 20]);
  });

  test('the choice is taken back like any other, and not while stock is told', async () => {
    choose(theBarn);
    choose(thePier);
    const newest = () => at.shop.raw.prepare("select max(id) from command where method = 'channel.setStockPlace'").pluck().get() as number;
    at.shop.call('activity.undo', { commandId: newest() });
    const chosen = () => at.shop.call('channel.list', undefined).channels[0]?.stockPlace;
    expect(chosen()).toEqual(theBarn);
    choose(thePier);
    await at.sync();
    switchOn();
    expect(() => at.shop.call('activity.undo', { commandId: newest() })).toThrow('channel.sendsStock');
    expect(chosen()).toEqual(thePier);
  });

  test('a page that was read at another place counts for nothing, and stock cannot be switched on by it', async () => {
    const { fetch } = at.setting.platform;
    at.setting.platform = {
      ...at.setting.platform,
      fetch: async (request) => {
        const answer = await fetch(request);
        if (request.body?.includes('query products(')) choose(theBarn);
        return answer;
      },
    };
    await refreshChannel(at.setting, { channelId });
    expect(at.shop.raw.prepare("select remoteStock, (select count(*) from channelCursor where list = 'listings') as read from listing").all()).toEqual([{ remoteStock: null, read: 0 }]);
    expect(switchOn).toThrow('channel.notRead');
    await at.sync();
    expect(preview().rows).toMatchObject([{ theirs: 4000 }]);
  });

  test('an item that is taken away from the place is named at night and no more told; back there it is', async () => {
    choose(theBarn);
    await at.sync();
    switchOn();
    await at.sync();
    levels().delete(barn);
    lose(2);
    await at.sync();
    expect(parked()).toMatchObject([{ problem: 'notAtPlace', says: null }]);
    at.advance(26 * 60 * minute);
    await at.sync();
    expect([preview().rows[0]?.blockedBy, shown()]).toEqual(['notAtPlace', [7, undefined]]);
    expect(at.shop.call('difference.list', { channelId }).rows).toMatchObject([{ subject: 'level', cause: 'notAtPlace', sends: false }]);
    levels().set(barn, 0);
    at.advance(26 * 60 * minute);
    await at.sync();
    at.advance(minute);
    lose(1);
    await at.sync();
    for (const { id: outboxId } of parked()) at.shop.call('outbox.replay', { outboxId });
    await at.sync();
    expect([shown(), parked()]).toEqual([[7, 17], []]);
  });

  test('leases of the chosen place begin at what it shows, and a place that was left holds none', async () => {
    choose(theBarn);
    await at.sync();
    switchOn();
    await at.sync();
    at.shop.call('lease.choose', { channelId, variantId: null, method: 'leased' });
    await at.sync();
    switchOff();
    choose(thePier);
    expect(at.shop.raw.prepare('select count(*) as n from listingLease').all()).toEqual([{ n: 0 }]);
    await at.sync();
    switchOn();
    expect(at.shop.raw.prepare('select exposure from listingLease').all()).toEqual([{ exposure: 7000 }]);
  });
});

test('a shop that has no places of its own has none to choose', async () => {
  const at = await newConnectedShop();
  const channelId = await at.connect(at.outside);
  expect(() => at.shop.call('channel.setStockPlace', { channelId, place: { externalId: '1', name: 'Pier' } })).toThrow('channel.noPlaces');
  await expect(listPlaces(at.setting, { channelId })).rejects.toMatchObject({ code: 'channel.noPlaces' });
  await at.close();
});

test('in an older file what a Shopify shop kept at several places is said to be that; a level shared by variants elsewhere stays one', () => {
  const raw = new Database(':memory:');
  const files = Object.entries(migrations).toSorted(([one], [other]) => (one < other ? -1 : 1));
  const step = files.findIndex(([name]) => name.startsWith('0047'));
  for (const [, text] of files.slice(0, step)) raw.exec(text);
  raw.exec(`
    insert into channel (id, name, kind, url, currency, goLiveAt, addedAt) values (1, 'S', 'shopify', '', 'USD', 1, 1), (2, 'W', 'woocommerce', '', 'USD', 1, 1);
    insert into listing (channelId, externalId, name, sku, barcode, linkedBy, stockKeeping, remoteStock, seenAt)
      values (1, 'a', '', '', '', 'nothing', 'shared', 5000, 1), (1, 'b', '', '', '', 'nothing', 'own', 5000, 1), (2, 'c', '', '', '', 'nothing', 'shared', 5000, 1);
  `);
  raw.transaction(() => raw.exec(files[step]?.[1] ?? '')).exclusive();
  expect(raw.prepare('select externalId, stockKeeping, remoteStock from listing order by id').raw().all()).toEqual([['a', 'several', null], ['b', 'own', 5000], ['c', 'shared', 5000]]);
  expect(() => raw.exec("update channel set stockPlace = '2' where id = 1")).toThrow('CHECK');
  raw.close();
});
