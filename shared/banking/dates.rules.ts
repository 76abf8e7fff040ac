import { Refusal } from '../refusal/refusal.ts';
import { type Day, isDay } from '../units/day.ts';

/** Whether a day or a month stands first in `03/02/2026`; a year that stands first leaves no question. */
export type DayOrder = 'dmy' | 'mdy';

const parts = /^\s*(\d{1,4})\s*[-/.'年]\s*(\d{1,2})\s*[-/.'月]\s*(\d{1,4})/;

/** The order all dates of a file agree on; `otherwise` where every one of them could be read both ways. */
export function dayOrderOf(texts: readonly string[], otherwise: DayOrder): DayOrder {
  for (const text of texts) {
    const [, first = '', second = ''] = parts.exec(text) ?? [];
    if (first.length === 4) continue;
    // With points between them, the day stands first everywhere.
    if (/^\s*\d{1,2}\./.test(text)) return 'dmy';
    if (Number(first) > 12) return 'dmy';
    if (Number(second) > 12) return 'mdy';
  }
  return otherwise;
}

/** A written date, whatever follows it (a time of day). Two digits of a year are of this century. @throws Refusal bankFile.badDate */
export function writtenDay(text: string, order: DayOrder, where: string): Day {
  const [, first = '', second = '', third = ''] = parts.exec(text) ?? [];
  const [year, month, date] = first.length === 4 ? [first, second, third] : order === 'dmy' ? [third, second, first] : [third, first, second];
  const on = `${year.length === 2 ? `20${year}` : year}-${month.padStart(2, '0')}-${date.padStart(2, '0')}`;
  if (!isDay(on)) throw new Refusal('bankFile.badDate', { where, text: text.slice(0, 40) });
  return on;
}
