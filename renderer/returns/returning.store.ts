import { create } from 'zustand';
import { persist } from 'zustand/middleware';
import type { OutcomeKind } from '../ui/scan/scan-outcome.tsx';

/** One scan as it was taken, or why it was not. `lot` is the serial number or lot of the piece, where it was read. */
export interface ReturnedScan {
  readonly id: number;
  readonly kind: OutcomeKind;
  readonly item: string;
  readonly orderLineId: number | null;
  /** Thousandths, as quantities are stored. */
  readonly count: number;
  readonly lot: string | null;
}

interface Returning {
  /** By order: what is scanned and not taken in yet survives a closed window. */
  readonly scans: Readonly<Record<number, readonly ReturnedScan[]>>;
  add(orderId: number, scan: Omit<ReturnedScan, 'id'>): void;
  undo(orderId: number): void;
  clear(orderId: number): void;
}

const none: readonly ReturnedScan[] = [];

export const useReturning = create<Returning>()(
  persist(
    (set, get) => ({
      scans: {},
      add: (orderId, scan) => {
        const before = get().scans[orderId] ?? none;
        set({ scans: { ...get().scans, [orderId]: [...before, { ...scan, id: (before.at(-1)?.id ?? 0) + 1 }] } });
      },
      undo: (orderId) => {
        const before = get().scans[orderId] ?? none;
        const last = before.findLastIndex((scan) => scan.orderLineId !== null);
        set({ scans: { ...get().scans, [orderId]: before.filter((_, index) => index !== last) } });
      },
      clear: (orderId) => set({ scans: Object.fromEntries(Object.entries(get().scans).filter(([id]) => Number(id) !== orderId)) }),
    }),
    { name: 'shopwright.returning' },
  ),
);

export const scansOf = (orderId: number): readonly ReturnedScan[] => useReturning.getState().scans[orderId] ?? none;
export const useScansOf = (orderId: number): readonly ReturnedScan[] => useReturning((returning) => returning.scans[orderId] ?? none);

export const countOf = (scans: readonly ReturnedScan[], orderLineId?: number): number =>
  scans.reduce((sum, scan) => sum + (scan.orderLineId !== null && (orderLineId === undefined || scan.orderLineId === orderLineId) ? scan.count : 0), 0);
