import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useQueryOf } from '../client/use-shop.tsx';
import { Status } from '../ui/status.tsx';
import { useFormats } from '../ui/ui-context.tsx';

/** Money a channel paid back for goods nobody has seen: it counts as goods kept until they come, and then is not paid twice. */
export function KeptRefunds({ count }: { count: number }) {
  const { t } = useTranslation();
  const formats = useFormats();
  const [opened, setOpened] = useState(false);
  const kept = useQueryOf('rma.kept', { limit: 100 }, { enabled: opened });
  if (count === 0) return null;
  return (
    <div style={{ padding: '8px 16px 0' }}>
      <button type="button" className="plain link" aria-expanded={opened} onClick={() => setOpened(!opened)}>
        <Status kind="look">{t(($) => $.returns.kept, { count })}</Status>
      </button>
      {opened &&
        kept.data?.rows.map((row) => (
          <div key={`${row.refundId} ${row.orderLineId}`} className="peek-line">
            <span>
              <Link to="/orders/$orderId" params={{ orderId: String(row.orderId) }} className="code">
                {row.orderNumber}
              </Link>{' '}
              {row.name} <span className="caption">{formats.moment(row.occurredAt)}</span>
            </span>
            <span className="num">{formats.moneyIn(row.amount, row.currency)}</span>
          </div>
        ))}
    </div>
  );
}
