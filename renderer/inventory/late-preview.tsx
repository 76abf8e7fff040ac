import { useTranslation } from 'react-i18next';
import type { OutputOf } from '../client/methods.ts';
import { Section } from '../ui/section.tsx';
import { useFormats } from '../ui/ui-context.tsx';
import { useStockWords } from './stock-words.ts';

type Late = OutputOf<'costing.previewLate'>;

/** Every posted figure that goods recorded late would change, before and after: shown before anything is written. */
export function LatePreview({ late }: { late: Late }) {
  const { t } = useTranslation();
  const formats = useFormats();
  const words = useStockWords();
  const count = late.figures.length + late.more;
  const worth = (amount: Late['stock']['before']): string => (amount === undefined ? '' : formats.money(amount));
  return (
    <div className="card late-preview" role="status">
      <Section title={count === 0 ? t(($) => $.inventory.lateNone) : t(($) => $.inventory.lateTitle, { count })} />
      {late.figures.slice(0, 8).map((figure) => (
        <div key={figure.movementId} className="movement">
          <span className="text3">{formats.day(figure.postedOn)}</span>
          <span className="ellipsis">{words.kind(figure.kind)}</span>
          <span className="num text2">{figure.before === undefined ? '' : formats.amount(figure.before)}</span>
          <span className="num medium">{figure.after === undefined ? '' : `→ ${formats.amount(figure.after)}`}</span>
        </div>
      ))}
      {count > 8 && <p className="text2">{t(($) => $.inventory.lateMore, { count: count - 8 })}</p>}
      <p className="text2">{t(($) => $.inventory.lateStock, { before: worth(late.stock.before), after: worth(late.stock.after) })}</p>
      {late.asJob && <p className="text2">{t(($) => $.inventory.lateJob)}</p>}
    </div>
  );
}
