import type { Minor } from '../units/minor.ts';
import { parseMinor } from '../units/parse.ts';

export interface CountedPieces {
  denomination: Minor;
  pieces: number;
}

/** What a count in one line says, or the first part of it that is none. */
export type ReadCount = { ok: true; pieces: CountedPieces[] } | { ok: false; part: string };

/**
 * Notes and coins counted in one line: `100*3 20*2 0.5*4` is three hundreds, two twenties and four halves; a note without a
 * number is one. Only what the currency has counts. An empty line is an empty drawer.
 */
export function readCount(text: string, denominations: readonly Minor[], currency: string, locale: string): ReadCount {
  const counted = new Map<Minor, number>();
  const tidy = text.normalize('NFKC').replaceAll(/\s*[*x×]\s*/gi, '*');
  for (const part of tidy.split(/[\s+;]+/).filter((one) => one !== '')) {
    const [note = '', many = '1', ...rest] = part.split('*');
    const amount = parseMinor(note, currency, locale);
    if (rest.length > 0 || !/^\d{1,6}$/.test(many) || !amount.ok || !denominations.includes(amount.value)) return { ok: false, part };
    counted.set(amount.value, (counted.get(amount.value) ?? 0) + Number(many));
  }
  return { ok: true, pieces: [...counted].flatMap(([denomination, pieces]) => (pieces > 0 ? [{ denomination, pieces }] : [])) };
}
