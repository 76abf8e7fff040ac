import { openReader } from '../database/connection.ts';
import { backUp } from '../database/backup.ts';
import path from 'node:path';
import type { JobState } from '../../shared/app/app.contract.ts';
import { Refusal } from '../../shared/refusal/refusal.ts';
import { shopFileName } from '../database/shop-file.ts';
import { lookUp } from './ask.ts';
import { proveFile } from './check.ts';
import { type CoreOptions, openCore } from './core.ts';
import { demoTime } from './demo-time.ts';
import type { News } from './dispatch.ts';
import type { Store } from './store.ts';
import { tryRestore } from './trial-restore.ts';

/** The store in this very thread: for the command line and for tests, where nobody watches a window. */
export function openLocalStore(options: CoreOptions): Store {
  const time = demoTime(options.now);
  const core = openCore({ ...options, now: time.now });
  const newsListeners = new Set<(news: News) => void>();
  const jobListeners = new Set<(job: JobState) => void>();
  core.onNews((news) => newsListeners.forEach((listener) => listener(news)));
  const finishJobs = (): void => {
    try {
      for (let job = core.workSlice(); job; job = core.workSlice()) for (const listener of jobListeners) listener(job);
    } catch (error) {
      // The command before it is done; a disk that stops the job now does not undo that.
      if (!(error instanceof Refusal)) throw error;
    }
  };
  return {
    command: async (...args) => {
      const result = core.command(...args);
      finishJobs();
      return result;
    },
    internal: async (...args) => core.internal(...args),
    lookUp: async (name) => lookUp(core.writer, name),
    query: async (actor, method, input) => core.query(actor, method, input),
    queryText: async (actor, method, input) => JSON.stringify(core.query(actor, method, input)),
    prove: async () => {
      const reader = openReader(path.join(options.folder, shopFileName));
      try {
        return proveFile(reader, options.migrations);
      } finally {
        reader.close();
      }
    },
    // What runs in this thread is over before anybody could look.
    readings: () => [],
    endReading: () => undefined,
    makeDemo: async () => time.makeDemo(core),
    backup: async (file) => void (await backUp(core.writer, file)),
    tryRestore: async (file) => tryRestore(file, options.migrations, time.now),
    onNews: (listener) => {
      newsListeners.add(listener);
      return () => newsListeners.delete(listener);
    },
    onJob: (listener) => {
      jobListeners.add(listener);
      return () => jobListeners.delete(listener);
    },
    close: async () => core.close(),
  };
}
