import { type RawBuilder, sql } from 'kysely';
import { quantity } from '../../shared/units/quantity.ts';
import type { Reader } from '../database/handles.ts';
import { read } from '../database/statement.ts';
import { jsonList } from './json-list.ts';
import type { NamedMovement } from './movement-event.ts';

/** A piece, the last goods that came in with it, and the draw that was taken back since, where that is how it came back. */
export interface LayeredPiece {
  readonly lotId: number;
  readonly layerId: number | null;
  readonly ofDraw: number | null;
}

type Sql = RawBuilder<unknown>;
const newest = sql`order by came.postedOn desc, came.occurredAt desc, came.id desc limit 1`;

/** The last goods that came in with a piece, as long as `before` says. */
export const goodsOfPiece = (lotId: Sql, before: Sql) => sql<number | null>`(
  select came.id from movementLot arrival join stockMovement came on came.id = arrival.movementId
  where arrival.lotId = ${lotId} and came.kind in ('receipt', 'opening', 'gain', 'return') and ${before} ${newest})`;

/** The draw a piece was taken back from, where that came after all goods it came in with: it lies where that draw took it from. */
export const drawOfPiece = (lotId: Sql, before: Sql) => sql<number | null>`(
  select iif(came.kind = 'cancellation', came.ofMovementId, null) from movementLot arrival join stockMovement came on came.id = arrival.movementId
  where arrival.lotId = ${lotId} and came.kind in ('receipt', 'opening', 'gain', 'return', 'cancellation') and ${before} ${newest})`;

const [lotOfPart, beforeDraw] = [sql`part.lotId`, sql`(came.postedOn, came.occurredAt, came.id) < (movement.postedOn, movement.occurredAt, movement.id)`];

const piecesTaken = read((db, p: { movementIds: string }) =>
  db
    .selectFrom('stockMovement as movement')
    .innerJoin('movementLot as part', 'part.movementId', 'movement.id')
    .innerJoin('variantTracking as follow', 'follow.variantId', 'movement.variantId')
    .select(['part.movementId', 'part.lotId', goodsOfPiece(lotOfPart, beforeDraw).as('layerId'), drawOfPiece(lotOfPart, beforeDraw).as('ofDraw')])
    .where('movement.id', 'in', jsonList(p.movementIds))
    .where('movement.kind', 'in', ['shipment', 'loss'])
    // What left before its pieces had numbers was costed like any other goods.
    .whereRef('movement.id', '>', 'follow.sinceMovementId')
    .orderBy('part.movementId')
    .orderBy('part.lotId'),
);

/**
 * The pieces of draws, each with the layer it lay in: a piece that was found while it was sold came in twice, and lies in the goods it
 * was sold from once the find and the sale are taken back. A draw comes before what takes it back, so the question ends.
 */
function takenBy(reader: Reader, movementIds: Iterable<number>) {
  return inTheirLayers(reader, piecesTaken.all(reader, { movementIds: JSON.stringify([...movementIds]) }));
}

/** Pieces with the layers they lie in. */
export function inTheirLayers<Piece extends LayeredPiece>(reader: Reader, pieces: readonly Piece[]): Piece[] {
  const drawIds = new Set(pieces.flatMap(({ ofDraw }) => ofDraw ?? []));
  if (drawIds.size === 0) return [...pieces];
  const earlier = new Map(takenBy(reader, drawIds).map(({ movementId, lotId, layerId }) => [`${movementId} ${lotId}`, layerId]));
  return pieces.map((piece) => ({ ...piece, layerId: earlier.get(`${piece.ofDraw} ${piece.lotId}`) ?? piece.layerId }));
}

const piecesBack = read((db, p: { movementIds: string }) =>
  db.selectFrom('movementLot').select(['movementId', 'lotId']).where('movementId', 'in', jsonList(p.movementIds)).orderBy('movementId').orderBy('lotId'),
);

interface Asked {
  readonly id: number;
  readonly kind: string;
  readonly ofMovementId: number | null;
}

/** Which layers the pieces of movements are of, for goods that cost specifically; nothing for no movements. Source: DOMAIN "Costing". */
export function namedMovements(reader: Reader, movements: readonly Asked[]): Map<number, NamedMovement> {
  const named = new Map<number, NamedMovement>();
  if (movements.length === 0) return named;
  const returns = movements.filter((movement) => movement.kind === 'return');
  const drawIds = new Set([...movements.map(({ id }) => id), ...returns.map(({ ofMovementId }) => ofMovementId ?? 0)]);
  const taken = Map.groupBy(takenBy(reader, drawIds), (piece) => piece.movementId);
  for (const [movementId, pieces] of taken) {
    const byLayer = [...Map.groupBy(pieces, (piece) => piece.layerId ?? 0)];
    named.set(movementId, { layers: byLayer.map(([layerId, some]) => ({ layerId, quantity: quantity(some.length * 1000) })) });
  }
  const back = Map.groupBy(piecesBack.all(reader, { movementIds: JSON.stringify(returns.map(({ id }) => id)) }), (piece) => piece.movementId);
  for (const { id, ofMovementId } of returns) {
    const pieces = placesIn(taken.get(ofMovementId ?? 0) ?? [], new Set((back.get(id) ?? []).map(({ lotId }) => lotId)));
    if (pieces.length > 0) named.set(id, { pieces });
  }
  return named;
}

/** The place of each piece among those its draw took of the same layer. */
function placesIn(taken: readonly { lotId: number; layerId: number | null }[], wanted: ReadonlySet<number>) {
  return [...Map.groupBy(taken, (piece) => piece.layerId ?? 0)].flatMap(([layerId, group]) =>
    group.flatMap(({ lotId }, nth) => (wanted.has(lotId) ? [{ layerId, nth, of: group.length }] : [])),
  );
}
