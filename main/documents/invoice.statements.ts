import type { Day } from '../../shared/units/day.ts';
import type { Instant } from '../../shared/units/instant.ts';
import type { Language } from '../../shared/units/language.ts';
import type { Minor } from '../../shared/units/minor.ts';
import { read, write } from '../database/statement.ts';

export interface IssuedPaper {
  number: string;
  customerId: number | null;
  currency: string;
  language: Language;
  issuedOn: Day;
  net: Minor;
  tax: Minor;
  rounding: Minor;
  gross: Minor;
  issuedAt: Instant;
  commandId: number;
}

export const insertInvoice = write((db, p: IssuedPaper & { dueOn: Day }) =>
  db.insertInto('invoice').values({
    number: p.number, customerId: p.customerId, currency: p.currency, language: p.language, issuedOn: p.issuedOn, dueOn: p.dueOn,
    net: p.net, tax: p.tax, rounding: p.rounding, gross: p.gross, issuedAt: p.issuedAt, commandId: p.commandId,
  }),
);
export const insertInvoiceShipment = write((db, p: { invoiceId: number; shipmentId: number }) => db.insertInto('invoiceShipment').values({ invoiceId: p.invoiceId, shipmentId: p.shipmentId }));
export const cancelInvoiceRow = write((db, p: { id: number; at: Instant; commandId: number }) =>
  db.updateTable('invoice').set({ cancelledAt: p.at, cancelCommandId: p.commandId }).where('id', '=', p.id),
);

export const invoiceById = read((db, p: { id: number }) => db.selectFrom('invoice').selectAll().where('id', '=', p.id));
export const invoiceByNumber = read((db, p: { number: string }) => db.selectFrom('invoice').selectAll().where('number', '=', p.number));
export type InvoiceRow = NonNullable<ReturnType<typeof invoiceById.get>>;

export const shipmentsOfInvoice = read((db, p: { invoiceId: number }) =>
  db.selectFrom('invoiceShipment').select('shipmentId').where('invoiceId', '=', p.invoiceId).orderBy('shipmentId'),
);

/** The invoice a parcel stands on. */
export const standingInvoiceOf = read((db, p: { shipmentId: number }) =>
  db
    .selectFrom('invoiceShipment')
    .innerJoin('invoice', 'invoice.id', 'invoiceShipment.invoiceId')
    .selectAll('invoice')
    .where('invoiceShipment.shipmentId', '=', p.shipmentId)
    .where('invoice.cancelledAt', 'is', null),
);
