import { create } from 'zustand';

export const openingSteps = ['date', 'balances', 'items', 'check'] as const;
export type OpeningStep = (typeof openingSteps)[number];

interface Way {
  readonly step: OpeningStep;
  /** As it is typed; nothing until somebody does. */
  readonly on: string | undefined;
  go(step: OpeningStep): void;
  setOn(on: string): void;
}

/** How far an opening has come; kept while somebody imports a sheet and comes back. */
export const useOpeningWay = create<Way>()((set) => ({ step: 'date', on: undefined, go: (step) => set({ step }), setOn: (on) => set({ on }) }));
