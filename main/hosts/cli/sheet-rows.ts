import { SheetProblem, type SheetRow } from '../../../shared/contract/sheet.ts';

/** A row nobody can read, by the number people see in their sheet (the heading is row 1). */
export interface RowProblem {
  row: number;
  problem: string;
}

/** Reads what can be read and names the rest. */
export function readRows<Item>(rows: readonly SheetRow[], itemOf: (row: SheetRow) => Item): { items: Item[]; problems: RowProblem[] } {
  const [items, problems]: [Item[], RowProblem[]] = [[], []];
  for (const [index, row] of rows.entries()) {
    try {
      items.push(itemOf(row));
    } catch (error) {
      if (!(error instanceof SheetProblem)) throw error;
      problems.push({ row: index + 2, problem: error.message });
    }
  }
  return { items, problems };
}
