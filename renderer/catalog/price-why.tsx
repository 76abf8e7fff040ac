import { useTranslation } from 'react-i18next';
import type { Quantity } from '../../shared/units/quantity.ts';
import type { UnitPrice } from '../../shared/units/unit-price.ts';
import type { OutputOf } from '../client/methods.ts';
import { useQueryOf } from '../client/use-shop.tsx';
import { Loading } from '../ui/loading.tsx';
import { useNow } from '../ui/now.ts';
import { ProblemPanel } from '../ui/problem-panel.tsx';
import { useFormats } from '../ui/ui-context.tsx';
import { Why, WhyPanel } from '../ui/why.tsx';

interface AskedPrice {
  variantId: number;
  quantity: Quantity;
  customerId: number | null;
}

/** What the shop asks for one, which answers why: every rule that was considered, and why it won or lost. */
export function PriceWhy({ price, text, ...asked }: AskedPrice & { price: UnitPrice; text: string }) {
  const { t } = useTranslation();
  const formats = useFormats();
  return (
    <Why label={`${text}, ${t(($) => $.pricing.whyLabel, { amount: formats.unitPrice(price) })}`} explanation={() => <PriceExplained {...asked} />}>
      {text}
    </Why>
  );
}

type Step = OutputOf<'priceList.explain'>['steps'][number];

function PriceExplained(asked: AskedPrice) {
  const { t } = useTranslation();
  const formats = useFormats();
  const now = useNow();
  const explained = useQueryOf('priceList.explain', asked);
  if (explained.error) return <ProblemPanel problem={explained.error} />;
  if (!explained.data) return <Loading rows={3} />;
  const { price, steps } = explained.data;
  const amountOf = (amount: UnitPrice | null): string => (amount === null ? '—' : formats.unitPrice(amount));
  const outcomeOf = ({ outcome, minQuantity }: Step): string => t(($) => $.pricing.outcomes[outcome], { quantity: minQuantity === null ? '' : formats.quantity(minQuantity) });
  return (
    <WhyPanel
      explanation={{
        question: t(($) => $.pricing.whyPrice, { amount: amountOf(price) }),
        asOf: formats.time(now),
        terms: steps.map((step) => ({
          id: `${step.promotionId ?? ''} ${step.priceListId ?? ''}`,
          words: (
            <span className={step.outcome === 'won' ? 'medium' : 'text2'}>
              {step.name ?? t(($) => $.pricing.ownPrice)} · {outcomeOf(step)}
            </span>
          ),
          source: step.percentOff === null ? undefined : t(($) => $.pricing.off, { percent: formats.percent(step.percentOff) }),
          amount: amountOf(step.price),
        })),
        total: { words: t(($) => $.pricing.holds), amount: amountOf(price) },
      }}
    />
  );
}
