import { daysBetween } from '../units/calendar.ts';
import type { Day } from '../units/day.ts';
import { type Minor, minor, sumMinor } from '../units/minor.ts';

export interface OpenOf<Id> {
  id: Id;
  /** Positive. */
  open: Minor;
}

/** An amount over open items in the order given, each up to what is open of it; what none of them takes is over. */
export function allocateInOrder<Id>(amount: Minor, items: readonly OpenOf<Id>[]): { parts: { id: Id; amount: Minor }[]; over: Minor } {
  let left: number = amount;
  const parts = items.flatMap(({ id, open }) => {
    const taken = Math.min(left, Math.max(0, open));
    left -= taken;
    return taken > 0 ? [{ id, amount: minor(taken) }] : [];
  });
  return { parts, over: minor(left) };
}

export const ageNames = ['notDue', 'days30', 'days60', 'days90', 'older'] as const;
export type AgeName = (typeof ageNames)[number];
export type Ages = Record<AgeName | 'total', Minor>;

/** How old a debt is at a day: not due, or in steps of thirty days past its due day. */
export function ageOf(dueOn: Day | null, on: Day): AgeName {
  const late = dueOn === null ? 0 : daysBetween(dueOn, on);
  if (late <= 0) return 'notDue';
  return late <= 30 ? 'days30' : late <= 60 ? 'days60' : late <= 90 ? 'days90' : 'older';
}

/** Open items by age; the ages add up to the total. */
export function agesOf(items: readonly { open: Minor; dueOn: Day | null }[], on: Day): Ages {
  const of = (age: AgeName): Minor => sumMinor(items.filter(({ dueOn }) => ageOf(dueOn, on) === age).map(({ open }) => open));
  const ages = { notDue: of('notDue'), days30: of('days30'), days60: of('days60'), days90: of('days90'), older: of('older') };
  return { ...ages, total: sumMinor(Object.values(ages)) };
}
