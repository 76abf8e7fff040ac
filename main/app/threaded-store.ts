import { Worker } from 'node:worker_threads';
import type { JobState } from '../../shared/app/app.contract.ts';
import type { CoreOptions } from './core.ts';
import type { Proved } from './check.ts';
import type { News } from './dispatch.ts';
import type { Store } from './store.ts';
import { LongReadings } from './long-readings.ts';
import { getMethod } from './methods.ts';
import type { TriedRestore } from './trial-restore.ts';
import { ReaderPool } from './reader-pool.ts';
import { type Caller, callWorker } from './wire.ts';

/** Where the compiled thread scripts lie; each host knows its own folder. */
export interface ThreadScripts {
  store: string | URL;
  reader: string | URL;
}

/** Readers of pages: a question of a screen takes milliseconds. */
const readerCount = 2;

/**
 * The store in threads of its own: one that writes, two that read pages, and others for what takes seconds. Hosts only pass
 * messages, so a slow disk never freezes a window. @throws Refusal `file.…` when the folder's shop cannot be opened
 */
export async function openThreadedStore(options: Pick<CoreOptions, 'folder' | 'migrations' | 'state'>, scripts: ThreadScripts): Promise<Store> {
  const writer = callWorker(new Worker(scripts.store, { workerData: options }));
  try {
    await writer.call('open');
  } catch (error) {
    await writer.stop();
    throw error;
  }
  const makeReader = (): Caller => callWorker(new Worker(scripts.reader, { workerData: options }));
  const readers = new ReaderPool(makeReader, readerCount);
  const long = new LongReadings(makeReader);
  const queryText: Store['queryText'] = (actor, method, input, signal) =>
    (getMethod(method).meta.long ? long.call(method, 'longQuery', signal, actor, method, input) : readers.call('query', signal, actor, method, input)) as Promise<string>;
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
    prove: (signal) => long.call('proof.run', 'prove', signal) as Promise<Proved>,
    readings: () => long.list(),
    endReading: (readingId) => long.end(readingId),
    makeDemo: () => writer.call('makeDemo'),
    backup: async (file) => void (await writer.call('backup', file)),
    // A copy put back on trial is proved like the shop itself.
    tryRestore: (file) => long.call('proof.run', 'tryRestore', undefined, file) as Promise<TriedRestore>,
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
      await Promise.all([writer, readers, long].map((threads) => threads.stop()));
    },
  };
}
