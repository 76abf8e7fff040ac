import { TextInput } from '@mantine/core';
import { Link, useNavigate } from '@tanstack/react-router';
import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { heldNames } from '../../shared/payouts/clearing.rules.ts';
import { dayOf } from '../../shared/units/calendar.ts';
import { type Day, isDay } from '../../shared/units/day.ts';
import { MoneyTabs } from '../accounting/money-tabs.tsx';
import { SaveReportDialog } from '../accounting/save-report-dialog.tsx';
import type { InputOf, OutputOf } from '../client/methods.ts';
import { usePagesOf, useQueryOf } from '../client/use-shop.tsx';
import { ActionButton } from '../ui/actions/action-button.tsx';
import type { Action } from '../ui/actions/action-registry.ts';
import { useActions } from '../ui/actions/use-actions.ts';
import { useDensity } from '../ui/density.ts';
import { Empty } from '../ui/empty.tsx';
import { Loading } from '../ui/loading.tsx';
import { useNow } from '../ui/now.ts';
import { Peek } from '../ui/peek.tsx';
import { ProblemPanel } from '../ui/problem-panel.tsx';
import { Screen, Trail } from '../ui/screen.tsx';
import { Section } from '../ui/section.tsx';
import { Status } from '../ui/status.tsx';
import type { Column } from '../ui/table/column.ts';
import { DataTable } from '../ui/table/data-table.tsx';
import { listActions, useListWords } from '../ui/table/list-actions.ts';
import { useList } from '../ui/table/use-list.ts';
import { useFormats } from '../ui/ui-context.tsx';
import { useReportLanguage } from '../ui/use-report-language.ts';

type Ageing = OutputOf<'clearing.ageing'>;
type Row = Ageing['rows'][number];

const idOf = (row: Row): number => row.channelId;

/** What each channel holds of the shop's money at a day, by how long; the total is the clearing account, and each order of it opens. */
export function ClearingScreen() {
  const { t } = useTranslation();
  const formats = useFormats();
  const navigate = useNavigate();
  const today = dayOf(useNow(), formats.timeZone);
  const [typed, setTyped] = useState<string>();
  const on: Day = typed !== undefined && isDay(typed) ? typed : today;
  const ageing = useQueryOf('clearing.ageing', { on });
  const list = useList(ageing.data?.rows ?? [], idOf);
  const [shown, setShown] = useState<number>();
  const [saving, setSaving] = useState(false);
  const language = useReportLanguage();
  const group = t(($) => $.payouts.held);
  const save: Action = { id: 'clearing.save', label: t(($) => $.statements.save), group, keys: 'w', run: () => setSaving(true) };
  const back: Action = { id: 'clearing.payouts', label: t(($) => $.payouts.title), group, keys: 'b', run: () => void navigate({ to: '/money/payouts' }) };
  const moved = (by: number): void => {
    const next = list.rows[list.cursor + by];
    list.move(by);
    if (next && shown !== undefined) setShown(next.channelId);
  };
  useActions('screen', [...listActions({ ...list, move: moved }, useListWords()), save, back]);
  const columns = useHeldColumns(ageing.data);
  const rowHeight = useDensity();
  const current = ageing.data?.rows.find(({ channelId }) => channelId === shown);
  const agrees = ageing.data && ageing.data.totals.total === ageing.data.account;
  return (
    <Screen
      title={<Trail parent={t(($) => $.shell.money)}>{t(($) => $.payouts.held)}</Trail>}
      side={ageing.data && <Status kind={agrees ? 'done' : 'stop'}>{t(($) => $.payouts[agrees ? 'equalsAccount' : 'differsFrom'], { amount: formats.money(ageing.data.account) })}</Status>}
      buttons={
        <>
          <ActionButton action={back} variant="default" />
          <ActionButton action={save} variant="default" />
        </>
      }
      peek={current && <HeldOrders channel={current} on={on} onNext={() => moved(1)} onClose={() => setShown(undefined)} />}
    >
      <MoneyTabs current="payouts" />
      <div className="filters">
        <span className="text2" id="clearing-at">
          {t(($) => $.openItems.at)}
        </span>
        <TextInput type="date" aria-labelledby="clearing-at" value={typed ?? today} onChange={(event) => setTyped(event.currentTarget.value)} />
      </div>
      {ageing.isPending && <Loading widths={[200, 90, 90, 90]} rows={8} />}
      {ageing.error !== null && <ProblemPanel problem={ageing.error} onRetry={() => void ageing.refetch()} />}
      {ageing.data && (
        <DataTable
          label={t(($) => $.payouts.held)}
          columns={columns}
          list={list}
          rowHeight={rowHeight}
          rowName={(row) => row.channel}
          totalRow
          onPeek={({ channelId }) => setShown(channelId)}
          onOpen={({ channelId }) => setShown(channelId)}
          empty={<Empty title={t(($) => $.payouts.nothingHeld)} text={t(($) => $.payouts.nothingHeldText)} />}
        />
      )}
      {saving && <SaveReportDialog asked={{ name: 'clearing', to: on, language }} onClose={() => setSaving(false)} />}
    </Screen>
  );
}

function useHeldColumns(ageing: Ageing | undefined): readonly Column<Row>[] {
  const { t } = useTranslation();
  const formats = useFormats();
  return useMemo(() => {
    const money = (id: (typeof heldNames)[number] | 'total' | 'reserve' | 'inTransit', header: string, more: Partial<Column<Row>> = {}): Column<Row> => ({
      id, header, width: 100, numeric: true, cell: (row) => (row[id] === 0 ? '—' : formats.amount(row[id])), total: ageing && formats.amount(ageing.totals[id]), ...more,
    });
    return [
      { id: 'channel', header: t(($) => $.payouts.channel), width: 150, grows: true, cell: (row) => <span className="medium ellipsis">{row.channel}</span>, total: t(($) => $.payouts.totalOf, { count: ageing?.rows.length ?? 0 }) },
      { id: 'orders', header: t(($) => $.payouts.orders), width: 64, numeric: true, dropOrder: 9, cell: (row) => formats.count(row.orders), total: ageing && formats.count(ageing.totals.orders) },
      ...heldNames.map((name, index) => money(name, t(($) => $.payouts.ages[name]), { dropOrder: index + 1 })),
      money('total', `${t(($) => $.payouts.totalHeld)} ${formats.currencySymbol}`, { width: 120, cell: (row) => <span className="strong">{formats.amount(row.total)}</span> }),
      money('reserve', t(($) => $.payouts.groups.reserve), { dropOrder: 7 }),
      money('inTransit', t(($) => $.payouts.states.onTheWay), { dropOrder: 8 }),
    ];
  }, [t, formats, ageing]);
}

type HeldPage = OutputOf<'clearing.orders'>;
const reading = {
  rowsOf: (page: HeldPage) => page.rows,
  after: (input: InputOf<'clearing.orders'>, page: HeldPage) => (page.next ? { ...input, after: page.next } : undefined),
};

/** The orders of one channel, the oldest first; each leads to its page. */
function HeldOrders({ channel, on, onNext, onClose }: { channel: Row; on: Day; onNext: () => void; onClose: () => void }) {
  const { t } = useTranslation();
  const formats = useFormats();
  const orders = usePagesOf('clearing.orders', { channelId: channel.channelId, on }, reading);
  useActions('peek', [{ id: 'peek.close', label: t(($) => $.keys.back), group: t(($) => $.keys.here), keys: 'escape', onlyKey: true, run: onClose }]);
  return (
    <Peek label={channel.channel} title={channel.channel} onNext={onNext} onClose={onClose}>
      <Section title={t(($) => $.payouts.orderCount, { count: channel.orders })} side={formats.currencySymbol} />
      {orders.isPending && <Loading widths={[180, 90]} rows={5} />}
      {orders.error !== null && <ProblemPanel problem={orders.error} onRetry={orders.retry} />}
      {orders.rows.map((order) => (
        <div key={order.orderId} className="peek-line">
          <span className="column" style={{ minWidth: 0 }}>
            <Link to="/orders/$orderId" params={{ orderId: String(order.orderId) }} className="code">
              {order.number}
            </Link>
            <span className="caption">
              {t(($) => $.payouts.daysHeld, { count: order.days })} · {formats.fullDay(order.sinceOn)}
              {order.open < 0 && ` · ${t(($) => $.payouts.paidMore)}`}
            </span>
          </span>
          <span className="num">{formats.amount(order.open)}</span>
        </div>
      ))}
      {orders.hasMore && (
        <button type="button" className="plain link" onClick={orders.readMore}>
          {t(($) => $.payouts.moreOrders)}
        </button>
      )}
    </Peek>
  );
}
