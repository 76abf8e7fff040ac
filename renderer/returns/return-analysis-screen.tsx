import { TextInput } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { analysedBy } from '../../shared/returns/return-analysis.contract.ts';
import { addDays, dayOf } from '../../shared/units/calendar.ts';
import { type Day, isDay } from '../../shared/units/day.ts';

import { useQueryOf } from '../client/use-shop.tsx';
import { useNow } from '../ui/now.ts';
import { useChannels } from '../sales/use-channels.ts';
import { useActions } from '../ui/actions/use-actions.ts';
import { Empty } from '../ui/empty.tsx';
import { Loading } from '../ui/loading.tsx';
import { ProblemPanel } from '../ui/problem-panel.tsx';
import { Screen } from '../ui/screen.tsx';
import { Section } from '../ui/section.tsx';
import { useFormats } from '../ui/ui-context.tsx';
import { Views } from '../ui/views.tsx';
import { DispositionTable } from './disposition-table.tsx';
import { ReturnsNav } from './returns-nav.tsx';
import { useReasonWords } from './use-reasons.ts';

type By = (typeof analysedBy)[number];
const tracks = 'minmax(180px, 1fr) 110px 110px 90px 110px 120px';

/** How much of what was sent in a period came back: the same parcels above and below the line. */
export function ReturnAnalysisScreen() {
  const { t } = useTranslation();
  const formats = useFormats();
  const shop = useQueryOf('shop.get', undefined);
  const today = dayOf(useNow(), shop.data?.timeZone ?? 'UTC');
  const [period, setPeriod] = useState<{ from?: Day; to?: Day }>({});
  const [by, setBy] = useState<By>('sku');
  const from = period.from ?? addDays(today, -90);
  const to = period.to ?? today;
  const rates = useQueryOf('returnAnalysis.rates', { from, to, by, limit: 200 });
  const group = t(($) => $.returns.tabs.analysis);
  const views = analysedBy.map((id) => ({ id, name: t(($) => $.returns.analysis.by[id]) }));
  useActions('screen', views.map(({ id, name }, index) => ({ id: `returns.by.${id}`, label: t(($) => $.keys.view, { name }), group, keys: String(index + 1), run: () => setBy(id) })));
  const nameOf = useGroupNames(by);
  const percent = (rate: Parameters<typeof formats.percent>[0] | null): string => (rate === null ? '—' : formats.percent(rate));
  return (
    <Screen title={t(($) => $.returns.title)} side={<ReturnsNav current="analysis" />}>
      <Views<By> label={group} views={views} current={by} onChange={setBy} />
      <div className="filters">
        <DayField label={t(($) => $.returns.analysis.from)} value={from} onChange={(day) => setPeriod({ ...period, from: day })} />
        <DayField label={t(($) => $.returns.analysis.to)} value={to} onChange={(day) => setPeriod({ ...period, to: day })} />
        {rates.data && <span className="strong num">{percent(rates.data.rate)}</span>}
        {rates.data && (
          <span className="text2">
            {t(($) => $.returns.analysis.denominator, { returned: formats.quantity(rates.data.returned), shipped: formats.quantity(rates.data.shipped), from: formats.fullDay(from), to: formats.fullDay(to) })}
            {by === 'reason' && ` · ${t(($) => $.returns.analysis.ofAll)}`}
          </span>
        )}
      </div>
      <div className="scroll" style={{ padding: '0 16px 16px' }}>
        {rates.isPending && <Loading widths={[180, 80, 80, 80]} rows={10} />}
        {rates.error && <ProblemPanel problem={rates.error} onRetry={() => void rates.refetch()} />}
        {rates.data?.shipped === 0 && <Empty title={t(($) => $.returns.analysis.noneTitle)} text={t(($) => $.returns.analysis.noneText)} />}
        {rates.data && rates.data.shipped > 0 && (
          <div role="table" aria-label={group}>
            <div role="row" className="grid-head" style={{ gridTemplateColumns: tracks }}>
              <span role="columnheader">{t(($) => $.returns.analysis.group)}</span>
              {(['shipped', 'returned', 'rate', 'scrapped'] as const).map((name) => (
                <span key={name} role="columnheader" className="num">
                  {t(($) => $.returns.analysis[name])}
                </span>
              ))}
              <span role="columnheader" className="num">{`${t(($) => $.returns.analysis.lost)} ${formats.currencySymbol}`}</span>
            </div>
            {rates.data.rows.map((row) => (
              <div key={row.key} role="row" className="grid-row" style={{ gridTemplateColumns: tracks, height: 36 }}>
                <span role="cell" className="ellipsis">
                  {nameOf(row)} {by === 'sku' && <span className="caption code">{row.key}</span>}
                </span>
                <span role="cell" className="num">{formats.quantity(row.shipped)}</span>
                <span role="cell" className="num">{row.returned === 0 ? '—' : formats.quantity(row.returned)}</span>
                <span role="cell" className="num medium">{percent(row.rate)}</span>
                <span role="cell" className="num">{row.scrapped === 0 ? '—' : formats.quantity(row.scrapped)}</span>
                <span role="cell" className="num">{row.lost === undefined || row.lost === 0 ? '—' : formats.amount(row.lost)}</span>
              </div>
            ))}
          </div>
        )}
        <DispositionTable from={from} to={to} />
        <Chargebacks from={from} to={to} />
      </div>
    </Screen>
  );
}

function useGroupNames(by: By): (row: { key: string; name: string }) => string {
  const { t } = useTranslation();
  const words = useReasonWords();
  const channels = useChannels();
  return ({ key, name }) => {
    if (by === 'reason') return words(key, name);
    if (by === 'channel') return channels.get(Number(key))?.name ?? (name || t(($) => $.returns.analysis.ownOrders));
    return by === 'supplier' ? name || t(($) => $.returns.analysis.noSupplier) : name;
  };
}

function DayField({ label, value, onChange }: { label: string; value: Day; onChange: (day: Day) => void }) {
  return (
    <label className="row" style={{ gap: 6 }}>
      <span className="text2">{label}</span>
      <TextInput type="date" aria-label={label} value={value} onChange={(event) => isDay(event.currentTarget.value) && onChange(event.currentTarget.value)} />
    </label>
  );
}

const chargeTracks = 'minmax(140px, 1fr) minmax(160px, 1fr) 100px 100px 100px 120px';

function Chargebacks({ from, to }: { from: Day; to: Day }) {
  const { t } = useTranslation();
  const formats = useFormats();
  const list = useQueryOf('returnAnalysis.chargebacks', { from, to });
  if (!list.data || list.data.rows.length === 0) return null;
  return (
    <>
      <Section title={t(($) => $.returns.analysis.chargebacks)} side={t(($) => $.returns.analysis.chargebackText)} />
      <div role="table" aria-label={t(($) => $.returns.analysis.chargebacks)}>
        <div role="row" className="grid-head" style={{ gridTemplateColumns: chargeTracks, position: 'static' }}>
          <span role="columnheader">{t(($) => $.returns.faults.supplier)}</span>
          <span role="columnheader">{t(($) => $.returns.goods)}</span>
          {(['returned', 'sentBack', 'open'] as const).map((name) => (
            <span key={name} role="columnheader" className="num">
              {t(($) => $.returns.analysis[name])}
            </span>
          ))}
          <span role="columnheader" className="num">{`${t(($) => $.returns.analysis.openCost)} ${formats.currencySymbol}`}</span>
        </div>
        {list.data.rows.map((row) => (
          <div key={`${row.supplierId} ${row.variantId}`} role="row" className="grid-row" style={{ gridTemplateColumns: chargeTracks, height: 36 }}>
            <span role="cell" className="ellipsis">{row.supplierName ?? t(($) => $.returns.analysis.noSupplier)}</span>
            <span role="cell" className="ellipsis">
              {row.name} <span className="caption code">{row.sku}</span>
            </span>
            <span role="cell" className="num">{formats.quantity(row.returned)}</span>
            <span role="cell" className="num">{row.sentBack === 0 ? '—' : formats.quantity(row.sentBack)}</span>
            <span role="cell" className="num medium">{row.open === 0 ? '—' : formats.quantity(row.open)}</span>
            <span role="cell" className="num">{row.openCost === undefined || row.openCost === 0 ? '—' : formats.amount(row.openCost)}</span>
          </div>
        ))}
      </div>
    </>
  );
}
