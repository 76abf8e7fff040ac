import { totalsOf } from '../../shared/documents/document.rules.ts';
import { Refusal } from '../../shared/refusal/refusal.ts';
import { addDays } from '../../shared/units/calendar.ts';
import type { Day } from '../../shared/units/day.ts';
import type { Language } from '../../shared/units/language.ts';
import { type Minor, minor } from '../../shared/units/minor.ts';
import { shopOf } from '../company/company.queries.ts';
import { nextNumber } from '../company/series.service.ts';
import type { Tx } from '../database/handles.ts';
import { dayIn } from '../sales/posting-day.ts';
import { type CreditedKind, creditNoteOf, insertCreditNote, settlementOfRefund } from './credit-note.statements.ts';
import { orderOf, partyOf, shipmentsOf } from './facts.queries.ts';
import { cancelInvoiceRow, insertInvoice, insertInvoiceShipment, invoiceById, standingInvoiceOf } from './invoice.statements.ts';
import { creditedOf, refundOf } from './kinds/credit-note-paper.ts';
import { billedOf } from './kinds/invoice-paper.ts';
import { letterheadOf } from './setting.queries.ts';

export interface IssueInvoice {
  shipmentIds: readonly number[];
  language?: Language;
  issuedOn?: Day;
  dueOn?: Day;
}

/**
 * Numbers parcels as one invoice. It posts nothing: the parcels did. Source: DOMAIN §5 "invoice".
 * @throws Refusal record.missing, shipment.cancelled, invoice.twice, invoice.mixed when customers or currencies differ, invoice.dueBefore
 */
export function issueInvoice(tx: Tx, input: IssueInvoice): { invoiceId: number; number: string; gross: Minor; dueOn: Day } {
  const shipmentIds = [...new Set(input.shipmentIds)];
  const order = invoicedOrder(tx, shipmentIds);
  const issuedOn = input.issuedOn ?? dayIn(tx, tx.now);
  const dueOn = input.dueOn ?? addDays(issuedOn, letterheadOf(tx).paymentDays);
  if (dueOn < issuedOn) throw new Refusal('invoice.dueBefore', { issuedOn, dueOn });
  const number = nextNumber(tx, 'invoice');
  const { net, tax, rounding, gross } = totalsOf({ ...billedOf(tx, shipmentIds), payments: [] });
  const language = input.language ?? partyOf(tx, order.customerId).language ?? shopOf(tx).language;
  const { lastId: invoiceId } = insertInvoice.run(tx, { number, customerId: order.customerId, currency: order.currency, language, issuedOn, dueOn, net, tax, rounding, gross, issuedAt: tx.now, commandId: tx.commandId });
  for (const shipmentId of shipmentIds) insertInvoiceShipment.run(tx, { invoiceId, shipmentId });
  tx.changed('invoice', invoiceId);
  return { invoiceId, number, gross, dueOn };
}

/** The order that speaks for all of them: one customer, one currency. */
function invoicedOrder(tx: Tx, shipmentIds: readonly number[]) {
  const shipments = shipmentsOf(tx, shipmentIds);
  for (const shipmentId of shipmentIds) {
    const shipment = shipments.find(({ id }) => id === shipmentId);
    if (!shipment || shipment.kind !== 'ours') throw new Refusal('record.missing', { kind: 'shipment', id: shipmentId });
    if (shipment.voidedAt !== null) throw new Refusal('shipment.cancelled', { shipmentId });
    const standing = standingInvoiceOf.get(tx, { shipmentId });
    if (standing) throw new Refusal('invoice.twice', { number: standing.number });
  }
  const orders = shipments.flatMap(({ orderId }) => orderOf(tx, orderId) ?? []);
  const [first] = orders;
  if (!first || orders.some(({ customerId, currency }) => customerId !== first.customerId || currency !== first.currency)) throw new Refusal('invoice.mixed', {});
  return first;
}

/** @throws Refusal record.missing, invoice.cancelled */
export function cancelInvoice(tx: Tx, { invoiceId, reason }: { invoiceId: number; reason: string }): { creditNoteId: number; number: string } {
  const invoice = invoiceById.get(tx, { id: invoiceId });
  if (!invoice) throw new Refusal('record.missing', { kind: 'invoice', id: invoiceId });
  if (invoice.cancelledAt !== null) throw new Refusal('invoice.cancelled', { number: invoice.number });
  const { creditNoteId, number } = writeCreditNote(tx, 'invoice', invoice.id, { ...invoice, reason });
  cancelInvoiceRow.run(tx, { id: invoice.id, at: tx.now, commandId: tx.commandId });
  tx.changed('invoice', invoice.id);
  return { creditNoteId, number };
}

/** @throws Refusal record.missing, creditNote.twice, creditNote.nothing when the refund took nothing from sales */
export function creditRefund(tx: Tx, { refundId, language }: { refundId: number; language?: Language }): { creditNoteId: number; number: string; gross: Minor } {
  const refund = refundOf(tx, refundId);
  const order = refund && orderOf(tx, refund.orderId);
  if (!order) throw new Refusal('record.missing', { kind: 'refund', id: refundId });
  const before = creditNoteOf.get(tx, { sourceKind: 'refund', sourceId: refundId }) ?? settlementOfRefund.get(tx, { refundId });
  if (before) throw new Refusal('creditNote.twice', { number: before.number });
  if (refund.salesNet === 0 && refund.salesTax === 0) throw new Refusal('creditNote.nothing', { number: refund.number });
  const speaks = language ?? partyOf(tx, order.customerId).language ?? shopOf(tx).language;
  return writeCreditNote(tx, 'refund', refundId, { customerId: order.customerId, currency: order.currency, language: speaks, reason: '' });
}

function writeCreditNote(tx: Tx, sourceKind: CreditedKind, sourceId: number, to: { customerId: number | null; currency: string; language: Language; reason: string }) {
  const { net, tax, rounding, gross } = totalsOf({ ...creditedOf(tx, sourceKind, sourceId), payments: [] });
  const number = nextNumber(tx, 'creditNote');
  const { customerId, currency, language, reason } = to;
  const row = { number, customerId, currency, language, reason, sourceKind, sourceId, net, tax, rounding, gross: minor(gross) };
  const { lastId: creditNoteId } = insertCreditNote.run(tx, { ...row, issuedOn: dayIn(tx, tx.now), issuedAt: tx.now, commandId: tx.commandId });
  tx.changed('creditNote', creditNoteId);
  return { creditNoteId, number, gross };
}

/** A parcel on an invoice is not called back behind its back. @throws Refusal shipment.invoiced */
export function refuseInvoiced(tx: Tx, shipmentId: number): void {
  const standing = standingInvoiceOf.get(tx, { shipmentId });
  if (standing) throw new Refusal('shipment.invoiced', { number: standing.number });
}
