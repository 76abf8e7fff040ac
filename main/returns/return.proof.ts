import { sql } from 'kysely';

type RawFault = { id: number | string; says: string };

const standing = sql.raw(`(
  select l.*, g.rmaLineId from inspectionLine l join inspection i on i.id = l.inspectionId join goodsReturnLine g on g.id = l.goodsReturnLineId
  where i.takenBackAt is null)`);

/** The kept counts of a line are what arrived, was looked at, went out again and was settled; none beyond the other (JOB-5). */
export const rmaLinesKeepTheirDocuments = sql<RawFault>`
  select id, 'line keeps received ' || received || ', inspected ' || inspected || ', sent back ' || sentBack || ', settled ' || settled
    || '; its documents say ' || cameIn || ', ' || seen || ', ' || again || ', ' || paid as says
  from (
    select line.*,
      coalesce((select sum(quantity) from goodsReturnLine where rmaLineId = line.id), 0) as cameIn,
      coalesce((select sum(quantity) from ${standing} where rmaLineId = line.id), 0) as seen,
      coalesce((select sum(quantity) from ${standing} where rmaLineId = line.id and disposition = 'back'), 0) as again,
      coalesce((select sum(quantity) from returnSettlementLine where rmaLineId = line.id), 0) as paid
    from rmaLine line
  )
  where received <> cameIn or inspected <> seen or sentBack <> again or settled <> paid
    or received > quantity or inspected > received or settled > iif(keepsGoods, quantity, inspected - sentBack)`;

/** What an order line keeps as returned is what came back and stayed (JOB-5: shipped = kept + returned). */
export const orderLinesKeepTheirReturns = sql<RawFault>`
  select line.id, 'order line keeps ' || line.returned || ' returned, its returns say ' || coalesce(sum(r.received - r.sentBack), 0) as says
  from orderLine line left join rmaLine r on r.orderLineId = line.id
  group by line.id having line.returned <> coalesce(sum(r.received - r.sentBack), 0)`;

/** The state says what arrived, was inspected and settled. */
export const rmaStatesAreDerived = sql<RawFault>`
  select id, number || ' is kept as ' || state || ', its documents say ' || due as says
  from (
    select rma.id, rma.number, rma.state, case
      when ended = 'declined' then 'declined'
      when authorisedAt is null and sum(received) = 0 then coalesce(ended, 'requested')
      when sum(received > inspected) > 0 then 'received'
      when sum(iif(keepsGoods, quantity, inspected - sentBack) > settled) > 0 and not (ended is not null and sum(received) = 0) then 'inspected'
      when ended is not null then iif(sum(settled) > 0, 'settled', 'cancelled')
      when sum(keepsGoods or received = quantity) = count(*) then 'settled' else 'authorised' end as due
    from rma join rmaLine line on line.rmaId = rma.id group by rma.id
  )
  where state <> due`;

/** Each unit that came has at most one end; the values of the ends are shares of what it came back at, and all of it once all is seen. */
export const dispositionsSumToTheirArrival = sql<RawFault>`
  select g.id, 'arrival of ' || g.quantity || ' worth ' || g.value || ' keeps ' || g.inspected || ' inspected; its ends are ' || coalesce(sum(l.quantity), 0)
    || ' worth ' || coalesce(sum(l.value), 0) as says
  from goodsReturnLine g left join ${standing} l on l.goodsReturnLineId = g.id
  group by g.id
  having g.inspected <> coalesce(sum(l.quantity), 0) or g.inspected > g.quantity or (g.inspected = g.quantity and g.value <> coalesce(sum(l.value), 0))`;

/** What came back is a movement on hold of these goods, against the draw they had left by, and no more of it than left. */
export const arrivalsAreMovements = sql<RawFault>`
  select g.id, 'arrival of ' || g.quantity || ' is movement ' || g.movementId || ' of ' || coalesce(m.quantity, 0) || ' against draw ' || coalesce(m.ofMovementId, 0) as says
  from goodsReturnLine g left join stockMovement m on m.id = g.movementId
  where m.id is null or m.kind <> 'return' or m.quantity <> g.quantity or m.held <> g.quantity or m.ofMovementId <> g.drawId
    or m.sourceKind <> 'goodsReturn' or m.sourceId <> g.goodsReturnId
  union all
  select m.id, 'movement ' || m.id || ' came back by no arrival' from stockMovement m
  where m.sourceKind = 'goodsReturn' and not exists (select 1 from goodsReturnLine where movementId = m.id)`;

/** Value by disposition ties to the ledger: what returns brought into inventory, and what inspections took out of it, by entry. */
export const dispositionsInTheBooks = sql<RawFault>`
  select kind || ' ' || id as id, kind || ' ' || id || ' and inventory differ by ' || sum(amount) as says
  from (
    select 'goodsReturn' as kind, goodsReturnId as id, value as amount from goodsReturnLine
    union all
    -- Taken back, a loss returns at what it costs by then, which its own entry says.
    select 'inspection', l.inspectionId, -l.posted from inspectionLine l
    union all
    select e.sourceKind, e.sourceId, -p.amount
    from journalEntry e join posting p on p.entryId = e.id
    where e.sourceKind in ('goodsReturn', 'inspection') and e.ruleId in ('returns.received', 'returns.inspected')
      and p.ledgerAccountId = (select ledgerAccountId from accountRole where role = 'inventory')
  )
  group by kind, id having sum(amount) <> 0`;

/** A document has the entry its rule says; one without value has none. */
export const returnsArePosted = sql<RawFault>`
  select kind || ' ' || id as id, kind || ' ' || id || ' has ' || entries || ' entries of its rule, not ' || due as says
  from (
    select 'goodsReturn' as kind, g.id, max(l.value <> 0) as due,
      (select count(*) from journalEntry where sourceKind = 'goodsReturn' and sourceId = g.id and ruleId = 'returns.received') as entries
    from goodsReturn g join goodsReturnLine l on l.goodsReturnId = g.id group by g.id
    union all
    select 'inspection', i.id, max(l.posted <> 0),
      (select count(*) from journalEntry where sourceKind = 'inspection' and sourceId = i.id and ruleId = 'returns.inspected')
    from inspection i join inspectionLine l on l.inspectionId = i.id group by i.id
  )
  where entries <> due`;

/** A settlement is its lines, and was carried out by refunds of exactly what it credited; a replacement is paid by its exchange. */
export const settlementsAddUp = sql<RawFault>`
  select s.id, s.number || ': lines worth ' || lines.worth || ' less ' || lines.fee || ' and ' || lines.paidBefore || ', credited ' || s.credited || ', refunded ' || paid.amount as says
  from returnSettlement s
    join (select returnSettlementId, sum(worth) as worth, sum(fee) as fee, sum(paidBefore) as paidBefore from returnSettlementLine group by returnSettlementId) lines
      on lines.returnSettlementId = s.id
    join (
      select settlement.id, coalesce(sum(refund.amount), 0) as amount, coalesce(sum(iif(refund.account = 'exchange', refund.amount, 0)), 0) as exchanged,
        coalesce(sum(refund.account = 'exchange' and refund.toOrderId is not settlement.newOrderId), 0) as elsewhere
      from returnSettlement settlement left join returnSettlementRefund carried on carried.returnSettlementId = settlement.id
        left join refund on refund.id = carried.refundId group by settlement.id
    ) paid on paid.id = s.id
  where s.worth <> lines.worth or s.fee <> lines.fee or s.paidBefore <> lines.paidBefore
    or s.credited <> s.worth - s.fee - s.paidBefore + s.shipping - s.held or s.credited <> paid.amount or paid.elsewhere > 0
    or paid.exchanged <> (select coalesce(sum(amount), 0) from payment where orderId = s.newOrderId and account = 'exchange')`;

/** What was settled of an order line is its share of what was sold: never more, and all of it once all came back. */
export const settledIsItsShare = sql<RawFault>`
  select line.id, 'order line sold at ' || sold || ' has ' || settled || ' of ' || line.shipped || ' settled for ' || worth as says
  from orderLine line join (
    select r.orderLineId, sum(part.quantity) as settled, sum(part.worth) as worth
    from returnSettlementLine part join rmaLine r on r.id = part.rmaLineId group by r.orderLineId
  ) s on s.orderLineId = line.id join (
    select part.orderLineId, sum(part.net + iif(o.taxBy = 'shop', part.tax, 0)) as sold
    from shipmentLine part join shipment on shipment.id = part.shipmentId join salesOrder o on o.id = shipment.orderId
    where shipment.voidedAt is null group by part.orderLineId
  ) t on t.orderLineId = line.id
  where settled > line.shipped or worth > max(0, sold) or (settled = line.shipped and worth <> max(0, sold)
    -- A parcel called back later leaves the shares of the others as they were.
    and not exists (select 1 from shipmentLine part join shipment s on s.id = part.shipmentId where part.orderLineId = line.id and s.voidedAt is not null))`;

/** A line stands under the promise that was in force on its order's date. */
export const promisesAreOfTheirDay = sql<RawFault>`
  select r.id, 'line of an order of ' || o.orderedOn || ' stands under a promise of ' || v.fromOn as says
  from rmaLine r join rma on rma.id = r.rmaId join salesOrder o on o.id = rma.orderId join returnPolicyVersion v on v.id = r.returnPolicyVersionId
  where v.fromOn > o.orderedOn
    or exists (select 1 from returnPolicyVersion later where later.returnPolicyId = v.returnPolicyId and later.fromOn > v.fromOn and later.fromOn <= o.orderedOn)`;
