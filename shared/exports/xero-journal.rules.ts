import { row } from '../accounting/export/csv.rules.ts';
import { narration } from './narration.rules.ts';
import { ControlTotals, dayAs, decimals, legsOf, type Pack, type PackFile, textFile } from './pack.rules.ts';
import { noTaxName } from './xero-tax.rules.ts';

/** Xero takes at most this many lines in one file of manual journals (its help page on importing them). */
const linesAFile = 300;

const heading = row(['*Narration', '*Date', 'Description', '*AccountCode', '*TaxRate', '*Amount', 'TrackingName1', 'TrackingOption1', 'TrackingName2', 'TrackingOption2']);

/**
 * Entries as Xero's manual journals: rows of one narration and date are one journal, so the entry's number leads. Debits are
 * positive, credits negative. Tax stands on its own account in our entries already, so every row names the rate that adds none.
 */
export function* xeroJournal(pack: Pack, taxNames: Readonly<Record<string, string>>): Generator<PackFile> {
  const control = new ControlTotals();
  const tax = taxNames['none'] ?? noTaxName(pack.shop.country);
  const [toLegs, money] = [legsOf(pack.book), decimals(pack.book.currency)];
  let [rows, part]: [string[], number] = [[], 0];
  const file = (): PackFile => textFile(`xero-journal-${String((part += 1)).padStart(3, '0')}.csv`, [heading, ...rows]);
  for (const entry of control.over(pack.book.entries)) {
    const says = `${entry.number} ${narration(entry, pack.shop.language)}`;
    const lines = toLegs(entry).map(({ account, amount }) => row([says, dayAs(entry.postedOn, 'DMY', '/'), account.name, account.code, tax, { decimal: money(amount) }, '', '', '', '']));
    if (rows.length > 0 && rows.length + lines.length > linesAFile) {
      yield file();
      rows = [];
    }
    rows.push(...lines);
  }
  if (rows.length > 0) yield file();
  yield control.file(pack);
}
