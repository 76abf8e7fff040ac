import { Refusal } from '../../shared/refusal/refusal.ts';
import type { Reader, Tx } from '../database/handles.ts';
import { read } from '../database/statement.ts';
import { getJob, jobKeys, startJob } from './jobs.ts';
import { inverseOf, recorded } from './undo.ts';

/** The commands a job gave, in their order: their keys are the job's. */
const commandsOf = read((db, p: { from: string; before: string }) =>
  db.selectFrom('commandKey').select('commandId').where('key', '>=', p.from).where('key', '<', p.before).orderBy('commandId'),
);

/** The commands a job gave. A semicolon is what follows a colon. */
export const givenBy = (reader: Reader, jobId: number) => commandsOf.all(reader, { from: `${jobKeys}${jobId}:`, before: `${jobKeys}${jobId};` });

interface Inverse {
  items: unknown[];
  [shared: string]: unknown;
}

/**
 * Takes back everything a job did, as one job of the inverse command. What it refused was never done and is not touched.
 * @throws Refusal `record.missing`, `record.changed` while it still runs, `undo.impossible`, `permission.denied`
 */
export function undoJob(tx: Tx, { jobId }: { jobId: number }): { jobId: number } {
  const job = getJob(tx, jobId);
  if (job.state === 'waiting' || job.state === 'running') throw new Refusal('record.changed', { kind: 'job', id: jobId });
  const inverses = givenBy(tx, jobId).map(({ commandId }) => inverseOf(recorded(tx, commandId)) as { method: string; input: Inverse });
  const items = inverses.flatMap(({ input }) => input.items);
  const [first] = inverses;
  if (!first || items.length === 0) throw new Refusal('undo.impossible', { command: job.method, reason: 'none' });
  const { items: _each, ...shared } = first.input;
  return startJob(tx, { kind: 'undo', method: first.method, items, shared });
}
