import { useTranslation } from 'react-i18next';
import type { Instant } from '../../shared/units/instant.ts';
import { useNow } from '../ui/now.ts';
import { useFormats } from '../ui/ui-context.tsx';

/** When an order must leave, and how much time is left while it has not. */
export function Deadline({ order }: { order: { shipByAt: Instant; fulfilment: string; isHistory: boolean } }) {
  const { t } = useTranslation();
  const formats = useFormats();
  const left = order.shipByAt - useNow();
  const open = !order.isHistory && order.fulfilment !== 'shipped' && order.fulfilment !== 'cancelled';
  return (
    <>
      {formats.dateTime(order.shipByAt)}
      {open && (
        <span className={left < 0 ? 'bad' : 'warn'}>
          {' · '}
          {left < 0 ? t(($) => $.orders.late, { age: formats.age(-left) }) : t(($) => $.orders.timeLeft, { age: formats.age(left) })}
        </span>
      )}
    </>
  );
}
