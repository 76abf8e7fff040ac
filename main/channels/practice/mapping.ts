import { createHash } from 'node:crypto';
import { minorDigits } from '../../../shared/units/currency.ts';
import { instant } from '../../../shared/units/instant.ts';
import { type Minor, minor } from '../../../shared/units/minor.ts';
import { pieces } from '../../../shared/units/quantity.ts';
import { type UnitPrice, unitPrice } from '../../../shared/units/unit-price.ts';
import type { ChannelOrder, ChannelRefund } from '../connector.ts';
import type { OrderAnswer } from './answers.ts';

/** A price in ten-thousandths from minor units of a currency, and back. @throws RangeError for an unknown currency */
export const priceOf = (amount: number, currency: string): UnitPrice => unitPrice(amount * 10 ** (4 - minorDigits(currency)));
export const minorOf = (price: UnitPrice, currency: string): number => Math.round(price / 10 ** (4 - minorDigits(currency)));

/** An order of a practice marketplace in our terms; its prices include tax. @throws RangeError for an unknown currency */
export function orderOf(order: OrderAnswer): ChannelOrder {
  const content = {
    externalId: order.id,
    number: order.number,
    status: statusOf(order),
    channelStatus: wordOf(order),
    currency: order.currency,
    pricesIncludeTax: true,
    orderedAt: instant(order.placedAt),
    payments: order.paidAt === null ? [] : [{ externalId: `paid-${order.id}`, amount: minor(order.total), method: 'practice', occurredAt: instant(order.paidAt) }],
    customer: { name: order.buyer.name, email: order.buyer.email, phone: order.buyer.phone },
    recipient: recipientOf(order.buyer),
    lines: order.lines.map((line) => ({
      externalId: line.id,
      listingId: line.listing,
      sku: line.sku,
      barcode: null,
      name: line.name,
      quantity: pieces(line.pieces),
      unitPrice: priceOf(line.price, order.currency),
      discount: minor(0),
      ...figures(line.price * line.pieces, line.tax),
    })),
    charges: order.shipping === 0 ? [] : [{ kind: 'shipping' as const, name: 'Delivery', ...figures(order.shipping, order.shippingTax) }],
    total: minor(order.total),
    refunds: order.refunds.map(refundOf),
  } satisfies Partial<ChannelOrder>;
  return {
    ...content,
    contentHash: createHash('sha256').update(JSON.stringify(content)).digest('hex'),
    versionAt: instant(order.changedAt),
    finishedAt: finishedAt(order),
  };
}

/** Its own word for how an order stands. */
export function wordOf({ cancelledAt, paidAt, shipped }: Pick<OrderAnswer, 'cancelledAt' | 'paidAt' | 'shipped'>): string {
  if (cancelledAt !== null) return 'cancelled';
  return paidAt === null ? 'waiting for money' : `paid, ${shipped} shipped`;
}

const isShipped = (order: OrderAnswer): boolean => order.shipped === 'all';

function statusOf(order: OrderAnswer): ChannelOrder['status'] {
  if (order.cancelledAt !== null) return 'cancelled';
  if (isShipped(order)) return 'completed';
  return order.paidAt === null ? 'onHold' : 'open';
}

function finishedAt(order: OrderAnswer) {
  if (order.cancelledAt !== null) return instant(order.cancelledAt);
  return isShipped(order) ? instant(order.changedAt) : null;
}

const figures = (gross: number, tax: number): { net: Minor; tax: Minor } => ({ net: minor(gross - tax), tax: minor(tax) });

const recipientOf = ({ name, street, city, postcode, country, phone, email }: OrderAnswer['buyer']) => ({
  recipient: name, company: '', line1: street, line2: '', city, region: '', postcode, country, phone, email,
});

/** What a refund says beyond its lines is one part of its own. */
function refundOf(refund: OrderAnswer['refunds'][number]): ChannelRefund {
  const rows = refund.lines.map((line) => ({ kind: 'line' as const, lineExternalId: line.lineId, quantity: pieces(line.pieces), ...figures(line.amount, line.tax) }));
  const rest = refund.amount - refund.lines.reduce((sum, line) => sum + line.amount, 0);
  return {
    externalId: refund.id,
    occurredAt: instant(refund.at),
    reason: '',
    ...(refund.mark !== undefined && { mark: refund.mark }),
    parts: rest === 0 ? rows : [...rows, { kind: 'amountOnly' as const, net: minor(rest), tax: minor(0) }],
  };
}
