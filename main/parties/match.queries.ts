import { addressKey, emailKey, phoneKey } from '../../shared/parties/contact-key.rules.ts';
import { type CustomerMatch, type MatchKind, matchCustomer } from '../../shared/parties/match.rules.ts';
import { getShop } from '../company/company.queries.ts';
import type { Reader } from '../database/handles.ts';
import { read } from '../database/statement.ts';

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
  emails: readonly string[];
  phones: readonly string[];
  places: readonly { recipient: string; postcode: string; country: string }[];
  /** Where the phones were most likely written. */
  country: string;
}

/** The customer meant by what is known of somebody, with the evidence; undefined for somebody new. */
export function findMatch(reader: Reader, { emails, phones, places, country }: Known): CustomerMatch | undefined {
  const keys: [MatchKind, string | undefined][] = [
    ...emails.map((email) => ['email', emailKey(email)] as [MatchKind, string | undefined]),
    ...phones.map((phone) => ['phone', phoneKey(phone, country)] as [MatchKind, string | undefined]),
    ...places.map((place) => ['namePostcode', addressKey(place)] as [MatchKind, string | undefined]),
  ];
  return matchCustomer(keys.flatMap(([by, key]) => (key === undefined ? [] : candidates(reader, by, key).map(({ customerId }) => ({ customerId, by, key })))));
}

const candidates = (reader: Reader, by: MatchKind, key: string) =>
  by === 'namePostcode' ? byAddress.all(reader, { key }) : byContact.all(reader, { kind: by, key });

export interface Asked {
  email?: string;
  phone?: string;
  name?: string;
  postcode?: string;
  country?: string;
}

export function findCustomer(reader: Reader, { email, phone, name, postcode, country = getShop(reader).country }: Asked) {
  const places = name !== undefined && postcode !== undefined ? [{ recipient: name, postcode, country }] : [];
  return { match: findMatch(reader, { emails: listed(email), phones: listed(phone), places, country }) ?? null };
}

const listed = (value: string | undefined): string[] => (value === undefined ? [] : [value]);
