import { Button } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import { Link, useNavigate, useSearch } from '@tanstack/react-router';
import { useMemo, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { InputOf, OutputOf } from '../client/methods.ts';
import { usePagesOf, useQueryOf } from '../client/use-shop.tsx';
import { useImportAction } from '../company/import-action.tsx';
import { ActionButton } from '../ui/actions/action-button.tsx';
import { useActions } from '../ui/actions/use-actions.ts';
import { Empty } from '../ui/empty.tsx';
import { ProblemPanel } from '../ui/problem-panel.tsx';
import { Screen } from '../ui/screen.tsx';
import { Status } from '../ui/status.tsx';
import type { Column } from '../ui/table/column.ts';
import { listActions, useListWords } from '../ui/table/list-actions.ts';
import { PagedTable } from '../ui/table/paged-table.tsx';
import { useList } from '../ui/table/use-list.ts';
import { useFormats } from '../ui/ui-context.tsx';
import { type View, Views } from '../ui/views.tsx';
import { ProductPeek } from './product-peek.tsx';
import { ProductFilters } from './product-filters.tsx';
import { filterOf, type ProductSearch, type ProductView, productViews } from './product-search.ts';
import { productGlyph } from './product-state.ts';
import { useSavingProducts } from './use-saving-products.ts';
import { ProductThumb } from './product-thumb.tsx';
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
  const filter = filterOf(search);
  const pages = usePagesOf('product.list', { limit: 100, ...filter }, reading);
  const facets = useQueryOf('product.facets', { filter });
  const [filtering, setFiltering] = useState(false);
  const list = useList(pages.rows, idOf);
  const searchRef = useRef<HTMLInputElement>(null);
  const show = (next: ProductSearch): void => void navigate({ to: '/products', search: next, replace: true });
  const { open: _open, ...closed } = search;
  const close = (): void => show(closed);
  const openPage = ({ id }: { id: number }): void => void navigate({ to: '/products/$productId', params: { productId: String(id) } });
  const peek = ({ id }: ProductRow): void => show({ ...search, open: id });
  const moved = (by: number): void => {
    const next = list.rows[list.cursor + by];
    list.move(by);
    if (next && search.open !== undefined) peek(next);
  };
  const group = t(($) => $.shell.products);
  const create = { id: 'products.new', label: t(($) => $.products.create), group, keys: 'n', icon: <IconPlus size={14} />, run: () => void navigate({ to: '/products/new' }) };
  const bringIn = useImportAction('products');
  const prices = { id: 'products.prices', label: t(($) => $.pricing.lists), group, keys: 'l', run: () => void navigate({ to: '/products/prices' }) };
  const sorting = { id: 'products.sorting', label: t(($) => $.sorting.title), group, keys: 'o', run: () => void navigate({ to: '/products/sorting' }) };
  const saving = useSavingProducts(search);
  const tabs = useViewTabs(facets.data);
  useActions('screen', [
    ...listActions({ ...list, move: moved }, useListWords()),
    ...tabs.map(({ id, name }, index) => ({ id: `products.view.${id}`, label: t(($) => $.keys.view, { name }), group, keys: String(index + 1), run: () => show({ ...closed, view: id }) })),
    { id: 'products.fullPage', label: t(($) => $.keys.fullPage), group, keys: 'mod+enter', run: () => list.current && openPage(list.current) },
    { id: 'products.filter', label: t(($) => $.keys.filter), group, keys: 'f', run: () => setFiltering(true) },
    { id: 'products.search', label: t(($) => $.keys.search), group, keys: '/', run: () => searchRef.current?.focus() },
    create,
    bringIn,
    saving.action,
    prices,
    sorting,
  ]);
  const columns = useProductColumns();
  return (
    <Screen
      title={group}
      buttons={
        <>
          <ActionButton action={bringIn} variant="default" />
          <ActionButton action={saving.action} variant="default" loading={saving.pending} />
          <ActionButton action={prices} variant="default" />
          <ActionButton action={sorting} variant="default" />
          <ActionButton action={create} variant={list.selected.size > 0 ? 'default' : 'filled'} />
        </>
      }
      peek={search.open !== undefined && <ProductPeek productId={search.open} onNext={() => moved(1)} onFullPage={() => openPage({ id: search.open ?? 0 })} onClose={close} />}
    >
      <Views<ProductView> label={group} views={tabs} current={view} onChange={(id) => show({ ...closed, view: id })} />
      <ProductFilters search={search} facets={facets.data?.facets ?? []} total={facets.data?.total} onChange={show} opened={filtering} onOpened={setFiltering} searchRef={searchRef} />
      {saving.problem !== null && <ProblemPanel problem={saving.problem} />}
      <PagedTable
        pages={pages}
        widths={[100, 240, 80, 90]}
        label={group}
        columns={columns}
        list={list}
        ticks
        rowName={(row) => row.name}
        onPeek={peek}
        onOpen={peek}
        empty={<NoProducts filtered={search.text !== undefined || search.filter !== undefined || view === 'draft' || view === 'archived'} />}
      />
      {list.selected.size > 0 && <ProductsBulkBar list={list} archived={view === 'archived'} />}
    </Screen>
  );
}

function NoProducts({ filtered }: { filtered: boolean }) {
  const { t } = useTranslation();
  if (filtered) return <Empty title={t(($) => $.products.noneTitle)} text={t(($) => $.products.noneText)} />;
  return (
    <Empty title={t(($) => $.products.emptyTitle)} text={t(($) => $.products.emptyText)}>
      <Button variant="default" component={Link} to="/products/import">
        {t(($) => $.imports.dropTitle.products)}
      </Button>
      <Button variant="default" component={Link} to="/channels">
        {t(($) => $.orders.connect)}
      </Button>
    </Empty>
  );
}

/** Views with how many products each would show under the same conditions. */
function useViewTabs(facets: OutputOf<'product.facets'> | undefined): View<ProductView>[] {
  const { t } = useTranslation();
  const formats = useFormats();
  const states = facets?.facets.find(({ kind }) => kind === 'state')?.values ?? [];
  const countOf = (id: ProductView): number => states.filter(({ value }) => id === 'all' || value === id).reduce((sum, { products }) => sum + products, 0);
  return productViews.map((id) => ({ id, name: t(($) => $.products.views[id]), ...(facets && { count: formats.count(countOf(id)) }) }));
}

function useProductColumns(): readonly Column<ProductRow>[] {
  const { t } = useTranslation();
  const formats = useFormats();
  return useMemo(
    () => [
      { id: 'picture', header: '', width: 24, dropOrder: 3, cell: (row) => <ProductThumb hash={row.image} alt="" side={24} /> },
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
