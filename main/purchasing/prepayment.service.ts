import { sql } from 'kysely';
import type { Day } from '../../shared/units/day.ts';
import { type Minor, minor } from '../../shared/units/minor.ts';
import type { Reader, Tx } from '../database/handles.ts';
import { read, write } from '../database/statement.ts';

interface Change {
  supplierId: number;
  sourceKind: 'supplierPayment' | 'supplierBill' | 'openingRow';
  sourceId: number;
  amount: Minor;
  postedOn: Day;
}

const insertChange = write((db, p: Change & { commandId: number }) =>
  db.insertInto('supplierPrepayment').values({
    supplierId: p.supplierId,
    sourceKind: p.sourceKind,
    sourceId: p.sourceId,
    amount: p.amount,
    postedOn: p.postedOn,
    commandId: p.commandId,
  }),
);

const prepaid = read((db, p: { supplierId: number }) =>
  db.selectFrom('supplierPrepayment').select(sql<Minor | null>`sum(amount)`.as('amount')).where('supplierId', '=', p.supplierId),
);
const usedOfBill = read((db, p: { supplierBillId: number }) =>
  db.selectFrom('billSettlement').select(sql<Minor | null>`sum(amount)`.as('amount')).where('supplierBillId', '=', p.supplierBillId).where('kind', '=', 'prepayment'),
);

/** A supplier holds more of our money (positive) or less. Its entry is posted by the document that changes it. */
export function changePrepayment(tx: Tx, change: Change): void {
  insertChange.run(tx, { ...change, commandId: tx.commandId });
  tx.changed('supplier', change.supplierId);
}

/** What was paid to a supplier ahead of its bills and has met none yet. */
export const prepaidTo = (reader: Reader, supplierId: number): Minor => prepaid.get(reader, { supplierId })?.amount ?? minor(0);

/** What of a bill was met from prepayments. */
export const prepaymentUsed = (reader: Reader, supplierBillId: number): Minor => usedOfBill.get(reader, { supplierBillId })?.amount ?? minor(0);
