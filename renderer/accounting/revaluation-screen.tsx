import { TextInput } from '@mantine/core';
import { Link, useNavigate } from '@tanstack/react-router';
import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { addDays, dayOf } from '../../shared/units/calendar.ts';
import { type Day, day, isDay } from '../../shared/units/day.ts';
import type { OutputOf } from '../client/methods.ts';
import { useCommand, useQueryOf } from '../client/use-shop.tsx';
import { ActionButton } from '../ui/actions/action-button.tsx';
import type { Action } from '../ui/actions/action-registry.ts';
import { useActions } from '../ui/actions/use-actions.ts';
import { useDensity } from '../ui/density.ts';
import { Empty } from '../ui/empty.tsx';
import { Loading } from '../ui/loading.tsx';
import { useNow } from '../ui/now.ts';
import { ProblemPanel } from '../ui/problem-panel.tsx';
import { Screen, Trail } from '../ui/screen.tsx';
import { Section } from '../ui/section.tsx';
import { Status } from '../ui/status.tsx';
import type { Column } from '../ui/table/column.ts';
import { DataTable } from '../ui/table/data-table.tsx';
import { listActions, useListWords } from '../ui/table/list-actions.ts';
import { useList } from '../ui/table/use-list.ts';
import { useToasts } from '../ui/toast.tsx';
import { useFormats } from '../ui/ui-context.tsx';
import { MoneyTabs } from './money-tabs.tsx';

type Preview = OutputOf<'revaluation.preview'>;
type Row = Preview['rows'][number] & { rowNo: number };
type Posted = OutputOf<'revaluation.list'>['rows'][number];
const idOf = (row: Row): number => row.rowNo;

/** What is open in other currencies at the rates of a day, row by row before anything is posted; and what was posted so far. */
export function RevaluationScreen() {
  const { t } = useTranslation();
  const formats = useFormats();
  const navigate = useNavigate();
  const now = useNow();
  const show = useToasts((toasts) => toasts.show);
  const [typed, setTyped] = useState<string>();
  const today = dayOf(now, formats.timeZone);
  const throughOn: Day = typed !== undefined && isDay(typed) ? typed : endOfLastMonth(today);
  const preview = useQueryOf('revaluation.preview', { throughOn });
  const posted = useQueryOf('revaluation.list', undefined);
  const post = useCommand('revaluation.post');
  const takeBack = useCommand('revaluation.takeBack');
  const rows = useMemo(() => (preview.data?.rows ?? []).map((row, index) => ({ ...row, rowNo: index + 1 })), [preview.data]);
  const list = useList(rows, idOf);
  const group = t(($) => $.revaluation.title);
  const standing = preview.data?.standing ?? null;
  const changes = rows.some(({ difference }) => difference !== 0);
  const submit = (): void =>
    post.mutate({ throughOn }, { onSuccess: ({ revaluationId, difference }) => show(t(($) => $.revaluation.posted, { on: formats.fullDay(throughOn), amount: formats.signed(difference) }), () => takeBack.mutateAsync({ revaluationId })) });
  const postIt: Action = { id: 'revaluation.post', label: t(($) => $.revaluation.post, { on: formats.day(throughOn) }), group, keys: 'l', run: submit };
  const back: Action = { id: 'revaluation.takeBack', label: t(($) => $.revaluation.takeBack), group, keys: 'u', run: () => standing !== null && takeBack.mutate({ revaluationId: standing }) };
  const rates: Action = { id: 'revaluation.rates', label: t(($) => $.keys.back), group, keys: 'escape', onlyKey: true, run: () => void navigate({ to: '/money/currencies' }) };
  const mayPost = standing === null && changes;
  useActions('screen', [...listActions(list, useListWords()), ...(mayPost ? [postIt] : []), ...(standing === null ? [] : [back]), rates]);
  const columns = useRevaluationColumns();
  const rowHeight = useDensity();
  return (
    <Screen
      title={<Trail parent={<Link to="/money/currencies">{t(($) => $.currencies.title)}</Link>}>{group}</Trail>}
      buttons={<>{standing !== null && <ActionButton action={back} variant="default" loading={takeBack.isPending} />}{mayPost && <ActionButton action={postIt} loading={post.isPending} />}</>}
    >
      <MoneyTabs current="currencies" />
      <div className="filters">
        <span className="text2" id="revaluation-at">{t(($) => $.revaluation.at)}</span>
        <TextInput type="date" aria-labelledby="revaluation-at" value={typed ?? throughOn} max={today} onChange={(event) => setTyped(event.currentTarget.value)} />
        {standing === null ? <span className="text2">{t(($) => $.revaluation.why)}</span> : <Status kind="done">{t(($) => $.revaluation.stands)}</Status>}
      </div>
      {post.error !== null && <ProblemPanel problem={post.error} />}
      {takeBack.error !== null && <ProblemPanel problem={takeBack.error} />}
      {preview.isPending && <Loading widths={[160, 90, 90, 90]} rows={8} />}
      {preview.error !== null && <ProblemPanel problem={preview.error} onRetry={() => void preview.refetch()} />}
      {preview.data && (
        <DataTable label={group} columns={columns} list={list} rowHeight={rowHeight} rowName={(row) => `${row.name} ${row.number}`} empty={<Empty title={t(($) => $.revaluation.nothing)} text={t(($) => $.revaluation.nothingText)} />} />
      )}
      {posted.data && posted.data.rows.length > 0 && <History rows={posted.data.rows} onShow={(on) => setTyped(on)} />}
      {preview.data && rows.length > 0 && <Totals preview={preview.data} />}
    </Screen>
  );
}

/** The usual day: the month that is over. */
const endOfLastMonth = (today: Day): Day => addDays(day(`${today.slice(0, 8)}01`), -1);

function Totals({ preview }: { preview: Preview }) {
  const { t } = useTranslation();
  const formats = useFormats();
  return (
    <div className="bottom-line">
      <span className="strong">{t(($) => $.revaluation.totalOf, { count: preview.rows.length })}</span>
      <span className="spring" />
      <span className="text2">{t(($) => $.revaluation.gain)} <span className="num">{formats.signed(preview.gain)}</span></span>
      <span className="text2">{t(($) => $.revaluation.loss)} <span className="num">{formats.signed(preview.loss)}</span></span>
      <span className="strong num">{formats.signed(preview.difference)}</span>
    </div>
  );
}

const latest = 6;

/** What was posted, newest first; each opens its day, and its entries the journal. */
function History({ rows, onShow }: { rows: readonly Posted[]; onShow: (on: Day) => void }) {
  const { t } = useTranslation();
  const formats = useFormats();
  return (
    <section className="column" style={{ padding: '0 16px 12px', maxWidth: 720 }}>
      <Section title={t(($) => $.revaluation.history)} side={formats.currencySymbol} />
      {rows.slice(0, latest).map((row) => (
        <div key={row.revaluationId} className="peek-line">
          <span className="row" style={{ minWidth: 0 }}>
            <button type="button" className="plain link" onClick={() => onShow(row.throughOn)}>{formats.fullDay(row.throughOn)}</button>
            {row.takenBack ? <Status kind="off">{t(($) => $.revaluation.takenBack)}</Status> : row.outdated ? <Status kind="look">{t(($) => $.revaluation.outdated)}</Status> : <Status kind="done">{t(($) => $.revaluation.standing)}</Status>}
            {row.entries.map(({ entryId, number }) => <Link key={entryId} to="/money/journal" search={{ entry: entryId }} className="code">{number}</Link>)}
          </span>
          <span className="num">{formats.signed(row.difference)}</span>
        </div>
      ))}
    </section>
  );
}

function useRevaluationColumns(): readonly Column<Row>[] {
  const { t } = useTranslation();
  const formats = useFormats();
  return useMemo(
    () => [
      { id: 'account', header: t(($) => $.revaluation.account), width: 170, grows: true, cell: (row) => <span className="ellipsis"><span className="text3">{row.code}</span> {row.name}</span> },
      { id: 'number', header: t(($) => $.revaluation.document), width: 110, cell: (row) => (row.number === '' ? '—' : <span className="code ellipsis">{row.number}</span>) },
      { id: 'currency', header: t(($) => $.currencies.currency), width: 64, cell: (row) => <span className="medium">{row.currency}</span> },
      { id: 'foreign', header: t(($) => $.revaluation.foreign), width: 110, numeric: true, cell: (row) => formats.amountIn(row.foreign, row.currency) },
      { id: 'oldRate', header: t(($) => $.revaluation.oldRate), width: 84, numeric: true, dropOrder: 2, cell: (row) => <span className="text2">{row.oldRate ?? '—'}</span> },
      { id: 'newRate', header: t(($) => $.revaluation.newRate), width: 84, numeric: true, cell: (row) => <span title={row.rateOn === null ? undefined : formats.fullDay(row.rateOn)}>{row.newRate ?? '—'}</span> },
      { id: 'home', header: `${t(($) => $.revaluation.home)} ${formats.currencySymbol}`, width: 110, numeric: true, dropOrder: 1, cell: (row) => formats.amount(row.home) },
      { id: 'worth', header: `${t(($) => $.revaluation.worth)} ${formats.currencySymbol}`, width: 110, numeric: true, cell: (row) => formats.amount(row.worth) },
      { id: 'difference', header: `${t(($) => $.revaluation.difference)} ${formats.currencySymbol}`, width: 110, numeric: true, cell: (row) => <span className="strong">{formats.signed(row.difference)}</span> },
    ],
    [t, formats],
  );
}
