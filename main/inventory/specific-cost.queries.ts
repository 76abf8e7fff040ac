import { sql } from 'kysely';
import { quantity } from '../../shared/units/quantity.ts';
import type { Reader } from '../database/handles.ts';
import { read } from '../database/statement.ts';
import { jsonList } from './json-list.ts';
import type { NamedMovement } from './movement-event.ts';

/** The layer a piece lay in when a draw took it: that of the last goods that came in with it. */
const layerOfPiece = sql<number | null>`(
  select arrival.movementId from movementLot arrival join stockMovement came on came.id = arrival.movementId
  where arrival.lotId = part.lotId and came.kind in ('receipt', 'opening', 'gain', 'return')
    and (came.postedOn, came.occurredAt, came.id) < (movement.postedOn, movement.occurredAt, movement.id)
  order by came.postedOn desc, came.occurredAt desc, came.id desc limit 1)`;

const piecesTaken = read((db, p: { movementIds: string }) =>
  db
    .selectFrom('stockMovement as movement')
    .innerJoin('movementLot as part', 'part.movementId', 'movement.id')
    .innerJoin('variantTracking as follow', 'follow.variantId', 'movement.variantId')
    .select(['part.movementId', 'part.lotId', layerOfPiece.as('layerId')])
    .where('movement.id', 'in', jsonList(p.movementIds))
    .where('movement.kind', 'in', ['shipment', 'loss'])
    // What left before its pieces had numbers was costed like any other goods.
    .whereRef('movement.id', '>', 'follow.sinceMovementId')
    .orderBy('part.movementId')
    .orderBy('part.lotId'),
);

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
  const taken = Map.groupBy(piecesTaken.all(reader, { movementIds: JSON.stringify([...drawIds]) }), (piece) => piece.movementId);
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
