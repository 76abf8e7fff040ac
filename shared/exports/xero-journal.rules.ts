import type { ExportEntry } from '../accounting/export/book.rules.ts';
import { row } from '../accounting/export/csv.rules.ts';
import { narration } from '../accounting/export/narration.rules.ts';
import { ControlTotals, dayAs, decimals, each, inParts, legsOf, type Pack, type PackFile } from './pack.rules.ts';
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
  const linesOf = (entry: ExportEntry): string[] => {
    const says = `${entry.number} ${narration(entry, pack.shop.language)}`;
    return toLegs(entry).map(({ account, amount }) => row([says, dayAs(entry.postedOn, 'DMY', '/'), account.name, account.code, tax, { decimal: money(amount) }, '', '', '', '']));
  };
  yield* inParts(each(control.over(pack.book.entries), linesOf), { name: 'xero-journal', heading, most: linesAFile });
  yield control.file(pack);
}
