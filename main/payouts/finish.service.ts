import { costKindOf } from '../../shared/payouts/line-kind.rules.ts';
import { settlementEntry } from '../../shared/payouts/settlement-entry.rules.ts';
import { isSettled, openSums, type Settled } from '../../shared/payouts/settlement.rules.ts';
import { Refusal } from '../../shared/refusal/refusal.ts';
import { startOfDay } from '../../shared/units/calendar.ts';
import type { Day } from '../../shared/units/day.ts';
import { type Instant, instant } from '../../shared/units/instant.ts';
import { minor } from '../../shared/units/minor.ts';
import { postEntry, reverseEntry } from '../accounting/journal.service.ts';
import { openDay } from '../accounting/period.queries.ts';
import { shopOf } from '../company/company.queries.ts';
import type { Tx } from '../database/handles.ts';
import { recordOrderCost, withdrawOrderCost } from '../sales/order-cost.service.ts';
import { inTransitOf, settledNow } from './settlement-books.ts';
import { linesOf, requireOpen, requireSettlement, setFinished, setResult, type SettlementLineRow, type SettlementRow } from './settlement.statements.ts';

/**
 * Posts a settlement in one entry: each order's clearing is settled, each fee is on its account and told to its order, and
 * what was sent is on its way to the bank.
 * @throws Refusal record.missing, settlement.finished, settlement.noRate, settlement.residual, settlement.undecided, period.locked, account.blocked, chart.missing
 */
export function finishSettlement(tx: Tx, { settlementId }: { settlementId: number }): { settlementId: number; entryNumber: string | null } {
  const settlement = requireOpen(tx, settlementId);
  requireRate(tx, settlement);
  const lines = linesOf.all(tx, { settlementId });
  const settled = settledNow(tx, settlement, lines);
  requireSettled(settlement, settled);
  const postedOn = openDay(tx, settlement.paidOn);
  const occurredAt = atDay(tx, settlement.paidOn);
  const { channelId, channel, externalId: number, currency, payout } = settlement;
  const posted = postEntry(tx, settlementEntry({ settlementId, channelId, postedOn, occurredAt, channel, number, currency, payout }, { payout: settled.basePayout, shares: settled.shares }));
  const results = new Map(settled.lines.map((line) => [line.id, line]));
  for (const line of lines) {
    const { base, toOrder } = results.get(line.id) ?? { base: minor(0), toOrder: minor(0) };
    setResult.run(tx, { id: line.id, base, toOrder, orderCostId: tellOrder(tx, line, minor(toOrder - base), occurredAt) });
  }
  setFinished.run(tx, { id: settlementId, finishedAt: tx.now, postedOn, entryId: posted?.entryId ?? null, basePayout: settled.basePayout });
  tx.changed('settlement', settlementId);
  return { settlementId, entryNumber: posted?.number ?? null };
}

/** @throws Refusal settlement.noRate where nobody said what another currency was worth */
function requireRate(tx: Tx, { currency, rateTop, rateBottom }: SettlementRow): void {
  const { baseCurrency } = shopOf(tx);
  if (currency !== baseCurrency && rateTop === 1 && rateBottom === 1) throw new Refusal('settlement.noRate', { currency, baseCurrency });
}

/** @throws Refusal settlement.residual, settlement.undecided */
function requireSettled({ externalId: number, currency }: SettlementRow, settled: Settled): void {
  if (isSettled(settled)) return;
  if (settled.residual !== 0) throw new Refusal('settlement.residual', { number, residual: settled.residual, currency });
  throw new Refusal('settlement.undecided', { number, lines: settled.unplaced.length, orders: openSums(settled.orders).length });
}

const halfDay = 12 * 60 * 60 * 1000;

/** Noon of a business date, and never later than now. */
const atDay = (tx: Tx, on: Day): Instant => instant(Math.min(tx.now, startOfDay(on, shopOf(tx).timeZone) + halfDay));

/** A fee, an ad or a label of one order is what it really cost; one that came back is less. */
function tellOrder(tx: Tx, line: SettlementLineRow, amount: ReturnType<typeof minor>, occurredAt: Instant): number | null {
  const kind = costKindOf(line.kind);
  if (kind === null || line.orderId === null || line.orderIntake === 'history' || line.role !== null || amount === 0) return null;
  return recordOrderCost(tx, { orderId: line.orderId, kind, amount, source: 'payout', note: line.feeKind ?? line.label, occurredAt }).orderCostId;
}

/**
 * Opens a finished settlement again: its entry is reversed, and what it told of its orders no longer counts.
 * @throws Refusal record.missing, settlement.notFinished, settlement.onBank, period.locked
 */
export function reopenSettlement(tx: Tx, { settlementId }: { settlementId: number }): { settlementId: number } {
  const settlement = requireSettlement(tx, settlementId);
  const { finishedAt, basePayout, entryId, postedOn, externalId: number } = settlement;
  if (finishedAt === null || basePayout === null || postedOn === null) throw new Refusal('settlement.notFinished', { number });
  if (inTransitOf(tx, settlementId) !== basePayout) throw new Refusal('settlement.onBank', { number });
  const lines = linesOf.all(tx, { settlementId });
  for (const { orderCostId } of lines) if (orderCostId !== null) withdrawIfStanding(tx, orderCostId);
  // An entry leaves on its own day while that is open, so that no day keeps what never was.
  if (entryId !== null) reverseEntry(tx, { entryId, postedOn: openDay(tx, postedOn), reason: 'settlement' });
  setFinished.run(tx, { id: settlementId, finishedAt: null, postedOn: null, entryId: null, basePayout: null });
  for (const { id } of lines) setResult.run(tx, { id, base: null, toOrder: null, orderCostId: null });
  tx.changed('settlement', settlementId);
  return { settlementId };
}

/** Somebody may have taken the cost back already, on the order's own page. */
function withdrawIfStanding(tx: Tx, orderCostId: number): void {
  try {
    withdrawOrderCost(tx, { orderCostId });
  } catch (error) {
    if (!(error instanceof Refusal) || error.code !== 'record.changed') throw error;
  }
}
