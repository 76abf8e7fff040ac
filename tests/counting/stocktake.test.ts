import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { instant } from '../../shared/units/instant.ts';
import { minor } from '../../shared/units/minor.ts';
import { pieces } from '../../shared/units/quantity.ts';
import { refused } from '../support/refused.ts';
import { type CountingShop, newCountingShop, newDevice } from './support.ts';

let c: CountingShop;
beforeEach(() => {
  c = newCountingShop();
});
afterEach(() => {
  c.shop.check();
  c.shop.close();
});

const planned = (extra: object = {}) => c.lin('stocktake.plan', { name: 'A 区', locationId: c.locationId, scope: { kind: 'location' }, ...extra });
const started = (extra: object = {}) => {
  const plan = planned(extra);
  c.wei('stocktake.start', { stocktakeId: plan.stocktakeId });
  return plan.stocktakeId;
};
const onHand = (variantId: number) => c.lin('stock.list', { limit: 50 }).rows.find((row) => row.variantId === variantId)?.onHand;
const inventory = () => c.lin('stock.valuation', {}).value;
const review = (stocktakeId: number) => c.lin('stocktake.review', { stocktakeId, view: 'all' });
const accept = (stocktakeId: number, reason: 'shrinkage' | 'miscounted' = 'shrinkage') => {
  const rows = c.lin('stocktake.review', { stocktakeId, view: 'decide' }).rows;
  return c.lin('stocktake.accept', { stocktakeId, items: rows.map((row) => ({ lineId: row.lineId, variance: row.variance!, reason })) });
};

/** Counts everything: tea 18 of 20, cups 6 of 6, whisks 10 of 9. */
function countAll(stocktakeId: number): void {
  const gun = newDevice(c.shop, c.gun, stocktakeId);
  gun.scan(c.wei, c.bins.a1, { code: '16901234567899' });
  gun.scan(c.wei, c.bins.a1, { code: '6901234567892', times: 6 });
  gun.scan(c.wei, c.bins.a1, { code: '6901234567908', times: 6 });
  gun.scan(c.wei, c.bins.a2, { variantId: c.whisk, quantity: pieces(10) });
}

describe('a plan', () => {
  test('freezes each variant in each bin the book has it in', () => {
    const { stocktakeId, lines, number } = planned();
    expect([lines, number]).toEqual([3, 'ST-00001']);
    c.lin('stocktake.start', { stocktakeId });
    expect(c.wei('stocktake.sheet', { stocktakeId }).rows.map(({ bin, sku }) => [bin, sku])).toEqual([['A1', 'TEA'], ['A1', 'CUP'], ['A2', 'WHISK']]);
  });

  test('chooses by bins, by category, by variants also where there is none, and by lot the same again', () => {
    const lines = (scope: object) => {
      const { stocktakeId } = planned({ scope });
      const rows = c.lin('stocktake.sheet', { stocktakeId }).rows.map(({ sku }) => sku);
      c.lin('stocktake.abandon', { stocktakeId });
      return rows;
    };
    expect(lines({ kind: 'bins', binIds: [c.bins.a2] })).toEqual(['WHISK']);
    const none = c.lin('product.create', { name: '新品', state: 'active', variants: [{ sku: 'NEW' }] }).variants[0]!.id;
    expect(lines({ kind: 'variants', variantIds: [c.tea, none] })).toEqual(['NEW', 'TEA']);
    const drawn = lines({ kind: 'random', count: 2, seed: 7 });
    expect([drawn.length, lines({ kind: 'random', count: 2, seed: 7 })]).toEqual([2, drawn]);
    const { categoryId } = c.lin('category.create', { name: '茶' });
    const inside = c.lin('category.create', { name: '绿茶', parentId: categoryId }).categoryId;
    c.lin('product.update', { productId: c.lin('stock.list', {}).rows.find((row) => row.sku === 'TEA')!.productId, changes: { categoryIds: [inside] } });
    expect(lines({ kind: 'category', categoryId })).toEqual(['TEA']);
  });

  test('is refused for a line another open count has, and for an empty scope', () => {
    started();
    refused(() => planned({ scope: { kind: 'bins', binIds: [c.bins.a2] } }), 'stocktake.overlaps');
    const empty = c.lin('bin.create', { locationId: c.locationId, code: 'Z9' }).binId;
    refused(() => planned({ scope: { kind: 'bins', binIds: [empty] } }), 'stocktake.scopeEmpty');
  });
});

describe('a scan', () => {
  test('counts one, a case counts its pack, a prefix counts often, and the running count is told', () => {
    const stocktakeId = started();
    const gun = newDevice(c.shop, c.gun, stocktakeId);
    expect(gun.scan(c.wei, c.bins.a1, { code: '6901234567892' })).toMatchObject({ outcome: 'counted', running: 1000, sku: 'TEA' });
    expect(gun.scan(c.wei, c.bins.a1, { code: '16901234567899' }).running).toBe(13_000);
    expect(gun.scan(c.wei, c.bins.a1, { code: 'TEA', times: 5 }).running).toBe(18_000);
  });

  test('in the wrong bin or of an unknown code is kept and not counted; the piece in the hand may be', () => {
    const stocktakeId = started();
    const gun = newDevice(c.shop, c.gun, stocktakeId);
    expect(gun.scan(c.wei, c.bins.a2, { code: 'TEA' })).toMatchObject({ outcome: 'wrongBin', belongsIn: ['A1'], running: 0 });
    expect(gun.scan(c.wei, c.bins.a2, { code: '99999' })).toMatchObject({ outcome: 'unknown', variantId: null });
    expect(gun.scan(c.wei, c.bins.a2, { code: 'TEA', anyway: true })).toMatchObject({ outcome: 'counted', running: 1000 });
    expect(gun.scan(c.wei, c.bins.a2, { code: 'TEA' })).toMatchObject({ outcome: 'counted', running: 2000 });
    expect(c.wei('stocktake.get', { stocktakeId })).toMatchObject({ lines: 4, found: 1, counted: 1, uncounted: 3 });
    expect(c.wei('stocktake.scans', { stocktakeId }).rows.length).toBe(4);
  });

  test('is taken back by another row, and an undo that arrives before its scan takes it back too', () => {
    const stocktakeId = started();
    const gun = newDevice(c.shop, c.gun, stocktakeId);
    gun.scan(c.wei, c.bins.a1, { code: 'TEA' });
    gun.scan(c.wei, c.bins.a1, { code: 'TEA' });
    gun.undo(c.wei, 2);
    expect(gun.scan(c.wei, c.bins.a1, { code: 'TEA' }).running).toBe(2000);
    const at = { deviceId: c.laptop, deviceAt: instant(c.shop.clock.now), offset: 0 };
    const tea = { kind: 'scan' as const, ...at, sequence: 1, binId: c.bins.a1, variantId: c.tea };
    c.wei('stocktake.scanBatch', { stocktakeId, items: [{ kind: 'undo', ...at, sequence: 2, undoes: 1 }, tea] });
    expect(gun.scan(c.wei, c.bins.a1, { code: 'TEA' }).running).toBe(3000);
  });

  test('delivered twice counts once, and is answered as before', () => {
    const stocktakeId = started();
    const item = { kind: 'scan' as const, deviceId: c.gun, sequence: 1, deviceAt: instant(c.shop.clock.now), offset: 0, binId: c.bins.a1, variantId: c.tea };
    const first = c.wei('stocktake.scan', { stocktakeId, scan: item });
    expect(c.wei('stocktake.scan', { stocktakeId, scan: item })).toEqual({ ...first, again: true });
  });

  test('without a trusted offset is netted by its arrival and marked', () => {
    const stocktakeId = started();
    const item = { kind: 'scan' as const, deviceId: c.gun, sequence: 1, deviceAt: instant(1), binId: c.bins.a1, variantId: c.tea };
    c.wei('stocktake.scan', { stocktakeId, scan: item });
    c.wei('stocktake.scan', { stocktakeId, scan: { ...item, sequence: 2, offset: 0 } });
    expect(c.wei('stocktake.scans', { stocktakeId }).rows.map(({ trusted, scannedAt }) => [trusted, scannedAt])).toEqual([[false, c.shop.clock.now], [false, c.shop.clock.now]]);
  });
});

describe('counting while the shop goes on', () => {
  test('a sale before the scan, one after it and a receipt change nothing of the variance', () => {
    const stocktakeId = started();
    const gun = newDevice(c.shop, c.gun, stocktakeId);
    const sell = (count: number) => c.lin('order.sell', { locationId: c.locationId, lines: [{ variantId: c.tea, quantity: pieces(count) }] });
    sell(3);
    gun.scan(c.wei, c.bins.a1, { variantId: c.tea, quantity: pieces(16) });
    c.shop.clock.advance(1000);
    sell(2);
    c.lin('stock.receive', { locationId: c.locationId, lines: [{ variantId: c.tea, binId: c.bins.a1, quantity: pieces(5), value: minor(50_00) }] });
    gun.scan(c.wei, c.bins.a1, { variantId: c.cups, quantity: pieces(6) });
    gun.zero(c.wei, c.bins.a2, c.whisk);
    c.wei('stocktake.finish', { stocktakeId });
    const tea = review(stocktakeId).rows.find(({ sku }) => sku === 'TEA');
    expect([tea?.book, tea?.counted, tea?.variance, tea?.since]).toEqual([17_000, 16_000, -1000, 2]);
    accept(stocktakeId);
    c.lin('stocktake.post', { stocktakeId });
    expect([onHand(c.tea), onHand(c.whisk)]).toEqual([19_000, 0]);
  });

  test('a count is of what lies there: pieces set aside for an order are counted with the rest', () => {
    const { orderId } = c.lin('order.create', { lines: [{ variantId: c.tea, quantity: pieces(12) }] });
    const stocktakeId = started();
    const gun = newDevice(c.shop, c.gun, stocktakeId);
    gun.scan(c.wei, c.bins.a1, { variantId: c.tea, quantity: pieces(20) });
    gun.scan(c.wei, c.bins.a1, { variantId: c.cups, quantity: pieces(6) });
    gun.scan(c.wei, c.bins.a2, { variantId: c.whisk, quantity: pieces(9) });
    c.wei('stocktake.finish', { stocktakeId });
    const tea = review(stocktakeId).rows.find(({ sku }) => sku === 'TEA');
    expect([tea?.book, tea?.counted, tea?.variance, c.lin('order.get', { orderId }).lines[0]?.allocated]).toEqual([20_000, 20_000, 0, 12_000]);
  });
});

test('what a difference is worth says by which cost, and once posted by which entry', () => {
  const stocktakeId = started();
  countAll(stocktakeId);
  c.wei('stocktake.finish', { stocktakeId });
  const tea = review(stocktakeId).rows.find(({ sku }) => sku === 'TEA')!;
  const worth = () => c.lin('stocktake.line', { lineId: tea.lineId }).worth;
  // Twenty cost 200.00; two are missing.
  expect(worth()).toMatchObject({ by: 'layers', cost: { quantity: 20_000, value: 200_00 }, variance: -2_000, value: -20_00, entry: null });
  expect(worth().value).toBe(tea.value);
  accept(stocktakeId);
  c.lin('stocktake.post', { stocktakeId });
  expect(worth()).toMatchObject({ by: 'posted', cost: null, variance: -2_000, value: -20_00 });
  expect(c.shop.raw.prepare('select sourceKind from journalEntry where id = ?').pluck().get(worth().entry!.id)).toBe('stocktake');
});

describe('finishing', () => {
  test('waits for every line: counted, confirmed empty or left out', () => {
    const stocktakeId = started();
    const gun = newDevice(c.shop, c.gun, stocktakeId);
    gun.scan(c.wei, c.bins.a1, { variantId: c.tea, quantity: pieces(20) });
    refused(() => c.wei('stocktake.finish', { stocktakeId }), 'stocktake.uncounted');
    gun.zero(c.wei, c.bins.a2, c.whisk);
    const [cups] = c.wei('stocktake.sheet', { stocktakeId, only: 'uncounted' }).rows;
    c.wei('stocktake.exclude', { stocktakeId, lineIds: [cups!.lineId], reason: '在展厅' });
    c.wei('stocktake.finish', { stocktakeId });
    expect(c.wei('stocktake.get', { stocktakeId })).toMatchObject({ lines: 3, counted: 1, zeros: 1, excluded: 1, uncounted: 0, state: 'review' });
  });

  test('a paused count goes on where it stopped', () => {
    const stocktakeId = started();
    c.wei('stocktake.pause', { stocktakeId });
    expect(c.wei('stocktake.get', { stocktakeId }).state).toBe('paused');
    c.wei('stocktake.resume', { stocktakeId });
    countAll(stocktakeId);
    c.wei('stocktake.finish', { stocktakeId });
    expect(review(stocktakeId).totals).toMatchObject({ counted: 3, equal: 1, missingLines: 1, foundLines: 1 });
  });
});

describe('the review', () => {
  test('accepting an old number is refused; a late scan opens the line again', () => {
    const stocktakeId = started();
    countAll(stocktakeId);
    const counted = c.shop.clock.now;
    c.shop.clock.advance(60_000);
    c.wei('stocktake.finish', { stocktakeId });
    const tea = review(stocktakeId).rows.find(({ sku }) => sku === 'TEA')!;
    accept(stocktakeId);
    const late = { kind: 'scan' as const, deviceId: c.laptop, sequence: 1, deviceAt: instant(counted), offset: 0, binId: c.bins.a1, variantId: c.tea, anyway: true };
    c.wei('stocktake.scanBatch', { stocktakeId, items: [late] });
    expect(review(stocktakeId).rows.find(({ sku }) => sku === 'TEA')).toMatchObject({ state: 'decide', variance: -1000 });
    refused(() => c.lin('stocktake.accept', { stocktakeId, items: [{ lineId: tea.lineId, variance: tea.variance!, reason: 'shrinkage' }] }), 'stocktake.changed');
    refused(() => c.lin('stocktake.post', { stocktakeId }), 'stocktake.undecided');
  });

  test('a difference above the limit is counted again by somebody else, and two that differ need a third', () => {
    const stocktakeId = started({ recountQuantity: pieces(2) });
    countAll(stocktakeId);
    c.wei('stocktake.finish', { stocktakeId });
    c.shop.clock.advance(1000);
    const tea = () => review(stocktakeId).rows.find(({ sku }) => sku === 'TEA')!;
    expect(tea()).toMatchObject({ state: 'recount', variance: -2000 });
    const laptop = newDevice(c.shop, c.laptop, stocktakeId);
    refused(() => laptop.scan(c.wei, c.bins.a1, { code: 'TEA' }), 'stocktake.sameCounter');
    c.ana('stocktake.join', { stocktakeId });
    expect(c.ana('stocktake.sheet', { stocktakeId, only: 'recount' }).rows.map(({ sku, mine, book }) => [sku, mine, book])).toEqual([['TEA', null, undefined]]);
    laptop.scan(c.ana, c.bins.a1, { variantId: c.tea, quantity: pieces(19) });
    expect(tea().state).toBe('recount');
    c.ana('stocktake.finish', { stocktakeId });
    expect(tea()).toMatchObject({ state: 'recount', rounds: 2 });
    c.mei('stocktake.join', { stocktakeId });
    laptop.scan(c.mei, c.bins.a1, { variantId: c.tea, quantity: pieces(19) });
    c.mei('stocktake.finish', { stocktakeId });
    expect(tea()).toMatchObject({ state: 'decide', variance: -1000, rounds: 3 });
    accept(stocktakeId);
    c.lin('stocktake.post', { stocktakeId });
    expect(onHand(c.tea)).toBe(19_000);
  });

  test('who counts again may take the scan back and say an amount instead', () => {
    const stocktakeId = started({ recountQuantity: pieces(2) });
    countAll(stocktakeId);
    c.wei('stocktake.finish', { stocktakeId });
    c.shop.clock.advance(1000);
    const laptop = newDevice(c.shop, c.laptop, stocktakeId);
    c.ana('stocktake.join', { stocktakeId });
    const one = laptop.scan(c.ana, c.bins.a1, { variantId: c.tea });
    laptop.undo(c.ana, one.sequence);
    expect(laptop.scan(c.ana, c.bins.a1, { variantId: c.tea, quantity: pieces(18), anyway: true })).toMatchObject({ outcome: 'counted', running: pieces(18) });
    c.ana('stocktake.finish', { stocktakeId });
    expect(review(stocktakeId).rows.find(({ sku }) => sku === 'TEA')).toMatchObject({ state: 'decide', variance: -2000, rounds: 2 });
    // Whoever counted first is still refused, with or without anything standing.
    refused(() => laptop.scan(c.wei, c.bins.a1, { variantId: c.tea }), 'stocktake.sameCounter');
  });

  test('two who count each line independently agree or a third decides', () => {
    const stocktakeId = started({ counters: 2, scope: { kind: 'bins', binIds: [c.bins.a2] } });
    const [gun, laptop] = [newDevice(c.shop, c.gun, stocktakeId), newDevice(c.shop, c.laptop, stocktakeId)];
    gun.scan(c.wei, c.bins.a2, { variantId: c.whisk, quantity: pieces(8) });
    expect(laptop.scan(c.ana, c.bins.a2, { variantId: c.whisk, quantity: pieces(8) })).toMatchObject({ outcome: 'counted', running: 8000 });
    expect(laptop.scan(c.mei, c.bins.a2, { variantId: c.whisk }).outcome).toBe('twice');
    c.wei('stocktake.finish', { stocktakeId });
    expect(review(stocktakeId).rows).toMatchObject([{ state: 'decide', variance: -1000, rounds: 2 }]);
  });

  test('above the money limit somebody approves who did not count', () => {
    const stocktakeId = started({ approvalValue: minor(20_00) });
    countAll(stocktakeId);
    c.wei('stocktake.finish', { stocktakeId });
    accept(stocktakeId);
    expect(review(stocktakeId).totals.waiting).toEqual({ decide: 0, recount: 0, approve: 1, uncounted: 0 });
    refused(() => c.lin('stocktake.post', { stocktakeId }), 'stocktake.undecided');
    const approveAs = (userId: number, role: 'clerk' | 'manager' | 'owner') =>
      c.shop.core.internal({ userId, role, deviceId: null, via: 'app' }, 'stocktake.approved', { stocktakeId });
    refused(() => approveAs(c.users.ana, 'clerk'), 'stocktake.approverRole');
    refused(() => approveAs(c.users.wei, 'manager'), 'stocktake.approverCounted');
    expect(approveAs(c.users.mei, 'manager')).toEqual({ lines: 1 });
    refused(() => approveAs(c.users.mei, 'manager'), 'stocktake.nothingToApprove');
    c.lin('stocktake.post', { stocktakeId });
  });
});

describe('posting', () => {
  const counted = (): number => {
    const stocktakeId = started();
    countAll(stocktakeId);
    c.wei('stocktake.finish', { stocktakeId });
    accept(stocktakeId);
    return stocktakeId;
  };

  test('is one entry that says of each line what was counted and booked: 2 tea lost at 10, 1 whisk found at 3.50', () => {
    const before = inventory()!;
    const stocktakeId = counted();
    const posted = c.lin('stocktake.post', { stocktakeId });
    expect(posted).toMatchObject({ variance: -1000, value: -16_50 });
    expect(inventory()! - before).toBe(-16_50);
    const entry = c.lin('journal.list', { source: { kind: 'stocktake', id: stocktakeId } }).rows[0]!;
    expect(entry.number).toBe(posted.entryNumber);
    const detail = c.lin('journal.get', { entryId: entry.entryId });
    expect(detail.rule).toEqual({ id: 'counting.variance', version: 1 });
    expect((detail.terms['lines'] as object[])[0]).toMatchObject({ counted: 10_000, book: 9000, variance: 1000, value: 3_50, reason: 'shrinkage', role: 'stockGain' });
    expect(c.lin('stocktake.accuracy', undefined).counts).toMatchObject([{ stocktakeId, equal: 1, counted: 3 }]);
  });

  test('totals say which lines make them, those worth most first, before posting and after, with its entry', () => {
    const stocktakeId = counted();
    const why = (figure: 'missing' | 'found' | 'net') => c.lin('stocktake.explainTotal', { stocktakeId, figure });
    const addsUp = ({ total, parts, othersValue }: ReturnType<typeof why>): void => expect(parts.reduce<number>((sum, { value }) => sum + value!, othersValue!)).toBe(total);
    for (const entry of [null, 'posted']) {
      if (entry) c.lin('stocktake.post', { stocktakeId });
      const { totals } = review(stocktakeId);
      expect([why('missing').total, why('found').total, why('net').total]).toEqual([totals.missingValue, totals.foundValue, totals.value]);
      expect(why('net').parts.map(({ sku, variance, value }) => [sku, variance, value])).toEqual([['TEA', -2000, -20_00], ['WHISK', 1000, 3_50]]);
      for (const figure of ['missing', 'found', 'net'] as const) addsUp(why(figure));
    }
    expect(why('net')).toMatchObject({ posted: true, lines: 2, others: 0 });
    expect(why('net').entry?.number).toBe(c.lin('journal.list', { source: { kind: 'stocktake', id: stocktakeId } }).rows[0]!.number);
  });

  test('takes back what was set aside of goods that do not exist, the newest order first', () => {
    const orders = [12, 8].map((count) => {
      c.shop.clock.advance(1000);
      const { orderId } = c.lin('order.create', { lines: [{ variantId: c.tea, quantity: pieces(count) }] });
      c.lin('order.allocate', { items: [{ orderId }] });
      return orderId;
    });
    c.lin('stocktake.post', { stocktakeId: counted() });
    const allocated = orders.map((orderId) => c.lin('order.get', { orderId }).lines[0]?.allocated);
    expect([allocated, onHand(c.tea)]).toEqual([[12_000, 6000], 18_000]);
  });

  test('and what was sold in the hand of what was set aside: no count is refused because others bought it', () => {
    const orders = [12, 8].map((count) => {
      c.shop.clock.advance(1000);
      return c.lin('order.create', { lines: [{ variantId: c.tea, quantity: pieces(count) }] }).orderId;
    });
    const stocktakeId = counted();
    c.lin('order.sell', { lines: [{ variantId: c.tea, quantity: pieces(2) }], locationId: c.locationId });
    c.lin('stocktake.post', { stocktakeId });
    const allocated = orders.map((orderId) => c.lin('order.get', { orderId }).lines[0]?.allocated);
    expect([allocated, onHand(c.tea)]).toEqual([[12_000, 4000], 16_000]);
    c.shop.check();
  });

  test('goods on hold are missing last', () => {
    c.lin('stock.hold', { variantId: c.tea, locationId: c.locationId, binId: c.bins.a1, quantity: pieces(19) });
    c.lin('stocktake.post', { stocktakeId: counted() });
    expect(c.lin('stock.list', {}).rows.find(({ sku }) => sku === 'TEA')).toMatchObject({ onHand: 18_000, onHold: 18_000 });
  });

  test('whole-count reversal restores every balance to the cent, and both stay', () => {
    c.lin('stock.receive', { locationId: c.locationId, lines: [{ variantId: c.whisk, binId: c.bins.a2, quantity: pieces(3), value: minor(20_00) }] });
    const levels = () => c.lin('stock.list', {}).rows;
    const balances = () => c.shop.raw.prepare('select role, sum(amount) from posting join accountRole using (ledgerAccountId) group by role having sum(amount) <> 0').all();
    const [stock, books] = [levels(), balances()];
    const stocktakeId = started();
    const gun = newDevice(c.shop, c.gun, stocktakeId);
    gun.scan(c.wei, c.bins.a1, { variantId: c.tea, quantity: pieces(13) });
    gun.scan(c.wei, c.bins.a1, { variantId: c.cups, quantity: pieces(7) });
    gun.scan(c.wei, c.bins.a2, { variantId: c.whisk, quantity: pieces(14) });
    gun.scan(c.wei, c.bins.a1, { variantId: c.whisk, quantity: pieces(2), anyway: true });
    c.wei('stocktake.finish', { stocktakeId });
    accept(stocktakeId);
    c.lin('stocktake.post', { stocktakeId });
    expect(levels()).not.toEqual(stock);
    c.shop.clock.advance(60_000);
    c.lin('stocktake.reverse', { stocktakeId, reason: '盘错了仓库' });
    expect(levels()).toEqual(stock);
    expect(balances()).toEqual(books);
    refused(() => c.lin('stocktake.reverse', { stocktakeId, reason: '再来' }), 'stocktake.reversed');
    expect(c.lin('stocktake.get', { stocktakeId })).toMatchObject({ reversed: true });
  });
});

test('what comes too early is told where the count is and where it would have to be', () => {
  const stocktakeId = started();
  const details = { state: 'counting', needs: ['review'] };
  expect(() => c.lin('stocktake.post', { stocktakeId })).toThrow(expect.objectContaining({ code: 'stocktake.wrongState', details }));
});
