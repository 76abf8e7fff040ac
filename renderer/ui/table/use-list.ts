import { useCallback, useMemo, useState } from 'react';

/** Where the cursor is in a list and which rows are ticked. Rows are named by id, so a refreshed list keeps both. */
export interface List<Row> {
  readonly rows: readonly Row[];
  readonly cursor: number;
  readonly current: Row | undefined;
  readonly selected: ReadonlySet<number>;
  readonly selectedRows: readonly Row[];
  idOf(row: Row): number;
  moveTo(index: number): void;
  move(by: number): void;
  toggle(index: number): void;
  /** Shift ↓: ticks the row under the cursor and goes on. */
  extend(by: number): void;
  selectAll(): void;
  clear(): void;
}

export function useList<Row>(rows: readonly Row[], idOf: (row: Row) => number): List<Row> {
  const [currentId, setCurrentId] = useState<number>();
  const [selected, setSelected] = useState<ReadonlySet<number>>(new Set());
  const found = currentId === undefined ? -1 : rows.findIndex((row) => idOf(row) === currentId);
  const cursor = Math.max(0, found);
  const moveTo = (index: number): void => {
    const row = rows[Math.min(Math.max(0, index), rows.length - 1)];
    if (row) setCurrentId(idOf(row));
  };
  const tick = (index: number, on: (was: boolean) => boolean): void => {
    const row = rows[index];
    if (row) setSelected(withId(selected, idOf(row), on(selected.has(idOf(row)))));
  };
  const selectedRows = useMemo(() => rows.filter((row) => selected.has(idOf(row))), [rows, selected, idOf]);
  const clear = useCallback(() => setSelected(new Set()), []);
  return {
    rows,
    cursor,
    current: rows[cursor],
    selected,
    selectedRows,
    idOf,
    moveTo,
    move: (by) => moveTo(cursor + by),
    toggle: (index) => tick(index, (was) => !was),
    extend: (by) => {
      tick(cursor, () => true);
      moveTo(cursor + by);
    },
    selectAll: () => setSelected(new Set(rows.map(idOf))),
    clear,
  };
}

function withId(ids: ReadonlySet<number>, id: number, on: boolean): ReadonlySet<number> {
  const changed = new Set(ids);
  if (on) changed.add(id);
  else changed.delete(id);
  return changed;
}
