import type { Quantity } from '../units/quantity.ts';

/** What may lie behind a difference. Hints: none of them ever changes a number. */
export type Cause =
  | { readonly kind: 'neighbour'; readonly binId: number | null; readonly variance: Quantity }
  | { readonly kind: 'caseAsEach'; readonly pack: Quantity; readonly scans: number }
  | { readonly kind: 'swapped'; readonly variantId: number; readonly variance: Quantity }
  | { readonly kind: 'shipment'; readonly sourceId: number; readonly quantity: Quantity }
  | { readonly kind: 'movedMeanwhile' };

export interface Suspicion {
  readonly variance: Quantity;
  readonly movedMeanwhile: boolean;
  /** The same goods in other bins of this count. */
  readonly elsewhere: readonly { readonly binId: number | null; readonly variance: Quantity }[];
  /** Other goods of this bin, those of the same product first. */
  readonly beside: readonly { readonly variantId: number; readonly variance: Quantity }[];
  /** Barcodes of the goods that stand for more than one. */
  readonly packs: readonly Quantity[];
  /** Shipments of the goods since their last count, newest first. */
  readonly shipments: readonly { readonly sourceId: number; readonly quantity: Quantity }[];
}

/** The likeliest causes of a difference, the likeliest first. */
export function likelyCauses(seen: Suspicion): Cause[] {
  const { variance } = seen;
  const cancels = (other: { readonly variance: Quantity }): boolean => other.variance === -variance;
  const causes: (Cause | undefined)[] = [
    ...seen.elsewhere.filter(cancels).map((other) => ({ kind: 'neighbour' as const, ...other })),
    ...seen.packs.map((pack) => caseAsEach(variance, pack)),
    ...seen.beside.filter(cancels).map((other) => ({ kind: 'swapped' as const, ...other })),
    ...seen.shipments.filter(({ quantity: left }) => Math.abs(left) === Math.abs(variance)).map((one) => ({ kind: 'shipment' as const, ...one })),
    seen.movedMeanwhile ? { kind: 'movedMeanwhile' as const } : undefined,
  ];
  return causes.filter((cause) => cause !== undefined).slice(0, 4);
}

/** A case of twelve scanned as one is eleven missing; an item scanned as a case is eleven too many. */
function caseAsEach(variance: Quantity, pack: Quantity): Cause | undefined {
  const each = pack - 1000;
  if (each <= 0 || variance % each !== 0) return undefined;
  return { kind: 'caseAsEach', pack, scans: Math.abs(variance / each) };
}
