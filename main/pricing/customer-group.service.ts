import type { MemberChange } from '../../shared/pricing/customer-group.contract.ts';
import { Refusal } from '../../shared/refusal/refusal.ts';
import { db } from '../database/builder.ts';
import type { Tx } from '../database/handles.ts';
import { read, write } from '../database/statement.ts';
import { requireCustomer } from '../parties/customer.queries.ts';
import { findCustomerGroupNamed, requireCustomerGroup } from './customer-group.queries.ts';

const insertMember = write((db, p: { customerGroupId: number; customerId: number }) =>
  db.insertInto('customerGroupMember').values({ customerGroupId: p.customerGroupId, customerId: p.customerId }).onConflict((conflict) => conflict.doNothing()),
);

const removeMember = write((db, p: { customerGroupId: number; customerId: number }) =>
  db.deleteFrom('customerGroupMember').where('customerGroupId', '=', p.customerGroupId).where('customerId', '=', p.customerId),
);

const inUse = read((db, p: { customerGroupId: number }) =>
  db.selectFrom('priceList').select('id').where('customerGroupId', '=', p.customerGroupId).unionAll((from) =>
    from.selectFrom('customerGroupMember').select('customerId as id').where('customerGroupId', '=', p.customerGroupId)).limit(1),
);

/** @throws Refusal `customerGroup.nameTaken` */
export function createCustomerGroup(tx: Tx, { name }: { name: string }): { customerGroupId: number } {
  requireFreeName(tx, name);
  const { lastId } = tx.run(db.insertInto('customerGroup').values({ name }));
  tx.changed('customerGroup', lastId);
  return { customerGroupId: lastId };
}

/** @throws Refusal `customerGroup.nameTaken`, `record.missing` */
export function renameCustomerGroup(tx: Tx, { customerGroupId, name }: { customerGroupId: number; name: string }) {
  const before = { name: requireCustomerGroup(tx, customerGroupId).name };
  if (before.name === name) return { before };
  requireFreeName(tx, name);
  tx.run(db.updateTable('customerGroup').set({ name }).where('id', '=', customerGroupId));
  tx.changed('customerGroup', customerGroupId);
  return { before };
}

/** @throws Refusal `customerGroup.inUse`, `record.missing` */
export function removeCustomerGroup(tx: Tx, { customerGroupId }: { customerGroupId: number }) {
  const { name } = requireCustomerGroup(tx, customerGroupId);
  if (inUse.get(tx, { customerGroupId })) throw new Refusal('customerGroup.inUse', { name });
  tx.run(db.deleteFrom('customerGroup').where('id', '=', customerGroupId));
  tx.changed('customerGroup', customerGroupId);
  return { before: { name } };
}

/** Takes customers in and out; answers those that really moved, which is what an undo moves back. @throws Refusal `record.missing` */
export function changeCustomerGroup(tx: Tx, { customerGroupId, add, drop }: MemberChange): { added: number[]; dropped: number[] } {
  requireCustomerGroup(tx, customerGroupId);
  for (const customerId of add) requireCustomer(tx, customerId);
  const dropped = drop.filter((customerId) => removeMember.run(tx, { customerGroupId, customerId }).changes > 0);
  const added = add.filter((customerId) => insertMember.run(tx, { customerGroupId, customerId }).changes > 0);
  tx.changed('customerGroup', customerGroupId);
  return { added, dropped };
}

function requireFreeName(tx: Tx, name: string): void {
  if (findCustomerGroupNamed(tx, name)) throw new Refusal('customerGroup.nameTaken', { name });
}
