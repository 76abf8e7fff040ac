import { useTranslation } from 'react-i18next';
import { type Minor, sumMinor } from '../../shared/units/minor.ts';
import { Pairs } from '../ui/section.tsx';
import { useFormats } from '../ui/ui-context.tsx';
import type { Order } from './order-peek.tsx';
import { OrderWhy } from './order-why.tsx';

/** Goods, charges and tax as they add up to the total, which explains itself. */
export function OrderMoney({ order }: { order: Order }) {
  const { t } = useTranslation();
  const formats = useFormats();
  const money = (amount: Minor): string => formats.moneyIn(amount, order.currency);
  const goods = sumMinor(order.lines.map((line) => line.net));
  const tax = sumMinor([...order.lines, ...order.charges].map((row) => row.tax));
  return (
    <div className="money-block">
      <Pairs
        rows={[
          [t(($) => $.orders.goods), money(goods)],
          ...order.charges.map((charge) => [charge.name || t(($) => $.orders.charges[charge.kind]), money(charge.net)] as const),
          ...(tax === 0 ? [] : [[t(($) => $.orders.tax), money(tax)] as const]),
          [
            <span key="label" className="medium" style={{ color: 'var(--sw-text)' }}>
              {t(($) => $.orders.total)}
            </span>,
            <OrderWhy key="total" order={order} answersOn="peek">
              <span className="strong">{money(order.total)}</span>
            </OrderWhy>,
          ],
          ...(order.foreign ? [[t(($) => $.currencies.ownCurrency), t(($) => $.currencies.at, { total: formats.moneyIn(order.foreign.total, order.foreign.currency), rate: order.foreign.rate })] as const, [t(($) => $.currencies.openIn, { currency: order.foreign.currency }), formats.amountIn(order.foreign.due, order.foreign.currency)] as const] : []),
        ]}
      />
    </div>
  );
}
