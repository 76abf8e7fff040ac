import { type Quantity, quantity } from '../units/quantity.ts';

/** Units of one order line that are set aside where the wave is picked. */
export interface WantedLine {
  orderLineId: number;
  variantId: number;
  quantity: Quantity;
}

/** What lies free in one bin of one variant. */
export interface BinStock {
  variantId: number;
  binId: number;
  free: number;
}

export interface PickPart extends WantedLine {
  /** Null is the open floor. */
  binId: number | null;
}

/**
 * Says from which bins wanted goods are taken: each line from one bin where one has enough of it, of these the emptiest, so that
 * shelves become free; else from the fullest on. What lies in no bin is taken from the floor. No unit is promised twice.
 */
export function assignBins(wanted: readonly WantedLine[], stock: readonly BinStock[]): PickPart[] {
  const bins = Map.groupBy(stock.filter(({ free }) => free > 0).map((bin) => ({ ...bin })), ({ variantId }) => variantId);
  // The large lines choose first: a small one finds room behind them more easily than the other way round.
  const order = wanted.toSorted((a, b) => b.quantity - a.quantity || a.orderLineId - b.orderLineId);
  return order.flatMap((line) => takeFrom(line, bins.get(line.variantId) ?? []));
}

function takeFrom(line: WantedLine, bins: BinStock[]): PickPart[] {
  const whole = bins.filter(({ free }) => free >= line.quantity).toSorted((a, b) => a.free - b.free)[0];
  const parts: PickPart[] = [];
  let left: number = line.quantity;
  for (const bin of whole ? [whole] : bins.toSorted((a, b) => b.free - a.free)) {
    const taken = Math.min(left, bin.free);
    if (taken <= 0) continue;
    bin.free -= taken;
    left -= taken;
    parts.push({ ...line, binId: bin.binId, quantity: quantity(taken) });
  }
  return left > 0 ? [...parts, { ...line, binId: null, quantity: quantity(left) }] : parts;
}

/** Why an order is not in a wave. */
export const leftOutReasons = ['finished', 'onHold', 'unpaid', 'notApproved', 'inWave', 'nothingHere'] as const;
export type LeftOutReason = (typeof leftOutReasons)[number];

export interface PickProgress {
  quantity: number;
  picked: number;
  short: number;
  dropped: number;
  packed: number;
  shipped: number;
}

/** Still to be taken from the shelf. */
export const toPick = (line: PickProgress): number => Math.max(0, line.quantity - line.short - line.dropped - line.picked);
/** Picked, wanted, and in no parcel yet. */
export const toPack = (line: PickProgress): number => Math.max(0, Math.min(line.picked, line.quantity - line.short - line.dropped) - line.packed);
/** Picked for an order that does not want it any more. */
export const toPutBack = (line: PickProgress): number => Math.max(0, line.picked - line.shipped - Math.max(line.packed - line.shipped, line.quantity - line.short - line.dropped - line.shipped));
/** Neither short, dropped nor shipped. */
export const stillOpen = (line: PickProgress): number => line.quantity - line.short - line.dropped - line.shipped;
