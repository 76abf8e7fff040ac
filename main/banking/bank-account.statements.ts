import { sql } from 'kysely';
import type { AccountKind } from '../../shared/banking/fields.ts';
import { Refusal } from '../../shared/refusal/refusal.ts';
import type { Day } from '../../shared/units/day.ts';
import { type Minor, minor } from '../../shared/units/minor.ts';
import { accountBalanceBefore } from '../accounting/trial-balance.queries.ts';
import type { Reader } from '../database/handles.ts';
import { read, write } from '../database/statement.ts';

export interface AccountFields {
  name: string;
  number: string | null;
  openedOn: Day | null;
  openingBalance: Minor;
}

export const insertAccountRow = write((db, p: AccountFields & { kind: AccountKind; currency: string; ledgerAccountId: number; commandId: number }) =>
  db.insertInto('bankAccount').values({
    name: p.name,
    kind: p.kind,
    currency: p.currency,
    number: p.number,
    ledgerAccountId: p.ledgerAccountId,
    openedOn: p.openedOn,
    openingBalance: p.openingBalance,
    commandId: p.commandId,
  }),
);

export const updateAccountRow = write((db, p: AccountFields & { id: number }) =>
  db.updateTable('bankAccount').set({ name: p.name, number: p.number, openedOn: p.openedOn, openingBalance: p.openingBalance }).where('id', '=', p.id),
);

export const deleteAccountRow = write((db, p: { id: number }) => db.deleteFrom('bankAccount').where('id', '=', p.id));

const accountById = read((db, p: { id: number }) =>
  db.selectFrom('bankAccount as a').innerJoin('ledgerAccount as l', 'l.id', 'a.ledgerAccountId').selectAll('a').select('l.currency as held').where('a.id', '=', p.id),
);
export const accountByName = read((db, p: { name: string }) => db.selectFrom('bankAccount').select('id').where('name', '=', p.name));
export const accountByNumber = read((db, p: { number: string; currency: string }) =>
  db.selectFrom('bankAccount').select(['id', 'name']).where('number', '=', p.number).where('currency', '=', p.currency),
);
export const accountOfLedger = read((db, p: { ledgerAccountId: number }) => db.selectFrom('bankAccount').select(['id', 'name']).where('ledgerAccountId', '=', p.ledgerAccountId));
export const allAccounts = read((db) =>
  db.selectFrom('bankAccount as a').innerJoin('ledgerAccount as l', 'l.id', 'a.ledgerAccountId').selectAll('a').select(['l.code', 'l.currency as held']).orderBy('a.id'),
);
export const ledgerAccountFacts = read((db, p: { id: number }) => db.selectFrom('ledgerAccount').select(['id', 'code', 'type', 'control']).where('id', '=', p.id));
export const anyStatementOf = read((db, p: { bankAccountId: number }) => db.selectFrom('bankStatement').select('id').where('bankAccountId', '=', p.bankAccountId).limit(1));

export type BankAccountRow = ReturnType<typeof requireBankAccount>;

/** @throws Refusal record.missing */
export function requireBankAccount(reader: Reader, bankAccountId: number) {
  const account = accountById.get(reader, { id: bankAccountId });
  if (!account) throw new Refusal('record.missing', { kind: 'bankAccount', id: bankAccountId });
  return account;
}

const heldBefore = read((db, p: { ledgerAccountId: number; on: Day }) =>
  db.selectFrom('posting').select(sql<Minor>`coalesce(sum(foreignAmount), 0)`.as('balance')).where('ledgerAccountId', '=', p.ledgerAccountId).where('currency', 'is not', null).where('postedOn', '<', p.on),
);

/** What the books say an account holds at the start of a day, in its own currency. */
export const moneyBefore = (reader: Reader, { ledgerAccountId, held }: Pick<BankAccountRow, 'ledgerAccountId' | 'held'>, on: Day): Minor =>
  held === null ? minor(accountBalanceBefore(reader, ledgerAccountId, on)) : (heldBefore.get(reader, { ledgerAccountId, on })?.balance ?? minor(0));

/** What a posting on an account is in the account's own currency: one that holds another has both amounts on each. */
export const moneyOf = (posting: string) => sql<Minor>`coalesce(${sql.ref(`${posting}.foreignAmount`)}, ${sql.ref(`${posting}.amount`)})`;

const linesThrough = read((db, p: { bankAccountId: number; on: Day }) =>
  db
    .selectFrom('bankLine')
    .select([sql<Minor>`coalesce(sum(amount), 0)`.as('amount'), sql<Minor>`coalesce(sum(amount - matched), 0)`.as('open'), sql<number>`count(*)`.as('lines')])
    .where('bankAccountId', '=', p.bankAccountId)
    .where('takenBackById', 'is', null)
    .where('bookedOn', '<=', p.on),
);

/** What an account holds at the end of a day by its statements: its opening and its lines. */
export function statementBalance(reader: Reader, account: Pick<BankAccountRow, 'id' | 'openingBalance'>, on: Day): Minor {
  return minor(account.openingBalance + (linesThrough.get(reader, { bankAccountId: account.id, on })?.amount ?? 0));
}

export const openLineCount = read((db, p: { bankAccountId: number }) =>
  db
    .selectFrom('bankLine')
    .select(sql<number>`count(*)`.as('lines'))
    .where('bankAccountId', '=', p.bankAccountId)
    .where('takenBackById', 'is', null)
    .where(sql<boolean>`matched <> amount`),
);

export const lastLineOf = read((db, p: { bankAccountId: number }) =>
  db.selectFrom('bankLine').select('bookedOn').where('bankAccountId', '=', p.bankAccountId).where('takenBackById', 'is', null).orderBy('bookedOn', 'desc').orderBy('id', 'desc').limit(1),
);

const lastReconciliation = read((db, p: { bankAccountId: number }) =>
  db.selectFrom('bankReconciliation').select(['id', 'throughOn']).where('bankAccountId', '=', p.bankAccountId).where('undoneById', 'is', null).orderBy('throughOn', 'desc').limit(1),
);

/** The last day through which statement and books were brought together; null where they never were. */
export const reconciledThrough = (reader: Reader, bankAccountId: number): Day | null => lastReconciliation.get(reader, { bankAccountId })?.throughOn ?? null;
