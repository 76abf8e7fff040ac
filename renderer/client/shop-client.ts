import type { JobState } from '../../shared/app/app.contract.ts';
import type { InputOf, MethodName, OutputOf } from './methods.ts';

/** One that was kept and could not be done when it came: a person has to look. */
export interface NotTaken {
  readonly sequence: number;
  readonly method: string;
  readonly input: unknown;
  readonly at: number;
  readonly code: string;
  readonly data: unknown;
}

/** What only a phone has: it works on when the shop is out of reach. */
export interface PhoneState {
  readonly deviceId: number;
  /** How many scans and taps are kept here and not in the shop yet. */
  waiting(): number;
  refused(): readonly NotTaken[];
  forget(sequence: number): void;
  /** Milliseconds to add to this phone's clock to have the shop's; undefined before the shop answered. */
  clockOffset(): number | undefined;
  /** False once the shop said that it does not know this phone (any more). */
  isKnown(): boolean;
  /** Whether the shop answered last time. */
  isConnected(): boolean;
  /** The next number of this phone's scans of counts; it is never given twice. */
  nextScan(): number;
  onChange(listener: () => void): () => void;
}

/** The shop at the other end of the wire. Screens know this, never a port or a socket. */
export interface ShopClient {
  /**
   * Rejects with the contract's typed errors: a refusal, a fault of the outside world, or our own mistake. A lost connection is
   * no error: the call goes again with the same key when the shop is back, and has one effect.
   */
  call<Method extends MethodName>(method: Method, input: InputOf<Method>): Promise<OutputOf<Method>>;
  /** Called after every change in the shop, whoever made it, and when the shop is back after silence. */
  onNews(listener: () => void): () => void;
  /** Called with the jobs that moved on. */
  onJobs(listener: (jobs: readonly JobState[]) => void): () => void;
  /** Called when the other end stops answering, and when it is back. */
  onConnection(listener: (connected: boolean) => void): () => void;
  close(): void;
  /** Only where this page is a phone's. */
  readonly phone?: PhoneState;
}
