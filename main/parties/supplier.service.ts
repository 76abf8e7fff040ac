import { sql } from 'kysely';
import { indexText, sortName } from '../../shared/catalog/search-text.rules.ts';
import type { NewSupplier, SupplierChanges } from '../../shared/parties/supplier.contract.ts';
import { Refusal } from '../../shared/refusal/refusal.ts';
import type { Instant } from '../../shared/units/instant.ts';
import { type Minor, minor } from '../../shared/units/minor.ts';
import { recordChanges } from '../catalog/history.service.ts';
import { before, differing } from '../company/before.ts';
import { shopOf } from '../company/company.queries.ts';
import { nextNumber } from '../company/series.service.ts';
import { db } from '../database/builder.ts';
import type { Tx } from '../database/handles.ts';
import { read, write } from '../database/statement.ts';
import { requireSupplier } from './supplier.queries.ts';

interface NewRow {
  code: string;
  name: string;
  sortName: string;
  currency: string;
  paymentDays: number;
  leadTimeDays: number;
  minimumOrder: Minor;
  taxNumber: string | null;
  contactName: string;
  email: string;
  phone: string;
  address: string;
  note: string;
  createdAt: Instant;
}

const insertRow = write((db, p: NewRow) =>
  db.insertInto('supplier').values({
    code: p.code,
    name: p.name,
    sortName: p.sortName,
    currency: p.currency,
    paymentDays: p.paymentDays,
    leadTimeDays: p.leadTimeDays,
    minimumOrder: p.minimumOrder,
    taxNumber: p.taxNumber,
    contactName: p.contactName,
    email: p.email,
    phone: p.phone,
    address: p.address,
    note: p.note,
    createdAt: p.createdAt,
  }),
);

const byCode = read((db, p: { code: string }) => db.selectFrom('supplier').select('id').where(sql<boolean>`code = ${p.code} collate nocase`).limit(1));
const saveWords = write((db, p: { id: number; words: string }) => db.replaceInto('supplierSearch').values({ rowid: p.id, words: p.words }));
const forgetWords = write((db, p: { id: number }) => db.deleteFrom('supplierSearch').where('rowid', '=', p.id));

/** People reached there: not remembered in the history of fields, which is never erased. */
const people: readonly string[] = ['contactName', 'email', 'phone', 'address'];

/** @throws Refusal `supplier.codeTaken`; `supplier.currencyForeign`: orders and bills are kept in the shop's currency only */
export function createSupplier(tx: Tx, supplier: NewSupplier): { supplierId: number; code: string } {
  const { baseCurrency } = shopOf(tx);
  const { currency = baseCurrency } = supplier;
  if (currency !== baseCurrency) throw new Refusal('supplier.currencyForeign', { currency, baseCurrency });
  if (supplier.code !== undefined) refuseTaken(tx, supplier.code);
  const code = supplier.code ?? freeCode(tx);
  const { lastId: supplierId } = insertRow.run(tx, { ...blank, ...supplier, code, currency, sortName: sortName(supplier.name), createdAt: tx.now });
  tx.changed('supplier', supplierId);
  indexSupplier(tx, supplierId);
  return { supplierId, code };
}

const blank = { paymentDays: 30, leadTimeDays: 7, minimumOrder: minor(0), taxNumber: null, contactName: '', email: '', phone: '', address: '', note: '' };

/** Changes a card and answers what it said before. @throws Refusal `record.missing`, `supplier.codeTaken` */
export function updateSupplier(tx: Tx, { supplierId, changes }: { supplierId: number; changes: SupplierChanges }): { before: SupplierChanges } {
  const { id: _id, sortName: _sortName, createdAt: _createdAt, currency: _currency, ...record } = requireSupplier(tx, supplierId);
  const different = differing(record, changes);
  if (different.code !== undefined && different.code.toLowerCase() !== record.code.toLowerCase()) refuseTaken(tx, different.code);
  if (Object.keys(different).length > 0) saveChanges(tx, supplierId, record, different);
  return { before: before(record, changes) };
}

function saveChanges(tx: Tx, supplierId: number, record: object, changes: Partial<SupplierChanges>): void {
  const kept = Object.fromEntries(Object.entries(changes).filter(([field]) => !people.includes(field)));
  recordChanges(tx, 'supplier', supplierId, record, kept);
  const { blocked, ...rest } = changes;
  const fields = { ...rest, ...(rest.name !== undefined && { sortName: sortName(rest.name) }), ...(blocked !== undefined && { blocked: Number(blocked) }) };
  tx.run(db.updateTable('supplier').set(fields).where('id', '=', supplierId));
  tx.changed('supplier', supplierId);
  indexSupplier(tx, supplierId);
}

export const removeSuppliers = (tx: Tx, { ids }: { ids: number[] }) => ({
  results: ids.map((supplierId) => tx.attempt(() => removeSupplier(tx, supplierId))),
});

/** @throws Refusal `record.missing`; `supplier.inUse` when an order, an agreement or anything else names the supplier */
function removeSupplier(tx: Tx, supplierId: number): { supplierId: number } {
  requireSupplier(tx, supplierId);
  try {
    tx.run(db.deleteFrom('supplier').where('id', '=', supplierId));
  } catch (error) {
    // Rooms to the right name suppliers by foreign keys; SQLite knows them all, and this room none.
    if (error instanceof Error && error.message.includes('FOREIGN KEY')) throw new Refusal('supplier.inUse', { supplierId });
    throw error;
  }
  forgetWords.run(tx, { id: supplierId });
  tx.changed('supplier', supplierId);
  return { supplierId };
}

/** The next number of the series that nobody typed as a code of their own. */
function freeCode(tx: Tx): string {
  const code = nextNumber(tx, 'supplier');
  return byCode.get(tx, { code }) ? freeCode(tx) : code;
}

function refuseTaken(tx: Tx, code: string): void {
  const taken = byCode.get(tx, { code });
  if (taken) throw new Refusal('supplier.codeTaken', { code });
}

function indexSupplier(tx: Tx, supplierId: number): void {
  const { code, name, contactName, phone, email, note } = requireSupplier(tx, supplierId);
  saveWords.run(tx, { id: supplierId, words: indexText(code, name, contactName, phone, email, note) });
}
