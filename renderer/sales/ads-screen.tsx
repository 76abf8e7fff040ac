import { IconPlus } from '@tabler/icons-react';
import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { MoneyTabs } from '../accounting/money-tabs.tsx';
import type { InputOf, OutputOf } from '../client/methods.ts';
import { usePagesOf } from '../client/use-shop.tsx';
import { ActionButton } from '../ui/actions/action-button.tsx';
import { useActions } from '../ui/actions/use-actions.ts';
import { Empty } from '../ui/empty.tsx';
import { Screen, Trail } from '../ui/screen.tsx';
import type { Column } from '../ui/table/column.ts';
import { listActions, useListWords } from '../ui/table/list-actions.ts';
import { PagedTable } from '../ui/table/paged-table.tsx';
import { useList } from '../ui/table/use-list.ts';
import { useFormats } from '../ui/ui-context.tsx';
import { AdSpendDialog } from './ad-spend-dialog.tsx';
import { AdSpendPeek } from './ad-spend-peek.tsx';
import { SpendState } from './spend-state.tsx';

type Page = OutputOf<'adSpend.list'>;
type Spend = Page['rows'][number];
const reading = {
  rowsOf: (page: Page) => page.rows,
  after: (input: InputOf<'adSpend.list'>, page: Page) => (page.next === null ? undefined : { ...input, before: page.next }),
};
const idOf = ({ adSpendId }: Spend): number => adSpendId;

/** What advertising cost, and which orders bear it in what they leave. */
export function AdsScreen() {
  const { t } = useTranslation();
  const pages = usePagesOf('adSpend.list', { limit: 100 }, reading);
  const list = useList(pages.rows, idOf);
  const [adding, setAdding] = useState(false);
  const [opened, setOpened] = useState<number>();
  const group = t(($) => $.ads.title);
  const add = { id: 'adSpend.add', label: t(($) => $.ads.add), group, keys: 'n', icon: <IconPlus size={14} />, run: () => setAdding(true) };
  useActions('screen', [...listActions(list, useListWords()), add]);
  const columns = useSpendColumns();
  const open = (row: Spend): void => setOpened(row.adSpendId);
  return (
    <Screen
      title={<Trail parent={t(($) => $.shell.money)}>{group}</Trail>}
      buttons={<ActionButton action={add} />}
      peek={opened !== undefined && <AdSpendPeek key={opened} adSpendId={opened} onClose={() => setOpened(undefined)} />}
    >
      <MoneyTabs current="statements" />
      <PagedTable pages={pages} widths={[200, 160, 80, 90]} label={group} columns={columns} list={list} rowName={(row) => row.name ?? t(($) => $.ads.everything)} onPeek={open} onOpen={open} empty={<Empty title={t(($) => $.ads.none)} text={t(($) => $.ads.noneText)} />} />
      {adding && <AdSpendDialog onClose={() => setAdding(false)} />}
    </Screen>
  );
}

function useSpendColumns(): readonly Column<Spend>[] {
  const { t } = useTranslation();
  const formats = useFormats();
  return useMemo(
    () => [
      { id: 'name', header: t(($) => $.ads.for), width: 180, grows: true, cell: (row) => <span className="medium">{[row.campaign, row.channel].filter((name) => name !== null).join(' · ') || t(($) => $.ads.everything)}</span> },
      { id: 'days', header: t(($) => $.ads.days), width: 220, dropOrder: 2, cell: (row) => <span className="text2">{`${formats.fullDay(row.fromOn)} – ${formats.fullDay(row.throughOn)}`}</span> },
      { id: 'state', header: t(($) => $.ads.state), width: 150, cell: (row) => <SpendState isOver={row.isOver} /> },
      { id: 'orders', header: t(($) => $.ads.orders), width: 80, numeric: true, dropOrder: 3, cell: (row) => formats.count(row.orders) },
      { id: 'sold', header: `${t(($) => $.ads.sold)} ${formats.currencySymbol}`, width: 120, numeric: true, dropOrder: 1, cell: (row) => formats.amount(row.sold) },
      { id: 'amount', header: `${t(($) => $.ads.amount)} ${formats.currencySymbol}`, width: 120, numeric: true, cell: (row) => <span className="medium">{formats.amount(row.amount)}</span> },
    ],
    [t, formats],
  );
}
