import type { AnalysisRow, AnalysisTotals } from '../analysis/analysis.contract.ts';
import { analysisWords } from '../analysis/analysis-words.rules.ts';
import type { Day } from '../units/day.ts';
import type { Language } from '../units/language.ts';
import { reportWords } from './report-words.rules.ts';
import { plainColumn, plainRow, type Report, type ReportUnit } from './report.rules.ts';

type Figure = number | null | undefined;

interface TableColumn {
  id: string;
  heading: string;
  unit: ReportUnit;
  of: (row: AnalysisRow) => string | Figure;
  /** What the whole list comes to; none where rows do not add up. */
  total?: (totals: AnalysisTotals) => string | Figure;
}

/** Who may not see a figure is told that there is one. */
const hidden = '···';
const shown = (cell: string | Figure): string | number | null => (cell === undefined ? hidden : cell);

/**
 * The stock analysis as a report, one row a variant in the order asked for and one for all of them: what the screen saves and what
 * the command line prints. Money in minor units, quantities in thousandths, rates and percentages in millionths.
 */
export function stockAnalysisReport(list: { rows: readonly AnalysisRow[]; totals: AnalysisTotals; from: Day; on: Day }, about: { shop: string; currency: string; language: Language }): Report {
  const columns = columnsIn(about.language);
  const rows = list.rows.map((row) => plainRow(String(row.variantId), columns.map(({ of }) => shown(of(row)))));
  const whole = plainRow('total', columns.map(({ total }) => (total ? shown(total(list.totals)) : null)), 'total');
  return {
    ...about,
    name: 'stockAnalysis',
    title: analysisWords[about.language].stock,
    from: list.from,
    to: list.on,
    columns: columns.map(({ id, heading, unit }) => plainColumn(id, heading, unit)),
    rows: [...rows, whole],
    controls: [],
  };
}

function columnsIn(language: Language): TableColumn[] {
  const words = analysisWords[language];
  return [
    { id: 'sku', heading: words.sku, unit: 'code', of: (row) => row.sku },
    { id: 'name', heading: words.name, unit: 'text', of: (row) => row.name, total: () => reportWords[language].total },
    { id: 'class', heading: words.classOf, unit: 'code', of: (row) => `${row.valueClass}${row.demandClass}` },
    { id: 'rank', heading: words.rank, unit: 'count', of: (row) => row.rank },
    { id: 'cumulative', heading: words.cumulative, unit: 'percent', of: (row) => row.cumulative },
    { id: 'sold', heading: words.sold, unit: 'quantity', of: (row) => row.sold, total: ({ sold }) => sold },
    { id: 'cogs', heading: words.cogs, unit: 'money', of: (row) => row.cogs, total: ({ cogs }) => cogs },
    { id: 'onHand', heading: words.onHand, unit: 'quantity', of: (row) => row.onHand },
    { id: 'value', heading: words.value, unit: 'money', of: (row) => row.value, total: ({ value }) => value },
    { id: 'averageValue', heading: words.averageValue, unit: 'money', of: (row) => row.averageValue, total: ({ averageValue }) => averageValue },
    { id: 'turnover', heading: words.turnover, unit: 'rate', of: (row) => row.turnover, total: ({ turnover }) => turnover },
    { id: 'daysOfStock', heading: words.lasts, unit: 'count', of: (row) => row.daysOfStock },
    { id: 'sellThrough', heading: words.sellThrough, unit: 'percent', of: (row) => row.sellThrough },
    { id: 'stockOutDays', heading: words.outDays, unit: 'count', of: (row) => row.stockOutDays },
    { id: 'lastSoldOn', heading: words.lastSold, unit: 'day', of: (row) => row.lastSoldOn },
    { id: 'holdingCost', heading: words.holding, unit: 'money', of: (row) => row.holdingCost, total: ({ holdingCost }) => holdingCost },
    { id: 'suggestion', heading: words.advice, unit: 'text', of: (row) => row.suggestion && words.suggestions[row.suggestion] },
  ];
}
