import { markIn } from '../../../shared/sales/refund-mark.rules.ts';
import { instant } from '../../../shared/units/instant.ts';
import { type Minor, minor } from '../../../shared/units/minor.ts';
import { pieces } from '../../../shared/units/quantity.ts';
import type { ChannelRefund } from '../connector.ts';
import { amount } from '../decimal.ts';
import type { RefundAnswer } from './answers.ts';

/** What went back for certain: a refund on its way is none yet. */
export const moneyBack = (refund: RefundAnswer, digits: number): Minor =>
  minor(succeeded(refund).reduce((sum, row) => sum + amount(row.amountSet, digits), 0));

const succeeded = (refund: RefundAnswer) => refund.transactions.nodes.filter(({ kind, status }) => kind === 'REFUND' && status === 'SUCCESS');

interface Setting {
  digits: number;
  taxesIncluded: boolean;
}

/** The refunds of an order that gave money back, oldest first. */
export const refundsOf = (refunds: readonly RefundAnswer[], setting: Setting): ChannelRefund[] =>
  refunds
    .filter((refund) => moneyBack(refund, setting.digits) > 0)
    .map((refund) => refundOf(refund, setting))
    .sort((a, b) => a.occurredAt - b.occurredAt || Number(a.externalId) - Number(b.externalId));

/**
 * The rows say what it was for, the transactions what went back. What they say beyond the rows is one part of its own; where they
 * say less, which row got less is anybody's guess, and only the amount counts.
 */
function refundOf(refund: RefundAnswer, { digits, taxesIncluded }: Setting): ChannelRefund {
  const whole = moneyBack(refund, digits);
  const figures = (subtotal: string, tax: string) => {
    const of = { subtotal: amount(subtotal, digits), tax: amount(tax, digits) };
    return { net: taxesIncluded ? minor(of.subtotal - of.tax) : of.subtotal, tax: of.tax };
  };
  const rows: Part[] = [
    ...refund.refundLineItems.map((part) => ({
      kind: 'line' as const,
      lineExternalId: part.lineItem.id,
      // Goods sent back had left: they are no reason to cancel what has not.
      quantity: pieces(part.restockType === 'RETURN' ? 0 : part.quantity),
      ...figures(part.subtotalSet, part.totalTaxSet),
    })),
    ...refund.refundShippingLines.nodes.map((part) => ({ kind: 'charge' as const, ...figures(part.subtotalAmountSet, part.taxAmountSet) })),
  ].filter((part) => part.net + part.tax !== 0);
  const rest = minor(whole - rows.reduce((sum, part) => sum + part.net + part.tax, 0));
  const parts = rest < 0 ? [amountOnly(whole)] : rest === 0 ? rows : [...rows, amountOnly(rest)];
  const at = succeeded(refund).at(-1)?.processedAt ?? refund.processedAt;
  const mark = markIn(refund.note);
  return { externalId: refund.id, occurredAt: instant(Date.parse(at)), reason: refund.note.slice(0, 1000), ...(mark !== undefined && { mark }), parts };
}

type Part = ChannelRefund['parts'][number];

const amountOnly = (gross: Minor): Part => ({ kind: 'amountOnly', net: gross, tax: minor(0) });
