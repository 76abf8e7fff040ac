import { useNavigate, useSearch } from '@tanstack/react-router';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { InputOf, OutputOf } from '../client/methods.ts';
import { usePagesOf } from '../client/use-shop.tsx';
import { useActions } from '../ui/actions/use-actions.ts';
import { Empty } from '../ui/empty.tsx';
import { Screen } from '../ui/screen.tsx';
import { Status } from '../ui/status.tsx';
import type { Column } from '../ui/table/column.ts';
import { listActions, useListWords } from '../ui/table/list-actions.ts';
import { PagedTable } from '../ui/table/paged-table.tsx';
import { useList } from '../ui/table/use-list.ts';
import { useFormats } from '../ui/ui-context.tsx';
import { LandedCostPeek } from './landed-cost-peek.tsx';
import { PurchasingTabs } from './purchasing-tabs.tsx';

type Page = OutputOf<'landedCost.list'>;
export type LandedCost = Page['rows'][number];

const reading = {
  rowsOf: (page: Page) => page.rows,
  after: (input: InputOf<'landedCost.list'>, page: Page) => (page.next ? { ...input, after: page.next } : undefined),
};
const idOf = (row: LandedCost): number => row.id;

export interface LandedCostSearch {
  readonly cost?: number;
}

export const readLandedCostSearch = ({ cost }: Record<string, unknown>): LandedCostSearch => (typeof cost === 'number' ? { cost } : {});

/** Freight, duty and the like, and over which goods each was spread. */
export function LandedCostsScreen() {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const search = useSearch({ from: '/purchasing/landed-costs' });
  const pages = usePagesOf('landedCost.list', { limit: 100 }, reading);
  const list = useList(pages.rows, idOf);
  const show = (next: LandedCostSearch): void => void navigate({ to: '/purchasing/landed-costs', search: next, replace: true });
  const peek = ({ id }: LandedCost): void => show({ cost: id });
  const moved = (by: number): void => {
    const next = list.rows[list.cursor + by];
    list.move(by);
    if (next && search.cost !== undefined) peek(next);
  };
  useActions('screen', listActions({ ...list, move: moved }, useListWords()));
  const columns = useLandedColumns();
  const open = pages.rows.find(({ id }) => id === search.cost);
  return (
    <Screen title={t(($) => $.shell.purchasing)} peek={open && <LandedCostPeek cost={open} onNext={() => moved(1)} onClose={() => show({})} />}>
      <PurchasingTabs current="landedCosts" />
      <PagedTable
        pages={pages}
        widths={[80, 200, 100, 100]}
        label={t(($) => $.landed.title)}
        columns={columns}
        list={list}
        rowName={(row) => row.number}
        onPeek={peek}
        onOpen={peek}
        empty={<Empty title={t(($) => $.landed.emptyTitle)} text={t(($) => $.landed.emptyText)} />}
      />
    </Screen>
  );
}

function useLandedColumns(): readonly Column<LandedCost>[] {
  const { t } = useTranslation();
  const formats = useFormats();
  return useMemo(() => {
    const receiptsOf = (row: LandedCost): string => [...new Set(row.parts.map(({ receiptNumber }) => receiptNumber))].join(', ');
    return [
      { id: 'number', header: t(($) => $.purchasing.number), width: 110, cell: (row) => <span className="medium code">{row.number}</span> },
      { id: 'note', header: t(($) => $.landed.note), width: 160, grows: true, cell: (row) => <span className="ellipsis">{row.note === '' ? '—' : row.note}</span> },
      { id: 'receipts', header: t(($) => $.receipts.title), width: 180, dropOrder: 1, cell: (row) => <span className="code text2 ellipsis">{receiptsOf(row)}</span> },
      { id: 'basis', header: t(($) => $.landed.basis), width: 100, cell: (row) => t(($) => $.landed.bases[row.basis]) },
      { id: 'on', header: t(($) => $.bills.billedOn), width: 90, cell: (row) => <span className="text2">{formats.day(row.postedOn)}</span> },
      { id: 'state', header: t(($) => $.bills.state), width: 140, cell: (row) => <Status kind={row.cancelled ? 'off' : row.supplierBillId === null ? 'wait' : 'done'}>{t(($) => $.landed.states[row.cancelled ? 'cancelled' : row.supplierBillId === null ? 'accrued' : 'billed'])}</Status> },
      { id: 'amount', header: `${t(($) => $.landed.amount)} ${formats.currencySymbol}`, width: 110, numeric: true, cell: (row) => (row.amount === undefined ? '—' : formats.amount(row.amount)) },
    ];
  }, [t, formats]);
}
