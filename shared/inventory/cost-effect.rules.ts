import { type Minor, minor, sumMinor } from '../units/minor.ts';
import type { LayerChange } from './cost-layer.rules.ts';

/** More draws than this are not costed again while somebody waits. Source: DOMAIN §3 "Backdating". */
export const drawsAtOnce = 5_000;

/** What one draw costs before and after something is costed again; positive. */
export interface DrawEffect {
  readonly drawId: number;
  readonly before: Minor;
  readonly after: Minor;
}

/** The cost of each draw among some changes. */
function costs(changes: readonly LayerChange[]): Map<number, number> {
  const sums = new Map<number, number>();
  for (const { drawId, value } of changes) if (drawId !== null) sums.set(drawId, (sums.get(drawId) ?? 0) - value);
  return sums;
}

/** Every draw whose cost differs, the largest difference first, and how many draws were looked at. */
export function effectOnDraws(stored: readonly LayerChange[], replayed: readonly LayerChange[]): { draws: number; effects: DrawEffect[] } {
  const [before, after] = [costs(stored), costs(replayed)];
  const drawIds = new Set([...before.keys(), ...after.keys()]);
  const effects = [...drawIds]
    .map((drawId) => ({ drawId, before: minor(before.get(drawId) ?? 0), after: minor(after.get(drawId) ?? 0) }))
    .filter((effect) => effect.before !== effect.after);
  return { draws: drawIds.size, effects: effects.toSorted((a, b) => Math.abs(b.after - b.before) - Math.abs(a.after - a.before) || a.drawId - b.drawId) };
}

/** What one movement of goods costs before and after goods that came in are worth more or less; a return's is negative. */
export interface MovementEffect {
  readonly movementId: number;
  readonly before: Minor;
  readonly after: Minor;
}

/**
 * Every movement whose cost follows goods that came in by `causes`: draws, and returns of what they took. Together they change
 * by what the causes are worth more, less what stays in stock. The largest difference first. Source: DOMAIN §3 "Costing".
 */
export function effectOnMovements(stored: readonly LayerChange[], replayed: readonly LayerChange[], causes: ReadonlySet<number>): MovementEffect[] {
  const sums = new Map<number, { before: number; after: number }>();
  const add = (changes: readonly LayerChange[], side: 'before' | 'after'): void => {
    for (const { drawId, movementId, value } of changes) {
      const key = drawId ?? movementId;
      const sum = sums.get(key) ?? { before: 0, after: 0 };
      sum[side] -= value;
      sums.set(key, sum);
    }
  };
  add(stored, 'before');
  add(replayed, 'after');
  const effects = [...sums].map(([movementId, { before, after }]) => ({ movementId, before: minor(before), after: minor(after) }));
  const changed = effects.filter(({ movementId, before, after }) => before !== after && !causes.has(movementId));
  return changed.toSorted((a, b) => Math.abs(b.after - b.before) - Math.abs(a.after - a.before) || a.movementId - b.movementId);
}

/** What layers are worth in all that changes add up to. */
export const worthOf = (changes: readonly LayerChange[]): Minor => sumMinor(changes.map((change) => change.value));
