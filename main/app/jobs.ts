import { z } from 'zod';
import type { JobState } from '../../shared/app/app.contract.ts';
import { mayGive, type Role } from '../../shared/contract/role.ts';
import { Refusal, type RefusalData } from '../../shared/refusal/refusal.ts';
import { getUser } from '../company/company.queries.ts';
import type { Actor, Reader, Tx } from '../database/handles.ts';
import { read, write } from '../database/statement.ts';
import type { Core } from './core.ts';
import { getMethod, type Method, requirePermission } from './methods.ts';
import { requireGiven } from './token-limits.ts';

/** What keys of jobs begin with; nobody else's may. */
export const jobKeys = 'job:';

/** So few that one slice leaves the store free again within about 30 ms. */
const itemsPerBatch = 20;

interface StartJob {
  kind: string;
  method: string;
  items: unknown[];
  shared?: Record<string, unknown> | undefined;
}

interface JobRow {
  id: number;
  kind: string;
  method: string;
  batches: string;
  total: number;
  done: number;
  refused: number;
  nextBatch: number;
  state: JobState['state'];
  refusals: string;
  userId: number;
  role: Role;
  createdAt: JobState['createdAt'];
  finishedAt: JobState['finishedAt'];
}

const insertJob = write((db, p: Pick<JobRow, 'kind' | 'method' | 'batches' | 'total' | 'userId' | 'role' | 'createdAt'>) =>
  db.insertInto('job').values({
    kind: p.kind,
    method: p.method,
    batches: p.batches,
    total: p.total,
    state: 'waiting',
    refusals: '[]',
    userId: p.userId,
    role: p.role,
    createdAt: p.createdAt,
  }),
);

const findJob = read((db, p: { id: number }) => db.selectFrom('job').selectAll().where('id', '=', p.id));
const openJob = read((db) => db.selectFrom('job').selectAll().where('state', 'in', ['waiting', 'running']).orderBy('id').limit(1));
const recentJobs = read((db) => db.selectFrom('job').selectAll().orderBy('id', 'desc').limit(50));
const cancelOpen = write((db, p: { id: number; now: JobState['createdAt'] }) =>
  db.updateTable('job').set({ state: 'cancelled', finishedAt: p.now, batches: '[]' }).where('id', '=', p.id).where('state', 'in', ['waiting', 'running']),
);
const saveProgress = write(
  (db, p: { id: number; done: number; refused: number; nextBatch: number; state: JobState['state']; refusals: string; finishedAt: JobState['finishedAt'] }) =>
    db
      .updateTable('job')
      .set({ done: p.done, refused: p.refused, nextBatch: p.nextBatch, state: p.state, refusals: p.refusals, finishedAt: p.finishedAt })
      .where('id', '=', p.id)
      .where('state', 'in', ['waiting', 'running']),
);

/** What a job was asked may name people; once it ended, the commands it gave are its record. */
const dropItems = write((db, p: { id: number }) => db.updateTable('job').set({ batches: '[]' }).where('id', '=', p.id));

/** @throws Refusal `permission.denied` when the starter may not give the command itself, `input.invalid` when it takes no items */
export function startJob(tx: Tx, { kind, method, items, shared }: StartJob): { jobId: number } {
  const target = getMethod(method);
  requirePermission(target, tx.actor);
  requireGiven(method, tx.actor);
  if (!takesItems(target)) throw new Refusal('input.invalid', { issues: [{ path: 'method', message: `${method} is not a batch command` }] });
  const batches: object[] = [];
  const slice = target.meta.jobSlice ?? itemsPerBatch;
  for (let from = 0; from < items.length; from += slice) batches.push({ ...shared, items: items.slice(from, from + slice) });
  const { userId, role } = tx.actor;
  const { lastId } = insertJob.run(tx, { kind, method, batches: JSON.stringify(batches), total: items.length, userId, role, createdAt: tx.now });
  tx.changed('job', lastId);
  return { jobId: lastId };
}

const takesItems = ({ meta, input }: Method): boolean => meta.kind === 'command' && input instanceof z.ZodObject && 'items' in input.shape;

/** @throws Refusal `record.missing` */
export function cancelJob(tx: Tx, { jobId }: { jobId: number }): Record<string, never> {
  getJob(tx, jobId);
  cancelOpen.run(tx, { id: jobId, now: tx.now });
  tx.changed('job', jobId);
  return {};
}

/** @throws Refusal `record.missing` */
export function getJob(reader: Reader, id: number): JobRow {
  const row = findJob.get(reader, { id });
  if (!row) throw new Refusal('record.missing', { kind: 'job', id });
  return row;
}

const jobState = ({ id, kind, method, total, done, refused, state, createdAt, finishedAt }: JobRow): JobState => ({
  id, kind, method, total, done, refused, state, createdAt, finishedAt,
});

export const listJobs = (reader: Reader): { jobs: JobState[] } => ({ jobs: recentJobs.all(reader, {}).map(jobState) });

export function jobDetail(reader: Reader, { jobId }: { jobId: number }): { job: JobState; refusals: { item: number; refusal: RefusalData }[] } {
  const row = getJob(reader, jobId);
  return { job: jobState(row), refusals: refusalsOf(row).map(({ item, refusal }) => ({ item, refusal })) };
}

interface RefusedItem {
  item: number;
  refusal: RefusalData;
  /** It never became a part of a command, so no record tells of it. */
  notGiven?: true;
}

/** What a job could not do, by place; the first thousand. */
export const refusalsOf = ({ refusals }: Pick<JobRow, 'refusals'>): RefusedItem[] => JSON.parse(refusals) as RefusedItem[];

/** What a job needs of the shop: its writer, and the door for commands. */
type JobCore = Pick<Core, 'writer' | 'command'>;

type ItemResult = { ok: true } | ({ ok: false } & Omit<RefusedItem, 'item'>);

/**
 * Does the next batch of the oldest open job as the person who started it. Its key makes a batch repeated after a kill
 * change nothing again.
 * @returns the job as it stands now, or undefined when there is nothing to do
 * @throws Refusal `file.diskFull` and the like: the job goes on when the disk does
 */
export function runJobSlice(core: JobCore, now: JobState['createdAt']): JobState | undefined {
  const row = openJob.get(core.writer, {});
  if (!row) return undefined;
  const state = nextState(core, row);
  const after = { ...row, state, finishedAt: state === 'running' ? null : now };
  saveProgress.run(core.writer, after);
  if (state !== 'running') dropItems.run(core.writer, { id: row.id });
  return jobState(after);
}

/** A bug in one batch ends its job, or the shop would meet it again at every start. A full disk only makes it wait. */
function nextState(core: JobCore, row: JobRow): 'running' | 'done' | 'failed' {
  try {
    const batches = JSON.parse(row.batches) as { items: unknown[] }[];
    if (row.nextBatch < batches.length) applyBatch(core, row, batches[row.nextBatch]!);
    return row.nextBatch >= batches.length ? 'done' : 'running';
  } catch (error) {
    if (error instanceof Refusal) throw error;
    console.error(`Job ${row.id} (${row.method}) failed:`, error);
    return 'failed';
  }
}

function applyBatch(core: JobCore, row: JobRow, batch: { items: unknown[] }): void {
  const refusals = refusalsOf(row);
  const first = row.done + row.refused;
  const results = batchResults(core, row, batch);
  for (const [index, result] of results.entries()) if (!result.ok) refusals.push({ item: first + index, refusal: result.refusal, ...(result.notGiven && { notGiven: true }) });
  row.refused += results.filter((result) => !result.ok).length;
  row.done += results.filter((result) => result.ok).length;
  row.nextBatch += 1;
  row.refusals = JSON.stringify(refusals.slice(0, 1000));
}

/** The person who started it, as long as they may still give what they had then. @throws Refusal `permission.denied` */
function standIn(core: JobCore, { userId, role, method }: JobRow): Actor {
  const person = getUser(core.writer, userId);
  if (person.blocked === 1 || !mayGive(person.role, role)) throw new Refusal('permission.denied', { method, role });
  return { userId, role, deviceId: null, via: 'app' };
}

/**
 * A batch refused as a whole (a permission taken away meanwhile) refuses each of its items; one with items nobody can read
 * goes on without those.
 */
function batchResults(core: JobCore, row: JobRow, batch: { items: unknown[] }): ItemResult[] {
  try {
    const answer = core.command(standIn(core, row), row.method, batch, `${jobKeys}${row.id}:${row.nextBatch}`) as { results: ItemResult[] };
    return answer.results;
  } catch (error) {
    if (!(error instanceof Refusal) || error.code.startsWith('file.')) throw error;
    const unread = unreadable(error.data());
    if (unread.size === 0) return batch.items.map(() => ({ ok: false, refusal: error.data(), notGiven: true }));
    const rest = batch.items.filter((_, index) => !unread.has(index));
    const results = rest.length === 0 ? [] : batchResults(core, row, { ...batch, items: rest });
    return batch.items.map((_, index) => unread.get(index) ?? results.shift()!);
  }
}

/** The items of a batch that do not parse, each refused for what is wrong with it alone. */
function unreadable(refusal: RefusalData): Map<number, ItemResult> {
  const found = new Map<number, { path: string; message: string }[]>();
  if (refusal.code !== 'input.invalid') return new Map();
  for (const { path, message } of (refusal.details as { issues: { path: string; message: string }[] }).issues) {
    const [, index, field = ''] = /^items\.(\d+)\.?(.*)$/.exec(path) ?? [];
    // Something is wrong with the batch itself.
    if (index === undefined) return new Map();
    found.set(Number(index), [...(found.get(Number(index)) ?? []), { path: field, message }]);
  }
  return new Map([...found].map(([index, issues]) => [index, { ok: false, refusal: { code: 'input.invalid', details: { issues } }, notGiven: true }]));
}
