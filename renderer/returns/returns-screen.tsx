import { Button } from '@mantine/core';
import { Link, useNavigate, useSearch } from '@tanstack/react-router';
import { useMemo, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { rmaViews } from '../../shared/returns/rma.contract.ts';
import type { InputOf, OutputOf } from '../client/methods.ts';
import { usePagesOf, useQueryOf } from '../client/use-shop.tsx';
import type { Action } from '../ui/actions/action-registry.ts';
import { ActionButton } from '../ui/actions/action-button.tsx';
import { useActions } from '../ui/actions/use-actions.ts';
import { Empty } from '../ui/empty.tsx';
import { Chip } from '../ui/filter-bar.tsx';
import { Screen } from '../ui/screen.tsx';
import { SearchField } from '../ui/search-field.tsx';
import type { Column } from '../ui/table/column.ts';
import { listActions, useListWords } from '../ui/table/list-actions.ts';
import { PagedTable } from '../ui/table/paged-table.tsx';
import { useList } from '../ui/table/use-list.ts';
import { useFormats } from '../ui/ui-context.tsx';
import { Views } from '../ui/views.tsx';
import { KeptRefunds } from './kept-refunds.tsx';
import { endedOf, type ReturnSearch, type RmaView, withoutEnd } from './return-search.ts';
import { ReturnsNav } from './returns-nav.tsx';
import { RmaStatus } from './rma-state.tsx';

type Page = OutputOf<'rma.list'>;
type Row = Page['rows'][number];

const reading = {
  rowsOf: (page: Page) => page.rows,
  after: (input: InputOf<'rma.list'>, page: Page) => (page.next ? { ...input, after: page.next } : undefined),
};
const idOf = (row: Row): number => row.id;

/** What comes back and what it waits for; each return opens its page. */
export function ReturnsScreen() {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const search = useSearch({ from: '/returns' });
  const view = search.view ?? 'open';
  const ended = endedOf(search);
  const pages = usePagesOf('rma.list', { view, limit: 100, ...(search.text !== undefined && { search: search.text }), ...(ended && { ended }) }, reading);
  const counts = useQueryOf('rma.counts', undefined);
  const list = useList(pages.rows, idOf);
  const searchRef = useRef<HTMLInputElement>(null);
  const show = (next: ReturnSearch): void => void navigate({ to: '/returns', search: next, replace: true });
  const turnTo = (next: RmaView): void => show({ ...ended, ...(search.text !== undefined && { text: search.text }), ...(next !== 'open' && { view: next }) });
  const open = ({ id }: Row): void => void navigate({ to: '/returns/$rmaId', params: { rmaId: String(id) } });
  const group = t(($) => $.returns.title);
  const station: Action = { id: 'returns.station', label: t(($) => $.returns.station), group, keys: 'r', run: () => void navigate({ to: '/station/return' }) };
  const formats = useFormats();
  const waiting = counts.data;
  const countOf: Partial<Record<RmaView, number>> = waiting ? { requested: waiting.requested, expected: waiting.expected, toInspect: waiting.toInspect, toSettle: waiting.toSettle } : {};
  const views = rmaViews.map((id) => ({ id, name: t(($) => $.returns.views[id]), ...(countOf[id] !== undefined && { count: formats.count(countOf[id]) }) }));
  useActions('screen', [
    station,
    ...listActions(list, useListWords()),
    { id: 'returns.search', label: t(($) => $.keys.search), group, keys: '/', run: () => searchRef.current?.focus() },
    ...views.map(({ id, name }, index) => ({ id: `returns.view.${id}`, label: t(($) => $.keys.view, { name }), group, keys: String(index + 1), run: () => turnTo(id) })),
  ]);
  const columns = useReturnColumns();
  return (
    <Screen title={group} side={<ReturnsNav current="list" />} buttons={<ActionButton action={station} variant="filled" />}>
      <Views<RmaView> label={t(($) => $.returns.state)} views={views} current={view} onChange={turnTo} />
      <div className="filters">
        <SearchField inputRef={searchRef} label={t(($) => $.keys.search)} placeholder={t(($) => $.returns.search)} text={search.text ?? ''} onSearch={(text) => show({ ...ended, ...(search.view && { view: search.view }), ...(text !== '' && { text }) })} />
        {ended && <Chip field={t(($) => $.returns.ends.cameIn, { from: formats.fullDay(ended.from), to: formats.fullDay(ended.to) })} value={t(($) => $.returns.dispositions[ended.end])} onRemove={() => show(withoutEnd(search))} />}
      </div>
      <KeptRefunds count={waiting?.kept ?? 0} />
      <PagedTable pages={pages} widths={[90, 90, 140, 200, 90]} label={group} columns={columns} list={list} rowName={(row) => row.number} onPeek={open} onOpen={open} empty={<NoReturns />} />
    </Screen>
  );
}

function NoReturns() {
  const { t } = useTranslation();
  return (
    <Empty title={t(($) => $.returns.noneTitle)} text={t(($) => $.returns.noneText)}>
      <Button component={Link} to="/orders" variant="default">
        {t(($) => $.returns.openOrders)}
      </Button>
    </Empty>
  );
}

function useReturnColumns(): readonly Column<Row>[] {
  const { t } = useTranslation();
  const formats = useFormats();
  return useMemo(
    () => [
      { id: 'number', header: t(($) => $.returns.number), width: 110, cell: (row) => <span className="medium code">{row.number}</span> },
      { id: 'order', header: t(($) => $.returns.order), width: 110, cell: (row) => <span className="code">{row.orderNumber}</span> },
      { id: 'customer', header: t(($) => $.returns.customer), width: 130, dropOrder: 2, cell: (row) => row.customerName ?? '—' },
      { id: 'goods', header: t(($) => $.returns.goods), width: 180, grows: true, cell: (row) => row.goods },
      { id: 'asked', header: t(($) => $.returns.asked), width: 130, dropOrder: 1, cell: (row) => <span className="text2">{formats.dateTime(row.requestedAt)}</span> },
      { id: 'quantity', header: t(($) => $.returns.quantity), width: 80, numeric: true, cell: (row) => formats.quantity(row.quantity) },
      { id: 'received', header: t(($) => $.returns.received), width: 80, numeric: true, dropOrder: 3, cell: (row) => (row.received === 0 ? '—' : formats.quantity(row.received)) },
      { id: 'state', header: t(($) => $.returns.state), width: 110, cell: (row) => <RmaStatus state={row.state} /> },
      { id: 'worth', header: `${t(($) => $.returns.worth)} ${formats.currencySymbol}`, width: 100, numeric: true, cell: (row) => formats.amountIn(row.worth, row.currency) },
      { id: 'credited', header: `${t(($) => $.returns.credited)} ${formats.currencySymbol}`, width: 100, numeric: true, cell: (row) => (row.credited === 0 ? '—' : formats.amountIn(row.credited, row.currency)) },
    ],
    [t, formats],
  );
}
