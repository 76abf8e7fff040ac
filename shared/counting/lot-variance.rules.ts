import { byExpiry, type LotStock } from '../inventory/lot.rules.ts';
import type { Day } from '../units/day.ts';
import { type Quantity, quantity } from '../units/quantity.ts';
import type { CountedAt, CountResult, MovedAt } from './variance.rules.ts';

/** A scan with the lot or serial number it read, null where it read none. */
export interface LotCountedAt extends CountedAt {
  readonly code: string | null;
  readonly expiresOn: Day | null;
}

/** A part of a movement, null where nobody has said of which lot: a counter may sell so. */
export interface LotMovedAt extends MovedAt {
  readonly code: string | null;
}

/** A lot as the book has it at a place: when counting began, and now. */
export interface LotInBook {
  readonly lotId: number;
  readonly code: string;
  readonly expiresOn: Day | null;
  readonly frozen: Quantity;
  readonly now: Quantity;
}

export interface LotsCounted {
  /** Each lot is one piece. */
  readonly pieces: boolean;
  /** What the book said of the line when counting began, goods without a lot included. */
  readonly frozen: Quantity;
  readonly lots: readonly LotInBook[];
  readonly scans: readonly LotCountedAt[];
  readonly moved: readonly LotMovedAt[];
  /** What people said afterwards of goods whose label nobody read. */
  readonly named: readonly { readonly code: string; readonly quantity: Quantity; readonly expiresOn?: Day }[];
}

/** One lot of a line, or one piece of it. */
export interface LotResult {
  readonly code: string;
  readonly expiresOn: Day | null;
  readonly counted: Quantity;
  readonly book: Quantity;
  readonly variance: Quantity;
}

export interface LotsResult extends CountResult {
  readonly lots: readonly LotResult[];
  /** Counted goods that somebody has to name before anything is posted; their lots' differences mean nothing until then. */
  readonly unread: Quantity;
  /** What was missing has left by the book since: only a new count can tell. */
  readonly stale: boolean;
}

interface Tally {
  readonly stock: LotStock;
  readonly now: number;
  counted: number;
  book: number;
  /** Of the goods scanned so far those that have left again. */
  left: number;
}

/**
 * What a count of one line says of each of its lots or pieces: as countResult, lot by lot. A piece scanned twice is one piece.
 *
 * Goods whose label nobody read are of no lot until it follows from the rest: where they are as many as the book still has, they
 * are those; where the book still has one lot only, what is missing is of it; else somebody says. Goods that a counter sold and
 * nobody has named yet are missing from some lot, so they explain what is missing, what expires first before the rest.
 */
export function countByLot({ pieces, frozen, lots, scans, moved, named }: LotsCounted): LotsResult {
  const tallies = new Map<string, Tally>();
  const tally = (code: string, expiresOn: Day | null = null, known?: LotInBook): Tally => {
    const found = tallies.get(code) ?? { stock: emptyLot(code, expiresOn, known?.lotId), now: known?.now ?? 0, counted: 0, book: known?.frozen ?? 0, left: 0 };
    tallies.set(code, found);
    return found;
  };
  for (const lot of lots) tally(lot.code, lot.expiresOn, lot);
  const counts = onePieceOnce(scans.toSorted((a, b) => a.at - b.at), pieces);
  for (const { code, expiresOn, quantity: count } of counts) if (code !== null) tally(code, expiresOn).counted += count;
  const unread = { counted: sum(counts.filter(({ code }) => code === null)), book: frozen - lots.reduce((all, lot) => all + lot.frozen, 0), left: 0 };
  const movedMeanwhile = netMovements(counts, moved, (code) => (code === null ? unread : tally(code)), unread);
  const inOrder = () => [...tallies.values()].toSorted((a, b) => byExpiry(a.stock, b.stock) || (a.stock.code < b.stock.code ? -1 : 1));
  const open = explainUnnamed(inOrder(), unread);
  const fits = sum(named) === open && !(pieces && named.some(({ code }) => (tallies.get(code)?.counted ?? 0) > 0));
  if (fits) for (const { code, quantity: count, expiresOn } of named) tally(code, expiresOn ?? null).counted += count;
  const left = fits ? 0 : nameByRest(inOrder(), open);
  const settled = inOrder();
  if (left === 0 && pieces) for (const one of settled) leaveToBook(one);
  const counted = sum(counts);
  const variance = settled.reduce((all, one) => all + one.counted - one.book, left) - Math.max(0, unread.book);
  return {
    counted: quantity(counted),
    book: quantity(counted - variance),
    variance: quantity(variance),
    movedMeanwhile,
    lots: settled.filter((one) => one.counted !== 0 || one.book !== 0).map(resultOf),
    unread: quantity(left),
    stale: unread.book > 0 || (left === 0 && settled.some((one) => one.book - one.counted > Math.max(0, one.now))),
  };
}

const emptyLot = (code: string, expiresOn: Day | null, lotId = Number.MAX_SAFE_INTEGER): LotStock => ({ lotId, code, expiresOn, held: false, onHand: quantity(0), onHold: quantity(0) });

const sum = (parts: readonly { readonly quantity: Quantity }[]): number => parts.reduce((all, part) => all + part.quantity, 0);

function onePieceOnce(counts: readonly LotCountedAt[], pieces: boolean): readonly LotCountedAt[] {
  if (!pieces) return counts;
  const seen = new Set<string>();
  return counts.map((scan) => {
    const again = scan.code !== null && scan.quantity > 0 && seen.has(scan.code);
    if (scan.code !== null && scan.quantity > 0) seen.add(scan.code);
    return again ? { ...scan, quantity: quantity(0) } : scan;
  });
}

type Side = Pick<Tally, 'counted' | 'book' | 'left'>;

/** Nets what moved around the scans, each lot by itself; what left amid them was of the lot's own scans, else of unread ones. */
function netMovements(counts: readonly LotCountedAt[], moved: readonly LotMovedAt[], sideOf: (code: string | null) => Side, unread: Side): boolean {
  const [first, last] = [counts[0]?.at ?? 0, counts.at(-1)?.at ?? 0];
  const scannedBy = (code: string | null, at: number): number => sum(counts.filter((scan) => scan.code === code && scan.at < at));
  let movedMeanwhile = false;
  let gone = 0;
  for (const { at, quantity: change, correction, code } of moved.toSorted((a, b) => a.at - b.at)) {
    const side = sideOf(code);
    const between = !correction && at > first && at <= last;
    movedMeanwhile ||= between;
    if (correction || at <= first || (between && change >= 0)) side.book += change;
    else if (between) {
      const reach = sum(counts.filter((scan) => scan.at < at)) - gone;
      const own = code === null ? 0 : Math.min(-change, scannedBy(code, at) - side.left, reach);
      const ofUnread = Math.min(-change - own, scannedBy(null, at) - unread.left, reach - own);
      const netted = code === null ? Math.min(-change, reach) : own + ofUnread;
      gone += netted;
      unread.left += ofUnread;
      side.book += change + netted;
      if (code === null) continue;
      side.left += own;
      // Counted without a label and gone by the book since: now it is known what it was.
      side.counted += ofUnread;
      unread.counted -= ofUnread;
    }
  }
  return movedMeanwhile;
}

/** Sets goods that left without a lot against what is missing. Answers how many counted goods nobody can place yet. */
function explainUnnamed(lots: readonly Tally[], unread: Side): number {
  let owed = Math.max(0, -unread.book);
  for (const one of lots) {
    const explained = Math.min(owed, Math.max(0, one.book - one.counted));
    one.book -= explained;
    owed -= explained;
  }
  const ofNoLot = Math.min(unread.counted, Math.max(0, unread.book));
  unread.book = Math.max(0, unread.book) - ofNoLot;
  return unread.counted - ofNoLot + owed;
}

/** Gives unread goods to what the book still has, where that can be one thing only. Answers how many are left over. */
function nameByRest(lots: readonly Tally[], open: number): number {
  const missing = lots.filter((one) => one.book > one.counted);
  const wanted = missing.reduce((all, one) => all + one.book - one.counted, 0);
  if (open !== wanted && (missing.length !== 1 || open > wanted)) return open;
  let left = open;
  for (const one of missing) {
    const given = Math.min(left, one.book - one.counted);
    one.counted += given;
    left -= given;
  }
  return left;
}

/** Where the book has found a piece, or let one go, since it was counted, nothing differs any more: a piece is one. */
function leaveToBook(one: Tally): void {
  const differs = one.counted - one.book;
  if ((differs < 0 && one.now <= 0) || (differs > 0 && one.now > 0)) one.book = one.counted;
}

const resultOf = ({ stock: { code, expiresOn }, counted, book }: Tally): LotResult => ({
  code,
  expiresOn,
  counted: quantity(counted),
  book: quantity(book),
  variance: quantity(counted - book),
});
