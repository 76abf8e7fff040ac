import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { useQueryOf } from '../client/use-shop.tsx';
import { Section } from '../ui/section.tsx';
import { useFormats } from '../ui/ui-context.tsx';

/** What of an order came back, or is on its way: each return opens its page. */
export function OrderReturns({ orderId }: { orderId: number }) {
  const { t } = useTranslation();
  const formats = useFormats();
  const list = useQueryOf('rma.list', { view: 'all', orderId, limit: 50 });
  if (!list.data || list.data.rows.length === 0) return null;
  return (
    <>
      <Section title={t(($) => $.returns.title)} />
      {list.data.rows.map((row) => (
        <div key={row.id} className="peek-line">
          <Link to="/returns/$rmaId" params={{ rmaId: String(row.id) }} className="code">
            {row.number}
          </Link>
          <span className="text2">
            {t(($) => $.returns.states[row.state])} · {formats.moneyIn(row.credited > 0 ? row.credited : row.worth, row.currency)}
          </span>
        </div>
      ))}
    </>
  );
}
