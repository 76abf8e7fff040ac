import { useTranslation } from 'react-i18next';
import { Section } from '../ui/section.tsx';
import { useFormats } from '../ui/ui-context.tsx';
import type { Rma } from './return-screen.tsx';
import { useReasonWords } from './use-reasons.ts';

const tracks = 'minmax(160px, 1fr) minmax(120px, 180px) 80px 80px 80px 80px 100px';

/** What comes back: asked for, received, inspected, settled; the numbers of a row go from left to right. */
export function ReturnLines({ rma }: { rma: Rma }) {
  const { t } = useTranslation();
  const formats = useFormats();
  const words = useReasonWords();
  const headings = [t(($) => $.returns.quantity), t(($) => $.returns.received), t(($) => $.returns.inspected), t(($) => $.returns.states.settled), t(($) => $.returns.worth)];
  const dash = (amount: Rma['lines'][number]['quantity']): string => (amount === 0 ? '—' : formats.quantity(amount));
  return (
    <>
      <Section title={t(($) => $.returns.lines)} side={formats.symbolOf(rma.currency)} />
      <div className="card" style={{ overflow: 'hidden' }} role="table" aria-label={t(($) => $.returns.lines)}>
        <div role="row" className="grid-head" style={{ gridTemplateColumns: tracks, position: 'static' }}>
          <span role="columnheader">{t(($) => $.returns.goods)}</span>
          <span role="columnheader">{t(($) => $.returns.reason)}</span>
          {headings.map((heading) => (
            <span key={heading} role="columnheader" className="num">
              {heading}
            </span>
          ))}
        </div>
        {rma.lines.map((line) => (
          <div key={line.id} role="row" className="grid-row" style={{ gridTemplateColumns: tracks, height: 44 }}>
            <span role="cell" className="column">
              <span className="ellipsis">{line.name}</span>
              <span className={line.allowed ? 'caption code' : 'caption warn'}>{line.allowed ? line.sku : t(($) => $.returns.beyond)}</span>
            </span>
            <span role="cell" className="column">
              <span className="ellipsis">{words(line.reason, line.reasonName)}</span>
              <span className="caption ellipsis">{line.keepsGoods ? t(($) => $.returns.keepsGoods) : t(($) => $.returns.faults[line.fault])}</span>
            </span>
            <span role="cell" className="num medium">{formats.quantity(line.quantity)}</span>
            <span role="cell" className="num">{dash(line.received)}</span>
            <span role="cell" className="num">{dash(line.inspected)}</span>
            <span role="cell" className="num">{dash(line.settled)}</span>
            <span role="cell" className="num">{formats.amountIn(line.worth, rma.currency)}</span>
          </div>
        ))}
      </div>
    </>
  );
}
