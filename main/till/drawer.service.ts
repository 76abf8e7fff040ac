import { Refusal } from '../../shared/refusal/refusal.ts';
import { countedOf, countEntry, drawerMoveEntry, type DrawerOccasion, type DrawerReason, floatEntry, type FloatSource } from '../../shared/till/drawer.rules.ts';
import type { DrawerCount } from '../../shared/till/drawer.contract.ts';
import { type Minor, minor } from '../../shared/units/minor.ts';
import { postEntry } from '../accounting/journal.service.ts';
import { nextNumber } from '../company/series.service.ts';
import type { Tx } from '../database/handles.ts';
import { postedDay } from '../sales/posting-day.ts';
import { boxOf, expectedIn } from './drawer-cash.queries.ts';
import { closeRow, drawerById, type DrawerRow, insertCount, insertCountLine, insertDrawer, insertMovement, lastCountOf, lastEntryId, linesOfCount, openDrawerOf } from './drawer.statements.ts';

/** @throws Refusal drawer.open when this person or device has one open, drawer.boxShort, period.locked */
export function openDrawer(tx: Tx, { float, from }: { float: Minor; from: FloatSource }): { drawerId: number; number: string } {
  const open = openDrawerOf.get(tx, tx.actor);
  if (open) throw new Refusal('drawer.open', { number: open.number });
  if (from === 'box') requireInBox(tx, float);
  const number = nextNumber(tx, 'drawer');
  const { userId, deviceId } = tx.actor;
  const { lastId: drawerId } = insertDrawer.run(tx, { number, userId, deviceId, float, floatFrom: from, afterEntryId: lastEntry(tx), openedAt: tx.now, commandId: tx.commandId });
  if (from === 'bank') postEntry(tx, floatEntry(occasionOf(tx, { id: drawerId, number }), float));
  tx.changed('drawer', drawerId);
  return { drawerId, number };
}

const lastEntry = (tx: Tx): number => lastEntryId.get(tx, {})?.id ?? 0;

function requireInBox(tx: Tx, asked: Minor): void {
  const box = asked === 0 ? minor(0) : boxOf(tx);
  if (asked > box) throw new Refusal('drawer.boxShort', { box, asked });
}

const occasionOf = (tx: Tx, { id, number }: { id: number; number: string }): DrawerOccasion => ({ drawer: { id, number }, postedOn: postedDay(tx, tx.now), occurredAt: tx.now });

interface Move {
  reason: DrawerReason;
  amount: Minor;
  note: string;
}

/** @throws Refusal drawer.none, drawer.boxShort, period.locked */
export function payIn(tx: Tx, move: Move) {
  const drawer = ownDrawer(tx);
  if (move.reason === 'box') requireInBox(tx, move.amount);
  return moveCash(tx, drawer, 'in', move);
}

/** @throws Refusal drawer.none, drawer.short when more is asked than should be in it, period.locked */
export function payOut(tx: Tx, move: Move) {
  const drawer = ownDrawer(tx);
  const expected = expectedIn(tx, drawer);
  if (move.amount > expected) throw new Refusal('drawer.short', { expected, asked: move.amount });
  return moveCash(tx, drawer, 'out', move);
}

function moveCash(tx: Tx, drawer: DrawerRow, direction: 'in' | 'out', { reason, amount, note }: Move) {
  const occasion = occasionOf(tx, drawer);
  const { lastId: drawerMovementId } = insertMovement.run(tx, {
    drawerId: drawer.id, direction, reason, amount, note, occurredAt: tx.now, postedOn: occasion.postedOn, commandId: tx.commandId,
  });
  postEntry(tx, drawerMoveEntry(occasion, drawerMovementId, reason, direction === 'in' ? amount : minor(-amount), note));
  tx.changed('drawer', drawer.id);
  return { drawerId: drawer.id, drawerMovementId, reason, amount, expected: expectedIn(tx, drawer) };
}

function ownDrawer(tx: Tx): DrawerRow {
  const drawer = openDrawerOf.get(tx, tx.actor);
  if (!drawer) throw new Refusal('drawer.none', {});
  return drawer;
}

function getDrawer(tx: Tx, drawerId: number): DrawerRow {
  const drawer = drawerById.get(tx, { id: drawerId });
  if (!drawer) throw new Refusal('record.missing', { kind: 'drawer', id: drawerId });
  return drawer;
}

interface Count extends DrawerCount {
  drawerId: number;
}

/**
 * Ends a drawer with what lies in it. What it should hold is its float and everything its person's commands put in and took
 * out; the difference is posted and names who counted. All of it goes back to the cash box.
 * @throws Refusal record.missing, drawer.closed, period.locked
 */
export function closeDrawer(tx: Tx, count: Count) {
  const drawer = getDrawer(tx, count.drawerId);
  if (drawer.closedAt !== null) throw new Refusal('drawer.closed', { number: drawer.number });
  const expected = expectedIn(tx, drawer);
  closeRow.run(tx, { id: drawer.id, at: tx.now, throughEntryId: lastEntry(tx), commandId: tx.commandId });
  return writeCount(tx, drawer, count, { expected, holds: expected, before: { pieces: [], note: '' } });
}

/** @throws Refusal record.missing, drawer.notClosed, period.locked */
export function recountDrawer(tx: Tx, count: Count) {
  const drawer = getDrawer(tx, count.drawerId);
  const last = lastCountOf.get(tx, { drawerId: drawer.id });
  if (!last) throw new Refusal('drawer.notClosed', { number: drawer.number });
  const before = { pieces: linesOfCount.all(tx, { drawerCountId: last.id }), note: last.note };
  return writeCount(tx, drawer, count, { expected: last.expected, holds: last.counted, before });
}

function writeCount(tx: Tx, drawer: DrawerRow, { pieces, note }: Count, was: { expected: Minor; holds: Minor; before: DrawerCount }) {
  const counted = countedOf(pieces);
  const difference = minor(counted - was.holds);
  const occasion = occasionOf(tx, drawer);
  const { userId } = tx.actor;
  const row = { drawerId: drawer.id, expected: was.expected, counted, difference, userId, note, countedAt: tx.now, postedOn: occasion.postedOn, commandId: tx.commandId };
  const { lastId: drawerCountId } = insertCount.run(tx, row);
  for (const [denomination, many] of totalled(pieces)) insertCountLine.run(tx, { drawerCountId, denomination, pieces: many });
  const entry = postEntry(tx, countEntry(occasion, drawerCountId, difference, userId));
  tx.changed('drawer', drawer.id);
  return { drawerId: drawer.id, expected: was.expected, counted, difference: minor(counted - was.expected), entryNumber: entry?.number ?? null, before: was.before };
}

/** One row a denomination, however often it was keyed in. */
function totalled(pieces: DrawerCount['pieces']): Map<Minor, number> {
  const sums = new Map<Minor, number>();
  for (const { denomination, pieces: many } of pieces) sums.set(denomination, (sums.get(denomination) ?? 0) + many);
  return sums;
}
