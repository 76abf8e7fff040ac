import type { Day } from '../../shared/units/day.ts';
import type { Instant } from '../../shared/units/instant.ts';
import type { Minor } from '../../shared/units/minor.ts';
import type { Quantity } from '../../shared/units/quantity.ts';
import type { RatePpm } from '../../shared/units/rate-ppm.ts';
import { Refusal } from '../../shared/refusal/refusal.ts';
import type { Reader, Tx } from '../database/handles.ts';
import { read, write } from '../database/statement.ts';

interface NewBillRow {
  number: string;
  supplierId: number;
  supplierNumber: string;
  billedOn: Day;
  dueOn: Day;
  net: Minor;
  tax: Minor;
  total: Minor;
  reverseRate: RatePpm | null;
  reverseTax: Minor;
  acceptedBecause: string | null;
  findings: string;
  occurredAt: Instant;
  postedOn: Day;
}

export const insertBill = write((db, p: NewBillRow & { commandId: number }) =>
  db.insertInto('supplierBill').values({
    number: p.number,
    supplierId: p.supplierId,
    supplierNumber: p.supplierNumber,
    billedOn: p.billedOn,
    dueOn: p.dueOn,
    net: p.net,
    tax: p.tax,
    total: p.total,
    open: p.total,
    reverseRate: p.reverseRate,
    reverseTax: p.reverseTax,
    acceptedBecause: p.acceptedBecause,
    findings: p.findings,
    occurredAt: p.occurredAt,
    postedOn: p.postedOn,
    commandId: p.commandId,
  }),
);

interface NewBillLineRow {
  supplierBillId: number;
  lineNo: number;
  kind: 'goods' | 'expense' | 'landedCost';
  purchaseOrderLineId: number | null;
  purchaseReceiptLineId: number | null;
  text: string;
  quantity: Quantity;
  net: Minor;
  tax: Minor;
  deductible: 0 | 1;
  transit: Quantity;
  transitNet: Minor;
  transitTax: Minor;
}

export const insertBillLine = write((db, p: NewBillLineRow) =>
  db.insertInto('supplierBillLine').values({
    supplierBillId: p.supplierBillId,
    lineNo: p.lineNo,
    kind: p.kind,
    purchaseOrderLineId: p.purchaseOrderLineId,
    purchaseReceiptLineId: p.purchaseReceiptLineId,
    text: p.text,
    quantity: p.quantity,
    net: p.net,
    tax: p.tax,
    deductible: p.deductible,
    transit: p.transit,
    transitNet: p.transitNet,
    transitTax: p.transitTax,
  }),
);

export const setBillCancelled = write((db, p: { id: number; at: Instant; postedOn: Day; commandId: number }) =>
  db.updateTable('supplierBill').set({ cancelledAt: p.at, cancelPostedOn: p.postedOn, cancelCommandId: p.commandId }).where('id', '=', p.id),
);

const insertSettlement = write((db, p: Settlement & { commandId: number }) =>
  db.insertInto('billSettlement').values({
    supplierBillId: p.supplierBillId,
    kind: p.kind,
    sourceId: p.sourceId,
    amount: p.amount,
    postedOn: p.postedOn,
    commandId: p.commandId,
  }),
);

export interface Settlement {
  supplierBillId: number;
  kind: 'payment' | 'prepayment' | 'claim' | 'cancelled';
  sourceId: number;
  amount: Minor;
  postedOn: Day;
}

/** Less is open of a bill (positive), or more again. Its entry is posted by whoever settles it. */
export function settleBill(tx: Tx, settlement: Settlement): void {
  insertSettlement.run(tx, { ...settlement, commandId: tx.commandId });
  tx.changed('supplierBill', settlement.supplierBillId);
}

const billById = read((db, p: { id: number }) =>
  db
    .selectFrom('supplierBill as bill')
    .innerJoin('supplier', 'supplier.id', 'bill.supplierId')
    .selectAll('bill')
    .select(['supplier.name as supplierName'])
    .where('bill.id', '=', p.id),
);
const billBySupplierNumber = read((db, p: { supplierId: number; supplierNumber: string }) =>
  db.selectFrom('supplierBill').select('number').where('supplierId', '=', p.supplierId).where('supplierNumber', '=', p.supplierNumber).where('cancelledAt', 'is', null),
);
const billLines = read((db, p: { supplierBillId: number }) => db.selectFrom('supplierBillLine').selectAll().where('supplierBillId', '=', p.supplierBillId).orderBy('lineNo'));
const matchesOfBill = read((db, p: { supplierBillId: number }) =>
  db
    .selectFrom('supplierBillMatch as match')
    .innerJoin('supplierBillLine as line', 'line.id', 'match.supplierBillLineId')
    .innerJoin('purchaseReceiptLine as received', 'received.id', 'match.purchaseReceiptLineId')
    .selectAll('match')
    .select(['received.movementId', 'received.returned'])
    .where('line.supplierBillId', '=', p.supplierBillId)
    .orderBy('match.id'),
);
const settlements = read((db, p: { supplierBillId: number }) =>
  db.selectFrom('billSettlement').select(['kind', 'sourceId', 'amount', 'postedOn']).where('supplierBillId', '=', p.supplierBillId).orderBy('id'),
);
const entryRows = read((db, p: { kind: string; id: number }) =>
  db
    .selectFrom('journalEntry as entry')
    .select('entry.id')
    .where('sourceKind', '=', p.kind)
    .where('sourceId', '=', p.id)
    .where('reversesId', 'is', null)
    .where(({ not, exists, selectFrom }) => not(exists(selectFrom('journalEntry as later').select('later.id').whereRef('later.reversesId', '=', 'entry.id'))))
    .orderBy('entry.id'),
);

export type BillRow = ReturnType<typeof requireBill>;

/** @throws Refusal `record.missing` */
export function requireBill(reader: Reader, supplierBillId: number) {
  const bill = billById.get(reader, { id: supplierBillId });
  if (!bill) throw new Refusal('record.missing', { kind: 'supplierBill', id: supplierBillId });
  return bill;
}

/** @throws Refusal `bill.twice` */
export function refuseTwice(tx: Tx, bill: { supplierId: number; supplierNumber: string }): void {
  const there = billBySupplierNumber.get(tx, bill);
  if (there) throw new Refusal('bill.twice', { supplierNumber: bill.supplierNumber, number: there.number });
}

export const linesOfBill = (reader: Reader, supplierBillId: number) => billLines.all(reader, { supplierBillId });
export const matchesOf = (reader: Reader, supplierBillId: number) => matchesOfBill.all(reader, { supplierBillId });
export const settlementsOf = (reader: Reader, supplierBillId: number) => settlements.all(reader, { supplierBillId });

/** The entries of a document that stand: neither reversals nor reversed. */
export const standingEntries = (reader: Reader, kind: string, id: number): number[] => entryRows.all(reader, { kind, id }).map((row) => row.id);
