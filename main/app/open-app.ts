import type { Instant } from '../../shared/units/instant.ts';
import type { Migrations } from '../database/migrate.ts';
import { startBackground } from '../channels/background.ts';
import type { Actor } from '../database/handles.ts';
import { takeOwnership } from '../database/owner.ts';
import type { Platform } from '../platform/platform.ts';
import { engineSetting } from './channel-methods.ts';
import { type Door, openDoor } from './door.ts';
import { listenForOthers } from './forward.ts';
import { openLocalStore } from './local-store.ts';
import { outsideMethods } from './outside.ts';
import { type Listen, PhoneDesk } from './phone-desk.ts';
import { PracticeDesk } from './practice-desk.ts';
import { ProofDesk } from './proof-desk.ts';
import { putBackChosen } from './put-back.ts';
import { startShopClock } from './shop-clock.ts';
import { openThreadedStore } from './threaded-store.ts';

export interface AppOptions {
  folder: string;
  migrations: Migrations;
  platform: Platform;
  /** Windows want the store in threads of its own; the command line has nobody to keep waiting. */
  threads: boolean;
  /** How phones on the shop's network are listened for; the command line has none. */
  listen?: Listen;
}

/** Becomes the folder's owner and opens its shop; a program with windows first puts back the backup that was chosen for this start. @throws Refusal `file.ownedElsewhere`, `file.synced`, `file.…` */
export async function openApp({ folder, migrations, platform, threads, listen }: AppOptions): Promise<Door> {
  if (threads) await putBackChosen(folder, migrations, () => platform.clock.now(), platform.stateFolder);
  const ownership = takeOwnership(folder);
  const now = (): Instant => platform.clock.now();
  try {
    const store = threads ? await openThreadedStore({ folder, migrations, state: platform.stateFolder }, threadScripts) : openLocalStore({ folder, migrations, state: platform.stateFolder, now });
    const proofs = new ProofDesk(store, now);
    const phones = new PhoneDesk(store, now, listen);
    const practice = new PracticeDesk(folder, now);
    const door = openDoor(store, outsideMethods(store, { folder, now, platform, proofs, phones, practice }), now);
    phones.through(door);
    const listener = await listenForOthers(door, ownership.address);
    // Only a program that stays open keeps the channels in step by itself; the command line says when.
    const background = threads ? startBackground(engineSetting(store, practice.through(platform), ownersSync), (error) => platform.log.error('sync.bug', error)) : undefined;
    const stopClock = threads ? startShopClock(store, { secrets: platform.secrets, proofs, now }, (error) => platform.log.error('clock.bug', error)) : undefined;
    return {
      ...door,
      close: async () => {
        background?.stop();
        stopClock?.();
        listener.close();
        await phones.close();
        await door.close();
        ownership.release();
      },
    };
  } catch (error) {
    ownership.release();
    throw error;
  }
}

/** What runs by itself runs for the owner; the record says that it was the sync. */
const ownersSync: Actor = { userId: 1, role: 'owner', deviceId: null, via: 'sync' };

const threadScripts = {
  store: new URL('./store-thread.ts', import.meta.url),
  reader: new URL('./reader-thread.ts', import.meta.url),
};
