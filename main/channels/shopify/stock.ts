import { createHash } from 'node:crypto';
import { z } from 'zod';
import type { FaultData } from '../../platform/fault.ts';
import { type PushResult, type StockPush, whyUncounted } from '../connector.ts';
import { type InventoryItem, inventoryItem } from './answers.ts';
import { type ShopifyClient, type UserErrors, userErrors } from './client.ts';
import { answerOf } from './client-faults.ts';
import { gidOf } from './gid.ts';
import type { LevelClient } from './places.ts';
import { keepingOf, standing } from './products.ts';

/** As many as one question may cost. */
const batchSize = 80;

const shownLevels = z.object({ nodes: z.array(z.object({ id: z.string(), inventoryItem: inventoryItem.optional() }).nullable()) });
const answer = z.object({ inventorySetQuantities: z.object({ userErrors }) });

/** A level ready to be set: it stands there where we saw it. */
interface Change {
  push: StockPush;
  inventoryItemId: string;
  locationId: string;
}

/** Sets absolute levels, each only while it stands where we last saw it. @throws Fault when the shop cannot be asked at all */
export async function pushStock(client: LevelClient, items: readonly StockPush[]): Promise<PushResult[]> {
  const results = new Map<StockPush, PushResult>();
  for (let from = 0; from < items.length; from += batchSize) await pushBatch(client, items.slice(from, from + batchSize), results);
  return items.map((push) => results.get(push) ?? refused('later', 'The shop answered nothing for this item.', 'noAnswer'));
}

/** What variants show at the chosen place, or at their only one. @throws Fault */
export async function readLevels(client: LevelClient, listingIds: readonly string[]): Promise<(number | null)[]> {
  const found: (number | null)[] = [];
  for (let from = 0; from < listingIds.length; from += batchSize) {
    const { nodes } = await client.askLevels('levels', { ids: listingIds.slice(from, from + batchSize).map((id) => gidOf('ProductVariant', id)) }, shownLevels);
    for (const node of nodes) found.push(node?.inventoryItem && keepingOf(node.inventoryItem, client.place) === 'own' ? standing(node.inventoryItem) : null);
  }
  return found;
}

async function pushBatch(client: LevelClient, batch: readonly StockPush[], results: Map<StockPush, PushResult>): Promise<void> {
  const { nodes } = await client.askLevels('levels', { ids: batch.map((push) => gidOf('ProductVariant', push.listingId)) }, shownLevels);
  let changes: Change[] = [];
  for (const [index, push] of batch.entries()) {
    const ready = readyOrDone(push, nodes[index]?.inventoryItem, client.place);
    if ('push' in ready) changes.push(ready);
    else results.set(push, ready);
  }
  // Shopify sets all or none: whom it names is taken out, and the others go again.
  while (changes.length > 0) {
    const errors = await setLevels(client, changes);
    const bad = badOnes(errors, changes);
    if (errors.length === 0) for (const { push } of changes) results.set(push, { ok: true, answer: `stock ${push.pieces}` });
    for (const [{ push }, error] of bad) results.set(push, resultOf(error));
    if (bad.size === 0) return;
    changes = changes.filter((change) => !bad.has(change));
  }
}

function readyOrDone(push: StockPush, shown: InventoryItem | undefined, place: string | null): Change | PushResult {
  if (!shown) return refused('never', 'The shop no longer has this variant.');
  const [level] = shown.levels;
  const stands = standing(shown);
  const keeping = keepingOf(shown, place);
  if (keeping !== 'own' || !level || stands === null) return refused('never', 'The shop does not keep one level of this item.', whyUncounted[keeping]);
  // Also where it stands right by chance: what moved it has not been read yet.
  if (stands !== push.was) return { ...refused('later', `The level there is ${stands}, not ${push.was ?? 'known'}.`), seen: stands };
  if (stands === push.pieces) return { ok: true, answer: `stock ${push.pieces} already` };
  return { push, inventoryItemId: shown.id, locationId: level.location.id };
}

async function setLevels(client: ShopifyClient, changes: readonly Change[]): Promise<UserErrors> {
  const quantities = changes.map(({ push, inventoryItemId, locationId }) => ({ inventoryItemId, locationId, quantity: push.pieces, changeFromQuantity: push.was }));
  const input = { name: 'available', reason: 'correction', quantities };
  return (await client.ask('setLevels', { input, key: keyOf(changes) }, answer)).inventorySetQuantities.userErrors;
}

/** The same try of the same levels has the same key, so a repeat after silence changes nothing twice. */
const keyOf = (changes: readonly Change[]): string =>
  createHash('sha256').update(JSON.stringify(changes.map(({ push, locationId }) => [push.key, push.listingId, locationId, push.was, push.pieces]))).digest('hex').slice(0, 32);

/** An error names the item by its place (`input, quantities, 3, …`); one that names none is about all of them. */
function badOnes(errors: UserErrors, changes: readonly Change[]): Map<Change, UserErrors[number]> {
  const bad = new Map<Change, UserErrors[number]>();
  for (const error of errors) {
    const place = error.field?.find((part) => /^\d+$/.test(part));
    const named = place === undefined ? undefined : changes[Number(place)];
    for (const change of named ? [named] : changes) if (!bad.has(change)) bad.set(change, error);
  }
  return bad;
}

/** Moved between our looking and our setting: the next try looks again. */
function resultOf(error: UserErrors[number]): PushResult {
  const { code, message } = error;
  const passing = code === 'CHANGE_FROM_QUANTITY_STALE' || code?.startsWith('IDEMPOTENCY_') === true;
  const { fault } = refused(passing ? 'later' : 'never', `${code ?? ''}: ${message}`);
  return { ok: false, fault: { ...fault, ...answerOf([error]) } };
}

const refused = (retry: 'later' | 'never', says: string, why?: NonNullable<FaultData['why']>): PushResult & { ok: false } => ({
  ok: false,
  fault: { code: 'refused', retry, says, ...(why && { why }) },
});
