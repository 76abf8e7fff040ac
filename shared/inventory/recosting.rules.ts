import type { Day } from '../units/day.ts';
import { minor } from '../units/minor.ts';
import { quantity } from '../units/quantity.ts';
import type { LayerChange } from './cost-layer.rules.ts';

/**
 * What to append so that the stored changes become the replayed ones: one difference for each movement, draw and layer
 * that disagree. Stored rows are facts, so nothing is replaced.
 */
export function difference(stored: readonly LayerChange[], replayed: readonly LayerChange[]): LayerChange[] {
  const sums = new Map<string, LayerChange>();
  const add = (change: LayerChange, sign: 1 | -1): void => {
    const key = `${change.movementId}|${change.drawId ?? ''}|${change.layerId}`;
    const sum = sums.get(key) ?? { ...change, quantity: quantity(0), value: minor(0) };
    const value = minor(sum.value + sign * change.value);
    sums.set(key, { ...sum, quantity: quantity(sum.quantity + sign * change.quantity), value });
  };
  for (const change of stored) add(change, -1);
  for (const change of replayed) add(change, 1);
  return [...sums.values()].filter((change) => change.quantity !== 0 || change.value !== 0);
}

/** A correction is dated like the movement it corrects, or the first open day where that lies in a closed period. */
export const correctedOn = (postedOn: Day, firstOpenOn: Day): Day => (postedOn < firstOpenOn ? firstOpenOn : postedOn);
