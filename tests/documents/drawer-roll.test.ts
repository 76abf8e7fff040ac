import net, { type AddressInfo } from 'node:net';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { documentMethods } from '../../main/app/document-methods.ts';
import type { Store } from '../../main/app/store.ts';
import { drawerRoll } from '../../shared/documents/drawer-roll.rules.ts';
import { drawerWords } from '../../shared/documents/drawer-words.rules.ts';
import { paired, placesOf } from '../../shared/documents/receipt-roll.rules.ts';
import { instant } from '../../shared/units/instant.ts';
import { type Language, languages } from '../../shared/units/language.ts';
import { minor } from '../../shared/units/minor.ts';
import { pieces } from '../../shared/units/quantity.ts';
import { newSellingShop, type SellingShop } from '../sales/support.ts';

const owner = { userId: 1, role: 'owner', deviceId: null, via: 'app' } as const;
let shop: SellingShop;
let drawerId: number;
beforeEach(() => {
  shop = newSellingShop();
  drawerId = shop.call('drawer.open', { float: minor(20_000), from: 'bank' }).drawerId;
  shop.call('order.sell', { lines: [{ variantId: shop.variant.ROD, quantity: pieces(1) }] });
  shop.call('drawer.payOut', { reason: 'expense', amount: minor(1_500), note: '快递' });
});
afterEach(() => {
  shop.check();
  shop.close();
});

const roll = (language: Language = 'zh-Hans') => drawerRoll(shop.call('drawer.report', { drawerId }), { shopName: '渔具小店', language, timeZone: 'Asia/Shanghai', printedAt: instant(shop.clock.now) });
const texts = (language?: Language) => roll(language).flatMap((line) => (line.kind === 'pair' ? paired(line.left, line.right, 48) : line.kind === 'text' ? [line.text] : []));

test('the X report says the drawer’s cash by cause, its sales and taxes, each figure once on its line', () => {
  const said = texts().join('\n');
  for (const line of [/X 报表/, /备用金 +¥200\.00/, /现金销售 +¥113\.00/, /取出 +[-−]¥15\.00/, /应有 +¥298\.00/, /现金 +¥113\.00/, /销售（1 笔） +¥113\.00/, /税额 13%（¥100\.00） +¥13\.00/, /快递/]) expect(said).toMatch(line);
  expect(said).not.toMatch(/签名/);
  expect(texts().every((line) => placesOf(line) <= 48)).toBe(true);
});

test('the Z report adds what was counted, note by note, what is over, and a line to sign on', () => {
  shop.call('drawer.close', { drawerId, pieces: [{ denomination: minor(10_000), pieces: 2 }, { denomination: minor(1_000), pieces: 10 }], note: '夜班' });
  const said = texts().join('\n');
  for (const line of [/Z 报表/, /实点 +¥300\.00/, /长短款 +¥2\.00/, /2 × ¥100\.00 +¥200\.00/, /10 × ¥10\.00 +¥100\.00/, /夜班/, /签名 +_+/]) expect(said).toMatch(line);
});

test.each(languages)('in %s it has words for everything that can stand on it', (language) => {
  expect(texts(language)[1]).toBe(drawerWords[language].report.x);
  expect(texts(language).join()).not.toMatch(/undefined|\{\{/);
});

test('goes to a receipt printer in its own Chinese, and opens no drawer', async () => {
  const received: Buffer[] = [];
  let heardAll = (): void => undefined;
  const whole = new Promise<void>((resolve) => (heardAll = resolve));
  const printer = net.createServer((socket) => socket.on('data', (data) => received.push(data)).on('end', heardAll));
  await new Promise<void>((resolve) => printer.listen(0, '127.0.0.1', resolve));
  const { printerId } = shop.call('printer.add', { name: 'Till', speaks: 'escpos', host: '127.0.0.1', port: (printer.address() as AddressInfo).port });
  const store = { query: async (actor: never, name: string, input: unknown) => shop.core.query(actor, name, input) } as unknown as Store;
  const methods = documentMethods(store, { folder: shop.folder, now: () => instant(shop.clock.now), platform: {} });
  await methods['printer.sendDrawer']!(owner, { drawerId, printerId } as never, {});
  await whole;
  const bytes = Buffer.concat(received);
  expect([...bytes.subarray(0, 4)]).toEqual([0x1b, 0x40, 0x1c, 0x26]);
  expect(bytes.includes(Buffer.from([0x1b, 0x70]))).toBe(false);
  expect(new TextDecoder('gb18030').decode(bytes)).toContain('X 报表');
  await new Promise((resolve) => printer.close(resolve));
});
