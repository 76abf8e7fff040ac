import { Worker } from 'node:worker_threads';
import type { JobState } from '../../shared/app/app.contract.ts';
import type { CoreOptions } from './core.ts';
import type { Proved } from './check.ts';
import type { News } from './dispatch.ts';
import type { Store } from './store.ts';
import type { TriedRestore } from './trial-restore.ts';
import { type Caller, callWorker } from './wire.ts';

/** Where the compiled thread scripts lie; each host knows its own folder. */
export interface ThreadScripts {
  store: string | URL;
  reader: string | URL;
}

const readerCount = 2;

/**
 * The store in threads of its own: one that writes, two that read. Hosts only pass messages, so a slow disk never freezes
 * a window. @throws Refusal `file.…` when the folder's shop cannot be opened
 */
export async function openThreadedStore(options: Pick<CoreOptions, 'folder' | 'migrations' | 'state'>, scripts: ThreadScripts): Promise<Store> {
  const writer = callWorker(new Worker(scripts.store, { workerData: options }));
  try {
    await writer.call('open');
  } catch (error) {
    await writer.stop();
    throw error;
  }
  const readers = new ReaderPool(() => callWorker(new Worker(scripts.reader, { workerData: options })));
  const queryText: Store['queryText'] = (actor, method, input, signal) => readers.call('query', signal, actor, method, input) as Promise<string>;
  const newsListeners = new Set<(news: News) => void>();
  const jobListeners = new Set<(job: JobState) => void>();
  writer.onNews((name, value) => {
    if (name === 'news') newsListeners.forEach((listener) => listener(value as News));
    if (name === 'job') jobListeners.forEach((listener) => listener(value as JobState));
  });
  return {
    command: (...args) => writer.call('command', ...args),
    internal: (...args) => writer.call('internal', ...args),
    lookUp: (name) => readers.call('lookUp', undefined, name),
    query: async (...args) => JSON.parse(await queryText(...args)) as unknown,
    queryText,
    prove: (signal) => readers.call('prove', signal) as Promise<Proved>,
    makeDemo: () => writer.call('makeDemo'),
    backup: async (file) => void (await writer.call('backup', file)),
    tryRestore: (file) => readers.call('tryRestore', undefined, file) as Promise<TriedRestore>,
    onNews: (listener) => {
      newsListeners.add(listener);
      return () => newsListeners.delete(listener);
    },
    onJob: (listener) => {
      jobListeners.add(listener);
      return () => jobListeners.delete(listener);
    },
    close: async () => {
      await writer.call('close');
      await Promise.all([writer.stop(), readers.stop()]);
    },
  };
}

/** What a question given up may still run before its thread is ended: a new thread costs more than a short question. */
const patienceMs = 250;

/**
 * Gives each question to the reader with the least to do. Who gives a question up is let go at once; if it goes on running it
 * costs its thread, and whoever waited behind it is asked for again by another.
 */
class ReaderPool {
  private readonly readers: Caller[];
  private readonly make: () => Caller;
  private readonly ended = new WeakSet<Caller>();
  private stopped = false;

  constructor(make: () => Caller) {
    this.make = make;
    this.readers = Array.from({ length: readerCount }, make);
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
