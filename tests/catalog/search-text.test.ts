import Database from 'better-sqlite3';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { indexText, matchText, sortName } from '../../shared/catalog/search-text.rules.ts';
import { runs } from '../support/soak.ts';

const names = ['Carbon rod 2.4 m, blue', '碳素鱼竿 2.4米', '手机壳 iPhone 15', '机手', 'Crème brûlée lure', 'ＦＵＬＬ　ｗｉｄｔｈ', '釣り竿 カーボン', 'RD-99 spare tip'];

/** The same index as the shop's, with these names in it. */
const raw = new Database(':memory:');
raw.exec("create virtual table wordIndex using fts5(words, content='', contentless_delete=1, tokenize='unicode61 remove_diacritics 2', prefix='2 3')");
names.forEach((name, id) => raw.prepare('insert into wordIndex (rowid, words) values (?, ?)').run(id, indexText(name)));
const found = (typed: string): string[] => {
  const question = matchText(typed);
  if (question === undefined) return [];
  const rows = raw.prepare('select rowid as id from wordIndex where words match ? order by rowid').all(question) as { id: number }[];
  return rows.map(({ id }) => names[id] ?? '');
};

describe('finding by words', () => {
  test('one or two Chinese characters find what holds them, in their order', () => {
    expect(found('手机')).toEqual(['手机壳 iPhone 15']);
    expect(found('机')).toEqual(['手机壳 iPhone 15', '机手']);
    expect(found('鱼竿')).toEqual(['碳素鱼竿 2.4米']);
  });

  test('pinyin and its initials find Chinese', () => {
    expect(found('yugan')).toEqual(['碳素鱼竿 2.4米']);
    expect(found('yg')).toEqual(['碳素鱼竿 2.4米']);
    expect(found('shoujike')).toEqual(['手机壳 iPhone 15']);
    expect(found('sjk')).toEqual(['手机壳 iPhone 15']);
    expect(found('tansu')).toEqual(['碳素鱼竿 2.4米']);
  });

  test('the beginning of a word is enough, whatever its case, accents and width', () => {
    expect(found('carb')).toEqual(['Carbon rod 2.4 m, blue']);
    expect(found('CREME')).toEqual(['Crème brûlée lure']);
    expect(found('full')).toEqual(['ＦＵＬＬ　ｗｉｄｔｈ']);
    expect(found('カーボン')).toEqual(['釣り竿 カーボン']);
  });

  test('every word typed must occur, in any order', () => {
    expect(found('blue carbon')).toEqual(['Carbon rod 2.4 m, blue']);
    expect(found('iphone 壳')).toEqual(['手机壳 iPhone 15']);
    expect(found('blue spare')).toEqual([]);
  });

  test('a code is found by its beginning', () => {
    expect(found('rd-99')).toEqual(['RD-99 spare tip']);
    expect(found('rd-9')).toEqual(['RD-99 spare tip']);
  });

  test('signs alone find nothing and break nothing', () => {
    expect(['', '  ', '"', '*', '-', '()'].map((typed) => matchText(typed))).toEqual([undefined, undefined, undefined, undefined, undefined, undefined]);
    expect(found('"carbon" OR (near')).toEqual([]);
  });

  test('any text is found by any of its words', () => {
    const word = fc.string({ unit: fc.constantFrom(...Array.from('abcäßй手机壳竿カ한09-._"*')), minLength: 1, maxLength: 6 });
    fc.assert(
      fc.property(fc.array(word, { minLength: 1, maxLength: 4 }), fc.nat(), (words, pick) => {
        const wanted = words[pick % words.length] ?? '';
        const question = matchText(wanted);
        fc.pre(question !== undefined);
        raw.prepare('insert or replace into wordIndex (rowid, words) values (999, ?)').run(indexText(words.join(' ')));
        return raw.prepare('select 1 from wordIndex where words match ? and rowid = 999').get(question) !== undefined;
      }),
      { numRuns: runs(1_000, 50_000, 'random names searched'), seed: 20_260_106 },
    );
  });
});

describe('ordering names', () => {
  test('case does not matter and Chinese goes by its pinyin', () => {
    const sorted = ['zander', '鲤鱼', 'Bass', '草鱼', 'apple', 'Éclair'].sort((a, b) => (sortName(a) < sortName(b) ? -1 : 1));
    expect(sorted).toEqual(['apple', 'Bass', '草鱼', 'Éclair', '鲤鱼', 'zander']);
  });
});
