import { Button, SegmentedControl, Select, Textarea, TextInput } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { languageNames, languages } from '../../shared/units/language.ts';
import { useCommand, useQueryOf } from '../client/use-shop.tsx';
import { DialogForm } from '../ui/dialog-form.tsx';
import { useToasts } from '../ui/toast.tsx';
import { AddressFields } from './address-fields.tsx';
import { cardOf, changesOf, type Customer, emptyAddress, type TypedCard, withOneMore } from './customer-card.ts';

interface CustomerDialogProps {
  /** The card to change; a new one when left out. */
  customer?: Customer;
  onClose: () => void;
  onSaved?: (customerId: number) => void;
}

const width = 560;

/** A customer's card as a form, new or changed. */
export function CustomerDialog({ customer, onClose, onSaved }: CustomerDialogProps) {
  const { t } = useTranslation();
  const home = useQueryOf('shop.get', undefined).data?.country ?? 'CN';
  const [card, setCard] = useState(cardOf(customer));
  const [tried, setTried] = useState(false);
  const { save, pending, problem } = useSave(customer, (customerId) => {
    onSaved?.(customerId);
    onClose();
  });
  const set = (change: Partial<TypedCard>): void => setCard({ ...card, ...change });
  const isNameless = card.name.trim() === '';
  const submit = (): void => {
    setTried(true);
    if (!isNameless) save(card);
  };
  const setAddresses = (addresses: TypedCard['addresses']): void => set({ addresses });
  const kinds = (['person', 'company'] as const).map((kind) => ({ value: kind, label: t(($) => $.customers.kinds[kind]) }));
  const optional = <span className="text3">{t(($) => $.ui.optional)}</span>;
  return (
    <DialogForm title={customer ? t(($) => $.customers.edit) : t(($) => $.customers.create)} verb={t(($) => $.customers.save)} width={width} pending={pending} problem={problem} onSubmit={submit} onClose={onClose}>
      <TextInput data-autofocus label={t(($) => $.customers.name)} autoComplete="off" value={card.name} error={tried && isNameless && t(($) => $.products.required)} onChange={(event) => set({ name: event.currentTarget.value })} />
      <SegmentedControl size="xs" data={kinds} value={card.kind} aria-label={t(($) => $.customers.kind)} style={{ alignSelf: 'flex-start' }} onChange={(kind) => set({ kind })} />
      <Several label={t(($) => $.customers.phone)} values={card.phones} onChange={(phones) => set({ phones })} />
      <Several label={t(($) => $.customers.email)} values={card.emails} onChange={(emails) => set({ emails })} />
      {card.addresses.map((address, index) => (
        <AddressFields
          // An address has no name of its own: its place is what it is.
          // oxlint-disable-next-line react/no-array-index-key
          key={index}
          place={index + 1}
          address={address}
          onChange={(changed) => setAddresses(card.addresses.with(index, changed))}
          onRemove={() => setAddresses(card.addresses.toSpliced(index, 1))}
        />
      ))}
      <Button variant="default" style={{ alignSelf: 'flex-start' }} onClick={() => setAddresses([...card.addresses, emptyAddress(home)])}>
        {t(($) => $.customers.addAddress)}
      </Button>
      <Select
        clearable
        label={<>{t(($) => $.customers.language)} {optional}</>}
        description={t(($) => $.customers.languageHint)}
        data={languages.map((value) => ({ value, label: languageNames[value] }))}
        value={card.language}
        onChange={(chosen) => set({ language: languages.find((one) => one === chosen) ?? null })}
      />
      <TextInput label={<>{t(($) => $.customers.taxNumber)} {optional}</>} autoComplete="off" value={card.taxNumber} onChange={(event) => set({ taxNumber: event.currentTarget.value })} />
      <Textarea autosize label={<>{t(($) => $.orders.note)} {optional}</>} value={card.note} onChange={(event) => set({ note: event.currentTarget.value })} />
    </DialogForm>
  );
}

/** As many fields as there are values, and a free one below. */
function Several({ label, values, onChange }: { label: string; values: readonly string[]; onChange: (values: readonly string[]) => void }) {
  return values.map((value, index) => (
    <TextInput
      // The place is what a field is.
      // oxlint-disable-next-line react/no-array-index-key
      key={index}
      {...(index === 0 ? { label } : { 'aria-label': `${label} ${index + 1}`, style: { marginTop: -6 } })}
      autoComplete="off"
      value={value}
      onChange={(event) => onChange(withOneMore(values.with(index, event.currentTarget.value)))}
    />
  ));
}

function useSave(customer: Customer | undefined, onSaved: (customerId: number) => void) {
  const { t } = useTranslation();
  const show = useToasts((toasts) => toasts.show);
  const [create, update, remove] = [useCommand('customer.create'), useCommand('customer.update'), useCommand('customer.remove')];
  const save = (card: TypedCard): void => {
    const changes = changesOf(card);
    const { name } = changes;
    if (!customer) {
      return create.mutate(changes, {
        onSuccess: ({ customerId }) => {
          show(t(($) => $.customers.created, { name }), () => remove.mutateAsync({ ids: [customerId] }));
          onSaved(customerId);
        },
      });
    }
    update.mutate({ customerId: customer.id, changes }, {
      onSuccess: ({ before }) => {
        show(t(($) => $.customers.changed, { name }), () => update.mutateAsync({ customerId: customer.id, changes: before }));
        onSaved(customer.id);
      },
    });
  };
  return { save, pending: create.isPending || update.isPending, problem: create.error ?? update.error };
}
