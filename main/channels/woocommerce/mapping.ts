import { createHash } from 'node:crypto';
import { minorDigits } from '../../../shared/units/currency.ts';
import { minor } from '../../../shared/units/minor.ts';
import { mulDiv } from '../../../shared/units/mul-div.ts';
import { unitPrice } from '../../../shared/units/unit-price.ts';
import type { ImportedAddress, ImportedCharge, ImportedFigures, ImportedLine, ImportedOrder, ImportedStatus } from '../connector.ts';
import { amount, gmt, quantityOf, scaled } from './amounts.ts';
import type { OrderAnswer, RefundAnswer, RowAnswer } from './answers.ts';
import { listingId } from './listing-id.ts';
import { refundOf } from './refund-mapping.ts';

/** WooCommerce's words. A plugin's own word is not in here: the order comes in as `unknown`, with its text, for a person. */
const statuses: Readonly<Record<string, ImportedStatus>> = {
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
export function orderOf(order: OrderAnswer, refunds: readonly RefundAnswer[]): ImportedOrder | null {
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
    payment: paymentOf(order, digits),
    customer: customerOf(order),
    billing: addressOf(order.billing),
    shipping: addressOf(order.shipping),
    note: order.customer_note,
    lines: order.line_items.map((line) => lineOf(line, digits)),
    charges: [
      ...order.shipping_lines.map((row) => chargeOf(row, 'shipping', row.method_title, digits)),
      ...order.fee_lines.map((row) => chargeOf(row, 'fee', row.name, digits)),
    ],
    coupons: order.coupon_lines.map((coupon) => coupon.code),
    total: amount(order.total, digits),
    refunds: refunds.map((refund) => refundOf(refund, digits)).sort((a, b) => Number(a.externalId) - Number(b.externalId)),
  } satisfies Omit<ImportedOrder, 'contentHash' | 'versionAt' | 'finishedAt'>;
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
function paymentOf(order: OrderAnswer, digits: number): ImportedOrder['payment'] {
  if (order.date_paid_gmt === null) return null;
  const method = order.payment_method_title || order.payment_method;
  return { paidAt: gmt(order.date_paid_gmt), amount: amount(order.total, digits), method, reference: order.transaction_id };
}

function customerOf({ billing, shipping }: OrderAnswer): ImportedOrder['customer'] {
  const name = addressName(billing) || addressName(shipping) || billing.company;
  return { email: billing.email || null, phone: billing.phone || shipping.phone || null, name };
}

type AddressAnswer = OrderAnswer['billing'];

/** Chinese, Japanese and Korean names are written family name first, without a space. */
function addressName({ first_name: first, last_name: last }: AddressAnswer): string {
  const familyFirst = /^[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}]+$/u.test(first + last);
  return familyFirst ? last + first : `${first} ${last}`.trim();
}

function addressOf(given: AddressAnswer): ImportedAddress | null {
  const address = {
    name: addressName(given),
    company: given.company,
    line1: given.address_1,
    line2: given.address_2,
    city: given.city,
    region: given.state,
    postcode: given.postcode,
    country: given.country,
    phone: given.phone,
  };
  return Object.values(address).every((part) => part === '') ? null : address;
}

/** `total` is without tax and after discounts, `subtotal` without tax and before. `price` is a float and never read. */
function lineOf(line: OrderAnswer['line_items'][number], digits: number): ImportedLine {
  const figures = figuresOf(line, digits);
  const quantity = quantityOf(line.quantity);
  // A price raised by hand shows as a negative discount; then the higher amount is the list price.
  const raised = scaled(line.total, 4) > scaled(line.subtotal, 4);
  const list = raised ? line.total : line.subtotal;
  return {
    externalId: line.id,
    // A deleted product leaves id 0 and no SKU; name and figures stay.
    listingId: line.product_id === '0' ? null : listingId(line.product_id, line.variation_id),
    sku: line.sku || null,
    barcode: line.global_unique_id || null,
    name: line.name,
    quantity,
    unitPrice: unitPrice(quantity === 0 ? 0 : mulDiv(scaled(list, 4), 1000, quantity)),
    discount: minor(amount(list, digits) - figures.net),
    ...figures,
  };
}

function chargeOf(row: RowAnswer, kind: ImportedCharge['kind'], name: string, digits: number): ImportedCharge {
  return { externalId: row.id, kind, name, ...figuresOf(row, digits) };
}

export function figuresOf(row: Pick<RowAnswer, 'total' | 'total_tax'>, digits: number): ImportedFigures {
  const net = amount(row.total, digits);
  const tax = amount(row.total_tax, digits);
  return { net, tax, gross: minor(net + tax) };
}
