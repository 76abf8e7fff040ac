import { monthItemIds, monthItems, type MonthItem, type MonthProof, openDetails, stillOpen, withProofs } from '../../shared/reporting/month-close.rules.ts';
import { Refusal } from '../../shared/refusal/refusal.ts';
import { dayOf } from '../../shared/units/calendar.ts';
import type { Day } from '../../shared/units/day.ts';
import { lockPeriod } from '../accounting/period.service.ts';
import { shopOf } from '../company/company.queries.ts';
import type { Tx } from '../database/handles.ts';
import { checklistOf, monthOf } from './month-close.queries.ts';
import { closesOf, insertMonthClose, insertTick, standingTicks, tickById, undoTick } from './month-close.statements.ts';

/** Where an item stands on the checklist, as its reader counts. */
const numberOf = (item: MonthItem): number => monthItemIds.indexOf(item) + 1;

/**
 * Says that an item was looked at, with the figures it has now. A tick on other figures makes place for this one.
 * @throws Refusal month.notALook
 */
export function tickItem(tx: Tx, { on, item, note }: { on: Day; item: MonthItem; note: string }): { monthTickId: number } {
  if (monthItems[item] !== 'look') throw new Refusal('month.notALook', { no: numberOf(item) });
  const month = monthOf(on);
  const row = checklistOf(tx, month, tx.actor, tx.now).find((one) => one.item === item);
  if (!row) throw new Error(`The checklist has no item ${item}`);
  const before = standingTicks.all(tx, { throughOn: month.to }).find((tick) => tick.item === item);
  if (before) undoTick.run(tx, { id: before.monthTickId, commandId: tx.commandId });
  const { lastId } = insertTick.run(tx, { throughOn: month.to, item, open: row.open, amount: row.amount, note, tickedAt: tx.now, commandId: tx.commandId });
  tx.changed('monthTick', lastId);
  return { monthTickId: lastId };
}

/** Takes a tick back. @throws Refusal record.missing, month.unticked */
export function untickItem(tx: Tx, { monthTickId }: { monthTickId: number }) {
  const tick = tickById.get(tx, { id: monthTickId });
  if (!tick) throw new Refusal('record.missing', { kind: 'monthTick', id: monthTickId });
  if (tick.undoneById !== null) throw new Refusal('month.unticked', {});
  undoTick.run(tx, { id: monthTickId, commandId: tx.commandId });
  tx.changed('monthTick', monthTickId);
  // The column holds only items the contract knew.
  return { monthTickId, before: { on: tick.throughOn, item: tick.item as MonthItem, note: tick.note } };
}

/** What was proved outside the transaction, right before it. */
export interface ProvedBooks {
  headId: number;
  head: string;
  proofs: MonthProof[];
}

/**
 * Locks a month whose checklist is done, or with a reason why it is not, and writes down on which proofs and which head of the record.
 * @throws Refusal month.notOver, month.stillOpen, period.alreadyLocked
 */
export function closeMonth(tx: Tx, { on, reason, despite, proved: { headId, head, proofs } }: { on: Day; reason: string; despite?: string; proved: ProvedBooks }) {
  const month = monthOf(on);
  if (month.to >= dayOf(tx.now, shopOf(tx).timeZone)) throw new Refusal('month.notOver', { throughOn: month.to });
  const rows = withProofs(checklistOf(tx, month, tx.actor, tx.now), proofs);
  const open = stillOpen(rows);
  const details = openDetails(month.to, open);
  if (open.length > 0 && despite === undefined) throw new Refusal('month.stillOpen', details);
  const { periodLockId } = lockPeriod(tx, { throughOn: month.to, reason, ...(open.length > 0 && despite !== undefined && { despite: `${despite} (${details.items})` }) });
  const items = JSON.stringify(rows.map(({ item, state, open: count, amount, checked, tick }) => ({ item, state, open: count, amount, checked, tickedBy: tick?.userName ?? null, tickedAt: tick?.tickedAt ?? null, note: tick?.note ?? '' })));
  const checked = proofs.reduce((sum, proof) => sum + proof.checked, 0);
  const { lastId } = insertMonthClose.run(tx, { throughOn: month.to, periodLockId, headId, head, proofs: proofs.length, checked, items, closedAt: tx.now, commandId: tx.commandId });
  tx.changed('monthClose', lastId);
  const [close] = closesOf.all(tx, { throughOn: month.to });
  if (!close) throw new Error(`The close ${lastId} was not written`);
  return close;
}
