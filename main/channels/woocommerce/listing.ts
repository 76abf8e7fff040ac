import { z } from 'zod';
import type { ListingPush, PushResult } from '../connector.ts';
import { readAs } from '../reading.ts';
import { type WooClient } from './client.ts';
import { decimalOf, priceOf } from '../decimal.ts';
import type { UnitPrice } from '../../../shared/units/unit-price.ts';
import { partsOf } from './listing-id.ts';

const answered = z.object({ id: z.union([z.int(), z.string()]).transform(String), status: z.string() });

/** A product taken off sale is private: it keeps its address, and a draft of the shop's owner is never made public by it. */
const statusOf = (offered: boolean): 'publish' | 'private' => (offered ? 'publish' : 'private');

/**
 * Writes only what is named, so whatever else the shop's owner changed there stays. Setting the same words twice changes
 * nothing, so a repeat is safe. @throws Fault
 */
export async function pushListing(client: WooClient, { listingId, name, description, offered, price }: ListingPush): Promise<PushResult> {
  const { productId, variationId } = partsOf(listingId);
  if (price !== undefined) {
    const result = await setPrice(client, variationId === null ? `products/${productId}` : `products/${productId}/variations/${variationId}`, price);
    if (!result.ok || (name === undefined && description === undefined && offered === undefined)) return result;
  }
  const change = { ...(name !== undefined && { name }), ...(description !== undefined && { description }), ...(offered !== undefined && { status: statusOf(offered) }) };
  const row = readAs(answered, (await client.put(`products/${productId}`, change)).body);
  if (offered !== undefined && row.status !== statusOf(offered)) return { ok: false, fault: { code: 'wrongAnswer', retry: 'later', says: `The product stands at “${row.status}”.` } };
  return { ok: true, answer: Object.keys(change).join(', ') };
}

const priced = z.object({ price: z.string() });

/** The regular price alone. While its owner runs a sale there the sale's price stands, and a person is told. */
async function setPrice(client: WooClient, path: string, price: UnitPrice): Promise<PushResult> {
  const row = readAs(priced, (await client.put(path, { regular_price: decimalOf(price, 2) })).body);
  if (row.price !== '' && priceOf(row.price) === price) return { ok: true, answer: `price ${row.price}` };
  return { ok: false, fault: { code: 'refused', retry: 'never', says: `The shop asks ${row.price || 'nothing'} all the same: it may be on sale there.` } };
}
