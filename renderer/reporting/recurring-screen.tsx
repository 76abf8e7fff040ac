import { SegmentedControl } from '@mantine/core';
import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { MoneyTabs } from '../accounting/money-tabs.tsx';
import type { OutputOf } from '../client/methods.ts';
import { useQueryOf } from '../client/use-shop.tsx';
import { ActionButton } from '../ui/actions/action-button.tsx';
import { useActions } from '../ui/actions/use-actions.ts';
import { useDensity } from '../ui/density.ts';
import { Empty } from '../ui/empty.tsx';
import { Loading } from '../ui/loading.tsx';
import { ProblemPanel } from '../ui/problem-panel.tsx';
import { Screen, Trail } from '../ui/screen.tsx';
import { DataTable } from '../ui/table/data-table.tsx';
import { listActions, useListWords } from '../ui/table/list-actions.ts';
import { useList } from '../ui/table/use-list.ts';
import { useFormats } from '../ui/ui-context.tsx';
import { useDraftColumns, useRunColumns, useTemplateColumns } from './recurring-columns.tsx';
import { RecurringDialog } from './recurring-dialog.tsx';
import { useRecurringActs } from './use-recurring-acts.ts';

export type Recurring = OutputOf<'recurring.list'>;
export type Draft = Recurring['drafts'][number] & { key: number };
export type Template = Recurring['rows'][number];
export type Run = Recurring['runs'][number];
const views = ['due', 'templates', 'last'] as const;
type View = (typeof views)[number];

/** Entries that come again: the days that wait, what comes, and what became of the last days. */
export function RecurringScreen() {
  const { t } = useTranslation();
  const formats = useFormats();
  const recurring = useQueryOf('recurring.list', {});
  const [view, setView] = useState<View>('due');
  const [adding, setAdding] = useState(false);
  const group = t(($) => $.recurring.title);
  const add = { id: 'recurring.add', label: t(($) => $.recurring.add), group, keys: 'n', run: () => setAdding(true) };
  useActions('screen', [add, ...views.map((one, index) => ({ id: `recurring.${one}`, label: t(($) => $.recurring[one]), group, keys: ['d', 'e', 'h'][index]!, run: () => setView(one) }))]);
  const { data } = recurring;
  const nothing = data !== undefined && data.rows.length === 0;
  return (
    <Screen title={<Trail parent={t(($) => $.shell.money)}>{group}</Trail>} buttons={<ActionButton action={add} {...(!nothing && { variant: 'default' })} />}>
      <MoneyTabs current="month" />
      {recurring.isPending && <Loading widths={[90, 240, 120]} />}
      {recurring.error !== null && <ProblemPanel problem={recurring.error} onRetry={() => void recurring.refetch()} />}
      {nothing && <Empty title={t(($) => $.recurring.none)} text={t(($) => $.recurring.noneText)} />}
      {data && !nothing && (
        <>
          <div className="filters">
            <SegmentedControl aria-label={group} data={views.map((one) => ({ value: one, label: one === 'due' ? `${t(($) => $.recurring.due)} ${formats.count(data.drafts.length)}` : t(($) => $.recurring[one]) }))} value={view} onChange={setView} />
          </div>
          {view === 'due' && <Drafts recurring={data} />}
          {view === 'templates' && <Templates recurring={data} />}
          {view === 'last' && <Runs recurring={data} />}
        </>
      )}
      {adding && <RecurringDialog onClose={() => setAdding(false)} />}
    </Screen>
  );
}

interface ListProps {
  recurring: Recurring;
}

function Drafts({ recurring: { drafts } }: ListProps) {
  const { t } = useTranslation();
  const group = t(($) => $.recurring.title);
  const rows = useMemo(() => drafts.map((draft, index): Draft => ({ ...draft, key: index + 1 })), [drafts]);
  const list = useList(rows, (row) => row.key);
  const { post, skip, problem } = useRecurringActs();
  const { current } = list;
  const acts = current
    ? [
        { id: 'recurring.post', label: t(($) => $.recurring.post), group, keys: 'a', run: () => post(current) },
        { id: 'recurring.skip', label: t(($) => $.recurring.skip), group, keys: 's', run: () => skip(current) },
      ]
    : [];
  useActions('screen', [...listActions(list, useListWords()), ...acts]);
  const columns = useDraftColumns();
  return (
    <>
      {problem !== null && <ProblemPanel problem={problem} />}
      <DataTable label={group} columns={columns} list={list} rowHeight={useDensity()} rowName={(row) => `${row.name} ${row.dueOn}`} onOpen={post} empty={<Empty title={t(($) => $.recurring.nothingDue)} text={t(($) => $.recurring.noneText)} />} />
      {acts.length > 0 && <div className="bottom-line">{acts.map((action, index) => <ActionButton key={action.id} action={action} {...(index > 0 && { variant: 'default' })} />)}</div>}
    </>
  );
}

function Templates({ recurring: { rows } }: ListProps) {
  const { t } = useTranslation();
  const group = t(($) => $.recurring.title);
  const list = useList(rows, (row) => row.recurringEntryId);
  const { turn, problem } = useRecurringActs();
  const { current } = list;
  const act = current && { id: 'recurring.stop', label: current.stopped ? t(($) => $.recurring.resume) : t(($) => $.recurring.stop), group, keys: 's', run: () => turn(current) };
  useActions('screen', [...listActions(list, useListWords()), ...(act ? [act] : [])]);
  const columns = useTemplateColumns();
  return (
    <>
      {problem !== null && <ProblemPanel problem={problem} />}
      <DataTable label={group} columns={columns} list={list} rowHeight={useDensity()} rowName={(row) => row.name} />
      {act && <div className="bottom-line"><ActionButton action={act} variant="default" /></div>}
    </>
  );
}

function Runs({ recurring: { runs } }: ListProps) {
  const { t } = useTranslation();
  const group = t(($) => $.recurring.title);
  const list = useList(runs, (row) => row.recurringRunId);
  const { takeBack, problem } = useRecurringActs();
  const { current } = list;
  const act = current && { id: 'recurring.takeBack', label: t(($) => $.recurring.takeBack), group, keys: 'u', run: () => takeBack(current) };
  useActions('screen', [...listActions(list, useListWords()), ...(act ? [act] : [])]);
  const columns = useRunColumns();
  return (
    <>
      {problem !== null && <ProblemPanel problem={problem} />}
      <DataTable label={group} columns={columns} list={list} rowHeight={useDensity()} rowName={(row) => `${row.name} ${row.dueOn}`} empty={<Empty title={t(($) => $.recurring.nothingDue)} text={t(($) => $.recurring.noneText)} />} />
      {act && <div className="bottom-line"><ActionButton action={act} variant="default" /></div>}
    </>
  );
}
