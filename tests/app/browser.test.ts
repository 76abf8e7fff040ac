import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { chromiumPath, launchChromium } from '../support/chromium.ts';
import { serveShop, type ServedShop } from '../support/served-shop.ts';

describe.skipIf(!chromiumPath())('the compiled program in a browser', () => {
  let browser: Browser;
  let context: BrowserContext;
  let page: Page;
  let folder: string;
  let shop: ServedShop;
  const complaints: string[] = [];
  const drawn = () => page.locator('#root :is(h1, h2, button, p)').first().waitFor();

  beforeAll(async () => {
    browser = await launchChromium();
    folder = fs.mkdtempSync(path.join(os.tmpdir(), 'shop-browser-'));
    shop = await serveShop(folder);
    context = await browser.newContext();
    page = await context.newPage();
    page.on('console', (message) => { if (['error', 'warning'].includes(message.type())) complaints.push(message.text()); });
    page.on('pageerror', (error) => complaints.push(String(error)));
    await page.goto(shop.url);
    await drawn();
  });
  afterAll(async () => {
    await browser.close();
    await shop.stop();
    fs.rmSync(folder, { recursive: true, force: true });
  });

  const code = (): string => new URL(shop.url).hash.slice(1);

  test('lets the page in and takes the code out of its address', async () => {
    expect(new URL(page.url()).hash).not.toContain(code());
    expect(await page.evaluate(() => [document.referrer, document.cookie, localStorage.length])).toEqual(['', '', expect.any(Number)]);
  });

  test('is still there after a reload, and its stored code changes each time', async () => {
    const stored = () => page.evaluate(() => JSON.stringify(sessionStorage));
    const before = await stored();
    await page.reload();
    await drawn();
    expect(await stored()).not.toBe(before);
  });

  test('lets nobody else in by the same address', async () => {
    const other = await (await browser.newContext()).newPage();
    const answers: number[] = [];
    other.on('response', (response) => { if (response.url().endsWith('/session')) answers.push(response.status()); });
    await other.goto(shop.url);
    await expect.poll(() => answers).toEqual([401]);
    expect(await other.evaluate(() => 'shopwright' in window)).toBe(false);
    await other.context().close();
  });

  test('draws without breaking its own policy', () => {
    expect(complaints).toEqual([]);
  });

  test('writes neither code nor bearer into any file of the shop', () => {
    const files = fs.readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
    const holding = files.filter((entry) => fs.readFileSync(path.join(entry.parentPath, entry.name)).includes(code()));
    expect(holding.map((entry) => entry.name)).toEqual([]);
  });

  test('a port in use is said, and the second program ends', async () => {
    const second = fs.mkdtempSync(path.join(os.tmpdir(), 'shop-second-'));
    await expect(serveShop(second, ['--port', new URL(shop.url).port])).rejects.toThrow(/ended with 1[^]*port\.inUse/);
    fs.rmSync(second, { recursive: true, force: true });
  });

  test('ends cleanly when asked to', async () => {
    expect(await shop.stop()).toBe(0);
    shop = await serveShop(folder);
    expect(shop.output()).toContain('Shopwright is at');
  });
});
