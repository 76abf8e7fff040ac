import { inflateRawSync } from 'node:zlib';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { journalFormats } from '../../main/exports/journal-text.queries.ts';
import { methods } from '../../main/app/methods.ts';
import { outsideMethods } from '../../main/app/outside.ts';
import { minor } from '../../shared/units/minor.ts';
import { pieces } from '../../shared/units/quantity.ts';
import { Refusal } from '../../shared/refusal/refusal.ts';
import { runShop } from '../support/command-line.ts';
import { openTestDoor, type TestDoor } from '../support/door.ts';
import { smallestInput } from '../support/sample.ts';

/** 7331 pieces on hand at 10.00: their number and their value tell the same. The ledger knows sums of the whole shop only. */
const telling = ['7331', '7,331', '73310', '73,310'];
const told = (text: string): string[] => telling.filter((figure) => text.includes(figure));

let shop: TestDoor;
let stocktakeId: number;
let purchaseOrderId: number;
const heard: unknown[] = [];
const ask = async <T>(method: string, input: object = {}): Promise<T> => (await shop.call(method, input)) as T;

beforeAll(async () => {
  shop = await openTestDoor();
  shop.door.changes((news) => void heard.push(news));
  const { locationId } = await ask<{ locationId: number }>('location.create', { name: '仓库', kind: 'warehouse' });
  const { variants } = await ask<{ variants: [{ id: number }] }>('product.create', { name: '龙井', state: 'active', variants: [{ sku: 'TEA' }] });
  const variantId = variants[0].id;
  for (const count of [4000, 3331]) await ask('stock.receive', { locationId, lines: [{ variantId, quantity: pieces(count), value: minor(count * 10_00) }] });
  const other = await ask<{ variants: [{ id: number }] }>('product.create', { name: '对杯', state: 'active', variants: [{ sku: 'CUP' }] });
  await ask('stock.receive', { locationId, lines: [{ variantId: other.variants[0].id, quantity: pieces(7), value: minor(123_45) }] });
  const { supplierId } = await ask<{ supplierId: number }>('supplier.create', { name: '茶场' });
  ({ purchaseOrderId } = await ask<{ purchaseOrderId: number }>('purchaseOrder.create', { supplierId, lines: [{ variantId, quantity: pieces(5), price: 100_000 }] }));
  ({ stocktakeId } = await ask<{ stocktakeId: number }>('stocktake.plan', { name: '全盘', locationId, scope: { kind: 'location' }, blind: true }));
  await ask('stocktake.start', { stocktakeId });
});
afterAll(() => shop.close());

const report = async (...args: string[]): Promise<string> => {
  const { out, err } = await runShop(shop.folder, ...args);
  return out + err;
};

/** The texts packed in a workbook. */
function unpacked(data: string): string {
  const file = Buffer.from(data, 'base64');
  const parts: string[] = [];
  for (let at = file.indexOf('PK\u0003\u0004', 0, 'latin1'); at !== -1; at = file.indexOf('PK\u0003\u0004', at + 4, 'latin1')) {
    const start = at + 30 + file.readUInt16LE(at + 26) + file.readUInt16LE(at + 28);
    const packed = file.subarray(start, start + file.readUInt32LE(at + 18));
    parts.push((file.readUInt16LE(at + 8) === 8 ? inflateRawSync(packed) : packed).toString());
  }
  return parts.join('\n');
}

/** Everything the program answers beside the store's own queries: sheets, channels, backups, pictures. */
async function askOutside(): Promise<string> {
  const answers: string[] = [];
  for (const name of Object.keys(outsideMethods({} as never, {} as never))) {
    const method = methods.get(name);
    if (method?.meta.kind !== 'query' || name === 'demo.make') continue;
    const input = { ...(method.input ? (smallestInput(method.input, 1) as object) : {}), purchaseOrderId };
    try {
      // oxlint-disable-next-line no-await-in-loop
      const answer = (await shop.call(name, method.input?.safeParse(input).success ? input : undefined)) as { data?: string };
      answers.push(JSON.stringify(answer), name.endsWith('.export') && answer.data ? unpacked(answer.data) : '');
    } catch (error) {
      answers.push(error instanceof Refusal ? JSON.stringify(error.data()) : String(error));
    }
  }
  return answers.join('\n');
}

test('without a blind part the figures are there to be found: in a report, and in the query behind it', async () => {
  expect(await report('report', 'stock-valuation')).toContain('73433.45');
  expect(told(JSON.stringify(await ask('stock.list')))).not.toEqual([]);
});

test('while the owner counts blind no report, export, workbook or answer of another thread tells what is expected', async () => {
  await ask('stocktake.join', { stocktakeId });
  for (const format of ['table', 'json', 'csv']) {
    // One process after another: they share a folder.
    // oxlint-disable-next-line no-await-in-loop
    for (const name of ['stock-valuation', 'orders', 'trial-balance']) expect([name, format, told(await report('report', name, '--format', format))]).toEqual([name, format, []]);
  }
  // oxlint-disable-next-line no-await-in-loop
  for (const format of Object.keys(journalFormats)) expect([format, told(await report('export', 'journal', '--format', format))]).toEqual([format, []]);
  expect(await report('report', 'stock-valuation')).not.toContain('73433');
  const outside = await askOutside();
  expect(outside).toContain('TEA');
  expect(told(outside)).toEqual([]);
  expect(told(await report('call', 'stock.list', '{}'))).toEqual([]);
});

test('the feed of changes names rows and says no figure', async () => {
  await ask('stock.adjust', { locationId: 1, reason: 'sample', lines: [{ variantId: 1, quantity: pieces(-1) }] }).catch(() => undefined);
  expect(heard.length).toBeGreaterThan(4);
  expect(told(JSON.stringify(heard))).toEqual([]);
});
