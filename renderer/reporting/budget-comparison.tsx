import { IconDownload } from '@tabler/icons-react';
import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { monthOf } from '../../shared/accounting/budget.rules.ts';
import { monthEnd } from '../../shared/accounting/fiscal-period.rules.ts';
import type { Day } from '../../shared/units/day.ts';
import { MoneyTabs } from '../accounting/money-tabs.tsx';
import { SaveReportDialog } from '../accounting/save-report-dialog.tsx';
import type { InputOf, OutputOf } from '../client/methods.ts';
import { useQueryOf } from '../client/use-shop.tsx';
import { ActionButton } from '../ui/actions/action-button.tsx';
import type { Action } from '../ui/actions/action-registry.ts';
import { useActions } from '../ui/actions/use-actions.ts';
import { useDensity } from '../ui/density.ts';
import { Empty } from '../ui/empty.tsx';
import { Loading } from '../ui/loading.tsx';
import { ProblemPanel } from '../ui/problem-panel.tsx';
import { Screen, Trail } from '../ui/screen.tsx';
import { DataTable } from '../ui/table/data-table.tsx';
import { listActions, useListWords } from '../ui/table/list-actions.ts';
import { useList } from '../ui/table/use-list.ts';
import { useFormats } from '../ui/ui-context.tsx';
import { useReportLanguage } from '../ui/use-report-language.ts';
import { BudgetFilters } from './budget-filters.tsx';
import { type BudgetSearch, centreOf } from './budget-search.ts';
import { CellPeek } from './cell-peek.tsx';
import { Controls } from './controls.tsx';
import { type NumberedRow, numbered, useStatementColumns } from './statement-columns.tsx';

interface Props {
  search: BudgetSearch;
  on: Day;
  onSearch: (next: BudgetSearch) => void;
}

/** A month and the year through it: budget, books, what differs; the books open to their entries. */
export function BudgetComparison({ search, on, onSearch }: Props) {
  const { t } = useTranslation();
  const formats = useFormats();
  const centre = centreOf(search);
  const asked: InputOf<'report.get'> = { name: 'budget', from: monthOf(on), to: monthEnd(on), language: useReportLanguage(), ...(centre && { by: centre.kind, centreId: centre.id }) };
  const report = useQueryOf('report.get', asked);
  const [saving, setSaving] = useState(false);
  const { row, column, ...without } = search;
  const group = t(($) => $.budget.title);
  const save: Action = { id: 'budget.save', label: t(($) => $.statements.save), group, keys: 'w', icon: <IconDownload size={14} />, run: () => setSaving(true) };
  useActions('screen', [save]);
  const open = (rowId: string, columnId: string): void => onSearch({ ...search, row: rowId, column: columnId });
  return (
    <Screen
      title={<Trail parent={t(($) => $.shell.money)}>{group}</Trail>}
      side={report.data && <Controls report={report.data} />}
      buttons={<ActionButton action={save} variant="default" />}
      peek={report.data && row !== undefined && column !== undefined && <CellPeek report={report.data} asked={asked} rowId={row} columnId={column} onCell={open} onClose={() => onSearch(without)} />}
    >
      <MoneyTabs current="budget" />
      <BudgetFilters search={search} when={formats.month(on)} onSearch={onSearch} />
      {report.isPending && <Loading widths={[60, 260, 110, 110]} rows={14} />}
      {report.error !== null && <ProblemPanel problem={report.error} onRetry={() => void report.refetch()} />}
      {report.data && <Comparison report={report.data} onCell={open} />}
      {saving && <SaveReportDialog asked={asked} onClose={() => setSaving(false)} />}
    </Screen>
  );
}

const idOf = (row: NumberedRow): number => row.index;
const none: ReadonlySet<string> = new Set();
const nothing = (): void => undefined;

function Comparison({ report, onCell }: { report: OutputOf<'report.get'>; onCell: (row: string, column: string) => void }) {
  const { t } = useTranslation();
  const rows = useMemo(() => numbered(report.rows, none), [report.rows]);
  const list = useList(rows, idOf);
  useActions('screen', listActions(list, useListWords()));
  const columns = useStatementColumns(report, none, nothing, onCell);
  const peek = ({ row }: NumberedRow): void => {
    if (row.kind !== 'heading') onCell(row.id, 'actual0');
  };
  return <DataTable label={report.title} columns={columns} list={list} rowHeight={Math.min(useDensity(), 28)} rowName={({ row }) => String(row.cells[1])} onOpen={peek} onPeek={peek} empty={<Empty title={t(($) => $.budget.none)} text={t(($) => $.budget.noneText)} />} />;
}
