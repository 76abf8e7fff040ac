import { chinaGeneral, chinaSmallScale } from './china.ts';
import { franceCa3 } from './france.ts';
import { genericPaper } from './generic.ts';
import { germanyUstVa } from './germany.ts';
import type { Paper } from './paper.rules.ts';
import { unitedKingdomVat100 } from './united-kingdom.ts';
import { unitedStatesSales } from './united-states.ts';

export const paperIds = ['generic', 'gbVat100', 'deUstVa', 'frCa3', 'cnSmallScale', 'cnGeneral', 'usSales'] as const;
export type PaperId = (typeof paperIds)[number];

/** The returns a shop can file, each as data. */
export const papers: Record<PaperId, Paper> = {
  generic: genericPaper,
  gbVat100: unitedKingdomVat100,
  deUstVa: germanyUstVa,
  frCa3: franceCa3,
  cnSmallScale: chinaSmallScale,
  cnGeneral: chinaGeneral,
  usSales: unitedStatesSales,
};

const byCountry: Record<string, PaperId> = { GB: 'gbVat100', DE: 'deUstVa', FR: 'frCa3', CN: 'cnGeneral', US: 'usSales' };

/** The return a shop of a country most likely files, until it says another: in China that depends on what the shop is. */
export const paperOfCountry = (country: string, isRegistered: boolean): PaperId => (country === 'CN' && !isRegistered ? 'cnSmallScale' : (byCountry[country] ?? 'generic'));

/** How a return of a country is most often filed: quarterly, due on that day of the month after. */
export const usualPeriod: Record<PaperId, { periodMonths: 1 | 2 | 3 | 6 | 12; dueMonths: number; dueDay: number }> = {
  generic: { periodMonths: 3, dueMonths: 1, dueDay: 31 },
  gbVat100: { periodMonths: 3, dueMonths: 2, dueDay: 7 },
  deUstVa: { periodMonths: 3, dueMonths: 1, dueDay: 10 },
  frCa3: { periodMonths: 1, dueMonths: 1, dueDay: 19 },
  cnSmallScale: { periodMonths: 3, dueMonths: 1, dueDay: 15 },
  cnGeneral: { periodMonths: 1, dueMonths: 1, dueDay: 15 },
  usSales: { periodMonths: 3, dueMonths: 1, dueDay: 20 },
};
