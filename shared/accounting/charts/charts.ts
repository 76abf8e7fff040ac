import type { Chart } from './chart.rules.ts';
import { genericChart } from './generic.ts';
import { ifrsChart } from './ifrs.ts';
import { smallBusinessCnChart } from './small-business-cn.ts';

/** The charts a shop can start with. */
export const charts = {
  generic: genericChart,
  ifrs: ifrsChart,
  smallBusinessCn: smallBusinessCnChart,
} satisfies Record<string, Chart>;

export type ChartId = keyof typeof charts;
