import type { Instant } from '../../shared/units/instant.ts';
import type { UnitPrice } from '../../shared/units/unit-price.ts';
import type { Reader } from '../database/handles.ts';
import { read } from '../database/statement.ts';

const current = read((db, p: { variantId: number; currency: string; at: Instant }) =>
  db
    .selectFrom('price')
    .select(['amount', 'validFromAt'])
    .where('variantId', '=', p.variantId)
    .where('currency', '=', p.currency)
    .where('validFromAt', '<=', p.at)
    .orderBy('validFromAt', 'desc')
    .orderBy('id', 'desc')
    .limit(1),
);

const all = read((db, p: { variantId: number }) =>
  db
    .selectFrom('price')
    .select(['currency', 'amount', 'validFromAt'])
    .where('variantId', '=', p.variantId)
    .orderBy('validFromAt', 'desc')
    .orderBy('id', 'desc'),
);

/** The price of one unit at an instant, or null when there is none: the latest that began, and of two at once the later set. */
export const priceAt = (reader: Reader, variantId: number, currency: string, at: Instant): UnitPrice | null =>
  current.get(reader, { variantId, currency, at })?.amount ?? null;

/** The same with when it began. */
export const priceNow = (reader: Reader, variantId: number, currency: string, at: Instant) => current.get(reader, { variantId, currency, at });

/** Every price a variant has, had or will have, the newest first. */
export const priceRows = (reader: Reader, variantId: number) => all.all(reader, { variantId });

/** What holds at an instant, one per currency. */
export function pricesNow(reader: Reader, variantId: number, at: Instant) {
  const begun = priceRows(reader, variantId).filter(({ validFromAt }) => validFromAt <= at);
  return begun.filter(({ currency, amount }, index) => amount !== null && begun.findIndex((price) => price.currency === currency) === index);
}
