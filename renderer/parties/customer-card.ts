import type { InputOf, OutputOf } from '../client/methods.ts';

export type Customer = OutputOf<'customer.get'>;
type Changes = InputOf<'customer.update'>['changes'];

export const addressTexts = ['recipient', 'company', 'line1', 'line2', 'postcode', 'city', 'region'] as const;

export interface TypedAddress extends Record<(typeof addressTexts)[number], string> {
  kind: 'billing' | 'shipping';
  country: string;
  /** As it arrived in one text, when it did; kept, never typed. */
  raw?: string;
}

/** A card while it is typed: every text is there, the last e-mail and telephone are free for one more. */
export interface TypedCard {
  name: string;
  kind: 'person' | 'company';
  emails: readonly string[];
  phones: readonly string[];
  taxNumber: string;
  language: Customer['language'];
  note: string;
  addresses: readonly TypedAddress[];
}

export const emptyAddress = (country: string): TypedAddress => ({ kind: 'shipping', recipient: '', company: '', line1: '', line2: '', postcode: '', city: '', region: '', country });

/** The card as it stands, or an empty one. */
export function cardOf(customer: Customer | undefined): TypedCard {
  const of = (kind: 'email' | 'phone'): string[] => (customer?.contacts ?? []).filter((contact) => contact.kind === kind).map(({ value }) => value);
  return {
    name: customer?.name ?? '',
    kind: customer?.kind ?? 'person',
    emails: withOneMore(of('email')),
    phones: withOneMore(of('phone')),
    taxNumber: customer?.taxNumber ?? '',
    language: customer?.language ?? null,
    note: customer?.note ?? '',
    addresses: (customer?.addresses ?? []).map(({ kind, country, raw, ...texts }) => ({ ...emptyAddress(country), ...textsOf(texts), kind, ...(raw !== undefined && { raw }) })),
  };
}

const textsOf = (address: Partial<Record<(typeof addressTexts)[number], string>>) => Object.fromEntries(addressTexts.map((field) => [field, address[field] ?? '']));

/** A free field stands below the last one written in. */
export const withOneMore = (values: readonly string[]): readonly string[] => (values.at(-1) === '' ? values : [...values, '']);

/** What is kept of what was typed: empty texts are nothing, and an address without a word in it is none. */
export function changesOf({ emails, phones, taxNumber, addresses, ...card }: TypedCard): Changes & { name: string } {
  const written = (values: readonly string[]): string[] => values.map((value) => value.trim()).filter((value) => value !== '');
  return {
    ...card,
    taxNumber: taxNumber.trim() === '' ? null : taxNumber,
    contacts: [...written(emails).map((value) => ({ kind: 'email' as const, value })), ...written(phones).map((value) => ({ kind: 'phone' as const, value }))],
    addresses: addresses.filter((address) => addressTexts.some((field) => address[field].trim() !== '')).map(({ kind, country, raw, ...texts }) => ({ kind, country: country.trim().toUpperCase(), ...filled(texts), ...(raw !== undefined && { raw }) })),
  };
}

const filled = (texts: Record<(typeof addressTexts)[number], string>) => Object.fromEntries(Object.entries(texts).filter(([, text]) => text.trim() !== ''));
