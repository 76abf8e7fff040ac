import path from 'node:path';
import { parentPort, workerData } from 'node:worker_threads';
import { instant } from '../../shared/units/instant.ts';
import { type Connection, openReader } from '../database/connection.ts';
import { shopFileName } from '../database/shop-file.ts';
import type { Migrations } from '../database/migrate.ts';
import { ask, lookUp } from './ask.ts';
import { proveFile } from './check.ts';
import { tryRestore } from './trial-restore.ts';
import { serveCalls, type Served } from './wire.ts';

/** A thread that only reads: however long a report takes, it holds up nobody's command. */
const { folder, migrations } = workerData as { folder: string; migrations: Migrations };
let connection: Connection | undefined;
const reader = (): Connection => (connection ??= openReader(path.join(folder, shopFileName)));

const served = {
  query: (actor: Parameters<typeof ask>[1], method: string, input: unknown) => JSON.stringify(ask(reader(), actor, method, input, instant(Date.now()))),
  lookUp: (name: string) => lookUp(reader(), name),
  prove: () => proveFile(reader(), migrations),
  tryRestore: (file: string) => tryRestore(file, migrations, Date.now),
};

serveCalls(parentPort!, served as unknown as Served);
