import { useNavigate } from '@tanstack/react-router';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { InputOf, OutputOf } from '../client/methods.ts';
import { usePagesOf, useQueryOf } from '../client/use-shop.tsx';
import { useActions } from '../ui/actions/use-actions.ts';
import { useDensity } from '../ui/density.ts';
import { Empty } from '../ui/empty.tsx';
import { Loading } from '../ui/loading.tsx';
import { ProblemPanel } from '../ui/problem-panel.tsx';
import { Status } from '../ui/status.tsx';
import type { Column } from '../ui/table/column.ts';
import { DataTable } from '../ui/table/data-table.tsx';
import { listActions, useListWords } from '../ui/table/list-actions.ts';
import { useList } from '../ui/table/use-list.ts';
import { useFormats } from '../ui/ui-context.tsx';

type Page = OutputOf<'wave.list'>;
export type Wave = Page['rows'][number];
const reading = {
  rowsOf: (page: Page) => page.rows,
  after: (input: InputOf<'wave.list'>, page: Page) => (page.next === null ? undefined : { ...input, beforeId: page.next }),
};
const idOf = (row: Wave): number => row.id;

/** Waves, the latest first: how far each is, and what its walk saves. */
export function WavesList() {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const pages = usePagesOf('wave.list', { limit: 100 }, reading);
  const list = useList(pages.rows, idOf);
  useActions('screen', listActions(list, useListWords()));
  const open = ({ id }: Wave): void => void navigate({ to: '/ship/$pickWaveId', params: { pickWaveId: String(id) } });
  const columns = useWaveColumns();
  const rowHeight = useDensity();
  if (pages.isPending) return <Loading widths={[90, 160, 160, 80]} rows={8} />;
  if (pages.error !== null) return <ProblemPanel problem={pages.error} onRetry={pages.retry} />;
  return (
    <DataTable
      label={t(($) => $.ship.tabs.waves)}
      columns={columns}
      list={list}
      rowHeight={rowHeight}
      rowName={(row) => row.number}
      onReachEnd={pages.readMore}
      onPeek={open}
      onOpen={open}
      empty={<Empty title={t(($) => $.ship.noWaves)} text={t(($) => $.ship.noWavesText)} />}
    />
  );
}

function useWaveColumns(): readonly Column<Wave>[] {
  const { t } = useTranslation();
  const formats = useFormats();
  const places = useQueryOf('location.list', undefined).data?.locations;
  return useMemo(() => {
    const nameOf = (id: number): string => places?.find((place) => place.id === id)?.name ?? '';
    return [
      { id: 'number', header: t(($) => $.ship.wave), width: 90, cell: (row) => <span className="code medium">{row.number}</span> },
      { id: 'place', header: t(($) => $.ship.place), width: 140, grows: true, cell: (row) => nameOf(row.locationId) },
      { id: 'state', header: t(($) => $.ship.state), width: 200, cell: (row) => <WaveState wave={row} /> },
      { id: 'built', header: t(($) => $.ship.built), width: 120, dropOrder: 1, cell: (row) => <span className="text2">{formats.dateTime(row.builtAt)}</span> },
      { id: 'orders', header: t(($) => $.ship.orders), width: 70, numeric: true, cell: (row) => formats.count(row.totes) },
      { id: 'units', header: t(($) => $.ship.units), width: 70, numeric: true, dropOrder: 2, cell: (row) => formats.quantity(row.units) },
      { id: 'picked', header: t(($) => $.ship.picked), width: 70, numeric: true, cell: (row) => formats.quantity(row.picked) },
      { id: 'walk', header: t(($) => $.ship.walk), width: 80, numeric: true, dropOrder: 3, cell: (row) => metres(row.walk, formats.count) },
      { id: 'saved', header: t(($) => $.ship.saved), width: 90, numeric: true, dropOrder: 4, cell: (row) => metres(row.walkByCode - row.walk, formats.count) },
    ];
  }, [t, formats, places]);
}

/** Decimetres as whole metres: a walk is no more exact than that. */
export const metres = (decimetres: number, count: (value: number) => string): string => (decimetres === 0 ? '—' : count(Math.round(decimetres / 10)));

export function WaveState({ wave }: { wave: Pick<Wave, 'cancelled' | 'open' | 'picked' | 'short' | 'units'> }) {
  const { t } = useTranslation();
  const formats = useFormats();
  if (wave.cancelled) return <Status kind="off">{t(($) => $.ship.states.cancelled)}</Status>;
  if (wave.open === 0) return <Status kind="done">{t(($) => $.ship.states.done)}</Status>;
  if (wave.short > 0) return <Status kind="look">{t(($) => $.ship.shortUnits, { quantity: formats.quantity(wave.short) })}</Status>;
  return <Status kind={wave.picked === 0 ? 'todo' : 'half'}>{wave.picked >= wave.units ? t(($) => $.ship.states.packing) : t(($) => $.ship.states.picking)}</Status>;
}
