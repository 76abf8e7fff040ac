import { addDays } from '../../units/calendar.ts';
import { minorDigits } from '../../units/currency.ts';
import type { Day } from '../../units/day.ts';
import { decimalText } from '../../units/decimal.ts';
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
 * The books for beancount. Every part of an account name starts with a capital Latin letter or a digit there, so the code
 * leads and Chinese may follow: `Assets:1002-银行存款`. A balance directive holds at the start of its day, hence the day after.
 */
export function* beancountJournal(book: ExportBook): Generator<string> {
  const names = new Map(book.accounts.map((account) => [account.id, accountName(account)]));
  yield declarations(book);
  if (book.opening.length > 0) yield opening(book, names);
  for (const event of bookEvents(book)) {
    if ('assertOn' in event) {
      yield event.balances.map((row) => assertion(book, names, addDays(event.assertOn, 1), row)).join('') + '\n';
      continue;
    }
    const { entry } = event;
    const lines = entry.postings.map((leg) => `  ${posting(book, names, leg.ledgerAccountId, leg.amount)}`);
    yield `${entry.postedOn} * "${payeeOf(entry)}" "${memoText(entry)}"\n  number: "${entry.number}"\n${lines.join('')}\n`;
  }
}

/** The name an account has in the export. */
export function accountName(account: ExportAccount): string {
  const words = plainText(account.name).replace(/[^\p{L}\p{N}]+/gu, '-').replace(/^-|-$/g, '');
  return `${rootName[account.type]}:${account.code}${words === '' ? '' : `-${words}`}`;
}

function declarations(book: ExportBook): string {
  const options = `option "title" "Shopwright ${book.from} to ${book.to}"\noption "operating_currency" "${book.currency}"\n`;
  const opens = book.accounts.map((account) => `${book.from} open ${accountName(account)} ${book.currency}\n`);
  return `${options}\n${opens.join('')}\n`;
}

function opening(book: ExportBook, names: Map<number, string>): string {
  const lines = book.opening.map(({ ledgerAccountId, balance }) => `  ${posting(book, names, ledgerAccountId, balance)}`);
  return `${book.from} * "shop" "opening"\n${lines.join('')}\n`;
}

// Without a tolerance of its own a balance may be a whole minor unit off.
const assertion = (book: ExportBook, names: Map<number, string>, on: Day, { ledgerAccountId, balance }: AccountBalance): string =>
  `${on} balance ${posting(book, names, ledgerAccountId, balance).replace(` ${book.currency}`, ` ~ 0 ${book.currency}`)}`;

const posting = (book: ExportBook, names: Map<number, string>, ledgerAccountId: number, amount: number): string =>
  `${names.get(ledgerAccountId)}  ${decimalText(amount, minorDigits(book.currency))} ${book.currency}\n`;
