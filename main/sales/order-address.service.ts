import { addressGaps, type AddressGap, saidAddress } from '../../shared/sales/address-gap.rules.ts';
import type { AddressChanges } from '../../shared/sales/order-desk.contract.ts';
import { Refusal } from '../../shared/refusal/refusal.ts';
import type { Tx } from '../database/handles.ts';
import { checkOrder } from './order-check.service.ts';
import { getLiveOrder, type OrderRow } from './order-record.ts';
import { recipientOf } from './order-revision.statements.ts';
import { putRecipient, type RecipientRow, setTheirs } from './order.statements.ts';

/**
 * Writes what an order's address lacks, or mends it, and holds the order against the shop's rules again: an exception it had
 * for its address settles itself. What left went to where it went, so nothing changes once all of it is gone, and not the
 * country or region once a part is: tax was told of them. Source: D5 "proposed fix", INV-O1 for the tax of a part.
 * @throws Refusal order.missing, order.history, record.missing where it goes nowhere, order.alreadyShipped, order.nothingOpen
 */
export function completeAddress(tx: Tx, { orderId, changes }: { orderId: number; changes: AddressChanges }): { before: AddressChanges; gaps: AddressGap[] } {
  const order = getLiveOrder(tx, orderId);
  const known = recipientOf.get(tx, { orderId });
  if (!known) throw new Refusal('record.missing', { kind: 'orderRecipient', id: orderId });
  const { theirs, orderId: _id, ...before } = known;
  const after = { ...before, ...changes };
  refuseGone(order, before, after);
  write(tx, order, { theirs: theirs ?? (order.channelId === null ? null : saidAddress(before)), after });
  tx.changed('salesOrder', orderId);
  checkOrder(tx, orderId);
  return { before: Object.fromEntries(Object.keys(changes).map((field) => [field, before[field as keyof AddressChanges]])), gaps: addressGaps(after) };
}

function refuseGone({ id: orderId, fulfilment }: OrderRow, before: RecipientRow, after: RecipientRow): void {
  if (fulfilment === 'cancelled') throw new Refusal('order.nothingOpen', { orderId });
  const elsewhere = before.country !== after.country || before.region !== after.region;
  if (fulfilment === 'shipped' || (fulfilment === 'partlyShipped' && elsewhere)) throw new Refusal('order.alreadyShipped', { orderId });
}

/** What the channel said is kept beside it, until the address is what it said again. */
function write(tx: Tx, { id: orderId }: OrderRow, { theirs, after }: { theirs: string | null; after: RecipientRow }): void {
  putRecipient.run(tx, { ...after, orderId });
  if (theirs !== null && theirs !== saidAddress(after)) setTheirs.run(tx, { orderId, theirs });
}

/** A channel's address takes the place of ours, unless it is what was completed here: then the completed one holds. */
export function takeAddress(tx: Tx, orderId: number, said: RecipientRow): void {
  const known = recipientOf.get(tx, { orderId });
  if (known?.theirs != null && known.theirs === saidAddress(said)) return;
  putRecipient.run(tx, { ...said, orderId });
}
