import { z } from 'zod';
import { Fault } from '../../platform/fault.ts';
import type { WebAnswer, WebRequest } from '../../platform/web.ts';
import { type ConnectorSetting, longestPauseMs } from '../connector.ts';
import { parsed, readAs } from '../reading.ts';
import { refuseRedirect } from '../redirect.ts';
import { openShopClock } from '../shop-clock.ts';
import { openBudget, costAnswer } from './budget.ts';
import { faultIn, faultOfErrors, graphErrors, throttled } from './client-faults.ts';
import { apiVersion, type Operation, operations } from './operations.ts';
import { openToken } from './token.ts';

/** The shop's Admin API. @throws Fault for every answer that is no data */
export interface ShopifyClient {
  /** The data of an answer, read by its schema. */
  ask<Schema extends z.ZodType>(operation: Operation, variables: object, schema: Schema): Promise<z.output<Schema>>;
  /** Milliseconds the shop's clock is ahead of ours, by its last answer; null before one. */
  clockAhead(): number | null;
}

const answerOf = z.object({
  data: z.unknown().optional(),
  errors: graphErrors.optional(),
  extensions: z.object({ cost: costAnswer.optional() }).optional(),
});

const triesWhenThrottled = 5;

/** @throws Fault refused when the address is none */
export function openClient(setting: ConnectorSetting): ShopifyClient {
  const root = originOf(setting.url);
  const budget = openBudget(setting.now);
  const clock = openShopClock(setting.now);

  async function exchange(request: Pick<WebRequest, 'url' | 'headers' | 'body'>): Promise<WebAnswer> {
    const certificate = setting.certificate === undefined ? {} : { certificate: setting.certificate };
    const answer = await clock.asked(() => setting.fetch({ method: 'POST', timeoutMs: 60_000, maxBytes: 32 * 1024 * 1024, ...certificate, ...request }));
    refuseRedirect(answer, { address: root, path: request.url.slice(root.length) });
    return answer;
  }

  const token = openToken({ root, credentials: setting.credentials, now: setting.now, exchange });

  async function send(body: string): Promise<WebAnswer> {
    const url = `${root}/admin/api/${apiVersion}/graphql.json`;
    const headers = async () => ({ 'content-type': 'application/json', accept: 'application/json', 'x-shopify-access-token': await token.current() });
    const answer = await exchange({ url, headers: await headers(), body });
    // A token lives for a day; one that ended sooner than it said is renewed once.
    return answer.status === 401 && token.renews ? exchange({ url, headers: (token.forget(), await headers()), body }) : answer;
  }

  /** Waits as long as the shop's bucket needs; a longer wait is the engine's. */
  async function waitFor(milliseconds: number): Promise<void> {
    if (milliseconds > longestPauseMs) throw throttled(milliseconds, setting.now());
    if (milliseconds > 0) await setting.pause(milliseconds);
  }

  async function dataOf(operation: Operation, variables: object): Promise<unknown> {
    const body = JSON.stringify({ query: operations[operation], variables });
    for (let tries = 1; ; tries += 1) {
      await waitFor(budget.waitFor(operation));
      const answer = await send(body);
      const isThrottled = answer.text.includes('"THROTTLED"');
      if (answer.status !== 200 && !isThrottled) throw faultIn(answer, setting.now());
      const { data, errors, extensions } = readAs(answerOf, parsed(answer));
      if (extensions?.cost) budget.learn(operation, extensions.cost);
      if (!errors) return data;
      if (!errors.some((error) => error.extensions?.code === 'THROTTLED')) throw faultOfErrors(errors);
      const needed = Math.max(budget.waitFor(operation), 1000);
      if (tries >= triesWhenThrottled) throw throttled(needed, setting.now());
      await waitFor(needed);
    }
  }

  return {
    ask: async (operation, variables, schema) => readAs(schema, await dataOf(operation, variables)),
    clockAhead: () => clock.ahead(),
  };
}

/** The token goes with every question, so nothing is asked in the clear except on this very machine. */
function originOf(address: string): string {
  const url = URL.parse(address.trim());
  const local = url !== null && isThisMachine(url.hostname);
  if (url && url.username === '' && (url.protocol === 'https:' || (url.protocol === 'http:' && local))) return url.origin;
  throw new Fault('refused', { retry: 'never', says: 'The address of the shop must read https://NAME.myshopify.com.' });
}

export const isThisMachine = (host: string): boolean => ['127.0.0.1', 'localhost', '[::1]'].includes(host);

/** The first thing wrong that a mutation names; such an answer has status 200 too. */
export const userErrors = z.array(z.object({ field: z.array(z.string()).nullable(), message: z.string(), code: z.string().nullish() }));
export type UserErrors = z.output<typeof userErrors>;

/** All rows of a list whose first page is at hand. */
export async function restOf<Row>(first: Page<Row>, more: (after: string) => Promise<Page<Row>>): Promise<Row[]> {
  const rows = [...first.nodes];
  let { pageInfo } = first;
  while (pageInfo.hasNextPage && pageInfo.endCursor !== null) {
    const page = await more(pageInfo.endCursor);
    rows.push(...page.nodes);
    ({ pageInfo } = page);
  }
  return rows;
}

export interface Page<Row> {
  pageInfo: { hasNextPage: boolean; endCursor: string | null };
  nodes: Row[];
}

export const pageOf = <Row extends z.ZodType>(row: Row) =>
  z.object({ pageInfo: z.object({ hasNextPage: z.boolean(), endCursor: z.string().nullable() }), nodes: z.array(row) });
