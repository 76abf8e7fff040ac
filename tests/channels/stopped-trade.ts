import type { MarketplaceKind } from '../../shared/channels/channel-kinds.ts';
import { minor } from '../../shared/units/minor.ts';
import { pieces } from '../../shared/units/quantity.ts';
import { unitPrice } from '../../shared/units/unit-price.ts';
import type { KeptShop } from './outside-shop.ts';
import { startPractice } from './practice/outside.ts';
import { startShopify } from './shopify/outside.ts';
import { schemaIsHere } from './shopify/schema.ts';
import { connect, drain, type Life, switchOn } from './stopped-shop.ts';
import { startWooCommerce } from './woocommerce/outside.ts';

const minute = 60_000;
const hour = 60 * minute;
const skus = ['A', 'B', 'C', 'D'];

export interface Market {
  start(now: number): Promise<KeptShop>;
  /** Orders finished before the shop was connected: as many as a page of orders holds. */
  history: number;
  here: boolean;
}

/** WooCommerce's pages hold a hundred; Shopify is asked for each order by itself, so its pages are kept small. */
export const markets: Record<MarketplaceKind, Market> = {
  woocommerce: { start: (now) => startWooCommerce(now), history: 100, here: true },
  practice: { start: startPractice, history: 50, here: true },
  shopify: {
    start: async (now) => {
      const outside = await startShopify(now);
      outside.emulator.store.ordersPerPage = 4;
      return outside;
    },
    history: 4,
    here: schemaIsHere,
  },
};

export const kinds = (Object.keys(markets) as MarketplaceKind[]).filter((kind) => markets[kind].here);

/** Three orders known on both sides, all levels told; the last of the goods is leased to the channel, the first costs more here than there. */
export async function trade(life: Life, history: number): Promise<void> {
  const { outside, call } = life;
  life.listings.push(...skus.map((sku) => outside.addProduct({ name: `Lure ${sku}`, sku, cents: 1000, stock: 7 })));
  call('product.importBatch', { items: skus.map((sku) => ({ name: `Lure ${sku}`, variants: [{ sku, prices: [{ currency: 'USD', amount: unitPrice(sku === 'A' ? 125_000 : 100_000) }] }] })) });
  call('stock.openingBatch', { items: skus.map((sku) => ({ sku, quantity: pieces(50), value: minor(20_000) })) });
  for (let index = 0; index < history; index += 1) outside.finish(outside.buy({ lines: [{ listingId: life.listings[index % 4] ?? '', pieces: 1 }], paid: true }));
  life.advance(hour);
  const channelId = await connect(life);
  life.advance(minute);
  buy(life, [[0, 2]], false);
  buy(life, [[1, 3]], true);
  buy(life, [[2, 1]], true);
  await drain(life);
  switchOn(life, channelId, 'stock');
  switchOn(life, channelId, 'fulfilments');
  switchOn(life, channelId, 'refunds');
  call('lease.choose', { channelId, variantId: 4, method: 'leased' });
  await drain(life);
  life.effects = [];
}

export function buy(life: Life, lines: [goods: number, count: number][], paid: boolean): string {
  const id = life.outside.buy({ lines: lines.map(([goods, count]) => ({ listingId: life.listings[goods] ?? '', pieces: count })), paid, shippingCents: 500 });
  life.orders.push(id);
  return id;
}
