import type { ExportEntry } from '../accounting/export/book.rules.ts';
import { minor, type Minor, sumMinor } from '../units/minor.ts';
import { narration } from '../accounting/export/narration.rules.ts';
import { oneLine } from '../units/one-line.ts';
import { ControlTotals, dayAs, decimals, legsOf, type Pack, type PackFile, textFile } from './pack.rules.ts';

/** The eighteen fields of article A47 A-1 of the Livre des procédures fiscales, in its order. */
const fields = [
  'JournalCode', 'JournalLib', 'EcritureNum', 'EcritureDate', 'CompteNum', 'CompteLib', 'CompAuxNum', 'CompAuxLib', 'PieceRef', 'PieceDate', 'EcritureLib',
  'Debit', 'Credit', 'EcritureLet', 'DateLet', 'ValidDate', 'Montantdevise', 'Idevise',
] as const;

const journals = { AN: 'A nouveaux', VT: 'Ventes', AC: 'Achats', ST: 'Stocks', OD: 'Operations diverses' } as const;
type Journal = keyof typeof journals;

const journalOfRoom: readonly [prefix: string, journal: Journal][] = [['sales', 'VT'], ['till', 'VT'], ['returns', 'VT'], ['purchasing', 'AC'], ['inventory', 'ST'], ['counting', 'ST']];

/** Accounts whose lines belong to one customer or supplier. */
export interface FecAccounts {
  auxiliary: ReadonlySet<number>;
  /** Where earlier years' results stand that nobody has carried forward. */
  retainedEarnings: number | null;
}

/**
 * The Fichier des écritures comptables: tabs, decimal commas, dates as YYYYMMDD. EcritureNum runs without a gap within each
 * journal code, PieceRef is the number the entry has here. It opens with the balances carried forward (à nouveaux).
 */
export function* fec(pack: Pack, accounts: FecAccounts): Generator<PackFile> {
  const control = new ControlTotals();
  yield textFile(`${sirenOf(pack)}FEC${dayAs(pack.book.to, 'YMD', '')}.txt`, fecLines(pack, accounts, control));
  yield control.file(pack);
}

/** The nine digits of a French tax number; zeros where the shop has none, so that the name has its shape. */
export const sirenOf = ({ shop }: Pack): string => /(\d{9})\d{0,5}$/.exec(shop.taxNumber.replaceAll(/[^\p{L}\d]/gu, '').replace(/^FR[0-9A-Z]{2}(?=\d{9}$)/u, ''))?.[1] ?? '000000000';

function* fecLines(pack: Pack, accounts: FecAccounts, control: ControlTotals): Generator<string> {
  const numbers = new Map<Journal, number>();
  const next = (journal: Journal): string => {
    numbers.set(journal, (numbers.get(journal) ?? 0) + 1);
    return `${journal}${String(numbers.get(journal)).padStart(7, '0')}`;
  };
  yield `${fields.join('\t')}\r\n`;
  const opening = openingEntry(pack, accounts);
  const all = opening ? [opening] : [];
  for (const entry of all) yield* entryLines(pack, accounts, entry, 'AN', next('AN'));
  for (const entry of control.over(pack.book.entries)) {
    const journal = journalOfRoom.find(([prefix]) => entry.rule.id.startsWith(prefix))?.[1] ?? 'OD';
    yield* entryLines(pack, accounts, entry, journal, next(journal));
  }
}

function* entryLines({ book, shop }: Pack, { auxiliary }: FecAccounts, entry: ExportEntry, journal: Journal, number: string): Generator<string> {
  const comma = (currency: string, amount: number): string => decimals(currency)(amount).replace('.', ',');
  const on = dayAs(entry.postedOn, 'YMD', '');
  for (const leg of legsOf(book)(entry)) {
    const party = auxiliary.has(leg.account.id) ? entry.party : null;
    const foreign = leg.currency === null || leg.foreignAmount === null ? ['', ''] : [comma(leg.currency, leg.foreignAmount), leg.currency];
    const cells = [
      journal, journals[journal], number, on, leg.account.code, leg.account.name, party?.number ?? '', party?.name ?? '', entry.number, on, narration(entry, shop.language),
      comma(book.currency, Math.max(leg.amount, 0)), comma(book.currency, Math.max(-leg.amount, 0)), '', '', on, ...foreign,
    ];
    yield `${cells.map((cell) => oneLine(cell, 200)).join('\t')}\r\n`;
  }
}

/** Balances carried forward: results of earlier years that nobody closed stand in the retained earnings. */
function openingEntry({ book }: Pack, { retainedEarnings }: FecAccounts): ExportEntry | undefined {
  const types = new Map(book.accounts.map(({ id, type }) => [id, type]));
  const isResult = ({ ledgerAccountId }: { ledgerAccountId: number }): boolean => ['income', 'expense'].includes(types.get(ledgerAccountId) ?? '') && retainedEarnings !== null;
  const balances = new Map<number, Minor>(book.opening.filter((row) => !isResult(row)).map(({ ledgerAccountId, balance }) => [ledgerAccountId, balance]));
  const results = sumMinor(book.opening.filter(isResult).map(({ balance }) => balance));
  if (retainedEarnings !== null) balances.set(retainedEarnings, minor((balances.get(retainedEarnings) ?? 0) + results));
  const postings = [...balances].filter(([, amount]) => amount !== 0).map(([ledgerAccountId, amount]) => ({ ledgerAccountId, amount, channelId: null, itemKind: null, itemId: null, currency: null, foreignAmount: null }));
  if (postings.length === 0) return undefined;
  return { number: 'AN', postedOn: book.from, source: { kind: 'shop', id: 1 }, rule: { id: 'opening', version: 1 }, memo: { key: 'beforeGoLive', values: {} }, reversesNumber: null, party: null, voucherNumber: 0, writtenBy: '', reviewedBy: null, papers: 0, postings };
}
