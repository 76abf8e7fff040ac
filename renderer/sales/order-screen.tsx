import { Button } from '@mantine/core';
import { Link, useNavigate, useParams } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { dueBack, heldOf } from '../../shared/sales/pay-back.rules.ts';
import { EntryInWords } from '../accounting/entry-in-words.tsx';
import { useQueryOf } from '../client/use-shop.tsx';
import type { Action } from '../ui/actions/action-registry.ts';
import { ActionButton } from '../ui/actions/action-button.tsx';
import { useActions } from '../ui/actions/use-actions.ts';
import { Loading } from '../ui/loading.tsx';
import { ProblemPanel } from '../ui/problem-panel.tsx';
import { Screen, Trail } from '../ui/screen.tsx';
import { Section } from '../ui/section.tsx';
import { Tag } from '../ui/status.tsx';
import { ApproveDialog } from './approve-dialog.tsx';
import { CancelDialog } from './cancel-dialog.tsx';
import { EditDialog } from './edit-dialog.tsx';
import { SplitDialog } from './split-dialog.tsx';
import { useOrderActions } from './order-actions.ts';
import { OrderClock } from './order-clock.tsx';
import { OrderCostsDialog } from './order-costs-dialog.tsx';
import { OrderProfit } from './order-profit.tsx';
import { OrderExceptions } from './order-exceptions.tsx';
import { OrderFacts } from './order-facts.tsx';
import { OrderLines } from './order-lines.tsx';
import type { Order } from './order-peek.tsx';
import { OrderReturns } from './order-returns.tsx';
import { OrderShipFrom } from './order-ship-from.tsx';
import { OrderTags } from './order-states.tsx';
import { OrderTimeline } from './order-timeline.tsx';
import { PayBackDialog } from './pay-back-dialog.tsx';
import { PaymentDialog } from './payment-dialog.tsx';
import { ShipDialog } from './ship-dialog.tsx';
import { useOrderCommands } from './use-order-commands.ts';

/** One order on its own page: facts, lines, its entries in words, and what happened when. */
export function OrderScreen() {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const orderId = Number(useParams({ from: '/orders/$orderId' }).orderId);
  const order = useQueryOf('order.get', { orderId });
  const commands = useOrderCommands();
  const [dialog, setDialog] = useState<'payment' | 'payBack' | 'cancel' | 'ship' | 'approve' | 'edit' | 'split' | 'costs'>();
  const verbs = useOrderActions(order.data, commands, () => setDialog('ship'), () => setDialog('approve'));
  const more = useMoneyActions(order.data, setDialog);
  const takeBack = useReturnAction(order.data);
  const back: Action = { id: 'order.back', label: t(($) => $.keys.back), group: t(($) => $.keys.here), keys: 'escape', onlyKey: true, run: () => void navigate({ to: '/orders' }) };
  const papers: Action = { id: 'order.papers', label: t(($) => $.papers.ofOrder), group: t(($) => $.keys.here), keys: 'p', run: () => void navigate({ to: '/orders/$orderId/papers', params: { orderId: String(orderId) } }) };
  useActions('screen', [...verbs, ...more, ...takeBack, papers, back]);
  const title = (
    <Trail parent={<Link to="/orders">{t(($) => $.orders.title)}</Link>}>{order.data?.number ?? ''}</Trail>
  );
  // Costs, and money that nobody is owed, have their buttons at the side: one more here, and words would be cut.
  const atSide = more.filter(({ id }) => id === 'order.costs' || (id === 'order.payBack' && order.data && dueBack(order.data.money) === 0));
  const buttons = [...verbs, ...more.filter((verb) => !atSide.includes(verb)), ...takeBack, papers].map((verb, index) => <ActionButton key={verb.id} action={verb} variant={index === 0 ? 'filled' : 'default'} />);
  return (
    <Screen title={title} side={order.data && <HeaderTags order={order.data} />} buttons={buttons}>
      {commands.problem !== undefined && <ProblemPanel problem={commands.problem} />}
      {order.isPending && <Loading widths={[200, 120, 120]} />}
      {order.error && (
        <ProblemPanel problem={order.error} onRetry={() => void order.refetch()}>
          <Button component={Link} to="/orders">
            {t(($) => $.orders.title)}
          </Button>
        </ProblemPanel>
      )}
      {order.data && <OrderBody order={order.data} verbs={atSide} />}
      {order.data && <ShipDialog order={order.data} commands={commands} opened={dialog === 'ship'} onClose={() => setDialog(undefined)} />}
      {order.data && <ApproveDialog order={order.data} commands={commands} opened={dialog === 'approve'} onClose={() => setDialog(undefined)} />}
      {order.data && <PaymentDialog order={order.data} commands={commands} opened={dialog === 'payment'} onClose={() => setDialog(undefined)} />}
      {order.data && dialog === 'payBack' && <PayBackDialog order={order.data} onClose={() => setDialog(undefined)} />}
      {order.data && <EditDialog order={order.data} opened={dialog === 'edit'} onClose={() => setDialog(undefined)} />}
      {order.data && <SplitDialog order={order.data} opened={dialog === 'split'} onClose={() => setDialog(undefined)} />}
      {order.data && <OrderCostsDialog order={order.data} opened={dialog === 'costs'} onClose={() => setDialog(undefined)} />}
      {order.data && <CancelDialog order={order.data} opened={dialog === 'cancel'} onClose={() => setDialog(undefined)} />}
    </Screen>
  );
}

function useMoneyActions(order: Order | undefined, open: (dialog: 'payment' | 'payBack' | 'cancel' | 'edit' | 'split' | 'costs') => void): Action[] {
  const { t } = useTranslation();
  const profit = useQueryOf('order.profit', { orderId: order?.id ?? 0 }, { enabled: order !== undefined && !order.isHistory });
  if (!order || order.isHistory) return [];
  const group = t(($) => $.orders.one, { number: order.number });
  const pay: Action = { id: 'order.pay', label: t(($) => $.orders.takePayment), group, keys: 'm', run: () => open('payment') };
  const payBack: Action = { id: 'order.payBack', label: t(($) => $.payBack.verb), group, keys: 'b', run: () => open('payBack') };
  const cancel: Action = { id: 'order.cancel', label: t(($) => $.orders.cancel), group, keys: 'c', run: () => open('cancel') };
  const unpaid = order.money.captured < order.money.due;
  const openGoods = order.fulfilment !== 'shipped' && order.fulfilment !== 'cancelled';
  const edit: Action = { id: 'order.edit', label: t(($) => $.revise.edit), group, keys: 'e', run: () => open('edit') };
  const split: Action = { id: 'order.split', label: t(($) => $.revise.splitOpen), group, keys: 'u', run: () => open('split') };
  const untouched = order.channelId === null && (order.fulfilment === 'open' || order.fulfilment === 'allocated');
  const costs: Action = { id: 'order.costs', label: t(($) => $.profit.costs), group, keys: 'k', run: () => open('costs') };
  return [...(unpaid ? [pay] : []), ...(heldOf(order.money) > 0 ? [payBack] : []), ...(untouched ? [edit, split] : []), ...(openGoods ? [cancel] : []), ...(profit.data?.told ? [costs] : [])];
}

/** Goods that are out may come back: one key to what of them, and under which promise. */
function useReturnAction(order: Order | undefined): Action[] {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const isOut = order?.lines.some((line) => line.shipped > line.returned) ?? false;
  if (!order || order.isHistory || !isOut) return [];
  return [{ id: 'order.return', label: t(($) => $.returns.start), group: t(($) => $.orders.one, { number: order.number }), keys: 'r', run: () => void navigate({ to: '/returns/new', search: { order: order.id } }) }];
}

function HeaderTags({ order }: { order: Order }) {
  const { t } = useTranslation();
  return (
    <>
      <OrderTags state={order} />
      {order.isHistory && (
        <Tag kind="off" tone="neutral">
          {t(($) => $.orders.history)}
        </Tag>
      )}
    </>
  );
}

function OrderBody({ order, verbs }: { order: Order; verbs: readonly Action[] }) {
  const { t } = useTranslation();
  return (
    <div className="scroll with-aside">
      <section style={{ padding: 16, minWidth: 0 }}>
        <OrderExceptions order={order} />
        <OrderFacts order={order} />
        <OrderLines order={order} />
        <Section title={t(($) => $.orders.inBooks)} side={order.entries.length > 0 ? t(($) => $.orders.inBooksSide) : undefined} />
        {order.entries.length === 0 && <p className="text2">{t(($) => $.orders.nothingPosted)}</p>}
        {order.entries.map((entry) => (
          <EntryInWords key={entry.id} entryId={entry.id} />
        ))}
      </section>
      <aside className="aside">
        {!order.isHistory && <OrderShipFrom order={order} />}
        {!order.isHistory && <OrderProfit orderId={order.id} />}
        {verbs.length > 0 && (
          <div className="row" style={{ flexWrap: 'wrap' }}>
            {verbs.map((verb) => <ActionButton key={verb.id} action={verb} variant="default" />)}
          </div>
        )}
        {!order.isHistory && <OrderClock orderId={order.id} />}
        <Section title={t(($) => $.orders.timeline)} />
        <OrderTimeline events={order.timeline} currency={order.currency} />
        <OrderReturns orderId={order.id} />
        {order.note !== '' && (
          <>
            <Section title={t(($) => $.orders.note)} />
            <p className="text2 text-wrap">{order.note}</p>
          </>
        )}
      </aside>
    </div>
  );
}
