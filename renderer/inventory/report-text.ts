import { parseQuantity } from '../../shared/units/parse.ts';
import type { Quantity } from '../../shared/units/quantity.ts';

export type ReportRead = { ok: true; lines: { sku: string; quantity: Quantity }[] } | { ok: false; line: number };

/** A report as it is pasted from a sheet: one SKU and its quantity a line, parted by a tab, comma, semicolon or spaces. */
export function readReport(text: string, locale: string): ReportRead {
  const lines: { sku: string; quantity: Quantity }[] = [];
  for (const [index, line] of text.split('\n').entries()) {
    if (line.trim() === '') continue;
    // The quantity is the last word: a SKU may have spaces in it.
    const [, sku = '', count = ''] = /^(.*\S)(?:\s*[\t,;，；]\s*|\s+)(\S+)$/.exec(line.trim()) ?? [];
    const read = parseQuantity(count, locale);
    if (sku === '' || !read.ok || read.value < 0) return { ok: false, line: index + 1 };
    lines.push({ sku, quantity: read.value });
  }
  return { ok: true, lines };
}
