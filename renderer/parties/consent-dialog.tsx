import { Checkbox, TextInput } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useCommand } from '../client/use-shop.tsx';
import { DialogForm } from '../ui/dialog-form.tsx';
import { useToasts } from '../ui/toast.tsx';
import type { Customer } from './customer-card.ts';

const purposes = ['email', 'sms', 'phone', 'post'] as const;
type Purpose = (typeof purposes)[number];

/** What a customer said about being written to, and where. */
export function ConsentDialog({ customer: { id: customerId, name, consents }, onClose }: { customer: Customer; onClose: () => void }) {
  const { t } = useTranslation();
  const show = useToasts((toasts) => toasts.show);
  const set = useCommand('customer.setConsent');
  const stands = (purpose: Purpose): boolean => consents.find((one) => one.purpose === purpose)?.given ?? false;
  const [given, setGiven] = useState<ReadonlySet<Purpose>>(new Set(purposes.filter(stands)));
  const [source, setSource] = useState('');
  const [tried, setTried] = useState(false);
  const changed = purposes.filter((purpose) => given.has(purpose) !== stands(purpose));
  const say = (all: readonly Purpose[], ofPurpose: (purpose: Purpose) => boolean): Promise<unknown> =>
    Promise.all(all.map((purpose) => set.mutateAsync({ customerId, purpose, given: ofPurpose(purpose), source: source.trim() })));
  const submit = (): void => {
    setTried(true);
    if (source.trim() === '') return;
    if (changed.length === 0) return onClose();
    say(changed, (purpose) => given.has(purpose)).then(
      () => {
        show(t(($) => $.customers.consentKept, { name }), () => say(changed, stands));
        onClose();
      },
      // What was refused stands in the form.
      () => undefined,
    );
  };
  const toggle = (purpose: Purpose): void => setGiven(new Set(purposes.filter((one) => (one === purpose ? !given.has(one) : given.has(one)))));
  return (
    <DialogForm title={t(($) => $.customers.consents)} verb={t(($) => $.customers.save)} pending={set.isPending} problem={set.error} onSubmit={submit} onClose={onClose}>
      {purposes.map((purpose, place) => (
        <Checkbox key={purpose} {...(place === 0 && { 'data-autofocus': true })} label={t(($) => $.customers.purposes[purpose])} checked={given.has(purpose)} onChange={() => toggle(purpose)} />
      ))}
      <TextInput
        label={t(($) => $.customers.consentSource)}
        description={t(($) => $.customers.consentSourceHint)}
        autoComplete="off"
        value={source}
        error={tried && source.trim() === '' && t(($) => $.products.required)}
        onChange={(event) => setSource(event.currentTarget.value)}
      />
    </DialogForm>
  );
}
