import { useTranslation } from 'react-i18next';
import { type Minor, minor } from '../../shared/units/minor.ts';
import type { OutputOf } from '../client/methods.ts';
import { useQueryOf } from '../client/use-shop.tsx';
import { useNow } from '../ui/now.ts';
import { Pairs, Section } from '../ui/section.tsx';
import { useFormats } from '../ui/ui-context.tsx';
import { Why, WhyPanel } from '../ui/why.tsx';

type Profit = OutputOf<'order.profit'>;

/** What an order leaves, part by part; nothing of it for whoever may not know costs. */
export function OrderProfit({ orderId }: { orderId: number }) {
  const { t } = useTranslation();
  const formats = useFormats();
  const { data } = useQueryOf('order.profit', { orderId });
  if (data?.profit === undefined || !data.parts) return null;
  const money = (amount: Minor): string => formats.moneyIn(amount, data.currency);
  const isActual = data.parts.every((part) => part.isActual);
  return (
    <>
      <Section title={t(($) => $.profit.title)} side={isActual ? t(($) => $.profit.actual) : t(($) => $.profit.estimated)} />
      <Pairs
        rows={[
          ...data.parts.map((part) => [part.isActual ? t(($) => $.profit.kinds[part.kind]) : t(($) => $.profit.about, { what: t(($) => $.profit.kinds[part.kind]) }), money(part.amount)] as const),
          [
            <span key="label" className="medium" style={{ color: 'var(--sw-text)' }}>
              {t(($) => $.profit.left)}
            </span>,
            <span key="left">
              <Why label={t(($) => $.profit.whyLabel, { amount: money(data.profit) })} explanation={() => <ProfitExplained profit={data} />}>
                <span className="strong">{money(data.profit)}</span>
              </Why>
              {data.margin != null && <span className="text2">{` · ${formats.percent(data.margin)}`}</span>}
            </span>,
          ],
        ]}
      />
      {data.ads?.map(({ adSpendId, share, amount, name, fromOn, throughOn, orders }) => (
        <p key={adSpendId} className="text2 text-wrap" style={{ margin: '8px 0' }}>
          {t(($) => $.ads.ofOrder, { count: orders, share: money(share), amount: money(amount), name: name ?? t(($) => $.ads.everything), from: formats.day(fromOn), through: formats.day(throughOn) })}
        </p>
      ))}
      {data.unknownCost && <p className="text2 text-wrap">{t(($) => $.profit.unknownCost)}</p>}
    </>
  );
}

/** From the estimate to what is known now: each difference by its kind, and they add up. */
function ProfitExplained({ profit }: { profit: Profit }) {
  const { t } = useTranslation();
  const formats = useFormats();
  const now = useNow();
  const { parts = [], estimated = minor(0), profit: left = minor(0), currency } = profit;
  const money = (amount: Minor): string => formats.moneyIn(amount, currency);
  const moved = parts.filter((part) => part.amount !== part.estimate);
  return (
    <WhyPanel
      explanation={{
        question: t(($) => $.profit.why, { amount: money(left) }),
        asOf: formats.time(now),
        terms: [
          { id: 'estimated', words: t(($) => $.profit.asEstimated), amount: money(estimated) },
          ...moved.map((part) => ({ id: part.kind, words: t(($) => $.profit.instead, { what: t(($) => $.profit.kinds[part.kind]), estimate: money(part.estimate), amount: money(part.amount) }), amount: money(minor(part.amount - part.estimate)) })),
        ],
        total: { words: t(($) => $.profit.left), amount: money(left) },
        proof: t(($) => $.profit.proof),
      }}
    />
  );
}
