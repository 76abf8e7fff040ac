import { sql } from 'kysely';
import { impliedRate, rateText } from '../../shared/accounting/exchange-rate.rules.ts';
import { differenceOf, type RevaluedBalance, revalued } from '../../shared/accounting/revaluation.rules.ts';
import { Refusal } from '../../shared/refusal/refusal.ts';
import type { Day } from '../../shared/units/day.ts';
import { type Minor, minor, sumMinor } from '../../shared/units/minor.ts';
import { getShop } from '../company/company.queries.ts';
import type { Reader } from '../database/handles.ts';
import { read } from '../database/statement.ts';
import { requireRate } from './exchange-rate.statements.ts';
import { entriesOfRevaluation, foreignBalancesAt, itemOf, revaluationById, revaluationRows, rowsOfRevaluation, standingOn } from './revaluation.statements.ts';

/** Every balance in another currency at the rates of a day. @throws Refusal rate.missing */
export const revaluedAt = (reader: Reader, on: Day): RevaluedBalance[] =>
  revalued(foreignBalancesAt(reader, on), (currency) => requireRate(reader, currency, on), getShop(reader).baseCurrency);

/** What a revaluation would post, row by row; what would not change stands there too. @throws Refusal rate.missing */
export function previewRevaluation(reader: Reader, { throughOn }: { throughOn: Day }) {
  return { ...shown(reader, throughOn, revaluedAt(reader, throughOn)), standing: standingOn.get(reader, { on: throughOn })?.id ?? null };
}

/** @throws Refusal record.missing */
export function getRevaluation(reader: Reader, { revaluationId }: { revaluationId: number }) {
  const row = revaluationById.get(reader, { id: revaluationId });
  if (!row) throw new Refusal('record.missing', { kind: 'revaluation', id: revaluationId });
  return { ...shown(reader, row.throughOn, storedRows(reader, revaluationId)), revaluationId, takenBack: row.takenBackById !== null };
}

/** The rows of a revaluation as they were posted. */
export function storedRows(reader: Reader, revaluationId: number): RevaluedBalance[] {
  return rowsOfRevaluation.all(reader, { revaluationId }).map(({ ledgerAccountId, itemKind, itemId, currency, foreignAmount, home, worth, exchangeRateId, numerator, denominator, onDay }) => ({
    ledgerAccountId, item: itemOf(itemKind, itemId), currency, foreign: foreignAmount, home, worth, difference: minor(worth - home),
    rate: exchangeRateId === null || numerator === null || denominator === null || onDay === null ? null : { exchangeRateId, currency, onDay, numerator, denominator },
  }));
}

const accountNames = read((db) => db.selectFrom('ledgerAccount').select(['id', 'code', 'name']));
const documentNumber = read((db, p: { kind: string; id: number }) => db.selectFrom('foreignItem').select('number').where(sql<boolean>`itemKind = ${p.kind}`).where('itemId', '=', p.id));

function shown(reader: Reader, throughOn: Day, rows: readonly RevaluedBalance[]) {
  const home = getShop(reader).baseCurrency;
  const names = new Map(accountNames.all(reader, {}).map((account) => [account.id, account]));
  const told = rows.map(({ ledgerAccountId, item, currency, foreign, home: before, worth, rate, difference }) => {
    const old = impliedRate(before, foreign, home, currency);
    const { code = '', name = '' } = names.get(ledgerAccountId) ?? {};
    const amounts = { foreign, home: before, worth, difference, oldRate: old ? rateText(old) : null, newRate: rate ? rateText(rate) : null, rateOn: rate?.onDay ?? null };
    return { ledgerAccountId, code, name, itemKind: item?.kind ?? null, itemId: item?.id ?? null, number: item ? numberOf(reader, item) : '', currency, ...amounts };
  });
  const side = (wanted: (difference: Minor) => boolean): Minor => sumMinor(rows.map(({ difference }) => difference).filter(wanted));
  return { home, throughOn, rows: told, gain: side((one) => one > 0), loss: side((one) => one < 0), difference: differenceOf(rows) };
}

const numberOf = (reader: Reader, { kind, id }: { kind: string; id: number }): string => documentNumber.get(reader, { kind, id })?.number ?? `${kind} ${id}`;

/** Every revaluation, newest first; a standing one says whether its days read otherwise by now. */
export function listRevaluations(reader: Reader) {
  return {
    rows: revaluationRows.all(reader, {}).map(({ takenBackById, ...row }) => ({
      ...row,
      takenBack: takenBackById !== null,
      outdated: takenBackById === null && isOutdated(reader, row.revaluationId, row.throughOn),
      entries: entriesOfRevaluation.all(reader, { id: row.revaluationId }).map(({ id, number }) => ({ entryId: id, number })),
    })),
  };
}

const figures = (rows: readonly RevaluedBalance[]): string => JSON.stringify(rows.filter(({ difference }) => difference !== 0).map(({ ledgerAccountId, item, currency, foreign, home, worth }) => [ledgerAccountId, item?.kind, item?.id, currency, foreign, home, worth]));

function isOutdated(reader: Reader, revaluationId: number, throughOn: Day): boolean {
  try {
    return figures(revaluedAt(reader, throughOn)) !== figures(storedRows(reader, revaluationId));
  } catch (error) {
    // A rate it was posted with was withdrawn.
    if (error instanceof Refusal && error.code === 'rate.missing') return true;
    throw error;
  }
}
