import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { useQueryOf } from '../client/use-shop.tsx';
import { TransitAlerts } from '../inventory/transit-alerts.tsx';
import { Glyph } from '../ui/glyph.tsx';
import { Section } from '../ui/section.tsx';
import { useFormats } from '../ui/ui-context.tsx';

/** Variants of which more is promised than there is. */
export function StockAlerts() {
  const { t } = useTranslation();
  const formats = useFormats();
  const stock = useQueryOf('stock.list', { only: 'negative', limit: 7 });
  if (!stock.data) return null;
  const { rows, next } = stock.data;
  return (
    <>
      <Section title={t(($) => $.today.stockAlerts)} side={t(($) => $.today.availableIncoming)} />
      {rows.length === 0 && (
        <div className="row alert-row">
          <Glyph kind="done" />
          <span className="text2">{t(($) => $.today.noStockAlerts)}</span>
        </div>
      )}
      {rows.map((row) => (
        <Link key={row.variantId} to="/stock" search={{ variant: row.variantId }} className="alert-row grid-alert">
          <Glyph kind={(row.incoming ?? 0) > 0 ? 'look' : 'stop'} />
          <span className="ellipsis">{row.name}</span>
          <span className={(row.incoming ?? 0) > 0 ? 'num medium warn' : 'num medium bad'}>{formats.quantity(row.available)}</span>
          <span className="num text2">{row.incoming === 0 ? '—' : formats.signedQuantity(row.incoming)}</span>
        </Link>
      ))}
      <TransitAlerts />
      {next && (
        <Link to="/stock" search={{ view: 'negative' }}>
          {t(($) => $.today.allStockAlerts)}
        </Link>
      )}
    </>
  );
}
