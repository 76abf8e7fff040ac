import type { ConflictField } from '../../shared/channels/conflict.rules.ts';
import type { ConflictValue } from '../../shared/channels/conflict.contract.ts';
import { Refusal } from '../../shared/refusal/refusal.ts';
import type { Instant } from '../../shared/units/instant.ts';
import { db } from '../database/builder.ts';
import type { Actor, Reader } from '../database/handles.ts';
import { read } from '../database/statement.ts';
import { addressSides } from '../sales/order-address.service.ts';
import { productOfVariant, shownProduct } from './channel-copy.statements.ts';
import { getChannel, listChannelRows } from './channel.statements.ts';
import { oursOf } from './conflict-ours.queries.ts';
import { conflictById, type ConflictFact, factsOf, type FieldKey, newestFact, ruleOf, rulesOf } from './conflict.statements.ts';
import { findListing } from './listing.statements.ts';

const raisedAt = read((builder, p: { conflictId: number }) =>
  builder.selectFrom('fieldConflictFact').select('at').where('conflictId', '=', p.conflictId).orderBy('id').limit(1),
);
const orderNumber = read((builder, p: { orderId: number }) => builder.selectFrom('salesOrder').select(['number', 'shownNumber']).where('id', '=', p.orderId));


interface Asked {
  channelId?: number;
  state: 'open' | 'settled';
  beforeId: number | null;
  limit: number;
}

/** Conflicts of the connected channels, the newest first. Our side is what it says now, theirs what was seen last. */
export function listConflicts(reader: Reader, { channelId, state, beforeId, limit }: Asked, _actor: Actor, now: Instant) {
  let page = db
    .selectFrom('fieldConflict as conflict')
    .innerJoin('channel', 'channel.id', 'conflict.channelId')
    .select(['conflict.id', 'conflict.channelId', 'conflict.field', 'conflict.subjectId', 'conflict.state'])
    .where('channel.removedAt', 'is', null)
    .where('conflict.state', '=', state)
    .orderBy('conflict.id', 'desc')
    .limit(limit + 1);
  if (channelId !== undefined) page = page.where('conflict.channelId', '=', channelId);
  if (beforeId !== null) page = page.where('conflict.id', '<', beforeId);
  const found = reader.all(page);
  const rows = found.slice(0, limit).map((row) => rowOf(reader, row, now));
  return { rows, nextId: found.length > limit ? (rows.at(-1)?.conflictId ?? null) : null };
}

/** @throws Refusal record.missing */
export function getConflict(reader: Reader, { conflictId }: { conflictId: number }, _actor: Actor, now: Instant) {
  const conflict = conflictById.get(reader, { id: conflictId });
  if (!conflict) throw new Refusal('record.missing', { kind: 'fieldConflict', id: conflictId });
  const facts = factsOf.all(reader, { conflictId }).map(({ kind, ours, theirs, outcome, settledBy: by, at, who }) => ({
    kind,
    ours: valueOf(ours),
    theirs: valueOf(theirs),
    outcome,
    by,
    at,
    who: by === 'person' || kind === 'reopened' ? who : null,
  }));
  return { ...rowOf(reader, conflict, now), facts };
}

export function listFieldRules(reader: Reader) {
  return { rows: listChannelRows(reader).flatMap(({ id: channelId }) => rulesOf.all(reader, { channelId }).map((rule) => ({ channelId, ...rule }))) };
}

type Row = FieldKey & { id: number; state: 'open' | 'settled' };

function rowOf(reader: Reader, { id: conflictId, channelId, field, subjectId, state }: Row, now: Instant) {
  const { name: channelName, currency } = getChannel(reader, channelId);
  const fact = newestFact.get(reader, { conflictId })!;
  return {
    conflictId,
    channelId,
    channelName,
    currency,
    field,
    ...subjectOf(reader, field, subjectId),
    state,
    raisedAt: raisedAt.get(reader, { conflictId })?.at ?? fact.at,
    ...(field === 'address' ? addressOf(reader, subjectId, fact) : sidesOf(reader, { channelId, field, subjectId }, { fact, now, isOpen: state === 'open' })),
    rule: ruleOf.get(reader, { channelId, field })?.winner ?? null,
    settled: fact.outcome === null || fact.settledBy === null ? null : { outcome: fact.outcome, by: fact.settledBy, value: valueOf(fact.value), at: fact.at },
  };
}

// Written by conflict.service.ts and conflict-settle.service.ts.
const valueOf = (text: string | null): ConflictValue => (text === null ? null : (JSON.parse(text) as ConflictValue));

function sidesOf(reader: Reader, key: FieldKey, { fact, now, isOpen }: { fact: ConflictFact; now: Instant; isOpen: boolean }) {
  const live = isOpen ? oursOf(reader, key, now) : undefined;
  const ours = live ?? { value: fact.ours, at: fact.oursAt, from: fact.oursFrom };
  return {
    ours: { ...ours, value: valueOf(ours.value) },
    theirs: { value: valueOf(fact.theirs), at: fact.theirsAt, from: fact.theirsFrom },
    agreed: { ours: valueOf(fact.agreedOurs), theirs: valueOf(fact.agreedTheirs) },
  };
}

/** An address stands with its order alone; once it is settled and erased there, nothing of it is left here. */
function addressOf(reader: Reader, orderId: number, { oursAt, oursFrom, theirsAt, theirsFrom }: ConflictFact) {
  const sides = addressSides(reader, orderId);
  return {
    ours: { value: sides?.ours ?? null, at: oursAt, from: oursFrom },
    theirs: { value: sides?.theirs ?? null, at: theirsAt, from: theirsFrom },
    agreed: { ours: sides?.agreed ?? null, theirs: sides?.agreed ?? null },
  };
}

function subjectOf(reader: Reader, field: ConflictField, subjectId: number): { subject: string; productId: number | null; orderId: number | null } {
  if (field === 'address') {
    const order = orderNumber.get(reader, { orderId: subjectId });
    return { subject: order?.shownNumber ?? order?.number ?? '', productId: null, orderId: subjectId };
  }
  if (field !== 'price') return { subject: shownProduct.get(reader, { id: subjectId })?.name ?? '', productId: subjectId, orderId: null };
  const listing = findListing.get(reader, { id: subjectId });
  const productId = listing?.variantId == null ? null : (productOfVariant.get(reader, { variantId: listing.variantId })?.productId ?? null);
  return { subject: listing?.name ?? '', productId, orderId: null };
}
