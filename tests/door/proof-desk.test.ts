import { afterEach, beforeEach, expect, test } from 'vitest';
import { proveFile } from '../../main/app/check.ts';
import { ProofDesk } from '../../main/app/proof-desk.ts';
import { proveBooks } from '../../main/app/shop-clock.ts';
import { type Instant, instant } from '../../shared/units/instant.ts';
import { minor } from '../../shared/units/minor.ts';
import { pieces } from '../../shared/units/quantity.ts';
import { migrations, newShop, type TestShop } from '../support/shop.ts';

let shop: TestShop;
let proved: Instant[];
let desk: ProofDesk;
const now = () => instant(shop.clock.now);
const hours = (count: number): number => count * 3_600_000;

beforeEach(() => {
  shop = newShop();
  proved = [];
  desk = new ProofDesk({ prove: async () => { proved.push(now()); return proveFile(shop.read, migrations); } }, now);
});
afterEach(() => shop.close());

/** Two days of a clock that looks twice a minute; something changes whenever `trades` says so. */
async function twoDays(trades: (hour: number) => boolean): Promise<number[]> {
  const begun = shop.clock.now;
  let changedAt = now();
  for (let look = 0; look < 2 * 24 * 120; look += 1) {
    if (trades((shop.clock.now - begun) / hours(1))) changedAt = now();
    // One look after the other is the point.
    // oxlint-disable-next-line no-await-in-loop
    await proveBooks(desk, changedAt, now());
    shop.clock.advance(30_000);
  }
  return proved.map((at) => (at - begun) / hours(1));
}

test('the books are proved once a day, in a quiet moment', async () => {
  // Open for ten hours, quiet for fourteen.
  expect(await twoDays((hour) => hour % 24 < 10)).toEqual([0, 20, 40]);
});

test('a shop that never rests is proved after a day all the same', async () => {
  expect(await twoDays(() => true)).toEqual([0, 24]);
});

test('a proof that comes to nothing is not begun again at every look', async () => {
  let begun = 0;
  desk = new ProofDesk({ prove: () => { begun += 1; return Promise.reject(new Error('the disk is full')); } }, now);
  await expect(proveBooks(desk, now(), now())).rejects.toThrow('the disk is full');
  shop.clock.advance(30_000);
  await proveBooks(desk, now(), now());
  expect(begun).toBe(1);
});

test('the last result is kept with its age, whoever asked for it, and says what does not hold', async () => {
  const place = { locationId: shop.call('location.create', { name: '仓库', kind: 'warehouse' }).locationId };
  const variantId = shop.call('product.create', { name: '茶', variants: [{ sku: 'TEA' }] }).variants[0]!.id;
  shop.call('stock.receive', { ...place, lines: [{ variantId, quantity: pieces(2), value: minor(20_00) }] });
  const faulty = async () => (await desk.latest()).proofs.filter(({ faults }) => faults.length > 0).map(({ id }) => id);
  const [first, same] = await Promise.all([desk.latest(), desk.latest()]);
  expect([first.provedAt, same, proved.length]).toEqual([now(), first, 1]);
  for (const { name } of shop.raw.prepare("select name from sqlite_schema where type = 'trigger' and tbl_name = 'layerChange'").all() as { name: string }[]) shop.raw.exec(`drop trigger ${name}`);
  shop.raw.exec('update layerChange set value = value + 1');
  shop.clock.advance(hours(25));
  expect([(await desk.latest()).provedAt, await faulty()]).toEqual([first.provedAt, []]);
  await proveBooks(desk, now(), now());
  expect((await desk.latest()).provedAt).toBe(now());
  expect(await faulty()).toContain('INV-S3');
});
