import { mulDiv } from '../../shared/units/mul-div.ts';
import type { Gone } from './goods-model.ts';
import type { Position } from './lots-model.ts';

export interface OrderedLine {
  readonly id: number;
  readonly orderId: number;
  readonly variantId: number;
  /** In ten-thousandths of a yuan a piece. */
  readonly price: number;
  readonly ordered: number;
  cancelled: number;
  /** Received towards the order, and beyond it. */
  received: number;
  over: number;
  readonly receipts: ReceivedLine[];
  /** Billed before it came: oldest bill first. */
  readonly coming: Coming[];
}

export interface Coming {
  readonly bill: Bill;
  quantity: number;
  net: number;
  tax: number;
}

/** A bill's part of a received line. */
export interface Matched {
  readonly bill: Bill;
  readonly line: ReceivedLine;
  readonly quantity: number;
  readonly net: number;
  readonly tax: number;
  readonly accrued: number;
  /** Into the goods it was for, or into price variance. */
  readonly difference: number;
  readonly toGoods: boolean;
  readonly before: boolean;
}

export interface ReceivedLine {
  readonly id: number;
  readonly receiptId: number;
  readonly ordered: OrderedLine | undefined;
  readonly variantId: number;
  readonly place: { readonly locationId: number; readonly binId?: number };
  readonly held: number;
  readonly fact: number;
  readonly when: Position;
  readonly quantity: number;
  readonly over: number;
  readonly value: number;
  unbilled: number;
  unbilledValue: number;
  returned: number;
  cancelled: boolean;
  readonly matched: Matched[];
  readonly returns: Returned[];
}

export interface Returned {
  readonly id: number;
  readonly claim: number | null;
  readonly line: ReceivedLine;
  readonly gone: Gone;
  readonly unbilled: number;
  readonly accrued: number;
  readonly net: number;
  readonly tax: number;
  readonly billed: number;
  cancelled: boolean;
}

export interface Bill {
  readonly id: number;
  readonly net: number;
  readonly tax: number;
  readonly ordered: OrderedLine | undefined;
  /** What of it was still to come when it was written, and what came since. */
  readonly transit: number;
  readonly transitNet: number;
  readonly matched: Matched[];
  /** Whether it is about freight, which has no goods. */
  readonly freight: boolean;
  open: number;
  cancelled: boolean;
}

export interface Payment {
  readonly id: number;
  readonly bill: Bill;
  readonly amount: number;
  cancelled: boolean;
}

export interface Landed {
  readonly id: number;
  readonly parts: { readonly line: ReceivedLine; readonly measure: number; readonly amount: number }[];
  readonly amount: number;
  bill: Bill | undefined;
  cancelled: boolean;
}

export class PurchaseModel {
  readonly ordered: OrderedLine[] = [];
  readonly received: ReceivedLine[] = [];
  readonly bills: Bill[] = [];
  readonly payments: Payment[] = [];
  readonly landed: Landed[] = [];
  papers = 0;

  returns(): Returned[] {
    return this.received.flatMap((line) => line.returns);
  }
}

/** What the books know a received line by: its order's line, or the receipt of goods nobody ordered. */
export const itemOf = (line: Pick<ReceivedLine, 'ordered' | 'receiptId'>): string => (line.ordered ? `purchaseOrderLine|${line.ordered.id}` : `goodsReceipt|${line.receiptId}`);

export const stillOpen = (line: OrderedLine): number => line.ordered - line.received - line.cancelled;
export const standing = (line: OrderedLine): ReceivedLine[] => line.receipts.filter(({ cancelled }) => !cancelled);

/** Price × quantity of all that came of a line by now, less what came before: parts of any size make the whole. */
export function worthOfArrival(line: OrderedLine, arrived: number): number {
  const before = standing(line);
  const reached = before.reduce((sum, one) => sum + one.quantity, arrived);
  return mulDiv(line.price, reached, 100_000) - before.reduce((sum, one) => sum + one.value, 0);
}

/** What goes back: first what no bill is for, the rest at its bills' price, cumulative share less what went before. */
export function goingBack(line: ReceivedLine, back: number): Pick<Returned, 'unbilled' | 'accrued' | 'net' | 'tax' | 'billed'> {
  const unbilled = Math.min(back, line.unbilled);
  const billed = back - unbilled;
  const bills = line.matched.filter(({ bill }) => !bill.cancelled);
  const before = line.returns.filter(({ cancelled }) => !cancelled);
  const sum = <T>(list: readonly T[], of: (one: T) => number): number => list.reduce((total, one) => total + of(one), 0);
  const share = (of: 'net' | 'tax'): number => {
    if (billed === 0) return 0;
    return mulDiv(sum(bills, (one) => one[of]), sum(before, (one) => one.billed) + billed, sum(bills, (one) => one.quantity)) - sum(before, (one) => one[of]);
  };
  return { unbilled, billed, accrued: unbilled === 0 ? 0 : mulDiv(line.unbilledValue, unbilled, line.unbilled), net: share('net'), tax: share('tax') };
}
