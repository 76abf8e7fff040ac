import { sql } from 'kysely';
import { Refusal } from '../../shared/refusal/refusal.ts';
import type { AccountType } from '../../shared/accounting/account-role.rules.ts';
import type { AccountRole } from '../../shared/accounting/entry.rules.ts';
import type { Reader, Tx } from '../database/handles.ts';
import { read } from '../database/statement.ts';

export interface PostingAccount {
  id: number;
  code: string;
  type: AccountType;
  blocked: number;
  control: string | null;
  /** What it holds, where that is not the base currency. */
  currency: string | null;
}

const allAccounts = read((db) => db.selectFrom('ledgerAccount').select(['id', 'code', 'type', 'blocked', 'control', 'currency']));
/** One row instead of forty: every command that posts asks this. */
const posting = read((db) =>
  db
    .selectFrom('accountRole as r')
    .innerJoin('ledgerAccount as a', 'a.id', 'r.ledgerAccountId')
    .select(sql<string>`json_group_object(r.role, json_object('id', a.id, 'code', a.code, 'type', a.type, 'control', a.control, 'currency', a.currency))`.as('byRole'))
    .select(sql<number>`exists (select 1 from foreignItem)`.as('hasForeignItems')),
);
const [accountsKey, rolesKey] = [Symbol('ledger accounts'), Symbol('account roles')];

type RoleAccount = Omit<PostingAccount, 'blocked'>;
type AccountsByRole = Readonly<Partial<Record<AccountRole, RoleAccount>>>;

/** The shop's accounts and its roles, each read once per transaction: a batch of 200 shipments asks once, and nothing goes stale. */
const accountsById = (tx: Tx): Map<number, PostingAccount> => tx.once(accountsKey, () => new Map(allAccounts.all(tx, {}).map((row) => [row.id, row])));
const postingFacts = (tx: Tx): { byRole: AccountsByRole; hasForeignItems: boolean } =>
  tx.once(rolesKey, () => {
    const row = posting.get(tx, {});
    return { byRole: accountsIn(row?.byRole ?? '{}'), hasForeignItems: row?.hasForeignItems === 1 };
  });

let lastRead: { text: string; byRole: AccountsByRole } | undefined;

/** The chart hardly ever changes: the same text is the same accounts, and is read once. */
function accountsIn(text: string): AccountsByRole {
  if (lastRead?.text !== text) lastRead = { text, byRole: JSON.parse(text) as AccountsByRole };
  return lastRead.byRole;
}

/** Whether the shop has any document in another currency; asked once per transaction, with the roles. */
export const hasForeignItems = (tx: Tx): boolean => postingFacts(tx).hasForeignItems;

/** The first of them was recorded after its transaction had asked. */
export function rememberForeignItem(tx: Tx): void {
  postingFacts(tx).hasForeignItems = true;
}

/**
 * The account a role is mapped to.
 * @throws Refusal chart.missing when the shop has no chart yet.
 */
export const accountOfRole = (tx: Tx, role: AccountRole): number => roleAccountOf(tx, role).id;

/** The same with what it holds. @throws Refusal chart.missing */
export function roleAccountOf(tx: Tx, role: AccountRole): RoleAccount {
  const account = postingFacts(tx).byRole[role];
  if (account === undefined) throw new Refusal('chart.missing', {});
  return account;
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
