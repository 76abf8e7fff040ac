import { z } from 'zod';
import { keptAnswer } from '../../../shared/channels/answer.rules.ts';
import type { ListingPush, PushResult, ShownFields } from '../connector.ts';
import { readAs } from '../reading.ts';
import { isEmpty, unmoved, withChanged } from '../shown-fields.ts';
import { type WooClient } from './client.ts';
import { decimalOf, priceOf } from '../decimal.ts';
import type { UnitPrice } from '../../../shared/units/unit-price.ts';
import { partsOf } from './listing-id.ts';
import { decoded } from './products.ts';

const answered = z.object({ id: z.union([z.int(), z.string()]).transform(String), status: z.string() });

/** A product taken off sale is private: it keeps its address, and a draft of the shop's owner is never made public by it. */
const statusOf = (offered: boolean): 'publish' | 'private' => (offered ? 'publish' : 'private');

/**
 * Writes only what is named and what nobody changed there since we looked, so whatever else the shop's owner changed there stays.
 * WooCommerce cannot compare and write in one go: what changes between our look and our word is not seen. Setting the same words
 * twice changes nothing, so a repeat is safe. @throws Fault
 */
export async function pushListing(client: WooClient, push: ListingPush): Promise<PushResult> {
  const { productId, variationId } = partsOf(push.listingId);
  const pricePath = variationId === null ? `products/${productId}` : `products/${productId}/variations/${variationId}`;
  const { write, changed } = unmoved(push, push.was ? await shows(client, push, { productId, pricePath }) : {});
  if (isEmpty(write)) return withChanged({ ok: true, answer: 'nothing' }, changed);
  const { price, ...words } = write;
  if (price !== undefined) {
    const result = await setPrice(client, pricePath, price);
    if (!result.ok || isEmpty(words)) return withChanged(result, changed);
  }
  return withChanged(await setWords(client, productId, words), changed);
}

async function setWords(client: WooClient, productId: string, { name, description, offered }: ShownFields): Promise<PushResult> {
  const change = { ...(name !== undefined && { name }), ...(description !== undefined && { description }), ...(offered !== undefined && { status: statusOf(offered) }) };
  const row = readAs(answered, (await client.put(`products/${productId}`, change)).body);
  if (offered !== undefined && row.status !== statusOf(offered)) return { ok: false, fault: { code: 'wrongAnswer', retry: 'later', says: `The product stands at “${row.status}”.`, ...answerIn(row) } };
  return { ok: true, answer: Object.keys(change).join(', ') };
}

const priced = z.object({ price: z.string() });
const worded = z.object({ name: z.string(), description: z.string(), status: z.string() });

/** What it shows now, as far as it is compared. */
async function shows(client: WooClient, { was }: ListingPush, { productId, pricePath }: { productId: string; pricePath: string }): Promise<ShownFields> {
  const { price, ...words } = was ?? {};
  const row = price === undefined ? undefined : readAs(priced, (await client.get(pricePath)).body);
  const page = isEmpty(words) ? undefined : readAs(worded, (await client.get(`products/${productId}`)).body);
  return {
    ...(row && row.price !== '' && { price: priceOf(row.price) }),
    ...(page && { name: decoded(page.name), description: page.description, offered: page.status === 'publish' }),
  };
}

/** The regular price alone. While its owner runs a sale there the sale's price stands, and a person is told. */
async function setPrice(client: WooClient, path: string, price: UnitPrice): Promise<PushResult> {
  const row = readAs(priced, (await client.put(path, { regular_price: decimalOf(price, 2) })).body);
  if (row.price !== '' && priceOf(row.price) === price) return { ok: true, answer: `price ${row.price}` };
  return { ok: false, fault: { code: 'refused', retry: 'never', says: `The shop asks ${row.price || 'nothing'} all the same: it may be on sale there.`, ...answerIn(row) } };
}

const answerIn = (row: object) => ({ status: 200, answer: keptAnswer(200, row) });
