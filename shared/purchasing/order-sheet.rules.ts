import { type Day, isDay } from '../units/day.ts';
import { parseQuantity, parseUnitPrice } from '../units/parse.ts';
import type { Quantity } from '../units/quantity.ts';
import type { UnitPrice } from '../units/unit-price.ts';

/** The columns of an order's sheet, by the headings a supplier sees and sends back; they may stand in any order. */
export const sheetColumns = { sku: 'SKU', supplierSku: 'Supplier SKU', name: 'Name', quantity: 'Quantity', price: 'Price', day: 'Delivery day' } as const;
export type SheetColumn = keyof typeof sheetColumns;

/** `price` is null where it is asked for and nobody told one yet. */
export interface SheetLine<Price extends UnitPrice | null = UnitPrice> {
  readonly variantId: number;
  readonly sku: string;
  readonly supplierSku: string;
  readonly name: string;
  readonly quantity: Quantity;
  readonly price: Price;
}

/** A row as it came back: its texts, by column, and which row of the file it is. */
export type SheetRow = { readonly number: number } & Readonly<Record<SheetColumn, string>>;

export interface LineChange<Price extends UnitPrice | null = UnitPrice> {
  readonly variantId: number;
  readonly sku: string;
  readonly before: { readonly quantity: Quantity; readonly price: Price };
  readonly after: { readonly quantity: Quantity; readonly price: UnitPrice };
}

export interface SheetDifference<Price extends UnitPrice | null = UnitPrice> {
  readonly changed: readonly LineChange<Price>[];
  /** Lines the sheet no longer has, or has with a quantity of zero or without a price where none was told before. */
  readonly removed: readonly { variantId: number; sku: string; quantity: Quantity }[];
  /** Rows that are no line of the order, or a second one of it: they are not applied. */
  readonly unknown: readonly { row: number; sku: string; name: string }[];
  /** Cells nobody can read: the order's own value stays. */
  readonly unreadable: readonly { row: number; column: SheetColumn; text: string }[];
  readonly expectedOn: { readonly before: Day; readonly after: Day } | null;
  /** The order's lines, were the sheet applied. */
  readonly lines: readonly { variantId: number; quantity: Quantity; price: UnitPrice }[];
}

/**
 * What a sheet that came back would change of a draft. A row is found by our SKU, else by the supplier's. The day is the
 * latest the rows name. Source: FEATURES C7.
 */
export function compareSheet<Price extends UnitPrice | null>(order: { lines: readonly SheetLine<Price>[]; expectedOn: Day; currency: string }, rows: readonly SheetRow[]): SheetDifference<Price> {
  const unknown: { row: number; sku: string; name: string }[] = [];
  const unreadable: { row: number; column: SheetColumn; text: string }[] = [];
  const found = new Map<SheetLine<Price>, SheetRow>();
  for (const row of rows) {
    const line = lineOf(order.lines, row);
    if (line && !found.has(line)) found.set(line, row);
    else unknown.push({ row: row.number, sku: row.sku || row.supplierSku, name: row.name });
  }
  const cell = <Value>(row: SheetRow, column: SheetColumn, own: Value, read: { ok: true; value: Value } | { ok: false }): Value => {
    if (read.ok) return read.value;
    unreadable.push({ row: row.number, column, text: row[column] });
    return own;
  };
  const next = [...found].map(([line, row]) => {
    const asked = parseQuantity(row.quantity, 'en-US');
    const price = parseUnitPrice(row.price, order.currency, 'en-US');
    return {
      line,
      quantity: cell(row, 'quantity', line.quantity, asked.ok && asked.value >= 0 ? asked : { ok: false }),
      price: row.price === '' && line.price === null ? null : cell<UnitPrice | null>(row, 'price', line.price, price.ok && price.value >= 0 ? price : { ok: false }),
    };
  });
  const days = [...found.values()].flatMap((row) => (row.day === '' ? [] : cell<Day[]>(row, 'day', [], isDay(row.day) ? { ok: true, value: [row.day] } : { ok: false })));
  const after = days.toSorted().at(-1) ?? order.expectedOn;
  const kept = next.flatMap(({ price, ...one }) => (one.quantity > 0 && price !== null ? [{ ...one, price }] : []));
  const stays = new Set(kept.map(({ line }) => line));
  return {
    changed: kept.flatMap(({ line, quantity, price }) =>
      quantity === line.quantity && price === line.price
        ? []
        : [{ variantId: line.variantId, sku: line.sku, before: { quantity: line.quantity, price: line.price }, after: { quantity, price } }],
    ),
    removed: order.lines.filter((line) => !stays.has(line)).map(({ variantId, sku, quantity }) => ({ variantId, sku, quantity })),
    unknown,
    unreadable,
    expectedOn: after === order.expectedOn ? null : { before: order.expectedOn, after },
    lines: order.lines.flatMap((line) => kept.filter((one) => one.line === line).map(({ quantity, price }) => ({ variantId: line.variantId, quantity, price }))),
  };
}

const lineOf = <Line extends Pick<SheetLine, 'sku' | 'supplierSku'>>(lines: readonly Line[], row: SheetRow): Line | undefined =>
  lines.find(({ sku }) => same(sku, row.sku)) ?? lines.find(({ supplierSku }) => row.sku === '' && supplierSku !== '' && same(supplierSku, row.supplierSku));

const same = (a: string, b: string): boolean => a.toLowerCase() === b.toLowerCase();
