import { Select, TextInput } from '@mantine/core';
import { useMediaQuery } from '@mantine/hooks';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { useEffect, useEffectEvent, useMemo, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { type MonthRow, stillOpen, withProofs } from '../../shared/reporting/month-close.rules.ts';
import { MoneyTabs } from '../accounting/money-tabs.tsx';
import { type MonthSpan, recentMonths } from '../accounting/months.ts';
import type { OutputOf } from '../client/methods.ts';
import { useReading } from '../client/use-reading.ts';
import { useCommand, useQueryOf, useShopClient } from '../client/use-shop.tsx';
import { ActionButton } from '../ui/actions/action-button.tsx';
import type { Action } from '../ui/actions/action-registry.ts';
import { useActions } from '../ui/actions/use-actions.ts';
import { useDensity } from '../ui/density.ts';
import { DialogForm } from '../ui/dialog-form.tsx';
import { Loading } from '../ui/loading.tsx';
import { useNow } from '../ui/now.ts';
import { ProblemPanel } from '../ui/problem-panel.tsx';
import { Screen, Trail } from '../ui/screen.tsx';
import { Tag } from '../ui/status.tsx';
import { DataTable } from '../ui/table/data-table.tsx';
import { listActions, useListWords } from '../ui/table/list-actions.ts';
import { type List, useList } from '../ui/table/use-list.ts';
import { useToasts } from '../ui/toast.tsx';
import { useFormats } from '../ui/ui-context.tsx';
import { useReportLanguage } from '../ui/use-report-language.ts';
import { Working } from '../ui/working.tsx';
import { useMonthColumns } from './month-columns.tsx';
import { MonthPeek } from './month-peek.tsx';
import { openItem } from './month-places.tsx';
import { saveReport } from '../accounting/save-report.ts';

export type Month = OutputOf<'month.get'>;
export type NumberedRow = MonthRow & { no: number };
const monthsOffered = 24;
const idOf = (row: NumberedRow): number => row.no;
/** Waits for a person; what is still being proved waits for nobody. */
const isOpen = ({ state }: NumberedRow): boolean => state === 'look' || state === 'stop';

/** The end of a month: what must hold, be done or be looked at, one row each; then one key locks it. */
export function MonthScreen() {
  const { t } = useTranslation();
  const formats = useFormats();
  const now = useNow();
  const navigate = useNavigate();
  const { on } = useSearch({ from: '/money/month' });
  const months = useMemo(() => recentMonths(now, formats.timeZone, monthsOffered), [now, formats.timeZone]);
  // The one that was over last is the one to close.
  const span = months.find(({ from, to }) => on !== undefined && from <= on && on <= to) ?? months[1]!;
  const month = useQueryOf('month.get', { on: span.to });
  const show = (to: MonthSpan | undefined): void => void (to && navigate({ to: '/money/month', search: { on: to.to }, replace: true }));
  const step = (by: number): void => show(months[months.indexOf(span) + by]);
  useActions('screen', [
    { id: 'month.earlier', label: t(($) => $.money.earlierMonth), group: t(($) => $.month.title), keys: '[', run: () => step(1) },
    { id: 'month.later', label: t(($) => $.money.laterMonth), group: t(($) => $.month.title), keys: ']', run: () => step(-1) },
  ]);
  const picker = (
    <Select
      aria-label={t(($) => $.money.month)}
      w={170}
      data={months.map((one) => ({ value: one.to, label: formats.month(one.from) }))}
      value={span.to}
      onChange={(value) => show(months.find((one) => one.to === value))}
    />
  );
  const { data } = month;
  if (data && data.to === span.to) return <Checklist key={data.to} month={data} picker={picker} />;
  return (
    <Screen title={<Trail parent={t(($) => $.shell.money)}>{t(($) => $.month.title)}</Trail>} side={picker}>
      <MoneyTabs current="month" />
      {month.error === null ? <Loading widths={[30, 220, 300, 90]} rows={20} /> : <ProblemPanel problem={month.error} onRetry={() => void month.refetch()} />}
    </Screen>
  );
}

const stateTags = { running: ['half', 'neutral'], open: ['wait', 'warn'], locked: ['done', 'ok'], reopened: ['look', 'warn'] } as const;

function Checklist({ month, picker }: { month: Month; picker: React.ReactNode }) {
  const { t } = useTranslation();
  const formats = useFormats();
  const navigate = useNavigate();
  const proof = useQueryOf('proof.run', undefined, { whenAsked: true });
  const rows = useMemo(() => numbered(proof.data ? withProofs(month.rows, proof.data.proofs) : month.rows), [month.rows, proof.data]);
  const list = useFollowing(rows);
  const acts = useMonthActs(month);
  const working = useReading(['proof.run'], proof.isFetching || acts.locking);
  const [reopening, setReopening] = useState(false);
  const [insisting, setInsisting] = useState(false);
  const left = stillOpen(rows).length;
  const goOn = (): void => list.moveTo(Math.max(rows.findIndex((row) => row.no > (list.current?.no ?? 0) && isOpen(row)), rows.findIndex((row) => isOpen(row) && row.no !== list.current?.no)));
  const current = list.current;
  const open = (row: NumberedRow): void => void openItem(navigate, row, month);
  const group = t(($) => $.month.title);
  const canTick = current?.way === 'look' && current.state === 'look';
  const lock: Action = { id: 'month.lock', label: t(($) => $.month.lock, { month: formats.month(month.from) }), group, keys: 'l', run: acts.lock };
  const verbs: Action[] = [
    ...(current ? [{ id: 'month.open', label: t(($) => $.month.open), group, keys: 'enter', onlyKey: true, run: () => open(current) }] : []),
    ...(current && canTick ? [{ id: 'month.tick', label: t(($) => $.month.tick), group, keys: 'a', run: () => acts.tick(current, goOn) }] : []),
    ...(current?.tick && !current.tick.stale && month.state !== 'locked' ? [{ id: 'month.untick', label: t(($) => $.month.untick), group, keys: 'u', run: () => current.tick && acts.untick(current.tick.monthTickId) }] : []),
  ];
  const paper: Action = { id: 'month.paper', label: t(($) => $.month.paper), group, keys: 'p', run: acts.paper };
  const again: Action = { id: 'month.prove', label: t(($) => $.today.proveAgain), group, keys: 'v', run: () => void proof.refetch() };
  const reopen: Action = { id: 'month.reopen', label: t(($) => $.month.reopen), group, keys: 'r', run: () => setReopening(true) };
  const isLocked = month.state === 'locked';
  const insist: Action = { id: 'month.lockDespite', label: t(($) => $.month.lockDespite), group, keys: 'd', run: () => setInsisting(true) };
  useActions('screen', [...listActions(list, useListWords()), ...verbs.slice(1), paper, again, ...(isLocked ? [reopen] : month.state === 'running' ? [] : left > 0 ? [lock, insist] : [lock])]);
  const [kind, tone] = stateTags[month.state];
  const columns = useMonthColumns();
  // Where the window is narrow the side lies over the list, so it is asked for.
  const wide = useMediaQuery('(min-width: 1180px)', true);
  const [peeking, setPeeking] = useState(false);
  return (
    <Screen
      title={<Trail parent={t(($) => $.shell.money)}>{group}</Trail>}
      side={
        <>
          {picker}
          <Tag kind={kind} tone={tone}>{t(($) => $.month.states[month.state])}</Tag>
          <span className="text2">{t(($) => $.month.progress, { done: rows.length - left, all: rows.length })}</span>
        </>
      }
      buttons={<ActionButton action={paper} loading={acts.saving} variant="default" />}
      peek={current && (wide || peeking) && <MonthPeek month={month} row={current} provedAt={proof.data?.provedAt} head={proof.data?.head} />}
    >
      <MoneyTabs current="month" />
      {acts.problem !== null && <ProblemPanel problem={acts.problem} />}
      {working && <Working label={t(($) => $.month.proving)} done={working.done} of={working.of} onStop={working.stop} />}
      {proof.error !== null && <ProblemPanel problem={proof.error} onRetry={() => void proof.refetch()} />}
      <DataTable label={group} columns={columns} list={list} rowHeight={Math.min(useDensity(), 32)} rowName={(row) => t(($) => $.month.items[row.item])} onOpen={open} onPeek={() => setPeeking(!peeking)} />
      <div className="bottom-line">
        {verbs.map((action, index) => (
          <ActionButton key={action.id} action={action} {...((index > 0 || left === 0) && { variant: 'default' })} />
        ))}
        <span className="spring" />
        {isLocked ? <ActionButton action={reopen} variant="default" /> : month.state !== 'running' && <ActionButton action={lock} loading={acts.locking} {...(left > 0 && { variant: 'default' })} />}
      </div>
      {insisting && <DespiteDialog month={month} left={left} onClose={() => setInsisting(false)} />}
      {reopening && <ReopenDialog month={month} onClose={() => setReopening(false)} />}
    </Screen>
  );
}

/** The list with its cursor on what is to be seen to next, until somebody moves it. */
function useFollowing(rows: readonly NumberedRow[]): List<NumberedRow> {
  const list = useList(rows, idOf);
  const moved = useRef(false);
  const next = rows.findIndex(isOpen);
  const { moveTo } = list;
  const follow = useEffectEvent(() => {
    if (!moved.current && next >= 0) moveTo(next);
  });
  useEffect(() => follow(), [next]);
  const byHand = <Args extends unknown[]>(act: (...args: Args) => void) => (...args: Args): void => {
    moved.current = true;
    act(...args);
  };
  return { ...list, move: byHand(list.move), moveTo: byHand(moveTo) };
}

const numbered = (rows: readonly MonthRow[]): NumberedRow[] => rows.map((row, index) => ({ ...row, no: index + 1 }));

/** Ticking, locking, and the month on paper. */
function useMonthActs(month: Month) {
  const { t } = useTranslation();
  const formats = useFormats();
  const client = useShopClient();
  const language = useReportLanguage();
  const show = useToasts((toasts) => toasts.show);
  const [tick, untick, close] = [useCommand('month.tick'), useCommand('month.untick'), useCommand('month.close')];
  const [saving, setSaving] = useState(false);
  const [unsaved, setUnsaved] = useState<unknown>(null);
  const name = formats.month(month.from);
  return {
    problem: close.error ?? tick.error ?? untick.error ?? unsaved,
    locking: close.isPending,
    saving,
    tick: ({ item }: MonthRow, done: () => void): void =>
      tick.mutate({ on: month.to, item }, {
        onSuccess: ({ monthTickId }) => {
          show(t(($) => $.month.ticked, { item: t(($) => $.month.items[item]) }), () => untick.mutateAsync({ monthTickId }));
          done();
        },
      }),
    untick: (monthTickId: number): void => untick.mutate({ monthTickId }),
    lock: (): void => {
      if (!close.isPending) close.mutate({ on: month.to }, { onSuccess: () => show(t(($) => $.month.lockedToast, { month: name })) });
    },
    paper: (): void => {
      setSaving(true);
      setUnsaved(null);
      saveReport(client, { name: 'monthClose', to: month.to, language, format: 'pdf' })
        .then((file) => show(t(($) => $.statements.saved, { name: file })), (error: unknown) => setUnsaved(error))
        .finally(() => setSaving(false));
    },
  };
}

/** A month locked while something is open says why, for good. */
function DespiteDialog({ month, left, onClose }: { month: Month; left: number; onClose: () => void }) {
  const { t } = useTranslation();
  const formats = useFormats();
  const show = useToasts((toasts) => toasts.show);
  const close = useCommand('month.close');
  const [despite, setDespite] = useState('');
  const name = formats.month(month.from);
  const submit = (): void =>
    close.mutate({ on: month.to, despite }, {
      onSuccess: () => {
        show(t(($) => $.month.lockedToast, { month: name }));
        onClose();
      },
    });
  return (
    <DialogForm title={t(($) => $.month.lockDespiteOf, { month: name, count: left })} verb={t(($) => $.month.lockDespiteVerb)} pending={close.isPending} problem={close.error} onSubmit={submit} onClose={onClose}>
      <p className="text2" style={{ margin: 0 }}>{t(($) => $.month.lockDespiteText)}</p>
      <TextInput data-autofocus label={t(($) => $.month.reason)} maxLength={400} value={despite} onChange={(event) => setDespite(event.currentTarget.value)} />
    </DialogForm>
  );
}

/** Opening a locked month leaves a mark with its reason, for good. */
function ReopenDialog({ month, onClose }: { month: Month; onClose: () => void }) {
  const { t } = useTranslation();
  const formats = useFormats();
  const show = useToasts((toasts) => toasts.show);
  const reopen = useCommand('period.reopen');
  const [reason, setReason] = useState('');
  const name = formats.month(month.from);
  const submit = (): void =>
    reopen.mutate({ from: month.from, reason }, {
      onSuccess: () => {
        show(t(($) => $.month.reopenedToast, { month: name }));
        onClose();
      },
    });
  return (
    <DialogForm title={t(($) => $.month.reopenOf, { month: name })} verb={t(($) => $.month.reopen)} pending={reopen.isPending} problem={reopen.error} onSubmit={submit} onClose={onClose}>
      <p className="text2" style={{ margin: 0 }}>{t(($) => $.month.reopenText)}</p>
      <TextInput data-autofocus label={t(($) => $.month.reason)} maxLength={500} value={reason} onChange={(event) => setReason(event.currentTarget.value)} />
    </DialogForm>
  );
}
