import { z } from 'zod';
import { zAccountCode, zAccountName } from '../accounting/fields.ts';
import { needs, zCurrency, zDay, zId, zMinor } from '../contract/fields.ts';
import { command, query } from '../contract/method.ts';
import { zAccountKind } from './fields.ts';

const which = z.object({ bankAccountId: zId });
const zName = z.string().trim().min(1).max(80);
const zNumber = z.string().trim().max(60);

/** What the statement said at the end of a day, before the first line that is kept here. */
const opening = { openedOn: zDay.nullable(), openingBalance: zMinor };

const zNewAccount = z.object({
  name: zName,
  kind: zAccountKind.default('bank'),
  /** The shop's own where left out. */
  currency: zCurrency.exactOptional(),
  number: zNumber.nullable().default(null),
  /** An account of the books that is this one already, or a new one; without either the one that the rules call the bank. */
  ledgerAccountId: zId.exactOptional(),
  newAccount: z.object({ code: zAccountCode, name: zAccountName }).exactOptional(),
  openedOn: opening.openedOn.default(null),
  openingBalance: opening.openingBalance.default(0 as never),
});

export const bankAccountCommands = {
  add: command({ summary: 'Keep a bank account or a wallet.', undo: { by: 'bankAccount.remove' } })
    .input(zNewAccount)
    .output(which),
  update: command({ summary: 'Change the name, number or opening of a bank account.', undo: { by: 'bankAccount.update' } })
    .input(which.extend({ changes: z.object({ name: zName, number: zNumber.nullable(), ...opening }).partial() }))
    .output(which.extend({ before: z.object({ name: zName, number: zNumber.nullable(), ...opening }).partial() })),
  remove: command({ summary: 'Forget a bank account that never had a line.', undo: { by: 'bankAccount.add' } })
    .input(which)
    .output(which.extend({ before: z.looseObject({}) })),
};

export const bankAccountQueries = {
  list: query({ summary: 'Every bank account and wallet, with what it holds by its statements and by the books.' }).output(
    z.object({
      rows: z.array(
        z.object({
          id: zId,
          name: z.string(),
          kind: zAccountKind,
          currency: z.string(),
          number: needs('bank', z.string().nullable()),
          ledgerAccountId: zId,
          code: z.string(),
          ...opening,
          /** Of the last statement's lines. */
          statementBalance: zMinor,
          ledgerBalance: zMinor,
          homeBalance: zMinor.meta({ description: 'What the books say it is worth, base currency' }),
          openLines: z.int(),
          lastLineOn: zDay.nullable(),
          reconciledThrough: zDay.nullable(),
        }),
      ),
    }),
  ),
};
