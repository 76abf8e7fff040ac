import type { Minor } from '../units/minor.ts';
import type { Quantity } from '../units/quantity.ts';
import { openQuantity } from './order-part.rules.ts';

export const paymentStates = ['notDue', 'unpaid', 'partlyPaid', 'paid', 'overpaid', 'refundOwed', 'partlyRefunded', 'refunded'] as const;
export type PaymentState = (typeof paymentStates)[number];

export const fulfilmentStates = ['open', 'allocated', 'partlyShipped', 'shipped', 'cancelled'] as const;
export type FulfilmentState = (typeof fulfilmentStates)[number];

export interface MoneyProgress {
  /** What the customer owes for everything not cancelled. */
  due: Minor;
  captured: Minor;
  refunded: Minor;
  /** Owed back and not yet paid back. */
  owed: Minor;
  /** Held beyond what any goods still to ship will use. */
  surplus: Minor;
}

/** Derived from payments, cancellations and refunds; never set by hand (DOMAIN §4). */
export function paymentState(money: MoneyProgress): PaymentState {
  if (money.captured === 0) return money.due > 0 ? 'unpaid' : 'notDue';
  if (money.refunded >= money.captured) return 'refunded';
  if (money.owed > 0) return 'refundOwed';
  if (money.surplus > 0) return 'overpaid';
  if (money.refunded > 0) return 'partlyRefunded';
  return money.captured < money.due ? 'partlyPaid' : 'paid';
}

export interface LineCounts {
  quantity: Quantity;
  shipped: Quantity;
  cancelled: Quantity;
  allocated: Quantity;
}

/** Derived from shipments, cancellations and open allocations; never set by hand (DOMAIN §4). */
export function fulfilmentState(lines: readonly LineCounts[]): FulfilmentState {
  const shipped = lines.some((line) => line.shipped > 0);
  if (lines.every((line) => openQuantity(line) === 0)) return shipped ? 'shipped' : 'cancelled';
  if (shipped) return 'partlyShipped';
  return lines.every((line) => line.allocated >= openQuantity(line)) ? 'allocated' : 'open';
}
