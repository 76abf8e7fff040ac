import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { Instant } from '../../shared/units/instant.ts';
import type { OutputOf } from '../client/methods.ts';
import { ChannelBox } from '../ui/status.tsx';
import type { Column } from '../ui/table/column.ts';
import { useFormats } from '../ui/ui-context.tsx';
import type { Ranked } from './order-rank.tsx';
import { GoodsStatus, PaymentStatus } from './order-states.tsx';
import { useChannels } from './use-channels.ts';

/** In a list by priority a row also knows its rank. */
export type OrderRow = OutputOf<'order.list'>['rows'][number] & Partial<Ranked>;

/** Milliseconds before a deadline from which it asks for attention. */
const soon = 4 * 3_600_000;

const isOpen = (row: Pick<OrderRow, 'fulfilment' | 'isHistory'>): boolean => !row.isHistory && row.fulfilment !== 'shipped' && row.fulfilment !== 'cancelled';

function urgency(row: OrderRow, now: Instant): string {
  if (!isOpen(row)) return 'text2';
  const left = row.shipByAt - now;
  return left < 0 ? 'bad' : left < soon ? 'warn' : 'text2';
}

export function useOrderColumns(now: Instant, ranked: boolean): readonly Column<OrderRow>[] {
  const { t } = useTranslation();
  const formats = useFormats();
  const channels = useChannels();
  return useMemo(
    () => [
      { id: 'number', header: t(($) => $.orders.number), width: 96, cell: (row) => <span className="medium code">{row.number}</span> },
      {
        id: 'shipBy',
        header: t(($) => $.orders.shipBy),
        width: 124,
        sortBy: 'shipBy',
        dropOrder: 2,
        cell: (row) => <span className={urgency(row, now)}>{formats.dateTime(row.shipByAt)}</span>,
      },
      ...(ranked ? [{ id: 'rank', header: t(($) => $.priority.rank), width: 76, numeric: true, sortBy: 'priority', dropOrder: 1, cell: (row: OrderRow) => (row.score === undefined ? '—' : formats.count(row.score)) }] : []),
      { id: 'customer', header: t(($) => $.orders.customer), width: 130, grows: true, cell: (row) => row.customerName ?? <span className="text3">{t(($) => $.orders.nobody)}</span> },
      {
        id: 'channel',
        header: t(($) => $.orders.channelShort),
        width: 28,
        dropOrder: 4,
        cell: (row) => {
          const channel = row.channelId === null ? undefined : channels.get(row.channelId);
          return channel ? <ChannelBox {...channel} /> : <span className="text3">—</span>;
        },
      },
      { id: 'fulfilment', header: t(($) => $.orders.fulfilment), width: 128, cell: (row) => <GoodsStatus state={row} /> },
      { id: 'payment', header: t(($) => $.orders.payment), width: 128, dropOrder: 3, cell: (row) => <PaymentStatus state={row} /> },
      { id: 'orderedAt', header: t(($) => $.orders.orderedAt), width: 124, sortBy: 'newest', dropOrder: 5, cell: (row) => <span className="text2">{formats.dateTime(row.orderedAt)}</span> },
      {
        id: 'total',
        header: `${t(($) => $.orders.total)} ${formats.currencySymbol}`,
        width: 96,
        numeric: true,
        sortBy: 'total',
        cell: (row) => (row.currency === formats.currency ? formats.amount(row.total) : formats.moneyIn(row.total, row.currency)),
      },
    ],
    [t, formats, channels, now, ranked],
  );
}
