import type { Contract } from '../../shared/app/contract.ts';
import type { InputOf, OutputOf } from '../database/handlers.ts';
import type { Actor } from '../database/handles.ts';
import type { Store } from './store.ts';

/**
 * Locks a month: every invariant is proved in a reading thread first, then the checklist is read again and the books are closed in
 * one transaction. A month closed meanwhile is refused by the second. @throws Refusal as closeMonth
 */
export async function closeMonth(store: Store, actor: Actor, asked: InputOf<Contract, 'month.close'>, signal?: AbortSignal): Promise<OutputOf<Contract, 'month.close'>> {
  const { headId, head, proofs } = await store.prove(signal);
  const proved = { headId, head, proofs: proofs.map(({ id, checked, faults }) => ({ id, checked, faults: faults.map(({ says }) => ({ says })) })) };
  return (await store.internal(actor, 'month.closed', { ...asked, proved })) as OutputOf<Contract, 'month.close'>;
}
