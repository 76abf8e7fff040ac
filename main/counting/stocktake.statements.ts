import { sql } from 'kysely';
import type { Day } from '../../shared/units/day.ts';
import type { Instant } from '../../shared/units/instant.ts';
import type { Minor } from '../../shared/units/minor.ts';
import type { Quantity } from '../../shared/units/quantity.ts';
import type { Schema } from '../database/schema.ts';
import { read, write } from '../database/statement.ts';

export type StocktakeState = Schema['stocktake']['state'];

interface NewStocktake {
  number: string;
  name: string;
  locationId: number;
  scope: string;
  blind: number;
  counters: number;
  recountQuantity: Quantity | null;
  recountValue: Minor | null;
  approvalValue: Minor | null;
  plannedAt: Instant;
  commandId: number;
}

export const insertStocktake = write((db, p: NewStocktake) =>
  db.insertInto('stocktake').values({
    number: p.number,
    name: p.name,
    locationId: p.locationId,
    scope: p.scope,
    blind: p.blind,
    counters: p.counters,
    recountQuantity: p.recountQuantity,
    recountValue: p.recountValue,
    approvalValue: p.approvalValue,
    state: 'planned',
    plannedAt: p.plannedAt,
    commandId: p.commandId,
  }),
);

export const stocktakeById = read((db, p: { id: number }) => db.selectFrom('stocktake').selectAll().where('id', '=', p.id));

export const insertLine = write((db, p: { stocktakeId: number; variantId: number; binId: number | null; origin: 'scope' | 'found'; commandId: number }) =>
  db.insertInto('stocktakeLine').values({ stocktakeId: p.stocktakeId, variantId: p.variantId, binId: p.binId, origin: p.origin, commandId: p.commandId }),
);

/** All lines of a scope in one statement, in the order given; places are a JSON list. */
export const insertLines = write((db, p: { stocktakeId: number; places: string; commandId: number }) =>
  db.insertInto('stocktakeLine').columns(['stocktakeId', 'variantId', 'binId', 'origin', 'commandId']).expression(
    db
      .selectFrom(sql<{ value: string; key: number }>`json_each(${p.places})`.as('place'))
      .select([sql<number>`${p.stocktakeId}`.as('stocktakeId'), sql<number>`place.value ->> 'variantId'`.as('variantId'), sql<number | null>`place.value ->> 'binId'`.as('binId')])
      .select([sql<'scope'>`'scope'`.as('origin'), sql<number>`${p.commandId}`.as('commandId')])
      .orderBy('place.key'),
  ),
);

export const lineById = read((db, p: { id: number }) => db.selectFrom('stocktakeLine').selectAll().where('id', '=', p.id));

export const lineAt = read((db, p: { stocktakeId: number; variantId: number; binId: number | null }) =>
  db
    .selectFrom('stocktakeLine')
    .selectAll()
    .where('stocktakeId', '=', p.stocktakeId)
    .where('variantId', '=', p.variantId)
    .where(sql<boolean>`coalesce(binId, 0) = coalesce(${p.binId}, 0)`),
);

/** Takes over what the book says now for lines that have no book yet; `locationId` is the count's. */
export const freezeBook = write((db, p: { stocktakeId: number; locationId: number }) =>
  db
    .updateTable('stocktakeLine')
    .set({
      book: sql<Quantity>`coalesce(case when binId is null then
        coalesce((select onHand from stockLevel level where level.variantId = stocktakeLine.variantId and level.locationId = ${p.locationId}), 0)
        - coalesce((select sum(level.onHand) from binLevel level join bin on bin.id = level.binId
            where level.variantId = stocktakeLine.variantId and bin.locationId = ${p.locationId}), 0)
        else (select onHand from binLevel level where level.variantId = stocktakeLine.variantId and level.binId = stocktakeLine.binId) end, 0)`,
    })
    .where('stocktakeId', '=', p.stocktakeId)
    .where('book', 'is', null),
);

/** What a line found later had in the book when counting began. */
export const freezeFoundLine = write((db, p: { lineId: number; locationId: number; bookMovementId: number }) =>
  db
    .updateTable('stocktakeLine')
    .set({
      book: sql<Quantity>`coalesce((select sum(quantity) from stockMovement movement
        where movement.variantId = stocktakeLine.variantId and movement.locationId = ${p.locationId}
          and movement.binId is stocktakeLine.binId and movement.id <= ${p.bookMovementId}), 0)`,
    })
    .where('id', '=', p.lineId)
    .where('book', 'is', null),
);

export const newestMovement = read((db) => db.selectFrom('stockMovement').select((eb) => eb.fn.coalesce(eb.fn.max<number>('id'), sql<number>`0`).as('id')));

export const markStarted = write((db, p: { id: number; startedAt: Instant; bookMovementId: number }) =>
  db.updateTable('stocktake').set({ state: 'counting', startedAt: p.startedAt, bookMovementId: p.bookMovementId }).where('id', '=', p.id),
);

export const markState = write((db, p: { id: number; state: 'counting' | 'paused' | 'review'; reviewedAt: Instant | null }) =>
  db.updateTable('stocktake').set({ state: p.state, reviewedAt: p.reviewedAt }).where('id', '=', p.id),
);

export const markClosed = write((db, p: { id: number; state: 'posted' | 'abandoned'; closedAt: Instant; postedOn: Day | null }) =>
  db.updateTable('stocktake').set({ state: p.state, closedAt: p.closedAt, postedOn: p.postedOn }).where('id', '=', p.id),
);

export const joinCount = write((db, p: { stocktakeId: number; userId: number; joinedAt: Instant }) =>
  db
    .insertInto('stocktakeCounter')
    .values({ stocktakeId: p.stocktakeId, userId: p.userId, joinedAt: p.joinedAt })
    .onConflict((conflict) => conflict.columns(['stocktakeId', 'userId']).doUpdateSet({ doneAt: null })),
);

export const counterOf = read((db, p: { stocktakeId: number; userId: number }) =>
  db.selectFrom('stocktakeCounter').selectAll().where('stocktakeId', '=', p.stocktakeId).where('userId', '=', p.userId),
);

export const endPart = write((db, p: { stocktakeId: number; userId: number; doneAt: Instant }) =>
  db.updateTable('stocktakeCounter').set({ doneAt: p.doneAt }).where('stocktakeId', '=', p.stocktakeId).where('userId', '=', p.userId).where('doneAt', 'is', null),
);

export const endAllParts = write((db, p: { stocktakeId: number; doneAt: Instant }) =>
  db.updateTable('stocktakeCounter').set({ doneAt: p.doneAt }).where('stocktakeId', '=', p.stocktakeId).where('doneAt', 'is', null),
);

/** Who counted counts on: their part is open again. */
export const reopenParts = write((db, p: { stocktakeId: number }) =>
  db
    .updateTable('stocktakeCounter')
    .set({ doneAt: null })
    .where('stocktakeId', '=', p.stocktakeId)
    .where('userId', 'in', (from) => from.selectFrom('stocktakeScan').select('userId').where('stocktakeId', '=', p.stocktakeId)),
);

interface NewDecision {
  stocktakeId: number;
  lineId: number;
  kind: Schema['stocktakeDecision']['kind'];
  round: number | null;
  variance: Quantity | null;
  difference: string | null;
  reason: string | null;
  value: Minor | null;
  userId: number;
  decidedAt: Instant;
  commandId: number;
}

export const insertDecision = write((db, p: NewDecision) =>
  db.insertInto('stocktakeDecision').values({
    stocktakeId: p.stocktakeId,
    lineId: p.lineId,
    kind: p.kind,
    round: p.round,
    variance: p.variance,
    difference: p.difference,
    reason: p.reason,
    value: p.value,
    userId: p.userId,
    decidedAt: p.decidedAt,
    commandId: p.commandId,
  }),
);

export const insertNaming = write((db, p: { stocktakeId: number; lineId: number; round: number; lots: string; userId: number; namedAt: Instant; commandId: number }) =>
  db.insertInto('stocktakeNaming').values({ stocktakeId: p.stocktakeId, lineId: p.lineId, round: p.round, lots: p.lots, userId: p.userId, namedAt: p.namedAt, commandId: p.commandId }),
);

interface NewVariance {
  lineId: number;
  stocktakeId: number;
  round: number;
  counted: Quantity;
  book: Quantity;
  variance: Quantity;
  value: Minor;
  reason: string | null;
  movementId: number | null;
  commandId: number;
}

export const insertVariance = write((db, p: NewVariance) =>
  db.insertInto('stocktakeVariance').values({
    lineId: p.lineId,
    stocktakeId: p.stocktakeId,
    round: p.round,
    counted: p.counted,
    book: p.book,
    variance: p.variance,
    value: p.value,
    reason: p.reason,
    movementId: p.movementId,
    commandId: p.commandId,
  }),
);

interface NewLotVariance {
  lineId: number;
  lotId: number;
  counted: Quantity;
  book: Quantity;
  variance: Quantity;
  value: Minor;
  movementId: number | null;
  commandId: number;
}

export const insertLotVariance = write((db, p: NewLotVariance) =>
  db.insertInto('stocktakeLotVariance').values({
    lineId: p.lineId,
    lotId: p.lotId,
    counted: p.counted,
    book: p.book,
    variance: p.variance,
    value: p.value,
    movementId: p.movementId,
    commandId: p.commandId,
  }),
);

/** The movements of a posted count with the lot of each, where it is of one. */
export const postedMovements = read((db, p: { stocktakeId: number }) =>
  db
    .selectFrom('stocktakeVariance as line')
    .leftJoin('stocktakeLotVariance as ofLot', 'ofLot.lineId', 'line.lineId')
    .leftJoin('lot', 'lot.id', 'ofLot.lotId')
    .innerJoin('stockMovement as movement', (join) => join.on(sql<boolean>`movement.id = iif(ofLot.lotId is null, line.movementId, ofLot.movementId)`))
    .select(['movement.id', 'movement.variantId', 'movement.locationId', 'movement.binId', 'movement.quantity', 'movement.kind', 'ofLot.lotId', 'lot.code'])
    .select(({ fn }) => fn.coalesce('ofLot.value', 'line.value').as('value'))
    .where('line.stocktakeId', '=', p.stocktakeId)
    .orderBy('movement.id'),
);

export const insertReversal = write((db, p: { stocktakeId: number; reason: string; reversedAt: Instant; postedOn: Day; userId: number; commandId: number }) =>
  db.insertInto('stocktakeReversal').values({
    stocktakeId: p.stocktakeId,
    reason: p.reason,
    reversedAt: p.reversedAt,
    postedOn: p.postedOn,
    userId: p.userId,
    commandId: p.commandId,
  }),
);

export const reversalOf = read((db, p: { stocktakeId: number }) => db.selectFrom('stocktakeReversal').selectAll().where('stocktakeId', '=', p.stocktakeId));
