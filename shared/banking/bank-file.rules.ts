import { Refusal } from '../refusal/refusal.ts';
import { readCamt } from './camt.rules.ts';
import type { DayOrder } from './dates.rules.ts';
import { readMt940 } from './mt940.rules.ts';
import { readOfx } from './ofx.rules.ts';
import { readQif } from './qif.rules.ts';
import { type BankFormat, requireNoGap, type Statement } from './statement.rules.ts';

/** What a text is by what it says, never by its name; null where it may be a sheet. */
export function bankFormatOf(text: string): Exclude<BankFormat, 'csv'> | null {
  const head = text.slice(0, 4_000).trimStart();
  if (/OFXHEADER|<\?OFX|<OFX>/i.test(head)) return 'ofx';
  if (/camt\.053\.|<(\w+:)?BkToCstmrStmt\b/.test(head)) return 'camt053';
  if (/^\s*(\{1:|:20:)/.test(head) || /^:20:/m.test(head)) return 'mt940';
  if (/^!(type|account|option|clear)/i.test(head)) return 'qif';
  return null;
}

/**
 * The statements of a file that is no sheet; each proves its own balances.
 * @throws Refusal bankFile.… with what cannot be read and where
 */
export function readBankFile(format: Exclude<BankFormat, 'csv'>, text: string, choice: { currency: string; dayOrder: DayOrder }): Statement[] {
  const statements = format === 'ofx' ? readOfx(text) : format === 'camt053' ? readCamt(text) : format === 'mt940' ? readMt940(text) : readQif(text, choice);
  if (statements.length === 0) throw new Refusal('bankFile.empty', {});
  statements.forEach(requireNoGap);
  return statements;
}
