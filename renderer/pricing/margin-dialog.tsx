import { Button, Select } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { RatePpm } from '../../shared/units/rate-ppm.ts';
import type { InputOf, OutputOf } from '../client/methods.ts';
import { useCommand, useQueryOf } from '../client/use-shop.tsx';
import { Dialog } from '../ui/dialog.tsx';
import { PercentField } from '../ui/fields.tsx';
import { ProblemPanel } from '../ui/problem-panel.tsx';
import { Section } from '../ui/section.tsx';
import { useToasts } from '../ui/toast.tsx';
import { useFormats } from '../ui/ui-context.tsx';

type Floor = OutputOf<'cost.settings'>['floors'][number];

/** The least a price must leave, of the shop and of categories, and what each channel keeps of a price. */
export function MarginDialog({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation();
  return (
    <Dialog title={t(($) => $.margins.title)} onClose={onClose}>
      <Margins />
    </Dialog>
  );
}

function Margins() {
  const { t } = useTranslation();
  const settings = useQueryOf('cost.settings', undefined).data;
  const channels = useQueryOf('channel.list', undefined).data?.channels ?? [];
  const { saveFloor, saveFee, problem } = useSavingMargins();
  if (!settings) return null;
  const ofShop = settings.floors.find((one) => one.variantId === null && one.categoryId === null);
  return (
    <div className="column" style={{ gap: 12 }}>
      <PercentField label={t(($) => $.margins.shopFloor)} description={t(($) => $.margins.shopFloorHint)} value={ofShop?.rate ?? null} onChange={(rate) => saveFloor({ rate })} />
      <CategoryFloors floors={settings.floors.filter((one) => one.categoryId !== null)} save={saveFloor} />
      <Section title={t(($) => $.margins.fees)} />
      {channels.length === 0 && <p className="text2">{t(($) => $.margins.noChannels)}</p>}
      {channels.map(({ id: channelId, name }) => (
        <PercentField key={channelId} label={name} value={settings.fees.find((one) => one.channelId === channelId)?.rate ?? null} onChange={(rate) => saveFee({ channelId, rate })} />
      ))}
      {problem !== null && <ProblemPanel problem={problem} />}
    </div>
  );
}

function CategoryFloors({ floors, save }: { floors: readonly Floor[]; save: (floor: InputOf<'cost.setFloor'>) => void }) {
  const { t } = useTranslation();
  const formats = useFormats();
  const categories = useQueryOf('category.list', undefined).data?.categories ?? [];
  const [categoryId, setCategoryId] = useState<number>();
  const [rate, setRate] = useState<RatePpm | null>(null);
  const add = (): void => {
    if (categoryId === undefined || rate === null) return;
    save({ categoryId, rate });
    setCategoryId(undefined);
    setRate(null);
  };
  return (
    <>
      <Section title={t(($) => $.margins.categoryFloors)} />
      {floors.map((floor) => (
        <div key={floor.id} className="row">
          <span className="ellipsis">{floor.name}</span>
          <span className="spring" />
          <span className="num medium">{floor.rate === undefined ? '' : formats.percent(floor.rate)}</span>
          <button type="button" className="plain link" onClick={() => save({ categoryId: floor.categoryId, rate: null })}>
            {t(($) => $.ui.remove)}
            <span className="hidden-text"> {floor.name}</span>
          </button>
        </div>
      ))}
      <div className="row" style={{ alignItems: 'flex-end' }}>
        <Select
          searchable
          style={{ flex: 1 }}
          label={t(($) => $.pricing.of.category)}
          data={categories.map((one) => ({ value: String(one.id), label: one.name }))}
          value={categoryId === undefined ? null : String(categoryId)}
          onChange={(id) => setCategoryId(id === null ? undefined : Number(id))}
        />
        <div style={{ width: 96, flex: 'none' }}>
          <PercentField label={t(($) => $.pricing.floor)} value={rate} onChange={setRate} />
        </div>
        <Button variant="default" style={{ flex: 'none' }} onClick={add}>
          {t(($) => $.margins.addFloor)}
        </Button>
      </div>
    </>
  );
}

function useSavingMargins() {
  const { t } = useTranslation();
  const show = useToasts((toasts) => toasts.show);
  const setFloor = useCommand('cost.setFloor');
  const setFee = useCommand('cost.setFee');
  return {
    saveFloor: (floor: InputOf<'cost.setFloor'>): void => setFloor.mutate(floor, { onSuccess: ({ before }) => show(t(($) => $.margins.saved), () => setFloor.mutateAsync(before)) }),
    saveFee: (fee: InputOf<'cost.setFee'>): void => setFee.mutate(fee, { onSuccess: ({ before }) => show(t(($) => $.margins.saved), () => setFee.mutateAsync(before)) }),
    problem: setFloor.error ?? setFee.error,
  };
}
