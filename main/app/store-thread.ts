import { parentPort, workerData } from 'node:worker_threads';
import type { JobState } from '../../shared/app/app.contract.ts';
import { Refusal } from '../../shared/refusal/refusal.ts';
import { backUp } from '../database/backup.ts';
import { type Core, type CoreOptions, openCore } from './core.ts';
import { demoTime } from './demo-time.ts';
import { type Resting, startResting } from './resting.ts';
import { serveCalls, type Served, tell } from './wire.ts';

/** The thread that owns the file. It opens it first, so that a refusal to open is the first answer. */
const port = parentPort!;
const options = workerData as Pick<CoreOptions, 'folder' | 'migrations' | 'state'>;
const time = demoTime(Date.now);
let core: Core | undefined;
let working = false;
let resting: Resting | undefined;

const opened = (): Core => {
  if (!core) throw new Error('The store is not open');
  return core;
};

/** One slice at a time, with the waiting messages let in between. */
function work(): void {
  if (working) return;
  working = true;
  const next = (): void => {
    const job = slice();
    if (job) tell(port, 'job', job);
    if (job) setImmediate(next);
    else working = false;
  };
  setImmediate(next);
}

/** A disk that is full or gone stops the work for a while, never the thread. */
function slice(): JobState | undefined {
  try {
    return core?.workSlice();
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    setTimeout(work, 30_000).unref();
    return undefined;
  }
}

const served = {
  open: () => {
    core = openCore({ ...options, now: time.now });
    resting = startResting(core);
    core.onNews((news) => {
      tell(port, 'news', news);
      if ('job' in news.kinds) work();
      resting?.afterCommand();
    });
    work();
  },
  command: (...args: Parameters<Core['command']>) => opened().command(...args),
  internal: (...args: Parameters<Core['internal']>) => opened().internal(...args),
  makeDemo: () => time.makeDemo(opened()),
  backup: (file: string) => backUp(opened().writer, file),
  close: () => {
    resting?.stop();
    core?.close();
    core = undefined;
  },
};

serveCalls(port, served as unknown as Served);
