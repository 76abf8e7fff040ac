import fs from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { methods } from '../../main/app/methods.ts';
import { registry } from '../../main/app/registry.ts';
import { centreKinds } from '../../shared/accounting/centre.rules.ts';
import { commandNames, commandText, commandsInWords, isCommandWithWords } from '../../shared/app/command-words.ts';
import { conflictFields } from '../../shared/channels/conflict.rules.ts';
import { attachmentKinds } from '../../shared/company/attachment.contract.ts';
import { countedRecords, recordKinds, recordText } from '../../shared/refusal/record-words.ts';
import { sayRefusal } from '../../shared/refusal/say-refusal.ts';
import { type Language, languages } from '../../shared/units/language.ts';

const main = path.resolve(import.meta.dirname, '../../main');

/** All of main/ without its comments. */
const source = fs
  .readdirSync(main, { recursive: true, encoding: 'utf8' })
  .filter((name) => name.endsWith('.ts'))
  .map((name) => fs.readFileSync(path.join(main, name), 'utf8').replaceAll(/\/\*[\s\S]*?\*\/|(?<=^|\s)\/\/.*$/gm, ''))
  .join('\n');

/** Without what other tests in this thread gave themselves. */
const internal = Object.keys(registry.internal).filter((name) => !name.startsWith('test.'));

const commands = [...[...methods.values()].filter(({ meta }) => meta.kind === 'command').map(({ name }) => name), ...internal];

/** What a person asks for outside the transaction, and what is written down once that is done: one deed, told once. */
const sameDeed = new Map([
  ['attachment.kept', 'attachment.add'],
  ['channel.added', 'channel.add'],
  ['day.closed', 'day.close'],
  ['month.closed', 'month.close'],
  ['notice.mailKept', 'notice.setMail'],
  ['pack.overruled', 'pack.overrule'],
  ['slip.taken', 'slip.take'],
  ['stocktake.approved', 'stocktake.approve'],
]);

const unwanted: Record<Language, RegExp> = {
  en: /\b(please|sorry|oops|successfully|error|invalid|failed)\b|[!.]/i,
  'zh-Hans': /[您！!。]|[请請](?!求)|[帳單庫貨訂號發區開關點盤記單額]/,
  'zh-Hant': /[您！!。]|[请請](?!求)|默認|菜單|信息|數據庫|軟件|硬件|文件夾|打印|導入|設置|在線|賬|渠道|恢復|表格檔|[库货订号发区开关点盘记单额]/,
};

describe('commands', () => {
  test('each command of the contract and each the program tells itself has words, and nothing else has', () => {
    expect(commands.length).toBeGreaterThan(450);
    expect([...commandNames].sort()).toEqual([...commands].sort());
  });

  test.each(languages)('in %s no two of them read the same, but for one deed told in two steps', (language) => {
    const read = Map.groupBy(commandNames, (name) => commandText(name, language).toLowerCase());
    expect([...read].filter(([text, names]) => text.trim() === '' || new Set(names.map((name) => sameDeed.get(name) ?? name)).size > 1)).toEqual([]);
    for (const [told, asked] of sameDeed) expect(commandText(told, language)).toBe(commandText(asked, language));
  });

  test.each(languages)('in %s they say what was done, briefly and without pleading', (language) => {
    const texts = commandNames.map((name) => commandText(name, language));
    const longest = language === 'en' ? (text: string) => text.split(' ').length > 6 : (text: string) => text.length > 14;
    expect(texts.filter((text) => unwanted[language].test(text) || longest(text) || text !== text.trim())).toEqual([]);
  });

  test('in English each is a sentence’s beginning: one capital, but for names', () => {
    expect(commandNames.map((name) => commandText(name, 'en')).filter((text) => !/^[A-Z]/.test(text) || /\s[A-Z]/.test(text.replaceAll(/\b(PIN)\b/g, 'pin')))).toEqual([]);
  });

  test('a command of a newer program is called by its name', () => {
    expect(isCommandWithWords('garden.water')).toBe(false);
    expect(isCommandWithWords('toString')).toBe(false);
    expect(commandText('garden.water', 'zh-Hans')).toBe('garden.water');
  });

  test('commands are found by their words in the reader’s language, or by their names', () => {
    expect(commandsInWords('  price list created ', 'en')).toEqual(['priceList.create']);
    expect(commandsInWords('价目表', 'zh-Hans')).toEqual(['priceList.create', 'priceList.update', 'priceList.block', 'priceList.unblock', 'priceList.setRows']);
    expect(commandsInWords('价目表', 'zh-Hant')).toEqual([]);
    expect(commandsInWords('PRICELIST.SETROWS', 'zh-Hant')).toEqual(['priceList.setRows']);
    expect(commandsInWords('nothing of the kind', 'en')).toEqual([]);
  });
});

/** Kinds written out where a row is said to have changed, to be proved, or to be missing. */
const literalKinds = [
  ...source.matchAll(/(?<!\.)\.(?:changed|proves)\('(\w+)'/g),
  ...source.matchAll(/recordChanges?\(tx, '(\w+)'/g),
  ...source.matchAll(/'record\.(?:missing|changed)', \{ kind: '(\w+)'/g),
].map(([, kind = '']) => kind);

/** Kinds that come from a list of the contract, by how that is written. */
const listedKinds: Record<string, readonly string[]> = { 'kind: conflict.field,': conflictFields, 'kind: centre.kind,': centreKinds, 'kind,': attachmentKinds };

describe('kinds of records', () => {
  test('each kind main/ speaks of has words, and nothing else has', () => {
    expect(literalKinds.length).toBeGreaterThan(400);
    expect([...recordKinds].sort()).toEqual([...new Set([...literalKinds, ...Object.values(listedKinds).flat()])].sort());
  });

  test('a kind that is not written out comes from a list that is looked at here', () => {
    const told = [...source.matchAll(/'record\.(?:missing|changed)', \{ (kind(?:: [\w.]+)?,)/g)].map(([, how = '']) => how);
    expect(told.sort()).toEqual(Object.keys(listedKinds).sort());
    // The one helper that passes a kind on takes those of recordChanges.
    expect([...source.matchAll(/(?<!\.)\.changed\((?!')(\w+)/g)].map(([, what]) => what)).toEqual(['kind']);
  });

  test.each(languages)('in %s each is called something, and not by its key', (language) => {
    const texts = recordKinds.flatMap((kind) => [recordText(kind, language), recordText(kind, language, 2)]);
    expect(texts.filter((text) => text.trim() === '' || unwanted[language].test(text) || /[a-z][A-Z]/.test(text))).toEqual([]);
  });

  test('one and several are told apart in English; what nobody knows is itself', () => {
    expect(recordKinds.filter((kind) => recordText(kind, 'en') === recordText(kind, 'en', 2))).toEqual([]);
    expect([countedRecords('salesOrder', 1, 'en'), countedRecords('salesOrder', 3, 'en'), countedRecords('stockMovement', 0, 'en')]).toEqual(['1 order', '3 orders', '0 stock movements']);
    expect([countedRecords('salesOrder', 3, 'zh-Hans'), countedRecords('stockMovement', 1, 'zh-Hant')]).toEqual(['订单 3', '庫存異動 1']);
    expect([recordText('garden', 'en', 2), recordText('constructor', 'zh-Hans')]).toEqual(['garden', 'constructor']);
  });

  test('who looks for what is not there reads what it was, in words', () => {
    const said = (language: Language, code: 'record.missing' | 'record.changed'): string => sayRefusal(language, { code, details: { kind: 'bankRule', id: 7 } }, {} as never).why;
    expect(languages.map((language) => said(language, 'record.missing'))).toEqual([
      'There is no learned bank rule 7. It may have been removed meanwhile. Nothing was changed.',
      '没有已学到的银行规则 7，可能已被移除。未做任何改动。',
      '沒有已學到的銀行規則 7，可能已被移除。未做任何變更。',
    ]);
    expect(said('en', 'record.changed')).toBe('Learned bank rule 7 was changed while you had it open. Look at it again. Nothing was changed.');
  });
});
