import { addDays } from '../units/calendar.ts';
import { currencyCodes, isCurrency, minorDigits } from '../units/currency.ts';
import { type Day, isDay } from '../units/day.ts';
import { type Minor, minor } from '../units/minor.ts';
import { type Centres, namedCentres } from './centre.rules.ts';

/** What the name of a receipt's file says. */
export interface SlipName {
  /** Undefined where it says none, or two. */
  day: Day | undefined;
  /** In the shop's currency; undefined where it says none, two, or one in another currency. */
  amount: Minor | undefined;
  /** The name without day, amount, and what cameras and scanners write by themselves. */
  words: string;
}

/**
 * Reads `2026-11-03 Telekom 39,90.pdf`. It looks at the file's name and at nothing else: nobody reads the paper for it (no text
 * recognition), so all of it is a guess that a person corrects. A day is written year first (2026-11-03, 20261103, 2026年11月3日)
 * or with points (03.11.2026). An amount has all the digits of its currency behind a point or comma, or stands at a sign or code
 * of the shop's currency (€40, 120元); `12.11` alone may be a day and is none.
 */
export function readSlipName(fileName: string, currency: string): SlipName {
  const name = fileName.normalize('NFKC').replace(/\.[a-z0-9]{2,4}$/i, '').replace(/\(\d+\)\s*$/, '').replaceAll('_', ' ');
  const { rest: dayless, days } = withoutDays(name);
  const { rest, amounts } = withoutAmounts(dayless, { currency, mayBeDays: days.length === 0 });
  return { day: only(days), amount: only(amounts.flatMap((amount) => amount ?? [])), words: wordsOf(rest) };
}

const only = <Value>(values: readonly Value[]): Value | undefined => (new Set(values).size === 1 ? values[0] : undefined);

const dayForms: readonly [RegExp, (found: readonly string[]) => string][] = [
  [/(?<!\d)(20\d\d)年(\d{1,2})月(\d{1,2})[日号]?/g, ([, year, month, date]) => written(year, month, date)],
  [/(?<!\d)(20\d\d)([-. ]?)(0[1-9]|1[0-2])\2(0[1-9]|[12]\d|3[01])(?!\d)/g, ([, year, , month, date]) => written(year, month, date)],
  [/(?<![\d.])(\d{1,2})\.(\d{1,2})\.(20\d\d)(?!\d)/g, ([, date, month, year]) => written(year, month, date)],
];

const written = (year = '', month = '', date = ''): string => `${year}-${month.padStart(2, '0')}-${date.padStart(2, '0')}`;

function withoutDays(name: string): { rest: string; days: Day[] } {
  const days: Day[] = [];
  const rest = dayForms.reduce((text, [form, read]) => text.replace(form, (...found: string[]) => {
    const day = read(found);
    if (!isDay(day)) return found[0] ?? '';
    days.push(day);
    return ' ';
  }), name);
  return { rest, days };
}

const dollars = ['USD', 'CAD', 'AUD', 'NZD', 'HKD', 'TWD', 'SGD', 'MXN'];
const currenciesOfSign: Record<string, readonly string[]> = {
  US$: ['USD'], NT$: ['TWD'], HK$: ['HKD'], $: dollars, '€': ['EUR'], '£': ['GBP'], '¥': ['CNY', 'JPY'], 元: ['CNY', 'TWD', 'HKD'], 円: ['JPY'], RMB: ['CNY'],
};
const mark = `US\\$|NT\\$|HK\\$|RMB|[$€£¥元円]|${currencyCodes.join('|')}`;
const figure = "\\d{1,3}(?:[.,']\\d{3})+(?:[.,]\\d{1,4})?|\\d+(?:[.,]\\d{1,4})?";
/** A figure with the sign or code of its currency before it or behind it; no part of a longer number or of a Latin word. */
const amountForm = new RegExp(`(?:(?<![A-Za-z])(${mark})\\s?|(?<![\\d.,A-Za-z]))(${figure})(?![.,]?\\d)(?:\\s?(${mark}))?(?![A-Za-z\\d])`, 'g');

/** An amount in another currency is taken off the words and is none. */
function withoutAmounts(name: string, { currency, mayBeDays }: { currency: string; mayBeDays: boolean }): { rest: string; amounts: (Minor | undefined)[] } {
  const amounts: (Minor | undefined)[] = [];
  const rest = name.replace(amountForm, (whole: string, before: string | undefined, text: string, behind: string | undefined) => {
    const sign = before ?? behind;
    const meant = sign === undefined ? [currency] : (currenciesOfSign[sign] ?? [sign].filter(isCurrency));
    if (!meant.includes(currency)) {
      // TOP 10 is no money of Tonga.
      if (!/[.,]/.test(text)) return whole;
      amounts.push(undefined);
      return ' ';
    }
    const amount = amountOf(text, { digits: minorDigits(currency), isMarked: sign !== undefined, mayBeDays });
    if (amount === undefined) return whole;
    amounts.push(amount);
    return ' ';
  });
  return { rest, amounts };
}

function amountOf(text: string, { digits, isMarked, mayBeDays }: { digits: number; isMarked: boolean; mayBeDays: boolean }): Minor | undefined {
  const parts = text.split(/[.,']/);
  const last = parts.at(-1) ?? '';
  const hasFraction = digits > 0 && parts.length > 1 && last.length === digits;
  const whole = (hasFraction ? parts.slice(0, -1) : parts).join('');
  if (!hasFraction && (!isMarked || parts.slice(1).some((group) => group.length !== 3))) return undefined;
  const couldBeDay = mayBeDays && !isMarked && /^(?:0?[1-9]|[12]\d|3[01])\.(?:0[1-9]|1[0-2])$/.test(text);
  const value = Number(`${whole}${hasFraction ? last : '0'.repeat(digits)}`);
  return couldBeDay || value === 0 || !Number.isSafeInteger(value) ? undefined : minor(value);
}

const byMachines = /^(?:img|dsc[nf]?|pxl|vid|scan(?:ned)?|screenshot|photo|image|picture|whatsapp|wechat|mmexport|doc(?:ument)?|file|at|微信图片|微信圖片|图片|圖片|照片|截图|截圖|扫描件?|掃描檔?|拍照)\d*$/i;

/** Words with a letter in them, what stands between them, and no more: a name of figures alone says nothing. */
function wordsOf(text: string): string {
  const words = text.split(/\s+/).map((word) => word.replace(/^[-–—·.,;:()[\]{}#+&]+|[-–—·.,;:()[\]{}#+&]+$/g, '')).filter((word) => word !== '' && !byMachines.test(word));
  return words.some((word) => /\p{L}/u.test(word)) ? words.join(' ') : '';
}

/** Days further back than this are taken for a camera's or a disk's mistake, not for a receipt's. */
const oldest = 400;

export type SlipDaySource = 'name' | 'photo' | 'file';

/** The day an entry begins with: the name's before the file's own, and only one that is plausible, which tomorrow is not. */
export function slipDay({ named, datedOn, datedBy }: { named: Day | undefined; datedOn: Day | null; datedBy: 'photo' | 'file' | null }, today: Day): { postedOn: Day; from: SlipDaySource } | null {
  const from = addDays(today, -oldest);
  const isPlausible = (day: Day): boolean => day >= from && day <= today;
  if (named !== undefined) return isPlausible(named) ? { postedOn: named, from: 'name' } : null;
  return datedOn !== null && datedBy !== null && isPlausible(datedOn) ? { postedOn: datedOn, from: datedBy } : null;
}

const compared = (text: string): string => text.normalize('NFKC').toLowerCase();
/** A single Latin letter is too little to know somebody by; a single Han character is not. */
const namesIn = (text: string): string[] => compared(text).split(/[^\p{L}\p{N}]+/u).filter((word) => /\p{L}/u.test(word) && (word.length > 1 || /\p{Script=Han}/u.test(word)));

/**
 * What was written before about the same: the first of `earlier`, latest first, whose text has every word of `words`, or every
 * word of whose text stands in `words`. Only names are compared; figures in them are not.
 */
export function lastAlike<Earlier extends { text: string }>(words: string, earlier: readonly Earlier[]): Earlier | undefined {
  const wanted = namesIn(words);
  if (wanted.length === 0) return undefined;
  const isIn = (some: readonly string[], text: string): boolean => some.length > 0 && some.every((word) => compared(text).includes(word));
  return earlier.find(({ text }) => isIn(wanted, text) || isIn(namesIn(text), words));
}

export interface SlipLine extends Centres {
  ledgerAccountId: number;
  side: 'debit' | 'credit';
  /** Base currency, positive; null where a person has to say it. */
  amount: Minor | null;
}

/** The lines of an earlier entry for another amount: a side that has one line takes all of it, one that has several is left to a person. */
export function linesFor(lines: readonly (Centres & { ledgerAccountId: number; amount: Minor })[], amount: Minor | undefined): SlipLine[] {
  const sideOf = (value: Minor): SlipLine['side'] => (value < 0 ? 'credit' : 'debit');
  const isAlone = (side: SlipLine['side']): boolean => lines.filter((line) => sideOf(line.amount) === side).length === 1;
  return lines.map(({ ledgerAccountId, amount: before, ...centres }) => {
    const side = sideOf(before);
    return { ledgerAccountId, side, amount: isAlone(side) ? (amount ?? null) : null, ...namedCentres(centres) };
  });
}
