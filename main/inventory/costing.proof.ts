import type { CostingMethod } from '../../shared/inventory/costing-event.rules.ts';
import { replay } from '../../shared/inventory/costing.rules.ts';
import { difference } from '../../shared/inventory/recosting.rules.ts';
import { minor } from '../../shared/units/minor.ts';
import { quantity } from '../../shared/units/quantity.ts';
import { getShop } from '../company/company.queries.ts';
import type { Reader } from '../database/handles.ts';
import { type Fault, faultsShown, type ProofResult } from '../database/proof.ts';
import { read } from '../database/statement.ts';
import { beginning, historyFrom } from './costing-state.queries.ts';
import { eventsOf } from './movement-event.ts';
import { namedMovements } from './specific-cost.queries.ts';

const costedVariants = read((db) =>
  db
    .selectFrom('costLayer')
    .leftJoin('variantTracking as follow', 'follow.variantId', 'costLayer.variantId')
    .select(['costLayer.variantId', 'follow.tracking', 'follow.costingMethod'])
    .distinct()
    .orderBy('costLayer.variantId'),
);

/**
 * Every draw took what costing all movements of its variant from the first gives it: nothing late was left uncosted, no
 * layer was taken out of turn (DOMAIN "Costing", "Backdating"). Layers that merely add up would not show it.
 */
export function proveCosting(reader: Reader): ProofResult {
  const variants = costedVariants.all(reader, {});
  // A file without layers may have no shop yet, and so no way of costing.
  const method = variants.length === 0 ? 'fifo' : getShop(reader).costingMethod;
  const faults: Fault[] = [];
  let checked = 0;
  for (const { variantId, tracking, costingMethod } of variants) {
    const history = historyFrom(reader, variantId, beginning);
    checked += history.movements.length;
    const pieces = tracking === 'serial';
    const named = namedMovements(reader, pieces ? history.movements : []);
    if (faults.length < faultsShown) faults.push(...costedWrongly(variantId, pieces ? 'fifo' : (costingMethod ?? method), history, named));
  }
  return { checked, faults: faults.slice(0, faultsShown) };
}

function costedWrongly(variantId: number, method: CostingMethod, { movements, changes, layers }: ReturnType<typeof historyFrom>, named: ReturnType<typeof namedMovements>): Fault[] {
  // The layers as they were before anything: moving average keeps one pool, whichever movement made it.
  const empty = layers.map((layer) => ({ ...layer, quantity: quantity(0), value: minor(0) }));
  try {
    const { changes: due } = replay({ method, layers: empty, draws: new Map(), lastCost: null }, eventsOf(movements, changes, named));
    return difference(changes, due).map(({ movementId, layerId, quantity: count, value }) => {
      return { table: 'stockMovement', id: movementId, says: `layer ${layerId}: its place in order gives it ${count} worth ${value} more` };
    });
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    return [{ table: 'variant', id: variantId, says: `its movements cannot be costed: ${error.message}` }];
  }
}
