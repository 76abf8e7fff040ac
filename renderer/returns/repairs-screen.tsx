import { Button, TextInput } from '@mantine/core';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { useMemo, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { InputOf, OutputOf } from '../client/methods.ts';
import { usePagesOf } from '../client/use-shop.tsx';
import { useActions } from '../ui/actions/use-actions.ts';
import { Empty } from '../ui/empty.tsx';
import { useScan } from '../ui/scan/use-scan.ts';
import { Screen } from '../ui/screen.tsx';
import { Status } from '../ui/status.tsx';
import type { Column } from '../ui/table/column.ts';
import { listActions, useListWords } from '../ui/table/list-actions.ts';
import { PagedTable } from '../ui/table/paged-table.tsx';
import { useList } from '../ui/table/use-list.ts';
import { useFormats } from '../ui/ui-context.tsx';
import { Views } from '../ui/views.tsx';
import { RepairPeek } from './repair-peek.tsx';
import { ReturnsNav } from './returns-nav.tsx';
import { WarrantyAnswer } from './warranty-answer.tsx';

type Page = OutputOf<'repair.list'>;
type Row = Page['rows'][number];

const reading = {
  rowsOf: (page: Page) => page.rows,
  after: (input: InputOf<'repair.list'>, page: Page) => (page.next ? { ...input, after: page.next } : undefined),
};
const idOf = (row: Row): number => row.id;
const glyphs = { open: 'half', done: 'done', cancelled: 'off' } as const;
const views = ['open', 'all'] as const;

/** A serial number answers its warranty at once; what is taken in stands below until it is mended. */
export function RepairsScreen() {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const { serial, view = 'open' } = useSearch({ from: '/returns/repairs' });
  const pages = usePagesOf('repair.list', { view, limit: 100 }, reading);
  const list = useList(pages.rows, idOf);
  const [repairId, setRepair] = useState<number>();
  const [typed, setTyped] = useState(serial ?? '');
  const field = useRef<HTMLInputElement>(null);
  const lookUp = (text: string): void => {
    setTyped(text);
    void navigate({ to: '/returns/repairs', search: { ...(view === 'all' && { view }), ...(text.trim() !== '' && { serial: text.trim() }) }, replace: true });
  };
  useScan(({ text }) => lookUp(text));
  const turnTo = (next: (typeof views)[number]): void => void navigate({ to: '/returns/repairs', search: { ...(serial !== undefined && { serial }), ...(next === 'all' && { view: next }) }, replace: true });
  const group = t(($) => $.returns.tabs.repairs);
  const tabs = views.map((id) => ({ id, name: t(($) => $.returns.repairs.views[id]) }));
  useActions('screen', [
    ...listActions(list, useListWords()),
    { id: 'repairs.lookup', label: t(($) => $.returns.repairs.lookup), group, keys: '/', run: () => field.current?.focus() },
    ...tabs.map(({ id, name }, index) => ({ id: `repairs.view.${id}`, label: t(($) => $.keys.view, { name }), group, keys: String(index + 1), run: () => turnTo(id) })),
  ]);
  const columns = useRepairColumns();
  return (
    <Screen title={t(($) => $.returns.title)} side={<ReturnsNav current="repairs" />} peek={repairId !== undefined && <RepairPeek repairId={repairId} onClose={() => setRepair(undefined)} />}>
      <form
        className="row"
        style={{ padding: '12px 16px', gap: 8, alignItems: 'flex-end' }}
        onSubmit={(event) => {
          event.preventDefault();
          lookUp(typed);
        }}
      >
        <TextInput ref={field} style={{ width: 320 }} label={t(($) => $.returns.repairs.lookup)} description={t(($) => $.returns.repairs.lookupHint)} value={typed} onChange={(event) => setTyped(event.currentTarget.value)} />
        <Button type="submit" variant="default">
          {t(($) => $.keys.search)}
        </Button>
      </form>
      {serial !== undefined && <WarrantyAnswer serial={serial} quiet={repairId !== undefined} onOpened={setRepair} />}
      <Views label={group} views={tabs} current={view} onChange={turnTo} />
      <PagedTable
        pages={pages}
        widths={[90, 200, 120, 90]}
        bars={8}
        label={group}
        columns={columns}
        list={list}
        rowName={(row) => row.number}
        onPeek={(row) => setRepair(row.id)}
        onOpen={(row) => setRepair(row.id)}
        empty={<Empty title={t(($) => $.returns.repairs.noneTitle)} text={t(($) => $.returns.repairs.noneText)} />}
      />
    </Screen>
  );
}

function useRepairColumns(): readonly Column<Row>[] {
  const { t } = useTranslation();
  const formats = useFormats();
  return useMemo(
    () => [
      { id: 'number', header: t(($) => $.returns.number), width: 100, cell: (row) => <span className="medium code">{row.number}</span> },
      { id: 'goods', header: t(($) => $.returns.goods), width: 160, grows: true, cell: (row) => row.name },
      { id: 'serial', header: t(($) => $.returns.repairs.serial), width: 130, cell: (row) => <span className="code">{row.serial ?? '—'}</span> },
      { id: 'customer', header: t(($) => $.returns.customer), width: 120, dropOrder: 2, cell: (row) => row.customerName ?? '—' },
      { id: 'problem', header: t(($) => $.returns.repairs.problem), width: 160, dropOrder: 3, cell: (row) => row.problem },
      { id: 'warranty', header: t(($) => $.returns.repairs.warranty), width: 120, dropOrder: 1, cell: (row) => (row.warrantyUntilOn === null ? '—' : <span className={row.underWarranty ? '' : 'text3'}>{formats.fullDay(row.warrantyUntilOn)}</span>) },
      { id: 'state', header: t(($) => $.returns.state), width: 120, cell: (row) => <Status kind={glyphs[row.state]}>{t(($) => $.returns.repairs.states[row.state])}</Status> },
      { id: 'cost', header: `${t(($) => $.returns.repairs.partsCost)} ${formats.currencySymbol}`, width: 110, numeric: true, cell: (row) => (row.partsCost === undefined || row.partsCost === 0 ? '—' : formats.amount(row.partsCost)) },
      { id: 'charged', header: `${t(($) => $.returns.repairs.charged)} ${formats.currencySymbol}`, width: 100, numeric: true, cell: (row) => (row.charged === 0 ? '—' : formats.amount(row.charged)) },
    ],
    [t, formats],
  );
}
