import assert from 'node:assert/strict';
import { centreField, type CentreKind, centreKinds } from '../../shared/accounting/centre.rules.ts';
import type { ChartId } from '../../shared/accounting/charts/charts.ts';
import { accountsBehind } from '../../shared/reporting/cell-parts.rules.ts';
import type { Report, ReportRow } from '../../shared/reporting/report.rules.ts';
import { addDays } from '../../shared/units/calendar.ts';
import type { Day } from '../../shared/units/day.ts';
import type { TestShop } from '../support/shop.ts';
import { isBusiness, isResult, leftOut, type RawLine, sum, totals, within, yearOf } from './oracle.ts';

/** A shop, every line of its books, and some days its statements are asked for. */
export interface Case {
  shop: TestShop;
  chart: ChartId;
  lines: readonly RawLine[];
  from: Day;
  to: Day;
}

/** Where each chart keeps money, written down by hand. */
const moneyCodes: Partial<Record<ChartId, readonly string[]>> = {
  generic: ['1000', '1010', '1030'],
  smallBusinessCn: ['1001', '1002', '101201', '101202'],
  skr03: ['1000', '1200', '1360'],
  pcg: ['511', '512', '530'],
  us: ['10100', '10200', '10300'],
};

/** Codes of bank accounts in other currencies, which the shops of these tests open beside the chart's own. */
export const foreignBanks: Partial<Record<ChartId, readonly string[]>> = { smallBusinessCn: ['100201', '100202'], skr03: ['1210', '1220'], us: ['10210', '10220'] };

/** @throws with both sides where they differ */
export function agree(what: string, shown: unknown, due: unknown): void {
  assert.deepStrictEqual({ [what]: shown }, { [what]: due });
}

/** Account rows of a report by code, in one column; an account split over two lines is added up. `credit` turns shown figures back. */
export function accountsOf(report: Report, column: number, credit: (lineId: string) => boolean): Record<string, number> {
  const found: Record<string, number> = {};
  for (const { kind, cells, under } of report.rows) {
    if (kind !== 'account') continue;
    const shown = Number(cells[2 + column]);
    found[String(cells[0])] = (found[String(cells[0])] ?? 0) + (credit(under ?? '') ? -shown : shown);
  }
  return Object.fromEntries(Object.entries(found).filter(([, amount]) => amount !== 0));
}

/** Which lines show credit positive, read off the report itself: an account's own sign says it once. */
export function creditLines(report: Report, column: number, raw: Record<string, number>): (lineId: string) => boolean {
  const credit = new Map<string, boolean>();
  for (const { kind, cells, under } of report.rows) {
    const natural = raw[String(cells[0])];
    if (kind === 'account' && natural !== undefined && Number(cells[2 + column]) !== 0) credit.set(under ?? '', Math.sign(Number(cells[2 + column])) !== Math.sign(natural));
  }
  return (lineId) => credit.get(lineId) ?? false;
}

const figuresOf = (row: Pick<ReportRow, 'cells'> | undefined): number[] => (row?.cells ?? []).slice(2).map(Number);
const lastTotal = (report: Report, column: number): number => Number(figuresOf(report.rows.findLast(({ kind }) => kind === 'total'))[column]);
const allHold = (report: Report): void => agree(`controls of ${report.name}`, report.controls.filter(({ left, right }) => left !== right), []);

/** A figure's explanation comes to the figure, and what is no account's stands on a line of its own, never on a sum. */
function explanationsHold({ name, rows, columns }: Report): void {
  columns.forEach(({ unit }, at) => {
    if (unit !== 'money') return;
    const explained = rows.filter(({ kind }) => kind !== 'heading').map((row) => ({ row, behind: accountsBehind(rows, row, at) }));
    agree(`${name} explained`, explained.map(({ behind }) => behind.reduce((all, { amount }) => all + amount, 0)), explained.map(({ row }) => row.cells[at]));
    agree(`${name} sums unexplained`, explained.flatMap(({ behind }) => behind).filter(({ row }) => row.kind !== 'account' && row.parts.length > 0).map(({ row }) => row.id), []);
  });
}

/** A line that is nothing but its accounts shows what they add up to. */
function linesHold(report: Report): void {
  explanationsHold(report);
  for (const { id, kind, parts, cells } of report.rows) {
    const under = report.rows.filter((row) => row.under === id);
    if (kind !== 'line' || parts.length > 0 || under.length === 0) continue;
    const added = under.map(figuresOf).reduce((a, b) => a.map((figure, at) => figure + (b[at] ?? 0)));
    agree(`${report.name} line ${id}`, figuresOf({ cells }), added);
  }
}

const resultsIn = (lines: readonly RawLine[], from: Day, to: Day): RawLine[] => lines.filter((line) => isResult(line) && isBusiness(line) && within(from, to)(line));

interface Way {
  compare?: 'previous' | 'lastYear' | 'year';
  by?: 'month';
}
/** Every way of asking: the days alone, beside others, and month by month. */
const ways: readonly Way[] = [{}, { compare: 'previous' }, { compare: 'lastYear' }, { compare: 'year' }, { by: 'month' }];

/** Profit and loss is its accounts from raw lines without closings, in each of its columns, and ties to equity. */
export function judgeProfit({ shop, lines, from, to }: Case, way = 0): void {
  const report = shop.call('report.get', { name: 'profitAndLoss', from, to, ...ways[way % ways.length] });
  report.columns.slice(2).forEach((column, at) => {
    if (column.from === null || column.to === null) return;
    const results = resultsIn(lines, column.from, column.to);
    const raw = totals(results, ({ code }) => code);
    agree(`profit and loss ${column.from} ${column.to}`, accountsOf(report, at, creditLines(report, at, raw)), raw);
    agree(`profit ${column.from} ${column.to}`, lastTotal(report, at), 0 - sum(results));
  });
  judgeColumns({ shop, from, to }, report, ways[way % ways.length] ?? {});
  changesHold(report);
  linesHold(report);
  allHold(report);
}

/** The columns are of the days that were asked for and of those they are compared with, worked out from the calendar. */
function judgeColumns({ shop, from, to }: Pick<Case, 'shop' | 'from' | 'to'>, report: Report, { compare, by }: Way): void {
  const days = report.columns.slice(2).filter((column) => column.to !== null).map((column) => [column.from, column.to]);
  if (by === 'month') {
    agree('the last column is all months', days.at(-1), [from, to]);
    const begin = (on: Day): Day => addDays(on, 1);
    const months = days.slice(0, -1);
    agree('each month begins after the one before', months.map(([first]) => first), [from, ...months.slice(0, -1).map(([, last]) => begin(last!))]);
    agree('the last month ends with the days', months.at(-1)?.[1], to);
    agree('no month holds days of two', months.every(([first, last]) => first?.slice(0, 7) === last?.slice(0, 7)), true);
  } else if (compare === 'year') agree('the year so far', days, [[yearOf(shop, to), to], [from, to]]);
  else {
    agree('the days', days[0], [from, to]);
    if (compare === 'previous') agree('the days before end the day before', days[1]?.[1], addDays(from, -1));
    if (compare === 'lastYear') agree('the year before', days[1]?.map((on) => Number(on?.slice(0, 4))), [Number(from.slice(0, 4)) - 1, Number(to.slice(0, 4)) - 1]);
  }
}

/** What changed is the first column less the second. */
function changesHold(report: Report): void {
  const at = report.columns.slice(2).findIndex(({ id }) => id === 'change');
  if (at < 0) return;
  for (const row of report.rows.filter(({ kind }) => kind !== 'heading')) {
    const [now = 0, before = 0] = figuresOf(row);
    agree(`${report.name}: change of ${row.id}`, figuresOf(row)[at], now - before);
  }
}

/** By cost centre of each kind, every column is the raw lines of its centre, and the columns add up to the whole. */
export const judgeCentres = (one: Case): void => centreKinds.forEach((kind) => judgeCentresOf(one, kind));

function judgeCentresOf({ shop, lines, from, to }: Case, kind: CentreKind): void {
  const report = shop.call('report.get', { name: 'profitAndLoss', from, to, by: kind });
  const results = resultsIn(lines, from, to);
  report.columns.slice(2).forEach(({ centreId }, column) => {
    const of = results.filter((line) => centreId === null || (line[centreField[kind]] ?? 0) === centreId);
    agree(`${kind} ${centreId}`, lastTotal(report, column), 0 - sum(of));
  });
  for (const row of report.rows.filter(({ kind: rowKind }) => rowKind !== 'heading')) {
    const figures = figuresOf(row);
    agree(`${kind}: columns of ${row.id}`, figures.slice(0, -1).reduce((a, b) => a + b, 0), figures.at(-1));
  }
  allHold(report);
}

/** The balance sheet holds every balance of raw lines once, and balances, on both of its days. */
export function judgeSheet({ shop, chart, lines, from, to }: Case): void {
  const report = shop.call('report.get', { name: 'balanceSheet', to, compare: from.endsWith('5') ? 'lastYear' : 'previous' });
  report.columns.slice(2).filter(({ id }) => id !== 'change').forEach(({ to: on }, column) => {
    const until = lines.filter(within(null, on!));
    const [assets, sources] = report.rows.filter(({ kind }) => kind === 'total').map(({ cells }) => Number(cells[2 + column]));
    agree(`balance sheet ${on}`, assets, sources);
    const raw = totals(until.filter(({ type }) => type === 'asset' || type === 'liability'), ({ code }) => code);
    const shown = accountsOf(report, column, creditLines(report, column, raw));
    agree(`balances ${on}`, Object.fromEntries(Object.entries(shown).filter(([code]) => code in raw)), raw);
    const owned = sum(until.filter((line) => isResult(line) || line.type === 'equity'));
    const equity = report.rows.find(({ id }) => id === 'totalEquity' || id === '52')?.cells[2 + column];
    agree(`equity ${on}`, equity, 0 - owned);
    if (chart in profitCodes) judgeYear({ shop, chart, lines: until, from, to: on! }, report, column);
  });
  changesHold(report);
  allHold(report);
}

/** Where the charts that show them apart keep the profit of the year and of earlier ones. */
const profitCodes: Partial<Record<ChartId, { year: string; retained: string }>> = { skr03: { year: '0869', retained: '0860' }, us: { year: '32900', retained: '32000' } };

/** The profit of the day's own year and what was kept of earlier ones, closed or not, are shown each for itself. */
function judgeYear({ shop, chart, lines, to }: Case, report: Report, column: number): void {
  const begin = yearOf(shop, to);
  const isLeftOut = leftOut(shop, to);
  const standing = lines.filter((line) => !isLeftOut(line));
  const results = standing.filter(isResult);
  const shown = (id: string): unknown => report.rows.find((row) => row.id === id)?.cells[2 + column];
  const on = (code?: string): number => sum(standing.filter((line) => line.code === code));
  agree(`profit of the year ${to}`, shown('yearProfit'), 0 - on(profitCodes[chart]?.year) - sum(results.filter(({ postedOn }) => postedOn >= begin)));
  agree(`retained earnings ${to}`, shown('retained'), 0 - on(profitCodes[chart]?.retained) - sum(results.filter(({ postedOn }) => postedOn < begin)));
}

/** Both cash flows end in the money of raw lines; the direct one names what each entry exchanged money for. */
export function judgeCash({ shop, chart, lines, from, to }: Case): void {
  const codes = new Set([...(moneyCodes[chart] ?? []), ...(foreignBanks[chart] ?? [])]);
  const money = sum(lines.filter((line) => codes.has(line.code) && within(null, to)(line)));
  for (const method of ['direct', 'indirect'] as const) {
    const report = shop.call('report.get', { name: 'cashFlow', method, from, to });
    agree(`money ${method}`, lastTotal(report, 0), money);
    linesHold(report);
    allHold(report);
  }
  const inside = lines.filter(within(from, to));
  const change = totals(inside.filter(({ code }) => codes.has(code)), ({ entryId }) => entryId);
  const exchanged = totals(inside.filter(({ code, entryId }) => !codes.has(code) && entryId in change), ({ code }) => code);
  // Every line of a cash flow shows money in as positive.
  agree('what money was exchanged for', accountsOf(shop.call('report.get', { name: 'cashFlow', from, to }), 0, () => true), exchanged);
}

/** Every account that ever moved, with both sides of the days. */
export function judgeTrial({ shop, lines, from, to }: Case): void {
  const report = shop.call('report.get', { name: 'trialBalance', from, to });
  const due = new Map<string, [number, number, number, number]>();
  for (const line of lines.filter(within(null, to))) {
    const row = due.get(line.code) ?? [0, 0, 0, 0];
    if (line.postedOn < from) row[0] += line.amount;
    else row[line.amount > 0 ? 1 : 2] += Math.abs(line.amount);
    row[3] += line.amount;
    due.set(line.code, row);
  }
  const shown = report.rows.filter(({ kind }) => kind === 'line').map((row) => [row.cells[0], ...figuresOf(row)]);
  agree('trial balance', shown, [...due].map(([code, row]) => [code, ...row]).sort(([a], [b]) => (String(a) < String(b) ? -1 : 1)));
  const all = [...due.values()].reduce((a, b) => a.map((figure, at) => figure + (b[at] ?? 0)) as typeof a, [0, 0, 0, 0]);
  agree('totals of the trial balance', figuresOf(report.rows.at(-1)), all);
  allHold(report);
}

/** One account, line by line, with its running balance. */
export function judgeLedger({ shop, lines, from, to }: Case, code: string): void {
  const own = lines.filter((line) => line.code === code);
  const ledgerAccountId = own[0]?.ledgerAccountId;
  if (ledgerAccountId === undefined) return;
  const report = shop.call('report.get', { name: 'generalLedger', from, to, ledgerAccountId });
  let balance = sum(own.filter(within(null, addDays(from, -1))));
  const due = own.filter(within(from, to)).sort((a, b) => (a.postedOn < b.postedOn ? -1 : a.postedOn > b.postedOn ? 1 : a.entryId - b.entryId)).map(({ postedOn, amount }) => {
    balance += amount;
    return [postedOn, Math.max(amount, 0), Math.max(-amount, 0), balance];
  });
  const shown = report.rows.filter(({ kind }) => kind === 'line').map(({ cells }) => [cells[0], ...cells.slice(-3)]);
  agree(`ledger of ${code}`, shown, due);
  allHold(report);
}

/** What customers owe and suppliers are owed at a day: item by item the raw lines, in all the control account. */
export function judgeItems({ shop, lines, to: on }: Case, codes: { receivable: string; payable: string }): void {
  for (const side of ['receivable', 'payable'] as const) {
    const sign = side === 'receivable' ? 1 : -1;
    const own = lines.filter((line) => line.code === codes[side] && within(null, on)(line));
    const due = totals(own, ({ itemKind, itemId }) => `${itemKind} ${itemId}`);
    const { rows } = shop.call(`${side}.items`, { on });
    agree(`${side} items ${on}`, Object.fromEntries(rows.map(({ itemKind, itemId, open }) => [`${itemKind} ${itemId}`, sign * open])), due);
    const ageing = shop.call(`${side}.ageing`, { on });
    const total = side === 'receivable' ? sum(own) : 0 - sum(own);
    agree(`${side} control ${on}`, [ageing.total, ageing.control], [total, total]);
    const ages = ({ notDue, days30, days60, days90, older }: Omit<typeof ageing, 'rows'> | (typeof ageing.rows)[number]): number => notDue + days30 + days60 + days90 + older;
    agree(`${side} ages ${on}`, [ages(ageing), ageing.rows.reduce((all, row) => all + ages(row), 0)], [total, total]);
  }
}

/** What goods are worth at a day is what changed their layers by then, and stands on the account of goods. */
export function judgeStock({ shop, lines, to: on }: Case, inventory: string): void {
  const layers = shop.raw.prepare('select coalesce(sum(value), 0) from layerChange where postedOn <= ?').pluck().get(on);
  agree(`goods ${on}`, shop.call('stock.valuation', { on }).value, layers);
  agree(`goods in the ledger ${on}`, sum(lines.filter((line) => line.code === inventory && within(null, on)(line))), layers);
}

/** The postings behind one account of profit and loss or the balance sheet add up to what the account shows. */
export function judgeCell({ shop, lines, from, to }: Case, at: number): void {
  const inside = lines.filter(within(from, to));
  const line = inside[at % Math.max(1, inside.length)];
  if (!line) return;
  const ofResult = isResult(line);
  const isLeftOut = leftOut(shop, to);
  const due = lines.filter((one) => one.code === line.code && (ofResult ? isBusiness(one) && within(from, to)(one) : !isLeftOut(one) && within(null, to)(one)));
  const asked = { name: ofResult ? ('profitAndLoss' as const) : ('balanceSheet' as const), ledgerAccountId: line.ledgerAccountId, from: ofResult ? from : null, to, limit: 200 };
  let page = shop.call('report.postings', asked);
  const amounts = page.rows.map(({ amount }) => amount);
  while (page.next) {
    page = shop.call('report.postings', { ...asked, after: page.next });
    amounts.push(...page.rows.map(({ amount }) => amount));
  }
  agree(`postings behind ${line.code}`, amounts.sort((a, b) => a - b), due.map(({ amount }) => amount as number).sort((a, b) => a - b));
}

/** Every statement of some days that is made of lines alone. */
export function judgeStatements(one: Case): void {
  judgeProfit(one, Number(one.to.slice(-1)));
  judgeCentres(one);
  judgeSheet(one);
  judgeCash(one);
  judgeTrial(one);
}
