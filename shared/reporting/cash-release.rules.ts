import { analysisWords } from '../analysis/analysis-words.rules.ts';
import type { ReleasePlan, ReleaseRow } from '../purchasing/cash-release.contract.ts';
import { cashReleaseWords } from '../purchasing/cash-release-words.rules.ts';
import type { Day } from '../units/day.ts';
import type { Language } from '../units/language.ts';
import { reportWords } from './report-words.rules.ts';
import { plainColumn, plainRow, type Report, type ReportUnit } from './report.rules.ts';

type Cell = string | number | null | undefined;

// Who may not see a figure is told that there is one.
const shown = (cell: Cell): string | number | null => (cell === undefined ? '···' : cell);

/**
 * The cash-release plan as a report, one row a variant and one for all listed: what the screen saves and what the command line prints. Money in
 * minor units, quantities in thousandths. All stock against the inventory account travels with it.
 */
export function cashReleaseReport({ rows, plan, on }: { rows: readonly ReleaseRow[]; plan: ReleasePlan; on: Day }, about: { shop: string; currency: string; language: Language }): Report {
  const [words, names] = [cashReleaseWords[about.language], analysisWords[about.language]];
  const columns: [id: string, heading: string, unit: ReportUnit, of: (row: ReleaseRow) => Cell, total?: Cell][] = [
    ['rank', words.rank, 'count', (row) => row.rank],
    ['sku', names.sku, 'code', (row) => row.sku],
    ['name', names.name, 'text', (row) => row.name, reportWords[about.language].total],
    ['class', words.classOf, 'code', (row) => `${row.valueClass}${row.demandClass}`],
    ['onHand', words.onHand, 'quantity', (row) => row.onHand],
    ['needed', words.needed, 'quantity', (row) => row.needed],
    ['excess', words.excess, 'quantity', (row) => row.excess],
    ['value', words.value, 'money', (row) => row.value],
    ['bound', words.bound, 'money', (row) => row.bound, shown(plan.listedBound)],
    ['lasts', words.lasts, 'count', (row) => row.lastsDays],
    ['lastSold', words.lastSold, 'day', (row) => row.lastSoldOn],
    ['action', words.action, 'text', (row) => row.action && words.actions[row.action]],
  ];
  const { stockValue: left, ledgerValue: right } = plan;
  return {
    ...about,
    name: 'cashRelease',
    title: words.title,
    from: null,
    to: on,
    columns: columns.map(([id, heading, unit]) => plainColumn(id, heading, unit)),
    rows: [...rows.map((row) => plainRow(String(row.variantId), columns.map(([, , , of]) => shown(of(row))))), plainRow('total', columns.map(([, , , , total]) => total ?? null), 'total')],
    controls: left === undefined || right === undefined ? [] : [{ id: 'stock', label: reportWords[about.language].controls.stock, left, right }],
  };
}
