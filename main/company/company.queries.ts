import { Refusal } from '../../shared/refusal/refusal.ts';
import type { Reader, Tx } from '../database/handles.ts';
import { read } from '../database/statement.ts';
import { hasDrawn } from './series.service.ts';

const shopRow = read((db) => db.selectFrom('shop').selectAll());

const userRows = read((db) => db.selectFrom('user').selectAll().orderBy('name').orderBy('id'));

const deviceRows = read((db) => db.selectFrom('device').selectAll().orderBy('id'));

const userRow = read((db, p: { userId: number }) => db.selectFrom('user').selectAll().where('id', '=', p.userId));

/** The shop's one row. @throws Refusal `record.missing` in a file that was not founded yet */
export function getShop(reader: Reader) {
  const shop = shopRow.get(reader, {});
  if (!shop) throw new Refusal('record.missing', { kind: 'shop', id: 1 });
  return { ...shop, pricesIncludeTax: shop.pricesIncludeTax === 1 };
}

const shopKey = Symbol('shop');

/** The shop's profile, read once per transaction. @throws Refusal `record.missing` */
export const shopOf = (tx: Tx): ReturnType<typeof getShop> => tx.once(shopKey, () => getShop(tx));

const anyGoods = read((db) => db.selectFrom('stockMovement').select('id').limit(1));

/** What cannot change any more once it is true: the currency of the books and how stock is costed. Goods worth nothing are costed too, and an order's figures are in that currency. */
export const booksBegun = (reader: Reader): boolean => hasDrawn(reader, 'journalEntry') || hasDrawn(reader, 'salesOrder') || anyGoods.get(reader, {}) !== undefined;

export const getShopProfile = (reader: Reader) => ({ ...getShop(reader), booksBegun: booksBegun(reader) });

/** @throws Refusal `record.missing` */
export function getUser(reader: Reader, userId: number) {
  const user = userRow.get(reader, { userId });
  if (!user) throw new Refusal('record.missing', { kind: 'user', id: userId });
  return user;
}

export function listUsers(reader: Reader) {
  const users = userRows.all(reader, {});
  return {
    users: users.map(({ id, name, role, language, pinHash, blocked }) => ({ id, name, role, language, hasPin: pinHash !== null, blocked: blocked === 1 })),
  };
}

export const listDevices = (reader: Reader) => ({ devices: deviceRows.all(reader, {}) });
