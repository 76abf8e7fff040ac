import { sql } from 'kysely';
import type { Day } from '../../shared/units/day.ts';
import type { Instant } from '../../shared/units/instant.ts';
import type { Minor } from '../../shared/units/minor.ts';
import type { Quantity } from '../../shared/units/quantity.ts';
import { read, write } from '../database/statement.ts';

interface NewGoodsReturn {
  number: string;
  rmaId: number;
  locationId: number;
  note: string;
  occurredAt: Instant;
  postedOn: Day;
}

export const insertGoodsReturn = write((db, p: NewGoodsReturn & { commandId: number }) =>
  db.insertInto('goodsReturn').values({
    number: p.number,
    rmaId: p.rmaId,
    locationId: p.locationId,
    note: p.note,
    occurredAt: p.occurredAt,
    postedOn: p.postedOn,
    commandId: p.commandId,
  }),
);

export const insertGoodsReturnLine = write((db, p: { goodsReturnId: number; rmaLineId: number; drawId: number; movementId: number; quantity: Quantity; value: Minor }) =>
  db.insertInto('goodsReturnLine').values({
    goodsReturnId: p.goodsReturnId,
    rmaLineId: p.rmaLineId,
    drawId: p.drawId,
    movementId: p.movementId,
    quantity: p.quantity,
    value: p.value,
  }),
);

export const goodsReturnById = read((db, p: { id: number }) => db.selectFrom('goodsReturn').selectAll().where('id', '=', p.id));

export const linesOfGoodsReturn = read((db, p: { goodsReturnId: number }) =>
  db
    .selectFrom('goodsReturnLine as line')
    .innerJoin('rmaLine', 'rmaLine.id', 'line.rmaLineId')
    .innerJoin('orderLine as sold', 'sold.id', 'rmaLine.orderLineId')
    .selectAll('line')
    .select(['rmaLine.orderLineId', 'sold.sku', sql<number>`sold.variantId`.as('variantId')])
    .select(sql<number>`coalesce((
      select sum(l.value) from inspectionLine l join inspection i on i.id = l.inspectionId
      where l.goodsReturnLineId = line.id and i.takenBackAt is null), 0)`.as('valueInspected'))
    .where('line.goodsReturnId', '=', p.goodsReturnId)
    .orderBy('line.id'),
);

/** By what goods of an order line left: its parcels, and what was sent to the customer again. `away` is what is still out. */
export const drawsOf = read((db, p: { orderLineId: number }) =>
  db
    .selectFrom(
      sql<{ movementId: number; quantity: Quantity; away: Quantity }>`(
        select away.movementId, away.quantity, away.quantity - coalesce((select sum(g.quantity) from goodsReturnLine g where g.drawId = away.movementId), 0) as away
        from (
          select part.movementId, part.quantity from shipmentLine part join shipment on shipment.id = part.shipmentId
          where part.orderLineId = ${p.orderLineId} and shipment.voidedAt is null and part.movementId is not null
          union all
          select l.movementId, l.quantity from inspectionLine l join inspection i on i.id = l.inspectionId
            join goodsReturnLine g on g.id = l.goodsReturnLineId join rmaLine r on r.id = g.rmaLineId
          where r.orderLineId = ${p.orderLineId} and l.disposition = 'back' and i.takenBackAt is null
        ) away)`.as('draw'),
    )
    .selectAll()
    .where('draw.away', '>', sql<Quantity>`0`)
    .orderBy('draw.movementId', 'desc'),
);

/** The lots of a movement, and how much of each. */
export const lotsOfMovement = read((db, p: { movementId: number }) =>
  db
    .selectFrom('movementLot as part')
    .innerJoin('lot', 'lot.id', 'part.lotId')
    .select(['lot.code', sql<Quantity>`abs(part.quantity)`.as('quantity')])
    .where('part.movementId', '=', p.movementId)
    .orderBy('lot.id'),
);
