import { zShownDescription, zShownName } from '../../shared/channels/channel-copy.contract.ts';
import type { CopyField } from '../../shared/channels/channel-copy.rules.ts';
import type { ConflictChoice, ConflictField, FieldText } from '../../shared/channels/conflict.rules.ts';
import type { ConflictValue, Settling } from '../../shared/channels/conflict.contract.ts';
import { Refusal } from '../../shared/refusal/refusal.ts';
import { type UnitPrice, unitPrice } from '../../shared/units/unit-price.ts';
import type { Tx } from '../database/handles.ts';
import { keepAddress, putAddressBack, takeTheirAddress, writeAddress } from '../sales/order-address.service.ts';
import { getCopy, putBackThere, show } from './channel-copy.service.ts';
import { findCopy, type SaidCopy, saidOf, saveSaid } from './channel-copy.statements.ts';
import { addFact, judge } from './conflict.service.ts';
import { oursOf } from './conflict-ours.queries.ts';
import { type PriceBefore, putPriceBack, takePrice } from './conflict-price.service.ts';
import { conflictById, type ConflictFact, type FieldKey, newestConflict, newestFact, putSight, ruleOf, type SeenKey, sightOf } from './conflict.statements.ts';
import { linkedListing, owePrice, tellPrice } from './listing-price.service.ts';

interface Settled {
  conflictId: number;
  choose: ConflictChoice;
  value: ConflictValue;
}

/**
 * Settles conflicts by a person's word: ours is sent again, theirs is taken over here, or a third value is written here and sent.
 * @throws Refusal per item: record.missing, conflict.settled, conflict.value, and why the value cannot be written or sent
 */
export const settleConflicts = (tx: Tx, { items }: { items: readonly Settling[] }) => ({
  results: items.map((item) => tx.attempt(() => settle(tx, item, 'person'))),
});

/** Holds a field against what was agreed; where the owner said which side wins, its conflict is settled by that at once. */
export function judgeByRule(tx: Tx, key: SeenKey, from: ConflictFact['theirsFrom']): void {
  const conflictId = judge(tx, key, from);
  if (conflictId !== null) settleByRule(tx, key, conflictId);
}

/** What a person opened again waits for a person; what the rule cannot settle stays open. */
export function settleByRule(tx: Tx, key: FieldKey, conflictId: number): void {
  const rule = ruleOf.get(tx, key);
  if (rule && newestFact.get(tx, { conflictId })?.kind !== 'reopened') tx.attempt(() => settle(tx, { conflictId, choose: rule.winner, value: null }, 'rule'));
}

function settle(tx: Tx, { conflictId, choose, value: said }: Settling, settledBy: 'person' | 'rule'): Settled {
  const conflict = conflictById.get(tx, { id: conflictId });
  if (!conflict) throw new Refusal('record.missing', { kind: 'fieldConflict', id: conflictId });
  if (conflict.state !== 'open') throw new Refusal('conflict.settled', { conflictId });
  const { id: _id, at: _at, commandId: _commandId, ...last } = newestFact.get(tx, { conflictId })!;
  const ours = oursOf(tx, conflict, tx.now);
  if (!ours) throw new Refusal('record.missing', { kind: conflict.field, id: conflict.subjectId });
  const value = choose === 'ours' ? ours.value : choose === 'theirs' ? last.theirs : writtenValue(conflict.field, said);
  const before = JSON.stringify(beforeOf(tx, conflict));
  // Settled first: while it is in dispute nothing of it may be sent.
  const fact = { ...last, kind: 'settled' as const, ours: ours.value, oursAt: ours.at, oursFrom: ours.from, outcome: choose, settledBy };
  if (conflict.field === 'address') return settleAddress(tx, { ...fact, value: 'null' }, conflict.subjectId, { choose, said });
  if (conflict.field !== 'price') addFact(tx, { ...fact, value, before });
  const taken = conflict.field === 'price' ? settlePrice(tx, conflict.subjectId, choose, value) : settleWord(tx, { ...conflict, field: conflict.field }, choose, value);
  if (conflict.field === 'price') addFact(tx, { ...fact, value, before: JSON.stringify(taken ?? null) });
  agreeOn(tx, { ...conflict, field: conflict.field }, last.theirs);
  return { conflictId, choose, value: JSON.parse(value) as ConflictValue };
}

/** Both sides were seen as they stand there: later changes are held against that. */
function agreeOn(tx: Tx, key: SeenKey, theirs: FieldText): void {
  const sight = sightOf.get(tx, key);
  if (sight) putSight.run(tx, { ...sight, agreedOurs: theirs, agreedTheirs: theirs });
}

/** @throws Refusal conflict.value for one that is no value of this field */
function writtenValue(field: ConflictField, said: ConflictValue): FieldText {
  const fits =
    field === 'price' ? typeof said === 'number' && said >= 0
    : field === 'name' ? zShownName.safeParse(said).success
    : field === 'description' ? zShownDescription.safeParse(said).success
    : field === 'offered' ? typeof said === 'boolean'
    : typeof said === 'object' && said !== null;
  if (!fits) throw new Refusal('conflict.value', { field });
  return JSON.stringify(typeof said === 'string' && field === 'name' ? said.trim() : said);
}

const nothingSaid: SaidCopy = { name: null, description: null, offered: 1, draftName: null, draftDescription: null, draftOffered: null };

/** What our side says before it is settled, as it is kept; of a price only what is changed is put back. */
function beforeOf(tx: Tx, { channelId, field, subjectId: productId }: FieldKey): Partial<SaidCopy> | null {
  if (field === 'price' || field === 'address') return null;
  const { name, description, offered, draftName, draftDescription, draftOffered } = findCopy.get(tx, { channelId, productId }) ?? nothingSaid;
  if (field === 'name') return { name, draftName };
  return field === 'description' ? { description, draftDescription } : { offered, draftOffered };
}

function settlePrice(tx: Tx, listingId: number, choose: ConflictChoice, value: FieldText): PriceBefore | undefined {
  const listing = linkedListing(tx, listingId);
  const price = JSON.parse(value) as UnitPrice | null;
  if (price === null) throw new Refusal('listing.noPrice', { listingId });
  const before = choose === 'ours' ? undefined : takePrice(tx, listing, unitPrice(price));
  if (choose !== 'theirs') owePrice(tx, listing, unitPrice(price));
  return before;
}

function settleWord(tx: Tx, { channelId, field, subjectId: productId }: FieldKey & { field: CopyField }, choose: ConflictChoice, value: FieldText): void {
  const which = { channelId, productId };
  const { live, draft, state } = getCopy(tx, which);
  const put = JSON.parse(value) as string | boolean;
  if (choose === 'theirs') return saveSaid(tx, which, saidOf(field, put));
  if (field === 'offered' && put === true && state !== 'active') throw new Refusal('copy.notOnSale', { productId });
  show(tx, which, { [field]: put }, { live, draft: { ...draft, [field]: null } });
}

/** The channel is not told of addresses: ours holds for what leaves here, whatever stands there. */
function settleAddress(tx: Tx, fact: Omit<Parameters<typeof addFact>[1], 'before'>, orderId: number, { choose, said }: Pick<Settling, 'choose'> & { said: ConflictValue }): Settled {
  const { conflictId } = fact;
  const held = choose === 'theirs' ? takeTheirAddress(tx, orderId) : choose === 'ours' ? keepAddress(tx, orderId) : writeAddress(tx, orderId, addressOf(said));
  addFact(tx, { ...fact, before: 'null' });
  return { conflictId, choose, value: held };
}

/** @throws Refusal conflict.value */
function addressOf(said: ConflictValue) {
  if (typeof said !== 'object' || said === null) throw new Refusal('conflict.value', { field: 'address' });
  return said;
}

/**
 * Takes settlements back: here it is as it was, there the channel is owed what it said, and the conflict waits again.
 * @throws Refusal per item: record.missing, conflict.notSettled, conflict.movedOn where later changes stand on it
 */
export const reopenConflicts = (tx: Tx, { items }: { items: readonly { conflictId: number }[] }) => ({
  results: items.map(({ conflictId }) => tx.attempt(() => reopen(tx, conflictId))),
});

function reopen(tx: Tx, conflictId: number): Settled {
  const conflict = conflictById.get(tx, { id: conflictId });
  if (!conflict) throw new Refusal('record.missing', { kind: 'fieldConflict', id: conflictId });
  const { id: _id, at: _at, commandId: _commandId, ...last } = newestFact.get(tx, { conflictId })!;
  if (last.outcome === null || last.outcome === 'over') throw new Refusal('conflict.notSettled', { conflictId });
  const stands = oursOf(tx, conflict, tx.now);
  const newest = newestConflict.get(tx, conflict);
  if (newest?.id !== conflictId || stands?.value !== last.value) throw new Refusal('conflict.movedOn', { conflictId });
  const choose = last.outcome;
  const value = conflict.field === 'address' ? putAddressBack(tx, conflict.subjectId) : (JSON.parse(last.value) as ConflictValue);
  if (conflict.field !== 'address') putBack(tx, { ...conflict, field: conflict.field }, last);
  addFact(tx, { ...last, kind: 'reopened', outcome: null, settledBy: null, value: null, before: null });
  return { conflictId, choose, value };
}

function putBack(tx: Tx, key: SeenKey, { outcome, before, theirs, theirsAt, agreedOurs, agreedTheirs }: Omit<ConflictFact, 'id' | 'at' | 'commandId'>): void {
  const { channelId, field, subjectId } = key;
  const was: unknown = JSON.parse(before ?? 'null');
  if (field === 'price') {
    // Written by settle.
    if (was !== null) putPriceBack(tx, was as PriceBefore);
    const { externalId } = linkedListing(tx, subjectId);
    if (outcome !== 'theirs') tellPrice(tx, { channelId, listingId: subjectId, externalId, fields: { price: unitPrice(JSON.parse(theirs) as number) }, restores: ['price'] });
  } else {
    saveSaid(tx, { channelId, productId: subjectId }, was as Partial<SaidCopy>);
    if (outcome !== 'theirs') putBackThere(tx, { channelId, productId: subjectId }, { [field]: JSON.parse(theirs) as never });
  }
  putSight.run(tx, { ...key, agreedOurs, agreedTheirs, theirs, theirsAt });
}
