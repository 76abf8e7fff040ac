import { ActionIcon, SegmentedControl, TextInput } from '@mantine/core';
import { IconX } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { addressTexts, type TypedAddress } from './customer-card.ts';

const wide: readonly string[] = ['line1', 'line2'];

/** One address of a card, and what it is for. */
export function AddressFields({ address, place, onChange, onRemove }: { address: TypedAddress; place: number; onChange: (address: TypedAddress) => void; onRemove: () => void }) {
  const { t } = useTranslation();
  const kinds = (['shipping', 'billing'] as const).map((kind) => ({ value: kind, label: t(($) => $.customers.addressKinds[kind]) }));
  return (
    <fieldset className="column" style={{ gap: 8, border: 0, padding: 0, margin: 0, minWidth: 0 }}>
      <legend className="medium" style={{ padding: 0 }}>
        {t(($) => $.customers.addressNo, { number: place })}
      </legend>
      <div className="row">
        <SegmentedControl size="xs" data={kinds} value={address.kind} aria-label={t(($) => $.customers.addressFor)} onChange={(kind) => onChange({ ...address, kind })} />
        <span className="spring" />
        <ActionIcon variant="subtle" color="gray" aria-label={t(($) => $.customers.removeAddress, { number: place })} onClick={onRemove}>
          <IconX size={14} />
        </ActionIcon>
      </div>
      <div className="draft-address">
        {addressTexts.map((field) => (
          <TextInput
            key={field}
            className={wide.includes(field) ? 'wide' : ''}
            label={t(($) => $.customers.addressFields[field])}
            autoComplete="off"
            value={address[field]}
            onChange={(event) => onChange({ ...address, [field]: event.currentTarget.value })}
          />
        ))}
        <TextInput
          label={t(($) => $.customers.addressFields.country)}
          description={t(($) => $.customers.countryHint)}
          maxLength={2}
          autoComplete="off"
          value={address.country}
          onChange={(event) => onChange({ ...address, country: event.currentTarget.value.toUpperCase() })}
        />
      </div>
    </fieldset>
  );
}
