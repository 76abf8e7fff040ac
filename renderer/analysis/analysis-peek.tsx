import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { ratePpm } from '../../shared/units/rate-ppm.ts';
import type { OutputOf } from '../client/methods.ts';
import { useQueryOf } from '../client/use-shop.tsx';
import { useActions } from '../ui/actions/use-actions.ts';
import { Loading } from '../ui/loading.tsx';
import { Peek } from '../ui/peek.tsx';
import { ProblemPanel } from '../ui/problem-panel.tsx';
import { Section } from '../ui/section.tsx';
import { useFormats } from '../ui/ui-context.tsx';
import { className } from './analysis-columns.tsx';
import type { AnalysisSearch } from './analysis-search.ts';
import { LayersWhy, LedgerWhy } from './ledger-why.tsx';
import { timesText } from './times-text.ts';

type Explained = OutputOf<'analysis.explain'>;
type Row = NonNullable<Explained['row']>;

/** One variant: each figure with the terms it was worked out from, how old its stock is, and the days behind it. */
export function AnalysisPeek({ variantId, on, onNext, onClose }: { variantId: number; on: AnalysisSearch['on']; onNext: () => void; onClose: () => void }) {
  const { t } = useTranslation();
  const why = useQueryOf('analysis.explain', { variantId, ...(on !== undefined && { on }) });
  useActions('peek', [{ id: 'peek.close', label: t(($) => $.keys.back), group: t(($) => $.keys.here), keys: 'escape', onlyKey: true, run: onClose }]);
  const row = why.data?.row;
  const footer = (
    <Link to="/stock" search={{ variant: variantId }}>
      {t(($) => $.analysis.movements)}
    </Link>
  );
  return (
    <Peek label={row?.name ?? ''} title={row ? `${className(row)} · ${row.name}` : ''} onNext={onNext} onClose={onClose} footer={footer}>
      {why.isPending && <Loading rows={8} />}
      {why.error && <ProblemPanel problem={why.error} onRetry={() => void why.refetch()} />}
      {why.data && row && (
        <>
          <p className="text2 code">{row.sku}</p>
          <Terms explained={why.data} row={row} on={on} />
          <Ages explained={why.data} on={on} />
          <Days explained={why.data} />
        </>
      )}
    </Peek>
  );
}

function Terms({ explained, row, on }: { explained: Explained; row: Row; on: AnalysisSearch['on'] }) {
  const { t } = useTranslation();
  const formats = useFormats();
  const { settings, days } = explained;
  const money = (amount: Row['value']): string => (amount === undefined ? '···' : formats.money(amount));
  const limit = formats.percent(row.valueClass === 'A' ? settings.aShare : settings.bShare);
  const { variantId } = row;
  const inBooks = (figure: 'cogs' | 'stock' | 'average', name: string, value: Row['value']): ReactNode =>
    value === undefined ? '···' : (
      <LedgerWhy figure={figure} variantId={variantId} on={on} name={name} amount={money(value)}>
        {money(value)}
      </LedgerWhy>
    );
  const ledger = (figure: 'cogs' | 'stock' | 'average', name: string, value: Row['value']): [name: string, value: ReactNode, from: string] => [name, inBooks(figure, name, value), ''];
  const terms: [name: string, value: ReactNode, from: string][] = [
    [
      t(($) => $.analysis.classOf),
      className(row),
      [
        t(($) => $.analysis.rankOf, { rank: row.rank, share: formats.percent(row.share), cumulative: formats.percent(row.cumulative) }),
        row.valueClass === 'C' ? t(($) => $.analysis.classRest, { limit }) : t(($) => $.analysis.classTerm, { valueClass: row.valueClass, limit }),
        row.variation === null ? t(($) => $.analysis.demandNone, { weeks: row.weeks }) : t(($) => $.analysis.demandTerm, { weeks: row.weeks, variation: formats.percent(row.variation) }),
      ].join(' · '),
    ],
    ledger('cogs', t(($) => $.analysis.cogs), row.cogs),
    ledger('average', t(($) => $.analysis.averageValue), row.averageValue),
    ledger('stock', t(($) => $.analysis.value), row.value),
    [t(($) => $.analysis.turnover), timesText(row.turnover, formats), t(($) => $.analysis.turnoverTerm, { cogs: money(row.cogs), average: money(row.averageValue) })],
    [t(($) => $.analysis.lasts), (row.daysOfStock ?? null) === null ? '—' : formats.count(row.daysOfStock ?? 0), t(($) => $.analysis.lastsTerm, { onHand: formats.quantity(row.onHand), sold: formats.quantity(row.sold), days })],
    [t(($) => $.analysis.sellThrough), (row.sellThrough ?? null) === null ? '—' : formats.percentAmount(row.sellThrough ?? ratePpm(0)), t(($) => $.analysis.sellTerm, { sold: formats.quantity(row.sold), opening: formats.quantity(row.opening), received: formats.quantity(row.received) })],
    [t(($) => $.analysis.holding), money(row.holdingCost), t(($) => $.analysis.holdingTerm, { average: money(row.averageValue), rate: formats.percent(settings.holdingRate), days })],
    [t(($) => $.analysis.lastSold), row.lastSoldOn === null ? t(($) => $.analysis.never) : formats.day(row.lastSoldOn), ''],
  ];
  return (
    <>
      <Section title={t(($) => $.analysis.why)} side={t(($) => $.analysis.period, { days, from: formats.day(explained.from), on: formats.day(explained.on) })} />
      {terms.map(([name, value, from]) => (
        <div key={name} className="analysis-term">
          <span>{name}</span>
          <span className="num medium">{value}</span>
          {from !== '' && <span className="caption">{from}</span>}
        </div>
      ))}
    </>
  );
}

function Ages({ explained: { age }, on }: { explained: Explained; on: AnalysisSearch['on'] }) {
  const { t } = useTranslation();
  const formats = useFormats();
  if (age.length === 0) return null;
  return (
    <>
      <Section title={t(($) => $.analysis.age)} />
      {age.map(({ variantId, bucket, quantity, value }) => (
        <div key={bucket} className="analysis-age">
          <span>{t(($) => $.analysis.ages[bucket])}</span>
          <span className="num">{formats.quantity(quantity)}</span>
          <span className="num text2">{value === undefined ? '' : <LayersWhy bucket={bucket} variantId={variantId} name={t(($) => $.analysis.ages[bucket])} amount={formats.amount(value)} on={on} />}</span>
        </div>
      ))}
    </>
  );
}

function Days({ explained: { lines } }: { explained: Explained }) {
  const { t } = useTranslation();
  const formats = useFormats();
  return (
    <>
      <Section title={t(($) => $.analysis.days)} side={t(($) => $.analysis.daysSide, { unit: formats.currencySymbol })} />
      {lines.map(({ on, sold, quantity, value }) => (
        <div key={on} className="movement">
          <span className="text3">{formats.day(on)}</span>
          <span className="num text2">{sold === 0 ? '—' : formats.quantity(sold)}</span>
          <span className="num medium">{formats.signedQuantity(quantity)}</span>
          <span className="num text2">{value === undefined ? '' : formats.signed(value)}</span>
        </div>
      ))}
    </>
  );
}
