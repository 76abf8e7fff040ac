import { NumberInput, Select, TextInput } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { paperIds, usualPeriod } from '../../shared/tax/papers/papers.ts';
import { type TaxSetting, type TaxStatus, taxStatuses } from '../../shared/tax/setting.contract.ts';
import { isDay } from '../../shared/units/day.ts';
import { dayOf } from '../../shared/units/calendar.ts';
import type { OutputOf } from '../client/methods.ts';
import { useCommand, useQueryOf } from '../client/use-shop.tsx';
import { DialogForm } from '../ui/dialog-form.tsx';
import { useNow } from '../ui/now.ts';
import { useToasts } from '../ui/toast.tsx';
import { useFormats } from '../ui/ui-context.tsx';

type Settings = OutputOf<'taxSetting.get'>;

/** Which return the shop files and when, and what it is to the tax office. */
export function TaxSettings({ onClose }: { onClose: () => void }) {
  const settings = useQueryOf('taxSetting.get', undefined);
  return settings.data ? <SettingsForm stored={settings.data} onClose={onClose} /> : null;
}

const spans = [1, 2, 3, 6, 12] as const;

function SettingsForm({ stored, onClose }: { stored: Settings; onClose: () => void }) {
  const { t } = useTranslation();
  const formats = useFormats();
  const now = useNow();
  const show = useToasts((toasts) => toasts.show);
  const set = useCommand('taxSetting.set');
  const setStatus = useCommand('taxSetting.setStatus');
  const [setting, change] = useState<TaxSetting>(stored.setting);
  const [status, pickStatus] = useState<TaxStatus | null>(stored.statuses.at(-1)?.status ?? null);
  const [from, setFrom] = useState<string>(stored.statuses.at(-1)?.validFromOn ?? `${dayOf(now, formats.timeZone).slice(0, 4)}-01-01`);
  const submit = async (): Promise<void> => {
    await set.mutateAsync(setting);
    if (status !== null && isDay(from)) await setStatus.mutateAsync({ validFromOn: from, status });
    show(t(($) => $.tax.saved));
    onClose();
  };
  const number = (field: 'firstMonth' | 'dueMonths' | 'dueDay', label: string, min: number, max: number) => (
    <NumberInput label={label} hideControls min={min} max={max} allowDecimal={false} value={setting[field]} onChange={(value) => change({ ...setting, [field]: Math.min(max, Math.max(min, Number(value) || min)) })} />
  );
  return (
    <DialogForm title={t(($) => $.tax.settings)} verb={t(($) => $.tax.save)} pending={set.isPending || setStatus.isPending} problem={set.error ?? setStatus.error} onSubmit={() => void submit().catch(() => undefined)} onClose={onClose}>
      <Select
        label={t(($) => $.tax.paper)}
        data={paperIds.map((id) => ({ value: id, label: t(($) => $.tax.papers[id]) }))}
        value={setting.paper}
        onChange={(value) => {
          const paper = paperIds.find((id) => id === value) ?? setting.paper;
          change({ ...setting, paper, ...usualPeriod[paper] });
        }}
      />
      <Select
        label={t(($) => $.tax.every)}
        data={spans.map((months) => ({ value: String(months), label: t(($) => $.tax.months[months]) }))}
        value={String(setting.periodMonths)}
        onChange={(value) => change({ ...setting, periodMonths: spans.find((months) => String(months) === value) ?? setting.periodMonths })}
      />
      <div className="row" style={{ alignItems: 'flex-end' }}>
        {number('firstMonth', t(($) => $.tax.firstMonth), 1, 12)}
        {number('dueMonths', t(($) => $.tax.dueMonths), 0, 12)}
        {number('dueDay', t(($) => $.tax.dueDay), 1, 31)}
      </div>
      <div className="row" style={{ alignItems: 'flex-start' }}>
        <Select
          style={{ flex: 1 }}
          label={t(($) => $.tax.status)}
          description={status === null ? t(($) => $.tax.statusOfChart) : t(($) => $.tax.statusHints[status])}
          inputWrapperOrder={['label', 'input', 'description']}
          data={taxStatuses.map((one) => ({ value: one, label: t(($) => $.tax.statuses[one]) }))}
          value={status}
          onChange={(value) => pickStatus(taxStatuses.find((one) => one === value) ?? null)}
        />
        <TextInput type="date" w={160} label={t(($) => $.tax.statusFrom)} value={from} onChange={(event) => setFrom(event.currentTarget.value)} />
      </div>
    </DialogForm>
  );
}
