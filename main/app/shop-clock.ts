import type { Instant } from '../../shared/units/instant.ts';
import type { Actor } from '../database/handles.ts';
import { printDueLabels } from '../documents/print-sender.ts';
import { type NoticeSetting, sendDueNotices } from '../fulfilment/notice-sender.ts';
import type { ProofDesk } from './proof-desk.ts';
import type { Store } from './store.ts';

/** Twice a minute, so that what is due in a minute is done in it. */
const lookEveryMs = 30_000;

/** A parcel that left owes its label in the same transaction; a label is also asked for, or tried again, by itself. */
const owesLabels: ReadonlySet<string> = new Set(['parcel', 'printJob']);

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

/** Puts refunds their channel never told of before a person. */
export const findUnconfirmedRefunds = (store: Duties, now: Instant): Promise<void> => doIfDue(store, now, { next: 'refund.nextUnconfirmed', act: 'refund.watch' });

/** Writes and sends what customers are to be told. */
export const sendNotices = (store: Duties, secrets: NoticeSetting['secrets'], now: () => Instant): Promise<number> =>
  sendDueNotices({ lookUp: (name) => store.lookUp(name), internal: (name, input) => store.internal(clockActor, name, input), secrets, now });

/** Prints the labels that are owed. */
export const printLabels = (store: Duties, now: () => Instant): Promise<number> =>
  printDueLabels({ lookUp: (name) => store.lookUp(name), internal: (name, input) => store.internal(clockActor, name, input), now });

const [minute, hour] = [60_000, 3_600_000];

/** Once a day: in the first quiet moment after twenty hours, at the latest after a day. */
function proofIsDue(triedAt: Instant | undefined, changedAt: Instant, now: Instant): boolean {
  if (triedAt === undefined) return true;
  const [age, quiet] = [now - triedAt, now - changedAt];
  return age >= 24 * hour || (age >= 20 * hour && quiet >= 5 * minute);
}

/** Proves the whole books again, in a reading thread beside the work. `changedAt`: when something last changed. */
export async function proveBooks(proofs: Pick<ProofDesk, 'run' | 'triedAt'>, changedAt: Instant, now: Instant): Promise<void> {
  if (proofIsDue(proofs.triedAt, changedAt, now)) await proofs.run();
}

/** Does a piece of work as often as it is asked, but never twice at once: what is asked meanwhile is done once more after it. */
export function oneAtATime(work: () => Promise<unknown>): () => Promise<void> {
  let running: Promise<void> | undefined;
  let again = false;
  const run = async (): Promise<void> => {
    try {
      do {
        again = false;
        // One round after the other is the point.
        // oxlint-disable-next-line no-await-in-loop
        await work();
      } while (again);
    } finally {
      // In the same breath as the last look at `again`: nobody can ask in between and be forgotten.
      running = undefined;
    }
  };
  return () => {
    again = true;
    running ??= run();
    return running;
  };
}

interface Clockwork {
  secrets: NoticeSetting['secrets'];
  proofs: ProofDesk;
  now: () => Instant;
}

/** Looks while the program is open, and at once where a label is owed. @returns what stops it */
export function startShopClock(store: Store, { secrets, proofs, now }: Clockwork, report: (error: unknown) => void): () => void {
  // A slow mail server or a printer that thinks is not asked twice at once.
  const send = oneAtATime(() => sendNotices(store, secrets, now));
  const print = oneAtATime(() => printLabels(store, now));
  let changedAt = now();
  const prove = oneAtATime(() => proveBooks(proofs, changedAt, now()));
  const look = async (): Promise<void> => {
    await freeDueReservations(store, now());
    await endUnpaidOrders(store, now());
    await findStuckParcels(store, now());
    await findUnconfirmedRefunds(store, now());
    void print().catch(report);
    // It takes seconds in a large shop, and nothing waits for it.
    void prove().catch(report);
    await send();
  };
  const timer = setInterval(() => void look().catch(report), lookEveryMs);
  timer.unref();
  const deaf = store.onNews(({ kinds }) => {
    changedAt = now();
    if (Object.keys(kinds).some((kind) => owesLabels.has(kind))) void print().catch(report);
  });
  return () => {
    deaf();
    clearInterval(timer);
  };
}
