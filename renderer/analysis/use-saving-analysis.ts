import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { minorDigits } from '../../shared/units/currency.ts';
import { useShopClient } from '../client/use-shop.tsx';
import { useToasts } from '../ui/toast.tsx';
import { useFormats } from '../ui/ui-context.tsx';
import { type FileColumn, saveAnalysis } from './analysis-file.ts';
import { askedOf, type AnalysisSearch } from './analysis-search.ts';

/** Saves what is on the screen as a workbook, in the reader's words. */
export function useSavingAnalysis(search: AnalysisSearch, on: string | undefined): { save: () => void; problem: unknown } {
  const { t } = useTranslation();
  const client = useShopClient();
  const show = useToasts((toasts) => toasts.show);
  const columns = useFileColumns();
  const [problem, setProblem] = useState<unknown>(null);
  const save = (): void => {
    const name = `${t(($) => $.analysis.stock)} ${on ?? ''}`.trim();
    saveAnalysis(client, askedOf(search), columns, name).then(
      (count) => {
        setProblem(null);
        show(t(($) => $.classes.saved, { count, name }));
      },
      (error: unknown) => setProblem(error),
    );
  };
  return { save, problem };
}

const hidden = '···';

function useFileColumns(): readonly FileColumn[] {
  const { t } = useTranslation();
  const { currency, currencySymbol } = useFormats();
  const unit = 10 ** minorDigits(currency);
  const parts = (amount: number | null | undefined, per: number): string | number => (amount === undefined ? hidden : amount === null ? '' : amount / per);
  const priced = (heading: string): string => `${heading} ${currencySymbol}`;
  return [
    { heading: t(($) => $.products.sku), cell: (row) => row.sku, total: ({ variants }) => t(($) => $.analysis.ofVariants, { count: variants }) },
    { heading: t(($) => $.products.name), cell: (row) => row.name },
    { heading: t(($) => $.analysis.classOf), cell: (row) => `${row.valueClass}${row.demandClass}` },
    { heading: t(($) => $.analysis.cumulative), cell: (row) => parts(row.cumulative, 10_000) },
    { heading: t(($) => $.analysis.sold), cell: (row) => parts(row.sold, 1000), total: ({ sold }) => parts(sold, 1000) },
    { heading: priced(t(($) => $.analysis.cogs)), cell: (row) => parts(row.cogs, unit), total: ({ cogs }) => parts(cogs, unit) },
    { heading: t(($) => $.stock.onHand), cell: (row) => parts(row.onHand, 1000) },
    { heading: priced(t(($) => $.analysis.value)), cell: (row) => parts(row.value, unit), total: ({ value }) => parts(value, unit) },
    { heading: t(($) => $.analysis.turnover), cell: (row) => parts(row.turnover, 1_000_000), total: ({ turnover }) => parts(turnover, 1_000_000) },
    { heading: t(($) => $.analysis.lasts), cell: (row) => parts(row.daysOfStock, 1) },
    { heading: t(($) => $.analysis.sellThrough), cell: (row) => parts(row.sellThrough, 10_000) },
    { heading: t(($) => $.analysis.outDays), cell: (row) => parts(row.stockOutDays, 1) },
    { heading: t(($) => $.analysis.lastSold), cell: (row) => row.lastSoldOn ?? '' },
    { heading: priced(t(($) => $.analysis.holding)), cell: (row) => parts(row.holdingCost, unit), total: ({ holdingCost }) => parts(holdingCost, unit) },
    { heading: t(($) => $.analysis.advice), cell: (row) => (row.suggestion === undefined ? hidden : t(($) => $.analysis.suggestions[row.suggestion ?? 'none'])) },
  ];
}
