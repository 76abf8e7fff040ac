import { sql } from 'kysely';
import { Refusal } from '../../shared/refusal/refusal.ts';
import type { Day } from '../../shared/units/day.ts';
import type { Instant } from '../../shared/units/instant.ts';
import type { Minor } from '../../shared/units/minor.ts';
import type { Quantity } from '../../shared/units/quantity.ts';
import type { UnitPrice } from '../../shared/units/unit-price.ts';
import type { Reader } from '../database/handles.ts';
import { read, write } from '../database/statement.ts';

interface NewRequest {
  number: string;
  locationId: number;
  neededOn: Day;
  answerByOn: Day;
  note: string;
  createdAt: Instant;
  commandId: number;
}

export const insertRequest = write((db, p: NewRequest) =>
  db.insertInto('quotationRequest').values({ number: p.number, locationId: p.locationId, neededOn: p.neededOn, answerByOn: p.answerByOn, note: p.note, createdAt: p.createdAt, commandId: p.commandId }),
);
export const insertRequestLine = write((db, p: { quotationRequestId: number; lineNo: number; variantId: number; quantity: Quantity }) =>
  db.insertInto('quotationRequestLine').values({ quotationRequestId: p.quotationRequestId, lineNo: p.lineNo, variantId: p.variantId, quantity: p.quantity }),
);
export const insertAsked = write((db, p: { quotationRequestId: number; supplierId: number }) =>
  db.insertInto('quotationAsked').values({ quotationRequestId: p.quotationRequestId, supplierId: p.supplierId }),
);
export const setClosed = write((db, p: { id: number; closedAt: Instant | null }) => db.updateTable('quotationRequest').set({ closedAt: p.closedAt }).where('id', '=', p.id));

interface NewAnswer {
  quotationRequestId: number;
  supplierId: number;
  deliverOn: Day;
  validThroughOn: Day | null;
  freight: Minor;
  note: string;
  recordedAt: Instant;
  commandId: number;
}

export const insertAnswer = write((db, p: NewAnswer) =>
  db.insertInto('supplierQuotation').values({
    quotationRequestId: p.quotationRequestId,
    supplierId: p.supplierId,
    deliverOn: p.deliverOn,
    validThroughOn: p.validThroughOn,
    freight: p.freight,
    note: p.note,
    recordedAt: p.recordedAt,
    commandId: p.commandId,
  }),
);
export const insertAnswerLine = write((db, p: { supplierQuotationId: number; quotationRequestLineId: number; price: UnitPrice; quantity: Quantity }) =>
  db.insertInto('supplierQuotationLine').values({ supplierQuotationId: p.supplierQuotationId, quotationRequestLineId: p.quotationRequestLineId, price: p.price, quantity: p.quantity }),
);
export const setWithdrawn = write((db, p: { id: number; withdrawnAt: Instant | null }) => db.updateTable('supplierQuotation').set({ withdrawnAt: p.withdrawnAt }).where('id', '=', p.id));
export const insertQuotationOrder = write((db, p: { purchaseOrderId: number; supplierQuotationId: number }) =>
  db.insertInto('quotationOrder').values({ purchaseOrderId: p.purchaseOrderId, supplierQuotationId: p.supplierQuotationId }),
);

const requestById = read((db, p: { id: number }) =>
  db
    .selectFrom('quotationRequest as request')
    .innerJoin('location', 'location.id', 'request.locationId')
    .selectAll('request')
    .select('location.name as locationName')
    .where('request.id', '=', p.id),
);
const requestByNumber = read((db, p: { number: string }) => db.selectFrom('quotationRequest').select('id').where('number', '=', p.number));
const answerById = read((db, p: { id: number }) => db.selectFrom('supplierQuotation').selectAll().where('id', '=', p.id));

/** @throws Refusal `record.missing` */
export function requireRequest(reader: Reader, quotationRequestId: number) {
  const request = requestById.get(reader, { id: quotationRequestId });
  if (!request) throw new Refusal('record.missing', { kind: 'quotationRequest', id: quotationRequestId });
  return request;
}
export const requestIdOf = (reader: Reader, number: string): number | undefined => requestByNumber.get(reader, { number })?.id;

/** @throws Refusal `record.missing` */
export function requireAnswer(reader: Reader, supplierQuotationId: number) {
  const answer = answerById.get(reader, { id: supplierQuotationId });
  if (!answer) throw new Refusal('record.missing', { kind: 'supplierQuotation', id: supplierQuotationId });
  return answer;
}

/** What was asked for, and what of it is on orders that came of the request: ordered less what was given up. */
const requestLines = read((db, p: { quotationRequestId: number }) =>
  db
    .selectFrom('quotationRequestLine as line')
    .innerJoin('variant', 'variant.id', 'line.variantId')
    .innerJoin('product', 'product.id', 'variant.productId')
    .select(['line.id', 'line.variantId', 'line.quantity', 'variant.sku', 'variant.optionValues', 'product.name'])
    .select(
      sql<Quantity>`(
        select coalesce(sum(bought.ordered - bought.cancelled), 0)
        from supplierQuotation answer join quotationOrder link on link.supplierQuotationId = answer.id
        join purchaseOrderLine bought on bought.purchaseOrderId = link.purchaseOrderId
        where answer.quotationRequestId = line.quotationRequestId and bought.variantId = line.variantId)`.as('ordered'),
    )
    .where('line.quotationRequestId', '=', p.quotationRequestId)
    .orderBy('line.lineNo'),
);
export const linesOfRequest = (reader: Reader, quotationRequestId: number) => requestLines.all(reader, { quotationRequestId });

const askedSuppliers = read((db, p: { quotationRequestId: number }) =>
  db
    .selectFrom('quotationAsked as asked')
    .innerJoin('supplier', 'supplier.id', 'asked.supplierId')
    .select(['supplier.id as supplierId', 'supplier.code', 'supplier.name', 'supplier.email', 'supplier.minimumOrder'])
    .where('asked.quotationRequestId', '=', p.quotationRequestId)
    .orderBy('supplier.sortName')
    .orderBy('supplier.id'),
);
export const suppliersAsked = (reader: Reader, quotationRequestId: number) => askedSuppliers.all(reader, { quotationRequestId });

const standing = read((db, p: { quotationRequestId: number }) =>
  db
    .selectFrom('supplierQuotation as answer')
    .selectAll()
    .where('quotationRequestId', '=', p.quotationRequestId)
    .where(sql<boolean>`id = (
      select max(later.id) from supplierQuotation later
      where later.quotationRequestId = answer.quotationRequestId and later.supplierId = answer.supplierId and later.withdrawnAt is null)`)
    .orderBy('id'),
);
const standingLines = read((db, p: { ids: string }) =>
  db
    .selectFrom('supplierQuotationLine')
    .selectAll()
    .where('supplierQuotationId', 'in', sql<number>`(select value from json_each(${p.ids}))`)
    .orderBy('supplierQuotationId')
    .orderBy('quotationRequestLineId'),
);

/** The answers that stand: of each supplier the latest that is not withdrawn. */
export function standingAnswers(reader: Reader, quotationRequestId: number) {
  const answers = standing.all(reader, { quotationRequestId });
  const lines = Map.groupBy(standingLines.all(reader, { ids: JSON.stringify(answers.map(({ id }) => id)) }), (line) => line.supplierQuotationId);
  return answers.map((answer) => ({ ...answer, lines: lines.get(answer.id) ?? [] }));
}
export type StandingAnswer = ReturnType<typeof standingAnswers>[number];

const ordersMade = read((db, p: { quotationRequestId: number }) =>
  db
    .selectFrom('supplierQuotation as answer')
    .innerJoin('quotationOrder as link', 'link.supplierQuotationId', 'answer.id')
    .innerJoin('purchaseOrder as o', 'o.id', 'link.purchaseOrderId')
    .innerJoin('supplier', 'supplier.id', 'o.supplierId')
    .select(['o.id as purchaseOrderId', 'o.number', 'supplier.name as supplierName', 'o.status'])
    .where('answer.quotationRequestId', '=', p.quotationRequestId)
    .orderBy('o.id'),
);
export const ordersOfRequest = (reader: Reader, quotationRequestId: number) => ordersMade.all(reader, { quotationRequestId });
