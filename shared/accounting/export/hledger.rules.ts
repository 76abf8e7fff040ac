import { minorDigits } from '../../units/currency.ts';
import type { Day } from '../../units/day.ts';
import { decimalText } from '../../units/decimal.ts';
import type { AccountType } from '../account-role.rules.ts';
import {
  type AccountBalance,
  bookEvents,
  type ExportAccount,
  type ExportBook,
  memoText,
  payeeOf,
  plainText,
  rootName,
} from './book.rules.ts';

/**
 * The books as a plain-text journal that hledger and ledger both read in their strictest mode: the format stands indented
 * under its commodity and the type under its account, because each tool refuses the other's one-line form. The code leads
 * every leaf, so leaf names are unique. Balances of every account are asserted at every month's end.
 */
export function* hledgerJournal(book: ExportBook): Generator<string> {
  const names = new Map(book.accounts.map((account) => [account.id, accountName(account)]));
  const declared = new Set<string>();
  const declare = (payee: string): string => (declared.has(payee) ? '' : (declared.add(payee), `payee ${payee}\n\n`));
  yield declarations(book);
  if (book.opening.length > 0) yield declare('shop') + opening(book, names);
  for (const event of bookEvents(book)) {
    if ('assertOn' in event) {
      if (event.balances.length > 0) yield declare('shop') + assertions(book, names, event.assertOn, event.balances);
      continue;
    }
    const { entry } = event;
    const payee = payeeOf(entry);
    const head = `${entry.postedOn} * (${entry.number}) ${payee}\n    ; ${memoText(entry)}\n`;
    yield declare(payee) + head + entry.postings.map((leg) => line(book, names, leg.ledgerAccountId, leg.amount)).join('') + '\n';
  }
}

/** The name an account has in the export: `Assets:1002 Bank deposits`. */
export const accountName = (account: ExportAccount): string =>
  `${rootName[account.type]}:${account.code} ${plainText(account.name)}`.trim();

const typeLetter: Record<AccountType, string> = { asset: 'A', liability: 'L', equity: 'E', income: 'R', expense: 'X' };

function declarations(book: ExportBook): string {
  const digits = minorDigits(book.currency);
  // A whole format would read "1,000." in hledger and "1,000" in ledger, and each takes the other's for something else.
  const format = digits === 0 ? '' : `    format 1,000.${'0'.repeat(digits)} ${book.currency}\n`;
  const accounts = book.accounts.map((account) => `account ${accountName(account)}\n    ; type:${typeLetter[account.type]}\n`);
  return `; Shopwright journal ${book.from} to ${book.to}\n\ncommodity ${book.currency}\n${format}\n${accounts.join('')}\n`;
}

function opening(book: ExportBook, names: Map<number, string>): string {
  const lines = book.opening.map(({ ledgerAccountId, balance }) => line(book, names, ledgerAccountId, balance));
  return `${book.from} * (opening) shop\n${lines.join('')}\n`;
}

function assertions(book: ExportBook, names: Map<number, string>, on: Day, balances: readonly AccountBalance[]): string {
  const lines = balances.map(({ ledgerAccountId, balance }) => {
    const asserted = `${decimalText(balance, minorDigits(book.currency))} ${book.currency}`;
    return line(book, names, ledgerAccountId, 0).replace('\n', ` = ${asserted}\n`);
  });
  return `${on} * (balances) shop\n${lines.join('')}\n`;
}

const line = (book: ExportBook, names: Map<number, string>, ledgerAccountId: number, amount: number): string =>
  `    ${names.get(ledgerAccountId)}  ${decimalText(amount, minorDigits(book.currency))} ${book.currency}\n`;
