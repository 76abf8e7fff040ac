import { addressKey } from '../../shared/parties/contact-key.rules.ts';
import type { Contact } from '../../shared/parties/customer.contract.ts';
import { type CustomerMatch, type MatchCandidate, matchCustomer } from '../../shared/parties/match.rules.ts';
import { getShop } from '../company/company.queries.ts';
import type { Reader } from '../database/handles.ts';
import { read } from '../database/statement.ts';
import { type KeyedContact, keyed } from './contact.service.ts';

const byContact = read((db, p: { kind: 'email' | 'phone'; key: string }) =>
  db
    .selectFrom('customerContact')
    .innerJoin('customer', 'customer.id', 'customerContact.customerId')
    .select('customer.id as customerId')
    .where('customerContact.kind', '=', p.kind)
    .where('customerContact.key', '=', p.key)
    .where('customer.mergedIntoId', 'is', null),
);

const byAddress = read((db, p: { key: string }) =>
  db
    .selectFrom('customerAddress')
    .innerJoin('customer', 'customer.id', 'customerAddress.customerId')
    .select('customer.id as customerId')
    .where('customerAddress.key', '=', p.key)
    .where('customer.mergedIntoId', 'is', null),
);

/** What is known of somebody who may be a customer already. */
export interface Known {
  contacts: readonly KeyedContact[];
  places: readonly { recipient: string; postcode: string; country: string }[];
}

/** The customer meant by what is known of somebody, with the evidence; undefined for somebody new. Weaker evidence is asked only where stronger says nothing. */
export function findMatch(reader: Reader, { contacts, places }: Known): CustomerMatch | undefined {
  const by = (kind: Contact['kind']) =>
    contacts.flatMap(({ kind: own, key }) => (own !== kind || key === null ? [] : byContact.all(reader, { kind, key }).map(({ customerId }) => ({ customerId, by: kind, key }))));
  return matchCustomer(by('email')) ?? matchCustomer(by('phone')) ?? matchCustomer(places.flatMap((place) => atPlace(reader, addressKey(place))));
}

const atPlace = (reader: Reader, key: string | undefined): MatchCandidate[] =>
  key === undefined ? [] : byAddress.all(reader, { key }).map(({ customerId }) => ({ customerId, by: 'namePostcode', key }));

export interface Asked {
  email?: string;
  phone?: string;
  name?: string;
  postcode?: string;
  country?: string;
}

export function findCustomer(reader: Reader, { email, phone, name, postcode, country = getShop(reader).country }: Asked) {
  const places = name !== undefined && postcode !== undefined ? [{ recipient: name, postcode, country }] : [];
  const contacts = [...contactOf('email', email), ...contactOf('phone', phone)];
  return { match: findMatch(reader, { contacts: keyed(contacts, country), places }) ?? null };
}

const contactOf = (kind: Contact['kind'], value: string | undefined): Contact[] => (value === undefined ? [] : [{ kind, value }]);
