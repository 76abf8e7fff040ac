import { sql } from 'kysely';
import type { BilledPart, ReturnableLine } from '../../shared/purchasing/purchase-return.rules.ts';
import { Refusal } from '../../shared/refusal/refusal.ts';
import type { Day } from '../../shared/units/day.ts';
import type { Instant } from '../../shared/units/instant.ts';
import { type Minor, minor } from '../../shared/units/minor.ts';
import { type Quantity, quantity } from '../../shared/units/quantity.ts';
import type { RatePpm } from '../../shared/units/rate-ppm.ts';
import type { Reader } from '../database/handles.ts';
import { read, write } from '../database/statement.ts';
import type { ReceiptLineRow } from './receipt.statements.ts';

interface NewReturn {
  number: string;
  kind: 'return' | 'cancelled';
  supplierId: number;
  locationId: number;
  note: string;
  occurredAt: Instant;
  postedOn: Day;
}

export const insertReturn = write((db, p: NewReturn & { commandId: number }) =>
  db.insertInto('purchaseReturn').values({
    number: p.number,
    kind: p.kind,
    supplierId: p.supplierId,
    locationId: p.locationId,
    note: p.note,
    occurredAt: p.occurredAt,
    postedOn: p.postedOn,
    commandId: p.commandId,
  }),
);

interface NewReturnLine {
  purchaseReturnId: number;
  purchaseReceiptLineId: number;
  movementId: number;
  quantity: Quantity;
  unbilled: Quantity;
  accrued: Minor;
  net: Minor;
  tax: Minor;
  inputTax: Minor;
  reverseRate: RatePpm | null;
  reverseNet: Minor;
  reverseTax: Minor;
  claimed: Minor;
}

export const insertReturnLine = write((db, p: NewReturnLine) =>
  db.insertInto('purchaseReturnLine').values({
    purchaseReturnId: p.purchaseReturnId,
    purchaseReceiptLineId: p.purchaseReceiptLineId,
    movementId: p.movementId,
    quantity: p.quantity,
    unbilled: p.unbilled,
    accrued: p.accrued,
    net: p.net,
    tax: p.tax,
    inputTax: p.inputTax,
    reverseRate: p.reverseRate,
    reverseNet: p.reverseNet,
    reverseTax: p.reverseTax,
    claimed: p.claimed,
  }),
);

export const setReturnCancelled = write((db, p: { id: number; at: Instant; postedOn: Day; commandId: number }) =>
  db.updateTable('purchaseReturn').set({ cancelledAt: p.at, cancelPostedOn: p.postedOn, cancelCommandId: p.commandId }).where('id', '=', p.id),
);

const byId = read((db, p: { id: number }) =>
  db
    .selectFrom('purchaseReturn as back')
    .innerJoin('supplier', 'supplier.id', 'back.supplierId')
    .selectAll('back')
    .select('supplier.name as supplierName')
    .where('back.id', '=', p.id),
);
const lines = read((db, p: { purchaseReturnId: number }) =>
  db
    .selectFrom('purchaseReturnLine as line')
    .innerJoin('purchaseReceiptLine as received', 'received.id', 'line.purchaseReceiptLineId')
    .selectAll('line')
    .select(['received.purchaseOrderLineId', 'received.goodsReceiptId'])
    .where('line.purchaseReturnId', '=', p.purchaseReturnId)
    .orderBy('line.id'),
);
const billedOf = read((db, p: { id: number }) =>
  db
    .selectFrom('supplierBillMatch as match')
    .innerJoin('supplierBillLine as line', 'line.id', 'match.supplierBillLineId')
    .innerJoin('supplierBill as bill', 'bill.id', 'line.supplierBillId')
    .select([
      sql<Quantity | null>`sum(match.quantity)`.as('quantity'),
      sql<Minor | null>`sum(match.net)`.as('net'),
      sql<Minor | null>`sum(match.tax)`.as('tax'),
      sql<Minor | null>`sum(iif(line.deductible, match.tax, 0))`.as('inputTax'),
      sql<Minor | null>`sum(iif(bill.reverseRate is null, 0, match.net))`.as('reverseNet'),
    ])
    .where('match.purchaseReceiptLineId', '=', p.id)
    .where('bill.cancelledAt', 'is', null),
);
const returnedBilledOf = read((db, p: { id: number }) =>
  db
    .selectFrom('purchaseReturnLine as line')
    .innerJoin('purchaseReturn as back', 'back.id', 'line.purchaseReturnId')
    .select([
      sql<Quantity | null>`sum(line.quantity - line.unbilled)`.as('quantity'),
      sql<Minor | null>`sum(line.net)`.as('net'),
      sql<Minor | null>`sum(line.tax)`.as('tax'),
      sql<Minor | null>`sum(line.inputTax)`.as('inputTax'),
      sql<Minor | null>`sum(line.reverseNet)`.as('reverseNet'),
    ])
    .where('line.purchaseReceiptLineId', '=', p.id)
    .where('back.cancelledAt', 'is', null),
);

type Sums = Record<'net' | 'tax' | 'inputTax' | 'reverseNet', Minor | null> & { quantity: Quantity | null };

const figures = (sums: Sums | undefined): BilledPart => ({
  quantity: sums?.quantity ?? quantity(0),
  net: sums?.net ?? minor(0),
  tax: sums?.tax ?? minor(0),
  inputTax: sums?.inputTax ?? minor(0),
  reverseNet: sums?.reverseNet ?? minor(0),
});

/** What of a received line may go back, and what for. */
export const returnableOf = (reader: Reader, line: Pick<ReceiptLineRow, 'id' | 'unbilled' | 'unbilledValue'>): ReturnableLine => ({
  unbilled: line.unbilled,
  unbilledValue: line.unbilledValue,
  billed: figures(billedOf.get(reader, { id: line.id })),
  returnedBilled: figures(returnedBilledOf.get(reader, { id: line.id })),
});

/** @throws Refusal `record.missing` */
export function requireReturn(reader: Reader, purchaseReturnId: number) {
  const back = byId.get(reader, { id: purchaseReturnId });
  if (!back) throw new Refusal('record.missing', { kind: 'purchaseReturn', id: purchaseReturnId });
  return back;
}

export const linesOfReturn = (reader: Reader, purchaseReturnId: number) => lines.all(reader, { purchaseReturnId });
