import { type Instant, instant } from '../../shared/units/instant.ts';
import type { Connection } from '../database/connection.ts';
import { openReader } from '../database/connection.ts';
import type { Actor } from '../database/handles.ts';
import type { Migrations } from '../database/migrate.ts';
import { openShopFile, shopFileName } from '../database/shop-file.ts';
import path from 'node:path';
import { ask } from './ask.ts';
import { type Done, dispatch, dispatchInternal, type News } from './dispatch.ts';

export interface CoreOptions {
  folder: string;
  migrations: Migrations;
  now: () => number;
  durability?: 'FULL' | 'OFF';
}

/** The shop's one writer, synchronous and alone in its thread; everything that changes the file goes through here. */
export interface Core {
  readonly writer: Connection;
  command(actor: Actor, method: string, input: unknown, key?: string): unknown;
  internal(actor: Actor, name: string, input: object): unknown;
  query(actor: Actor, method: string, input: unknown): unknown;
  onNews(listener: (news: News) => void): void;
  close(): void;
}

/** Opens a folder's shop in this thread. @throws Refusal `file.…` */
export function openCore({ folder, migrations, now, durability = 'FULL' }: CoreOptions): Core {
  const writer = openShopFile(folder, migrations, durability);
  const reader = openReader(path.join(folder, shopFileName));
  const listeners: ((news: News) => void)[] = [];
  const clock = (): Instant => instant(now());
  const tell = (done: Done): unknown => {
    if (done.news) for (const listener of listeners) listener(done.news);
    return done.result;
  };
  return {
    writer,
    command: (actor, method, input, key) => tell(dispatch(writer, actor, method, input, clock(), key)),
    internal: (actor, name, input) => tell(dispatchInternal(writer, actor, name, input, clock())),
    query: (actor, method, input) => ask(reader, actor, method, input),
    onNews: (listener) => listeners.push(listener),
    close: () => {
      reader.close();
      writer.close();
    },
  };
}
