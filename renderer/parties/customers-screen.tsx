import { Button } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import { Link, useNavigate, useSearch } from '@tanstack/react-router';
import { useMemo, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { InputOf, OutputOf } from '../client/methods.ts';
import { usePagesOf } from '../client/use-shop.tsx';
import { useImportAction } from '../company/import-action.tsx';
import type { Action } from '../ui/actions/action-registry.ts';
import { ActionButton } from '../ui/actions/action-button.tsx';
import { useActions } from '../ui/actions/use-actions.ts';
import { useDensity } from '../ui/density.ts';
import { Empty } from '../ui/empty.tsx';
import { Loading } from '../ui/loading.tsx';
import { ProblemPanel } from '../ui/problem-panel.tsx';
import { Screen } from '../ui/screen.tsx';
import { SearchField } from '../ui/search-field.tsx';
import { Status } from '../ui/status.tsx';
import type { Column } from '../ui/table/column.ts';
import { DataTable } from '../ui/table/data-table.tsx';
import { listActions, useListWords } from '../ui/table/list-actions.ts';
import { useList } from '../ui/table/use-list.ts';
import { CustomerDialog } from './customer-dialog.tsx';
import { CustomerPeek } from './customer-peek.tsx';
import type { CustomerSearch } from './customer-search.ts';

type CustomerPage = OutputOf<'customer.list'>;
type CustomerRow = CustomerPage['rows'][number];

const reading = {
  rowsOf: (page: CustomerPage) => page.rows,
  after: (input: InputOf<'customer.list'>, page: CustomerPage) => (page.next ? { ...input, after: page.next } : undefined),
};
const idOf = (row: CustomerRow): number => row.id;

/** Everybody who ever bought, by name, with their card beside the list. */
export function CustomersScreen() {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const search = useSearch({ from: '/customers' });
  const pages = usePagesOf('customer.list', { limit: 100, ...(search.text !== undefined && { text: search.text }) }, reading);
  const list = useList(pages.rows, idOf);
  const searchRef = useRef<HTMLInputElement>(null);
  const show = (next: CustomerSearch): void => void navigate({ to: '/customers', search: next, replace: true });
  const peek = ({ id }: CustomerRow): void => show({ ...search, customer: id });
  const moved = (by: number): void => {
    const next = list.rows[list.cursor + by];
    list.move(by);
    if (next && search.customer !== undefined) peek(next);
  };
  const group = t(($) => $.shell.customers);
  const bringIn = useImportAction('customers');
  const [creating, setCreating] = useState(false);
  const create: Action = { id: 'customers.new', label: t(($) => $.customers.create), group, keys: 'n', icon: <IconPlus size={14} />, run: () => setCreating(true) };
  useActions('screen', [
    create,
    bringIn,
    ...listActions({ ...list, move: moved }, useListWords()),
    { id: 'customers.search', label: t(($) => $.keys.search), group, keys: '/', run: () => searchRef.current?.focus() },
  ]);
  const columns = useCustomerColumns();
  const rowHeight = useDensity();
  return (
    <Screen
      title={group}
      buttons={
        <>
          <ActionButton action={create} variant="default" />
          <ActionButton action={bringIn} variant="default" />
        </>
      }
      peek={search.customer !== undefined && <CustomerPeek customerId={search.customer} onNext={() => moved(1)} onClose={() => show(search.text === undefined ? {} : { text: search.text })} />}
    >
      <div className="filters">
        <SearchField label={t(($) => $.keys.search)} placeholder={t(($) => $.customers.searchPlaceholder)} text={search.text ?? ''} onSearch={(text) => show(text === '' ? {} : { text })} inputRef={searchRef} />
      </div>
      {creating && <CustomerDialog onClose={() => setCreating(false)} onSaved={(customer) => show({ ...search, customer })} />}
      {pages.isPending && <Loading widths={[80, 200, 200, 100]} rows={14} />}
      {pages.error !== null && <ProblemPanel problem={pages.error} onRetry={pages.retry} />}
      {pages.first && (
        <DataTable
          label={group}
          columns={columns}
          list={list}
          rowHeight={rowHeight}
          rowName={(row) => row.name}
          onReachEnd={pages.readMore}
          onPeek={peek}
          onOpen={peek}
          empty={
            search.text === undefined ? (
              <Empty title={t(($) => $.customers.emptyTitle)} text={t(($) => $.customers.emptyText)}>
                <Button variant="default" component={Link} to="/channels">
                  {t(($) => $.orders.connect)}
                </Button>
              </Empty>
            ) : (
              <Empty title={t(($) => $.customers.noneTitle)} text={t(($) => $.customers.noneText)} />
            )
          }
        />
      )}
    </Screen>
  );
}

function useCustomerColumns(): readonly Column<CustomerRow>[] {
  const { t } = useTranslation();
  return useMemo(
    () => [
      { id: 'number', header: t(($) => $.customers.number), width: 100, cell: (row) => <span className="code text2">{row.number}</span> },
      { id: 'name', header: t(($) => $.customers.name), width: 180, grows: true, cell: (row) => <CustomerName row={row} /> },
      { id: 'email', header: t(($) => $.customers.email), width: 220, dropOrder: 2, cell: (row) => <span className="text2">{row.email ?? '—'}</span> },
      { id: 'phone', header: t(($) => $.customers.phone), width: 140, dropOrder: 3, cell: (row) => <span className="text2 code">{row.phone ?? '—'}</span> },
      { id: 'city', header: t(($) => $.customers.city), width: 130, dropOrder: 1, cell: (row) => <span className="text2">{row.city ?? '—'}</span> },
    ],
    [t],
  );
}

function CustomerName({ row: { name, blocked } }: { row: CustomerRow }) {
  const { t } = useTranslation();
  return (
    <span className="row" style={{ flexWrap: 'nowrap', minWidth: 0 }}>
      <span className="medium ellipsis">{name}</span>
      {blocked && <Status kind="off">{t(($) => $.customers.blocked)}</Status>}
    </span>
  );
}
