import { dayOf } from '../../shared/units/calendar.ts';
import { minorDigits } from '../../shared/units/currency.ts';
import type { Day } from '../../shared/units/day.ts';
import { decimalText, unitPricePlaces } from '../../shared/units/decimal.ts';
import { formatMinor, formatQuantity, formatUnitPrice, numberFormat } from '../../shared/units/format.ts';
import type { Instant } from '../../shared/units/instant.ts';
import type { Minor } from '../../shared/units/minor.ts';
import type { Quantity } from '../../shared/units/quantity.ts';
import type { RatePpm } from '../../shared/units/rate-ppm.ts';
import type { UnitPrice } from '../../shared/units/unit-price.ts';

export interface FormatSettings {
  readonly locale: string;
  readonly currency: string;
  readonly timeZone: string;
  /** Short units of time in the reader's language: "min", "h", "d", "now". */
  readonly ages: { now: string; minutes: string; hours: string; days: string };
}

/** Numbers, money and times as the reader writes them. Made once per language and shop, because Intl objects are dear to make. */
export interface Formats extends FormatSettings {
  /** `$1,234.50` */
  money(amount: Minor): string;
  /** Money of another currency than the shop's, with its code: `EUR 12.00`. */
  moneyIn(amount: Minor, currency: string): string;
  /** `1,234.50`: for cells, where the heading carries the currency. */
  amount(amount: Minor): string;
  /** The same in another currency's digits. */
  amountIn(amount: Minor, currency: string): string;
  /** `+1,234.50`, `−1,234.50`, `0.00`: for differences. */
  signed(amount: Minor): string;
  unitPrice(price: UnitPrice): string;
  /** A price per unit without its symbol, for cells and "2 × 9.50". */
  bareUnitPrice(price: UnitPrice, currency: string): string;
  /** Without an amount: a figure kept from whoever counts these goods blind. */
  quantity(amount: Quantity | undefined): string;
  signedQuantity(amount: Quantity | undefined): string;
  /** One decimal: `48.9%`. */
  percent(rate: RatePpm): string;
  /** `48.9`: for cells under a heading that says %. */
  percentAmount(rate: RatePpm): string;
  count(count: number): string;
  /** `Nov 19` / `11-19`: for cells of this year. */
  day(on: Day): string;
  /** `May 26, 2026` / `2026年5月26日`: for days of any year. */
  fullDay(on: Day): string;
  /** `November 2026` / `2026年11月`. */
  month(on: Day): string;
  /** `Saturday, November 21` / `11月21日 星期六`. */
  longDay(at: Instant): string;
  /** `Nov 19, 14:20` / `11-19 14:20`: for cells. */
  dateTime(at: Instant): string;
  /** `14:20` */
  time(at: Instant): string;
  /** `Thu, Nov 19, 14:20` / `11月19日 周四 14:20` */
  moment(at: Instant): string;
  /** `2 min`, `3 h 12 min`, `1 d 4 h`: how long ago, for data that gets old. */
  age(milliseconds: number): string;
  readonly currencySymbol: string;
  symbolOf(currency: string): string;
}

export function makeFormats(settings: FormatSettings): Formats {
  const { locale, currency } = settings;
  return {
    ...settings,
    ...dateFormats(settings),
    money: (amount) => formatMinor(amount, currency, locale),
    moneyIn: (amount, other) => formatMinor(amount, other, locale, other === currency ? 'narrowSymbol' : 'code'),
    amount: (amount) => plainAmount(amount, currency, locale),
    amountIn: (amount, of) => plainAmount(amount, of, locale),
    signed: (amount) => (amount > 0 ? `+${plainAmount(amount, currency, locale)}` : plainAmount(amount, currency, locale)),
    unitPrice: (price) => formatUnitPrice(price, currency, locale),
    bareUnitPrice: (price, of) => plainUnitPrice(price, of, locale),
    quantity: (amount) => (amount === undefined ? hiddenFigure : formatQuantity(amount, locale)),
    signedQuantity: (amount) => (amount === undefined ? hiddenFigure : `${amount > 0 ? '+' : ''}${formatQuantity(amount, locale)}`),
    percent: (rate) => oneDecimal(rate, locale, 'percent'),
    percentAmount: (rate) => oneDecimal(rate, locale, 'decimal'),
    count: (count) => numberFormat(locale, {}).format(count).replace('-', '−'),
    age: (milliseconds) => ageText(milliseconds, settings.ages),
    currencySymbol: symbolOf(locale, currency),
    symbolOf: (of) => symbolOf(locale, of),
  };
}

/** Stands where a figure is not in the answer at all. */
const hiddenFigure = '···';

function plainAmount(amount: Minor, currency: string, locale: string): string {
  const digits = minorDigits(currency);
  const text = decimalText(amount, digits) as Intl.StringNumericLiteral;
  return numberFormat(locale, { minimumFractionDigits: digits, maximumFractionDigits: digits }).format(text).replace('-', '−');
}

function plainUnitPrice(price: UnitPrice, currency: string, locale: string): string {
  const text = decimalText(price, unitPricePlaces) as Intl.StringNumericLiteral;
  return numberFormat(locale, { minimumFractionDigits: minorDigits(currency), maximumFractionDigits: unitPricePlaces }).format(text);
}

function oneDecimal(rate: RatePpm, locale: string, style: 'percent' | 'decimal'): string {
  const text = decimalText(rate, style === 'percent' ? 6 : 4) as Intl.StringNumericLiteral;
  return numberFormat(locale, { style, minimumFractionDigits: 1, maximumFractionDigits: 1 }).format(text).replace('-', '−');
}

function symbolOf(locale: string, currency: string): string {
  const parts = numberFormat(locale, { style: 'currency', currency, currencyDisplay: 'narrowSymbol' }).formatToParts(0);
  return parts.find((part) => part.type === 'currency')?.value ?? currency;
}

type DateFormats = Pick<Formats, 'day' | 'fullDay' | 'month' | 'longDay' | 'time' | 'dateTime' | 'moment'>;

function dateFormats({ locale, timeZone }: FormatSettings): DateFormats {
  const chinese = locale.startsWith('zh');
  const make = (options: Intl.DateTimeFormatOptions) => new Intl.DateTimeFormat(locale, { timeZone, hourCycle: 'h23', ...options });
  const onDay = (options: Intl.DateTimeFormatOptions) => new Intl.DateTimeFormat(locale, { timeZone: 'UTC', ...options });
  const cell = onDay({ month: 'short', day: 'numeric' });
  const withYear = onDay({ year: 'numeric', month: chinese ? 'long' : 'short', day: 'numeric' });
  const month = onDay({ year: 'numeric', month: 'long' });
  const date = make({ month: 'long', day: 'numeric' });
  const shortDate = make({ month: 'short', day: 'numeric' });
  const longWeekday = make({ weekday: 'long' });
  const weekday = make({ weekday: 'short' });
  const time = make({ hour: '2-digit', minute: '2-digit' });
  return {
    // Chinese tables write 11-19: a column of 月 and 日 is hard to scan.
    day: (on) => (chinese ? on.slice(5) : cell.format(new Date(`${on}T00:00:00Z`))),
    fullDay: (on) => withYear.format(new Date(`${on}T00:00:00Z`)),
    month: (on) => month.format(new Date(`${on}T00:00:00Z`)),
    longDay: (at) => (chinese ? `${date.format(at)} ${longWeekday.format(at)}` : `${longWeekday.format(at)}, ${date.format(at)}`),
    time: (at) => time.format(at),
    dateTime: (at) => (chinese ? `${dayOf(at, timeZone).slice(5)} ${time.format(at)}` : `${shortDate.format(at)}, ${time.format(at)}`),
    moment: (at) =>
      chinese
        ? `${date.format(at)} ${weekday.format(at)} ${time.format(at)}`
        : `${weekday.format(at)}, ${shortDate.format(at)}, ${time.format(at)}`,
  };
}

function ageText(milliseconds: number, words: FormatSettings['ages']): string {
  const minutes = Math.floor(milliseconds / 60_000);
  if (minutes < 1) return words.now;
  if (minutes < 60) return `${minutes} ${words.minutes}`;
  const hours = Math.floor(minutes / 60);
  if (hours < 24) return pair(hours, words.hours, minutes % 60, words.minutes);
  return pair(Math.floor(hours / 24), words.days, hours % 24, words.hours);
}

const pair = (large: number, largeWord: string, small: number, smallWord: string): string =>
  small === 0 ? `${large} ${largeWord}` : `${large} ${largeWord} ${small} ${smallWord}`;
