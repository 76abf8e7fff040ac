import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { later } from '../../shared/reporting/cash-forecast.rules.ts';
import type { Day } from '../../shared/units/day.ts';
import { minor } from '../../shared/units/minor.ts';
import type { InputOf, OutputOf } from '../client/methods.ts';
import { usePagesOf } from '../client/use-shop.tsx';
import { useActions } from '../ui/actions/use-actions.ts';
import { Loading } from '../ui/loading.tsx';
import { Peek } from '../ui/peek.tsx';
import { ProblemPanel } from '../ui/problem-panel.tsx';
import { Pairs, Section } from '../ui/section.tsx';
import { useFormats } from '../ui/ui-context.tsx';
import type { Forecast, ForecastRow } from './cash-forecast-columns.tsx';

type Page = OutputOf<'cashForecast.items'>;
type Item = Page['rows'][number];

const reading = {
  rowsOf: (page: Page) => page.rows,
  after: (input: InputOf<'cashForecast.items'>, page: Page) => (page.next === null ? undefined : { ...input, after: page.next }),
};

function useClosing(onClose: () => void): void {
  const { t } = useTranslation();
  useActions('peek', [{ id: 'peek.close', label: t(($) => $.keys.back), group: t(($) => $.keys.here), keys: 'escape', onlyKey: true, run: onClose }]);
}

/** A week: what is known of it, document by document with why it is expected then, and what is assumed beside it. */
export function WeekPeek({ forecast, place, onNext, onClose }: { forecast: Forecast; place: number; onNext?: () => void; onClose: () => void }) {
  const { t } = useTranslation();
  const formats = useFormats();
  useClosing(onClose);
  const week = forecast.weeks.find(({ no }) => no === place);
  const title = week ? t(($) => $.cashForecast.weekOf, { from: formats.day(week.from), to: formats.day(week.to) }) : t(($) => $.cashForecast[place === later ? 'later' : 'tooOld']);
  return (
    <Peek label={title} title={title} {...(onNext && { onNext })} onClose={onClose}>
      {week && <Pairs rows={[[t(($) => $.cashForecast.opening), formats.amount(week.opening)], [t(($) => $.cashForecast.moneyIn), formats.amount(week.moneyIn)], [t(($) => $.cashForecast.moneyOut), formats.amount(minor(-week.moneyOut))], [t(($) => $.cashForecast.closing), <strong key="closing">{formats.amount(week.closing)}</strong>]]} />}
      <Items key={place} on={forecast.on} place={place} />
      {week && <Assumed week={week} seen={forecast.seen} />}
    </Peek>
  );
}

function Items({ on, place }: { on: Day; place: number }) {
  const { t } = useTranslation();
  const formats = useFormats();
  const pages = usePagesOf('cashForecast.items', { on, place, limit: 50 }, reading);
  if (pages.error !== null) return <ProblemPanel problem={pages.error} onRetry={pages.retry} />;
  if (pages.isPending) return <Loading widths={[180, 90]} rows={4} />;
  return (
    <>
      <Section title={t(($) => $.cashForecast.known, { count: pages.first?.count ?? 0 })} side={formats.money(pages.first?.amount ?? minor(0))} />
      {pages.rows.length === 0 && <p className="text2">{t(($) => $.cashForecast.nothingKnown)}</p>}
      {pages.rows.map((item, index) => (
        // Pages come in one order and are never mixed.
        // oxlint-disable-next-line react/no-array-index-key
        <KnownItem key={index} item={item} />
      ))}
      {pages.hasMore && <button type="button" className="plain link" onClick={pages.readMore}>{t(($) => $.cashForecast.more)}</button>}
    </>
  );
}

function KnownItem({ item }: { item: Item }) {
  const { t } = useTranslation();
  const formats = useFormats();
  return (
    <div className="analysis-term">
      <span className="ellipsis">
        <ItemLink item={item}>{item.number !== '' && item.kind !== 'tax' ? item.number : t(($) => $.cashForecast.kinds[item.kind])}</ItemLink>
        {item.name !== '' && <span className="text2"> · {item.name}</span>}
      </span>
      <span className="num medium">{formats.amount(item.amount)}</span>
      <span className="caption">{formats.day(item.expectedOn)} · {useBecause(item)}</span>
    </div>
  );
}

/** Each opens where it is kept. */
function ItemLink({ item: { kind, sourceId }, children }: { item: Item; children: ReactNode }) {
  if (kind === 'receivable' && sourceId !== null) return <Link to="/orders/$orderId" params={{ orderId: String(sourceId) }}>{children}</Link>;
  if (kind === 'ordered' && sourceId !== null) return <Link to="/purchasing/$orderId" params={{ orderId: String(sourceId) }}>{children}</Link>;
  if (kind === 'payable') return <Link to="/money/payables">{children}</Link>;
  if (kind === 'payout') return <Link to="/money/clearing">{children}</Link>;
  if (kind === 'received') return <Link to="/purchasing/receipts">{children}</Link>;
  if (kind === 'tax') return <Link to="/money/tax">{children}</Link>;
  return <Link to={kind === 'recurring' ? '/money/recurring' : '/returns'}>{children}</Link>;
}

function useBecause({ kind, dueOn, lateDays, payout }: Item): string {
  const { t } = useTranslation();
  const formats = useFormats();
  const due = dueOn === null ? '' : formats.day(dueOn);
  if (payout) {
    const terms = { held: formats.money(payout.held), count: payout.orders, every: payout.everyDays, kept: formats.percent(payout.kept), last: formats.day(payout.lastOn), days: payout.heldDays };
    return payout.payouts === 0 ? t(($) => $.cashForecast.because.noPayout, terms) : t(($) => $.cashForecast.because.payout, terms);
  }
  if (kind === 'received' || kind === 'ordered') return t(($) => $.cashForecast.because[kind], { due, count: lateDays });
  if (kind === 'receivable' || kind === 'payable') return lateDays === 0 ? t(($) => $.cashForecast.because.due, { due }) : t(($) => $.cashForecast.because[lateDays > 0 ? 'late' : 'early'], { due, count: Math.abs(lateDays) });
  return kind === 'refund' ? t(($) => $.cashForecast.because.refund) : t(($) => $.cashForecast.because.due, { due });
}

/** What is usual and not yet known, with where it was seen. */
function Assumed({ week, seen }: { week: ForecastRow; seen: Forecast['seen'] }) {
  const { t } = useTranslation();
  const formats = useFormats();
  const assumed = week.groups.filter((part) => part.assumed !== 0);
  if (assumed.length === 0) return null;
  return (
    <>
      <Section title={t(($) => $.cashForecast.assumed)} side={formats.money(minor(assumed.reduce((sum, part) => sum + part.assumed, 0)))} />
      {assumed.map(({ group, assumed: amount }) => (
        <div key={group} className="analysis-term">
          <span>{t(($) => $.cashForecast.groups[group])}</span>
          <span className="num medium">{formats.amount(amount)}</span>
          <span className="caption">{t(($) => $.cashForecast.because.usual, { total: formats.money(seen.usual.find((one) => one.group === group)?.total ?? minor(0)), count: seen.weeks, from: formats.day(seen.from) })}</span>
        </div>
      ))}
    </>
  );
}

/** The forecast of thirteen weeks ago, week by week against the money there was. */
export function BackTestPeek({ test, onClose }: { test: NonNullable<Forecast['backTest']>; onClose: () => void }) {
  const { t } = useTranslation();
  const formats = useFormats();
  useClosing(onClose);
  const title = t(($) => $.cashForecast.backTest);
  return (
    <Peek label={title} title={title} onClose={onClose}>
      <p className="text2">{t(($) => $.cashForecast.backTestText, { on: formats.fullDay(test.on) })}</p>
      <Pairs rows={[[t(($) => $.cashForecast.missedMean), `${formats.amount(test.mean)}${test.rate === null ? '' : ` · ${formats.percent(test.rate)}`}`], [t(($) => $.cashForecast.missedLast), formats.signed(test.last)]]} />
      <Section title={t(($) => $.cashForecast.weekEnds)} />
      {test.weeks.map(({ no, to, forecast, actual }) => (
        <div key={no} className="analysis-term">
          <span>{formats.day(to)}</span>
          <span className="num medium">{formats.signed(minor(forecast - actual))}</span>
          <span className="caption">{t(($) => $.cashForecast.forecast)} {formats.amount(forecast)} · {t(($) => $.cashForecast.actual)} {formats.amount(actual)}</span>
        </div>
      ))}
    </Peek>
  );
}
