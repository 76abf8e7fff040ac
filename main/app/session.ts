import { sessionFeature } from '../../shared/app/app.contract.ts';
import { Refusal } from '../../shared/refusal/refusal.ts';
import type { Instant } from '../../shared/units/instant.ts';
import type { z } from 'zod';
import { type Signable, triesLeft } from '../company/sign-in.service.ts';
import type { Actor } from '../database/handles.ts';
import { hashPin, pinMatches } from './pin.ts';
import type { Store } from './store.ts';

/** One screen's, script's or connector's place at the door. */
export interface Session {
  readonly via: Actor['via'];
  actor: Actor | null;
}

/** Acts before there is anybody: whoever founds the shop becomes its first owner. */
const founder = (via: Actor['via']): Actor => ({ userId: 1, role: 'owner', deviceId: null, via });

export const people = async (store: Store): Promise<Signable[]> => (await store.lookUp('user.signable')) as Signable[];

/**
 * An owner without a PIN is simply there: whoever stands before the screen could choose that name anyway. The command line
 * acts as the owner, because only they can read the folder. Where the owner has a PIN, everybody signs in.
 */
export async function startSession(store: Store, via: Actor['via']): Promise<Session> {
  const known = await people(store);
  if (known.length === 0) return { via, actor: founder(via) };
  const owner = known.find((person) => person.role === 'owner');
  const isThere = via === 'cli' || via === 'sync' || owner?.pinHash === null;
  return { via, actor: owner && isThere ? actorOf(owner, via) : null };
}

/** Somebody blocked or given another role since they came in is met as what they are now. */
export async function meetAgain(store: Store, session: Session): Promise<void> {
  const person = (await people(store)).find(({ id }) => id === session.actor?.userId);
  session.actor = person ? actorOf(person, session.via) : null;
}

export const actorOf = ({ id, role }: Signable, via: Actor['via']): Actor => ({ userId: id, role, deviceId: null, via });

const shown = ({ id, name, role, pinHash }: Signable) => ({ id, name, role, hasPin: pinHash !== null });

type SessionMethod = (store: Store, session: Session, input: unknown, now: Instant) => Promise<unknown>;

/** What the door answers itself, signed in or not. */
export const sessionMethods: Record<string, SessionMethod> = {
  'session.get': async (store, session) => {
    const known = await people(store);
    const user = known.find((person) => person.id === session.actor?.userId);
    return { user: user ? shown(user) : null, users: known.map(shown), hasShop: known.length > 0 };
  },
  'session.signIn': (store, session, input, now) =>
    oneByOne(store, () => signIn(store, session, parse(sessionFeature.signIn['~orpc'].inputSchema, input), now)),
  'session.setPin': (store, session, input) => setPin(store, session, parse(sessionFeature.setPin['~orpc'].inputSchema, input)),
  'session.signOut': async (_store, session) => {
    session.actor = null;
    return {};
  },
};

const turns = new WeakMap<Store, Promise<unknown>>();

/** Tries wait for each other: a hundred at once would all be let past the same count. */
function oneByOne<T>(store: Store, work: () => Promise<T>): Promise<T> {
  const turn = (turns.get(store) ?? Promise.resolve()).then(work, work);
  turns.set(store, turn);
  return turn;
}

/** @throws Refusal `session.pinWrong`, `session.pinLocked`, `record.missing` */
async function signIn(store: Store, session: Session, { userId, pin }: { userId: number; pin?: string | undefined }, now: Instant): Promise<unknown> {
  const person = (await people(store)).find(({ id }) => id === userId);
  if (!person) throw new Refusal('record.missing', { kind: 'user', id: userId });
  await requirePin(store, person, pin ?? '', now);
  session.actor = actorOf(person, session.via);
  await store.internal(session.actor, 'user.signedIn', { userId });
  return shown(person);
}

/** @throws Refusal `session.pinWrong`, `session.pinLocked` */
export async function requirePin(store: Store, person: Signable, pin: string, now: Instant): Promise<void> {
  const { pinSalt, pinHash, lockedUntilAt } = person;
  if (pinSalt === null || pinHash === null) return;
  const waitMs = (lockedUntilAt ?? 0) - now;
  if (waitMs > 0) throw new Refusal('session.pinLocked', { retryInSeconds: Math.ceil(waitMs / 1000) });
  if (await pinMatches(pin, { pinSalt, pinHash })) return;
  const noted = (await store.internal(actorOf(person, 'app'), 'user.wrongPin', { userId: person.id })) as { wrongTries: number };
  throw new Refusal('session.pinWrong', { triesLeft: triesLeft(noted.wrongTries) });
}

/** One's own PIN, or as the owner anybody's. @throws Refusal `session.required`, `permission.denied` */
async function setPin(store: Store, session: Session, { userId, pin }: { userId: number; pin: string }): Promise<unknown> {
  if (!session.actor) throw new Refusal('session.required', {});
  const own = session.actor.userId === userId;
  if (!own && session.actor.role !== 'owner') throw new Refusal('permission.denied', { method: 'session.setPin', role: session.actor.role });
  await store.internal(session.actor, 'user.setPin', { userId, ...(await hashPin(pin)) });
  return { userId };
}

/** @throws Refusal `input.invalid` */
function parse<Schema extends z.ZodType>(schema: Schema | undefined, input: unknown): z.output<Schema> {
  const parsed = schema!.safeParse(input ?? {});
  if (parsed.success) return parsed.data;
  throw new Refusal('input.invalid', { issues: parsed.error.issues.map(({ path, message }) => ({ path: path.join('.'), message })) });
}
