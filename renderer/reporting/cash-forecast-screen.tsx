import { IconDownload } from '@tabler/icons-react';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { later } from '../../shared/reporting/cash-forecast.rules.ts';
import { MoneyTabs } from '../accounting/money-tabs.tsx';
import { SaveReportDialog } from '../accounting/save-report-dialog.tsx';
import { useQueryOf } from '../client/use-shop.tsx';
import { ActionButton } from '../ui/actions/action-button.tsx';
import type { Action } from '../ui/actions/action-registry.ts';
import { useActions } from '../ui/actions/use-actions.ts';
import { useDensity } from '../ui/density.ts';
import { Figures } from '../ui/figures.tsx';
import { Loading } from '../ui/loading.tsx';
import { ProblemPanel } from '../ui/problem-panel.tsx';
import { Screen, Trail } from '../ui/screen.tsx';
import { DataTable } from '../ui/table/data-table.tsx';
import { listActions, useListWords } from '../ui/table/list-actions.ts';
import { useList } from '../ui/table/use-list.ts';
import { useFormats } from '../ui/ui-context.tsx';
import { useReportLanguage } from '../ui/use-report-language.ts';
import { type Forecast, type ForecastRow, useForecastColumns } from './cash-forecast-columns.tsx';
import { BackTestPeek, WeekPeek } from './cash-forecast-peek.tsx';
import type { CashForecastSearch } from './cash-forecast-search.ts';

const idOf = (row: ForecastRow): number => row.no;
const none: readonly ForecastRow[] = [];

/** What money there will be, week by week for a quarter of a year: each week opens to what is known of it and what is assumed. */
export function CashForecastScreen() {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const search = useSearch({ from: '/money/forecast' });
  const { on, open } = search;
  const forecast = useQueryOf('cashForecast.get', on === undefined ? {} : { on });
  const [saving, setSaving] = useState(false);
  const language = useReportLanguage();
  const show = (opened?: CashForecastSearch['open']): void => void navigate({ to: '/money/forecast', search: { ...(on !== undefined && { on }), ...(opened !== undefined && { open: opened }) }, replace: true });
  const list = useList(forecast.data?.weeks ?? none, idOf);
  const moved = (by: number): void => {
    const next = list.rows[list.cursor + by];
    list.move(by);
    if (next && typeof open === 'number') show(next.no);
  };
  const group = t(($) => $.cashForecast.title);
  const save: Action = { id: 'cashForecast.save', label: t(($) => $.statements.save), group, keys: 'w', icon: <IconDownload size={14} />, run: () => setSaving(true) };
  const { data } = forecast;
  useActions('screen', [
    ...listActions({ ...list, move: moved }, useListWords()),
    save,
    ...(data?.backTest ? [{ id: 'cashForecast.test', label: t(($) => $.cashForecast.backTest), group, keys: 'e', run: () => show('test') }] : []),
  ]);
  const columns = useForecastColumns(list.rows);
  const rowHeight = Math.min(useDensity(), 32);
  const close = (): void => show();
  return (
    <Screen
      title={<Trail parent={t(($) => $.shell.money)}>{group}</Trail>}
      buttons={<ActionButton action={save} variant="default" />}
      peek={data && (open === 'test' ? data.backTest && <BackTestPeek test={data.backTest} onClose={close} /> : open !== undefined && <WeekPeek forecast={data} place={open} {...(open > 0 && open < later && { onNext: () => moved(1) })} onClose={close} />)}
    >
      <MoneyTabs current="forecast" />
      {forecast.isPending && <Loading widths={[44, 150, 110, 110, 110]} rows={13} />}
      {forecast.error !== null && <ProblemPanel problem={forecast.error} onRetry={() => void forecast.refetch()} />}
      {data && (
        <>
          <ForecastFigures forecast={data} onOpen={show} />
          <DataTable label={group} columns={columns} list={list} rowHeight={rowHeight} rowName={({ no }) => String(no)} onOpen={({ no }) => show(no)} onPeek={({ no }) => show(no)} />
        </>
      )}
      {saving && data && <SaveReportDialog asked={{ name: 'cashForecast', to: data.on, language }} onClose={() => setSaving(false)} />}
    </Screen>
  );
}

/** The money now, where it is least, where it ends, how far the last forecast missed, and what was left out. */
function ForecastFigures({ forecast: { on, opening, weeks, lowest, apart, backTest }, onOpen }: { forecast: Forecast; onOpen: (open: CashForecastSearch['open']) => void }) {
  const { t } = useTranslation();
  const formats = useFormats();
  const last = weeks.at(-1);
  const least = weeks.find(({ no }) => no === lowest.no);
  const opens = (open: CashForecastSearch['open'], text: string) => (
    <button type="button" className="plain link" onClick={() => onOpen(open)}>
      {text}
    </button>
  );
  const left = apart.filter(({ items }) => items > 0);
  return (
    <Figures
      figures={[
        { id: 'now', label: t(($) => $.cashForecast.now, { on: formats.day(on) }), value: formats.money(opening), caption: t(($) => $.cashForecast.nowText) },
        { id: 'lowest', label: t(($) => $.cashForecast.lowest), value: opens(lowest.no, formats.money(lowest.closing)), caption: least ? t(($) => $.cashForecast.endOf, { to: formats.day(least.to) }) : '' },
        { id: 'end', label: t(($) => $.cashForecast.inWeeks), value: opens(last?.no, formats.money(last?.closing ?? opening)), caption: last ? t(($) => $.cashForecast.endOf, { to: formats.day(last.to) }) : '', trend: [opening, ...weeks.map(({ closing }) => closing)] },
        backTest
          ? { id: 'test', label: t(($) => $.cashForecast.missedBefore), value: opens('test', backTest.rate === null ? formats.money(backTest.mean) : formats.percent(backTest.rate)), caption: t(($) => $.cashForecast.missedText, { on: formats.day(backTest.on) }) }
          : { id: 'test', label: t(($) => $.cashForecast.missedBefore), value: <span className="text3">—</span>, caption: t(($) => $.cashForecast.tooYoung) },
        ...(left.length === 0 ? [] : [{ id: 'apart', label: t(($) => $.cashForecast.apart), value: <span className="row" style={{ gap: 12 }}>{left.map(({ place, amount }) => <span key={place}>{opens(place, formats.money(amount))}</span>)}</span>, caption: left.map(({ place }) => t(($) => $.cashForecast[place === later ? 'later' : 'tooOld'])).join(' · ') }]),
      ]}
    />
  );
}
