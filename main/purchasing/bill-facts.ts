import { homeRows } from '../../shared/accounting/foreign-item.rules.ts';
import type { NewBill, NewBillLine } from '../../shared/purchasing/supplier-bill.contract.ts';
import { type Finding, matchLine, type UnbilledReceipt } from '../../shared/purchasing/match.rules.ts';
import { lineFigures } from '../../shared/purchasing/purchase-order.rules.ts';
import { costOf, part } from '../../shared/purchasing/receipt.rules.ts';
import { Refusal } from '../../shared/refusal/refusal.ts';
import { minorDigits } from '../../shared/units/currency.ts';
import { type Minor, minor } from '../../shared/units/minor.ts';
import { type Quantity, quantity } from '../../shared/units/quantity.ts';
import type { Day } from '../../shared/units/day.ts';
import { convertTotal, type ForeignTotal } from '../accounting/foreign-item.service.ts';
import { inputTaxIsDeductible } from '../accounting/input-tax.queries.ts';
import { getShop } from '../company/company.queries.ts';
import type { Reader } from '../database/handles.ts';
import { inTransitQuantity, requireOrder, requireOrderLine } from './purchase-order.statements.ts';
import { itemOfLine, receiptsOfOrderLine, requireReceiptLine } from './receipt.statements.ts';
import { toleranceFor } from './tolerance.service.ts';

export type GoodsLine = Extract<NewBillLine, { kind: 'goods' }>;

/** What the shop knows of a bill's line: what was received, what may be billed, what it should cost. */
export interface GoodsFacts {
  supplierId: number;
  item: ReturnType<typeof itemOfLine>;
  receipts: readonly UnbilledReceipt[];
  billable: Quantity;
  expectedOf: (billed: Quantity) => Minor;
}

/** Whether tax is got back on this line: as it says, else as the shop's status on the bill's day does. */
export const deductibleIn = (reader: Reader, line: { deductible?: boolean }, billedOn: Day): boolean => line.deductible ?? inputTaxIsDeductible(reader, billedOn);

/** @throws Refusal `bill.lineWithoutGoods` when it names neither an ordered nor a received line, or both; `record.missing` */
export function goodsFacts(reader: Reader, line: GoodsLine, billedOn: Day): GoodsFacts {
  const { purchaseOrderLineId, purchaseReceiptLineId } = line;
  if ((purchaseOrderLineId === undefined) === (purchaseReceiptLineId === undefined)) throw new Refusal('bill.lineWithoutGoods', {});
  const deductible = deductibleIn(reader, line, billedOn);
  return purchaseOrderLineId === undefined ? factsOfReceipt(reader, purchaseReceiptLineId ?? 0, deductible) : factsOfOrder(reader, purchaseOrderLineId, deductible);
}

function factsOfOrder(reader: Reader, purchaseOrderLineId: number, deductible: boolean): GoodsFacts {
  const line = requireOrderLine(reader, purchaseOrderLineId);
  const { supplierId } = requireOrder(reader, line.purchaseOrderId);
  const received = receiptsOfOrderLine(reader, line.id);
  const unbilled = received.reduce((sum, one) => sum + one.unbilled, 0);
  const stillToCome = line.open - inTransitQuantity(reader, line.id);
  const digits = minorDigits(getShop(reader).baseCurrency);
  return {
    supplierId,
    item: { kind: 'purchaseOrderLine', id: line.id },
    receipts: received.filter((one) => one.unbilled > 0).map(asUnbilled),
    billable: quantity(Math.max(0, unbilled + stillToCome)),
    expectedOf: (billed) => costOf(lineFigures(line, billed, digits), deductible),
  };
}

function factsOfReceipt(reader: Reader, purchaseReceiptLineId: number, deductible: boolean): GoodsFacts {
  const line = requireReceiptLine(reader, purchaseReceiptLineId);
  if (line.purchaseOrderLineId !== null) return factsOfOrder(reader, line.purchaseOrderLineId, deductible);
  return {
    supplierId: line.supplierId,
    item: itemOfLine(line),
    receipts: line.unbilled > 0 ? [asUnbilled(line)] : [],
    billable: line.unbilled,
    expectedOf: (billed) => part(line.orderValue, billed, line.quantity),
  };
}

const asUnbilled = (line: { id: number; movementId: number; postedOn: UnbilledReceipt['postedOn']; unbilled: Quantity; unbilledValue: Minor }): UnbilledReceipt => ({
  receiptLineId: line.id,
  movementId: line.movementId,
  postedOn: line.postedOn,
  unbilled: line.unbilled,
  unbilledValue: line.unbilledValue,
});

/** How a bill differs from order and receipts, line by line, tax on both sides counted as the line says: the same answer before and while it is recorded. */
export function matchBill(reader: Reader, bill: Pick<NewBill, 'supplierId' | 'billedOn' | 'lines'>): (Finding & { lineNo: number })[] {
  const tolerance = toleranceFor(reader, bill.supplierId);
  return bill.lines.flatMap((line, index) => {
    if (line.kind !== 'goods') return [];
    const facts = goodsFacts(reader, line, bill.billedOn);
    const unbilled = quantity(facts.receipts.reduce((sum, one) => sum + one.unbilled, 0));
    const cost = costOf(line, deductibleIn(reader, line, bill.billedOn));
    const compared = { quantity: line.quantity, cost, expectedCost: facts.expectedOf(line.quantity), billable: facts.billable, unbilled };
    return matchLine(compared, tolerance).map((finding) => ({ ...finding, lineNo: index + 1 }));
  });
}

export function previewMatch(reader: Reader, asked: NewBill) {
  const { bill } = billInHome(reader, asked);
  const findings = matchBill(reader, bill);
  return { findings, accepted: findings.every((finding) => finding.within) };
}

/** A bill whose lines are known: goods, other costs, or freight of a landed cost. */
export type BillLine = NewBillLine | { kind: 'landedCost'; text: string; net: Minor; tax: Minor; deductible?: boolean };
export type Bill = Omit<NewBill, 'lines'> & { lines: readonly BillLine[] };

/**
 * A bill with its amounts in the base currency: converted as a whole by the last rate on or before its date, its base allocated
 * over its lines. @throws Refusal `rate.missing`, `currency.worthNothing`
 */
export function billInHome<Asked extends Pick<Bill, 'currency' | 'billedOn'> & { lines: readonly { net: Minor; tax: Minor }[] }>(reader: Reader, bill: Asked): { bill: Asked; foreign: ForeignTotal | null } {
  const { currency, billedOn, lines } = bill;
  if (currency === undefined || currency === getShop(reader).baseCurrency) return { bill, foreign: null };
  const foreign = convertTotal(reader, { currency, total: sumOfLines(lines).total, on: billedOn });
  const rows = homeRows(lines.flatMap(({ net, tax }) => [net, tax]), foreign.foreignTotal, foreign.homeTotal);
  return { bill: { ...bill, lines: lines.map((line, index) => ({ ...line, net: rows[index * 2] ?? minor(0), tax: rows[index * 2 + 1] ?? minor(0) })) }, foreign };
}

/** Net and tax of all lines. */
export const sumOfLines = (lines: readonly { net: Minor; tax: Minor }[]): { net: Minor; tax: Minor; total: Minor } => {
  const [net, tax] = [lines.reduce((sum, line) => sum + line.net, 0), lines.reduce((sum, line) => sum + line.tax, 0)];
  return { net: minor(net), tax: minor(tax), total: minor(net + tax) };
};
