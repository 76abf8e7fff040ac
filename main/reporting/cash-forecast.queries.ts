import { assumedByWeek, type CashGroup, cashGroups, forecastWeeks, later, missedBy, tooOld, weeksAfter } from '../../shared/reporting/cash-forecast.rules.ts';
import { layoutsOf } from '../../shared/reporting/layouts/layouts.ts';
import { isMoney } from '../../shared/reporting/statement.rules.ts';
import { Refusal } from '../../shared/refusal/refusal.ts';
import { addDays, dayOf } from '../../shared/units/calendar.ts';
import type { Day } from '../../shared/units/day.ts';
import type { Instant } from '../../shared/units/instant.ts';
import { type Minor, minor, sumMinor } from '../../shared/units/minor.ts';
import { getChart, listAccounts } from '../accounting/account.queries.ts';
import { getShop } from '../company/company.queries.ts';
import type { Actor, Reader } from '../database/handles.ts';
import { balancesAt } from './figures.queries.ts';
import { type CashAccounts, usualBefore } from './forecast-history.queries.ts';
import { type CashItem, knownItems } from './forecast-items.queries.ts';
import { sumOf } from './statement-frame.ts';

/** Money is what the balance sheet of the chart calls so: bank, tills, payouts on their way. @throws Refusal chart.missing */
export function cashAccounts(reader: Reader): CashAccounts {
  const installed = getChart(reader);
  if (!installed) throw new Refusal('chart.missing', {});
  const { balanceSheet } = layoutsOf[installed.chart];
  const [money, others] = [true, false].map((wanted) => listAccounts(reader).filter((account) => isMoney(balanceSheet, account) === wanted));
  return { money: money ?? [], others: others ?? [] };
}

const moneyAt = (reader: Reader, { money }: CashAccounts, on: Day): Minor => sumOf(balancesAt(reader, on), money);

const amountOf = (items: readonly CashItem[]): Minor => sumMinor(items.map(({ amount }) => amount));

/** A forecast as it is made at the end of a day, from what the books of that day say. */
export function forecastAt(reader: Reader, accounts: CashAccounts, on: Day) {
  const { usual, ...seen } = usualBefore(reader, accounts, on);
  const items = knownItems(reader, accounts, on);
  const weeks = weeksAfter(on);
  const groups = cashGroups.map((group) => {
    const own = weeks.map(({ no }) => items.filter((item) => item.group === group && item.place === no));
    const known = own.map(amountOf);
    return { group, known, assumed: assumedByWeek(known, usual[group]), items: own.map(({ length }) => length) };
  });
  const opening = moneyAt(reader, accounts, on);
  let before = opening;
  const rows = weeks.map((week, index) => {
    const parts = groups.map(({ group, known, assumed, items: counts }) => ({ group, known: known[index] ?? minor(0), assumed: assumed[index] ?? minor(0), items: counts[index] ?? 0 }));
    const row = { ...week, opening: before, ...sidesOf(parts), groups: parts };
    const closing = minor(row.opening + row.moneyIn - row.moneyOut);
    before = closing;
    return { ...row, closing };
  });
  return { opening, rows, items, seen: { ...seen, usual: cashGroups.map((group) => ({ group, total: usual[group].total })) } };
}

/** What a week brings and takes, group by group: a group that brings less than it takes is money out. */
function sidesOf(parts: readonly { group: CashGroup; known: Minor; assumed: Minor }[]): { moneyIn: Minor; moneyOut: Minor } {
  const nets = parts.map(({ known, assumed }) => known + assumed);
  return { moneyIn: minor(nets.reduce((sum, net) => sum + Math.max(0, net), 0)), moneyOut: minor(nets.reduce((sum, net) => sum + Math.max(0, -net), 0)) };
}

/** The forecast of thirteen weeks before a day against the money there was; null where the books had not begun so much earlier that a week of theirs had passed. */
export function backTestAt(reader: Reader, accounts: CashAccounts, on: Day) {
  const from = addDays(on, -forecastWeeks * 7);
  const then = forecastAt(reader, accounts, from);
  if (then.seen.weeks === 0) return null;
  const weeks = then.rows.map(({ no, from: begins, to, closing }) => ({ no, from: begins, to, forecast: closing, actual: moneyAt(reader, accounts, to) }));
  return { on: from, weeks, ...missedBy(weeks) };
}

const dayAsked = (reader: Reader, on: Day | undefined, now: Instant): Day => on ?? dayOf(now, getShop(reader).timeZone);

/**
 * What money there will be in the thirteen weeks after a day: opening + in − out, from documents that are open, orders placed,
 * channels' payouts as they usually come, and what is usual beside them; with the error of the forecast of thirteen weeks before.
 * @throws Refusal chart.missing
 */
export function getCashForecast(reader: Reader, { on: asked }: { on?: Day }, _actor: Actor, now: Instant) {
  const accounts = cashAccounts(reader);
  const on = dayAsked(reader, asked, now);
  const { opening, rows: weeks, items, seen } = forecastAt(reader, accounts, on);
  const lowest = weeks.reduce((least, week) => (week.closing < least.closing ? week : least));
  const apart = [tooOld, later].map((place) => {
    const own = items.filter((item) => item.place === place);
    return { place, items: own.length, amount: amountOf(own) };
  });
  return { on, opening, weeks, lowest: { no: lowest.no, closing: lowest.closing }, seen, apart, backTest: backTestAt(reader, accounts, on) };
}

interface Page {
  on?: Day;
  place: number;
  group?: CashGroup;
  after: number;
  limit: number;
}

/** One page of what is known of a week, the earliest first. @throws Refusal chart.missing */
export function listCashItems(reader: Reader, { on, place, group, after, limit }: Page, _actor: Actor, now: Instant) {
  const found = knownItems(reader, cashAccounts(reader), dayAsked(reader, on, now)).filter((item) => item.place === place && (group === undefined || item.group === group));
  const end = after + limit;
  return { rows: found.slice(after, end), next: found.length > end ? end : null, count: found.length, amount: amountOf(found) };
}
