import type { Instant } from '../../shared/units/instant.ts';
import type { Actor } from '../database/handles.ts';
import type { Store } from './store.ts';

const lookEveryMs = 60_000;

/** What the clock does, it does for the owner; the record says that nobody asked. */
const clockActor: Actor = { userId: 1, role: 'owner', deviceId: null, via: 'sync' };

/** Sets free what was kept for too long, if anything is. A quiet minute leaves no record. */
export async function freeDueReservations(store: Pick<Store, 'lookUp' | 'internal'>, now: Instant): Promise<void> {
  const next = (await store.lookUp('reservation.next')) as Instant | undefined;
  if (next !== undefined && next !== null && next <= now) await store.internal(clockActor, 'reservation.expire', {});
}

/** Looks every minute while the program is open. @returns what stops it */
export function startReservationClock(store: Store, now: () => Instant, report: (error: unknown) => void): () => void {
  const timer = setInterval(() => void freeDueReservations(store, now()).catch(report), lookEveryMs);
  timer.unref();
  return () => clearInterval(timer);
}
