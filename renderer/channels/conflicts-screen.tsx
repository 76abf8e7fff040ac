import { Link, useNavigate } from '@tanstack/react-router';
import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ConflictSide } from '../../shared/channels/conflict.rules.ts';
import type { InputOf, OutputOf } from '../client/methods.ts';
import { usePagesOf } from '../client/use-shop.tsx';
import { markOf } from '../sales/use-channels.ts';
import { ActionButton } from '../ui/actions/action-button.tsx';
import type { Action } from '../ui/actions/action-registry.ts';
import { useActions } from '../ui/actions/use-actions.ts';
import { BulkBar } from '../ui/bulk-bar.tsx';
import { Empty } from '../ui/empty.tsx';
import { ProblemPanel } from '../ui/problem-panel.tsx';
import { Screen, Trail } from '../ui/screen.tsx';
import { ChannelBox, Status } from '../ui/status.tsx';
import type { Column } from '../ui/table/column.ts';
import { listActions, useListWords } from '../ui/table/list-actions.ts';
import { PagedTable } from '../ui/table/paged-table.tsx';
import { type List, useList } from '../ui/table/use-list.ts';
import { useFormats } from '../ui/ui-context.tsx';
import { ConflictPeek, isReady } from './conflict-peek.tsx';
import { ConflictRules } from './conflict-rules.tsx';
import { type Conflict, useValueWords } from './conflict-value.tsx';
import { type Settling, useSettling } from './use-settling.ts';

const reading = {
  rowsOf: (page: OutputOf<'conflict.list'>) => page.rows,
  after: (input: InputOf<'conflict.list'>, page: OutputOf<'conflict.list'>) => (page.nextId === null ? undefined : { ...input, beforeId: page.nextId }),
};
const idOf = ({ conflictId }: Conflict): number => conflictId;

/** The inbox of what was changed both here and there: a number chooses, Enter applies, and the next one stands there. */
export function ConflictsScreen() {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const [state, setState] = useState<'open' | 'settled'>('open');
  const [ruling, setRuling] = useState(false);
  const [peeking, setPeeking] = useState(() => matchMedia('(min-width: 1180px)').matches);
  const pages = usePagesOf('conflict.list', { state, limit: 100 }, reading);
  const list = useList(pages.rows, idOf);
  const settling = useSettling();
  const current = peeking && list.selected.size === 0 ? list.current : undefined;
  const apply = (row: Conflict): void => {
    const choice = settling.chosen.get(row.conflictId);
    if (row.state === 'settled' || !choice || !isReady(choice)) return setPeeking(true);
    // What is settled leaves the list: the cursor goes on from there; what is refused stays under it.
    settling.run([{ conflictId: row.conflictId, ...choice }], () => list.move(list.cursor + 1 < list.rows.length ? 1 : -1));
  };
  const group = t(($) => $.conflicts.title);
  const turn: Action = { id: 'conflicts.turn', label: t(($) => (state === 'open' ? $.conflicts.showSettled : $.conflicts.showOpen)), group, keys: 'v', run: () => { list.clear(); setState(state === 'open' ? 'settled' : 'open'); } };
  const rules: Action = { id: 'conflicts.rules', label: t(($) => $.conflicts.rules), group, keys: 'u', run: () => setRuling(true) };
  useActions('screen', [...listActions(list, useListWords()), turn, rules, { id: 'conflicts.back', label: t(($) => $.keys.back), group, keys: 'escape', onlyKey: true, run: () => void navigate({ to: '/channels' }) }]);
  const columns = useConflictColumns(settling, state);
  const buttons = (
    <>
      <ActionButton action={rules} variant="default" />
      <ActionButton action={turn} variant="default" />
    </>
  );
  return (
    <Screen
      title={<Trail parent={<Link to="/channels">{t(($) => $.shell.channels)}</Link>}>{group}</Trail>}
      buttons={buttons}
      peek={current && <ConflictPeek key={current.conflictId} conflict={current} settling={settling} onApply={() => apply(current)} onNext={() => list.move(1)} onClose={() => setPeeking(false)} />}
    >
      {settling.problem !== null && <ProblemPanel problem={settling.problem} />}
      <PagedTable
        pages={pages}
        widths={[90, 200, 160, 160]}
        label={group}
        columns={columns}
        list={list}
        ticks={state === 'open'}
        rowName={({ subject, field }) => `${subject}, ${t(($) => $.conflicts.fields[field])}`}
        onPeek={() => setPeeking(true)}
        onOpen={apply}
        empty={<Empty title={t(($) => (state === 'open' ? $.conflicts.emptyTitle : $.conflicts.emptySettledTitle))} text={t(($) => (state === 'open' ? $.conflicts.emptyText : $.conflicts.emptySettledText))} />}
      />
      {list.selected.size > 0 && <ConflictsBulkBar list={list} settling={settling} />}
      {ruling && <ConflictRules onClose={() => setRuling(false)} />}
    </Screen>
  );
}

function ConflictsBulkBar({ list, settling }: { list: List<Conflict>; settling: Settling }) {
  const { t } = useTranslation();
  const count = list.selectedRows.length;
  const group = t(($) => $.conflicts.title);
  const all = (choose: ConflictSide): void => settling.run(list.selectedRows.map(({ conflictId }) => ({ conflictId, choose })), list.clear);
  const verbs: Action[] = [
    { id: 'conflicts.keep', label: t(($) => $.conflicts.keepMany, { count }), group, keys: '1', run: () => all('ours') },
    { id: 'conflicts.take', label: t(($) => $.conflicts.takeMany, { count }), group, keys: '2', run: () => all('theirs') },
  ];
  return <BulkBar label={t(($) => $.orders.selected, { count })} verbs={verbs} clear={{ id: 'conflicts.clear', label: t(($) => $.orders.clearSelection), group, keys: 'escape', run: list.clear }} />;
}

function useConflictColumns({ chosen }: Settling, state: 'open' | 'settled'): readonly Column<Conflict>[] {
  const { t } = useTranslation();
  const formats = useFormats();
  const words = useValueWords();
  return useMemo(() => {
    const value = (row: Conflict, side: ConflictSide): string => words(row, row[side].value);
    const last: Column<Conflict>[] =
      state === 'open'
        ? [{ id: 'choice', header: t(($) => $.conflicts.choice), width: 130, cell: ({ conflictId }) => <Chosen choice={chosen.get(conflictId)?.choose} /> }]
        : [{ id: 'outcome', header: t(($) => $.conflicts.outcome), width: 210, cell: ({ settled }) => settled && <Status kind={settled.outcome === 'over' ? 'off' : 'done'}>{`${t(($) => $.conflicts.outcomes[settled.outcome])} · ${t(($) => $.conflicts.by[settled.by])}`}</Status> },
           { id: 'when', header: t(($) => $.channels.since), width: 120, numeric: true, dropOrder: 1, cell: ({ settled }) => settled && formats.dateTime(settled.at) }];
    return [
      { id: 'channel', header: t(($) => $.conflicts.channel), width: 64, cell: ({ channelName }) => <ChannelBox name={channelName} mark={markOf(channelName)} /> },
      { id: 'about', header: t(($) => $.conflicts.about), width: 120, grows: true, cell: ({ subject }) => <span className="ellipsis">{subject}</span> },
      { id: 'field', header: t(($) => $.conflicts.field), width: 90, cell: ({ field }) => t(($) => $.conflicts.fields[field]) },
      { id: 'ours', header: t(($) => $.conflicts.ours), width: 110, grows: true, cell: (row) => <span className="ellipsis medium">{value(row, 'ours')}</span> },
      { id: 'theirs', header: t(($) => $.conflicts.theirs), width: 110, grows: true, cell: (row) => <span className="ellipsis">{value(row, 'theirs')}</span> },
      ...last,
    ];
  }, [t, formats, words, chosen, state]);
}

function Chosen({ choice }: { choice: 'ours' | 'theirs' | 'other' | undefined }) {
  const { t } = useTranslation();
  return choice === undefined ? <span className="text3">{t(($) => $.conflicts.notChosen)}</span> : <Status kind="half">{t(($) => $.conflicts.choices[choice])}</Status>;
}
