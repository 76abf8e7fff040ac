import { z } from 'zod';
import type { ListingPush, PushResult } from '../connector.ts';
import { type ShopifyClient, userErrors } from './client.ts';
import { gidOf } from './gid.ts';

const owner = z.object({ productVariant: z.object({ product: z.object({ id: z.string() }) }).nullable() });
const answer = z.object({ productUpdate: z.object({ product: z.object({ status: z.string() }).nullable(), userErrors }) });

/** Writes only what is named; the same words twice change nothing, so a repeat is safe. @throws Fault */
export async function pushListing(client: ShopifyClient, { listingId, name, description, offered }: ListingPush): Promise<PushResult> {
  const { productVariant } = await client.ask('productOf', { id: gidOf('ProductVariant', listingId) }, owner);
  if (!productVariant) return { ok: false, fault: { code: 'refused', retry: 'never', says: 'The shop no longer has this product.' } };
  const change = {
    ...(name !== undefined && { title: name }),
    ...(description !== undefined && { descriptionHtml: description }),
    // A draft keeps its page and its address, and nobody can buy it.
    ...(offered !== undefined && { status: offered ? 'ACTIVE' : 'DRAFT' }),
  };
  const { productUpdate } = await client.ask('showProduct', { product: { id: productVariant.product.id, ...change } }, answer);
  const [error] = productUpdate.userErrors;
  if (error) return { ok: false, fault: { code: 'refused', retry: 'never', says: error.message } };
  return { ok: true, answer: Object.keys(change).join(', ') };
}
