import { Refusal } from '../../shared/refusal/refusal.ts';
import { addDays, dayOf } from '../../shared/units/calendar.ts';
import type { Day } from '../../shared/units/day.ts';
import type { Instant } from '../../shared/units/instant.ts';
import type { Tx } from '../database/handles.ts';
import { read, write } from '../database/statement.ts';
import { lockDigest } from './lock.proof.ts';
import { closedThrough } from './period.queries.ts';

const lockKey = Symbol('closed through');

const throughOf = (tx: Tx): Day | null => tx.once(lockKey, () => ({ through: closedThrough(tx) })).through;

/** A clock elsewhere may be hours ahead of ours; a day more is a slip of the pen, and would make all that comes before it late. */
const aheadAtMost = 24 * 60 * 60 * 1000;

/** What happened has happened. @throws Refusal `period.ahead` */
export function refuseAhead(tx: Tx, at: Instant, timeZone: string): void {
  if (at > tx.now + aheadAtMost) throw new Refusal('period.ahead', { on: dayOf(at, timeZone), today: dayOf(tx.now, timeZone) });
}

/** The day something that happened on `on` is posted: that day, or the first open one. Read once per transaction. */
export function openDayIn(tx: Tx, on: Day): Day {
  const through = throughOf(tx);
  return through !== null && on <= through ? addDays(through, 1) : on;
}

/**
 * Refuses a day of a closed period. Read once per transaction; lock and reopen are commands of their own.
 * @throws Refusal period.locked
 */
export function refuseLockedDay(tx: Tx, on: Day): void {
  const through = throughOf(tx);
  if (through !== null && on <= through) throw new Refusal('period.locked', { on, firstOpenOn: addDays(through, 1) });
}

const shopZone = read((db) => db.selectFrom('shop').select('timeZone'));
const lastSequence = read((db) => db.selectFrom('journalEntry').select('id').orderBy('id', 'desc').limit(1));

interface LockRow {
  kind: 'lock' | 'reopen';
  throughOn: Day;
  atSequence: number;
  reason: string;
  recordedAt: Instant;
  commandId: number;
}

const insertLock = write((db, p: LockRow) =>
  db.insertInto('periodLock').values({
    kind: p.kind,
    throughOn: p.throughOn,
    atSequence: p.atSequence,
    reason: p.reason,
    recordedAt: p.recordedAt,
    commandId: p.commandId,
  }),
);

/**
 * Closes the books through a day that is over: no entry enters a closed day again until it is reopened. Why it was closed before
 * everything was seen to stands behind the reason.
 * @throws Refusal period.alreadyLocked, period.notOver.
 */
export function lockPeriod(tx: Tx, input: { throughOn: Day; reason: string; despite?: string }) {
  const through = closedThrough(tx);
  if (through !== null && input.throughOn <= through) throw new Refusal('period.alreadyLocked', { throughOn: through });
  const zone = shopZone.get(tx, {})?.timeZone ?? 'UTC';
  if (input.throughOn >= dayOf(tx.now, zone)) throw new Refusal('period.notOver', { throughOn: input.throughOn });
  return record(tx, 'lock', input.throughOn, [input.reason, input.despite].filter((said) => said !== undefined).join(' · '));
}

/**
 * Opens the books again from a closed day on. The row stays for good: whoever reads the books sees that they were opened.
 * @throws Refusal period.notLocked
 */
export function reopenPeriod(tx: Tx, input: { from: Day; reason: string }) {
  const through = closedThrough(tx);
  if (through === null || input.from > through) throw new Refusal('period.notLocked', { from: input.from });
  return record(tx, 'reopen', addDays(input.from, -1), input.reason);
}

function record(tx: Tx, kind: LockRow['kind'], throughOn: Day, reason: string) {
  const atSequence = lastSequence.get(tx, {})?.id ?? 0;
  const { lastId } = insertLock.run(tx, { kind, throughOn, atSequence, reason, recordedAt: tx.now, commandId: tx.commandId });
  tx.changed('periodLock', lastId);
  // The record of commands carries it, so that neither the row nor its reason can be altered or lost unseen.
  tx.proves('periodLock', lastId, lockDigest({ id: lastId, kind, throughOn, atSequence, reason, recordedAt: tx.now }));
  return { periodLockId: lastId, closedThrough: throughOn };
}
