import type { ExportAccount, ExportEntry } from '../accounting/export/book.rules.ts';
import type { AccountType } from '../accounting/account-role.rules.ts';
import { row } from '../accounting/export/csv.rules.ts';
import { narration } from '../accounting/export/narration.rules.ts';
import { oneLine } from '../units/one-line.ts';
import { ControlTotals, dayAs, decimals, each, inParts, legsOf, type Pack, type PackFile } from './pack.rules.ts';

const heading = row(['JournalNo', 'JournalDate', 'AccountName', 'Debits', 'Credits', 'Description', 'Name']);

/** An import there is refused as a whole; smaller files are easier to mend. */
const linesAFile = 1000;

/** Entries as QuickBooks Online imports journals: rows of one number are one journal, accounts go by their names. */
export function* quickBooksOnline(pack: Pack): Generator<PackFile> {
  const control = new ControlTotals();
  const [toLegs, money, names] = [legsOf(pack.book), decimals(pack.book.currency), accountNames(pack.book.accounts)];
  const linesOf = (entry: ExportEntry): string[] =>
    toLegs(entry).map(({ account, amount }) => {
      const sides = amount >= 0 ? [{ decimal: money(amount) }, ''] : ['', { decimal: money(-amount) }];
      return row([entry.number, dayAs(entry.postedOn, 'MDY', '/'), names.get(account.id) ?? '', ...sides, narration(entry, pack.shop.language), entry.party?.number ?? '']);
    });
  yield* inParts(each(control.over(pack.book.entries), linesOf), { name: 'quickbooks-journal', heading, most: linesAFile });
  yield control.file(pack);
}

/** Names as QuickBooks has them: a colon would make a sub-account, and where two accounts share a name their codes lead. */
export function accountNames(accounts: readonly ExportAccount[]): Map<number, string> {
  const plain = ({ name }: ExportAccount): string => oneLine(name.replaceAll(/[:\t"]/g, ' '), 90);
  const seen = Map.groupBy(accounts, (account) => plain(account).toLowerCase());
  return new Map(accounts.map((account) => [account.id, (seen.get(plain(account).toLowerCase())?.length ?? 0) > 1 ? `${account.code} ${plain(account)}` : plain(account)]));
}

const desktopType: Record<AccountType, string> = { asset: 'OCASSET', liability: 'OCLIAB', equity: 'EQUITY', income: 'INC', expense: 'EXP' };

const tabbed = (cells: readonly string[]): string => `${cells.map((cell) => oneLine(cell.replaceAll('"', "'"), 200)).join('\t')}\r\n`;

/**
 * Entries as QuickBooks Desktop's IIF, general journals: the first leg is TRNS, the others SPL, and the block sums to zero.
 * The accounts come first, so that none has to be there already; they are plain current assets and liabilities, because a
 * receivable there takes one line an entry and wants a customer's name.
 */
export function* quickBooksDesktop(pack: Pack): Generator<PackFile> {
  const control = new ControlTotals();
  yield { name: 'journal.iif', charset: 'windows-1252', text: iifLines(pack, control) };
  yield control.file(pack);
}

function* iifLines(pack: Pack, control: ControlTotals): Generator<string> {
  const [toLegs, money, names] = [legsOf(pack.book), decimals(pack.book.currency), accountNames(pack.book.accounts)];
  yield tabbed(['!ACCNT', 'NAME', 'ACCNTTYPE', 'ACCNUM']);
  for (const account of pack.book.accounts) yield tabbed(['ACCNT', names.get(account.id) ?? '', desktopType[account.type], account.code]);
  yield tabbed(['!TRNS', 'TRNSTYPE', 'DATE', 'ACCNT', 'NAME', 'AMOUNT', 'DOCNUM', 'MEMO']);
  yield tabbed(['!SPL', 'TRNSTYPE', 'DATE', 'ACCNT', 'NAME', 'AMOUNT', 'DOCNUM', 'MEMO']);
  yield '!ENDTRNS\r\n';
  for (const entry of control.over(pack.book.entries)) {
    const [on, says] = [dayAs(entry.postedOn, 'MDY', '/'), narration(entry, pack.shop.language)];
    yield toLegs(entry)
      .map(({ account, amount }, index) => tabbed([index === 0 ? 'TRNS' : 'SPL', 'GENERAL JOURNAL', on, names.get(account.id) ?? '', '', money(amount), entry.number, says]))
      .join('');
    yield 'ENDTRNS\r\n';
  }
}
