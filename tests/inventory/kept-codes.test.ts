import { afterAll, beforeAll, expect, test } from 'vitest';
import { resolveKept } from '../../shared/catalog/kept-codes.rules.ts';
import { scanKept } from '../../shared/inventory/lot-scan.rules.ts';
import { openTestDoor, type TestDoor } from '../support/door.ts';

let shop: TestDoor;
let goods: Parameters<typeof scanKept>[0];
const yearNow = 2026;

/** Tea by the piece and by the case, milk by lot, cheese by weight and price. */
beforeAll(async () => {
  shop = await openTestDoor();
  const make = async (name: string, sku: string, more: object = {}) => ((await shop.call('product.create', { name, state: 'active', variants: [{ sku, prices: [{ currency: 'CNY', amount: 500_000 }], ...more }] })) as { variants: { id: number }[] }).variants[0]!.id;
  const tea = await make('龙井', 'Tea-1', { barcodes: [{ code: '6901234567892' }] });
  const milk = await make('牛奶', 'MILK', { barcodes: [{ code: '6901234567908' }] });
  const cheese = await make('奶酪', '12345', { unitOfMeasure: 'kg', unitDecimals: 3 });
  await shop.call('barcode.add', { variantId: tea, barcode: { code: '16901234567899', packQuantity: 12_000 } });
  await shop.call('lot.track', { variantId: milk, tracking: 'lot' });
  goods = ((await shop.call('lot.ofGoods', { variantIds: [tea, milk, cheese, 999_999] })) as { goods: typeof goods }).goods;
});
afterAll(() => shop.close());

const texts = ['6901234567892', ' 6901234567892 ', '16901234567899', 'Tea-1', 'tea-1', '(01)06901234567908(10)M1(17)261231', '(01)16901234567899(30)3', '2112345012506', '2612345020001', '(10)M1', 'nobody has this', '0000000000000'];

test.each(texts)('away from the shop %j means what it means there', async (text) => {
  const there = (await shop.call('barcode.resolve', { text })) as { found: { id: number } | null };
  const here = resolveKept(goods, text, yearNow);
  // How goods are followed is more than `barcode.resolve` says.
  const found = here.found && Object.fromEntries(Object.entries(here.found).filter(([name]) => name !== 'tracking'));
  expect(JSON.parse(JSON.stringify({ ...here, found }))).toEqual(JSON.parse(JSON.stringify(there)));
});

test.each(texts)('and %j names the same lot', async (text) => {
  const { lots: _known, ...there } = (await shop.call('lot.scan', { text })) as { lots: unknown[] };
  const { lots, ...here } = scanKept(goods, text, yearNow);
  expect([JSON.parse(JSON.stringify(here)), lots]).toEqual([JSON.parse(JSON.stringify(there)), []]);
});

test('goods that are gone are left out, and what is kept tells neither stock nor cost', () => {
  expect(goods).toHaveLength(3);
  expect(Object.keys(goods[0]!).toSorted()).toEqual(['codes', 'id', 'optionValues', 'pricePerUnit', 'productId', 'productName', 'productState', 'sku', 'state', 'tracking', 'unitDecimals', 'unitOfMeasure', 'weightGrams']);
});
