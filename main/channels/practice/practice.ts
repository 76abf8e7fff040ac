import { z } from 'zod';
import { type Instant, instant } from '../../../shared/units/instant.ts';
import { minorDigits } from '../../../shared/units/currency.ts';
import { minor } from '../../../shared/units/minor.ts';
import { pieces as quantityOf } from '../../../shared/units/quantity.ts';
import { Fault } from '../../platform/fault.ts';
import type { Cursor, FulfilmentPush, FullConnector, ConnectorSetting, ListingPush, OrderPage, ProductPage, PulledOrder, PushResult, RecentOrder, RecentPage, RefundPush, StockPush } from '../connector.ts';
import { amountText } from '../decimal.ts';
import { problemOf, readAs } from '../reading.ts';
import { beyondPaid, madeThere } from '../refund-there.ts';
import { isEmpty, unmoved, withChanged } from '../shown-fields.ts';
import { levelRows, levelsAnswer, orderAnswer, orderHead, pageAnswer, paidBackAnswer, parcelAnswer, productAnswer, productHead, shopAnswer } from './answers.ts';
import { openClient, type PracticeClient } from './client.ts';
import { minorOf, orderOf, priceOf, wordOf } from './mapping.ts';

/** A marketplace that is only played: everything a real one is asked, and no network. */
export function practice(setting: ConnectorSetting): FullConnector {
  const client = openClient(setting);
  return {
    probe: async () => ({ currency: (await shopOf(client)).currency }),
    clockAhead: client.clockAhead,
    pullOrders: (cursor) => pullOrders(client, cursor),
    recentOrders: (since, cursor) => recentOrders(client, since, cursor),
    readOrder: (externalId) => readOne(client, externalId),
    importProducts: (cursor) => importProducts(client, cursor),
    pushStock: (items) => pushStock(client, items),
    readLevels: async (listingIds) => readAs(levelRows, await client.send('POST', 'seen', listingIds)),
    pushListing: (item) => pushListing(client, item),
    pushFulfilment: (item) => pushFulfilment(client, item),
    pushRefund: (item) => pushRefund(client, item),
  };
}

const shopOf = async (client: PracticeClient) => readAs(shopAnswer, await client.get('shop'));

const place = z.object({ changedAfter: z.int(), id: z.string(), reachedAt: z.int().nullable() });

/** The next page begins behind the last order read; a round a little before where the last one ended, since rows can come late. */
async function pullOrders(client: PracticeClient, cursor: Cursor | null): Promise<OrderPage> {
  const at = cursor === null ? { changedAfter: 0, id: '0', reachedAt: null } : place.parse(cursor);
  const page = readAs(pageAnswer, await client.get('orders', { changedAfter: String(at.changedAfter), id: at.id }));
  const orders = page.rows.map(pulled);
  const reached = Math.max(at.reachedAt ?? 0, ...orders.map(({ modifiedAt }) => modifiedAt));
  const reachedAt = reached === 0 ? null : instant(reached);
  const last = orders.reduce<PulledOrder | undefined>((latest, one) => (latest && latest.modifiedAt > one.modifiedAt ? latest : one), undefined);
  const next = page.more && last ? { changedAfter: last.modifiedAt, id: last.externalId } : { changedAfter: Math.max(0, reached - overlapMs), id: '0' };
  return { orders, cursor: { ...next, reachedAt }, reachedAt, more: page.more };
}

/** Milliseconds a change may become visible late. */
const overlapMs = 5 * 60_000;

async function recentOrders(client: PracticeClient, since: Instant, cursor: Cursor | null): Promise<RecentPage> {
  const { rows, more } = readAs(pageAnswer, await client.get('recent', { placedSince: String(since), after: String(cursor?.['after'] ?? 0) }));
  const orders = rows.map(recentOrder);
  return { orders, cursor: { after: orders.at(-1)?.externalId ?? null }, more };
}

function recentOrder(row: unknown): RecentOrder {
  const { id, changedAt } = readAs(orderHead, row);
  const { data } = orderAnswer.safeParse(row);
  return { externalId: id, modifiedAt: instant(changedAt), word: data ? wordOf(data) : null, total: data ? minor(data.total) : null };
}

/** One order whole; null where there is none of that id any more. */
async function readOne(client: PracticeClient, externalId: string): Promise<PulledOrder | null> {
  try {
    return pulled(await client.get(`orders/${externalId}`));
  } catch (error) {
    if (error instanceof Fault && error.details.status === 404) return null;
    throw error;
  }
}

function pulled(row: unknown): PulledOrder {
  const { id, changedAt } = readAs(orderHead, row);
  return { externalId: id, modifiedAt: instant(changedAt), payload: JSON.stringify(row), reading: readOrder(row) };
}

function readOrder(row: unknown): PulledOrder['reading'] {
  const order = orderAnswer.safeParse(row);
  return order.success ? { ok: true, item: orderOf(order.data) } : { ok: false, problem: problemOf(order.error) };
}

async function importProducts(client: PracticeClient, cursor: Cursor | null): Promise<ProductPage> {
  const { currency } = await shopOf(client);
  const { rows, more } = readAs(pageAnswer, await client.get('products', { after: String(cursor?.['after'] ?? 0) }));
  const read = rows.map((row) => ({ id: readAs(productHead, row).id, answer: productAnswer.safeParse(row) }));
  const found = read.flatMap(({ answer }) => (answer.success ? [answer.data] : []));
  return {
    products: found.map(({ id, name, description, sku, price, level, offered }) => ({
      externalId: id, name, description, offered, options: [], categories: [], tags: [],
      variants: [{
        externalId: id, sku: sku === '' ? null : sku, barcode: null, optionValues: [], price: priceOf(price, currency), listPrice: null,
        stockKeeping: level === null ? 'none' : 'own', stock: level === null ? null : quantityOf(level),
      }],
    })),
    problems: read.flatMap(({ id: externalId, answer }) => (answer.success ? [] : [{ externalId, problem: problemOf(answer.error) }])),
    cursor: { after: read.at(-1)?.id ?? 0 },
    more,
  };
}

async function pushStock(client: PracticeClient, items: readonly StockPush[]): Promise<PushResult[]> {
  const said = items.map(({ listingId, pieces, was }) => ({ listing: listingId, pieces, was }));
  const answers = readAs(levelsAnswer, await client.send('POST', 'levels', said));
  return items.map((item, index): PushResult => {
    const { result, stands } = answers[index] ?? { result: 'unanswered' as const, stands: null };
    if (result === 'set') return { ok: true, answer: `stock ${item.pieces}` };
    if (result === 'moved' && stands !== null) return { ...refused('later', `The level there is ${stands}, not ${item.was ?? 'known'}.`), seen: stands };
    if (result === 'unanswered') return refused('later', 'It answered nothing for this item.', 'noAnswer');
    return result === 'uncounted' ? refused('never', 'It does not count this listing.', 'notCounted') : refused('never', 'It no longer has this listing.');
  });
}

async function pushListing(client: PracticeClient, push: ListingPush): Promise<PushResult> {
  const { currency } = await shopOf(client);
  const path = `products/${push.listingId}`;
  const { price, name, description, offered } = readAs(productAnswer, await client.get(path));
  const { write, changed } = unmoved(push, { price: priceOf(price, currency), name, description, offered });
  if (isEmpty(write)) return withChanged({ ok: true, answer: 'nothing' }, changed);
  await client.send('PUT', path, { ...write, ...(write.price !== undefined && { price: minorOf(write.price, currency) }) });
  return withChanged({ ok: true, answer: Object.keys(write).join(', ') }, changed);
}

async function pushFulfilment(client: PracticeClient, { orderId, ...parcel }: FulfilmentPush): Promise<PushResult> {
  const { result } = readAs(parcelAnswer, await client.send('POST', `orders/${orderId}/parcels`, parcel));
  if (result === 'closed') return refused('never', 'The order is cancelled there.', 'orderClosed');
  return { ok: true, answer: result === 'known' ? 'already told' : 'shipped' };
}

/** It pays back as often as it is asked, so what it did already is read first. */
async function pushRefund(client: PracticeClient, item: RefundPush): Promise<PushResult> {
  const { refunds } = readAs(orderAnswer.pick({ refunds: true }), await client.get(`orders/${item.orderId}`));
  const made = madeThere(item, refunds.map(({ id, amount, mark }) => ({ externalId: id, amount: minor(amount), mark })));
  if (made) return { ok: true, answer: 'already paid back', externalId: made.externalId };
  const { amount, mark } = item;
  const { result, id, left } = readAs(paidBackAnswer, await client.send('POST', `orders/${item.orderId}/refunds`, { amount, mark }));
  return result === 'paid' ? { ok: true, answer: 'paid back', externalId: id } : beyondPaid(amountText(minor(left), minorDigits(item.currency)));
}

const refused = (retry: 'later' | 'never', says: string, why?: 'notCounted' | 'orderClosed' | 'noAnswer'): PushResult & { ok: false } => ({
  ok: false,
  fault: { code: 'refused', retry, says, ...(why && { why }) },
});
