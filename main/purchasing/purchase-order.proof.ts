import { sql } from 'kysely';

type RawFault = { id: number | string; says: string };

/** A line's received, over and cancelled goods are the sums of its standing receipts and cancellations. */
export const linesKeepTheirDocuments = sql<RawFault>`
  select id, 'line differs from its documents: received by ' || sum(received) || ', beyond it by ' || sum(over) || ', cancelled by ' || sum(cancelled) as says
  from (
    select id, received, over, cancelled from purchaseOrderLine
    union all
    select line.purchaseOrderLineId, -sum(line.quantity - line.over), -sum(line.over), 0
    from purchaseReceiptLine line join purchaseReceipt receipt on receipt.goodsReceiptId = line.goodsReceiptId
    where line.purchaseOrderLineId is not null and receipt.cancelledAt is null group by line.purchaseOrderLineId
    union all
    select purchaseOrderLineId, 0, 0, -sum(quantity) from purchaseOrderCancellation group by purchaseOrderLineId
  )
  group by id having sum(received) <> 0 or sum(over) <> 0 or sum(cancelled) <> 0`;

/** An order's state is what its lines say. */
export const statesFollow = sql<RawFault>`
  select o.id, 'order says ' || o.status || ', its lines ' || due as says
  from purchaseOrder o join (
    select o.id, case
      when sum(open) > 0 then case when o.orderedAt is null then 'draft' when sum(received) > 0 then 'partlyReceived' else 'ordered' end
      when sum(received) = 0 then 'cancelled' when sum(cancelled) > 0 then 'closed' else 'received' end as due
    from purchaseOrder o join purchaseOrderLine line on line.purchaseOrderId = o.id group by o.id
  ) lines on lines.id = o.id
  where o.status <> due`;

/** What is incoming to a place is what is open of its placed orders. Source: JOB-1. */
export const incomingIsOpen = sql<RawFault>`
  select id, 'incoming differs from what is open of the line by ' || sum(quantity) as says
  from (
    select sourceId as id, variantId, locationId, quantity from incomingChange where sourceKind = 'purchaseOrderLine'
    union all
    select line.id, line.variantId, o.locationId, -line.open from purchaseOrderLine line join purchaseOrder o on o.id = line.purchaseOrderId where o.orderedAt is not null
  )
  group by id, variantId, locationId having sum(quantity) <> 0`;

/** What of a received line is to be billed is what came, less what is billed, less what went back unbilled. */
export const unbilledIsReceivedLessBilled = sql<RawFault>`
  select id, 'received line differs from its bills and returns by ' || sum(quantity) || ' worth ' || sum(value) || ', returned by ' || sum(returned) as says
  from (
    select id, unbilled - quantity as quantity, unbilledValue - accrued as value, returned from purchaseReceiptLine
    union all
    select match.purchaseReceiptLineId, sum(match.quantity), sum(iif(match.kind = 'afterGoods', match.accrued, 0)), 0
    from supplierBillMatch match join supplierBillLine line on line.id = match.supplierBillLineId join supplierBill bill on bill.id = line.supplierBillId
    where bill.cancelledAt is null or match.kind = 'beforeGoods' group by match.purchaseReceiptLineId
    union all
    select line.purchaseReceiptLineId, sum(line.unbilled), sum(line.accrued), -sum(iif(back.kind = 'return', line.quantity, 0))
    from purchaseReturnLine line join purchaseReturn back on back.id = line.purchaseReturnId
    where back.cancelledAt is null group by line.purchaseReceiptLineId
  )
  group by id having sum(quantity) <> 0 or sum(value) <> 0 or sum(returned) <> 0`;

/** What is open of a bill is its total less its settlements; its total is the sum of its lines. */
export const billsKeepTheirSettlements = sql<RawFault>`
  select id, 'bill is open by ' || sum(open) || ' more than its settlements leave, and its lines differ by ' || sum(total) as says
  from (
    select id, open - total as open, total from supplierBill
    union all select supplierBillId, sum(amount), 0 from billSettlement group by supplierBillId
    union all select supplierBillId, 0, -sum(net + tax) from supplierBillLine group by supplierBillId
  )
  group by id having sum(open) <> 0 or sum(total) <> 0`;

/**
 * Goods that went back or never came took no more than their bill says, and what is left of its net has tax left as what went has
 * tax taken: none of the one without any of the other.
 */
export const billsKeepTheirReverseParts = sql<RawFault>`
  select id, 'bill of ' || net || ' with ' || reverseTax || ' of tax to owe gave up ' || takenNet || ' with ' || takenTax as says
  from (
    select bill.id, bill.net, bill.reverseTax, sum(part.net) as takenNet, sum(part.tax) as takenTax
    from billReversePart part join supplierBill bill on bill.id = part.supplierBillId group by bill.id
  )
  where takenNet not between 0 and net or takenTax not between 0 and reverseTax
    or (takenNet = 0 and takenTax <> 0) or (takenNet = net and takenTax <> reverseTax)`;
