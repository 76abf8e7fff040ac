import { addressGaps, type AddressGap, readSaidAddress, type SaidAddress, saidAddress } from '../../shared/sales/address-gap.rules.ts';
import type { AddressChanges } from '../../shared/sales/order-desk.contract.ts';
import { Refusal } from '../../shared/refusal/refusal.ts';
import type { Reader, Tx } from '../database/handles.ts';
import { checkOrder } from './order-check.service.ts';
import { getLiveOrder, getOrderRow, type OrderRow } from './order-record.ts';
import { recipientOf } from './order-revision.statements.ts';
import { putRecipient, type RecipientRow, setDisputed, setTheirs } from './order.statements.ts';

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
  const { theirs, newer, older, orderId: _id, ...before } = known;
  const after = { ...before, ...changes };
  refuseGone(order, before, after);
  write(tx, order, { theirs: theirs ?? (order.channelId === null ? null : saidAddress(before)), after });
  if (newer !== null) setDisputed.run(tx, { orderId, theirs, newer, older });
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

/**
 * A channel's address takes the place of ours, unless ours was changed here. What it says new of an open order then stands beside
 * ours until somebody settles it: neither is written over the other.
 */
export function takeAddress(tx: Tx, orderId: number, said: RecipientRow): void {
  const known = recipientOf.get(tx, { orderId });
  const text = saidAddress(said);
  if (known?.theirs == null || text === saidAddress(known) || (known.theirs !== text && isGone(getOrderRow(tx, orderId)))) return void putRecipient.run(tx, { ...said, orderId });
  const newer = known.theirs === text ? null : text;
  if (newer !== known.newer) setDisputed.run(tx, { orderId, theirs: known.theirs, newer, older: known.older });
}

const isGone = ({ fulfilment }: OrderRow): boolean => fulfilment === 'shipped' || fulfilment === 'cancelled';

export interface AddressSides {
  ours: SaidAddress;
  /** Null where nothing is in dispute. */
  theirs: SaidAddress | null;
  /** What the channel said before it was changed here; null where that is not known. */
  agreed: SaidAddress | null;
}

/** What an order's address says here and at its channel; undefined where it goes nowhere. */
export function addressSides(reader: Reader, orderId: number): AddressSides | undefined {
  const known = recipientOf.get(reader, { orderId });
  if (!known) return undefined;
  const readOr = (said: string | null): SaidAddress | null => (said === null ? null : readSaidAddress(said));
  return { ours: readSaidAddress(saidAddress(known)), theirs: readOr(known.newer), agreed: readOr(known.theirs) };
}

interface Disputed {
  row: RecipientRow;
  theirs: string | null;
  newer: string;
  /** What opening it again puts back. */
  older: string;
}

/** @throws Refusal record.missing where nothing is in dispute */
function disputed(tx: Tx, orderId: number): Disputed {
  const known = recipientOf.get(tx, { orderId });
  if (!known || known.newer === null) throw new Refusal('record.missing', { kind: 'orderRecipient', id: orderId });
  const { theirs, newer, older: _older, orderId: _id, ...row } = known;
  return { row, theirs, newer, older: JSON.stringify({ ours: saidAddress(row), theirs, newer }) };
}

/** Ours holds, and what the channel says was seen. @throws Refusal record.missing */
export function keepAddress(tx: Tx, orderId: number): SaidAddress {
  const { row, newer, older } = disputed(tx, orderId);
  setDisputed.run(tx, { orderId, theirs: newer, newer: null, older });
  tx.changed('salesOrder', orderId);
  checkOrder(tx, orderId);
  return readSaidAddress(saidAddress(row));
}

/** Writes a third address. @throws Refusal as completeAddress */
export function writeAddress(tx: Tx, orderId: number, changes: AddressChanges): SaidAddress {
  const { newer, older } = disputed(tx, orderId);
  completeAddress(tx, { orderId, changes });
  setDisputed.run(tx, { orderId, theirs: newer, newer: null, older });
  checkOrder(tx, orderId);
  return readSaidAddress(saidAddress(recipientOf.get(tx, { orderId })!));
}

/** The channel's address in place of ours. @throws Refusal record.missing, order.alreadyShipped, order.nothingOpen as completeAddress */
export function takeTheirAddress(tx: Tx, orderId: number): SaidAddress {
  const order = getLiveOrder(tx, orderId);
  const { row, newer, older } = disputed(tx, orderId);
  const said = readSaidAddress(newer);
  refuseGone(order, row, said);
  putRecipient.run(tx, { ...said, orderId });
  setDisputed.run(tx, { orderId, theirs: null, newer: null, older });
  tx.changed('salesOrder', orderId);
  checkOrder(tx, orderId);
  return said;
}

/** As it stood before it was settled. @throws Refusal record.missing; order.alreadyShipped, order.nothingOpen as completeAddress */
export function putAddressBack(tx: Tx, orderId: number): SaidAddress {
  const known = recipientOf.get(tx, { orderId });
  if (!known || known.older === null) throw new Refusal('record.missing', { kind: 'orderRecipient', id: orderId });
  // Written by disputed.
  const { ours, theirs, newer } = JSON.parse(known.older) as { ours: string; theirs: string | null; newer: string };
  const back = readSaidAddress(ours);
  refuseGone(getLiveOrder(tx, orderId), known, back);
  putRecipient.run(tx, { ...back, orderId });
  setDisputed.run(tx, { orderId, theirs, newer, older: null });
  tx.changed('salesOrder', orderId);
  checkOrder(tx, orderId);
  return readSaidAddress(saidAddress(known));
}
