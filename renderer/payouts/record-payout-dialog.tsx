import { Button, Select, TextInput } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { lineKinds, type LineKind } from '../../shared/payouts/line-kind.rules.ts';
import { dayOf } from '../../shared/units/calendar.ts';
import { isDay } from '../../shared/units/day.ts';
import { type Minor, minor } from '../../shared/units/minor.ts';
import { useCommand, useQueryOf } from '../client/use-shop.tsx';
import { DialogForm } from '../ui/dialog-form.tsx';
import { MoneyField } from '../ui/fields.tsx';
import { useNow } from '../ui/now.ts';
import { Status } from '../ui/status.tsx';
import { useFormats } from '../ui/ui-context.tsx';

interface Typed {
  kind: LineKind;
  orderRef: string;
  amount: Minor | null;
}

const lowers: readonly LineKind[] = ['refund', 'fee', 'feeTax', 'advertising', 'shippingLabel', 'reserveHeld', 'chargeback', 'taxWithheld'];

/** What lowers a payout is typed as it is read, without a sign. */
const signed = ({ kind, amount }: Typed): Minor => minor(lowers.includes(kind) ? -Math.abs(amount ?? 0) : (amount ?? 0));

/** A payout as it is read off a paper or a screen, line by line. */
export function RecordPayoutDialog({ onDone, onClose }: { onDone: (settlementId: number) => void; onClose: () => void }) {
  const { t } = useTranslation();
  const formats = useFormats();
  const today = dayOf(useNow(), formats.timeZone);
  const channels = useQueryOf('channel.list', undefined);
  const record = useCommand('settlement.record');
  const [chosen, setChosen] = useState<number>();
  const [number, setNumber] = useState('');
  const [paidOn, setPaidOn] = useState<string>(today);
  const [payout, setPayout] = useState<Minor | null>(null);
  const [lines, setLines] = useState<readonly Typed[]>([{ kind: 'sale', orderRef: '', amount: null }]);
  const known = channels.data?.channels ?? [];
  const channelId = chosen ?? known[0]?.id;
  const told = lines.filter(({ amount }) => amount !== null && amount !== 0);
  const rest = minor((payout ?? 0) - told.reduce((sum, line) => sum + signed(line), 0));
  const set = (index: number, change: Partial<Typed>): void => setLines(lines.map((line, at) => (at === index ? { ...line, ...change } : line)));
  const submit = (): void => {
    if (channelId === undefined || number.trim() === '' || !isDay(paidOn) || payout === null || told.length === 0) return;
    const whole = told.map((line) => ({ kind: line.kind, orderRef: line.orderRef, amount: signed(line) }));
    record.mutate({ channelId, number, paidOn, payout, lines: whole }, { onSuccess: ({ settlementIds }) => (onClose(), settlementIds[0] !== undefined && onDone(settlementIds[0])) });
  };
  return (
    <DialogForm title={t(($) => $.payouts.recordTitle)} verb={t(($) => $.payouts.recordVerb)} pending={record.isPending} problem={record.error ?? channels.error} onSubmit={submit} onClose={onClose}>
      <Select label={t(($) => $.payouts.channel)} data={known.map(({ id, name }) => ({ value: String(id), label: name }))} value={channelId === undefined ? null : String(channelId)} onChange={(id) => id !== null && setChosen(Number(id))} />
      <TextInput data-autofocus label={t(($) => $.payouts.number)} value={number} onChange={(event) => setNumber(event.currentTarget.value)} />
      <div className="row" style={{ gap: 12 }}>
        <TextInput type="date" label={t(($) => $.payouts.paidOn)} value={paidOn} onChange={(event) => setPaidOn(event.currentTarget.value)} />
        <MoneyField live label={t(($) => $.payouts.sent)} currency={formats.currency} value={payout} onChange={setPayout} />
      </div>
      {lines.map((line, index) => (
        // Lines are only added at the end, so their place is their name.
        // oxlint-disable-next-line react/no-array-index-key
        <div key={index} className="row" style={{ alignItems: 'flex-end', gap: 8 }}>
          <Select w={150} label={t(($) => $.payouts.kind)} data={lineKinds.map((kind) => ({ value: kind, label: t(($) => $.payouts.kinds[kind]) }))} value={line.kind} onChange={(kind) => set(index, { kind: lineKinds.find((one) => one === kind) ?? 'sale' })} />
          <TextInput label={t(($) => $.payouts.order)} value={line.orderRef} onChange={(event) => set(index, { orderRef: event.currentTarget.value })} />
          <MoneyField live label={t(($) => $.payouts.amount)} currency={formats.currency} value={line.amount} onChange={(amount) => set(index, { amount })} />
        </div>
      ))}
      <Button variant="subtle" style={{ alignSelf: 'flex-start' }} onClick={() => setLines([...lines, { kind: 'fee', orderRef: '', amount: null }])}>
        {t(($) => $.payouts.addRow)}
      </Button>
      <Status kind={rest === 0 ? 'done' : 'look'}>{rest === 0 ? t(($) => $.payouts.addsUp) : t(($) => $.payouts.leftOver, { amount: formats.money(rest) })}</Status>
    </DialogForm>
  );
}
