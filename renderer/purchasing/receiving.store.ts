import { create } from 'zustand';
import { persist } from 'zustand/middleware';
import { type Quantity, quantity } from '../../shared/units/quantity.ts';
import type { OutcomeKind } from '../ui/scan/scan-outcome.tsx';

/** One scan as it was taken, or why it was not. */
export interface ReceivedScan {
  readonly id: number;
  readonly kind: OutcomeKind;
  readonly item: string;
  readonly variantId: number | null;
  readonly quantity: Quantity;
  readonly damaged: boolean;
}

interface Receiving {
  /** By purchase order: what is scanned and not taken in yet survives a closed window. */
  readonly scans: Readonly<Record<number, readonly ReceivedScan[]>>;
  add(orderId: number, scan: Omit<ReceivedScan, 'id'>): void;
  undo(orderId: number): void;
  clear(orderId: number): void;
}

const none: readonly ReceivedScan[] = [];

export const useReceiving = create<Receiving>()(
  persist(
    (set, get) => ({
      scans: {},
      add: (orderId, scan) => {
        const before = get().scans[orderId] ?? none;
        set({ scans: { ...get().scans, [orderId]: [...before, { ...scan, id: (before.at(-1)?.id ?? 0) + 1 }] } });
      },
      undo: (orderId) => set({ scans: { ...get().scans, [orderId]: withoutLast(get().scans[orderId] ?? none) } }),
      clear: (orderId) => set({ scans: Object.fromEntries(Object.entries(get().scans).filter(([id]) => Number(id) !== orderId)) }),
    }),
    { name: 'shopwright.receiving' },
  ),
);

/** The scans of one order. */
export const useScansOf = (orderId: number): readonly ReceivedScan[] => useReceiving((receiving) => receiving.scans[orderId] ?? none);

/** Takes back the last scan that counted. */
function withoutLast(scans: readonly ReceivedScan[]): readonly ReceivedScan[] {
  const last = scans.findLastIndex((scan) => scan.variantId !== null);
  return last < 0 ? scans : scans.filter((_, index) => index !== last);
}

export const totalOf = (scans: readonly ReceivedScan[], of: (scan: ReceivedScan) => boolean): Quantity =>
  quantity(scans.reduce((sum, scan) => sum + (scan.variantId !== null && of(scan) ? scan.quantity : 0), 0));

/** What is received of each variant, damaged pieces named: the lines of the receipt. */
export function arrivalsOf(scans: readonly ReceivedScan[]) {
  const variants = [...new Set(scans.flatMap((scan) => (scan.variantId === null ? [] : [scan.variantId])))];
  return variants.map((variantId) => {
    const damaged = totalOf(scans, (scan) => scan.variantId === variantId && scan.damaged);
    return { variantId, quantity: totalOf(scans, (scan) => scan.variantId === variantId), ...(damaged > 0 && { damaged }) };
  });
}
