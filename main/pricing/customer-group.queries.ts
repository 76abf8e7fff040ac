import { sql } from 'kysely';
import { Refusal } from '../../shared/refusal/refusal.ts';
import type { Reader } from '../database/handles.ts';
import { read } from '../database/statement.ts';
import { familyOf } from '../parties/customer.queries.ts';

const groupById = read((db, p: { customerGroupId: number }) => db.selectFrom('customerGroup').selectAll().where('id', '=', p.customerGroupId));

const groupByName = read((db, p: { name: string }) => db.selectFrom('customerGroup').select('id').where('name', '=', p.name));

const groupRows = read((db) =>
  db
    .selectFrom('customerGroup')
    .leftJoin('customerGroupMember', 'customerGroupMember.customerGroupId', 'customerGroup.id')
    .select(['customerGroup.id', 'customerGroup.name', sql<number>`count(customerGroupMember.customerId)`.as('members')])
    .groupBy('customerGroup.id')
    .orderBy('customerGroup.name'),
);

const memberRows = read((db, p: { customerGroupId: number; afterId: number; limit: number }) =>
  db
    .selectFrom('customerGroupMember as member')
    .innerJoin('customer', 'customer.id', 'member.customerId')
    .select(['member.customerId', 'customer.name'])
    .where('member.customerGroupId', '=', p.customerGroupId)
    .where('member.customerId', '>', p.afterId)
    .orderBy('member.customerId')
    .limit(p.limit),
);

const groupsOfCustomers = read((db, p: { customerIds: string }) =>
  db.selectFrom('customerGroupMember').select('customerGroupId').distinct().where('customerId', 'in', sql<number>`(select value from json_each(${p.customerIds}))`),
);

export const findCustomerGroupNamed = (reader: Reader, name: string) => groupByName.get(reader, { name });

/** @throws Refusal `record.missing` */
export function requireCustomerGroup(reader: Reader, customerGroupId: number) {
  const group = groupById.get(reader, { customerGroupId });
  if (!group) throw new Refusal('record.missing', { kind: 'customerGroup', id: customerGroupId });
  return group;
}

export const listCustomerGroups = (reader: Reader) => ({ groups: groupRows.all(reader, {}) });

export function getCustomerGroup(reader: Reader, input: { customerGroupId: number; afterId: number; limit: number }) {
  const found = memberRows.all(reader, { ...input, limit: input.limit + 1 });
  const members = found.slice(0, input.limit);
  return { ...requireCustomerGroup(reader, input.customerGroupId), members, nextId: found.length > input.limit ? (members.at(-1)?.customerId ?? null) : null };
}

/** The groups somebody is in, also under the names that were merged into theirs. */
export const groupsOfCustomer = (reader: Reader, customerId: number): number[] =>
  groupsOfCustomers.all(reader, { customerIds: JSON.stringify(familyOf(reader, customerId)) }).map((row) => row.customerGroupId);
