import type { Day } from '../../shared/units/day.ts';
import type { Instant } from '../../shared/units/instant.ts';
import type { Quantity } from '../../shared/units/quantity.ts';
import type { Schema } from '../database/schema.ts';
import { read, write } from '../database/statement.ts';
import { countedBefore, firstOfPiece, standing } from './scan-once.sql.ts';

export interface NewScan {
  stocktakeId: number;
  lineId: number | null;
  round: number | null;
  kind: Schema['stocktakeScan']['kind'];
  outcome: Schema['stocktakeScan']['outcome'];
  userId: number;
  deviceId: number;
  sequence: number;
  deviceAt: Instant;
  scannedAt: Instant;
  trusted: number;
  binId: number | null;
  variantId: number | null;
  code: string | null;
  /** What the label said, of goods that are followed so. */
  lot: string | null;
  serial: string | null;
  expiresOn: Day | null;
  quantity: Quantity;
  undoesSequence: number | null;
}

export const insertScan = write((db, p: NewScan & { recordedAt: Instant; commandId: number }) =>
  db.insertInto('stocktakeScan').values({
    stocktakeId: p.stocktakeId,
    lineId: p.lineId,
    round: p.round,
    kind: p.kind,
    outcome: p.outcome,
    userId: p.userId,
    deviceId: p.deviceId,
    sequence: p.sequence,
    deviceAt: p.deviceAt,
    scannedAt: p.scannedAt,
    trusted: p.trusted,
    recordedAt: p.recordedAt,
    binId: p.binId,
    variantId: p.variantId,
    code: p.code,
    lot: p.lot,
    serial: p.serial,
    expiresOn: p.expiresOn,
    quantity: p.quantity,
    undoesSequence: p.undoesSequence,
    commandId: p.commandId,
  }),
);

export const scanOfDevice = read((db, p: { deviceId: number; sequence: number }) =>
  db.selectFrom('stocktakeScan').selectAll().where('deviceId', '=', p.deviceId).where('sequence', '=', p.sequence),
);

export type ScanRow = NonNullable<ReturnType<typeof scanOfDevice.get>>;

/** Whose count each round of a line is. */
export const roundsOfLine = read((db, p: { lineId: number }) =>
  db.selectFrom('stocktakeScan').select(['round', 'userId']).distinct().where('lineId', '=', p.lineId).orderBy('round'),
);

/** What one person has counted of a line, scans taken back left out. */
export const countedBy = read((db, p: { lineId: number; userId: number }) =>
  db
    .selectFrom('stocktakeScan as scan')
    .select(({ fn }) => fn.sum<Quantity | null>('scan.quantity').as('quantity'))
    .where('scan.lineId', '=', p.lineId)
    .where('scan.userId', '=', p.userId)
    .where(standing)
    .where(firstOfPiece),
);

/** Whether the piece of a scan had been counted before. */
export const wasCounted = read((db, p: { id: number }) => db.selectFrom('stocktakeScan as scan').select(countedBefore.as('before')).where('scan.id', '=', p.id));

/** What the book says of a line's place now. */
export const bookNow = read((db, p: { lineId: number; bookMovementId: number; locationId: number }) =>
  db
    .selectFrom('stocktakeLine as line')
    .select((from) => [
      'line.book',
      from
        .selectFrom('stockMovement as movement')
        .select(({ fn }) => fn.sum<Quantity | null>('movement.quantity').as('moved'))
        .whereRef('movement.variantId', '=', 'line.variantId')
        .where('movement.locationId', '=', p.locationId)
        .whereRef('movement.binId', 'is', 'line.binId')
        .where('movement.id', '>', p.bookMovementId)
        .as('moved'),
    ])
    .where('line.id', '=', p.lineId),
);

export const binsOfVariant = read((db, p: { stocktakeId: number; variantId: number }) =>
  db
    .selectFrom('stocktakeLine as line')
    .innerJoin('bin', 'bin.id', 'line.binId')
    .select('bin.code')
    .where('line.stocktakeId', '=', p.stocktakeId)
    .where('line.variantId', '=', p.variantId)
    .orderBy('bin.code')
    .limit(5),
);

export const variantName = read((db, p: { variantId: number }) =>
  db
    .selectFrom('variant')
    .innerJoin('product', 'product.id', 'variant.productId')
    .leftJoin('variantTracking as follow', 'follow.variantId', 'variant.id')
    .select(['product.name', 'variant.sku', 'variant.optionValues', 'follow.tracking'])
    .where('variant.id', '=', p.variantId),
);

export const knownDevice = read((db, p: { deviceId: number }) => db.selectFrom('device').select('id').where('id', '=', p.deviceId));

export const binOf = read((db, p: { binId: number }) => db.selectFrom('bin').select(['id', 'locationId']).where('id', '=', p.binId));
