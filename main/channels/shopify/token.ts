import { z } from 'zod';
import type { Instant } from '../../../shared/units/instant.ts';
import { Fault } from '../../platform/fault.ts';
import type { WebAnswer, WebRequest } from '../../platform/web.ts';
import type { Credentials } from '../connector.ts';
import { parsed, readAs } from '../reading.ts';
import { faultIn } from './client-faults.ts';

interface Setting {
  root: string;
  credentials: Credentials;
  now: () => Instant;
  exchange(request: Pick<WebRequest, 'url' | 'headers' | 'body'>): Promise<WebAnswer>;
}

export interface Token {
  /** @throws Fault unauthorised when the shop knows no such app */
  current(): Promise<string>;
  forget(): void;
  /** Whether a new one can be had. */
  readonly renews: boolean;
}

const grant = z.object({ access_token: z.string().min(1), expires_in: z.number() });

/** Renewed a little before its end, as clocks differ. */
const marginMs = 5 * 60_000;

/** A connector lives for a round, a token for a day: it is kept while the program runs, and nowhere else. */
const held = new Map<string, { text: string; until: number }>();

/**
 * An app of the Dev Dashboard exchanges its client id and secret for a token that lives for a day (client credentials grant);
 * an app made in the shop's admin before 2026 has one token for good, and no client id.
 */
export function openToken({ root, credentials, now, exchange }: Setting): Token {
  const { clientId = '', secret = '' } = credentials;
  if (clientId === '') return { current: async () => secret, forget: () => undefined, renews: false };
  const name = [root, clientId, secret].join(' ');

  async function granted(): Promise<string> {
    const form = new URLSearchParams({ grant_type: 'client_credentials', client_id: clientId, client_secret: secret });
    const headers = { 'content-type': 'application/x-www-form-urlencoded', accept: 'application/json' };
    const answer = await exchange({ url: `${root}/admin/oauth/access_token`, headers, body: form.toString() });
    // Shopify refuses a wrong pair with 400.
    if (answer.status === 400) throw new Fault('unauthorised', { retry: 'never', status: 400, says: 'The shop does not accept this client id and secret.' });
    if (answer.status !== 200) throw faultIn(answer, now());
    const { access_token: text, expires_in: seconds } = readAs(grant, parsed(answer));
    held.set(name, { text, until: now() + seconds * 1000 - marginMs });
    return text;
  }

  return {
    current: async () => {
      const known = held.get(name);
      return known && now() < known.until ? known.text : granted();
    },
    forget: () => void held.delete(name),
    renews: true,
  };
}
