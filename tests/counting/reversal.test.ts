import { afterEach, beforeEach, expect, test } from 'vitest';
import { instant } from '../../shared/units/instant.ts';
import { minor } from '../../shared/units/minor.ts';
import { type Quantity, pieces, quantity } from '../../shared/units/quantity.ts';
import { randomFrom } from '../support/random.ts';
import { newShop, type TestShop } from '../support/shop.ts';

let shop: TestShop;
beforeEach(() => {
  shop = newShop();
});
afterEach(() => {
  shop.check();
  shop.close();
});

const batches = 25;
const each = 200;

/** 5,000 goods with two receipts each, at costs that do not divide evenly. */
function fill(locationId: number): void {
  const random = randomFrom(5000);
  for (let batch = 0; batch < batches; batch += 1) {
    const items = Array.from({ length: each }, (_none, index) => ({ name: `货 ${batch * each + index}`, state: 'active' as const, variants: [{ sku: `S-${batch}-${index}` }] }));
    const made = shop.call('product.importBatch', { items } as never).results.flatMap((result) => (result.ok ? result.value.variants : []));
    for (const cents of [3_33, 7_01]) {
      const lines = made.map(({ id }) => ({ variantId: id, quantity: pieces(3 + Math.floor(random() * 9)), value: minor(cents + Math.floor(random() * 9_999)) }));
      shop.call('stock.receive', { locationId, lines });
    }
  }
}

const all = (sql: string): unknown[] => shop.raw.prepare(sql).all();
const levels = () => all('select variantId, locationId, onHand, allocated, onHold from stockLevel order by 1, 2');
const books = () => all('select ledgerAccountId, sum(amount) as amount from posting group by 1 having sum(amount) <> 0 order by 1');
/** What each variant's open layers are worth, whichever layers they are. */
const worth = () => all('select variantId, sum(quantity) as quantity, sum(value) as value from costLayer group by 1 order by 1');

test('a count of 5,000 lines with losses, gains and nothing, posted and reversed, leaves every level, layer and account as it was', () => {
  const { locationId } = shop.call('location.create', { name: '仓库', kind: 'warehouse' });
  fill(locationId);
  const before = { levels: levels(), books: books(), worth: worth() };
  const { stocktakeId, lines } = shop.call('stocktake.plan', { name: '全盘', locationId, scope: { kind: 'location' } });
  expect(lines).toBe(5_000);
  const { deviceId } = shop.call('device.register', { name: '枪', kind: 'scanner' });
  shop.call('stocktake.start', { stocktakeId });
  const rows = shop.raw.prepare('select variantId, book from stocktakeLine where stocktakeId = ? order by id').all(stocktakeId) as { variantId: number; book: number }[];
  // Of every four: one loses two pieces, one gains one, two are right.
  const off = [-2000, 1000, 0, 0];
  const items = rows.map(({ variantId, book }, index) => ({
    kind: 'scan' as const, deviceId, sequence: index + 1, deviceAt: instant(shop.clock.now), offset: 0, variantId, quantity: quantity(book + (off[index % 4] ?? 0)),
  }));
  for (let from = 0; from < items.length; from += each) shop.call('stocktake.scanBatch', { stocktakeId, items: items.slice(from, from + each) });
  shop.call('stocktake.finish', { stocktakeId });
  acceptAll(stocktakeId);
  const posted = shop.call('stocktake.post', { stocktakeId });
  expect(posted.variance).toBe(1_250 * -2000 + 1_250 * 1000);
  expect(books()).not.toEqual(before.books);
  shop.clock.advance(60_000);
  shop.call('stocktake.reverse', { stocktakeId, reason: '盘错了' });
  expect({ levels: levels(), books: books() }).toEqual({ levels: before.levels, books: before.books });
  expect(worth()).toEqual(before.worth);
}, 180_000);

function acceptAll(stocktakeId: number): void {
  for (;;) {
    const { rows } = shop.call('stocktake.review', { stocktakeId, view: 'decide', limit: 200 });
    if (rows.length === 0) return;
    const items = rows.map(({ lineId, variance }) => ({ lineId, variance: variance as Quantity, reason: 'shrinkage' as const }));
    shop.call('stocktake.accept', { stocktakeId, items });
  }
}
