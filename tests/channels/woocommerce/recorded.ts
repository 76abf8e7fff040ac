import { readFileSync } from 'node:fs';

/** Answers of a real WooCommerce 11.0.1, byte for byte; the shop and its customers are invented. */
export interface Capture {
  file: string;
  request: { method: string; path: string; auth?: string; transport?: string; key?: string; body?: unknown };
  response: { status: number; headers: Record<string, string> };
  note: string;
}

const folder = new URL('./recorded/', import.meta.url);

export const captures = (JSON.parse(readFileSync(new URL('index.json', folder), 'utf8')) as { captures: Capture[] }).captures;

export const recordedText = (file: string): string => readFileSync(new URL(file, folder), 'utf8');

/** By the number its name starts with: `recorded('014')`. */
export function recorded(number: string): unknown {
  const capture = captures.find(({ file }) => file.startsWith(number));
  if (!capture) throw new Error(`no recorded answer ${number}`);
  return JSON.parse(recordedText(capture.file));
}

export type Json = Record<string, unknown>;

/** Every order that was recorded, in any answer, once per content. */
export function recordedOrders(): Json[] {
  const found = captures
    .filter(({ response }) => response.status < 300)
    .flatMap(({ file }) => [JSON.parse(recordedText(file)) as unknown].flat() as Json[])
    .filter((row) => 'line_items' in row && 'order_key' in row && 'refunds' in row && 'date_paid_gmt' in row);
  return [...new Map(found.map((row) => [JSON.stringify(row), row])).values()];
}
