import { Button } from '@mantine/core';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { useMemo, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { InputOf, OutputOf } from '../client/methods.ts';
import { usePagesOf } from '../client/use-shop.tsx';
import type { Action } from '../ui/actions/action-registry.ts';
import { ActionButton } from '../ui/actions/action-button.tsx';
import { useActions } from '../ui/actions/use-actions.ts';
import { Empty } from '../ui/empty.tsx';
import { Screen } from '../ui/screen.tsx';
import { SearchField } from '../ui/search-field.tsx';
import { Status } from '../ui/status.tsx';
import type { Column } from '../ui/table/column.ts';
import { listActions, useListWords } from '../ui/table/list-actions.ts';
import { PagedTable } from '../ui/table/paged-table.tsx';
import { useList } from '../ui/table/use-list.ts';
import { ExpiringPapers } from './expiring-papers.tsx';
import { PurchasingTabs } from './purchasing-tabs.tsx';
import { SupplierDialog } from './supplier-dialog.tsx';
import { SupplierPeek } from './supplier-peek.tsx';
import type { SupplierSearch } from './supplier-search.ts';

type SupplierPage = OutputOf<'supplier.list'>;
type SupplierRow = SupplierPage['rows'][number];

const reading = {
  rowsOf: (page: SupplierPage) => page.rows,
  after: (input: InputOf<'supplier.list'>, page: SupplierPage) => (page.next ? { ...input, after: page.next } : undefined),
};
const idOf = (row: SupplierRow): number => row.id;

/** Everybody the shop buys from, by name, with their card beside the list. */
export function SuppliersScreen() {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const search = useSearch({ from: '/purchasing/suppliers' });
  const pages = usePagesOf('supplier.list', { limit: 100, ...(search.text !== undefined && { text: search.text }) }, reading);
  const list = useList(pages.rows, idOf);
  const searchRef = useRef<HTMLInputElement>(null);
  const [adding, setAdding] = useState(false);
  const show = (next: SupplierSearch): void => void navigate({ to: '/purchasing/suppliers', search: next, replace: true });
  const peek = ({ id }: { id: number }): void => show({ ...search, supplier: id });
  const moved = (by: number): void => {
    const next = list.rows[list.cursor + by];
    list.move(by);
    if (next && search.supplier !== undefined) peek(next);
  };
  const group = t(($) => $.purchasing.suppliers);
  const create: Action = { id: 'suppliers.new', label: t(($) => $.suppliers.create), group, keys: 'n', run: () => setAdding(true) };
  useActions('screen', [
    ...listActions({ ...list, move: moved }, useListWords()),
    create,
    { id: 'suppliers.search', label: t(($) => $.keys.search), group, keys: '/', run: () => searchRef.current?.focus() },
  ]);
  const columns = useSupplierColumns();
  const close = (): void => show(search.text === undefined ? {} : { text: search.text });
  return (
    <Screen
      title={t(($) => $.shell.purchasing)}
      buttons={<ActionButton action={create} />}
      peek={search.supplier !== undefined && <SupplierPeek supplierId={search.supplier} onNext={() => moved(1)} onClose={close} />}
    >
      <PurchasingTabs current="suppliers" />
      <ExpiringPapers onOpen={(id) => peek({ id })} />
      <div className="filters">
        <SearchField label={t(($) => $.keys.search)} placeholder={t(($) => $.suppliers.searchPlaceholder)} text={search.text ?? ''} onSearch={(text) => show(text === '' ? {} : { text })} inputRef={searchRef} />
      </div>
      <PagedTable pages={pages} widths={[80, 200, 140, 100]} label={group} columns={columns} list={list} rowName={(row) => row.name} onPeek={peek} onOpen={peek} empty={<NoSuppliers searched={search.text !== undefined} onCreate={() => setAdding(true)} />} />
      {adding && <SupplierDialog onClose={() => setAdding(false)} onSaved={(id) => peek({ id })} />}
    </Screen>
  );
}

function NoSuppliers({ searched, onCreate }: { searched: boolean; onCreate: () => void }) {
  const { t } = useTranslation();
  if (searched) return <Empty title={t(($) => $.suppliers.noneTitle)} text={t(($) => $.suppliers.noneText)} />;
  return (
    <Empty title={t(($) => $.suppliers.emptyTitle)} text={t(($) => $.suppliers.emptyText)}>
      <Button variant="default" onClick={onCreate}>
        {t(($) => $.suppliers.create)}
      </Button>
    </Empty>
  );
}

function useSupplierColumns(): readonly Column<SupplierRow>[] {
  const { t } = useTranslation();
  return useMemo(
    () => [
      { id: 'code', header: t(($) => $.suppliers.code), width: 100, cell: (row) => <span className="code text2">{row.code}</span> },
      { id: 'name', header: t(($) => $.suppliers.name), width: 180, grows: true, cell: (row) => <span className="medium">{row.name}</span> },
      { id: 'contact', header: t(($) => $.suppliers.contact), width: 140, dropOrder: 3, cell: (row) => <span className="text2">{row.contactName || '—'}</span> },
      { id: 'phone', header: t(($) => $.suppliers.phone), width: 140, dropOrder: 2, cell: (row) => <span className="text2 code">{row.phone || '—'}</span> },
      { id: 'leadTime', header: t(($) => $.suppliers.leadTimeDays), width: 150, numeric: true, dropOrder: 1, cell: (row) => row.leadTimeDays },
      {
        id: 'state',
        header: t(($) => $.suppliers.state),
        width: 130,
        cell: (row) => (row.blocked ? <Status kind="off">{t(($) => $.suppliers.blocked)}</Status> : <Status kind="done">{t(($) => $.suppliers.open)}</Status>),
      },
    ],
    [t],
  );
}
