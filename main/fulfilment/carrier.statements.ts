import type { Selectable } from 'kysely';
import type { Schema } from '../database/schema.ts';
import { read, write } from '../database/statement.ts';
import type { Instant } from '../../shared/units/instant.ts';
import type { Minor } from '../../shared/units/minor.ts';

export type CarrierRow = Selectable<Schema['carrier']>;
export type ServiceRow = Selectable<Schema['carrierService']>;
type CheckRule = CarrierRow['checkRule'];

export const allCarriers = read((db) => db.selectFrom('carrier').selectAll().orderBy('id'));
export const carrierById = read((db, p: { id: number }) => db.selectFrom('carrier').selectAll().where('id', '=', p.id));
export const carrierByCode = read((db, p: { code: string }) => db.selectFrom('carrier').selectAll().where('code', '=', p.code));
export const insertCarrier = write((db, p: { code: string; name: string; numberForms: string; checkRule: CheckRule; linkTemplate: string }) =>
  db.insertInto('carrier').values({ code: p.code, name: p.name, numberForms: p.numberForms, checkRule: p.checkRule, linkTemplate: p.linkTemplate }),
);
export const updateCarrierRow = write((db, p: { id: number; name: string; numberForms: string; linkTemplate: string }) =>
  db.updateTable('carrier').set({ name: p.name, numberForms: p.numberForms, linkTemplate: p.linkTemplate }).where('id', '=', p.id),
);
export const setCarrierBlocked = write((db, p: { id: number; blocked: 0 | 1 }) => db.updateTable('carrier').set({ blocked: p.blocked }).where('id', '=', p.id));

export const allServices = read((db) => db.selectFrom('carrierService').selectAll().orderBy('id'));
export const serviceById = read((db, p: { id: number }) => db.selectFrom('carrierService').selectAll().where('id', '=', p.id));
export const serviceByName = read((db, p: { carrierId: number; name: string }) =>
  db.selectFrom('carrierService').selectAll().where('carrierId', '=', p.carrierId).where('name', '=', p.name),
);

export interface ServiceTerms {
  name: string;
  cubicPerKilo: number | null;
  heaviestGrams: number | null;
  longestMm: number | null;
  days: number | null;
}

export const insertService = write((db, p: ServiceTerms & { carrierId: number; commandId: number }) =>
  db.insertInto('carrierService').values({
    carrierId: p.carrierId,
    name: p.name,
    cubicPerKilo: p.cubicPerKilo,
    heaviestGrams: p.heaviestGrams,
    longestMm: p.longestMm,
    days: p.days,
    commandId: p.commandId,
  }),
);
export const updateServiceRow = write((db, p: ServiceTerms & { id: number }) =>
  db
    .updateTable('carrierService')
    .set({ name: p.name, cubicPerKilo: p.cubicPerKilo, heaviestGrams: p.heaviestGrams, longestMm: p.longestMm, days: p.days })
    .where('id', '=', p.id),
);
export const setServiceBlocked = write((db, p: { id: number; blocked: 0 | 1 }) => db.updateTable('carrierService').set({ blocked: p.blocked }).where('id', '=', p.id));
export const noUsual = write((db) => db.updateTable('carrierService').set({ usual: 0 }).where('usual', '=', 1));
export const makeUsual = write((db, p: { id: number }) => db.updateTable('carrierService').set({ usual: 1 }).where('id', '=', p.id));

export const allRates = read((db) => db.selectFrom('carrierRate').selectAll().orderBy('carrierServiceId').orderBy('rowNo'));
export const ratesOf = read((db, p: { carrierServiceId: number }) => db.selectFrom('carrierRate').selectAll().where('carrierServiceId', '=', p.carrierServiceId).orderBy('rowNo'));
export const clearRates = write((db, p: { carrierServiceId: number }) => db.deleteFrom('carrierRate').where('carrierServiceId', '=', p.carrierServiceId));

interface NewRate {
  carrierServiceId: number;
  rowNo: number;
  zone: string;
  country: string;
  postcodeFrom: string;
  postcodeTo: string;
  upToGrams: number;
  price: Minor;
  stepGrams: number | null;
  stepPrice: Minor | null;
}
export const insertRate = write((db, p: NewRate) =>
  db.insertInto('carrierRate').values({
    carrierServiceId: p.carrierServiceId,
    rowNo: p.rowNo,
    zone: p.zone,
    country: p.country,
    postcodeFrom: p.postcodeFrom,
    postcodeTo: p.postcodeTo,
    upToGrams: p.upToGrams,
    price: p.price,
    stepGrams: p.stepGrams,
    stepPrice: p.stepPrice,
  }),
);

export const waybillByNumber = read((db, p: { carrierId: number; number: string }) =>
  db.selectFrom('waybill').selectAll().where('carrierId', '=', p.carrierId).where('number', '=', p.number),
);
export const insertWaybill = write((db, p: { carrierId: number; number: string; commandId: number }) =>
  db.insertInto('waybill').values({ carrierId: p.carrierId, number: p.number, commandId: p.commandId }),
);
export const setWithdrawn = write((db, p: { id: number; withdrawn: 0 | 1 }) =>
  db.updateTable('waybill').set({ withdrawn: p.withdrawn }).where('id', '=', p.id).where('parcelId', 'is', null),
);
export const firstFreeWaybill = read((db, p: { carrierId: number }) =>
  db.selectFrom('waybill').selectAll().where('carrierId', '=', p.carrierId).where('parcelId', 'is', null).where('withdrawn', '=', 0).orderBy('id').limit(1),
);
export const takeWaybill = write((db, p: { id: number; parcelId: number; usedAt: Instant }) =>
  db.updateTable('waybill').set({ parcelId: p.parcelId, usedAt: p.usedAt }).where('id', '=', p.id),
);
export const freeWaybills = read((db) =>
  db
    .selectFrom('waybill')
    .select(['carrierId', (eb) => eb.fn.countAll<number>().as('free')])
    .where('parcelId', 'is', null)
    .where('withdrawn', '=', 0)
    .groupBy('carrierId'),
);
