import { z } from 'zod';
import { zId } from '../contract/fields.ts';
import { command, query } from '../contract/method.ts';
import { zAccountCode, zAccountName, zAccountType } from './fields.ts';

const which = z.object({ ledgerAccountId: zId });

export const accountCommands = {
  add: command({ summary: 'Add a ledger account.', undo: { by: 'account.remove' } })
    .input(z.object({ code: zAccountCode, name: zAccountName, type: zAccountType }))
    .output(which),
  rename: command({ summary: 'Rename a ledger account.', undo: { by: 'account.rename' } })
    .input(which.extend({ name: zAccountName }))
    .output(which.extend({ before: zAccountName })),
  block: command({ summary: 'Block a ledger account for new postings.', undo: { by: 'account.unblock' } })
    .input(which)
    .output(which),
  unblock: command({ summary: 'Let a ledger account take postings again.', undo: { by: 'account.block' } })
    .input(which)
    .output(which),
  remove: command({ summary: 'Remove a ledger account nothing was ever posted to.', undo: { by: 'account.add' } })
    .input(which)
    .output(which),
};

export const accountQueries = {
  list: query({ summary: 'Every ledger account with the roles it plays.' }).output(
    z.array(
      z.object({
        ledgerAccountId: zId,
        code: z.string(),
        name: z.string(),
        type: zAccountType,
        control: z.string().nullable(),
        blocked: z.boolean(),
        currency: z.string().nullable().meta({ description: 'What it holds, where that is not the currency of the books' }),
        roles: z.array(z.string()),
      }),
    ),
  ),
};
