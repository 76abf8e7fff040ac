import { randomBytes } from 'node:crypto';
import { ORPCError, os } from '@orpc/server';
import type { RPCHandlerOptions } from '@orpc/server/message-port';
import type { StandardHandlerOptions } from '@orpc/server/standard';
import type { JobState } from '../../shared/app/app.contract.ts';
import { contract } from '../../shared/app/contract.ts';
import type { News } from '../../shared/app/wire.contract.ts';
import { errors } from '../../shared/contract/method.ts';
import { Refusal } from '../../shared/refusal/refusal.ts';
import type { Door, Session } from '../app/door.ts';
import { Fault } from '../platform/fault.ts';
import type { Log } from '../platform/log.ts';
import { coalesce } from './coalesce.ts';

/** Who is at the other end of one port, socket or request. */
export interface CallContext {
  session: Session;
  /** The command's idempotency key: sent twice, done once. */
  key?: string;
}

type Procedures = Record<string, Record<string, unknown>>;

const procedure = os.$context<CallContext>().errors(errors);

/**
 * One procedure per method of the contract, each handing its input to the door as it came: dispatch parses and checks, so
 * every host obeys the same rules and nothing is validated twice.
 */
function methodsOf(call: Door['call'], log: Log) {
  const handlerOf = (method: string) =>
    procedure.handler(async ({ context: { session, key }, input, signal }) => {
      try {
        return await call(session, method, input, { key, signal });
      } catch (error) {
        throw wireError(error, method, log);
      }
    });
  const features = Object.entries(contract as Procedures).map(([feature, verbs]) => {
    const handlers = Object.keys(verbs).map((verb) => [verb, handlerOf(`${feature}.${verb}`)] as const);
    return [feature, Object.fromEntries(handlers)] as const;
  });
  return Object.fromEntries(features);
}

/** What REST serves. */
export const restRouter = (door: Door, log: Log) => methodsOf(door.call, log);

/** What a port or a socket serves: the contract and the feed. An answer that comes as text is JSON, read at the other end (shared/app/answer.rules.ts). */
export function wireRouter(door: Door, log: Log) {
  const feed = {
    changes: procedure.handler(({ context, signal }) => coalesce(signedIn(context.session, door.changes), mergeNews, signal)),
    jobs: procedure.handler(({ context, signal }) => coalesce(signedIn(context.session, door.jobs), mergeJobs, signal)),
  };
  return { ...methodsOf(door.callAsText, log), feed };
}

/** Nobody signed in, nothing told: the door of the shop may stand on a counter. */
const signedIn =
  <Item>(session: Session, subscribe: (listener: (item: Item) => void) => () => void) =>
  (listener: (item: Item) => void): (() => void) =>
    subscribe((item) => { if (session.actor) listener(item); });

const manyRows = 500;

export function mergeNews(pending: News | undefined, news: News): News {
  const kinds = { ...pending?.kinds };
  for (const [kind, ids] of Object.entries(news.kinds)) {
    const known = kinds[kind];
    const many = known?.length === 0 || ids.length === 0;
    const union = many ? [] : [...new Set([...(known ?? []), ...ids])];
    kinds[kind] = union.length > manyRows ? [] : union;
  }
  return { sequence: Math.max(pending?.sequence ?? 0, news.sequence), kinds };
}

export const mergeJobs = (pending: JobState[] | undefined, job: JobState): JobState[] => [...(pending ?? []).filter((known) => known.id !== job.id), job];

/** The contract's three ways to say no. A bug travels as a number only: its text and stack go to the log. */
function wireError(error: unknown, method: string, log: Log): Error {
  const { code, status, data } = toldError(error, method, log);
  return new ORPCError(code, { defined: true, status, message: errors[code].message, data });
}

/** The same for a wire that is not oRPC's. */
export function toldError(error: unknown, method: string, log: Log): { code: keyof typeof errors; status: number; data: object } {
  const no = (code: keyof typeof errors, data: object) => ({ code, status: errors[code].status, data });
  if (error instanceof Refusal) return no('REFUSED', error.data());
  if (error instanceof Fault) return no('FAULT', error.data());
  const id = randomBytes(4).toString('hex');
  log.error('bug', error, { id, method });
  return no('BUG', { id });
}

const keyHeader = 'idempotency-key';
const longestKey = 200;

/** Takes the idempotency key off the request's headers; every transport has them. */
export const withKey: StandardHandlerOptions<CallContext> = {
  rootInterceptors: [
    (options) => {
      const header = options.request.headers[keyHeader];
      const key = typeof header === 'string' && header.length > 0 && header.length <= longestKey ? header : undefined;
      return options.next({ ...options, context: { ...options.context, ...(key === undefined ? {} : { key }) } });
    },
  ],
};

/** Over a port an answer crosses as it is; a text made of it would only be read again at the other end. Nothing is handed over, all is copied. */
export const portOptions: RPCHandlerOptions<CallContext> = { ...withKey, experimental_transfer: () => [] };
