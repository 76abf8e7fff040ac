import { useTranslation } from 'react-i18next';
import { minor } from '../../shared/units/minor.ts';
import { quantity } from '../../shared/units/quantity.ts';
import { Glyph, type GlyphKind } from '../ui/glyph.tsx';
import { Section } from '../ui/section.tsx';
import { useFormats } from '../ui/ui-context.tsx';
import type { Order } from './order-peek.tsx';

/** The rules an order must pass to leave, each with its answer: the one that does not is why it waits. */
export function OrderChecks({ order }: { order: Order }) {
  const { t } = useTranslation();
  const checks = useChecks(order);
  if (order.fulfilment === 'shipped' || order.fulfilment === 'cancelled' || order.isHistory) return null;
  const held = checks.filter(([kind]) => kind === 'done').length;
  const ready = held === checks.length;
  // Whether it may be approved is asked before whether it may leave.
  const safe = !order.approved && order.holds === 0 && order.exceptions === 0 && order.fulfilment === 'allocated';
  return (
    <>
      <Section title={safe ? t(($) => $.desk.safeToApprove) : ready ? t(($) => $.orders.readyBecause) : t(($) => $.orders.notReadyBecause)} side={`${held}/${checks.length}`} />
      {checks.map(([kind, words]) => (
        <div key={words} className="row" style={{ minHeight: 24 }}>
          <Glyph kind={kind} />
          {words}
        </div>
      ))}
    </>
  );
}

function useChecks(order: Order): (readonly [GlyphKind, string])[] {
  const { t } = useTranslation();
  const formats = useFormats();
  const unpaid = minor(order.money.due - order.money.captured);
  const backordered = quantity(order.lines.reduce((sum, line) => sum + (line.backordered ?? 0), 0));
  const waiting = order.lines.some((line) => (line.allocated ?? 0) < line.quantity - line.shipped - line.cancelled);
  const goods = backordered > 0 ? t(($) => $.orders.checkBackordered, { amount: formats.quantity(backordered) }) : t(($) => $.orders.checkNotAllocated);
  return [
    unpaid > 0 ? ['look', t(($) => $.orders.checkNotPaid, { amount: formats.moneyIn(unpaid, order.currency) })] : ['done', t(($) => $.orders.checkPaid)],
    waiting ? [backordered > 0 ? 'stop' : 'todo', goods] : ['done', t(($) => $.orders.checkAllocated)],
    order.holds > 0 ? ['wait', t(($) => $.orders.checkHeld)] : ['done', t(($) => $.orders.checkNoHold)],
    ...(order.fulfilment === 'partlyShipped' ? [] : [order.approved ? (['done', t(($) => $.desk.isApproved)] as const) : (['todo', t(($) => $.desk.notApproved)] as const)]),
    order.exceptions > 0 ? ['look', t(($) => $.orders.checkExceptions, { count: order.exceptions })] : ['done', t(($) => $.orders.checkClear)],
  ];
}
