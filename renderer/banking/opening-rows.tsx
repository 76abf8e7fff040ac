import { Button, SegmentedControl } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { OpeningList } from '../../shared/banking/opening.rules.ts';
import { minor, sumMinor } from '../../shared/units/minor.ts';
import { useCommand } from '../client/use-shop.tsx';
import { useImportAction } from '../company/import-action.tsx';
import { importPlaces } from '../company/import-place.ts';
import { ActionButton } from '../ui/actions/action-button.tsx';
import { useActions } from '../ui/actions/use-actions.ts';
import { useDensity } from '../ui/density.ts';
import { Empty } from '../ui/empty.tsx';
import { ProblemPanel } from '../ui/problem-panel.tsx';
import { DataTable } from '../ui/table/data-table.tsx';
import { listActions, useListWords } from '../ui/table/list-actions.ts';
import { useList } from '../ui/table/use-list.ts';
import { useToasts } from '../ui/toast.tsx';
import { useFormats } from '../ui/ui-context.tsx';
import { useBalanceColumns, useItemColumns } from './opening-columns.tsx';
import { OpeningRowDialog } from './opening-row-dialog.tsx';
import type { Opening } from './opening-screen.tsx';

export type Row = Opening['rows'][number];
type View = 'all' | Exclude<OpeningList, 'balance'>;
const views = ['all', 'receivable', 'payable', 'bank'] as const satisfies readonly View[];
const idOf = (row: Row): number => row.openingRowId;

/** The rows of a step: imported, typed, changed and taken out here; the foot says what they come to. */
export function OpeningRows({ opening, lists }: { opening: Opening; lists: readonly OpeningList[] }) {
  const { t } = useTranslation();
  const group = t(($) => $.opening.title);
  const [view, setView] = useState<View>('all');
  const [editing, setEditing] = useState<Row | 'new'>();
  const isItems = !lists.includes('balance');
  const rows = useMemo(() => opening.rows.filter(({ list }) => lists.includes(list) && (view === 'all' || list === view)), [opening.rows, lists, view]);
  const list = useList(rows, idOf);
  const { remove, problem } = useRemoving();
  const bringIn = useImportAction('opening');
  const { current } = list;
  const add = { id: 'opening.add', label: t(($) => $.opening.add), group, keys: 'n', run: () => setEditing('new') };
  const acts = current
    ? [
        { id: 'opening.change', label: t(($) => $.opening.change), group, keys: 'e', run: () => setEditing(current) },
        { id: 'opening.remove', label: t(($) => $.opening.remove), group, keys: 'x', run: () => remove(list.selectedRows.length > 0 ? list.selectedRows : [current]) },
      ]
    : [];
  const words = useListWords();
  // The row under the cursor is taken out with x, so x does not tick it.
  useActions('screen', [...listActions(list, words).filter(({ keys }) => keys !== 'x'), add, bringIn, ...acts]);
  const [balanceColumns, itemColumns] = [useBalanceColumns(), useItemColumns()];
  const empty = isItems ? { title: t(($) => $.opening.noItems), text: t(($) => $.opening.noItemsText) } : { title: t(($) => $.opening.noBalances), text: t(($) => $.opening.noBalancesText) };
  return (
    <>
      {isItems && (
        <div className="filters">
          <SegmentedControl aria-label={t(($) => $.opening.steps.items)} data={views.map((one) => ({ value: one, label: t(($) => $.opening.views[one]) }))} value={view} onChange={setView} />
        </div>
      )}
      {problem !== null && <ProblemPanel problem={problem} />}
      <DataTable
        label={t(($) => $.opening.steps[isItems ? 'items' : 'balances'])}
        columns={isItems ? itemColumns : balanceColumns}
        list={list}
        rowHeight={useDensity()}
        rowName={(row) => [row.account, row.party, row.number].filter(Boolean).join(' ')}
        onOpen={setEditing}
        empty={
          <Empty {...empty}>
            <Button component={Link} to={importPlaces.opening.import}>{t(($) => $.opening.import)}</Button>
            <ActionButton action={add} variant="default" />
          </Empty>
        }
      />
      {rows.length > 0 && (
        <div className="bottom-line">
          <ActionButton action={add} variant="default" />
          <ActionButton action={bringIn} variant="default" />
          {acts.map((action) => <ActionButton key={action.id} action={action} variant="default" />)}
          <span className="spring" />
          <Sums rows={rows} isItems={isItems} />
        </div>
      )}
      {editing !== undefined && <OpeningRowDialog row={editing === 'new' ? undefined : editing} lists={view === 'all' ? lists : [view]} onClose={() => setEditing(undefined)} />}
    </>
  );
}

function useRemoving() {
  const { t } = useTranslation();
  const show = useToasts((toasts) => toasts.show);
  const [remove, restore] = [useCommand('opening.removeRows'), useCommand('opening.restoreRows')];
  return {
    problem: remove.error ?? restore.error,
    remove: (rows: readonly Row[]): void => {
      const openingRowIds = rows.map(idOf);
      remove.mutate({ openingRowIds }, { onSuccess: () => show(t(($) => $.opening.removedToast, { count: rows.length }), () => restore.mutateAsync({ openingRowIds })) });
    },
  };
}

/** Debits and credits, and how they differ; of open items their sum. */
function Sums({ rows, isItems }: { rows: readonly Row[]; isItems: boolean }) {
  const { t } = useTranslation();
  const formats = useFormats();
  const worths = rows.map(({ worth }) => worth ?? minor(0));
  const total = sumMinor(worths);
  if (isItems) return <span className="strong num">{`${t(($) => $.opening.sum)} ${formats.money(total)}`}</span>;
  const debit = sumMinor(worths.filter((worth) => worth > 0));
  return (
    <>
      <span className="text2">{t(($) => $.opening.debit)} <span className="num">{formats.amount(debit)}</span></span>
      <span className="text2">{t(($) => $.opening.credit)} <span className="num">{formats.amount(minor(debit - total))}</span></span>
      <span className={total === 0 ? 'strong num' : 'strong num warn'} aria-live="polite">{`${t(($) => $.opening.difference)} ${formats.amount(total)}`}</span>
    </>
  );
}
