import type { Day } from '../../shared/units/day.ts';
import type { Minor } from '../../shared/units/minor.ts';
import type { Tx } from '../database/handles.ts';

/** One step of a command's stock value: positive as a cost layer has it, negative as the inventory account has it. */
interface Step {
  readonly on: Day;
  readonly by: number;
  readonly before: Step | undefined;
}

const stepsKey = 'stockValue';
const lastStep = (tx: Tx): Step | undefined => tx.held.get(stepsKey) as Step | undefined;

// Kept with what a refused item of a batch puts back: its steps are forgotten with its rows.
const step = (tx: Tx, on: Day, by: number): void => void tx.held.set(stepsKey, { on, by, before: lastStep(tx) } satisfies Step);

/** A cost layer's value changed. */
export const layerMoved = (tx: Tx, on: Day, value: Minor): void => step(tx, on, value);

/** An account that holds the stock's value was posted to. */
export const inventoryPosted = (tx: Tx, on: Day, amount: Minor): void => step(tx, on, -amount);

/**
 * Before its commit: what a command changed of the layers it posted to the inventory accounts, on every day of its own. The
 * commit's part of INV-S3 (DOMAIN §2); a command that differs is our mistake and leaves nothing behind.
 */
export function requireStockInBooks(tx: Tx): void {
  const apart = new Map<Day, number>();
  for (let at = lastStep(tx); at; at = at.before) apart.set(at.on, (apart.get(at.on) ?? 0) + at.by);
  for (const [on, by] of apart) if (by !== 0) throw new Error(`command ${tx.commandId}: on ${on} the layers’ value and the inventory accounts move apart by ${by}`);
}
