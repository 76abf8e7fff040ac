import type { Instant } from '../../shared/units/instant.ts';
import type { Actor } from '../database/handles.ts';
import type { Store } from './store.ts';

const lookEveryMs = 30_000;

/** What the clock does, it does for the owner; the record says that nobody asked. */
const clockActor: Actor = { userId: 1, role: 'owner', deviceId: null, via: 'sync' };

/** Ends orders nobody paid for in time, if there are any. A quiet minute leaves no record. */
export async function endUnpaidOrders(store: Pick<Store, 'lookUp' | 'internal'>, now: Instant): Promise<void> {
  const next = (await store.lookUp('order.nextExpiry')) as Instant | undefined;
  if (next !== undefined && next !== null && next <= now) await store.internal(clockActor, 'order.expireUnpaid', {});
}

/** Looks twice a minute while the program is open, so that an order ends in the minute it is due. @returns what stops it */
export function startOrderClock(store: Store, now: () => Instant, report: (error: unknown) => void): () => void {
  const timer = setInterval(() => void endUnpaidOrders(store, now()).catch(report), lookEveryMs);
  timer.unref();
  return () => clearInterval(timer);
}
