import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { gs1Day, parseGs1 } from '../../shared/catalog/gs1.rules.ts';
import { gtinCheckDigit } from '../../shared/catalog/gtin.rules.ts';
import { type Reading, readScan, type ScalePattern, scannedQuantity, usualScalePatterns } from '../../shared/catalog/scan.rules.ts';
import { pieces, quantity } from '../../shared/units/quantity.ts';
import { unitPrice } from '../../shared/units/unit-price.ts';

const GS = '\u001D';
const rules = { scalePatterns: usualScalePatterns, yearNow: 2026 };
const read = (text: string): Reading => readScan(text, rules);
const elements = (text: string): Record<string, string> => Object.fromEntries(parseGs1(text, 2026).map(({ identifier, value }) => [identifier, value]));

describe('a GS1 element string', () => {
  test('is the same with a prefix, with FNC1 in front and as people read it', () => {
    const meant = { '01': '06901234567892', '17': '261231', '10': 'L-77A', '21': 'SN9' };
    for (const prefix of [']C1', ']e0', ']d2', ']Q3', GS, '']) {
      expect(elements(`${prefix}01069012345678921726123110L-77A${GS}21SN9`)).toEqual(meant);
    }
    expect(elements('(01)06901234567892(17)261231(10)L-77A(21)SN9')).toEqual(meant);
    // A separator behind a value of fixed length is allowed, and means nothing.
    expect(elements(`]C10106901234567892${GS}17261231${GS}10L-77A${GS}21SN9`)).toEqual(meant);
  });

  test('says lot, serial, days, count, weight and price', () => {
    expect(read(`]C1010690123456789211260100${'17'}280229${'3103'}001250${'3922'}1999${GS}10A1${GS}21S2`)).toEqual({
      kind: 'gs1', code: '06901234567892', alternatives: [], lot: 'A1', serial: 'S2', madeOn: '2026-01-31', expiresOn: '2028-02-29', weight: 1250, price: 199_900,
    });
    expect(read(`]C10200036000291452${'37'}24`)).toMatchObject({ code: '00036000291452', count: 24 });
    expect(read(`]C100${'34012345000000000'}${gtinCheckDigit('34012345000000000')}`)).toMatchObject({ kind: 'gs1', parcel: expect.stringMatching(/^34/) });
    expect(read(`]C101${'00036000291452'}3201000022`)).toMatchObject({ weight: 998 });
    expect(read(`]C101${'00036000291452'}39321561234`)).toMatchObject({ price: 123_400, currency: '156' });
  });

  test('day 00 is the last of its month, and the century is the nearer one', () => {
    expect(gs1Day('260200', 2026)).toBe('2026-02-28');
    expect(gs1Day('280200', 2026)).toBe('2028-02-29');
    expect(gs1Day('760131', 2026)).toBe('2076-01-31');
    expect(gs1Day('770131', 2026)).toBe('1977-01-31');
    expect(gs1Day('010101', 2099)).toBe('2101-01-01');
    expect(gs1Day('003100', 2026)).toBeUndefined();
    expect(gs1Day('260230', 2026)).toBeUndefined();
  });

  test.each([
    ['01069012345678931', { identifier: '01', reason: 'checkDigit' }],
    ['010690123456', { identifier: '01', reason: 'short' }],
    ['17261301', { identifier: '17', reason: 'date' }],
    [`10${'A'.repeat(21)}`, { identifier: '10', reason: 'long' }],
    ['10批次', { identifier: '10', reason: 'characters' }],
    ['5612', { identifier: '5612', reason: 'unknown' }],
    [`10A${GS}10B`, { identifier: '10', reason: 'twice' }],
    ['(56)12', { identifier: '56', reason: 'unknown' }],
    ['310A001250', { identifier: '310A', reason: 'unknown' }],
    [`37${GS}10A`, { identifier: '37', reason: 'short' }],
  ])('%s is refused by its place and reason', (text, details) => {
    expect(() => read(`]C1${text}`)).toThrow(expect.objectContaining({ code: 'gs1.unreadable', details }));
  });

  test('whatever is written down is read back, in any order', () => {
    const textOf = (upTo: number) => fc.string({ unit: fc.constantFrom(...Array.from('ABCxyz019-./%+')), minLength: 1, maxLength: upTo });
    const digits = (length: number) => fc.string({ unit: fc.constantFrom(...Array.from('0123456789')), minLength: length, maxLength: length });
    const fixed = fc.record({ '01': digits(13).map((body) => body + gtinCheckDigit(body)), '3102': digits(6), '20': digits(2) }, { requiredKeys: [] });
    const open = fc.record({ '10': textOf(20), '21': textOf(20), '400': textOf(30), '37': digits(3) }, { requiredKeys: [] });
    fc.assert(
      fc.property(fc.tuple(fixed, open).map(([some, others]) => ({ ...some, ...others })), fc.nat(), (meant, turn) => {
        const parts = Object.entries(meant) as [string, string][];
        if (parts.length === 0) return;
        const order = [...parts.slice(turn % parts.length), ...parts.slice(0, turn % parts.length)];
        expect(elements(`]d2${order.map(([identifier, value]) => identifier + value).join(GS)}`)).toEqual(meant);
      }),
      { seed: 20_261_122, numRuns: 500 },
    );
  });
});

describe('a scale’s label', () => {
  const label = (body: string): string => body + gtinCheckDigit(body);
  test('carries grams under 20–24 and a price under 25–29 until the shop says otherwise', () => {
    expect(read(label('211234501250'))).toEqual({
      kind: 'scale', code: `0${label('211234501250')}`, alternatives: [`0${label('211234500000')}`, '12345'], weight: 1250,
    });
    expect(read(label('261234501999'))).toMatchObject({ price: 199_900, alternatives: [`0${label('261234500000')}`, '12345'] });
  });

  test('follows the shop’s own pattern of a prefix', () => {
    const own: ScalePattern[] = [{ prefix: '27', itemDigits: 6, measure: 'weight', decimals: 1 }];
    const reading = readScan(label('271234560123'), { scalePatterns: own, yearNow: 2026 });
    expect(reading).toMatchObject({ weight: 12_300, alternatives: [`0${label('271234560000')}`, '123456'] });
    expect(readScan(label('211234501250'), { scalePatterns: own, yearNow: 2026 }).kind).toBe('gtin');
  });

  test('means as much of goods sold by weight as it weighs, or as its price buys', () => {
    const by = (unitOfMeasure: string, pricePerUnit: number | null) => ({ packQuantity: pieces(1), unitOfMeasure, pricePerUnit: pricePerUnit === null ? null : unitPrice(pricePerUnit) });
    const weighed = read(label('211234501250'));
    expect(scannedQuantity(weighed, by('kg', null))).toBe(1250);
    expect(scannedQuantity(weighed, by('g', null))).toBe(1_250_000);
    expect(scannedQuantity(weighed, by('斤', null))).toBe(2500);
    expect(scannedQuantity(weighed, by('lb', null))).toBe(2756);
    expect(scannedQuantity(weighed, by('piece', null))).toBe(1000);
    // 19.99 at 16.00 a kilogram.
    expect(scannedQuantity(read(label('261234501999')), by('kg', 160_000))).toBe(1249);
    expect(scannedQuantity(read(label('261234501999')), by('kg', null))).toBe(1000);
  });

  test('a case counted in the code is pack times count', () => {
    const reading = read(']C102000360002914523724');
    expect(scannedQuantity(reading, { packQuantity: quantity(12_000), unitOfMeasure: 'piece', pricePerUnit: null })).toBe(288_000);
  });
});

describe('anything else', () => {
  test('a GTIN is one code in every printed form, with or without a scanner’s prefix', () => {
    for (const printed of ['036000291452', '0036000291452', '00036000291452', ']E00036000291452', ']C000036000291452']) {
      expect(read(printed)).toEqual({ kind: 'gtin', code: '00036000291452', alternatives: [] });
    }
  });

  test('GS1 without its prefix is known by its check digit, and a code that only looks like it stays a text', () => {
    expect(read('010690123456789210L7')).toMatchObject({ kind: 'gs1', code: '06901234567892', lot: 'L7' });
    expect(read('010690123456789310L7')).toMatchObject({ kind: 'text', code: '010690123456789310L7' });
    expect(read('0106901234567892ZZ')).toMatchObject({ kind: 'text', code: '0106901234567892ZZ' });
  });

  test('no text is ever refused', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', minLength: 1 }), (text) => {
        fc.pre(!text.includes(GS) && !/^\](C1|e0|d2|Q3|J1)/.test(text.trim()) && !/^(\][A-Za-z][0-9A-Za-z])?\(\d{2,4}\)/.test(text.trim()));
        expect(['gtin', 'scale', 'text', 'gs1']).toContain(read(text).kind);
      }),
      { seed: 20_261_122, numRuns: 1_000 },
    );
  });
});
