import type { CostingMethod } from '../../shared/inventory/costing-event.rules.ts';
import type { Tracking } from '../../shared/inventory/lot.rules.ts';
import { shopOf } from '../company/company.queries.ts';
import type { Tx } from '../database/handles.ts';
import { trackingRow } from './lot.statements.ts';

/** How a variant is followed, and how it is costed where that is not the shop's way yet. */
export interface Following {
  tracking: Tracking;
  costingMethod: CostingMethod | null;
}

const followingKey = Symbol('following');

/** How variants are followed, read once per transaction; moving goods fills it with the question it asks anyway. */
export const knownFollowing = (tx: Tx): Map<number, Following> => tx.once(followingKey, () => new Map());

function followingOf(tx: Tx, variantId: number): Following {
  const known = knownFollowing(tx);
  const following = known.get(variantId) ?? trackingRow.get(tx, { variantId }) ?? { tracking: 'none', costingMethod: null };
  known.set(variantId, following);
  return following;
}

export const trackingOf = (tx: Tx, variantId: number): Tracking => followingOf(tx, variantId).tracking;

/** The shop's way of costing, or a variant's own; pieces with a serial number cost what each of them cost. Source: DOMAIN "Costing". */
export function methodOf(tx: Tx, variantId: number): CostingMethod {
  const { tracking, costingMethod } = followingOf(tx, variantId);
  return tracking === 'serial' ? 'fifo' : (costingMethod ?? shopOf(tx).costingMethod);
}
