import { Checkbox } from '@mantine/core';
import { useUi } from '../ui-context.tsx';
import type { Column } from './column.ts';
import type { List } from './use-list.ts';

export interface Sort {
  readonly by: string;
  readonly descending: boolean;
}

interface HeadingsProps<Row> {
  columns: readonly Column<Row>[];
  tracks: string;
  list: List<Row>;
  ticks: boolean;
  sort: Sort | undefined;
  onSort: ((by: string) => void) | undefined;
}

/** The headings stand directly in the scroll box: sticky works only there. */
export function GridHeadings<Row>({ columns, tracks, list, ticks, sort, onSort }: HeadingsProps<Row>) {
  const { words } = useUi();
  const all = list.rows.length > 0 && list.selected.size >= list.rows.length;
  return (
    <div className="grid-head" role="row" aria-rowindex={1} style={{ gridTemplateColumns: tracks }}>
      {ticks && (
        <span role="columnheader" className="overflowing">
          <Checkbox
            checked={all}
            indeterminate={!all && list.selected.size > 0}
            aria-label={words.selectAll}
            onChange={() => (list.selected.size > 0 ? list.clear() : list.selectAll())}
          />
        </span>
      )}
      {columns.map((column) => (
        <Heading key={column.id} column={column} sort={sort} onSort={onSort} />
      ))}
    </div>
  );
}

function Heading<Row>({ column, sort, onSort }: { column: Column<Row>; sort: Sort | undefined; onSort: ((by: string) => void) | undefined }) {
  const { sortBy } = column;
  const sorted = sortBy !== undefined && sort?.by === sortBy;
  const direction = sorted ? (sort.descending ? 'descending' : 'ascending') : undefined;
  return (
    <span role="columnheader" className={column.numeric ? 'num' : undefined} {...(direction && { 'aria-sort': direction })}>
      {sortBy !== undefined && onSort ? (
        <button type="button" onClick={() => onSort(sortBy)}>
          {column.header}
          {sorted && (sort.descending ? ' ↓' : ' ↑')}
        </button>
      ) : (
        column.header
      )}
    </span>
  );
}
