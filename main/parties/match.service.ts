import type { Address, NewCustomer } from '../../shared/parties/customer.contract.ts';
import type { CustomerMatch } from '../../shared/parties/match.rules.ts';
import type { Reader, Tx } from '../database/handles.ts';
import { countryOf, keepAddresses, keepContacts, type KeyedContact, keyed } from './contact.service.ts';
import { createCustomer, reviseCustomer } from './customer.service.ts';
import { findMatch } from './match.queries.ts';
import { indexCustomer } from './search.service.ts';

/** Who an order says bought something. */
export interface Buyer {
  name: string;
  email: string | null;
  phone: string | null;
  address: Address | null;
}

/**
 * The customer an order belongs to: a known one with the evidence, completed by what it did not have yet, or a new one.
 * A known card is never overwritten by what an order says. Source: DOMAIN §4 "Intake".
 */
export function matchOrCreateCustomer(tx: Tx, buyer: Buyer): { customerId: number; created: boolean; match: CustomerMatch | null } {
  const customer = cardOf(buyer);
  const { match, contacts } = findCard(tx, customer, countryOf(tx, customer.addresses ?? []));
  if (!match) return { customerId: createCustomer(tx, customer).customerId, created: true, match: null };
  complete(tx, match.customerId, contacts, customer);
  return { customerId: match.customerId, created: false, match };
}

/** Brings customers of a sheet or a channel up to date: known ones are matched, the rest is new. */
export const importCustomers = (tx: Tx, { items }: { items: NewCustomer[] }) => ({
  results: items.map((item) => tx.attempt(() => importCustomer(tx, item))),
});

/** Brings one customer up to date: a known one is completed, anybody else is new. */
export function importCustomer(tx: Tx, customer: NewCustomer) {
  const { match, contacts } = findCard(tx, customer, countryOf(tx, customer.addresses ?? []));
  if (!match) return { outcome: 'created' as const, customerId: createCustomer(tx, customer).customerId, match: null };
  const { contacts: _contacts, addresses: _addresses, ...fields } = customer;
  const { changed } = reviseCustomer(tx, match.customerId, fields);
  const completed = complete(tx, match.customerId, contacts, customer);
  return { outcome: changed || completed ? ('updated' as const) : ('unchanged' as const), customerId: match.customerId, match };
}

/** The card somebody means, with the evidence, and their contacts as a card keeps them; `where` is the country of their phones. */
export function findCard(reader: Reader, { name, contacts: written = [], addresses = [] }: NewCustomer, where: string): { match: CustomerMatch | undefined; contacts: KeyedContact[] } {
  const contacts = keyed(written, where);
  const places = addresses.map(({ recipient, postcode = '', country }) => ({ recipient: recipient || name, postcode, country }));
  return { match: findMatch(reader, { contacts, places }), contacts };
}

/** Adds what the card does not have yet; what it has stays. */
function complete(tx: Tx, customerId: number, contacts: readonly KeyedContact[], { name, addresses = [] }: NewCustomer): boolean {
  const contactsAdded = keepContacts(tx, customerId, contacts);
  const addressesAdded = keepAddresses(tx, { id: customerId, name }, addresses);
  if (!contactsAdded && !addressesAdded) return false;
  tx.changed('customer', customerId);
  indexCustomer(tx, customerId);
  return true;
}

function cardOf({ name, email, phone, address }: Buyer): NewCustomer {
  const emails = email ? [{ kind: 'email' as const, value: email }] : [];
  const phones = phone ? [{ kind: 'phone' as const, value: phone }] : [];
  // An order may come without a name; its buyer is then called by what is known.
  const called = [name, address?.recipient, email, phone].find((text) => text !== undefined && text !== null && text.trim() !== '') ?? '?';
  const addresses = address ? [{ ...address, recipient: address.recipient || called }] : [];
  return { name: called.trim(), contacts: [...emails, ...phones], addresses };
}
