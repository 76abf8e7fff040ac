import { differenceOf, revaluationBackEntry, revaluationEntry } from '../../shared/accounting/revaluation.rules.ts';
import { Refusal } from '../../shared/refusal/refusal.ts';
import { dayOf } from '../../shared/units/calendar.ts';
import type { Day } from '../../shared/units/day.ts';
import { shopOf } from '../company/company.queries.ts';
import type { Tx } from '../database/handles.ts';
import { postEntry, reverseEntry } from './journal.service.ts';
import { revaluedAt } from './revaluation.queries.ts';
import { entriesOfRevaluation, insertRevaluation, insertRevaluationRow, revaluationById, setTakenBack, standingOn } from './revaluation.statements.ts';

/**
 * Brings what is open in other currencies to the rates of a day, and takes it back on the next: what is realised later is
 * counted from the document's own rate.
 * @throws Refusal rate.missing, revaluation.twice, revaluation.nothing, period.ahead, period.locked
 */
export function postRevaluation(tx: Tx, { throughOn }: { throughOn: Day }) {
  const today = dayOf(tx.now, shopOf(tx).timeZone);
  if (throughOn > today) throw new Refusal('period.ahead', { on: throughOn, today });
  if (standingOn.get(tx, { on: throughOn })) throw new Refusal('revaluation.twice', { throughOn });
  const rows = revaluedAt(tx, throughOn).filter(({ difference }) => difference !== 0);
  if (rows.length === 0) throw new Refusal('revaluation.nothing', { throughOn });
  const difference = differenceOf(rows);
  const { lastId: revaluationId } = insertRevaluation.run(tx, { throughOn, difference, recordedAt: tx.now, commandId: tx.commandId });
  rows.forEach(({ ledgerAccountId, item, currency, foreign, home, worth, rate }, index) => {
    const named = { itemKind: item?.kind ?? null, itemId: item?.id ?? null, exchangeRateId: rate?.exchangeRateId ?? null };
    insertRevaluationRow.run(tx, { revaluationId, rowNo: index + 1, ledgerAccountId, currency, foreignAmount: foreign, home, worth, ...named });
  });
  const head = { revaluationId, throughOn, occurredAt: tx.now };
  const entries = [postEntry(tx, revaluationEntry(head, rows)), postEntry(tx, revaluationBackEntry(head, rows))];
  tx.changed('revaluation', revaluationId);
  return { revaluationId, throughOn, difference, entryIds: entries.flatMap((entry) => (entry ? [entry.entryId] : [])) };
}

/**
 * Takes a revaluation back, and its reversal with it, each on its own day, so that every day reads as before.
 * @throws Refusal record.missing, revaluation.takenBack, period.locked
 */
export function takeBackRevaluation(tx: Tx, { revaluationId, reason }: { revaluationId: number; reason: string }) {
  const row = revaluationById.get(tx, { id: revaluationId });
  if (!row) throw new Refusal('record.missing', { kind: 'revaluation', id: revaluationId });
  if (row.takenBackById !== null) throw new Refusal('revaluation.takenBack', { throughOn: row.throughOn });
  for (const { id, postedOn } of entriesOfRevaluation.all(tx, { id: revaluationId })) reverseEntry(tx, { entryId: id, postedOn, reason });
  setTakenBack.run(tx, { id: revaluationId, by: tx.commandId });
  tx.changed('revaluation', revaluationId);
  return { revaluationId, throughOn: row.throughOn };
}
