import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { OutputOf } from '../client/methods.ts';
import { Status } from '../ui/status.tsx';
import type { Column } from '../ui/table/column.ts';
import { useFormats } from '../ui/ui-context.tsx';

export type ReplenishmentPage = OutputOf<'replenishment.propose'>;
export type ReplenishmentRow = ReplenishmentPage['rows'][number];

/** What is ordered, from whom and for how much stays longest; the terms behind it leave first and stand in the peek. */
export function useReplenishmentColumns(): readonly Column<ReplenishmentRow>[] {
  const { t } = useTranslation();
  const formats = useFormats();
  return useMemo(() => {
    const numeric = { numeric: true } as const;
    const unit = formats.currencySymbol;
    return [
      { id: 'sku', header: t(($) => $.products.sku), width: 100, cell: (row) => <span className="code text2">{row.sku}</span> },
      { id: 'name', header: t(($) => $.products.name), width: 140, grows: true, cell: (row) => <span className="ellipsis">{row.name}</span> },
      { ...numeric, id: 'lasts', header: t(($) => $.replenishment.lasts), width: 76, cell: (row) => <Lasts row={row} /> },
      { ...numeric, id: 'position', header: t(($) => $.replenishment.position), width: 84, dropOrder: 3, cell: (row) => formats.quantity(row.position) },
      { ...numeric, id: 'perDay', header: t(($) => $.replenishment.perDay), width: 76, dropOrder: 5, cell: (row) => <span className="text2">{formats.quantity(row.perDay)}</span> },
      { ...numeric, id: 'leadTime', header: t(($) => $.replenishment.leadTime), width: 84, dropOrder: 4, cell: (row) => <span className="text2">{formats.count(row.leadTime.p50)}</span> },
      { ...numeric, id: 'reorderPoint', header: t(($) => $.replenishment.reorderPoint), width: 96, dropOrder: 2, cell: (row) => <span className="text2">{formats.quantity(row.reorderPoint)}</span> },
      { ...numeric, id: 'quantity', header: t(($) => $.replenishment.quantity), width: 80, cell: (row) => <span className="medium">{row.quantity === 0 ? '—' : formats.quantity(row.quantity)}</span> },
      { ...numeric, id: 'cost', header: `${t(($) => $.replenishment.cost)} ${unit}`, width: 110, cell: (row) => (row.cost === undefined || row.cost === 0 ? '' : formats.amount(row.cost)) },
      { id: 'supplier', header: t(($) => $.replenishment.supplier), width: 170, dropOrder: 1, cell: (row) => <Supplier row={row} /> },
    ];
  }, [t, formats]);
}

function Lasts({ row }: { row: ReplenishmentRow }) {
  const formats = useFormats();
  if (row.lastsDays === undefined || row.lastsDays === null) return <span className="text3">—</span>;
  return <span className={row.lastsDays < row.leadTime.p50 ? 'warn' : ''}>{formats.count(row.lastsDays)}</span>;
}

function Supplier({ row }: { row: ReplenishmentRow }) {
  const { t } = useTranslation();
  if (row.supplierName === null) return <Status kind="look">{t(($) => $.replenishment.noSupplier)}</Status>;
  const names = row.second ? `${row.supplierName} + ${row.second.name}` : row.supplierName;
  if (row.instead) return <Status kind="look">{names}</Status>;
  return <span className="ellipsis text2">{names}</span>;
}
