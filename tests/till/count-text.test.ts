import fc from 'fast-check';
import { expect, test } from 'vitest';
import { readCount } from '../../shared/till/count-text.rules.ts';
import { countedOf, denominationsOf } from '../../shared/till/drawer.rules.ts';

const yuan = denominationsOf('CNY');
const read = (text: string, locale = 'zh-CN') => readCount(text, yuan, 'CNY', locale);

test.each([
  ['100*3 20*2 1*4', 34_400],
  ['100x3 20×2', 34_000],
  ['100 * 3  0.5*4', 30_200],
  ['１００＊３', 30_000],
  ['50', 5_000],
  ['50 50 20', 12_000],
  ['100*0 10*1', 1_000],
  ['', 0],
])('“%s” is %i', (text, cents) => {
  const count = read(text);
  expect(count.ok && countedOf(count.pieces)).toBe(cents);
});

test.each([['30*2', '30*2'], ['100*', '100*'], ['100*3*2', '100*3*2'], ['100*1.5', '100*1.5'], ['100*3 y', 'y'], ['100*-3', '100*-3']])('“%s” is no count: %s', (text, part) => {
  expect(read(text)).toEqual({ ok: false, part });
});

test('a comma is the decimal mark where people write it so', () => {
  const euros = readCount('0,50*4 5*2', denominationsOf('EUR'), 'EUR', 'de-DE');
  expect(euros.ok && countedOf(euros.pieces)).toBe(1_200);
});

test('whatever is counted in whatever order comes to the same sum, each note once', () => {
  const part = fc.record({ note: fc.constantFrom(...yuan), many: fc.integer({ min: 0, max: 999 }) });
  fc.assert(
    fc.property(fc.array(part, { maxLength: 12 }), fc.constantFrom(' ', '+', ';', '  '), (parts, between) => {
      const count = read(parts.map(({ note, many }) => `${note / 100}*${many}`).join(between));
      const sum = parts.reduce((total, { note, many }) => total + note * many, 0);
      if (!count.ok) throw new Error(count.part);
      expect(countedOf(count.pieces)).toBe(sum);
      expect(new Set(count.pieces.map(({ denomination }) => denomination)).size).toBe(count.pieces.length);
    }),
  );
});
