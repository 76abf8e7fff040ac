import { Button, Modal, TextInput } from '@mantine/core';
import { Link, useNavigate } from '@tanstack/react-router';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { type Quantity, quantity } from '../../shared/units/quantity.ts';
import { useCommand, useQueryOf } from '../client/use-shop.tsx';
import { useActions } from '../ui/actions/use-actions.ts';
import { QuantityField } from '../ui/fields.tsx';
import { Key } from '../ui/key.tsx';
import { ProblemPanel } from '../ui/problem-panel.tsx';
import { Section } from '../ui/section.tsx';
import { useToasts } from '../ui/toast.tsx';
import { useFormats } from '../ui/ui-context.tsx';
import type { Order } from './order-peek.tsx';

/** Puts goods into an order of their own, or makes two orders of one buyer one. */
export function SplitDialog({ order, opened, onClose }: { order: Order; opened: boolean; onClose: () => void }) {
  const { t } = useTranslation();
  return (
    <Modal size={600} opened={opened} onClose={onClose} title={<span className="strong">{t(($) => $.revise.splitTitle, { number: order.number })}</span>} closeButtonProps={{ 'aria-label': t(($) => $.ui.close) }}>
      {opened && <SplitForm order={order} onDone={onClose} />}
      {opened && order.customerId !== null && <JoinOffers order={order} customerId={order.customerId} onDone={onClose} />}
    </Modal>
  );
}

function SplitForm({ order, onDone }: { order: Order; onDone: () => void }) {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const show = useToasts((toasts) => toasts.show);
  const split = useCommand('order.split');
  const takeBack = useCommand('order.takeBack');
  const [goes, setGoes] = useState<Record<number, Quantity>>({});
  const [reason, setReason] = useState('');
  const lines = order.lines.filter((line) => line.quantity > 0);
  const submit = (): void => {
    const asked = Object.entries(goes).flatMap(([id, count]) => (count > 0 ? [{ orderLineId: Number(id), quantity: count }] : []));
    if (asked.length === 0) return;
    split.mutate({ orderId: order.id, lines: asked, reason }, {
      onSuccess: ({ orderRevisionId, newOrderId, number }) => {
        show(t(($) => $.revise.split, { number }), () => takeBack.mutateAsync({ orderRevisionId }));
        onDone();
        void navigate({ to: '/orders/$orderId', params: { orderId: String(newOrderId) } });
      },
    });
  };
  useActions('dialog', [{ id: 'order.split.do', label: t(($) => $.revise.splitOff), group: t(($) => $.keys.here), keys: 'mod+enter', whileTyping: true, run: submit }]);
  const onSubmit = (event: FormEvent): void => {
    event.preventDefault();
    submit();
  };
  return (
    <form className="column" style={{ gap: 12 }} onSubmit={onSubmit}>
      <p className="text2 text-wrap">{t(($) => $.revise.splitText)}</p>
      {lines.map((line) => (
        <div key={line.id} className="revise-line">
          <span className="ellipsis">{line.name}</span>
          <SplitOf quantity={line.quantity} />
          <QuantityField inCell label={`${line.name}: ${t(($) => $.revise.goes)}`} unit="" decimals={3} value={goes[line.id] ?? quantity(0)} onChange={(count) => setGoes({ ...goes, [line.id]: count ?? quantity(0) })} />
        </div>
      ))}
      <TextInput label={t(($) => $.revise.reason)} autoComplete="off" value={reason} onChange={(event) => setReason(event.currentTarget.value)} />
      {split.error !== null && <ProblemPanel problem={split.error} />}
      <div className="row" style={{ justifyContent: 'flex-end' }}>
        <Button variant="default" onClick={onDone}>
          {t(($) => $.checks.notNow)}
        </Button>
        <Button type="submit" loading={split.isPending} rightSection={<Key keys="mod+enter" />}>
          {t(($) => $.revise.splitOff)}
        </Button>
      </div>
    </form>
  );
}

function SplitOf({ quantity: count }: { quantity: Quantity }) {
  const { t } = useTranslation();
  const formats = useFormats();
  return <span className="num text2">{t(($) => $.revise.of, { whole: formats.quantity(count) })}</span>;
}

/** Other orders of the buyer that wait as this one does. */
function JoinOffers({ order, customerId, onDone }: { order: Order; customerId: number; onDone: () => void }) {
  const { t } = useTranslation();
  const formats = useFormats();
  const show = useToasts((toasts) => toasts.show);
  const join = useCommand('order.join');
  const takeBack = useCommand('order.takeBack');
  const others = useQueryOf('order.list', { filter: { customerId, fulfilment: null }, limit: 20 }).data?.rows ?? [];
  const offers = others.filter((row) => row.id !== order.id && row.channelId === null && (row.fulfilment === 'open' || row.fulfilment === 'allocated'));
  if (offers.length === 0) return null;
  const take = (otherOrderId: number, number: string): void =>
    join.mutate({ orderId: order.id, otherOrderId }, {
      onSuccess: ({ orderRevisionId }) => {
        show(t(($) => $.revise.joined, { number }), () => takeBack.mutateAsync({ orderRevisionId }));
        onDone();
      },
    });
  return (
    <>
      <Section title={t(($) => $.revise.joinTitle)} />
      {offers.map((row) => (
        <div key={row.id} className="row" style={{ minHeight: 32 }}>
          <Link to="/orders/$orderId" params={{ orderId: String(row.id) }} className="code medium">
            {row.number}
          </Link>
          <span className="text2">{formats.dateTime(row.orderedAt)}</span>
          <span className="spring" />
          <span className="num">{formats.moneyIn(row.total, row.currency)}</span>
          <Button variant="default" loading={join.isPending} onClick={() => take(row.id, row.number)}>
            {t(($) => $.revise.join)}
          </Button>
        </div>
      ))}
      {join.error !== null && <ProblemPanel problem={join.error} />}
    </>
  );
}
