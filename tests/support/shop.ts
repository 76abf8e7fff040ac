import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import type { Role } from '../../shared/contract/role.ts';
import type { AskOf, InputOf, OutputOf, MethodsOf } from '../../main/database/handlers.ts';
import type { Contract } from '../../shared/app/contract.ts';
import { instant } from '../../shared/units/instant.ts';
import { proveAll } from '../../main/app/check.ts';
import { type Core, openCore } from '../../main/app/core.ts';
import type { Connection } from '../../main/database/connection.ts';
import type { Actor, Tx } from '../../main/database/handles.ts';
import { readMigrations } from '../../main/database/migrations-folder.ts';
import { openShopFile, shopFileName } from '../../main/database/shop-file.ts';
import { registry } from '../../main/app/registry.ts';

export const migrations = readMigrations(new URL('../../migrations', import.meta.url).pathname);

/** 2026-03-02 09:00 in Shanghai: a Monday morning. */
export const openingTime = Date.UTC(2026, 2, 2, 1, 0, 0);

type Method = MethodsOf<Contract>;
type Call = <Name extends Method>(name: Name, input: AskOf<Contract, Name>, key?: string) => OutputOf<Contract, Name>;

export interface TestShop {
  folder: string;
  core: Core;
  /** Calls a command or query as the owner. */
  call: Call;
  /** Calls as another role. */
  as(role: Role): { call: Call };
  /** The writing connection, for looking and for breaking things with raw SQL. */
  raw: Connection['raw'];
  read: Connection;
  /** Runs services directly inside one command's transaction. */
  tx<T>(work: (tx: Tx) => T): T;
  /** Proves every invariant; throws with the rows at fault. */
  check(): void;
  clock: { now: number; set(at: number): void; advance(milliseconds: number): void };
  close(): void;
}

const owner: Actor = { userId: 1, role: 'owner', deviceId: null, via: 'app' };

const newFolder = (): string => fs.mkdtempSync(path.join(os.tmpdir(), 'shop-'));

let madeOnce: string | undefined;

/** The file every shop begins with, all migrations run: made once, because that takes longer than most tests. */
function fileMadeOnce(): string {
  if (madeOnce) return madeOnce;
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'shop-begun-'));
  openShopFile(folder, migrations, 'OFF').close();
  process.on('exit', () => fs.rmSync(folder, { recursive: true, force: true }));
  return (madeOnce = path.join(folder, shopFileName));
}

/** Puts a file nobody has founded a shop in yet into a folder that has none. */
export function beginShop(folder: string): void {
  const file = path.join(folder, shopFileName);
  if (!fs.existsSync(file)) fs.copyFileSync(fileMadeOnce(), file);
}

/** An open shop in this thread, on a real file in a folder of its own, with a clock that stands still. */
export function newEmptyShop(): TestShop {
  const folder = newFolder();
  beginShop(folder);
  return shopIn(folder, openingTime);
}

/** The shop of a folder, opened at an instant; its folder goes when it is closed. */
function shopIn(folder: string, openedAt: number): TestShop {
  const clock = {
    now: openedAt,
    set(at: number) {
      clock.now = at;
    },
    advance(milliseconds: number) {
      clock.now += milliseconds;
    },
  };
  const core = openCore({ folder, migrations, now: () => clock.now, durability: 'OFF' });
  const callAs = (actor: Actor): Call => ((name: string, input: unknown, key?: string) =>
    name in registry.commands ? core.command(actor, name, input, key) : core.query(actor, name, input)) as unknown as Call;
  return {
    folder,
    core,
    clock,
    call: callAs(owner),
    as: (role) => ({ call: callAs({ ...owner, role }) }),
    raw: core.writer.raw,
    read: core.writer,
    tx: (work) => {
      registry.internal['test.work'] = work as (tx: Tx, input: never) => unknown;
      return core.internal(owner, 'test.work', {}) as ReturnType<typeof work>;
    },
    check: () => {
      const faults = proveAll(core.writer, migrations).flatMap(({ id, faults: found }) => found.map((fault) => `${id} ${fault.table} ${fault.id}: ${fault.says}`));
      if (faults.length > 0) throw new Error(`The books do not prove:\n${faults.join('\n')}`);
    },
    close: () => {
      core.close();
      fs.rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** A shop as most tests want it: in China, in yuan, owner alone, opened on openingTime. */
export function newShop(overrides: Partial<InputOf<Contract, 'shop.create'>> = {}): TestShop {
  const shop = newEmptyShop();
  shop.call('shop.create', {
    name: '渔具小店',
    country: 'CN',
    baseCurrency: 'CNY',
    timeZone: 'Asia/Shanghai',
    language: 'zh-Hans',
    fiscalYearStartMonth: 1,
    costingMethod: 'fifo',
    pricesIncludeTax: false,
    chart: 'generic',
    goLiveAt: instant(openingTime),
    ownerName: 'Lin',
    ...overrides,
  });
  return shop;
}

/** Many shops that begin alike: founded once and copied, since a copy opens in a twentieth of the time. */
export function copiesOf(found: () => TestShop): { next(): TestShop; close(): void } {
  const first = found();
  const kept = newFolder();
  first.core.checkpoint();
  fs.cpSync(first.folder, kept, { recursive: true });
  const { now } = first.clock;
  first.close();
  return {
    next: () => {
      const folder = newFolder();
      fs.cpSync(kept, folder, { recursive: true });
      return shopIn(folder, now);
    },
    close: () => fs.rmSync(kept, { recursive: true, force: true }),
  };
}
