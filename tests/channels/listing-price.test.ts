import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { decimalOf } from '../../main/channels/decimal.ts';
import { minor } from '../../shared/units/minor.ts';
import { pieces } from '../../shared/units/quantity.ts';
import { percent } from '../../shared/units/rate-ppm.ts';
import { unitPrice } from '../../shared/units/unit-price.ts';
import { newShop, type TestShop } from '../support/shop.ts';
import { newShopBeside } from './connected-shop.ts';
import type { OutsideShop } from './outside-shop.ts';
import { startShopify } from './shopify/outside.ts';
import { schemaIsHere } from './shopify/schema.ts';
import { startWooCommerce } from './woocommerce/outside.ts';

const minute = 60_000;
const cents = (count: number) => unitPrice(count * 100);

const marketplaces: [string, (now: number) => Promise<OutsideShop>][] = [['woocommerce', startWooCommerce], ...(schemaIsHere ? ([['shopify', startShopify]] as [string, typeof startShopify][]) : [])];

test.each(marketplaces)('%s: only prices that differ are sent, none under its floor, and undoing sends the old one again', async (kind, start) => {
  const at = await newShopBeside(kind as OutsideShop['kind'], start);
  for (const sku of ['SAME', 'OTHER', 'LOW']) at.outside.addProduct({ name: sku, sku, cents: 1000, stock: 5 });
  const price = (amount: number) => [{ currency: 'USD', amount: cents(amount) }];
  at.shop.call('product.importBatch', { items: [['SAME', 1000], ['OTHER', 1250], ['LOW', 500]].map(([sku, amount]) => ({ name: String(sku), variants: [{ sku: String(sku), prices: price(Number(amount)) }] })) });
  at.shop.call('stock.openingBatch', { items: ['SAME', 'OTHER', 'LOW'].map((sku) => ({ sku, quantity: pieces(5), value: minor(2000) })) });
  const channelId = await at.connect(at.outside);
  at.shop.call('cost.setFloor', { variantId: 3, categoryId: null, rate: percent(50) });
  const rows = () => at.shop.call('listing.prices', { channelId }).rows.map(({ sku, theirPrice, ourPrice, newPrice, blockedBy }) => [sku, theirPrice, ourPrice, newPrice, blockedBy]);
  expect(rows()).toEqual([
    ['OTHER', cents(1000), cents(1250), cents(1250), null],
    ['LOW', cents(1000), cents(500), null, 'underFloor'],
  ]);
  const { results } = at.shop.call('listing.pushPrices', { items: [1, 2, 3].map((listingId) => ({ listingId })) });
  expect(results.map((result) => (result.ok ? result.value : result.refusal.code))).toEqual(['listing.samePrice', { sent: cents(1250), before: cents(1000) }, 'price.underFloor']);
  const before = at.outside.writes();
  at.advance(minute);
  await at.sync();
  expect(at.outside.writes()).toBe(before + 1);
  expect(at.shop.call('listing.prices', { channelId, differentOnly: false }).rows[1]).toMatchObject({ theirPrice: cents(1250), blockedBy: 'same' });
  at.shop.call('listing.setBackPrices', { items: [{ listingId: 2, to: cents(1000) }] });
  expect(at.shop.call('listing.prices', { channelId }).rows[0]).toMatchObject({ sku: 'OTHER', theirPrice: cents(1250) });
  at.advance(minute);
  await at.sync();
  expect(rows()[0]).toEqual(['OTHER', cents(1000), cents(1250), cents(1250), null]);
  at.shop.check();
  await at.close();
});

test('a price is written with the decimals of its currency, and more only where it has them', () => {
  expect([decimalOf(cents(1250), 2), decimalOf(cents(1000), 2), decimalOf(unitPrice(12_345), 2), decimalOf(unitPrice(50_000), 0)]).toEqual(['12.50', '10.00', '1.2345', '5']);
});

describe('where the prices of a large shop are all equal', () => {
  const many = 2500;
  let shop: TestShop;
  let listingIds: number[];

  /** As many listings as a reading of the catalogue stores, each of a variant of its own. */
  beforeAll(() => {
    shop = newShop({ country: 'US', baseCurrency: 'USD', timeZone: 'America/New_York', language: 'en' });
    const skus = Array.from({ length: many }, (_, index) => `SKU-${String(index).padStart(5, '0')}`);
    for (let from = 0; from < many; from += 200)
      shop.call('product.importBatch', { items: skus.slice(from, from + 200).map((sku) => ({ name: sku, variants: [{ sku, prices: [{ currency: 'USD', amount: cents(1000) }] }] })) });
    const tell = (name: string, input: object) => shop.core.internal({ userId: 1, role: 'owner', deviceId: null, via: 'sync' }, name, input);
    tell('channel.added', { name: 'Web shop', kind: 'woocommerce', url: 'https://large.example', certificate: null, currency: 'USD', goLiveAt: null });
    const listings = skus.map((sku) => ({ externalId: sku, name: sku, sku, barcode: '', stockKeeping: 'own', remoteStock: pieces(1), remotePrice: cents(1000), externalProductId: sku }));
    tell('channel.storeListings', { channelId: 1, listings, readSince: shop.clock.now, problems: [], ended: { unreadable: [] } });
    listingIds = shop.raw.prepare('select id from listing order by id').all().map((row) => (row as { id: number }).id);
  });
  afterAll(() => shop.close());

  const ask = (afterId = 0, limit = 100) => shop.call('listing.prices', { channelId: 1, afterId, limit });

  test('one question looks at a thousand and says how many it has not looked at', () => {
    expect(ask()).toEqual({ currency: 'USD', rows: [], nextId: listingIds[999], looked: 1000, left: 1500 });
    expect(ask(listingIds[999])).toMatchObject({ rows: [], nextId: listingIds[1999], looked: 1000, left: 500 });
    expect(ask(listingIds[1999])).toMatchObject({ rows: [], nextId: null, looked: 500, left: 0 });
  });

  test('what differs is found once, wherever it stands, and a full page says what is left after it', () => {
    const changed = [3, 4, 998, 999, 1000, 2400, 2499].map((index) => listingIds[index]!);
    for (const id of changed) shop.raw.prepare('update listing set remotePrice = ? where id = ?').run(cents(900), id);
    const found: number[] = [];
    const pages: [number, number][] = [];
    for (let afterId: number | null = 0; afterId !== null;) {
      const answer = ask(afterId, 3);
      found.push(...answer.rows.map(({ listingId }) => listingId));
      pages.push([answer.rows.length, answer.left]);
      afterId = answer.nextId;
    }
    expect(found).toEqual(changed);
    expect(pages).toEqual([[3, 1501], [2, 499], [2, 0]]);
  });

  test('listings of nothing of ours are passed over and still counted as looked at', () => {
    shop.raw.prepare("update listing set variantId = null, linkedBy = 'nothing' where id <= ?").run(listingIds[1499]);
    expect(ask()).toMatchObject({ rows: [], looked: 1000, left: 1500 });
    expect(ask(listingIds[999]).rows.map(({ listingId }) => listingId)).toEqual([]);
    expect(ask(listingIds[1999]).rows.map(({ listingId }) => listingId)).toEqual([listingIds[2400], listingIds[2499]]);
  });
});
