import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { MoneyTabs } from '../accounting/money-tabs.tsx';
import type { OutputOf } from '../client/methods.ts';
import { useQueryOf } from '../client/use-shop.tsx';
import { ActionButton } from '../ui/actions/action-button.tsx';
import type { Action } from '../ui/actions/action-registry.ts';
import { useActions } from '../ui/actions/use-actions.ts';
import { useDensity } from '../ui/density.ts';
import { Empty } from '../ui/empty.tsx';
import { Loading } from '../ui/loading.tsx';
import { ProblemPanel } from '../ui/problem-panel.tsx';
import { Screen, Trail } from '../ui/screen.tsx';
import { Status } from '../ui/status.tsx';
import { DataTable } from '../ui/table/data-table.tsx';
import { listActions, useListWords } from '../ui/table/list-actions.ts';
import { useList } from '../ui/table/use-list.ts';
import { useFormats } from '../ui/ui-context.tsx';
import { PauseDialog, ReminderLevelsDialog, ReminderTextDialog } from './reminder-dialogs.tsx';
import { useReminderColumns } from './reminder-columns.tsx';
import { useReminderActs } from './use-reminder-acts.ts';

export type Due = OutputOf<'reminder.due'>;
export type Row = Due['rows'][number];
const idOf = (row: Row): number => row.orderId;
/** What fills the first button; the rest are outlined. */
const sending = ['reminders.send', 'reminders.hand'];
type Shown = { kind: 'levels' } | { kind: 'pause' | 'text'; row: Row };

/** Who is due for which reminder today, and why; one key sends it, and what is paid is gone. */
export function RemindersScreen() {
  const { t } = useTranslation();
  const formats = useFormats();
  const due = useQueryOf('reminder.due', {});
  const list = useList(due.data?.rows ?? [], idOf);
  const [shown, setShown] = useState<Shown>();
  const { acts, problem } = useActsOf(due.data, list, setShown);
  useActions('screen', [...listActions(list, useListWords()), ...acts]);
  const columns = useReminderColumns();
  const rowHeight = useDensity();
  const { data } = due;
  return (
    <Screen
      title={<Trail parent={t(($) => $.shell.money)}>{t(($) => $.reminders.title)}</Trail>}
      side={data && data.due > 0 && <Status kind="todo">{t(($) => $.reminders.dueNow, { count: data.due, amount: formats.money(data.dueSum) })}</Status>}
    >
      <MoneyTabs current="receivables" />
      {due.isPending && <Loading widths={[180, 110, 90, 90]} />}
      {due.error !== null && <ProblemPanel problem={due.error} onRetry={() => void due.refetch()} />}
      {data && !data.hasMail && data.rows.length > 0 && <div className="filters"><Status kind="look">{t(($) => $.reminders.noMail)}</Status></div>}
      {data && (
        <DataTable
          label={t(($) => $.reminders.title)}
          columns={columns}
          list={list}
          rowHeight={rowHeight}
          ticks
          rowName={(row) => `${row.customer} ${row.number}`}
          onOpen={(row) => setShown({ kind: 'text', row })}
          empty={<Empty title={t(($) => $.reminders.none)} text={t(($) => $.reminders.noneText)} />}
        />
      )}
      {/* Under the rows and above the verbs: a refusal moves no row. */}
      {problem !== null && <ProblemPanel problem={problem} />}
      {data && (
        <div className="bottom-line">
          {acts.map((action, index) => <ActionButton key={action.id} action={action} {...((index > 0 || !sending.includes(action.id)) && { variant: 'default' as const })} />)}
        </div>
      )}
      {shown?.kind === 'levels' && data && <ReminderLevelsDialog levels={data.levels} onClose={() => setShown(undefined)} />}
      {shown?.kind === 'pause' && <PauseDialog row={shown.row} onClose={() => setShown(undefined)} />}
      {shown?.kind === 'text' && <ReminderTextDialog row={shown.row} onClose={() => setShown(undefined)} />}
    </Screen>
  );
}

function useActsOf(data: Due | undefined, list: { current: Row | undefined; selectedRows: readonly Row[]; clear: () => void }, setShown: (shown: Shown) => void): { acts: Action[]; problem: unknown } {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const group = t(($) => $.reminders.title);
  const { send, resume, takeBack, problem } = useReminderActs(list.clear);
  const { current } = list;
  const chosen = list.selectedRows.length > 0 ? list.selectedRows : current ? [current] : [];
  const sendable = chosen.filter(({ state }) => state === 'due');
  const customerId = current?.customerId ?? null;
  const acts: Action[] = [
    ...(sendable.length > 0 && data?.hasMail ? [{ id: 'reminders.send', label: t(($) => $.reminders.send, { count: sendable.length }), group, keys: 's', run: () => send(sendable, 'mail') }] : []),
    ...(sendable.length > 0 ? [{ id: 'reminders.hand', label: t(($) => $.reminders.byHand), group, keys: 'h', run: () => send(sendable, 'hand') }] : []),
    ...(current && current.levelNo !== null ? [{ id: 'reminders.text', label: t(($) => $.reminders.text), group, keys: 'e', run: () => setShown({ kind: 'text', row: current }) }] : []),
    ...(current && customerId !== null
      ? [
          current.pausedBecause === null
            ? { id: 'reminders.pause', label: t(($) => $.reminders.pause), group, keys: 'p', run: () => setShown({ kind: 'pause', row: current }) }
            : { id: 'reminders.resume', label: t(($) => $.reminders.resume), group, keys: 'p', run: () => resume(customerId, current.customer) },
          { id: 'reminders.statement', label: t(($) => $.reminders.statement), group, keys: 'a', run: () => void navigate({ to: '/customers/$customerId/statement', params: { customerId: String(customerId) } }) },
        ]
      : []),
    ...(current?.last && current.last.noticeState !== 'sent' && current.last.noticeState !== 'sending' ? [{ id: 'reminders.takeBack', label: t(($) => $.reminders.takeBack), group, keys: 'u', run: () => takeBack(current) }] : []),
    { id: 'reminders.levels', label: t(($) => $.reminders.levels), group, keys: 'l', run: () => setShown({ kind: 'levels' }) },
  ];
  return { acts, problem };
}
