import type { ExportEntry, ExportParty } from '../accounting/export/book.rules.ts';
import { addDays, monthOf } from '../units/calendar.ts';
import { type Day, day } from '../units/day.ts';
import { type Minor, minor } from '../units/minor.ts';
import { bookingColumns, partyColumns } from './datev-columns.rules.ts';
import { narration } from '../accounting/export/narration.rules.ts';
import { oneLine } from '../units/one-line.ts';
import { ControlTotals, dayAs, decimals, legsOf, type Pack, type PackFile, type PackLeg } from './pack.rules.ts';

/** What the tax adviser tells the shop; the numbers by which DATEV knows whose books these are. */
export interface DatevSetting {
  /** Beraternummer and Mandantennummer. */
  consultant: number;
  client: number;
  /** How many digits an account has, 4 to 8. */
  accountLength: number;
  /** `03` or `04`, empty for a chart of the shop's own. */
  chart: '' | '03' | '04';
}

export const usualDatev: DatevSetting = { consultant: 1001, client: 1, accountLength: 4, chart: '' };

/** Accounts whose lines go to the person's own account in DATEV. */
export interface DatevAccounts {
  personal: ReadonlySet<number>;
}

/**
 * The books for DATEV: one Buchungsstapel a month (EXTF 700, category 21, version 13) and the Debitoren/Kreditoren it names
 * (category 16, version 5), in Windows-1252 with decimal commas. A line there has one account and one counter-account, so an
 * entry of several debits and credits becomes the fewest pairs that keep every account's sum.
 */
export function* datev(pack: Pack, setting: DatevSetting, accounts: DatevAccounts): Generator<PackFile> {
  const control = new ControlTotals();
  const parties = new Map<number, ExportParty>();
  for (const [month, entries] of byMonth(control.over(pack.book.entries))) {
    const first = `${month}-01` as Day;
    const [from, to] = [first < pack.book.from ? pack.book.from : first, monthEnd(first) > pack.book.to ? pack.book.to : monthEnd(first)];
    const lines = entries.flatMap((entry) => bookings(pack, setting, accounts, entry, parties));
    yield file(`EXTF_Buchungsstapel_${month}.csv`, [head(pack, setting, { category: 21, name: 'Buchungsstapel', version: 13, from, to }), quotedRow(bookingColumns, bookingColumns.length), ...lines]);
  }
  if (parties.size > 0) {
    const header = head(pack, setting, { category: 16, name: 'Debitoren/Kreditoren', version: 5, from: null, to: null });
    yield file('EXTF_DebitorenKreditoren.csv', [header, quotedRow(partyColumns, partyColumns.length), ...[...parties].toSorted(([a], [b]) => a - b).map(([account, party]) => partyLine(account, party))]);
  }
  yield control.file(pack);
}

const file = (name: string, text: readonly string[]): PackFile => ({ name, charset: 'windows-1252', text });

const monthEnd = (first: Day): Day => addDays(day(`${monthOf(addDays(first, 31))}-01`), -1);

/** Entries come by day, so a month is over when the next one begins. */
function* byMonth(entries: Iterable<ExportEntry>): Generator<[string, ExportEntry[]]> {
  let [month, some]: [string, ExportEntry[]] = ['', []];
  for (const entry of entries) {
    if (some.length > 0 && monthOf(entry.postedOn) !== month) {
      yield [month, some];
      some = [];
    }
    month = monthOf(entry.postedOn);
    some.push(entry);
  }
  if (some.length > 0) yield [month, some];
}

const text = (value: string): string => `"${oneLine(value, 200).replaceAll('"', '""')}"`;
const joined = (cells: readonly string[]): string => `${cells.join(';')}\r\n`;
const quotedRow = (names: readonly string[], count: number): string => joined(names.slice(0, count));

interface Kind {
  category: number;
  name: string;
  version: number;
  from: Day | null;
  to: Day | null;
}

function head({ book, madeOn }: Pack, { consultant, client, accountLength, chart }: DatevSetting, { category, name, version, from, to }: Kind): string {
  const days = (on: Day | null): string => (on === null ? '' : dayAs(on, 'YMD', ''));
  const isBooking = category === 21;
  return joined([
    text('EXTF'), '700', String(category), text(name), String(version), `${dayAs(madeOn, 'YMD', '')}000000000`, '', text('SW'), text(''), text(''), String(consultant), String(client),
    `${(from ?? book.from).slice(0, 4)}0101`, String(accountLength), days(from), days(to), text(isBooking ? `Shopwright ${(from ?? '').slice(0, 7)}` : ''), text(''),
    isBooking ? '1' : '', isBooking ? '0' : '', isBooking ? '1' : '', text(isBooking ? book.currency : ''), '', text(''), '', '', text(chart), '', '', text(''), text(''),
  ]);
}

interface Booking {
  debit: string;
  credit: string;
  amount: Minor;
}

/** Debits and credits of one entry as the fewest pairs: the two largest sides left are matched until nothing is. */
export function pairsOf(legs: readonly { account: string; amount: number }[]): Booking[] {
  const sums = new Map<string, number>();
  for (const { account, amount } of legs) sums.set(account, (sums.get(account) ?? 0) + amount);
  const open = [...sums].map(([account, amount]) => ({ account, amount })).filter(({ amount }) => amount !== 0);
  const sides = { debit: open.filter(({ amount }) => amount > 0), credit: open.filter(({ amount }) => amount < 0) };
  const pairs: Booking[] = [];
  for (;;) {
    const debit = sides.debit.reduce<(typeof open)[number] | undefined>((most, leg) => (leg.amount > (most?.amount ?? 0) ? leg : most), undefined);
    const credit = sides.credit.reduce<(typeof open)[number] | undefined>((most, leg) => (leg.amount < (most?.amount ?? 0) ? leg : most), undefined);
    if (!debit || !credit) return pairs;
    const amount = minor(Math.min(debit.amount, -credit.amount));
    debit.amount -= amount;
    credit.amount += amount;
    pairs.push({ debit: debit.account, credit: credit.account, amount });
  }
}

function bookings({ book, shop }: Pack, setting: DatevSetting, { personal }: DatevAccounts, entry: ExportEntry, parties: Map<number, ExportParty>): string[] {
  const accountOf = ({ account }: PackLeg): string => {
    if (!personal.has(account.id) || !entry.party) return account.code;
    const number = personalAccount(entry.party, setting.accountLength);
    parties.set(number, entry.party);
    return String(number);
  };
  const legs = legsOf(book)(entry).map((leg) => ({ account: accountOf(leg), amount: leg.amount }));
  return pairsOf(legs).map(({ debit, credit, amount }) => {
    const cells: Record<string, string> = {
      'Umsatz (ohne Soll/Haben-Kz)': decimals(book.currency)(amount).replace('.', ','),
      'Soll/Haben-Kennzeichen': text('S'),
      'WKZ Umsatz': text(book.currency),
      Konto: debit,
      'Gegenkonto (ohne BU-Schlüssel)': credit,
      Belegdatum: dayAs(entry.postedOn, 'DM', ''),
      'Belegfeld 1': text(entry.number.replaceAll(/[^\p{L}\d$&%*+/-]/gu, '').slice(0, 36)),
      Buchungstext: text(narration(entry, shop.language, 60)),
      Festschreibung: '1',
    };
    return joined(bookingColumns.map((name) => cells[name] ?? ''));
  });
}

/** Customers begin at 1 and suppliers at 7, one digit longer than the ledger's own accounts: DATEV's ranges. */
export const personalAccount = ({ kind, id }: Pick<ExportParty, 'kind' | 'id'>, accountLength: number): number => (kind === 'customer' ? 1 : 7) * 10 ** accountLength + id;

function partyLine(account: number, { number, name }: ExportParty): string {
  const cells: Record<string, string> = { Konto: String(account), 'Name (Adressattyp keine Angabe)': text(oneLine(name, 50)), Adressattyp: text('0'), 'Kunden-/Lief.-Nr.': text(number.slice(0, 15)) };
  return joined(partyColumns.map((name_) => cells[name_] ?? ''));
}
