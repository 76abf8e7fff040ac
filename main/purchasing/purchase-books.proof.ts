import { sql } from 'kysely';

type RawFault = { id: number | string; says: string };

const accountOf = (role: string) => sql`(select ledgerAccountId from accountRole where role = ${sql.lit(role)})`;

/** Of receipts without a supplier, which inventory books alone, purchasing knows nothing. */
const ours = sql`(itemKind = 'purchaseOrderLine' or itemId in (select goodsReceiptId from purchaseReceipt))`;

/**
 * What is received and not invoiced, per ordered line (or receipt of goods nobody ordered) and day: documents and account
 * agree on every single day, so they do up to every day (INV-L6).
 */
export const unbilledInTheBooks = sql<RawFault>`
  select itemKind || ' ' || itemId || ' ' || postedOn as id, 'documents say ' || sum(ours) || ', the books hold ' || sum(books) || ' received and not invoiced' as says
  from (
    select itemKind, itemId, postedOn, sum(value) as ours, 0 as books from (
      select iif(line.purchaseOrderLineId is null, 'goodsReceipt', 'purchaseOrderLine') as itemKind, coalesce(line.purchaseOrderLineId, line.goodsReceiptId) as itemId,
        change.postedOn, change.value
      from purchaseReceiptLine line join (
        select line.id, goods.postedOn, line.accrued as value from purchaseReceiptLine line join goodsReceipt goods on goods.id = line.goodsReceiptId
        union all
        select match.purchaseReceiptLineId, bill.postedOn, -match.accrued from supplierBillMatch match
          join supplierBillLine line on line.id = match.supplierBillLineId join supplierBill bill on bill.id = line.supplierBillId where match.kind = 'afterGoods'
        union all
        select match.purchaseReceiptLineId, bill.cancelPostedOn, match.accrued from supplierBillMatch match
          join supplierBillLine line on line.id = match.supplierBillLineId join supplierBill bill on bill.id = line.supplierBillId
          where match.kind = 'afterGoods' and bill.cancelledAt is not null
        union all
        select line.purchaseReceiptLineId, back.postedOn, -line.accrued from purchaseReturnLine line join purchaseReturn back on back.id = line.purchaseReturnId
        union all
        select line.purchaseReceiptLineId, back.cancelPostedOn, line.accrued from purchaseReturnLine line join purchaseReturn back on back.id = line.purchaseReturnId
          where back.cancelledAt is not null
      ) change on change.id = line.id
    ) group by itemKind, itemId, postedOn
    union all
    select itemKind, itemId, postedOn, 0, -sum(amount) from posting
    where ledgerAccountId = ${accountOf('goodsReceivedNotInvoiced')} and ${ours} group by itemKind, itemId, postedOn
  )
  group by itemKind, itemId, postedOn having sum(ours) <> sum(books)`;

/** Goods billed and still to come, per ordered line: the account holds what their bills say they cost. */
export const goodsInTransitInTheBooks = sql<RawFault>`
  select itemId as id, 'bills say ' || sum(ours) || ' is on its way, the books hold ' || sum(books) as says
  from (
    select line.purchaseOrderLineId as itemId, sum(line.transitNet + iif(line.deductible, 0, line.transitTax)) as ours, 0 as books
    from supplierBillLine line join supplierBill bill on bill.id = line.supplierBillId
    where line.kind = 'goods' and bill.cancelledAt is null group by line.purchaseOrderLineId
    union all
    select itemId, 0, sum(amount) from posting where ledgerAccountId = ${accountOf('goodsInTransit')} group by itemId
  )
  group by itemId having sum(ours) <> sum(books)`;

/** What each bill owes, day by day: its total, less what met it. */
export const payablesInTheBooks = sql<RawFault>`
  select id || ' ' || postedOn as id, 'bill changes by ' || sum(ours) || ' on that day, accounts payable by ' || sum(books) as says
  from (
    select id, postedOn, total as ours, 0 as books from supplierBill
    union all select supplierBillId, postedOn, -sum(amount), 0 from billSettlement group by supplierBillId, postedOn
    union all
    select itemId, postedOn, 0, -sum(amount) from posting
    where ledgerAccountId = ${accountOf('accountsPayable')} and itemKind = 'supplierBill'
      -- What it was worth on one day is taken back on the next: that is proved with revaluations.
      and not exists (select 1 from journalEntry e where e.id = entryId and e.sourceKind = 'revaluation') group by itemId, postedOn
  )
  group by id, postedOn having sum(ours) <> sum(books)`;

export const prepaymentsInTheBooks = sql<RawFault>`
  select id || ' ' || postedOn as id, 'prepayments change by ' || sum(ours) || ' on that day, their account by ' || sum(books) as says
  from (
    select supplierId as id, postedOn, sum(amount) as ours, 0 as books from supplierPrepayment group by supplierId, postedOn
    union all
    select itemId, postedOn, 0, sum(amount) from posting
    where ledgerAccountId = ${accountOf('supplierPrepayments')} and itemKind = 'supplier' group by itemId, postedOn
  )
  group by id, postedOn having sum(ours) <> sum(books)`;

export const claimsInTheBooks = sql<RawFault>`
  select id || ' ' || postedOn as id, 'claim changes by ' || sum(ours) || ' on that day, its account by ' || sum(books) as says
  from (
    select supplierClaimId as id, postedOn, sum(amount) as ours, 0 as books from supplierClaimChange group by supplierClaimId, postedOn
    union all
    select itemId, postedOn, 0, sum(amount) from posting
    where ledgerAccountId = ${accountOf('supplierClaims')} and itemKind = 'supplierClaim' group by itemId, postedOn
  )
  group by id, postedOn having sum(ours) <> sum(books)`;

/** Tax we owe on bills, per return and per claim for goods that never came: what its parts took is what the books owe less. */
export const reverseTaxInTheBooks = sql<RawFault>`
  select kind || ' ' || id as id, 'parts of bills say ' || sum(ours) || ' less is owed of tax, the books ' || sum(books) as says
  from (
    select 'purchaseReturn' as kind, line.purchaseReturnId as id, part.tax as ours, 0 as books
    from billReversePart part join purchaseReturnLine line on line.id = part.purchaseReturnLineId
    union all select 'supplierClaim', supplierClaimId, tax, 0 from billReversePart where supplierClaimId is not null
    union all
    select entry.sourceKind, entry.sourceId, 0, posting.amount from journalEntry entry join posting on posting.entryId = entry.id
    where entry.sourceKind in ('purchaseReturn', 'supplierClaim') and posting.ledgerAccountId = ${accountOf('outputTax')}
  )
  group by kind, id having sum(ours) <> sum(books)`;

/** A landed cost is spread whole, and a capitalised one is in its goods' layers part by part, on its day. */
export const landedCostsAreWhole = sql<RawFault>`
  select cost.id, 'cost ' || cost.number || ' of ' || cost.amount || ' has parts of ' || coalesce(sum(part.amount), 0)
    || ', its layers changed by ' || coalesce(sum(inLayers), 0) as says
  from landedCost cost left join (
    select part.landedCostId, part.amount, (
      select coalesce(sum(change.value), 0) from purchaseReceiptLine line join layerChange change on change.movementId = line.movementId
      join landedCost own on own.id = part.landedCostId
      where line.id = part.purchaseReceiptLineId and change.commandId = own.commandId and change.recosting = 0 and change.drawId is null and change.quantity = 0
    ) as inLayers from landedCostPart part
  ) part on part.landedCostId = cost.id
  group by cost.id
  having coalesce(sum(part.amount), 0) <> cost.amount or (cost.policy = 'capitalise' and coalesce(sum(inLayers), 0) <> cost.amount)`;
