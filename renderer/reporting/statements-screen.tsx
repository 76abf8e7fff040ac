import { IconDownload } from '@tabler/icons-react';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { knowsCashBasis } from '../../shared/reporting/cash-basis.rules.ts';
import { MoneyTabs } from '../accounting/money-tabs.tsx';
import type { OutputOf } from '../client/methods.ts';
import { useQueryOf } from '../client/use-shop.tsx';
import { ActionButton } from '../ui/actions/action-button.tsx';
import { useActions } from '../ui/actions/use-actions.ts';
import { useDensity } from '../ui/density.ts';
import { Empty } from '../ui/empty.tsx';
import { Loading } from '../ui/loading.tsx';
import { useNow } from '../ui/now.ts';
import { ProblemPanel } from '../ui/problem-panel.tsx';
import { Screen, Trail } from '../ui/screen.tsx';
import { DataTable } from '../ui/table/data-table.tsx';
import { listActions, useListWords } from '../ui/table/list-actions.ts';
import { useList } from '../ui/table/use-list.ts';
import { useFormats } from '../ui/ui-context.tsx';
import { CellPeek } from './cell-peek.tsx';
import { Controls } from './controls.tsx';
import { SaveReportDialog } from '../accounting/save-report-dialog.tsx';
import { StatementFilters } from './statement-filters.tsx';
import { askedOf, movedBy, readStatementSearch, spanOf, statements, type StatementSearch } from './statement-search.ts';
import { type NumberedRow, numbered, useStatementColumns } from './statement-columns.tsx';
import { useReportLanguage } from '../ui/use-report-language.ts';

const idOf = (row: NumberedRow): number => row.index;
const noRows: readonly NumberedRow[] = [];

/** Profit and loss, balance sheet and cash flow: any days, compared with others, each cell down to its entries, and what must agree. */
export function StatementsScreen() {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const search = useSearch({ from: '/money/statements' });
  const formats = useFormats();
  const now = useNow();
  const span = spanOf(search, now, formats.timeZone);
  const withBasis = knowsCashBasis(useQueryOf('chart.get', undefined).data?.chart);
  const asked = askedOf(search, span, useReportLanguage());
  const report = useQueryOf('report.get', asked);
  const [saving, setSaving] = useState(false);
  const [asksWhy, setAsksWhy] = useState(false);
  const show = (next: StatementSearch): void => void navigate({ to: '/money/statements', search: readStatementSearch({ ...next }), replace: true });
  const { row: _row, column: _column, ...without } = search;
  const showCell = (row: string, column: string, why = false): void => {
    setAsksWhy(why);
    show({ ...search, row, column });
  };
  const group = t(($) => $.statements.title);
  const save = { id: 'statement.save', label: t(($) => $.statements.save), group, keys: 'w', icon: <IconDownload size={14} />, run: () => setSaving(true) };
  const names = { profitAndLoss: 'i', balanceSheet: 'b', cashFlow: 'c' } as const;
  useActions('screen', [
    save,
    { id: 'statement.earlier', label: t(($) => $.money.earlierMonth), group, keys: '[', run: () => show({ ...without, ...movedBy(span, -1) }) },
    { id: 'statement.later', label: t(($) => $.money.laterMonth), group, keys: ']', run: () => show({ ...without, ...movedBy(span, 1) }) },
    ...(withBasis ? [{ id: 'statement.basis', label: t(($) => $.statements.otherBasis), group, keys: 'a', run: () => show({ ...without, basis: search.basis === 'cash' ? 'accrual' : 'cash' }) }] : []),
    { id: 'statement.campaigns', label: t(($) => $.centres.title), group, keys: 'm', run: () => void navigate({ to: '/money/campaigns' }) },
    ...statements.map((name) => ({ id: `statement.${name}`, label: t(($) => $.statements.names[name]), group, keys: names[name], run: () => show({ ...without, name }) })),
  ]);
  const title = <Trail parent={t(($) => $.shell.money)}>{group}</Trail>;
  return (
    <Screen
      title={title}
      side={report.data && <Controls report={report.data} />}
      buttons={<ActionButton action={save} variant="default" />}
      peek={report.data && search.row !== undefined && search.column !== undefined && (
        <CellPeek report={report.data} asked={asked} rowId={search.row} columnId={search.column} asksWhy={asksWhy} onCell={showCell} onClose={() => show(without)} />
      )}
    >
      <MoneyTabs current="statements" />
      <StatementFilters search={without} span={span} withBasis={withBasis} onChange={show} />
      {report.isPending && <Loading widths={[60, 260, 110, 110]} rows={14} />}
      {report.error !== null && <ProblemPanel problem={report.error} onRetry={() => void report.refetch()} />}
      {report.data && <Statement report={report.data} onCell={showCell} />}
      {saving && <SaveReportDialog asked={asked} onClose={() => setSaving(false)} />}
    </Screen>
  );
}

function Statement({ report, onCell }: { report: OutputOf<'report.get'>; onCell: (row: string, column: string, why?: boolean) => void }) {
  const { t } = useTranslation();
  const [opened, setOpened] = useState<ReadonlySet<string>>(new Set());
  const rows = useMemo(() => numbered(report.rows, opened), [report.rows, opened]);
  const nothing = report.rows.every(({ cells }) => cells.slice(2).every((cell) => cell === 0 || cell === null));
  const list = useList(nothing ? noRows : rows, idOf);
  const toggle = ({ row, accounts }: NumberedRow): void => {
    if (accounts > 0) setOpened(toggled(opened, row.id));
  };
  const firstColumn = report.columns.find(({ unit, id }) => unit === 'money' && id !== 'change')?.id;
  const peek = ({ row }: NumberedRow, why = false): void => {
    if (row.kind !== 'heading' && firstColumn !== undefined) onCell(row.id, firstColumn, why);
  };
  useActions('screen', [
    ...listActions(list, useListWords()),
    { id: 'statement.why', label: t(($) => $.statements.why), group: t(($) => $.statements.title), keys: 'f1', run: () => list.current && peek(list.current, true) },
  ]);
  const columns = useStatementColumns(report, opened, toggle, onCell);
  return (
    <DataTable
      label={report.title}
      columns={columns}
      list={list}
      rowHeight={Math.min(useDensity(), 28)}
      rowName={({ row }) => String(row.cells[1])}
      onOpen={toggle}
      onPeek={(row) => peek(row)}
      empty={<Empty title={t(($) => $.statements.nothing)} text={t(($) => $.statements.nothingText)} />}
    />
  );
}

function toggled(of: ReadonlySet<string>, id: string): ReadonlySet<string> {
  const next = new Set(of);
  if (!next.delete(id)) next.add(id);
  return next;
}
