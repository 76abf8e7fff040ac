import { dayOf } from '../units/calendar.ts';
import type { Instant } from '../units/instant.ts';

/** What is known of goods nobody entered yet: the code that was scanned or typed, or the name. */
export interface NewGoods {
  readonly code: string;
  readonly name: string;
}

/** A text without spaces that has a digit is a code of goods; anything else is what somebody calls them. */
export const typedGoods = (text: string): NewGoods => (/^[\w.\-/]{4,}$/.test(text) && /\d/.test(text) ? { code: text, name: '' } : { code: '', name: text });

const daySeconds = 86_400;

/** A SKU for goods without a code: the day, and the second of it, so that two tills rarely make the same one and a refused one is typed anew. */
export const skuOfMoment = (now: Instant, timeZone: string): string =>
  `N-${dayOf(now, timeZone).replaceAll('-', '').slice(2)}-${(Math.floor(now / 1000) % daySeconds).toString(36).toUpperCase()}`;
