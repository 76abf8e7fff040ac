import { IconChevronDown, IconChevronRight } from '@tabler/icons-react';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { Minor } from '../../shared/units/minor.ts';
import type { RatePpm } from '../../shared/units/rate-ppm.ts';
import type { OutputOf } from '../client/methods.ts';
import type { Column } from '../ui/table/column.ts';
import type { Formats } from '../ui/formats.ts';
import { useFormats } from '../ui/ui-context.tsx';

type Report = OutputOf<'report.get'>;
type Row = Report['rows'][number];

/** A row that is shown, with how many accounts it hides or shows. */
export interface NumberedRow {
  readonly index: number;
  readonly row: Row;
  readonly accounts: number;
}

/** The rows to show: accounts only under lines that are open. */
export function numbered(rows: readonly Row[], opened: ReadonlySet<string>): readonly NumberedRow[] {
  const counts = new Map<string, number>();
  for (const { under } of rows) if (under !== null) counts.set(under, (counts.get(under) ?? 0) + 1);
  return rows.map((row, index) => ({ index, row, accounts: counts.get(row.id) ?? 0 })).filter(({ row }) => row.under === null || opened.has(row.under));
}

/** Number, line and one column of figures for each period; a figure is a button to what it is made of. */
export function useStatementColumns(report: Report, opened: ReadonlySet<string>, toggle: (row: NumberedRow) => void, onCell: (row: string, column: string) => void): readonly Column<NumberedRow>[] {
  const { t } = useTranslation();
  const formats = useFormats();
  return useMemo(() => {
    const figures = report.columns.flatMap((column, at) => (column.unit === 'money' ? [figureColumn(column, at, formats, onCell)] : column.unit === 'rate' ? [rateColumn(column, at, formats)] : []));
    return [
      { id: 'number', header: report.columns[0]?.heading ?? '', width: 66, cell: ({ row }) => <span className="text3 code">{row.cells[0]}</span> },
      { id: 'line', header: report.columns[1]?.heading ?? '', width: 220, grows: true, cell: (row) => <LineName row={row} open={opened.has(row.row.id)} label={t(($) => $.statements.accountsUnder, { count: row.accounts })} onToggle={() => toggle(row)} /> },
      ...figures,
    ];
  }, [report, opened, toggle, onCell, formats, t]);
}

/** As wide as its heading: a channel's name is the shop's, and is never cut into another column. */
const widthOf = (heading: string): number => Math.min(240, Math.max(132, Array.from(heading).reduce((width, sign) => width + (sign > '\u2e80' ? 12.5 : 7.2), 14)));

function figureColumn(column: Report['columns'][number], at: number, formats: Formats, onCell: (row: string, column: string) => void): Column<NumberedRow> {
  return {
    id: column.id,
    header: `${column.heading} ${formats.currencySymbol}`,
    width: widthOf(`${column.heading} ${formats.currencySymbol}`),
    numeric: true,
    // Columns are as many as the reader asked for; the last of many leave first.
    dropOrder: at,
    cell: ({ row }) => {
      const amount = row.cells[at];
      if (typeof amount !== 'number') return '';
      const strong = row.kind === 'sum' || row.kind === 'total';
      const text = amount === 0 && !strong ? <span className="text3">—</span> : <span className={strong ? 'strong' : undefined}>{column.id === 'change' || column.id.startsWith('difference') ? formats.signed(amount as Minor) : formats.amount(amount as Minor)}</span>;
      // What is no figure of some days opens to nothing.
      if (column.to === null || amount === 0) return text;
      return (
        <button type="button" className="plain num" tabIndex={-1} onClick={(event) => (event.stopPropagation(), onCell(row.id, column.id))}>
          {text}
        </button>
      );
    },
  };
}

/** A share, signed, in percent. */
function rateColumn(column: Report['columns'][number], at: number, formats: Formats): Column<NumberedRow> {
  return {
    id: column.id,
    header: column.heading,
    width: widthOf(column.heading),
    numeric: true,
    dropOrder: at,
    cell: ({ row }) => {
      const rate = row.cells[at];
      return typeof rate === 'number' ? <span className="text2">{`${rate > 0 ? '+' : ''}${formats.percent(rate as RatePpm)}`}</span> : '';
    },
  };
}

function LineName({ row: { row, accounts }, open, label, onToggle }: { row: NumberedRow; open: boolean; label: string; onToggle: () => void }) {
  const Chevron = open ? IconChevronDown : IconChevronRight;
  const className = row.kind === 'heading' || row.kind === 'sum' || row.kind === 'total' ? 'strong ellipsis' : row.kind === 'account' ? 'text2 ellipsis' : 'ellipsis';
  return (
    <span className="row" style={{ gap: 4, paddingLeft: row.level * 14, minWidth: 0 }}>
      {accounts > 0 ? (
        <button type="button" className="plain" tabIndex={-1} aria-expanded={open} aria-label={label} onClick={(event) => (event.stopPropagation(), onToggle())}>
          <Chevron size={14} style={{ display: 'block' }} />
        </button>
      ) : (
        <span style={{ width: 14, flex: 'none' }} />
      )}
      <span className={className} title={String(row.cells[1] ?? '')}>{row.cells[1]}</span>
    </span>
  );
}
