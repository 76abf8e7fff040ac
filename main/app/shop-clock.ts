import type { Instant } from '../../shared/units/instant.ts';
import type { Actor } from '../database/handles.ts';
import { type NoticeSetting, sendDueNotices } from '../fulfilment/notice-sender.ts';
import type { Store } from './store.ts';

/** Twice a minute, so that what is due in a minute is done in it. */
const lookEveryMs = 30_000;

/** What the clock does, it does for the owner; the record says that nobody asked. */
const clockActor: Actor = { userId: 1, role: 'owner', deviceId: null, via: 'sync' };

type Duties = Pick<Store, 'lookUp' | 'internal'>;

/** Does what is due, if anything is. A quiet minute leaves no record. */
async function doIfDue(store: Duties, now: Instant, { next: question, act }: { next: string; act: string }): Promise<void> {
  const next = (await store.lookUp(question)) as Instant | undefined;
  if (next !== undefined && next !== null && next <= now) await store.internal(clockActor, act, {});
}

/** Sets free what was kept for too long. */
export const freeDueReservations = (store: Duties, now: Instant): Promise<void> => doIfDue(store, now, { next: 'reservation.next', act: 'reservation.expire' });

/** Ends orders nobody paid for in time. */
export const endUnpaidOrders = (store: Duties, now: Instant): Promise<void> => doIfDue(store, now, { next: 'order.nextExpiry', act: 'order.expireUnpaid' });

/** Puts parcels nobody has heard of for too long before a person. */
export const findStuckParcels = (store: Duties, now: Instant): Promise<void> => doIfDue(store, now, { next: 'tracking.nextStuck', act: 'tracking.watch' });

/** Writes and sends what customers are to be told. */
export const sendNotices = (store: Duties, secrets: NoticeSetting['secrets'], now: () => Instant): Promise<number> =>
  sendDueNotices({ lookUp: (name) => store.lookUp(name), internal: (name, input) => store.internal(clockActor, name, input), secrets, now });

/** Looks while the program is open. @returns what stops it */
export function startShopClock(store: Store, secrets: NoticeSetting['secrets'], now: () => Instant, report: (error: unknown) => void): () => void {
  let sending = false;
  const look = async (): Promise<void> => {
    await freeDueReservations(store, now());
    await endUnpaidOrders(store, now());
    await findStuckParcels(store, now());
    // A slow mail server is not asked twice at once.
    if (sending) return;
    sending = true;
    await sendNotices(store, secrets, now).finally(() => (sending = false));
  };
  const timer = setInterval(() => void look().catch(report), lookEveryMs);
  timer.unref();
  return () => clearInterval(timer);
}
