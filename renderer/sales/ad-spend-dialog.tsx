import { Select, TextInput } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { dayOf } from '../../shared/units/calendar.ts';
import { isDay } from '../../shared/units/day.ts';
import type { Minor } from '../../shared/units/minor.ts';
import { useCommand, useQueryOf } from '../client/use-shop.tsx';
import { DialogForm } from '../ui/dialog-form.tsx';
import { MoneyField } from '../ui/fields.tsx';
import { useNow } from '../ui/now.ts';
import { useToasts } from '../ui/toast.tsx';
import { useFormats } from '../ui/ui-context.tsx';

/** What advertising cost: for which days, and for whom. A campaign brings its days along. */
export function AdSpendDialog({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation();
  const formats = useFormats();
  const today = dayOf(useNow(), formats.timeZone);
  const show = useToasts((toasts) => toasts.show);
  const centres = useQueryOf('centre.list', undefined).data?.rows ?? [];
  const [record, withdraw] = [useCommand('adSpend.record'), useCommand('adSpend.withdraw')];
  const [amount, setAmount] = useState<Minor | null>(null);
  const [channelId, setChannelId] = useState<number | null>(null);
  const [campaignId, setCampaignId] = useState<number | null>(null);
  const [fromOn, setFromOn] = useState<string>(`${today.slice(0, 8)}01`);
  const [throughOn, setThroughOn] = useState<string>(today);
  const [note, setNote] = useState('');
  const choices = (kind: 'channel' | 'campaign', nothing: string) => [{ value: '', label: nothing }, ...centres.filter((one) => one.kind === kind && !one.ended).map(({ id, name }) => ({ value: String(id), label: name }))];
  const chosen = (value: string | null): number | null => (value === null || value === '' ? null : Number(value));
  const chooseCampaign = (value: string | null): void => {
    const id = chosen(value);
    const campaign = centres.find((one) => one.kind === 'campaign' && one.id === id);
    setCampaignId(id);
    if (campaign?.fromOn) setFromOn(campaign.fromOn);
    if (campaign?.toOn) setThroughOn(campaign.toOn);
  };
  const submit = (): void => {
    if (amount === null || amount === 0 || !isDay(fromOn) || !isDay(throughOn)) return;
    record.mutate({ channelId, campaignId, fromOn, throughOn, amount, note }, {
      onSuccess: ({ adSpendId }) => (show(t(($) => $.ads.keptToast, { amount: formats.money(amount) }), () => withdraw.mutateAsync({ adSpendId })), onClose()),
    });
  };
  const verb = t(($) => $.ads.add);
  return (
    <DialogForm title={verb} verb={t(($) => $.profit.costKeep)} pending={record.isPending} problem={record.error} onSubmit={submit} onClose={onClose}>
      <MoneyField first label={t(($) => $.ads.amount)} description={t(($) => $.ads.amountHint)} currency={formats.currency} value={amount} onChange={setAmount} />
      <Select label={t(($) => $.centres.kinds.campaign)} data={choices('campaign', t(($) => $.ads.noCampaign))} value={campaignId === null ? '' : String(campaignId)} onChange={chooseCampaign} />
      <Select label={t(($) => $.centres.kinds.channel)} data={choices('channel', t(($) => $.ads.everyOrder))} value={channelId === null ? '' : String(channelId)} onChange={(value) => setChannelId(chosen(value))} />
      <div className="row" style={{ alignItems: 'start' }}>
        <TextInput type="date" label={t(($) => $.centres.from)} value={fromOn} onChange={(event) => setFromOn(event.currentTarget.value)} />
        <TextInput type="date" label={t(($) => $.centres.to)} value={throughOn} onChange={(event) => setThroughOn(event.currentTarget.value)} />
      </div>
      <TextInput label={t(($) => $.profit.costNote)} maxLength={500} value={note} onChange={(event) => setNote(event.currentTarget.value)} />
    </DialogForm>
  );
}
