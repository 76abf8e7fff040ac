import { expect, test } from 'vitest';
import { decimalOf } from '../../main/channels/decimal.ts';
import { minor } from '../../shared/units/minor.ts';
import { pieces } from '../../shared/units/quantity.ts';
import { percent } from '../../shared/units/rate-ppm.ts';
import { unitPrice } from '../../shared/units/unit-price.ts';
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
