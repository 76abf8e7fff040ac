import { sortName } from '../../shared/catalog/search-text.rules.ts';
import type { CustomerChanges, NewCustomer } from '../../shared/parties/customer.contract.ts';
import { Refusal } from '../../shared/refusal/refusal.ts';
import type { Instant } from '../../shared/units/instant.ts';
import { before, differing } from '../company/before.ts';
import { nextNumber } from '../company/series.service.ts';
import { db } from '../database/builder.ts';
import type { Tx } from '../database/handles.ts';
import { write } from '../database/statement.ts';
import { addAddresses, addContacts, countryOf, keyed, type Named, replaceAddresses, replaceContacts, whole } from './contact.service.ts';
import { addressesOf, asAddress, asContact, contactsOf, requireCustomer, requireUnmerged } from './customer.queries.ts';
import { forgetWords, indexCard, indexCustomer } from './search.service.ts';

interface NewRow {
  number: string;
  kind: 'person' | 'company';
  name: string;
  sortName: string;
  taxNumber: string | null;
  language: 'en' | 'zh-Hans' | 'zh-Hant' | null;
  note: string;
  createdAt: Instant;
}

const insertRow = write((db, p: NewRow) =>
  db.insertInto('customer').values({
    number: p.number,
    kind: p.kind,
    name: p.name,
    sortName: p.sortName,
    taxNumber: p.taxNumber,
    language: p.language,
    note: p.note,
    createdAt: p.createdAt,
  }),
);

const insertChange = write((db, p: { customerId: number; field: string; oldValue: string; newValue: string; commandId: number }) =>
  db.insertInto('customerHistory').values({
    customerId: p.customerId,
    field: p.field,
    oldValue: p.oldValue,
    newValue: p.newValue,
    commandId: p.commandId,
  }),
);

export function createCustomer(tx: Tx, customer: NewCustomer): { customerId: number; number: string } {
  const { name, kind = 'person', taxNumber = null, language = null, note = '', contacts = [], addresses = [] } = customer;
  const number = nextNumber(tx, 'customer');
  const row = { number, kind, name, sortName: sortName(name), taxNumber, language, note, createdAt: tx.now };
  const { lastId: customerId } = insertRow.run(tx, row);
  const reached = keyed(contacts, countryOf(tx, addresses));
  addContacts(tx, customerId, reached, []);
  addAddresses(tx, { id: customerId, name }, addresses, []);
  indexCard(tx, { ...row, id: customerId, contacts: reached, addresses: addresses.map(whole) });
  tx.changed('customer', customerId);
  return { customerId, number };
}

/** Changes a card and answers what it said before. @throws Refusal `record.missing`, `customer.merged` */
export function updateCustomer(tx: Tx, { customerId, changes }: { customerId: number; changes: CustomerChanges }): { before: CustomerChanges } {
  return { before: reviseCustomer(tx, customerId, changes).before };
}

/** Changes a card; says what it said before and whether anything differs now. @throws Refusal `record.missing`, `customer.merged` */
export function reviseCustomer(tx: Tx, customerId: number, changes: CustomerChanges): { before: CustomerChanges; changed: boolean } {
  const { name, kind, taxNumber, language, note, blocked } = requireUnmerged(tx, customerId);
  const contacts = contactsOf(tx, customerId).map(asContact);
  const addresses = addressesOf(tx, customerId).map(asAddress);
  const record = { name, kind, taxNumber, language, note, blocked, contacts, addresses };
  const said = { ...changes, ...(changes.addresses && { addresses: changes.addresses.map(whole) }) };
  const different = differing(record, said);
  if (Object.keys(different).length > 0) saveChanges(tx, { id: customerId, name: changes.name ?? name }, different, before(record, different));
  return { before: before(record, changes), changed: Object.keys(different).length > 0 };
}

function saveChanges(tx: Tx, customer: Named, changes: CustomerChanges, old: object): void {
  const customerId = customer.id;
  const oldValues = new Map(Object.entries(old));
  for (const [field, value] of Object.entries(changes)) {
    const [oldValue, newValue] = [JSON.stringify(oldValues.get(field) ?? null), JSON.stringify(value)];
    insertChange.run(tx, { customerId, field, oldValue, newValue, commandId: tx.commandId });
  }
  const { contacts, addresses, blocked, ...rest } = changes;
  if (addresses) replaceAddresses(tx, customer, addresses);
  if (contacts) replaceContacts(tx, customerId, contacts, countryOf(tx, addressesOf(tx, customerId)));
  const fields = {
    ...rest,
    ...(rest.name !== undefined && { sortName: sortName(rest.name) }),
    ...(blocked !== undefined && { blocked: Number(blocked) }),
  };
  if (Object.keys(fields).length > 0) tx.run(db.updateTable('customer').set(fields).where('id', '=', customerId));
  tx.changed('customer', customerId);
  indexCustomer(tx, customerId);
}

export const removeCustomers = (tx: Tx, { ids }: { ids: number[] }) => ({
  results: ids.map((customerId) => tx.attempt(() => removeCustomer(tx, customerId))),
});

/** @throws Refusal `record.missing`; `customer.inUse` when an order, a merge or anything else names the customer */
function removeCustomer(tx: Tx, customerId: number): { customerId: number } {
  requireCustomer(tx, customerId);
  for (const table of ['customerContact', 'customerAddress', 'customerConsent', 'customerHistory'] as const) {
    tx.run(db.deleteFrom(table).where('customerId', '=', customerId));
  }
  try {
    tx.run(db.deleteFrom('customer').where('id', '=', customerId));
  } catch (error) {
    // Rooms to the right name customers by foreign keys; SQLite knows them all, and this room none.
    if (error instanceof Error && error.message.includes('FOREIGN KEY')) throw new Refusal('customer.inUse', { customerId });
    throw error;
  }
  forgetWords(tx, customerId);
  tx.changed('customer', customerId);
  return { customerId };
}
