import { sql } from 'kysely';
import { Refusal } from '../../shared/refusal/refusal.ts';
import type { AccountRole } from '../../shared/accounting/entry.rules.ts';
import type { Reader, Tx } from '../database/handles.ts';
import { read } from '../database/statement.ts';

export interface PostingAccount {
  id: number;
  code: string;
  blocked: number;
  control: string | null;
  /** What it holds, where that is not the base currency. */
  currency: string | null;
}

const allAccounts = read((db) => db.selectFrom('ledgerAccount').select(['id', 'code', 'blocked', 'control', 'currency']));
/** One row instead of forty: every command that posts asks this. */
const allRoles = read((db) => db.selectFrom('accountRole').select(sql<string>`json_group_object(role, ledgerAccountId)`.as('idsByRole')));
const [accountsKey, rolesKey] = [Symbol('ledger accounts'), Symbol('account roles')];

/** The shop's accounts and its roles, each read once per transaction: a batch of 200 shipments asks once, and nothing goes stale. */
const accountsById = (tx: Tx): Map<number, PostingAccount> => tx.once(accountsKey, () => new Map(allAccounts.all(tx, {}).map((row) => [row.id, row])));
const idsByRole = (tx: Tx): Partial<Record<AccountRole, number>> =>
  tx.once(rolesKey, () => JSON.parse(allRoles.get(tx, {})?.idsByRole ?? '{}') as Partial<Record<AccountRole, number>>);

/**
 * The account a role is mapped to.
 * @throws Refusal chart.missing when the shop has no chart yet.
 */
export function accountOfRole(tx: Tx, role: AccountRole): number {
  const id = idsByRole(tx)[role];
  if (id === undefined) throw new Refusal('chart.missing', {});
  return id;
}

/**
 * An account that may be posted to.
 * @throws Refusal record.missing, account.blocked.
 */
export function openAccount(tx: Tx, id: number): PostingAccount {
  const account = accountsById(tx).get(id);
  if (!account) throw new Refusal('record.missing', { kind: 'ledgerAccount', id });
  if (account.blocked) throw new Refusal('account.blocked', { code: account.code });
  return account;
}

const holding = read((db, p: { currency: string }) => db.selectFrom('ledgerAccount').select('id').where('currency', '=', p.currency).where('blocked', '=', 0).orderBy('code').limit(1));

/** The first account that holds a currency; undefined where money of it is exchanged at once. */
export const accountHolding = (reader: Reader, currency: string): number | undefined => holding.get(reader, { currency })?.id;

const roleAccount = read((db, p: { role: AccountRole }) =>
  db.selectFrom('accountRole').select('ledgerAccountId').where('role', '=', p.role),
);

/** The account of a role, for queries. @throws Refusal chart.missing */
export function ledgerAccountOf(reader: Reader, role: AccountRole): number {
  const row = roleAccount.get(reader, { role });
  if (!row) throw new Refusal('chart.missing', {});
  return row.ledgerAccountId;
}
