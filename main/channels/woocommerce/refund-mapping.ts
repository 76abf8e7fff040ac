import { markIn } from '../../../shared/sales/refund-mark.rules.ts';
import { minor } from '../../../shared/units/minor.ts';
import type { ChannelRefund } from '../connector.ts';
import { amount } from '../decimal.ts';
import { gmt, quantityOf } from './amounts.ts';
import type { RefundAnswer, RowAnswer } from './answers.ts';

/** The refunds of an order in the order they were made; one that gives nothing back is none. */
export function refundsOf(refunds: readonly RefundAnswer[], digits: number): ChannelRefund[] {
  return refunds
    .filter((refund) => amount(refund.amount, digits) !== 0)
    .map((refund) => refundOf(refund, digits))
    .sort((a, b) => Number(a.externalId) - Number(b.externalId));
}

/**
 * A refund with positive figures. Its rows carry negative ones and point back by the meta `_refunded_item_id`. What the
 * amount says beyond the rows (a goodwill sum, or "Order fully refunded" set by hand, both without rows) is one part of its own.
 */
function refundOf(refund: RefundAnswer, digits: number): ChannelRefund {
  const whole = amount(refund.amount, digits);
  const rows = [
    ...refund.line_items.map((row) => partOf(row, 'line', row.quantity, digits)),
    ...[...refund.shipping_lines, ...refund.fee_lines].map((row) => partOf(row, 'charge', 0, digits)),
  ].filter((part) => part.net + part.tax !== 0);
  const rest = minor(whole - rows.reduce((sum, part) => sum + part.net + part.tax, 0));
  // Where somebody lowered the amount below the rows, which row got less is anybody's guess: then only the amount counts.
  const parts = rest < 0 ? [amountOnly(whole)] : rest === 0 ? rows : [...rows, amountOnly(rest)];
  const mark = markIn(refund.reason);
  return { externalId: refund.id, occurredAt: gmt(refund.date_created_gmt), reason: refund.reason.slice(0, 1000), ...(mark !== undefined && { mark }), parts };
}

type Part = ChannelRefund['parts'][number];

const amountOnly = (gross: Part['net']): Part => ({ kind: 'amountOnly', net: gross, tax: minor(0) });

function partOf(row: RowAnswer, kind: Part['kind'], pieces: number, digits: number): Part {
  const pointer = row.meta_data.find((entry) => entry.key === '_refunded_item_id')?.value;
  const lineExternalId = kind === 'line' && (typeof pointer === 'string' || typeof pointer === 'number') ? String(pointer) : null;
  return {
    kind,
    lineExternalId,
    quantity: quantityOf(-pieces),
    net: minor(-amount(row.total, digits)),
    tax: minor(-amount(row.total_tax, digits)),
  };
}
