import { useDensity } from '../density.ts';
import { Loading } from '../loading.tsx';
import { ProblemPanel } from '../problem-panel.tsx';
import { DataTable, type DataTableProps } from './data-table.tsx';

/** A list that is read page by page, as far as a table needs to know it. */
interface Pages {
  readonly first: unknown;
  readonly isPending: boolean;
  readonly error: unknown;
  readonly readMore: () => void;
  readonly retry: () => void;
}

type PagedTableProps<Row> = Omit<DataTableProps<Row>, 'rowHeight' | 'onReachEnd'> & {
  pages: Pages;
  /** Of the grey bars that stand for the first page while it is read. */
  widths: readonly number[];
  bars?: number;
};

/** A long list from its first moment on: grey bars, what went wrong with a way to try again, then its rows page by page. */
export function PagedTable<Row>({ pages, widths, bars = 14, ...table }: PagedTableProps<Row>) {
  const rowHeight = useDensity();
  return (
    <>
      {pages.isPending && <Loading widths={[...widths]} rows={bars} />}
      {pages.error !== null && <ProblemPanel problem={pages.error} onRetry={pages.retry} />}
      {pages.first !== undefined && <DataTable {...(table as DataTableProps<Row>)} rowHeight={rowHeight} onReachEnd={pages.readMore} />}
    </>
  );
}
