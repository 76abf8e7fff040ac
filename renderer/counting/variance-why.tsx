import { useTranslation } from 'react-i18next';
import { EntryLink } from '../accounting/entry-link.tsx';
import type { OutputOf } from '../client/methods.ts';
import { useNow } from '../ui/now.ts';
import { useFormats } from '../ui/ui-context.tsx';
import { Why, WhyPanel } from '../ui/why.tsx';

type Worth = OutputOf<'stocktake.line'>['worth'];

/** What a difference is worth answers why: difference × what so many cost, or its posting. */
export function VarianceWhy({ worth }: { worth: Worth }) {
  const { t } = useTranslation();
  const formats = useFormats();
  const now = useNow();
  if (worth.value === undefined) return null;
  const { by, cost, variance, entry } = worth;
  const amount = formats.signed(worth.value);
  const explanation = {
    question: t(($) => $.orders.whyTotal, { amount }),
    asOf: formats.time(now),
    terms: [
      {
        id: by,
        words: cost && variance !== undefined ? `${formats.signedQuantity(variance)} × ${formats.amount(cost.value)} ÷ ${formats.quantity(cost.quantity)}` : variance === undefined ? '' : formats.signedQuantity(variance),
        source: entry ? <EntryLink entry={entry} /> : t(($) => $.counts.worthBy[by]),
        amount,
      },
    ],
    total: { words: t(($) => $.counts.value), amount },
    proof: t(($) => $.counts.worthNote[by === 'posted' ? 'posted' : 'estimate']),
  };
  return (
    <Why label={t(($) => $.stock.whyLabel, { figure: t(($) => $.counts.value), amount })} explanation={() => <WhyPanel explanation={explanation} />}>
      <span className="num medium">{amount}</span>
    </Why>
  );
}
