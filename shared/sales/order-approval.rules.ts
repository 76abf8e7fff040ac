import type { Role } from '../contract/role.ts';
import { Refusal } from '../refusal/refusal.ts';
import type { FulfilmentState, PaymentState } from './order-state.rules.ts';

/** What decides whether an order may be approved. */
export interface ApprovableOrder {
  id: number;
  fulfilment: FulfilmentState;
  payment: PaymentState;
  /** 1 where the channel still waits to be paid. */
  awaitsPayment: number;
  approved: number;
  holds: number;
  exceptions: number;
}

/** Whoever picks does not decide what may go; who may is the same wherever it is asked. */
export const approvers: readonly Role[] = ['owner', 'manager', 'clerk'];

/** Before goods leave: afterwards there is nothing left to approve. */
export const waitsForApproval = ({ approved, fulfilment }: Pick<ApprovableOrder, 'approved' | 'fulfilment'>): boolean => approved === 0 && (fulfilment === 'open' || fulfilment === 'allocated');

/** Its channel still waits for the money. */
const awaitsMoney = ({ awaitsPayment, payment }: ApprovableOrder): boolean => awaitsPayment === 1 && payment === 'unpaid';

/** An order no check stands against, that nobody holds and that its channel does not wait to be paid for. */
export const isSafe = (order: ApprovableOrder): boolean => waitsForApproval(order) && order.holds === 0 && order.exceptions === 0 && !awaitsMoney(order);

/**
 * Whether an order may go on its way. A check that stands against it needs words from whoever approves all the same; a hold
 * and money the channel waits for have to go first.
 * @throws Refusal order.approvedAlready, order.nothingOpen, order.alreadyShipped, order.notPaidThere, order.checksStand
 */
export function assertApprovable(order: ApprovableOrder, reason: string): void {
  const { id: orderId } = order;
  if (order.approved === 1) throw new Refusal('order.approvedAlready', { orderId });
  if (order.fulfilment === 'cancelled') throw new Refusal('order.nothingOpen', { orderId });
  if (!waitsForApproval(order)) throw new Refusal('order.alreadyShipped', { orderId });
  if (awaitsMoney(order)) throw new Refusal('order.notPaidThere', { orderId });
  if (order.exceptions > 0 && reason === '') throw new Refusal('order.checksStand', { orderId, checks: order.exceptions });
}
