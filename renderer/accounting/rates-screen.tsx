import { Select } from '@mantine/core';
import { useNavigate } from '@tanstack/react-router';
import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { InputOf, OutputOf } from '../client/methods.ts';
import { useCommand, usePagesOf } from '../client/use-shop.tsx';
import { ActionButton } from '../ui/actions/action-button.tsx';
import type { Action } from '../ui/actions/action-registry.ts';
import { useActions } from '../ui/actions/use-actions.ts';
import { Empty } from '../ui/empty.tsx';
import { ProblemPanel } from '../ui/problem-panel.tsx';
import { Screen, Trail } from '../ui/screen.tsx';
import type { Column } from '../ui/table/column.ts';
import { listActions, useListWords } from '../ui/table/list-actions.ts';
import { PagedTable } from '../ui/table/paged-table.tsx';
import { useList } from '../ui/table/use-list.ts';
import { useToasts } from '../ui/toast.tsx';
import { useFormats } from '../ui/ui-context.tsx';
import { MoneyTabs } from './money-tabs.tsx';
import { RateDialog } from './rate-dialog.tsx';
import { RateSheetDialog } from './rate-sheet-dialog.tsx';

type Page = OutputOf<'exchangeRate.list'>;
export type Rate = Page['rows'][number];

const reading = {
  rowsOf: (page: Page) => page.rows,
  after: (input: InputOf<'exchangeRate.list'>, page: Page) => (page.next ? { ...input, after: page.next } : undefined),
};
const idOf = (rate: Rate): number => rate.exchangeRateId;

/** What other currencies were worth, the latest day first: typed, read from a sheet, taken back. */
export function RatesScreen() {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const show = useToasts((toasts) => toasts.show);
  const [currency, setCurrency] = useState<string | null>(null);
  const [doing, setDoing] = useState<'add' | 'import'>();
  const pages = usePagesOf('exchangeRate.list', { limit: 100, ...(currency !== null && { currency }) }, reading);
  const list = useList(pages.rows, idOf);
  const withdraw = useCommand('exchangeRate.withdraw');
  const restore = useCommand('exchangeRate.restore');
  const current = list.rows[list.cursor];
  const group = t(($) => $.currencies.title);
  const takeBack = (rate: Rate): void => {
    const { exchangeRateId } = rate;
    withdraw.mutate({ exchangeRateId }, { onSuccess: () => show(t(($) => $.currencies.withdrawn, { currency: rate.currency, on: rate.onDay }), () => restore.mutateAsync({ exchangeRateId })) });
  };
  const add: Action = { id: 'rates.add', label: t(($) => $.currencies.add), group, keys: 'n', run: () => setDoing('add') };
  const importing: Action = { id: 'rates.import', label: t(($) => $.currencies.import), group, keys: 'i', run: () => setDoing('import') };
  const revalue: Action = { id: 'rates.revalue', label: t(($) => $.revaluation.title), group, keys: 'v', run: () => void navigate({ to: '/money/revaluation' }) };
  const drop: Action = { id: 'rates.withdraw', label: t(($) => $.currencies.withdraw), group, keys: 'u', run: () => current && takeBack(current) };
  useActions('screen', [...listActions(list, useListWords()), add, importing, revalue, ...(current ? [drop] : [])]);
  const home = pages.first?.home ?? '';
  const columns = useRateColumns(home);
  const known = pages.first?.currencies ?? [];
  return (
    <Screen
      title={<Trail parent={t(($) => $.shell.money)}>{group}</Trail>}
      buttons={<><ActionButton action={revalue} variant="default" /><ActionButton action={importing} variant="default" /><ActionButton action={add} /></>}
    >
      <MoneyTabs current="currencies" />
      {known.length > 0 && (
        <div className="filters">
          <Select
            aria-label={t(($) => $.currencies.currency)}
            data={[{ value: '', label: t(($) => $.currencies.all) }, ...known.map((one) => ({ value: one.currency, label: one.currency }))]}
            value={currency ?? ''}
            onChange={(code) => setCurrency(code === null || code === '' ? null : code)}
          />
          <span className="text2">{t(($) => $.currencies.holds)}</span>
        </div>
      )}
      {withdraw.error !== null && <ProblemPanel problem={withdraw.error} />}
      <PagedTable
        pages={pages}
        widths={[100, 80, 120, 160]}
        label={group}
        columns={columns}
        list={list}
        rowName={(rate) => `${rate.currency} ${rate.onDay}`}
        empty={<Empty title={t(($) => $.currencies.none)} text={t(($) => $.currencies.noneText)} />}
      />
      {current && (
        <div className="bottom-line">
          <ActionButton action={drop} variant="default" />
        </div>
      )}
      {doing === 'add' && <RateDialog home={home} onClose={() => setDoing(undefined)} />}
      {doing === 'import' && <RateSheetDialog home={home} known={known.map((one) => one.currency)} onClose={() => setDoing(undefined)} />}
    </Screen>
  );
}

function useRateColumns(home: string): readonly Column<Rate>[] {
  const { t } = useTranslation();
  const formats = useFormats();
  return useMemo(
    () => [
      { id: 'on', header: t(($) => $.currencies.from), width: 140, cell: (rate) => formats.fullDay(rate.onDay) },
      { id: 'currency', header: t(($) => $.currencies.currency), width: 90, cell: (rate) => <span className="medium code">{rate.currency}</span> },
      { id: 'source', header: t(($) => $.currencies.source), width: 200, grows: true, cell: (rate) => <span className="text2 ellipsis">{[t(($) => $.currencies.sources[rate.source]), rate.sourceName].filter(Boolean).join(' · ')}</span> },
      { id: 'recorded', header: t(($) => $.currencies.recorded), width: 130, dropOrder: 1, cell: (rate) => <span className="text2">{formats.dateTime(rate.recordedAt)}</span> },
      { id: 'rate', header: t(($) => $.currencies.forOne, { home }), width: 140, numeric: true, cell: (rate) => <span className="medium">{rate.rate}</span> },
    ],
    [t, formats, home],
  );
}
