import { sql } from 'kysely';
import { type Correction, layerCorrections, poolCorrections } from '../../shared/counting/reversal.rules.ts';
import { inCostingOrder } from '../../shared/inventory/costing-event.rules.ts';
import { type Move, type Moved, onePlaceOf, stockLegs } from '../../shared/inventory/stock-move.rules.ts';
import { Refusal } from '../../shared/refusal/refusal.ts';
import type { Day } from '../../shared/units/day.ts';
import { minor, sumMinor } from '../../shared/units/minor.ts';
import { postEntry } from '../accounting/journal.service.ts';
import type { Tx } from '../database/handles.ts';
import { read } from '../database/statement.ts';
import { openLayersByVariant } from '../inventory/costing-state.queries.ts';
import { revalueReceipt } from '../inventory/costing.service.ts';
import { whenPosted } from '../inventory/occasion.ts';
import { changesFrom } from '../inventory/layer.statements.ts';
import { movementById } from '../inventory/movement.statements.ts';
import { moveStock } from '../inventory/stock.service.ts';
import { methodOf, trackingOf } from '../inventory/tracking.ts';
import { carry, heldOfDifference } from './difference.ts';
import { stocktakeIn } from './plan.service.ts';
import { insertReversal, postedMovements, reversalOf } from './stocktake.statements.ts';

type Posted = ReturnType<typeof postedMovements.all>[number];

/**
 * Takes a posted count back whole: lost goods return to the layers they were drawn from, found goods leave again, and inventory is
 * worth what it was, to the cent. Both postings stay.
 * @throws Refusal `stocktake.reversed`, `stock.short` where found goods were sold since, `stock.alreadyBack`, `period.locked`
 */
export function reverseStocktake(tx: Tx, { stocktakeId, reason }: { stocktakeId: number; reason: string }) {
  const stocktake = stocktakeIn(tx, stocktakeId, 'posted');
  if (reversalOf.get(tx, { stocktakeId })) throw new Refusal('stocktake.reversed', { number: stocktake.number });
  const when = whenPosted(tx);
  const occasion = { ...when, source: { kind: 'stocktake', id: stocktakeId } };
  const posted = postedMovements.all(tx, { stocktakeId });
  const back = moveStock(tx, occasion, posted.filter(({ kind }) => kind === 'loss').map(({ id }): Move => ({ kind: 'cancellation', movementId: id })));
  const found = posted.filter(({ kind }) => kind === 'gain');
  const corrections = correctionsOf(tx, found);
  moveStock(tx, occasion, posted.filter(({ kind, quantity: moved }) => kind === 'move' && moved > 0).flatMap((piece) => carriedBack(tx, piece)));
  const gone = moveStock(tx, occasion, found.map((gain) => lossOf(tx, gain)));
  for (const { movementId, delta } of corrections) revalueReceipt(tx, { movementId, delta, postedOn: when.postedOn });
  insertReversal.run(tx, { stocktakeId, reason, reversedAt: tx.now, postedOn: when.postedOn, userId: tx.actor.userId, commandId: tx.commandId });
  const entry = postReversal(tx, { stocktakeId, number: stocktake.number, when, moved: [...back, ...gone], corrections });
  tx.changed('stocktake', stocktakeId);
  return { entryNumber: entry?.number ?? null };
}

function lossOf(tx: Tx, { variantId, locationId, binId, quantity: found, code }: Posted): Move {
  const held = heldOfDifference(tx, { variantId, locationId, binId }, code ?? undefined, found);
  return { kind: 'loss', variantId, locationId, binId, quantity: found, role: 'stockGain', reason: 'miscounted', held, ...(code !== null && { lots: [{ code, quantity: found }] }) };
}

/** A piece that was carried over goes back to the bin it came out of. */
function carriedBack(tx: Tx, { id, variantId, locationId, binId, code }: Posted): Move[] {
  const from = wayOut.get(tx, { movementId: id });
  if (!from || code === null) throw new Error(`movement ${id} has no way out`);
  return carry(tx, { variantId, locationId, fromBinId: binId, toBinId: from.binId, code });
}

/** The movement by which a piece left the bin it was carried from: of the same command, just before. */
const wayOut = read((db, p: { movementId: number }) =>
  db.selectFrom('stockMovement').select('binId').where('id', '=', sql<number>`${p.movementId} - 1`),
);

/** What the found layers of each variant must be worth, so that what is drawn in their stead leaves nothing behind. */
function correctionsOf(tx: Tx, found: readonly Posted[]): Correction[] {
  const layersOf = openLayersByVariant(tx, JSON.stringify([...new Set(found.map(({ variantId }) => variantId))]));
  return [...Map.groupBy(found, ({ variantId }) => variantId)].flatMap(([variantId, gains]) => {
    const layers = (layersOf.get(variantId) ?? []).filter(({ owed, quantity: left }) => !owed && left > 0).sort(inCostingOrder);
    // Pieces cost what each of them did, so the found ones leave with what they brought.
    if (trackingOf(tx, variantId) === 'serial') return [];
    if (methodOf(tx, variantId) !== 'movingAverage') return layerCorrections(layers, gains);
    const [pool] = layers;
    return pool && !drawnSince(tx, variantId, gains) ? poolCorrections(pool, gains) : [];
  });
}

/** Whether found goods in a pool went somewhere, or settled what was owed: a correction would follow them there. */
function drawnSince(tx: Tx, variantId: number, [first]: readonly Posted[]): boolean {
  const found = first && movementById.get(tx, first);
  if (!found) return false;
  // An owed layer has its draw's number; what a draw gave back again went nowhere.
  const drawn = changesFrom.all(tx, { ...found, variantId }).filter(({ drawId, layerId }) => drawId !== null && drawId !== layerId);
  return [...Map.groupBy(drawn, ({ drawId }) => drawId).values()].some((changes) => changes.reduce((sum, change) => sum + change.quantity, 0) !== 0);
}

interface Reversal {
  stocktakeId: number;
  number: string;
  when: { postedOn: Day; occurredAt: ReturnType<typeof whenPosted>['occurredAt'] };
  moved: readonly Moved[];
  corrections: readonly Correction[];
}

function postReversal(tx: Tx, { stocktakeId, number, when, moved, corrections }: Reversal) {
  const delta = sumMinor(corrections.map((one) => one.delta));
  return postEntry(tx, {
    ...when,
    source: { kind: 'stocktake', id: stocktakeId },
    rule: { id: 'counting.reversal', version: 1 },
    memo: { key: 'counting.reversed', values: { number } },
    terms: {
      movements: moved.map(({ movementId, value, role }) => ({ movementId, value, role })),
      corrections: corrections.map(({ movementId, delta: value }) => ({ movementId, value })),
    },
    legs: [...stockLegs(moved), { role: 'inventory', amount: delta }, { role: 'stockGain', amount: minor(-delta) }],
    locationId: onePlaceOf(moved),
  });
}
