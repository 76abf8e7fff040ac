import { sql } from 'kysely';
import type { DatedRate } from '../../shared/accounting/exchange-rate.rules.ts';
import { Refusal } from '../../shared/refusal/refusal.ts';
import type { Day } from '../../shared/units/day.ts';
import type { Instant } from '../../shared/units/instant.ts';
import type { Reader } from '../database/handles.ts';
import { read, write } from '../database/statement.ts';

export interface NewRate {
  currency: string;
  onDay: Day;
  numerator: number;
  denominator: number;
  source: 'hand' | 'sheet';
  sourceName: string;
}

export const insertRate = write((db, p: NewRate & { recordedAt: Instant; commandId: number }) =>
  db.insertInto('exchangeRate').values({
    currency: p.currency,
    onDay: p.onDay,
    numerator: p.numerator,
    denominator: p.denominator,
    source: p.source,
    sourceName: p.sourceName,
    recordedAt: p.recordedAt,
    commandId: p.commandId,
  }),
);

export const rateById = read((db, p: { id: number }) => db.selectFrom('exchangeRate').selectAll().where('id', '=', p.id));
export const setWithdrawn = write((db, p: { id: number; by: number | null }) => db.updateTable('exchangeRate').set({ withdrawnById: p.by }).where('id', '=', p.id));

const lastRate = read((db, p: { currency: string; on: Day }) =>
  db
    .selectFrom('exchangeRate')
    .select(['id as exchangeRateId', 'currency', 'onDay', 'numerator', 'denominator'])
    .where('currency', '=', p.currency)
    .where('onDay', '<=', p.on)
    .where('withdrawnById', 'is', null)
    .orderBy('onDay', 'desc')
    .orderBy('id', 'desc')
    .limit(1),
);

/** The rate of a day: the last one on or before it. */
export const findRate = (reader: Reader, currency: string, on: Day): DatedRate | undefined => lastRate.get(reader, { currency, on });

/** The same where a document needs it: none is ever made up. @throws Refusal rate.missing */
export function requireRate(reader: Reader, currency: string, on: Day): DatedRate {
  const rate = findRate(reader, currency, on);
  if (!rate) throw new Refusal('rate.missing', { currency, on });
  return rate;
}

export const rateOfDay = read((db, p: { currency: string; onDay: Day }) =>
  db
    .selectFrom('exchangeRate')
    .select(['id', 'numerator', 'denominator'])
    .where('currency', '=', p.currency)
    .where('onDay', '=', p.onDay)
    .where('withdrawnById', 'is', null)
    .orderBy('id', 'desc')
    .limit(1),
);

export const lastDays = read((db) =>
  db.selectFrom('exchangeRate').select(['currency', sql<Day>`max(onDay)`.as('lastOn')]).where('withdrawnById', 'is', null).groupBy('currency').orderBy('currency'),
);
