import { TextInput } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { countedOf } from '../../shared/till/drawer.rules.ts';
import type { Minor } from '../../shared/units/minor.ts';
import { useCommand } from '../client/use-shop.tsx';
import { DialogForm } from '../ui/dialog-form.tsx';
import { useToasts } from '../ui/toast.tsx';
import { useFormats } from '../ui/ui-context.tsx';

interface CountProps {
  drawerId: number;
  number: string;
  denominations: readonly Minor[];
  verb: 'close' | 'recount';
  onClose: () => void;
}

/** Notes and coins counted without knowing what should be there; the difference is told afterwards. */
export function CountDialog({ drawerId, number, denominations, verb, onClose }: CountProps) {
  const { t } = useTranslation();
  const formats = useFormats();
  const show = useToasts((toasts) => toasts.show);
  const close = useCommand('drawer.close');
  const recount = useCommand('drawer.recount');
  const [typed, setTyped] = useState<Readonly<Record<number, string>>>({});
  const [note, setNote] = useState('');
  const pieces = denominations.flatMap((denomination) => {
    const many = Number(typed[denomination] ?? '');
    return Number.isSafeInteger(many) && many > 0 ? [{ denomination, pieces: many }] : [];
  });
  const command = verb === 'close' ? close : recount;
  const submit = (): void =>
    command.mutate({ drawerId, pieces, note }, {
      onSuccess: ({ difference }) => {
        show(difference === 0 ? t(($) => $.till.countedEven, { number }) : t(($) => $.till.countedOff, { number, amount: formats.signed(difference) }));
        onClose();
      },
    });
  return (
    <DialogForm title={t(($) => $.till.countOf, { number })} verb={t(($) => $.till[verb])} pending={command.isPending} problem={command.error} onSubmit={submit} onClose={onClose}>
      <p className="text2">{t(($) => $.till.countHint)}</p>
      <div className="till-count">
        {denominations.map((denomination, index) => (
          <TextInput
            key={denomination}
            {...(index === 0 && { 'data-autofocus': true })}
            inputMode="numeric"
            label={formats.money(denomination)}
            value={typed[denomination] ?? ''}
            onChange={(event) => setTyped({ ...typed, [denomination]: event.currentTarget.value.replaceAll(/\D/g, '') })}
          />
        ))}
      </div>
      <div className="till-due" aria-live="polite">
        <span className="text2">{t(($) => $.till.counted)}</span>
        <span className="till-figure num">{formats.money(countedOf(pieces))}</span>
      </div>
      <TextInput label={t(($) => $.orders.note)} maxLength={500} value={note} onChange={(event) => setNote(event.currentTarget.value)} />
    </DialogForm>
  );
}
