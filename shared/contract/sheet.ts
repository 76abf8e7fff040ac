/** One row of a sheet by its headings. */
export type SheetRow = Readonly<Record<string, string | undefined>>;

/** What is wrong with one cell; the importer adds the row's number. */
export class SheetProblem extends Error {
  readonly column: string;
  readonly reason: string;

  constructor(column: string, reason: string) {
    super(`${column}: ${reason}`);
    this.column = column;
    this.reason = reason;
  }
}

/** A cell that must not be empty. @throws SheetProblem */
export function readCell(row: SheetRow, column: string): string {
  const text = row[column]?.trim();
  if (!text) throw new SheetProblem(column, 'empty');
  return text;
}
