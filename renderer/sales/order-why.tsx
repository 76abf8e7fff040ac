import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { quantity } from '../../shared/units/quantity.ts';
import type { OutputOf } from '../client/methods.ts';
import { useQueryOf } from '../client/use-shop.tsx';
import type { Layer } from '../ui/actions/action-registry.ts';
import { Loading } from '../ui/loading.tsx';
import { useNow } from '../ui/now.ts';
import { ProblemPanel } from '../ui/problem-panel.tsx';
import { useFormats } from '../ui/ui-context.tsx';
import { Why, WhyPanel } from '../ui/why.tsx';
import type { Order } from './order-peek.tsx';

/** The total of an order, which answers why: one row per price, discount, charge and tax. */
export function OrderWhy({ order, answersOn, children }: { order: Pick<Order, 'id' | 'total' | 'currency'>; answersOn: Layer; children: ReactNode }) {
  const { t } = useTranslation();
  const formats = useFormats();
  const amount = formats.moneyIn(order.total, order.currency);
  return (
    <Why answersOn={{ layer: answersOn, group: t(($) => $.keys.here) }} label={t(($) => $.orders.whyTotalLabel, { amount })} explanation={() => <TotalExplained orderId={order.id} />}>
      {children}
    </Why>
  );
}

type Row = OutputOf<'order.explain'>['rows'][number];

function TotalExplained({ orderId }: { orderId: number }) {
  const { t } = useTranslation();
  const formats = useFormats();
  const now = useNow();
  const explained = useQueryOf('order.explain', { orderId });
  if (explained.error) return <ProblemPanel problem={explained.error} />;
  if (!explained.data) return <Loading rows={4} />;
  const { total, currency, rows } = explained.data;
  const amount = formats.moneyIn(total, currency);
  const wordsOf = ({ kind, values }: Row): string => {
    const amountOfGoods = typeof values['quantity'] === 'number' ? formats.quantity(quantity(values['quantity'])) : '';
    return t(($) => $.orders.whyRows[kind], { name: String(values['name'] ?? values['sku'] ?? ''), quantity: amountOfGoods });
  };
  return (
    <WhyPanel
      explanation={{
        question: t(($) => $.orders.whyTotal, { amount }),
        asOf: formats.time(now),
        terms: rows.map((row, index) => ({ id: `${index}.${row.kind}`, words: wordsOf(row), amount: formats.moneyIn(row.amount, currency) })),
        total: { words: t(($) => $.orders.total), amount },
        proof: t(($) => $.orders.whyProof),
      }}
    />
  );
}
