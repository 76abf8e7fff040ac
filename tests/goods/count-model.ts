import type { Seen, Spot } from './goods-model.ts';

export interface Scan {
  readonly at: number;
  readonly quantity: number;
  readonly userId: number;
}

export interface CountLine {
  readonly id: number;
  readonly spot: Spot;
  readonly scans: Scan[];
  excluded: boolean;
  accepted: number | undefined;
}

export interface Count {
  readonly id: number;
  readonly lines: CountLine[];
  readonly startedAt: number;
  reviewedAt: number | undefined;
  state: 'counting' | 'review' | 'posted' | 'reversed' | 'abandoned';
}

export interface Finding {
  readonly fact: number;
  readonly variantId: number;
  readonly spot: Spot;
  readonly quantity: number;
  readonly value: number;
}

export class CountModel {
  readonly all: Count[] = [];
  /** Scans by each counter's device, counted from one; a device never uses a number twice. */
  readonly sequences = new Map<number, number>();

  open(): Count | undefined {
    return this.all.find(({ state }) => state === 'counting' || state === 'review');
  }
}

/**
 * What a line has more or less than the book said when it was counted, piece by piece: everything that happened at the place, in
 * its order. What left between two scans leaves from the pieces that were counted already, as far as they reach; what came is
 * put on the side still to be counted. A correction by another count says the book had been wrong all along.
 */
export function varianceOf(scans: readonly Scan[], seen: readonly Seen[]): { counted: number; book: number; variance: number } {
  const order = scans.toSorted((a, b) => a.at - b.at);
  const [first = 0, last = 0] = [order[0]?.at, order.at(-1)?.at];
  const counted = order.reduce((sum, scan) => sum + scan.quantity, 0);
  let book = 0;
  let gone = 0;
  for (const { at, quantity, correction } of seen.toSorted((a, b) => a.at - b.at)) {
    if (!correction && at > last) continue;
    const already = correction || at <= first || quantity > 0 ? 0 : order.reduce((sum, scan) => (scan.at < at ? sum + scan.quantity : sum), 0);
    const ofCounted = Math.min(Math.max(0, -quantity), Math.max(0, already - gone));
    gone += ofCounted;
    book += quantity + ofCounted;
  }
  return { counted, book, variance: counted - book };
}
