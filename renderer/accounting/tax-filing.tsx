import { TextInput } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { minor } from '../../shared/units/minor.ts';
import { useCommand } from '../client/use-shop.tsx';
import { ActionButton } from '../ui/actions/action-button.tsx';
import type { Action } from '../ui/actions/action-registry.ts';
import { useActions } from '../ui/actions/use-actions.ts';
import { DialogForm } from '../ui/dialog-form.tsx';
import { useToasts } from '../ui/toast.tsx';
import { useFormats } from '../ui/ui-context.tsx';
import type { TaxPeriod } from './tax-screen.tsx';

/** The filled button of the screen: files a period that is over, or takes the filing back. */
export function FileReturn({ period }: { period: TaxPeriod }) {
  const { t } = useTranslation();
  const [asking, setAsking] = useState(false);
  const canFile = period.state === 'over' || period.state === 'withdrawn';
  const verb = period.state === 'filed' ? t(($) => $.tax.withdraw) : t(($) => $.tax.file);
  const action: Action = { id: 'tax.file', label: verb, group: t(($) => $.tax.title), keys: 'f', run: () => setAsking(true) };
  useActions('screen', period.state === 'running' ? [] : [action]);
  if (period.state === 'running') return null;
  return (
    <>
      <ActionButton action={action} variant={canFile ? 'filled' : 'default'} />
      {asking && (canFile ? <FileDialog period={period} onClose={() => setAsking(false)} /> : <WithdrawDialog period={period} onClose={() => setAsking(false)} />)}
    </>
  );
}

interface DialogProps {
  period: TaxPeriod;
  onClose: () => void;
}

function FileDialog({ period, onClose }: DialogProps) {
  const { t } = useTranslation();
  const formats = useFormats();
  const show = useToasts((toasts) => toasts.show);
  const file = useCommand('taxReturn.file');
  const withdraw = useCommand('taxReturn.withdraw');
  const [note, setNote] = useState('');
  const { fromOn, throughOn } = period;
  const submit = (): void =>
    file.mutate({ fromOn, note }, {
      onSuccess: ({ due }) => {
        const amount = formats.money(minor(Math.abs(due)));
        show(due < 0 ? t(($) => $.tax.filedBack, { amount }) : t(($) => $.tax.filedDone, { amount }), () => withdraw.mutateAsync({ fromOn }));
        onClose();
      },
    });
  return (
    <DialogForm title={t(($) => $.tax.fileOf, { from: formats.fullDay(fromOn), through: formats.fullDay(throughOn) })} verb={t(($) => $.tax.file)} pending={file.isPending} problem={file.error} onSubmit={submit} onClose={onClose}>
      <p className="text2" style={{ margin: 0 }}>{t(($) => $.tax.fileText)}</p>
      <TextInput data-autofocus label={t(($) => $.tax.note)} description={t(($) => $.tax.noteHint)} maxLength={500} value={note} onChange={(event) => setNote(event.currentTarget.value)} />
    </DialogForm>
  );
}

function WithdrawDialog({ period, onClose }: DialogProps) {
  const { t } = useTranslation();
  const formats = useFormats();
  const show = useToasts((toasts) => toasts.show);
  const withdraw = useCommand('taxReturn.withdraw');
  const [note, setNote] = useState('');
  const { fromOn, throughOn } = period;
  const submit = (): void =>
    withdraw.mutate({ fromOn, note }, {
      onSuccess: () => {
        show(t(($) => $.tax.withdrawn));
        onClose();
      },
    });
  return (
    <DialogForm title={t(($) => $.tax.withdrawOf, { from: formats.fullDay(fromOn), through: formats.fullDay(throughOn) })} verb={t(($) => $.tax.withdraw)} pending={withdraw.isPending} problem={withdraw.error} onSubmit={submit} onClose={onClose}>
      <p className="text2" style={{ margin: 0 }}>{t(($) => $.tax.withdrawText)}</p>
      <TextInput data-autofocus label={t(($) => $.tax.note)} maxLength={500} value={note} onChange={(event) => setNote(event.currentTarget.value)} />
    </DialogForm>
  );
}
