import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import type { OutsideWorld } from '../../main/app/channel-methods.ts';
import { type Door, openDoor, type Session } from '../../main/app/door.ts';
import { openLocalStore } from '../../main/app/local-store.ts';
import { outsideMethods } from '../../main/app/outside.ts';
import type { Store } from '../../main/app/store.ts';
import { Fault } from '../../main/platform/fault.ts';
import { Refusal, type RefusalData } from '../../shared/refusal/refusal.ts';
import { type Instant, instant } from '../../shared/units/instant.ts';
import { beginShop, migrations, openingTime } from './shop.ts';

export const newFolder = (name: string): string => fs.mkdtempSync(path.join(os.tmpdir(), `${name}-`));

/** What a shop is founded with, as the owner types it. */
export const founding = {
  name: '渔具小店', country: 'CN', baseCurrency: 'CNY', timeZone: 'Asia/Shanghai', language: 'zh-Hans', fiscalYearStartMonth: 1,
  costingMethod: 'fifo', pricesIncludeTax: false, chart: 'generic', goLiveAt: openingTime, ownerName: 'Lin',
};

export interface TestDoor {
  folder: string;
  door: Door;
  store: Store;
  /** The owner's session, on the command line: always let in. */
  owner: Session;
  call(method: string, input?: unknown, key?: string): Promise<unknown>;
  clock: { now: Instant };
  /** Closes and opens again, as after a restart. */
  reopen(): Promise<void>;
  close(): Promise<void>;
}

/** Nobody answers, and nothing is kept secret for long: what these tests try stays inside the shop. */
export const noWorld: OutsideWorld = {
  clock: { now: () => instant(openingTime) },
  fetch: () => Promise.reject(new Fault('unreachable', { retry: 'later', says: 'No network in this test.' })),
  secrets: { protection: 'file', get: async () => undefined, set: async () => undefined, remove: async () => undefined },
};

/** The whole program behind its door, in this thread, with a founded shop and a clock that stands still. */
export async function openTestDoor(folder = newFolder('door')): Promise<TestDoor> {
  beginShop(folder);
  const clock = { now: instant(openingTime) };
  const open = async (): Promise<Pick<TestDoor, 'door' | 'store' | 'owner'>> => {
    const store = openLocalStore({ folder, migrations, now: () => clock.now });
    const door = openDoor(store, outsideMethods(store, { folder, now: () => clock.now, platform: noWorld }), () => clock.now);
    return { door, store, owner: await door.session('cli') };
  };
  const test: TestDoor = {
    folder,
    clock,
    ...(await open()),
    call: (method, input, key) => test.door.call(test.owner, method, input, { key }),
    reopen: async () => {
      await test.door.close();
      Object.assign(test, await open());
    },
    close: async () => {
      await test.door.close();
      fs.rmSync(folder, { recursive: true, force: true });
    },
  };
  await test.call('shop.create', founding);
  return test;
}

/** What was refused, as data; undefined when it was done. */
export async function refusalOf(work: () => unknown): Promise<RefusalData | undefined> {
  try {
    await work();
    return undefined;
  } catch (error) {
    if (error instanceof Refusal) return error.data();
    throw error;
  }
}
