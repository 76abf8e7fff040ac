import { createHash } from 'node:crypto';
import { minorDigits } from '../../../shared/units/currency.ts';
import { minor } from '../../../shared/units/minor.ts';
import { mulDiv } from '../../../shared/units/mul-div.ts';
import { unitPrice } from '../../../shared/units/unit-price.ts';
import type { ChannelOrder } from '../connector.ts';
import { customerOf, recipientOf } from './address-mapping.ts';
import { amount, scaled } from '../decimal.ts';
import { gmt, quantityOf } from './amounts.ts';
import type { OrderAnswer, RefundAnswer, RowAnswer } from './answers.ts';
import { listingId } from './listing-id.ts';
import { refundsOf } from './refund-mapping.ts';

/** WooCommerce's words. A plugin's own word is not in here: the order comes in as `unknown`, with its text, for a person. */
const statuses: Readonly<Record<string, ChannelOrder['status']>> = {
  pending: 'unpaid',
  'on-hold': 'onHold',
  processing: 'open',
  completed: 'completed',
  // "refunded" is set when everything went back; what was shipped before is told by our own shipments.
  refunded: 'completed',
  cancelled: 'cancelled',
  failed: 'cancelled',
  trash: 'cancelled',
};

/** A cart somebody is still filling is no order. */
const drafts = new Set(['checkout-draft', 'auto-draft']);

/**
 * An order of WooCommerce in our terms, to the last cent as the shop wrote it; null for a draft.
 * `refunds` are its full refund answers: the order itself only carries their sums.
 * @throws RangeError when the currency is unknown or an amount unreadable.
 */
export function orderOf(order: OrderAnswer, refunds: readonly RefundAnswer[]): ChannelOrder | null {
  if (drafts.has(order.status)) return null;
  const digits = minorDigits(order.currency);
  const content = {
    externalId: order.id,
    number: order.number,
    status: statuses[order.status] ?? 'unknown',
    channelStatus: order.status,
    currency: order.currency,
    pricesIncludeTax: order.prices_include_tax,
    orderedAt: gmt(order.date_created_gmt),
    payments: paymentsOf(order, digits),
    customer: customerOf(order),
    recipient: recipientOf(order),
    note: order.customer_note,
    lines: order.line_items.map((line) => lineOf(line, digits)),
    charges: [
      ...order.shipping_lines.map((row) => ({
        kind: 'shipping' as const,
        name: row.method_title.slice(0, 200),
        ...figuresOf(row, digits),
      })),
      ...order.fee_lines.map((row) => ({ kind: 'fee' as const, name: row.name.slice(0, 200), ...figuresOf(row, digits) })),
    ],
    total: amount(order.total, digits),
    refunds: refundsOf(refunds, digits),
  } satisfies Partial<ChannelOrder>;
  return {
    ...content,
    // Neither date belongs to the content: HPOS touches `date_modified` when an order is merely looked at.
    contentHash: createHash('sha256').update(JSON.stringify(content)).digest('hex'),
    versionAt: gmt(order.date_modified_gmt),
    finishedAt: finishedAt(order),
  };
}

/** Only completed orders carry their day; the others ended when they were last changed. */
function finishedAt(order: OrderAnswer) {
  const status = statuses[order.status];
  if (status !== 'completed' && status !== 'cancelled') return null;
  return gmt(order.date_completed_gmt ?? order.date_modified_gmt);
}

/** `date_paid` is the evidence; "processing" alone is not, since cash on delivery is processed unpaid. */
function paymentsOf(order: OrderAnswer, digits: number): NonNullable<ChannelOrder['payments']> {
  const paid = amount(order.total, digits);
  if (order.date_paid_gmt === null || paid === 0) return [];
  const method = (order.payment_method_title || order.payment_method).slice(0, 120);
  return [
    {
      // An order is paid once. Its transaction's name may come, or change, after the money did, and would count it again.
      externalId: `paid-${order.id}`,
      amount: paid,
      method,
      occurredAt: gmt(order.date_paid_gmt),
    },
  ];
}

/** `total` is without tax and after discounts, `subtotal` without tax and before. `price` is a float and never read. */
function lineOf(line: OrderAnswer['line_items'][number], digits: number): ChannelOrder['lines'][number] {
  const figures = figuresOf(line, digits);
  const quantity = quantityOf(line.quantity);
  // A price raised by hand shows as a negative discount; then the higher amount is the list price.
  const raised = scaled(line.total, 4) > scaled(line.subtotal, 4);
  const list = raised ? line.total : line.subtotal;
  return {
    externalId: line.id,
    // A deleted product leaves id 0 and no SKU; name and figures stay.
    listingId: line.product_id === '0' ? null : listingId(line.product_id, line.variation_id),
    sku: (line.sku ?? '').slice(0, 200),
    barcode: line.global_unique_id || null,
    name: line.name.slice(0, 500),
    quantity,
    unitPrice: unitPrice(quantity === 0 ? 0 : mulDiv(scaled(list, 4), 1000, quantity)),
    discount: minor(amount(list, digits) - figures.net),
    ...figures,
  };
}

const figuresOf = (row: Pick<RowAnswer, 'total' | 'total_tax'>, digits: number) => ({
  net: amount(row.total, digits),
  tax: amount(row.total_tax, digits),
});
