import { useNavigate } from '@tanstack/react-router';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { InputOf, OutputOf } from '../client/methods.ts';
import { useCommand, usePagesOf } from '../client/use-shop.tsx';
import type { Action } from '../ui/actions/action-registry.ts';
import { ActionButton } from '../ui/actions/action-button.tsx';
import { useActions } from '../ui/actions/use-actions.ts';
import { useDensity } from '../ui/density.ts';
import { Empty } from '../ui/empty.tsx';
import { Figures } from '../ui/figures.tsx';
import { ProblemPanel } from '../ui/problem-panel.tsx';
import { Screen, Trail } from '../ui/screen.tsx';
import { Tag, tagTone } from '../ui/status.tsx';
import type { Column } from '../ui/table/column.ts';
import { DataTable } from '../ui/table/data-table.tsx';
import { listActions, useListWords } from '../ui/table/list-actions.ts';
import { type List, useList } from '../ui/table/use-list.ts';
import { useFormats } from '../ui/ui-context.tsx';
import { type Count, stateGlyph } from './count-state.ts';
import { usePrintedSheet } from './printed-sheet.tsx';
import { useCountDevice } from './count-device.ts';

type Sheet = OutputOf<'stocktake.sheet'>;
type SheetRow = Sheet['rows'][number];

const reading = {
  rowsOf: (page: Sheet) => page.rows,
  after: (input: InputOf<'stocktake.sheet'>, page: Sheet) => (page.next ? { ...input, after: page.next } : undefined),
};
const idOf = (row: SheetRow): number => row.lineId;

/** A count that is being counted: what is left, line by line, each with a way to settle it. */
export function CountProgress({ count }: { count: Count }) {
  const { t } = useTranslation();
  const pages = usePagesOf('stocktake.sheet', { stocktakeId: count.id, only: count.state === 'review' ? 'recount' : 'uncounted', limit: 200 }, reading);
  const list = useList(pages.rows, idOf);
  const sheet = usePrintedSheet(count);
  const { actions, error } = useProgressActions(count, list, sheet.print);
  useActions('screen', [...listActions(list, useListWords()), ...actions]);
  const columns = useSheetColumns();
  const rowHeight = useDensity();
  const buttons = actions.filter(({ id }) => !id.startsWith('line.'));
  return (
    <Screen
      title={<Trail parent={t(($) => $.counts.title)}>{count.number}</Trail>}
      side={
        <>
          <Tag kind={stateGlyph[count.state]} tone={tagTone[stateGlyph[count.state]]}>{t(($) => $.counts.states[count.state])}</Tag>
          {count.blind && <Tag tone="neutral">{t(($) => $.counts.blindTag)}</Tag>}
          <span className="text2 ellipsis">{count.name}</span>
        </>
      }
      buttons={buttons.map((action, place) => <ActionButton key={action.id} action={action} variant={place === buttons.length - 1 ? 'filled' : 'default'} />)}
    >
      {sheet.page}
      <ProgressFigures count={count} />
      {error !== null && <div style={{ padding: 16 }}><ProblemPanel problem={error} /></div>}
      {count.hidden && count.state === 'review' && <p className="text2" style={{ padding: '8px 16px' }}>{t(($) => $.counts.hiddenText)}</p>}
      <DataTable
        label={t(($) => $.counts.toCount)}
        columns={columns}
        list={list}
        rowHeight={rowHeight}
        rowName={(row) => row.sku}
        onReachEnd={pages.readMore}
        empty={<Empty title={t(($) => $.counts.finish)} text={t(($) => $.counts.nothingToCount)} />}
      />
      {list.rows.length > 0 && (
        <div className="bottom-line">
          {actions.filter(({ id }) => id.startsWith('line.')).map((action) => <ActionButton key={action.id} action={action} variant="default" />)}
          <span className="spring" />
          {count.allocatedNote && <span className="caption text3">{t(($) => $.counts.allocatedNote)}</span>}
        </div>
      )}
    </Screen>
  );
}

function ProgressFigures({ count }: { count: Count }) {
  const { t } = useTranslation();
  const formats = useFormats();
  const { counted, zeros, excluded, uncounted } = count;
  return (
    <Figures
      figures={[
        { id: 'lines', label: t(($) => $.counts.lines), value: formats.count(count.lines), caption: t(($) => $.counts.linesSum, { counted, zeros, excluded, open: uncounted }) },
        { id: 'open', label: t(($) => $.counts.toCount), value: formats.count(uncounted), caption: '' },
        { id: 'bins', label: t(($) => $.counts.bins), value: t(($) => $.counts.of, { done: count.binsDone, all: count.bins }), caption: count.locationName },
        {
          id: 'people',
          label: t(($) => $.counts.people),
          value: formats.count(count.people.length),
          caption: count.people.map((person) => `${person.name}: ${t(($) => $.counts.scansOf, { scans: formats.count(person.scans) })}`).join(' · '),
        },
      ]}
    />
  );
}

/** The verbs of the state; the last one is the likely next. */
function useProgressActions(count: Count, list: List<SheetRow>, print: () => void): { actions: Action[]; error: unknown } {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const device = useCountDevice(count.id);
  const start = useCommand('stocktake.start');
  const [pause, resume, finish, abandon] = [useCommand('stocktake.pause'), useCommand('stocktake.resume'), useCommand('stocktake.finish'), useCommand('stocktake.abandon')];
  const exclude = useCommand('stocktake.exclude');
  const which = { stocktakeId: count.id };
  const group = t(($) => $.keys.here);
  const toStation = (): void => void navigate({ to: '/station/count/$stocktakeId', params: { stocktakeId: String(count.id) } });
  const scan: Action = {
    id: 'count.scan',
    label: count.state === 'review' ? t(($) => $.counts.recountHere) : t(($) => $.counts.count),
    group,
    keys: 'c',
    run: () => (count.state === 'planned' ? start.mutate(which, { onSuccess: toStation }) : toStation()),
  };
  const act = (id: string, label: string, keys: string, run: () => void): Action => ({ id, label, group, keys, run });
  const over = act('count.finish', t(($) => $.counts.finish), 'mod+enter', () => finish.mutate(which));
  const giveUp = { id: 'count.abandon', label: t(($) => $.counts.abandon), group, keys: 'mod+backspace', run: () => abandon.mutate(which) };
  const line = [
    act('line.zero', t(($) => $.counts.zero), '0', () => {
      if (list.current) void device({ kind: 'zero', variantId: list.current.variantId, ...(list.current.binId !== null && { binId: list.current.binId }) });
    }),
    act('line.exclude', t(($) => $.counts.exclude), 'l', () => {
      if (list.current) exclude.mutate({ ...which, lineIds: [list.current.lineId], reason: t(($) => $.counts.excludeReason) });
    }),
  ];
  const paper: Action = { id: 'count.print', label: t(($) => $.countSheet.print), group, keys: 'mod+p', whileTyping: true, run: print };
  const byState: Record<Count['state'], Action[]> = {
    planned: [giveUp, paper, scan],
    counting: [giveUp, paper, act('count.pause', t(($) => $.counts.pause), 'p', () => pause.mutate(which)), ...(count.uncounted === 0 ? [scan, over] : [over, scan]), ...line],
    paused: [act('count.resume', t(($) => $.counts.resume), 'p', () => resume.mutate(which))],
    review: [over, scan],
    posted: [],
    abandoned: [],
  };
  return { actions: byState[count.state], error: start.error ?? finish.error ?? pause.error ?? resume.error ?? exclude.error ?? abandon.error };
}

function useSheetColumns(): readonly Column<SheetRow>[] {
  const { t } = useTranslation();
  return useMemo(
    () => [
      { id: 'bin', header: t(($) => $.counts.bin), width: 100, cell: (row) => <span className="code">{row.bin ?? '—'}</span> },
      { id: 'name', header: t(($) => $.counts.item), width: 200, grows: true, cell: (row) => row.name },
      { id: 'sku', header: t(($) => $.products.sku), width: 140, cell: (row) => <span className="code text2">{row.sku}</span> },
    ],
    [t],
  );
}
