import type { LegDetails, OpenItem } from '../accounting/entry.rules.ts';
import type { Day } from '../units/day.ts';
import type { Instant } from '../units/instant.ts';
import { type Minor, minor } from '../units/minor.ts';

/** The open items of one order in the books; each is an open item of its control account (INV-L6). */
export interface OrderBalances {
  /** Customer deposits: paid, not yet shipped. */
  deposits: Minor;
  /** Accounts receivable: shipped, not yet paid. */
  receivable: Minor;
  /** Refunds payable: owed back, not yet paid back. */
  owed: Minor;
}

/** What every sales entry knows about its order. */
export interface PostedOrder {
  id: number;
  number: string;
  channelId: number | null;
}

/** The document that is being posted and when. */
export interface Posting {
  order: PostedOrder;
  documentId: number;
  postedOn: Day;
  occurredAt: Instant;
}

/** The dimensions of a leg whose account is proved per order. */
export function orderItem(order: PostedOrder, kind: OpenItem['kind'] = 'salesOrder'): LegDetails {
  return { channelId: order.channelId, item: { kind, id: order.id } };
}

export function ofChannel(order: PostedOrder): LegDetails {
  return { channelId: order.channelId };
}

/** Money held that no goods will use: it goes back to the customer, and no sale is lessened by that. */
export function surplusOf(open: OrderBalances, stillToShip: Minor): Minor {
  return minor(Math.max(0, open.deposits - Math.max(0, stillToShip)));
}

/** At most `open` of an amount, never less than nothing. */
export function upTo(open: Minor, amount: Minor): Minor {
  return minor(Math.max(0, Math.min(open, amount)));
}
