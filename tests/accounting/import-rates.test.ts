import fs from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { importRates, type WhichRates } from '../../main/hosts/cli/import-rates.ts';
import { newFolder, openTestDoor, refusalOf, type TestDoor } from '../support/door.ts';

let shop: TestDoor;
let folder: string;
beforeAll(async () => {
  shop = await openTestDoor();
  folder = newFolder('rates');
});
afterAll(async () => {
  await shop.close();
  fs.rmSync(folder, { recursive: true, force: true });
});

/** A shop in yuan: ten yuan for a euro, eight dollars for ten euros on the second day. */
const reference = 'Date,USD,JPY,CNY\n2026-02-27,0.5,160,10\n2026-03-02,0.8,N/A,10\n';
const list = '日期,币别,汇率,单位\n2026-03-01,JPY,4.8,100\n2026-03-01,USD,7.1,1\n';

const bring = (name: string, content: string, which: Partial<WhichRates> = {}) => {
  const file = path.join(folder, name);
  fs.writeFileSync(file, content);
  return importRates({ call: (method: string, input: unknown, key?: string) => shop.call(method, input, key) } as never, file, { dryRun: false, currencies: undefined, since: undefined, ...which });
};

const ratesOf = async (currency: string) => ((await shop.call('exchangeRate.list', { currency })) as { rows: { onDay: string; rate: string; sourceName: string }[] }).rows.map(({ onDay, rate, sourceName }) => [onDay, rate, sourceName]);

test('the command line keeps the rates of a sheet under its name: tried first, chosen by currency and day, known ones once', async () => {
  expect(await bring('ecb.csv', reference, { dryRun: true })).toMatchObject({ home: 'CNY', rates: 5, currencies: ['EUR', 'JPY', 'USD'], from: '2026-02-27', to: '2026-03-02', written: false, kept: 0 });
  expect(await ratesOf('USD')).toEqual([]);
  expect(await bring('ecb.csv', reference, { currencies: 'usd, JPY', since: '2026-03-01' })).toMatchObject({ rates: 1, currencies: ['USD'], written: true, kept: 1, known: 0 });
  expect(await ratesOf('USD')).toEqual([['2026-03-02', '12.50', 'ecb.csv']]);
  expect(await bring('ecb.csv', reference, { currencies: 'USD' })).toMatchObject({ kept: 1, known: 1 });
  expect(await bring('bank.csv', list)).toMatchObject({ rates: 2, kept: 2 });
  expect(await ratesOf('JPY')).toEqual([['2026-03-01', '0.048', 'bank.csv']]);
});

test('what it cannot read it refuses, and what was asked wrongly it says', async () => {
  expect(await refusalOf(() => bring('other.csv', 'a,b\n1,2\n'))).toMatchObject({ code: 'rateSheet.unknown' });
  expect(await refusalOf(() => bring('bad.csv', `${list}2026-03-02,USD,seven,1\n`))).toMatchObject({ code: 'rateSheet.line', details: { line: 4 } });
  await expect(bring('ecb.csv', reference, { currencies: 'ABC' })).rejects.toThrow('no currency ABC');
  await expect(bring('ecb.csv', reference, { since: 'March' })).rejects.toThrow('--from needs a day');
  await expect(importRates({ call: shop.call } as never, path.join(folder, 'none.csv'), { dryRun: true, currencies: undefined, since: undefined })).rejects.toThrow('There is no file');
});
