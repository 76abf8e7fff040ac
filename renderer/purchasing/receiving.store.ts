import { create } from 'zustand';
import { persist } from 'zustand/middleware';
import type { Tracking } from '../../shared/inventory/lot.rules.ts';
import type { ReceivingStep, SaidOfGoods } from '../../shared/purchasing/receiving.rules.ts';
import { type Quantity, quantity } from '../../shared/units/quantity.ts';
import type { OutcomeKind } from '../ui/scan/scan-outcome.tsx';

/** One scan as it was taken, or why it was not. */
export interface ReceivedScan extends Omit<ReceivingStep, 'variantId' | 'tracking'> {
  readonly id: number;
  readonly kind: OutcomeKind;
  readonly item: string;
  /** What it did in a word, where it counted nothing. */
  readonly says?: string;
  /** Null where nothing was taken. */
  readonly variantId: number | null;
  readonly tracking?: Tracking;
}

type SaidByVariant = Readonly<Record<number, SaidOfGoods>>;

interface Receiving {
  /** By delivery, which is a purchase order or a supplier: what is scanned and not taken in yet survives a closed window. */
  readonly scans: Readonly<Record<string, readonly ReceivedScan[]>>;
  readonly said: Readonly<Record<string, SaidByVariant>>;
  add(delivery: string, scan: Omit<ReceivedScan, 'id'>): void;
  say(delivery: string, variantId: number, said: SaidOfGoods): void;
  undo(delivery: string): void;
  clear(delivery: string): void;
}

const none: readonly ReceivedScan[] = [];
const nothing: SaidByVariant = {};

export const useReceiving = create<Receiving>()(
  persist(
    (set, get) => ({
      scans: {},
      said: {},
      add: (delivery, scan) => {
        const before = get().scans[delivery] ?? none;
        set({ scans: { ...get().scans, [delivery]: [...before, { ...scan, id: (before.at(-1)?.id ?? 0) + 1 }] } });
      },
      say: (delivery, variantId, said) => set({ said: { ...get().said, [delivery]: { ...get().said[delivery], [variantId]: said } } }),
      undo: (delivery) => set({ scans: { ...get().scans, [delivery]: withoutLast(get().scans[delivery] ?? none) } }),
      clear: (delivery) => set({ scans: without(get().scans, delivery), said: without(get().said, delivery) }),
    }),
    { name: 'shopwright.receiving' },
  ),
);

const without = <Value>(all: Readonly<Record<string, Value>>, key: string): Record<string, Value> => Object.fromEntries(Object.entries(all).filter(([one]) => one !== key));

/** The scans of one delivery. */
export const useScansOf = (delivery: string): readonly ReceivedScan[] => useReceiving((receiving) => receiving.scans[delivery] ?? none);
export const useSaidOf = (delivery: string): SaidByVariant => useReceiving((receiving) => receiving.said[delivery] ?? nothing);
export const stepsNow = (delivery: string): ReceivingStep[] => stepsOf(useReceiving.getState().scans[delivery] ?? none);
export const saidNow = (delivery: string): SaidByVariant => useReceiving.getState().said[delivery] ?? nothing;

/** Takes back the last scan that did something. */
function withoutLast(scans: readonly ReceivedScan[]): readonly ReceivedScan[] {
  const last = scans.findLastIndex((scan) => scan.variantId !== null);
  return last < 0 ? scans : scans.filter((_, index) => index !== last);
}

/** What was taken, in its order. */
export const stepsOf = (scans: readonly ReceivedScan[]): ReceivingStep[] =>
  scans.flatMap(({ id: _id, kind: _kind, item: _item, says: _says, variantId, ...step }) => (variantId === null ? [] : [{ tracking: 'none' as const, ...step, variantId }]));

export const totalOf = (steps: readonly ReceivingStep[], of: (step: ReceivingStep) => boolean = () => true): Quantity =>
  quantity(steps.reduce((sum, step) => sum + (of(step) ? step.quantity : 0), 0));
