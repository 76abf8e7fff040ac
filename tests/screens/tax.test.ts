import fs from 'node:fs';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { buildDemo, demoDefaults } from '../../main/app/demo/demo.ts';
import { chromiumPath, launchChromium } from '../support/chromium.ts';
import { typistAt } from '../support/keyboard.ts';
import { migrations } from '../support/shop.ts';
import { newStageFolder, openStage, picture, seriousFaults, settled, type Stage, stageTime } from './stage.ts';

interface Return {
  state: string;
  boxes: { code: string; figure: number; filed: number | null }[];
  tie: { due: number; apart: number; ledger: number; postings: number };
}

describe.skipIf(!chromiumPath())('a tax return', () => {
  const folder = newStageFolder();
  let browser: Browser;
  let stage: Stage;
  let page: Page;
  const en = { language: 'en', theme: 'light' } as const;
  /** The first quarter anything was taxed in; nothing of it is filed. */
  let first = '';
  const now = async (): Promise<Return> => (await stage.call('taxReturn.get', { fromOn: first })) as Return;
  const clean = async (state: string): Promise<void> => {
    await settled(page);
    await picture(page, 'tax', en, state);
    expect(await seriousFaults(page)).toEqual([]);
  };

  beforeAll(async () => {
    buildDemo(folder, migrations, { ...demoDefaults(stageTime), orders: 150, skus: 30 });
    stage = await openStage(folder);
    await stage.call('taxSetting.set', { paper: 'cnGeneral', periodMonths: 3, firstMonth: 1, dueMonths: 1, dueDay: 15 });
    const { periods } = (await stage.call('taxReturn.calendar')) as { periods: { fromOn: string }[] };
    first = periods.at(-1)!.fromOn;
    browser = await launchChromium();
    page = await stage.open(browser, { ...en, at: '/money' });
  });
  afterAll(async () => {
    await stage.close();
    await browser.close();
    fs.rmSync(folder, { recursive: true, force: true });
  });

  test('7 opens the oldest period that is to be filed; a box opens its lines, and it ties to the books', async () => {
    const { press, sees } = typistAt(page);
    await press('7');
    await sees(page.getByRole('button', { name: 'Mark as filed' }));
    await sees(page.getByText('Ties to the books'));
    await page.getByRole('button', { name: 'Tax on sales' }).press('Enter');
    await sees(page.locator('.grid-under').first());
    await clean('lines');
    const { tie } = await now();
    expect([tie.due + tie.apart, tie.ledger]).toEqual([tie.ledger, tie.postings]);
    expect(tie.ledger).not.toBe(0);
  });

  test('it is filed by keyboard, and taken back', async () => {
    const { press, sees } = typistAt(page);
    const button = page.getByRole('button', { name: 'Mark as filed' });
    await button.focus();
    await press('Enter');
    await sees(page.getByRole('dialog'));
    await clean('file');
    await press('Control+Enter');
    await expect.poll(async () => (await now()).state).toBe('filed');
    await expect.poll(() => page.getByRole('button', { name: 'Mark as filed' }).count()).toBe(1);
    for (let back = 0; back < 8 && (await page.getByRole('button', { name: 'Take back' }).count()) === 0; back += 1) {
      // oxlint-disable-next-line no-await-in-loop
      await press('k');
      // oxlint-disable-next-line no-await-in-loop
      await settled(page);
    }
    await sees(page.getByRole('button', { name: 'Take back' }));
    await clean('filed');
  });

  test('what changes in it after it was taken back is told by box and by line', async () => {
    await stage.call('taxReturn.withdraw', { fromOn: first, note: 'a bill was missing' });
    const { id: supplierId } = ((await stage.call('supplier.list', {})) as { rows: { id: number }[] }).rows[0]!;
    await stage.call('supplierBill.record', { supplierId, supplierNumber: 'LATE-1', billedOn: first, lines: [{ kind: 'expense', text: 'rent', net: 100_000, tax: 13_000 }] });
    const { boxes } = await now();
    const due = boxes.find((box) => box.code === '19')!;
    expect(due.figure - due.filed!).toBe(-13_000);
    const { sees } = typistAt(page);
    await sees(page.getByText('1 line came after it was filed.'));
    await page.getByRole('button', { name: 'Show what changed' }).click();
    if ((await page.getByRole('button', { name: 'Tax on purchases, got back' }).getAttribute('aria-expanded')) === 'false') await page.getByRole('button', { name: 'Tax on purchases, got back' }).click();
    await expect.poll(() => page.locator('.grid-under').count()).toBe(2);
    await clean('changed');
  });

  test('its settings say which return, how often, and what the shop is', async () => {
    const { press, sees } = typistAt(page);
    await page.getByRole('button', { name: 'Tax settings' }).click();
    await sees(page.getByRole('dialog'));
    await clean('settings');
    await press('Control+Enter');
    await expect.poll(() => page.getByRole('dialog').count()).toBe(0);
  });

  test.each([
    { language: 'zh-Hans', theme: 'dark' },
    { language: 'zh-Hant', theme: 'light' },
  ] as const)('in $language, $theme, it has no serious fault', async (look) => {
    const other = await stage.open(browser, { ...look, at: '/money/tax' });
    await settled(other);
    await picture(other, 'tax', look, 'changed');
    expect(await seriousFaults(other)).toEqual([]);
  });
});
