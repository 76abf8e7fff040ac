import { credit, debit, type EntryDraft, entryDraft, type OpenItem } from '../accounting/entry.rules.ts';
import { type Minor, minor, sumMinor } from '../units/minor.ts';
import { type Quantity, quantity } from '../units/quantity.ts';
import { shareOf } from '../units/share.ts';
import { part, type When } from './receipt.rules.ts';

/** Some of a received line's pieces and what bills charged for them. */
export interface BilledPart {
  readonly quantity: Quantity;
  readonly net: Minor;
  readonly tax: Minor;
  readonly inputTax: Minor;
  /** What of the net came without the tax we owe on it. */
  readonly reverseNet: Minor;
}

/** A received line that may go back: what is not billed of it, what its bills charged, and what of that went back before. */
export interface ReturnableLine {
  readonly unbilled: Quantity;
  readonly unbilledValue: Minor;
  readonly billed: BilledPart;
  readonly returnedBilled: BilledPart;
}

/** What a part that goes back releases and claims. */
export interface ReturnedFigures {
  readonly unbilled: Quantity;
  /** Accrued for goods that will never be billed now. */
  readonly accrued: Minor;
  readonly net: Minor;
  readonly tax: Minor;
  readonly inputTax: Minor;
  /** What of the net we owe the tax of: how much less of it is a matter of its bills (`reverseParts`). */
  readonly reverseNet: Minor;
  /** Net and tax of the bill, which the supplier owes back. */
  readonly claimed: Minor;
}

/**
 * Goods not billed yet go back first: nothing is owed for them. The others are claimed at the bill's price, the cumulative
 * share less what earlier returns took, so that parts of any size add up to the bill. Source: DOMAIN §5 "purchase return".
 */
export function returnFigures(line: ReturnableLine, back: Quantity): ReturnedFigures {
  const unbilled = quantity(Math.min(back, line.unbilled));
  const accrued = unbilled === 0 ? minor(0) : part(line.unbilledValue, unbilled, line.unbilled);
  const billed = back - unbilled;
  const share = (of: Exclude<keyof BilledPart, 'quantity'>): Minor =>
    billed === 0 ? minor(0) : shareOf(line.billed[of], line.returnedBilled.quantity + billed, line.billed.quantity, line.returnedBilled[of]);
  const [net, tax, inputTax] = [share('net'), share('tax'), share('inputTax')];
  return { unbilled, accrued, net, tax, inputTax, reverseNet: share('reverseNet'), claimed: minor(net + tax) };
}

/** One line of a return as the books see it; `cost` is what its draw took from the layers. */
export interface PostedReturn {
  readonly item: OpenItem;
  readonly accrued: Minor;
  /** Goods billed before they came that go back into transit: a receipt taken back. */
  readonly transit: Minor;
  readonly inputTax: Minor;
  /** Owed on a bill that said no tax, and got back as much: both grow smaller. */
  readonly reverseTax: Minor;
  readonly claimed: Minor;
  readonly cost: Minor;
}

/** Goods leave at what they cost; what is released and claimed differs from it by a loss or gain. Undone with every amount negative. */
export function returnEntry(
  when: When,
  document: { id: number; number: string; supplier: string; kind: 'return' | 'cancelled' },
  claim: { id: number } | null,
  lines: readonly PostedReturn[],
): EntryDraft {
  const sum = (of: (line: PostedReturn) => Minor): Minor => sumMinor(lines.map(of));
  const [cost, claimed, inputTax] = [sum((line) => line.cost), sum((line) => line.claimed), sum((line) => line.inputTax)];
  const reverseTax = sum((line) => line.reverseTax);
  const released = sum((line) => minor(line.accrued + line.transit));
  return entryDraft({
    ...when,
    source: { kind: 'purchaseReturn', id: document.id },
    rule: { id: 'purchasing.return', version: 1 },
    memo: { key: document.kind === 'return' ? 'purchasing.returned' : 'purchasing.receiptCancelled', values: { number: document.number, supplier: document.supplier } },
    terms: { cost, claimed, inputTax, lines: lines.map(({ item, ...figures }) => ({ kind: item.kind, id: item.id, ...figures })) },
    legs: [
      ...lines.flatMap((line) => [debit('goodsReceivedNotInvoiced', line.accrued, { item: line.item }), debit('goodsInTransit', line.transit, { item: line.item })]),
      ...(claim ? [debit('supplierClaims', claimed, { item: { kind: 'supplierClaim', id: claim.id } })] : []),
      debit('stockLossPurchaseReturn', minor(cost + inputTax - claimed - released)),
      credit('inventory', cost),
      credit('inputTax', minor(inputTax + reverseTax)),
      debit('outputTax', reverseTax),
    ],
  });
}
