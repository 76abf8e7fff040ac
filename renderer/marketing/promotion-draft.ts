import { addDays } from '../../shared/units/calendar.ts';
import type { Day } from '../../shared/units/day.ts';
import type { Quantity } from '../../shared/units/quantity.ts';
import type { RatePpm } from '../../shared/units/rate-ppm.ts';
import type { UnitPrice } from '../../shared/units/unit-price.ts';
import type { InputOf, OutputOf } from '../client/methods.ts';

export type Promotion = OutputOf<'promotion.get'>;
export type PromotionGoods = Promotion['goods'][number];

/** A promotion as it is typed. */
export interface PromotionDraft {
  readonly name: string;
  readonly firstOn: Day;
  readonly lastOn: Day;
  readonly goods: readonly PromotionGoods[];
  readonly channelIds: readonly number[];
  readonly percentOff: RatePpm | null;
  readonly amount: UnitPrice | null;
  readonly units: Quantity | null;
}

const saturday = 6;

/** The weekend that is, from today on, or the next one. */
export function nextWeekend(today: Day): { firstOn: Day; lastOn: Day } {
  const weekday = new Date(`${today}T00:00:00Z`).getUTCDay();
  if (weekday === 0) return { firstOn: today, lastOn: today };
  const firstOn = addDays(today, saturday - weekday);
  return { firstOn, lastOn: addDays(firstOn, 1) };
}

export const draftOf = ({ name, firstOn, lastOn, goods, channelIds, percentOff, amount, units }: Promotion): PromotionDraft => ({ name, firstOn, lastOn, goods, channelIds, percentOff, amount, units });

/** What a draft asks to be stored; undefined while goods or a price are missing. */
export function termsOf({ goods, channelIds, ...draft }: PromotionDraft): InputOf<'promotion.create'> | undefined {
  const off = draft.amount !== null ? { percentOff: null, amount: draft.amount } : { percentOff: draft.percentOff, amount: null };
  if (goods.length === 0 || (off.amount === null && (off.percentOff === null || off.percentOff <= 0 || off.percentOff > 1_000_000))) return undefined;
  return { ...draft, ...off, variantIds: goods.map(({ variantId }) => variantId), channelIds: [...channelIds], units: draft.units !== null && draft.units > 0 ? draft.units : null };
}
