import type { Tracking } from '../inventory/lot.rules.ts';
import type { RefusalData } from '../refusal/refusal.ts';
import type { Day } from '../units/day.ts';
import { type Quantity, quantity } from '../units/quantity.ts';

/** A lot, or a piece by its number, that was scanned for a line. */
export interface NamedLot {
  readonly code: string;
  readonly quantity: Quantity;
  /** What of it lies at the counter; null where that is kept from who asks. */
  readonly there: Quantity | null;
}

export interface ScannedForSale {
  readonly code: string | null;
  readonly found: { readonly id: number; readonly tracking: Tracking; readonly quantity: Quantity } | null;
  readonly lots: readonly {
    readonly variantId: number;
    readonly code: string;
    readonly tracking: Tracking;
    readonly held: boolean;
    readonly daysLeft: number | null;
    readonly expiresOn: Day | null;
    readonly onHand?: Quantity | undefined;
    readonly atCounter?: Quantity | undefined;
  }[];
}

export interface TakenForSale {
  readonly variantId: number;
  readonly quantity: Quantity;
  readonly lot: NamedLot | null;
}

/** Goods go on the sale, their number is asked for, they are refused, or the code is something else. */
export type SaleScan = { take: TakenForSale } | { askNumberOf: number } | { refusal: RefusalData } | { nothing: true };

/**
 * What a scan puts on a sale. A piece is the one in the hand, so a number that is not here is refused; goods of a lot nobody
 * knows are in the hand all the same and their lot is chosen by the rule. @param asked whose number was asked for
 */
export function saleScan({ code, found, lots }: ScannedForSale, asked: number | null, namedOf: (variantId: number) => readonly NamedLot[]): SaleScan {
  const known = found ? lots : lots.length > 1 ? lots.filter((lot) => lot.variantId === asked) : lots;
  const [lot] = known;
  const variantId = found?.id ?? lot?.variantId ?? asked;
  const tracking = found?.tracking ?? lot?.tracking ?? 'serial';
  if (!found && !lot && lots.length > 1) return { refusal: { code: 'serial.ofSeveral', details: { code: code ?? '' } } };
  if (variantId === null) return { nothing: true };
  if (tracking === 'none') return found ? { take: { variantId, quantity: found.quantity, lot: null } } : { nothing: true };
  if (code === null) return found && tracking === 'lot' ? { take: { variantId, quantity: found.quantity, lot: null } } : { askNumberOf: variantId };
  const stopped = lot && stoppedBecause(lot);
  if (stopped) return { refusal: stopped };
  const count = tracking === 'serial' ? quantity(1000) : (found?.quantity ?? quantity(1000));
  const there = lot ? (lot.atCounter ?? null) : quantity(0);
  if (tracking === 'lot') {
    const already = namedOf(variantId).reduce((sum, one) => sum + (one.code === code ? one.quantity : 0), 0);
    return { take: { variantId, quantity: count, lot: there !== null && there < already + count ? null : { code, quantity: count, there } } };
  }
  if (namedOf(variantId).some((one) => one.code === code)) return { refusal: { code: 'serial.twice', details: { code } } };
  if (lot && lot.onHand !== undefined && lot.onHand <= 0) return { refusal: { code: 'serial.gone', details: { code } } };
  if (there !== null && there <= 0) return { refusal: { code: 'serial.notHere', details: { code } } };
  return { take: { variantId, quantity: count, lot: { code, quantity: count, there } } };
}

/** Recalled goods and goods past their day go to no customer. */
function stoppedBecause({ held, code, daysLeft, expiresOn }: ScannedForSale['lots'][number]): RefusalData | undefined {
  if (held) return { code: 'lot.held', details: { code } };
  if (daysLeft !== null && daysLeft < 0) return { code: 'lot.expired', details: { code, expiresOn: expiresOn ?? '' } };
  return undefined;
}

/** One more piece or lot on a line; the same lot once. */
export function withNamed(lots: readonly NamedLot[], more: NamedLot | null): NamedLot[] {
  if (!more) return [...lots];
  if (!lots.some((lot) => lot.code === more.code)) return [...lots, more];
  return lots.map((lot) => (lot.code === more.code ? { ...lot, quantity: quantity(lot.quantity + more.quantity) } : lot));
}

/** A quantity typed over a line of one lot is of that lot, as far as it lies there. */
export function namedAfterTyping(lots: readonly NamedLot[], tracking: Tracking, typed: Quantity | null): NamedLot[] {
  const [only, ...others] = lots;
  if (tracking !== 'lot' || !only || others.length > 0 || typed === null || typed <= 0) return [...lots];
  return only.there !== null && only.there < typed ? [] : [{ ...only, quantity: typed }];
}

const sumOf = (lots: readonly NamedLot[]): number => lots.reduce((sum, lot) => sum + lot.quantity, 0);

/** What the sale says of a line: its lots where they are all of it. */
export const lotsSold = (lots: readonly NamedLot[], sold: Quantity): { lots?: { code: string; quantity: Quantity }[] } =>
  lots.length > 0 && sumOf(lots) === sold ? { lots: lots.map(({ code, quantity: count }) => ({ code, quantity: count })) } : {};

/** Over the counter each piece that is followed by number is named: the one in the hand, not one like it. */
export function numbersMissing(line: { tracking: Tracking; quantity: Quantity | null; lots: readonly NamedLot[] }): RefusalData | undefined {
  if (line.tracking !== 'serial' || sumOf(line.lots) === (line.quantity ?? 0)) return undefined;
  return { code: 'serial.needed', details: { named: sumOf(line.lots), asked: line.quantity ?? 0 } };
}
