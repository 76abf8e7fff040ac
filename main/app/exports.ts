import { randomUUID } from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import { Worker } from 'node:worker_threads';
import type { exportQueries } from '../../shared/exports/export.contract.ts';
import { Refusal } from '../../shared/refusal/refusal.ts';
import { dayOf } from '../../shared/units/calendar.ts';
import type { Instant } from '../../shared/units/instant.ts';
import type { Actor } from '../database/handles.ts';
import type { InputOf, OutputOf } from '../database/handlers.ts';
import type { WrittenExport } from '../exports/write-export.ts';
import type { CallOptions } from './door.ts';
import { type Caller, callWorker } from './wire.ts';

type Ask<Verb extends keyof typeof exportQueries> = InputOf<{ export: typeof exportQueries }, `export.${Verb}`>;
type Answer<Verb extends keyof typeof exportQueries> = OutputOf<{ export: typeof exportQueries }, `export.${Verb}`>;

/** A day: long enough to save a file that took an hour. */
const keptFor = 24 * 3600 * 1000;
/** What one answer carries at most. */
const partBytes = 512 * 1024;
/** So many papers without a buyer say as much as all of them. */
const leftOutShown = 200;

interface Running {
  userId: number;
  folder: string;
  thread: Pick<Caller, 'stop'> | null;
  /** Why it ended, where a rule of ours said no. */
  refusal: Refusal | null;
  progress: Answer<'progress'>;
}

const startExportThread = (folder: string, into: string): Caller => callWorker(new Worker(new URL('./export-thread.ts', import.meta.url), { workerData: { folder, into } }));

/** Exports on their way out: each has a thread that reads, a folder of its own, and belongs to whoever asked for it. */
export class ExportDesk {
  private readonly exports = new Map<string, Running>();
  private readonly folder: string;
  private readonly now: () => Instant;

  constructor(folder: string, now: () => Instant) {
    this.folder = folder;
    this.now = now;
  }

  /** Begins one; a second of the same person stops the first. */
  async start({ userId }: Actor, { format, from, to }: Ask<'start'>): Promise<Answer<'start'>> {
    this.clear();
    for (const [id, one] of this.exports) if (one.userId === userId && one.progress.state === 'running') await this.stop(id, one);
    const exportId = randomUUID();
    const into = path.join(this.folder, 'exports', exportId);
    fs.mkdirSync(into, { recursive: true, mode: 0o700 });
    const thread = startExportThread(this.folder, into);
    const running: Running = { userId, folder: into, thread, refusal: null, progress: { state: 'running', done: 0, total: 0, name: '', bytes: 0, files: 0, leftOut: [] } };
    this.exports.set(exportId, running);
    thread.onNews((news, value) => {
      if (news === 'progress') Object.assign(running.progress, value);
      else if (running.progress.leftOut.length < leftOutShown) running.progress.leftOut.push(value as Answer<'progress'>['leftOut'][number]);
    });
    void this.finish(running, thread, { format, userId, from, to, madeOn: dayOf(this.now(), 'UTC') });
    return { exportId };
  }

  /** @throws Refusal export.gone, export.empty when that is why it ended */
  progress(actor: Actor, { exportId }: Ask<'progress'>): Answer<'progress'> {
    const { progress, refusal } = this.get(actor, exportId);
    if (refusal) throw refusal;
    return progress;
  }

  /** Stops it and forgets what was written. @throws Refusal export.gone */
  async cancel(actor: Actor, { exportId }: Ask<'cancel'>): Promise<Answer<'cancel'>> {
    await this.stop(exportId, this.get(actor, exportId));
    return {};
  }

  /** @throws Refusal export.gone */
  read(actor: Actor, { exportId, offset }: Ask<'read'>): Answer<'read'> {
    const { folder, progress } = this.get(actor, exportId);
    if (progress.state !== 'done') throw new Refusal('export.gone', {});
    const part = Buffer.alloc(Math.min(partBytes, Math.max(0, progress.bytes - offset)));
    const fd = fs.openSync(path.join(folder, 'export'), 'r');
    try {
      fs.readSync(fd, part, 0, part.length, offset);
    } finally {
      fs.closeSync(fd);
    }
    const next = offset + part.length;
    return { part: part.toString('base64'), next: next < progress.bytes ? next : null };
  }

  private async finish(running: Running, thread: Caller, asked: object): Promise<void> {
    const { progress } = running;
    try {
      const { name, bytes, files } = (await thread.call('make', asked)) as WrittenExport;
      Object.assign(progress, { state: 'done', name, bytes, files, done: progress.total });
    } catch (error) {
      if (progress.state === 'cancelled') return;
      progress.state = 'failed';
      if (error instanceof Refusal) running.refusal = error;
      else console.error('An export failed:', error);
    } finally {
      running.thread = null;
      await thread.stop();
    }
  }

  private async stop(exportId: string, running: Running): Promise<void> {
    running.progress.state = 'cancelled';
    await running.thread?.stop();
    fs.rmSync(running.folder, { recursive: true, force: true });
    this.exports.delete(exportId);
  }

  private get({ userId }: Actor, exportId: string): Running {
    const running = this.exports.get(exportId);
    if (!running || running.userId !== userId) throw new Refusal('export.gone', {});
    return running;
  }

  /** What a program that ended left behind, and what nobody saved. */
  private clear(): void {
    const root = path.join(this.folder, 'exports');
    if (!fs.existsSync(root)) return;
    for (const name of fs.readdirSync(root)) {
      const folder = path.join(root, name);
      if (this.exports.get(name)?.progress.state === 'running' || fs.statSync(folder).mtimeMs > this.now() - keptFor) continue;
      fs.rmSync(folder, { recursive: true, force: true });
      this.exports.delete(name);
    }
  }
}

/** The verbs of exports: they need threads and files, and change nothing. */
export const exportMethods = (desk: ExportDesk): Record<string, (actor: Actor, input: unknown, options: CallOptions) => Promise<unknown>> => ({
  // Each verb gets the input its own contract parsed.
  'export.start': (actor, input) => desk.start(actor, input as Ask<'start'>),
  'export.progress': async (actor, input) => desk.progress(actor, input as Ask<'progress'>),
  'export.cancel': (actor, input) => desk.cancel(actor, input as Ask<'cancel'>),
  'export.read': async (actor, input) => desk.read(actor, input as Ask<'read'>),
});
