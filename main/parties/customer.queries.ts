import { sql } from 'kysely';
import type { Address, Contact } from '../../shared/parties/customer.contract.ts';
import { Refusal } from '../../shared/refusal/refusal.ts';
import type { Reader } from '../database/handles.ts';
import { read } from '../database/statement.ts';

const customerRow = read((db, p: { customerId: number }) => db.selectFrom('customer').selectAll().where('id', '=', p.customerId));

const contactRows = read((db, p: { customerId: number }) =>
  db.selectFrom('customerContact').selectAll().where('customerId', '=', p.customerId).orderBy('id'),
);

const addressRows = read((db, p: { customerId: number }) =>
  db.selectFrom('customerAddress').selectAll().where('customerId', '=', p.customerId).orderBy('id'),
);

export type CustomerRow = ReturnType<typeof requireCustomer>;

export const contactsOf = (reader: Reader, customerId: number) => contactRows.all(reader, { customerId });

export const addressesOf = (reader: Reader, customerId: number) => addressRows.all(reader, { customerId });

export const asContact = ({ kind, value }: Contact): Contact => ({ kind, value });

export function asAddress({ kind, recipient, company, line1, line2, city, region, postcode, country, raw }: Required<Address>): Required<Address> {
  return { kind, recipient, company, line1, line2, city, region, postcode, country, raw };
}

/** @throws Refusal `record.missing` */
export function requireCustomer(reader: Reader, customerId: number) {
  const customer = customerRow.get(reader, { customerId });
  if (!customer) throw new Refusal('record.missing', { kind: 'customer', id: customerId });
  return { ...customer, blocked: customer.blocked === 1 };
}

/** A customer that still stands for itself. @throws Refusal `record.missing`, `customer.merged` */
export function requireUnmerged(reader: Reader, customerId: number): CustomerRow {
  const customer = requireCustomer(reader, customerId);
  if (customer.mergedIntoId !== null) throw new Refusal('customer.merged', { customerId, intoId: customer.mergedIntoId });
  return customer;
}

/** The customer a merged one became; itself when it was never merged. @throws Refusal `record.missing` */
export function survivorOf(reader: Reader, customerId: number): CustomerRow {
  const customer = requireCustomer(reader, customerId);
  return customer.mergedIntoId === null ? customer : survivorOf(reader, customer.mergedIntoId);
}

const familyRows = read((db, p: { customerId: number }) =>
  db
    .withRecursive('family', (cte) =>
      cte
        .selectFrom('customer')
        .select('id')
        .where('id', '=', p.customerId)
        .union(cte.selectFrom('customer').innerJoin('family', 'customer.mergedIntoId', 'family.id').select('customer.id')),
    )
    .selectFrom('family')
    .select('id')
    .orderBy('id'),
);

/** A customer and all that were merged into it: whose orders are its orders. */
export const familyOf = (reader: Reader, customerId: number): number[] => familyRows.all(reader, { customerId }).map(({ id }) => id);

const consentRows = read((db, p: { ids: string }) =>
  db
    .selectFrom('customerConsent')
    .select(['purpose', 'given', 'occurredAt', 'source'])
    .where('customerId', 'in', sql<number>`(select value from json_each(${p.ids}))`)
    .orderBy('id', 'desc'),
);

/** What a customer consents to now, one row per purpose ever asked; the newest word counts, also one said before a merge. */
export function consentsOf(reader: Reader, customerId: number) {
  const rows = consentRows.all(reader, { ids: JSON.stringify(familyOf(reader, customerId)) });
  const newest = rows.filter(({ purpose }, index) => rows.findIndex((row) => row.purpose === purpose) === index);
  return newest.map((row) => ({ ...row, given: row.given === 1 }));
}

const mergedRows = read((db, p: { customerId: number }) =>
  db
    .selectFrom('customerMerge')
    .innerJoin('customer', 'customer.id', 'customerMerge.customerId')
    .select(['customer.id', 'customer.number', 'customer.name', 'customerMerge.mergedAt'])
    .where('customerMerge.intoId', '=', p.customerId)
    .where('customerMerge.undoneAt', 'is', null)
    .orderBy('customerMerge.id'),
);

const historyRows = read((db, p: { customerId: number }) =>
  db
    .selectFrom('customerHistory')
    .innerJoin('command', 'command.id', 'customerHistory.commandId')
    .select(['field', 'oldValue', 'newValue', 'commandId', 'command.recordedAt as changedAt'])
    .where('customerId', '=', p.customerId)
    .orderBy('customerHistory.id', 'desc')
    .limit(100),
);

/** A customer's card; a merged customer answers with the one it became. @throws Refusal `record.missing` */
export function getCustomer(reader: Reader, input: { customerId: number }) {
  const { sortName: _sortName, mergedIntoId: _mergedIntoId, ...customer } = survivorOf(reader, input.customerId);
  const customerId = customer.id;
  return {
    ...customer,
    contacts: contactsOf(reader, customerId).map((row) => ({ id: row.id, ...asContact(row) })),
    addresses: addressesOf(reader, customerId).map((row) => ({ id: row.id, ...asAddress(row) })),
    consents: consentsOf(reader, customerId),
    merged: mergedRows.all(reader, { customerId }),
    history: historyRows.all(reader, { customerId }).map(({ oldValue, newValue, ...change }) => ({
      ...change,
      oldValue: JSON.parse(oldValue) as unknown,
      newValue: JSON.parse(newValue) as unknown,
    })),
  };
}
