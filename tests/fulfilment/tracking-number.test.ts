import { expect, test } from 'vitest';
import { linkOf, plainNumber, recogniseNumber } from '../../shared/fulfilment/tracking-number.rules.ts';
import { newShop } from '../support/shop.ts';

/** Numbers the carriers themselves publish as examples, and made-up ones of the right form. */
test.each([
  ['1Z999AA10123456784', 'ups'],
  ['1z 999 aa1 01 2345 6784', 'ups'],
  ['RB123456785US', 'post'],
  ['LX 473 124 829 SE', 'post'],
  ['LX473124828SE', undefined],
  ['986578788855', 'fedex'],
  ['SF1234567890123', 'sf'],
  ['YT8888888888888', 'yto'],
  ['7712345678901', undefined],
  ['JD0123456789012', 'jd'],
  ['hello', undefined],
])('%s is a number of %s', (number, code) => {
  const shop = newShop();
  const [first] = shop.call('carrier.recognise', { number }).carriers;
  shop.close();
  expect(first?.code).toBe(code);
});

const ups = { id: 1, code: 'ups', name: 'UPS', numberForms: '1Z****************', checkRule: 'ups' as const, linkTemplate: 'https://ups.example/?n={number}' };

test('each other digit in the place of a check digit is no number of that carrier', () => {
  const right = '0123456789'.split('').filter((digit) => recogniseNumber([ups], `1Z999AA1012345678${digit}`).length > 0);
  expect(right).toEqual(['4']);
});

test('a link has the plain number in it, and a carrier without a page has none', () => {
  expect(linkOf(ups.linkTemplate, '1Z 999-AA')).toBe('https://ups.example/?n=1Z999AA');
  expect(linkOf('', 'X')).toBeNull();
  expect(plainNumber(' sf 12-3 ')).toBe('SF123');
});
