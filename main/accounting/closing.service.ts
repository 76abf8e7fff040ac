import { carryForwardEntry, profitOf, resultClosingEntry } from '../../shared/accounting/closing.rules.ts';
import { Refusal } from '../../shared/refusal/refusal.ts';
import { addDays, dayOf } from '../../shared/units/calendar.ts';
import type { Day } from '../../shared/units/day.ts';
import { minor } from '../../shared/units/minor.ts';
import { shopOf } from '../company/company.queries.ts';
import type { Tx } from '../database/handles.ts';
import { type ClosingWay, closingWay } from './closing-way.ts';
import { closingById, entriesOfClosing, insertClosing, latestStanding, openResults } from './closing.statements.ts';
import { postEntry, reverseEntry } from './journal.service.ts';
import { ledgerAccountOf } from './ledger-accounts.ts';
import { accountBalanceBefore } from './trial-balance.queries.ts';

/**
 * Closes the result accounts through the end of a period, as the shop's chart closes: yearly or monthly; a chart that
 * closes monthly carries the year's profit forward at the year's end. What comes late is closed by closing again.
 * @throws Refusal chart.missing, closing.notAnEnd, closing.notOver, closing.earlier, closing.nothing, period.locked, account.blocked.
 */
export function closeResult(tx: Tx, { throughOn, reason }: { throughOn: Day; reason: string }) {
  const way = closingWay(tx);
  refuseDay(tx, throughOn, way);
  const results = openResults.all(tx, { on: throughOn });
  const atYearEnd = way.carries && throughOn === way.yearEndOf(throughOn);
  const profit = profitOf(results);
  // What the year's account stands at once this closing is in it; debit positive.
  const year = atYearEnd ? minor(accountBalanceBefore(tx, ledgerAccountOf(tx, 'currentYearProfit'), addDays(throughOn, 1)) - profit) : minor(0);
  if (results.length === 0 && year === 0) throw new Refusal('closing.nothing', { throughOn });
  const { lastId } = insertClosing.run(tx, { throughOn, profit, takesBackId: null, reason, recordedAt: tx.now, commandId: tx.commandId });
  tx.changed('resultClosing', lastId);
  const head = { resultClosingId: lastId, throughOn, occurredAt: tx.now };
  const entries = [postEntry(tx, resultClosingEntry(head, results, way.into)), ...(year === 0 ? [] : [postEntry(tx, carryForwardEntry(head, year))])];
  return { resultClosingId: lastId, profit, entryIds: entries.flatMap((entry) => (entry ? [entry.entryId] : [])) };
}

/**
 * Takes the latest closing back by the opposite entries on its own day, so that every day reads as before it.
 * @throws Refusal record.missing, closing.notLatest, period.locked.
 */
export function takeBackClosing(tx: Tx, { resultClosingId, reason }: { resultClosingId: number; reason: string }) {
  const closing = closingById.get(tx, { id: resultClosingId });
  if (!closing) throw new Refusal('record.missing', { kind: 'resultClosing', id: resultClosingId });
  const latest = latestStanding.get(tx, {});
  if (latest?.id !== resultClosingId) throw new Refusal('closing.notLatest', { throughOn: latest?.throughOn ?? closing.throughOn });
  const { lastId } = insertClosing.run(tx, { throughOn: closing.throughOn, profit: minor(0 - closing.profit), takesBackId: resultClosingId, reason, recordedAt: tx.now, commandId: tx.commandId });
  tx.changed('resultClosing', lastId);
  const reversals = entriesOfClosing.all(tx, { id: resultClosingId }).map(({ id }) => reverseEntry(tx, { entryId: id, postedOn: closing.throughOn, reason }));
  return { resultClosingId: lastId, throughOn: closing.throughOn, entryIds: reversals.map(({ entryId }) => entryId) };
}

function refuseDay(tx: Tx, throughOn: Day, { endOf }: ClosingWay): void {
  const endsOn = endOf(throughOn);
  if (throughOn !== endsOn) throw new Refusal('closing.notAnEnd', { throughOn, endsOn });
  if (throughOn >= dayOf(tx.now, shopOf(tx).timeZone)) throw new Refusal('closing.notOver', { throughOn });
  const latest = latestStanding.get(tx, {});
  if (latest && throughOn < latest.throughOn) throw new Refusal('closing.earlier', { throughOn, latestOn: latest.throughOn });
}
