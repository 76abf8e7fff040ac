import { expect, test } from 'vitest';
import { readDistances } from '../../shared/fulfilment/distance-sheet.rules.ts';
import { readRateSheet } from '../../shared/fulfilment/rate-sheet.rules.ts';

const settings = { currency: 'CNY', locale: 'en-US', country: 'CN' };

test('a rate table is read as a courier’s sheet has it, in Chinese headings and with tabs', () => {
  const text = '区域\t国家\t邮编起\t邮编止\t重量上限 g\t价格\t续重 g\t续重价\n江浙沪\t\t31\t33\t1000\t6.50\t\t\n江浙沪\tCN\t31\t33\t30,000\t6.5\t1000\t2.00\n';
  expect(readRateSheet(text, settings)).toEqual({
    rows: [
      { zone: '江浙沪', country: 'CN', postcodeFrom: '31', postcodeTo: '33', upToGrams: 1000, price: 650, stepGrams: null, stepPrice: null },
      { zone: '江浙沪', country: 'CN', postcodeFrom: '31', postcodeTo: '33', upToGrams: 30_000, price: 650, stepGrams: 1000, stepPrice: 200 },
    ],
    problems: [],
  });
});

test.each([
  ['home,CN,3,33,1000,6', 'postcodeTo'],
  ['home,China,,,1000,6', 'country'],
  ['home,CN,,,heavy,6', 'upToGrams'],
  ['home,CN,,,1000,free', 'price'],
  [',CN,,,1000,6', 'zone'],
  ['home,CN,,,1000,6,500', 'stepPrice'],
])('of “%s” the %s is named', (row, column) => {
  expect(readRateSheet(`zone,country,postcode from,postcode to,up to g,price,step g,step price\n${row}`, settings)).toEqual({ rows: [], problems: [{ row: 1, column }] });
});

test('distances name the first row nobody can read', () => {
  expect(readDistances('country,postcode from,postcode to,km\nCN,,,900\n,31,,12', 'CN')).toEqual({ rows: [{ country: 'CN', postcodeFrom: '', postcodeTo: '', kilometres: 900 }, { country: 'CN', postcodeFrom: '31', postcodeTo: '31', kilometres: 12 }], problem: null });
  expect(readDistances('country,km\nCN,far', 'CN').problem).toBe(1);
});
