import { addDays } from '../../shared/units/calendar.ts';
import type { Day } from '../../shared/units/day.ts';
import { type Minor, minor } from '../../shared/units/minor.ts';
import type { LineDef } from '../../shared/reporting/layouts/layout.rules.ts';
import { yearStart } from '../../shared/accounting/fiscal-period.rules.ts';
import type { Report, ReportControl } from '../../shared/reporting/report.rules.ts';
import { arrange, type StatementRow } from '../../shared/reporting/statement.rules.ts';
import type { Reader } from '../database/handles.ts';
import { changeOf, dayColumn, daysOf } from './columns.ts';
import { sumsOf } from './cash-basis.queries.ts';
import { balancesAt, businessIn, layersAt, type Sums } from './figures.queries.ts';
import { added, basisTitle, type Frame, isResult, itemsOf, reportOf, rowsOf, sumOf } from './statement-frame.ts';

/**
 * The balance sheet at the end of a day. The result of the day's own fiscal year is shown as such whether or not it was
 * closed already, so that a statement printed again after the closing says the same.
 */
export function balanceSheet(reader: Reader, frame: Frame): Report {
  const days = daysOf(frame);
  const statement = balanceSheetAt(reader, frame, days);
  const change = changeOf(frame);
  const figures = [...days.map((on, index) => dayColumn(on, index)), ...(change ? [change.column] : [])];
  const controls = [...days.map((_on, column) => balanceTie(frame, statement, column)), ...days.map((on, column) => stockTie(reader, frame, on, column))];
  return reportOf(frame, { title: basisTitle(frame), from: null, figures, rows: rowsOf(statement, change?.of ?? null), controls });
}

/** The lines of the balance sheet at some days. */
export function balanceSheetAt(reader: Reader, frame: Frame, days: readonly Day[]): StatementRow[] {
  const { layouts, accounts, asked, shop } = frame;
  const parts = days.map((on) => partsAt(reader, frame, on, yearStart(on, shop.fiscalYearStartMonth)));
  const results = accounts.filter(isResult);
  const year = parts.map((part) => sumOf(part.business, results));
  const earlier = parts.map((part) => sumOf(part.before, results));
  const given = Object.fromEntries(layouts.balanceSheet.flatMap(({ id, result }) => (result === undefined ? [] : [[id, resultOf(result, year, earlier)]])));
  return arrange(layouts.balanceSheet, itemsOf(accounts.filter((account) => !isResult(account)), parts.map(({ before, business }) => added(before, business))), days.length, asked.language, given);
}

function partsAt(reader: Reader, { restatedIn }: Frame, on: Day, begin: Day): { before: Sums; business: Sums } {
  const eve = addDays(begin, -1);
  return { before: added(balancesAt(reader, eve), sumsOf(restatedIn(null, eve))), business: added(businessIn(reader, begin, on), sumsOf(restatedIn(begin, on))) };
}

const resultOf = (which: NonNullable<LineDef['result']>, year: readonly Minor[], earlier: readonly Minor[]): readonly Minor[] =>
  which === 'year' ? year : which === 'earlier' ? earlier : year.map((amount, column) => minor(amount + (earlier[column] ?? 0)));

function balanceTie({ words }: Frame, statement: readonly StatementRow[], column: number): ReportControl {
  const [assets, sources] = statement.filter(({ kind }) => kind === 'total').map(({ amounts }) => amounts[column] ?? minor(0));
  return { id: `balance${column}`, label: words.controls.balance, left: assets ?? minor(0), right: sources ?? minor(0) };
}

function stockTie(reader: Reader, { accounts, words }: Frame, on: Day, column: number): ReportControl {
  const inventory = accounts.filter(({ roles }) => roles.includes('inventory'));
  return { id: `stock${column}`, label: words.controls.stock, left: sumOf(balancesAt(reader, on), inventory), right: layersAt(reader, on) };
}
