import { createHash } from 'node:crypto';
import type { Connection } from './connection.ts';

/** Sums a shop knows by heart, each by what it is kept for. */
interface Total {
  name: string;
  table: string;
  by: readonly string[];
  sums: readonly string[];
}

/** A migration that renames one of these columns brings its new name into the list. */
const businessTotals: readonly Total[] = [
  { name: 'the trial balance', table: 'posting', by: ['ledgerAccountId', 'currency'], sums: ['amount', 'foreignAmount'] },
  { name: 'kept balances', table: 'ledgerDay', by: ['ledgerAccountId'], sums: ['debit', 'credit'] },
  { name: 'stock movements', table: 'stockMovement', by: ['variantId', 'locationId'], sums: ['quantity', 'held'] },
  { name: 'stock on hand', table: 'stockLevel', by: ['variantId', 'locationId'], sums: ['onHand', 'onHold', 'allocated'] },
  { name: 'stock value', table: 'costLayer', by: ['variantId', 'kind'], sums: ['quantity', 'value'] },
  { name: 'costs drawn', table: 'layerChange', by: ['postedOn'], sums: ['quantity', 'value'] },
  { name: 'orders', table: 'salesOrder', by: ['currency', 'channelId', 'payment', 'fulfilment'], sums: ['total', 'claim'] },
  { name: 'order lines', table: 'orderLine', by: ['variantId'], sums: ['quantity', 'unitPrice', 'net', 'tax', 'gross', 'discount', 'shipped', 'cancelled', 'returned'] },
  { name: 'payments', table: 'payment', by: ['account'], sums: ['amount', 'fee', 'toReceivable', 'toDeposits'] },
  { name: 'refunds', table: 'refund', by: ['account'], sums: ['amount'] },
  { name: 'invoices', table: 'invoice', by: ['customerId'], sums: ['net', 'tax', 'gross'] },
  { name: 'credit notes', table: 'creditNote', by: ['customerId'], sums: ['net', 'tax', 'gross'] },
  { name: 'purchase orders', table: 'purchaseOrderLine', by: ['variantId'], sums: ['ordered', 'received', 'open', 'cancelled'] },
  { name: 'supplier bills', table: 'supplierBill', by: ['supplierId'], sums: ['net', 'tax', 'total', 'open'] },
  { name: 'supplier payments', table: 'supplierPayment', by: ['supplierId'], sums: ['amount', 'prepaid'] },
  { name: 'store credit', table: 'storeCreditMovement', by: ['storeCreditId'], sums: ['amount'] },
  { name: 'bank lines', table: 'bankLine', by: ['bankAccountId'], sums: ['amount', 'matched'] },
];

/** What of the totals a file's schema has: asked before a migration, answered before and after it. */
export const totalsOf = (connection: Connection): Total[] =>
  businessTotals.flatMap((total) => {
    const columns = new Set((connection.raw.pragma(`table_info("${total.table}")`) as { name: string }[]).map(({ name }) => name));
    const has = (names: readonly string[]): string[] => names.filter((name) => columns.has(name));
    return columns.size === 0 ? [] : [{ ...total, by: has(total.by), sums: has(total.sums) }];
  });

/** SHA-256 of each total, by its name; a total whose columns are gone has the word for it. */
export function digestTotals(connection: Connection, totals: readonly Total[]): Map<string, string> {
  return new Map(totals.map((total) => [total.name, digestOf(connection, total)]));
}

function digestOf(connection: Connection, { table, by, sums }: Total): string {
  const keys = by.map((name) => `"${name}"`);
  const order = keys.length === 0 ? '' : ` group by ${keys.join(', ')} order by ${keys.join(', ')}`;
  const hash = createHash('sha256');
  try {
    const rows = connection.raw.prepare(`select ${[...keys, 'count(*)', ...sums.map((name) => `sum("${name}")`)].join(', ')} from "${table}"${order}`).safeIntegers().raw();
    for (const row of rows.iterate()) hash.update(`${(row as unknown[]).map(String).join('\t')}\n`);
    return hash.digest('hex');
  } catch (error) {
    if (error instanceof Error && /no such (table|column)/.test(error.message)) return 'gone';
    throw error;
  }
}
