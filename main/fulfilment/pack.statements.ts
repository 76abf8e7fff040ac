import { sql } from 'kysely';
import type { PackOutcome } from '../../shared/fulfilment/pack.rules.ts';
import type { Instant } from '../../shared/units/instant.ts';
import type { Minor } from '../../shared/units/minor.ts';
import type { Quantity } from '../../shared/units/quantity.ts';
import { read, write } from '../database/statement.ts';

export const toteById = read((db, p: { id: number }) =>
  db
    .selectFrom('pickTote as tote')
    .innerJoin('pickWave as wave', 'wave.id', 'tote.pickWaveId')
    .selectAll('tote')
    .select(['wave.number as waveNumber', 'wave.packingBinId', 'wave.cancelledAt'])
    .where('tote.id', '=', p.id),
);

export const parcelById = read((db, p: { id: number }) => db.selectFrom('parcel').selectAll().where('id', '=', p.id));
export const openParcelOf = read((db, p: { pickToteId: number }) => db.selectFrom('parcel').selectAll().where('pickToteId', '=', p.pickToteId).where('state', '=', 'open'));
export const insertParcel = write((db, p: { number: string; pickToteId: number; openedAt: Instant; commandId: number }) =>
  db.insertInto('parcel').values({ number: p.number, pickToteId: p.pickToteId, state: 'open', openedAt: p.openedAt, commandId: p.commandId }),
);
export const discardParcelRow = write((db, p: { id: number }) => db.updateTable('parcel').set({ state: 'discarded' }).where('id', '=', p.id));

export interface ParcelMeasures {
  weightGrams: number | null;
  lengthMm: number | null;
  widthMm: number | null;
  heightMm: number | null;
}

export const shipParcelRow = write(
  (db, p: ParcelMeasures & { id: number; shipmentId: number; carrierServiceId: number | null; price: Minor | null; usualPrice: Minor | null; shippedAt: Instant }) =>
    db
      .updateTable('parcel')
      .set({
        state: 'shipped',
        shipmentId: p.shipmentId,
        weightGrams: p.weightGrams,
        lengthMm: p.lengthMm,
        widthMm: p.widthMm,
        heightMm: p.heightMm,
        carrierServiceId: p.carrierServiceId,
        price: p.price,
        usualPrice: p.usualPrice,
        shippedAt: p.shippedAt,
      })
      .where('id', '=', p.id),
);

/** What a parcel holds, each with the bin its goods leave from. */
export const goodsInParcel = read((db, p: { parcelId: number }) =>
  db
    .selectFrom('parcelLine as held')
    .innerJoin('pickLine as line', 'line.id', 'held.pickLineId')
    .innerJoin('pickTote as tote', 'tote.id', 'line.pickToteId')
    .innerJoin('pickWave as wave', 'wave.id', 'tote.pickWaveId')
    .innerJoin('variant', 'variant.id', 'line.variantId')
    .select(['held.pickLineId', 'held.quantity', 'line.orderLineId', 'line.variantId', 'line.binId', 'wave.packingBinId', 'variant.weightGrams'])
    .where('held.parcelId', '=', p.parcelId)
    .orderBy('held.pickLineId'),
);
export const putIntoParcel = write((db, p: { parcelId: number; pickLineId: number; quantity: Quantity }) =>
  db
    .insertInto('parcelLine')
    .values({ parcelId: p.parcelId, pickLineId: p.pickLineId, quantity: p.quantity }),
);
export const setInParcel = write((db, p: { parcelId: number; pickLineId: number; quantity: Quantity }) =>
  db.updateTable('parcelLine').set({ quantity: p.quantity }).where('parcelId', '=', p.parcelId).where('pickLineId', '=', p.pickLineId),
);
export const takeFromParcel = write((db, p: { parcelId: number; pickLineId: number }) =>
  db.deleteFrom('parcelLine').where('parcelId', '=', p.parcelId).where('pickLineId', '=', p.pickLineId),
);

interface NewScan {
  parcelId: number;
  code: string;
  variantId: number | null;
  outcome: PackOutcome;
  quantity: Quantity;
  scannedAt: Instant;
  commandId: number;
}
export const insertScan = write((db, p: NewScan) =>
  db.insertInto('packScan').values({
    parcelId: p.parcelId,
    code: p.code,
    variantId: p.variantId,
    outcome: p.outcome,
    quantity: p.quantity,
    scannedAt: p.scannedAt,
    commandId: p.commandId,
  }),
);
export const scanById = read((db, p: { id: number }) => db.selectFrom('packScan').selectAll().where('id', '=', p.id));
export const wrongInside = read((db, p: { parcelId: number }) =>
  db
    .selectFrom('packScan as scan')
    .leftJoin('variant', 'variant.id', 'scan.variantId')
    .leftJoin('product', 'product.id', 'variant.productId')
    .select(['scan.id as packScanId', 'scan.code', 'scan.outcome', 'scan.variantId', 'product.name'])
    .where('scan.parcelId', '=', p.parcelId)
    .where(sql<boolean>`outcome in ('wrong', 'tooMany', 'unknown') and settled is null`)
    .orderBy('scan.id'),
);
export const settleScan = write((db, p: { id: number; settled: 'putAside' | 'overruled'; reason: string | null; commandId: number }) =>
  db.updateTable('packScan').set({ settled: p.settled, reason: p.reason, settleCommandId: p.commandId }).where('id', '=', p.id),
);

/** Whether goods go by lot or serial number, so that a parcel may have to say which. */
export const nameOfVariant = read((db, p: { variantId: number }) =>
  db.selectFrom('variant').innerJoin('product', 'product.id', 'variant.productId').select(['variant.sku', 'product.name']).where('variant.id', '=', p.variantId),
);
