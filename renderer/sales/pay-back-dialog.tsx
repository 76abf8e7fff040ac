import { Select, TextInput } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { moneyAccounts } from '../../shared/sales/payment.rules.ts';
import { dueBack, heldOf, type PayBackPurpose, payBackPurposes } from '../../shared/sales/pay-back.rules.ts';
import type { Minor } from '../../shared/units/minor.ts';
import { useCommand } from '../client/use-shop.tsx';
import { DialogForm } from '../ui/dialog-form.tsx';
import { MoneyField } from '../ui/fields.tsx';
import { Pairs } from '../ui/section.tsx';
import { useToasts } from '../ui/toast.tsx';
import { useFormats } from '../ui/ui-context.tsx';
import type { Order } from './order-peek.tsx';

type Account = (typeof moneyAccounts)[number];

const keyOf = ({ kind, orderLineId }: PayBackPurpose): string => `${kind} ${orderLineId ?? ''}`;

/** Money goes back without goods: what is owed or was paid too much is proposed, so usually two keys are enough. */
export function PayBackDialog({ order, onClose }: { order: Order; onClose: () => void }) {
  const { t } = useTranslation();
  const formats = useFormats();
  const show = useToasts((toasts) => toasts.show);
  const record = useCommand('refund.record');
  const [due, held] = [dueBack(order.money), heldOf(order.money)];
  const purposes = payBackPurposes(order.lines, order.charges);
  const [purpose, setPurpose] = useState(purposes[0]);
  const [amount, setAmount] = useState<Minor | null>(due > 0 ? due : null);
  const [account, setAccount] = useState<Account>(order.channelId === null ? 'bank' : 'channelClearing');
  const [reason, setReason] = useState('');
  const money = (value: Minor): string => formats.moneyIn(value, order.currency);
  const nameOf = ({ kind, orderLineId }: PayBackPurpose): string => {
    if (kind === 'shipping') return t(($) => $.payBack.shipping);
    if (kind === 'goodsKept') return t(($) => $.payBack.goodsKept, { name: order.lines.find(({ id }) => id === orderLineId)?.name ?? '' });
    return due > 0 ? t(($) => $.payBack.due) : t(($) => $.payBack.goodwill);
  };
  const submit = (): void => {
    if (amount === null || amount <= 0 || !purpose) return;
    record.mutate({ orderId: order.id, parts: [{ ...purpose, amount }], account, reason }, {
      onSuccess: ({ number, paidOut }) => {
        show(t(($) => $.payBack.done, { number, amount: money(paidOut) }));
        onClose();
      },
    });
  };
  const verb = amount !== null && amount > 0 ? t(($) => $.payBack.now, { amount: money(amount) }) : t(($) => $.payBack.verb);
  return (
    <DialogForm title={t(($) => $.payBack.title, { number: order.number })} verb={verb} pending={record.isPending} problem={record.error} onSubmit={submit} onClose={onClose}>
      <Pairs
        rows={[
          [t(($) => $.payBack.paid), money(order.money.captured)],
          ...(order.money.refunded > 0 ? [[t(($) => $.payBack.paidBack), money(order.money.refunded)] as const] : []),
          ...(order.money.owed > 0 ? [[t(($) => $.payBack.owed), money(order.money.owed)] as const] : []),
          ...(order.money.surplus > 0 ? [[t(($) => $.payBack.surplus), money(order.money.surplus)] as const] : []),
          [t(($) => $.payBack.atMost), money(held)],
        ]}
      />
      <MoneyField first live name="amount" label={t(($) => $.money.amount)} currency={order.currency} value={amount} onChange={setAmount} />
      <Select
        label={t(($) => $.payBack.purpose)}
        data={purposes.map((one) => ({ value: keyOf(one), label: nameOf(one) }))}
        value={purpose ? keyOf(purpose) : null}
        allowDeselect={false}
        onChange={(value) => setPurpose(purposes.find((one) => keyOf(one) === value) ?? purposes[0])}
      />
      <Select
        label={t(($) => $.payBack.from)}
        description={account === 'channelClearing' ? t(($) => $.payBack.channelHint) : undefined}
        data={moneyAccounts.filter((one) => one !== 'channelClearing' || order.channelId !== null).map((one) => ({ value: one, label: t(($) => $.payBack.accounts[one]) }))}
        value={account}
        allowDeselect={false}
        onChange={(value) => setAccount(moneyAccounts.find((one) => one === value) ?? 'bank')}
      />
      <TextInput label={t(($) => $.payBack.reason)} maxLength={1_000} value={reason} onChange={(event) => setReason(event.currentTarget.value)} />
      <p className="text2 text-wrap">{t(($) => $.payBack.final)}</p>
    </DialogForm>
  );
}
