import { sql } from 'kysely';

type RawFault = { id: number | string; says: string };

/** Every row is net + tax; the rows add up to the total, and without a marketplace's tax to what is ours. */
export const claims = sql<RawFault>`
  select o.id, 'order ' || o.shownNumber || ' of ' || o.total || ' has rows of ' || sum(row.gross) || ', of which ours ' || sum(row.claim)
    || ' beside ' || o.claim || ', and ' || sum(row.wrong) || ' rows that are not net + tax' as says
  from salesOrder o join (
    select orderId, gross, case when taxBy = 'shop' then gross else net end as claim, orderLine.gross <> net + tax as wrong
    from orderLine join salesOrder on salesOrder.id = orderId
    union all
    select orderId, gross, case when taxBy = 'shop' then gross else net end, orderCharge.gross <> net + tax
    from orderCharge join salesOrder on salesOrder.id = orderId
  ) row on row.orderId = o.id
  group by o.id having sum(row.gross) <> o.total or sum(row.claim) <> o.claim or sum(row.wrong) > 0`;

/** An order's figures are in the currency of the books; what it asked in another stands beside it. */
export const ordersInHomeCurrency = sql<RawFault>`
  select o.id, 'order ' || o.shownNumber || ' is in ' || o.currency || ', the books in ' || shop.baseCurrency as says
  from salesOrder o join shop where o.currency <> shop.baseCurrency`;

/** A rounding row of a channel's order above one minor unit a row was put before a person. */
export const largeRoundings = sql<RawFault>`
  select o.id, 'order has a rounding row of ' || charge.gross || ', which nobody was shown' as says
  from orderCharge charge join salesOrder o on o.id = charge.orderId
  where charge.kind = 'rounding' and o.externalId is not null and o.intake <> 'history'
    and abs(charge.gross) > (select count(*) from orderLine where orderId = o.id) + (select count(*) - 1 from orderCharge where orderId = o.id)
    and not exists (select 1 from orderException raised where raised.orderId = o.id and raised.kind = 'roundingTooLarge')`;

/** A line's kept quantities and figures are the sums of its standing shipments and cancellations. */
export const lineKeepsItsParts = sql<RawFault>`
  select id, 'line differs from its documents: shipped by ' || sum(shipped) || ', cancelled by ' || sum(cancelled)
    || ', net by ' || sum(net) || ', tax by ' || sum(tax) || ', discount by ' || sum(discount) as says
  from (
    select line.id, shipped, cancelled, settledNet as net, settledTax as tax, settledDiscount as discount
    from orderLine line join salesOrder on salesOrder.id = orderId where intake <> 'history'
    union all
    select part.orderLineId, -sum(part.quantity), 0, -sum(net), -sum(tax), -sum(discount)
    from shipmentLine part join shipment on shipment.id = part.shipmentId where voidedAt is null group by part.orderLineId
    union all
    select orderLineId, 0, -sum(quantity), -sum(net), -sum(tax), -sum(discount) from cancellationLine group by orderLineId
  )
  group by id having sum(shipped) <> 0 or sum(cancelled) <> 0 or sum(net) <> 0 or sum(tax) <> 0 or sum(discount) <> 0`;

/** Shipped + cancelled ≤ ordered, returned ≤ shipped, a finished line gave out all it is worth, and nothing is set aside for what is gone. */
export const cancelledLines = sql<RawFault>`
  select line.id, 'line of ' || line.quantity || ': shipped ' || shipped || ', cancelled ' || cancelled || ', returned ' || returned
    || ', settled ' || settledNet || ' + ' || settledTax || ' of ' || net || ' + ' || tax
    || ', set aside ' || coalesce((select sum(quantity) from allocation where orderLineId = line.id), 0) as says
  from orderLine line join salesOrder o on o.id = line.orderId
  where line.shipped + line.cancelled > line.quantity or line.returned > line.shipped
    or (o.intake <> 'history' and line.shipped + line.cancelled = line.quantity and line.quantity > 0
      and (settledNet <> net or settledTax <> tax or settledDiscount <> discount))
    or line.quantity - line.shipped - line.cancelled < (select coalesce(sum(quantity), 0) from allocation where orderLineId = line.id)`;

/** An order's kept money, holds and exceptions are what its standing documents add up to: raised − resolved = open. */
export const orderKeepsItsDocuments = sql<RawFault>`
  select id, 'order differs from its documents: captured by ' || sum(captured) || ', refunded by ' || sum(refunded) || ', cancelled by '
    || sum(cancelledClaim) || ', deposits by ' || sum(deposits) || ', receivable by ' || sum(receivable) || ', owed by ' || sum(owed)
    || ', holds by ' || sum(holds) || ', exceptions by ' || sum(exceptions) as says
  from (
    select id, captured, refunded, cancelledClaim, deposits, receivable, owed, holds, exceptions from salesOrder where intake <> 'history'
    union all
    select orderId, -sum(amount), 0, 0, -sum(toDeposits), sum(toReceivable), 0, 0, 0 from payment group by orderId
    union all
    select orderId, sum(amount), 0, 0, sum(voidDeposits), -sum(amount - voidDeposits), 0, 0, 0 from payment where voidedAt is not null group by orderId
    union all
    select orderId, 0, 0, 0, sum(fromDeposits), -sum(toReceivable), 0, 0, 0 from shipment group by orderId
    union all
    select orderId, 0, 0, 0, -sum(voidDeposits), sum(voidDue - voidDeposits), 0, 0, 0 from shipment where voidedAt is not null group by orderId
    union all
    select orderId, 0, 0, -sum(claim), sum(owed + creditNet + creditTax), 0, -sum(owed), 0, 0 from cancellation group by orderId
    union all
    select orderId, 0, -sum(iif(account = 'accountsReceivable', 0, amount)), -sum(iif(account = 'accountsReceivable', amount, 0)), sum(fromDeposits),
      sum(iif(account = 'accountsReceivable', amount, 0) - toReceivable), sum(fromOwed), 0, 0 from refund group by orderId
    union all
    select fromOrderId, sum(amount), 0, 0, sum(amount), 0, 0, 0, 0 from depositTransfer group by fromOrderId
    union all
    select toOrderId, -sum(amount), 0, 0, -sum(amount), 0, 0, 0, 0 from depositTransfer group by toOrderId
    union all
    select orderId, 0, 0, 0, 0, 0, 0, -count(*), 0 from orderHold where endedAt is null group by orderId
    union all
    select orderId, 0, 0, 0, 0, 0, 0, 0, -count(*) from orderException where resolvedAt is null group by orderId
  )
  group by id
  having sum(captured) <> 0 or sum(refunded) <> 0 or sum(cancelledClaim) <> 0 or sum(deposits) <> 0 or sum(receivable) <> 0
    or sum(owed) <> 0 or sum(holds) <> 0 or sum(exceptions) <> 0`;

/** An order is kept as approved exactly while an approval stands. */
export const approvalsAreKept = sql<RawFault>`
  select id, 'order is kept as ' || iif(approved, 'approved', 'not approved') || ', its approvals say otherwise' as says
  from salesOrder o where approved <> exists (select 1 from orderApproval where orderId = o.id and withdrawnAt is null)`;

/** What ended unpaid was called off, or had only its goods set free; and nothing ended before its time. */
export const expiriesAreDone = sql<RawFault>`
  select over.orderId as id, 'order ended unpaid on its own, and no cancellation of it says so' as says
  from orderExpiry over left join cancellation on cancellation.id = over.cancellationId
  where over.expiredAt < over.dueAt or (over.cancellationId is not null and cancellation.orderId is not over.orderId)`;

/** What an order's open lines still ask for, in a query that groups its lines; with the charges while no parcel took them. */
const stillToShip = sql.raw(`max(0, sum(iif(line.quantity > line.shipped + line.cancelled,
          line.net - line.settledNet + iif(taxBy = 'shop', line.tax - line.settledTax, 0), 0))
        + iif(chargesSettled or not max(line.quantity > line.shipped + line.cancelled), 0,
          (select coalesce(sum(iif(taxBy = 'shop', gross, net)), 0) from orderCharge where orderId = o.id)))`);

/** Shipping and fees were carried by a parcel and not given back by one, or were called off with everything. */
export const chargesAreSettled = sql<RawFault>`
  select id, 'order keeps its charges as ' || iif(chargesSettled, 'settled', 'open') || ', its documents say otherwise' as says
  from salesOrder o where intake <> 'history'
    and chargesSettled <> (select coalesce(sum(withCharges - coalesce(voidWithCharges, 0)), 0) from shipment where orderId = o.id)
      + (select coalesce(sum(iif(reinstatesId is null, 1, -1)), 0) from cancellation where orderId = o.id and withCharges = 1)`;

/** The two states say what lines and money say. */
export const statesAreDerived = sql<RawFault>`
  select id, 'order is kept as ' || payment || ' and ' || fulfilment || ', its documents say ' || duePayment || ' and ' || dueFulfilment as says
  from (
    select o.id, o.payment, o.fulfilment,
      case when captured = 0 then case when claim > cancelledClaim then 'unpaid' else 'notDue' end
        when refunded >= captured then 'refunded' when owed > 0 then 'refundOwed'
        when deposits > 0 and deposits > ${stillToShip} then 'overpaid' when refunded > 0 then 'partlyRefunded'
        when captured < claim - cancelledClaim then 'partlyPaid' else 'paid' end as duePayment,
      case when sum(line.quantity - line.shipped - line.cancelled) = 0 then case when sum(line.shipped) > 0 then 'shipped' else 'cancelled' end
        when sum(line.shipped) > 0 then 'partlyShipped'
        when sum(line.quantity - line.shipped - line.cancelled) <= sum((select coalesce(sum(quantity), 0) from allocation where orderLineId = line.id)) then 'allocated'
        else 'open' end as dueFulfilment
    from salesOrder o join orderLine line on line.orderId = o.id group by o.id
  )
  where payment <> duePayment or fulfilment <> dueFulfilment`;

const raised = (order: string) => sql.raw(`exists (
  select 1 from orderException raised where raised.orderId = ${order} and raised.kind in ('refundExceedsCaptured', 'refundBeyondBase'))`);

/** What is owed back is money we still have of the customer, unless a channel paid back too much. */
export const owedIsHeld = sql<RawFault>`
  select id, 'order owes back ' || owed || ', and holds ' || (captured - refunded) || ' of the customer''s money' as says
  from salesOrder where owed > max(0, captured - refunded) and not ${raised('salesOrder.id')}`;

/**
 * No kind of refund goes beyond its base, and all of them not beyond what was captured, unless a channel paid it and the
 * exception stands in the record.
 */
export const refundsKeepTheirBase = sql<RawFault>`
  select min(refundId) as id, 'order ' || orderId || ' has ' || kind || ' refunds of ' || refunded || ' on a base of ' || base as says
  from (
    select refund.orderId, min(refund.id) as refundId, part.kind, sum(part.gross) as refunded, case
      when part.kind = 'shipping' then (
        select coalesce(sum(case when o.taxBy = 'shop' then gross else net end), 0) from orderCharge where orderId = o.id and kind <> 'rounding')
      when part.kind = 'cancelled' then (
        select coalesce(sum(net + case when o.taxBy = 'shop' then tax else 0 end), 0) from cancellationLine where orderLineId = part.orderLineId)
      when part.kind = 'amountOnly' then o.captured
      else (
        select line.settledNet + case when o.taxBy = 'shop' then line.settledTax else 0 end - (
          select coalesce(sum(net + case when o.taxBy = 'shop' then tax else 0 end), 0) from cancellationLine where orderLineId = line.id)
        from orderLine line where line.id = part.orderLineId)
      end as base
    from refund join refundPart part on part.refundId = refund.id join salesOrder o on o.id = refund.orderId
    group by refund.orderId, part.kind, part.orderLineId
    union all
    select id, (select min(id) from refund where orderId = salesOrder.id), 'all', refunded, captured from salesOrder
    where refunded > captured and intake <> 'history'
  ) over
  where refunded > base and not ${raised('over.orderId')}
  group by orderId, kind, base`;
