import { z } from 'zod';
import type { ConnectorSetting, FullConnector, ShopFacts } from '../connector.ts';
import { readAs } from '../reading.ts';
import { openClient, type WooClient } from './client.ts';
import { pushListing } from './listing.ts';
import { pushFulfilment } from './fulfilment.ts';
import { pullOrders, readOne, recentOrders } from './orders.ts';
import { pullProducts } from './products.ts';
import { pushRefund } from './refund.ts';
import { pushStock, readLevels } from './stock.ts';
import { openTrackings } from './trackings.ts';

/**
 * WooCommerce, REST API v3. What it cannot do: tracking as data (two plugins can), payouts (gateways), parts of an order. An order
 * deleted for good leaves no trace in its lists; one moved to the trash does.
 */
export function woocommerce(setting: ConnectorSetting): FullConnector {
  const client = openClient(setting);
  const trackings = openTrackings(client);
  return {
    probe: () => probe(client),
    clockAhead: client.clockAhead,
    pullOrders: (cursor) => pullOrders(client, cursor),
    recentOrders: (since, cursor) => recentOrders(client, since, cursor),
    readOrder: (externalId) => readOne(client, externalId),
    importProducts: (cursor) => pullProducts(client, cursor),
    pushStock: (items) => pushStock(client, items),
    readLevels: (listingIds) => readLevels(client, listingIds),
    pushListing: (item) => pushListing(client, item),
    pushFulfilment: (item) => pushFulfilment(client, trackings, item),
    pushRefund: (item) => pushRefund(client, item),
  };
}

/** The order list is what a key without the right permission is refused; the currency is public among keys. */
async function probe(client: WooClient): Promise<ShopFacts> {
  readAs(z.array(z.unknown()), (await client.get('orders', { per_page: '1', _fields: 'id' })).body);
  const { code } = readAs(z.object({ code: z.string() }), (await client.get('data/currencies/current')).body);
  return { currency: code };
}
