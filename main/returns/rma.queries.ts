import { sql } from 'kysely';
import { Refusal } from '../../shared/refusal/refusal.ts';
import type { Instant } from '../../shared/units/instant.ts';
import type { Minor } from '../../shared/units/minor.ts';
import type { Reader } from '../database/handles.ts';
import { read } from '../database/statement.ts';
import { rmaCard } from './rma-list.queries.ts';
import { linesOfRma } from './rma.statements.ts';

const cardOf = read((_db, p: { rmaId: number }) =>
  rmaCard()
    .leftJoin('user as allower', 'allower.id', 'rma.overruledBy')
    .select(['rma.note', 'rma.endReason', 'rma.overruleReason', 'allower.name as overruledBy'])
    .where('rma.id', '=', p.rmaId),
);

const arrivalsOf = read((db, p: { rmaId: number }) =>
  db
    .selectFrom('goodsReturn as arrived')
    .innerJoin('location', 'location.id', 'arrived.locationId')
    .select(['arrived.id', 'arrived.number', 'location.name as location', 'arrived.occurredAt'])
    .where('arrived.rmaId', '=', p.rmaId)
    .orderBy('arrived.id'),
);

const arrivedLines = read((db, p: { rmaId: number }) =>
  db
    .selectFrom('goodsReturnLine as line')
    .innerJoin('goodsReturn as arrived', 'arrived.id', 'line.goodsReturnId')
    .innerJoin('rmaLine', 'rmaLine.id', 'line.rmaLineId')
    .innerJoin('orderLine as sold', 'sold.id', 'rmaLine.orderLineId')
    .select(['line.id', 'line.goodsReturnId', 'line.rmaLineId', sql<number>`sold.variantId`.as('variantId'), 'sold.sku', 'sold.name', 'line.quantity', 'line.inspected', 'line.value'])
    .select(sql<string>`(select json_group_array(lot.code) from movementLot part join lot on lot.id = part.lotId where part.movementId = line.movementId)`.as('lots'))
    .where('arrived.rmaId', '=', p.rmaId)
    .orderBy('line.id'),
);

const inspectionsOf = read((db, p: { rmaId: number }) =>
  db
    .selectFrom('inspection as seen')
    .innerJoin('goodsReturn as arrived', 'arrived.id', 'seen.goodsReturnId')
    .select(['seen.id', 'seen.occurredAt', 'seen.takenBackAt'])
    .where('arrived.rmaId', '=', p.rmaId)
    .orderBy('seen.id', 'desc'),
);

const inspectedLines = read((db, p: { rmaId: number }) =>
  db
    .selectFrom('inspectionLine as line')
    .innerJoin('inspection as seen', 'seen.id', 'line.inspectionId')
    .innerJoin('goodsReturnLine as back', 'back.id', 'line.goodsReturnLineId')
    .innerJoin('rmaLine', 'rmaLine.id', 'back.rmaLineId')
    .innerJoin('orderLine as sold', 'sold.id', 'rmaLine.orderLineId')
    .leftJoin('purchaseReturn', 'purchaseReturn.id', 'line.purchaseReturnId')
    .select(['line.id', 'line.inspectionId', 'sold.sku', 'line.disposition', 'line.quantity', 'line.value', 'line.note', 'purchaseReturn.number as supplierReturn'])
    .where('rmaLine.rmaId', '=', p.rmaId)
    .orderBy('line.id'),
);

const settlementsOf = read((db, p: { rmaId: number }) =>
  db
    .selectFrom('returnSettlement as s')
    .leftJoin('salesOrder as o', 'o.id', 's.newOrderId')
    .select(['s.id', 's.number', 's.occurredAt', 's.worth', 's.fee', 's.paidBefore', 's.shipping', 's.held', 's.credited', 's.newOrderId', 'o.shownNumber as newOrderNumber'])
    .where('s.rmaId', '=', p.rmaId)
    .orderBy('s.id', 'desc'),
);

const refundsOf = read((db, p: { rmaId: number }) =>
  db
    .selectFrom('returnSettlementRefund as carried')
    .innerJoin('returnSettlement as s', 's.id', 'carried.returnSettlementId')
    .innerJoin('refund', 'refund.id', 'carried.refundId')
    .select(['carried.returnSettlementId', 'refund.id', 'refund.number', 'refund.account', 'refund.amount'])
    .where('s.rmaId', '=', p.rmaId)
    .orderBy('refund.id'),
);

interface TimelineRow {
  kind: 'requested' | 'authorised' | 'declined' | 'cancelled' | 'received' | 'inspected' | 'takenBack' | 'settled';
  id: number;
  at: Instant;
  says: string;
  commandId: number;
}

/** What happened to an RMA, from its documents. */
const timelineOf = read((db, p: { rmaId: number }) =>
  db
    .selectFrom(
      sql<TimelineRow>`(
        select 'requested' as kind, id, requestedAt as at, number as says, commandId from rma where id = ${p.rmaId}
        union all select 'authorised', id, authorisedAt, overruleReason, authoriseCommandId from rma where id = ${p.rmaId} and authorisedAt is not null
        union all select ended, id, endedAt, endReason, commandId from rma where id = ${p.rmaId} and endedAt is not null
        union all select 'received', id, occurredAt, number, commandId from goodsReturn where rmaId = ${p.rmaId}
        union all select 'inspected', i.id, i.occurredAt, g.number, i.commandId from inspection i join goodsReturn g on g.id = i.goodsReturnId where g.rmaId = ${p.rmaId}
        union all select 'takenBack', i.id, i.takenBackAt, g.number, i.takeBackCommandId from inspection i join goodsReturn g on g.id = i.goodsReturnId
          where g.rmaId = ${p.rmaId} and i.takenBackAt is not null
        union all select 'settled', id, occurredAt, number, commandId from returnSettlement where rmaId = ${p.rmaId}
      )`.as('document'),
    )
    .leftJoin('command', 'command.id', 'document.commandId')
    .leftJoin('user', 'user.id', 'command.userId')
    .select(['document.kind', 'document.id', 'document.at', 'document.says', 'user.name as userName'])
    .orderBy('document.at')
    .orderBy('document.commandId'),
);

const entriesOf = read((db, p: { rmaId: number }) =>
  db
    .selectFrom(
      sql<{ kind: string; documentId: number }>`(
        select 'goodsReturn' as kind, id as documentId from goodsReturn where rmaId = ${p.rmaId}
        union all select 'inspection', i.id from inspection i join goodsReturn g on g.id = i.goodsReturnId where g.rmaId = ${p.rmaId}
        union all select 'purchaseReturn', l.purchaseReturnId from inspectionLine l join inspection i on i.id = l.inspectionId join goodsReturn g on g.id = i.goodsReturnId
          where g.rmaId = ${p.rmaId} and l.purchaseReturnId is not null
        union all select 'refund', c.refundId from returnSettlementRefund c join returnSettlement s on s.id = c.returnSettlementId where s.rmaId = ${p.rmaId}
      )`.as('document'),
    )
    .crossJoin('journalEntry as entry')
    .whereRef('entry.sourceKind', '=', 'document.kind')
    .whereRef('entry.sourceId', '=', 'document.documentId')
    .select('entry.id')
    .orderBy('entry.id'),
);

/** One return with everything its page shows. @throws Refusal record.missing */
export function getRmaPage(reader: Reader, { rmaId }: { rmaId: number }) {
  const card = cardOf.get(reader, { rmaId });
  if (!card) throw new Refusal('record.missing', { kind: 'rma', id: rmaId });
  const came = Map.groupBy(arrivedLines.all(reader, { rmaId }), (line) => line.goodsReturnId);
  const seen = Map.groupBy(inspectedLines.all(reader, { rmaId }), (line) => line.inspectionId);
  const paid = Map.groupBy(refundsOf.all(reader, { rmaId }), (refund) => refund.returnSettlementId);
  return {
    ...card,
    lines: linesOfRma.all(reader, { rmaId }).map(lineOfPage),
    arrivals: arrivalsOf.all(reader, { rmaId }).map((arrival) => ({
      ...arrival,
      lines: (came.get(arrival.id) ?? []).map(({ goodsReturnId: _of, lots, ...line }) => ({ ...line, lots: JSON.parse(lots) as string[] })),
    })),
    inspections: inspectionsOf.all(reader, { rmaId }).map(({ takenBackAt, ...inspection }) => ({
      ...inspection,
      takenBack: takenBackAt !== null,
      lines: (seen.get(inspection.id) ?? []).map(({ inspectionId: _of, ...line }) => line),
    })),
    settlements: settlementsOf.all(reader, { rmaId }).map((settlement) => ({
      ...settlement,
      refunds: (paid.get(settlement.id) ?? []).map(({ returnSettlementId: _of, ...refund }) => refund),
    })),
    timeline: timelineOf.all(reader, { rmaId }),
    entries: entriesOf.all(reader, { rmaId }),
  };
}

function lineOfPage(line: ReturnType<typeof linesOfRma.all>[number]) {
  const { id, orderLineId, variantId, sku, name, reason, reasonName, fault, quantity, received, inspected, sentBack, settled, worth } = line;
  const { fromOn, wording, windowDays, faultDays, restockingFee } = line;
  const counts = { quantity, received, inspected, sentBack, settled };
  return { id, orderLineId, variantId, sku, name, reason, reasonName, fault, ...counts, worth: worth as Minor, allowed: line.allowed === 1, keepsGoods: line.keepsGoods === 1, policy: { fromOn, wording, windowDays, faultDays, restockingFee } };
}
