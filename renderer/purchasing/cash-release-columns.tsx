import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { OutputOf } from '../client/methods.ts';
import type { Column } from '../ui/table/column.ts';
import { useFormats } from '../ui/ui-context.tsx';

export type ReleasePage = OutputOf<'cashRelease.list'>;
export type ReleaseRow = ReleasePage['rows'][number];

/** How much money, in what, and what to do stay longest when room is short. */
export function useReleaseColumns(): readonly Column<ReleaseRow>[] {
  const { t } = useTranslation();
  const formats = useFormats();
  return useMemo(() => {
    const unit = formats.currencySymbol;
    const numeric = { numeric: true } as const;
    const money = (amount: ReleaseRow['bound']): string => (amount === undefined ? '···' : formats.amount(amount));
    return [
      { ...numeric, id: 'rank', header: t(($) => $.cashRelease.rank), width: 56, dropOrder: 6, cell: (row) => <span className="text3">{formats.count(row.rank)}</span> },
      { id: 'sku', header: t(($) => $.products.sku), width: 110, cell: (row) => <span className="code text2">{row.sku}</span> },
      { id: 'name', header: t(($) => $.products.name), width: 150, grows: true, cell: (row) => <span className="ellipsis">{row.name}</span> },
      { id: 'class', header: t(($) => $.cashRelease.classOf), width: 60, dropOrder: 5, cell: (row) => <span className="text2">{row.valueClass + row.demandClass}</span> },
      { ...numeric, id: 'onHand', header: t(($) => $.cashRelease.onHand), width: 84, dropOrder: 3, cell: (row) => formats.quantity(row.onHand) },
      { ...numeric, id: 'needed', header: t(($) => $.cashRelease.needed), width: 84, dropOrder: 2, cell: (row) => <span className="text2">{row.needed === 0 ? '—' : formats.quantity(row.needed)}</span> },
      { ...numeric, id: 'excess', header: t(($) => $.cashRelease.excess), width: 84, cell: (row) => formats.quantity(row.excess) },
      { ...numeric, id: 'lasts', header: t(($) => $.cashRelease.lasts), width: 88, dropOrder: 4, cell: (row) => <span className="text2">{(row.lastsDays ?? null) === null ? '—' : formats.count(row.lastsDays ?? 0)}</span> },
      { ...numeric, id: 'bound', header: `${t(($) => $.cashRelease.bound)} ${unit}`, width: 110, cell: (row) => <span className="medium">{money(row.bound)}</span> },
      { id: 'action', header: t(($) => $.cashRelease.action), width: 130, dropOrder: 1, cell: (row) => (row.action === undefined ? '' : t(($) => $.cashRelease.actions[row.action ?? 'markdown'])) },
    ];
  }, [t, formats]);
}
