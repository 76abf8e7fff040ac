import { SegmentedControl } from '@mantine/core';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { LabelItem } from '../../shared/catalog/label.contract.ts';
import { LabelsBulkBar } from '../catalog/labels-bulk-bar.tsx';
import type { InputOf, OutputOf } from '../client/methods.ts';
import { usePagesOf } from '../client/use-shop.tsx';
import type { Action } from '../ui/actions/action-registry.ts';
import { ActionButton } from '../ui/actions/action-button.tsx';
import { useActions } from '../ui/actions/use-actions.ts';
import { Empty } from '../ui/empty.tsx';
import { ProblemPanel } from '../ui/problem-panel.tsx';
import { Screen } from '../ui/screen.tsx';
import { Status } from '../ui/status.tsx';
import type { Column } from '../ui/table/column.ts';
import { listActions, useListWords } from '../ui/table/list-actions.ts';
import { PagedTable } from '../ui/table/paged-table.tsx';
import { useList } from '../ui/table/use-list.ts';
import { useFormats } from '../ui/ui-context.tsx';
import { AlertLevelDialog } from './alert-level-dialog.tsx';
import { AlertPeek } from './alert-peek.tsx';
import { PurchasingTabs } from './purchasing-tabs.tsx';
import { useReorderLevels } from './use-reorder-levels.ts';

type Page = OutputOf<'stockAlert.list'>;
export type StockAlert = Page['rows'][number];

const reading = {
  rowsOf: (page: Page) => page.rows,
  after: (input: InputOf<'stockAlert.list'>, page: Page) => (page.next ? { ...input, after: page.next } : undefined),
};
const labelOf = ({ variantId }: StockAlert): LabelItem => ({ variantId, copies: 1 });
const idOf = (row: StockAlert): number => row.id;
const views = ['open', 'all'] as const;

export interface AlertSearch {
  readonly view?: 'all';
  readonly alert?: number;
}

export const readAlertSearch = ({ view, alert }: Record<string, unknown>): AlertSearch => ({ ...(view === 'all' && { view }), ...(typeof alert === 'number' && { alert }) });

/** Too little and too much, each said once: why, and an order or a transfer that ends it. */
export function AlertsScreen() {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const search = useSearch({ from: '/purchasing/alerts' });
  const view = search.view ?? 'open';
  const pages = usePagesOf('stockAlert.list', { view, limit: 100 }, reading);
  const list = useList(pages.rows, idOf);
  const [setting, setSetting] = useState(false);
  const adopt = useReorderLevels();
  const show = (next: AlertSearch): void => void navigate({ to: '/purchasing/alerts', search: next, replace: true });
  const peek = ({ id }: StockAlert): void => show({ ...search, alert: id });
  const moved = (by: number): void => {
    const next = list.rows[list.cursor + by];
    list.move(by);
    if (next && search.alert !== undefined) peek(next);
  };
  const group = t(($) => $.alerts.title);
  const set: Action = { id: 'alerts.set', label: t(($) => $.alerts.setLevel), group, keys: 'n', run: () => setSetting(true) };
  const take: Action = { id: 'alerts.adopt', label: t(($) => $.alerts.adopt), group, keys: 'l', run: adopt.run };
  useActions('screen', [...listActions({ ...list, move: moved }, useListWords()), set, take]);
  const columns = useAlertColumns();
  const open = pages.rows.find(({ id }) => id === search.alert);
  return (
    <Screen
      title={t(($) => $.shell.purchasing)}
      buttons={<><ActionButton action={take} variant="default" loading={adopt.pending} /><ActionButton action={set} /></>}
      peek={open && <AlertPeek alert={open} onNext={() => moved(1)} onClose={() => show(search.view ? { view: search.view } : {})} />}
    >
      <PurchasingTabs current="alerts" />
      <div className="filters">
        <SegmentedControl aria-label={t(($) => $.bills.state)} data={views.map((one) => ({ value: one, label: t(($) => $.alerts.views[one]) }))} value={view} onChange={(one) => show(one === 'all' ? { view: 'all' } : {})} />
      </div>
      {adopt.problem !== null && <ProblemPanel problem={adopt.problem} />}
      <PagedTable
        pages={pages}
        widths={[80, 200, 100, 100]}
        label={group}
        columns={columns}
        list={list}
        rowName={(row) => row.sku}
        ticks
        onPeek={peek}
        onOpen={peek}
        empty={<Empty title={t(($) => $.alerts.noneTitle)} text={t(($) => $.alerts.noneText)} />}
      />
      {list.selected.size > 0 && <LabelsBulkBar list={list} itemOf={labelOf} />}
      {setting && <AlertLevelDialog onClose={() => setSetting(false)} />}
    </Screen>
  );
}

function useAlertColumns(): readonly Column<StockAlert>[] {
  const { t } = useTranslation();
  const formats = useFormats();
  return useMemo(() => {
    const figure = (amount: StockAlert['available']): string => (amount === undefined ? '—' : formats.quantity(amount));
    return [
      { id: 'kind', header: t(($) => $.bills.state), width: 130, cell: (row) => <Status kind={row.recoveredAt === null ? 'look' : 'done'}>{row.recoveredAt === null ? t(($) => $.alerts.kinds[row.kind]) : t(($) => $.alerts.recovered)}</Status> },
      { id: 'sku', header: t(($) => $.products.sku), width: 110, cell: (row) => <span className="medium code">{row.sku}</span> },
      { id: 'name', header: t(($) => $.products.name), width: 180, grows: true, cell: (row) => <span className="ellipsis">{row.name}</span> },
      { id: 'place', header: t(($) => $.counts.location), width: 130, dropOrder: 1, cell: (row) => <span className="text2 ellipsis">{row.locationName}</span> },
      { id: 'since', header: t(($) => $.alerts.since), width: 110, dropOrder: 2, cell: (row) => <span className="text2">{formats.dateTime(row.firedAt)}</span> },
      { id: 'available', header: t(($) => $.alerts.available), width: 90, numeric: true, cell: (row) => figure(row.available) },
      { id: 'level', header: t(($) => $.alerts.level), width: 80, numeric: true, cell: (row) => figure(row.threshold) },
      { id: 'incoming', header: t(($) => $.purchasing.openQuantity), width: 80, numeric: true, cell: (row) => (row.incoming === 0 ? '—' : figure(row.incoming)) },
    ];
  }, [t, formats]);
}
