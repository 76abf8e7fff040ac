import type { DocumentCharge, DocumentModel } from '../../../shared/documents/document.rules.ts';
import type { Reader } from '../../database/handles.ts';
import { chainHeadOf, frameOf, orderCharges, orderOf, orderPayments, partyOf, shipmentsOf, shippedLines } from '../facts.queries.ts';
import { type InvoiceRow, invoiceByNumber, shipmentsOfInvoice } from '../invoice.statements.ts';
import type { AskedPaper, MakePaper } from '../kind.ts';
import { proved } from './order-paper.ts';

/** What a set of parcels comes to: their parts, and the charges the first parcel of each order carried. */
export function billedOf(reader: Reader, shipmentIds: readonly number[]): Pick<DocumentModel, 'lines' | 'charges'> {
  const charges = shipmentsOf(reader, shipmentIds).flatMap(({ withCharges, orderId }): DocumentCharge[] => (withCharges === 1 ? orderCharges(reader, orderId) : []));
  return { lines: shippedLines(reader, shipmentIds), charges };
}

export function paperOfInvoice(reader: Reader, row: InvoiceRow, asked: AskedPaper): DocumentModel {
  const { shop, timeZone } = frameOf(reader);
  const shipments = shipmentsOf(reader, shipmentsOfInvoice.all(reader, { invoiceId: row.id }).map(({ shipmentId }) => shipmentId));
  const orderIds = [...new Set(shipments.map(({ orderId }) => orderId))];
  const orders = orderIds.flatMap((orderId) => orderOf(reader, orderId) ?? []);
  return {
    kind: 'invoice',
    number: row.number,
    language: asked.language ?? row.language,
    currency: row.currency,
    timeZone,
    pricesIncludeTax: orders.some(({ pricesIncludeTax }) => pricesIncludeTax === 1),
    issuedOn: row.issuedOn,
    dueOn: row.dueOn,
    issuedAt: null,
    shop,
    party: partyOf(reader, row.customerId).party,
    deliverTo: null,
    facts: [
      { name: 'order', value: orders.map(({ number }) => number).join(', ') },
      { name: 'shipment', value: shipments.map(({ number }) => number ?? '').join(', ') },
      { name: 'shippedOn', value: shipments.at(-1)?.postedOn ?? row.issuedOn },
    ],
    ...billedOf(reader, shipments.map(({ id }) => id)),
    payments: orderIds.length === 1 ? orderIds.flatMap((orderId) => orderPayments(reader, orderId)) : [],
    note: '',
    barcode: row.number,
    qr: null,
    chainHead: chainHeadOf(reader),
  };
}

/** Asked by its own number: an invoice is issued first. */
export const invoice: MakePaper = (reader, asked) => {
  const row = invoiceByNumber.get(reader, { number: asked.number });
  return row && proved(paperOfInvoice(reader, row, asked));
};
