import { rateText } from '../../shared/accounting/exchange-rate.rules.ts';
import type { Day } from '../../shared/units/day.ts';
import { getShop } from '../company/company.queries.ts';
import { db } from '../database/builder.ts';
import type { Reader } from '../database/handles.ts';
import { findRate, lastDays, rateById } from './exchange-rate.statements.ts';

interface RatePage {
  currency?: string;
  after?: { onDay: Day; id: number };
  limit: number;
}

type Row = NonNullable<ReturnType<typeof rateById.get>>;

const shown = ({ id, currency, onDay, numerator, denominator, source, sourceName, recordedAt }: Row) => ({
  exchangeRateId: id, currency, onDay, numerator, denominator, rate: rateText({ numerator, denominator }), source, sourceName, recordedAt,
});

/** One page of the rates that hold, the latest day first, and the last day each currency has one for. */
export function listRates(reader: Reader, { currency, after, limit }: RatePage) {
  let page = db.selectFrom('exchangeRate').selectAll().where('withdrawnById', 'is', null).orderBy('onDay', 'desc').orderBy('id', 'desc');
  if (currency !== undefined) page = page.where('currency', '=', currency);
  if (after) page = page.where((eb) => eb(eb.refTuple('onDay', 'id'), '<', eb.tuple(after.onDay, after.id)));
  const found = reader.all(page.limit(limit + 1));
  const rows = found.slice(0, limit).map(shown);
  const last = rows.at(-1);
  const next = found.length > limit && last ? { onDay: last.onDay, id: last.exchangeRateId } : null;
  return { home: getShop(reader).baseCurrency, rows, next, currencies: lastDays.all(reader, {}) };
}

/** The rate a document of that day would be converted at, or null. */
export function findRateOn(reader: Reader, { currency, on }: { currency: string; on: Day }) {
  const found = findRate(reader, currency, on);
  const row = found && rateById.get(reader, { id: found.exchangeRateId });
  return { home: getShop(reader).baseCurrency, rate: row ? shown(row) : null };
}
