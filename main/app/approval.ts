import { Refusal } from '../../shared/refusal/refusal.ts';
import type { Instant } from '../../shared/units/instant.ts';
import type { Actor } from '../database/handles.ts';
import { actorOf, people, requirePin } from './session.ts';
import type { Store } from './store.ts';

interface Approver {
  userId: number;
  pin?: string;
}

/** @throws Refusal as approveAs */
export const approveCount = (store: Store, asker: Actor, { stocktakeId, ...approver }: Approver & { stocktakeId: number }, now: Instant): Promise<unknown> =>
  approveAs(store, asker, approver, { name: 'stocktake.approved', input: { stocktakeId } }, now);

/** @throws Refusal as approveAs */
export const overruleParcel = (store: Store, asker: Actor, { parcelId, reason, weightGrams, ...approver }: Approver & { parcelId: number; reason: string; weightGrams?: number }, now: Instant): Promise<unknown> =>
  approveAs(store, asker, approver, { name: 'pack.overruled', input: { parcelId, reason, ...(weightGrams !== undefined && { weightGrams }) } }, now);

/**
 * Somebody else approves at the screen of whoever asks: their PIN is checked like at sign-in, and the record names them.
 * @throws Refusal `record.missing`, `session.pinNeeded`, `session.pinWrong`, `session.pinLocked`, and what the approval refuses
 */
async function approveAs(store: Store, asker: Actor, { userId, pin }: Approver, { name, input }: { name: string; input: object }, now: Instant): Promise<unknown> {
  const person = (await people(store)).find(({ id }) => id === userId);
  if (!person) throw new Refusal('record.missing', { kind: 'user', id: userId });
  // Without a PIN a name proves nothing, unless it is the one that is signed in here.
  if (person.pinHash === null && person.id !== asker.userId) throw new Refusal('session.pinNeeded', { name: person.name });
  await requirePin(store, person, pin ?? '', now);
  return store.internal(actorOf(person, asker.via), name, input);
}
