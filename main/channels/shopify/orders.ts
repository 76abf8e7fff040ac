import { z } from 'zod';
import { type Instant, instant } from '../../../shared/units/instant.ts';
import { Fault } from '../../platform/fault.ts';
import type { Cursor, OrderPage, PulledOrder, RecentOrder, RecentPage } from '../connector.ts';
import { amountIn } from '../decimal.ts';
import { problemOf } from '../reading.ts';
import { orderAnswer, orderHead, recentAnswer, refundAnswer, returnAnswer } from './answers.ts';
import { pageOf, restOf, type ShopifyClient } from './client.ts';
import { gidOf, numberOf } from './gid.ts';
import { momentOf, orderOf, wordOf } from './mapping.ts';
import { returnOf } from './return-mapping.ts';

/**
 * Orders are read by their last change, oldest first; an order that changes while we read moves to the end and is met there.
 * `after` is Shopify's own mark within a round, `since` where the round began, both null at the very beginning.
 */
const place = z.object({
  after: z.string().nullable(),
  since: z.int().nullable(),
  reachedAt: z.int().nullable(),
  /** Of the first reading: how many orders there are still to read. */
  left: z.int().nullable().default(null),
});
type Place = z.output<typeof place>;

/** Changes become visible a little late; a repeat costs nothing. */
export const overlapMs = 5 * 60_000;
const list = z.object({ orders: pageOf(orderHead) });

/** Where reading begins page by page: at the oldest change, or at the changes since a moment. */
export const pagesSince = (since: number | null, { reachedAt, left }: Pick<Place, 'reachedAt' | 'left'>): Cursor => ({ after: null, since, reachedAt, left } satisfies Place);

/** One page of changed orders, each whole. An order that cannot be read is named and never stops the others. */
export async function pullPage(client: ShopifyClient, cursor: Cursor): Promise<OrderPage> {
  const at: Place = place.parse(cursor);
  const page = await pageAt(client, at);
  const orders: PulledOrder[] = [];
  for (const head of page.nodes) orders.push(await pulled(client, head));
  const newest = orders.reduce((latest, order) => Math.max(latest, order.modifiedAt), at.reachedAt ?? 0);
  const reachedAt = newest === 0 ? null : newest;
  const { hasNextPage: more, endCursor } = page.pageInfo;
  const { left } = at;
  const next: Place = more ? { ...at, after: endCursor, reachedAt, left: left === null ? null : Math.max(0, left - orders.length) } : { after: null, since: reachedAt === null ? null : reachedAt - overlapMs, reachedAt, left: null };
  return { orders, cursor: next, reachedAt: reachedAt === null ? null : instant(reachedAt), more, left };
}

const counted = z.object({ ordersCount: z.object({ count: z.int() }).nullable() });

/** Asked once: each count costs as much as a page. */
export const countOrders = async (client: ShopifyClient): Promise<number | null> => (await client.ask('countOrders', {}, counted)).ordersCount?.count ?? null;

async function pageAt(client: ShopifyClient, { after, since }: Place) {
  const variables = { after, since: since === null ? null : `updated_at:>='${new Date(since).toISOString()}'` };
  try {
    return (await client.ask('changedOrders', variables, list)).orders;
  } catch (error) {
    // A mark of a round that was left behind long ago may no longer hold: the round begins again.
    if (after === null || !(error instanceof Fault) || error.code !== 'refused' || !/cursor/i.test(error.details.says)) throw error;
    return (await client.ask('changedOrders', { ...variables, after: null }, list)).orders;
  }
}

const recentList = z.object({ orders: pageOf(orderHead.loose()) });

/** Placed since a moment. A test order is nobody's and is left out, as where orders are read. */
export async function recentOrders(client: ShopifyClient, since: Instant, cursor: Cursor | null): Promise<RecentPage> {
  const { orders } = await client.ask('recentOrders', { after: cursor?.['after'] ?? null, since: `created_at:>='${new Date(since).toISOString()}'` }, recentList);
  return { orders: orders.nodes.flatMap(recentOrder), cursor: { after: orders.pageInfo.endCursor }, more: orders.pageInfo.hasNextPage };
}

function recentOrder(row: z.output<typeof orderHead>): RecentOrder[] {
  const head = { externalId: numberOf(row.id), modifiedAt: momentOf(row.updatedAt) };
  const { data } = recentAnswer.safeParse(row);
  if (!data) return [{ ...head, word: null, total: null }];
  return data.test ? [] : [{ ...head, word: wordOf(data), total: amountIn(data.totalPriceSet, data.currencyCode) }];
}

/** One order whole; null where there is none of that id any more. */
export const readOne = (client: ShopifyClient, externalId: string): Promise<PulledOrder | null> => wholeOrder(client, gidOf('Order', externalId));

export const rawOrder = z.looseObject({ lineItems: pageOf(z.unknown()), refunds: z.array(z.object({ id: z.string() })), returnStatus: z.string(), updatedAt: z.string() });
const rawRefund = z.looseObject({ refundLineItems: pageOf(z.unknown()) });

/** An order of a list, whole. */
export async function pulled(client: ShopifyClient, { id, updatedAt }: z.output<typeof orderHead>): Promise<PulledOrder> {
  // Deleted between the two questions.
  const deleted = { externalId: numberOf(id), modifiedAt: momentOf(updatedAt), payload: JSON.stringify({ id, deleted: true }), reading: { ok: true, item: null } } as const;
  return (await wholeOrder(client, id)) ?? deleted;
}

async function wholeOrder(client: ShopifyClient, id: string): Promise<PulledOrder | null> {
  const { order } = await client.ask('order', { id }, z.object({ order: rawOrder.nullable() }));
  if (!order) return null;
  const lines = z.object({ order: z.object({ lineItems: pageOf(z.unknown()) }) });
  const lineItems = await restOf(order.lineItems, async (after) => (await client.ask('orderLines', { id, after }, lines)).order.lineItems);
  const refunds: unknown[] = [];
  for (const refund of order.refunds) refunds.push(await refundRows(client, refund.id));
  const returns = order.returnStatus === 'NO_RETURN' ? [] : await returnRows(client, id);
  return pulledFrom({ order: { ...order, lineItems }, refunds, returns }, { externalId: numberOf(id), modifiedAt: momentOf(order.updatedAt) });
}

export const pulledFrom = (payload: Payload, head: Pick<PulledOrder, 'externalId' | 'modifiedAt'>): PulledOrder => ({ ...head, payload: JSON.stringify(payload), reading: readOrder(payload) });

async function refundRows(client: ShopifyClient, id: string): Promise<unknown> {
  const { refund } = await client.ask('refund', { id }, z.object({ refund: rawRefund }));
  const page = z.object({ refund: z.object({ refundLineItems: pageOf(z.unknown()) }) });
  const refundLineItems = await restOf(refund.refundLineItems, async (after) => (await client.ask('refundLines', { id, after }, page)).refund.refundLineItems);
  return { ...refund, refundLineItems };
}

const returnPage = pageOf(z.looseObject({ id: z.string(), returnLineItems: pageOf(z.unknown()) }));
const returnLines = z.object({ return: z.object({ returnLineItems: pageOf(z.unknown()) }) });

async function returnRows(client: ShopifyClient, id: string): Promise<unknown[]> {
  const page = async (after: string | null) => (await client.ask('returns', { id, after }, z.object({ order: z.object({ returns: returnPage }) }))).order.returns;
  const rows: unknown[] = [];
  for (const row of await restOf(await page(null), page))
    rows.push({ ...row, returnLineItems: await restOf(row.returnLineItems, async (after) => (await client.ask('returnLines', { id: row.id, after }, returnLines)).return.returnLineItems) });
  return rows;
}

export interface Payload {
  order: unknown;
  refunds: readonly unknown[];
  returns: readonly unknown[];
}

/** Also used on stored payloads, when a mapping was mended. */
export function readOrder({ order: row, refunds: rows, returns: asked }: Payload): PulledOrder['reading'] {
  const order = orderAnswer.safeParse(row);
  if (!order.success) return { ok: false, problem: problemOf(order.error) };
  const refunds = z.array(refundAnswer).safeParse(rows);
  if (!refunds.success) return { ok: false, problem: `refunds.${problemOf(refunds.error)}` };
  const returns = z.array(returnAnswer).safeParse(asked);
  if (!returns.success) return { ok: false, problem: `returns.${problemOf(returns.error)}` };
  try {
    const item = orderOf(order.data, refunds.data);
    return { ok: true, item: item && { ...item, returns: returns.data.map(returnOf) } };
  } catch (error) {
    if (error instanceof RangeError) return { ok: false, problem: error.message };
    throw error;
  }
}
