import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { chromiumPath, launchChromium } from '../support/chromium.ts';
import { ElectronDouble } from '../support/electron-double/double.ts';
import { typistAt } from '../support/keyboard.ts';
import { callOverPort, openPagePort, sendOverPort } from '../support/page-port.ts';
import { startProxy } from '../support/proxy-server.ts';
import { traversals } from '../support/traversals.ts';
import { launch, main, type Running } from './launch.ts';

const newShop = {
  name: '渔具小店', country: 'CN', baseCurrency: 'CNY', timeZone: 'Asia/Shanghai', language: 'zh-Hans', fiscalYearStartMonth: 1,
  costingMethod: 'fifo', pricesIncludeTax: false, chart: 'generic', goLiveAt: Date.UTC(2026, 2, 2), ownerName: 'Lin',
};

describe.skipIf(!chromiumPath())('the compiled program in its window', () => {
  let browser: Browser;
  let folder: string;
  let running: Running;

  beforeAll(async () => {
    browser = await launchChromium();
    folder = fs.mkdtempSync(path.join(os.tmpdir(), 'shop-window-'));
    running = await launch(folder, browser);
    await running.page.locator('#root :is(h1, h2, button, p)').first().waitFor();
    await openPagePort(running.page);
  });
  afterAll(async () => {
    await running.quit();
    await browser.close();
    fs.rmSync(folder, { recursive: true, force: true });
  });

  test('a shop is founded over the port, and is still there after quitting and starting again', async () => {
    expect(await callOverPort(running.page, 'session.get')).toMatchObject({ status: 200, body: { hasShop: false } });
    expect(await callOverPort(running.page, 'shop.create', newShop, 'found-once')).toMatchObject({ status: 200 });
    await running.quit();
    running = await launch(folder, browser);
    await openPagePort(running.page);
    expect(await callOverPort(running.page, 'shop.get')).toMatchObject({ status: 200, body: { name: '渔具小店', baseCurrency: 'CNY' } });
  });

  test('the same key again has one effect, and another input under it is refused', async () => {
    const once = await callOverPort(running.page, 'user.add', { name: 'Chen', role: 'clerk' }, 'add-chen');
    expect(await callOverPort(running.page, 'user.add', { name: 'Chen', role: 'clerk' }, 'add-chen')).toEqual(once);
    const other = await callOverPort(running.page, 'user.add', { name: 'Wang', role: 'clerk' }, 'add-chen');
    expect(other).toMatchObject({ status: 409, body: { code: 'REFUSED', data: { code: 'key.reused' } } });
    const { users } = (await callOverPort(running.page, 'user.list')).body as { users: { name: string }[] };
    expect(users.map(({ name }) => name).toSorted()).toEqual(['Chen', 'Lin']);
  });

  test('a refusal crosses the port with its code and details', async () => {
    const refused = await callOverPort(running.page, 'shop.update', { changes: { name: '' } });
    expect(refused).toMatchObject({ status: 409, body: { code: 'REFUSED', defined: true, data: { code: 'input.invalid', details: { issues: [{ path: 'changes.name' }] } } } });
  });

  test('a shop outside is asked through the proxy of the system’s settings', async ({ skip }) => {
    const { double } = running;
    // A real Electron's settings are the machine's own.
    if (!double) return skip();
    const between = await startProxy({ names: {}, answers: 403 });
    double.world.proxy = `PROXY ${between.host}`;
    const shop = { name: 'Outside', kind: 'woocommerce', url: 'https://shop.example', credentials: { consumerKey: 'ck_1', consumerSecret: 'cs_1' } };
    const refused = await callOverPort(running.page, 'channel.add', shop);
    double.world.proxy = 'DIRECT';
    await between.close();
    expect(refused).toMatchObject({ status: 503, body: { data: { code: 'proxyRefused', status: 403 } } });
    expect(between.asked[0]).toEqual({ what: 'CONNECT shop.example:443', password: undefined });
  });

  test('the page gets two functions and nothing of Node or Electron', async () => {
    const surface = await running.page.evaluate(() => {
      const { shopwright } = window as unknown as { shopwright: object };
      const present = ['require', 'process', 'module', 'Buffer', 'ipcRenderer', 'electron', 'global', '__dirname'].filter((name) => name in window);
      return { shopwright: Object.keys(shopwright), frozen: Object.isFrozen(shopwright), present };
    });
    expect(surface).toEqual({ shopwright: ['connect', 'openOtherShop'], frozen: true, present: [] });
  });

  test('whatever else is sent over the port, the program answers the next call', async () => {
    const nonsense = ['', '{', 'null', '[]', '{}', '{"i":1}', '{"i":"x"}', '{"i":"x","p":null}', '{"i":"x","p":{"u":"file:///etc/passwd"}}', '{"i":"x","t":9}',
      '{"i":"x","p":{"u":"//evil.example/x"}}', '{"i":"x","p":{"u":"/__proto__/constructor"}}', '{"i":"x","p":{"u":"/shop"}}', '{"i":"x","p":{"u":"/%"}}', '{"i":"x","t":4}',
      '{"i":"x","p":{"u":"/shop/get","h":{"content-disposition":"x"}}}', '{"i":"x","p":{"u":"/shop/get","b":{"json":1,"meta":[[9,"a"]]}}}', 'x'.repeat(100_000)];
    for (const message of nonsense) await sendOverPort(running.page, message, 'x', 50);
    for (const message of [{ i: 'x' }, 7, null, [1]]) await sendOverPort(running.page, message, 'x', 50);
    expect(await callOverPort(running.page, 'shop.get')).toMatchObject({ status: 200 });
  });

  test('no path under app:// names a file outside the page', async () => {
    const found = await running.page.evaluate(async (paths) => {
      const answers = await Promise.all(paths.map(async (path) => {
        try {
          // A relative reference: the browser tidies it as it would for any link.
          return { path, ok: (await fetch(new URL(path, location.href))).ok, inside: ['/', '/index.html'].includes(new URL(path, location.href).pathname) };
        } catch {
          return { path, ok: false, inside: false };
        }
      }));
      return answers.filter(({ ok, inside }) => ok && !inside).map(({ path }) => path);
    }, traversals);
    expect(found).toEqual([]);
  });

  test('injected scripts, evaluated text and strange styles do nothing', async () => {
    const ran = await running.page.evaluate(async () => {
      const own = window as unknown as { ran?: string[] };
      own.ran = [];
      const attempts: (() => void)[] = [
        // oxlint-disable-next-line no-eval -- this is what must not run
        () => void (0, eval)('window.ran.push("eval")'),
        () => void new Function('window.ran.push("Function")')(),
        () => { const script = document.createElement('script'); script.textContent = 'window.ran.push("inline")'; document.body.append(script); },
        () => { const image = document.createElement('img'); image.setAttribute('onerror', 'window.ran.push("handler")'); image.src = 'data:,'; document.body.append(image); },
        () => { const style = document.createElement('style'); style.textContent = 'html { --injected: 1 }'; document.head.append(style); },
        () => { document.body.insertAdjacentHTML('beforeend', '<iframe srcdoc="<script>parent.ran.push(1)</script>"></iframe>'); },
      ];
      // Later, by themselves: what the debugger evaluates directly is exempt from the policy.
      for (const attempt of attempts) setTimeout(attempt);
      await new Promise((resolve) => { setTimeout(resolve, 300); });
      const styled = getComputedStyle(document.documentElement).getPropertyValue('--injected');
      return styled ? [...own.ran, 'style'] : own.ran;
    });
    expect(ran).toEqual([]);
  });

  test('the page’s own styles break no policy', async () => {
    const violations: string[] = [];
    running.page.on('console', (message) => { if (/Content Security Policy|TrustedHTML|Trusted Type/.test(message.text())) violations.push(message.text()); });
    await running.page.reload();
    await running.page.locator('#root :is(h1, h2, button, p)').first().waitFor();
    expect(violations).toEqual([]);
    await openPagePort(running.page);
  });

  test('in the window too an order is found, shipped and taken back by keys alone', async () => {
    const { page } = running;
    const ask = async <T>(method: string, input: object = {}): Promise<T> => (await callOverPort(page, method, input, `day-${method}`)).body as T;
    const { locationId } = await ask<{ locationId: number }>('location.create', { name: '门店', kind: 'shop' });
    const { variants } = await ask<{ variants: [{ id: number }] }>('product.create', { name: '溪流竿', state: 'active', variants: [{ sku: 'ROD' }] });
    await ask('stock.receive', { locationId, lines: [{ variantId: variants[0].id, quantity: 5_000, value: 500_00 }] });
    const { orderId, number } = await ask<{ orderId: number; number: string }>('order.create', { lines: [{ variantId: variants[0].id, quantity: 2_000, unitPrice: 2_000_000 }], recipient: { recipient: '王伟', country: 'CN', postcode: '310012', city: '杭州', line1: '文三路 12 号', phone: '13800138000' } });
    const goods = async () => ((await callOverPort(page, 'order.get', { orderId })).body as { fulfilment: string }).fulfilment;

    await page.reload();
    await openPagePort(page);
    await page.locator('.shell, .sign-in').first().waitFor();
    if (await page.locator('.sign-in').isVisible()) await page.locator('.sign-in button[type=submit]').press('Enter');
    await page.locator('.shell').waitFor();
    const she = typistAt(page);
    await she.press('g', 'o');
    await she.sees(page.getByRole('heading', { level: 1, name: 'Orders' }));
    const row = page.locator('[role=row]', { hasText: number });
    await she.isOn(row);
    await she.press('Enter');
    await she.sees(page.getByRole('heading', { level: 1, name: number }));
    await she.press('s');
    await she.sees(page.getByRole('dialog').locator('input:focus'));
    await she.press('Enter');
    await she.sees(page.locator('.toast', { hasText: 'hipped' }));
    await expect.poll(goods).toBe('shipped');
    await she.press('z');
    await expect.poll(goods).toBe('allocated');
  });

  test('started a second time it shows the window there is and opens none', async ({ skip }) => {
    const { double } = running;
    // A real Electron gives one lock for the whole machine and no say in whether a window is minimized.
    if (!double) return skip();
    const second = await ElectronDouble.launch({ main, args: ['--data', folder], browser, userData: double.world.userData, second: true });
    await second.exited;
    expect(second.world.windows).toEqual([]);
    const [window] = double.world.windows;
    Object.assign(window!, { minimized: true, focused: 0 });
    double.world.app.emit('second-instance');
    expect(window).toMatchObject({ minimized: false, focused: 1 });
    expect(double.world.windows).toHaveLength(1);
    await second.world.context.close();
  });

  test('a backup chosen in the settings is put back at the next start, and one that is broken by then leaves the shop as it is and says why', async () => {
    const call = async <T>(method: string, input?: object): Promise<T> => (await callOverPort(running.page, method, input)).body as T;
    const startAgain = async (): Promise<void> => {
      await running.quit();
      running = await launch(folder, browser);
      await openPagePort(running.page);
    };
    const { name } = await call<{ name: string }>('backup.make');
    await call('user.add', { name: 'Only since', role: 'clerk' });
    const people = async (): Promise<string[]> => (await call<{ users: { name: string }[] }>('user.list')).users.map((user) => user.name);
    await call('backup.putBack', { name });
    expect(await call('backup.list')).toMatchObject({ next: name });
    expect(await people()).toContain('Only since');
    await startAgain();
    expect(await people()).not.toContain('Only since');
    expect(await call('shop.get')).toMatchObject({ epoch: 2 });
    expect(await call('backup.list')).toMatchObject({ next: null, refusal: null });
    await call('backup.putBack', { name });
    fs.truncateSync(path.join(folder, 'backups', name), 40_000);
    await startAgain();
    expect(await call('shop.get')).toMatchObject({ epoch: 2 });
    expect(await call('backup.list')).toMatchObject({ next: null, refusal: { code: 'file.damaged' } });
    await call('backup.keepPresent');
    expect(await call('backup.list')).toMatchObject({ refusal: null });
  });

  test('a shop whose file is broken offers the newest backup, and starts again with it', async ({ skip }) => {
    // A real dialog has nobody to answer it.
    if (!running.double) return skip();
    const { name } = (await callOverPort(running.page, 'backup.make')).body as { name: string };
    await running.quit();
    for (const ending of ['-wal', '-shm']) fs.rmSync(path.join(folder, `shop.db${ending}`), { force: true });
    fs.truncateSync(path.join(folder, 'shop.db'), 30_000);
    const start = () => ElectronDouble.launch({ main, args: ['--data', folder], browser, userData: path.join(folder, 'window'), presses: [0] });
    const broken = await start();
    await broken.exited;
    expect(broken.world.errorBoxes).toEqual([]);
    expect(broken.world.asked).toEqual([['Put It Back and Start Again', 'Quit Shopwright']]);
    expect(broken.world.relaunched).toBeDefined();
    await broken.world.context.close();
    running = await launch(folder, browser);
    await openPagePort(running.page);
    expect(await callOverPort(running.page, 'shop.get')).toMatchObject({ status: 200, body: { epoch: 3 } });
    expect(fs.readdirSync(path.join(folder, 'backups'))).toContain(name);
  });

  test('another shop’s folder is chosen in the system’s dialog, and the program starts again with it; a folder without a shop is refused', async ({ skip }) => {
    const { double } = running;
    // A real dialog has nobody to answer it.
    if (!double) return skip();
    const { world } = double;
    const elsewhere = fs.mkdtempSync(path.join(os.tmpdir(), 'shop-elsewhere-'));
    const openOther = (): Promise<void> => running.page.evaluate(() => (window as unknown as { shopwright: { openOtherShop(): void } }).shopwright.openOtherShop());
    await openOther();
    world.answers.push(elsewhere);
    await openOther();
    await expect.poll(() => world.errorBoxes.splice(0)).toEqual([expect.stringContaining('holds no shop')]);
    expect(world.relaunched).toBeUndefined();
    fs.writeFileSync(path.join(elsewhere, 'shop.db'), '');
    world.answers.push(elsewhere);
    double.clickMenu('Shop', 'Open a Shop’s Folder…');
    await double.exited;
    expect(world.relaunched?.slice(-2)).toEqual(['--data', elsewhere]);
    expect(world.relaunched?.filter((word) => word === '--data')).toHaveLength(1);
    expect(JSON.parse(fs.readFileSync(path.join(world.userData, 'last-shop.json'), 'utf8'))).toEqual({ folder: elsewhere });
    fs.rmSync(elsewhere, { recursive: true, force: true });
    await world.context.close();
    running = await launch(folder, browser);
  });
});
