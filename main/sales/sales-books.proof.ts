import { sql } from 'kysely';

type RawFault = { id: number | string; says: string };

/** Of each control account, what an order's documents opened and settled, less what was posted. Equal on each day is equal up to each day. */
const itemsOfDay = sql`
  select orderId, postedOn, toDeposits as deposits, -toReceivable as receivable, 0 as owed, iif(account = 'channelClearing', amount - fee, 0) as clearing from payment
  union all
  select orderId, voidPostedOn, -voidDeposits, amount - voidDeposits, 0, iif(account = 'channelClearing', fee - amount, 0) from payment where voidedAt is not null
  union all
  select orderId, postedOn, -fromDeposits, toReceivable, 0, 0 from shipment
  union all
  select orderId, voidPostedOn, voidDeposits, voidDeposits - voidDue, 0, 0 from shipment where voidedAt is not null
  union all
  select orderId, postedOn, -owed - creditNet - creditTax, 0, owed, 0 from cancellation
  union all
  select fromOrderId, postedOn, -amount, 0, 0, 0 from depositTransfer
  union all
  select toOrderId, postedOn, amount, 0, 0, 0 from depositTransfer
  union all
  select orderId, postedOn, -fromDeposits, toReceivable - iif(account = 'accountsReceivable', amount, 0), -fromOwed, iif(account = 'channelClearing', -amount, 0) from refund
  union all
  select p.itemId, p.postedOn, iif(r.role = 'customerDeposits', p.amount, 0), iif(r.role = 'accountsReceivable', -p.amount, 0),
    iif(r.role = 'refundsPayable', p.amount, 0), iif(r.role = 'channelClearing', -p.amount, 0)
  from accountRole r join posting p on p.ledgerAccountId = r.ledgerAccountId
  where r.role in ('customerDeposits', 'accountsReceivable', 'refundsPayable', 'channelClearing') and p.itemKind = 'salesOrder'
    -- Settlements take from clearing by postings of their own.
    and (r.role <> 'channelClearing' or (select sourceKind from journalEntry where id = p.entryId) in ('payment', 'refund', 'shipment'))
    -- What it was worth on one day is taken back on the next: that is proved with revaluations.
    and (r.role <> 'accountsReceivable' or p.currency is null or (select sourceKind from journalEntry where id = p.entryId) <> 'revaluation')`;

/** Deposits, receivable, refunds payable and clearing hold for each order, at every day, what its documents say is open (INV-L6). */
export const openItemsAtEveryDay = sql<RawFault>`
  select orderId as id, 'on ' || postedOn || ' documents and books differ by ' || sum(deposits) || ' of deposits, ' || sum(receivable)
    || ' receivable, ' || sum(owed) || ' owed back, ' || sum(clearing) || ' in clearing' as says
  from (${itemsOfDay})
  group by orderId, postedOn having sum(deposits) <> 0 or sum(receivable) <> 0 or sum(owed) <> 0 or sum(clearing) <> 0`;

const accountsOf = (...roles: string[]) => sql`(select ledgerAccountId from accountRole where role in (${sql.join(roles.map((role) => sql.lit(role)))}))`;

/** Each order's money is on the account its payments and refunds name, and what gateways kept of it among their fees (INV-L5). */
export const moneyInTheBooks = sql<RawFault>`
  select id, 'order and books differ by ' || sum(money) || ' on account ' || ledgerAccountId as says
  from (
    select orderId as id, (select ledgerAccountId from accountRole where role = account) as ledgerAccountId, coalesce(worth, amount - fee) as money
    from payment where foreignAmount is null and voidedAt is null and account not in ('storeCredit', 'exchange')
    union all
    select orderId, (select ledgerAccountId from accountRole where role = 'gatewayFees'), fee from payment where voidedAt is null
    union all
    select orderId, (select ledgerAccountId from accountRole where role = account), iif(account = 'openingEquity', salesNet + salesTax, 0) - amount - cashRounding from refund
    where account not in ('storeCredit', 'exchange', 'accountsReceivable')
    union all
    select orderId, (select ledgerAccountId from accountRole where role = 'openingEquity'), -due from shipment where kind = 'beforeGoLive' and voidedAt is null
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
    select 'payment' as kind, id, (voidedAt is not null) + (account <> 'exchange' and commandId not in (
        select commandId from journalEntry where sourceKind = 'shipment' and ruleId = 'sales.counterSale'
      )) as due, (select count(*) from journalEntry where sourceKind = 'payment' and sourceId = payment.id) as entries
    from payment
    union all
    -- What is called back may be worth nothing, where postage stays with another parcel; then there is nothing to post.
    select 'shipment', id, case when due = 0 then null when voidDue = 0 then max(1, min(2, entries)) else 1 + (voidedAt is not null) end, entries from (
      select id, due, voidDue, voidedAt, (select count(*) from journalEntry where sourceKind = 'shipment' and sourceId = shipment.id and ruleId like 'sales.%') as entries from shipment
    )
    union all
    select 'refund', id, 1, (select count(*) from journalEntry where sourceKind = 'refund' and sourceId = refund.id) from refund
    union all
    select 'depositTransfer', id, 1, (select count(*) from journalEntry where sourceKind = 'depositTransfer' and sourceId = depositTransfer.id) from depositTransfer
    union all
    select 'cancellation', id, owed + creditNet + creditTax <> 0, (select count(*) from journalEntry where sourceKind = 'cancellation' and sourceId = cancellation.id) from cancellation
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
