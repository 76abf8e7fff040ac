import type { ClientLink } from '@orpc/client';

/** What goes with a call: its idempotency key. */
export interface CallContext {
  key?: string;
}

/** One open way to the shop: a port in Electron, a socket in a browser. */
export interface Line {
  link: ClientLink<CallContext>;
  /** Settles when the other end is gone. */
  lost: Promise<void>;
  close(): void;
}

export type OpenLine = () => Promise<Line>;

/** The header every transport carries the key in. */
export const keyHeaders = ({ context }: { context: CallContext }): Record<string, string> => (context.key ? { 'idempotency-key': context.key } : {});
