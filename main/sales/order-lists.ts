import { type RawBuilder, sql } from 'kysely';
import type { OrderFilter } from '../../shared/sales/order.contract.ts';

/**
 * The short lists an order can be on. Each has an index of its own that holds only what is on it; the words here are the
 * words of those indexes, so that SQLite sees that they serve.
 */
const lists = {
  toApprove: "approved = 0 and fulfilment in ('open', 'allocated')",
  toShip: "fulfilment in ('open', 'allocated', 'partlyShipped') and (approved = 1 or fulfilment = 'partlyShipped') and (awaitsPayment = 0 or payment <> 'unpaid')",
  underWay: "fulfilment in ('open', 'allocated', 'partlyShipped')",
  toPay: "payment in ('unpaid', 'partlyPaid', 'refundOwed', 'overpaid')",
  paidBack: "payment in ('notDue', 'partlyRefunded', 'refunded')",
  calledOff: "fulfilment = 'cancelled'",
  needsAttention: 'holds + exceptions > 0',
} as const;

/** Of the orders to approve, those nothing speaks against (shared/sales/order-approval.rules.ts). */
export const isSafe = sql<boolean>`${sql.raw(lists.toApprove.replaceAll(/\b(fulfilment|approved)\b/g, 'o.$1'))} and o.holds = 0 and o.exceptions = 0 and (o.awaitsPayment = 0 or o.payment <> 'unpaid')`;

export type ListName = keyof typeof lists;

/** Whether an order, named `o` in the question, is on a list. */
export const onList = (name: ListName): RawBuilder<boolean> =>
  sql<boolean>`${sql.raw(lists[name].replace(/\b(fulfilment|payment|awaitsPayment|holds|exceptions|approved)\b/g, 'o.$1'))}`;

const listOfPayment: Partial<Record<string, ListName>> = {
  unpaid: 'toPay',
  partlyPaid: 'toPay',
  refundOwed: 'toPay',
  overpaid: 'toPay',
  notDue: 'paidBack',
  partlyRefunded: 'paidBack',
  refunded: 'paidBack',
};

const listOfFulfilment: Partial<Record<string, ListName>> = { open: 'underWay', allocated: 'underWay', partlyShipped: 'underWay', cancelled: 'calledOff' };

/** The lists that hold everything a filter lets through. */
export function listsOf(filter: OrderFilter): ListName[] {
  const names = [filter.view, listOfPayment[filter.payment ?? ''], listOfFulfilment[filter.fulfilment ?? ''], filter.held ? 'needsAttention' : null];
  return [...new Set(names.flatMap((name): ListName[] => (name ? [name as ListName] : [])))];
}
