import { z } from 'zod';
import type { WebAnswer, WebRequest } from '../../platform/web.ts';
import { type Market, nextId, type Order, productOf, refundedOf, taxIn, totalOf } from './market.ts';

/** How a practice marketplace answers one request, when nothing goes wrong. Rows of a list may be changed on their way. */

export const perPage = 50;

type Rows = (rows: unknown[]) => unknown[];

/** `at`: its own clock. */
export function answerTo(market: Market, { method, url, headers, body = 'null' }: Pick<WebRequest, 'method' | 'url' | 'headers' | 'body'>, at: number, change: Rows = (rows) => rows): WebAnswer {
  if (headers['authorization'] !== `Bearer ${market.key}`) return json(401, { says: 'This key is not known here.' });
  const { pathname, searchParams } = new URL(url);
  const [place = '', id = '', part = ''] = pathname.split('/').slice(1);
  const said: unknown = JSON.parse(body);
  switch (`${method} ${[place, id && ':id', part].filter(Boolean).join('/')}`) {
    case 'GET shop':
      return json(200, { name: market.name, currency: market.currency, now: at });
    case 'GET orders':
      return json(200, ordersAfter(market, searchParams, change));
    case 'GET orders/:id':
      return market.orders[id] ? json(200, orderRow(market, market.orders[id])) : json(404, { says: 'There is no such order.' });
    case 'GET recent':
      return json(200, recent(market, searchParams));
    case 'GET products/:id':
      return market.products[id] ? json(200, { id, ...market.products[id] }) : json(404, { says: 'There is no such listing.' });
    case 'GET products':
      return json(200, products(market, searchParams));
    case 'POST levels':
      return json(200, zSetLevels.parse(said).map((one) => setLevel(market, one)));
    case 'POST seen':
      return json(200, z.array(z.string()).parse(said).map((listing) => market.products[listing]?.level ?? null));
    case 'PUT products/:id':
      return reword(market, id, said);
    case 'POST orders/:id/parcels':
      return ship(market, id, said, at);
    case 'POST orders/:id/refunds':
      return payBack(market, id, said, at);
    default:
      return json(404, { says: 'There is no such place.' });
  }
}

const json = (status: number, body: unknown): WebAnswer => ({ status, headers: { 'content-type': 'application/json' }, text: JSON.stringify(body) });

/** Oldest change first; `after` is exclusive, so pages go on by the last change and its order. */
function ordersAfter(market: Market, asked: URLSearchParams, change: Rows) {
  const [changedAt, id] = [Number(asked.get('changedAfter') ?? 0), Number(asked.get('id') ?? 0)];
  const all = Object.values(market.orders)
    .toSorted((a, b) => a.changedAt - b.changedAt || Number(a.id) - Number(b.id))
    .filter((order) => order.changedAt > changedAt || (order.changedAt === changedAt && Number(order.id) > id));
  return { rows: change(all.slice(0, perPage).map((order) => orderRow(market, order))), more: all.length > perPage };
}

/** Placed since a moment, by id. */
function recent(market: Market, asked: URLSearchParams) {
  const [since, after] = [Number(asked.get('placedSince') ?? 0), Number(asked.get('after') ?? 0)];
  const all = Object.values(market.orders)
    .filter(({ id, placedAt }) => placedAt >= since && Number(id) > after)
    .toSorted((a, b) => Number(a.id) - Number(b.id));
  return { rows: all.slice(0, perPage).map((order) => orderRow(market, order)), more: all.length > perPage };
}

const orderRow = (market: Market, order: Order) => {
  const { lines, refunds, spoilt, parcels: _parcels, mails: _mails, ...facts } = order;
  const tax = (gross: number): number => taxIn(gross, market.taxPpm);
  return {
    ...facts,
    lines: lines.map(({ shipped: _shipped, ...line }) => ({ ...line, tax: tax(line.price * line.pieces) })),
    refunds: refunds.map((refund) => ({ ...refund, lines: refund.lines.map((line) => ({ ...line, tax: tax(line.amount) })) })),
    shippingTax: tax(order.shipping),
    shipped: shippedOf(order),
    total: spoilt ? 'free' : totalOf(order),
  };
};

export function shippedOf({ lines }: Order): 'nothing' | 'part' | 'all' {
  if (lines.every((line) => line.shipped === 0)) return 'nothing';
  return lines.every((line) => line.shipped >= line.pieces) ? 'all' : 'part';
}

function products(market: Market, asked: URLSearchParams) {
  const rows = Object.entries(market.products).filter(([id]) => Number(id) > Number(asked.get('after') ?? 0));
  return { rows: rows.slice(0, perPage).map(([id, product]) => ({ id, ...product })), more: rows.length > perPage };
}

const zSetLevels = z.array(z.object({ listing: z.string(), pieces: z.int(), was: z.int().nullable() }));

/** Sets a level only while it still stands where it was said to. */
function setLevel(market: Market, { listing, pieces, was }: z.output<typeof zSetLevels>[number]) {
  const product = market.products[listing];
  if (!product) return { result: 'gone', stands: null };
  const stands = product.level;
  if (stands === null) return { result: 'uncounted', stands };
  if (stands !== was) return { result: 'moved', stands };
  product.level = pieces;
  return { result: 'set', stands: pieces };
}

const zWords = z.object({ price: z.int().exactOptional(), name: z.string().exactOptional(), description: z.string().exactOptional(), offered: z.boolean().exactOptional() });

function reword(market: Market, listing: string, said: unknown): WebAnswer {
  if (!market.products[listing]) return json(404, { says: 'There is no such listing.' });
  Object.assign(productOf(market, listing), zWords.parse(said));
  return json(200, { id: listing, ...productOf(market, listing) });
}

const zParcel = z.object({ complete: z.boolean(), tracking: z.object({ carrier: z.string(), number: z.string() }).nullable(), lines: z.array(z.object({ lineId: z.string(), openAfter: z.int() })) });

/** Says how much is open afterwards: a repeat changes nothing, and mails nobody again. */
function ship(market: Market, id: string, said: unknown, at: number): WebAnswer {
  const order = market.orders[id];
  if (!order) return json(404, { says: 'There is no such order.' });
  const { complete, tracking, lines } = zParcel.parse(said);
  if (order.cancelledAt !== null) return json(200, { result: 'closed' });
  if (tracking && order.parcels.some((parcel) => parcel.tracking === tracking.number)) return json(200, { result: 'known' });
  const openAfter = new Map(lines.map((line) => [line.lineId, line.openAfter]));
  let moved = false;
  for (const line of order.lines) {
    const open = openAfter.get(line.id) ?? (complete ? 0 : undefined);
    if (open === undefined || line.pieces - open <= line.shipped) continue;
    line.shipped = line.pieces - open;
    moved = true;
  }
  if (!moved) return json(200, { result: 'known' });
  if (tracking) order.parcels.push({ tracking: tracking.number, carrier: tracking.carrier });
  order.mails += 1;
  order.changedAt = at;
  return json(200, { result: 'shipped' });
}

const zPayBack = z.object({ amount: z.int().min(1), mark: z.string() });

/** Pays back as often as it is asked, never more than was paid. */
function payBack(market: Market, id: string, said: unknown, at: number): WebAnswer {
  const order = market.orders[id];
  if (!order) return json(404, { says: 'There is no such order.' });
  const { amount, mark } = zPayBack.parse(said);
  const left = order.paidAt === null ? 0 : totalOf(order) - refundedOf(order);
  if (amount > left) return json(200, { result: 'beyond', id: '', left });
  const refund = { id: nextId(market), at, amount, mark, lines: [] };
  order.refunds.push(refund);
  order.changedAt = at;
  return json(200, { result: 'paid', id: refund.id, left: left - amount });
}
