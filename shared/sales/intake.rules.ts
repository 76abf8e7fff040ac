import { Refusal } from '../refusal/refusal.ts';
import type { Instant } from '../units/instant.ts';
import type { ImportedOrder } from './order-import.contract.ts';

/** How an order from outside enters: as our own work, as work begun before us, or as a memory only. */
export type Intake = 'new' | 'takenOver' | 'history';

export interface IntakeFacts {
  orderedAt: Instant;
  /** When the channel saw the order shipped whole, cancelled or refunded; null while it is open. */
  finishedAt: Instant | null;
}

/**
 * Orders finished before go-live are history: no stock, no entry, no number of ours. Orders open at that instant are taken
 * over with what is still to ship and what is paid. Source: DOMAIN §4 "Go-live".
 */
export function intakeOf(order: IntakeFacts, goLiveAt: Instant | null): Intake {
  if (goLiveAt === null || order.orderedAt >= goLiveAt) return 'new';
  return order.finishedAt !== null && order.finishedAt < goLiveAt ? 'history' : 'takenOver';
}

/** Whose money a payment or refund of an imported order was: before go-live it is part of what the shop opened with. */
export function importedMoney(occurredAt: Instant, intake: Intake, goLiveAt: Instant | null): 'channelClearing' | 'openingEquity' {
  return intake === 'takenOver' && goLiveAt !== null && occurredAt < goLiveAt ? 'openingEquity' : 'channelClearing';
}

/** What became of an order that came again. */
export type Repeat = 'unchanged' | 'confirmed' | 'older' | 'changed';

/**
 * An older version never overwrites a newer one, and the same content is no change (DOMAIN §6, D13). `confirmed` is the
 * same content under a newer date: only the date is kept, so that a straggler between the two is known to be old.
 */
export function repeatOf(
  stored: { contentHash: string; versionAt: Instant },
  incoming: { contentHash: string; versionAt: Instant },
): Repeat {
  if (stored.contentHash === incoming.contentHash) return incoming.versionAt > stored.versionAt ? 'confirmed' : 'unchanged';
  return incoming.versionAt < stored.versionAt ? 'older' : 'changed';
}

/** @throws Refusal currency.mismatch: the books of this shop are kept in one currency. */
export function assertCurrency(given: string, expected: string): void {
  if (given !== expected) throw new Refusal('currency.mismatch', { given, expected });
}

/** The channel waits for the money: the order has still to be paid before it may leave. */
export const awaiting = ({ status }: Pick<ImportedOrder, 'status'>): { awaitsPayment: 0 | 1 } => ({ awaitsPayment: status === 'unpaid' ? 1 : 0 });

/**
 * Goods are set aside for what is binding, and for what the channel says is done while nothing left from here: they are sold all
 * the same, and nobody else is offered them. An order merely placed and not paid holds nothing back; WooCommerce keeps its own
 * stock the same way.
 */
export const claimsGoods = ({ status }: Pick<ImportedOrder, 'status'>): boolean => status === 'open' || status === 'onHold' || status === 'completed';
