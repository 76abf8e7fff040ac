import path from 'node:path';
import { parentPort, workerData } from 'node:worker_threads';
import { openReader } from '../database/connection.ts';
import { shopFileName } from '../database/shop-file.ts';
import type { AskedExport } from '../exports/files.ts';
import { writeExport } from '../exports/write-export.ts';
import { serveCalls, type Served, tell } from './wire.ts';

/** A thread for one export: it reads the shop beside everybody else, and stopping it costs nobody anything. */
const { folder, into } = workerData as { folder: string; into: string };
const port = parentPort!;

/** So often that a bar moves, so seldom that telling costs nothing. */
const toldEvery = 200;

async function make(asked: AskedExport): Promise<unknown> {
  const reader = openReader(path.join(folder, shopFileName));
  const progress = { done: 0, total: 0 };
  try {
    return await writeExport(reader, into, asked, {
      total: (count) => {
        progress.total = count;
        tell(port, 'progress', progress);
      },
      seen: () => {
        progress.done += 1;
        if (progress.done % toldEvery === 0) tell(port, 'progress', progress);
      },
      leftOut: (paper) => tell(port, 'leftOut', paper),
    });
  } finally {
    reader.close();
  }
}

serveCalls(port, { make } as unknown as Served);
