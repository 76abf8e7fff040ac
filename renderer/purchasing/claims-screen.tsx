import { SegmentedControl } from '@mantine/core';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { InputOf, OutputOf } from '../client/methods.ts';
import { usePagesOf } from '../client/use-shop.tsx';
import { useActions } from '../ui/actions/use-actions.ts';
import { Empty } from '../ui/empty.tsx';
import { Screen } from '../ui/screen.tsx';
import { Status } from '../ui/status.tsx';
import type { Column } from '../ui/table/column.ts';
import { listActions, useListWords } from '../ui/table/list-actions.ts';
import { PagedTable } from '../ui/table/paged-table.tsx';
import { useList } from '../ui/table/use-list.ts';
import { useFormats } from '../ui/ui-context.tsx';
import { ClaimDialog } from './claim-dialog.tsx';
import { PurchasingTabs } from './purchasing-tabs.tsx';

type Page = OutputOf<'supplierClaim.list'>;
export type Claim = Page['rows'][number];

const reading = {
  rowsOf: (page: Page) => page.rows,
  after: (input: InputOf<'supplierClaim.list'>, page: Page) => (page.next ? { ...input, after: page.next } : undefined),
};
const idOf = (row: Claim): number => row.id;
const views = ['open', 'all'] as const;

export interface ClaimSearch {
  readonly view?: (typeof views)[number];
}

export const readClaimSearch = ({ view }: Record<string, unknown>): ClaimSearch => (view === 'all' ? { view } : {});

/** What suppliers still have to make good: damaged, missing or sent back goods. A claim opens what can come of it. */
export function ClaimsScreen() {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const { view = 'open' } = useSearch({ from: '/purchasing/claims' });
  const pages = usePagesOf('supplierClaim.list', { view, limit: 100 }, reading);
  const list = useList(pages.rows, idOf);
  const [settling, setSettling] = useState<Claim>();
  useActions('screen', listActions(list, useListWords()));
  const columns = useClaimColumns();
  return (
    <Screen title={t(($) => $.shell.purchasing)}>
      <PurchasingTabs current="claims" />
      <div className="filters">
        <SegmentedControl
          aria-label={t(($) => $.claims.state)}
          data={views.map((one) => ({ value: one, label: t(($) => $.claims.views[one]) }))}
          value={view}
          onChange={(one) => void navigate({ to: '/purchasing/claims', search: one === 'all' ? { view: 'all' } : {}, replace: true })}
        />
      </div>
      <PagedTable
        pages={pages}
        widths={[80, 200, 100, 100]}
        label={t(($) => $.purchasing.claims)}
        columns={columns}
        list={list}
        rowName={(row) => row.number}
        onPeek={setSettling}
        onOpen={setSettling}
        empty={<Empty title={t(($) => $.claims.noneTitle)} text={t(($) => $.claims.noneText)} />}
      />
      {settling && <ClaimDialog claim={settling} onClose={() => setSettling(undefined)} />}
    </Screen>
  );
}

function useClaimColumns(): readonly Column<Claim>[] {
  const { t } = useTranslation();
  const formats = useFormats();
  return useMemo(
    () => [
      { id: 'number', header: t(($) => $.purchasing.number), width: 110, cell: (row) => <span className="medium code">{row.number}</span> },
      { id: 'supplier', header: t(($) => $.purchasing.supplier), width: 150, cell: (row) => row.supplierName },
      { id: 'goods', header: t(($) => $.purchasing.item), width: 180, grows: true, cell: (row) => row.name ?? '—' },
      { id: 'kind', header: t(($) => $.claims.kind), width: 120, dropOrder: 2, cell: (row) => t(($) => $.claims.kinds[row.kind]) },
      { id: 'document', header: t(($) => $.claims.of), width: 110, dropOrder: 1, cell: (row) => <span className="code text2">{row.receiptNumber ?? row.orderNumber ?? '—'}</span> },
      { id: 'quantity', header: t(($) => $.bills.quantity), width: 90, numeric: true, cell: (row) => formats.quantity(row.quantity) },
      { id: 'state', header: t(($) => $.claims.state), width: 120, cell: (row) => <Status kind={row.settled ? 'done' : 'wait'}>{row.settled ? t(($) => $.claims.settled) : t(($) => $.claims.open)}</Status> },
      { id: 'open', header: `${t(($) => $.claims.openAmount)} ${formats.currencySymbol}`, width: 110, numeric: true, cell: (row) => (row.open === undefined || row.open === 0 ? '—' : formats.amount(row.open)) },
    ],
    [t, formats],
  );
}
