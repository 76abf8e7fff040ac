import { createHash, randomBytes } from 'node:crypto';
import type { Session } from '../../app/door.ts';

/** 256 bits, as they stand in a URL's fragment and in a header. */
const newToken = (): string => randomBytes(32).toString('base64url');

/** Tokens are looked up by their digest: the time of the look-up says nothing about the token itself. */
const digest = (token: string): string => createHash('sha256').update(token).digest('base64');

export interface Admitted {
  /** Proves this page to the socket; the page keeps it in memory. */
  bearer: string;
  /** Lets this page in once more, after a reload. */
  nextCode: string;
}

/**
 * Who may speak from a browser. A launch code, good once, is exchanged for a bearer; with it comes the code for the next
 * exchange, so that reloading the page works while no lasting token is ever written down. Nothing survives the program.
 */
export class BrowserSessions {
  /** A code given to a page for its reload keeps that page's session; a launch code begins one. */
  private readonly codes = new Map<string, Session | 'new'>();
  private readonly bearers = new Map<string, Session>();
  private readonly newSession: () => Promise<Session>;

  constructor(newSession: () => Promise<Session>) {
    this.newSession = newSession;
  }

  /** A code for a browser that is about to be opened. */
  launchCode(): string {
    return this.codeFor('new');
  }

  /** Undefined for a code that was never given out, or was used before. */
  async exchange(code: string): Promise<Admitted | undefined> {
    const known = this.codes.get(digest(code));
    if (!known) return undefined;
    this.codes.delete(digest(code));
    const session = known === 'new' ? await this.newSession() : known;
    const bearer = newToken();
    this.bearers.set(digest(bearer), session);
    return { bearer, nextCode: this.codeFor(session) };
  }

  sessionOf(bearer: string): Session | undefined {
    return this.bearers.get(digest(bearer));
  }

  private codeFor(session: Session | 'new'): string {
    const code = newToken();
    this.codes.set(digest(code), session);
    return code;
  }
}
