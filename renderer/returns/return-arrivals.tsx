import { Button, Select } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { type Disposition, dispositions } from '../../shared/returns/rma-state.rules.ts';
import { type Quantity, quantity } from '../../shared/units/quantity.ts';
import { useCommand } from '../client/use-shop.tsx';
import { useActions } from '../ui/actions/use-actions.ts';
import { Key } from '../ui/key.tsx';
import { ProblemPanel } from '../ui/problem-panel.tsx';
import { Section } from '../ui/section.tsx';
import { Status } from '../ui/status.tsx';
import { useToasts } from '../ui/toast.tsx';
import { useFormats } from '../ui/ui-context.tsx';
import type { Rma } from './return-screen.tsx';

/** What arrived and what became of it; what waits is inspected here, one end for each unit. */
export function ReturnArrivals({ rma }: { rma: Rma }) {
  const { t } = useTranslation();
  const formats = useFormats();
  if (rma.arrivals.length === 0) return null;
  return (
    <>
      {rma.arrivals.map((arrival) => (
        <div key={arrival.id} style={{ marginTop: 16 }}>
          <Section title={t(($) => $.returns.arrivedAt, { number: arrival.number, location: arrival.location })} side={formats.moment(arrival.occurredAt)} />
          <Waiting arrival={arrival} />
        </div>
      ))}
      {rma.inspections.length > 0 && <Section title={t(($) => $.returns.inspections)} />}
      {rma.inspections.map((inspection) => (
        <Seen key={inspection.id} inspection={inspection} settled={rma.lines.some((line) => line.settled > 0)} />
      ))}
    </>
  );
}

type Arrival = Rma['arrivals'][number];

function Waiting({ arrival }: { arrival: Arrival }) {
  const { t } = useTranslation();
  const formats = useFormats();
  const show = useToasts((toasts) => toasts.show);
  const record = useCommand('inspection.record');
  const takeBack = useCommand('inspection.takeBack');
  const open = arrival.lines.filter((line) => line.inspected < line.quantity);
  const [ends, setEnds] = useState<Record<number, Disposition>>({});
  const endOf = (id: number): Disposition => ends[id] ?? 'restock';
  const count = quantity(open.reduce((sum, line) => sum + line.quantity - line.inspected, 0));
  const inspect = (): void => {
    if (record.isPending || open.length === 0) return;
    const lines = open.map((line) => ({ goodsReturnLineId: line.id, disposition: endOf(line.id), quantity: quantity(line.quantity - line.inspected) }));
    record.mutate({ goodsReturnId: arrival.id, lines }, { onSuccess: ({ inspectionId }) => show(t(($) => $.returns.done.inspected), () => takeBack.mutateAsync({ inspectionId })) });
  };
  const label = t(($) => $.returns.inspect, { quantity: formats.quantity(count) });
  useActions('screen', open.length === 0 ? [] : [{ id: `return.inspect.${arrival.id}`, label, group: t(($) => $.returns.title), keys: 'i', run: inspect }]);
  return (
    <>
      {arrival.lines.map((line) => {
        const left = quantity(line.quantity - line.inspected);
        return (
          <div key={line.id} className="row" style={{ gap: 12, padding: '6px 0' }}>
            <span style={{ flex: 1, minWidth: 0 }} className="ellipsis">
              {line.name} <span className="caption code">{[line.sku, ...line.lots].join(' · ')}</span>
            </span>
            <span className="num medium">{formats.quantity(line.quantity)}</span>
            {left > 0 ? <EndField name={line.name} left={left} value={endOf(line.id)} onChange={(end) => setEnds({ ...ends, [line.id]: end })} /> : <Status kind="done">{t(($) => $.returns.inspected)}</Status>}
          </div>
        );
      })}
      {record.error !== null && <ProblemPanel problem={record.error} />}
      {open.length > 0 && (
        <Button onClick={inspect} loading={record.isPending} rightSection={<Key keys="i" />} style={{ marginTop: 8 }}>
          {label}
        </Button>
      )}
    </>
  );
}

function EndField({ name, left, value, onChange }: { name: string; left: Quantity; value: Disposition; onChange: (end: Disposition) => void }) {
  const { t } = useTranslation();
  return (
    <Select
      aria-label={`${t(($) => $.returns.disposition)}: ${name} (${left / 1000})`}
      style={{ width: 190 }}
      data={dispositions.map((one) => ({ value: one, label: t(($) => $.returns.dispositions[one]) }))}
      value={value}
      onChange={(end) => onChange(dispositions.find((one) => one === end) ?? 'restock')}
    />
  );
}

function Seen({ inspection, settled }: { inspection: Rma['inspections'][number]; settled: boolean }) {
  const { t } = useTranslation();
  const formats = useFormats();
  const takeBack = useCommand('inspection.takeBack');
  return (
    <>
      {inspection.lines.map((line, index) => (
        <div key={line.id} className={inspection.takenBack ? 'peek-line text3' : 'peek-line'}>
          <span>
            {formats.quantity(line.quantity)} × <span className="code">{line.sku}</span> · {t(($) => $.returns.dispositions[line.disposition])}
            {line.supplierReturn !== null && ` · ${t(($) => $.returns.claimRaised, { number: line.supplierReturn })}`}
            {inspection.takenBack && ` · ${t(($) => $.returns.takenBack)}`}
          </span>
          <span className="row">
            {line.value !== undefined && <span className="num">{formats.amount(line.value)}</span>}
            {index === 0 && !inspection.takenBack && !settled && (
              <button type="button" className="plain link" onClick={() => takeBack.mutate({ inspectionId: inspection.id })}>
                {t(($) => $.returns.takeBack)}
              </button>
            )}
          </span>
        </div>
      ))}
      {takeBack.error !== null && <ProblemPanel problem={takeBack.error} />}
    </>
  );
}
