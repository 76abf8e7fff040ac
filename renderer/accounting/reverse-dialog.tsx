import { TextInput } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { dayOf } from '../../shared/units/calendar.ts';
import { isDay } from '../../shared/units/day.ts';
import { useCommand } from '../client/use-shop.tsx';
import { DialogForm } from '../ui/dialog-form.tsx';
import { useNow } from '../ui/now.ts';
import { useToasts } from '../ui/toast.tsx';
import { useFormats } from '../ui/ui-context.tsx';

/** An entry by hand is taken back by the opposite one, on a day and for a reason; both stay. */
export function ReverseDialog({ entryId, number, onReversed, onClose }: { entryId: number; number: string; onReversed: (entryId: number) => void; onClose: () => void }) {
  const { t } = useTranslation();
  const formats = useFormats();
  const now = useNow();
  const show = useToasts((toasts) => toasts.show);
  const reverse = useCommand('journal.reverse');
  const [postedOn, setPostedOn] = useState<string>(dayOf(now, formats.timeZone));
  const [reason, setReason] = useState('');
  const submit = (): void => {
    if (!isDay(postedOn)) return;
    reverse.mutate({ entryId, postedOn, reason }, {
      onSuccess: (opposite) => {
        show(t(($) => $.money.entryReversed, { number }));
        onReversed(opposite.entryId);
      },
    });
  };
  return (
    <DialogForm title={t(($) => $.money.reverseOf, { number })} verb={t(($) => $.money.reverseEntry)} pending={reverse.isPending} problem={reverse.error} onSubmit={submit} onClose={onClose}>
      <TextInput type="date" label={t(($) => $.money.postedOn)} value={postedOn} onChange={(event) => setPostedOn(event.currentTarget.value)} />
      <TextInput data-autofocus label={t(($) => $.money.reverseWhy)} maxLength={500} value={reason} onChange={(event) => setReason(event.currentTarget.value)} />
    </DialogForm>
  );
}
