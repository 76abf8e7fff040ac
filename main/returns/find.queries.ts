import { sql } from 'kysely';
import type { Reader } from '../database/handles.ts';
import { read } from '../database/statement.ts';

interface Found {
  orderId: number;
  rmaId: number | null;
  by: 'rma' | 'order' | 'tracking' | 'serial';
}

/** Exact numbers only, each by its index: a scan is a whole code. */
const found = read((db, p: { text: string }) =>
  db
    .selectFrom(
      sql<Found & { rank: number }>`(
        select orderId, id as rmaId, 'rma' as by, 1 as rank from rma where number = ${p.text}
        union all
        select o.id, (select max(id) from rma where orderId = o.id and endedAt is null and state in ('requested', 'authorised')), 'order', 2
        from salesOrder o where o.shownNumber = ${p.text} and o.intake <> 'history'
        union all
        select o.id, (select max(id) from rma where orderId = o.id and endedAt is null and state in ('requested', 'authorised')), 'tracking', 3
        from shipment s join salesOrder o on o.id = s.orderId where s.trackingNumber = ${p.text} and s.voidedAt is null
        union all
        select o.id, (select max(id) from rma where orderId = o.id and endedAt is null and state in ('requested', 'authorised')), 'serial', 4
        from lot join variantTracking follow on follow.variantId = lot.variantId and follow.tracking = 'serial'
          join movementLot part on part.lotId = lot.id join shipmentLine line on line.movementId = part.movementId
          join shipment s on s.id = line.shipmentId join salesOrder o on o.id = s.orderId
        where lot.code = ${p.text} and s.voidedAt is null
      )`.as('hit'),
    )
    .innerJoin('salesOrder as o', 'o.id', 'hit.orderId')
    .leftJoin('rma', 'rma.id', 'hit.rmaId')
    .leftJoin('customer', 'customer.id', 'o.customerId')
    .select(['hit.orderId', 'o.shownNumber as orderNumber', 'hit.rmaId', 'rma.number as rmaNumber', 'customer.name as customerName', 'hit.by'])
    .orderBy('hit.rank')
    .orderBy('hit.orderId', 'desc')
    .limit(20),
);

/** Whose parcel this is. */
export const findReturn = (reader: Reader, { text }: { text: string }) => ({ found: found.all(reader, { text }) });

const waiting = read((db, p: { after: number; limit: number }) =>
  db
    .selectFrom('goodsReturnLine as line')
    .innerJoin('goodsReturn as arrived', 'arrived.id', 'line.goodsReturnId')
    .innerJoin('location', 'location.id', 'arrived.locationId')
    .innerJoin('rmaLine', 'rmaLine.id', 'line.rmaLineId')
    .innerJoin('rma', 'rma.id', 'rmaLine.rmaId')
    .innerJoin('orderLine as sold', 'sold.id', 'rmaLine.orderLineId')
    .innerJoin('salesOrder as o', 'o.id', 'rma.orderId')
    .select(['line.id', 'line.goodsReturnId', 'arrived.number', 'rma.id as rmaId', 'rma.number as rmaNumber', 'o.shownNumber as orderNumber'])
    .select([sql<number>`sold.variantId`.as('variantId'), 'sold.sku', 'sold.name', 'rmaLine.reason', 'line.value', 'location.name as location', 'arrived.occurredAt'])
    .select(sql<never>`line.quantity - line.inspected`.as('open'))
    .where(sql<boolean>`line.inspected < line.quantity`)
    .where('line.id', '>', p.after)
    .orderBy('line.id')
    .limit(p.limit),
);

/** What waits to be looked at, the oldest first. */
export function listWaiting(reader: Reader, { after, limit }: { after: { id: number } | null; limit: number }) {
  const rows = waiting.all(reader, { after: after?.id ?? 0, limit: limit + 1 });
  const last = rows[limit - 1];
  return { rows: rows.slice(0, limit), next: rows.length > limit && last ? { id: last.id } : null };
}
