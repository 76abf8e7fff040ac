import { SegmentedControl } from '@mantine/core';
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
import { BillPeek } from './bill-peek.tsx';
import { PurchasingTabs } from './purchasing-tabs.tsx';

type Page = OutputOf<'supplierBill.list'>;
type Row = Page['rows'][number];

const reading = {
  rowsOf: (page: Page) => page.rows,
  after: (input: InputOf<'supplierBill.list'>, page: Page) => (page.next ? { ...input, after: page.next } : undefined),
};
const idOf = (row: Row): number => row.id;
const views = ['open', 'all'] as const;

export interface BillSearch {
  readonly view?: (typeof views)[number];
  readonly bill?: number;
}

export function readBillSearch({ view, bill }: Record<string, unknown>): BillSearch {
  return { ...(view === 'all' && { view }), ...(typeof bill === 'number' && { bill }) };
}

/** What is owed to suppliers, what is due first on top. */
export function BillsScreen() {
  const { t } = useTranslation();
  const formats = useFormats();
  const navigate = useNavigate();
  const search = useSearch({ from: '/purchasing/bills' });
  const view = search.view ?? 'open';
  const pages = usePagesOf('supplierBill.list', { view, limit: 100 }, reading);
  const list = useList(pages.rows, idOf);
  const show = (next: BillSearch): void => void navigate({ to: '/purchasing/bills', search: next, replace: true });
  const peek = ({ id }: Row): void => show({ ...search, bill: id });
  const moved = (by: number): void => {
    const next = list.rows[list.cursor + by];
    list.move(by);
    if (next && search.bill !== undefined) peek(next);
  };
  useActions('screen', listActions({ ...list, move: moved }, useListWords()));
  const columns = useBillColumns(pages.rows.some(({ foreign }) => foreign));
  const { open, overdue } = pages.first ?? {};
  return (
    <Screen
      title={t(($) => $.shell.purchasing)}
      side={open !== undefined && overdue !== undefined && <span className="text2">{t(($) => $.bills.owed, { open: formats.money(open), overdue: formats.money(overdue) })}</span>}
      peek={search.bill !== undefined && <BillPeek supplierBillId={search.bill} onNext={() => moved(1)} onClose={() => show(search.view ? { view: search.view } : {})} />}
    >
      <PurchasingTabs current="bills" />
      <div className="filters">
        <SegmentedControl
          aria-label={t(($) => $.bills.state)}
          data={views.map((one) => ({ value: one, label: t(($) => $.bills.views[one]) }))}
          value={view}
          onChange={(one) => show(one === 'all' ? { view: 'all' } : {})}
        />
      </div>
      <PagedTable
        pages={pages}
        widths={[80, 200, 100, 100]}
        label={t(($) => $.purchasing.bills)}
        columns={columns}
        list={list}
        rowName={(row) => row.supplierNumber}
        onPeek={peek}
        onOpen={peek}
        empty={view === 'all' ? <Empty title={t(($) => $.bills.emptyTitle)} text={t(($) => $.bills.emptyText)} /> : <Empty title={t(($) => $.bills.noneTitle)} text={t(($) => $.bills.noneText)} />}
      />
    </Screen>
  );
}

function useBillColumns(anyForeign: boolean): readonly Column<Row>[] {
  const { t } = useTranslation();
  const formats = useFormats();
  return useMemo(
    () => [
      { id: 'number', header: t(($) => $.bills.supplierNumber), width: 130, cell: (row) => <span className="medium code">{row.supplierNumber}</span> },
      { id: 'supplier', header: t(($) => $.purchasing.supplier), width: 180, grows: true, cell: (row) => row.supplierName },
      {
        id: 'state',
        header: t(($) => $.bills.state),
        width: 130,
        cell: (row) => <Status kind={row.cancelled ? 'off' : row.open === 0 ? 'done' : 'wait'}>{t(($) => $.bills[row.cancelled ? 'cancelledState' : row.open === 0 ? 'paid' : 'toPay'])}</Status>,
      },
      { id: 'billedOn', header: t(($) => $.bills.billedOn), width: 90, dropOrder: 2, cell: (row) => <span className="text2">{formats.day(row.billedOn)}</span> },
      { id: 'dueOn', header: t(($) => $.bills.dueOn), width: 90, cell: (row) => formats.day(row.dueOn) },
      ...(anyForeign ? [{ id: 'foreign', header: t(($) => $.currencies.ownCurrency), width: 130, numeric: true, dropOrder: 3, cell: (row: Row) => (row.foreign ? <span className="text2">{formats.moneyIn(row.foreign.open === 0 ? row.foreign.total : row.foreign.open, row.foreign.currency)}</span> : '—') }] : []),
      { id: 'total', header: `${t(($) => $.bills.total)} ${formats.currencySymbol}`, width: 110, numeric: true, dropOrder: 1, cell: (row) => (row.total === undefined ? '—' : formats.amount(row.total)) },
      { id: 'open', header: `${t(($) => $.bills.open)} ${formats.currencySymbol}`, width: 110, numeric: true, cell: (row) => (row.open === undefined || row.open === 0 ? '—' : formats.amount(row.open)) },
    ],
    [t, formats, anyForeign],
  );
}
