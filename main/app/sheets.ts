import { randomUUID } from 'node:crypto';
import { constants } from 'node:fs';
import fs from 'node:fs/promises';
import { Worker } from 'node:worker_threads';
import type { bankStatementCommands, bankStatementQueries } from '../../shared/banking/bank-statement.contract.ts';
import type { settlementCommands, settlementQueries } from '../../shared/payouts/settlement.contract.ts';
import type { sheetCommands, sheetQueries } from '../../shared/company/sheet.contract.ts';
import { Refusal } from '../../shared/refusal/refusal.ts';
import type { Instant } from '../../shared/units/instant.ts';
import { refuseSheet } from '../company/sheets/kind.ts';
import { sheetLimits } from '../company/sheets/limits.ts';
import { editLine, linesOf, progressOf } from '../company/sheets/staged-lines.ts';
import { makeStageFolder, removeOldStages, removeStage, sheetFileOf, stageFolder, withStage } from '../company/sheets/stage.ts';
import type { Actor } from '../database/handles.ts';
import type { InputOf } from '../database/handlers.ts';
import { Fault } from '../platform/fault.ts';
import type { CallOptions } from './door.ts';
import { sheetKinds } from './sheet-kinds.ts';
import type { Store } from './store.ts';
import { type Caller, callWorker } from './wire.ts';

type Ask<Verb extends keyof typeof sheetQueries> = InputOf<{ sheet: typeof sheetQueries }, `sheet.${Verb}`>;
type Order<Verb extends keyof typeof sheetCommands> = InputOf<{ sheet: typeof sheetCommands }, `sheet.${Verb}`>;
type BankRead = InputOf<{ bankStatement: typeof bankStatementQueries }, 'bankStatement.read'>;
type SettlementRead = InputOf<{ settlement: typeof settlementQueries }, 'settlement.read'>;
type SettlementBringIn = InputOf<{ settlement: typeof settlementCommands }, 'settlement.bringIn'>;
type BankBringIn = InputOf<{ bankStatement: typeof bankStatementCommands }, 'bankStatement.bringIn'>;

/** A week: long enough to ask somebody about the rejected rows. */
const keptFor = 7 * 24 * 3600 * 1000;

type SheetThread = Pick<Caller, 'call' | 'stop'>;

/** A thread with a memory of its own: what is too much for it ends it, and nothing else. */
const startSheetThread = (folder: string, importId: string): SheetThread =>
  callWorker(
    new Worker(new URL('./sheet-thread.ts', import.meta.url), {
      workerData: { folder, importId },
      resourceLimits: { maxOldGenerationSizeMb: sheetLimits.threadMegabytes },
    }),
  );

/** A sheet on its way in: its file, its stage, and the thread that works on it. None of it touches the shop before the last step. */
export class SheetDesk {
  private readonly working = new Map<string, SheetThread>();
  private readonly store: Store;
  private readonly folder: string;
  private readonly now: () => Instant;
  private readonly startThread: (folder: string, importId: string) => SheetThread;

  constructor(store: Store, folder: string, now: () => Instant, startThread = startSheetThread) {
    this.store = store;
    this.folder = folder;
    this.now = now;
    this.startThread = startThread;
  }

  /** Takes the next part of a file; the first one begins it. @throws Refusal `sheet.tooLarge`, `sheet.gone` */
  async upload({ importId, fileName, offset, part }: Ask<'upload'>): Promise<{ importId: string; bytes: number }> {
    const id = importId ?? this.begin(fileName);
    const file = sheetFileOf(stageFolder(this.folder, id));
    const size = await writeAt(file, offset, Buffer.from(part, 'base64'));
    if (size <= sheetLimits.fileBytes) return { importId: id, bytes: size };
    removeStage(this.folder, id);
    throw new Refusal('sheet.tooLarge', { what: 'file', most: sheetLimits.fileBytes });
  }

  read({ importId, kind, ...choice }: Ask<'read'>): Promise<unknown> {
    return this.inThread(importId, 'read', kind, choice);
  }

  check({ importId, ...columns }: Ask<'check'>): Promise<unknown> {
    return this.inThread(importId, 'check', columns);
  }

  /** A bank's file waits on the same stage, and is read in the same kind of thread. */
  readBank({ importId, ...asked }: BankRead): Promise<unknown> {
    return this.inThread(importId, 'readBank', asked);
  }

  /** What was read of a bank's file goes into the shop, and the file goes. */
  async bringInBank(actor: Actor, input: BankBringIn, { key }: CallOptions): Promise<unknown> {
    const answer = await this.store.command(actor, 'bankStatement.bringIn', input, key);
    removeStage(this.folder, input.importId);
    return answer;
  }

  /** A channel's settlement file goes the same way. */
  readSettlement({ importId, ...asked }: SettlementRead): Promise<unknown> {
    return this.inThread(importId, 'readSettlement', asked);
  }

  async bringInSettlements(actor: Actor, input: SettlementBringIn, { key }: CallOptions): Promise<unknown> {
    const answer = await this.store.command(actor, 'settlement.bringIn', input, key);
    removeStage(this.folder, input.importId);
    return answer;
  }

  rows({ importId, ...asked }: Ask<'rows'>): unknown {
    return withStage(this.folder, importId, (stage) => linesOf(stage, asked));
  }

  edit({ importId, number, cells }: Ask<'edit'>): unknown {
    return withStage(this.folder, importId, (stage) => editLine(stage, number, cells));
  }

  progress({ importId }: Ask<'progress'>): unknown {
    return withStage(this.folder, importId, progressOf);
  }

  /** What is being written stops at its next page and leaves nothing; what is being read is dropped at once. */
  async cancel({ importId }: Ask<'cancel'>): Promise<object> {
    const thread = this.working.get(importId);
    await thread?.stop();
    const writing = withStage(this.folder, importId, (stage) => {
      stage.note('cancelled', true);
      return progressOf(stage).phase === 'writing';
    });
    if (!writing) removeStage(this.folder, importId);
    return {};
  }

  /** Writes it into the shop; afterwards the shop knows all that has to be known, and the file goes. */
  async bringIn(actor: Actor, input: Order<'bringIn'>, { key }: CallOptions): Promise<unknown> {
    try {
      const answer = await this.store.command(actor, 'sheet.bringIn', input, key);
      removeStage(this.folder, input.importId);
      return answer;
    } catch (error) {
      this.afterRefusal(input.importId, error);
      throw error;
    }
  }

  /** What was stopped is forgotten; what was refused can be tried out again. */
  private afterRefusal(importId: string, error: unknown): void {
    if (!(error instanceof Refusal) || error.code === 'sheet.gone') return;
    if (error.code === 'sheet.cancelled') removeStage(this.folder, importId);
    else withStage(this.folder, importId, (stage) => stage.note('progress', { phase: 'waiting', done: 0, total: 0 }));
  }

  private begin(fileName: string): string {
    removeOldStages(this.folder, this.now() - keptFor);
    const importId = randomUUID();
    makeStageFolder(this.folder, importId);
    withStage(this.folder, importId, (stage) => stage.note('fileName', fileName));
    return importId;
  }

  /** One thread per piece of work: its memory is its own and goes with it. */
  private async inThread(importId: string, name: 'read' | 'check' | 'readBank' | 'readSettlement', ...args: unknown[]): Promise<unknown> {
    stageFolder(this.folder, importId);
    if (this.working.has(importId)) throw new Refusal('sheet.busy', {});
    const thread = this.startThread(this.folder, importId);
    this.working.set(importId, thread);
    try {
      return await thread.call(name, ...args);
    } catch (error) {
      throw asRefusal(error);
    } finally {
      this.working.delete(importId);
      await thread.stop();
    }
  }
}

/** Answers how long the file is now. @throws Refusal `sheet.damaged` when a part before this one is missing */
async function writeAt(file: string, offset: number, bytes: Buffer): Promise<number> {
  const handle = await fs.open(file, constants.O_RDWR | constants.O_CREAT, 0o600);
  try {
    const { size } = await handle.stat();
    if (offset > size) throw new Refusal('sheet.damaged', { part: 'upload' });
    await handle.write(bytes, 0, bytes.length, offset);
    return Math.max(size, offset + bytes.length);
  } finally {
    await handle.close();
  }
}

/** A thread that ran out of memory, or was stopped by the person who started it. */
function asRefusal(error: unknown): unknown {
  if (!(error instanceof Error) || error instanceof Refusal || error instanceof Fault) return error;
  if ('code' in error && error.code === 'ERR_WORKER_OUT_OF_MEMORY') return new Refusal('sheet.tooLarge', { what: 'memory', most: sheetLimits.threadMegabytes * 1024 * 1024 });
  return error.message === 'The thread has ended' ? new Refusal('sheet.cancelled', {}) : error;
}

/** The verbs of sheets that need files and threads of their own. */
export function sheetMethods(desk: SheetDesk): Record<string, (actor: Actor, input: unknown, options: CallOptions) => Promise<unknown>> {
  // Each verb gets the input its own contract parsed.
  return {
    'sheet.upload': (_actor, input) => desk.upload(input as Ask<'upload'>),
    'sheet.read': async (actor, input) => {
      const asked = input as Ask<'read'>;
      refuseSheet(sheetKinds[asked.kind], actor.role);
      return desk.read(asked);
    },
    'sheet.check': (_actor, input) => desk.check(input as Ask<'check'>),
    'sheet.rows': async (_actor, input) => desk.rows(input as Ask<'rows'>),
    'sheet.edit': async (_actor, input) => desk.edit(input as Ask<'edit'>),
    'sheet.progress': async (_actor, input) => desk.progress(input as Ask<'progress'>),
    'sheet.cancel': (_actor, input) => desk.cancel(input as Ask<'cancel'>),
    'sheet.bringIn': (actor, input, options) => desk.bringIn(actor, input as Order<'bringIn'>, options),
    'bankStatement.read': (_actor, input) => desk.readBank(input as BankRead),
    'bankStatement.bringIn': (actor, input, options) => desk.bringInBank(actor, input as BankBringIn, options),
    'settlement.read': (_actor, input) => desk.readSettlement(input as SettlementRead),
    'settlement.bringIn': (actor, input, options) => desk.bringInSettlements(actor, input as SettlementBringIn, options),
  };
}
