import { dispatch } from '../../main/app/dispatch.ts';
import { runJobSlice } from '../../main/app/jobs.ts';
import type { Connection } from '../../main/database/connection.ts';
import type { Actor } from '../../main/database/handles.ts';
import type { Instant } from '../../shared/units/instant.ts';
import { batchLimit } from '../../shared/contract/batch.ts';

const owner: Actor = { userId: 1, role: 'owner', deviceId: null, via: 'app' };

/** Milliseconds of a job over orders and of the one undo of it; every slice is a transaction on the disk. */
export interface JobFigures {
  doneMs: number;
  undoneMs: number;
}

export interface OrderJobFigures {
  approve: JobFigures;
  allocate: JobFigures;
  cancel: JobFigures;
}

type Say = (method: string, input: unknown) => unknown;

/**
 * The jobs of the desk, each over all of these orders, of which goods enough are there, and each taken back by one undo.
 * @throws when a job did less than it was asked to: it would be quick for nothing
 */
export function benchOrderJobs(program: Connection, orderIds: readonly number[], now: Instant): OrderJobFigures {
  const say: Say = (method, input) => dispatch(program, owner, method, input, now).result;
  const items = orderIds.map((orderId) => ({ orderId }));
  const asked = JSON.stringify(orderIds);
  const expectAll = (what: string, condition: string): void => {
    const found = Number(program.raw.prepare(`select count(*) from salesOrder where id in (select value from json_each(?)) and ${condition}`).pluck().get(asked));
    if (found !== orderIds.length) throw new Error(`of ${orderIds.length} orders ${found} are ${what}`);
  };
  const start = (kind: string, method: string, shared?: object): number => (say('job.start', { kind, method, items, ...(shared && { shared }) }) as { jobId: number }).jobId;
  const finish = (): number => {
    const core = { writer: program, command: (actor: Actor, method: string, input: unknown, key?: string) => dispatch(program, actor, method, input, now, key).result };
    return taking(() => {
      while (runJobSlice(core, now));
    });
  };
  const thereAndBack = (kind: string, method: string, done: [string, string], undone: [string, string], shared?: object): JobFigures => {
    const jobId = start(kind, method, shared);
    const doneMs = finish();
    expectAll(...done);
    say('job.undo', { jobId });
    const undoneMs = finish();
    expectAll(...undone);
    return { doneMs, undoneMs };
  };
  const approve = thereAndBack('approve', 'order.approve', ['approved', 'approved = 1'], ['not approved', 'approved = 0'], { reason: 'bench' });
  receiveEnough(program, say, asked);
  start('release', 'order.release');
  finish();
  const allocate = thereAndBack('allocate', 'order.allocate', ['set aside', "fulfilment = 'allocated'"], ['open', "fulfilment = 'open'"]);
  start('allocate', 'order.allocate');
  finish();
  const cancel = thereAndBack('cancel', 'order.cancelBatch', ['cancelled', "fulfilment = 'cancelled'"], ['taken up again', "fulfilment in ('open', 'allocated')"], { reason: 'bench' });
  return { approve, allocate, cancel };
}

/** A hundred pieces of everything these orders ask for. */
function receiveEnough({ raw }: Connection, say: Say, orderIds: string): void {
  const variants = raw.prepare('select distinct variantId from orderLine where variantId is not null and orderId in (select value from json_each(?)) order by variantId').pluck().all(orderIds) as number[];
  const locationId = raw.prepare('select locationId from stockLevel group by locationId order by count(*) desc limit 1').pluck().get();
  for (let from = 0; from < variants.length; from += batchLimit) {
    const lines = variants.slice(from, from + batchLimit).map((variantId) => ({ variantId, quantity: 100_000, value: 100_000 }));
    say('stock.receive', { locationId, lines });
  }
}

function taking(work: () => void): number {
  const begun = performance.now();
  work();
  return performance.now() - begun;
}
