import type { NewQuotationAnswer } from '../../shared/purchasing/quotation.contract.ts';
import { isStillValid } from '../../shared/purchasing/quotation.rules.ts';
import { Refusal } from '../../shared/refusal/refusal.ts';
import { addDays, dayOf } from '../../shared/units/calendar.ts';
import type { Day } from '../../shared/units/day.ts';
import { minor } from '../../shared/units/minor.ts';
import { type Quantity, quantity } from '../../shared/units/quantity.ts';
import { getVariant } from '../catalog/variant.queries.ts';
import { shopOf } from '../company/company.queries.ts';
import { nextNumber } from '../company/series.service.ts';
import type { Tx } from '../database/handles.ts';
import { firstSellingLocation, requireLocation } from '../inventory/location.queries.ts';
import { requireOpenSupplier } from '../parties/supplier.queries.ts';
import { createPurchaseOrder } from './purchase-order.service.ts';
import { insertAnswer, insertAnswerLine, insertAsked, insertQuotationOrder, insertRequest, insertRequestLine, linesOfRequest, requireAnswer, requireRequest, setClosed, setWithdrawn, type StandingAnswer, standingAnswers, suppliersAsked } from './quotation.statements.ts';

const daysToAnswer = 7;
const todayOf = (tx: Tx): Day => dayOf(tx.now, shopOf(tx).timeZone);
const later = (a: Day, b: Day): Day => (a > b ? a : b);

interface Asked {
  supplierIds: readonly number[];
  lines: readonly { variantId: number; quantity: Quantity }[];
  locationId?: number;
  neededOn?: Day;
  answerByOn?: Day;
  note?: string;
}

/** Asks suppliers what goods would cost; nothing is ordered by it. @throws Refusal `supplier.blocked`, `location.unknown`, `record.missing`, `quotation.neededFirst` */
export function askQuotations(tx: Tx, { supplierIds, lines, ...asked }: Asked) {
  const suppliers = supplierIds.map((supplierId) => requireOpenSupplier(tx, supplierId));
  const longest = Math.max(...suppliers.map(({ leadTimeDays }) => leadTimeDays));
  const { locationId = firstSellingLocation(tx), neededOn = addDays(asked.answerByOn ?? addDays(todayOf(tx), daysToAnswer), longest), note = '' } = asked;
  const inAWeek = addDays(todayOf(tx), daysToAnswer);
  const answerByOn = asked.answerByOn ?? (inAWeek < neededOn ? inAWeek : neededOn);
  if (answerByOn > neededOn) throw new Refusal('quotation.neededFirst', { answerByOn, neededOn });
  requireLocation(tx, locationId);
  const number = nextNumber(tx, 'quotationRequest');
  const { lastId: quotationRequestId } = insertRequest.run(tx, { number, locationId, neededOn, answerByOn, note, createdAt: tx.now, commandId: tx.commandId });
  lines.forEach(({ variantId, quantity: wanted }, index) => {
    getVariant(tx, variantId);
    insertRequestLine.run(tx, { quotationRequestId, lineNo: index + 1, variantId, quantity: wanted });
  });
  for (const supplierId of supplierIds) insertAsked.run(tx, { quotationRequestId, supplierId });
  tx.changed('quotationRequest', quotationRequestId);
  return { quotationRequestId, number };
}

export const closeRequest = (tx: Tx, { quotationRequestId }: { quotationRequestId: number }) => close(tx, quotationRequestId, tx.now);
export const reopenRequest = (tx: Tx, { quotationRequestId }: { quotationRequestId: number }) => close(tx, quotationRequestId, null);

function close(tx: Tx, quotationRequestId: number, closedAt: Tx['now'] | null) {
  requireRequest(tx, quotationRequestId);
  setClosed.run(tx, { id: quotationRequestId, closedAt });
  tx.changed('quotationRequest', quotationRequestId);
  return { quotationRequestId };
}

/**
 * Writes down what a supplier answers; what it answered before is kept and no longer stands.
 * @throws Refusal `quotation.closed`, `record.missing` for a supplier or a line that was not asked
 */
export function answerQuotation(tx: Tx, { quotationRequestId, supplierId, lines, ...said }: NewQuotationAnswer) {
  const request = requireOpenRequest(tx, quotationRequestId);
  if (!suppliersAsked(tx, quotationRequestId).some((asked) => asked.supplierId === supplierId)) throw new Refusal('record.missing', { kind: 'supplier', id: supplierId });
  const asked = new Map(linesOfRequest(tx, quotationRequestId).map((line) => [line.id, line.quantity]));
  const { deliverOn = request.neededOn, validThroughOn, freight = minor(0), note = '' } = said;
  const { lastId: supplierQuotationId } = insertAnswer.run(tx, { quotationRequestId, supplierId, deliverOn, validThroughOn, freight, note, recordedAt: tx.now, commandId: tx.commandId });
  for (const { quotationRequestLineId, price, quantity: offered } of lines) {
    const wanted = asked.get(quotationRequestLineId);
    if (wanted === undefined) throw new Refusal('record.missing', { kind: 'quotationRequestLine', id: quotationRequestLineId });
    insertAnswerLine.run(tx, { supplierQuotationId, quotationRequestLineId, price, quantity: offered ?? wanted });
  }
  tx.changed('quotationRequest', quotationRequestId);
  return { supplierQuotationId };
}

export const withdrawAnswer = (tx: Tx, { supplierQuotationId }: { supplierQuotationId: number }) => withdraw(tx, supplierQuotationId, tx.now);
export const restoreAnswer = (tx: Tx, { supplierQuotationId }: { supplierQuotationId: number }) => withdraw(tx, supplierQuotationId, null);

function withdraw(tx: Tx, supplierQuotationId: number, withdrawnAt: Tx['now'] | null) {
  const { quotationRequestId } = requireAnswer(tx, supplierQuotationId);
  setWithdrawn.run(tx, { id: supplierQuotationId, withdrawnAt });
  tx.changed('quotationRequest', quotationRequestId);
  return { supplierQuotationId };
}

/** @throws Refusal `record.missing`, `quotation.closed` */
function requireOpenRequest(tx: Tx, quotationRequestId: number) {
  const request = requireRequest(tx, quotationRequestId);
  if (request.closedAt !== null) throw new Refusal('quotation.closed', { number: request.number });
  return request;
}

interface Award {
  supplierQuotationId: number;
  quotationRequestLineIds: readonly number[];
}

/**
 * Drafts orders from answers, one for each supplier: of each line what is still wanted and offered, at the price offered.
 * @throws Refusal `quotation.closed`, `quotation.notStanding`, `quotation.expired`, `quotation.nothingLeft`, and as creating an order
 */
export function orderFromAnswers(tx: Tx, { quotationRequestId, awards }: { quotationRequestId: number; awards: readonly Award[] }) {
  const { locationId, number } = requireOpenRequest(tx, quotationRequestId);
  const answers = new Map(standingAnswers(tx, quotationRequestId).map((answer) => [answer.id, answer]));
  const lines = new Map(linesOfRequest(tx, quotationRequestId).map(({ id, variantId, quantity: wanted, ordered }) => [id, { variantId, left: wanted - ordered }]));
  const purchaseOrderIds = awards.map(({ supplierQuotationId, quotationRequestLineIds }) => {
    const answer = requireValid(tx, answers.get(supplierQuotationId), number);
    const bought = answer.lines.filter((offer) => quotationRequestLineIds.includes(offer.quotationRequestLineId)).flatMap(({ quotationRequestLineId, price, quantity: offered }) => {
      const line = lines.get(quotationRequestLineId);
      const part = Math.min(line?.left ?? 0, offered);
      if (!line || part <= 0) return [];
      line.left -= part;
      return [{ variantId: line.variantId, quantity: quantity(part), price }];
    });
    if (bought.length === 0) throw new Refusal('quotation.nothingLeft', { number });
    const { purchaseOrderId } = createPurchaseOrder(tx, { supplierId: answer.supplierId, locationId, expectedOn: later(answer.deliverOn, todayOf(tx)), note: number, lines: bought });
    insertQuotationOrder.run(tx, { purchaseOrderId, supplierQuotationId });
    return purchaseOrderId;
  });
  tx.changed('quotationRequest', quotationRequestId);
  return { purchaseOrderIds };
}

function requireValid(tx: Tx, answer: StandingAnswer | undefined, number: string): StandingAnswer {
  if (!answer) throw new Refusal('quotation.notStanding', { number });
  if (!isStillValid(answer, todayOf(tx))) throw new Refusal('quotation.expired', { number, validThroughOn: answer.validThroughOn ?? '' });
  return answer;
}
