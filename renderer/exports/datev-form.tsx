import { Button, Select, TextInput } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { OutputOf } from '../client/methods.ts';
import { useCommand } from '../client/use-shop.tsx';
import { ProblemPanel } from '../ui/problem-panel.tsx';
import { useToasts } from '../ui/toast.tsx';

type Datev = OutputOf<'exportSetting.get'>['datev'];

const whole = (text: string): number => Number(text.replaceAll(/\D/g, '').slice(0, 7)) || 0;

/** The numbers by which DATEV knows the shop; the tax adviser has them. */
export function DatevForm({ stored }: { stored: Datev }) {
  const { t } = useTranslation();
  const show = useToasts((toasts) => toasts.show);
  const set = useCommand('exportSetting.setDatev');
  const [datev, change] = useState(stored);
  const save = async (): Promise<void> => {
    await set.mutateAsync({ datev });
    show(t(($) => $.exporting.saved), () => set.mutateAsync({ datev: stored }));
  };
  const number = (name: 'consultant' | 'client' | 'accountLength') => (
    <TextInput label={t(($) => $.exporting[name])} w={230} inputMode="numeric" value={String(datev[name])} onChange={(event) => change({ ...datev, [name]: whole(event.currentTarget.value) })} />
  );
  return (
    <form
      className="column"
      style={{ gap: 12 }}
      onSubmit={(event) => {
        event.preventDefault();
        void save().catch(() => undefined);
      }}
    >
      {number('consultant')}
      {number('client')}
      {number('accountLength')}
      <Select
        label={t(($) => $.exporting.chart)}
        w={230}
        data={[{ value: '', label: t(($) => $.exporting.ownChart) }, { value: '03', label: 'SKR 03' }, { value: '04', label: 'SKR 04' }]}
        value={datev.chart}
        onChange={(value) => change({ ...datev, chart: value === '03' || value === '04' ? value : '' })}
      />
      {set.error !== null && <ProblemPanel problem={set.error} />}
      <Button type="submit" variant="default" loading={set.isPending} style={{ alignSelf: 'flex-start' }}>
        {t(($) => $.exporting.saveSettings)}
      </Button>
    </form>
  );
}
