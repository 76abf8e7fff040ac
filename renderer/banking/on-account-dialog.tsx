import { Checkbox, SegmentedControl } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { allocateInOrder } from '../../shared/banking/open-item.rules.ts';
import { type Minor, minor } from '../../shared/units/minor.ts';
import type { OutputOf } from '../client/methods.ts';
import { useCommand } from '../client/use-shop.tsx';
import { DialogForm } from '../ui/dialog-form.tsx';
import { MoneyField } from '../ui/fields.tsx';
import { useToasts } from '../ui/toast.tsx';
import { useFormats } from '../ui/ui-context.tsx';
import type { Side } from './open-items-screen.tsx';

interface Props {
  side: Side;
  party: { partyId: number; name: string; total: Minor };
  items: OutputOf<'receivable.items'>['rows'];
  onClose: () => void;
}

const places = ['bank', 'till'] as const;

/** An amount over open items, oldest first or those that are ticked; each says what it takes before anything is written. */
export function OnAccountDialog({ side, party, items, onClose }: Props) {
  const { t } = useTranslation();
  const formats = useFormats();
  const all = items.filter((item) => item.partyId === party.partyId);
  const currencies = [...new Set(all.map((item) => item.currency ?? formats.currency))];
  const [currency, setCurrency] = useState(currencies[0] ?? formats.currency);
  const own = all.filter((item) => (item.currency ?? formats.currency) === currency).map((item) => ({ ...item, open: item.foreignOpen ?? item.open }));
  const owed = (of: string): Minor => minor(all.reduce((sum, item) => ((item.currency ?? formats.currency) === of ? sum + (item.foreignOpen ?? item.open) : sum), 0));
  const [amount, setAmount] = useState<Minor | null>(owed(currency));
  const [account, setAccount] = useState<(typeof places)[number]>('bank');
  const [ticked, setTicked] = useState<readonly number[]>([]);
  const settle = useSettle(side, party, onClose);
  const asked = ticked.length === 0 ? own : own.filter(({ itemId }) => ticked.includes(itemId));
  const { parts, over } = allocateInOrder(amount ?? minor(0), asked.map(({ itemId, open }) => ({ id: itemId, open })));
  const turn = (id: number): void => setTicked(ticked.includes(id) ? ticked.filter((one) => one !== id) : [...ticked, id]);
  const names = { name: party.name };
  return (
    <DialogForm
      title={side === 'receivable' ? t(($) => $.openItems.receiveTitle, names) : t(($) => $.openItems.payTitle, names)}
      verb={t(($) => $.openItems[side === 'receivable' ? 'receiveVerb' : 'payVerb'])}
      pending={settle.pending}
      problem={settle.problem}
      onSubmit={() => amount !== null && amount > 0 && settle.run(amount, account, currency, ticked.length === 0 ? undefined : parts)}
      onClose={onClose}
    >
      {currencies.length > 1 && <SegmentedControl aria-label={t(($) => $.currencies.currency)} data={currencies} value={currency} onChange={(of) => { setCurrency(of); setAmount(owed(of)); }} />}
      <MoneyField key={currency} first live label={t(($) => $.openItems.amount)} currency={currency} value={amount} onChange={setAmount} />
      <SegmentedControl aria-label={t(($) => $.openItems.account)} data={places.map((one) => ({ value: one, label: t(($) => $.openItems[one]) }))} value={account} onChange={(one) => setAccount(one === 'till' ? 'till' : 'bank')} />
      <p className="text2">{t(($) => $.openItems[side === 'receivable' ? 'oldestFirst' : 'oldestBillsFirst'])}</p>
      {own.map((item) => (
        <div key={item.itemId} className="peek-line">
          <Checkbox label={<span className="code">{item.number}</span>} checked={ticked.includes(item.itemId)} onChange={() => turn(item.itemId)} />
          <span className="num">{t(($) => $.openItems.share, { amount: formats.amountIn(parts.find(({ id }) => id === item.itemId)?.amount ?? minor(0), currency) })}</span>
        </div>
      ))}
      {over > 0 && <p className="strong">{t(($) => $.openItems.over, { amount: formats.moneyIn(over, currency) })}</p>}
    </DialogForm>
  );
}

/** What an item takes of the amount. */
interface Share {
  id: number;
  amount: Minor;
}

function useSettle(side: Side, { partyId, name }: Props['party'], onClose: () => void) {
  const { t } = useTranslation();
  const formats = useFormats();
  const show = useToasts((toasts) => toasts.show);
  const receive = useCommand('receivable.receive');
  const voiding = useCommand('payment.void');
  const pay = useCommand('payable.pay');
  const cancel = useCommand('supplierPayment.cancel');
  const run = (amount: Minor, account: 'bank' | 'till', currency: string, chosen?: readonly Share[]): void => {
    const told = { name, amount: formats.moneyIn(amount, currency) };
    if (side === 'payable') {
      pay.mutate({ supplierId: partyId, amount, currency, account, ...(chosen && { bills: chosen.map((part) => ({ supplierBillId: part.id, amount: part.amount })) }) }, {
        onSuccess: ({ supplierPaymentId }) => {
          show(t(($) => $.openItems.paidToast, told), () => cancel.mutateAsync({ supplierPaymentId, reason: 'undo' }));
          onClose();
        },
      });
      return;
    }
    receive.mutate({ customerId: partyId, amount, currency, account, ...(chosen && { orders: chosen.map((part) => ({ orderId: part.id, amount: part.amount })) }) }, {
      onSuccess: ({ payments }) => {
        show(t(($) => $.openItems.receivedToast, told), () => Promise.all(payments.map(({ paymentId }) => voiding.mutateAsync({ paymentId, reason: 'undo' }))));
        onClose();
      },
    });
  };
  return { run, pending: receive.isPending || pay.isPending, problem: receive.error ?? pay.error };
}
