import { SegmentedControl } from '@mantine/core';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { usePrintLabels } from '../catalog/use-print-labels.ts';
import type { InputOf, OutputOf } from '../client/methods.ts';
import { usePagesOf, useShopClient } from '../client/use-shop.tsx';
import { ActionButton } from '../ui/actions/action-button.tsx';
import type { Action } from '../ui/actions/action-registry.ts';
import { useActions } from '../ui/actions/use-actions.ts';
import { BulkBar } from '../ui/bulk-bar.tsx';
import { Empty } from '../ui/empty.tsx';
import { Screen } from '../ui/screen.tsx';
import { Status } from '../ui/status.tsx';
import type { Column } from '../ui/table/column.ts';
import { listActions, useListWords } from '../ui/table/list-actions.ts';
import { PagedTable } from '../ui/table/paged-table.tsx';
import { useList } from '../ui/table/use-list.ts';
import { useFormats } from '../ui/ui-context.tsx';
import { LandedCostDialog } from './landed-cost-dialog.tsx';
import { PurchasingTabs } from './purchasing-tabs.tsx';
import { ReceiptPeek } from './receipt-peek.tsx';

type Page = OutputOf<'purchaseReceipt.list'>;
type Row = Page['rows'][number];

const reading = {
  rowsOf: (page: Page) => page.rows,
  after: (input: InputOf<'purchaseReceipt.list'>, page: Page) => (page.next ? { ...input, after: page.next } : undefined),
};
const idOf = (row: Row): number => row.id;
const views = ['all', 'unbilled'] as const;

export interface ReceiptSearch {
  readonly view?: 'unbilled';
  readonly receipt?: number;
}

export const readReceiptSearch = ({ view, receipt }: Record<string, unknown>): ReceiptSearch => ({
  ...(view === 'unbilled' && { view }),
  ...(typeof receipt === 'number' && { receipt }),
});

/** What came from suppliers. Ticked receipts share the freight and duty of one shipment. */
export function ReceiptsScreen() {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const search = useSearch({ from: '/purchasing/receipts' });
  const pages = usePagesOf('purchaseReceipt.list', { ...(search.view && { unbilled: true }), limit: 100 }, reading);
  const list = useList(pages.rows, idOf);
  const [landing, setLanding] = useState<readonly number[]>();
  const show = (next: ReceiptSearch): void => void navigate({ to: '/purchasing/receipts', search: next, replace: true });
  const peek = ({ id }: Row): void => show({ ...search, receipt: id });
  const moved = (by: number): void => {
    const next = list.rows[list.cursor + by];
    list.move(by);
    if (next && search.receipt !== undefined) peek(next);
  };
  useActions('screen', listActions({ ...list, move: moved }, useListWords()));
  const columns = useReceiptColumns();
  const group = t(($) => $.receipts.title);
  const receive: Action = { id: 'receipts.receive', label: t(($) => $.receiving.goWithout), group, keys: 'n', run: () => void navigate({ to: '/station/receive', search: {} }) };
  useActions('screen', [receive]);
  const client = useShopClient();
  const print = usePrintLabels();
  const printOf = (goodsReceiptIds: number[]): void => print(client.call('purchaseReceipt.labels', { goodsReceiptIds }));
  const chosen = list.selectedRows.filter(({ cancelled }) => !cancelled);
  return (
    <Screen
      title={t(($) => $.shell.purchasing)}
      buttons={<ActionButton action={receive} />}
      peek={search.receipt !== undefined && <ReceiptPeek goodsReceiptId={search.receipt} onLand={(id) => setLanding([id])} onLabels={(id) => printOf([id])} onNext={() => moved(1)} onClose={() => show(search.view ? { view: search.view } : {})} />}
    >
      <PurchasingTabs current="receipts" />
      <div className="filters">
        <SegmentedControl
          aria-label={t(($) => $.bills.state)}
          data={views.map((one) => ({ value: one, label: t(($) => $.receipts.views[one]) }))}
          value={search.view ?? 'all'}
          onChange={(one) => show(one === 'unbilled' ? { view: 'unbilled' } : {})}
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
        onPeek={peek}
        onOpen={peek}
        empty={<Empty title={t(($) => $.receipts.emptyTitle)} text={t(($) => $.receipts.emptyText)} />}
      />
      {chosen.length > 0 && (
        <BulkBar
          label={t(($) => $.receipts.selected, { count: chosen.length })}
          verbs={[{ id: 'receipts.land', label: t(($) => $.receipts.landOver, { count: chosen.length }), group, keys: 'l', run: () => setLanding(chosen.map(idOf)) }, { id: 'receipts.labels', label: t(($) => $.receipts.labels), group, keys: 'p', run: () => printOf(chosen.map(idOf).slice(0, 100)) }]}
          clear={{ id: 'receipts.clear', label: t(($) => $.orders.clearSelection), group, keys: 'escape', run: list.clear }}
        />
      )}
      {landing && <LandedCostDialog goodsReceiptIds={landing} onDone={list.clear} onClose={() => setLanding(undefined)} />}
    </Screen>
  );
}

/** Who may not see the value is not told whether a bill of it came. */
function ReceiptState({ row: { cancelled, unbilledValue } }: { row: Row }) {
  const { t } = useTranslation();
  if (cancelled) return <Status kind="off">{t(($) => $.receipts.cancelledState)}</Status>;
  if (unbilledValue === undefined) return <span className="text2">—</span>;
  return unbilledValue === 0 ? <Status kind="done">{t(($) => $.receipts.billed)}</Status> : <Status kind="wait">{t(($) => $.receipts.noBill)}</Status>;
}

function useReceiptColumns(): readonly Column<Row>[] {
  const { t } = useTranslation();
  const formats = useFormats();
  return useMemo(() => {
    const money = (amount: Row['value']): string => (amount === undefined || amount === 0 ? '—' : formats.amount(amount));
    return [
      { id: 'number', header: t(($) => $.purchasing.number), width: 110, cell: (row) => <span className="medium code">{row.number}</span> },
      { id: 'supplier', header: t(($) => $.purchasing.supplier), width: 180, grows: true, cell: (row) => row.supplierName },
      { id: 'order', header: t(($) => $.receipts.order), width: 110, dropOrder: 2, cell: (row) => <span className="code text2">{row.orderNumber ?? '—'}</span> },
      { id: 'note', header: t(($) => $.receiving.deliveryNote), width: 120, dropOrder: 1, cell: (row) => <span className="code text2">{row.deliveryNote === '' ? '—' : row.deliveryNote}</span> },
      { id: 'when', header: t(($) => $.receipts.came), width: 110, cell: (row) => <span className="text2">{formats.dateTime(row.occurredAt)}</span> },
      { id: 'state', header: t(($) => $.bills.state), width: 130, cell: (row) => <ReceiptState row={row} /> },
      { id: 'quantity', header: t(($) => $.bills.quantity), width: 80, numeric: true, cell: (row) => formats.quantity(row.quantity) },
      { id: 'value', header: `${t(($) => $.purchasing.net)} ${formats.currencySymbol}`, width: 100, numeric: true, cell: (row) => money(row.value) },
    ];
  }, [t, formats]);
}
