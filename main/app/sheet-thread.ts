import { parentPort, workerData } from 'node:worker_threads';
import { sheetWork } from './sheet-work.ts';
import { serveCalls, type Served } from './wire.ts';

/** A thread for one sheet: however long it takes, and whatever the file does to it, nobody else notices. */
const { folder, importId } = workerData as { folder: string; importId: string };

serveCalls(parentPort!, sheetWork(folder, importId) as unknown as Served);
