import { useTranslation } from 'react-i18next';
import { type ClockPhase, clockPhases } from '../../shared/sales/order-clock.rules.ts';
import { useQueryOf } from '../client/use-shop.tsx';
import { Glyph } from '../ui/glyph.tsx';
import { Pairs, Section } from '../ui/section.tsx';
import { useFormats } from '../ui/ui-context.tsx';

/** Where the time of an order went; the parts add up to the time it took. */
export function OrderClock({ orderId }: { orderId: number }) {
  const { t } = useTranslation();
  const formats = useFormats();
  const { data } = useQueryOf('order.clock', { orderId });
  if (!data || data.segments.length === 0) return null;
  const spent = (phase: ClockPhase): number => data.segments.filter((segment) => segment.phase === phase).reduce((sum, { from, to }) => sum + (to - from), 0);
  const phases = clockPhases.filter((phase) => spent(phase) > 0);
  const side = data.risk === 'inTime' ? undefined : (
    <span className={data.risk === 'late' ? 'row bad' : 'row warn'}>
      <Glyph kind={data.risk === 'late' ? 'stop' : 'wait'} />
      {t(($) => $.clock.risks[data.risk])}
    </span>
  );
  return (
    <>
      <Section title={t(($) => $.clock.title)} side={side} />
      <Pairs
        rows={[
          ...phases.map((phase) => [t(($) => $.clock.phases[phase]), formats.age(spent(phase))] as const),
          [<span key="label" className="medium" style={{ color: 'var(--sw-text)' }}>{data.endedAt === null ? t(($) => $.clock.soFar) : t(($) => $.clock.total)}</span>, <span key="total" className="strong">{formats.age(data.total)}</span>],
        ]}
      />
    </>
  );
}
