import type { KeepingRule } from '../../shared/inventory/reservation.rules.ts';
import type { Instant } from '../../shared/units/instant.ts';
import type { Quantity } from '../../shared/units/quantity.ts';
import type { Reader, Tx } from '../database/handles.ts';
import { read, write } from '../database/statement.ts';
import { noteSetFree } from './allocation.service.ts';

const setting = read((db) => db.selectFrom('stockSetting').select(['reservationHours as hours', 'heldHours', 'tellHours', 'keepingDecided as decided']).where('id', '=', 1));
const setKeeping = write((db, p: KeepingRule) =>
  db.updateTable('stockSetting').set({ reservationHours: p.hours, heldHours: p.heldHours, tellHours: p.tellHours, keepingDecided: 1 }).where('id', '=', 1),
);

const dueOnes = read((db, p: { now: Instant }) =>
  db
    .selectFrom('allocation')
    .selectAll()
    .where('expiresAt', '<=', p.now)
    .orderBy('expiresAt')
    .limit(200),
);
const firstDue = read((db) => db.selectFrom('allocation').select('expiresAt').where('expiresAt', 'is not', null).orderBy('expiresAt').limit(1));

interface Place {
  orderLineId: number;
  locationId: number;
}

const endOne = write((db, p: Place) => db.deleteFrom('allocation').where('orderLineId', '=', p.orderLineId).where('locationId', '=', p.locationId));
const keepOne = write((db, p: Place) =>
  db.updateTable('allocation').set({ expiresAt: null }).where('orderLineId', '=', p.orderLineId).where('locationId', '=', p.locationId),
);
const waitLonger = write((db, p: Place & { expiresAt: Instant }) =>
  db.updateTable('allocation').set({ expiresAt: p.expiresAt }).where('orderLineId', '=', p.orderLineId).where('locationId', '=', p.locationId),
);

export interface Reservation extends Place {
  variantId: number;
  quantity: Quantity;
  allocatedAt: Instant;
  expiresAt: Instant | null;
}

const insertExpiry = write((db, p: Reservation & { expiresAt: Instant; freedAt: Instant; commandId: number }) =>
  db.insertInto('reservationExpiry').values({
    orderLineId: p.orderLineId,
    locationId: p.locationId,
    variantId: p.variantId,
    quantity: p.quantity,
    allocatedAt: p.allocatedAt,
    expiresAt: p.expiresAt,
    freedAt: p.freedAt,
    commandId: p.commandId,
  }),
);

/** How long goods stay blocked, in hours, null where for ever; and whether anybody decided it. */
export function getReservationRule(reader: Reader): KeepingRule & { decided: boolean } {
  const row = setting.get(reader, {});
  return { hours: row?.hours ?? null, heldHours: row?.heldHours ?? null, tellHours: row?.tellHours ?? null, decided: row?.decided === 1 };
}

type Changes = { -readonly [Key in keyof KeepingRule]?: KeepingRule[Key] };

/** Answers what stood there of what changes. What is set aside already keeps the deadline it got. */
export function setReservationRule(tx: Tx, changes: Changes): { before: Changes } {
  const { decided: _decided, ...rule } = getReservationRule(tx);
  setKeeping.run(tx, { ...rule, ...changes });
  tx.changed('stockSetting', 1);
  const before: Changes = {
    ...('hours' in changes && { hours: rule.hours }),
    ...('heldHours' in changes && { heldHours: rule.heldHours }),
    ...('tellHours' in changes && { tellHours: rule.tellHours }),
  };
  return { before };
}

/** Reservations whose time is over, the longest over first; up to 200, so that one turn stays short. */
export const dueReservations = (reader: Reader, now: Instant): Reservation[] => dueOnes.all(reader, { now });

/** When the next reservation is over; undefined where none ever is. */
export const nextExpiry = (reader: Reader): Instant | undefined => firstDue.get(reader, {})?.expiresAt ?? undefined;

/** Sets goods free because their time is over, and writes down why. Source: DOMAIN §3; nothing stays blocked for ever. */
export function expireReservation(tx: Tx, reservation: Reservation): void {
  const { expiresAt } = reservation;
  if (expiresAt === null || expiresAt > tx.now) throw new RangeError('this reservation is not over');
  endOne.run(tx, reservation);
  noteSetFree(tx);
  insertExpiry.run(tx, { ...reservation, expiresAt, freedAt: tx.now, commandId: tx.commandId });
  tx.changed('stockLevel', reservation.variantId);
  tx.changed('orderLine', reservation.orderLineId);
}

/** Keeps goods set aside without an end: somebody paid for them. */
export const keepReservation = (tx: Tx, reservation: Place): void => void keepOne.run(tx, reservation);

/** Keeps goods set aside until later than was said: their order is on hold. */
export const prolongReservation = (tx: Tx, reservation: Place, until: Instant): void => void waitLonger.run(tx, { ...reservation, expiresAt: until });

const expiredOnes = read((db, p: { variantId: number | null; limit: number }) =>
  db
    .selectFrom('reservationExpiry as over')
    .innerJoin('variant', 'variant.id', 'over.variantId')
    .select(['over.id', 'over.orderLineId', 'over.variantId', 'variant.sku', 'over.locationId', 'over.quantity', 'over.allocatedAt', 'over.expiresAt', 'over.freedAt'])
    .where((eb) => eb.or([eb(eb.val(p.variantId), 'is', null), eb('over.variantId', '=', p.variantId)]))
    .orderBy('over.id', 'desc')
    .limit(p.limit),
);

/** What was set free by the clock, with how long it had been kept. */
export const listExpired = (reader: Reader, { variantId, limit }: { variantId?: number; limit: number }) => ({
  rows: expiredOnes.all(reader, { variantId: variantId ?? null, limit }),
});
