import fs from 'node:fs';
import { describe, expect, test } from 'vitest';
import { type DatedTaxRule, taxRuleOn } from '../../shared/tax/rate.rules.ts';
import { taxRows, taxSummary } from '../../shared/tax/tax.rules.ts';
import { treatments } from '../../shared/tax/treatment.rules.ts';
import { minorDigits } from '../../shared/units/currency.ts';
import { day } from '../../shared/units/day.ts';
import { minor, sumMinor } from '../../shared/units/minor.ts';
import { ratePpm } from '../../shared/units/rate-ppm.ts';

const page = fs.readFileSync(new URL('../../docs/tax-cases.md', import.meta.url), 'utf8');

/** The rows of the table under a heading, by their column titles. */
function tableUnder(heading: string): Record<string, string>[] {
  const section = page.split(/^## /m).find((part) => part.startsWith(heading)) ?? '';
  const [head = [], , ...rows] = section.split('\n').filter((line) => line.startsWith('|')).map((line) => line.split('|').slice(1, -1).map((cell) => cell.trim()));
  return rows.map((cells) => Object.fromEntries(head.map((title, index) => [title, cells[index] ?? ''])));
}

/** `20.00` in the currency's minor units, by moving the point: nothing is divided. */
function amountOf(text: string, currency: string) {
  const [whole = '', decimals = ''] = text.split('.');
  return minor(Number(whole + decimals.padEnd(minorDigits(currency), '0')));
}

const percentOf = (text: string) => {
  const [whole = '', decimals = ''] = text.split('.');
  return ratePpm(Number(whole + decimals.padEnd(4, '0')));
};

const rules: DatedTaxRule[] = tableUnder('Rates').map((row) => ({
  place: row['place']!,
  taxClass: row['class']!,
  validFromOn: day(row['from']!),
  treatment: treatments.find((one) => one === row['treatment'])!,
  rounded: row['rounded'] === 'each' ? 'each' : 'together',
  parts: row['parts'] === '' ? [] : row['parts']!.split(' + ').map((part) => {
    const [, name = '', rate = '', onTop] = /^(.+) ([\d.]+) %( on top)?$/.exec(part)!;
    return { name, rate: percentOf(rate), onTop: onTop !== undefined };
  }),
}));

const cases = tableUnder('Cases');
const sources = new Set(tableUnder('Sources').map((row) => row['key']));

function bill(row: Record<string, string>) {
  const rows = row['lines']!.split('; ').map((text) => {
    const [, taxClass = '', amount = ''] = /^(.+) ([\d.]+)$/.exec(text)!;
    const tax = taxRuleOn(rules, { place: row['place']!, taxClass, on: day(row['day']!) });
    if (!tax) throw new Error(`no rate for ${row['place']} ${taxClass} on ${row['day']}`);
    return { amount: amountOf(amount, row['currency']!), tax };
  });
  const taxed = taxRows(rows, { pricesIncludeTax: row['prices'] === 'with', taxPer: row['tax per'] === 'document' ? 'document' : 'line' });
  return { rows, taxed, summary: taxSummary(rows, taxed) };
}

describe('the tax cases an accountant can check by hand', () => {
  test('there are forty and more, of eight countries and more, each with a source and its sum', () => {
    expect(cases.length).toBeGreaterThanOrEqual(40);
    expect(new Set(cases.map((row) => row['place']!.slice(0, 2))).size).toBeGreaterThanOrEqual(8);
    expect(new Set(cases.map((row) => row['case'])).size).toBe(cases.length);
    expect([...cases, ...tableUnder('Rates')].filter((row) => !sources.has(row['source']))).toEqual([]);
    expect(cases.filter((row) => row['by hand'] === '')).toEqual([]);
    expect(tableUnder('Sources').filter((row) => !/^(seen(, secondary( \(.+\))?)?|not verified)$/.test(row['read']!))).toEqual([]);
  });

  test.each(cases.map((row) => [row['case']!, row] as const))('%s', (_name, row) => {
    const { taxed, summary } = bill(row);
    const money = (title: string) => amountOf(row[title]!, row['currency']!);
    const sum = (of: 'net' | 'tax' | 'gross') => sumMinor(taxed.map((one) => one[of]));
    expect({ net: sum('net'), tax: sum('tax'), gross: sum('gross') }).toEqual({ net: money('net'), tax: money('tax'), gross: money('gross') });
    expect(summary.reduce((total, one) => total + one.tax, 0)).toBe(money('tax'));
    const wanted = row['parts'] === '' ? [] : row['parts']!.split(' + ').map((part) => amountOf(part.slice(part.lastIndexOf(' ') + 1), row['currency']!));
    expect(wanted.map((_part, index) => taxed.reduce((total, one) => total + (one.parts[index] ?? 0), 0))).toEqual(wanted);
    const [who = '', apart = '0'] = row['kept apart']!.split(' ');
    const keptApart = { buyer: sumMinor(taxed.map((one) => one.buyerOwes)), marketplace: sumMinor(summary.filter((one) => one.rule.treatment === 'marketplace').map((one) => one.tax)) };
    expect(keptApart).toEqual({ buyer: 0, marketplace: 0, ...(who !== '' && { [who]: amountOf(apart, row['currency']!) }) });
  });

  test('exempt and zero-rated stay two lines of the bill', () => {
    const mixed = bill(cases.find((row) => row['case'] === 'gb-5')!);
    expect(mixed.summary.map(({ rule, net, tax }) => [rule.treatment, net, tax])).toEqual([['taxed', 1000, 200], ['taxed', 1000, 50], ['zero', 1000, 0], ['exempt', 1000, 0]]);
  });
});
