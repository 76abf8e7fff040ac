import { Button, NumberInput, TextInput } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ReminderLevel } from '../../shared/banking/reminder.rules.ts';
import { minor } from '../../shared/units/minor.ts';
import { useCommand, useQueryOf } from '../client/use-shop.tsx';
import { DialogForm } from '../ui/dialog-form.tsx';
import { MoneyField } from '../ui/fields.tsx';
import { useToasts } from '../ui/toast.tsx';
import { useFormats } from '../ui/ui-context.tsx';
import type { Row } from './reminders-screen.tsx';

/** After how many days each reminder is due, and the fee it names. */
export function ReminderLevelsDialog({ levels: before, onClose }: { levels: readonly ReminderLevel[]; onClose: () => void }) {
  const { t } = useTranslation();
  const { currency } = useFormats();
  const show = useToasts((toasts) => toasts.show);
  const set = useCommand('reminder.setLevels');
  const [levels, setLevels] = useState(before);
  const change = (no: number, part: Partial<ReminderLevel>): void => setLevels(levels.map((level) => (level.no === no ? { ...level, ...part } : level)));
  const submit = (): void =>
    set.mutate({ levels: [...levels] }, {
      onSuccess: ({ before: was }) => {
        show(t(($) => $.reminders.levelsToast), () => set.mutateAsync({ levels: was }));
        onClose();
      },
    });
  return (
    <DialogForm title={t(($) => $.reminders.levels)} verb={t(($) => $.reminders.keepLevels)} pending={set.isPending} problem={set.error} onSubmit={submit} onClose={onClose}>
      <p className="text2" style={{ margin: 0 }}>{t(($) => $.reminders.levelsText)}</p>
      {levels.map(({ no, days, fee }, index) => (
        <div key={no} className="row" style={{ alignItems: 'end' }}>
          <NumberInput {...(index === 0 && { 'data-autofocus': true })} label={t(($) => $.reminders.days, { no })} min={1} max={730} hideControls value={days} onChange={(value) => typeof value === 'number' && change(no, { days: value })} />
          <MoneyField label={t(($) => $.reminders.fee, { no })} currency={currency} value={fee} onChange={(value) => change(no, { fee: value ?? minor(0) })} live />
        </div>
      ))}
    </DialogForm>
  );
}

/** A customer is left alone for now, and everybody sees why. */
export function PauseDialog({ row, onClose }: { row: Row; onClose: () => void }) {
  const { t } = useTranslation();
  const show = useToasts((toasts) => toasts.show);
  const [pause, resume] = [useCommand('reminder.pause'), useCommand('reminder.resume')];
  const [reason, setReason] = useState('');
  const { customerId, customer } = row;
  const submit = (): void => {
    if (customerId === null) return;
    pause.mutate({ customerId, reason }, {
      onSuccess: () => {
        show(t(($) => $.reminders.pausedToast, { customer }), () => resume.mutateAsync({ customerId }));
        onClose();
      },
    });
  };
  return (
    <DialogForm title={t(($) => $.reminders.pauseTitle, { customer })} verb={t(($) => $.reminders.pause)} pending={pause.isPending} problem={pause.error} onSubmit={submit} onClose={onClose}>
      <TextInput data-autofocus required label={t(($) => $.reminders.reason)} maxLength={500} value={reason} onChange={(event) => setReason(event.currentTarget.value)} />
    </DialogForm>
  );
}

/** The words as the customer will read them: to be copied, or opened in the system's mail program. */
export function ReminderTextDialog({ row, onClose }: { row: Row; onClose: () => void }) {
  const { t } = useTranslation();
  const show = useToasts((toasts) => toasts.show);
  const levelNo = row.levelNo ?? 3;
  const text = useQueryOf('reminder.preview', { orderId: row.orderId, levelNo });
  const copy = (): void => {
    if (!text.data) return;
    void navigator.clipboard.writeText(`${text.data.subject}\n\n${text.data.body}`).then(() => show(t(($) => $.notices.copiedToast)));
    onClose();
  };
  return (
    <DialogForm title={`${row.number} · ${t(($) => $.reminders.level, { no: levelNo })}`} verb={t(($) => $.notices.copy)} pending={text.isPending} problem={text.error} onSubmit={copy} onClose={onClose}>
      {text.data && (
        <>
          <div className="medium">{text.data.subject}</div>
          <p style={{ whiteSpace: 'pre-wrap', margin: 0 }}>{text.data.body}</p>
          <Button variant="default" component="a" href={text.data.mailto}>{t(($) => $.notices.mailto)}</Button>
        </>
      )}
    </DialogForm>
  );
}
