import { minor } from '../../../shared/units/minor.ts';
import { quantity } from '../../../shared/units/quantity.ts';
import type { ImportedRefund, ImportedRefundPart } from '../connector.ts';
import { amount, gmt, quantityOf } from './amounts.ts';
import type { RefundAnswer, RowAnswer } from './answers.ts';

/**
 * A refund with positive figures. Its rows carry negative ones and point back by the meta `_refunded_item_id`. What the
 * amount says beyond the rows (a goodwill sum, or "Order fully refunded" set by hand, both without rows) is one part of its own.
 */
export function refundOf(refund: RefundAnswer, digits: number): ImportedRefund {
  const rows = [
    ...refund.line_items.map((row) => partOf(row, 'line', row.quantity, digits)),
    ...[...refund.shipping_lines, ...refund.fee_lines].map((row) => partOf(row, 'charge', 0, digits)),
  ];
  const whole = amount(refund.amount, digits);
  const rest = minor(whole - rows.reduce((sum, part) => sum + part.gross, 0));
  const beyond: ImportedRefundPart = { kind: 'amountOnly', rowId: null, quantity: quantity(0), net: rest, tax: minor(0), gross: rest };
  return {
    externalId: refund.id,
    refundedAt: gmt(refund.date_created_gmt),
    amount: whole,
    reason: refund.reason,
    parts: rest === 0 ? rows : [...rows, beyond],
  };
}

function partOf(row: RowAnswer, kind: ImportedRefundPart['kind'], pieces: number, digits: number): ImportedRefundPart {
  const net = minor(-amount(row.total, digits));
  const tax = minor(-amount(row.total_tax, digits));
  const pointer = row.meta_data.find((entry) => entry.key === '_refunded_item_id')?.value;
  const rowId = typeof pointer === 'string' || typeof pointer === 'number' ? String(pointer) : null;
  return { kind, rowId, quantity: quantityOf(-pieces), net, tax, gross: minor(net + tax) };
}
