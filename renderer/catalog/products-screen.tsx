import { Button } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import { Link, useNavigate, useSearch } from '@tanstack/react-router';
import { useMemo, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import type { InputOf, OutputOf } from '../client/methods.ts';
import { usePagesOf } from '../client/use-shop.tsx';
import { ActionButton } from '../ui/actions/action-button.tsx';
import { useActions } from '../ui/actions/use-actions.ts';
import { useDensity } from '../ui/density.ts';
import { Empty } from '../ui/empty.tsx';
import { withoutOpen } from '../ui/list-search.ts';
import { Loading } from '../ui/loading.tsx';
import { ProblemPanel } from '../ui/problem-panel.tsx';
import { Screen } from '../ui/screen.tsx';
import { SearchField } from '../ui/search-field.tsx';
import { Status } from '../ui/status.tsx';
import type { Column } from '../ui/table/column.ts';
import { DataTable } from '../ui/table/data-table.tsx';
import { listActions, useListWords } from '../ui/table/list-actions.ts';
import { useList } from '../ui/table/use-list.ts';
import { useFormats } from '../ui/ui-context.tsx';
import { Views } from '../ui/views.tsx';
import { ProductPeek } from './product-peek.tsx';
import { type ProductSearch, type ProductView, productViews } from './product-search.ts';
import { productGlyph } from './product-state.ts';
import { ProductsBulkBar } from './products-bulk-bar.tsx';

type ProductPage = OutputOf<'product.list'>;
export type ProductRow = ProductPage['rows'][number];

const reading = {
  rowsOf: (page: ProductPage) => page.rows,
  after: (input: InputOf<'product.list'>, page: ProductPage) => (page.next ? { ...input, after: page.next } : undefined),
};
const idOf = (row: ProductRow): number => row.id;

/** The catalogue by name, with a product beside the list. */
export function ProductsScreen() {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const search = useSearch({ from: '/products' });
  const view = search.view ?? 'active';
  const pages = usePagesOf('product.list', { limit: 100, ...(view !== 'all' && { states: [view] }), ...(search.text !== undefined && { text: search.text }) }, reading);
  const list = useList(pages.rows, idOf);
  const searchRef = useRef<HTMLInputElement>(null);
  const show = (next: ProductSearch): void => void navigate({ to: '/products', search: next, replace: true });
  const close = (): void => show({ ...(search.view && { view: search.view }), ...withoutOpen(search) });
  const peek = ({ id }: ProductRow): void => show({ ...search, open: id });
  const moved = (by: number): void => {
    const next = list.rows[list.cursor + by];
    list.move(by);
    if (next && search.open !== undefined) peek(next);
  };
  const group = t(($) => $.shell.products);
  const create = { id: 'products.new', label: t(($) => $.products.create), group, keys: 'n', icon: <IconPlus size={14} />, run: () => void navigate({ to: '/products/new' }) };
  const tabs = productViews.map((id) => ({ id, name: t(($) => $.products.views[id]) }));
  useActions('screen', [
    ...listActions({ ...list, move: moved }, useListWords()),
    ...tabs.map(({ id, name }, index) => ({ id: `products.view.${id}`, label: t(($) => $.keys.view, { name }), group, keys: String(index + 1), run: () => show({ view: id }) })),
    { id: 'products.search', label: t(($) => $.keys.search), group, keys: '/', run: () => searchRef.current?.focus() },
    create,
  ]);
  const columns = useProductColumns();
  const rowHeight = useDensity();
  return (
    <Screen
      title={group}
      buttons={<ActionButton action={create} variant={list.selected.size > 0 ? 'default' : 'filled'} />}
      peek={search.open !== undefined && <ProductPeek productId={search.open} onNext={() => moved(1)} onClose={close} />}
    >
      <Views<ProductView> label={group} views={tabs} current={view} onChange={(id) => show({ view: id })} />
      <div className="filters">
        <SearchField label={t(($) => $.keys.search)} placeholder={t(($) => $.products.searchPlaceholder)} text={search.text ?? ''} onSearch={(text) => show({ view, ...(text !== '' && { text }) })} inputRef={searchRef} />
      </div>
      {pages.isPending && <Loading widths={[100, 240, 80, 90]} rows={14} />}
      {pages.error !== null && <ProblemPanel problem={pages.error} onRetry={pages.retry} />}
      {pages.first && (
        <DataTable
          label={group}
          columns={columns}
          list={list}
          ticks
          rowHeight={rowHeight}
          rowName={(row) => row.name}
          onReachEnd={pages.readMore}
          onPeek={peek}
          onOpen={peek}
          empty={<NoProducts filtered={search.text !== undefined || view === 'draft' || view === 'archived'} />}
        />
      )}
      {list.selected.size > 0 && <ProductsBulkBar list={list} archived={view === 'archived'} />}
    </Screen>
  );
}

function NoProducts({ filtered }: { filtered: boolean }) {
  const { t } = useTranslation();
  if (filtered) return <Empty title={t(($) => $.products.noneTitle)} text={t(($) => $.products.noneText)} />;
  return (
    <Empty title={t(($) => $.products.emptyTitle)} text={t(($) => $.products.emptyText)}>
      <Button variant="default" component={Link} to="/channels">
        {t(($) => $.orders.connect)}
      </Button>
    </Empty>
  );
}

function useProductColumns(): readonly Column<ProductRow>[] {
  const { t } = useTranslation();
  const formats = useFormats();
  return useMemo(
    () => [
      { id: 'sku', header: t(($) => $.products.sku), width: 130, cell: (row) => <span className="code text2">{row.sku}</span> },
      { id: 'name', header: t(($) => $.products.name), width: 200, grows: true, cell: (row) => row.name },
      { id: 'variants', header: t(($) => $.products.variants), width: 80, numeric: true, dropOrder: 1, cell: (row) => <span className="text2">{row.variantCount === 1 ? '—' : formats.count(row.variantCount)}</span> },
      { id: 'state', header: t(($) => $.products.state), width: 110, dropOrder: 2, cell: (row) => <Status kind={productGlyph[row.state]}>{t(($) => $.products.states[row.state])}</Status> },
      {
        id: 'price',
        header: `${t(($) => $.products.price)} ${formats.currencySymbol}`,
        width: 140,
        numeric: true,
        cell: (row) => {
          const [from, to] = [row.priceFrom, row.priceTo].map((price) => (price === null ? undefined : formats.bareUnitPrice(price, formats.currency)));
          return from === undefined ? <span className="text3">—</span> : from === to ? from : `${from} – ${to}`;
        },
      },
    ],
    [t, formats],
  );
}
