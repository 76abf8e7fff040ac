import { describe, expect, test } from 'vitest';
import { registry } from '../../main/app/registry.ts';
import { en } from '../../renderer/app/languages/en.ts';
import { refusals as refusalsHans } from '../../shared/refusal/words/zh-hans.ts';
import { refusals as refusalsHant } from '../../shared/refusal/words/zh-hant.ts';
import { languageOf, localeOf } from '../../shared/units/language.ts';
import { zhHans } from '../../renderer/app/languages/zh-hans.ts';
import { zhHant } from '../../renderer/app/languages/zh-hant.ts';

type Words = { readonly [key: string]: string | Words };

/** Every text by its path; Chinese has no singular, so English's is left out. */
const textsOf = (words: Words, path = ''): [string, string][] =>
  Object.entries(words).flatMap(([key, value]): [string, string][] =>
    key.endsWith('_one') ? [] : typeof value === 'string' ? [[`${path}${key}`, value]] : textsOf(value, `${path}${key}.`),
  );

/** What each refusal may say, as it is written. */
const refusalTexts = (words: object): [string, string][] => Object.entries(words).map(([code, word]) => [code, String(word)]);

const holes = (text: string): string[] => [...text.matchAll(/\{\{\s*(\w+)/g)].map(([, name = '']) => name).sort();
const english = new Map(textsOf(en));

describe.each([
  ['zh-Hans', zhHans as Words],
  ['zh-Hant', zhHant as Words],
])('%s', (_language, words) => {
  const texts = textsOf(words);

  test('says everything English says, and nothing else', () => {
    expect(texts.map(([key]) => key).sort()).toEqual([...english.keys()].sort());
  });

  test('leaves no text empty, and no number out that English tells', () => {
    const lost = texts.filter(([key, text]) => text === '' || holes(text).some((hole) => !holes(english.get(key) ?? '').includes(hole)));
    expect(lost).toEqual([]);
  });

  test('never asks, thanks or exclaims', () => {
    // 请求 is a request, not a plea.
    expect(texts.filter(([, text]) => /[您！!]|[请請](?!求)|操作失[败敗]/.test(text))).toEqual([]);
  });
});

test.each([['zh-Hans', refusalsHans], ['zh-Hant', refusalsHant]])('a refusal in %s never asks, thanks or exclaims', (_language, words) => {
  const said = refusalTexts(words);
  expect(said.length).toBeGreaterThan(300);
  expect(said.filter(([, text]) => /[您！]|[请請](?!求)|操作失[败敗]/.test(text))).toEqual([]);
});

test('English never says please, sorry or oops, and never exclaims', () => {
  const said = [...english].map(([key, text]) => [key, text.replaceAll(/\{\{.*?\}\}/g, '')] as const);
  expect(said.filter(([, text]) => /\b(please|sorry|oops|successfully|error|invalid|failed)\b|!/i.test(text))).toEqual([]);
});

test('Traditional words are those of Taiwan, not converted ones', () => {
  const converted = /默認|菜單|信息|數據庫|軟件|硬件|文件夾|打印|導入|設置|在線|賬|渠道|恢復|表格檔/;
  expect([...textsOf(zhHant as Words), ...refusalTexts(refusalsHant)].filter(([, text]) => converted.test(text))).toEqual([]);
});

test.each([
  ['en-GB', 'en', 'en-GB'],
  ['de-DE', 'en', 'en-US'],
  ['zh', 'zh-Hans', 'zh-CN'],
  ['zh-SG', 'zh-Hans', 'zh-CN'],
  ['zh-Hant-HK', 'zh-Hant', 'zh-TW'],
  ['zh-MO', 'zh-Hant', 'zh-TW'],
])('a system that speaks %s gets %s with the numbers of %s', (tag, language, locale) => {
  expect(languageOf(tag)).toBe(language);
  expect(localeOf(languageOf(tag), tag)).toBe(locale);
});

test('every proof the program runs is said in words', () => {
  expect([...new Set(registry.proofs.map(({ id }) => id))].filter((id) => !(id in en.proofs))).toEqual([]);
});
