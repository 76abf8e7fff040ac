import type { UnreadableReason } from '../units/arithmetic.ts';
import type { Parsed } from '../units/parse.ts';

/** One row of a sheet by our names for its columns. */
export type SheetRow = Readonly<Record<string, string | undefined>>;

/** A row with the number people see beside it in their sheet. */
export interface NumberedRow {
  number: number;
  cells: SheetRow;
}

/** What can be wrong with a cell, apart from what makes a number unreadable. */
export type CellReason =
  | UnreadableReason
  | 'unknown'
  | 'notIso'
  | 'notPositive'
  | 'negative'
  | 'tooLong'
  | 'twice'
  | 'notAllowed';

/** What is wrong with one cell; whoever reads the sheet adds the row's number. */
export class SheetProblem extends Error {
  readonly column: string;
  readonly reason: CellReason;
  /** A text that could be read, for "did you mean …". */
  readonly hint: string | null;

  constructor(column: string, reason: CellReason, hint: string | null = null) {
    super(`${column}: ${reason}`);
    this.column = column;
    this.reason = reason;
    this.hint = hint;
  }
}

/** A cell's text without the spaces around it; undefined when nothing is in it. */
export const cellText = (row: SheetRow, column: string): string | undefined => row[column]?.trim() || undefined;

/** A cell that must not be empty. @throws SheetProblem */
export function readCell(row: SheetRow, column: string): string {
  const text = cellText(row, column);
  if (text === undefined) throw new SheetProblem(column, 'empty');
  return text;
}

/** The value a cell's text was parsed to. @throws SheetProblem naming the column, and what could be meant */
export function parsedCell<Unit>(column: string, parsed: Parsed<Unit>): Unit {
  if (!parsed.ok) throw new SheetProblem(column, parsed.reason, parsed.hint);
  return parsed.value;
}

/** One of our fields, and the headings it is known by: in three languages, and in the exports of other programs. */
export interface SheetField {
  name: string;
  /** Nothing can be imported without a column for it. */
  needed: boolean;
  headings: readonly string[];
}

/** What a sheet is read with. */
export interface SheetSettings {
  currency: string;
  /** How its numbers are written: `1,234.50` or `1.234,50`. */
  locale: 'en-US' | 'de-DE';
  /** Where the sheet comes from, for kinds that read each source in its own way. */
  about?: SheetAbout;
}

export interface SheetAbout {
  /** The id of its source. */
  source: string;
  /** The shop's. */
  timeZone: string;
  /** The channel it belongs to, where its kind has one. */
  channelId: number | null;
}

/** Rows of one group as one thing of the shop, and which row told which part of it (a product's variants). */
export interface ReadGroup<Item> {
  /** Undefined when no row of it can be read. */
  item: Item | undefined;
  /** The row of each part of the item, in the same order. */
  partRows: number[];
  /** The row that speaks for the thing itself. */
  speakerRow: number;
  problems: { number: number; problem: SheetProblem }[];
}
