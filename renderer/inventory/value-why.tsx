import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { Minor } from '../../shared/units/minor.ts';
import { EntryLink } from '../accounting/entry-link.tsx';
import { useQueryOf } from '../client/use-shop.tsx';
import { Loading } from '../ui/loading.tsx';
import { useNow } from '../ui/now.ts';
import { ProblemPanel } from '../ui/problem-panel.tsx';
import { useFormats } from '../ui/ui-context.tsx';
import { Why, WhyPanel } from '../ui/why.tsx';
import { useStockWords } from './stock-words.ts';

interface Asked {
  variantId: number;
  /** One layer's value; that of all layers together where left out. */
  layerId?: number;
}

/** A stock value that answers why: what came, left and was priced later, each with its entry. */
export function ValueWhy({ amount, children, ...asked }: Asked & { amount: Minor; children: ReactNode }) {
  const { t } = useTranslation();
  const formats = useFormats();
  return (
    <Why label={t(($) => $.stock.whyLabel, { figure: t(($) => $.stock.value), amount: formats.amount(amount) })} explanation={() => <ValueExplained {...asked} />}>
      {children}
    </Why>
  );
}

function ValueExplained(asked: Asked) {
  const { t } = useTranslation();
  const formats = useFormats();
  const words = useStockWords();
  const now = useNow();
  const explained = useQueryOf('stock.explainValue', asked);
  if (explained.error) return <ProblemPanel problem={explained.error} />;
  if (!explained.data) return <Loading rows={4} />;
  const { total, parts } = explained.data;
  const amount = total === undefined ? '—' : formats.amount(total);
  return (
    <WhyPanel
      explanation={{
        question: t(($) => $.orders.whyTotal, { amount }),
        asOf: formats.time(now),
        terms: parts.map(({ kind, postedOn, quantity, value, entry }, index) => ({
          id: `${index}.${kind}`,
          words: [words.kind(kind), quantity ? formats.signedQuantity(quantity) : ''].filter((part) => part !== '').join(' '),
          source: entry ? <EntryLink entry={entry} /> : postedOn === null ? undefined : formats.day(postedOn),
          amount: value === undefined ? '—' : formats.signed(value),
        })),
        total: { words: t(($) => $.stock.value), amount },
        proof: t(($) => $.orders.whyProof),
      }}
    />
  );
}
