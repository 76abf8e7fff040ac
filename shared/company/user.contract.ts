import { z } from 'zod';
import { zId } from '../contract/fields.ts';
import { command, query } from '../contract/method.ts';
import { roles } from '../contract/role.ts';
import { zLanguage } from './shop.contract.ts';

const zRole = z.enum(roles);
const name = z.string().trim().min(1).max(80);
const byUser = { userId: zId };

export const userCommands = {
  add: command({ summary: 'Add a person who works in the shop.', undo: { by: 'user.block' } })
    .input(z.object({ name, role: zRole, language: zLanguage.nullable().default(null) }))
    .output(z.object({ userId: zId })),
  update: command({ summary: "Change a person's name, role or language.", undo: { by: 'user.update' } })
    .input(z.object({ ...byUser, changes: userChanges() }))
    .output(z.object({ before: userChanges() })),
  block: command({ summary: 'Keep a person from signing in.', undo: { by: 'user.unblock' } }).input(z.object(byUser)).output(z.object(byUser)),
  unblock: command({ summary: 'Let a person sign in again.', undo: { by: 'user.block' } }).input(z.object(byUser)).output(z.object(byUser)),
};

export const userQueries = {
  list: query({ summary: 'Everybody who works in the shop.' }).output(
    z.object({
      users: z.array(
        z.object({ id: zId, name: z.string(), role: zRole, language: zLanguage.nullable(), hasPin: z.boolean(), blocked: z.boolean() }),
      ),
    }),
  ),
};

function userChanges() {
  return z.object({ name: name.exactOptional(), role: zRole.exactOptional(), language: zLanguage.nullable().exactOptional() });
}
