import { randomUUID } from 'node:crypto';
import type { NewShop, ShopProfile } from '../../shared/company/shop.contract.ts';
import { Refusal } from '../../shared/refusal/refusal.ts';
import { db } from '../database/builder.ts';
import type { Tx } from '../database/handles.ts';
import { before } from './before.ts';
import { booksBegun, getShop } from './company.queries.ts';
import { addUser } from './user.service.ts';

/** Founds the shop of a new file: its profile and its first owner. @throws Refusal `shop.exists` */
export function createShop(tx: Tx, { ownerName, firstLocation: _inventorys, ...profile }: NewShop): { ownerId: number } {
  if (tx.get(db.selectFrom('shop').select('id'))) throw new Refusal('shop.exists', {});
  tx.run(db.insertInto('shop').values({ ...profile, pricesIncludeTax: Number(profile.pricesIncludeTax), id: 1, databaseId: randomUUID(), epoch: 1 }));
  tx.changed('shop', 1);
  return { ownerId: addUser(tx, { name: ownerName, role: 'owner', language: null }).userId };
}

/**
 * Changes how stock is costed once the books have begun. Whoever asks costs all stock again in the same command: company
 * keeps the choice and knows nothing of stock.
 */
export function setCostingMethod(tx: Tx, costingMethod: ShopProfile['costingMethod']): void {
  tx.run(db.updateTable('shop').set({ costingMethod }));
  tx.changed('shop', 1);
}

/**
 * Changes the shop's profile and answers what stood there before.
 * @throws Refusal `shop.booksBegun` for the base currency or the costing method once an entry was posted
 */
export function updateShop(tx: Tx, { changes }: { changes: Partial<ShopProfile> }): { before: Partial<ShopProfile> } {
  const shop = getShop(tx);
  const fixed = (['baseCurrency', 'costingMethod'] as const).filter((field) => changes[field] !== undefined && changes[field] !== shop[field]);
  if (fixed.length > 0 && booksBegun(tx)) throw new Refusal('shop.booksBegun', { fields: fixed });
  if (Object.keys(changes).length === 0) return { before: {} };
  const { pricesIncludeTax, ...rest } = changes;
  tx.run(db.updateTable('shop').set({ ...rest, ...(pricesIncludeTax === undefined ? {} : { pricesIncludeTax: Number(pricesIncludeTax) }) }));
  tx.changed('shop', 1);
  return { before: before(shop, changes) };
}
