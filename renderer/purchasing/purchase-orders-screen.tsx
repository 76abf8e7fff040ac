import { Button, SegmentedControl } from '@mantine/core';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { useMemo, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { usePrintLabels } from '../catalog/use-print-labels.ts';
import type { InputOf, OutputOf } from '../client/methods.ts';
import { usePagesOf, useShopClient } from '../client/use-shop.tsx';
import type { Action } from '../ui/actions/action-registry.ts';
import { ActionButton } from '../ui/actions/action-button.tsx';
import { useActions } from '../ui/actions/use-actions.ts';
import { BulkBar } from '../ui/bulk-bar.tsx';
import { Empty } from '../ui/empty.tsx';
import { Screen } from '../ui/screen.tsx';
import { SearchField } from '../ui/search-field.tsx';
import type { Column } from '../ui/table/column.ts';
import { listActions, useListWords } from '../ui/table/list-actions.ts';
import { PagedTable } from '../ui/table/paged-table.tsx';
import { useList } from '../ui/table/use-list.ts';
import { useFormats } from '../ui/ui-context.tsx';
import { orderViews, type PurchaseOrderSearch } from './purchase-order-search.ts';
import { PurchaseState } from './purchase-state.tsx';
import { PurchasingTabs } from './purchasing-tabs.tsx';

type Page = OutputOf<'purchaseOrder.list'>;
type Row = Page['rows'][number];

const reading = {
  rowsOf: (page: Page) => page.rows,
  after: (input: InputOf<'purchaseOrder.list'>, page: Page) => (page.next ? { ...input, after: page.next } : undefined),
};
const idOf = (row: Row): number => row.id;

/** What is ordered and still to come, late, or waits for its bill. */
export function PurchaseOrdersScreen() {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const search = useSearch({ from: '/purchasing' });
  const view = search.view ?? 'open';
  const pages = usePagesOf('purchaseOrder.list', { view, limit: 100, ...(search.text !== undefined && { text: search.text }) }, reading);
  const list = useList(pages.rows, idOf);
  const searchRef = useRef<HTMLInputElement>(null);
  const show = (next: PurchaseOrderSearch): void => void navigate({ to: '/purchasing', search: next, replace: true });
  const open = ({ id }: Row): void => void navigate({ to: '/purchasing/$orderId', params: { orderId: String(id) } });
  const group = t(($) => $.purchasing.orders);
  const create: Action = { id: 'purchasing.new', label: t(($) => $.purchasing.create), group, keys: 'n', run: () => void navigate({ to: '/purchasing/new' }) };
  useActions('screen', [...listActions(list, useListWords()), create, { id: 'purchasing.search', label: t(($) => $.keys.search), group, keys: '/', run: () => searchRef.current?.focus() }]);
  const columns = useOrderColumns();
  const client = useShopClient();
  const print = usePrintLabels();
  const chosen = list.selectedRows.filter((row) => row.open > 0).slice(0, 100);
  const labels: Action = { id: 'purchasing.labels', label: t(($) => $.purchasing.labels), group, keys: 'p', run: () => print(client.call('purchaseOrder.labels', { purchaseOrderIds: chosen.map(idOf) })) };
  const filtered = view !== 'all' || search.text !== undefined;
  return (
    <Screen title={t(($) => $.shell.purchasing)} buttons={<ActionButton action={create} />}>
      <PurchasingTabs current="orders" />
      <div className="filters">
        <SearchField label={t(($) => $.keys.search)} placeholder={t(($) => $.purchasing.searchPlaceholder)} text={search.text ?? ''} onSearch={(text) => show({ view, ...(text !== '' && { text }) })} inputRef={searchRef} />
        <SegmentedControl
          aria-label={t(($) => $.purchasing.state)}
          data={orderViews.map((one) => ({ value: one, label: t(($) => $.purchasing.views[one]) }))}
          value={view}
          onChange={(one) => show({ ...search, view: orderViews.find((known) => known === one) ?? 'open' })}
        />
      </div>
      <PagedTable
        pages={pages}
        widths={[80, 200, 100, 100]}
        label={group}
        columns={columns}
        list={list}
        rowName={(row) => row.number}
        ticks
        onOpen={open}
        empty={
          filtered && view !== 'open' ? (
            <Empty title={t(($) => $.purchasing.noneTitle)} text={t(($) => $.purchasing.noneText)} />
          ) : (
            <Empty title={t(($) => $.purchasing.emptyTitle)} text={t(($) => $.purchasing.emptyText)}>
              <Button variant="default" onClick={create.run}>
                {create.label}
              </Button>
            </Empty>
          )
        }
      />
      {list.selected.size > 0 && (
        <BulkBar
          label={t(($) => $.orders.selected, { count: list.selected.size })}
          verbs={chosen.length > 0 ? [labels] : []}
          clear={{ id: 'purchasing.clear', label: t(($) => $.orders.clearSelection), group, keys: 'escape', run: list.clear }}
        />
      )}
    </Screen>
  );
}

function useOrderColumns(): readonly Column<Row>[] {
  const { t } = useTranslation();
  const formats = useFormats();
  return useMemo(
    () => [
      { id: 'number', header: t(($) => $.purchasing.number), width: 110, cell: (row) => <span className="medium code">{row.number}</span> },
      { id: 'supplier', header: t(($) => $.purchasing.supplier), width: 180, grows: true, cell: (row) => row.supplierName },
      { id: 'state', header: t(($) => $.purchasing.state), width: 140, cell: (row) => <PurchaseState status={row.status} /> },
      { id: 'expected', header: t(($) => $.purchasing.expectedOn), width: 100, dropOrder: 1, cell: (row) => <span className="text2">{formats.day(row.expectedOn)}</span> },
      {
        id: 'came',
        header: t(($) => $.purchasing.came),
        width: 120,
        numeric: true,
        dropOrder: 2,
        cell: (row) => t(($) => $.purchasing.ofOrdered, { received: formats.quantity(row.received), ordered: formats.quantity(row.ordered) }),
      },
      { id: 'net', header: `${t(($) => $.purchasing.net)} ${formats.currencySymbol}`, width: 110, numeric: true, cell: (row) => (row.net === undefined ? '—' : formats.amount(row.net)) },
    ],
    [t, formats],
  );
}
