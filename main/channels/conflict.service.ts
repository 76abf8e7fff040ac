import { type FieldText, sameValue, standingOf } from '../../shared/channels/conflict.rules.ts';
import type { Tx } from '../database/handles.ts';
import { type Ours, oursOf } from './conflict-ours.queries.ts';
import { type ConflictFact, dropSight, type FieldKey, insertConflict, insertFact, type NewFact, newestConflict, newestFact, openConflicts, putSight, type SeenKey, setConflict, sightOf } from './conflict.statements.ts';

type Sight = NonNullable<ReturnType<typeof sightOf.get>>;
type TheirsFrom = ConflictFact['theirsFrom'];

/**
 * Holds a field against what both sides said when they were last settled: raises a conflict where each says something new, and
 * ends one that is none any more. Answers the conflict that is open now.
 */
export function judge(tx: Tx, key: SeenKey, from: TheirsFrom = 'reading'): number | null {
  const sight = sightOf.get(tx, key);
  const open = openConflict(tx, key);
  const ours = oursOf(tx, key, tx.now);
  if (!sight || !ours) {
    if (open !== null) endItself(tx, open);
    return null;
  }
  const same = (a: FieldText, b: FieldText): boolean => sameValue(key.field, a, b);
  const standing = standingOf({ ours: ours.value, theirs: sight.theirs }, { ours: sight.agreedOurs, theirs: sight.agreedTheirs }, same);
  if (standing === 'conflict') return open === null ? raise(tx, key, sidesOf(sight, ours, from)) : move(tx, open, sidesOf(sight, ours, from));
  // A draft says the same only until it is changed again: it was not shown to anybody.
  if (standing === 'same' && ours.from !== 'draft') agree(tx, sight, { ours: ours.value, theirs: sight.theirs });
  if (open !== null) endItself(tx, open);
  return null;
}

type Facts = Pick<NewFact, 'agreedOurs' | 'agreedTheirs' | 'ours' | 'oursAt' | 'oursFrom' | 'theirs' | 'theirsAt' | 'theirsFrom'>;

const sidesOf = ({ agreedOurs, agreedTheirs, theirs, theirsAt }: Sight, ours: Ours, theirsFrom: TheirsFrom): Facts => ({
  agreedOurs,
  agreedTheirs,
  ours: ours.value,
  oursAt: ours.at,
  oursFrom: ours.from,
  theirs,
  theirsAt,
  theirsFrom,
});

/** The conflict of a field that waits for somebody. */
export function openConflict(tx: Tx, key: FieldKey): number | null {
  const newest = newestConflict.get(tx, key);
  return newest?.state === 'open' ? newest.id : null;
}

export function raise(tx: Tx, key: FieldKey, facts: Facts): number {
  const { lastId: conflictId } = insertConflict.run(tx, key);
  addFact(tx, { ...facts, ...unsettled, conflictId, kind: 'raised' });
  return conflictId;
}

const unsettled = { outcome: null, settledBy: null, value: null, before: null } as const;

/** A side said something else while the conflict is open. */
function move(tx: Tx, conflictId: number, facts: Facts): number {
  const last = newestFact.get(tx, { conflictId });
  if (last?.ours !== facts.ours || last.theirs !== facts.theirs) addFact(tx, { ...facts, ...unsettled, conflictId, kind: 'moved' });
  return conflictId;
}

/** Writes a fact of a conflict, and where it stands by it. */
export function addFact(tx: Tx, fact: NewFact): void {
  const { lastId: factId } = insertFact.run(tx, { ...fact, at: tx.now, commandId: tx.commandId });
  setConflict.run(tx, { id: fact.conflictId, state: fact.kind === 'settled' ? 'settled' : 'open', factId });
  tx.changed('fieldConflict', fact.conflictId);
}

/** Both sides came to say the same, one went back to what was agreed, or nothing is shown there any more. */
export function endItself(tx: Tx, conflictId: number): void {
  const { id: _id, at: _at, commandId: _commandId, ...last } = newestFact.get(tx, { conflictId })!;
  addFact(tx, { ...last, kind: 'settled', outcome: 'over', settledBy: 'itself', value: null, before: null });
}

/** What both say now is what later changes are held against. */
export function agree(tx: Tx, sight: Sight, { ours, theirs }: { ours: FieldText; theirs: FieldText }): void {
  if (sight.agreedOurs === ours && sight.agreedTheirs === theirs) return;
  putSight.run(tx, { ...sight, agreedOurs: ours, agreedTheirs: theirs });
}

/** A person goes by what stands there: only what changes after that is news. */
export function acknowledge(tx: Tx, key: SeenKey): void {
  const sight = sightOf.get(tx, key);
  if (sight) agree(tx, sight, { ours: sight.theirs, theirs: sight.theirs });
}

/** The channel confirmed what was sent; while its field is in dispute nothing is agreed by that. */
export function noteConfirmed(tx: Tx, key: SeenKey, value: FieldText): void {
  const sight = sightOf.get(tx, key);
  if (!sight) return;
  const agreed = openConflict(tx, key) === null ? { agreedOurs: value, agreedTheirs: value } : {};
  putSight.run(tx, { ...sight, theirs: value, theirsAt: tx.now, ...agreed });
}

/** Whether news a command wrote may still be sent: its field is not in dispute, and nobody took the other side since. */
export function maySend(tx: Tx, key: FieldKey, commandId: number): boolean {
  const newest = newestConflict.get(tx, key);
  if (!newest) return true;
  return newest.state === 'settled' && !(newest.outcome === 'theirs' && newest.commandId > commandId);
}

/** What is linked otherwise, or not at all, is seen for the first time again. */
export function forgetSight(tx: Tx, key: SeenKey): void {
  dropSight.run(tx, key);
  judge(tx, key);
}

/** Conflicts about what a channel shows no more are over. */
export function endConflictsOfGone(tx: Tx, channelId: number): void {
  for (const { id, ...key } of openConflicts.all(tx, { channelId })) if (!oursOf(tx, key, tx.now)) endItself(tx, id);
}
