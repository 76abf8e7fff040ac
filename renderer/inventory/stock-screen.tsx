import { Button, Select, TextInput } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import { Link, useNavigate, useSearch } from '@tanstack/react-router';
import { type RefObject, useMemo, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { LabelItem } from '../../shared/catalog/label.contract.ts';
import { addDays, startOfDay } from '../../shared/units/calendar.ts';
import { isDay } from '../../shared/units/day.ts';
import { instant } from '../../shared/units/instant.ts';
import type { Quantity } from '../../shared/units/quantity.ts';
import type { InputOf, OutputOf } from '../client/methods.ts';
import { usePagesOf, useQueryOf } from '../client/use-shop.tsx';
import { ActionButton } from '../ui/actions/action-button.tsx';
import { useActions } from '../ui/actions/use-actions.ts';
import { Empty } from '../ui/empty.tsx';
import { Screen } from '../ui/screen.tsx';
import { SearchField } from '../ui/search-field.tsx';
import type { Column } from '../ui/table/column.ts';
import { listActions, useListWords } from '../ui/table/list-actions.ts';
import { PagedTable } from '../ui/table/paged-table.tsx';
import { useList } from '../ui/table/use-list.ts';
import { type Formats } from '../ui/formats.ts';
import { useFormats } from '../ui/ui-context.tsx';
import { Views } from '../ui/views.tsx';
import { LabelsBulkBar } from '../catalog/labels-bulk-bar.tsx';
import { GoodsClassCell, useClassWords } from './goods-class.tsx';
import { StockDialog } from './stock-dialog.tsx';
import { StockPeek } from './stock-peek.tsx';
import { StockPlaces } from './stock-places.tsx';
import { type StockSearch, type StockView, stockViews } from './stock-search.ts';
import type { StockDialogKind } from './use-booking.ts';
import { type GoodsClass, useGoodsClasses } from './use-goods-classes.ts';

type StockPage = OutputOf<'stock.list'>;
export type StockRow = StockPage['rows'][number];

const reading = {
  rowsOf: (page: StockPage) => page.rows,
  after: (input: InputOf<'stock.list'>, page: StockPage) => (page.next ? { ...input, after: page.next } : undefined),
};
const idOf = (row: StockRow): number => row.variantId;

/** What is there, promised, on hold and on its way; every figure opens down to its movements. */
export function StockScreen() {
  const { t } = useTranslation();
  const formats = useFormats();
  const navigate = useNavigate();
  const search = useSearch({ from: '/stock' });
  const view = search.view ?? 'all';
  const asOf = search.on === undefined ? undefined : instant(startOfDay(addDays(search.on, 1), formats.timeZone) - 1);
  const pages = usePagesOf('stock.list', { limit: 100, ...(asOf !== undefined && { asOf }), ...(view !== 'all' && { only: view }), ...(search.text !== undefined && { text: search.text }), ...(search.place !== undefined && { locationId: search.place }) }, reading);
  const list = useList(pages.rows, idOf);
  const worth = useQueryOf('stock.valuation', search.on === undefined ? {} : { on: search.on });
  const [dialog, setDialog] = useState<StockDialogKind>();
  const searchRef = useRef<HTMLInputElement>(null);
  const placeRef = useRef<HTMLInputElement>(null);
  const show = (next: StockSearch): void => void navigate({ to: '/stock', search: next, replace: true });
  const peek = ({ variantId }: StockRow): void => show({ ...search, variant: variantId });
  const moved = (by: number): void => {
    const next = list.rows[list.cursor + by];
    list.move(by);
    if (next && search.variant !== undefined) peek(next);
  };
  const tabs = stockViews.map((id) => ({ id, name: t(($) => $.stock.views[id]) }));
  const group = t(($) => $.shell.stock);
  const receive = { id: 'stock.receive', label: t(($) => $.stock.receive), group, keys: 'n', icon: <IconPlus size={14} />, run: () => setDialog('receive') };
  const adjust = { id: 'stock.adjust', label: t(($) => $.stock.adjust), group, keys: 'd', run: () => setDialog('adjust') };
  const hold = { id: 'stock.hold', label: t(($) => $.stock.hold), group, keys: 'h', run: () => setDialog('hold') };
  const release = { id: 'stock.release', label: t(($) => $.stock.release), group, keys: 'l', run: () => setDialog('release') };
  useActions('screen', [
    ...listActions({ ...list, move: moved }, useListWords()),
    ...tabs.map(({ id, name }, index) => ({ id: `stock.view.${id}`, label: t(($) => $.keys.view, { name }), group, keys: String(index + 1), run: () => show({ view: id, ...scopeOf(search) }) })),
    { id: 'stock.search', label: t(($) => $.keys.search), group, keys: '/', run: () => searchRef.current?.focus() },
    { id: 'stock.place', label: t(($) => $.stock.choosePlace), group, keys: 'p', run: () => placeRef.current?.focus() },
    receive,
    adjust,
    hold,
    release,
  ]);
  // What goods cost belongs to the variant over all places: beside the stock of one place it would mislead.
  // The class is today's.
  const classes = useGoodsClasses(useMemo(() => (asOf === undefined ? pages.rows.map(idOf) : []), [asOf, pages.rows]));
  const columns = useStockColumns(formats, search.place === undefined, asOf === undefined ? classes : undefined);
  const opened = list.rows.find((row) => row.variantId === search.variant) ?? list.current;
  return (
    <Screen
      title={t(($) => $.shell.stock)}
      side={search.place === undefined && worth.data?.value !== undefined && <span className="text3">{t(($) => $.stock.worth, { value: formats.money(worth.data.value) })}</span>}
      buttons={
        <>
          <StockPlaces current="stock" />
          <ActionButton action={receive} variant={list.rows.length === 0 || list.selected.size > 0 ? 'default' : 'filled'} />
        </>
      }
      peek={
        search.variant !== undefined && (
          <StockPeek variantId={search.variant} asOf={asOf} row={list.rows.find((row) => row.variantId === search.variant)} goodsClass={classes.get(search.variant)} acts={[receive, adjust]} hold={hold} release={release} onNext={() => moved(1)} onClose={() => show(withoutPeek(search))} />
        )
      }
    >
      <Views<StockView> label={group} views={tabs} current={view} onChange={(id) => show({ view: id, ...scopeOf(search) })} />
      <div className="filters">
        <SearchField label={t(($) => $.keys.search)} placeholder={t(($) => $.stock.searchPlaceholder)} text={search.text ?? ''} onSearch={(text) => show({ view, ...scopeOf(search), ...(text !== '' && { text }) })} inputRef={searchRef} />
        <PlaceFilter place={search.place} inputRef={placeRef} onChange={(place) => show(withPlace(search, place))} />
        <span className="text3">{t(($) => $.inventory.asOf)}</span>
        <TextInput type="date" w={150} aria-label={t(($) => $.inventory.asOf)} value={search.on ?? ''} onChange={({ currentTarget: { value } }) => show(withDay(search, value))} />
      </div>
      <PagedTable
        pages={pages}
        widths={[90, 200, 70, 70, 70]}
        ticks
        label={group}
        columns={columns}
        list={list}
        rowName={(row) => row.sku}
        onPeek={peek}
        onOpen={peek}
        empty={<NoStock filtered={view !== 'all' || search.text !== undefined || search.place !== undefined} />}
      />
      {list.selected.size > 0 && <LabelsBulkBar list={list} itemOf={labelOf} />}
      <StockDialog kind={dialog} row={opened} onClose={() => setDialog(undefined)} />
    </Screen>
  );
}

/** One label each; how many is said on the labels’ own screen. */
const labelOf = ({ variantId }: StockRow): LabelItem => ({ variantId, copies: 1 });

/** What stays when the view or the words change: the day and the place looked at. */
const scopeOf = ({ on, place }: StockSearch): StockSearch => ({ ...(on !== undefined && { on }), ...(place !== undefined && { place }) });

function withPlace({ place: _before, variant: _closed, ...search }: StockSearch, place: number | undefined): StockSearch {
  return place === undefined ? search : { ...search, place };
}

/** All places of ours together, or one place by itself, also one apart. */
function PlaceFilter({ place, inputRef, onChange }: { place: number | undefined; inputRef: RefObject<HTMLInputElement | null>; onChange: (place: number | undefined) => void }) {
  const { t } = useTranslation();
  const places = (useQueryOf('location.list', undefined).data?.locations ?? []).filter(({ kind }) => kind !== 'inTransit');
  return (
    <Select
      ref={inputRef}
      w={180}
      clearable
      aria-label={t(($) => $.stock.choosePlace)}
      placeholder={t(($) => $.stock.allPlaces)}
      data={places.map(({ id, name }) => ({ value: String(id), label: name }))}
      value={place === undefined ? null : String(place)}
      onChange={(id) => onChange(id === null ? undefined : Number(id))}
    />
  );
}

/** The same list at the end of another day; now where the box is emptied. */
function withDay({ on: _before, ...search }: StockSearch, text: string): StockSearch {
  return isDay(text) ? { ...search, on: text } : search;
}

const withoutPeek = ({ variant: _closed, ...search }: StockSearch): StockSearch => search;

function NoStock({ filtered }: { filtered: boolean }) {
  const { t } = useTranslation();
  if (filtered) return <Empty title={t(($) => $.stock.noneTitle)} text={t(($) => $.stock.noneText)} />;
  return (
    <Empty title={t(($) => $.stock.emptyTitle)} text={t(($) => $.stock.emptyText)}>
      <Button component={Link} to="/products/new">
        {t(($) => $.products.create)}
      </Button>
    </Empty>
  );
}

function useStockColumns(formats: Formats, withValue: boolean, classes: ReadonlyMap<number, GoodsClass> | undefined): readonly Column<StockRow>[] {
  const { t } = useTranslation();
  const words = useClassWords();
  return useMemo(() => {
    const figure = (id: 'onHand' | 'allocated' | 'onHold' | 'incoming' | 'inTransit', dropOrder?: number): Column<StockRow> => ({
      id,
      header: t(($) => $.stock[id]),
      width: 84,
      numeric: true,
      ...(dropOrder !== undefined && { dropOrder }),
      cell: (row) => <span className="text2">{zeroAsDash(row[id], formats)}</span>,
    });
    const value: Column<StockRow> = { id: 'value', header: `${t(($) => $.stock.value)} ${formats.currencySymbol}`, width: 110, numeric: true, dropOrder: 1, cell: (row) => (row.value === undefined ? '' : formats.amount(row.value)) };
    return [
      { id: 'sku', header: t(($) => $.products.sku), width: 120, cell: (row) => <span className="code text2">{row.sku}</span> },
      { id: 'name', header: t(($) => $.products.name), width: 180, grows: true, cell: (row) => row.name },
      ...(classes === undefined ? [] : [{ id: 'class', header: t(($) => $.analysis.classOf), width: 60, dropOrder: 3, cell: (row: StockRow) => <GoodsClassCell goods={classes.get(row.variantId)} words={words} /> }]),
      figure('onHand'),
      figure('allocated', 2),
      figure('onHold', 4),
      {
        id: 'available',
        header: t(($) => $.stock.available),
        width: 84,
        numeric: true,
        cell: (row) => <span className={(row.available ?? 0) < 0 ? 'medium bad' : 'medium'}>{(row.available ?? 0) < 0 && '▾ '}{formats.quantity(row.available)}</span>,
      },
      figure('inTransit', 6),
      figure('incoming', 5),
      ...(withValue ? [value] : []),
    ];
  }, [t, formats, withValue, classes, words]);
}

const zeroAsDash = (amount: Quantity | undefined, formats: Formats): string => (amount === 0 ? '—' : formats.quantity(amount));
