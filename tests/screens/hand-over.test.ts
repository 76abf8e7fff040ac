import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import AxeBuilder from '@axe-core/playwright';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { booksShop, made, textOf } from '../exports/support.ts';
import { chromiumPath, launchChromium } from '../support/chromium.ts';
import type { TestShop } from '../support/shop.ts';
import { picture } from './stage.ts';

const parts = ['seal', 'style', 'words', 'meta', 'accounts', 'trialBalance', 'statements', 'entries', 'chain', 'verifier', 'page'] as const;

describe.skipIf(!chromiumPath())('the hand-over file in a browser', () => {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'hand-over-'));
  let shop: TestShop;
  let browser: Browser;
  let page: Page;
  let text: string;
  const asked: string[] = [];

  beforeAll(async () => {
    shop = booksShop({ language: 'en', name: 'Lakeside Outfitters' });
    text = textOf(made(shop, 'handOver').files[0]);
    browser = await launchChromium();
    const context = await browser.newContext({ viewport: { width: 1440, height: 900 }, reducedMotion: 'reduce' });
    page = await context.newPage();
    page.on('request', (request) => asked.push(request.url()));
  });
  afterAll(async () => {
    await browser.close();
    shop.close();
    fs.rmSync(folder, { recursive: true, force: true });
  });

  /** What the page says about itself; a page that cannot even say so is not green. */
  async function verdictOf(source: string): Promise<string> {
    const file = path.join(folder, 'books.html');
    fs.writeFileSync(file, source);
    await page.goto(`file://${file}`);
    const verdict = page.locator('.verdict:not([data-state=busy])');
    await verdict.waitFor({ timeout: 15_000 }).catch(() => undefined);
    return (await verdict.count()) === 0 ? 'nothing' : ((await verdict.getAttribute('data-state')) ?? '');
  }

  /** One letter in the middle of a part. */
  function changed(part: string): string {
    const from = text.indexOf(` id="${part}">`) + part.length + 6;
    const to = text.indexOf('</', from);
    const middle = Math.floor((from + to) / 2);
    return text.slice(0, middle) + (text[middle] === '7' ? '8' : '7') + text.slice(middle + 1);
  }

  test('is green as it was made, opens with no network, drills down and searches', async () => {
    expect(await verdictOf(text)).toBe('ok');
    expect(asked.filter((url) => !url.startsWith('file:') && !url.startsWith('data:') && !url.startsWith('blob:'))).toEqual([]);
    await picture(page, 'hand-over', { language: 'en', theme: 'light' }, 'balance');
    await page.getByRole('button', { name: /^1100|Accounts receivable/ }).first().click();
    await page.locator('.row.ledger').first().click();
    expect(await page.locator('.card .legs').first().innerText()).toContain('Accounts receivable');
    await page.locator('[data-tab=statements]').click();
    expect(await page.locator('h2.statement').allInnerTexts()).toEqual(['Profit and loss', 'Balance sheet', 'Cash flow, direct']);
    expect(await page.locator('.tie').count()).toBeGreaterThanOrEqual(4);
    expect(await page.locator('.tie[data-state=bad]').allInnerTexts()).toEqual([]);
    await page.locator('.row.account').first().press('Enter');
    await page.locator('.row.ledger').first().press('Enter');
    expect(await page.locator('.card .legs').count()).toBe(1);
    await picture(page, 'hand-over', { language: 'en', theme: 'light' }, 'statements');
    await page.locator('[data-tab=journal]').click();
    await page.getByRole('searchbox').fill('JE-000007');
    expect(await page.locator('.row.entry.opens').count()).toBe(1);
    await page.locator('.row.entry.opens').click();
    await picture(page, 'hand-over', { language: 'en', theme: 'light' }, 'journal');
    const faults = (await new AxeBuilder({ page }).withTags(['wcag2a', 'wcag2aa']).analyze()).violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`);
    expect(faults).toEqual([]);
  });

  test('proves every byte of a file it is given', async () => {
    expect(await verdictOf(text)).toBe('ok');
    await page.locator('[data-tab=record]').click();
    const other = path.join(folder, 'other.html');
    for (const [source, state] of [[text, 'ok'], [text.replace('<html', '<HTML'), 'bad']] as const) {
      fs.writeFileSync(other, source);
      await page.locator('input[type=file]').setInputFiles(other);
      await page.locator(`#whole[data-state=${state}]`).waitFor();
    }
    await page.emulateMedia({ colorScheme: 'dark' });
    await picture(page, 'hand-over', { language: 'en', theme: 'dark' }, 'record');
    await page.emulateMedia({ colorScheme: 'light' });
  });

  test.each(parts)('is not green when one byte of its %s is changed', async (part) => {
    expect(await verdictOf(changed(part))).not.toBe('ok');
  });

  test('is not green when something is put between its parts', async () => {
    expect(await verdictOf(text.replace('<div id="app">', '<p>Paid</p><div id="app">'))).not.toBe('ok');
  });
});
