import { sql } from 'kysely';
import { matchText } from '../../shared/catalog/search-text.rules.ts';
import { Refusal } from '../../shared/refusal/refusal.ts';
import { db } from '../database/builder.ts';
import type { Reader } from '../database/handles.ts';
import { read } from '../database/statement.ts';

const supplierRow = read((db, p: { supplierId: number }) => db.selectFrom('supplier').selectAll().where('id', '=', p.supplierId));

/** @throws Refusal `record.missing` */
export function requireSupplier(reader: Reader, supplierId: number) {
  const supplier = supplierRow.get(reader, { supplierId });
  if (!supplier) throw new Refusal('record.missing', { kind: 'supplier', id: supplierId });
  return { ...supplier, blocked: supplier.blocked === 1 };
}

/** A supplier that may be ordered from. @throws Refusal `record.missing`, `supplier.blocked` */
export function requireOpenSupplier(reader: Reader, supplierId: number) {
  const supplier = requireSupplier(reader, supplierId);
  if (supplier.blocked) throw new Refusal('supplier.blocked', { supplierId, name: supplier.name });
  return supplier;
}

export function getSupplier(reader: Reader, { supplierId }: { supplierId: number }) {
  const { sortName: _sortName, ...card } = requireSupplier(reader, supplierId);
  return card;
}

export interface SupplierFilter {
  text?: string;
  blocked?: boolean;
  after?: { sortName: string; id: number };
  limit?: number;
}

/** One page by name, then id. */
export function listSuppliers(reader: Reader, filter: SupplierFilter) {
  const limit = filter.limit ?? 50;
  const found = reader.all(supplierPage(filter).limit(limit + 1));
  const page = found.slice(0, limit);
  const last = page.at(-1);
  const rows = page.map(({ sortName: _sortName, blocked, ...supplier }) => ({ ...supplier, blocked: blocked === 1 }));
  return { rows, next: found.length > limit && last ? { sortName: last.sortName, id: last.id } : null };
}

function supplierPage({ text, blocked, after }: SupplierFilter) {
  let page = db
    .selectFrom('supplier')
    .select(['id', 'code', 'name', 'sortName', 'blocked', 'contactName', 'phone', 'paymentDays', 'leadTimeDays'])
    .orderBy('sortName')
    .orderBy('id');
  const question = text === undefined ? undefined : matchText(text);
  if (question !== undefined) page = page.where(sql<boolean>`supplier.id in (select rowid from supplierSearch where supplierSearch match ${question} limit 500)`);
  if (blocked !== undefined) page = page.where('blocked', '=', Number(blocked));
  if (after) page = page.where((eb) => eb(eb.refTuple('sortName', 'id'), '>', eb.tuple(after.sortName, after.id)));
  return page;
}
