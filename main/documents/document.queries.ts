import { sql } from 'kysely';
import { type DocumentKind, documentKinds, readQr } from '../../shared/documents/document.rules.ts';
import { Refusal } from '../../shared/refusal/refusal.ts';
import type { Instant } from '../../shared/units/instant.ts';
import { totalsOf } from '../../shared/documents/document.rules.ts';
import type { Actor, Reader } from '../database/handles.ts';
import { read } from '../database/statement.ts';
import { settlementsOfOrder } from './credit-note.statements.ts';
import { standingInvoiceOf } from './invoice.statements.ts';
import { isChainHead, orderOf, shipmentsOf, standingShipments } from './facts.queries.ts';
import type { AskedPaper } from './kind.ts';
import { kinds } from './kinds.ts';
import { letterheadOf, lookOf } from './setting.queries.ts';

/** A paper and how it looks. @throws Refusal document.missing */
export function getDocument(reader: Reader, { kind, ...asked }: AskedPaper & { kind: DocumentKind }, _actor: Actor, now: Instant) {
  const document = kinds[kind](reader, asked, now);
  if (!document) throw new Refusal('document.missing', { kind, number: asked.number });
  return { document, look: lookOf(reader, kind), letterhead: letterheadOf(reader) };
}

export const getSettings = (reader: Reader) => ({ letterhead: letterheadOf(reader), looks: documentKinds.map((kind) => ({ kind, look: lookOf(reader, kind) })) });

const creditNotesOfOrder = read((db, p: { orderId: number }) =>
  db
    .selectFrom('creditNote')
    .select('number')
    .where(sql<boolean>`(sourceKind = 'refund' and sourceId in (select id from refund where orderId = ${p.orderId}))
      or (sourceKind = 'invoice' and sourceId in (select invoiceId from invoiceShipment where shipmentId in (select id from shipment where orderId = ${p.orderId})))`)
    .orderBy('id'),
);

const refundsToCredit = read((db, p: { orderId: number }) =>
  db
    .selectFrom('refund')
    .select(['id as refundId', 'number'])
    .where('orderId', '=', p.orderId)
    .where(sql<boolean>`(salesNet <> 0 or salesTax <> 0) and not exists (select 1 from creditNote where sourceKind = 'refund' and sourceId = refund.id)
      and not exists (select 1 from returnSettlementRefund where refundId = refund.id)`)
    .orderBy('id'),
);

/** What can be printed about an order now. */
export function papersOfOrder(reader: Reader, { orderId }: { orderId: number }) {
  const order = orderOf(reader, orderId);
  if (!order) throw new Refusal('record.missing', { kind: 'salesOrder', id: orderId });
  const shipments = shipmentsOf(reader, standingShipments(reader, orderId));
  const invoiced = shipments.map((shipment) => ({ shipment, invoice: standingInvoiceOf.get(reader, { shipmentId: shipment.id }) }));
  const invoices = new Map(invoiced.flatMap(({ invoice }) => (invoice ? [[invoice.id, invoice.number] as const] : [])));
  const of = (kind: DocumentKind, numbers: readonly string[]) => numbers.map((number) => ({ kind, number, invoiceId: null as number | null }));
  const parcels = shipments.flatMap(({ number }) => (number === null ? [] : [number]));
  return {
    papers: [
      ...of('quote', [order.number]),
      ...of('orderConfirmation', [order.number]),
      ...of('pickList', parcels.length === 0 ? [order.number] : []),
      ...of('packingSlip', parcels),
      ...of('deliveryNote', parcels),
      ...of('receipt', parcels.length > 0 ? [order.number] : []),
      ...[...invoices].map(([invoiceId, number]) => ({ kind: 'invoice' as const, number, invoiceId })),
      ...of('creditNote', [...creditNotesOfOrder.all(reader, { orderId }), ...settlementsOfOrder.all(reader, { orderId })].map(({ number }) => number)),
    ],
    uncredited: refundsToCredit.all(reader, { orderId }),
    uninvoiced: invoiced.flatMap(({ shipment, invoice }) => (invoice || shipment.number === null ? [] : [{ shipmentId: shipment.id, number: shipment.number }])),
  };
}

/** Compares what a paper claims with the file: without a network, and without believing the paper. */
export function verifyDocument(reader: Reader, { text }: { text: string }, _actor: Actor, now: Instant) {
  const claim = readQr(text.trim());
  if (!claim) return { verdict: 'notOurs' as const, kind: null, number: null, differs: [] };
  const { kind, number } = claim;
  const document = kinds[kind](reader, { number }, now);
  if (!document) return { verdict: 'unknown' as const, kind, number, differs: [] };
  const ours = { issuedOn: document.issuedOn, currency: document.currency, gross: totalsOf(document).gross };
  const differs = (['issuedOn', 'currency', 'gross'] as const).filter((field) => ours[field] !== claim[field]);
  const head = isChainHead(reader, claim.chainHead) ? [] : (['chainHead'] as const);
  const all = [...differs, ...head];
  return { verdict: all.length === 0 ? ('genuine' as const) : ('differs' as const), kind, number, differs: all };
}
