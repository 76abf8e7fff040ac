import type { JobState } from '../../shared/app/app.contract.ts';
import type { InputOf, MethodName, OutputOf } from './methods.ts';

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
}
