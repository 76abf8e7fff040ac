import { Refusal } from '../refusal/refusal.ts';
import { type Day, isDay } from '../units/day.ts';
import { type Gs1Format, formatAt } from './gs1-identifiers.rules.ts';
import { gtinCheckDigit } from './gtin.rules.ts';

/** What stands between a value of open length and the next identifier: FNC1 as scanners send it (ASCII 29). */
export const groupSeparator = '\u001D';

export interface Gs1Element {
  /** As printed, decimals digit included: `01`, `17`, `3103`. */
  readonly identifier: string;
  readonly value: string;
}

/** Scanners set to say so begin GS1 content with these: GS1-128, DataBar, GS1 DataMatrix, GS1 QR, GS1 DotCode. */
const gs1Prefix = /^\](?:C1|e0|d2|Q3|J1)/;
const anyPrefix = /^\][A-Za-z][0-9A-Za-z]/;

/** A scan without the symbology prefix some scanners send, and whether that prefix promised GS1 content. */
export function withoutPrefix(scanned: string): { text: string; promisesGs1: boolean } {
  return { text: scanned.replace(anyPrefix, ''), promisesGs1: gs1Prefix.test(scanned) };
}

/**
 * The elements of a GS1 element string, in their order: `]C1` and the like may stand first, FNC1 arrives as the group
 * separator, and the form people read, `(01)…(10)…`, is understood too. `yearNow` is for dates of two-digit years.
 * @throws Refusal `gs1.unreadable`: the identifier concerned and why
 */
export function parseGs1(scanned: string, yearNow: number): Gs1Element[] {
  const text = scanned.replace(anyPrefix, '');
  const elements = /^\(\d{2,4}\)/.test(text) ? bracketed(text, yearNow) : concatenated(text, yearNow);
  for (const { identifier, value } of elements) {
    const other = elements.find((one) => one.identifier === identifier && one.value !== value);
    if (other) throw unreadable(identifier, 'twice');
  }
  return elements;
}

function concatenated(text: string, yearNow: number): Gs1Element[] {
  const elements: Gs1Element[] = [];
  let rest = withoutLeading(text);
  while (rest !== '') {
    const { format, identifier } = known(rest);
    const after = rest.slice(identifier.length);
    const end = format.length ?? openEnd(after);
    elements.push({ identifier, value: valid(format, identifier, after.slice(0, end), yearNow) });
    rest = withoutLeading(after.slice(end));
  }
  return elements;
}

const withoutLeading = (text: string): string => (text.startsWith(groupSeparator) ? withoutLeading(text.slice(1)) : text);

function openEnd(text: string): number {
  const at = text.indexOf(groupSeparator);
  return at === -1 ? text.length : at;
}

/** A bracket may stand inside a lot number, so only brackets around a known identifier begin a new element. */
function bracketed(text: string, yearNow: number): Gs1Element[] {
  const starts = [...text.matchAll(/\((\d{2,4})\)/g)].filter((match) => match.index === 0 || isIdentifier(match[1] ?? ''));
  return starts.map((match, place) => {
    const { format, identifier } = known(match[1] ?? '');
    if (identifier !== match[1]) throw unreadable(match[1] ?? '', 'unknown');
    return { identifier, value: valid(format, identifier, text.slice(match.index + match[0].length, starts[place + 1]?.index), yearNow) };
  });
}

const isIdentifier = (digits: string): boolean => formatAt(digits)?.identifier === digits;

function known(rest: string): NonNullable<ReturnType<typeof formatAt>> {
  const found = formatAt(rest);
  if (!found) throw unreadable(rest.slice(0, 4), 'unknown');
  return found;
}

function valid(format: Gs1Format, identifier: string, value: string, yearNow: number): string {
  if (value.length < (format.length ?? format.atLeast ?? 1)) throw unreadable(identifier, 'short');
  if (value.length > (format.length ?? format.upTo ?? 0)) throw unreadable(identifier, 'long');
  // GS1's own set of characters: what every symbology of theirs can carry.
  if (!(format.of === 'text' ? /^[!"%&'()*+,\-./0-9:;<=>?A-Z_a-z]+$/ : /^\d+$/).test(value)) throw unreadable(identifier, 'characters');
  if (format.of === 'checked' && gtinCheckDigit(value.slice(0, -1)) !== Number(value.at(-1))) throw unreadable(identifier, 'checkDigit');
  if (format.of === 'date' && !gs1Day(value, yearNow)) throw unreadable(identifier, 'date');
  return value;
}

/**
 * The day YYMMDD means. Day 00 is the month's last; the century is the one that puts the year within 49 years before
 * and 50 after now. Source: GS1 General Specifications, 7.12. Undefined when there is no such day.
 */
export function gs1Day(digits: string, yearNow: number): Day | undefined {
  const inCentury = Number(digits.slice(0, 2));
  const ahead = inCentury - (yearNow % 100);
  const year = yearNow - (yearNow % 100) + inCentury + (ahead >= 51 ? -100 : ahead <= -50 ? 100 : 0);
  const month = Number(digits.slice(2, 4));
  if (month < 1 || month > 12) return undefined;
  const dayOfMonth = digits.slice(4) === '00' ? String(new Date(Date.UTC(year, month, 0)).getUTCDate()) : digits.slice(4);
  const written = `${year}-${digits.slice(2, 4)}-${dayOfMonth}`;
  return isDay(written) ? written : undefined;
}

export type Gs1Reason = 'unknown' | 'short' | 'long' | 'characters' | 'checkDigit' | 'date' | 'twice';

const unreadable = (identifier: string, reason: Gs1Reason): Refusal => new Refusal('gs1.unreadable', { identifier, reason });
