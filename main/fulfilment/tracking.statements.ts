import { sql } from 'kysely';
import type { EventState } from '../../shared/fulfilment/tracking.rules.ts';
import type { Instant } from '../../shared/units/instant.ts';
import { read, write } from '../database/statement.ts';

interface NewEvent {
  number: string;
  status: EventState;
  happenedAt: Instant;
  place: string;
  says: string;
}

export const eventLike = read((db, p: NewEvent) =>
  db
    .selectFrom('trackingEvent')
    .select('id')
    .where('number', '=', p.number)
    .where('happenedAt', '=', p.happenedAt)
    .where('status', '=', p.status)
    .where('place', '=', p.place)
    .where('says', '=', p.says),
);
export const insertEvent = write((db, p: NewEvent & { shipmentId: number | null; commandId: number }) =>
  db.insertInto('trackingEvent').values({
    number: p.number,
    shipmentId: p.shipmentId,
    status: p.status,
    happenedAt: p.happenedAt,
    place: p.place,
    says: p.says,
    commandId: p.commandId,
  }),
);
export const assignEvent = write((db, p: { id: number; shipmentId: number | null }) => db.updateTable('trackingEvent').set({ shipmentId: p.shipmentId }).where('id', '=', p.id));
export const straysOf = read((db, p: { number: string }) => db.selectFrom('trackingEvent').select('id').where('number', '=', p.number).where('shipmentId', 'is', null));

/** The parcel with a number; of several (a number used again) the latest that still stands. */
export const deliveryOfNumber = read((db, p: { number: string }) =>
  db
    .selectFrom('delivery')
    .innerJoin('shipment', 'shipment.id', 'delivery.shipmentId')
    .select(['delivery.shipmentId', 'delivery.stuckAt', 'shipment.orderId'])
    .where('delivery.number', '=', p.number)
    .where('shipment.voidedAt', 'is', null)
    .orderBy('delivery.shipmentId', 'desc')
    .limit(1),
);
export const deliveryById = read((db, p: { shipmentId: number }) =>
  db
    .selectFrom('delivery')
    .innerJoin('shipment', 'shipment.id', 'delivery.shipmentId')
    .select(['delivery.shipmentId', 'delivery.stuckAt', 'shipment.orderId'])
    .where('delivery.shipmentId', '=', p.shipmentId),
);
export const markStuck = write((db, p: { shipmentId: number; stuckAt: Instant | null }) => db.updateTable('delivery').set({ stuckAt: p.stuckAt }).where('shipmentId', '=', p.shipmentId));

/** A shop that does not bring in what carriers say hears of no parcel: one nobody ever spoke of is silent only where others were heard of since. */
const isListenedFor = sql<boolean>`(delivery.status <> 'labelled' or delivery.newsAt < (select max(happenedAt) from trackingEvent))`;

/** Under way and silent, the longest first; each once, until it is heard of again. */
export const silentDeliveries = read((db, p: { before: Instant; most: number }) =>
  db
    .selectFrom('delivery')
    .innerJoin('shipment', 'shipment.id', 'delivery.shipmentId')
    .select(['delivery.shipmentId', 'delivery.number', 'delivery.newsAt', 'shipment.orderId'])
    .where(sql<boolean>`delivery.status not in ('delivered', 'returned')`)
    .where('delivery.newsAt', '<=', p.before)
    .where(isListenedFor)
    .where('delivery.stuckAt', 'is', null)
    .where('shipment.voidedAt', 'is', null)
    .orderBy('delivery.newsAt')
    .limit(p.most),
);
export const firstSilent = read((db) =>
  db
    .selectFrom('delivery')
    .innerJoin('shipment', 'shipment.id', 'delivery.shipmentId')
    .select(['delivery.newsAt', sql<number>`(select stuckDays from fulfilmentSetting)`.as('stuckDays')])
    .where(sql<boolean>`delivery.status not in ('delivered', 'returned')`)
    .where(isListenedFor)
    .where('delivery.stuckAt', 'is', null)
    .where('shipment.voidedAt', 'is', null)
    .orderBy('delivery.newsAt')
    .limit(1),
);

export const stuckRule = read((db) => db.selectFrom('fulfilmentSetting').select('stuckDays'));
export const setStuckRule = write((db, p: { stuckDays: number }) => db.updateTable('fulfilmentSetting').set({ stuckDays: p.stuckDays }).where('id', '=', 1));
