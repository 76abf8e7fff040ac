import fs from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { runShop } from '../support/command-line.ts';
import { newFolder } from '../support/door.ts';
import { foundTrading, openTrading } from './trading-shop.ts';

const built = fs.existsSync(new URL('../../dist/node/shop.mjs', import.meta.url));
if (!built) console.log('The command line is not tried: it is not built (npm run build).');

describe.skipIf(!built)('the command line, given what makes no sense', () => {
  let folder: string;
  beforeAll(() => {
    folder = newFolder('cli');
    const core = openTrading(folder);
    foundTrading(core);
    core.close();
  });
  afterAll(() => fs.rmSync(folder, { recursive: true, force: true }));

  const nonsense: [string, string[], number, RegExp][] = [
    ['JSON that breaks off', ['call', 'user.add', '{"name":'], 2, /not JSON/],
    ['a command nobody knows', ['dance'], 2, /no command “dance”/],
    ['a flag nobody knows', ['check', '--hard'], 2, /--hard/],
    ['a method nobody knows', ['call', 'user.fire', '{}'], 1, /method\.unknown/],
    ['input of the wrong shape', ['call', 'user.add', '{"name":"","role":"king"}'], 1, /input\.invalid/],
    ['a file that is not there', ['import', 'products', '/no/such/file.csv'], 2, /file\.csv/],
    ['a backup that is none', ['restore', '/etc/hostname'], 1, /file\.damaged/],
    ['a day that is none', ['export', 'journal', '--from', '2026-02-30'], 2, /YYYY-MM-DD/],
  ];
  test.each(nonsense)('%s is told so', async (_what, args, code, says) => {
    const ran = await runShop(folder, ...args);
    expect(ran.err).toMatch(says);
    expect(ran.code).toBe(code);
  });

  test('a folder whose file is no shop is left as it is', async () => {
    const other = newFolder('cli-other');
    fs.writeFileSync(path.join(other, 'shop.db'), 'Dear customer, '.repeat(1000));
    const before = fs.readFileSync(path.join(other, 'shop.db'));
    for (const args of [['check'], ['call', 'shop.get'], ['backup'], ['report', 'orders']]) {
      const ran = await runShop(other, ...args);
      expect([args, ran.code, /file\.notShop/.test(ran.err)]).toEqual([args, 1, true]);
    }
    expect(fs.readFileSync(path.join(other, 'shop.db')).equals(before)).toBe(true);
    fs.rmSync(other, { recursive: true });
  });

  test('after all that the books prove', async () => {
    expect(await runShop(folder, 'check')).toMatchObject({ code: 0, err: '' });
  });
});
