import type { Json } from '../recorded.ts';
import { recorded } from '../recorded.ts';
import { type Answered, type Asked, created, found, invalidParameter, listed, narrowed, WpError } from './answer.ts';
import { moveStock } from './products.ts';
import { centsOf, gmtStamp, links, money, stamped, type Store, takeId } from './store.ts';

export const writableStatuses = [
  'auto-draft',
  'pending',
  'processing',
  'on-hold',
  'completed',
  'cancelled',
  'refunded',
  'failed',
  'checkout-draft',
];
const readableStatuses = ['any', 'trash', ...writableStatuses];
/** `any` leaves these out. */
const hidden = new Set(['trash', 'checkout-draft', 'auto-draft']);
/** Becoming one of these takes the goods out of WooCommerce's stock; leaving them by cancelling puts them back. */
const takesStock = new Set(['processing', 'completed', 'on-hold']);

export interface NewOrder {
  status?: string;
  currency?: string;
  paid?: boolean;
  lines: { productId: number; variationId?: number; quantity: number; cents?: number; taxCents?: number }[];
  shippingCents?: number;
  billing?: Json;
  number?: string;
  createdAt?: number;
}

/** Puts an order into the shop, as a customer at its checkout would. */
export function placeOrder(store: Store, order: NewOrder, origin: string): Json {
  const id = takeId(store);
  const at = order.createdAt ?? store.now();
  const lines = order.lines.map((line) => lineRow(store, line));
  const shipping = order.shippingCents === undefined ? [] : [shippingRow(store, order.shippingCents)];
  const tax = lines.reduce((sum, line) => sum + centsOf(line['total_tax']), 0);
  const total = lines.reduce((sum, line) => sum + centsOf(line['total']), tax) + (order.shippingCents ?? 0);
  const template = recorded('034') as Json;
  const row: Json = {
    ...template,
    id,
    number: order.number ?? String(id),
    order_key: `wc_order_${String(id).padStart(13, '0')}`,
    status: 'pending',
    currency: order.currency ?? store.currency,
    ...stamped('created', at),
    ...stamped('modified', at),
    date_paid: null,
    date_paid_gmt: null,
    total: money(total),
    total_tax: money(tax),
    cart_tax: money(tax),
    shipping_total: money(order.shippingCents ?? 0),
    billing: { ...(template['billing'] as Json), ...order.billing },
    line_items: lines,
    shipping_lines: shipping,
    tax_lines: [],
    refunds: [],
    _links: { ...(template['_links'] as Json), ...links(origin, `orders/${id}`, 'orders') },
  };
  store.orders.set(id, row);
  setStatus(store, row, order.status ?? 'pending', order.paid ?? takesStock.has(order.status ?? ''), at);
  return row;
}

function lineRow(store: Store, line: NewOrder['lines'][number]): Json {
  const sample = ((recorded('034') as Json)['line_items'] as Json[])[0];
  const goods = store.variations.get(line.variationId ?? 0) ?? store.products.get(line.productId);
  const cents = line.cents ?? centsOf(goods?.['price'] ?? 0) * line.quantity;
  return {
    ...sample,
    id: takeId(store),
    // An unknown product is accepted as an empty line.
    name: goods ? (goods['name'] as string) : '',
    product_id: goods ? line.productId : 0,
    variation_id: line.variationId ?? 0,
    sku: goods ? goods['sku'] : null,
    global_unique_id: goods ? goods['global_unique_id'] : null,
    quantity: line.quantity,
    subtotal: money(cents),
    total: money(cents),
    subtotal_tax: money(line.taxCents ?? 0),
    total_tax: money(line.taxCents ?? 0),
    // A JSON number with float noise, as PHP divides it.
    price: cents / 100 / line.quantity,
    taxes: [],
    meta_data: [],
  };
}

function shippingRow(store: Store, cents: number): Json {
  const [sample] = (recorded('014') as Json)['shipping_lines'] as Json[];
  return { ...sample, id: takeId(store), total: money(cents), total_tax: '0.00', taxes: [] };
}

/** Changes a status with what WooCommerce does beside it: dates, stock, and a refund of everything for `refunded`. */
export function setStatus(store: Store, order: Json, status: string, paid = takesStock.has(status), at = store.now()): void {
  const before = order['status'];
  order['status'] = status;
  if (paid && order['date_paid_gmt'] === null && takesStock.has(status) && status !== 'on-hold')
    Object.assign(order, stamped('paid', at));
  if (status === 'completed' && before !== 'completed') Object.assign(order, stamped('completed', at));
  const isTaken = store.stockTaken.has(Number(order['id']));
  if (takesStock.has(status) && !isTaken) reduce(store, order, -1);
  if (status === 'cancelled' && isTaken) reduce(store, order, 1);
  if (status === 'refunded' && before !== 'refunded') refundRest(store, order);
  touch(order, at);
}

function reduce(store: Store, order: Json, sign: 1 | -1): void {
  for (const line of order['line_items'] as Json[]) {
    moveStock(store, Number(line['product_id']), Number(line['variation_id']), sign * Number(line['quantity']));
  }
  if (sign === -1) store.stockTaken.add(Number(order['id']));
  else store.stockTaken.delete(Number(order['id']));
}

/** The shop's owner changes how many pieces of its first line an order asks; nothing was paid or sent yet. */
export function changePieces(store: Store, order: Json, pieces: number): void {
  const [line] = order['line_items'] as Json[];
  if (!line) return;
  const [before, was] = [Number(line['quantity']), centsOf(line['total'])];
  const cents = Math.round((was / before) * pieces);
  Object.assign(line, { quantity: pieces, subtotal: money(cents), total: money(cents) });
  order['total'] = money(centsOf(order['total']) + cents - was);
  if (store.stockTaken.has(Number(order['id']))) moveStock(store, Number(line['product_id']), Number(line['variation_id']), before - pieces);
  touch(order, store.now());
}

export const touch = (order: Json, at: number): Json => Object.assign(order, stamped('modified', at));

function refundRest(store: Store, order: Json): void {
  const given = (order['refunds'] as Json[]).reduce((sum, refund) => sum - centsOf(refund['total']), 0);
  addRefund(store, order, { amount: money(centsOf(order['total']) - given), reason: 'Order fully refunded.', rows: [] });
}

export interface NewRefund {
  amount: string;
  reason?: string;
  /** Order line id, pieces and cents without tax. */
  rows: { lineId: number; quantity: number; cents: number }[];
}

/** `pays`: the gateway is asked to pay back; one that cannot leaves no refund behind. */
export function addRefund(store: Store, order: Json, refund: NewRefund, pays = false): Json {
  const cents = centsOf(refund.amount);
  const given = (order['refunds'] as Json[]).reduce((sum, row) => sum - centsOf(row['total']), 0);
  if (cents <= 0 || given + cents > centsOf(order['total'])) {
    throw new WpError(500, 'woocommerce_rest_cannot_create_order_refund', 'Invalid refund amount.', 500);
  }
  if (pays && !store.paysBack) throw new WpError(500, 'woocommerce_rest_cannot_create_order_refund', 'The payment gateway for this order does not support automatic refunds.', 500);
  const id = takeId(store);
  const lines = order['line_items'] as Json[];
  const row: Json = {
    ...(recorded('051') as Json),
    id,
    ...stamped('created', store.now()),
    amount: money(cents),
    reason: refund.reason ?? '',
    refunded_payment: pays,
    line_items: refund.rows.map((part) => refundLine(store, lines.find((line) => line['id'] === part.lineId) ?? {}, part)),
  };
  store.refunds.set(Number(order['id']), [row, ...(store.refunds.get(Number(order['id'])) ?? [])]);
  (order['refunds'] as Json[]).push({ id, reason: row['reason'], total: money(-cents), total_tax: '0.00' });
  touch(order, store.now());
  return row;
}

function refundLine(store: Store, line: Json, part: NewRefund['rows'][number]): Json {
  const id = takeId(store);
  const meta = {
    id,
    key: '_refunded_item_id',
    value: String(part.lineId),
    display_key: '_refunded_item_id',
    display_value: String(part.lineId),
  };
  const figures = { subtotal: money(-part.cents), total: money(-part.cents), subtotal_tax: '0.00', total_tax: '0.00' };
  return { ...line, ...figures, id, quantity: -part.quantity, taxes: [], meta_data: [meta] };
}

export function ordersRoute(asked: Asked, store: Store): Answered {
  const [, idText, below] = asked.path.split('/');
  if (idText === undefined) return asked.method === 'POST' ? createOrder(asked, store) : listOrders(asked, store);
  if (below === 'refunds') return refundsRoute(asked, store, Number(idText));
  const order = store.orders.get(Number(idText));
  if (!order) throw new WpError(404, 'woocommerce_rest_shop_order_invalid_id', 'Invalid ID.');
  if (below === 'notes') return notesRoute(asked, store, Number(idText));
  if (asked.method === 'PUT') return updateOrder(asked, store, order);
  if (asked.method === 'DELETE') return deleteOrder(asked, store, order);
  return found(narrowed(order, asked));
}

function listOrders(asked: Asked, store: Store): Answered {
  const { query } = asked;
  const wanted = (query.get('status') ?? 'any').split(',');
  const unknown = wanted.findIndex((status) => !readableStatuses.includes(status));
  if (unknown >= 0) {
    const list = `${readableStatuses.slice(0, -1).join(', ')}, and ${readableStatuses.at(-1)}`;
    throw invalidParameter('status', 'rest_not_in_enum', `status[${unknown}] is not one of ${list}.`);
  }
  const modifiedAfter = dateParameter(asked, 'modified_after');
  const after = dateParameter(asked, 'after');
  const rows = [...store.orders.values()]
    .filter((order) => (wanted.includes('any') ? !hidden.has(String(order['status'])) : wanted.includes(String(order['status']))))
    // Exclusive, and a second is the smallest step it knows.
    .filter((order) => modifiedAfter === null || String(order['date_modified_gmt']) > modifiedAfter)
    .filter((order) => after === null || String(order['date_created_gmt']) > after);
  return listed(sorted(rows, query), asked);
}

function dateParameter({ query }: Asked, name: string): string | null {
  const text = query.get(name);
  if (text === null) return null;
  if (!/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d/.test(text)) throw invalidParameter(name, 'rest_invalid_date', 'Invalid date.');
  return query.get('dates_are_gmt') === 'true' ? text : gmtStamp(Date.parse(`${text}+08:00`));
}

function sorted(rows: Json[], query: URLSearchParams): Json[] {
  const field =
    { modified: 'date_modified_gmt', id: 'id', date: 'date_created_gmt' }[query.get('orderby') ?? 'date'] ?? 'date_created_gmt';
  const sign = query.get('order') === 'asc' ? 1 : -1;
  const compare = (a: Json, b: Json) =>
    a[field] === b[field] ? Number(a['id']) - Number(b['id']) : (a[field] as string) < (b[field] as string) ? -1 : 1;
  return rows.sort((a, b) => sign * compare(a, b));
}

function createOrder(asked: Asked, store: Store): Answered {
  const body = asked.body as {
    status?: string;
    set_paid?: boolean;
    billing?: Json;
    line_items?: { product_id?: number; variation_id?: number; quantity?: number }[];
  };
  if (body.line_items?.some((line) => line.product_id === undefined)) {
    throw new WpError(400, 'woocommerce_rest_required_product_reference', 'Product ID or SKU is required.');
  }
  const lines = (body.line_items ?? []).map((line) => ({
    productId: line.product_id ?? 0,
    quantity: line.quantity ?? 1,
    ...(line.variation_id === undefined ? {} : { variationId: line.variation_id }),
  }));
  const status = body.status ?? 'pending';
  const order = placeOrder(
    store,
    { status, lines, paid: body.set_paid === true, ...(body.billing ? { billing: body.billing } : {}) },
    asked.origin,
  );
  return created(order, `${asked.origin}/wp-json/wc/v3/orders/${String(order['id'])}`);
}

function updateOrder(asked: Asked, store: Store, order: Json): Answered {
  const { status } = asked.body as { status?: string };
  if (status !== undefined && !writableStatuses.includes(status)) {
    const list = `${writableStatuses.slice(0, -1).join(', ')}, and ${writableStatuses.at(-1)}`;
    throw invalidParameter('status', 'rest_not_in_enum', `status is not one of ${list}.`);
  }
  if (status !== undefined) setStatus(store, order, status);
  return found(order);
}

function deleteOrder(asked: Asked, store: Store, order: Json): Answered {
  if (asked.query.get('force') === 'true') {
    store.orders.delete(Number(order['id']));
    return found({ ...order });
  }
  order['status'] = 'trash';
  touch(order, store.now());
  return found(order);
}

function refundsRoute(asked: Asked, store: Store, orderId: number): Answered {
  const order = store.orders.get(orderId);
  if (asked.method === 'POST') {
    if (!order) throw new WpError(404, 'woocommerce_rest_invalid_order_id', 'Invalid order ID.');
    const { amount, reason, api_refund: pays = true } = asked.body as { amount: string; reason?: string; api_refund?: boolean };
    const refund = addRefund(store, order, { amount, rows: [], ...(reason === undefined ? {} : { reason }) }, pays);
    // The whole of it paid back ends the order.
    if ((order['refunds'] as Json[]).reduce((sum, row) => sum - centsOf(row['total']), 0) >= centsOf(order['total'])) order['status'] = 'refunded';
    return created(refund, `${asked.origin}/wp-json/wc/v3/orders/${orderId}/refunds/${String(refund['id'])}`);
  }
  // The list of an order nobody knows is empty, not missing.
  return listed(store.refunds.get(orderId) ?? [], asked);
}

function notesRoute(asked: Asked, store: Store, orderId: number): Answered {
  const notes = store.notes.get(orderId) ?? [];
  if (asked.method !== 'POST') return found(notes, 'GET, POST');
  const body = asked.body as { note: string; customer_note?: boolean };
  const id = takeId(store);
  const note: Json = {
    ...(recorded('046') as Json),
    id,
    ...stamped('created', store.now()),
    note: body.note,
    customer_note: body.customer_note ?? false,
  };
  store.notes.set(orderId, [note, ...notes]);
  return created(note, `${asked.origin}/wp-json/wc/v3/orders/${orderId}/notes/${id}`);
}
