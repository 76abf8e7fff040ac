import type { AccountKind } from '../../shared/banking/fields.ts';
import { accountKey } from '../../shared/banking/statement.rules.ts';
import { Refusal } from '../../shared/refusal/refusal.ts';
import { addAccount, holdCurrency } from '../accounting/account.service.ts';
import { ledgerAccountOf } from '../accounting/ledger-accounts.ts';
import { shopOf } from '../company/company.queries.ts';
import type { Tx } from '../database/handles.ts';
import {
  accountByName, accountByNumber, type AccountFields, accountOfLedger, anyStatementOf, deleteAccountRow, insertAccountRow, ledgerAccountFacts, reconciledThrough,
  requireBankAccount, updateAccountRow,
} from './bank-account.statements.ts';

interface NewBankAccount extends AccountFields {
  kind: AccountKind;
  currency?: string;
  ledgerAccountId?: number;
  newAccount?: { code: string; name: string };
}

/**
 * Keeps a bank account or a wallet with a place of its own in the books: a new account, one that is there, or the one rules
 * call the bank. One in another currency has an account that holds it. @throws Refusal bankAccount.foreignNeedsOwn, account.inUse, account.neededByRules, bankAccount.nameTaken, bankAccount.numberTaken, bankAccount.ledgerTaken, bankAccount.notAsset, account.codeTaken, chart.missing
 */
export function addBankAccount(tx: Tx, input: NewBankAccount): { bankAccountId: number } {
  const { baseCurrency } = shopOf(tx);
  const currency = input.currency ?? baseCurrency;
  const isForeign = currency !== baseCurrency;
  if (isForeign && !input.newAccount && input.ledgerAccountId === undefined) throw new Refusal('bankAccount.foreignNeedsOwn', { currency });
  const number = cleanNumber(input.number);
  requireFreeName(tx, input.name);
  requireFreeNumber(tx, number, currency);
  const ledgerAccountId = input.newAccount ? addAccount(tx, { ...input.newAccount, type: 'asset' }).ledgerAccountId : (input.ledgerAccountId ?? ledgerAccountOf(tx, 'bank'));
  requireOwnPlace(tx, ledgerAccountId);
  if (isForeign) holdCurrency(tx, { ledgerAccountId, currency });
  const { name, kind, openedOn, openingBalance } = input;
  const { lastId } = insertAccountRow.run(tx, { name, kind, currency, number, ledgerAccountId, openedOn, openingBalance, commandId: tx.commandId });
  tx.changed('bankAccount', lastId);
  return { bankAccountId: lastId };
}

const cleanNumber = (number: string | null): string | null => (number === null ? null : number.replace(/[^0-9A-Za-z*]/g, '').toUpperCase() || null);

function requireFreeName(tx: Tx, name: string, own?: number): void {
  const other = accountByName.get(tx, { name });
  if (other && other.id !== own) throw new Refusal('bankAccount.nameTaken', { name });
}

function requireFreeNumber(tx: Tx, number: string | null, currency: string, own?: number): void {
  const other = number === null ? undefined : accountByNumber.get(tx, { number, currency });
  if (other && other.id !== own) throw new Refusal('bankAccount.numberTaken', { name: other.name });
}

/** Two accounts in one place of the books could never be told apart. */
function requireOwnPlace(tx: Tx, ledgerAccountId: number): void {
  const ledger = ledgerAccountFacts.get(tx, { id: ledgerAccountId });
  if (!ledger) throw new Refusal('record.missing', { kind: 'ledgerAccount', id: ledgerAccountId });
  if (ledger.type !== 'asset' || ledger.control !== null) throw new Refusal('bankAccount.notAsset', { code: ledger.code });
  const other = accountOfLedger.get(tx, { ledgerAccountId });
  if (other) throw new Refusal('bankAccount.ledgerTaken', { code: ledger.code, name: other.name });
}

/** @throws Refusal record.missing, bankAccount.nameTaken, bankAccount.numberTaken, bank.reconciled where the opening would change under a reconciliation */
export function updateBankAccount(tx: Tx, { bankAccountId, changes }: { bankAccountId: number; changes: { [Field in keyof AccountFields]?: AccountFields[Field] | undefined } }) {
  const account = requireBankAccount(tx, bankAccountId);
  const { name = account.name, openedOn = account.openedOn, openingBalance = account.openingBalance } = changes;
  const number = changes.number === undefined ? account.number : cleanNumber(changes.number);
  const through = reconciledThrough(tx, bankAccountId);
  if (through !== null && (openedOn !== account.openedOn || openingBalance !== account.openingBalance)) throw new Refusal('bank.reconciled', { throughOn: through });
  requireFreeName(tx, name, bankAccountId);
  requireFreeNumber(tx, number, account.currency, bankAccountId);
  updateAccountRow.run(tx, { id: bankAccountId, name, number, openedOn, openingBalance });
  tx.changed('bankAccount', bankAccountId);
  return { bankAccountId, before: { name: account.name, number: account.number, openedOn: account.openedOn, openingBalance: account.openingBalance } };
}

/** Forgets an account; its place in the books stays. @throws Refusal record.missing, bankAccount.inUse once it had a statement */
export function removeBankAccount(tx: Tx, { bankAccountId }: { bankAccountId: number }) {
  const { name, kind, currency, number, ledgerAccountId, openedOn, openingBalance } = requireBankAccount(tx, bankAccountId);
  if (anyStatementOf.get(tx, { bankAccountId })) throw new Refusal('bankAccount.inUse', { name });
  deleteAccountRow.run(tx, { id: bankAccountId });
  tx.changed('bankAccount', bankAccountId);
  return { bankAccountId, before: { name, kind, currency, number, ledgerAccountId, openedOn, openingBalance } };
}

/** Whether the number a file names can be this account's: the same, or one the end of the other (an IBAN ends in the number). */
export function isSameAccount(file: string, own: string): boolean {
  const [a, b] = [accountKey(file), accountKey(own)];
  return a === b || (Math.min(a.length, b.length) >= 4 && (a.endsWith(b) || b.endsWith(a)));
}
