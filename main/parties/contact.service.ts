import { addressKey, emailKey, phoneKey } from '../../shared/parties/contact-key.rules.ts';
import type { Address, Contact } from '../../shared/parties/customer.contract.ts';
import { shopOf } from '../company/company.queries.ts';
import type { Tx } from '../database/handles.ts';
import { write } from '../database/statement.ts';
import { addressesOf, asAddress, contactsOf } from './customer.queries.ts';

export interface Named {
  id: number;
  name: string;
}

type AddressRow = Required<Address> & { customerId: number; key: string | null };

const insertContact = write((db, p: KeyedContact & { customerId: number }) =>
  db.insertInto('customerContact').values({ customerId: p.customerId, kind: p.kind, value: p.value, key: p.key }),
);

const deleteContact = write((db, p: { id: number }) => db.deleteFrom('customerContact').where('id', '=', p.id));

const insertAddress = write((db, p: AddressRow) =>
  db.insertInto('customerAddress').values({
    customerId: p.customerId,
    kind: p.kind,
    recipient: p.recipient,
    company: p.company,
    line1: p.line1,
    line2: p.line2,
    city: p.city,
    region: p.region,
    postcode: p.postcode,
    country: p.country,
    raw: p.raw,
    key: p.key,
  }),
);

const deleteAddress = write((db, p: { id: number }) => db.deleteFrom('customerAddress').where('id', '=', p.id));

/** Adds the contacts a customer does not have yet. Answers whether there were any. */
export function keepContacts(tx: Tx, customerId: number, contacts: readonly KeyedContact[]): boolean {
  return contacts.length > 0 && addContacts(tx, customerId, contacts, contactsOf(tx, customerId));
}

/** Adds contacts, each once, to a card of which it is known what it has. Answers whether there were any. */
export function addContacts(tx: Tx, customerId: number, contacts: readonly KeyedContact[], has: readonly KeyedContact[]): boolean {
  const missing = missingContacts(contacts, has);
  for (const contact of missing) insertContact.run(tx, { customerId, ...contact });
  return missing.length > 0;
}

/** The contacts a card does not have yet, each once. */
export function missingContacts(contacts: readonly KeyedContact[], has: readonly KeyedContact[]): KeyedContact[] {
  const known = new Set(has.map(sameContact));
  return contacts.filter((contact) => {
    const isNew = !known.has(sameContact(contact));
    known.add(sameContact(contact));
    return isNew;
  });
}

/** Adds the addresses a customer does not have yet; one without a recipient is the customer's own. Answers whether there were any. */
export function keepAddresses(tx: Tx, customer: Named, addresses: readonly Address[]): boolean {
  return addresses.length > 0 && addAddresses(tx, customer, addresses, addressesOf(tx, customer.id));
}

/** Adds addresses, each once, to a card of which it is known what it has. Answers whether there were any. */
export function addAddresses(tx: Tx, { id: customerId, name }: Named, addresses: readonly Address[], has: readonly Required<Address>[]): boolean {
  const missing = missingAddresses(addresses, has);
  for (const address of missing) {
    const key = addressKey({ ...address, recipient: address.recipient || name }) ?? null;
    insertAddress.run(tx, { customerId, ...address, key });
  }
  return missing.length > 0;
}

/** The addresses a card does not have yet, each once. */
export function missingAddresses(addresses: readonly Address[], has: readonly Required<Address>[]): Required<Address>[] {
  const missing: Required<Address>[] = [];
  for (const address of addresses.map(whole)) if (!isAmong([...has, ...missing], address)) missing.push(address);
  return missing;
}

/** Leaves a customer exactly these contacts; those it had keep their rows. */
export function replaceContacts(tx: Tx, customerId: number, contacts: readonly Contact[], country: string): void {
  const rows = keyed(contacts, country);
  const wanted = new Set(rows.map((row) => `${sameContact(row)} ${row.value}`));
  const gone = contactsOf(tx, customerId).filter((row) => !wanted.has(`${sameContact(row)} ${row.value}`));
  for (const { id } of gone) deleteContact.run(tx, { id });
  keepContacts(tx, customerId, rows);
}

/** Leaves a customer exactly these addresses; those it had keep their rows. */
export function replaceAddresses(tx: Tx, customer: Named, addresses: readonly Address[]): void {
  const wanted = addresses.map(whole);
  const gone = addressesOf(tx, customer.id).filter((row) => !isAmong(wanted, row));
  for (const { id } of gone) deleteAddress.run(tx, { id });
  keepAddresses(tx, customer, addresses);
}

/** Where a customer's phones were most likely written: at its first address, else where the shop is. */
export const countryOf = (tx: Tx, addresses: readonly Pick<Address, 'country'>[]): string => addresses[0]?.country ?? shopOf(tx).country;

export const whole = (address: Address): Required<Address> =>
  asAddress({ recipient: '', company: '', line1: '', line2: '', city: '', region: '', postcode: '', raw: '', ...address });

const contactKey = ({ kind, value }: Contact, country: string): string | null =>
  (kind === 'email' ? emailKey(value) : phoneKey(value, country)) ?? null;

/** A contact with what two spellings of it have in common; null for one that can stand for nobody in particular. */
export type KeyedContact = Contact & { key: string | null };

/** Contacts with their keys; `country` is where the phones were most likely written. */
export const keyed = (contacts: readonly Contact[], country: string): KeyedContact[] =>
  contacts.map(({ kind, value }) => ({ kind, value, key: contactKey({ kind, value }, country) }));

const sameContact = ({ kind, value, key }: KeyedContact): string => `${kind} ${key ?? value}`;

const addressFields = ['line1', 'recipient', 'postcode', 'kind', 'company', 'line2', 'city', 'region', 'country', 'raw'] as const satisfies readonly (keyof Address)[];

const isAmong = (known: readonly Required<Address>[], address: Required<Address>): boolean =>
  known.some((other) => addressFields.every((field) => other[field] === address[field]));
