import { Button, Modal, Select } from '@mantine/core';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { paymentAccounts } from '../../shared/sales/payment.rules.ts';
import { minor } from '../../shared/units/minor.ts';
import type { OutputOf } from '../client/methods.ts';
import { useCommand, useQueryOf } from '../client/use-shop.tsx';
import { useActions } from '../ui/actions/use-actions.ts';
import { MoneyField } from '../ui/fields.tsx';
import { Key } from '../ui/key.tsx';
import { ProblemPanel } from '../ui/problem-panel.tsx';
import { useToasts } from '../ui/toast.tsx';
import { useFormats } from '../ui/ui-context.tsx';
import type { Order } from './order-peek.tsx';
import type { OrderCommands } from './use-order-commands.ts';

type Account = (typeof paymentAccounts)[number];

/** Records money received: what is open is proposed, so usually one key is enough. */
export function PaymentDialog({ order, commands, opened, onClose }: { order: Order; commands: OrderCommands; opened: boolean; onClose: () => void }) {
  const { t } = useTranslation();
  return (
    <Modal opened={opened} onClose={onClose} title={<span className="strong">{t(($) => $.orders.takePayment)}</span>} closeButtonProps={{ 'aria-label': t(($) => $.ui.close) }}>
      {opened && <PaymentForm order={order} commands={commands} onDone={onClose} />}
    </Modal>
  );
}

function PaymentForm({ order, commands, onDone }: { order: Order; commands: OrderCommands; onDone: () => void }) {
  const { t } = useTranslation();
  const formats = useFormats();
  const show = useToasts((toasts) => toasts.show);
  const capture = useCommand('payment.capture');
  const credit = useQueryOf('storeCredit.of', { customerId: order.customerId ?? 0 }, { enabled: order.customerId !== null });
  const balance = credit.data?.balance ?? 0;
  const ways = paymentAccounts.filter((one) => (one !== 'channelClearing' || order.channelId !== null) && (one !== 'storeCredit' || (balance > 0 && order.foreign === null)));
  const [amount, setAmount] = useState<typeof order.total | null>(order.foreign?.due ?? minor(order.money.due - order.money.captured));
  const [worth, setWorth] = useState<typeof order.total | null>(null);
  const currency = order.foreign?.currency ?? order.currency;
  const [account, setAccount] = useState<Account>('bank');
  const submit = (): void => {
    if (amount === null) return;
    const done = ({ paymentId }: OutputOf<'payment.capture'>): void => {
      show(t(($) => $.orders.paid, { amount: formats.moneyIn(amount, currency) }), () => commands.unpay(paymentId));
      onDone();
    };
    capture.mutate({ orderId: order.id, amount, account, ...(order.foreign && worth !== null && { worth }) }, { onSuccess: done });
  };
  useActions('dialog', [{ id: 'payment.record', label: t(($) => $.orders.takePayment), group: t(($) => $.keys.here), keys: 'mod+enter', whileTyping: true, run: submit }]);
  const onSubmit = (event: FormEvent): void => {
    event.preventDefault();
    submit();
  };
  return (
    <form className="column" style={{ gap: 12 }} onSubmit={onSubmit}>
      <MoneyField first label={t(($) => $.money.amount)} currency={currency} value={amount} onChange={setAmount} />
      {order.foreign && <MoneyField label={t(($) => $.currencies.cameHome, { home: order.currency })} description={t(($) => $.currencies.cameHomeHint, { currency })} currency={order.currency} value={worth} onChange={setWorth} />}
      <Select
        label={t(($) => $.payments.account)}
        data={ways.map((one) => ({ value: one, label: one === 'storeCredit' ? t(($) => $.returns.credit.account, { amount: formats.moneyIn(minor(balance), order.currency) }) : t(($) => $.payments.accounts[one]) }))}
        value={account}
        onChange={(value) => setAccount(paymentAccounts.find((one) => one === value) ?? 'bank')}
      />
      {capture.error !== null && <ProblemPanel problem={capture.error} />}
      <div className="row" style={{ justifyContent: 'flex-end' }}>
        <Button variant="default" onClick={onDone}>
          {t(($) => $.payments.notNow)}
        </Button>
        <Button type="submit" loading={capture.isPending} rightSection={<Key keys="mod+enter" />}>
          {t(($) => $.orders.takePayment)}
        </Button>
      </div>
    </form>
  );
}
