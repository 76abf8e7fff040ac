import type { Contract } from '../../shared/app/contract.ts';
import { Refusal } from '../../shared/refusal/refusal.ts';
import { openDetails, stillOpen, withProofs } from '../../shared/reporting/month-close.rules.ts';
import type { InputOf, OutputOf } from '../database/handlers.ts';
import type { Actor } from '../database/handles.ts';
import type { CallOptions } from './door.ts';
import type { Store } from './store.ts';

type Asked = InputOf<Contract, 'period.lock'>;

/**
 * Closes the books through a day by the rule that locks a month: everything is proved and the checklist of its month is done, or
 * somebody says why it is closed all the same, and what was open stays with the lock. @throws Refusal month.stillOpen, as lockPeriod
 */
export async function lockPeriod(store: Store, actor: Actor, asked: Asked, { key, signal }: CallOptions): Promise<unknown> {
  const { rows } = (await store.query(actor, 'month.get', { on: asked.throughOn }, signal)) as OutputOf<Contract, 'month.get'>;
  const { proofs } = await store.prove(signal);
  const open = stillOpen(withProofs(rows, proofs));
  if (open.length === 0) return store.command(actor, 'period.lock', asked, key);
  const details = openDetails(asked.throughOn, open);
  if (asked.despite === undefined) throw new Refusal('month.stillOpen', details);
  return store.command(actor, 'period.lock', { ...asked, despite: `${asked.despite} (${details.items})` }, key);
}
