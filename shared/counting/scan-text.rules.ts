import { type Quantity, quantity } from '../units/quantity.ts';

/** What stands in the scan field: a code with how often it is meant, or a bare number for what was scanned last. */
export type ScanText = { readonly kind: 'code'; readonly times: number; readonly code: string } | { readonly kind: 'amount'; readonly amount: Quantity };

/** A bare number longer than this is a barcode: the shortest EAN has eight digits. */
const longestAmount = 5;

/**
 * Reads a scan: `5*CODE` is five scans of it, a short number is the amount of what was scanned last (the scanned one included),
 * anything else is a code. Undefined for an empty field.
 */
export function readScanText(text: string): ScanText | undefined {
  const typed = text.trim();
  if (typed === '') return undefined;
  const prefixed = /^(\d{1,5})\s*[*×xX]\s*(.+)$/.exec(typed);
  if (prefixed && Number(prefixed[1]) > 0) return { kind: 'code', times: Number(prefixed[1]), code: (prefixed[2] ?? '').trim() };
  const amount = /^\d+(?:[.,]\d{1,3})?$/.test(typed) && typed.length <= longestAmount ? Math.round(Number(typed.replace(',', '.')) * 1000) : 0;
  return amount > 0 ? { kind: 'amount', amount: quantity(amount) } : { kind: 'code', times: 1, code: typed };
}
