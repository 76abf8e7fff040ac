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

/** Gives each question to the reader with the least to do. A question given up while it runs costs its thread, not its asker. */
class ReaderPool {
  private readonly readers: Caller[];
  private readonly make: () => Caller;

  constructor(make: () => Caller) {
    this.make = make;
    this.readers = Array.from({ length: readerCount }, make);
  }

  async call(name: string, signal: AbortSignal | undefined, ...args: unknown[]): Promise<unknown> {
    signal?.throwIfAborted();
    const reader = this.readers.reduce((least, other) => (other.waiting < least.waiting ? other : least));
    const answer = reader.call(name, ...args);
    if (!signal) return answer;
    const giveUp = (): void => this.replace(reader);
    signal.addEventListener('abort', giveUp, { once: true });
    try {
      return await answer;
    } finally {
      signal.removeEventListener('abort', giveUp);
    }
  }

  async stop(): Promise<void> {
    await Promise.all(this.readers.map((reader) => reader.stop()));
  }

  /** SQLite cannot be told to stop from outside, so the whole thread goes; only when nobody else waits for it. */
  private replace(reader: Caller): void {
    const index = this.readers.indexOf(reader);
    if (index === -1 || reader.waiting > 1) return;
    this.readers[index] = this.make();
    void reader.stop();
  }
}
