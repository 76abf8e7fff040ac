import { Button } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { MoneyTabs } from '../accounting/money-tabs.tsx';
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
import { DrawerPeek } from './drawer-peek.tsx';

type Page = OutputOf<'drawer.list'>;
type Row = Page['rows'][number];

const reading = {
  rowsOf: (page: Page) => page.rows,
  after: (input: InputOf<'drawer.list'>, page: Page) => (page.next ? { ...input, after: page.next } : undefined),
};
const idOf = (row: Row): number => row.id;

/** Every cash drawer that was opened, with what its count found; one opens as its X or Z report. */
export function DrawersScreen() {
  const { t } = useTranslation();
  const pages = usePagesOf('drawer.list', { limit: 100 }, reading);
  const list = useList(pages.rows, idOf);
  const [shown, setShown] = useState<number>();
  const peek = (row: Row): void => setShown(row.id);
  useActions('screen', listActions(list, useListWords()));
  const columns = useDrawerColumns();
  return (
    <Screen title={t(($) => $.shell.money)} peek={shown !== undefined && <DrawerPeek drawerId={shown} onClose={() => setShown(undefined)} />}>
      <MoneyTabs current="drawers" />
      <PagedTable
        pages={pages}
        widths={[80, 140, 140, 100]}
        label={t(($) => $.till.drawers)}
        columns={columns}
        list={list}
        rowName={(row) => row.number}
        onPeek={peek}
        onOpen={peek}
        empty={
          <Empty title={t(($) => $.till.noDrawersTitle)} text={t(($) => $.till.noDrawersText)}>
            <Button component={Link} to="/station/till">
              {t(($) => $.till.openTill)}
            </Button>
          </Empty>
        }
      />
    </Screen>
  );
}

function useDrawerColumns(): readonly Column<Row>[] {
  const { t } = useTranslation();
  const formats = useFormats();
  return useMemo(
    () => [
      { id: 'number', header: t(($) => $.till.drawer), width: 100, cell: (row) => <span className="medium code">{row.number}</span> },
      { id: 'who', header: t(($) => $.till.who), width: 140, grows: true, cell: (row) => row.userName },
      { id: 'opened', header: t(($) => $.till.opened), width: 120, cell: (row) => formats.dateTime(row.openedAt) },
      { id: 'closed', header: t(($) => $.till.closed), width: 120, dropOrder: 1, cell: (row) => (row.closedAt === null ? '—' : formats.dateTime(row.closedAt)) },
      { id: 'state', header: t(($) => $.claims.state), width: 110, cell: (row) => <Status kind={row.closedAt === null ? 'half' : 'done'}>{row.closedAt === null ? t(($) => $.till.isOpen) : t(($) => $.till.isClosed)}</Status> },
      { id: 'float', header: `${t(($) => $.till.float)} ${formats.currencySymbol}`, width: 110, numeric: true, dropOrder: 2, cell: (row) => formats.amount(row.float) },
      { id: 'counted', header: `${t(($) => $.till.counted)} ${formats.currencySymbol}`, width: 110, numeric: true, cell: (row) => (row.counted === null ? '—' : formats.amount(row.counted)) },
      { id: 'difference', header: `${t(($) => $.till.difference)} ${formats.currencySymbol}`, width: 120, numeric: true, cell: (row) => (row.difference === null ? '—' : <span className={row.difference === 0 ? '' : 'warn'}>{formats.signed(row.difference)}</span>) },
    ],
    [t, formats],
  );
}
