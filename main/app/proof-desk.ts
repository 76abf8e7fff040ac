import type { Instant } from '../../shared/units/instant.ts';
import type { Proved } from './check.ts';
import type { Store } from './store.ts';

/** A proof of the whole books, and when it was made. */
export interface LastProof extends Proved {
  provedAt: Instant;
}

/** Keeps the last proof, whoever asked for it: the status bar shows it with its age, and the clock sees when the next is due. */
export class ProofDesk {
  private readonly store: Pick<Store, 'prove'>;
  private readonly now: () => Instant;
  private kept: LastProof | undefined;
  private first: Promise<LastProof> | undefined;
  private tried: Instant | undefined;

  constructor(store: Pick<Store, 'prove'>, now: () => Instant) {
    this.store = store;
    this.now = now;
  }

  /** When a proof was last begun, also one that came to nothing. */
  get triedAt(): Instant | undefined {
    return this.tried;
  }

  /** Proves anew, in a reading thread. */
  async run(signal?: AbortSignal): Promise<LastProof> {
    this.tried = this.now();
    const proved = await this.store.prove(signal);
    this.kept = { provedAt: this.now(), ...proved };
    return this.kept;
  }

  /** The last one; the first, where the program has just begun and nobody proved yet. */
  async latest(): Promise<LastProof> {
    if (this.kept) return this.kept;
    this.first ??= this.run().finally(() => {
      this.first = undefined;
    });
    return this.first;
  }
}
