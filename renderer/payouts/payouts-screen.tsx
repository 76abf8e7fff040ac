import { SegmentedControl } from '@mantine/core';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { dayOf } from '../../shared/units/calendar.ts';
import { MoneyTabs } from '../accounting/money-tabs.tsx';
import { SaveReportDialog } from '../accounting/save-report-dialog.tsx';
import type { InputOf, OutputOf } from '../client/methods.ts';
import { usePagesOf } from '../client/use-shop.tsx';
import { ActionButton } from '../ui/actions/action-button.tsx';
import type { Action } from '../ui/actions/action-registry.ts';
import { useActions } from '../ui/actions/use-actions.ts';
import { useDensity } from '../ui/density.ts';
import { Empty } from '../ui/empty.tsx';
import { Loading } from '../ui/loading.tsx';
import { useNow } from '../ui/now.ts';
import { ProblemPanel } from '../ui/problem-panel.tsx';
import { Screen } from '../ui/screen.tsx';
import { Status } from '../ui/status.tsx';
import type { Column } from '../ui/table/column.ts';
import { DataTable } from '../ui/table/data-table.tsx';
import { listActions, useListWords } from '../ui/table/list-actions.ts';
import { useList } from '../ui/table/use-list.ts';
import { useFormats } from '../ui/ui-context.tsx';
import { useReportLanguage } from '../ui/use-report-language.ts';
import { glyphOf, type PayoutRow } from './payout-words.ts';
import { type PayoutView, views } from './payouts-search.ts';
import { PayoutImportDialog } from './payout-import-dialog.tsx';
import { RecordPayoutDialog } from './record-payout-dialog.tsx';

type Page = OutputOf<'settlement.list'>;

const reading = {
  rowsOf: (page: Page) => page.rows,
  after: (input: InputOf<'settlement.list'>, page: Page) => (page.next ? { ...input, after: page.next } : undefined),
};
const idOf = (row: PayoutRow): number => row.id;

/** What channels paid out: what is still to reconcile first, then what is on its way to the bank, and all there ever was. */
export function PayoutsScreen() {
  const { t } = useTranslation();
  const formats = useFormats();
  const navigate = useNavigate();
  const now = useNow();
  const { view = 'toDo' } = useSearch({ from: '/money/payouts' });
  const pages = usePagesOf('settlement.list', { view, limit: 50 }, reading);
  const list = useList(pages.rows, idOf);
  const [doing, setDoing] = useState<'import' | 'record' | 'save'>();
  const language = useReportLanguage();
  const group = t(($) => $.payouts.title);
  const importing: Action = { id: 'payouts.import', label: t(($) => $.payouts.importFile), group, keys: 'i', run: () => setDoing('import') };
  const recording: Action = { id: 'payouts.record', label: t(($) => $.payouts.record), group, keys: 'n', run: () => setDoing('record') };
  const held: Action = { id: 'payouts.held', label: t(($) => $.payouts.held), group, keys: 'h', run: () => void navigate({ to: '/money/clearing' }) };
  const save: Action = { id: 'payouts.save', label: t(($) => $.statements.save), group, keys: 'w', run: () => setDoing('save') };
  useActions('screen', [...listActions(list, useListWords()), importing, recording, held, save]);
  const columns = usePayoutColumns();
  const rowHeight = useDensity();
  const open = ({ id }: PayoutRow): void => void navigate({ to: '/money/payouts/$settlementId', params: { settlementId: String(id) } });
  const choose = (one: string): void => void navigate({ to: '/money/payouts', search: one === 'toDo' ? {} : { view: one as PayoutView }, replace: true });
  return (
    <Screen
      title={t(($) => $.shell.money)}
      buttons={
        <>
          <ActionButton action={save} variant="subtle" />
          <ActionButton action={held} variant="default" />
          <ActionButton action={recording} variant="default" />
          <ActionButton action={importing} />
        </>
      }
    >
      <MoneyTabs current="payouts" />
      <div className="filters">
        <SegmentedControl aria-label={t(($) => $.payouts.state)} data={views.map((one) => ({ value: one, label: t(($) => $.payouts.views[one]) }))} value={view} onChange={choose} />
      </div>
      {pages.isPending && <Loading widths={[80, 160, 120, 100]} rows={14} />}
      {pages.error !== null && <ProblemPanel problem={pages.error} onRetry={pages.retry} />}
      {pages.first && (
        <DataTable
          label={t(($) => $.payouts.title)}
          columns={columns}
          list={list}
          rowHeight={rowHeight}
          rowName={(row) => `${row.channel} ${row.number}`}
          onReachEnd={pages.readMore}
          onOpen={open}
          empty={<Empty title={t(($) => $.payouts.empty[view].title)} text={t(($) => $.payouts.empty[view].text)} />}
        />
      )}
      {doing === 'import' && <PayoutImportDialog onClose={() => setDoing(undefined)} />}
      {doing === 'record' && <RecordPayoutDialog onClose={() => setDoing(undefined)} onDone={(id) => open({ id } as PayoutRow)} />}
      {doing === 'save' && <SaveReportDialog asked={{ name: 'payouts', to: dayOf(now, formats.timeZone), language }} onClose={() => setDoing(undefined)} />}
    </Screen>
  );
}

function usePayoutColumns(): readonly Column<PayoutRow>[] {
  const { t } = useTranslation();
  const formats = useFormats();
  return useMemo(() => {
    const sum = (id: 'sales' | 'refunds' | 'fees' | 'reserve' | 'other', dropOrder: number): Column<PayoutRow> => ({
      id, header: t(($) => $.payouts.groups[id]), width: 96, numeric: true, dropOrder, cell: (row) => (row.sums[id] === 0 ? '—' : formats.amountIn(row.sums[id], row.currency)),
    });
    return [
      { id: 'on', header: t(($) => $.payouts.paidOn), width: 70, cell: (row) => <span className="text2">{formats.day(row.paidOn)}</span> },
      { id: 'channel', header: t(($) => $.payouts.channel), width: 120, grows: true, cell: (row) => <span className="ellipsis">{row.channel}</span> },
      { id: 'number', header: t(($) => $.payouts.number), width: 130, grows: true, cell: (row) => <span className="medium code ellipsis">{row.number}</span> },
      sum('sales', 2), sum('refunds', 3), sum('fees', 4), sum('reserve', 5), sum('other', 6),
      { id: 'payout', header: t(($) => $.payouts.sent), width: 130, numeric: true, cell: (row) => <span className="strong">{formats.moneyIn(row.payout, row.currency)}</span> },
      { id: 'state', header: t(($) => $.payouts.stateOf), width: 190, cell: (row) => <Status kind={glyphOf(row)}><StateWords row={row} /></Status> },
    ];
  }, [t, formats]);
}

/** The state, and for what is to reconcile how much of it waits for a word. */
export function StateWords({ row }: { row: Pick<PayoutRow, 'state' | 'toDecide' | 'residual' | 'currency'> }) {
  const { t } = useTranslation();
  const formats = useFormats();
  if (row.state !== 'open') return t(($) => $.payouts.states[row.state]);
  if (row.residual !== 0) return t(($) => $.payouts.leftOver, { amount: formats.moneyIn(row.residual, row.currency) });
  return row.toDecide === 0 ? t(($) => $.payouts.allFits) : t(($) => $.payouts.toDecide, { count: row.toDecide });
}
