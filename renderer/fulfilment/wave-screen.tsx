import { Select } from '@mantine/core';
import { IconPrinter, IconScan } from '@tabler/icons-react';
import { useNavigate, useParams } from '@tanstack/react-router';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { OutputOf } from '../client/methods.ts';
import { useCommand, useQueryOf } from '../client/use-shop.tsx';
import { ActionButton } from '../ui/actions/action-button.tsx';
import { useActions } from '../ui/actions/use-actions.ts';
import { useDensity } from '../ui/density.ts';
import { Figures } from '../ui/figures.tsx';
import { Loading } from '../ui/loading.tsx';
import { ProblemPanel } from '../ui/problem-panel.tsx';
import { Screen, Trail } from '../ui/screen.tsx';
import type { Column } from '../ui/table/column.ts';
import { DataTable } from '../ui/table/data-table.tsx';
import { listActions, useListWords } from '../ui/table/list-actions.ts';
import { useList } from '../ui/table/use-list.ts';
import { useToasts } from '../ui/toast.tsx';
import { useFormats } from '../ui/ui-context.tsx';
import { metres, WaveState } from './waves-list.tsx';

type Wave = OutputOf<'wave.get'>;
type Line = Wave['lines'][number];
const idOf = (line: Line): number => line.pickLineId;
const noLines: readonly Line[] = [];

/** One wave: its walk and its pick list, in the order in which one walks. */
export function WaveScreen() {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const { pickWaveId } = useParams({ from: '/ship/$pickWaveId' });
  const answer = useQueryOf('wave.get', { pickWaveId: Number(pickWaveId) });
  const wave = answer.data;
  const list = useList(wave?.lines ?? noLines, idOf);
  const show = useToasts((toasts) => toasts.show);
  const closeToast = useToasts((toasts) => toasts.close);
  const cancel = useCommand('wave.cancel');
  const build = useCommand('wave.build');
  const group = t(($) => $.ship.title);
  const pick = { id: 'wave.pick', label: t(($) => $.ship.pick), group, keys: 'a', icon: <IconScan size={14} />, run: () => (closeToast(), void navigate({ to: '/station/pick/$pickWaveId', params: { pickWaveId } })) };
  const print = { id: 'wave.print', label: t(($) => $.ship.print), group, keys: 'p', icon: <IconPrinter size={14} />, run: () => void navigate({ to: '/ship/$pickWaveId/paper', params: { pickWaveId }, search: { print: true } }) };
  const takeBack = {
    id: 'wave.cancel',
    label: t(($) => $.ship.cancel),
    group,
    keys: 'mod+backspace',
    run: () => cancel.mutate({ pickWaveId: Number(pickWaveId) }, { onSuccess: ({ before }) => show(t(($) => $.ship.cancelledToast, { number: wave?.number ?? '' }), () => build.mutateAsync({ ...before, most: 200 })) }),
  };
  const standing = wave !== undefined && !wave.cancelled;
  const live = wave !== undefined && wave.open > 0 && !wave.cancelled;
  useActions('screen', [...listActions(list, useListWords()), ...(standing ? [print] : []), ...(live ? [pick] : []), ...(live && wave.picked === 0 ? [takeBack] : []), { id: 'wave.back', label: t(($) => $.keys.back), group, keys: 'escape', onlyKey: true, run: () => void navigate({ to: '/ship', search: {} }) }]);
  const columns = useLineColumns();
  const rowHeight = useDensity();
  return (
    <Screen
      title={<Trail parent={group}>{wave?.number ?? ''}</Trail>}
      side={wave && <WaveState wave={wave} />}
      buttons={
        <>
          {live && wave.picked === 0 && <ActionButton action={takeBack} variant="subtle" />}
          {standing && <ActionButton action={print} variant={live ? 'default' : 'filled'} />}
          {live && <ActionButton action={pick} variant="filled" />}
        </>
      }
    >
      {answer.isPending && <Loading widths={[90, 160, 160, 80]} rows={12} />}
      {answer.error !== null && <ProblemPanel problem={answer.error} />}
      {cancel.error !== null && <ProblemPanel problem={cancel.error} />}
      {wave && (
        <>
          <WaveFigures wave={wave} />
          <DataTable label={t(($) => $.ship.pickList)} columns={columns} list={list} rowHeight={rowHeight} rowName={(line) => line.sku} onPeek={() => undefined} onOpen={() => undefined} empty={null} />
        </>
      )}
    </Screen>
  );
}

function WaveFigures({ wave }: { wave: Wave }) {
  const { t } = useTranslation();
  const formats = useFormats();
  const saved = Math.round((wave.walkByCode - wave.walk) / 10);
  const left = wave.lines.reduce<number>((sum, line) => sum + line.left, 0);
  return (
    <Figures
      figures={[
        { id: 'orders', label: t(($) => $.ship.orders), value: formats.count(wave.totes), caption: wave.locationName },
        { id: 'left', label: t(($) => $.ship.toPick), value: formats.quantity(left as typeof wave.units), caption: t(($) => $.ship.toPickOf, { units: formats.quantity(wave.units) }) },
        { id: 'stops', label: t(($) => $.ship.walkFigure), value: t(($) => $.ship.metres, { metres: metres(wave.walk, formats.count) }), caption: saved > 0 ? t(($) => $.ship.walkSaved, { metres: formats.count(saved) }) : t(($) => $.ship.walkSame) },
        { id: 'pack', label: t(($) => $.ship.packAt), value: <PackAt wave={wave} />, caption: wave.packingBin === null ? t(($) => $.ship.packsNowhere) : t(($) => $.ship.packsAt, { bin: wave.packingBin }) },
      ]}
    />
  );
}

/** The bin of the location where later waves are packed; this wave keeps the one it was built for. */
function PackAt({ wave }: { wave: Wave }) {
  const { t } = useTranslation();
  const place = useQueryOf('location.list', undefined).data?.locations.find(({ id }) => id === wave.locationId);
  const current = useQueryOf('wave.waiting', { locationId: wave.locationId }).data?.packingBinId ?? null;
  const set = useCommand('wave.packAt');
  const bins = (place?.bins ?? []).filter((bin) => !bin.blocked).map((bin) => ({ value: String(bin.id), label: bin.code }));
  return (
    <Select
      w={140}
      aria-label={t(($) => $.ship.packAt)}
      data={[{ value: '', label: t(($) => $.ship.packAtNone) }, ...bins]}
      value={current === null ? '' : String(current)}
      onChange={(id) => set.mutate({ locationId: wave.locationId, binId: id === null || id === '' ? null : Number(id) })}
    />
  );
}

function useLineColumns(): readonly Column<Line>[] {
  const { t } = useTranslation();
  const formats = useFormats();
  return useMemo(
    () => [
      { id: 'bin', header: t(($) => $.ship.bin), width: 110, cell: (line) => <span className="code medium">{line.binCode ?? t(($) => $.ship.floor)}</span> },
      { id: 'item', header: t(($) => $.ship.item), width: 200, grows: true, cell: (line) => line.name },
      { id: 'sku', header: 'SKU', width: 120, dropOrder: 2, cell: (line) => <span className="code text2">{line.sku}</span> },
      { id: 'tote', header: t(($) => $.ship.tote), width: 60, numeric: true, cell: (line) => formats.count(line.toteNo) },
      { id: 'order', header: t(($) => $.ship.order), width: 120, dropOrder: 1, cell: (line) => <span className="code text2">{line.orderNumber}</span> },
      { id: 'quantity', header: t(($) => $.ship.quantity), width: 80, numeric: true, cell: (line) => <span className="medium">{formats.quantity(line.quantity)}</span> },
      { id: 'left', header: t(($) => $.ship.left), width: 80, numeric: true, cell: (line) => (line.left === 0 ? '—' : formats.quantity(line.left)) },
      {
        id: 'note',
        header: t(($) => $.ship.state),
        width: 130,
        cell: (line) =>
          line.short > 0 ? <span className="warn">{t(($) => $.ship.shortUnits, { quantity: formats.quantity(line.short) })}</span> : line.toPutBack > 0 ? <span className="warn">{t(($) => $.ship.putBack, { quantity: formats.quantity(line.toPutBack) })}</span> : '',
      },
    ],
    [t, formats],
  );
}
