import type { ChartId } from '../../shared/accounting/charts/charts.ts';
import type { AccountType } from '../../shared/accounting/account-role.rules.ts';
import { knowsCashBasis, readsByBasis } from '../../shared/reporting/cash-basis.rules.ts';
import type { Layouts } from '../../shared/reporting/layouts/layout.rules.ts';
import { layoutsOf } from '../../shared/reporting/layouts/layouts.ts';
import { plainColumn, type Report, type ReportColumn, type ReportControl, type ReportRow } from '../../shared/reporting/report.rules.ts';
import type { ReportAsked } from '../../shared/reporting/report.contract.ts';
import { type ReportWords, reportWords } from '../../shared/reporting/report-words.rules.ts';
import type { StatementAccount, StatementItem, StatementRow } from '../../shared/reporting/statement.rules.ts';
import { Refusal } from '../../shared/refusal/refusal.ts';
import { type Minor, minor } from '../../shared/units/minor.ts';
import { getChart, listAccounts } from '../accounting/account.queries.ts';
import { getShop } from '../company/company.queries.ts';
import type { Reader } from '../database/handles.ts';
import { type RestatedIn, restating } from './cash-basis.queries.ts';
import type { Sums } from './figures.queries.ts';

/** What every statement is made with: the shop's chart, its accounts, its year, the reader's words. */
export interface Frame {
  chart: ChartId;
  layouts: Layouts;
  accounts: readonly StatementAccount[];
  shop: { name: string; baseCurrency: string; fiscalYearStartMonth: number };
  asked: ReportAsked;
  words: ReportWords;
  /** What the basis adds to the books; nothing on accrual. */
  restatedIn: RestatedIn;
}

/** @throws Refusal `chart.missing` before a chart is installed, `report.noCashBasis` where the report or the chart knows none. */
export function frameOf(reader: Reader, asked: ReportAsked): Frame {
  const installed = getChart(reader);
  if (!installed) throw new Refusal('chart.missing', {});
  if (asked.basis === 'cash' && !(knowsCashBasis(installed.chart) && readsByBasis(asked.name))) throw new Refusal('report.noCashBasis', {});
  const { name, baseCurrency, fiscalYearStartMonth } = getShop(reader);
  return { chart: installed.chart, layouts: layoutsOf[installed.chart], accounts: listAccounts(reader), shop: { name, baseCurrency, fiscalYearStartMonth }, asked, words: reportWords[asked.language], restatedIn: asked.basis === 'cash' ? restating(reader) : () => [] };
}

/** The title of a statement that can be read on either basis, where the shop's can. */
export const basisTitle = ({ chart, asked, words }: Frame): string => (knowsCashBasis(chart) ? words.onBasis[asked.basis](words.titles[asked.name]) : words.titles[asked.name]);

export const isResult = ({ type }: { type: AccountType }): boolean => type === 'income' || type === 'expense';

/** The accounts a statement is about, with one amount from each column's sums. */
export const itemsOf = (accounts: readonly StatementAccount[], columns: readonly Sums[]): StatementItem[] =>
  accounts
    .map((account) => ({ account, amounts: columns.map((sums) => sums.get(account.ledgerAccountId) ?? minor(0)) }))
    .filter(({ amounts }) => amounts.some((amount) => amount !== 0));

/** Some sums and others beside them. */
export function added(a: Sums, b: Sums): Sums {
  const both = new Map(a);
  for (const [id, amount] of b) both.set(id, minor((both.get(id) ?? 0) + amount));
  return both;
}

/** What some accounts come to. */
export function sumOf(sums: Sums, accounts: readonly StatementAccount[]): Minor {
  let total = 0;
  for (const { ledgerAccountId } of accounts) total += sums.get(ledgerAccountId) ?? 0;
  return minor(total);
}

/** The rows of a statement with the accounts under their lines; a difference stands in its own last column. */
export function rowsOf(statement: readonly StatementRow[], change: ((amounts: readonly Minor[]) => Minor) | null): ReportRow[] {
  const cells = (amounts: readonly Minor[]): Minor[] => (change === null || amounts.length === 0 ? [...amounts] : [...amounts, change(amounts)]);
  return statement.flatMap((line) => [
    { id: line.id, kind: line.kind, level: line.level, cells: [line.no, line.label, ...cells(line.amounts)], ledgerAccountId: null, under: null, parts: line.parts, ...(line.deducts.length > 0 && { deducts: line.deducts }) },
    ...line.accounts.map(({ ledgerAccountId, code, name, amounts }): ReportRow => {
      return { id: `${line.id}.${code}`, kind: 'account', level: line.level + 1, cells: [code, name, ...cells(amounts)], ledgerAccountId, under: line.id, parts: [] };
    }),
  ]);
}

/** A report around its columns and rows. */
export function reportOf({ shop, asked, words }: Frame, made: Pick<Report, 'rows' | 'controls'> & { title: string; from: Report['from']; figures: readonly ReportColumn[] }): Report {
  return {
    name: asked.name,
    title: made.title,
    shop: shop.name,
    currency: shop.baseCurrency,
    language: asked.language,
    from: made.from,
    to: asked.to,
    columns: [plainColumn('number', words.number, 'code'), plainColumn('line', words.line, 'text'), ...made.figures],
    rows: made.rows,
    controls: named(made.controls, made.figures),
  };
}

/** A check that is made of each column says of which, where there are several; its id ends in the column's number. */
function named(controls: readonly ReportControl[], figures: readonly ReportColumn[]): ReportControl[] {
  return controls.map((control) => {
    const alike = controls.filter(({ label }) => label === control.label).length;
    const heading = figures[Number(/\d+$/.exec(control.id)?.[0] ?? -1)]?.heading;
    return alike > 1 && heading !== undefined ? { ...control, label: `${control.label} · ${heading}` } : control;
  });
}

/** The amount a line shows in a column. */
export function shownIn(statement: readonly StatementRow[], id: string, column: number): Minor {
  const amount = statement.find((line) => line.id === id)?.amounts[column];
  if (amount === undefined) throw new RangeError(`a statement has no line ${id}`);
  return amount;
}

/** The line a statement ends in. */
export function lastTotal(statement: readonly StatementRow[]): StatementRow {
  const found = statement.findLast(({ kind }) => kind === 'total');
  if (!found) throw new RangeError('a statement ends in a total');
  return found;
}
