import { type Minor, minor } from '../../shared/units/minor.ts';
import type { Reader } from '../database/handles.ts';
import { getOrderRow } from './order-record.ts';
import { linesOf } from './order-line.statements.ts';
import { chargesOf } from './order.statements.ts';

interface Why {
  kind: 'list' | 'discount' | 'tax' | 'shipping' | 'fee' | 'rounding';
  amount: Minor;
  values: Record<string, string | number | null>;
}

/** Why an order's total is what it is: rows in words whose amounts add up to it. @throws Refusal order.missing */
export function explainOrder(reader: Reader, { orderId }: { orderId: number }) {
  const order = getOrderRow(reader, orderId);
  const ofLines = linesOf.all(reader, { orderId }).flatMap((line): Why[] => {
    const { sku, name, unitPrice, taxRate } = line;
    return [
      { kind: 'list', amount: minor(line.net + line.discount), values: { sku, name, quantity: line.quantity, unitPrice } },
      { kind: 'discount', amount: minor(-line.discount), values: { sku, name } },
      { kind: 'tax', amount: line.tax, values: { sku, name, taxRate } },
    ];
  });
  const ofCharges = chargesOf.all(reader, { orderId }).map(({ kind, name, net, tax, gross }): Why => ({ kind, amount: gross, values: { name, net, tax } }));
  return { total: order.total, currency: order.currency, rows: [...ofLines, ...ofCharges].filter((row) => row.amount !== 0 || row.kind === 'list') };
}
