import type { Caller } from './wire.ts';

/** What a question given up may still run before its thread is ended: a new thread costs more than a short question. */
const patienceMs = 250;

/**
 * Gives each question to the reader with the least to do. Who gives a question up is let go at once; if it goes on running it
 * costs its thread, and whoever waited behind it is asked for again by another.
 */
export class ReaderPool {
  private readonly readers: Caller[];
  private readonly make: () => Caller;
  private readonly ended = new WeakSet<Caller>();
  private stopped = false;

  constructor(make: () => Caller, size: number) {
    this.make = make;
    this.readers = Array.from({ length: size }, make);
  }

  async call(name: string, signal: AbortSignal | undefined, ...args: unknown[]): Promise<unknown> {
    signal?.throwIfAborted();
    const reader = this.readers.reduce((least, other) => (other.waiting < least.waiting ? other : least));
    const answer = reader.call(name, ...args);
    try {
      return await (signal ? this.orGivenUp(reader, answer, signal) : answer);
    } catch (error) {
      if (signal?.aborted || this.stopped || !this.ended.has(reader)) throw error;
      return this.call(name, signal, ...args);
    }
  }

  async stop(): Promise<void> {
    this.stopped = true;
    await Promise.all(this.readers.map((reader) => reader.stop()));
  }

  private orGivenUp(reader: Caller, answer: Promise<unknown>, signal: AbortSignal): Promise<unknown> {
    return new Promise((resolve, reject) => {
      let running: NodeJS.Timeout | undefined;
      const giveUp = (): void => {
        running = setTimeout(() => this.replace(reader), patienceMs);
        // What an asker gives as its reason is passed on as it is.
        // oxlint-disable-next-line prefer-promise-reject-errors
        reject(signal.reason);
      };
      signal.addEventListener('abort', giveUp, { once: true });
      const settled = (): void => {
        clearTimeout(running);
        signal.removeEventListener('abort', giveUp);
      };
      answer.finally(settled).then(resolve, reject);
    });
  }

  /** SQLite cannot be told to stop from outside, so the whole thread goes, at the end of the statement it is in. */
  private replace(reader: Caller): void {
    const index = this.readers.indexOf(reader);
    if (index === -1 || this.stopped) return;
    this.ended.add(reader);
    this.readers[index] = this.make();
    void reader.stop();
  }
}
