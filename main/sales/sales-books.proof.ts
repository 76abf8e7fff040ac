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

const accountsOf = (...roles: string[]) => sql`(select ledgerAccountId from accountRole where role in (${sql.join(roles.map((role) => sql.lit(role)))}))`;

/** Each order's money is on the account its payments and refunds name, and what gateways kept of it among their fees (INV-L5). */
export const moneyInTheBooks = sql<RawFault>`
  select id, 'order and books differ by ' || sum(money) || ' on account ' || ledgerAccountId as says
  from (
    select orderId as id, (select ledgerAccountId from accountRole where role = account) as ledgerAccountId, amount - fee as money
    from payment where voidedAt is null
    union all
    select orderId, (select ledgerAccountId from accountRole where role = 'gatewayFees'), fee from payment where voidedAt is null
    union all
    select orderId, (select ledgerAccountId from accountRole where role = account), iif(account = 'openingEquity', salesNet + salesTax, 0) - amount from refund
    union all
    select orderId, (select ledgerAccountId from accountRole where role = 'openingEquity'), -due from shipment where kind = 'beforeGoLive'
    union all
    select d.orderId, p.ledgerAccountId, -p.amount
    from posting p join journalEntry e on e.id = p.entryId join (
      select 'payment' as kind, id, orderId from payment union all select 'shipment', id, orderId from shipment
      union all select 'refund', id, orderId from refund
    ) d on d.kind = e.sourceKind and d.id = e.sourceId
    where p.ledgerAccountId in ${accountsOf('bank', 'till', 'channelClearing', 'openingEquity', 'gatewayFees')}
  )
  group by id, ledgerAccountId having sum(money) <> 0`;

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
    select 'cancellation', id, owed + creditNet + creditTax > 0, (select count(*) from journalEntry where sourceKind = 'cancellation' and sourceId = cancellation.id) from cancellation
  )
  where entries <> due`;

/** The kept days are what orders, shipments, refunds and cancellations add up to. */
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
    select s.voidPostedOn, coalesce(o.channelId, 0), 0, 0, sum(s.goodsNet + s.voidChargesNet), 0
    from shipment s join salesOrder o on o.id = s.orderId where s.kind = 'ours' and s.voidedAt is not null group by s.voidPostedOn, o.channelId
    union all
    select r.postedOn, coalesce(o.channelId, 0), 0, 0, 0, -sum(r.salesNet)
    from refund r join salesOrder o on o.id = r.orderId where r.account <> 'openingEquity' group by r.postedOn, o.channelId
    union all
    select c.postedOn, coalesce(o.channelId, 0), 0, 0, 0, sum(c.creditNet)
    from cancellation c join salesOrder o on o.id = c.orderId group by c.postedOn, o.channelId
  )
  group by dayOn, channelId having sum(orders) <> 0 or sum(ordered) <> 0 or sum(shippedNet) <> 0 or sum(returnedNet) <> 0`;
