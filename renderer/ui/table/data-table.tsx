import { Checkbox } from '@mantine/core';
import { useElementSize } from '@mantine/hooks';
import { createColumnHelper, tableFeatures, useTable } from '@tanstack/react-table';
import { useVirtualizer } from '@tanstack/react-virtual';
import { type KeyboardEvent, type ReactNode, useEffect, useMemo, useRef } from 'react';
import { useActions } from '../actions/use-actions.ts';
import { useUi } from '../ui-context.tsx';
import { type Column, fitColumns, tracksOf } from './column.ts';
import { GridHeadings, type Sort } from './grid-headings.tsx';
import type { List } from './use-list.ts';

export interface DataTableProps<Row> {
  label: string;
  columns: readonly Column<Row>[];
  list: List<Row>;
  /** How many rows there are in all, when known; the list holds only those read so far. */
  total?: number;
  rowHeight: number;
  ticks?: boolean;
  sort?: Sort;
  onSort?: (by: string) => void;
  /** Called when the last rows read come into sight: read the next page. */
  onReachEnd?: () => void;
  onOpen?: (row: Row) => void;
  onPeek?: (row: Row) => void;
  totalRow?: boolean;
  /** Said by screen readers for a row's tick box: "order 1085". */
  rowName: (row: Row) => string;
  empty?: ReactNode;
}

const features = tableFeatures({});

/** A long list in a window: only the rows in sight exist, pages are read as they come near, one row has the tab stop. */
export function DataTable<Row>(props: DataTableProps<Row>) {
  const { columns, list, rowHeight, ticks = false } = props;
  const size = useElementSize();
  const box = useRef<HTMLDivElement>(null);
  const shown = useMemo(() => fitColumns(columns, size.width, ticks), [columns, size.width, ticks]);
  const rows = useTableRows(list.rows, shown);
  const virtual = useVirtualizer({ count: rows.length, getScrollElement: () => box.current, estimateSize: () => rowHeight, overscan: 8 });
  const items = virtual.getVirtualItems();
  useOpenActions(props);
  useReachEnd(items.at(-1)?.index, rows.length, props.onReachEnd);
  useCursorInSight(list.cursor, (index) => virtual.scrollToIndex(index, { align: 'auto' }));
  useEffect(() => virtual.measure(), [virtual, rowHeight]);
  if (list.rows.length === 0 && props.empty !== undefined) return <div className="grid">{props.empty}</div>;
  const gridTemplateColumns = tracksOf(shown as readonly Column<never>[], ticks);
  return (
    <div ref={size.ref} className="column" style={{ flex: 1, minHeight: 0 }}>
      <div ref={box} className="grid" role="grid" aria-label={props.label} aria-rowcount={(props.total ?? list.rows.length) + 1} aria-multiselectable={ticks}>
        <GridHeadings columns={shown} tracks={gridTemplateColumns} list={list} ticks={ticks} sort={props.sort} onSort={props.onSort} />
        <div className="virtual-rows" role="rowgroup" style={{ height: virtual.getTotalSize() }}>
          {items.map((item) => {
            const row = rows[item.index];
            return (
              row && (
                <TableRow key={list.idOf(row.original)} {...props} row={row.original} index={item.index} offset={item.start} tracks={gridTemplateColumns}>
                  {row.getAllCells().map((cell, position) => {
                    const column = shown[position];
                    return (
                      <span key={cell.id} role="gridcell" className={column?.numeric ? 'num' : undefined}>
                        {column?.cell(row.original)}
                      </span>
                    );
                  })}
                </TableRow>
              )
            );
          })}
        </div>
        {props.totalRow && <TotalRow columns={shown} tracks={gridTemplateColumns} ticks={ticks} />}
      </div>
    </div>
  );
}

/** Enter and Space as actions of the screen, so that they stand on the sheet and work before the list has the focus. */
function useOpenActions<Row>({ list, onOpen, onPeek }: DataTableProps<Row>): void {
  const { words } = useUi();
  const { group, open, peek } = words.list;
  const onCurrent = (act: (row: Row) => void) => () => {
    if (list.current) act(list.current);
  };
  useActions('screen', [
    ...(onOpen ? [{ id: 'list.open', label: open, group, keys: 'enter', onlyKey: true, run: onCurrent(onOpen) }] : []),
    ...(onPeek ? [{ id: 'list.peek', label: peek, group, keys: 'space', onlyKey: true, run: onCurrent(onPeek) }] : []),
  ]);
}

function useTableRows<Row>(data: readonly Row[], shown: readonly Column<Row>[]) {
  const helper = useMemo(() => createColumnHelper<typeof features, Row & object>(), []);
  const definitions = useMemo(() => helper.columns(shown.map(({ id, header }) => helper.display({ id, header }))), [helper, shown]);
  return useTable({ features, columns: definitions, data: data as readonly (Row & object)[] as (Row & object)[] }).getRowModel().rows;
}

function TableRow<Row>(props: DataTableProps<Row> & { row: Row; index: number; offset: number; tracks: string; children: ReactNode }) {
  const { words } = useUi();
  const { list, row, index } = props;
  const ref = useRef<HTMLDivElement>(null);
  const ticked = list.selected.has(list.idOf(row));
  const isCursor = index === list.cursor;
  useFocusFollowsCursor(ref, isCursor);
  return (
    <div
      ref={ref}
      role="row"
      className="grid-row"
      aria-rowindex={index + 2}
      aria-selected={ticked}
      tabIndex={isCursor ? 0 : -1}
      data-hovers=""
      {...(isCursor && { 'data-cursor': '' })}
      style={{ height: props.rowHeight, transform: `translateY(${props.offset}px)`, gridTemplateColumns: props.tracks }}
      onClick={() => {
        list.moveTo(index);
        props.onPeek?.(row);
      }}
      onDoubleClick={() => props.onOpen?.(row)}
      onKeyDown={(event) => onRowKey(event, props)}
    >
      {props.ticks && (
        <span role="gridcell" className="overflowing">
          <Checkbox
            checked={ticked}
            tabIndex={-1}
            aria-label={`${words.selectRow} ${props.rowName(row)}`}
            onClick={(event) => event.stopPropagation()}
            onChange={() => list.toggle(index)}
          />
        </span>
      )}
      {props.children}
    </div>
  );
}

/** Enter and Space belong to the row in focus; all other keys of a list are actions of its screen. */
function onRowKey<Row>(event: KeyboardEvent<HTMLDivElement>, { row, onOpen, onPeek }: DataTableProps<Row> & { row: Row }): void {
  if (event.target !== event.currentTarget || event.ctrlKey || event.metaKey) return;
  const act = event.key === 'Enter' ? onOpen : event.key === ' ' ? onPeek : undefined;
  if (!act) return;
  event.preventDefault();
  act(row);
}

/** The focus follows the cursor only when it already was in the list: a peek or a field keeps it. */
function useFocusFollowsCursor(ref: React.RefObject<HTMLDivElement | null>, isCursor: boolean): void {
  useEffect(() => {
    const row = ref.current;
    const focused = document.activeElement;
    if (!isCursor || !row || focused === row) return;
    if (focused === document.body || (focused?.getAttribute('role') === 'row' && row.parentElement?.contains(focused))) row.focus({ preventScroll: true });
  }, [ref, isCursor]);
}

function useReachEnd(lastShown: number | undefined, count: number, onReachEnd: (() => void) | undefined): void {
  useEffect(() => {
    if (lastShown !== undefined && lastShown >= count - 20) onReachEnd?.();
  }, [lastShown, count, onReachEnd]);
}

function useCursorInSight(cursor: number, show: (index: number) => void): void {
  const latest = useRef(show);
  useEffect(() => {
    latest.current = show;
  });
  useEffect(() => latest.current(cursor), [cursor]);
}

const TotalRow = ({ columns, tracks, ticks }: { columns: readonly Pick<Column<never>, 'id' | 'numeric' | 'total'>[]; tracks: string; ticks: boolean }) => (
  <div role="row" className="grid-row grid-total" style={{ gridTemplateColumns: tracks }}>
    {ticks && <span role="gridcell" />}
    {columns.map((column) => (
      <span key={column.id} role="gridcell" className={column.numeric ? 'num' : undefined}>
        {column.total}
      </span>
    ))}
  </div>
);
