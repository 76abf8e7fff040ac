import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { OutputOf } from '../client/methods.ts';
import { useQueryOf } from '../client/use-shop.tsx';
import { ActionButton } from '../ui/actions/action-button.tsx';
import { useActions } from '../ui/actions/use-actions.ts';
import { Key } from '../ui/key.tsx';
import { Loading } from '../ui/loading.tsx';
import { Peek } from '../ui/peek.tsx';
import { ProblemPanel } from '../ui/problem-panel.tsx';
import { Pairs, Section } from '../ui/section.tsx';
import { ChannelBox } from '../ui/status.tsx';
import { useFormats } from '../ui/ui-context.tsx';
import { ApproveDialog } from './approve-dialog.tsx';
import { Deadline } from './deadline.tsx';
import { useOrderActions } from './order-actions.ts';
import { OrderChecks } from './order-checks.tsx';
import { OrderMoney } from './order-money.tsx';
import { OrderRank, type Ranked } from './order-rank.tsx';
import { OrderTags } from './order-states.tsx';
import { OrderTimeline } from './order-timeline.tsx';
import { ShipDialog } from './ship-dialog.tsx';
import { useChannels } from './use-channels.ts';
import type { OrderCommands } from './use-order-commands.ts';

export type Order = OutputOf<'order.get'>;

interface OrderPeekProps {
  orderId: number;
  /** While rows are ticked, the bottom line's keys belong to them. */
  busy: boolean;
  commands: OrderCommands;
  /** Why it stands where it does, in a list by priority. */
  rank?: Ranked | undefined;
  onNext: () => void;
  onFullPage: (orderId: number) => void;
  onClose: () => void;
}

/** One order beside the list: who, by when, what, how much, and whether it can go. */
export function OrderPeek({ orderId, busy, commands, rank, onNext, onFullPage, onClose }: OrderPeekProps) {
  const { t } = useTranslation();
  const order = useQueryOf('order.get', { orderId });
  const [shipping, setShipping] = useState(false);
  const [approving, setApproving] = useState(false);
  const verbs = useOrderActions(order.data, commands, () => setShipping(true), () => setApproving(true));
  const close = { id: 'peek.close', label: t(($) => $.keys.back), group: t(($) => $.keys.here), keys: 'escape', onlyKey: true, run: onClose };
  useActions('peek', [...(busy ? [] : verbs), close]);
  const label = t(($) => $.orders.one, { number: order.data?.number ?? '' });
  const footer = (
    <>
      {verbs.slice(0, 2).map((verb, index) => (
        <ActionButton key={verb.id} action={verb} variant={index === 0 && !busy ? 'filled' : 'default'} />
      ))}
      <span className="spring" />
      <span className="row caption">
        <Key keys="j" />
        <Key keys="k" />
        {t(($) => $.ui.list.next)}
      </span>
    </>
  );
  return (
    <Peek
      label={label}
      title={label}
      tag={order.data && <OrderTags state={order.data} />}
      onNext={onNext}
      onFullPage={() => onFullPage(orderId)}
      onClose={onClose}
      footer={verbs.length > 0 ? footer : undefined}
    >
      {order.isPending && <Loading widths={[180, 90]} rows={6} />}
      {order.error && <ProblemPanel problem={order.error} onRetry={() => void order.refetch()} />}
      {rank && <OrderRank rank={rank} />}
      {order.data && <PeekBody order={order.data} />}
      {order.data && <ApproveDialog order={order.data} commands={commands} opened={approving} onClose={() => setApproving(false)} />}
      {order.data && <ShipDialog order={order.data} commands={commands} opened={shipping} onClose={() => setShipping(false)} />}
    </Peek>
  );
}

function PeekBody({ order }: { order: Order }) {
  const { t } = useTranslation();
  const formats = useFormats();
  return (
    <>
      <Who order={order} />
      <Pairs
        rows={[
          [t(($) => $.orders.shipBy), <Deadline key="by" order={order} />],
          [t(($) => $.orders.shipTo), <span key="to" className="text-wrap">{addressOf(order) || t(($) => $.orders.noAddress)}</span>],
          [t(($) => $.orders.paidAmount), t(($) => $.orders.ofTotal, { paid: formats.moneyIn(order.money.captured, order.currency), total: formats.moneyIn(order.total, order.currency) })],
        ]}
      />
      <Section title={t(($) => $.orders.lines, { count: order.lines.length })} />
      {order.lines.map((line) => (
        <div key={line.id} className="peek-line">
          <div className="column">
            <span className="ellipsis">{line.name}</span>
            <span className="text3 code caption-line">{line.sku}</span>
          </div>
          <span className="num">
            <span className="medium">{formats.quantity(line.quantity)}</span> × {formats.bareUnitPrice(line.unitPrice, order.currency)}
          </span>
        </div>
      ))}
      <OrderMoney order={order} />
      <OrderChecks order={order} />
      <Section title={t(($) => $.orders.latest)} />
      <OrderTimeline events={order.timeline.slice(-3)} currency={order.currency} />
    </>
  );
}

function Who({ order }: { order: Order }) {
  const { t } = useTranslation();
  const channels = useChannels();
  const channel = order.channelId === null ? undefined : channels.get(order.channelId);
  return (
    <div className="row" style={{ marginBottom: 12 }}>
      <span className="strong ellipsis">{order.customerName ?? t(($) => $.orders.nobody)}</span>
      <span className="spring" />
      {channel && <ChannelBox {...channel} />}
      <span className="text2">{channel?.name ?? t(($) => $.orders.counter)}</span>
    </div>
  );
}

export function addressOf({ recipient }: Order): string {
  if (!recipient) return '';
  return [recipient.line1, recipient.line2, recipient.postcode, recipient.city, recipient.region, recipient.country].filter((part) => part !== '').join(', ');
}
