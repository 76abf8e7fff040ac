import { sql } from 'kysely';
import type { leaseStates } from '../../shared/channels/lease.contract.ts';
import { Refusal } from '../../shared/refusal/refusal.ts';
import type { Day } from '../../shared/units/day.ts';
import type { Instant } from '../../shared/units/instant.ts';
import { type Quantity, quantity } from '../../shared/units/quantity.ts';
import type { Actor, Reader } from '../database/handles.ts';
import { read } from '../database/statement.ts';
import { availableOf } from '../inventory/available.sql.ts';
import { getChannel } from './channel.statements.ts';
import { divisionOf, isDivided, levelOf } from './division.queries.ts';
import { fencesOfVariant, findChoice, findFence, findLease, findShort, type LeaseRow, leasesOfVariant } from './lease.statements.ts';

const toldRows = read((db, p: { channelId: number; afterId: number; listingId: number; limit: number }) =>
  db
    .selectFrom('listing')
    .innerJoin('channel', 'channel.id', 'listing.channelId')
    .select(['listing.id', 'listing.channelId', 'listing.name', 'listing.sku', 'listing.variantId', 'listing.remoteStock', 'listing.publishedAt', 'channel.buffer'])
    .select([availableOf('listing.variantId').as('available'), isDivided('listing.variantId').as('divided')])
    .select(
      sql<0 | 1>`exists (select 1 from outbox where channelId = listing.channelId and capability = 'stock' and key = 'listing:' || listing.id and state in ('waiting', 'sending'))`.as('underway'),
    )
    .where('listing.channelId', '=', p.channelId)
    .where(sql<boolean>`(${p.listingId} = 0 or listing.id = ${p.listingId})`)
    .where('listing.id', '>', p.afterId)
    .where('listing.variantId', 'is not', null)
    .where('listing.stockKeeping', '=', 'own')
    .where('listing.goneAt', 'is', null)
    .orderBy('listing.id')
    .limit(p.limit)
    .$narrowType<{ variantId: number }>(),
);
type ToldRow = ReturnType<typeof toldRows.all>[number];

/** One page of what a channel is told, listing by listing, with what is held back from each. @throws Refusal record.missing */
export function listTold(reader: Reader, { channelId, afterId, limit }: { channelId: number; afterId: number; limit: number }) {
  getChannel(reader, channelId);
  const found = toldRows.all(reader, { channelId, afterId, listingId: 0, limit: limit + 1 });
  const rows = found.slice(0, limit).map((row) => told(reader, row));
  return { rows, nextId: found.length > limit ? (rows.at(-1)?.listingId ?? null) : null };
}

function told(reader: Reader, row: ToldRow) {
  const { id: listingId, channelId, variantId, name, sku, available, buffer } = row;
  const lease = findLease.get(reader, { listingId });
  const level = levelOf(reader, row);
  const terms = row.divided === 1 ? divisionOf(reader, variantId, channelId).shares.get(listingId)?.terms : undefined;
  const { leased, fenced } = terms ?? { leased: quantity(0), fenced: quantity(0) };
  return {
    listingId,
    name,
    sku,
    variantId,
    method: lease ? ('leased' as const) : ('shared' as const),
    chosen: findChoice.get(reader, { channelId, variantId }) !== undefined,
    available,
    level,
    leased,
    fenced,
    buffer,
    left: quantity(available - level - leased - fenced - buffer),
    kept: findFence.get(reader, { channelId, variantId }) ?? null,
    shows: lease ? lease.level : row.remoteStock,
    publishedAt: row.publishedAt,
    state: stateOf(reader, row, lease, level),
  };
}

function stateOf(reader: Reader, row: ToldRow, lease: LeaseRow | undefined, level: Quantity): (typeof leaseStates)[number] {
  if (lease && findShort.get(reader, row)) return 'short';
  const shows = lease ? lease.level : row.remoteStock;
  if (lease && shows === null) return 'unknown';
  if (shows === level) return 'shown';
  return lease && shows !== null && level > shows ? 'waits' : 'underway';
}

interface Term {
  kind: 'available' | 'leased' | 'fenced' | 'counter' | 'buffer' | 'rest';
  channel: string | null;
  until: Day | null;
  amount: Quantity;
}

const nameOf = read((db, p: { id: number }) => db.selectFrom('channel').select('name').where('id', '=', p.id));
const channelOfListing = read((db, p: { id: number }) => db.selectFrom('listing').select('channelId').where('id', '=', p.id));

/** Why a listing is told its number: what is available, then what is taken off it, each with whose it is. @throws Refusal record.missing */
export function explainTold(reader: Reader, { listingId }: { listingId: number }, _actor: Actor, now: Instant) {
  const channelId = channelOfListing.get(reader, { id: listingId })?.channelId ?? 0;
  const row = toldRows.get(reader, { channelId, afterId: 0, listingId, limit: 1 });
  if (!row) throw new Refusal('record.missing', { kind: 'listing', id: listingId });
  const lease = findLease.get(reader, { listingId });
  const level = levelOf(reader, row);
  const taken = takenOff(reader, row);
  const counter = row.divided === 1 && lease ? divisionOf(reader, row.variantId, channelId).counter : quantity(0);
  const rest = row.available - level - row.buffer - counter - taken.reduce((sum, { amount }) => sum - amount, 0);
  const terms = [
    term('available', row.available),
    ...taken,
    term('counter', -counter),
    term('buffer', -row.buffer),
    term('rest', -rest),
  ].filter(({ kind, amount }) => kind === 'available' || amount !== 0);
  return { level, asOf: now, terms, lease: lease?.exposure ?? null, state: stateOf(reader, row, lease, level), short: lease ? (findShort.get(reader, row) ?? null) : null };
}

const term = (kind: Term['kind'], amount: number, channel: string | null = null, until: Day | null = null): Term => ({ kind, channel, until, amount: quantity(amount) });

/** What is leased to other channels and kept for them beyond that, channel by channel. */
function takenOff(reader: Reader, { channelId, variantId, divided }: ToldRow): Term[] {
  if (divided === 0) return [];
  const others = leasesOfVariant.all(reader, { variantId }).filter((lease) => lease.channelId !== channelId);
  const leased = new Map<number, number>();
  for (const lease of others) leased.set(lease.channelId, (leased.get(lease.channelId) ?? 0) + lease.exposure);
  const fences = fencesOfVariant.all(reader, { variantId }).filter((fence) => fence.channelId !== channelId);
  return [
    ...[...leased].map(([id, amount]) => term('leased', -amount, nameOf.get(reader, { id })?.name ?? '')),
    ...fences.map((fence) => term('fenced', -Math.max(0, fence.quantity - (leased.get(fence.channelId) ?? 0)), fence.name, fence.until)),
  ];
}
