import { useTranslation } from 'react-i18next';
import { priorityTerms } from '../../shared/sales/order-priority.rules.ts';
import { quantity } from '../../shared/units/quantity.ts';
import { useCommand, useQueryOf } from '../client/use-shop.tsx';
import { QuantityField } from '../ui/fields.tsx';
import { ProblemPanel } from '../ui/problem-panel.tsx';
import { Section } from '../ui/section.tsx';
import { useToasts } from '../ui/toast.tsx';

const whole = 1000;

/** What puts an order before another, and by how much: the list follows at once. */
export function PriorityWeights() {
  const { t } = useTranslation();
  const show = useToasts((toasts) => toasts.show);
  const weights = useQueryOf('priority.get', undefined).data?.weights;
  const set = useCommand('priority.setWeights');
  if (!weights) return null;
  return (
    <section>
      <Section title={t(($) => $.priority.title)} />
      <p className="text2 text-wrap">{t(($) => $.priority.intro)}</p>
      {priorityTerms.map((term) => (
        <div key={term} className="weight-row">
          <span>{t(($) => $.priority.terms[term])}</span>
          <span className="text2">{t(($) => $.priority.hints[term])}</span>
          <QuantityField
            inCell
            label={t(($) => $.priority.weightOf, { term: t(($) => $.priority.terms[term]) })}
            unit=""
            decimals={0}
            value={quantity((weights[term] ?? 0) * whole)}
            onChange={(value) => {
              const weight = Math.max(0, Math.min(100, Math.round((value ?? 0) / whole)));
              if (weight !== weights[term]) set.mutate({ weights: { [term]: weight } }, { onSuccess: ({ before }) => show(t(($) => $.priority.saved), () => set.mutateAsync({ weights: before })) });
            }}
          />
        </div>
      ))}
      {set.error !== null && <ProblemPanel problem={set.error} />}
    </section>
  );
}
