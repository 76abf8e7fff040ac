import { NativeSelect, NumberInput } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { demandClasses, valueClasses } from '../../shared/analysis/class.rules.ts';
import { type ClassServiceLevels, levelOffered, levelsOffered } from '../../shared/analysis/service-level.rules.ts';
import type { RatePpm } from '../../shared/units/rate-ppm.ts';
import type { OutputOf } from '../client/methods.ts';
import { useCommand, useQueryOf } from '../client/use-shop.tsx';
import { DialogForm } from '../ui/dialog-form.tsx';
import { PercentField } from '../ui/fields.tsx';
import { useToasts } from '../ui/toast.tsx';

type Settings = OutputOf<'analysis.settings'>;
const rates = ['aShare', 'bShare', 'xVariation', 'yVariation', 'holdingRate'] as const;

/** Where the classes begin, how sure each is to be in stock, what holding goods costs a year, and after how many days they are dead. */
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
      <ServiceLevels levels={said.serviceLevels} onChange={(serviceLevels) => setSaid({ ...said, serviceLevels })} />
    </DialogForm>
  );
}

/** Three by three: how sure goods of each class are to be there when somebody wants them; their safety stock follows from it. */
function ServiceLevels({ levels, onChange }: { levels: ClassServiceLevels; onChange: (levels: ClassServiceLevels) => void }) {
  const { t } = useTranslation();
  return (
    <fieldset className="service-levels">
      <legend className="medium">{t(($) => $.classes.serviceLevels)}</legend>
      <p className="caption">{t(($) => $.classes.serviceLevelsHint)}</p>
      {valueClasses.flatMap((valueClass) =>
        demandClasses.map((demandClass) => (
          <label key={valueClass + demandClass} className="row">
            <span className="medium">{valueClass + demandClass}</span>
            <NativeSelect
              data={levelsOffered.map((level) => ({ value: String(level), label: `${level}%` }))}
              value={String(levels[valueClass][demandClass])}
              onChange={({ currentTarget: { value } }) => onChange({ ...levels, [valueClass]: { ...levels[valueClass], [demandClass]: levelOffered(value) ?? levels[valueClass][demandClass] } })}
            />
          </label>
        )),
      )}
    </fieldset>
  );
}
