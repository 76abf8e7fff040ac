import type { LinkProps } from '@tanstack/react-router';
import type { Span } from '../../shared/accounting/fiscal-period.rules.ts';
import type { MonthRow } from '../../shared/reporting/month-close.rules.ts';

/** The screen an item of the checklist is seen to on, with its filter set: the rows at fault, where it has them. */
export function placeOf({ item, refId }: Pick<MonthRow, 'item' | 'refId'>, { from, to }: Span): LinkProps {
  switch (item) {
    case 'payouts': return { to: '/channels' };
    case 'bank': return { to: '/money/bank', search: refId === null ? {} : { account: refId } };
    case 'unbilled': return { to: '/purchasing/receipts', search: { view: 'unbilled' } };
    case 'deposits': return { to: '/orders', search: { view: 'toShip' } };
    case 'returns': return { to: '/returns' };
    case 'counts': return { to: '/counts' };
    case 'stock': return { to: '/stock' };
    case 'ageing': return { to: '/money/receivables' };
    case 'credit': return { to: '/customers' };
    case 'accruals':
    case 'recurring': return { to: '/money/recurring' };
    case 'currencies': return { to: '/money/bank' };
    case 'tax': return { to: '/money/tax' };
    case 'platforms': return { to: '/money/statements', search: { name: 'profitAndLoss', from, to, by: 'channel' } };
    case 'drawers': return { to: '/money/drawers' };
    case 'result': return { to: '/money/closing' };
    case 'statements': return { to: '/money/statements', search: { name: 'balanceSheet', from, to } };
    case 'exporting': return { to: '/money/export' };
    case 'numbers': return { to: '/money/journal' };
    case 'record': return { to: '/' };
  }
}

/** A document's own page, by its kind. */
export function pageOf(kind: string, pageId: number | null): LinkProps | undefined {
  if (pageId === null) return undefined;
  if (kind === 'purchaseOrder' || kind === 'purchaseOrderLine') return { to: '/purchasing/$orderId', params: { orderId: String(pageId) } };
  if (kind === 'supplierBill') return { to: '/purchasing/bills', search: { bill: pageId } };
  return { to: '/orders/$orderId', params: { orderId: String(pageId) } };
}
