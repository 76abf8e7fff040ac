import { instant } from '../../shared/units/instant.ts';
import type { BenchFile } from './bench-file.ts';
import { benchOrderJobs, type OrderJobFigures } from './order-jobs.ts';
import { batchSize, openPair, type Pair } from './pair.ts';

export interface DeskFigures {
  orders: number;
  /** So many orders as one job each: approved, set aside, cancelled. */
  jobs: OrderJobFigures;
  /** What the shop's rules add to an order that comes in, of the processor's milliseconds: other work on the machine does not count. */
  checkMs: number;
}

export const ordersOfJob = 5_000;
const turns = 3_000_000;

/** The desk orders pass over: what the rules cost an order, and how long a morning's list takes. */
export function benchDesk(file: BenchFile, folder: string): DeskFigures {
  const pair = openPair(file.file, file.shop, folder);
  try {
    const batches = ordersOfJob / batchSize;
    const withRules = worked(() => importBatches(pair, turns, batches));
    pair.program.raw.exec('update checkRule set active = 0');
    const without = worked(() => importBatches(pair, turns + batches, batches));
    const taken = pair.program.raw.prepare('select id from salesOrder order by id desc limit ?').pluck().all(ordersOfJob) as number[];
    const jobs = benchOrderJobs(pair.program, taken, instant(Date.UTC(2030, 0, 1)));
    return { orders: file.orders, jobs, checkMs: Math.max(0, withRules - without) / ordersOfJob };
  } finally {
    pair.close();
  }
}

function importBatches({ importBatch }: Pair, first: number, count: number): void {
  for (let turn = first; turn < first + count; turn += 1) importBatch.program(turn);
}

function worked(work: () => void): number {
  const { user, system } = process.cpuUsage();
  work();
  const after = process.cpuUsage();
  return (after.user + after.system - user - system) / 1_000;
}
