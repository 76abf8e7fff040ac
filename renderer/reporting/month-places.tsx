import { Link, type useNavigate } from '@tanstack/react-router';
import type { Span } from '../../shared/accounting/fiscal-period.rules.ts';
import type { MonthRow } from '../../shared/reporting/month-close.rules.ts';

/** Opens the screen an item of the checklist is seen to on, with its filter set: the rows at fault, where it has them. */
export function openItem(navigate: ReturnType<typeof useNavigate>, { item, refId }: Pick<MonthRow, 'item' | 'refId'>, { from, to }: Span): Promise<void> {
  switch (item) {
    case 'payouts': return navigate({ to: '/money/clearing' });
    case 'bank':
    case 'currencies': return navigate({ to: '/money/bank', search: refId === null ? {} : { account: refId } });
    case 'unbilled': return navigate({ to: '/purchasing/receipts', search: { view: 'unbilled' } });
    case 'deposits': return navigate({ to: '/orders', search: { view: 'toShip' } });
    case 'returns': return navigate({ to: '/returns' });
    case 'counts': return navigate({ to: '/counts' });
    case 'stock': return navigate({ to: '/stock' });
    case 'ageing': return navigate({ to: '/money/receivables' });
    case 'credit': return navigate({ to: '/customers' });
    case 'accruals':
    case 'recurring': return navigate({ to: '/money/recurring' });
    case 'tax': return navigate({ to: '/money/tax' });
    case 'platforms': return navigate({ to: '/money/statements', search: { name: 'profitAndLoss', from, to, by: 'channel' } });
    case 'drawers': return navigate({ to: '/money/drawers' });
    case 'result': return navigate({ to: '/money/closing' });
    case 'statements': return navigate({ to: '/money/statements', search: { name: 'balanceSheet', from, to } });
    case 'exporting': return navigate({ to: '/money/export' });
    case 'numbers': return navigate({ to: '/money/journal' });
    case 'record': return navigate({ to: '/' });
  }
}

/** A document's number, linked to its own page where it has one. */
export function DocumentLink({ kind, pageId, number }: { kind: string; pageId: number | null; number: string }) {
  if (pageId === null) return number;
  if (kind === 'purchaseOrder' || kind === 'purchaseOrderLine') return <Link to="/purchasing/$orderId" params={{ orderId: String(pageId) }}>{number}</Link>;
  if (kind === 'supplierBill') return <Link to="/purchasing/bills" search={{ bill: pageId }}>{number}</Link>;
  return <Link to="/orders/$orderId" params={{ orderId: String(pageId) }}>{number}</Link>;
}
