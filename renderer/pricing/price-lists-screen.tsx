import { Button } from '@mantine/core';
import { Link, useNavigate, useSearch } from '@tanstack/react-router';
import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useQueryOf } from '../client/use-shop.tsx';
import type { Action } from '../ui/actions/action-registry.ts';
import { ActionButton } from '../ui/actions/action-button.tsx';
import { useActions } from '../ui/actions/use-actions.ts';
import { useDensity } from '../ui/density.ts';
import { Empty } from '../ui/empty.tsx';
import { Loading } from '../ui/loading.tsx';
import { ProblemPanel } from '../ui/problem-panel.tsx';
import { Screen, Trail } from '../ui/screen.tsx';
import { Status } from '../ui/status.tsx';
import type { Column } from '../ui/table/column.ts';
import { DataTable } from '../ui/table/data-table.tsx';
import { listActions, useListWords } from '../ui/table/list-actions.ts';
import { useList } from '../ui/table/use-list.ts';
import { PriceListDialog } from './price-list-dialog.tsx';
import { GroupsDialog } from './groups-dialog.tsx';
import { MarginDialog } from './margin-dialog.tsx';
import { PriceListPeek } from './price-list-peek.tsx';
import { type PriceListRow, usePriceListWords } from './use-price-list-words.ts';

const idOf = (row: PriceListRow): number => row.id;
const none: readonly PriceListRow[] = [];

/** Every price list in the order they are asked, with one's prices beside them. */
export function PriceListsScreen() {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const search = useSearch({ from: '/products/prices' });
  const lists = useQueryOf('priceList.list', undefined);
  const list = useList(lists.data?.rows ?? none, idOf);
  const [adding, setAdding] = useState(false);
  const [dialog, setDialog] = useState<'groups' | 'margins'>();
  const peek = (id: number | undefined): void => void navigate({ to: '/products/prices', search: id === undefined ? {} : { list: id }, replace: true });
  const moved = (by: number): void => {
    const next = list.rows[list.cursor + by];
    list.move(by);
    if (next && search.list !== undefined) peek(next.id);
  };
  const group = t(($) => $.pricing.lists);
  const create: Action = { id: 'prices.new', label: t(($) => $.pricing.create), group, keys: 'n', run: () => setAdding(true) };
  const groups: Action = { id: 'prices.groups', label: t(($) => $.groups.title), group, keys: 'u', run: () => setDialog('groups') };
  const margins: Action = { id: 'prices.margins', label: t(($) => $.margins.title), group, keys: 'm', run: () => setDialog('margins') };
  useActions('screen', [
    ...listActions({ ...list, move: moved }, useListWords()),
    create,
    groups,
    margins,
    { id: 'prices.back', label: t(($) => $.keys.back), group, keys: 'escape', onlyKey: true, run: () => void navigate({ to: '/products' }) },
  ]);
  const columns = usePriceListColumns();
  const rowHeight = useDensity();
  return (
    <Screen
      title={<Trail parent={<Link to="/products">{t(($) => $.shell.products)}</Link>}>{group}</Trail>}
      buttons={
        <>
          <ActionButton action={groups} variant="subtle" />
          <ActionButton action={margins} variant="subtle" />
          <ActionButton action={create} />
        </>
      }
      peek={search.list !== undefined && <PriceListPeek key={search.list} priceListId={search.list} onNext={() => moved(1)} onClose={() => peek(undefined)} />}
    >
      {lists.isPending && <Loading widths={[180, 140, 140, 60]} rows={8} />}
      {lists.error && <ProblemPanel problem={lists.error} onRetry={() => void lists.refetch()} />}
      {lists.data && (
        <DataTable label={group} columns={columns} list={list} rowHeight={rowHeight} rowName={(row) => row.name} onPeek={(row) => peek(row.id)} onOpen={(row) => peek(row.id)} empty={<NoLists onCreate={() => setAdding(true)} />} />
      )}
      {dialog === 'groups' && <GroupsDialog onClose={() => setDialog(undefined)} />}
      {dialog === 'margins' && <MarginDialog onClose={() => setDialog(undefined)} />}
      {adding && <PriceListDialog onClose={() => setAdding(false)} onSaved={peek} />}
    </Screen>
  );
}

function NoLists({ onCreate }: { onCreate: () => void }) {
  const { t } = useTranslation();
  return (
    <Empty title={t(($) => $.pricing.emptyTitle)} text={t(($) => $.pricing.emptyText)}>
      <Button variant="default" onClick={onCreate}>
        {t(($) => $.pricing.create)}
      </Button>
    </Empty>
  );
}

function usePriceListColumns(): readonly Column<PriceListRow>[] {
  const { t } = useTranslation();
  const { forWhom, when } = usePriceListWords();
  return useMemo(
    () => [
      { id: 'name', header: t(($) => $.pricing.name), width: 180, grows: true, cell: (row) => <span className="medium">{row.name}</span> },
      { id: 'forWhom', header: t(($) => $.pricing.forWhom), width: 180, cell: (row) => <span className="ellipsis text2">{forWhom(row)}</span> },
      { id: 'when', header: t(($) => $.pricing.validFrom), width: 190, dropOrder: 2, cell: (row) => <span className="text2">{when(row)}</span> },
      { id: 'priority', header: t(($) => $.pricing.priority), width: 90, numeric: true, dropOrder: 1, cell: (row) => row.priority },
      { id: 'rows', header: t(($) => $.pricing.rows), width: 70, numeric: true, cell: (row) => row.rows },
      {
        id: 'state',
        header: t(($) => $.pricing.state),
        width: 120,
        cell: (row) => <Status kind={row.blocked ? 'off' : 'done'}>{row.blocked ? t(($) => $.pricing.outOfUse) : t(($) => $.pricing.inUse)}</Status>,
      },
    ],
    [t, forWhom, when],
  );
}
