import { Button, NumberInput, SegmentedControl } from '@mantine/core';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { InputOf, OutputOf } from '../client/methods.ts';
import { useCommand, usePagesOf, useQueryOf } from '../client/use-shop.tsx';
import { ActionButton } from '../ui/actions/action-button.tsx';
import { useActions } from '../ui/actions/use-actions.ts';
import { Empty } from '../ui/empty.tsx';
import type { GlyphKind } from '../ui/glyph.tsx';
import { Status } from '../ui/status.tsx';
import type { Column } from '../ui/table/column.ts';
import { listActions, useListWords } from '../ui/table/list-actions.ts';
import { PagedTable } from '../ui/table/paged-table.tsx';
import { useList } from '../ui/table/use-list.ts';
import { useFormats } from '../ui/ui-context.tsx';
import { FeedDialog } from './feed-dialog.tsx';
import { StraysDialog } from './strays-dialog.tsx';

type Page = OutputOf<'tracking.list'>;
export type Parcel = Page['rows'][number];
const reading = {
  rowsOf: (page: Page) => page.rows,
  after: (input: InputOf<'tracking.list'>, page: Page) => (page.next ? { ...input, after: page.next } : undefined),
};
const idOf = (row: Parcel): number => row.shipmentId;
const views = ['underWay', 'stuck', 'all'] as const;

/** Parcels on their way, the longest silent first; carriers' news comes in here. */
export function ParcelsList() {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const { parcel } = useSearch({ from: '/ship' });
  const [view, setView] = useState<(typeof views)[number]>('underWay');
  const [asks, setAsks] = useState<'feed' | 'strays'>();
  const pages = usePagesOf('tracking.list', { view, limit: 100 }, reading);
  const counts = useQueryOf('tracking.counts', undefined).data;
  const list = useList(pages.rows, idOf);
  const bringIn = { id: 'parcels.feed', label: t(($) => $.tracking.bringIn), group: t(($) => $.ship.title), keys: 'i', run: () => setAsks('feed') };
  useActions('screen', [...listActions(list, useListWords()), bringIn]);
  const peek = ({ shipmentId }: Parcel): void => void navigate({ to: '/ship', search: { view: 'parcels', parcel: shipmentId }, replace: true });
  const columns = useParcelColumns();
  return (
    <>
      <div className="filters">
        <SegmentedControl style={{ flex: 'none' }} aria-label={t(($) => $.tracking.status)} data={views.map((one) => ({ value: one, label: t(($) => $.tracking.views[one]) }))} value={view} onChange={setView} />
        {counts && counts.strays > 0 && (
          <Button variant="subtle" style={{ flex: 'none' }} onClick={() => setAsks('strays')}>
            {`${t(($) => $.tracking.strays)} ${counts.strays}`}
          </Button>
        )}
        <span className="spring" />
        {counts && parcel === undefined && <StuckRule days={counts.stuckDays} />}
        <ActionButton action={bringIn} variant={parcel === undefined ? 'filled' : 'default'} style={{ flex: 'none' }} />
      </div>
      <PagedTable
        pages={pages}
        widths={[80, 200, 100, 100]}
        label={t(($) => $.ship.tabs.parcels)}
        columns={columns}
        list={list}
        rowName={(row) => row.number}
        onPeek={peek}
        onOpen={peek}
        empty={<Empty title={t(($) => $.tracking.none)} text={t(($) => $.tracking.noneText)} />}
      />
      {asks === 'feed' && <FeedDialog onClose={() => setAsks(undefined)} />}
      {asks === 'strays' && <StraysDialog onClose={() => setAsks(undefined)} />}
    </>
  );
}

/** After how many silent days somebody asks; stored when the field is left. */
function StuckRule({ days }: { days: number }) {
  const { t } = useTranslation();
  const set = useCommand('tracking.setRule');
  const [typed, setTyped] = useState<number>();
  const settle = (): void => {
    if (typed !== undefined && typed >= 1 && typed <= 90 && typed !== days) set.mutate({ stuckDays: typed });
    setTyped(undefined);
  };
  return (
    <label className="row text2" style={{ gap: 6, whiteSpace: 'nowrap' }}>
      {t(($) => $.tracking.stuckAfter)}
      <NumberInput hideControls w={56} min={1} max={90} value={typed ?? days} onChange={(value) => setTyped(Number(value) || undefined)} onBlur={settle} styles={{ input: { textAlign: 'right' } }} />
      {t(($) => $.tracking.stuckUnit)}
    </label>
  );
}

const glyphs: Record<Parcel['status'], GlyphKind> = { labelled: 'todo', accepted: 'half', inTransit: 'half', outForDelivery: 'half', delivered: 'done', failed: 'look', returned: 'off' };

export function ParcelState({ parcel }: { parcel: Pick<Parcel, 'status' | 'stuck'> }) {
  const { t } = useTranslation();
  return <Status kind={parcel.stuck ? 'look' : glyphs[parcel.status]}>{t(($) => $.tracking.states[parcel.status])}</Status>;
}

function useParcelColumns(): readonly Column<Parcel>[] {
  const { t } = useTranslation();
  const formats = useFormats();
  return useMemo(
    () => [
      { id: 'number', header: t(($) => $.tracking.number), width: 170, cell: (row) => <span className="code medium">{row.number}</span> },
      { id: 'order', header: t(($) => $.ship.order), width: 120, cell: (row) => <span className="code text2">{row.orderNumber}</span> },
      { id: 'recipient', header: t(($) => $.ship.recipient), width: 120, grows: true, dropOrder: 2, cell: (row) => row.recipient || '—' },
      { id: 'carrier', header: t(($) => $.tracking.carrier), width: 120, dropOrder: 1, cell: (row) => row.carrier ?? '—' },
      { id: 'status', header: t(($) => $.tracking.status), width: 150, cell: (row) => <ParcelState parcel={row} /> },
      { id: 'shipped', header: t(($) => $.tracking.shipped), width: 120, dropOrder: 3, cell: (row) => <span className="text2">{formats.dateTime(row.shippedAt)}</span> },
      { id: 'silent', header: t(($) => $.tracking.silent), width: 100, numeric: true, cell: (row) => (row.silentDays === null || row.silentDays === 0 ? '—' : <span className={row.stuck ? 'warn' : 'text2'}>{t(($) => $.tracking.silentDays, { count: row.silentDays })}</span>) },
    ],
    [t, formats],
  );
}
