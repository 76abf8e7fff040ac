import type { InputOf, MethodName, OutputOf } from './methods.ts';

/** The shop at the other end of the wire. Screens know this, never a port or a socket. */
export interface ShopClient {
  /** Rejects with the contract's typed errors: a refusal, a fault of the outside world, or our own mistake. */
  call<Method extends MethodName>(method: Method, input: InputOf<Method>): Promise<OutputOf<Method>>;
  /** Called after every change in the shop, whoever made it. */
  onNews(listener: () => void): () => void;
  /** Called when the other end stops answering, and when it is back. */
  onConnection(listener: (connected: boolean) => void): () => void;
}
