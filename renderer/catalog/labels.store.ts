import { create } from 'zustand';
import { persist } from 'zustand/middleware';
import type { LabelItem } from '../../shared/catalog/label.contract.ts';
import type { SymbolChoice } from '../../shared/catalog/label-symbol.rules.ts';

interface LabelChoices {
  readonly stockId: string;
  readonly symbol: SymbolChoice;
  readonly withPrice: boolean;
  readonly withPerKilogram: boolean;
  readonly withSku: boolean;
}

interface Labels extends LabelChoices {
  /** What will be printed; outlives the screen, so that more can be chosen elsewhere. */
  readonly items: readonly LabelItem[];
  choose(choices: Partial<LabelChoices>): void;
  put(items: readonly LabelItem[]): void;
  /** One label more of the same. */
  add(item: LabelItem): void;
  setCopies(index: number, copies: number): void;
}

const most = 1000;
const none: readonly LabelItem[] = [];
const same = (a: LabelItem, b: LabelItem): boolean => a.variantId === b.variantId && a.code === b.code && a.lot === b.lot && a.serial === b.serial && a.expiresOn === b.expiresOn;

/** The labels to print; the paper and what stands on them is kept on this machine, where the printer is. */
export const useLabels = create<Labels>()(
  persist(
    (set) => ({
      stockId: 'L7160',
      symbol: 'usual',
      withPrice: true,
      withPerKilogram: false,
      withSku: false,
      items: [],
      choose: (choices) => set(choices),
      put: (items) => set({ items: items.reduce(withOneMore, none) }),
      add: (item) => set(({ items }) => ({ items: withOneMore(items, item) })),
      setCopies: (index, copies) => set(({ items }) => ({ items: items.flatMap((item, at) => (at !== index ? [item] : copies < 1 ? [] : [{ ...item, copies: Math.min(copies, most) }])) })),
    }),
    { name: 'shopwright.labels', partialize: ({ stockId, symbol, withPrice, withPerKilogram, withSku }) => ({ stockId, symbol, withPrice, withPerKilogram, withSku }) },
  ),
);

/** The same goods from two rows are one line with the copies of both. */
function withOneMore(items: readonly LabelItem[], item: LabelItem): readonly LabelItem[] {
  const known = items.some((one) => same(one, item));
  return known ? items.map((one) => (same(one, item) ? { ...one, copies: Math.min(one.copies + item.copies, most) } : one)) : [...items, item];
}
