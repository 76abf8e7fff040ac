import { Button, Modal, Select, TextInput } from '@mantine/core';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { type ToldKind, toldKinds } from '../../shared/sales/order-profit.rules.ts';
import type { Minor } from '../../shared/units/minor.ts';
import type { OutputOf } from '../client/methods.ts';
import { useCommand, useQueryOf } from '../client/use-shop.tsx';
import { useActions } from '../ui/actions/use-actions.ts';
import { MoneyField } from '../ui/fields.tsx';
import { Key } from '../ui/key.tsx';
import { ProblemPanel } from '../ui/problem-panel.tsx';
import { useToasts } from '../ui/toast.tsx';
import { useFormats } from '../ui/ui-context.tsx';
import type { Order } from './order-peek.tsx';

interface Props {
  order: Order;
  opened: boolean;
  onClose: () => void;
}

/** What an order cost beside its goods, as somebody says: what was said so far, and one more. */
export function OrderCostsDialog({ order, opened, onClose }: Props) {
  const { t } = useTranslation();
  return (
    <Modal opened={opened} onClose={onClose} title={<span className="strong">{t(($) => $.profit.costs)}</span>} closeButtonProps={{ 'aria-label': t(($) => $.ui.close) }}>
      {opened && <CostForm order={order} onDone={onClose} />}
    </Modal>
  );
}

function CostForm({ order, onDone }: { order: Order; onDone: () => void }) {
  const { t } = useTranslation();
  const formats = useFormats();
  const show = useToasts((toasts) => toasts.show);
  const record = useCommand('orderCost.record');
  const withdraw = useCommand('orderCost.withdraw');
  const [kind, setKind] = useState<ToldKind>('freight');
  const [amount, setAmount] = useState<Minor | null>(null);
  const [note, setNote] = useState('');
  const submit = (): void => {
    if (amount === null || amount === 0) return;
    const done = ({ orderCostId }: OutputOf<'orderCost.record'>): void => {
      show(t(($) => $.profit.costKept, { what: t(($) => $.profit.kinds[kind]), amount: formats.moneyIn(amount, order.currency) }), async () => {
        await withdraw.mutateAsync({ orderCostId });
        show(t(($) => $.profit.costWithdrawn));
      });
      onDone();
    };
    record.mutate({ orderId: order.id, kind, amount, note }, { onSuccess: done });
  };
  useActions('dialog', [{ id: 'orderCost.record', label: t(($) => $.profit.costKeep), group: t(($) => $.keys.here), keys: 'mod+enter', whileTyping: true, run: submit }]);
  const onSubmit = (event: FormEvent): void => {
    event.preventDefault();
    submit();
  };
  return (
    <form className="column" style={{ gap: 12 }} onSubmit={onSubmit}>
      <SaidSoFar order={order} />
      <MoneyField first label={t(($) => $.money.amount)} currency={order.currency} value={amount} onChange={setAmount} />
      <Select
        label={t(($) => $.profit.costKind)}
        data={toldKinds.map((one) => ({ value: one, label: t(($) => $.profit.kinds[one]) }))}
        value={kind}
        onChange={(value) => setKind(toldKinds.find((one) => one === value) ?? 'other')}
      />
      <TextInput label={t(($) => $.profit.costNote)} value={note} onChange={(event) => setNote(event.currentTarget.value)} />
      {record.error !== null && <ProblemPanel problem={record.error} />}
      <div className="row" style={{ justifyContent: 'flex-end' }}>
        <Button type="submit" loading={record.isPending} rightSection={<Key keys="mod+enter" />}>
          {t(($) => $.profit.costKeep)}
        </Button>
      </div>
    </form>
  );
}

function SaidSoFar({ order }: { order: Order }) {
  const { t } = useTranslation();
  const formats = useFormats();
  const show = useToasts((toasts) => toasts.show);
  const { data } = useQueryOf('order.profit', { orderId: order.id });
  const withdraw = useCommand('orderCost.withdraw');
  const restore = useCommand('orderCost.restore');
  const takeBack = (orderCostId: number): void => {
    const undo = async (): Promise<void> => {
      await restore.mutateAsync({ orderCostId });
      show(t(($) => $.profit.costRestored));
    };
    withdraw.mutate({ orderCostId }, { onSuccess: () => show(t(($) => $.profit.costWithdrawn), undo) });
  };
  const told = data?.told ?? [];
  if (told.length === 0) return <p className="text2 text-wrap">{t(($) => $.profit.costsNone)}</p>;
  return (
    <div className="column" style={{ gap: 4 }}>
      {told.map((cost) => (
        <div className="row" key={cost.id}>
          <span className="ellipsis">
            {t(($) => $.profit.kinds[cost.kind])}
            <span className="text2">{` · ${cost.note === '' ? t(($) => $.profit.costSources[cost.source]) : cost.note}`}</span>
          </span>
          <span className="spring" />
          <span className="num">{formats.moneyIn(cost.amount, order.currency)}</span>
          {cost.source === 'person' && (
            <button type="button" className="plain link" onClick={() => takeBack(cost.id)}>
              {t(($) => $.profit.costTakeBack)}
            </button>
          )}
        </div>
      ))}
      {withdraw.error !== null && <ProblemPanel problem={withdraw.error} />}
    </div>
  );
}
