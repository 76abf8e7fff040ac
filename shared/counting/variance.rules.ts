import type { Instant } from '../units/instant.ts';
import { type Quantity, quantity } from '../units/quantity.ts';

/** Goods somebody had in the hand at an instant; zero says "nothing of it stands here". Scans taken back are left out. */
export interface CountedAt {
  readonly at: Instant;
  readonly quantity: Quantity;
}

/**
 * A movement of a line's bin since its book was frozen. A correction (what another count or its reversal posted) says that the
 * book had been wrong: no goods moved when it was written.
 */
export interface MovedAt {
  readonly at: Instant;
  readonly quantity: Quantity;
  readonly correction: boolean;
}

export interface CountResult {
  readonly counted: Quantity;
  /** What the book said of the goods at the instants they were counted. */
  readonly book: Quantity;
  readonly variance: Quantity;
  /** Goods left or came between the first and the last scan, so the result leans on the house rule below. */
  readonly movedMeanwhile: boolean;
}

/**
 * What a count of one line says, whatever was sold or received around it: counted − book at the scan's instant, net of later
 * movements. Source: DOMAIN §3 "Stocktake".
 *
 * Each scan is netted by its own instant. What moved before the first scan is in the book; what moved after the last is not.
 * Between two scans of the same line the house rule printed on the sheet decides: goods leave from the side already counted, as
 * far as it reaches, and what arrives is put on the side still to be counted. So goods that left take from the pieces scanned
 * until then (netted: they were counted and are gone), and goods that came are counted by the scans that follow (in the book).
 */
export function countResult(frozen: Quantity, scans: readonly CountedAt[], movements: readonly MovedAt[]): CountResult {
  const counts = scans.toSorted((a, b) => a.at - b.at);
  const counted = quantity(counts.reduce((sum, scan) => sum + scan.quantity, 0));
  const [first, last] = [counts[0]?.at ?? 0, counts.at(-1)?.at ?? 0];
  let book: number = frozen;
  let leftMeanwhile = 0;
  let movedMeanwhile = false;
  for (const { at, quantity: moved, correction } of movements.toSorted((a, b) => a.at - b.at)) {
    const between = !correction && at > first && at <= last;
    movedMeanwhile ||= between;
    if (correction || at <= first) book += moved;
    else if (between && moved >= 0) book += moved;
    else if (between) {
      const fromCounted = Math.min(-moved, scannedBy(counts, at) - leftMeanwhile);
      leftMeanwhile += fromCounted;
      book += moved + fromCounted;
    }
  }
  return { counted, book: quantity(book), variance: quantity(counted - book), movedMeanwhile };
}

const scannedBy = (counts: readonly CountedAt[], at: Instant): number =>
  counts.reduce((sum, scan) => (scan.at < at ? sum + scan.quantity : sum), 0);

/**
 * The variance several independent counts agree on: one that stands alone, or the first that two of them found. Two that differ
 * need a third (undefined); a third decides, whatever it says.
 */
export function agreed<Result extends Differing>(rounds: readonly Result[]): Result | undefined {
  if (rounds.length <= 1) return rounds[0];
  const twice = rounds.find((one, index) => rounds.slice(0, index).some((earlier) => differenceOf(earlier) === differenceOf(one)));
  return twice ?? (rounds.length >= 3 ? rounds.at(-1) : undefined);
}

/** A difference, and that of each lot where the goods have lots. */
export interface Differing {
  readonly variance: Quantity;
  readonly lots?: readonly { readonly code: string; readonly variance: Quantity }[];
  readonly unread?: Quantity;
}

/** The whole difference as one text: two counts agree, and a decision holds, where it is the same. */
export function differenceOf({ variance, lots, unread = quantity(0) }: Differing): string {
  if (!lots) return String(variance);
  const differing = lots.filter((lot) => lot.variance !== 0).map((lot): [string, Quantity] => [lot.code, lot.variance]);
  return JSON.stringify([variance, unread, ...differing.toSorted(([a], [b]) => (a < b ? -1 : 1))]);
}

/** How much differs: of lots what is missing or what was found, whichever is more, since one does not make up for the other. */
export function sizeOf({ variance, lots }: Differing): Quantity {
  if (!lots) return quantity(Math.abs(variance));
  const side = (sign: 1 | -1): number => lots.reduce((all, lot) => all + Math.max(0, sign * lot.variance), 0);
  return quantity(Math.max(side(1), side(-1), Math.abs(variance)));
}

/** Nothing differs, in all or in any lot. */
export const isEqual = (result: Differing): boolean => sizeOf(result) === 0;
