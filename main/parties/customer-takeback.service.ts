import { sql } from 'kysely';
import type { CustomerChanges } from '../../shared/parties/customer.contract.ts';
import type { DoneImport, MadeRows, TakenBack } from '../company/sheets/kind.ts';
import { db } from '../database/builder.ts';
import type { Tx } from '../database/handles.ts';
import { askSql } from '../database/raw-sql.ts';
import { requireCustomer } from './customer.queries.ts';
import { removeCustomers, updateCustomer } from './customer.service.ts';
import { indexCustomer } from './search.service.ts';

type Made = Record<'customer' | 'customerContact' | 'customerAddress' | 'customerHistory', MadeRows>;

/** Takes a whole import of customers back: people who bought meanwhile stay, and so do cards written on since. */
export function takeBackCustomers(tx: Tx, { made }: DoneImport): TakenBack {
  // The tables of customerSheet, which this very import noted.
  const ranges = made as Made;
  const back: TakenBack = { removed: 0, restored: 0, archived: 0, kept: [] };
  restoreCards(tx, ranges, back);
  removeAdded(tx, ranges);
  removePeople(tx, ranges, back);
  return back;
}

function restoreCards(tx: Tx, { customerHistory: { after, through } }: Made, back: TakenBack): void {
  const changes = tx.all(db.selectFrom('customerHistory').selectAll().where('id', '>', after).where('id', '<=', through).orderBy('id'));
  for (const [customerId, fields] of Map.groupBy(changes, (change) => change.customerId)) {
    const card = requireCustomer(tx, customerId);
    const now = new Map(Object.entries(card));
    if (fields.some(({ field, newValue }) => JSON.stringify(now.get(field)) !== newValue)) back.kept.push({ name: card.name, reason: 'changedSince' });
    else {
      // What the record kept is what the contract let in.
      const before = Object.fromEntries(fields.map(({ field, oldValue }) => [field, JSON.parse(oldValue) as unknown])) as CustomerChanges;
      updateCustomer(tx, { customerId, changes: before });
      back.restored += 1;
    }
  }
}

/** Contacts and addresses the import added to cards that were there before. */
function removeAdded(tx: Tx, { customer, customerContact, customerAddress }: Made): void {
  for (const [table, { after, through }] of [['customerContact', customerContact], ['customerAddress', customerAddress]] as const) {
    const added = tx.all(db.selectFrom(table).select(['id', 'customerId']).where('id', '>', after).where('id', '<=', through).where('customerId', '<=', customer.after));
    for (const { id, customerId } of added) {
      tx.run(db.deleteFrom(table).where('id', '=', id));
      tx.changed('customer', customerId);
      indexCustomer(tx, customerId);
    }
  }
}

function removePeople(tx: Tx, { customer, customerHistory, customerContact, customerAddress }: Made, back: TakenBack): void {
  const { after, through } = customer;
  const changed = new Set(
    askSql(tx, sql<{ id: number }>`
      select customerId as id from customerHistory where id > ${customerHistory.through} and customerId > ${after} and customerId <= ${through}
      union select customerId from customerContact where id > ${customerContact.through} and customerId > ${after} and customerId <= ${through}
      union select customerId from customerAddress where id > ${customerAddress.through} and customerId > ${after} and customerId <= ${through}`).map(({ id }) => id),
  );
  for (const { id, name } of tx.all(db.selectFrom('customer').select(['id', 'name']).where('id', '>', after).where('id', '<=', through).orderBy('id'))) {
    if (changed.has(id)) back.kept.push({ name, reason: 'changedSince' });
    else if (removeCustomers(tx, { ids: [id] }).results[0]?.ok) back.removed += 1;
    else back.kept.push({ name, reason: 'inUse' });
  }
}
