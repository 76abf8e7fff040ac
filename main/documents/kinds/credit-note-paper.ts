import { sql } from 'kysely';
import type { DocumentLine, DocumentModel } from '../../../shared/documents/document.rules.ts';
import { type Minor, minor } from '../../../shared/units/minor.ts';
import { pieces, type Quantity, quantity } from '../../../shared/units/quantity.ts';
import type { Day } from '../../../shared/units/day.ts';
import type { RatePpm } from '../../../shared/units/rate-ppm.ts';
import type { Reader } from '../../database/handles.ts';
import { read } from '../../database/statement.ts';
import { type CreditNoteRow, creditNoteByNumber, refundsOfSettlement, settlementByNumber } from '../credit-note.statements.ts';
import { chainHeadOf, frameOf, orderOf, partyOf } from '../facts.queries.ts';
import { invoiceById, shipmentsOfInvoice } from '../invoice.statements.ts';
import type { MakePaper } from '../kind.ts';
import { billedOf } from './invoice-paper.ts';
import { proved } from './order-paper.ts';

const refundById = read((db, p: { id: number }) => db.selectFrom('refund').select(['id', 'number', 'orderId', 'reason', 'salesNet', 'salesTax', 'postedOn']).where('id', '=', p.id));
export const refundOf = (reader: Reader, id: number) => refundById.get(reader, { id });

/** The parts of a refund that took from sales, by what they were about. */
const partsOfRefund = read((db, p: { refundId: number }) =>
  db
    .selectFrom('refundPart as part')
    .leftJoin('orderLine as line', 'line.id', 'part.orderLineId')
    .select(['part.kind', 'part.net', 'part.tax', 'part.gross', 'line.taxRate', sql<string>`coalesce(line.sku, '')`.as('sku'), sql<string>`coalesce(line.name, '')`.as('name')])
    .where('part.refundId', '=', p.refundId)
    .orderBy('part.partNo'),
);

type Credited = Pick<DocumentModel, 'lines' | 'charges' | 'facts'>;

/** The whole of an invoice again, less. */
function ofInvoice(reader: Reader, invoiceId: number): Credited {
  const billed = billedOf(reader, shipmentsOfInvoice.all(reader, { invoiceId }).map(({ shipmentId }) => shipmentId));
  return {
    lines: billed.lines.map((line) => ({ ...line, quantity: quantity(-line.quantity), ...less(line), discount: minor(-line.discount) })),
    charges: billed.charges.map((charge) => ({ ...charge, ...less(charge) })),
    facts: [{ name: 'invoice', value: invoiceById.get(reader, { id: invoiceId })?.number ?? '' }],
  };
}

/** What a refund took from sales: a part of it that was owed or held before was no sale. */
function ofRefund(reader: Reader, refundId: number): Credited {
  const refund = refundOf(reader, refundId);
  const parts = partsOfRefund.all(reader, { refundId }).filter(({ kind }) => kind !== 'cancelled');
  const sums = { net: parts.reduce((sum, { net }) => sum + net, 0), tax: parts.reduce((sum, { tax }) => sum + tax, 0) };
  const whole = refund !== undefined && sums.net === refund.salesNet && sums.tax === refund.salesTax;
  const rows = whole || !refund ? parts : [{ kind: 'amountOnly', net: refund.salesNet, tax: refund.salesTax, taxRate: null, sku: '', name: '' }];
  const order = refund && orderOf(reader, refund.orderId);
  return {
    lines: rows.map((part) => lineOf(part)),
    charges: [],
    facts: [...(order ? [{ name: 'order' as const, value: order.number }] : []), ...(refund?.reason ? [{ name: 'reason' as const, value: refund.reason }] : [])],
  };
}

const lineOf = ({ sku, name, net, tax, taxRate }: { sku: string; name: string; net: Minor; tax: Minor; taxRate: RatePpm | null }): DocumentLine => ({
  sku, name: name || '—', quantity: pieces(1) as Quantity, unitPrice: null, taxRate, ...less({ net, tax }), discount: minor(0), bin: null, on: null,
});

const less = ({ net, tax }: { net: Minor; tax: Minor }) => ({ net: minor(-net), tax: minor(-tax), gross: minor(-net - tax) });

export const creditedOf = (reader: Reader, kind: CreditNoteRow['sourceKind'], id: number): Credited => (kind === 'invoice' ? ofInvoice(reader, id) : ofRefund(reader, id));

/** What a credit note says beside what it credits. */
interface Note {
  number: string;
  language: DocumentModel['language'];
  currency: string;
  issuedOn: Day;
  customerId: number | null;
  reason: string;
  credited: Credited;
}

function issuedNote(reader: Reader, number: string): Note | undefined {
  const row = creditNoteByNumber.get(reader, { number });
  return row && { ...row, credited: creditedOf(reader, row.sourceKind, row.sourceId) };
}

/** The settlement of a return has the number of a credit note; what it credits is what its refunds took from sales. */
function noteOfReturn(reader: Reader, number: string): Note | undefined {
  const settled = settlementByNumber.get(reader, { number });
  const order = settled && orderOf(reader, settled.orderId);
  if (!order) return undefined;
  const refunds = refundsOfSettlement.all(reader, { returnSettlementId: settled.id }).map(({ refundId }) => ofRefund(reader, refundId));
  const credited = { lines: refunds.flatMap(({ lines }) => lines), charges: [], facts: refunds[0]?.facts ?? [] };
  const language = partyOf(reader, order.customerId).language ?? frameOf(reader).language;
  return { number, language, currency: order.currency, issuedOn: settled.postedOn, customerId: order.customerId, reason: '', credited };
}

export const creditNote: MakePaper = (reader, asked) => {
  const note = issuedNote(reader, asked.number) ?? noteOfReturn(reader, asked.number);
  if (!note) return undefined;
  const { shop, timeZone } = frameOf(reader);
  return proved({
    kind: 'creditNote',
    number: note.number,
    language: asked.language ?? note.language,
    currency: note.currency,
    timeZone,
    pricesIncludeTax: false,
    issuedOn: note.issuedOn,
    dueOn: null,
    issuedAt: null,
    shop,
    party: partyOf(reader, note.customerId).party,
    deliverTo: null,
    ...note.credited,
    payments: [],
    note: note.reason,
    barcode: note.number,
    qr: null,
    chainHead: chainHeadOf(reader),
  });
};
