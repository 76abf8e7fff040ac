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
import type { Campaign } from './campaigns-screen.tsx';

/** A campaign with its days: a new one, or one that is changed. */
export function CampaignDialog({ campaign, onClose }: { campaign: Campaign | null; onClose: () => void }) {
  const { t } = useTranslation();
  const formats = useFormats();
  const now = useNow();
  const show = useToasts((toasts) => toasts.show);
  const [add, change, archive] = [useCommand('campaign.add'), useCommand('campaign.change'), useCommand('campaign.archive')];
  const [name, setName] = useState(campaign?.name ?? '');
  const [fromOn, setFromOn] = useState<string>(campaign?.fromOn ?? dayOf(now, formats.timeZone));
  const [toOn, setToOn] = useState<string>(campaign?.toOn ?? '');
  const submit = (): void => {
    if (!isDay(fromOn)) return;
    const asked = { name, fromOn, toOn: isDay(toOn) ? toOn : null };
    if (campaign === null) {
      add.mutate(asked, { onSuccess: ({ campaignId }) => (show(t(($) => $.centres.added, { name }), () => archive.mutateAsync({ campaignId })), onClose()) });
    } else {
      const campaignId = campaign.id;
      change.mutate({ campaignId, ...asked }, { onSuccess: ({ before }) => (show(t(($) => $.centres.changed, { name }), () => change.mutateAsync({ campaignId, ...before })), onClose()) });
    }
  };
  const verb = campaign === null ? t(($) => $.centres.add) : t(($) => $.centres.change);
  return (
    <DialogForm title={verb} verb={verb} pending={add.isPending || change.isPending} problem={add.error ?? change.error} onSubmit={submit} onClose={onClose}>
      <TextInput data-autofocus label={t(($) => $.centres.name)} maxLength={120} value={name} onChange={(event) => setName(event.currentTarget.value)} />
      <div className="row" style={{ alignItems: 'start' }}>
        <TextInput type="date" label={t(($) => $.centres.from)} value={fromOn} onChange={(event) => setFromOn(event.currentTarget.value)} />
        <TextInput type="date" label={t(($) => $.centres.to)} description={t(($) => $.centres.toHint)} value={toOn} onChange={(event) => setToOn(event.currentTarget.value)} />
      </div>
    </DialogForm>
  );
}
