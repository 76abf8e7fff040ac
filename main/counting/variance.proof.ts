import { sql } from 'kysely';
import { countByLot, type LotInBook } from '../../shared/counting/lot-variance.rules.ts';
import { countResult } from '../../shared/counting/variance.rules.ts';
import { type Quantity, quantity } from '../../shared/units/quantity.ts';
import type { Reader } from '../database/handles.ts';
import { type Fault, faultsShown, type ProofResult } from '../database/proof.ts';
import { read } from '../database/statement.ts';
import { lotCountedAt, namedOf, seenLaterElsewhere } from './counted-lines.queries.ts';
import { movedLots } from './lots-in-book.queries.ts';

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
    .select(['scan.lineId', 'scan.round', 'scan.quantity', 'scan.scannedAt', 'scan.lot', 'scan.serial', 'scan.expiresOn'])
    .select(seenLaterElsewhere.as('seenLater'))
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
    .select(['id', 'variantId', 'binId', 'quantity', 'occurredAt', 'sourceKind', 'commandId'])
    .where('id', '>', p.from)
    .where('locationId', '=', p.locationId)
    .where('quantity', '<>', 0 as Quantity)
    .where(sql<boolean>`commandId < coalesce((select min(commandId) from stocktakeVariance where stocktakeId = ${p.stocktakeId}), 0)`),
);

/** Which lots movements up to the posting moved at lines of followed goods, as they were named by then. */
const lotRows = read((db, p: { stocktakeId: number; locationId: number }) =>
  db
    .selectFrom('stocktakeLine as line')
    .innerJoin('variantTracking as follow', (join) => join.onRef('follow.variantId', '=', 'line.variantId').on('follow.tracking', '<>', 'none'))
    .innerJoin('lot', 'lot.variantId', 'line.variantId')
    .innerJoin('movementLot as part', 'part.lotId', 'lot.id')
    .innerJoin('stockMovement as movement', (join) => join.onRef('movement.id', '=', 'part.movementId').on(sql<boolean>`movement.binId is line.binId`))
    .select(['line.id as lineId', 'follow.tracking', 'part.movementId', 'lot.id as lotId', 'lot.code', 'lot.expiresOn', 'part.quantity'])
    .where('line.stocktakeId', '=', p.stocktakeId)
    .where('movement.locationId', '=', p.locationId)
    .where('part.quantity', '<>', 0 as Quantity)
    .where(sql<boolean>`part.commandId < coalesce((select min(commandId) from stocktakeVariance where stocktakeId = ${p.stocktakeId}), 0)`)
    .orderBy('part.movementId')
    .orderBy('part.lotId'),
);

const followedLines = read((db, p: { stocktakeId: number }) =>
  db
    .selectFrom('stocktakeLine as line')
    .innerJoin('variantTracking as follow', (join) => join.onRef('follow.variantId', '=', 'line.variantId').on('follow.tracking', '<>', 'none'))
    .select(['line.id as lineId', 'follow.tracking'])
    .where('line.stocktakeId', '=', p.stocktakeId),
);

const namings = read((db, p: { stocktakeId: number }) => db.selectFrom('stocktakeNaming').select(['lineId', 'round', 'lots']).where('stocktakeId', '=', p.stocktakeId).orderBy('id'));

type LotRow = ReturnType<typeof lotRows.all>[number];

function lotsFrom(rows: readonly LotRow[], bookMovementId: number): LotInBook[] {
  return [...Map.groupBy(rows, ({ lotId }) => lotId)].flatMap(([lotId, own]) => {
    const of = (some: readonly LotRow[]): Quantity => quantity(some.reduce((sum, row) => sum + row.quantity, 0));
    const [first] = own;
    return first ? [{ lotId, code: first.code, expiresOn: first.expiresOn, now: of(own), frozen: of(own.filter(({ movementId }) => movementId <= bookMovementId)) }] : [];
  });
}

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
    const followed = new Map(followedLines.all(reader, { stocktakeId }).map((row) => [row.lineId, row.tracking]));
    const lots = Map.groupBy(followed.size === 0 ? [] : lotRows.all(reader, { stocktakeId, locationId }), ({ lineId }) => lineId);
    const named = namedOf(namings.all(reader, { stocktakeId }));
    for (const line of postedLines.all(reader, { stocktakeId })) {
      checked += 1;
      const scans = counted.get(`${line.lineId} ${line.round}`) ?? [];
      const movements = (moved.get(key(line)) ?? []).map(({ id, ...one }) => ({ ...one, movementId: id, at: one.occurredAt, correction: one.sourceKind === 'stocktake' }));
      const tracking = followed.get(line.lineId);
      const book = line.book ?? quantity(0);
      const own = lots.get(line.lineId) ?? [];
      const due = tracking === undefined
        ? countResult(book, scans.map((scan) => ({ at: scan.scannedAt, quantity: scan.quantity })), movements)
        : countByLot({
            pieces: tracking === 'serial', frozen: book, lots: lotsFrom(own, bookMovementId ?? 0), scans: scans.map(lotCountedAt), moved: movedLots(movements, own), named: named(line.lineId, line.round),
          });
      if (due.variance === line.variance && due.counted === line.counted) continue;
      faults.push({ table: 'stocktakeVariance', id: line.lineId, says: `of ${number} was posted as ${line.variance}, its scans say ${due.variance}` });
    }
  }
  return { checked, faults: faults.slice(0, faultsShown) };
}
