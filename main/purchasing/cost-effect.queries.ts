import type { NewBill } from '../../shared/purchasing/supplier-bill.contract.ts';
import { splitBill, type UnbilledReceipt } from '../../shared/purchasing/match.rules.ts';
import { minor } from '../../shared/units/minor.ts';
import { quantity } from '../../shared/units/quantity.ts';
import { firstOpenDay } from '../accounting/period.queries.ts';
import type { Reader } from '../database/handles.ts';
import { effectOfRevaluing, type Revaluation } from '../inventory/costing-preview.queries.ts';
import { billInHome, deductibleIn, goodsFacts } from './bill-facts.ts';
import { type BilledLandedCost, partsOfBilled, partsOfNew, type RecordLandedCost } from './landed-cost-parts.ts';
import { toleranceFor } from './tolerance.service.ts';

/** What a bill would change of goods already here, before it is recorded: the same split the recording makes. @throws Refusal as matching it */
export function effectOfBill(reader: Reader, asked: NewBill) {
  return effectOfRevaluing(reader, revaluedBy(reader, billInHome(reader, asked).bill));
}

function revaluedBy(reader: Reader, bill: NewBill): Revaluation[] {
  const rule = { varianceUpTo: toleranceFor(reader, bill.supplierId).varianceUpTo, firstOpenOn: firstOpenDay(reader) };
  // What an earlier line of the bill takes of a receipt is no longer there for the next.
  const taken = new Map<number, { quantity: number; value: number }>();
  const left = (receipt: UnbilledReceipt): UnbilledReceipt => {
    const gone = taken.get(receipt.receiptLineId);
    return gone ? { ...receipt, unbilled: quantity(receipt.unbilled - gone.quantity), unbilledValue: minor(receipt.unbilledValue - gone.value) } : receipt;
  };
  return bill.lines.flatMap((line) => {
    if (line.kind !== 'goods') return [];
    const receipts = goodsFacts(reader, line, bill.billedOn).receipts.map(left).filter(({ unbilled }) => unbilled > 0);
    const { parts } = splitBill({ ...line, deductible: deductibleIn(reader, line, bill.billedOn) }, receipts, rule);
    for (const { receiptLineId, quantity: count, accrued } of parts) {
      const gone = taken.get(receiptLineId) ?? { quantity: 0, value: 0 };
      taken.set(receiptLineId, { quantity: gone.quantity + count, value: gone.value + accrued });
    }
    return parts.filter(({ treatment, difference }) => treatment === 'layers' && difference !== 0).map(({ movementId, difference: delta }) => ({ movementId, delta }));
  });
}

/** What spreading a cost would change of the goods it belongs to; nothing where the chart makes it an expense. @throws Refusal as recording it */
export const effectOfLandedCost = (reader: Reader, asked: RecordLandedCost) => effectOfParts(reader, partsOfNew(reader, asked));

/** What the bill of an accrued cost would change: only what it says more or less. @throws Refusal as recording it */
export const effectOfLandedBill = (reader: Reader, asked: BilledLandedCost) => effectOfParts(reader, partsOfBilled(reader, asked));

const effectOfParts = (reader: Reader, { policy, parts }: ReturnType<typeof partsOfNew>) =>
  effectOfRevaluing(reader, policy === 'capitalise' ? parts.filter(({ amount }) => amount !== 0).map(({ movementId, amount: delta }) => ({ movementId, delta })) : []);
