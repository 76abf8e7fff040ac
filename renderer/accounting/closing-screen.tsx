import { Link } from '@tanstack/react-router';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { OutputOf } from '../client/methods.ts';
import { useCommand, useQueryOf } from '../client/use-shop.tsx';
import { ActionButton } from '../ui/actions/action-button.tsx';
import { useActions } from '../ui/actions/use-actions.ts';
import { useDensity } from '../ui/density.ts';
import { Empty } from '../ui/empty.tsx';
import { Loading } from '../ui/loading.tsx';
import { ProblemPanel } from '../ui/problem-panel.tsx';
import { Screen, Trail } from '../ui/screen.tsx';
import { Status } from '../ui/status.tsx';
import type { Column } from '../ui/table/column.ts';
import { DataTable } from '../ui/table/data-table.tsx';
import { listActions, useListWords } from '../ui/table/list-actions.ts';
import { useList } from '../ui/table/use-list.ts';
import { useToasts } from '../ui/toast.tsx';
import { useFormats } from '../ui/ui-context.tsx';
import { MoneyTabs } from './money-tabs.tsx';

type Closings = OutputOf<'closing.list'>;
type Row = Closings['rows'][number];
const idOf = (row: Row): number => row.resultClosingId;
const noRows: readonly Row[] = [];

/** What was closed, and the period that waits: one key closes it, one takes the latest back. */
export function ClosingScreen() {
  const { t } = useTranslation();
  const formats = useFormats();
  const closings = useQueryOf('closing.list', undefined);
  const close = useCommand('closing.close');
  const takeBack = useCommand('closing.takeBack');
  const show = useToasts((toasts) => toasts.show);
  const list = useList(closings.data?.rows ?? noRows, idOf);
  const group = t(($) => $.closing.title);
  const due = closings.data?.due ?? null;
  const latest = closings.data?.rows.find(({ mayTakeBack }) => mayTakeBack);
  const closeDue = (): void => {
    if (!due) return;
    close.mutate({ throughOn: due.throughOn }, {
      onSuccess: ({ resultClosingId }) => show(t(($) => $.closing.closed, { on: formats.fullDay(due.throughOn) }), () => takeBack.mutateAsync({ resultClosingId })),
    });
  };
  const closeAction = { id: 'closing.close', label: t(($) => $.closing.close, { on: due ? formats.fullDay(due.throughOn) : '—' }), group, keys: 'l', run: closeDue };
  const backAction = { id: 'closing.takeBack', label: t(($) => $.closing.takeBack), group, keys: 'u', run: () => latest && takeBack.mutate({ resultClosingId: latest.resultClosingId }) };
  useActions('screen', [...listActions(list, useListWords()), ...(due ? [closeAction] : []), ...(latest ? [backAction] : [])]);
  const columns = useColumns();
  const rowHeight = useDensity();
  return (
    <Screen
      title={<Trail parent={t(($) => $.shell.money)}>{group}</Trail>}
      buttons={<>{latest && <ActionButton action={backAction} variant="default" />}{due && <ActionButton action={closeAction} loading={close.isPending} />}</>}
    >
      <MoneyTabs current="month" />
      {closings.isPending && <Loading widths={[100, 120, 100]} />}
      {closings.error !== null && <ProblemPanel problem={closings.error} />}
      {close.error !== null && <ProblemPanel problem={close.error} />}
      {takeBack.error !== null && <ProblemPanel problem={takeBack.error} />}
      {closings.data && (
        <>
          <div className="column" style={{ padding: '10px 16px', gap: 2 }}>
            <span className="medium">{due ? t(($) => $.closing.due, { on: formats.fullDay(due.throughOn), profit: formats.money(due.profit) }) : t(($) => $.closing.nothingDue)}</span>
            <span className="text2">{closings.data.every === 'month' ? t(($) => $.closing.whyMonth) : t(($) => $.closing.whyYear)}</span>
          </div>
          <DataTable label={group} columns={columns} list={list} rowHeight={rowHeight} rowName={(row) => row.throughOn} empty={<Empty title={t(($) => $.closing.none)} text={t(($) => $.closing.noneText)} />} />
        </>
      )}
    </Screen>
  );
}

function useColumns(): readonly Column<Row>[] {
  const { t } = useTranslation();
  const formats = useFormats();
  return useMemo(
    () => [
      { id: 'through', header: t(($) => $.closing.through), width: 130, cell: (row) => <span className="medium">{formats.fullDay(row.throughOn)}</span> },
      { id: 'state', header: t(($) => $.closing.state), width: 120, cell: (row) => (row.takenBack ? <Status kind="off">{t(($) => $.closing.takenBack)}</Status> : <Status kind="done">{t(($) => $.closing.stands)}</Status>) },
      { id: 'entries', header: t(($) => $.closing.entries), width: 120, grows: true, cell: (row) => <span className="row">{row.entries.map(({ entryId, number }) => <Link key={entryId} to="/money/journal" search={{ entry: entryId }} tabIndex={-1} className="code">{number}</Link>)}</span> },
      { id: 'recorded', header: t(($) => $.closing.recorded), width: 130, dropOrder: 1, cell: (row) => <span className="text2">{formats.dateTime(row.recordedAt)}</span> },
      { id: 'profit', header: `${t(($) => $.closing.profit)} ${formats.currencySymbol}`, width: 130, numeric: true, cell: (row) => formats.amount(row.profit) },
    ],
    [t, formats],
  );
}
