import { Button, SegmentedControl, TextInput } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { drawerReasons } from '../../shared/till/drawer.rules.ts';
import { type Minor, minor } from '../../shared/units/minor.ts';
import type { OutputOf } from '../client/methods.ts';
import { useCommand } from '../client/use-shop.tsx';
import { DialogForm } from '../ui/dialog-form.tsx';
import { MoneyField } from '../ui/fields.tsx';
import { useToasts } from '../ui/toast.tsx';
import { useFormats } from '../ui/ui-context.tsx';
import { CountDialog } from './count-dialog.tsx';

export type MyDrawer = OutputOf<'drawer.mine'>;

/** The drawer under the counter: opened with its float, paid into and out of, closed with a count. */
export function DrawerDialog({ mine, onClose }: { mine: MyDrawer; onClose: () => void }) {
  const [closing, setClosing] = useState(false);
  if (mine.drawer === null) return <OpenDrawer box={mine.box} onClose={onClose} />;
  if (closing) return <CountDialog drawerId={mine.drawer.id} number={mine.drawer.number} denominations={mine.denominations} verb="close" onClose={onClose} />;
  return <MoveCash drawer={mine.drawer} onCount={() => setClosing(true)} onClose={onClose} />;
}

function OpenDrawer({ box, onClose }: { box: Minor; onClose: () => void }) {
  const { t } = useTranslation();
  const formats = useFormats();
  const show = useToasts((toasts) => toasts.show);
  const open = useCommand('drawer.open');
  const [float, setFloat] = useState<Minor | null>(null);
  const [from, setFrom] = useState<'box' | 'bank'>(box > 0 ? 'box' : 'bank');
  const submit = (): void =>
    open.mutate({ float: float ?? minor(0), from }, {
      onSuccess: ({ number }) => {
        show(t(($) => $.till.drawerOpened, { number }));
        onClose();
      },
    });
  return (
    <DialogForm title={t(($) => $.till.openDrawer)} verb={t(($) => $.till.openDrawer)} pending={open.isPending} problem={open.error} onSubmit={submit} onClose={onClose}>
      <MoneyField first label={t(($) => $.till.float)} description={t(($) => $.till.floatHint)} currency={formats.currency} value={float} onChange={setFloat} />
      <SegmentedControl
        aria-label={t(($) => $.till.floatFrom)}
        data={[{ value: 'box', label: t(($) => $.till.fromBox, { amount: formats.money(box) }) }, { value: 'bank', label: t(($) => $.till.fromBank) }]}
        value={from}
        onChange={(value) => setFrom(value === 'bank' ? 'bank' : 'box')}
      />
    </DialogForm>
  );
}

function MoveCash({ drawer, onCount, onClose }: { drawer: NonNullable<MyDrawer['drawer']>; onCount: () => void; onClose: () => void }) {
  const { t } = useTranslation();
  const formats = useFormats();
  const show = useToasts((toasts) => toasts.show);
  const payIn = useCommand('drawer.payIn');
  const payOut = useCommand('drawer.payOut');
  const [way, setWay] = useState<'out' | 'in'>('out');
  const [reason, setReason] = useState<(typeof drawerReasons)[number]>('bank');
  const [amount, setAmount] = useState<Minor | null>(null);
  const [note, setNote] = useState('');
  const [move, back] = way === 'in' ? [payIn, payOut] : [payOut, payIn];
  const submit = (): void => {
    if (amount === null || amount <= 0) return;
    move.mutate({ reason, amount, note }, {
      onSuccess: () => {
        show(t(($) => $.till.moved[way], { amount: formats.money(amount) }), () => back.mutateAsync({ reason, amount, note }));
        onClose();
      },
    });
  };
  return (
    <DialogForm title={t(($) => $.till.drawerOf, { number: drawer.number })} verb={t(($) => $.till.ways[way])} pending={move.isPending} problem={move.error} onSubmit={submit} onClose={onClose}>
      <p className="text2">{t(($) => $.till.openSince, { when: formats.moment(drawer.openedAt), who: drawer.userName, float: formats.money(drawer.float) })}</p>
      <SegmentedControl
        aria-label={t(($) => $.till.way)}
        data={(['out', 'in'] as const).map((value) => ({ value, label: t(($) => $.till.ways[value]) }))}
        value={way}
        onChange={(value) => setWay(value === 'in' ? 'in' : 'out')}
      />
      <MoneyField first label={t(($) => $.till.amount)} currency={formats.currency} value={amount} onChange={setAmount} />
      <SegmentedControl
        aria-label={t(($) => $.till.reason)}
        data={drawerReasons.map((value) => ({ value, label: t(($) => $.till.reasons[value]) }))}
        value={reason}
        onChange={(value) => setReason(drawerReasons.find((one) => one === value) ?? 'bank')}
      />
      <TextInput label={t(($) => $.orders.note)} maxLength={500} value={note} onChange={(event) => setNote(event.currentTarget.value)} />
      <Button variant="default" style={{ alignSelf: 'flex-start' }} onClick={onCount}>
        {t(($) => $.till.countAndClose)}
      </Button>
    </DialogForm>
  );
}
