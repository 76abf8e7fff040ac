import { useTranslation } from 'react-i18next';
import { Section } from '../ui/section.tsx';
import { useFormats } from '../ui/ui-context.tsx';
import { LineNetWhy, OrderedWhy, OrderTotalWhy } from './purchase-why.tsx';
import type { PurchaseOrder } from './purchase-order-screen.tsx';

const tracks = 'minmax(160px, 1fr) 76px 76px 76px 76px 84px 84px 92px';

const beyond = ({ over }: PurchaseOrder['lines'][number]): boolean => over !== undefined && over > 0;

/** The lines of an order: ordered is what came, what is to come and what was given up, whatever happens. */
export function PurchaseOrderLines({ order }: { order: PurchaseOrder }) {
  const { t } = useTranslation();
  const formats = useFormats();
  const headings = [
    t(($) => $.purchasing.ordered),
    t(($) => $.purchasing.received),
    t(($) => $.purchasing.openQuantity),
    t(($) => $.purchasing.cancelledQuantity),
    t(($) => $.purchasing.unbilled),
    t(($) => $.purchasing.price),
    t(($) => $.purchasing.net),
  ];
  const dash = (amount: Parameters<typeof formats.quantity>[0]): string => (amount === 0 ? '—' : formats.quantity(amount));
  return (
    <>
      <Section title={t(($) => $.purchasing.lines)} side={formats.currencySymbol} />
      <div className="card" style={{ overflow: 'hidden' }} role="table" aria-label={t(($) => $.purchasing.lines)}>
        <div role="row" className="grid-head" style={{ gridTemplateColumns: tracks, position: 'static' }}>
          <span role="columnheader">{t(($) => $.purchasing.item)}</span>
          {headings.map((heading) => (
            <span key={heading} role="columnheader" className="num">
              {heading}
            </span>
          ))}
        </div>
        {order.lines.map((line) => (
          <div key={line.id} role="row" className="grid-row" style={{ gridTemplateColumns: tracks, height: 44 }}>
            <span role="cell" className="column">
              <span className="ellipsis">{line.name}</span>
              <span className={beyond(line) ? 'caption warn' : 'caption code'}>{beyond(line) ? t(($) => $.purchasing.over, { quantity: formats.quantity(line.over) }) : line.sku}</span>
            </span>
            <span role="cell" className="num medium">{formats.quantity(line.ordered)}</span>
            <span role="cell" className="num">{line.received ? <OrderedWhy line={line} figure="received" text={formats.quantity(line.received)} /> : dash(line.received)}</span>
            <span role="cell" className="num">{dash(line.open)}</span>
            <span role="cell" className="num text2">{line.cancelled > 0 ? <OrderedWhy line={line} figure="cancelled" text={formats.quantity(line.cancelled)} /> : dash(line.cancelled)}</span>
            <span role="cell" className="num text2">{line.unbilled ? <OrderedWhy line={line} figure="unbilled" text={formats.quantity(line.unbilled)} /> : dash(line.unbilled)}</span>
            <span role="cell" className="num">{line.price === undefined ? '—' : formats.bareUnitPrice(line.price, formats.currency)}</span>
            <span role="cell" className="num">{line.net === undefined ? '—' : <LineNetWhy line={line} text={formats.amount(line.net)} />}</span>
          </div>
        ))}
        {order.net !== undefined && order.tax !== undefined && order.total !== undefined && (
          <div role="row" className="grid-row grid-total" style={{ gridTemplateColumns: 'minmax(160px, 1fr) auto' }}>
            <span role="cell">{t(($) => $.purchasing.total)}</span>
            <span role="cell" className="num">
              {formats.amount(order.net)} + {formats.amount(order.tax)} = <OrderTotalWhy order={order}>{formats.amount(order.total)}</OrderTotalWhy>
            </span>
          </div>
        )}
      </div>
    </>
  );
}
