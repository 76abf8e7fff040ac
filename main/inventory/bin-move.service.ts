import { sql } from 'kysely';
import type { LotAsked } from '../../shared/inventory/lot.rules.ts';
import { Refusal } from '../../shared/refusal/refusal.ts';
import type { Day } from '../../shared/units/day.ts';
import type { Instant } from '../../shared/units/instant.ts';
import { type Quantity, quantity } from '../../shared/units/quantity.ts';
import type { Tx } from '../database/handles.ts';
import { read, write } from '../database/statement.ts';
import { whenPosted } from './occasion.ts';
import { moveStock } from './stock.service.ts';

export interface MoveBetweenBins {
  variantId: number;
  locationId: number;
  /** Where it lay and where it lies now; left out, on the open floor of the location. */
  fromBinId?: number;
  toBinId?: number;
  quantity: Quantity;
  lots?: readonly LotAsked[];
  occurredAt?: Instant;
}

interface NewBinMove {
  variantId: number;
  locationId: number;
  fromBinId: number | null;
  toBinId: number | null;
  quantity: Quantity;
  occurredAt: Instant;
  postedOn: Day;
  commandId: number;
}

const insertBinMove = write((db, p: NewBinMove) =>
  db.insertInto('binMove').values({
    variantId: p.variantId,
    locationId: p.locationId,
    fromBinId: p.fromBinId,
    toBinId: p.toBinId,
    quantity: p.quantity,
    occurredAt: p.occurredAt,
    postedOn: p.postedOn,
    commandId: p.commandId,
  }),
);

/** What lies at a location and in none of its bins. */
export const onTheFloor = read((db, p: { variantId: number; locationId: number }) =>
  db
    .selectFrom('stockLevel as level')
    .select(
      sql<number>`level.onHand - coalesce((
        select sum(inBin.onHand) from binLevel inBin join bin on bin.id = inBin.binId
        where inBin.variantId = level.variantId and bin.locationId = level.locationId), 0)`.as('onHand'),
    )
    .where('level.variantId', '=', p.variantId)
    .where('level.locationId', '=', p.locationId),
);

/**
 * One scan at a shelf: goods put away, picked or carried from bin to bin. A shelf's book is what stands on it, so every
 * scan is a row of its own and nothing of the location's stock or value changes. Source: DOMAIN §3 "move".
 * @throws Refusal bin.same, stock.shortOnFloor, and as moveStock
 */
export function moveBetweenBins(tx: Tx, input: MoveBetweenBins) {
  const { variantId, locationId, fromBinId = null, toBinId = null } = input;
  if (fromBinId === toBinId) throw new Refusal('bin.same', {});
  if (fromBinId === null) refuseShortFloor(tx, input);
  const when = whenPosted(tx, input.occurredAt);
  const { lastId: id } = insertBinMove.run(tx, { variantId, locationId, fromBinId, toBinId, quantity: input.quantity, ...when, commandId: tx.commandId });
  const move = { kind: 'move', variantId, locationId, held: quantity(0), ...(input.lots ? { lots: input.lots } : {}) } as const;
  moveStock(tx, { ...when, source: { kind: 'binMove', id } }, [
    { ...move, binId: fromBinId, quantity: quantity(-input.quantity) },
    { ...move, binId: toBinId, quantity: input.quantity },
  ]);
  tx.changed('binMove', id);
  return { binMoveId: id };
}

function refuseShortFloor(tx: Tx, { variantId, locationId, quantity: asked }: MoveBetweenBins): void {
  const available = onTheFloor.get(tx, { variantId, locationId })?.onHand ?? 0;
  if (available < asked) throw new Refusal('stock.shortOnFloor', { variantId, locationId, available, asked });
}
