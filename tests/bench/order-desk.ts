import type { Actor } from '../../main/database/handles.ts';
import { dispatch } from '../../main/app/dispatch.ts';
import { runJobSlice } from '../../main/app/jobs.ts';
import { type Instant, instant } from '../../shared/units/instant.ts';
import type { BenchFile } from './bench-file.ts';
import { batchSize, openPair, type Pair } from './pair.ts';

export interface DeskFigures {
  orders: number;
  /** Approving so many as one job, each slice a transaction on the disk; then the one undo of it. */
  approved: number;
  approveMs: number;
  undoMs: number;
  /** What the shop's rules add to an order that comes in, of the processor's time: other work on the machine does not count. */
  checkMs: number;
}

const owner: Actor = { userId: 1, role: 'owner', deviceId: null, via: 'app' };
const wanted = 5_000;
const turns = 3_000_000;

/** The desk orders pass over: what the rules cost an order, and how long a morning's list takes. */
export function benchDesk(file: BenchFile, folder: string): DeskFigures {
  const pair = openPair(file.file, file.shop, folder);
  try {
    const batches = wanted / batchSize;
    const withRules = worked(() => importBatches(pair, turns, batches));
    pair.program.raw.exec('update checkRule set active = 0');
    const without = worked(() => importBatches(pair, turns + batches, batches));
    const taken = pair.program.raw.prepare('select id from salesOrder order by id desc limit ?').pluck().all(wanted) as number[];
    const now = instant(Date.UTC(2030, 0, 1));
    const { jobId } = command(pair, 'job.start', { kind: 'approve', method: 'order.approve', items: taken.map((orderId) => ({ orderId })), shared: { reason: 'bench' } }, now) as { jobId: number };
    const approveMs = timed(() => finish(pair, now));
    command(pair, 'job.undo', { jobId }, now);
    const undoMs = timed(() => finish(pair, now));
    const approved = Number(pair.program.raw.prepare('select count(*) from orderApproval').pluck().get());
    return { orders: file.orders, approved, approveMs, undoMs, checkMs: Math.max(0, withRules - without) / wanted };
  } finally {
    pair.close();
  }
}

function importBatches({ importBatch }: Pair, first: number, count: number): void {
  for (let turn = first; turn < first + count; turn += 1) importBatch.program(turn);
}

const command = ({ program }: Pair, method: string, input: unknown, now: Instant): unknown => dispatch(program, owner, method, input, now).result;

function finish({ program }: Pair, now: Instant): void {
  const core = { writer: program, command: (actor: Actor, method: string, input: unknown, key?: string) => dispatch(program, actor, method, input, now, key).result };
  while (runJobSlice(core, now));
}

function worked(work: () => void): number {
  const { user, system } = process.cpuUsage();
  work();
  const after = process.cpuUsage();
  return (after.user + after.system - user - system) / 1_000;
}

function timed(work: () => void): number {
  const begun = performance.now();
  work();
  return performance.now() - begun;
}
