import fs from 'node:fs';
import path from 'node:path';
import type { exchangeRateCommands } from '../../../shared/accounting/exchange-rate.contract.ts';
import { readRateSheet, type SheetRate } from '../../../shared/accounting/rate-sheet.rules.ts';
import { isCurrency } from '../../../shared/units/currency.ts';
import { isDay } from '../../../shared/units/day.ts';
import type { OutputOf } from '../../database/handlers.ts';
import type { Reached } from './reach.ts';
import { requireFile } from './sheet-file.ts';
import { UsageError } from './usage.ts';

type Brought = OutputOf<{ exchangeRate: typeof exchangeRateCommands }, 'exchangeRate.bringIn'>;

/** As many as one call of a door carries. */
const perCall = 5_000;

export interface WhichRates {
  dryRun: boolean;
  /** Currencies with commas between; all of the sheet where left out. */
  currencies: string | undefined;
  /** The first day. */
  since: string | undefined;
}

/**
 * Keeps the exchange rates of a sheet, named by its file: the European Central Bank's reference rates, or a list of date, currency,
 * rate and units. The same sheet again changes nothing. @throws UsageError, Refusal rateSheet.unknown, rateSheet.noHome, rateSheet.line
 */
export async function importRates(shop: Reached, file: string, { dryRun, currencies, since }: WhichRates) {
  requireFile(file);
  const wanted = currenciesOf(currencies);
  if (since !== undefined && !isDay(since)) throw new UsageError('--from needs a day, as 2026-01-31.');
  const { baseCurrency } = (await shop.call('shop.get', {})) as { baseCurrency: string };
  const sheet = readRateSheet(fs.readFileSync(file, 'utf8'), baseCurrency);
  const rates = sheet.rates.filter(({ currency, onDay }) => (wanted?.includes(currency) ?? true) && (since === undefined || onDay >= since));
  const brought = dryRun ? { kept: 0, known: 0 } : await bringIn(shop, rates, path.basename(file));
  return { source: path.basename(file), home: baseCurrency, rates: rates.length, currencies: [...new Set(rates.map(({ currency }) => currency))].sort(), from: rates[0]?.onDay ?? null, to: rates.at(-1)?.onDay ?? null, written: !dryRun && rates.length > 0, ...brought };
}

function currenciesOf(said: string | undefined): string[] | undefined {
  const codes = said?.split(',').map((code) => code.trim().toUpperCase());
  const unknown = codes?.find((code) => !isCurrency(code));
  if (unknown !== undefined) throw new UsageError(`There is no currency ${unknown}.`);
  return codes;
}

async function bringIn(shop: Reached, rates: readonly SheetRate[], sourceName: string): Promise<{ kept: number; known: number }> {
  const sum = { kept: 0, known: 0 };
  for (let from = 0; from < rates.length; from += perCall) {
    const { exchangeRateIds, known } = (await shop.call('exchangeRate.bringIn', { rates: rates.slice(from, from + perCall), sourceName })) as Brought;
    sum.kept += exchangeRateIds.length;
    sum.known += known;
  }
  return sum;
}
