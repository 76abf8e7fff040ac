import { type Day, isDay } from '../../shared/units/day.ts';

export interface MonthSearch {
  /** Any day of the month that is open. */
  readonly on?: Day;
}

/** Reads an address; what it does not know is left out. */
export const readMonthSearch = ({ on }: Record<string, unknown>): MonthSearch => (typeof on === 'string' && isDay(on) ? { on } : {});
