import { type DocumentKind, type DocumentModel, qrTextOf, totalsOf } from '../../../shared/documents/document.rules.ts';
import type { Reader } from '../../database/handles.ts';
import { chainHeadOf, deliveryOf, frameOf, orderCharges, type OrderFacts, orderIdOf, orderLines, orderOf, orderPayments, partyOf, shipmentIdOf, shipmentsOf, soldLines } from '../facts.queries.ts';
import type { AskedPaper, MakePaper } from '../kind.ts';

/** What every paper about one order has in common; lines and money come from its kind. */
export function paperOfOrder(reader: Reader, kind: DocumentKind, order: OrderFacts, asked: AskedPaper): DocumentModel {
  const { shop, timeZone, language, country } = frameOf(reader);
  const { party, language: theirs } = partyOf(reader, order.customerId);
  return {
    kind,
    number: order.number,
    language: asked.language ?? theirs ?? language,
    currency: order.currency,
    timeZone,
    pricesIncludeTax: order.pricesIncludeTax === 1,
    issuedOn: order.orderedOn,
    dueOn: null,
    issuedAt: null,
    shop,
    party,
    deliverTo: deliveryOf(order, country),
    facts: [],
    lines: [],
    charges: [],
    payments: [],
    note: order.note,
    barcode: order.number,
    qr: null,
    chainHead: chainHeadOf(reader),
  };
}

/** The paper with the code that proves it, made from what is printed on it. */
export function proved(model: DocumentModel): DocumentModel {
  const { gross } = totalsOf(model);
  return { ...model, qr: qrTextOf({ ...model, gross }) };
}

/** An order's number, or that of one of its parcels, which a receipt may carry. */
export function findOrder(reader: Reader, number: string): OrderFacts | undefined {
  const shipmentId = shipmentIdOf(reader, number);
  const orderId = orderIdOf(reader, number) ?? (shipmentId === undefined ? undefined : shipmentsOf(reader, [shipmentId])[0]?.orderId);
  return orderId === undefined ? undefined : orderOf(reader, orderId);
}

const ofWholeOrder = (kind: 'quote' | 'orderConfirmation'): MakePaper => (reader, asked) => {
  const order = findOrder(reader, asked.number);
  return order && { ...paperOfOrder(reader, kind, order, asked), lines: orderLines(reader, order.id), charges: orderCharges(reader, order.id) };
};

/** What an order would cost; it promises nothing and is paid by nobody. */
export const quote: MakePaper = ofWholeOrder('quote');

/** What was ordered, at what price. */
export const orderConfirmation: MakePaper = ofWholeOrder('orderConfirmation');

/** What was sold and paid over the counter, at the moment of the sale. */
export const receipt: MakePaper = (reader, asked) => {
  const order = findOrder(reader, asked.number);
  if (!order) return undefined;
  return proved({
    ...paperOfOrder(reader, 'receipt', order, asked),
    deliverTo: null,
    issuedAt: order.orderedAt,
    facts: order.soldBy === null ? [] : [{ name: 'soldBy', value: order.soldBy }],
    lines: soldLines(reader, order.id),
    charges: orderCharges(reader, order.id),
    payments: orderPayments(reader, order.id),
  });
};
