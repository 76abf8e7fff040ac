import { read, write } from '../database/statement.ts';
import type { IssuedPaper } from './invoice.statements.ts';

export type CreditedKind = 'invoice' | 'refund';

export const insertCreditNote = write((db, p: IssuedPaper & { sourceKind: CreditedKind; sourceId: number; reason: string }) =>
  db.insertInto('creditNote').values({
    number: p.number, sourceKind: p.sourceKind, sourceId: p.sourceId, customerId: p.customerId, currency: p.currency, language: p.language, issuedOn: p.issuedOn,
    net: p.net, tax: p.tax, rounding: p.rounding, gross: p.gross, reason: p.reason, issuedAt: p.issuedAt, commandId: p.commandId,
  }),
);

export const creditNoteByNumber = read((db, p: { number: string }) => db.selectFrom('creditNote').selectAll().where('number', '=', p.number));
export const creditNoteOf = read((db, p: { sourceKind: CreditedKind; sourceId: number }) =>
  db.selectFrom('creditNote').selectAll().where('sourceKind', '=', p.sourceKind).where('sourceId', '=', p.sourceId),
);
export type CreditNoteRow = NonNullable<ReturnType<typeof creditNoteByNumber.get>>;
