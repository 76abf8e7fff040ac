import { later } from '../../shared/reporting/cash-forecast.rules.ts';
import { type Day, isDay } from '../../shared/units/day.ts';

/** The state of the forecast as it stands in the address. */
export interface CashForecastSearch {
  /** The day it is made at the end of. */
  readonly on?: Day;
  /** The week that is open, 0 or 14 for what is not counted, or `test` for the forecast of a quarter ago. */
  readonly open?: number | 'test';
}

/** Reads an address; what it does not know is left out. */
export const readCashForecastSearch = ({ on, open }: Record<string, unknown>): CashForecastSearch => ({
  ...(typeof on === 'string' && isDay(on) && { on }),
  ...(open === 'test' ? { open } : Number.isInteger(open) && Number(open) >= 0 && Number(open) <= later && { open: Number(open) }),
});
