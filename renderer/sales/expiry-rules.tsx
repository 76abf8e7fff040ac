import { Button, Select, TextInput } from '@mantine/core';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { quantity } from '../../shared/units/quantity.ts';
import type { InputOf, OutputOf } from '../client/methods.ts';
import { useCommand, useQueryOf } from '../client/use-shop.tsx';
import { QuantityField } from '../ui/fields.tsx';
import { ProblemPanel } from '../ui/problem-panel.tsx';
import { Section } from '../ui/section.tsx';
import { useToasts } from '../ui/toast.tsx';
import { useFormats } from '../ui/ui-context.tsx';
import { useChannels } from './use-channels.ts';

type Rule = OutputOf<'expiry.rules'>['rows'][number];
const minute = 60_000;
const whole = 1000;

/** When orders nobody pays end, by channel and way to pay. */
export function ExpiryRules() {
  const { t } = useTranslation();
  const formats = useFormats();
  const show = useToasts((toasts) => toasts.show);
  const channels = useChannels();
  const rows = useQueryOf('expiry.rules', undefined).data?.rows ?? [];
  const set = useCommand('expiry.setRule');
  const put = (input: InputOf<'expiry.setRule'>): void => set.mutate(input, { onSuccess: ({ before }) => show(t(($) => $.expiry.saved), () => set.mutateAsync({ ...input, terms: before })) });
  const nameOf = ({ channelId }: Rule): string => (channelId === null ? t(($) => $.expiry.takenHere) : (channels.get(channelId)?.name ?? String(channelId)));
  return (
    <section>
      <Section title={t(($) => $.expiry.title)} />
      <p className="text2 text-wrap">{rows.length === 0 ? t(($) => $.expiry.none) : t(($) => $.expiry.intro)}</p>
      {rows.map((rule) => (
        <div key={`${rule.channelId ?? 0} ${rule.method}`} className="rule-row">
          <span className="medium ellipsis">{rule.method === '' ? nameOf(rule) : `${nameOf(rule)} · ${rule.method}`}</span>
          <span>{t(($) => $.expiry.after, { age: formats.age(rule.minutes * minute) })}</span>
          <span className="text2">{`${t(($) => $.expiry.acts[rule.act])}${rule.remindMinutes === null ? '' : ` · ${t(($) => $.expiry.reminds, { age: formats.age(rule.remindMinutes * minute) })}`}`}</span>
          <button type="button" className="plain link" onClick={() => put({ channelId: rule.channelId, method: rule.method, terms: null })}>
            {t(($) => $.expiry.drop)}
          </button>
        </div>
      ))}
      <NewExpiry onPut={put} saving={set.isPending} />
      {set.error !== null && <ProblemPanel problem={set.error} />}
    </section>
  );
}

function NewExpiry({ onPut, saving }: { onPut: (input: InputOf<'expiry.setRule'>) => void; saving: boolean }) {
  const { t } = useTranslation();
  const channels = useChannels();
  const [place, setPlace] = useState('0');
  const [method, setMethod] = useState('');
  const [minutes, setMinutes] = useState(60);
  const [remind, setRemind] = useState(0);
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    const channelId = place === '0' ? null : Number(place);
    // Whether a channel's order ends is the channel's to say; here only its goods are set free.
    onPut({ channelId, method, terms: { minutes, remindMinutes: remind > 0 ? remind : null, act: channelId === null ? 'cancel' : 'free' } });
  };
  const places = [{ value: '0', label: t(($) => $.expiry.takenHere) }, ...[...channels].map(([id, { name }]) => ({ value: String(id), label: name }))];
  return (
    <form className="expiry-form" onSubmit={submit}>
      <Select label={t(($) => $.expiry.place)} data={places} value={place} onChange={(one) => setPlace(one ?? '0')} />
      <TextInput label={t(($) => $.expiry.method)} placeholder={t(($) => $.expiry.anyMethod)} value={method} onChange={(event) => setMethod(event.currentTarget.value)} />
      <QuantityField label={t(($) => $.expiry.minutes)} unit={t(($) => $.expiry.unit)} decimals={0} value={quantity(minutes * whole)} onChange={(value) => setMinutes(Math.max(1, Math.round((value ?? whole) / whole)))} />
      <QuantityField label={t(($) => $.expiry.remindMinutes)} unit={t(($) => $.expiry.unit)} decimals={0} value={quantity(remind * whole)} onChange={(value) => setRemind(Math.max(0, Math.round((value ?? 0) / whole)))} />
      <Button type="submit" variant="default" loading={saving}>
        {t(($) => $.expiry.add)}
      </Button>
    </form>
  );
}
