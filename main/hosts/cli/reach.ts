import { Refusal } from '../../../shared/refusal/refusal.ts';
import type { Migrations } from '../../database/migrate.ts';
import { findOwner } from '../../database/owner.ts';
import { callOwner } from '../../app/forward.ts';
import { openApp } from '../../app/open-app.ts';
import type { Platform } from '../../platform/platform.ts';

/** A shop a command can be given to, whoever owns its folder. */
export interface Reached {
  call(method: string, input: unknown, key?: string): Promise<unknown>;
  close(): Promise<void>;
}

const patience = { tries: 20, pauseMs: 100 };

/**
 * Becomes the folder's owner, or sends commands to the app that is: two started at once have one owner, and the other asks it.
 * @throws Refusal `file.…`
 */
export async function reachShop(folder: string, platform: Platform, migrations: Migrations): Promise<Reached> {
  for (let tries = 1; ; tries += 1) {
    try {
      const door = await openApp({ folder, migrations, platform, threads: false });
      const session = await door.session('cli');
      return { call: (method, input, key) => door.call(session, method, input, { key }), close: () => door.close() };
    } catch (error) {
      if (!(error instanceof Refusal) || error.code !== 'file.ownedElsewhere') throw error;
      const owner = findOwner(folder);
      if (owner && (await answers(owner))) return { call: (method, input, key) => callOwner(owner, { method, input, key }), close: async () => undefined };
      // The owner is just starting or just leaving.
      if (tries === patience.tries) throw error;
      await new Promise((resolve) => setTimeout(resolve, patience.pauseMs));
    }
  }
}

async function answers(owner: NonNullable<ReturnType<typeof findOwner>>): Promise<boolean> {
  try {
    await callOwner(owner, { method: 'session.get', input: {} });
    return true;
  } catch {
    return false;
  }
}
