import { sql } from 'kysely';
import { variantName } from '../../shared/catalog/variant-name.rules.ts';
import { cheapestPlan, cheapestWhole, isStillValid, quotationStateOf } from '../../shared/purchasing/quotation.rules.ts';
import { dayOf } from '../../shared/units/calendar.ts';
import { minorDigits } from '../../shared/units/currency.ts';
import type { Day } from '../../shared/units/day.ts';
import type { Instant } from '../../shared/units/instant.ts';
import { minor, sumMinor } from '../../shared/units/minor.ts';
import { type Quantity, quantity } from '../../shared/units/quantity.ts';
import { lineAmount } from '../../shared/units/share.ts';
import { getShop } from '../company/company.queries.ts';
import { db } from '../database/builder.ts';
import type { Actor, Reader } from '../database/handles.ts';
import { linesOfRequest, ordersOfRequest, requireRequest, type StandingAnswer, standingAnswers, suppliersAsked } from './quotation.statements.ts';
import { stoppingPapers } from './supplier-document.queries.ts';

interface RequestFilter {
  view: 'open' | 'all';
  text?: string;
  after?: { id: number };
  limit: number;
}

/** How many orders came of a request and were not given up. */
const standingOrders = sql<number>`(
  select count(*) from supplierQuotation answer join quotationOrder link on link.supplierQuotationId = answer.id
  join purchaseOrder o on o.id = link.purchaseOrderId where answer.quotationRequestId = request.id and o.status <> 'cancelled')`;

/** One page, the latest first. */
export function listRequests(reader: Reader, filter: RequestFilter) {
  const found = reader.all(requestPage(filter).limit(filter.limit + 1));
  const rows = found.slice(0, filter.limit).map(({ closedAt, orders, ...row }) => ({ ...row, state: quotationStateOf({ ...row, closed: closedAt !== null, orders }) }));
  const last = rows.at(-1);
  return { rows, next: found.length > filter.limit && last ? { id: last.id } : null };
}

function requestPage({ view, text, after }: RequestFilter) {
  let page = db
    .selectFrom('quotationRequest as request')
    .select(['id', 'number', 'neededOn', 'answerByOn', 'createdAt', 'closedAt', standingOrders.as('orders')])
    .select([
      sql<number>`(select count(*) from quotationRequestLine where quotationRequestId = request.id)`.as('lines'),
      sql<number>`(select count(*) from quotationAsked where quotationRequestId = request.id)`.as('asked'),
      sql<number>`(select count(distinct supplierId) from supplierQuotation where quotationRequestId = request.id and withdrawnAt is null)`.as('answered'),
    ])
    .orderBy('id', 'desc');
  if (view === 'open') page = page.where('closedAt', 'is', null).where(sql<boolean>`${standingOrders} = 0`);
  if (text !== undefined && text.trim() !== '') page = page.where('number', 'like', `%${text.trim()}%`);
  if (after) page = page.where('id', '<', after.id);
  return page;
}

/** A request with the answers side by side, and the cheapest way to order what is still wanted. @throws Refusal `record.missing` */
export function getRequest(reader: Reader, { quotationRequestId }: { quotationRequestId: number }, _actor: Actor, now: Instant) {
  const { id, number, neededOn, answerByOn, createdAt, closedAt, note, locationName } = requireRequest(reader, quotationRequestId);
  const { baseCurrency, timeZone } = getShop(reader);
  const [today, digits] = [dayOf(now, timeZone), minorDigits(baseCurrency)];
  const lines = linesOfRequest(reader, id).map(({ optionValues, name, ...line }) => ({ ...line, name: variantName(name, optionValues) }));
  const answers = standingAnswers(reader, id);
  const suppliers = suppliersAsked(reader, id).map(({ minimumOrder, ...supplier }) => {
    const answer = answers.find((one) => one.supplierId === supplier.supplierId);
    const shown = answer && shownAnswer(answer, { lines, minimumOrder, neededOn, today, digits });
    return { ...supplier, stoppedBy: stoppingPapers(reader, supplier.supplierId, today), paper: `${number}/${supplier.code}`, answer: shown ?? null };
  });
  const orders = ordersOfRequest(reader, id);
  const standing = orders.filter(({ status }) => status !== 'cancelled').length;
  const needs = lines.flatMap((line) => (line.quantity > line.ordered ? [{ lineId: line.id, quantity: quantity(line.quantity - line.ordered) }] : []));
  const valid = answers.filter((answer) => isStillValid(answer, today)).map(offered);
  return {
    id,
    number,
    neededOn,
    answerByOn,
    createdAt,
    note,
    lines,
    suppliers,
    orders,
    locationName,
    closed: closedAt !== null,
    state: quotationStateOf({ closed: closedAt !== null, asked: suppliers.length, answered: answers.length, orders: standing }),
    best: cheapestPlan(needs, valid, digits),
    whole: cheapestWhole(needs, valid, digits),
  };
}

const offered = (answer: StandingAnswer) => ({
  supplierQuotationId: answer.id,
  supplierId: answer.supplierId,
  freight: answer.freight,
  offers: answer.lines.map(({ quotationRequestLineId: lineId, price, quantity: amount }) => ({ lineId, price, quantity: amount })),
});

interface Frame {
  lines: readonly { id: number; quantity: Quantity }[];
  minimumOrder: number;
  neededOn: Day;
  today: Day;
  digits: number;
}

function shownAnswer(answer: StandingAnswer, { lines: asked, minimumOrder, neededOn, today, digits }: Frame) {
  const { id, deliverOn, validThroughOn, freight, note, recordedAt } = answer;
  const lines = answer.lines.map(({ quotationRequestLineId, price, quantity: amount }) => ({ quotationRequestLineId, price, quantity: amount, cost: lineAmount(price, amount, digits) }));
  const goods = sumMinor(lines.map(({ cost }) => cost));
  return {
    supplierQuotationId: id,
    deliverOn,
    late: deliverOn > neededOn,
    validThroughOn,
    expired: !isStillValid(answer, today),
    freight,
    note,
    recordedAt,
    lines,
    goods,
    total: minor(goods + freight),
    whole: asked.every((line) => lines.some((one) => one.quotationRequestLineId === line.id && one.quantity >= line.quantity)),
    belowMinimum: goods < minimumOrder,
  };
}
