import { z } from 'zod';
import { type Instant, instant } from '../../../shared/units/instant.ts';
import { Fault } from '../../platform/fault.ts';
import type { Cursor, OrderPage, PulledOrder, RecentOrder, RecentPage } from '../connector.ts';
import { amountIn } from '../decimal.ts';
import { gmt, gmtText } from './amounts.ts';
import { orderAnswer, orderHead, refundAnswer } from './answers.ts';
import { problemOf, readAs } from '../reading.ts';
import { type WooClient } from './client.ts';
import { orderOf } from './mapping.ts';

/**
 * Reading goes through two lists: all orders (which leave out the trash), then the trash, where deleted orders show up.
 * Within a list the next page starts after the last change seen, because page numbers skip rows that move while we read;
 * only when a whole page carries one and the same second does it go on by number.
 */
const place = z.object({
  list: z.enum(['any', 'trash']),
  /** Text as the filter takes it; null reads from the beginning. */
  after: z.string().nullable(),
  page: z.int(),
  /** Where this round began: the trash is read from there too. */
  roundFrom: z.string().nullable(),
  /** The newest change seen, in epoch milliseconds. */
  reachedAt: z.int().nullable(),
  resting: z.union([z.literal(0), z.literal(1)]),
});
type Place = z.output<typeof place>;

const perPage = 100;
/** Changes become visible a little late (transactions, replicas, two servers' clocks); a repeat costs nothing. */
const overlapMs = 5 * 60_000;

/** One page of changed orders, with their refunds. An order that cannot be read is named and never stops the others. */
export async function pullOrders(client: WooClient, cursor: Cursor | null): Promise<OrderPage> {
  const at = startOf(cursor);
  const query = {
    status: at.list,
    ...(at.after === null ? {} : { modified_after: at.after }),
    dates_are_gmt: 'true',
    orderby: 'modified',
    order: 'asc',
    per_page: String(perPage),
    page: String(at.page),
  };
  const { body, headers } = await client.get('orders', query);
  const rows = readAs(z.array(z.unknown()), body);
  const orders: PulledOrder[] = [];
  for (const row of rows) orders.push(await pulled(client, row));
  const next = nextPlace(at, orders);
  const reachedAt = next.reachedAt === null ? null : instant(next.reachedAt);
  return { orders, cursor: next, reachedAt, more: next.resting === 0, left: leftOf(headers['x-wp-total'], at) };
}

/** The shop counts what its filter lets through; pages of one second are read by number. */
function leftOf(total: string | undefined, { page }: Place): number | null {
  return total !== undefined && /^\d+$/.test(total) ? Math.max(0, Number(total) - (page - 1) * perPage) : null;
}

function startOf(cursor: Cursor | null): Place {
  const known = cursor === null ? { reachedAt: null, resting: 1 } : place.parse(cursor);
  if (known.resting === 0) return place.parse(known);
  const from = known.reachedAt === null ? null : gmtText(instant(known.reachedAt - overlapMs));
  return { list: 'any', after: from, page: 1, roundFrom: from, reachedAt: known.reachedAt, resting: 0 };
}

function nextPlace(at: Place, orders: readonly PulledOrder[]): Place {
  const newest = orders.reduce<number | null>((latest, order) => Math.max(latest ?? 0, order.modifiedAt), null);
  const reachedAt = newest === null ? at.reachedAt : Math.max(at.reachedAt ?? 0, newest);
  if (orders.length >= perPage && newest !== null) {
    // The filter is exclusive and counts seconds, so one second back repeats what shares the last second.
    const after = gmtText(instant(newest - 1000));
    return after > (at.after ?? '') ? { ...at, after, page: 1, reachedAt } : { ...at, page: at.page + 1, reachedAt };
  }
  if (at.list === 'any') return { ...at, list: 'trash', after: at.roundFrom, page: 1, reachedAt };
  return { ...at, list: 'any', after: null, page: 1, roundFrom: null, reachedAt, resting: 1 };
}

const recentRow = z.object({ id: orderHead.shape.id, status: z.string(), currency: z.string(), total: z.string(), date_modified_gmt: orderHead.shape.date_modified_gmt });

/** Placed since a moment, oldest first, so that what is placed meanwhile moves no page. The trash is left out, and so are drafts. */
export async function recentOrders(client: WooClient, since: Instant, cursor: Cursor | null): Promise<RecentPage> {
  const page = Number(cursor?.['page'] ?? 1);
  const query = { status: 'any', after: gmtText(since), dates_are_gmt: 'true', orderby: 'date', order: 'asc', per_page: String(perPage), page: String(page), _fields: Object.keys(recentRow.shape).join(',') };
  const rows = readAs(z.array(z.unknown()), (await client.get('orders', query)).body);
  return { orders: rows.map(recentOrder), cursor: { page: page + 1 }, more: rows.length >= perPage };
}

function recentOrder(row: unknown): RecentOrder {
  const { id: externalId, date_modified_gmt: modified } = readAs(orderHead, row);
  const { data } = recentRow.safeParse(row);
  return { externalId, modifiedAt: gmt(modified), word: data?.status ?? null, total: data ? amountIn(data.total, data.currency) : null };
}

/** One order with its refunds; the trash counts as there: what was deleted for good does not. */
export async function readOne(client: WooClient, externalId: string): Promise<PulledOrder | null> {
  try {
    return await pulled(client, (await client.get(`orders/${externalId}`)).body);
  } catch (error) {
    if (error instanceof Fault && error.details.status === 404) return null;
    throw error;
  }
}

async function pulled(client: WooClient, row: unknown): Promise<PulledOrder> {
  // Without id and date nothing can be stored under a name; that is a broken answer, not a broken order.
  const head = readAs(orderHead, row);
  const refunds = (head.refunds ?? []).length === 0 ? [] : await refundRows(client, head.id);
  const payload = JSON.stringify(refunds.length === 0 ? { order: row } : { order: row, refunds });
  return { externalId: head.id, modifiedAt: gmt(head.date_modified_gmt), payload, reading: readOrder(row, refunds) };
}

export async function refundRows(client: WooClient, orderId: string): Promise<unknown[]> {
  const found: unknown[] = [];
  for (let page = 1; ; page += 1) {
    const query = { per_page: String(perPage), page: String(page) };
    const rows = readAs(z.array(z.unknown()), (await client.get(`orders/${orderId}/refunds`, query)).body);
    found.push(...rows);
    if (rows.length < perPage) return found;
  }
}

/** Also used on stored payloads, when a mapping was mended. */
export function readOrder(row: unknown, refundList: readonly unknown[]): PulledOrder['reading'] {
  const order = orderAnswer.safeParse(row);
  if (!order.success) return { ok: false, problem: problemOf(order.error) };
  const refunds = z.array(refundAnswer).safeParse(refundList);
  if (!refunds.success) return { ok: false, problem: `refunds.${problemOf(refunds.error)}` };
  try {
    return { ok: true, item: orderOf(order.data, refunds.data) };
  } catch (error) {
    if (error instanceof RangeError) return { ok: false, problem: error.message };
    throw error;
  }
}
