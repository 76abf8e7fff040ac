import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { OutputOf } from '../client/methods.ts';
import { Section } from '../ui/section.tsx';
import { useFormats } from '../ui/ui-context.tsx';
import { useStockWords } from './stock-words.ts';

type Effect = Pick<OutputOf<'supplierBill.effect'>, 'more' | 'stock'> & { figures: readonly (Omit<OutputOf<'supplierBill.effect'>['figures'][number], 'sku'> & { sku?: string })[] };

const atOnce = 8;

/** Posted figures that would change, before and after, and what the stock of these goods would be worth: before anything is written. */
export function CostEffect({ effect: { figures, more, stock }, children }: { effect: Effect; children?: ReactNode }) {
  const { t } = useTranslation();
  const formats = useFormats();
  const words = useStockWords();
  const count = figures.length + more;
  const worth = (amount: Effect['stock']['before']): string => (amount === undefined ? '' : formats.money(amount));
  return (
    <div className="card late-preview" role="status">
      <Section title={count === 0 ? t(($) => $.inventory.lateNone) : t(($) => $.inventory.lateTitle, { count })} />
      {figures.slice(0, atOnce).map((figure) => (
        <div key={figure.movementId} className="movement">
          <span className="text3">{formats.day(figure.postedOn)}</span>
          <span className="ellipsis">{[words.kind(figure.kind), figure.sku].filter(Boolean).join(' · ')}</span>
          <span className="num text2">{figure.before === undefined ? '' : formats.amount(figure.before)}</span>
          <span className="num medium">{figure.after === undefined ? '' : `→ ${formats.amount(figure.after)}`}</span>
        </div>
      ))}
      {count > atOnce && <p className="text2">{t(($) => $.inventory.lateMore, { count: count - atOnce })}</p>}
      <p className="text2">{t(($) => $.inventory.lateStock, { before: worth(stock.before), after: worth(stock.after) })}</p>
      {children}
    </div>
  );
}
