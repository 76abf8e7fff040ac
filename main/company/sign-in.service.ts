import type { Role } from '../../shared/contract/role.ts';
import type { Instant } from '../../shared/units/instant.ts';
import { instant } from '../../shared/units/instant.ts';
import { db } from '../database/builder.ts';
import type { Reader, Tx } from '../database/handles.ts';
import { getUser } from './company.queries.ts';

/** What the door must know of a person to let them in; it never leaves the main process. */
export interface Signable {
  id: number;
  name: string;
  role: Role;
  pinSalt: string | null;
  pinHash: string | null;
  wrongTries: number;
  lockedUntilAt: Instant | null;
}

/** Five tries are free; then each wrong one doubles the wait, up to an hour. */
const freeTries = 5;
export const triesLeft = (wrongTries: number): number => Math.max(0, freeTries - wrongTries);
const waitSeconds = (wrongTries: number): number => (wrongTries < freeTries ? 0 : Math.min(3600, 30 * 2 ** (wrongTries - freeTries)));

/** Everybody who may sign in, with what their PIN is checked against. */
export function signablePeople(reader: Reader): Signable[] {
  return reader.all(
    db.selectFrom('user').select(['id', 'name', 'role', 'pinSalt', 'pinHash', 'wrongTries', 'lockedUntilAt']).where('blocked', '=', 0).orderBy('id'),
  );
}

/** Notes a sign-in in the record; the tries before it are forgotten. */
export function noteSignIn(tx: Tx, { userId }: { userId: number }): Record<string, never> {
  tx.run(db.updateTable('user').set({ wrongTries: 0, lockedUntilAt: null }).where('id', '=', userId));
  return {};
}

/** Notes a wrong PIN. The wait is counted from the record's time, which never runs backwards: setting the clock back opens nothing. */
export function noteWrongPin(tx: Tx, { userId }: { userId: number }): { wrongTries: number; lockedUntilAt: Instant | null } {
  const wrongTries = getUser(tx, userId).wrongTries + 1;
  const wait = waitSeconds(wrongTries);
  const lockedUntilAt = wait === 0 ? null : instant(tx.now + wait * 1000);
  tx.run(db.updateTable('user').set({ wrongTries, lockedUntilAt }).where('id', '=', userId));
  return { wrongTries, lockedUntilAt };
}
