import type { Report } from '../../../shared/reporting/report.rules.ts';
import { minorDigits } from '../../../shared/units/currency.ts';
import { decimalText } from '../../../shared/units/decimal.ts';
import { instant } from '../../../shared/units/instant.ts';
import { listReport } from './list-report.ts';
import type { Shop } from './report-command.ts';

interface Row {
  id: number;
  number: string;
  orderedAt: number;
  customerName: string | null;
  currency: string;
  total: number;
  payment: string;
  fulfilment: string;
}

/** Every order there is; totals are in each order's own currency, so they are written out. */
export function ordersReport(shop: Shop): Report {
  const rows: Row[] = [];
  let after: unknown = null;
  do {
    const page = shop.ask('order.list', { after, limit: 100 }) as { rows: Row[]; next: unknown };
    rows.push(...page.rows);
    after = page.next;
  } while (after !== null && rows.length < 1_000_000);
  const line = (row: Row) => [
    row.number, new Date(instant(row.orderedAt)).toISOString(), row.customerName ?? '', row.currency, decimalText(row.total, minorDigits(row.currency)), row.payment, row.fulfilment,
  ];
  return listReport(shop, 'orders', [['number', 'code'], ['ordered', 'code'], ['customer', 'text'], ['currency', 'code'], ['total', 'code'], ['payment', 'code'], ['fulfilment', 'code']], rows.map(line));
}
