import type { ValueClass } from '../analysis/class.rules.ts';
import { addDays, daysBetween } from '../units/calendar.ts';
import type { Day } from '../units/day.ts';
import type { ScopePlace } from './scope.rules.ts';

/** For how many days a count of each class holds. */
export type CountCycle = Readonly<Record<ValueClass, number>>;

export interface CyclePlace extends ScopePlace {
  readonly valueClass: ValueClass;
  /** Null where nobody counted it yet. */
  readonly countedOn: Day | null;
}

/** The day a place is to be counted again; what was never counted has been due from the beginning. */
export const dueOn = ({ valueClass, countedOn }: CyclePlace, cycle: CountCycle): Day | null => (countedOn === null ? null : addDays(countedOn, cycle[valueClass]));

/** By how many days a place is overdue, never counted before everything else; below nothing while it is not due. */
export function overdueBy(place: CyclePlace, cycle: CountCycle, on: Day): number {
  const due = dueOn(place, cycle);
  return due === null ? Number.MAX_SAFE_INTEGER : daysBetween(due, on);
}

/** What is due on a day, the better class first and within it what has waited longest; at most `count` places. */
export function dueFirst(places: readonly CyclePlace[], cycle: CountCycle, on: Day, count = places.length): CyclePlace[] {
  return places
    .filter((place) => overdueBy(place, cycle, on) >= 0)
    .toSorted((a, b) => a.valueClass.localeCompare(b.valueClass) || overdueBy(b, cycle, on) - overdueBy(a, cycle, on) || a.variantId - b.variantId || (a.binId ?? 0) - (b.binId ?? 0))
    .slice(0, count);
}
