import { Refusal } from '../refusal/refusal.ts';
import { isCurrency } from '../units/currency.ts';
import { type Day, isDay } from '../units/day.ts';
import { crossRate, type ExchangeRate, parseRateText } from './exchange-rate.rules.ts';

/** One rate of a sheet, ready to be kept. */
export interface SheetRate extends ExchangeRate {
  currency: string;
  onDay: Day;
}

/** What a sheet of rates says: its rates oldest first, and the days and currencies it has. */
export interface RateSheet {
  rates: SheetRate[];
  currencies: string[];
}

/**
 * Reads a sheet of exchange rates. Two forms are understood: the European Central Bank's reference rates (a column for each
 * currency, so much of it for one euro; daily and historical file), turned into rates of the base currency through the euro; and
 * a list of date, currency, rate and, if it has one, the number of units (so much of the base currency for so many). An empty
 * cell or N/A is no rate.
 * @throws Refusal rateSheet.unknown (no such headings), rateSheet.noHome (the base currency is not in it), rateSheet.line (a line that cannot be read)
 */
export function readRateSheet(text: string, home: string): RateSheet {
  const [headings = [], ...lines] = cellsOf(text);
  const columns = listColumns(headings);
  const found = columns ? lines.flatMap((cells, index) => listed(cells, columns, home, index + 2)) : quoted(headings, lines, home);
  const rates = found.sort((a, b) => (a.onDay < b.onDay ? -1 : a.onDay > b.onDay ? 1 : 0));
  return { rates, currencies: [...new Set(rates.map(({ currency }) => currency))].sort() };
}

/** Rows of trimmed cells; the separator is the one the headings have most of. Rows without anything are left out. */
function cellsOf(text: string): string[][] {
  const rows = text.replace(/^\uFEFF/, '').split(/\r?\n/).filter((row) => row.trim() !== '');
  const [first = ''] = rows;
  const [separator = ','] = [',', ';', '\t'].sort((a, b) => first.split(b).length - first.split(a).length);
  return rows.map((row) => row.split(separator).map((cell) => {
    const bare = cell.trim().replace(/^"(.*)"$/, '$1');
    // A sheet with semicolons writes its decimals with commas.
    return separator === ',' ? bare : bare.replace(/^(\d+),(\d+)$/, '$1.$2');
  }));
}

interface ListColumns {
  date: number;
  currency: number;
  rate: number;
  per: number;
}

const names = {
  date: ['date', 'day', '日期'],
  currency: ['currency', 'code', '币种', '币别', '幣別', '幣種'],
  rate: ['rate', 'exchange rate', '汇率', '匯率'],
  per: ['per', 'units', '单位', '單位'],
};

function listColumns(headings: readonly string[]): ListColumns | undefined {
  const at = (wanted: readonly string[]): number => headings.findIndex((heading) => wanted.includes(heading.toLowerCase()));
  const columns = { date: at(names.date), currency: at(names.currency), rate: at(names.rate), per: at(names.per) };
  return columns.date < 0 || columns.currency < 0 || columns.rate < 0 ? undefined : columns;
}

const isNothing = (cell: string): boolean => cell === '' || cell === '-' || cell.toUpperCase() === 'N/A';

function listed(cells: readonly string[], columns: ListColumns, home: string, line: number): SheetRate[] {
  const [date = '', code = '', text = '', per = ''] = [cells[columns.date], cells[columns.currency], cells[columns.rate], cells[columns.per]];
  const currency = code.toUpperCase();
  if (isNothing(text) || currency === home) return [];
  const units = per === '' ? 1 : Number(per);
  const [onDay, rate] = [dayOf(date), Number.isSafeInteger(units) && units > 0 ? parseRateText(text, units) : undefined];
  if (!onDay || !rate || !isCurrency(currency)) throw new Refusal('rateSheet.line', { line, text: cells.join(' ').slice(0, 120) });
  return [{ currency, onDay, ...rate }];
}

const euro = { numerator: 1, denominator: 1 };

/** The reference rates of a central bank: so much of each currency for one euro. */
function quoted(headings: readonly string[], lines: readonly (readonly string[])[], home: string): SheetRate[] {
  const codes = headings.slice(1).map((heading) => heading.toUpperCase());
  if (!names.date.includes((headings[0] ?? '').toLowerCase()) || !codes.some(isCurrency)) throw new Refusal('rateSheet.unknown', {});
  const homeAt = codes.indexOf(home);
  if (home !== 'EUR' && homeAt < 0) throw new Refusal('rateSheet.noHome', { currency: home });
  return lines.flatMap((cells, index) => {
    const onDay = dayOf(cells[0] ?? '');
    if (!onDay) throw new Refusal('rateSheet.line', { line: index + 2, text: cells.join(' ').slice(0, 120) });
    const quotes = cells.slice(1);
    const homePerEuro = home === 'EUR' ? euro : quote(quotes[homeAt] ?? '', index + 2);
    if (!homePerEuro) return [];
    const others = codes.flatMap((currency, at) => (currency === home || !isCurrency(currency) ? [] : [[currency, quote(quotes[at] ?? '', index + 2)] as const]));
    const all = home === 'EUR' ? others : [['EUR', euro] as const, ...others];
    return all.flatMap(([currency, perEuro]) => {
      const rate = perEuro && crossRate(homePerEuro, perEuro);
      return rate ? [{ currency, onDay, ...rate }] : [];
    });
  });
}

function quote(cell: string, line: number): ExchangeRate | undefined {
  if (isNothing(cell)) return undefined;
  const rate = parseRateText(cell);
  if (!rate) throw new Refusal('rateSheet.line', { line, text: cell.slice(0, 120) });
  return rate;
}

const months = ['january', 'february', 'march', 'april', 'may', 'june', 'july', 'august', 'september', 'october', 'november', 'december'];

/** `2026-11-27`, `2026/11/27`, and `27 November 2026` as the daily file writes it. */
function dayOf(text: string): Day | undefined {
  const plain = text.trim().replaceAll('/', '-').replaceAll('.', '-');
  if (isDay(plain)) return plain;
  const [, date = '', month = '', year = ''] = /^(\d{1,2}) ([a-z]+) (\d{4})$/i.exec(plain) ?? [];
  const named = `${year}-${String(months.indexOf(month.toLowerCase()) + 1).padStart(2, '0')}-${date.padStart(2, '0')}`;
  return isDay(named) ? named : undefined;
}
