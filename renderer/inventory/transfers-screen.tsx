import { IconPlus } from '@tabler/icons-react';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { OutputOf } from '../client/methods.ts';
import { useQueryOf } from '../client/use-shop.tsx';
import { ActionButton } from '../ui/actions/action-button.tsx';
import { useActions } from '../ui/actions/use-actions.ts';
import { useDensity } from '../ui/density.ts';
import { Empty } from '../ui/empty.tsx';
import { Loading } from '../ui/loading.tsx';
import { ProblemPanel } from '../ui/problem-panel.tsx';
import { Screen } from '../ui/screen.tsx';
import { Status } from '../ui/status.tsx';
import type { Column } from '../ui/table/column.ts';
import { DataTable } from '../ui/table/data-table.tsx';
import { listActions, useListWords } from '../ui/table/list-actions.ts';
import { useList } from '../ui/table/use-list.ts';
import { useFormats } from '../ui/ui-context.tsx';
import { Views } from '../ui/views.tsx';
import { SendDialog } from './send-dialog.tsx';
import { StockPlaces } from './stock-places.tsx';
import { TransferPeek } from './transfer-peek.tsx';

export type TransferRow = OutputOf<'transfer.list'>['rows'][number];
const idOf = (row: TransferRow): number => row.id;
const views = ['open', 'all'] as const;

/** Goods between our places: what left, what is still on its way, and for how long. */
export function TransfersScreen() {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const { transfer, send: filled } = useSearch({ from: '/stock/transfers' });
  const [view, setView] = useState<(typeof views)[number]>('open');
  const answer = useQueryOf('transfer.list', { ...(view === 'open' && { only: view }), limit: 200 });
  const list = useList(answer.data?.rows ?? [], idOf);
  const [sending, setSending] = useState(false);
  const title = t(($) => $.inventory.transfers);
  const peek = ({ id }: TransferRow): void => void navigate({ to: '/stock/transfers', search: { transfer: id }, replace: true });
  const close = (): void => void navigate({ to: '/stock/transfers', search: {}, replace: true });
  const tabs = views.map((id) => ({ id, name: t(($) => $.inventory[id]) }));
  const send = { id: 'transfer.send', label: t(($) => $.inventory.send), group: title, keys: 'n', icon: <IconPlus size={14} />, run: () => setSending(true) };
  useActions('screen', [
    ...listActions(list, useListWords()),
    ...tabs.map(({ id, name }, index) => ({ id: `transfer.view.${id}`, label: t(($) => $.keys.view, { name }), group: title, keys: String(index + 1), run: () => setView(id) })),
    send,
  ]);
  const columns = useTransferColumns();
  const rowHeight = useDensity();
  return (
    <Screen
      title={title}
      buttons={
        <>
          <StockPlaces current="transfers" />
          <ActionButton action={send} variant={transfer === undefined ? 'filled' : 'default'} />
        </>
      }
      peek={transfer !== undefined && <TransferPeek stockTransferId={transfer} onClose={close} />}
    >
      <Views label={title} views={tabs} current={view} onChange={setView} />
      {answer.isPending && <Loading widths={[90, 160, 160, 80]} rows={8} />}
      {answer.error !== null && <ProblemPanel problem={answer.error} />}
      {answer.data && (
        <DataTable
          label={title}
          columns={columns}
          list={list}
          rowHeight={rowHeight}
          rowName={(row) => row.number}
          onPeek={peek}
          onOpen={peek}
          empty={<Empty title={t(($) => $.inventory.noTransfers)} text={t(($) => $.inventory.noTransfersText)} />}
        />
      )}
      <SendDialog
        opened={sending || filled !== undefined}
        {...(filled && { filled })}
        onClose={() => {
          setSending(false);
          if (filled) close();
        }}
      />
    </Screen>
  );
}

function useTransferColumns(): readonly Column<TransferRow>[] {
  const { t } = useTranslation();
  const formats = useFormats();
  const places = useQueryOf('location.list', undefined).data?.locations;
  return useMemo(() => {
    const nameOf = (id: number): string => places?.find((place) => place.id === id)?.name ?? '';
    return [
      { id: 'number', header: t(($) => $.inventory.number), width: 100, cell: (row) => <span className="code medium">{row.number}</span> },
      { id: 'from', header: t(($) => $.inventory.from), width: 130, grows: true, cell: (row) => nameOf(row.fromLocationId) },
      { id: 'to', header: t(($) => $.inventory.to), width: 130, grows: true, cell: (row) => nameOf(row.toLocationId) },
      { id: 'state', header: t(($) => $.inventory.state), width: 180, cell: (row) => <TransferState row={row} /> },
      { id: 'sentAt', header: t(($) => $.inventory.sentAt), width: 110, dropOrder: 1, cell: (row) => <span className="text2">{formats.dateTime(row.sentAt)}</span> },
      { id: 'sent', header: t(($) => $.inventory.sent), width: 80, numeric: true, dropOrder: 2, cell: (row) => <span className="text2">{formats.quantity(row.sent)}</span> },
      { id: 'onTheWay', header: t(($) => $.inventory.onTheWay), width: 90, numeric: true, cell: (row) => <span className="medium">{row.onTheWay === 0 ? '—' : formats.quantity(row.onTheWay)}</span> },
    ];
  }, [t, formats, places]);
}

function TransferState({ row }: { row: TransferRow }) {
  const { t } = useTranslation();
  if (row.daysOnTheWay === null) return <Status kind="done">{t(($) => $.inventory.arrived)}</Status>;
  return <Status kind={row.late ? 'look' : 'half'}>{t(($) => $.inventory.daysOnTheWay, { count: row.daysOnTheWay })}</Status>;
}
