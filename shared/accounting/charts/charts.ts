import type { Chart } from './chart.rules.ts';
import { genericChart } from './generic.ts';
import { ifrsChart } from './ifrs.ts';
import { pcgChart } from './pcg.ts';
import { skr03Chart, skr04Chart } from './skr.ts';
import { smallBusinessCnChart } from './small-business-cn.ts';
import { ukChart } from './uk.ts';
import { usChart } from './us.ts';

/** The charts a shop can start with. */
export const charts = {
  generic: genericChart,
  ifrs: ifrsChart,
  smallBusinessCn: smallBusinessCnChart,
  us: usChart,
  uk: ukChart,
  skr03: skr03Chart,
  skr04: skr04Chart,
  pcg: pcgChart,
} satisfies Record<string, Chart>;

export type ChartId = keyof typeof charts;
