import { sql } from 'kysely';

type RawFault = { id: number | string; says: string };

/** A control account holds for each order exactly what the order says is open of it (INV-L6). */
const inTheBooks = (role: string, item: string, open: string, sign: 1 | -1) => sql<RawFault>`
  select id, 'order differs from account ' || ${role} || ': it says ' || sum(ours) || ', the books hold ' || sum(books) as says
  from (
    select id, ${sql.raw(open)} as ours, 0 as books from salesOrder where ${sql.raw(open)} <> 0
    union all
    select itemId, 0, ${sql.raw(sign === 1 ? 'balance' : '-balance')} from openItem
    where balance <> 0 and itemKind = ${item} and ledgerAccountId = (select ledgerAccountId from accountRole where role = ${role})
  )
  group by id having sum(ours) <> sum(books)`;

export const depositsInTheBooks = inTheBooks('customerDeposits', 'salesOrder', 'deposits', -1);
export const receivableInTheBooks = inTheBooks('accountsReceivable', 'salesOrder', 'receivable', 1);
export const refundsPayableInTheBooks = inTheBooks('refundsPayable', 'salesOrder', 'owed', -1);

/** Clearing holds for each channel order what its payments brought and its refunds took; settlements take from it by postings of their own. */
export const clearingInTheBooks = sql<RawFault>`
  select id, 'payments less refunds through clearing are ' || sum(ours) || ', sales posted ' || sum(books) as says
  from (
    select orderId as id, sum(case when voidedAt is null then amount - fee else 0 end) as ours, 0 as books
    from payment where account = 'channelClearing' group by orderId
    union all
    select orderId, -sum(amount), 0 from refund where account = 'channelClearing' group by orderId
    union all
    select p.itemId, 0, sum(p.amount) from posting p join journalEntry e on e.id = p.entryId
    where p.ledgerAccountId in (select ledgerAccountId from accountRole where role = 'channelClearing') and p.itemKind = 'salesOrder' and e.sourceKind in ('payment', 'refund', 'shipment') group by p.itemId
  )
  group by id having sum(ours) <> sum(books)`;

/** Each document has the entries its rule says: one, and one more when it was voided; a counter sale posts both its documents in one. */
export const documentsArePosted = sql<RawFault>`
  select kind || ' ' || id as id, kind || ' ' || id || ' has ' || entries || ' entries, not ' || due as says
  from (
    select 'payment' as kind, id, (voidedAt is not null) + (commandId not in (
        select commandId from journalEntry where sourceKind = 'shipment' and ruleId = 'sales.counterSale'
      )) as due, (select count(*) from journalEntry where sourceKind = 'payment' and sourceId = payment.id) as entries
    from payment
    union all
    select 'shipment', id, case when due = 0 then null else 1 + (voidedAt is not null) end,
      (select count(*) from journalEntry where sourceKind = 'shipment' and sourceId = shipment.id and ruleId like 'sales.%') from shipment
    union all
    select 'refund', id, 1, (select count(*) from journalEntry where sourceKind = 'refund' and sourceId = refund.id) from refund
    union all
    select 'cancellation', id, owed > 0, (select count(*) from journalEntry where sourceKind = 'cancellation' and sourceId = cancellation.id) from cancellation
  )
  where entries <> due`;

/** The kept days are what orders, shipments and refunds add up to. */
export const salesDaysAreDocuments = sql<RawFault>`
  select dayOn || ' ' || channelId as id, 'kept day differs: orders by ' || sum(orders) || ', ordered by ' || sum(ordered)
    || ', shipped by ' || sum(shippedNet) || ', returned by ' || sum(returnedNet) as says
  from (
    select dayOn, channelId, orders, ordered, shippedNet, returnedNet from salesDay
    union all
    select orderedOn, coalesce(channelId, 0), -count(*), -sum(total), 0, 0 from salesOrder group by orderedOn, channelId
    union all
    select s.postedOn, coalesce(o.channelId, 0), 0, 0, -sum(s.goodsNet + s.chargesNet), 0
    from shipment s join salesOrder o on o.id = s.orderId where s.kind = 'ours' group by s.postedOn, o.channelId
    union all
    select s.voidPostedOn, coalesce(o.channelId, 0), 0, 0, sum(s.goodsNet + s.chargesNet), 0
    from shipment s join salesOrder o on o.id = s.orderId where s.kind = 'ours' and s.voidedAt is not null group by s.voidPostedOn, o.channelId
    union all
    select r.postedOn, coalesce(o.channelId, 0), 0, 0, 0, -sum(r.salesNet)
    from refund r join salesOrder o on o.id = r.orderId group by r.postedOn, o.channelId
  )
  group by dayOn, channelId having sum(orders) <> 0 or sum(ordered) <> 0 or sum(shippedNet) <> 0 or sum(returnedNet) <> 0`;
