import { z } from 'zod';
import type { ListingPush, PushResult, ShownFields } from '../connector.ts';
import { isEmpty, unmoved, withChanged } from '../shown-fields.ts';
import { type ShopifyClient, userErrors } from './client.ts';
import { answerOf } from './client-faults.ts';
import { decimalOf, priceOf } from '../decimal.ts';
import type { UnitPrice } from '../../../shared/units/unit-price.ts';
import { gidOf } from './gid.ts';

const product = z.object({ id: z.string(), title: z.string(), descriptionHtml: z.string(), status: z.string() });
const owner = z.object({ productVariant: z.object({ price: z.string(), product }).nullable() });
const priced = z.object({ productVariantsBulkUpdate: z.object({ productVariants: z.array(z.object({ id: z.string(), price: z.string() })).nullable(), userErrors: z.array(z.object({ message: z.string() })) }) });
const answer = z.object({ productUpdate: z.object({ product: z.object({ status: z.string() }).nullable(), userErrors }) });

/**
 * Writes only what is named and what nobody changed there since we looked; the same words twice change nothing, so a repeat is
 * safe. Shopify compares stock alone in one go: of words and prices, what changes between our look and our word is not seen.
 * @throws Fault
 */
export async function pushListing(client: ShopifyClient, push: ListingPush): Promise<PushResult> {
  const { productVariant } = await client.ask('productOf', { id: gidOf('ProductVariant', push.listingId) }, owner);
  if (!productVariant) return { ok: false, fault: { code: 'refused', retry: 'never', says: 'The shop no longer has this product.' } };
  const { id, title, descriptionHtml, status } = productVariant.product;
  const { write, changed } = unmoved(push, { price: priceOf(productVariant.price), name: title, description: descriptionHtml, offered: status === 'ACTIVE' });
  if (isEmpty(write)) return withChanged({ ok: true, answer: 'nothing' }, changed);
  const { price, ...words } = write;
  if (price !== undefined) {
    const result = await setPrice(client, id, push.listingId, price);
    if (!result.ok || isEmpty(words)) return withChanged(result, changed);
  }
  return withChanged(await setWords(client, id, words), changed);
}

async function setWords(client: ShopifyClient, productId: string, { name, description, offered }: ShownFields): Promise<PushResult> {
  const change = {
    ...(name !== undefined && { title: name }),
    ...(description !== undefined && { descriptionHtml: description }),
    // A draft keeps its page and its address, and nobody can buy it.
    ...(offered !== undefined && { status: offered ? 'ACTIVE' : 'DRAFT' }),
  };
  const { productUpdate } = await client.ask('showProduct', { product: { id: productId, ...change } }, answer);
  const [error] = productUpdate.userErrors;
  if (error) return { ok: false, fault: { code: 'refused', retry: 'never', says: error.message, ...answerOf([error]) } };
  return { ok: true, answer: Object.keys(change).join(', ') };
}

/** The price alone; a compare-at price its owner set stays. Two decimals are enough for every currency that has them, and Shopify takes fewer. */
async function setPrice(client: ShopifyClient, productId: string, listingId: string, price: UnitPrice): Promise<PushResult> {
  const variants = [{ id: gidOf('ProductVariant', listingId), price: decimalOf(price, 2) }];
  const { productVariantsBulkUpdate } = await client.ask('setPrice', { productId, variants }, priced);
  const [error] = productVariantsBulkUpdate.userErrors;
  if (error) return { ok: false, fault: { code: 'refused', retry: 'never', says: error.message, ...answerOf([error]) } };
  const [shown] = productVariantsBulkUpdate.productVariants ?? [];
  if (!shown || priceOf(shown.price) !== price) return { ok: false, fault: { code: 'wrongAnswer', retry: 'later', says: `It asks ${shown?.price ?? 'nothing'}.` } };
  return { ok: true, answer: `price ${shown.price}` };
}
