import { sql } from 'kysely';
import type { ExportParty } from '../../shared/accounting/export/book.rules.ts';
import type { Reader } from '../database/handles.ts';
import { read } from '../database/statement.ts';

/** The customer or supplier each posting speaks of, through the paper it names. */
const partyRows = read((db, p: { entryIds: string }) =>
  db
    .selectFrom('posting as p')
    .select('p.entryId')
    .select([
      sql<number | null>`min(case p.itemKind
        when 'customer' then p.itemId
        when 'salesOrder' then (select customerId from salesOrder where id = p.itemId)
        when 'storeCredit' then (select customerId from storeCredit where id = p.itemId)
      end)`.as('customerId'),
      sql<number | null>`min(case p.itemKind
        when 'supplier' then p.itemId
        when 'supplierBill' then (select supplierId from supplierBill where id = p.itemId)
        when 'supplierClaim' then (select supplierId from supplierClaim where id = p.itemId)
        when 'purchaseOrder' then (select supplierId from purchaseOrder where id = p.itemId)
        when 'purchaseOrderLine' then (select o.supplierId from purchaseOrderLine l join purchaseOrder o on o.id = l.purchaseOrderId where l.id = p.itemId)
      end)`.as('supplierId'),
    ])
    .where('p.entryId', 'in', sql<number>`(select value from json_each(${p.entryIds}))`)
    .where('p.itemKind', 'is not', null)
    .groupBy('p.entryId'),
);

const customerById = read((db, p: { id: number }) => db.selectFrom('customer').select(['id', 'number', 'name']).where('id', '=', p.id));
const supplierById = read((db, p: { id: number }) => db.selectFrom('supplier').select(['id', 'code as number', 'name']).where('id', '=', p.id));

/** Whom entries are about. */
export function partiesOf(reader: Reader, entryIds: readonly number[]): Map<number, ExportParty> {
  const found = new Map<number, ExportParty>();
  for (const { entryId, customerId, supplierId } of partyRows.all(reader, { entryIds: JSON.stringify(entryIds) })) {
    const kind = customerId === null ? ('supplier' as const) : ('customer' as const);
    const id = customerId ?? supplierId;
    const row = id === null ? undefined : (kind === 'customer' ? customerById : supplierById).get(reader, { id });
    if (row) found.set(entryId, { ...row, kind, number: plainNumber(row.number) });
  }
  return found;
}

const plainNumber = (number: string): string => number.replaceAll(/[^\p{L}\p{N}._-]+/gu, '-').replace(/^[^\p{L}\p{N}]+/u, '') || 'unnamed';
