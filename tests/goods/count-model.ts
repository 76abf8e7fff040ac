import type { Seen, Spot } from './goods-model.ts';

export interface Scan {
  readonly at: number;
  readonly quantity: number;
  readonly userId: number;
  /** The lot or serial number it read. */
  readonly code?: string;
}

export interface CountLine {
  readonly id: number;
  readonly spot: Spot;
  readonly scans: Scan[];
  excluded: boolean;
  /** The difference that was accepted, lot by lot where there are lots. */
  accepted: string | undefined;
  /** What somebody said of goods whose label nobody read. */
  named: readonly { code: string; quantity: number }[];
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
  readonly code?: string | undefined;
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

export interface LotDiffers {
  readonly code: string;
  readonly variance: number;
}

export interface Differs {
  readonly variance: number;
  /** Of goods that are followed: what differs, in the order in which goods leave. */
  readonly lots?: readonly LotDiffers[];
  readonly unread?: number;
  readonly stale?: boolean;
}

interface Shelf {
  readonly pieces: boolean;
  readonly scans: readonly Scan[];
  readonly named: readonly { code: string; quantity: number }[];
  readonly seen: readonly { code: string | undefined; at: number; quantity: number; correction: boolean }[];
  /** Lots in the order in which goods leave, and how many of each the book has there now. */
  readonly order: readonly string[];
  readonly now: (code: string) => number;
}

/**
 * The same lot by lot. What is missing may be what left without a lot; goods without a label are what the book still has, where
 * that can be one thing only; a piece is one, and where the book has let it go or found it since there is no difference.
 */
export function lotsOf({ pieces, scans, named, seen, order, now }: Shelf): Differs {
  const read = new Set<string>();
  const counts = scans.toSorted((a, b) => a.at - b.at).map((scan) => {
    const again = pieces && scan.code !== undefined && read.has(scan.code);
    if (scan.code !== undefined) read.add(scan.code);
    return again ? { ...scan, quantity: 0 } : scan;
  });
  const [first = 0, last = 0] = [counts[0]?.at, counts.at(-1)?.at];
  const upTo = (at: number, wanted: (scan: Scan) => boolean): number => counts.filter((scan) => scan.at < at && wanted(scan)).reduce((sum, scan) => sum + scan.quantity, 0);
  const [counted, book, gone] = [new Map<string, number>(), new Map<string, number>(), new Map<string, number>()];
  const plus = (sums: Map<string, number>, code: string, amount: number): void => void sums.set(code, (sums.get(code) ?? 0) + amount);
  for (const { code = '', quantity } of counts) plus(counted, code, quantity);
  let goneInAll = 0;
  for (const { code = '', at, quantity, correction } of seen.toSorted((a, b) => a.at - b.at)) {
    if (!correction && at > last) continue;
    plus(book, code, quantity);
    if (correction || at <= first || quantity > 0) continue;
    const reach = upTo(at, () => true) - goneInAll;
    const own = code === '' ? 0 : Math.min(-quantity, reach, upTo(at, (scan) => scan.code === code) - (gone.get(code) ?? 0));
    const bare = Math.min(-quantity - own, reach - own, upTo(at, (scan) => scan.code === undefined) - (gone.get('') ?? 0));
    const stillCounted = code === '' ? Math.min(-quantity, reach) : own + bare;
    plus(book, code, stillCounted);
    goneInAll += stillCounted;
    plus(gone, '', bare);
    if (code === '') continue;
    plus(gone, code, own);
    plus(counted, code, bare);
    plus(counted, '', -bare);
  }
  const over = (code: string): number => (counted.get(code) ?? 0) - (book.get(code) ?? 0);
  let open = over('');
  for (const code of order) {
    const explained = Math.min(Math.max(0, -(book.get('') ?? 0)), Math.max(0, -over(code)));
    plus(book, code, -explained);
    plus(book, '', explained);
    open -= explained;
  }
  const sum = (some: readonly { quantity: number }[]): number => some.reduce((all, one) => all + one.quantity, 0);
  const fits = sum(named) === open && !(pieces && named.some(({ code }) => (counted.get(code) ?? 0) > 0));
  if (fits) for (const { code, quantity } of named) plus(counted, code, quantity);
  if (fits) open = 0;
  const missing = order.filter((code) => over(code) < 0);
  const wanted = missing.reduce((all, code) => all - over(code), 0);
  if (open > 0 && (open === wanted || (open < wanted && missing.length === 1))) {
    for (const code of missing) {
      const given = Math.min(open, -over(code));
      plus(counted, code, given);
      open -= given;
    }
  }
  if (pieces && open === 0) for (const code of new Set([...order, ...counted.keys()])) if ((over(code) < 0 && now(code) === 0) || (over(code) > 0 && now(code) > 0)) plus(book, code, over(code));
  const known = [...order, ...[...new Set(counted.keys())].filter((code) => code !== '' && !order.includes(code)).toSorted()];
  const lots = known.map((code): LotDiffers => ({ code, variance: over(code) })).filter(({ variance }) => variance !== 0);
  const variance = lots.reduce((all, one) => all + one.variance, open);
  return { variance, lots, unread: Math.max(0, open), stale: open < 0 || (open === 0 && lots.some(({ code, variance: differs }) => -differs > now(code))) };
}
