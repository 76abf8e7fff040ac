import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { sayRefused } from '../../main/hosts/cli/refused.ts';
import { migrations, newShop } from '../support/shop.ts';

const short = { code: 'discount.tooLarge', details: { discount: 2_001, amount: 2_000 } } as const;

describe('a refusal in a terminal', () => {
  let empty: string;
  beforeEach(() => void (empty = fs.mkdtempSync(path.join(os.tmpdir(), 'shop-refused-'))));
  afterEach(() => {
    vi.unstubAllEnvs();
    fs.rmSync(empty, { recursive: true, force: true });
  });

  test('speaks the language and the money of the shop, as its screens do, and names the code', () => {
    const shop = newShop();
    const said = sayRefused(short, { folder: shop.folder, migrations, json: false });
    expect(said).toBe('未保存：优惠大于价格 (discount.tooLarge)\n¥20.00 减 ¥20.01 会低于零。未做任何改动。');
    shop.close();
  });

  test.each([
    ['zh_TW.UTF-8', /^未/],
    ['en_GB.UTF-8', /^Not opened: not a shop \(file\.notShop\)\n.*Nothing was changed\.$/],
    ['C', /^Not opened/],
  ])('where no shop can be read it speaks as the machine does: %s', (tag, words) => {
    vi.stubEnv('LC_ALL', tag);
    expect(sayRefused({ code: 'file.notShop', details: { file: 'x.db' } }, { folder: empty, migrations, json: false })).toMatch(words);
  });

  test('machines get the code and its details', () => {
    expect(JSON.parse(sayRefused(short, { folder: empty, migrations, json: true }))).toEqual(short);
  });
});
