import { sql } from 'kysely';
import { daysOfQuarter, quarterOf, scoreOf, type ScorePart, scoreParts } from '../../shared/purchasing/supplier-score.rules.ts';
import { addDays, dayOf, startOfDay } from '../../shared/units/calendar.ts';
import type { Day } from '../../shared/units/day.ts';
import type { Instant } from '../../shared/units/instant.ts';
import { getShop } from '../company/company.queries.ts';
import type { Actor, Reader } from '../database/handles.ts';
import { read } from '../database/statement.ts';
import { requireSupplier } from '../parties/supplier.queries.ts';

interface InputRow {
  part: ScorePart;
  documentKind: 'purchaseOrder' | 'supplierBill' | 'goodsReceipt';
  documentId: number;
  purchaseOrderId: number | null;
  number: string;
  sku: string;
  on: Day;
  good: number;
  of: number;
}

/**
 * What the score of a quarter counts, as it stood at the quarter's end: a receipt, bill or claim of a later day and one
 * cancelled by then are not seen, so that a past quarter says today what it said then.
 */
const inputsOf = read((db, p: { supplierId: number; from: Day; on: Day; endsAt: Instant }) =>
  db
    .selectFrom(
      sql<InputRow>`(
        with due as (
          select line.id, o.id as orderId, o.number, o.expectedOn, line.variantId,
            line.ordered - coalesce((select sum(quantity) from purchaseOrderCancellation c where c.purchaseOrderLineId = line.id and c.recordedAt < ${p.endsAt}), 0) as due,
            coalesce((select sum(r.quantity - r.over) from purchaseReceiptLine r cross join purchaseReceipt receipt on receipt.goodsReceiptId = r.goodsReceiptId cross join goodsReceipt g on g.id = r.goodsReceiptId
              where r.purchaseOrderLineId = line.id and g.postedOn <= o.expectedOn and coalesce(receipt.cancelPostedOn, '9999') > ${p.on}), 0) as inTime,
            coalesce((select sum(r.quantity - r.over) from purchaseReceiptLine r cross join purchaseReceipt receipt on receipt.goodsReceiptId = r.goodsReceiptId cross join goodsReceipt g on g.id = r.goodsReceiptId
              where r.purchaseOrderLineId = line.id and g.postedOn <= ${p.on} and coalesce(receipt.cancelPostedOn, '9999') > ${p.on}), 0) as came
          from purchaseOrder o cross join purchaseOrderLine line on line.purchaseOrderId = o.id
          where o.supplierId = ${p.supplierId} and o.orderedAt < ${p.endsAt} and o.expectedOn between ${p.from} and ${p.on}
        ),
        received as (
          select r.id, r.goodsReceiptId, receipt.purchaseOrderId, g.number, g.postedOn, r.variantId
          from purchaseReceipt receipt cross join goodsReceipt g on g.id = receipt.goodsReceiptId cross join purchaseReceiptLine r on r.goodsReceiptId = receipt.goodsReceiptId
          where receipt.supplierId = ${p.supplierId} and g.postedOn between ${p.from} and ${p.on} and coalesce(receipt.cancelPostedOn, '9999') > ${p.on}
        ),
        counted as (
          select 'onTime' as part, 'purchaseOrder' as documentKind, orderId as documentId, orderId as purchaseOrderId, number, variantId, expectedOn as day, inTime >= due as good, 1 as "of" from due where due > 0
          union all
          select 'complete', 'purchaseOrder', orderId, orderId, number, variantId, expectedOn, min(came, due), due from due where due > 0
          union all
          select 'priceKept', 'supplierBill', bill.id, receipt.purchaseOrderId, bill.supplierNumber, r.variantId, bill.billedOn, match.difference <= 0, 1
          from supplierBill bill cross join supplierBillLine line on line.supplierBillId = bill.id cross join supplierBillMatch match on match.supplierBillLineId = line.id
            cross join purchaseReceiptLine r on r.id = match.purchaseReceiptLineId join purchaseReceipt receipt on receipt.goodsReceiptId = r.goodsReceiptId
          where bill.supplierId = ${p.supplierId} and bill.billedOn between ${p.from} and ${p.on} and coalesce(bill.cancelPostedOn, '9999') > ${p.on}
          union all
          select 'noClaims', 'goodsReceipt', goodsReceiptId, purchaseOrderId, number, variantId, postedOn,
            not exists (select 1 from supplierClaim c where c.goodsReceiptId = received.goodsReceiptId and (c.variantId is null or c.variantId = received.variantId) and c.raisedAt < ${p.endsAt}), 1
          from received
        )
        select counted.*, variant.sku from counted cross join variant on variant.id = counted.variantId)`.as('input'),
    )
    .select(['part', 'documentKind', 'documentId', 'purchaseOrderId', 'number', 'sku', sql<Day>`day`.as('on'), 'good', 'of'])
    .orderBy(sql`day`)
    .orderBy('documentId')
    .orderBy('sku'),
);

/** A supplier's score of a quarter, the running one unless said otherwise, with all it counts. */
export function getScore(reader: Reader, { supplierId, quarter: asked }: { supplierId: number; quarter?: string }, _actor: Actor, now: Instant) {
  requireSupplier(reader, supplierId);
  const { timeZone } = getShop(reader);
  const quarter = asked ?? quarterOf(dayOf(now, timeZone));
  const period = daysOfQuarter(quarter);
  const inputs = inputsOf.all(reader, { supplierId, ...period, endsAt: startOfDay(addDays(period.on, 1), timeZone) });
  const totals = scoreParts.map((part) => {
    const own = inputs.filter((input) => input.part === part);
    return { part, good: own.reduce((sum, { good }) => sum + good, 0), of: own.reduce((sum, input) => sum + input.of, 0) };
  });
  return { quarter, ...period, ...scoreOf(totals), inputs };
}
