import type { bankAccountQueries } from '../../../shared/banking/bank-account.contract.ts';
import type { bankStatementCommands, bankStatementQueries } from '../../../shared/banking/bank-statement.contract.ts';
import { Refusal } from '../../../shared/refusal/refusal.ts';
import type { OutputOf } from '../../database/handlers.ts';
import { forget, upload } from './import-sheet.ts';
import type { Reached } from './reach.ts';
import { requireFile } from './sheet-file.ts';
import { UsageError } from './usage.ts';

type Account = OutputOf<{ bankAccount: typeof bankAccountQueries }, 'bankAccount.list'>['rows'][number];
type Read = OutputOf<{ bankStatement: typeof bankStatementQueries }, 'bankStatement.read'>;
type Brought = OutputOf<{ bankStatement: typeof bankStatementCommands }, 'bankStatement.bringIn'>;

/** Reads a bank's file into an account; the same file again changes nothing. @throws UsageError without an account that can be told */
export async function importBank(shop: Reached, file: string, { dryRun, account }: { dryRun: boolean; account: string | undefined }) {
  requireFile(file);
  const { rows } = (await shop.call('bankAccount.list', undefined)) as { rows: Account[] };
  const { id: bankAccountId, name } = accountNamed(rows, account);
  const importId = await upload(shop, file);
  try {
    const { preview: _shown, headings: _headings, mapping: _mapping, ...read } = (await shop.call('bankStatement.read', { importId, bankAccountId })) as Read;
    const brought = !dryRun && read.added > 0 ? ((await shop.call('bankStatement.bringIn', { importId }, `bank:${importId}`)) as Brought) : undefined;
    return { account: name, ...read, written: brought !== undefined, ...(brought && { bankStatementIds: brought.bankStatementIds, linked: brought.linked }) };
  } finally {
    await forget(shop, importId);
  }
}

/** By its name, its number or its ledger account; without any, the only one there is. */
function accountNamed(accounts: readonly Account[], said: string | undefined): Account {
  const [only, ...more] = said === undefined ? accounts : accounts.filter(({ name, number, code }) => [name, number, code].includes(said));
  if (said !== undefined && !only) throw new Refusal('record.missing', { kind: 'bankAccount', id: said });
  if (!only || more.length > 0) throw new UsageError(`import bank needs --account NAME. There are: ${accounts.map(({ name }) => name).join(', ') || 'none; add one with call bankAccount.add'}.`);
  return only;
}
