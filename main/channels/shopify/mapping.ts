import { createHash } from 'node:crypto';
import { minorDigits } from '../../../shared/units/currency.ts';
import { type Instant, instant } from '../../../shared/units/instant.ts';
import { type Minor, minor } from '../../../shared/units/minor.ts';
import { mulDiv } from '../../../shared/units/mul-div.ts';
import { pieces, quantity } from '../../../shared/units/quantity.ts';
import { unitPrice } from '../../../shared/units/unit-price.ts';
import type { ChannelOrder } from '../connector.ts';
import { amount, scaled } from '../decimal.ts';
import { customerOf, recipientOf } from './address-mapping.ts';
import type { OrderAnswer, RefundAnswer } from './answers.ts';
import { moneyBack, refundsOf } from './refund-mapping.ts';

export const momentOf = (text: string): Instant => instant(Date.parse(text));

/**
 * An order of Shopify in our terms, in the shop's own money to the last cent; null for a test order, which is nobody's.
 * @throws RangeError when the currency is unknown or an amount unreadable
 */
export function orderOf(order: OrderAnswer, refunds: readonly RefundAnswer[]): ChannelOrder | null {
  if (order.test) return null;
  const digits = minorDigits(order.currencyCode);
  const rows = rowsIn(order, digits);
  const status = statusOf(order);
  const content = {
    externalId: order.id,
    number: order.name,
    status,
    channelStatus: wordOf(order),
    currency: order.currencyCode,
    pricesIncludeTax: order.taxesIncluded,
    taxBy: taxByChannel(order) ? ('channel' as const) : ('shop' as const),
    orderedAt: momentOf(order.processedAt),
    payments: paymentsOf(order, digits),
    customer: customerOf(order),
    recipient: recipientOf(order),
    note: order.note.slice(0, 100_000),
    lines: order.lineItems.map((line) => lineOf(line, rows, takenOut(line, refunds, digits), refunds)),
    charges: chargesOf(order, rows),
    total: amount(order.totalPriceSet, digits),
    refunds: refundsOf(refunds, { digits, taxesIncluded: order.taxesIncluded }),
  } satisfies Partial<ChannelOrder>;
  return {
    ...content,
    contentHash: createHash('sha256').update(JSON.stringify(content)).digest('hex'),
    versionAt: momentOf(order.updatedAt),
    finishedAt: status === 'cancelled' || status === 'completed' ? momentOf(order.cancelledAt ?? order.closedAt ?? order.updatedAt) : null,
  };
}

/** Its own words for an order's state: of the money, of the goods, and that it was called off. */
export const wordOf = ({ displayFinancialStatus, displayFulfillmentStatus, cancelledAt }: Pick<OrderAnswer, 'displayFinancialStatus' | 'displayFulfillmentStatus' | 'cancelledAt'>): string =>
  [displayFinancialStatus, displayFulfillmentStatus, cancelledAt === null ? null : 'CANCELLED'].filter((word) => word !== null).join(' ');

/** Shopify sets goods aside as soon as an order is placed, paid or not: what is still to be paid is held, not ignored. */
function statusOf({ cancelledAt, displayFinancialStatus: money, displayFulfillmentStatus: goods }: OrderAnswer): ChannelOrder['status'] {
  if (cancelledAt !== null) return 'cancelled';
  if (money !== null && waitsForMoney.has(money)) return 'onHold';
  if (money !== null && !settledMoney.has(money)) return 'unknown';
  return goods === 'FULFILLED' || (goods === 'RESTOCKED' && money === 'REFUNDED') ? 'completed' : 'open';
}

const waitsForMoney = new Set(['PENDING', 'PARTIALLY_PAID', 'EXPIRED', 'VOIDED']);
const settledMoney = new Set(['AUTHORIZED', 'PAID', 'PARTIALLY_REFUNDED', 'REFUNDED']);

/** Money counts when it moved: sales and captures that succeeded, never an authorisation. */
function paymentsOf(order: OrderAnswer, digits: number): NonNullable<ChannelOrder['payments']> {
  return order.transactions
    .filter(({ kind, status, test, amountSet }) => (kind === 'SALE' || kind === 'CAPTURE') && status === 'SUCCESS' && !test && amount(amountSet, digits) > 0)
    .map(({ id, amountSet, formattedGateway, processedAt }) => ({
      externalId: id,
      amount: amount(amountSet, digits),
      method: formattedGateway.slice(0, 120),
      occurredAt: momentOf(processedAt ?? order.processedAt),
    }));
}

type Line = OrderAnswer['lineItems'][number];
interface Rows {
  digits: number;
  taxesIncluded: boolean;
  /** Net and tax of what a row asks after discounts. */
  figures(asked: Minor, taxLines: Line['taxLines']): { net: Minor; tax: Minor };
}

function rowsIn({ taxesIncluded }: OrderAnswer, digits: number): Rows {
  const figures: Rows['figures'] = (asked, taxLines) => {
    const tax = minor(taxLines.reduce((sum, line) => sum + amount(line.priceSet, digits), 0));
    return { net: taxesIncluded ? minor(asked - tax) : asked, tax };
  };
  return { digits, taxesIncluded, figures };
}

/** Pieces an edit took out of a line: gone from the order, and no money came back for them. */
function takenOut(line: Line, refunds: readonly RefundAnswer[], digits: number): number {
  const paidBack = refunds.filter((refund) => moneyBack(refund, digits) > 0).flatMap((refund) => refund.refundLineItems);
  const returned = paidBack.filter((part) => part.lineItem.id === line.id).reduce((sum, part) => sum + part.quantity, 0);
  return Math.max(0, line.quantity - line.currentQuantity - returned);
}

function lineOf(line: Line, { digits, taxesIncluded, figures }: Rows, out: number, refunds: readonly RefundAnswer[]): ChannelOrder['lines'][number] {
  const count = line.quantity - out;
  const list = minor(amount(line.originalUnitPriceSet, digits) * count);
  const discount = minor(Math.min(list, line.discountAllocations.reduce((sum, part) => sum + amount(part.allocatedAmountSet, digits), 0)));
  const asked = minor(list - discount);
  const own = count === 0 ? { net: minor(0), tax: minor(0) } : figures(asked, line.taxLines);
  const discountNet = taxesIncluded && asked > 0 ? minor(mulDiv(discount, own.net, asked)) : discount;
  const listNet = minor(own.net + discountNet);
  return {
    externalId: line.id,
    listingId: line.variant?.id ?? null,
    sku: (line.sku ?? '').slice(0, 200),
    barcode: line.variant?.barcode || null,
    name: line.name.slice(0, 500),
    quantity: pieces(count),
    shippedBefore: quantity(Math.max(0, count - line.unfulfilledQuantity - cancelledOf(line, refunds)) * 1000),
    unitPrice: unitPrice(taxesIncluded ? (count === 0 ? 0 : mulDiv(listNet * 10 ** (4 - digits), 1, count)) : scaled(line.originalUnitPriceSet, 4)),
    discount: discountNet,
    ...own,
  };
}

/** What was paid back before it left is no longer unfulfilled, and has not left either. */
const cancelledOf = (line: Line, refunds: readonly RefundAnswer[]): number =>
  refunds
    .flatMap((refund) => refund.refundLineItems)
    .filter((part) => part.lineItem.id === line.id && part.restockType !== 'RETURN')
    .reduce((sum, part) => sum + part.quantity, 0);

/** Shipping, fees and duties; a tip where the total has it, as it is no line of the order. */
function chargesOf(order: OrderAnswer, { digits, figures }: Rows): NonNullable<ChannelOrder['charges']> {
  const fee = (name: string, asked: string, taxLines: Line['taxLines'] = []) => ({ kind: 'fee' as const, name: name.slice(0, 200), ...figures(amount(asked, digits), taxLines) });
  const rows = [
    ...order.shippingLines.nodes.map((row) => ({ ...fee(row.title, row.discountedPriceSet, row.taxLines), kind: 'shipping' as const })),
    ...order.additionalFees.map((row) => fee(row.name, row.price, row.taxLines)),
    ...(order.originalTotalDutiesSet === null ? [] : [fee('Duties', order.originalTotalDutiesSet)]),
    ...(amount(order.totalTipReceivedSet, digits) > 0 ? [fee('Tip', order.totalTipReceivedSet)] : []),
  ];
  return rows.filter((row) => row.net + row.tax !== 0);
}

/** Tax a marketplace collects and pays itself is neither ours to take nor to owe; a mixed order is left to the shop's own rules. */
function taxByChannel(order: OrderAnswer): boolean {
  const all = [...order.lineItems, ...order.shippingLines.nodes, ...order.additionalFees].flatMap((row) => row.taxLines).filter((line) => !/^-?0+(\.0+)?$/.test(line.priceSet));
  return all.length > 0 && all.every((line) => line.channelLiable === true);
}
