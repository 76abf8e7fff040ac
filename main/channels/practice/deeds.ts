import { type Buyer, type Market, nextId, type Order, orderOf, productOf, refundedOf, totalOf } from './market.ts';

/** What customers and its owner do at a marketplace that is played. Every deed is dated by its own clock. */

export interface Purchase {
  lines: readonly { listingId: string; pieces: number }[];
  paid: boolean;
  buyer: Buyer;
  shipping?: number;
  currency?: string;
}

/** A customer buys; what is counted there goes down with it. Answers the order's id. */
export function buy(market: Market, { lines, paid, buyer, shipping = 0, currency = market.currency }: Purchase, at: number): string {
  const id = nextId(market);
  const order: Order = {
    id, number: `P${id}`, placedAt: at, changedAt: at, paidAt: paid ? at : null, cancelledAt: null, currency, buyer, shipping,
    lines: lines.map(({ listingId, pieces }) => {
      const { sku, name, price } = productOf(market, listingId);
      return { id: nextId(market), listing: listingId, sku, name, pieces, shipped: 0, price };
    }),
    refunds: [], parcels: [], mails: 0, spoilt: false,
  };
  market.orders[id] = order;
  for (const { listingId, pieces } of lines) lower(market, listingId, pieces);
  return id;
}

export function pay(market: Market, id: string, at: number): void {
  Object.assign(orderOf(market, id), { paidAt: at, changedAt: at });
}

/** It ends there, and what had not left stands on sale again. */
export function cancel(market: Market, id: string, at: number): void {
  const order = orderOf(market, id);
  if (order.cancelledAt !== null) return;
  for (const line of order.lines) lower(market, line.listing, line.shipped - line.pieces);
  Object.assign(order, { cancelledAt: at, changedAt: at });
}

/** Money back for pieces of the first line, which then will not leave. */
export function refundPieces(market: Market, id: string, pieces: number, at: number): void {
  const order = orderOf(market, id);
  const [line] = order.lines;
  if (!line) return;
  const amount = line.price * pieces;
  order.refunds.push({ id: nextId(market), at, amount, lines: [{ lineId: line.id, pieces, amount }] });
  order.changedAt = at;
}

/** Money back for nothing in particular; never more than was paid. */
export function refundAmount(market: Market, id: string, amount: number, at: number): void {
  const order = orderOf(market, id);
  order.refunds.push({ id: nextId(market), at, amount: Math.min(amount, totalOf(order) - refundedOf(order)), lines: [] });
  order.changedAt = at;
}

export function readdress(market: Market, id: string, street: string, at: number): void {
  const order = orderOf(market, id);
  order.buyer = { ...order.buyer, street };
  order.changedAt = at;
}

/** Its date moves, its content does not. */
export const touch = (market: Market, id: string, at: number): void => void (orderOf(market, id).changedAt = at);

function lower(market: Market, listingId: string, pieces: number): void {
  const product = productOf(market, listingId);
  if (product.level !== null) product.level -= pieces;
}
