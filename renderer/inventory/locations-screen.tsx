import { IconPlus } from '@tabler/icons-react';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { OutputOf } from '../client/methods.ts';
import { useQueryOf } from '../client/use-shop.tsx';
import { ActionButton } from '../ui/actions/action-button.tsx';
import { useActions } from '../ui/actions/use-actions.ts';
import { useDensity } from '../ui/density.ts';
import { Empty } from '../ui/empty.tsx';
import { Loading } from '../ui/loading.tsx';
import { ProblemPanel } from '../ui/problem-panel.tsx';
import { Screen } from '../ui/screen.tsx';
import { Status } from '../ui/status.tsx';
import type { Column } from '../ui/table/column.ts';
import { DataTable } from '../ui/table/data-table.tsx';
import { listActions, useListWords } from '../ui/table/list-actions.ts';
import { useList } from '../ui/table/use-list.ts';
import { useFormats } from '../ui/ui-context.tsx';
import { Views } from '../ui/views.tsx';
import { LocationDialog } from './location-dialog.tsx';
import { LocationPeek } from './location-peek.tsx';
import { StockPlaces } from './stock-places.tsx';

type Place = OutputOf<'location.list'>['locations'][number];
export type Apart = OutputOf<'consignment.places'>['places'][number];
export type LocationRow = Place & { apart: Apart | undefined };
const idOf = (row: LocationRow): number => row.id;
const views = ['all', 'apart'] as const;

/** Every place where goods lie: ours, ours kept by others, and others’ kept by us, each with how its last report compares. */
export function LocationsScreen() {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const { place } = useSearch({ from: '/stock/places' });
  const [view, setView] = useState<(typeof views)[number]>('all');
  const [adding, setAdding] = useState(false);
  const answer = useQueryOf('location.list', undefined);
  const apart = useQueryOf('consignment.places', undefined);
  const rows = useMemo(() => rowsOf(answer.data?.locations ?? [], apart.data?.places ?? [], view), [answer.data, apart.data, view]);
  const list = useList(rows, idOf);
  const title = t(($) => $.inventory.locations);
  const show = (id?: number): void => void navigate({ to: '/stock/places', search: id === undefined ? {} : { place: id }, replace: true });
  const tabs = views.map((id) => ({ id, name: t(($) => $.places.views[id]) }));
  const add = { id: 'location.add', label: t(($) => $.places.add), group: title, keys: 'n', icon: <IconPlus size={14} />, run: () => setAdding(true) };
  useActions('screen', [
    ...listActions(list, useListWords()),
    ...tabs.map(({ id, name }, index) => ({ id: `location.view.${id}`, label: t(($) => $.keys.view, { name }), group: title, keys: String(index + 1), run: () => setView(id) })),
    add,
  ]);
  const columns = useLocationColumns();
  const rowHeight = useDensity();
  const opened = rows.find((row) => row.id === place);
  return (
    <Screen
      title={title}
      buttons={
        <>
          <StockPlaces current="locations" />
          <ActionButton action={add} variant={opened ? 'default' : 'filled'} />
        </>
      }
      peek={opened && <LocationPeek key={opened.id} row={opened} onClose={() => show()} />}
    >
      <Views label={title} views={tabs} current={view} onChange={setView} />
      {answer.isPending && <Loading widths={[160, 160, 80]} rows={6} />}
      {answer.error !== null && <ProblemPanel problem={answer.error} />}
      {answer.data && (
        <DataTable
          label={title}
          columns={columns}
          list={list}
          rowHeight={rowHeight}
          rowName={(row) => row.name}
          onPeek={(row) => show(row.id)}
          onOpen={(row) => show(row.id)}
          empty={<Empty title={t(($) => $.places.none)} text={t(($) => $.places.noneText)} />}
        />
      )}
      {adding && <LocationDialog onClose={() => setAdding(false)} onAdded={show} />}
    </Screen>
  );
}

function rowsOf(locations: readonly Place[], apart: readonly Apart[], view: (typeof views)[number]): LocationRow[] {
  const known = new Map(apart.map((one) => [one.locationId, one]));
  const rows = locations.filter((one) => one.kind !== 'inTransit').map((one) => ({ ...one, apart: known.get(one.id) }));
  return view === 'apart' ? rows.filter((row) => row.owner !== null || row.holder !== null) : rows;
}

function useLocationColumns(): readonly Column<LocationRow>[] {
  const { t } = useTranslation();
  const formats = useFormats();
  return useMemo(() => {
    const whose = ({ owner, holder, sellable }: LocationRow): string =>
      owner !== null ? t(($) => $.inventory.ofOwner, { name: owner }) : holder !== null ? t(($) => $.inventory.atHolder, { name: holder }) : `${t(($) => $.places.whoseGoods.ours)} · ${sellable ? t(($) => $.inventory.sells) : t(($) => $.inventory.sellsNot)}`;
    return [
      { id: 'name', header: t(($) => $.products.name), width: 160, grows: true, cell: (row) => <span className={row.blocked ? 'text3' : 'medium'}>{row.name}</span> },
      { id: 'whose', header: t(($) => $.places.whose), width: 180, grows: true, cell: whose },
      { id: 'kind', header: t(($) => $.places.kind), width: 110, dropOrder: 1, cell: (row) => <span className="text2">{row.kind === 'shop' ? t(($) => $.places.kinds.shop) : t(($) => $.places.kinds.warehouse)}</span> },
      { id: 'bins', header: t(($) => $.places.bins), width: 80, numeric: true, dropOrder: 2, cell: (row) => <span className="text2">{row.bins.length === 0 ? '—' : formats.count(row.bins.length)}</span> },
      { id: 'value', header: `${t(($) => $.stock.value)} ${formats.currencySymbol}`, width: 110, numeric: true, dropOrder: 3, cell: ({ apart }) => (apart?.value === undefined || apart.owner !== null ? '' : formats.amount(apart.value)) },
      { id: 'report', header: t(($) => $.places.lastReport), width: 190, cell: (row) => <ReportState row={row} /> },
    ];
  }, [t, formats]);
}

function ReportState({ row: { apart, blocked } }: { row: LocationRow }) {
  const { t } = useTranslation();
  const formats = useFormats();
  if (blocked) return <Status kind="off">{t(($) => $.places.blocked)}</Status>;
  if (!apart) return null;
  if (!apart.latest) return <Status kind="todo">{t(($) => $.places.neverReported)}</Status>;
  const { differing = 0, reportedAt } = apart.latest;
  const at = formats.dateTime(reportedAt);
  return differing === 0 ? <Status kind="done">{t(($) => $.places.agreesAt, { at })}</Status> : <Status kind="look">{t(($) => $.places.differsAt, { count: differing, at })}</Status>;
}
