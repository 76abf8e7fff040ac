import { startOfDay } from '../../shared/units/calendar.ts';
import { isDay } from '../../shared/units/day.ts';
import { type Instant, instant } from '../../shared/units/instant.ts';

/** Noon of a day in the shop's time: late goods are recorded for a day, and the day is what is posted. */
export const noonOf = (text: string, timeZone: string): Instant | undefined => (isDay(text) ? instant(startOfDay(text, timeZone) + 12 * 3_600_000) : undefined);
