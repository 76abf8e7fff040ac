import { create } from 'zustand';
import { persist } from 'zustand/middleware';
import { type Quantity, quantity } from '../../shared/units/quantity.ts';

export interface InHand {
  readonly variantId: number;
  readonly name: string;
  readonly sku: string;
  readonly quantity: Quantity;
  readonly lot?: string;
}

/** Goods that one scan put into a bin, so that one key takes them back. */
export interface MovedGoods {
  readonly variantId: number;
  readonly quantity: Quantity;
  readonly locationId: number;
  readonly fromBinId: number | null;
  readonly toBinId: number;
  readonly lot?: string;
}

interface Hand {
  readonly fromBinId: number | null;
  readonly items: readonly InHand[];
  /** The last round, newest of all. */
  readonly moved: readonly MovedGoods[];
  takeFrom(binId: number | null): void;
  take(item: InHand): void;
  setLast(amount: Quantity): void;
  dropLast(): void;
  settle(moved: readonly MovedGoods[]): void;
  putBack(): void;
}

/**
 * What somebody carries between two bins. Each scan is kept on this machine at once: a restart or an empty battery finds the
 * hand as it was, and goods are booked when they lie in their new bin.
 */
export const useHand = create<Hand>()(
  persist(
    (set) => ({
      fromBinId: null,
      items: [],
      moved: [],
      takeFrom: (fromBinId) => set({ fromBinId, items: [] }),
      take: (item) => set(({ items }) => ({ items: [...items, item], moved: [] })),
      setLast: (amount) => set(({ items }) => ({ items: items.map((item, at) => (at === items.length - 1 ? { ...item, quantity: amount } : item)) })),
      dropLast: () => set(({ items }) => ({ items: items.slice(0, -1) })),
      settle: (moved) => set({ moved, items: [], fromBinId: null }),
      putBack: () => set({ moved: [] }),
    }),
    { name: 'shopwright.hand' },
  ),
);

/** What is carried of each variant and lot, in the order it was taken: a bin gets one row for each. */
export function carried(items: readonly InHand[]): InHand[] {
  const sums = new Map<string, InHand>();
  for (const item of items) {
    const key = `${item.variantId} ${item.lot ?? ''}`;
    const before = sums.get(key);
    sums.set(key, before ? { ...before, quantity: quantity(before.quantity + item.quantity) } : item);
  }
  return [...sums.values()];
}
