import { daysBetween } from '../units/calendar.ts';
import type { Day } from '../units/day.ts';
import { type Minor, sumMinor } from '../units/minor.ts';

/** How long a channel has held money: most pay within a week, all within a month. */
export const heldNames = ['days7', 'days14', 'days30', 'days60', 'older'] as const;
export type HeldName = (typeof heldNames)[number];
export type Held = Record<HeldName | 'total', Minor>;

/** Days since an order's money was first with its channel. */
export const daysHeld = (sinceOn: Day, on: Day): number => Math.max(0, daysBetween(sinceOn, on));

const heldFor = (days: number): HeldName => (days <= 7 ? 'days7' : days <= 14 ? 'days14' : days <= 30 ? 'days30' : days <= 60 ? 'days60' : 'older');

/** Open amounts by how long they are held; the ages add up to the total. */
export function heldOf(items: readonly { open: Minor; days: number }[]): Held {
  const of = (name: HeldName): Minor => sumMinor(items.filter(({ days }) => heldFor(days) === name).map(({ open }) => open));
  const ages = { days7: of('days7'), days14: of('days14'), days30: of('days30'), days60: of('days60'), older: of('older') };
  return { ...ages, total: sumMinor(Object.values(ages)) };
}
