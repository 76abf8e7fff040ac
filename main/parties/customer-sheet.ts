import { addressKey, emailKey, phoneKey } from '../../shared/parties/contact-key.rules.ts';
import type { NewCustomer } from '../../shared/parties/customer.contract.ts';
import { customerFields, customerSources } from '../../shared/parties/customer-headings.ts';
import { readCustomer } from '../../shared/parties/customer-sheet.rules.ts';
import type { FieldChange } from '../../shared/company/sheet.contract.ts';
import { getShop } from '../company/company.queries.ts';
import type { Plan, SheetKind } from '../company/sheets/kind.ts';
import type { Reader } from '../database/handles.ts';
import { missingAddresses, missingContacts } from './contact.service.ts';
import { takeBackCustomers } from './customer-takeback.service.ts';
import { addressesOf, contactsOf, requireCustomer } from './customer.queries.ts';
import { findCard, importCustomer } from './match.service.ts';

/** Customers as a sheet brings them: known ones are matched as orders match them, and two rows of a sheet are two people. */
export const customerSheet: SheetKind<NewCustomer> = {
  roles: ['owner', 'manager'],
  fields: customerFields,
  sources: customerSources,
  tables: ['customer', 'customerContact', 'customerAddress', 'customerHistory'],
  groupOf: () => undefined,
  read: readCustomer,
  claims: (reader, customer) => keysOf(customer, getShop(reader).country).map(([column, text]) => ({ part: 0, column, text })),
  keep: (customer, parts) => (parts.length === 0 ? undefined : customer),
  plan: planCustomer,
  apply: (tx, customer) => importCustomer(tx, customer).outcome,
  takeBack: takeBackCustomers,
};

/** What the match would go by; the same words twice in one sheet are one person twice. */
function keysOf({ name, contacts = [], addresses = [] }: NewCustomer, shopCountry: string): [string, string][] {
  const country = addresses[0]?.country ?? shopCountry;
  const keys: [string, string | undefined][] = [
    ...contacts.map(({ kind, value }): [string, string | undefined] => [kind, kind === 'email' ? emailKey(value) : phoneKey(value, country)]),
    ...addresses.map((address): [string, string | undefined] => ['postcode', addressKey({ recipient: address.recipient || name, postcode: address.postcode ?? '', country: address.country })]),
  ];
  return keys.flatMap(([column, text]) => (text === undefined ? [] : [[column, text]]));
}

/** What importing a customer would do, without doing it: the same questions as `importCustomer` asks. */
function planCustomer(reader: Reader, customer: NewCustomer): Plan {
  const { addresses = [] } = customer;
  const { match, contacts } = findCard(reader, customer, addresses[0]?.country ?? getShop(reader).country);
  if (!match) return { outcome: 'created', changes: [], parts: [{ isNew: true, changes: [] }] };
  const { customerId } = match;
  const known = requireCustomer(reader, customerId);
  const changes: FieldChange[] = [
    ...(known.name === customer.name ? [] : [{ field: 'name', before: known.name, after: customer.name }]),
    ...(customer.note === undefined || known.note === customer.note ? [] : [{ field: 'note', before: known.note, after: customer.note }]),
    ...missingContacts(contacts, contactsOf(reader, customerId)).map(({ kind, value }) => ({ field: kind, before: '', after: value })),
    ...missingAddresses(addresses, addressesOf(reader, customerId)).map(({ line1, city }) => ({ field: 'line1', before: '', after: [line1, city].filter(Boolean).join(', ') })),
  ];
  return { outcome: changes.length > 0 ? 'updated' : 'unchanged', changes, parts: [{ isNew: false, changes }] };
}
