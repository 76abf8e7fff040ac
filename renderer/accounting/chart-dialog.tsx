import { Select } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { type ChartId, charts } from '../../shared/accounting/charts/charts.ts';
import { languageNames, languages } from '../../shared/units/language.ts';
import { useCommand } from '../client/use-shop.tsx';
import { DialogForm } from '../ui/dialog-form.tsx';
import { useToasts } from '../ui/toast.tsx';

const ids = Object.keys(charts) as ChartId[];

/** Another chart, while nothing is posted; afterwards the shop says why not. */
export function ChartDialog({ current, onClose }: { current: ChartId; onClose: () => void }) {
  const { t, i18n } = useTranslation();
  const install = useCommand('chart.install');
  const show = useToasts((toasts) => toasts.show);
  const language = languages.find((one) => one === i18n.language) ?? 'en';
  const [chart, setChart] = useState<ChartId>(current);
  const [naming, setNaming] = useState<(typeof languages)[number] | 'official'>(language);
  const namings = ['official', ...languages] as const;
  const submit = (): void =>
    install.mutate({ chart, language: naming }, {
      onSuccess: ({ accounts }) => {
        show(t(($) => $.accounts.chartTaken, { count: accounts }));
        onClose();
      },
    });
  return (
    <DialogForm title={t(($) => $.accounts.chart)} verb={t(($) => $.accounts.takeChart)} pending={install.isPending} problem={install.error} onSubmit={submit} onClose={onClose}>
      <Select label={t(($) => $.accounts.chart)} description={t(($) => $.accounts.chartHint)} value={chart} onChange={(value) => setChart(ids.find((id) => id === value) ?? chart)} data={ids.map((id) => ({ value: id, label: charts[id].names[language] }))} />
      <Select label={t(($) => $.accounts.naming)} value={naming} onChange={(value) => setNaming(namings.find((one) => one === value) ?? naming)} data={namings.map((value) => ({ value, label: value === 'official' ? t(($) => $.accounts.official) : languageNames[value] }))} />
    </DialogForm>
  );
}
