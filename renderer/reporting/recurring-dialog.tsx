import { Checkbox, NumberInput, Select, TextInput } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { everyMonths } from '../../shared/accounting/recurring.rules.ts';
import { dayOf } from '../../shared/units/calendar.ts';
import { isDay } from '../../shared/units/day.ts';
import { emptyLine, type EntryLine, EntryLines, writtenLines } from '../accounting/entry-lines.tsx';
import { useCommand } from '../client/use-shop.tsx';
import { DialogForm } from '../ui/dialog-form.tsx';
import { useNow } from '../ui/now.ts';
import { useToasts } from '../ui/toast.tsx';
import { useFormats } from '../ui/ui-context.tsx';

/** An entry that comes again: its lines as they will be posted, and its days. */
export function RecurringDialog({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation();
  const formats = useFormats();
  const now = useNow();
  const show = useToasts((toasts) => toasts.show);
  const [add, stop] = [useCommand('recurring.add'), useCommand('recurring.stop')];
  const [name, setName] = useState('');
  const [lines, setLines] = useState<readonly EntryLine[]>([emptyLine, emptyLine]);
  const [every, setEvery] = useState<(typeof everyMonths)[number]>(1);
  const [dayOfMonth, setDayOfMonth] = useState(31);
  const [startsOn, setStartsOn] = useState<string>(dayOf(now, formats.timeZone));
  const [endsOn, setEndsOn] = useState('');
  const [reverses, setReverses] = useState(false);
  const submit = (): void => {
    if (!isDay(startsOn)) return;
    add.mutate({ name, lines: writtenLines(lines), everyMonths: every, dayOfMonth, startsOn, endsOn: isDay(endsOn) ? endsOn : null, reverses }, {
      onSuccess: ({ recurringEntryId }) => {
        show(t(($) => $.recurring.addedToast, { name }), () => stop.mutateAsync({ recurringEntryId }));
        onClose();
      },
    });
  };
  return (
    <DialogForm title={t(($) => $.recurring.add)} verb={t(($) => $.recurring.add)} pending={add.isPending} problem={add.error} onSubmit={submit} onClose={onClose}>
      <TextInput data-autofocus label={t(($) => $.recurring.name)} maxLength={120} value={name} onChange={(event) => setName(event.currentTarget.value)} />
      <EntryLines lines={lines} onChange={setLines} />
      <div className="row" style={{ alignItems: 'start' }}>
        <Select label={t(($) => $.recurring.every)} data={everyMonths.map((months) => ({ value: String(months), label: t(($) => $.recurring.everyMonths[months]) }))} value={String(every)} onChange={(value) => setEvery(everyMonths.find((months) => String(months) === value) ?? every)} />
        <NumberInput label={t(($) => $.recurring.dayOfMonth)} description={t(($) => $.recurring.dayHint)} min={1} max={31} hideControls value={dayOfMonth} onChange={(value) => typeof value === 'number' && setDayOfMonth(value)} />
      </div>
      <div className="row">
        <TextInput type="date" label={t(($) => $.recurring.startsOn)} value={startsOn} onChange={(event) => setStartsOn(event.currentTarget.value)} />
        <TextInput type="date" label={t(($) => $.recurring.endsOn)} value={endsOn} onChange={(event) => setEndsOn(event.currentTarget.value)} />
      </div>
      <Checkbox label={t(($) => $.recurring.reverses)} checked={reverses} onChange={(event) => setReverses(event.currentTarget.checked)} />
    </DialogForm>
  );
}
