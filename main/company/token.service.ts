import type { Role } from '../../shared/contract/role.ts';
import { Refusal } from '../../shared/refusal/refusal.ts';
import type { Instant } from '../../shared/units/instant.ts';
import { db } from '../database/builder.ts';
import type { Reader, Tx } from '../database/handles.ts';

export interface NewToken {
  name: string;
  /** SHA-256 of the token's text, in hex. */
  hash: string;
  role: Role;
  methods: string[] | null;
  endsAt: Instant | null;
}

/** A token acts for the person who made it. @throws Refusal `token.nameTaken` */
export function storeToken(tx: Tx, { name, hash, role, methods, endsAt }: NewToken): { tokenId: number } {
  if (tx.get(db.selectFrom('token').select('id').where('name', '=', name))) throw new Refusal('token.nameTaken', { name });
  const { lastId } = tx.run(
    db.insertInto('token').values({ name, hash, role, userId: tx.actor.userId, methods: methods && JSON.stringify(methods), endsAt, createdAt: tx.now }),
  );
  tx.changed('token', lastId);
  return { tokenId: lastId };
}

/** @throws Refusal `record.missing` */
export function revokeToken(tx: Tx, { tokenId }: { tokenId: number }): { tokenId: number } {
  const { changes } = tx.run(db.updateTable('token').set({ revokedAt: tx.now }).where('id', '=', tokenId).where('revokedAt', 'is', null));
  if (changes === 0) throw new Refusal('record.missing', { kind: 'token', id: tokenId });
  tx.changed('token', tokenId);
  return { tokenId };
}

/** Notes that a token was used, so that one nobody uses any more is seen. */
export function noteTokenUse(tx: Tx, { tokenId }: { tokenId: number }): Record<string, never> {
  tx.run(db.updateTable('token').set({ lastUsedAt: tx.now }).where('id', '=', tokenId));
  tx.changed('token', tokenId);
  return {};
}

export function listTokens(reader: Reader) {
  const rows = reader.all(
    db.selectFrom('token').select(['id', 'name', 'role', 'methods', 'endsAt', 'lastUsedAt', 'createdAt', 'revokedAt']).orderBy('id', 'desc').limit(500),
  );
  return { tokens: rows.map((row) => ({ ...row, methods: row.methods === null ? null : (JSON.parse(row.methods) as string[]) })) };
}

export interface LiveToken {
  id: number;
  hash: string;
  userId: number;
  role: Role;
  /** What the person it acts for is now. */
  makerRole: Role;
  methods: string[] | null;
  endsAt: Instant | null;
  lastUsedAt: Instant | null;
}

/** The tokens that still let in, for the door to compare with; a handful, so the door asks for all. */
export function liveTokens(reader: Reader): LiveToken[] {
  const rows = reader.all(
    db
      .selectFrom('token')
      .innerJoin('user', 'user.id', 'token.userId')
      .select(['token.id', 'token.hash', 'token.userId', 'token.role', 'token.methods', 'token.endsAt', 'token.lastUsedAt', 'user.role as makerRole'])
      .where('token.revokedAt', 'is', null)
      .where('user.blocked', '=', 0),
  );
  return rows.map((row) => ({ ...row, methods: row.methods === null ? null : (JSON.parse(row.methods) as string[]) }));
}
