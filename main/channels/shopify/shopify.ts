import { z } from 'zod';
import { Fault } from '../../platform/fault.ts';
import type { ConnectorSetting, FullConnector, PayoutVerb, PlaceVerb, ShopFacts } from '../connector.ts';
import { orderReader } from './bulk.ts';
import { openClient, type ShopifyClient } from './client.ts';
import { pushFulfilment } from './fulfilment.ts';
import { pushListing } from './listing.ts';
import { readOne, recentOrders } from './orders.ts';
import { readPayouts } from './payouts.ts';
import { openLevelClient, readPlaces } from './places.ts';
import { pullProducts } from './products.ts';
import { pushRefund } from './refund.ts';
import { pushStock, readLevels } from './stock.ts';

/**
 * Shopify, Admin GraphQL API. Orders older than sixty days are seen only by an
 * app with `read_all_orders`, payouts only where Shopify Payments pays them, by an app with `read_shopify_payments_payouts`.
 */
export function shopify(setting: ConnectorSetting): FullConnector & PayoutVerb & PlaceVerb {
  const client = openLevelClient(openClient(setting), setting.stockPlace ?? null);
  return {
    probe: () => probe(client),
    clockAhead: client.clockAhead,
    pullOrders: orderReader(client, setting),
    recentOrders: (since, cursor) => recentOrders(client, since, cursor),
    readOrder: (externalId) => readOne(client, externalId),
    importProducts: (cursor) => pullProducts(client, cursor),
    pushStock: (items) => pushStock(client, items),
    readLevels: (listingIds) => readLevels(client, listingIds),
    pushListing: (item) => pushListing(client, item),
    pushFulfilment: (item) => pushFulfilment(client, item),
    pushRefund: (item) => pushRefund(client, item),
    readPlaces: () => readPlaces(client),
    readPayouts: (since, cursor) => readPayouts(client, setting.now, since, cursor),
  };
}

const facts = z.object({
  shop: z.object({ currencyCode: z.string() }),
  currentAppInstallation: z.object({ accessScopes: z.array(z.object({ handle: z.string() })) }),
});

/** Without these nothing can be read; what is needed to write is asked for when somebody switches writing on. */
const needed = ['read_orders', 'read_products', 'read_inventory', 'read_locations', 'read_returns'];

async function probe(client: ShopifyClient): Promise<ShopFacts> {
  const { shop, currentAppInstallation } = await client.ask('shop', {}, facts);
  const granted = new Set(currentAppInstallation.accessScopes.map(({ handle }) => handle));
  const lacking = needed.filter((scope) => !granted.has(scope) && !granted.has(scope.replace('read_', 'write_')));
  if (lacking.length > 0) throw new Fault('unauthorised', { retry: 'never', says: `The app lacks ${lacking.join(', ')}.` });
  return { currency: shop.currencyCode };
}
