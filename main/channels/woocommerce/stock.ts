import { z } from 'zod';
import { keptAnswer } from '../../../shared/channels/answer.rules.ts';
import type { PushResult, StockPush } from '../connector.ts';
import { Fault, type FaultData } from '../../platform/fault.ts';
import { readAs } from '../reading.ts';
import { type WooClient } from './client.ts';
import { partsOf } from './listing-id.ts';

/** WooCommerce answers 413 above it. */
const batchSize = 100;

const batchAnswer = z.object({
  update: z.array(
    z.object({
      id: z.union([z.int(), z.string()]).transform(String),
      stock_quantity: z.number().nullish(),
      manage_stock: z.union([z.boolean(), z.string()]).optional(),
      error: z.object({ code: z.string(), message: z.string() }).optional(),
    }),
  ),
});
type Row = z.output<typeof batchAnswer>['update'][number];

/**
 * Sets absolute levels: products in one batch, variations in one batch per parent. A batch answers 200 with an error per
 * failed item; one that breaks as a whole fails its own items only. @throws Fault when the shop cannot be asked at all.
 */
export async function pushStock(client: WooClient, items: readonly StockPush[]): Promise<PushResult[]> {
  const results = new Map<StockPush, PushResult>();
  for (const [path, members] of batchesOf(items)) {
    for (const [item, result] of await pushBatch(client, path, members)) results.set(item, result);
  }
  return items.map((item) => results.get(item) ?? { ok: false, fault: missing });
}

const shownRows = z.array(z.object({ id: z.union([z.int(), z.string()]).transform(String), manage_stock: z.union([z.boolean(), z.string()]), stock_quantity: z.number().nullish() }));

/** What products and variations show that are counted by themselves. @throws Fault */
export async function readLevels(client: WooClient, listingIds: readonly string[]): Promise<(number | null)[]> {
  const levels = new Map<string, number | null>();
  const byParent = Map.groupBy(listingIds, (id) => (partsOf(id).variationId === null ? null : partsOf(id).productId));
  for (const [parent, members] of byParent) {
    for (let from = 0; from < members.length; from += batchSize) {
      const slice = members.slice(from, from + batchSize);
      const include = slice.map((id) => partsOf(id).variationId ?? partsOf(id).productId).join(',');
      const path = parent === null ? 'products' : `products/${parent}/variations`;
      const rows = readAs(shownRows, (await client.get(path, { include, per_page: String(batchSize), orderby: 'id', order: 'asc' })).body);
      const shown = new Map(rows.map((row) => [row.id, row.manage_stock === true ? (row.stock_quantity ?? null) : null]));
      for (const id of slice) levels.set(id, shown.get(partsOf(id).variationId ?? partsOf(id).productId) ?? null);
    }
  }
  return listingIds.map((id) => levels.get(id) ?? null);
}

/** Faults an item of the batch may have caused; the others are the shop's or the network's. */
const causedByItems = new Set<FaultData['code']>(['broken', 'wrongAnswer', 'refused']);

async function pushBatch(client: WooClient, path: string, members: StockPush[]): Promise<[StockPush, PushResult][]> {
  try {
    const update = members.map((item) => ({ id: Number(idIn(item)), stock_quantity: item.pieces }));
    const rows = readAs(batchAnswer, (await client.post(path, { update })).body).update;
    return members.map((item, index) => [item, resultOf(item, rows[index])]);
  } catch (error) {
    if (!(error instanceof Fault) || !causedByItems.has(error.code)) throw error;
    // A refusal of the whole batch names no item, so none of them is refused for good by it.
    const fault: FaultData = { ...error.data(), retry: 'later' };
    return members.map((item) => [item, { ok: false, fault }]);
  }
}

function batchesOf(items: readonly StockPush[]): [path: string, items: StockPush[]][] {
  const byPath = Map.groupBy(items, ({ listingId }) => {
    const { productId, variationId } = partsOf(listingId);
    return variationId === null ? 'products/batch' : `products/${productId}/variations/batch`;
  });
  return [...byPath].flatMap(([path, members]) => slicesOf(members).map((slice): [string, StockPush[]] => [path, slice]));
}

function slicesOf(items: StockPush[]): StockPush[][] {
  return Array.from({ length: Math.ceil(items.length / batchSize) }, (_, index) =>
    items.slice(index * batchSize, (index + 1) * batchSize),
  );
}

function idIn(item: StockPush): string {
  const { productId, variationId } = partsOf(item.listingId);
  return variationId ?? productId;
}

const missing: FaultData = { code: 'wrongAnswer', retry: 'later', why: 'noAnswer', says: 'The batch answered nothing for this item.' };

/** Rows come back in the order they were sent; the id is compared all the same. */
function resultOf(item: StockPush, row: Row | undefined): PushResult {
  if (row === undefined || row.id !== idIn(item)) return { ok: false, fault: missing };
  const answered = { status: 200, answer: keptAnswer(200, row) };
  if (row.error)
    return { ok: false, fault: { code: 'refused', retry: 'never', says: `${row.error.code}: ${row.error.message}`, ...answered } };
  if (row.stock_quantity === item.pieces) return { ok: true, answer: `stock ${item.pieces}` };
  // Where the shop does not count an item, a level is taken without a word and thrown away.
  return { ok: false, fault: { code: 'refused', retry: 'never', why: 'notCounted', says: 'The shop does not manage the stock of this item.', ...answered } };
}
