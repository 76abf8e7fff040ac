import type { JobState } from '../../shared/app/app.contract.ts';
import { Refusal } from '../../shared/refusal/refusal.ts';
import type { Instant } from '../../shared/units/instant.ts';
import type { Actor } from '../database/handles.ts';
import { Answers } from './answers.ts';
import type { News } from './dispatch.ts';
import { jobKeys } from './jobs.ts';
import { getMethod } from './methods.ts';
import { meetAgain, type Session, sessionMethods, startSession } from './session.ts';
import { findToken, type TokenHolder } from './tokens.ts';
import type { Store } from './store.ts';

export type { News } from './dispatch.ts';
export type { Session } from './session.ts';

export interface CallOptions {
  /** The same key again gets the same answer, with no second effect: for good inside the file, for a quarter of an hour outside it. */
  key?: string | undefined;
  signal?: AbortSignal | undefined;
}

/** The program as every host sees it: one way in for people, scripts and connectors alike. */
export interface Door {
  /** A new screen, script or connector at the door; who it acts for is found here, never said by it. */
  session(via: Actor['via']): Promise<Session>;
  /** @throws Refusal, Fault; anything else is a bug the host reports by a number */
  call(session: Session, method: string, input: unknown, options?: CallOptions): Promise<unknown>;
  /** As `call`, for a host that only passes the answer on: what a reading thread answered stays the JSON it came as. */
  callAsText(session: Session, method: string, input: unknown, options?: CallOptions): Promise<unknown>;
  changes(listener: (news: News) => void): () => void;
  jobs(listener: (job: JobState) => void): () => void;
  /** Whom a program acts for, by the SHA-256 of its token. */
  findToken(hash: string): Promise<TokenHolder | undefined>;
  backup(file: string): Promise<void>;
  close(): Promise<void>;
}

/** Methods that need the world outside the file (network, threads): answered beside the store, after the same permission check. */
export type OutsideMethods = Record<string, (actor: Actor, input: never, options: CallOptions) => Promise<unknown>>;

/** Opens the door to a store. */
export function openDoor(store: Store, outside: OutsideMethods, now: () => Instant): Door {
  const answers = new Answers(now);
  let people = 0;
  store.onNews(({ kinds }) => {
    if ('user' in kinds) people += 1;
  });
  // How many changes of people each session has heard of; one of a token is found anew for every request.
  const heard = new WeakMap<Session, number>();
  const catchUp = async (session: Session): Promise<void> => {
    const upTo = people;
    if ((heard.get(session) ?? upTo) === upTo) return;
    await meetAgain(store, session);
    heard.set(session, upTo);
  };
  const callWith = (ask: 'query' | 'queryText'): Door['call'] => async (session, method, input, options = {}) => {
    if (options.key?.startsWith(jobKeys)) throw new Refusal('input.invalid', { issues: [{ path: 'key', message: `a key of ours begins with ${jobKeys}` }] });
    await catchUp(session);
    const own = Object.hasOwn(sessionMethods, method) && sessionMethods[method];
    if (own) return own(store, session, input, now());
    if (!session.actor) throw new Refusal('session.required', {});
    const away = (Object.hasOwn(outside, method) ? outside[method] : undefined) as ((actor: Actor, input: unknown, options: CallOptions) => Promise<unknown>) | undefined;
    const { actor } = session;
    if (away && options.key !== undefined) return answers.once({ key: options.key, actor, method, input }, () => away(actor, input, options));
    if (away) return away(actor, input, options);
    if (getMethod(method).meta.kind === 'command') return store.command(session.actor, method, input, options.key);
    return store[ask](session.actor, method, input, options.signal);
  };
  return {
    session: async (via) => {
      const upTo = people;
      const session = await startSession(store, via);
      heard.set(session, upTo);
      return session;
    },
    call: callWith('query'),
    callAsText: callWith('queryText'),
    changes: store.onNews,
    jobs: store.onJob,
    findToken: (hash) => findToken(store, hash, now()),
    backup: store.backup,
    close: store.close,
  };
}
