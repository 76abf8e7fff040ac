import type { CostingMethod } from '../../shared/inventory/costing-event.rules.ts';
import type { Tracking } from '../../shared/inventory/lot.rules.ts';
import { shopOf } from '../company/company.queries.ts';
import type { Tx } from '../database/handles.ts';
import { trackingRow } from './lot.statements.ts';

const trackingKey = Symbol('tracking');

/** How variants are followed, read once per transaction; moving goods fills it with the question it asks anyway. */
export const knownTracking = (tx: Tx): Map<number, Tracking> => tx.once(trackingKey, () => new Map());

export function trackingOf(tx: Tx, variantId: number): Tracking {
  const known = knownTracking(tx);
  const tracking = known.get(variantId) ?? trackingRow.get(tx, { variantId })?.tracking ?? 'none';
  known.set(variantId, tracking);
  return tracking;
}

/** The shop's way of costing; pieces with a serial number cost what each of them cost, layer by layer. Source: DOMAIN "Costing". */
export const methodOf = (tx: Tx, variantId: number): CostingMethod => (trackingOf(tx, variantId) === 'serial' ? 'fifo' : shopOf(tx).costingMethod);
