import { useTranslation } from 'react-i18next';
import { type Minor, minor, sumMinor } from '../../shared/units/minor.ts';
import { quantity } from '../../shared/units/quantity.ts';
import { Section } from '../ui/section.tsx';
import { useFormats } from '../ui/ui-context.tsx';
import type { Order } from './order-peek.tsx';

const tracks = 'minmax(96px, 1fr) 52px 64px 72px 72px 84px 72px 88px';

/** The lines and charges of an order; every column adds up to the total row. */
export function OrderLines({ order }: { order: Order }) {
  const { t } = useTranslation();
  const formats = useFormats();
  const amount = (value: Minor): string => formats.amountIn(value, order.currency);
  const zeroIsRule = (value: Minor): string => (value === 0 ? '—' : amount(value));
  const rows = [...order.lines.filter((line) => line.quantity > 0), ...order.charges];
  const sum = (figure: 'net' | 'tax' | 'gross'): string => amount(sumMinor(rows.map((row) => row[figure])));
  return (
    <>
      <Section title={t(($) => $.orders.linesTitle)} side={order.currency === formats.currency ? formats.currencySymbol : order.currency} />
      <div className="card" style={{ overflow: 'hidden' }} role="table" aria-label={t(($) => $.orders.linesTitle)}>
        <Headings />
        {order.lines.filter((line) => line.quantity > 0).map((line) => (
          <div key={line.id} role="row" className="grid-row" style={{ gridTemplateColumns: tracks, height: 44 }}>
            <span role="cell" className="column">
              <span className="ellipsis">{line.name}</span>
              <span className={line.variantId === null ? 'caption warn' : 'caption code'}>{line.variantId === null ? t(($) => $.orders.unknownSku) : line.sku}{line.bundle && ` · ${t(($) => $.orders.inBundle, { quantity: formats.quantity(line.bundle.quantity), name: line.bundle.name })}`}</span>
            </span>
            <span role="cell" className="num">{formats.quantity(line.quantity)}</span>
            <span role="cell" className="num text2">{line.shipped === 0 ? '—' : formats.quantity(line.shipped)}</span>
            <span role="cell" className="num">{formats.bareUnitPrice(line.unitPrice, order.currency)}</span>
            <span role="cell" className="num text2">{zeroIsRule(minor(-line.discount))}</span>
            <span role="cell" className="num">{amount(line.net)}</span>
            <span role="cell" className="num text2">{zeroIsRule(line.tax)}</span>
            <span role="cell" className="num medium">{amount(line.gross)}</span>
          </div>
        ))}
        {order.charges.map((charge) => (
          <div key={charge.kind + charge.name} role="row" className="grid-row" style={{ gridTemplateColumns: tracks }}>
            <span role="cell">{charge.name || t(($) => $.orders.charges[charge.kind])}</span>
            <span role="cell" />
            <span role="cell" />
            <span role="cell" />
            <span role="cell" />
            <span role="cell" className="num">{amount(charge.net)}</span>
            <span role="cell" className="num text2">{zeroIsRule(charge.tax)}</span>
            <span role="cell" className="num medium">{amount(charge.gross)}</span>
          </div>
        ))}
        <div role="row" className="grid-row grid-total" style={{ gridTemplateColumns: tracks }}>
          <span role="cell">{t(($) => $.orders.totalGoods, { count: rows.length })}</span>
          <span role="cell" className="num">{formats.quantity(quantity(order.lines.reduce((total, line) => total + line.quantity, 0)))}</span>
          <span role="cell" />
          <span role="cell" />
          <span role="cell" className="num">{zeroIsRule(minor(-sumMinor(order.lines.map((line) => line.discount))))}</span>
          <span role="cell" className="num">{sum('net')}</span>
          <span role="cell" className="num">{sum('tax')}</span>
          <span role="cell" className="num">{sum('gross')}</span>
        </div>
      </div>
    </>
  );
}

function Headings() {
  const { t } = useTranslation();
  const numeric = [t(($) => $.orders.quantity), t(($) => $.orders.shippedColumn), t(($) => $.orders.price), t(($) => $.orders.off), t(($) => $.orders.net), t(($) => $.orders.tax), t(($) => $.orders.gross)];
  return (
    <div role="row" className="grid-head" style={{ gridTemplateColumns: tracks, position: 'static' }}>
      <span role="columnheader">{t(($) => $.orders.item)}</span>
      {numeric.map((heading) => (
        <span key={heading} role="columnheader" className="num">
          {heading}
        </span>
      ))}
    </div>
  );
}
