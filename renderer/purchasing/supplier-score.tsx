import { Button } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { quantity } from '../../shared/units/quantity.ts';
import type { OutputOf } from '../client/methods.ts';
import { useQueryOf } from '../client/use-shop.tsx';
import { Pairs, Section } from '../ui/section.tsx';
import { useFormats } from '../ui/ui-context.tsx';

type Score = OutputOf<'supplierScore.get'>;

/** How a supplier did in a quarter, part by part with the documents each counts, and how long it really takes. */
export function SupplierScore({ supplierId }: { supplierId: number }) {
  const [quarter, setQuarter] = useState<string>();
  const score = useQueryOf('supplierScore.get', { supplierId, ...(quarter !== undefined && { quarter }) });
  const lead = useQueryOf('supplierScore.leadTime', { supplierId });
  return (
    <>
      {score.data && <ScoreParts score={score.data} onQuarter={setQuarter} />}
      {lead.data && <LeadTime lead={lead.data} />}
    </>
  );
}

function ScoreParts({ score, onQuarter }: { score: Score; onQuarter: (quarter: string) => void }) {
  const { t } = useTranslation();
  const formats = useFormats();
  const told = useTold();
  const [open, setOpen] = useState<Score['parts'][number]['part']>();
  return (
    <>
      <Section title={t(($) => $.supplierScore.title, { quarter: score.quarter })} side={score.score === null ? t(($) => $.supplierScore.none) : formats.percent(score.score)} />
      <p className="caption text3">{t(($) => $.supplierScore.formula)}</p>
      {score.parts.map((part) => (
        <div key={part.part}>
          <button type="button" className="plain peek-line" style={{ width: '100%' }} aria-expanded={open === part.part} onClick={() => setOpen(open === part.part ? undefined : part.part)}>
            <span className="column" style={{ minWidth: 0, textAlign: 'left' }}>
              <span>{t(($) => $.supplierScore.parts[part.part])}</span>
              <span className="caption">{t(($) => $.supplierScore.counted, { good: told(part, part.good), of: told(part, part.of), weight: part.weight })}</span>
            </span>
            <span className="num medium">{part.share === null ? '—' : formats.percent(part.share)}</span>
          </button>
          {open === part.part && <PartInputs inputs={score.inputs.filter((input) => input.part === part.part)} />}
        </div>
      ))}
      <Button variant="default" style={{ alignSelf: 'flex-start' }} onClick={() => onQuarter(quarterBefore(score.quarter))}>
        {t(($) => $.supplierScore.earlier, { quarter: quarterBefore(score.quarter) })}
      </Button>
    </>
  );
}

/** What came complete is counted in goods, everything else in lines. */
function useTold(): (of: { part: Score['parts'][number]['part'] }, value: number) => string {
  const formats = useFormats();
  return ({ part }, value) => (part === 'complete' ? formats.quantity(quantity(value)) : formats.count(value));
}

function PartInputs({ inputs }: { inputs: Score['inputs'] }) {
  const { t } = useTranslation();
  const told = useTold();
  const formats = useFormats();
  if (inputs.length === 0) return <p className="caption text3">{t(($) => $.supplierScore.nothing)}</p>;
  return inputs.map((input, place) => (
    <div key={`${place} ${input.number}`} className="movement" style={{ gridTemplateColumns: '96px minmax(0, 1fr) 64px 56px' }}>
      {input.purchaseOrderId === null ? <span className="code">{input.number}</span> : <Link className="code" to="/purchasing/$orderId" params={{ orderId: String(input.purchaseOrderId) }}>{input.number}</Link>}
      <span className="ellipsis text2">{input.sku}</span>
      <span className="text3">{formats.day(input.on)}</span>
      <span className="num">{t(($) => $.counts.of, { done: told(input, input.good), all: told(input, input.of) })}</span>
    </div>
  ));
}

function LeadTime({ lead }: { lead: OutputOf<'supplierScore.leadTime'> }) {
  const { t } = useTranslation();
  const formats = useFormats();
  const { agreedDays, leadTime, backTest, deliveries } = lead;
  return (
    <>
      <Section title={t(($) => $.supplierScore.leadTime)} side={t(($) => $.supplierScore.sources[leadTime.source])} />
      <Pairs
        rows={[
          [t(($) => $.suppliers.leadTimeDays), t(($) => $.suppliers.days, { count: agreedDays })],
          [t(($) => $.supplierScore.p50), t(($) => $.suppliers.days, { count: leadTime.p50 })],
          [t(($) => $.supplierScore.p90), t(($) => $.suppliers.days, { count: leadTime.p90 })],
          [t(($) => $.supplierScore.backTest), backTest.rate === null ? '—' : t(($) => $.supplierScore.held, { held: backTest.held, tested: backTest.tested, rate: formats.percent(backTest.rate) })],
        ]}
      />
      {deliveries.slice(0, 8).map((delivery) => (
        <div key={delivery.purchaseOrderLineId} className="movement" style={{ gridTemplateColumns: '96px minmax(0, 1fr) 64px' }}>
          <Link className="code" to="/purchasing/$orderId" params={{ orderId: String(delivery.purchaseOrderId) }}>{delivery.number}</Link>
          <span className="text2">{t(($) => $.supplierScore.fromTo, { from: formats.day(delivery.orderedOn), to: formats.day(delivery.arrivedOn) })}</span>
          <span className="num">{t(($) => $.suppliers.days, { count: delivery.days })}</span>
        </div>
      ))}
    </>
  );
}

/** `2026-Q1` → `2025-Q4`. */
function quarterBefore(quarter: string): string {
  const [year = '', at = ''] = quarter.split('-Q');
  return at === '1' ? `${Number(year) - 1}-Q4` : `${year}-Q${Number(at) - 1}`;
}
