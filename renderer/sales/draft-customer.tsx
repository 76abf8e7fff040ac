import { ActionIcon, TextInput } from '@mantine/core';
import { IconX } from '@tabler/icons-react';
import type { RefObject } from 'react';
import { useTranslation } from 'react-i18next';
import { typedCustomer, type TypedName } from '../../shared/parties/typed-customer.rules.ts';
import type { OutputOf } from '../client/methods.ts';
import { useQueryOf, useShopClient } from '../client/use-shop.tsx';
import { LookupField } from '../ui/lookup-field.tsx';
import { Section } from '../ui/section.tsx';
import { Tag } from '../ui/status.tsx';
import { addressFields, type TypedAddress, useDraftStore, useOrderDraft } from './order-draft.store.ts';

type Known = OutputOf<'customer.list'>['rows'][number];
/** A customer the shop knows, or what was typed for a new card. */
type Choice = { readonly known: Known } | { readonly typed: TypedName };

/** Who the order is for: found by name, phone or number, or new; then where it goes. */
export function DraftCustomer({ keys, inputRef }: { keys?: string; inputRef?: RefObject<HTMLInputElement | null> }) {
  const { t } = useTranslation();
  const { draft, change } = useOrderDraft();
  return (
    <>
      <Section title={t(($) => $.orders.customer)} />
      {draft.customer === null ? (
        <CustomerField {...(keys !== undefined && { keys })} {...(inputRef && { inputRef })} />
      ) : (
        <div className="row">
          <span className="medium ellipsis">{draft.customer.name}</span>
          {draft.customer.phone !== undefined && draft.customer.phone !== draft.customer.name && <span className="caption text3">{draft.customer.phone}</span>}
          {draft.customer.id === null && (
            <Tag kind="todo" tone="neutral">
              {t(($) => $.newOrder.newCard)}
            </Tag>
          )}
          <span className="spring" />
          <ActionIcon aria-label={t(($) => $.newOrder.otherCustomer)} onClick={() => change({ customer: null })}>
            <IconX size={14} />
          </ActionIcon>
        </div>
      )}
      {draft.handover === 'parcel' && <AddressFields />}
    </>
  );
}

function CustomerField(field: { keys?: string; inputRef?: RefObject<HTMLInputElement | null> }) {
  const { t } = useTranslation();
  const client = useShopClient();
  const store = useDraftStore();
  const { change } = useOrderDraft();
  const country = useQueryOf('shop.get', undefined).data?.country ?? 'CN';
  const find = async (text: string): Promise<Choice[]> => {
    const { rows } = await client.call('customer.list', { text, blocked: false, limit: 6 });
    return [...rows.map((known) => ({ known })), { typed: typedCustomer(text, country) }];
  };
  const pick = async (choice: Choice): Promise<void> => {
    if ('typed' in choice) return change({ customer: { id: null, ...choice.typed }, ...addressOf(choice.typed) });
    change({ customer: { id: choice.known.id, name: choice.known.name }, address: addressOn(await client.call('customer.get', { customerId: choice.known.id })) });
  };
  /** Over the counter nothing is sent, so a new card gets no address from its name. */
  const addressOf = ({ name, phone = '' }: TypedName): { address?: TypedAddress } => {
    const { handover, address } = store.getState().draft;
    return handover === 'parcel' ? { address: { ...address, recipient: name === phone ? '' : name, phone: phone === '' ? address.phone : phone } } : {};
  };
  return (
    <LookupField<Choice>
      {...field}
      label={t(($) => $.newOrder.findCustomer)}
      description={t(($) => $.newOrder.findCustomerHint)}
      find={find}
      keyOf={(choice) => ('known' in choice ? choice.known.id : 'new')}
      none={t(($) => $.ui.nothingFound)}
      onPick={(choice) => void pick(choice)}
      show={(choice) =>
        'known' in choice ? (
          <>
            <span className="ellipsis">{choice.known.name}</span>
            <span className="spring" />
            <span className="caption text3">{choice.known.phone ?? choice.known.email ?? choice.known.number}</span>
          </>
        ) : (
          <>
            <span className="ellipsis">{t(($) => $.newOrder.newCustomer, { name: choice.typed.name })}</span>
            <span className="spring" />
            {choice.typed.phone !== undefined && choice.typed.phone !== choice.typed.name && <span className="caption text3">{choice.typed.phone}</span>}
          </>
        )
      }
    />
  );
}

/** Where this customer's parcels go: the shipping address, or the only one there is. */
function addressOn(card: OutputOf<'customer.get'>): TypedAddress {
  const { recipient, line1, city, region, postcode } = card.addresses.find((one) => one.kind === 'shipping') ?? card.addresses[0] ?? {};
  const phone = card.contacts.find((contact) => contact.kind === 'phone')?.value;
  return { recipient: recipient ?? card.name, phone: phone ?? '', line1: line1 ?? '', city: city ?? '', region: region ?? '', postcode: postcode ?? '' };
}

const wide: readonly string[] = ['line1'];

function AddressFields() {
  const { t } = useTranslation();
  const { draft, change } = useOrderDraft();
  return (
    <>
      <Section title={t(($) => $.orders.shipTo)} side={t(($) => $.ui.optional)} />
      <div className="draft-address">
        {addressFields.map((field) => (
          <TextInput
            key={field}
            className={wide.includes(field) ? 'wide' : ''}
            label={t(($) => $.newOrder.address[field])}
            value={draft.address[field]}
            onChange={(event) => change({ address: { ...draft.address, [field]: event.currentTarget.value } })}
          />
        ))}
      </div>
    </>
  );
}
