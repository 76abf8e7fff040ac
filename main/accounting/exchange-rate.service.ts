import { Refusal } from '../../shared/refusal/refusal.ts';
import type { Day } from '../../shared/units/day.ts';
import { shopOf } from '../company/company.queries.ts';
import type { Tx } from '../database/handles.ts';
import { insertRate, type NewRate, rateById, rateOfDay, setWithdrawn } from './exchange-rate.statements.ts';

type Rate = Pick<NewRate, 'currency' | 'onDay' | 'numerator' | 'denominator'>;

/** Keeps a rate typed by hand. Another of the same day takes the place of the first, which stays in the file. @throws Refusal rate.home */
export function addRate(tx: Tx, { sourceName, ...rate }: Rate & { sourceName: string }): { exchangeRateId: number } {
  return { exchangeRateId: keep(tx, { ...rate, source: 'hand', sourceName }) };
}

/** Keeps the rates of a sheet; a day whose rate is the same already is left alone, so that a sheet can come twice. @throws Refusal rate.home */
export function bringInRates(tx: Tx, { rates, sourceName }: { rates: readonly Rate[]; sourceName: string }) {
  const fresh = rates.filter((rate) => !isKnown(tx, rate));
  const exchangeRateIds = fresh.map((rate) => keep(tx, { ...rate, source: 'sheet', sourceName }));
  return { exchangeRateIds, known: rates.length - fresh.length };
}

/** Two fractions are the same rate where their cross products are. */
function isKnown(tx: Tx, rate: Rate): boolean {
  const there = rateOfDay.get(tx, rate);
  return there !== undefined && BigInt(there.numerator) * BigInt(rate.denominator) === BigInt(rate.numerator) * BigInt(there.denominator);
}

function keep(tx: Tx, { currency, onDay, numerator, denominator, source, sourceName }: NewRate): number {
  if (currency === shopOf(tx).baseCurrency) throw new Refusal('rate.home', { currency });
  const { lastId } = insertRate.run(tx, { currency, onDay, numerator, denominator, source, sourceName, recordedAt: tx.now, commandId: tx.commandId });
  tx.changed('exchangeRate', lastId);
  return lastId;
}

/** Takes a rate back: from now on the one before it holds. What was posted with it keeps its amounts. @throws Refusal record.missing */
export const withdrawRate = (tx: Tx, input: { exchangeRateId: number }) => set(tx, input.exchangeRateId, tx.commandId);

/** @throws Refusal record.missing */
export const restoreRate = (tx: Tx, input: { exchangeRateId: number }) => set(tx, input.exchangeRateId, null);

/** @throws Refusal record.missing */
export function withdrawRates(tx: Tx, { exchangeRateIds }: { exchangeRateIds: readonly number[] }) {
  return { exchangeRateIds: exchangeRateIds.map((id) => set(tx, id, tx.commandId).exchangeRateId) };
}

/** @throws Refusal record.missing */
export function restoreRates(tx: Tx, { exchangeRateIds }: { exchangeRateIds: readonly number[] }) {
  return { exchangeRateIds: exchangeRateIds.map((id) => set(tx, id, null).exchangeRateId) };
}

function set(tx: Tx, id: number, by: number | null): { exchangeRateId: number; onDay: Day } {
  const rate = rateById.get(tx, { id });
  if (!rate || (rate.withdrawnById === null) === (by === null)) throw new Refusal('record.missing', { kind: 'exchangeRate', id });
  setWithdrawn.run(tx, { id, by });
  tx.changed('exchangeRate', id);
  return { exchangeRateId: id, onDay: rate.onDay };
}
