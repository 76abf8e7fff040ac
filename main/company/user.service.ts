import type { Role } from '../../shared/contract/role.ts';
import { Refusal } from '../../shared/refusal/refusal.ts';
import { db } from '../database/builder.ts';
import type { Tx } from '../database/handles.ts';
import { before } from './before.ts';
import { getUser } from './company.queries.ts';

interface UserFields {
  name: string;
  role: Role;
  language: 'en' | 'zh-Hans' | 'zh-Hant' | null;
}

export function addUser(tx: Tx, fields: UserFields): { userId: number } {
  const { lastId } = tx.run(db.insertInto('user').values(fields));
  tx.changed('user', lastId);
  return { userId: lastId };
}

/** @throws Refusal `record.missing`, `user.lastOwner` */
export function updateUser(tx: Tx, { userId, changes }: { userId: number; changes: Partial<UserFields> }): { before: Partial<UserFields> } {
  const { name, role, language } = getUser(tx, userId);
  if (changes.role !== undefined && changes.role !== 'owner') requireAnotherOwner(tx, userId);
  if (Object.keys(changes).length > 0) save(tx, userId, changes);
  return { before: before({ name, role, language }, changes) };
}

/** Stores what scrypt made of a PIN; a lock after wrong tries ends with it. @throws Refusal `record.missing` */
export function setPin(tx: Tx, { userId, pinSalt, pinHash }: { userId: number; pinSalt: string; pinHash: string }): { userId: number } {
  getUser(tx, userId);
  save(tx, userId, { pinSalt, pinHash, wrongTries: 0, lockedUntilAt: null });
  return { userId };
}

/** @throws Refusal `record.missing`, `user.lastOwner` */
export function blockUser(tx: Tx, { userId }: { userId: number }): { userId: number } {
  getUser(tx, userId);
  requireAnotherOwner(tx, userId);
  save(tx, userId, { blocked: 1 });
  return { userId };
}

/** @throws Refusal `record.missing` */
export function unblockUser(tx: Tx, { userId }: { userId: number }): { userId: number } {
  getUser(tx, userId);
  save(tx, userId, { blocked: 0 });
  return { userId };
}

/** A shop without an owner who can sign in could never be administered again. */
function requireAnotherOwner(tx: Tx, userId: number): void {
  const owners = tx.all(db.selectFrom('user').select('id').where('role', '=', 'owner').where('blocked', '=', 0));
  if (owners.some(({ id }) => id === userId) && owners.length === 1) throw new Refusal('user.lastOwner', { userId });
}

interface Stored extends UserFields {
  pinSalt: string;
  pinHash: string;
  blocked: number;
  wrongTries: number;
  lockedUntilAt: null;
}

function save(tx: Tx, userId: number, changes: Partial<Stored>): void {
  tx.run(db.updateTable('user').set(changes).where('id', '=', userId));
  tx.changed('user', userId);
}
