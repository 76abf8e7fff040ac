import { Button } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useReading } from '../client/use-reading.ts';
import { useCommand, useQueryOf } from '../client/use-shop.tsx';
import { ProblemPanel } from '../ui/problem-panel.tsx';
import { Section } from '../ui/section.tsx';
import { useToasts } from '../ui/toast.tsx';
import { useFormats } from '../ui/ui-context.tsx';
import { Working } from '../ui/working.tsx';

/** How stock is costed; the other way shows its price before it is chosen, and many draws follow as a job. */
export function CostingRule() {
  const { t } = useTranslation();
  const formats = useFormats();
  const show = useToasts((toasts) => toasts.show);
  const costing = useQueryOf('costing.get', undefined).data;
  const other = costing?.method === 'fifo' ? 'movingAverage' : 'fifo';
  const [asked, setAsked] = useState(false);
  const preview = useQueryOf('costing.preview', { method: other }, { enabled: asked && costing !== undefined, whenAsked: true });
  const working = useReading(['costing.preview'], asked && preview.isFetching);
  const change = useCommand('costing.switch');
  const start = useCommand('job.start');
  if (!costing) return null;
  const name = (method: typeof other): string => t(($) => $.inventory.methods[method]);
  const follow = (pending: readonly number[]): void => {
    if (pending.length > 0) start.mutate({ kind: t(($) => $.inventory.costingTitle), method: 'costing.applyBatch', items: pending.map((variantId) => ({ variantId })) });
    setAsked(false);
    show(t(($) => $.inventory.switched, { method: name(other) }));
  };
  const priced = asked && preview.data?.to === other ? preview.data : undefined;
  const worth = (amount: number | undefined, text: string): string => (amount === undefined ? '' : text);
  return (
    <section>
      <Section title={t(($) => $.inventory.costingTitle)} />
      <p>{t(($) => $.inventory.costingNow, { method: name(costing.method) })}</p>
      {costing.pending.length > 0 && <p className="text2">{t(($) => $.inventory.costingPending, { count: costing.pending.length })}</p>}
      {!priced && (
        <Button variant="default" loading={asked && preview.isFetching} onClick={() => setAsked(true)}>
          {t(($) => $.inventory.priceSwitch, { method: name(other) })}
        </Button>
      )}
      {working && <Working label={t(($) => $.inventory.priceSwitch, { method: name(other) })} done={working.done} of={working.of} onStop={working.stop} />}
      {priced && (
        <>
          <p>
            {t(($) => $.inventory.switchEffect, {
              before: worth(priced.stock.before, formats.money(priced.stock.before ?? (0 as never))),
              after: worth(priced.stock.after, formats.money(priced.stock.after ?? (0 as never))),
              day: formats.day(priced.firstOpenOn),
              draws: formats.count(priced.draws),
            })}
          </p>
          {priced.largest.slice(0, 8).map((row) => (
            <div key={row.variantId} className="rule-row">
              <span className="ellipsis">{row.name}</span>
              <span className="text3 code">{row.sku}</span>
              <span className="num text2">{row.before === undefined ? '' : formats.amount(row.before)}</span>
              <span className="num medium">{row.after === undefined ? '' : `→ ${formats.amount(row.after)}`}</span>
            </div>
          ))}
          {priced.asJob && <p className="text2">{t(($) => $.inventory.lateJob)}</p>}
          <div className="row">
            <Button variant="default" onClick={() => setAsked(false)}>
              {t(($) => $.payments.notNow)}
            </Button>
            <Button loading={change.isPending} onClick={() => change.mutate({ method: other }, { onSuccess: ({ pending }) => follow(pending) })}>
              {t(($) => $.inventory.switchTo, { method: name(other) })}
            </Button>
          </div>
        </>
      )}
      {change.error !== null && <ProblemPanel problem={change.error} />}
      {preview.error !== null && asked && <ProblemPanel problem={preview.error} />}
    </section>
  );
}
