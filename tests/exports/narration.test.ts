import fs from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { familyOf, narration } from '../../shared/accounting/export/narration.rules.ts';
import { languages } from '../../shared/units/language.ts';

const root = path.resolve(import.meta.dirname, '../..');

/** The keys of memos that posting rules write: those the screens have words for. */
const keys = [...fs.readFileSync(path.join(root, 'renderer/accounting/entry-words.ts'), 'utf8').split('const wordsOfKey = {')[1]!.split('}')[0]!.matchAll(/^ {2}'?([\w.]+)'?: /gm)].map(([, key]) => key!);

test('every entry the program posts is named by what it is in an export and a ledger', () => {
  expect(keys.length).toBeGreaterThan(50);
  expect(keys.filter((key) => familyOf(key) === 'other')).toEqual([]);
});

test('no language shows the key', () => {
  for (const language of languages) for (const key of keys) expect(narration({ memo: { key, values: { number: 'SO-1' } } }, language)).not.toContain(key);
});

test('what a newer program posts is an entry all the same', () => {
  expect(languages.map((language) => narration({ memo: { key: 'nobodyKnows', values: { number: 'X-1' } } }, language))).toEqual(['Entry X-1', '记账 X-1', '記帳 X-1']);
});
