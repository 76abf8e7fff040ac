import { sql } from 'kysely';
import { Refusal } from '../../shared/refusal/refusal.ts';
import { db } from '../database/builder.ts';
import type { Tx } from '../database/handles.ts';
import { requireCustomer, requireUnmerged } from './customer.queries.ts';
import { indexCustomer } from './search.service.ts';

/** The rows that went from one customer to the other. */
interface Moved {
  contacts: number[];
  addresses: number[];
}

/**
 * Makes two customers one. Orders keep the customer they were taken with and are read through the family, so nothing that
 * was posted changes; contacts and addresses move, and which ones is stored.
 * @throws Refusal `customer.sameTwice`, `customer.merged`, `record.missing`
 */
export function mergeCustomers(tx: Tx, { customerId, intoId }: { customerId: number; intoId: number }): { customerId: number } {
  if (customerId === intoId) throw new Refusal('customer.sameTwice', { customerId });
  requireUnmerged(tx, customerId);
  requireUnmerged(tx, intoId);
  const moved = { contacts: moveContacts(tx, customerId, intoId), addresses: moveAddresses(tx, customerId, intoId) };
  tx.run(db.updateTable('customer').set({ mergedIntoId: intoId }).where('id', '=', customerId));
  const row = { customerId, intoId, moved: JSON.stringify(moved), mergedAt: tx.now, commandId: tx.commandId };
  tx.run(db.insertInto('customerMerge').values(row));
  noteBoth(tx, customerId, intoId);
  return { customerId };
}

/**
 * Takes a merged customer apart again: what it brought goes back, what came later stays with the other.
 * @throws Refusal `customer.notMerged`, `record.missing`; `customer.merged` when the other was merged on since: unmerge that first
 */
export function unmergeCustomer(tx: Tx, { customerId }: { customerId: number }): { before: { intoId: number } } {
  requireCustomer(tx, customerId);
  const merge = tx.get(db.selectFrom('customerMerge').selectAll().where('customerId', '=', customerId).where('undoneAt', 'is', null));
  if (!merge) throw new Refusal('customer.notMerged', { customerId });
  requireUnmerged(tx, merge.intoId);
  // Written by mergeCustomers.
  const moved = JSON.parse(merge.moved) as Moved;
  for (const [table, ids] of [['customerContact', moved.contacts], ['customerAddress', moved.addresses]] as const) {
    tx.run(db.updateTable(table).set({ customerId }).where('customerId', '=', merge.intoId).where('id', 'in', listed(ids)));
  }
  tx.run(db.updateTable('customer').set({ mergedIntoId: null }).where('id', '=', customerId));
  tx.run(db.updateTable('customerMerge').set({ undoneAt: tx.now }).where('id', '=', merge.id));
  noteBoth(tx, customerId, merge.intoId);
  return { before: { intoId: merge.intoId } };
}

/** Contacts the other has already stay where they are. */
function moveContacts(tx: Tx, customerId: number, intoId: number): number[] {
  const own = db.selectFrom('customerContact').select([sql<string>`kind || ' ' || coalesce(key, value)`.as('same')]).where('customerId', '=', intoId);
  const known = new Set(tx.all(own).map(({ same }) => same));
  const rows = tx.all(db.selectFrom('customerContact').selectAll().where('customerId', '=', customerId).orderBy('id'));
  const ids = rows.filter(({ kind, key, value }) => !known.has(`${kind} ${key ?? value}`)).map(({ id }) => id);
  tx.run(db.updateTable('customerContact').set({ customerId: intoId }).where('id', 'in', listed(ids)));
  return ids;
}

function moveAddresses(tx: Tx, customerId: number, intoId: number): number[] {
  const rows = tx.all(db.selectFrom('customerAddress').select('id').where('customerId', '=', customerId).orderBy('id'));
  tx.run(db.updateTable('customerAddress').set({ customerId: intoId }).where('customerId', '=', customerId));
  return rows.map(({ id }) => id);
}

const listed = (ids: readonly number[]) => sql<number>`(select value from json_each(${JSON.stringify(ids)}))`;

function noteBoth(tx: Tx, ...customerIds: number[]): void {
  for (const id of customerIds) {
    tx.changed('customer', id);
    indexCustomer(tx, id);
  }
}
