import { SheetProblem, type SheetRow } from '../../../shared/contract/sheet.ts';

/** A row nobody can read, by the number people see in their sheet (the heading is row 1). */
export interface RowProblem {
  row: number;
  problem: string;
}

/** Reads what can be read and names the rest; `rowOf` tells where what was read stands. */
export function readRows<Item extends object>(rows: readonly SheetRow[], itemOf: (row: SheetRow) => Item): { items: Item[]; rowOf: ReadonlyMap<Item, number>; problems: RowProblem[] } {
  const [rowOf, problems]: [Map<Item, number>, RowProblem[]] = [new Map(), []];
  for (const [index, row] of rows.entries()) {
    try {
      rowOf.set(itemOf(row), index + 2);
    } catch (error) {
      if (!(error instanceof SheetProblem)) throw error;
      problems.push({ row: index + 2, problem: error.message });
    }
  }
  return { items: [...rowOf.keys()], rowOf, problems };
}
