import fc from 'fast-check';
import { expect, test } from 'vitest';
import { centreField, type CentreKind, centreKinds } from '../../shared/accounting/centre.rules.ts';
import type { ChartId } from '../../shared/accounting/charts/charts.ts';
import { addDays } from '../../shared/units/calendar.ts';
import type { Day } from '../../shared/units/day.ts';
import type { Report } from '../../shared/reporting/report.rules.ts';
import type { TestShop } from '../support/shop.ts';
import { runs } from '../support/soak.ts';
import { isBusiness, isResult, type RawLine, rawLines, sum, totals, within } from './oracle.ts';
import { firstDay, histories, newBooks, play } from './random-books.ts';

const span = fc.tuple(fc.integer({ min: -30, max: 830 }), fc.integer({ min: 0, max: 500 })).map(([start, length]) => ({ from: addDays(firstDay, start), to: addDays(firstDay, start + length) }));
const charted: readonly ChartId[] = ['generic', 'smallBusinessCn', 'skr03', 'pcg', 'us'];

/** Account rows of a report by code, in one column; an account split over two lines is added up. `debit` turns shown figures back. */
function accountsOf(report: Report, column: number, credit: (lineId: string) => boolean): Record<string, number> {
  const found: Record<string, number> = {};
  for (const { kind, cells, under } of report.rows) {
    if (kind !== 'account') continue;
    const shown = Number(cells[2 + column]);
    found[String(cells[0])] = (found[String(cells[0])] ?? 0) + (credit(under ?? '') ? -shown : shown);
  }
  return Object.fromEntries(Object.entries(found).filter(([, amount]) => amount !== 0));
}

/** Which lines show credit positive, read off the report itself: an account's own sign says it once. */
function creditLines(report: Report, column: number, raw: Record<string, number>): (lineId: string) => boolean {
  const credit = new Map<string, boolean>();
  for (const { kind, cells, under } of report.rows) {
    const natural = raw[String(cells[0])];
    if (kind === 'account' && natural !== undefined && Number(cells[2 + column]) !== 0) credit.set(under ?? '', Math.sign(Number(cells[2 + column])) !== Math.sign(natural));
  }
  return (lineId) => credit.get(lineId) ?? false;
}

const lastTotal = (report: Report, column: number): number => Number(report.rows.findLast(({ kind }) => kind === 'total')?.cells[2 + column]);
const allHold = (report: Report): void => expect(report.controls.filter(({ left, right }) => left !== right)).toEqual([]);

interface Case {
  shop: TestShop;
  chart: ChartId;
  lines: readonly RawLine[];
  from: Day;
  to: Day;
}

const resultsIn = ({ lines, from, to }: Case): RawLine[] => lines.filter((line) => isResult(line) && isBusiness(line) && within(from, to)(line));

/** Profit and loss is its accounts from raw lines without closings, and ties to equity. */
function judgeProfit(one: Case): void {
  const report = one.shop.call('report.get', { name: 'profitAndLoss', from: one.from, to: one.to });
  const raw = totals(resultsIn(one), ({ code }) => code);
  expect(accountsOf(report, 0, creditLines(report, 0, raw))).toEqual(raw);
  expect(lastTotal(report, 0)).toBe(0 - sum(resultsIn(one)));
  allHold(report);
}

/** By cost centre of each kind, every column is the raw lines of its centre, and the columns add up to the whole. */
const judgeCentres = (one: Case): void => centreKinds.forEach((kind) => judgeCentresOf(one, kind));

function judgeCentresOf(one: Case, kind: CentreKind): void {
  const report = one.shop.call('report.get', { name: 'profitAndLoss', from: one.from, to: one.to, by: kind });
  report.columns.slice(2).forEach(({ centreId }, column) => {
    const of = resultsIn(one).filter((line) => centreId === null || (line[centreField[kind]] ?? 0) === centreId);
    expect(lastTotal(report, column), `${kind} ${centreId}`).toBe(0 - sum(of));
  });
  for (const { cells } of report.rows.filter(({ kind }) => kind !== 'heading')) {
    const figures = cells.slice(2).map(Number);
    expect(figures.slice(0, -1).reduce((a, b) => a + b, 0)).toBe(figures.at(-1));
  }
  allHold(report);
}

/** The balance sheet holds every balance of raw lines once, and balances, on both of its days. */
function judgeSheet({ shop, lines, from, to }: Case): void {
  const report = shop.call('report.get', { name: 'balanceSheet', to, compare: from.endsWith('5') ? 'lastYear' : 'previous' });
  report.columns.slice(2).filter(({ id }) => id !== 'change').forEach(({ to: on }, column) => {
    const until = lines.filter(within(null, on!));
    const [assets, sources] = report.rows.filter(({ kind }) => kind === 'total').map(({ cells }) => Number(cells[2 + column]));
    expect(assets).toBe(sources);
    const raw = totals(until.filter(({ type }) => type === 'asset' || type === 'liability'), ({ code }) => code);
    const shown = accountsOf(report, column, creditLines(report, column, raw));
    expect(Object.fromEntries(Object.entries(shown).filter(([code]) => code in raw))).toEqual(raw);
    const owned = sum(until.filter((line) => isResult(line) || line.type === 'equity'));
    const equity = report.rows.find(({ id }) => id === 'totalEquity' || id === '52')?.cells[2 + column];
    expect(equity).toBe(0 - owned);
  });
  allHold(report);
}

/** Both cash flows end in the money of raw lines; the direct one names what each entry exchanged money for. */
function judgeCash({ shop, chart, lines, from, to }: Case): void {
  const codes = new Set(moneyCodes[chart]);
  const money = sum(lines.filter((line) => codes.has(line.code) && within(null, to)(line)));
  for (const method of ['direct', 'indirect'] as const) {
    const report = shop.call('report.get', { name: 'cashFlow', method, from, to });
    expect(lastTotal(report, 0), method).toBe(money);
    allHold(report);
  }
  const inside = lines.filter(within(from, to));
  const change = totals(inside.filter(({ code }) => codes.has(code)), ({ entryId }) => entryId);
  const exchanged = totals(inside.filter(({ code, entryId }) => !codes.has(code) && entryId in change), ({ code }) => code);
  // Every line of a cash flow shows money in as positive.
  expect(accountsOf(shop.call('report.get', { name: 'cashFlow', from, to }), 0, () => true)).toEqual(exchanged);
}

test.each(charted)('over random histories with closings, every statement on the chart %s is what raw lines add up to', (chart) => {
  fc.assert(
    fc.property(histories, fc.array(span, { minLength: 2, maxLength: 4 }), fc.constantFrom(1, 4, 7), (steps, spans, startMonth) => {
      const shop = newBooks(chart, startMonth);
      try {
        play(shop, steps);
        const lines = rawLines(shop);
        for (const { from, to } of spans) for (const judge of [judgeProfit, judgeCentres, judgeSheet, judgeCash]) judge({ shop, chart, lines, from, to });
        proveBooks(shop);
      } finally {
        shop.close();
      }
    }),
    { seed: 20241120, numRuns: runs(10, 4_000, `random histories whose statements were recomputed from raw lines, chart ${chart}`) },
  );
});

/** Where each chart keeps money, written down by hand. */
const moneyCodes: Partial<Record<ChartId, readonly string[]>> = {
  generic: ['1000', '1010', '1030'],
  smallBusinessCn: ['1001', '1002', '101201', '101202'],
  skr03: ['1000', '1200', '1360'],
  pcg: ['511', '512', '530'],
  us: ['10100', '10200', '10300'],
};

/** Random entries name no documents, so only what is about sums is proved. */
function proveBooks(shop: TestShop): void {
  let says: string[] = [];
  try {
    shop.check();
  } catch (error) {
    says = String(error).split('\n').slice(1);
  }
  expect(says.filter((line) => /^(INV-L1|INV-L3|INV-L4|INV-L5 closings)/.test(line))).toEqual([]);
}
