import type { Contract } from '../../shared/app/contract.ts';
import type { InputOf, OutputOf } from '../database/handlers.ts';
import type { Actor } from '../database/handles.ts';
import type { CallOptions } from './door.ts';
import type { Store } from './store.ts';

type Plan = InputOf<Contract, 'stocktake.plan'>;

/**
 * Plans a count. Which places its scope comes to may be a question about all goods and all they sold, so it is read in a reading
 * thread, and the store only writes the lines down. @throws Refusal as planStocktake
 */
export async function planCount(store: Store, actor: Actor, plan: Plan, { key, signal }: CallOptions): Promise<unknown> {
  const { places } = plan.places ? plan : ((await store.query(actor, 'stocktake.places', { locationId: plan.locationId, scope: plan.scope }, signal)) as OutputOf<Contract, 'stocktake.places'>);
  return store.command(actor, 'stocktake.plan', { ...plan, places }, key);
}
