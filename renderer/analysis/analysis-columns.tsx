import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { OutputOf } from '../client/methods.ts';
import type { Column } from '../ui/table/column.ts';
import { useFormats } from '../ui/ui-context.tsx';
import { timesText } from './times-text.ts';

export type AnalysisPage = OutputOf<'analysis.list'>;
export type AnalysisRow = AnalysisPage['rows'][number];

/** The class as people write it: `AX`, `CZ`. */
export const className = (row: Pick<AnalysisRow, 'valueClass' | 'demandClass'>): string => `${row.valueClass}${row.demandClass}`;

/** What an owner reads first stays longest when room is short: the class, what was sold, what lies there, what to do. */
export function useAnalysisColumns(): readonly Column<AnalysisRow>[] {
  const { t } = useTranslation();
  const formats = useFormats();
  return useMemo(() => {
    const unit = formats.currencySymbol;
    const numeric = { numeric: true } as const;
    return [
      { id: 'sku', header: t(($) => $.products.sku), width: 110, cell: (row) => <span className="code text2">{row.sku}</span> },
      { id: 'name', header: t(($) => $.products.name), width: 150, grows: true, cell: (row) => <span className="ellipsis">{row.name}</span> },
      { id: 'class', header: t(($) => $.analysis.classOf), width: 60, cell: (row) => <span className={row.valueClass === 'A' ? 'medium' : 'text2'}>{className(row)}</span> },
      { ...numeric, id: 'sold', header: t(($) => $.analysis.sold), width: 64, cell: (row) => formats.quantity(row.sold) },
      { ...numeric, id: 'cogs', header: `${t(($) => $.analysis.cogs)} ${unit}`, width: 110, sortBy: 'cogs', dropOrder: 2, cell: (row) => (row.cogs === undefined ? '' : formats.amount(row.cogs)) },
      { ...numeric, id: 'cumulative', header: t(($) => $.analysis.cumulative), width: 84, dropOrder: 7, cell: (row) => <span className="text2">{formats.percentAmount(row.cumulative)}</span> },
      { ...numeric, id: 'value', header: `${t(($) => $.analysis.value)} ${unit}`, width: 100, sortBy: 'value', cell: (row) => (row.value === undefined ? '' : formats.amount(row.value)) },
      { ...numeric, id: 'turnover', header: t(($) => $.analysis.turnover), width: 80, sortBy: 'turnover', dropOrder: 3, cell: (row) => timesText(row.turnover, formats) },
      { ...numeric, id: 'lasts', header: t(($) => $.analysis.lasts), width: 84, sortBy: 'daysOfStock', dropOrder: 4, cell: (row) => ((row.daysOfStock ?? null) === null ? '—' : formats.count(row.daysOfStock ?? 0)) },
      { ...numeric, id: 'sellThrough', header: t(($) => $.analysis.sellThrough), width: 70, sortBy: 'sellThrough', dropOrder: 6, cell: (row) => ((row.sellThrough ?? null) === null ? '—' : formats.percentAmount(row.sellThrough ?? (0 as never))) },
      { ...numeric, id: 'outDays', header: t(($) => $.analysis.outDays), width: 74, sortBy: 'stockOutDays', dropOrder: 5, cell: (row) => <span className={row.stockOutDays ? 'warn' : 'text3'}>{row.stockOutDays ? formats.count(row.stockOutDays) : '—'}</span> },
      { ...numeric, id: 'holding', header: `${t(($) => $.analysis.holding)} ${unit}`, width: 120, sortBy: 'holdingCost', dropOrder: 8, cell: (row) => <span className="text2">{row.holdingCost === undefined ? '' : formats.amount(row.holdingCost)}</span> },
      { id: 'advice', header: t(($) => $.analysis.advice), width: 110, dropOrder: 1, cell: (row) => (row.suggestion === undefined ? '' : t(($) => $.analysis.suggestions[row.suggestion ?? 'none'])) },
    ];
  }, [t, formats]);
}
