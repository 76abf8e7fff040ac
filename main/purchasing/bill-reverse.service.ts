import { sql } from 'kysely';
import { type ReverseBill, type ReversePart, reversePart, reverseParts } from '../../shared/purchasing/bill-tax.rules.ts';
import { type Minor, minor } from '../../shared/units/minor.ts';
import type { RatePpm } from '../../shared/units/rate-ppm.ts';
import type { Tx } from '../database/handles.ts';
import { read, write } from '../database/statement.ts';

/** What of a bill is no more: a line of a return, or a claim for goods that never came. */
type Because = { purchaseReturnLineId: number } | { supplierClaimId: number };

const taken = (of: 'net' | 'tax') => sql<Minor>`(select coalesce(sum(${sql.ref(of)}), 0) from billReversePart part where part.supplierBillId = bill.id)`;

const billById = read((db, p: { id: number }) =>
  db
    .selectFrom('supplierBill as bill')
    .select(['bill.id as supplierBillId', sql<RatePpm>`bill.reverseRate`.as('rate'), 'bill.net', 'bill.reverseTax as tax'])
    .select([taken('net').as('takenNet'), taken('tax').as('takenTax')])
    .where('bill.id', '=', p.id)
    .where('bill.reverseRate', 'is not', null),
);

/** The bills of a received line whose tax we owe, the oldest first, and what of them on this line did not go back yet. */
const billsOfLine = read((db, p: { id: number }) =>
  db
    .selectFrom('supplierBillMatch as match')
    .innerJoin('supplierBillLine as line', 'line.id', 'match.supplierBillLineId')
    .innerJoin('supplierBill as bill', 'bill.id', 'line.supplierBillId')
    .select('bill.id as supplierBillId')
    .select(
      sql<Minor>`sum(match.net) - (select coalesce(sum(part.net), 0) from purchaseReturnLine back
        join billReversePart part on part.purchaseReturnLineId = back.id
        where back.purchaseReceiptLineId = match.purchaseReceiptLineId and part.supplierBillId = bill.id)`.as('open'),
    )
    .where('match.purchaseReceiptLineId', '=', p.id)
    .where('bill.cancelledAt', 'is', null)
    .where('bill.reverseRate', 'is not', null)
    .groupBy('bill.id')
    .orderBy('bill.id'),
);
const partsOfReturnLine = read((db, p: { purchaseReturnLineId: number }) =>
  db.selectFrom('billReversePart').select(['supplierBillId', 'net']).where('purchaseReturnLineId', '=', p.purchaseReturnLineId).orderBy('id'),
);

const insertPart = write((db, p: { supplierBillId: number; purchaseReturnLineId: number | null; supplierClaimId: number | null; net: Minor; tax: Minor; commandId: number }) =>
  db.insertInto('billReversePart').values({
    supplierBillId: p.supplierBillId,
    purchaseReturnLineId: p.purchaseReturnLineId,
    supplierClaimId: p.supplierClaimId,
    net: p.net,
    tax: p.tax,
    commandId: p.commandId,
  }),
);

const reverseBill = (tx: Tx, id: number): ReverseBill | undefined => billById.get(tx, { id });

/** What of a received line's net that goes back takes off the tax we owe on its bills. */
export function partsOfLine(tx: Tx, purchaseReceiptLineId: number, net: Minor): ReversePart[] {
  const bills = net === 0 ? [] : billsOfLine.all(tx, { id: purchaseReceiptLineId });
  return reverseParts(bills.map(({ supplierBillId, open }) => ({ ...reverseBill(tx, supplierBillId)!, open })), net);
}

/** What a net that is claimed back takes off the tax we owe on its bill, if we owe it; a negative one is owed again. */
export function partsOfBill(tx: Tx, supplierBillId: number, net: Minor): ReversePart[] {
  const bill = net === 0 ? undefined : reverseBill(tx, supplierBillId);
  return bill ? [reversePart(bill, net)] : [];
}

/** Keeps what parts took, for the parts after them. */
export function keepParts(tx: Tx, because: Because, parts: readonly ReversePart[]): void {
  for (const { supplierBillId, net, tax } of parts) insertPart.run(tx, { purchaseReturnLineId: null, supplierClaimId: null, ...because, supplierBillId, net, tax, commandId: tx.commandId });
}

/** A line of a return never went back: its parts are the bills' again, by the same shares. Answers them as they stand on the bills. */
export function giveBackParts(tx: Tx, purchaseReturnLineId: number): ReversePart[] {
  return partsOfReturnLine.all(tx, { purchaseReturnLineId }).flatMap(({ supplierBillId, net }) => {
    const back = partsOfBill(tx, supplierBillId, minor(-net));
    keepParts(tx, { purchaseReturnLineId }, back);
    return back.map((part) => ({ ...part, net, tax: minor(0 - part.tax) }));
  });
}
