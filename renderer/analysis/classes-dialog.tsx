import { NumberInput } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { RatePpm } from '../../shared/units/rate-ppm.ts';
import type { InputOf } from '../client/methods.ts';
import { useCommand, useQueryOf } from '../client/use-shop.tsx';
import { DialogForm } from '../ui/dialog-form.tsx';
import { PercentField } from '../ui/fields.tsx';
import { useToasts } from '../ui/toast.tsx';

type Settings = InputOf<'analysis.configure'>;
const rates = ['aShare', 'bShare', 'xVariation', 'yVariation', 'holdingRate'] as const;

/** Where the classes begin, what holding goods costs a year, and after how many days they are dead. */
export function ClassesDialog({ onClose }: { onClose: () => void }) {
  const settings = useQueryOf('analysis.settings', undefined).data;
  return settings ? <ClassesForm settings={settings} onClose={onClose} /> : null;
}

function ClassesForm({ settings, onClose }: { settings: Settings; onClose: () => void }) {
  const { t } = useTranslation();
  const show = useToasts((toasts) => toasts.show);
  const save = useCommand('analysis.configure');
  const [said, setSaid] = useState(settings);
  const rate = (field: (typeof rates)[number]) => (value: RatePpm | null) => setSaid({ ...said, [field]: value ?? settings[field] });
  const submit = (): void =>
    save.mutate(said, {
      onSuccess: ({ before }) => {
        show(t(($) => $.classes.changed), () => save.mutateAsync(before));
        onClose();
      },
    });
  return (
    <DialogForm title={t(($) => $.classes.title)} verb={t(($) => $.inventory.save)} pending={save.isPending} problem={save.error} onSubmit={submit} onClose={onClose}>
      {rates.map((field, index) => (
        <PercentField key={field} first={index === 0} label={t(($) => $.classes.fields[field])} description={t(($) => $.classes.hints[field])} value={said[field]} onChange={rate(field)} />
      ))}
      <NumberInput
        hideControls
        allowDecimal={false}
        styles={{ input: { textAlign: 'right' } }}
        min={1}
        max={3650}
        label={t(($) => $.classes.fields.deadDays)}
        description={t(($) => $.classes.hints.deadDays)}
        value={said.deadDays}
        onChange={(days) => typeof days === 'number' && setSaid({ ...said, deadDays: days })}
      />
    </DialogForm>
  );
}
