import type { LotAsked } from '../../shared/inventory/lot.rules.ts';
import { isDay } from '../../shared/units/day.ts';
import { parseQuantity } from '../../shared/units/parse.ts';
import { pieces } from '../../shared/units/quantity.ts';

export type LotsRead = { ok: true; lots: LotAsked[] } | { ok: false; line: number };

/** Lots as people type or scan them, one a line: code, quantity (one piece where it is left out), the day they are good until. */
export function readLots(text: string, locale: string): LotsRead {
  const lots: LotAsked[] = [];
  const lines = text.split('\n').map((line) => line.trim());
  for (const [index, line] of lines.entries()) {
    if (line === '') continue;
    const lot = lotOf(line.split(/[,;\t，；]\s*|\s{2,}/), locale);
    if (!lot) return { ok: false, line: index + 1 };
    lots.push(lot);
  }
  return { ok: true, lots };
}

function lotOf([code = '', count, expiresOn]: string[], locale: string): LotAsked | undefined {
  const read = count === undefined || count === '' ? undefined : parseQuantity(count, locale);
  if (code === '' || (read && !read.ok) || (expiresOn !== undefined && expiresOn !== '' && !isDay(expiresOn))) return undefined;
  return { code, quantity: read?.ok ? read.value : pieces(1), ...(expiresOn !== undefined && isDay(expiresOn) && { expiresOn }) };
}
