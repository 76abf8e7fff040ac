import { mulDiv } from '../../../shared/units/mul-div.ts';
import type { Mishap, Plan } from './mishap.ts';
import type { Temper } from '../../../shared/channels/practice.contract.ts';

/** A marketplace that is only played: what a shopkeeper can practise with, and every test can ask. Amounts in minor units. */
export interface Market {
  readonly id: string;
  readonly temper: Temper;
  name: string;
  currency: string;
  /** Of prices, which include it, in millionths. */
  taxPpm: number;
  key: string;
  products: Record<string, Product>;
  orders: Record<string, Order>;
  lastId: number;
  /** Requests it heard, those that changed something, and those it did not answer as it should. */
  asked: number;
  written: number;
  failed: number;
  /** Milliseconds its clock is ahead of ours. */
  ahead: number;
  /** What will go wrong next; never kept. */
  plans: Plan[];
}

export interface Product {
  name: string;
  description: string;
  sku: string;
  price: number;
  /** Null while its owner does not count it. */
  level: number | null;
  offered: boolean;
}

export interface Order {
  id: string;
  number: string;
  placedAt: number;
  changedAt: number;
  paidAt: number | null;
  cancelledAt: number | null;
  currency: string;
  buyer: Buyer;
  lines: OrderLine[];
  shipping: number;
  refunds: { id: string; at: number; amount: number; mark?: string; lines: { lineId: string; pieces: number; amount: number }[] }[];
  parcels: { tracking: string; carrier: string }[];
  /** How often the customer was told of a parcel. */
  mails: number;
  /** Its total is a word: what a marketplace says of an order can be nonsense. */
  spoilt: boolean;
}

export interface OrderLine {
  id: string;
  listing: string;
  sku: string;
  name: string;
  pieces: number;
  shipped: number;
  price: number;
}

export interface Buyer {
  name: string;
  email: string;
  phone: string;
  street: string;
  city: string;
  postcode: string;
  country: string;
}

export const newMarket = (one: Pick<Market, 'id' | 'temper' | 'name' | 'currency' | 'taxPpm' | 'key'>): Market => ({
  ...one, products: {}, orders: {}, lastId: 100, asked: 0, written: 0, failed: 0, ahead: 0, plans: [],
});

export const totalOf = ({ lines, shipping }: Order): number => lines.reduce((sum, line) => sum + line.price * line.pieces, shipping);
export const refundedOf = ({ refunds }: Order): number => refunds.reduce((sum, refund) => sum + refund.amount, 0);
/** The tax inside a price that includes it, in minor units. */
export const taxIn = (gross: number, taxPpm: number): number => mulDiv(gross, taxPpm, 1_000_000 + taxPpm);

/** The next requests of a kind go wrong. */
export function plan(market: Market, mishap: Mishap, on: RegExp, times = 1): void {
  market.plans.push({ mishap, on, times });
}

/** @throws RangeError when there is none. */
export function orderOf(market: Market, id: string): Order {
  const order = market.orders[id];
  if (!order) throw new RangeError(`no order ${id}`);
  return order;
}

export function productOf(market: Market, id: string): Product {
  const product = market.products[id];
  if (!product) throw new RangeError(`no listing ${id}`);
  return product;
}

export const nextId = (market: Market): string => String((market.lastId += 1));
