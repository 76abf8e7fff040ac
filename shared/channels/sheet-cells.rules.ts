import { SheetProblem } from '../contract/sheet.ts';
import { startOfDay } from '../units/calendar.ts';
import type { Day } from '../units/day.ts';
import { type Instant, instant } from '../units/instant.ts';
import type { SheetLayout } from './sheet-layouts.ts';

/**
 * What a platform writes around a value to keep a spreadsheet from reading it as a number: `="123"`, an apostrophe or a tab
 * before it. A dash alone says that there is nothing.
 */
export function bareCell(text: string | undefined): string | undefined {
  const bare = (text ?? '').replaceAll(/[\t\u200B\uFEFF]/g, '').trim().replace(/^="?(.*?)"?$/, '$1').replace(/^['’]/, '').trim();
  return bare === '' || bare === '-' || bare === '--' ? undefined : bare;
}

/** Money as a sheet writes it: a sign or code of its currency before it, 元 after it. */
export const bareAmount = (text: string): string => text.replaceAll(/^(US|HK|NT|A|C)?[$€£¥￥]|^(USD|EUR|GBP|CNY|RMB|JPY|HKD|TWD)\s*|\s*(元|圆|USD|EUR|GBP|CNY)$/g, '').trim();

const months = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];

interface Parts {
  day: Day;
  milliseconds: number;
}

/**
 * A moment as a platform writes it. What names its zone is taken at its word, the rest is read by `zone`. A day alone is its
 * beginning. @throws SheetProblem `notIso` for what could be two days
 */
export function momentOf(column: string, text: string, { days, zone }: { days: SheetLayout['days']; zone: string }): Instant {
  if (/^\d{4}-\d{2}-\d{2}[T ]\d{2}:\d{2}/.test(text) && /(Z|[+-]\d{2}:?\d{2})$/.test(text)) {
    const told = Date.parse(text.replace(' ', 'T').replace(/\s*([+-]\d{2}):?(\d{2})$/, '$1:$2'));
    if (!Number.isNaN(told)) return instant(told);
  }
  const parts = partsOf(text, days);
  if (!parts) throw new SheetProblem(column, 'notIso');
  return instant(startOfDay(parts.day, zone) + parts.milliseconds);
}

function partsOf(text: string, days: SheetLayout['days']): Parts | undefined {
  const [, date = '', hours = '0', minutes = '0', seconds = '0', half] = /^(.+?)(?:[T ,]+(\d{1,2}):(\d{2})(?::(\d{2})(?:\.\d+)?)?\s*([AP]M)?)?$/i.exec(text) ?? [];
  const day = dayOfText(date.trim(), days);
  const hour = half === undefined ? Number(hours) : (Number(hours) % 12) + (half.toUpperCase() === 'PM' ? 12 : 0);
  if (day === undefined || hour > 23 || Number(minutes) > 59 || Number(seconds) > 60) return undefined;
  return { day, milliseconds: ((hour * 60 + Number(minutes)) * 60 + Number(seconds)) * 1000 };
}

function dayOfText(date: string, days: SheetLayout['days']): Day | undefined {
  const yearFirst = /^(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?$/.exec(date);
  if (yearFirst) return dayFrom(yearFirst[1], yearFirst[2], yearFirst[3]);
  const named = /^([A-Za-z]{3})[a-z]*[- .](\d{1,2})[-, ]+(\d{2,4})$/.exec(date);
  if (named) return dayFrom(named[3], String(months.indexOf(named[1]!.toLowerCase()) + 1), named[2]);
  const numbers = /^(\d{1,2})[-/.](\d{1,2})[-/.](\d{2}|\d{4})$/.exec(date);
  if (!numbers || days === 'yearFirst') return undefined;
  return days === 'monthFirst' ? dayFrom(numbers[3], numbers[1], numbers[2]) : dayFrom(numbers[3], numbers[2], numbers[1]);
}

function dayFrom(year = '', month = '', day = ''): Day | undefined {
  const whole = `${year.length === 2 ? `20${year}` : year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`;
  const there = new Date(`${whole}T00:00:00Z`);
  return Number.isNaN(there.getTime()) || there.toISOString().slice(0, 10) !== whole ? undefined : (whole as Day);
}

/** A name that was hidden, or a cipher in its place: nobody's name. */
export const isMasked = (text: string): boolean => /[*＊]|^(##|\$\$|~)/.test(text);

let countries: Map<string, string> | undefined;

/** A country by its two letters or its name in English or Chinese; empty where nobody knows. */
export function countryCode(text: string): string {
  if (/^[A-Z]{2}$/.test(text)) return text;
  countries ??= namedCountries();
  return countries.get(text.toLowerCase()) ?? '';
}

function namedCountries(): Map<string, string> {
  const found = new Map<string, string>([['usa', 'US'], ['uk', 'GB'], ['great britain', 'GB'], ['中国大陆', 'CN'], ['the netherlands', 'NL']]);
  const letters = Array.from({ length: 26 }, (_, index) => String.fromCodePoint(65 + index));
  for (const language of ['en', 'zh-Hans', 'zh-Hant']) {
    const names = new Intl.DisplayNames(language, { type: 'region', fallback: 'none' });
    for (const code of letters.flatMap((first) => letters.map((second) => first + second))) {
      const name = names.of(code);
      if (name !== undefined && !found.has(name.toLowerCase())) found.set(name.toLowerCase(), code);
    }
  }
  return found;
}
