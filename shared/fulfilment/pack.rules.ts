import { type Quantity, quantity } from '../units/quantity.ts';
import { type PickProgress, toPack } from './wave.rules.ts';

/** What came of a scan at the packing table. */
export const packOutcomes = ['packed', 'wrong', 'tooMany', 'unknown', 'takenOut'] as const;
export type PackOutcome = (typeof packOutcomes)[number];

export interface PackableLine extends PickProgress {
  id: number;
  variantId: number;
}

export type Packing = { outcome: 'packed'; parts: { pickLineId: number; quantity: Quantity }[] } | { outcome: 'wrong' | 'tooMany' };

/** Into which lines of its tote a scanned piece goes: all of the scan or nothing of it. Goods nobody ordered here are wrong. */
export function packInto(lines: readonly PackableLine[], scanned: { variantId: number; quantity: Quantity }): Packing {
  const same = lines.filter((line) => line.variantId === scanned.variantId);
  // What was ordered and is not to be packed any more (shipped, dropped, enough) is one too many, not something else.
  if (same.length === 0) return { outcome: 'wrong' };
  let left: number = scanned.quantity;
  const parts = same.flatMap((line) => {
    const taken = Math.min(left, toPack(line));
    left -= taken;
    return taken > 0 ? [{ pickLineId: line.id, quantity: quantity(taken) }] : [];
  });
  return left > 0 ? { outcome: 'tooMany' } : { outcome: 'packed', parts };
}
