import type { ReactNode } from 'react';

/** One column of a list. Widths are pixels; a column that grows takes its share of what is left. */
export interface Column<Row> {
  readonly id: string;
  /** The heading, with the unit of its figures ("Total $"). */
  readonly header: string;
  readonly width: number;
  readonly grows?: boolean;
  readonly numeric?: boolean;
  /** Set when the list can be sorted by this column; the value is what the query calls it. */
  readonly sortBy?: string;
  /** When room is short the column with the highest number leaves first; without one it stays. */
  readonly dropOrder?: number;
  cell(row: Row): ReactNode;
  /** What stands under the column in the total row. */
  readonly total?: ReactNode;
}

const gap = 12;
const sidePadding = 32;
export const tickWidth = 16;

/** The columns there is room for, and the grid's tracks for them. */
export function fitColumns<Row>(columns: readonly Column<Row>[], width: number, ticked: boolean): readonly Column<Row>[] {
  let kept = [...columns];
  const needed = (): number => kept.reduce((sum, column) => sum + column.width + gap, sidePadding + (ticked ? tickWidth + gap : 0));
  while (width > 0 && needed() > width) {
    const next = kept.filter((column) => column.dropOrder !== undefined).sort((a, b) => (b.dropOrder ?? 0) - (a.dropOrder ?? 0))[0];
    if (!next) break;
    kept = kept.filter((column) => column !== next);
  }
  return kept;
}

export const tracksOf = (columns: readonly Column<never>[], ticked: boolean): string =>
  [...(ticked ? [`${tickWidth}px`] : []), ...columns.map((column) => (column.grows ? `minmax(${column.width}px, 1fr)` : `${column.width}px`))].join(' ');
