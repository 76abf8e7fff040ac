import { create } from 'zustand';
import type { EntryLine } from './entry-lines.tsx';

/** What was typed about a slip so far. */
export interface TypedEntry {
  postedOn: string;
  text: string;
  lines: readonly EntryLine[];
}

interface Slips {
  /** By the slip: it outlives the screen, as the slip itself outlives the program. */
  readonly typed: Readonly<Record<number, TypedEntry>>;
  /** Why files that came together were not taken. */
  readonly problems: readonly unknown[];
  keep(slipId: number, typed: TypedEntry): void;
  forget(slipId: number): void;
  tell(problems: readonly unknown[]): void;
}

export const useSlips = create<Slips>((set) => ({
  typed: {},
  problems: [],
  keep: (slipId, typed) => set((slips) => ({ typed: { ...slips.typed, [slipId]: typed } })),
  forget: (slipId) => set((slips) => ({ typed: Object.fromEntries(Object.entries(slips.typed).filter(([id]) => Number(id) !== slipId)) })),
  tell: (problems) => set({ problems }),
}));
