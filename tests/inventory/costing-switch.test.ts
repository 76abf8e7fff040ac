import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { day } from '../../shared/units/day.ts';
import { instant } from '../../shared/units/instant.ts';
import { minor } from '../../shared/units/minor.ts';
import { pieces } from '../../shared/units/quantity.ts';
import { trial } from '../accounting/support.ts';
import { refused } from '../support/refused.ts';
import { newShop, openingTime, type TestShop } from '../support/shop.ts';
import { newVariant } from './support.ts';

let shop: TestShop;
let hook: number;
let camera: number;
let shelf: number;

beforeEach(() => {
  shop = newShop();
  [hook, camera] = [newVariant(shop, 'HOOK'), newVariant(shop, 'CAMERA')];
  shelf = shop.call('location.create', { name: 'Shelf', kind: 'warehouse' }).locationId;
});
afterEach(() => {
  shop.check();
  shop.close();
});

const hours = (count: number) => shop.clock.advance(count * 3_600_000);
const receive = (count: number, value: number) => shop.call('stock.receive', { locationId: shelf, lines: [{ variantId: hook, quantity: pieces(count), value: minor(value) }] });
const lose = (count: number) => shop.call('stock.adjust', { locationId: shelf, reason: 'damage', lines: [{ variantId: hook, quantity: pieces(-count) }] });
const worth = () => shop.call('stock.valuation', {}).value;

/** 10 at 10.00, 10 at 20.00; 5 lost. First in first out 50.00, moving average 75.00. */
function trade(): void {
  receive(10, 100_00);
  hours(1);
  receive(10, 200_00);
  hours(1);
  lose(5);
}

describe('costing the other way', () => {
  test('says what it would change before anything is done, and then changes exactly that', () => {
    trade();
    const preview = shop.call('costing.preview', { method: 'movingAverage' });
    expect(preview).toMatchObject({ from: 'fifo', to: 'movingAverage', variants: 1, draws: 1, asJob: false, stock: { before: 250_00, after: 225_00 }, byRole: [{ role: 'stockLossScrap', difference: 25_00 }] });
    expect([worth(), shop.call('costing.get', undefined).method]).toEqual([250_00, 'fifo']);
    expect(shop.call('costing.switch', { method: 'movingAverage' })).toEqual({ before: 'fifo', pending: [] });
    expect(worth()).toBe(225_00);
    expect(shop.call('stock.layers', { variantId: hook })).toMatchObject({ layers: [{ kind: 'pool', quantity: 15_000, value: 225_00 }] });
    hours(1);
    receive(5, 175_00);
    expect(lose(10).moved[0]?.value).toBe(-200_00);
    shop.check();
    refused(() => shop.call('costing.switch', { method: 'movingAverage' }), 'costing.same');
    // And back: 5 + 10 lost, of which 10 at 10.00 and 5 at 20.00.
    shop.call('costing.switch', { method: 'fifo' });
    expect([worth(), Object.values(trial(shop, day('2026-03-31'))).reduce((sum, amount) => sum + amount, 0)]).toEqual([275_00, 0]);
  });

  test('the switch is undone like any command', () => {
    trade();
    shop.call('costing.switch', { method: 'movingAverage' });
    shop.call('activity.undo', { commandId: Number(shop.raw.prepare("select max(id) from command where method = 'costing.switch'").pluck().get()) });
    expect([worth(), shop.call('costing.get', undefined).method]).toEqual([250_00, 'fifo']);
  });

  test('pieces with serial numbers cost what each cost, either way', () => {
    shop.call('lot.track', { variantId: camera, tracking: 'serial' });
    const numbers = (...codes: string[]) => codes.map((code) => ({ code, quantity: pieces(1) }));
    shop.call('stock.receive', { locationId: shelf, lines: [{ variantId: camera, quantity: pieces(1), value: minor(100_00), lots: numbers('A') }] });
    shop.call('stock.receive', { locationId: shelf, lines: [{ variantId: camera, quantity: pieces(1), value: minor(300_00), lots: numbers('B') }] });
    shop.call('costing.switch', { method: 'movingAverage' });
    hours(1);
    const lost = shop.call('stock.adjust', { locationId: shelf, reason: 'damage', lines: [{ variantId: camera, quantity: pieces(-1), lots: numbers('B') }] });
    expect(lost.moved[0]?.value).toBe(-300_00);
  });

  test('what a closed period cost stays; the difference stands on the first open day', () => {
    trade();
    hours(24 * 40);
    shop.call('period.lock', { throughOn: day('2026-03-31'), reason: 'March' });
    shop.call('costing.switch', { method: 'movingAverage' });
    expect(shop.call('stock.valuation', { on: day('2026-03-31') }).value).toBe(250_00);
    expect(shop.call('stock.valuation', { on: day('2026-04-01') }).value).toBe(225_00);
  });

  test('a variant that waits for its turn is costed the old way, and then follows', () => {
    trade();
    shop.raw.prepare("insert into variantTracking (variantId, tracking, sinceMovementId, costingMethod, commandId) values (?, 'none', 0, 'fifo', 1)").run(hook);
    shop.raw.exec("update shop set costingMethod = 'movingAverage'");
    expect(lose(5).moved[0]?.value).toBe(-50_00);
    shop.check();
    shop.call('costing.applyBatch', { items: [{ variantId: hook }] });
    expect([worth(), shop.call('costing.get', undefined).pending]).toEqual([150_00, []]);
  });
});

describe('goods recorded late', () => {
  test('every figure they would change is shown before and after, and is then what it was said to be', () => {
    trade();
    const late = { variantId: hook, occurredAt: instant(openingTime - 3_600_000), quantity: pieces(3), value: minor(6_00) };
    const preview = shop.call('costing.previewLate', late);
    // Three at 2.00 leave first: 6.00 and two at 10.00.
    expect(preview).toMatchObject({ late: true, draws: 1, asJob: false, more: 0, stock: { before: 250_00, after: 280_00 } });
    expect(preview.figures).toMatchObject([{ kind: 'loss', quantity: -5000, role: 'stockLossScrap', before: 50_00, after: 26_00, correctedOn: '2026-03-02' }]);
    expect(worth()).toBe(250_00);
    const { variantId, quantity, value, occurredAt } = late;
    shop.call('stock.receiveBatch', { items: [{ locationId: shelf, occurredAt, lines: [{ variantId, quantity, value }] }] });
    expect(worth()).toBe(280_00);
    expect(shop.call('stock.movements', { variantId, limit: 1 }).rows[0]?.value).toBe(-26_00);
  });

  test('goods found on an earlier day are told at what they will be worth: the last cost before that day', () => {
    trade();
    const earlier = { variantId: hook, occurredAt: instant(openingTime + 90_000), quantity: pieces(2) };
    const told = shop.call('costing.previewLate', earlier);
    shop.call('stock.adjust', { locationId: shelf, reason: 'miscounted', occurredAt: earlier.occurredAt, lines: [{ variantId: hook, quantity: earlier.quantity }] });
    expect(told).toMatchObject({ late: true, stock: { before: 250_00, after: 270_00 } });
    expect(worth()).toBe(270_00);
  });

  test('goods that come now change nothing that was', () => {
    trade();
    expect(shop.call('costing.previewLate', { variantId: hook, occurredAt: instant(shop.clock.now), quantity: pieces(3), value: minor(6_00) })).toMatchObject({ late: false, figures: [] });
  });
});
