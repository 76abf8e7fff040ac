import path from 'node:path';
import type { JobState } from '../../shared/app/app.contract.ts';
import { type Instant, instant } from '../../shared/units/instant.ts';
import { type Connection, openReader } from '../database/connection.ts';
import type { Actor } from '../database/handles.ts';
import { currentMark, verifyMarks, writeMarks } from '../database/mark.ts';
import type { Migrations } from '../database/migrate.ts';
import { asRefusal } from '../database/damage.ts';
import { openShopFile, shopFileName } from '../database/shop-file.ts';
import { ask } from './ask.ts';
import { type Done, dispatch, dispatchInternal, type News } from './dispatch.ts';
import { runJobSlice } from './jobs.ts';

export interface CoreOptions {
  folder: string;
  migrations: Migrations;
  now: () => number;
  durability?: 'FULL' | 'OFF';
  /** Where this machine keeps what does not travel with the folder; without it only the mark beside the file is kept. */
  state?: string | undefined;
}

/** The shop's one writer, synchronous and alone in its thread; everything that changes the file goes through here. */
export interface Core {
  readonly writer: Connection;
  command(actor: Actor, method: string, input: unknown, key?: string): unknown;
  internal(actor: Actor, name: string, input: object): unknown;
  query(actor: Actor, method: string, input: unknown): unknown;
  /** Does the next slice of waiting background work; undefined when there is none. */
  workSlice(): JobState | undefined;
  /** Moves the write-ahead log into the file when it has grown; for quiet moments, since it may take 80 ms. */
  checkpoint(): void;
  /** Notes outside the file how far it has come. */
  mark(): void;
  onNews(listener: (news: News) => void): void;
  close(): void;
}

/** Opens a folder's shop in this thread. @throws Refusal `file.…` */
export function openCore({ folder, migrations, now, durability = 'FULL', state }: CoreOptions): Core {
  const file = path.join(folder, shopFileName);
  const writer = openShopFile(folder, migrations, durability);
  try {
    verifyMarks(writer, folder, state, file);
  } catch (error) {
    writer.close();
    throw error;
  }
  const reader = openReader(file);
  const listeners: ((news: News) => void)[] = [];
  const clock = (): Instant => instant(now());
  const tell = (done: Done): unknown => {
    if (done.news) for (const listener of listeners) listener(done.news);
    return done.result;
  };
  const core: Core = {
    writer,
    command: (actor, method, input, key) => guarded(file, () => tell(dispatch(writer, actor, method, input, clock(), key))),
    internal: (actor, name, input) => guarded(file, () => tell(dispatchInternal(writer, actor, name, input, clock()))),
    query: (actor, method, input) => guarded(file, () => ask(reader, actor, method, input, clock())),
    workSlice: () => guarded(file, () => runJobSlice(core, clock())),
    checkpoint: () => void writer.raw.pragma('wal_checkpoint(PASSIVE)'),
    mark: () => {
      const mark = currentMark(writer);
      if (mark) writeMarks(folder, state, mark);
    },
    onNews: (listener) => void listeners.push(listener),
    close: () => {
      // A file too damaged to say how far it came is let go all the same.
      try {
        if (durability === 'FULL') guarded(file, core.mark);
      } finally {
        reader.close();
        writer.close();
      }
    },
  };
  return core;
}

/** What the disk answers in the middle of the day is said in words too: full, read-only, damaged. */
function guarded<T>(file: string, work: () => T): T {
  try {
    return work();
  } catch (error) {
    throw asRefusal(error, file);
  }
}
