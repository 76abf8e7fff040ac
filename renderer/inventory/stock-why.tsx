import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { Instant } from '../../shared/units/instant.ts';
import type { Quantity } from '../../shared/units/quantity.ts';
import type { InputOf } from '../client/methods.ts';
import { EntryLink } from '../accounting/entry-link.tsx';
import { useQueryOf } from '../client/use-shop.tsx';
import { Loading } from '../ui/loading.tsx';
import { useNow } from '../ui/now.ts';
import { ProblemPanel } from '../ui/problem-panel.tsx';
import { useFormats } from '../ui/ui-context.tsx';
import { Why, WhyPanel } from '../ui/why.tsx';
import { useStockWords } from './stock-words.ts';

type StockFigure = InputOf<'stock.explain'>['figure'];

/** A stock figure that answers why: the movements and allocations that add up to it. F1 asks for what is available, unless another is in focus. */
export function StockWhy({ variantId, figure, amount, asOf, children }: { variantId: number; figure: StockFigure; asOf?: Instant | undefined; amount: Quantity | undefined; children: ReactNode }) {
  const { t } = useTranslation();
  const formats = useFormats();
  return (
    <Why {...(figure === 'available' && { answersOn: { layer: 'peek', group: t(($) => $.keys.here) } as const })} label={t(($) => $.stock.whyLabel, { figure: t(($) => $.stock[figure]), amount: formats.quantity(amount) })} explanation={() => <StockExplained variantId={variantId} figure={figure} asOf={asOf} />}>
      {children}
    </Why>
  );
}

function StockExplained({ variantId, figure, asOf }: { variantId: number; figure: StockFigure; asOf: Instant | undefined }) {
  const { t } = useTranslation();
  const formats = useFormats();
  const words = useStockWords();
  const now = useNow();
  const explained = useQueryOf('stock.explain', { variantId, figure, ...(asOf !== undefined && { asOf }) });
  if (explained.error) return <ProblemPanel problem={explained.error} />;
  if (!explained.data) return <Loading rows={4} />;
  const amount = formats.quantity(explained.data.total);
  return (
    <WhyPanel
      explanation={{
        question: t(($) => $.orders.whyTotal, { amount }),
        asOf: asOf === undefined ? formats.time(now) : formats.moment(asOf),
        terms: explained.data.parts.map((part, index) => ({
          id: `${index}.${part.kind}`,
          words: words.kind(part.kind),
          source: part.entry ? <EntryLink entry={part.entry} /> : part.occurredAt === null ? undefined : formats.dateTime(part.occurredAt),
          amount: formats.signedQuantity(part.quantity),
        })),
        total: { words: t(($) => $.stock[figure]), amount },
        proof: t(($) => $.orders.whyProof),
      }}
    />
  );
}
