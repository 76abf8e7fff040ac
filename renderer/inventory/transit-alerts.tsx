import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { useQueryOf } from '../client/use-shop.tsx';
import { Glyph } from '../ui/glyph.tsx';
import { useFormats } from '../ui/ui-context.tsx';

/** Transfers that have been on their way for too long: somebody should ask where they are. */
export function TransitAlerts() {
  const { t } = useTranslation();
  const formats = useFormats();
  const late = (useQueryOf('transfer.list', { only: 'open', limit: 20 }).data?.rows ?? []).filter((row) => row.late);
  return late.map((row) => (
    <Link key={row.id} to="/stock/transfers" search={{ transfer: row.id }} className="alert-row grid-alert">
      <Glyph kind="look" />
      <span className="ellipsis">{`${row.number} · ${t(($) => $.inventory.daysOnTheWay, { count: row.daysOnTheWay ?? 0 })}`}</span>
      <span className="num medium warn">{formats.quantity(row.onTheWay)}</span>
      <span />
    </Link>
  ));
}
