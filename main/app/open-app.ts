import type { Instant } from '../../shared/units/instant.ts';
import type { Migrations } from '../database/migrate.ts';
import { takeOwnership } from '../database/owner.ts';
import { type Door, openDoor, type OutsideMethods } from './door.ts';
import { openLocalStore } from './local-store.ts';
import { getMethod, requirePermission } from './methods.ts';
import type { Store } from './store.ts';
import { openThreadedStore, type ThreadScripts } from './threaded-store.ts';

export interface AppOptions {
  folder: string;
  migrations: Migrations;
  now: () => Instant;
  /** Without thread scripts the store runs in this thread: for the command line and for tests. */
  scripts?: ThreadScripts;
}

/** Becomes the folder's owner and opens its shop. @throws Refusal `file.ownedElsewhere`, `file.synced`, `file.…` */
export async function openApp({ folder, migrations, now, scripts }: AppOptions): Promise<Door> {
  const ownership = takeOwnership(folder);
  try {
    const store = scripts ? await openThreadedStore(folder, migrations, scripts) : openLocalStore({ folder, migrations, now });
    const door = openDoor(store, outsideMethods(store, now));
    return {
      ...door,
      owner: ownership.address,
      close: async () => {
        await door.close();
        ownership.release();
      },
    };
  } catch (error) {
    ownership.release();
    throw error;
  }
}

/** What needs more than the file's one writer: other threads, the network. */
function outsideMethods(store: Store, now: () => Instant): OutsideMethods {
  return {
    'proof.run': async (actor, _input, { signal }) => {
      requirePermission(getMethod('proof.run'), actor);
      return { provedAt: now(), ...(await store.prove(signal)) };
    },
  };
}

