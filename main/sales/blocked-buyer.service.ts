import { emailKey, phoneKey } from '../../shared/parties/contact-key.rules.ts';
import { Refusal } from '../../shared/refusal/refusal.ts';
import type { Instant } from '../../shared/units/instant.ts';
import { shopOf } from '../company/company.queries.ts';
import type { Reader, Tx } from '../database/handles.ts';
import { read, write } from '../database/statement.ts';

type Kind = 'email' | 'phone';

const insertBuyer = write((db, p: { kind: Kind; key: string; reason: string; blockedAt: Instant; commandId: number }) =>
  db.insertInto('blockedBuyer').values({ kind: p.kind, key: p.key, reason: p.reason, blockedAt: p.blockedAt, commandId: p.commandId }),
);
const endBlock = write((db, p: { id: number; endedAt: Instant; commandId: number }) =>
  db.updateTable('blockedBuyer').set({ endedAt: p.endedAt, endCommandId: p.commandId }).where('id', '=', p.id),
);
const standing = read((db) => db.selectFrom('blockedBuyer').select(['id', 'kind', 'key', 'reason', 'blockedAt']).where('endedAt', 'is', null).orderBy('id', 'desc').limit(500));
const sameKey = read((db, p: { kind: Kind; key: string }) => db.selectFrom('blockedBuyer').select('id').where('kind', '=', p.kind).where('key', '=', p.key).where('endedAt', 'is', null));
const byId = read((db, p: { id: number }) => db.selectFrom('blockedBuyer').selectAll().where('id', '=', p.id));

/** From now on orders of this buyer are put before a person. Once is enough. @throws Refusal input.invalid for what nobody can be reached by */
export function blockBuyer(tx: Tx, { kind, value, reason }: { kind: Kind; value: string; reason: string }): { blockedBuyerId: number } {
  const key = kind === 'email' ? emailKey(value) : phoneKey(value, shopOf(tx).country);
  if (key === undefined) throw new Refusal('input.invalid', { issues: [{ path: 'value', message: `${value} reaches nobody` }] });
  const known = sameKey.get(tx, { kind, key });
  const blockedBuyerId = known?.id ?? insertBuyer.run(tx, { kind, key, reason, blockedAt: tx.now, commandId: tx.commandId }).lastId;
  tx.changed('blockedBuyer', blockedBuyerId);
  return { blockedBuyerId };
}

/** @throws Refusal record.missing */
export function unblockBuyer(tx: Tx, { blockedBuyerId: id }: { blockedBuyerId: number }): { before: { kind: Kind; value: string; reason: string } } {
  const row = byId.get(tx, { id });
  if (!row || row.endedAt !== null) throw new Refusal('record.missing', { kind: 'blockedBuyer', id });
  endBlock.run(tx, { id, endedAt: tx.now, commandId: tx.commandId });
  tx.changed('blockedBuyer', id);
  return { before: { kind: row.kind, value: row.key, reason: row.reason } };
}

export const listBlocked = (reader: Reader) => ({ rows: standing.all(reader, {}) });
