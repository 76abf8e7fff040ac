import { channelWeight, counterWeight, heldTargets, type Lease, roomIn, targetsOf } from '../inventory/lease.rules.ts';
import { type Quantity, quantity } from '../units/quantity.ts';
import { publishedLevel } from './publish.rules.ts';

/** A listing that is told of a variant; `lease: null` where it shares with the counter. */
export interface Seller {
  listingId: number;
  channelId: number;
  /** Never offered to its channel. */
  buffer: Quantity;
  lease: Lease | null;
  /** On sale there no more. */
  gone: boolean;
}

/** Why a listing is told what it is told: what is available, less each of these, is the level. All in thousandths. */
export interface Terms {
  /** Leased to other channels. */
  leased: Quantity;
  /** Kept for other channels until a day. */
  fenced: Quantity;
  buffer: Quantity;
  /** Left to the counter, to the others by weight, and what is no whole piece. */
  left: Quantity;
}

export interface Share {
  level: Quantity;
  terms: Terms;
  /** What may be exposed in addition by the next write to it. */
  room: number;
}

export interface Division {
  /** The counter's lease: what it sells without asking anybody. */
  counter: Quantity;
  /** Below zero where more is leased than there is. */
  unleased: number;
  shares: ReadonlyMap<number, Share>;
}

/**
 * Divides what is available of a variant among the counter and everybody who is told of it (INV-S5). A leased listing is told
 * its lease; one that shares is told what is leased to nobody and kept for nobody else, less its buffer; what is kept for a channel
 * is nobody else's, whether it shares or leases.
 *
 * @param available on hand − allocated − on hold over the places that sell, in thousandths
 * @param fences what is still kept for each channel, in thousandths
 */
export function divide(available: Quantity, sellers: readonly Seller[], fences: ReadonlyMap<number, Quantity>): Division {
  const leasers = sellers.flatMap((seller) => (seller.lease === null ? [] : [{ ...seller, lease: seller.lease }]));
  const exposed = exposedBy(leasers);
  const beyond = (channelId: number): number => Math.max(0, (fences.get(channelId) ?? 0) - (exposed.get(channelId) ?? 0));
  const held = { anyLeased: leasers.length > 0, exposed, fences, beyond, allFenced: sum(fences.values()), allLeased: sum(exposed.values()), allBeyond: sum([...fences.keys()].map(beyond)) };
  const unleased = roomIn(available, leasers.map(({ lease }) => lease));
  const room = unleased - held.allBeyond;
  const due = dueTo(available, sellers, leasers, held);
  const { counter, targets } = heldTargets({ due, leases: leasers.map(({ lease }) => lease), room });
  const shares = new Map<number, Share>();
  for (const [index, { listingId, channelId, buffer, gone }] of leasers.entries()) {
    const others = held.allFenced - (fences.get(channelId) ?? 0);
    const most = publishedLevel(quantity(available - others), buffer);
    const level = gone ? quantity(0) : quantity(Math.min(targets[index] ?? 0, most));
    shares.set(listingId, { level, terms: termsOf({ available, channelId, buffer, level, ...held }), room: room - counter + beyond(channelId) });
  }
  for (const { listingId, channelId, buffer, lease, gone } of sellers) {
    if (lease !== null) continue;
    const level = gone ? quantity(0) : sharedLevel(available, channelId, buffer, due[0] ?? quantity(0), held);
    shares.set(listingId, { level, terms: termsOf({ available, channelId, buffer, level, ...held }), room: 0 });
  }
  return { counter, unleased, shares };
}

interface Held {
  anyLeased: boolean;
  exposed: ReadonlyMap<number, number>;
  fences: ReadonlyMap<number, Quantity>;
  /** What is kept for a channel beyond what it was leased already. */
  beyond: (channelId: number) => number;
  allFenced: number;
  allLeased: number;
  allBeyond: number;
}

const sum = (values: Iterable<number>): number => [...values].reduce((total, value) => total + value, 0);

function exposedBy(leasers: readonly { channelId: number; lease: Lease }[]): Map<number, number> {
  const exposed = new Map<number, number>();
  for (const { channelId, lease } of leasers) exposed.set(channelId, (exposed.get(channelId) ?? 0) + lease.exposure);
  return exposed;
}

/** Who shares with the counter adds to its weight; what is kept for a channel goes to its first listing on top. */
function dueTo(available: Quantity, sellers: readonly Seller[], leasers: readonly Seller[], { fences, allFenced }: Held): Quantity[] {
  const sharing = sellers.filter(({ lease, gone }) => lease === null && !gone).length;
  const weights = [counterWeight + channelWeight * sharing, ...leasers.map(({ gone }) => (gone ? 0 : channelWeight))];
  const [rest = quantity(0), ...shares] = targetsOf(quantity(Math.max(0, available - allFenced)), weights);
  const first = (channelId: number): number => leasers.findIndex((one) => one.channelId === channelId);
  return [rest, ...shares.map((share, index) => {
    const { channelId } = leasers[index]!;
    return first(channelId) === index ? quantity(share + (fences.get(channelId) ?? 0)) : share;
  })];
}

function sharedLevel(available: Quantity, channelId: number, buffer: Quantity, rest: Quantity, held: Held): Quantity {
  const own = held.fences.get(channelId) ?? 0;
  const leasedElsewhere = held.allLeased - (held.exposed.get(channelId) ?? 0);
  const free = available - leasedElsewhere - (held.allBeyond - held.beyond(channelId));
  // Where something is leased, what is due to the leases and not raised yet is not offered by those who share either.
  return publishedLevel(quantity(held.anyLeased ? Math.min(free, rest + own) : free), buffer);
}

function termsOf({ available, channelId, buffer, level, ...held }: Held & { available: Quantity; channelId: number; buffer: Quantity; level: Quantity }): Terms {
  const leased = quantity(held.allLeased - (held.exposed.get(channelId) ?? 0));
  const fenced = quantity(held.allBeyond - held.beyond(channelId));
  return { leased, fenced, buffer, left: quantity(available - leased - fenced - buffer - level) };
}

/** What nobody else was leased and nothing is kept of for others: for bundles, whose parts are sold one by one too. */
export function freeFor(available: Quantity, channelId: number, sellers: readonly Seller[], fences: ReadonlyMap<number, Quantity>): Quantity {
  const exposed = exposedBy(sellers.flatMap((seller) => (seller.lease === null ? [] : [{ ...seller, lease: seller.lease }])));
  const channels = new Set([...exposed.keys(), ...fences.keys()]);
  channels.delete(channelId);
  return quantity(available - sum([...channels].map((id) => Math.max(exposed.get(id) ?? 0, fences.get(id) ?? 0))));
}
