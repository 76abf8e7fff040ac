import { z } from 'zod';
import type { ListingPush, PushResult } from '../connector.ts';
import { readAs } from '../reading.ts';
import { type WooClient } from './client.ts';
import { partsOf } from './listing-id.ts';

const answered = z.object({ id: z.union([z.int(), z.string()]).transform(String), status: z.string() });

/** A product taken off sale is private: it keeps its address, and a draft of the shop's owner is never made public by it. */
const statusOf = (offered: boolean): 'publish' | 'private' => (offered ? 'publish' : 'private');

/**
 * Writes only what is named, so whatever else the shop's owner changed there stays. Setting the same words twice changes
 * nothing, so a repeat is safe. @throws Fault
 */
export async function pushListing(client: WooClient, { listingId, name, description, offered }: ListingPush): Promise<PushResult> {
  const { productId } = partsOf(listingId);
  const change = { ...(name !== undefined && { name }), ...(description !== undefined && { description }), ...(offered !== undefined && { status: statusOf(offered) }) };
  const row = readAs(answered, (await client.put(`products/${productId}`, change)).body);
  if (offered !== undefined && row.status !== statusOf(offered)) return { ok: false, fault: { code: 'wrongAnswer', retry: 'later', says: `The product stands at “${row.status}”.` } };
  return { ok: true, answer: Object.keys(change).join(', ') };
}
