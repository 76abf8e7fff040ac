import path from 'node:path';
import { parentPort, workerData } from 'node:worker_threads';
import { instant } from '../../shared/units/instant.ts';
import { type Connection, openReader } from '../database/connection.ts';
import { shopFileName } from '../database/shop-file.ts';
import type { Migrations } from '../database/migrate.ts';
import { whileTelling } from '../database/progress.ts';
import { ask, lookUp } from './ask.ts';
import { proveFile } from './check.ts';
import { tryRestore } from './trial-restore.ts';
import { serveCalls, type Served, tell } from './wire.ts';

/** A thread that only reads: however long a report takes, it holds up nobody's command. */
const { folder, migrations } = workerData as { folder: string; migrations: Migrations };
let connection: Connection | undefined;
const reader = (): Connection => (connection ??= openReader(path.join(folder, shopFileName)));

const tellEveryMs = 100;

/** A long reading tells how far it is while it runs, ten times a second at most. */
function during<T>(readingId: number, work: () => T): T {
  let nextAt = 0;
  const hear = (done: number, of: number): void => {
    if (performance.now() < nextAt) return;
    nextAt = performance.now() + tellEveryMs;
    tell(parentPort!, 'progress', { readingId, done, of });
  };
  return whileTelling(hear, work);
}

const query = (actor: Parameters<typeof ask>[1], method: string, input: unknown): string => JSON.stringify(ask(reader(), actor, method, input, instant(Date.now())));

const served = {
  query,
  longQuery: (readingId: number, ...asked: Parameters<typeof query>) => during(readingId, () => query(...asked)),
  lookUp: (name: string) => lookUp(reader(), name),
  prove: (readingId: number) => during(readingId, () => proveFile(reader(), migrations)),
  tryRestore: (_readingId: number, file: string) => tryRestore(file, migrations, Date.now),
};

serveCalls(parentPort!, served as unknown as Served);
