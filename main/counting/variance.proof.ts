import { sql } from 'kysely';
import { countResult } from '../../shared/counting/variance.rules.ts';
import type { Quantity } from '../../shared/units/quantity.ts';
import type { Reader } from '../database/handles.ts';
import { type Fault, faultsShown, type ProofResult } from '../database/proof.ts';
import { read } from '../database/statement.ts';

const postedCounts = read((db) => db.selectFrom('stocktake').select(['id', 'number', 'locationId', 'bookMovementId']).where('state', '=', 'posted').orderBy('id'));

const postedLines = read((db, p: { stocktakeId: number }) =>
  db
    .selectFrom('stocktakeVariance as posted')
    .innerJoin('stocktakeLine as line', 'line.id', 'posted.lineId')
    .select(['posted.lineId', 'posted.round', 'posted.counted', 'posted.variance', 'line.variantId', 'line.binId', 'line.book', 'posted.commandId'])
    .where('posted.stocktakeId', '=', p.stocktakeId),
);

const countedRows = read((db, p: { stocktakeId: number }) =>
  db
    .selectFrom('stocktakeScan as scan')
    .select(['scan.lineId', 'scan.round', 'scan.quantity', 'scan.scannedAt'])
    .where('scan.stocktakeId', '=', p.stocktakeId)
    .where('scan.outcome', '=', 'counted')
    .where(({ not, exists, selectFrom }) =>
      not(exists(selectFrom('stocktakeScan as undo').select('undo.id').whereRef('undo.deviceId', '=', 'scan.deviceId').whereRef('undo.undoesSequence', '=', 'scan.sequence'))),
    ),
);

/** What moved at the place between the start of the count and its posting, in the order of recording. */
const movedRows = read((db, p: { locationId: number; from: number; stocktakeId: number }) =>
  db
    .selectFrom('stockMovement')
    .select(['variantId', 'binId', 'quantity', 'occurredAt', 'sourceKind', 'commandId'])
    .where('id', '>', p.from)
    .where('locationId', '=', p.locationId)
    .where('quantity', '<>', 0 as Quantity)
    .where(sql<boolean>`commandId < coalesce((select min(commandId) from stocktakeVariance where stocktakeId = ${p.stocktakeId}), 0)`),
);

/** The frozen book of a line, from the movements it was frozen after. */
const frozenWrongly = read((db, p: { stocktakeId: number }) =>
  db
    .selectFrom('stocktakeLine as line')
    .innerJoin('stocktake', 'stocktake.id', 'line.stocktakeId')
    .select(['line.id', 'line.book'])
    .where('stocktake.id', '=', p.stocktakeId)
    .where(sql<boolean>`line.book <> coalesce((select sum(quantity) from stockMovement movement
      where movement.variantId = line.variantId and movement.locationId = stocktake.locationId and movement.binId is line.binId and movement.id <= stocktake.bookMovementId), 0)`),
);

/** Every posted variance again from its scans and the movements of its place; the book it began with, from all before. */
export function recomputeVariances(reader: Reader): ProofResult {
  const faults: Fault[] = [];
  let checked = 0;
  for (const { id: stocktakeId, number, locationId, bookMovementId } of postedCounts.all(reader, {})) {
    const key = (place: { variantId: number; binId: number | null }): string => `${place.variantId} ${place.binId ?? 0}`;
    const moved = Map.groupBy(movedRows.all(reader, { locationId, from: bookMovementId ?? 0, stocktakeId }), key);
    const counted = Map.groupBy(countedRows.all(reader, { stocktakeId }), ({ lineId, round }) => `${lineId} ${round}`);
    faults.push(...frozenWrongly.all(reader, { stocktakeId }).map(({ id, book }) => ({ table: 'stocktakeLine', id, says: `of ${number} began with ${book}, which its movements do not say` })));
    for (const line of postedLines.all(reader, { stocktakeId })) {
      checked += 1;
      const scans = (counted.get(`${line.lineId} ${line.round}`) ?? []).map((scan) => ({ at: scan.scannedAt, quantity: scan.quantity }));
      const movements = (moved.get(key(line)) ?? []).map((one) => ({ at: one.occurredAt, quantity: one.quantity, correction: one.sourceKind === 'stocktake' }));
      const due = countResult(line.book ?? (0 as Quantity), scans, movements);
      if (due.variance === line.variance && due.counted === line.counted) continue;
      faults.push({ table: 'stocktakeVariance', id: line.lineId, says: `of ${number} was posted as ${line.variance}, its scans say ${due.variance}` });
    }
  }
  return { checked, faults: faults.slice(0, faultsShown) };
}
