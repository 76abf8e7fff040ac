import fs from 'node:fs';
import sharp from 'sharp';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { chromiumPath, launchChromium } from '../support/chromium.ts';
import { founding } from '../support/door.ts';
import { type Typist, typistAt } from '../support/keyboard.ts';
import { goTo, newStageFolder, openStage, picture, seriousFaults, settled, type Stage, stageTime, waysIn } from './stage.ts';

const pdf = Buffer.from('%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 200 200]>>endobj\ntrailer<</Root 1 0 R>>\n');

interface Let {
  name: string;
  type: string;
  data: string;
}

describe.skipIf(!chromiumPath()).each(waysIn(import.meta.filename, [
  { language: 'en', theme: 'light' },
  { language: 'zh-Hans', theme: 'dark' },
] as const))('an entry from a slip in $language, $theme', (look) => {
  const folder = newStageFolder();
  let browser: Browser;
  let stage: Stage;
  let page: Page;
  let she: Typist;
  let receipt: Buffer;
  const ask = async <T>(method: string, input: object = {}): Promise<T> => (await stage.call(method, input)) as T;
  const dialog = () => page.locator('[role=dialog]');
  const field = (nth: number) => dialog().locator('input[inputmode=decimal]').nth(nth);
  const entries = async () => (await ask<{ rows: { entryId: number; postedOn: string; total: number; reversesId: number | null; memo: { values: Record<string, string> } }[] }>('journal.list', {})).rows;
  const waiting = async () => (await ask<{ rows: { name: string }[] }>('slip.list')).rows.map(({ name }) => name);
  const looked = async (state: string): Promise<void> => {
    await settled(page);
    await picture(page, 'slips', look, state);
    expect(await seriousFaults(page)).toEqual([]);
  };
  /** Lets files go over the page, as a hand does. */
  const letGo = async (...files: { name: string; type: string; bytes: Buffer }[]): Promise<void> => {
    const given: Let[] = files.map(({ name, type, bytes }) => ({ name, type, data: bytes.toString('base64') }));
    await page.evaluate((all) => {
      const transfer = new DataTransfer();
      for (const { name, type, data } of all) transfer.items.add(new File([Uint8Array.from(atob(data), (sign) => sign.charCodeAt(0))], name, { type, lastModified: 0 }));
      const at = document.querySelector('main') ?? document.body;
      for (const kind of ['dragover', 'drop']) at.dispatchEvent(new DragEvent(kind, { dataTransfer: transfer, bubbles: true, cancelable: true }));
    }, given);
  };
  const account = async (nth: number, code: string): Promise<void> => {
    await dialog().locator('input[role=combobox], input[aria-haspopup=listbox]').nth(nth).focus();
    await she.type(code);
    await page.locator('[role=option]:visible', { hasText: code }).first().waitFor();
    await she.press('ArrowDown', 'Enter');
  };

  beforeAll(async () => {
    stage = await openStage(folder);
    browser = await launchChromium();
    await ask('shop.create', { ...founding, firstLocation: '店面', goLiveAt: stageTime - 60 * 24 * 3600_000 });
    const words = Buffer.from('<svg width="420" height="760" xmlns="http://www.w3.org/2000/svg"><rect width="420" height="760" fill="#f4f0e6"/><g font-family="monospace" font-size="24"><text x="90" y="80">TELEKOM SHOP</text><text x="60" y="180">2026-11-03  14:22</text><text x="60" y="280">Mobile M      39.90</text><text x="60" y="420">TOTAL CNY     39.90</text></g></svg>');
    receipt = await sharp(words).jpeg({ quality: 90 }).withExif({ IFD2: { DateTimeOriginal: '2026:11:19 09:12:44' } }).toBuffer();
    page = await stage.open(browser, { ...look, at: '/money' });
    page.setDefaultTimeout(8000);
    she = typistAt(page);
  }, 120_000);
  afterAll(async () => {
    await stage.close();
    await browser.close();
    fs.rmSync(folder, { recursive: true, force: true });
  });

  test('let go on a screen of the books it opens beside a new entry that says what its name says', async () => {
    await letGo({ name: '2026-11-03 Telekom 39.90.jpg', type: 'image/jpeg', bytes: receipt });
    await dialog().locator('img').waitFor();
    expect(await dialog().locator('input[type=date]').inputValue()).toBe('2026-11-03');
    expect(await dialog().locator('input[maxlength="500"]').inputValue()).toBe('Telekom');
    expect([await field(0).inputValue(), await field(1).inputValue(), await field(2).inputValue(), await field(3).inputValue()]).toEqual(['39.90', '', '', '39.90']);
    await expect.poll(() => dialog().locator('img').evaluate((img: HTMLImageElement) => img.naturalWidth)).toBe(420);
    await looked('begun');
    await she.press('F7');
    await dialog().locator('img[data-large]').waitFor();
    await she.press('F7');
    expect(await entries()).toEqual([]);
  });

  test('what was typed is there again after the screen was left; the slip itself after the program was', async () => {
    await account(0, '6900');
    await she.press('Escape');
    await dialog().waitFor({ state: 'hidden' });
    await goTo(page, '/money');
    await goTo(page, '/money/journal');
    await page.getByRole('button', { name: look.language === 'en' ? 'Slips 1' : '票据 1' }).waitFor();
    await she.press('d');
    await dialog().locator('img').waitFor();
    await expect.poll(() => dialog().locator('input[role=combobox], input[aria-haspopup=listbox]').first().inputValue()).toContain('6900');
  });

  test('posted it lies beside its entry, and waits no more', async () => {
    await account(2, '1010');
    await she.press('Control+Enter');
    await dialog().waitFor({ state: 'hidden' });
    await page.locator('.peek', { hasText: '2026-11-03 Telekom 39.90.jpg' }).waitFor();
    expect((await entries()).map(({ postedOn, total }) => [postedOn, total])).toEqual([['2026-11-03', 3_990]]);
    expect(await waiting()).toEqual([]);
    await looked('posted');
  });

  test('three together are typed one after another; one that is no paper is refused and stops none', async () => {
    await letGo(
      { name: 'telekom 19.95.pdf', type: 'application/pdf', bytes: pdf },
      { name: 'notes.txt', type: 'text/plain', bytes: Buffer.from('hello') },
      { name: 'nothing.pdf', type: 'application/pdf', bytes: Buffer.alloc(0) },
      { name: 'Taxi.jpg', type: 'image/jpeg', bytes: Buffer.concat([receipt, Buffer.from([0])]) },
    );
    await dialog().locator('[role=alert]').nth(1).waitFor();
    expect(await dialog().locator('[role=alert]').allTextContents()).toEqual([expect.stringContaining('notes.txt'), expect.stringContaining('nothing.pdf')]);
    await dialog().getByText(look.language === 'en' ? 'Slip 1 of 2' : '第 1 张，共 2 张').waitFor();
    // The lines of the last one in the same words, with the amount of this one.
    await expect.poll(() => dialog().locator('input[role=combobox], input[aria-haspopup=listbox]').first().inputValue()).toContain('6900');
    expect([await field(0).inputValue(), await field(3).inputValue()]).toEqual(['19.95', '19.95']);
    await looked('several');
    await she.press('Control+Enter');
    await dialog().locator('img').waitFor();
    await dialog().getByText(look.language === 'en' ? 'Slip 1 of 1' : '第 1 张，共 1 张').waitFor();
    expect(await dialog().locator('input[maxlength="500"]').inputValue()).toBe('Taxi');
    // The camera's day.
    expect(await dialog().locator('input[type=date]').inputValue()).toBe('2026-11-19');
    expect((await entries()).map(({ total }) => total).toSorted((a, b) => a - b)).toEqual([1_995, 3_990]);
  });

  test('F9 puts one away, Z brings it back', async () => {
    await she.press('F9');
    await dialog().waitFor({ state: 'hidden' });
    await expect.poll(waiting).toEqual([]);
    await she.press('z');
    await expect.poll(waiting).toEqual(['Taxi.jpg']);
  });

  test('O chooses files; a file that was posted before says so; F8 goes on', async () => {
    const chosen = page.waitForEvent('filechooser');
    await she.press('o');
    await (await chosen).setFiles([{ name: 'again.jpg', mimeType: 'image/jpeg', buffer: receipt }]);
    await dialog().locator('img').waitFor();
    await dialog().getByText(look.language === 'en' ? /lies beside JE-\d+ already/ : /已附在 JE-\d+ 旁/).waitFor();
    await looked('again');
    await she.press('F8');
    await expect.poll(() => dialog().locator('input[maxlength="500"]').inputValue()).toBe('Taxi');
    await she.press('Escape');
    expect(await waiting()).toEqual(['Taxi.jpg', 'again.jpg']);
  });

  test('let go while an entry is typed it joins that entry', async () => {
    await dialog().waitFor({ state: 'hidden' });
    await settled(page);
    await she.press('n');
    await dialog().waitFor();
    await dialog().locator('input:focus').waitFor();
    await she.type('Parking');
    await letGo({ name: 'Parkhaus 4.00.pdf', type: 'application/pdf', bytes: Buffer.concat([pdf, Buffer.from('%')]) });
    await dialog().getByText('Parkhaus 4.00.pdf').waitFor();
    expect(await dialog().locator('input[maxlength="500"]').inputValue()).toBe('Parking');
    await account(0, '6900');
    await field(0).fill('4');
    await account(2, '1010');
    await field(3).fill('4');
    await she.press('Control+Enter');
    await expect.poll(async () => (await entries()).some(({ total }) => total === 400)).toBe(true);
    expect(await waiting()).toEqual(['Taxi.jpg', 'again.jpg']);
  });
});
