import { bareCell } from './sheet-cells.rules.ts';

/**
 * How a spreadsheet program spoils what is no number to the person: 1.23457E+17; the digits after the fifteenth lost (it
 * calculates with fifteen); zeros before it dropped; a code like 3-5 made a day.
 */
export type Damage = 'scientific' | 'rounded' | 'zerosLost' | 'dateMade';

export interface DamagedCell {
  damage: Damage;
  row: number;
  value: string;
}

const isLong = (text: string): boolean => /^\d{16,}$/.test(text);
const isRounded = (text: string): boolean => /^\d{15}0+$/.test(text);
const isScientific = (text: string): boolean => /^\d+([.,]\d+)?E[+]?\d+$/i.test(text);
const isDay = (text: string): boolean =>
  /^\d{1,2}月\d{1,2}日$|^\d{1,2}-(jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)$|^(jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)-\d{2,4}$|^\d{4}[-/]\d{1,2}[-/]\d{1,2}( 0?0:00(:00)?)?$/i.test(text);

/**
 * Finds one column's numbers of orders, lines or parcels that lost digits: any written as a power of ten or as a day, and long
 * ones of which half or more end in zeros after the fifteenth digit. One alone may do so by chance: one of ten with sixteen
 * digits, one of a thousand with eighteen; a program that rounds spares none.
 */
export function damagedId(cells: Iterable<{ row: number; text: string | undefined }>): DamagedCell | undefined {
  let [long, rounded] = [0, 0];
  let first: DamagedCell | undefined;
  for (const { row, text } of cells) {
    const value = bareCell(text);
    if (value === undefined) continue;
    if (isScientific(value)) return { damage: 'scientific', row, value };
    if (isDay(value)) return { damage: 'dateMade', row, value };
    if (!isLong(value)) continue;
    long += 1;
    if (!isRounded(value)) continue;
    rounded += 1;
    first ??= { damage: 'rounded', row, value };
  }
  return rounded * 2 >= long ? first : undefined;
}

/**
 * Finds a code of goods that a spreadsheet made something else of. The catalogue is the judge: what it knows is right; a number
 * it knows only with zeros before it has lost them. `knows` answers for many at once.
 */
export function damagedSku(cells: readonly { row: number; text: string | undefined }[], knows: (skus: readonly string[]) => ReadonlySet<string>): DamagedCell | undefined {
  const values = cells.flatMap(({ row, text }) => {
    const value = bareCell(text);
    return value === undefined ? [] : [{ row, value }];
  });
  const known = knows([...new Set(values.flatMap(({ value }) => (/^\d+$/.test(value) ? [value, ...padded(value)] : [value])))]);
  for (const { row, value } of values) {
    if (known.has(value)) continue;
    if (isScientific(value)) return { damage: 'scientific', row, value };
    if (isDay(value)) return { damage: 'dateMade', row, value };
    if (/^\d+$/.test(value) && padded(value).some((longer) => known.has(longer))) return { damage: 'zerosLost', row, value };
  }
  return undefined;
}

const padded = (digits: string): string[] => Array.from({ length: 6 }, (_, index) => '0'.repeat(index + 1) + digits);
