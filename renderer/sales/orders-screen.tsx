import { Button } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import { Link, useNavigate, useSearch } from '@tanstack/react-router';
import { useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { InputOf, OutputOf } from '../client/methods.ts';
import { usePagesOf, useQueryOf } from '../client/use-shop.tsx';
import type { Action } from '../ui/actions/action-registry.ts';
import { ActionButton } from '../ui/actions/action-button.tsx';
import { useActions } from '../ui/actions/use-actions.ts';
import { useDensity } from '../ui/density.ts';
import { Empty } from '../ui/empty.tsx';
import { Loading } from '../ui/loading.tsx';
import { useNow } from '../ui/now.ts';
import { ProblemPanel } from '../ui/problem-panel.tsx';
import { Screen } from '../ui/screen.tsx';
import { DataTable } from '../ui/table/data-table.tsx';
import { listActions, useListWords } from '../ui/table/list-actions.ts';
import { useList } from '../ui/table/use-list.ts';
import { useFormats } from '../ui/ui-context.tsx';
import { Views } from '../ui/views.tsx';
import { type OrderRow, useOrderColumns } from './order-columns.tsx';
import { OrderFilters } from './order-filters.tsx';
import { OrderPlaces } from './order-places.tsx';
import { OrderPeek } from './order-peek.tsx';
import { currentSort, currentView, isFiltered, listInput, type OrderSearch, rankedView, views, withoutFilters } from './order-search.ts';
import { OrdersBulkBar } from './orders-bulk-bar.tsx';
import type { Ranked } from './order-rank.tsx';
import { searchOfView, useSavedViews } from './use-saved-views.ts';
import { useOrderCommands } from './use-order-commands.ts';

type OrderPage = OutputOf<'order.list'>;

const reading = {
  rowsOf: (page: OrderPage) => page.rows,
  after: (input: InputOf<'order.list'>, page: OrderPage) => (page.next ? { ...input, after: page.next } : undefined),
};
const idOf = (row: OrderRow): number => row.id;

/** The work list of orders: numbered views, conditions, pages by key, a peek beside it and the verbs on the bottom line. */
export function OrdersScreen() {
  const { t } = useTranslation();
  const formats = useFormats();
  const navigate = useNavigate();
  const search = useSearch({ from: '/orders' });
  const counts = useQueryOf('order.counts', undefined);
  const pages = usePagesOf('order.list', listInput(search), reading);
  const ranking = rankedView(search);
  const queue = useQueryOf('priority.queue', { view: ranking ?? 'toShip', limit: 200 }, { enabled: ranking !== undefined });
  const rows: readonly OrderRow[] = ranking && queue.data ? queue.data.rows : pages.rows;
  const list = useList(rows, idOf);
  const commands = useOrderCommands();
  const workList = currentView(search) === 'toShip' || currentView(search) === 'toApprove';
  const columns = useOrderColumns(useNow(), workList);
  const rowHeight = useDensity();
  const searchRef = useRef<HTMLInputElement>(null);
  const [filtering, setFiltering] = useState(false);
  const show = (next: OrderSearch): void => void navigate({ to: '/orders', search: next, replace: true });
  const saved = useSavedViews((id) => show({ ...search, saved: id }));
  const peek = (order: number | undefined): void => show(order === undefined ? withoutPeek(search) : { ...search, order });
  const open = (orderId: number): void => void navigate({ to: '/orders/$orderId', params: { orderId: String(orderId) } });
  const own = saved.rows.map((row) => ({ id: `saved.${row.id}`, name: row.name, count: row.isMore ? `${formats.count(row.count)}+` : formats.count(row.count), search: searchOfView(row) }));
  const tabs = [...views.map((id) => ({ id: id as string, name: t(($) => $.orders.views[id]), search: { view: id } as OrderSearch, ...(counts.data && { count: formats.count(counts.data[id]) }) })), ...own];
  const currentTab = search.saved === undefined ? currentView(search) : `saved.${search.saved}`;
  const openTab = (id: string): void => show(tabs.find((tab) => tab.id === id)?.search ?? {});
  const moved = (by: number): void => {
    const next = list.rows[list.cursor + by];
    list.move(by);
    if (next && search.order !== undefined) peek(next.id);
  };
  /** Ctrl A ticks what is read; when all of it is ticked, it reads on as the link of the bulk bar does. */
  const readOnOrTick = (): void => (list.selected.size > 0 && list.selected.size >= list.rows.length && pages.hasMore ? pages.readMore() : list.selectAll());
  // From everywhere the palette has it; here it has the short key too.
  const create: Action = { id: 'orders.new', label: t(($) => $.newOrder.title), group: t(($) => $.orders.title), keys: 'n', onlyKey: true, icon: <IconPlus size={14} />, run: () => void navigate({ to: '/orders/new' }) };
  const safe = counts.data?.safe ?? 0;
  const approveSafe: Action = { id: 'orders.approveSafe', label: t(($) => $.desk.approveSafe, { count: safe }), group: t(($) => $.orders.title), keys: 'a', run: commands.approveSafe };
  const approving = currentView(search) === 'toApprove' && safe > 0;
  useActions('screen', [
    create,
    ...(approving ? [approveSafe] : []),
    ...listActions({ ...list, move: moved, selectAll: readOnOrTick }, useListWords()),
    ...tabs.slice(0, 9).map(({ id, name }, index) => ({ id: `orders.view.${id}`, label: t(($) => $.keys.view, { name }), group: t(($) => $.orders.title), keys: String(index + 1), run: () => openTab(id) })),
    { id: 'orders.filter', label: t(($) => $.keys.filter), group: t(($) => $.orders.title), keys: 'f', run: () => setFiltering(true) },
    { id: 'orders.search', label: t(($) => $.keys.search), group: t(($) => $.orders.title), keys: '/', run: () => searchRef.current?.focus() },
    { id: 'orders.fullPage', label: t(($) => $.keys.fullPage), group: t(($) => $.orders.title), keys: 'mod+enter', run: () => list.current && open(list.current.id) },
  ]);
  const inPeek = search.order !== undefined && (
    <OrderPeek orderId={search.order} busy={list.selected.size > 0} commands={commands} rank={rankOf(rows.find((row) => row.id === search.order))} onNext={() => moved(1)} onFullPage={open} onClose={() => peek(undefined)} />
  );
  return (
    <Screen
      title={t(($) => $.orders.title)}
      side={counts.data && <span className="text3">{t(($) => $.orders.toShipCount, { count: counts.data.toShip })}</span>}
      buttons={
        <>
          <OrderPlaces current="orders" />
          {approving && list.selected.size === 0 && search.order === undefined && <ActionButton action={approveSafe} variant="filled" />}
          <ActionButton action={create} variant="default" />
        </>
      }
      peek={inPeek}
    >
      <Views label={t(($) => $.orders.title)} views={tabs} current={currentTab} onChange={openTab} />
      <OrderFilters search={search} saved={saved} onChange={show} opened={filtering} onOpened={setFiltering} searchRef={searchRef} />
      {pages.isPending && <Loading widths={[72, 100, 180, 110, 80]} rows={14} />}
      {pages.error !== null && <ProblemPanel problem={pages.error} onRetry={pages.retry} />}
      {pages.first && (
        <DataTable
          label={t(($) => $.orders.title)}
          columns={columns}
          list={list}
          ticks
          {...(counts.data && !isFiltered(search) && { total: counts.data[currentView(search)] })}
          rowHeight={rowHeight}
          rowName={(row) => row.number}
          sort={{ by: currentSort(search), descending: currentSort(search) !== 'shipBy' }}
          onSort={(by) => show({ ...search, sort: by === 'total' || by === 'shipBy' || by === 'priority' ? by : 'newest' })}
          onReachEnd={pages.readMore}
          onPeek={(row) => peek(row.id)}
          onOpen={(row) => open(row.id)}
          empty={<NoOrders search={search} any={(counts.data?.all ?? 0) > 0} onChange={show} />}
        />
      )}
      {/* Under the rows and above the verbs: a refusal moves no row. */}
      {commands.problem !== undefined && <ProblemPanel problem={commands.problem} />}
      {list.selected.size > 0 && <OrdersBulkBar list={list} commands={commands} approving={currentView(search) === 'toApprove'} more={pages.hasMore ? pages.readMore : undefined} />}
    </Screen>
  );
}

const rankOf = (row: OrderRow | undefined): Ranked | undefined => (row?.score === undefined || !row.parts ? undefined : { score: row.score, parts: row.parts });

const withoutPeek = ({ order: _closed, ...search }: OrderSearch): OrderSearch => search;

function NoOrders({ search, any, onChange }: { search: OrderSearch; any: boolean; onChange: (search: OrderSearch) => void }) {
  const { t } = useTranslation();
  if (any)
    return (
      <Empty title={t(($) => $.orders.filteredTitle)} text={t(($) => $.orders.filteredText)}>
        {isFiltered(search) && (
          <Button variant="default" onClick={() => onChange(withoutFilters(search))}>
            {t(($) => $.orders.clearFilters)}
          </Button>
        )}
        <Button variant="subtle" onClick={() => onChange({ view: 'all' })}>
          {t(($) => $.orders.views.all)}
        </Button>
      </Empty>
    );
  return (
    <Empty title={t(($) => $.orders.emptyTitle)} text={t(($) => $.orders.emptyText)}>
      <Button component={Link} to="/channels">
        {t(($) => $.orders.connect)}
      </Button>
      <Button variant="default" component={Link} to="/orders/new">
        {t(($) => $.newOrder.title)}
      </Button>
    </Empty>
  );
}
