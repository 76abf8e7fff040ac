import type { RefundedLine, SaleTaxPlace, SoldPart } from '../../shared/sales/sale-tax.rules.ts';
import type { LineFigures } from '../../shared/sales/order-totals.rules.ts';
import type { Reader } from '../database/handles.ts';
import { read } from '../database/statement.ts';
import type { LineRow, OrderRow } from './order-record.ts';

const placeOfRecipient = read((db, p: { orderId: number }) => db.selectFrom('orderRecipient').select(['country', 'region']).where('orderId', '=', p.orderId));

/** Where an order's sale is taxed: a channel taxes where its parcel goes, an order taken here is taxed as the shop's own place says. */
export function taxPlaceOf(reader: Reader, order: Pick<OrderRow, 'id' | 'channelId'>): SaleTaxPlace {
  const to = order.channelId === null ? undefined : placeOfRecipient.get(reader, { orderId: order.id });
  return to && to.country.length === 2 ? { country: to.country.toUpperCase(), region: to.region } : {};
}

type TaxedLine = Pick<LineRow, 'id' | 'taxClassId' | 'taxRate' | 'net' | 'tax'>;

/** Parts of an order's lines as tax sees them. */
export const soldParts = (parts: readonly { orderLineId: number; figures: Pick<LineFigures, 'net' | 'tax'> }[], lines: readonly TaxedLine[]): SoldPart[] =>
  parts.map(({ orderLineId, figures: { net, tax } }) => {
    const line = lines.find(({ id }) => id === orderLineId);
    return { taxClassId: line?.taxClassId ?? null, taxRate: line?.taxRate ?? null, net, tax };
  });

/** An order's lines as a refund of it sees them. */
export const refundedLines = (lines: readonly TaxedLine[]): RefundedLine[] => lines.map(({ id, taxClassId, taxRate, net, tax }) => ({ id, taxClassId, taxRate, net, tax }));
