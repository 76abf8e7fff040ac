import { TextInput } from '@mantine/core';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { analysisFilters } from '../../shared/analysis/analysis.contract.ts';
import type { LabelItem } from '../../shared/catalog/label.contract.ts';
import { daysIn } from '../../shared/analysis/figures.rules.ts';
import { type Day, isDay } from '../../shared/units/day.ts';
import { SaveFileDialog } from '../accounting/save-report-dialog.tsx';
import { LabelsBulkBar } from '../catalog/labels-bulk-bar.tsx';
import type { InputOf, OutputOf } from '../client/methods.ts';
import { useReading } from '../client/use-reading.ts';
import { usePagesOf, useQueryOf } from '../client/use-shop.tsx';
import { ActionButton } from '../ui/actions/action-button.tsx';
import { useActions } from '../ui/actions/use-actions.ts';
import { Empty } from '../ui/empty.tsx';
import { Figures } from '../ui/figures.tsx';
import { Screen, Trail } from '../ui/screen.tsx';
import { listActions, useListWords } from '../ui/table/list-actions.ts';
import { PagedTable } from '../ui/table/paged-table.tsx';
import { useList } from '../ui/table/use-list.ts';
import { useFormats } from '../ui/ui-context.tsx';
import { Views } from '../ui/views.tsx';
import { Working } from '../ui/working.tsx';
import { type AnalysisPage, type AnalysisRow, useAnalysisColumns } from './analysis-columns.tsx';
import { AnalysisPeek } from './analysis-peek.tsx';
import { askedOf, type AnalysisSearch, type AnalysisView } from './analysis-search.ts';
import { ClassesDialog } from './classes-dialog.tsx';
import { ClassMatrix } from './class-matrix.tsx';
import { LedgerWhy } from './ledger-why.tsx';
import { StockAges } from './stock-ages.tsx';
import { timesText } from './times-text.ts';
import { useSavingAnalysis } from './use-saving-analysis.ts';

const reading = {
  rowsOf: (page: AnalysisPage) => page.rows,
  after: (input: InputOf<'analysis.list'>, page: AnalysisPage) => (page.next === null ? undefined : { ...input, after: page.next }),
};
const labelOf = ({ variantId }: AnalysisRow): LabelItem => ({ variantId, copies: 1 });
const idOf = (row: AnalysisRow): number => row.variantId;

/** Where the money in the shelves is, what it does there, and what to do about it: as of any day, every figure down to its days. */
export function AnalysisScreen() {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const search = useSearch({ from: '/reports' });
  const pages = usePagesOf('analysis.list', askedOf(search), reading);
  const matrix = useQueryOf('analysis.matrix', search.on === undefined ? {} : { on: search.on });
  const working = useReading(['analysis.list', 'analysis.matrix'], pages.isPending || matrix.isFetching);
  const list = useList(pages.rows, idOf);
  const show = (next: AnalysisSearch): void => void navigate({ to: '/reports', search: next, replace: true });
  const peek = ({ variantId }: AnalysisRow): void => show({ ...search, variant: variantId });
  const moved = (by: number): void => {
    const next = list.rows[list.cursor + by];
    list.move(by);
    if (next && search.variant !== undefined) peek(next);
  };
  const group = t(($) => $.analysis.stock);
  const tabs = analysisFilters.map((id) => ({ id, name: t(($) => $.analysis.views[id]) }));
  const turnTo = (view: AnalysisView): void => show({ ...withoutPeek(search), view });
  useActions('screen', [
    ...listActions({ ...list, move: moved }, useListWords()),
    ...tabs.map(({ id, name }, index) => ({ id: `analysis.view.${id}`, label: t(($) => $.keys.view, { name }), group, keys: String(index + 1), run: () => turnTo(id) })),
  ]);
  const [configuring, setConfiguring] = useState(false);
  const [saving, setSaving] = useState(false);
  const saveAs = useSavingAnalysis(search);
  const configure = { id: 'analysis.configure', label: t(($) => $.classes.title), group, keys: 'b', run: () => setConfiguring(true) };
  const save = { id: 'analysis.save', label: t(($) => $.statements.save), group, keys: 'w', run: () => setSaving(true) };
  const release = { id: 'analysis.release', label: t(($) => $.cashRelease.title), group, keys: 'm', run: () => void navigate({ to: '/reports/cash' }) };
  useActions('screen', [configure, save, release]);
  const columns = useAnalysisColumns();
  const sort = search.sort ?? 'cogs';
  return (
    <Screen
      title={<Trail parent={t(($) => $.shell.reports)}>{group}</Trail>}
      side={<AsOf search={search} on={matrix.data?.on} onChange={show} />}
      buttons={
        <>
          <ActionButton action={release} variant="subtle" />
          <ActionButton action={configure} variant="subtle" />
          <ActionButton action={save} variant="default" />
        </>
      }
      peek={search.variant !== undefined && <AnalysisPeek variantId={search.variant} on={search.on} onNext={() => moved(1)} onClose={() => show(withoutPeek(search))} />}
    >
      {working && <Working label={t(($) => $.analysis.working)} done={working.done} of={working.of} onStop={working.stop} />}
      {matrix.data && <Overview matrix={matrix.data} search={search} onChange={show} />}
      <StockAges on={search.on} />
      <Views<AnalysisView> label={group} views={tabs} current={search.view ?? 'all'} onChange={turnTo} />
      <PagedTable
        pages={pages}
        widths={[90, 200, 60, 70, 90, 90]}
        label={group}
        columns={columns}
        list={list}
        rowName={(row) => row.sku}
        ticks
        sort={{ by: sort, descending: sort !== 'turnover' && sort !== 'sellThrough' }}
        onSort={(by) => show({ ...withoutPeek(search), sort: by as NonNullable<AnalysisSearch['sort']> })}
        onPeek={peek}
        onOpen={peek}
        empty={<NoRows nothingYet={matrix.data?.totals.variants === 0} />}
      />
      {list.selected.size > 0 && <LabelsBulkBar list={list} itemOf={labelOf} />}
      {saving && <SaveFileDialog save={saveAs} onClose={() => setSaving(false)} />}
      {configuring && <ClassesDialog onClose={() => setConfiguring(false)} />}
    </Screen>
  );
}

const withoutPeek = ({ variant: _closed, ...search }: AnalysisSearch): AnalysisSearch => search;

function AsOf({ search, on: last, onChange }: { search: AnalysisSearch; on: Day | undefined; onChange: (next: AnalysisSearch) => void }) {
  const { t } = useTranslation();
  const { on: _on, ...rest } = search;
  return (
    <label className="row">
      <span className="text3">{t(($) => $.analysis.asOf)}</span>
      <TextInput type="date" w={150} aria-label={t(($) => $.analysis.asOf)} value={search.on ?? last ?? ''} onChange={({ currentTarget: { value } }) => onChange(isDay(value) ? { ...rest, on: value } : rest)} />
    </label>
  );
}

function Overview({ matrix, search, onChange }: { matrix: OutputOf<'analysis.matrix'>; search: AnalysisSearch; onChange: (next: AnalysisSearch) => void }) {
  const { t } = useTranslation();
  const formats = useFormats();
  const { totals } = matrix;
  const { valueClass: _value, demandClass: _demand, ...rest } = withoutPeek(search);
  const dead = useQueryOf('analysis.list', { ...(search.on !== undefined && { on: search.on }), only: 'dead', limit: 1 }).data?.totals;
  const money = (amount: typeof totals.value): string => (amount === undefined ? '···' : formats.money(amount));
  const inBooks = (figure: 'stock' | 'cogs' | 'average', name: string, amount: typeof totals.value): ReactNode =>
    amount === undefined ? '···' : (
      <LedgerWhy figure={figure} on={search.on} name={name} amount={money(amount)}>
        {money(amount)}
      </LedgerWhy>
    );
  const figures = [
    { id: 'worth', label: t(($) => $.analysis.worth), value: inBooks('stock', t(($) => $.analysis.worth), totals.value), caption: `${t(($) => $.analysis.asOf)} ${formats.day(matrix.on)}` },
    { id: 'cogs', label: t(($) => $.analysis.cogs), value: inBooks('cogs', t(($) => $.analysis.cogs), totals.cogs), caption: t(($) => $.analysis.soldOf, { count: totals.variants, days: daysIn(matrix) }) },
    { id: 'turnover', label: t(($) => $.analysis.turnover), value: timesText(totals.turnover, formats), caption: <>{t(($) => $.analysis.averageValue)} {inBooks('average', t(($) => $.analysis.averageValue), totals.averageValue)}</> },
    { id: 'holding', label: t(($) => $.analysis.holding), value: money(totals.holdingCost), caption: t(($) => $.analysis.holdingOf, { average: money(totals.averageValue) }) },
    { id: 'dead', label: t(($) => $.analysis.deadStock), value: money(dead?.value), caption: t(($) => $.analysis.deadHolding, { value: money(dead?.holdingCost), count: dead?.variants ?? 0 }) },
  ];
  return (
    <div className="analysis-overview">
      <Figures figures={figures} />
      <ClassMatrix matrix={matrix} search={search} onChoose={(chosen) => onChange({ ...rest, ...chosen })} />
    </div>
  );
}

function NoRows({ nothingYet }: { nothingYet: boolean }) {
  const { t } = useTranslation();
  if (nothingYet) return <Empty title={t(($) => $.analysis.emptyTitle)} text={t(($) => $.analysis.emptyText)} />;
  return <Empty title={t(($) => $.analysis.noneTitle)} text={t(($) => $.analysis.noneText)} />;
}
