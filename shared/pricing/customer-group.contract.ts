import { z } from 'zod';
import { zId } from '../contract/fields.ts';
import { command, query } from '../contract/method.ts';

const zGroupName = z.string().trim().min(1).max(60);
const zGroupId = z.object({ customerGroupId: zId });
const zCustomerIds = z.array(zId).max(200).default([]);
export const zMemberChange = zGroupId.extend({ add: zCustomerIds, drop: zCustomerIds });
export type MemberChange = z.output<typeof zMemberChange>;

export const customerGroupCommands = {
  create: command({ summary: 'Begin a group of customers with prices of their own.', undo: { by: 'customerGroup.remove' } })
    .input(z.object({ name: zGroupName }))
    .output(zGroupId),
  rename: command({ summary: 'Rename a customer group.', undo: { by: 'customerGroup.rename' } })
    .input(zGroupId.extend({ name: zGroupName }))
    .output(z.object({ before: z.object({ name: z.string() }) })),
  remove: command({ summary: 'Remove a customer group that nobody is in and no price list is for.', undo: { by: 'customerGroup.create' } })
    .input(zGroupId)
    .output(z.object({ before: z.object({ name: z.string() }) })),
  change: command({ summary: 'Take customers into a group, or out of it.', undo: { by: 'customerGroup.change' } })
    .input(zMemberChange)
    .output(z.object({ added: z.array(zId), dropped: z.array(zId) })),
};

export const customerGroupQueries = {
  list: query({ summary: 'Every customer group with how many are in it.' }).output(
    z.object({ groups: z.array(z.object({ id: zId, name: z.string(), members: z.int() })) }),
  ),
  get: query({ summary: 'A customer group and who is in it.' })
    .input(zGroupId.extend({ afterId: z.int().min(0).default(0), limit: z.int().min(1).max(500).default(200) }))
    .output(z.object({ id: zId, name: z.string(), members: z.array(z.object({ customerId: zId, name: z.string() })), nextId: zId.nullable() })),
};
