import { afterAll, beforeAll, expect, test } from 'vitest';
import { documentMethods } from '../../main/app/document-methods.ts';
import { findFonts } from '../../main/documents/fonts.ts';
import { instant } from '../../shared/units/instant.ts';
import { openTestDoor, type TestDoor } from '../support/door.ts';

let at: TestDoor;
beforeAll(async () => {
  at = await openTestDoor();
  await at.call('location.create', { name: '店面', kind: 'shop', negativePolicy: 'allow', sellable: true });
  const { variants } = (await at.call('product.create', { name: '浮漂 <b>', state: 'active', variants: [{ sku: 'F', prices: [{ currency: 'CNY', amount: 100_000 }] }] })) as { variants: { id: number }[] };
  await at.call('order.sell', { lines: [{ variantId: variants[0]!.id, quantity: 1_000 }] });
});
afterAll(() => at.close());

const actor = { userId: 1, role: 'owner', deviceId: null, via: 'app' } as const;
const options = { key: undefined, signal: undefined } as never;

test('where the program prints by itself, it is handed the whole page: words escaped, codes drawn, nothing to fetch', async () => {
  let printed = '';
  const print = (html: string): Promise<Uint8Array> => {
    printed = html;
    return Promise.resolve(Uint8Array.of(0x25, 0x50, 0x44, 0x46));
  };
  const methods = documentMethods(at.store, { folder: at.folder, now: () => instant(0), platform: { print } });
  expect(await methods['document.pdf']!(actor, { kind: 'receipt', number: 'SO-000001' } as never, options)).toEqual({ name: 'receipt-SO-000001.pdf', data: 'JVBERg==' });
  expect(printed).toContain('浮漂 &lt;b&gt;');
  expect(printed.match(/<img[^>]+src="data:image\/svg\+xml,/g)).toHaveLength(2);
  expect(printed).not.toMatch(/(?:src|href)="(?!data:)|url\(|<script/);
});

test('where it cannot, it says so, and the page prints itself', async () => {
  const methods = documentMethods(at.store, { folder: at.folder, now: () => instant(0), platform: {} });
  await expect(methods['document.pdf']!(actor, { kind: 'receipt', number: 'SO-000001' } as never, options)).rejects.toThrow('the page prints itself');
});

test('a machine without a Chinese face is found to have none', () => {
  expect(findFonts('zh-Hans', [at.folder, '/nowhere'])).toBeUndefined();
});
