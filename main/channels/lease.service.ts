import { comparesLevels } from '../../shared/channels/channel-kinds.ts';
import type { Fence, LeaseChoice } from '../../shared/channels/lease.contract.ts';
import { afterDone, afterReading, afterRefusal, afterReturn, afterSale, afterSending, afterSettling, type Lease, type LevelWrite, nextWrite } from '../../shared/inventory/lease.rules.ts';
import { Refusal } from '../../shared/refusal/refusal.ts';
import { dayOf } from '../../shared/units/calendar.ts';
import { type Instant, instant } from '../../shared/units/instant.ts';
import { pieces, type Quantity, quantity } from '../../shared/units/quantity.ts';
import { getVariant } from '../catalog/variant.queries.ts';
import { shopOf } from '../company/company.queries.ts';
import type { Tx } from '../database/handles.ts';
import { read } from '../database/statement.ts';
import { flightMs } from '../outbox/delivery.service.ts';
import { type ChannelRow, getChannel } from './channel.statements.ts';
import { divisionOf } from './division.queries.ts';
import {
  dropChoice,
  dropFence,
  dropLease,
  endedFences,
  fencesOfChannel,
  findChoice,
  findFence,
  findLease,
  insertLease,
  type LeaseRow,
  leasesOfChannel,
  putChoice,
  putFence,
  saveLease,
  setLeased,
  unwantedLeases,
  wantedLeases,
} from './lease.statements.ts';
import { dirtyAvailability } from './stock-news.service.ts';
import { troublesOf } from './trouble.service.ts';

/**
 * Says how a channel, or one variant there, is told of stock. A lease begins as large as what is shown there and is known once it
 * was read; nothing is written there by choosing. @throws Refusal record.missing, lease.bundle, lease.notSending
 */
export function chooseLease(tx: Tx, { channelId, variantId, method }: LeaseChoice): { before: LeaseChoice } {
  const channel = getChannel(tx, channelId);
  const before: LeaseChoice = { channelId, variantId, method: methodOf(tx, channel, variantId) };
  if (method === 'leased' && channel.sendsStock === 0) throw new Refusal('lease.notSending', { channelId });
  if (variantId === null) setLeased.run(tx, { id: channelId, leased: method === 'leased' ? 1 : 0 });
  else chooseVariant(tx, channelId, variantId, method);
  adoptLeases(tx, channelId);
  tx.changed('channel', channelId);
  return { before };
}

function methodOf(tx: Tx, channel: ChannelRow, variantId: number | null): LeaseChoice['method'] {
  const leased = variantId === null ? channel.leased : findChoice.get(tx, { channelId: channel.id, variantId })?.leased;
  return leased === undefined ? 'channel' : leased === 1 ? 'leased' : 'shared';
}

const isBundle = read((db, p: { variantId: number }) => db.selectFrom('bundleComponent').select('variantId').where('bundleVariantId', '=', p.variantId).limit(1));

function chooseVariant(tx: Tx, channelId: number, variantId: number, method: LeaseChoice['method']): void {
  getVariant(tx, variantId);
  if (method === 'leased' && isBundle.get(tx, { variantId })) throw new Refusal('lease.bundle', { variantId });
  if (method === 'channel') dropChoice.run(tx, { channelId, variantId });
  else putChoice.run(tx, { channelId, variantId, leased: method === 'leased' ? 1 : 0 });
}

/** Leases of a channel as they were chosen: those that lack begin, those nobody wants end. */
export function adoptLeases(tx: Tx, channelId: number): void {
  for (const { listingId, variantId } of unwantedLeases.all(tx, { channelId })) endLease(tx, listingId, variantId);
  for (const { listingId, variantId, remoteStock, underway, openUntil } of wantedLeases.all(tx, { channelId })) {
    insertLease.run(tx, { listingId, channelId, variantId, exposure: quantity(Math.max(0, remoteStock ?? 0, underway ?? 0)), openUntil });
    dirtyAvailability(tx, variantId);
  }
}

function endLease(tx: Tx, listingId: number, variantId: number): void {
  dropLease.run(tx, { listingId });
  dirtyAvailability(tx, variantId);
}

/** Nothing can be lowered there any more, so nothing is leased to it and nothing kept for it. */
export function endAllLeases(tx: Tx, channelId: number): void {
  for (const { listingId, variantId } of leasesOfChannel.all(tx, { channelId })) endLease(tx, listingId, variantId);
  for (const fence of fencesOfChannel.all(tx, { channelId })) endFence(tx, fence);
}

/** Keeps goods for one channel; what it sells of them is taken off. @throws Refusal record.missing, lease.bundle */
export function keepStock(tx: Tx, fence: Fence): { before: Fence } {
  const { channelId, variantId, quantity: kept, until } = fence;
  getChannel(tx, channelId);
  getVariant(tx, variantId);
  if (isBundle.get(tx, { variantId })) throw new Refusal('lease.bundle', { variantId });
  const before = findFence.get(tx, { channelId, variantId });
  if (kept === 0) endFence(tx, fence);
  else putFence.run(tx, { channelId, variantId, quantity: kept, until, commandId: tx.commandId });
  dirtyAvailability(tx, variantId);
  tx.changed('channel', channelId);
  return { before: { channelId, variantId, quantity: before?.quantity ?? quantity(0), until: before?.until ?? until } };
}

function endFence(tx: Tx, { channelId, variantId }: Pick<Fence, 'channelId' | 'variantId'>): void {
  dropFence.run(tx, { channelId, variantId });
  dirtyAvailability(tx, variantId);
}

/** Days that are over keep nothing any more. */
export function endFences(tx: Tx): { ended: number } {
  const ended = endedFences.all(tx, { today: dayOf(tx.now, shopOf(tx).timeZone) });
  for (const fence of ended) endFence(tx, fence);
  return { ended: ended.length };
}

/** A request given up on may be carried out for so long yet; nothing read before counts. */
const graceMs = 2 * 60_000;

const save = (tx: Tx, { listingId, variantId }: LeaseRow, lease: Lease, rest: { shown: Quantity | null; openUntil: Instant | null }): void => {
  saveLease.run(tx, { listingId, ...lease, ...rest });
  dirtyAvailability(tx, variantId);
};

/** The next write to a leased listing, noted as sent before it leaves; null where none is due or none is safe yet. `already`: it shows the target. */
export function leaseWrite(tx: Tx, channel: ChannelRow, lease: LeaseRow, target: Quantity): LevelWrite | 'already' | null {
  if (lease.level === target) return 'already';
  const room = divisionOf(tx, lease.variantId, channel.id).shares.get(lease.listingId)?.room ?? 0;
  const step = nextWrite(lease, { target, room, compares: comparesLevels[channel.kind] });
  if (step !== null) save(tx, lease, afterSending(lease, step), { shown: null, openUntil: instant(tx.now + flightMs) });
  return step;
}

/** How a write ended: carried out, refused for certain because another level stands there, or nobody knows. */
export function noteLeaseWrite(tx: Tx, listingId: number, step: LevelWrite, end: { done: true } | { done: false; seen?: number | undefined }): void {
  const lease = findLease.get(tx, { listingId });
  if (!lease) return;
  if (end.done) save(tx, lease, afterDone(lease, step), { shown: null, openUntil: null });
  else if (end.seen !== undefined) save(tx, lease, afterRefusal(lease, step, pieces(Math.max(0, end.seen))), { shown: null, openUntil: null });
  else save(tx, lease, { exposure: lease.exposure, level: null }, { shown: null, openUntil: instant(tx.now + graceMs) });
}

/** A level that was no lease's when it left was carried out, or may have been: what can be sold there is at least that. */
export function noteForeignWrite(tx: Tx, listingId: number, level: Quantity): void {
  const lease = findLease.get(tx, { listingId });
  if (lease) save(tx, lease, { exposure: afterReading(lease, level).lease.exposure, level: null }, { shown: null, openUntil: instant(tx.now + graceMs) });
}

/** What listings showed when nothing was under way to them; it counts once all that was sold by then is pulled. */
export function noteLevels(tx: Tx, { levels }: { levels: readonly { listingId: number; shows: number | null }[] }): Record<string, never> {
  for (const { listingId, shows } of levels) {
    const lease = findLease.get(tx, { listingId });
    if (!lease || shows === null || (lease.openUntil ?? 0) > tx.now) continue;
    const shown = pieces(Math.max(0, shows));
    save(tx, lease, afterReading(lease, shown).lease, { shown, openUntil: null });
  }
  return {};
}

/** A level seen in passing, as by reading the catalogue: what it says too much is believed at once, the rest when it is read for a lease. */
export function noteSeenLevel(tx: Tx, listingId: number, shows: Quantity | null): void {
  const lease = findLease.get(tx, { listingId });
  if (!lease || shows === null || shows === lease.level) return;
  save(tx, lease, { ...afterReading(lease, quantity(Math.max(0, shows))).lease, level: null }, { shown: lease.shown, openUntil: lease.openUntil });
}

/** Sold there by buyers who have still to pay: nothing is set aside for them here. */
const unbookedOf = read((db, p: { channelId: number; variantId: number }) =>
  db
    .selectFrom('salesOrder')
    .innerJoin('orderLine', 'orderLine.orderId', 'salesOrder.id')
    .select(({ fn }) => fn.sum<Quantity | null>('orderLine.quantity').as('ordered'))
    .select(({ fn }) => fn.sum<Quantity | null>('orderLine.cancelled').as('cancelled'))
    .where('salesOrder.channelId', '=', p.channelId)
    .where('orderLine.variantId', '=', p.variantId)
    .where('salesOrder.awaitsPayment', '=', 1)
    .where('salesOrder.intake', '<>', 'history')
    .where('salesOrder.fulfilment', '<>', 'cancelled'),
);

/** All orders were read after these levels: they are what can be sold there. While an order could not be taken, nobody knows what it sold. */
export function settleLeases(tx: Tx, { channelId }: { channelId: number }): { settled: number } {
  const read = leasesOfChannel.all(tx, { channelId }).filter(({ shown }) => shown !== null);
  if (read.length === 0 || troublesOf.all(tx, { channelId }).length > 0) return { settled: 0 };
  for (const lease of read) {
    const { ordered, cancelled } = unbookedOf.get(tx, { channelId, variantId: lease.variantId }) ?? { ordered: null, cancelled: null };
    save(tx, lease, afterSettling(lease, lease.shown ?? quantity(0), quantity((ordered ?? 0) - (cancelled ?? 0))), { shown: null, openUntil: null });
  }
  return { settled: read.length };
}

/** What it showed has fallen by what it sold since. */
const soldThere = (lease: Lease, sold: Quantity): Lease => ({ exposure: afterSale(lease, sold).lease.exposure, level: lease.level === null ? null : quantity(Math.max(0, lease.level - sold)) });

/** What a listing sold, or took back, came into the book: its lease and what was kept for its channel are drawn by it. */
export function drawLease(tx: Tx, listing: { id: number; channelId: number; variantId: number }, sold: number): void {
  const lease = findLease.get(tx, { listingId: listing.id });
  if (lease) save(tx, lease, sold > 0 ? soldThere(lease, quantity(sold)) : afterReturn(lease, quantity(-sold)), { shown: sold > 0 ? lease.shown : null, openUntil: lease.openUntil });
  const fence = findFence.get(tx, listing);
  if (!fence || sold <= 0) return;
  if (fence.quantity <= sold) endFence(tx, listing);
  else putFence.run(tx, { channelId: listing.channelId, variantId: listing.variantId, quantity: quantity(fence.quantity - sold), until: fence.until, commandId: tx.commandId });
  dirtyAvailability(tx, listing.variantId);
}
