import { Refusal } from '../refusal/refusal.ts';
import { minorDigits } from '../units/currency.ts';
import { type Day, isDay } from '../units/day.ts';
import { type Minor, minor, sumMinor } from '../units/minor.ts';

export const bankFormats = ['ofx', 'qif', 'camt053', 'mt940', 'csv'] as const;
export type BankFormat = (typeof bankFormats)[number];

/** One line as a bank wrote it. Money in is positive. */
export interface StatementLine {
  bookedOn: Day;
  amount: Minor;
  /** The bank's own name of this movement, where it promises that there is only one. */
  externalId: string | null;
  payee: string;
  text: string;
  reference: string;
  counterparty: string;
}

/** A statement as a file holds it; what a format does not say is null. */
export interface Statement {
  account: string | null;
  currency: string | null;
  number: string;
  fromOn: Day | null;
  throughOn: Day | null;
  opening: Minor | null;
  closing: Minor | null;
  lines: StatementLine[];
}

/** A year of a busy shop's wallet; more was never one statement. */
export const mostLines = 50_000;

/** @throws Refusal bankFile.tooManyLines */
export function requireFewLines(count: number): void {
  if (count > mostLines) throw new Refusal('bankFile.tooManyLines', { most: mostLines });
}

/**
 * An amount as machines write it: a sign, digits, at most one mark before the last decimals. Zeros beyond the currency's
 * digits are dropped, other digits there are refused. @throws Refusal bankFile.badAmount
 */
export function machineAmount(text: string, currency: string, where: string): Minor {
  const written = text.trim().replace(',', '.');
  const [, sign = '', whole = '', decimals = ''] = /^([-+]?)(\d{1,15})(?:\.(\d*))?$/.exec(written) ?? [];
  const digits = minorDigits(currency);
  if (whole === '' || /[1-9]/.test(decimals.slice(digits))) throw new Refusal('bankFile.badAmount', { where, text: text.slice(0, 40) });
  const value = Number(whole + decimals.slice(0, digits).padEnd(digits, '0'));
  if (!Number.isSafeInteger(value)) throw new Refusal('bankFile.badAmount', { where, text: text.slice(0, 40) });
  return minor(sign === '-' && value !== 0 ? -value : value);
}

/** `20260302…` as a day. @throws Refusal bankFile.badDate */
export function compactDay(text: string, where: string): Day {
  const written = `${text.slice(0, 4)}-${text.slice(4, 6)}-${text.slice(6, 8)}`;
  if (!/^\d{8}/.test(text) || !isDay(written)) throw new Refusal('bankFile.badDate', { where, text: text.slice(0, 40) });
  return written;
}

/** One spelling of an account's number: no spaces, capital letters, no leading zeros. */
export const accountKey = (number: string): string => number.replace(/[^0-9A-Za-z]/g, '').toUpperCase().replace(/^0+(?=.)/, '');

/** Text without control signs and doubled spaces, of a length a person reads. */
export const tidyText = (text: string): string => text.replace(/[\p{Cc}\p{Cf}\s]+/gu, ' ').trim().slice(0, 500);

/** What a statement's own closing balance differs from its opening and its lines; zero where it does not say both. */
export function gapOf({ opening, closing, lines }: Pick<Statement, 'opening' | 'closing' | 'lines'>): Minor {
  if (opening === null || closing === null) return minor(0);
  return minor(closing - opening - sumMinor(lines.map(({ amount }) => amount)));
}

/** A statement proves itself, or nothing of it is taken. @throws Refusal bankFile.gap */
export function requireNoGap(statement: Statement): void {
  const { opening, closing, lines } = statement;
  const gap = gapOf(statement);
  if (gap !== 0 && opening !== null && closing !== null) throw new Refusal('bankFile.gap', { opening, lines: sumMinor(lines.map(({ amount }) => amount)), closing, gap });
}
