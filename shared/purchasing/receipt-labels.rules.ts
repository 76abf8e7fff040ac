import { gs1Text, type LabelItem } from '../catalog/label.contract.ts';
import type { Day } from '../units/day.ts';
import { type Quantity, quantity } from '../units/quantity.ts';

/** What came of one variant, or of one lot of it. */
export interface Arrived {
  variantId: number;
  quantity: Quantity;
  /** What went back of it: a whole line's goods, whatever lots they were of. */
  returned: Quantity;
  lot: { code: string; expiresOn: Day | null; piece: boolean } | null;
}

/** As many labels as one variant may have at once. */
const most = 1000;

/** One label for each piece that stayed; a part of a unit is a piece of goods too. What a lot is called stands on it where GS1 can carry it. */
export function labelsOfArrivals(arrivals: readonly Arrived[]): LabelItem[] {
  return arrivals
    .map(({ variantId, quantity: came, returned, lot }) => ({ variantId, stayed: quantity(came - returned), marks: marksOf(lot) }))
    .filter(({ stayed }) => stayed > 0)
    .map(({ variantId, stayed, marks }) => ({ variantId, copies: Math.min(most, Math.ceil(stayed / 1000)), ...marks }));
}

function marksOf(lot: Arrived['lot']): Omit<LabelItem, 'variantId' | 'copies'> {
  if (!lot || !gs1Text.test(lot.code)) return {};
  return { ...(lot.piece ? { serial: lot.code } : { lot: lot.code }), ...(lot.expiresOn !== null && { expiresOn: lot.expiresOn }) };
}
