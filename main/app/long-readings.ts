import { Refusal } from '../../shared/refusal/refusal.ts';
import { ReaderPool } from './reader-pool.ts';
import type { Caller } from './wire.ts';

/** A reading of seconds or minutes that runs now, and how far it is; `of` is 0 before it said anything. */
export interface Reading {
  readingId: number;
  method: string;
  done: number;
  of: number;
}

/**
 * What is about every row there is: pages never stand behind it, it says how far it is, and anybody may end it. Each feature has
 * a thread of its own, where one question follows another, so that what one worked out is there for the next.
 */
export class LongReadings {
  private readonly make: () => Caller;
  private readonly pools = new Map<string, ReaderPool>();
  private readonly running = new Map<number, { reading: Reading; ending: AbortController }>();
  private last = 0;

  constructor(make: () => Caller) {
    this.make = make;
  }

  /** @throws Refusal `reading.ended` when somebody ended it */
  async call(method: string, name: string, signal: AbortSignal | undefined, ...args: unknown[]): Promise<unknown> {
    const readingId = (this.last += 1);
    const ending = new AbortController();
    this.running.set(readingId, { reading: { readingId, method, done: 0, of: 0 }, ending });
    try {
      return await this.poolOf(method.slice(0, method.indexOf('.'))).call(name, AbortSignal.any([ending.signal, ...(signal ? [signal] : [])]), readingId, ...args);
    } finally {
      this.running.delete(readingId);
    }
  }

  list(): Reading[] {
    return [...this.running.values()].map(({ reading }) => ({ ...reading }));
  }

  end(readingId: number): void {
    this.running.get(readingId)?.ending.abort(new Refusal('reading.ended', {}));
  }

  async stop(): Promise<void> {
    await Promise.all([...this.pools.values()].map((pool) => pool.stop()));
  }

  /** A thread begins when it first has something to read. */
  private poolOf(feature: string): ReaderPool {
    const pool = this.pools.get(feature) ?? new ReaderPool(() => this.listened(this.make()), 1);
    this.pools.set(feature, pool);
    return pool;
  }

  private listened(reader: Caller): Caller {
    reader.onNews((news, value) => {
      if (news !== 'progress') return;
      const { readingId, done, of } = value as Omit<Reading, 'method'>;
      const found = this.running.get(readingId);
      if (found) Object.assign(found.reading, { done, of });
    });
    return reader;
  }
}
