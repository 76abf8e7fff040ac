import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { day } from '../../shared/units/day.ts';
import { minor } from '../../shared/units/minor.ts';
import { pieces } from '../../shared/units/quantity.ts';
import { freeDueReservations } from '../../main/app/shop-clock.ts';
import { allocate } from '../../main/inventory/allocation.service.ts';
import { changeIncoming } from '../../main/inventory/incoming.service.ts';
import { trial } from '../accounting/support.ts';
import { refused } from '../support/refused.ts';
import { newShop, openingTime, type TestShop } from '../support/shop.ts';
import { newVariant } from './support.ts';
import { instant } from '../../shared/units/instant.ts';

let shop: TestShop;
let hook: number;
let shelf: number;
let counter: number;

beforeEach(() => {
  shop = newShop();
  hook = newVariant(shop, 'HOOK');
  shelf = shop.call('location.create', { name: 'Shelf', kind: 'warehouse' }).locationId;
  counter = shop.call('location.create', { name: 'Counter', kind: 'shop' }).locationId;
});
afterEach(() => {
  shop.check();
  shop.close();
});

const receive = (count: number, value: number, locationId = shelf) => shop.call('stock.receive', { locationId, lines: [{ variantId: hook, quantity: pieces(count), value: minor(value) }] });
const lose = (count: number, reason: string, locationId = shelf) => shop.call('stock.adjust', { locationId, reason, lines: [{ variantId: hook, quantity: pieces(-count) }] });
const row = () => shop.call('stock.list', { limit: 5 }).rows[0]!;
const hours = (count: number) => shop.clock.advance(count * 3_600_000);

describe('reasons', () => {
  test('a reason of the shop’s own posts where it says, and from a change on somewhere else', () => {
    receive(10, 100_00);
    shop.call('reason.add', { code: 'mice', name: 'Eaten by mice', role: 'stockLossScrap' });
    lose(1, 'mice');
    shop.call('reason.update', { code: 'mice', changes: { role: 'stockLossShrinkage' } });
    lose(2, 'mice');
    const roles = shop.raw.prepare("select role, quantity from stockMovement where kind = 'loss' order by id").all();
    expect(roles).toEqual([{ role: 'stockLossScrap', quantity: -1000 }, { role: 'stockLossShrinkage', quantity: -2000 }]);
    expect(Object.values(trial(shop, day('2026-03-02'))).reduce((sum, amount) => sum + amount, 0)).toBe(0);
    shop.call('reason.block', { code: 'mice' });
    refused(() => lose(1, 'mice'), 'reason.unknown');
    for (const code of ['damage', 'repair']) refused(() => shop.call('reason.add', { code, name: 'x', role: 'stockLossScrap' }), 'reason.taken');
  });

  test('one count explains each of its lines by a reason of its own', () => {
    receive(10, 100_00);
    shop.call('stock.adjust', { locationId: shelf, reason: 'miscounted', lines: [{ variantId: hook, quantity: pieces(-1), reason: 'damage' }, { variantId: hook, quantity: pieces(-2) }] });
    expect(shop.raw.prepare("select reason, role from stockMovement where kind = 'loss' order by id").all()).toEqual([
      { reason: 'damage', role: 'stockLossScrap' },
      { reason: 'miscounted', role: 'stockLossCount' },
    ]);
  });

  test('the report adds up to what the books lost, and a papered-over loss stays in it', () => {
    receive(10, 100_00);
    lose(2, 'damage');
    lose(1, 'shrinkage');
    shop.call('stock.adjust', { locationId: shelf, reason: 'miscounted', lines: [{ variantId: hook, quantity: pieces(1) }] });
    const report = shop.call('reason.report', { fromOn: day('2026-03-01'), throughOn: day('2026-03-31') });
    expect(report.byReason.map(({ reason, lost, found, lostValue, foundValue }) => [reason, lost, found, lostValue, foundValue])).toEqual([
      ['damage', -2000, 0, -20_00, 0],
      ['shrinkage', -1000, 0, -10_00, 0],
      ['miscounted', 0, 1000, 0, 10_00],
    ]);
    expect([report.lostValue, report.foundValue, report.byVariant.length]).toEqual([-30_00, 10_00, 1]);
    expect(() => shop.raw.exec("delete from stockMovement where kind = 'loss'")).toThrow('never removed');
    expect(() => shop.raw.exec('delete from stockAdjustment')).toThrow('never removed');
    expect(() => shop.raw.exec("update stockAdjustment set reason = 'sample'")).toThrow('never edited');
  });
});

describe('less than nothing', () => {
  test('a counter below zero is a named exception with a deadline until the goods come', () => {
    lose(2, 'sample', counter);
    const [open] = shop.call('negative.list', undefined).rows;
    expect(open).toMatchObject({ sku: 'HOOK', locationId: counter, onHand: -2000, overdue: false, note: null, source: { kind: 'stockAdjustment' } });
    shop.clock.advance(8 * 86_400_000);
    expect(shop.call('negative.list', undefined)).toMatchObject({ overdue: 1 });
    const deadlineAt = instant(shop.clock.now + 86_400_000);
    shop.call('negative.explain', { negativeId: open!.id, changes: { note: 'comes with the van', deadlineAt } });
    expect(shop.call('negative.list', undefined)).toMatchObject({ overdue: 0, rows: [{ note: 'comes with the van' }] });
    receive(3, 30_00, counter);
    expect(shop.call('negative.list', undefined).rows).toEqual([]);
    refused(() => shop.call('negative.explain', { negativeId: open!.id, changes: { note: null } }), 'negative.closed');
  });

  test('a location that allows no more refuses it, and a place apart never allows it', () => {
    lose(1, 'sample', counter);
    shop.call('location.update', { locationId: counter, changes: { negativePolicy: 'refuse' } });
    refused(() => lose(1, 'sample', counter), 'stock.short');
    const { locationId } = shop.call('location.create', { name: 'Amazon', kind: 'warehouse', holder: 'Amazon' });
    refused(() => shop.call('location.update', { locationId, changes: { sellable: true } }), 'location.apart');
    receive(1, 5_00, counter);
  });
});

describe('what is set aside', () => {
  test('is free again when its time is over, with a record of why', async () => {
    receive(5, 50_00);
    shop.call('reservation.setRule', { hours: 2 });
    shop.tx((tx) => allocate(tx, { orderLineId: 71, variantId: hook, quantity: pieces(2) }));
    const clock = { lookUp: async () => shop.raw.prepare('select min(expiresAt) from allocation').pluck().get(), internal: async (...args: Parameters<typeof shop.core.internal>) => shop.core.internal(...args) };
    const turn = () => freeDueReservations(clock, instant(shop.clock.now));
    hours(1);
    await turn();
    expect(row()).toMatchObject({ allocated: 2000, available: 3000 });
    hours(1);
    await turn();
    expect(row()).toMatchObject({ allocated: 0, available: 5000 });
    expect(shop.call('reservation.list', { limit: 10 }).rows).toMatchObject([{ orderLineId: 71, quantity: 2000, allocatedAt: openingTime, expiresAt: openingTime + 7_200_000, freedAt: shop.clock.now }]);
    const commands = shop.raw.prepare('select count(*) from command').pluck().get();
    await turn();
    expect(shop.raw.prepare('select count(*) from command').pluck().get()).toBe(commands);
  });

  test('in a new shop it stays for a week unless the shop decides otherwise; without a rule it stays for ever', () => {
    expect(shop.call('reservation.get', undefined)).toEqual({ hours: 168, heldHours: 336, tellHours: 336, decided: true });
    receive(5, 50_00);
    shop.tx((tx) => allocate(tx, { orderLineId: 70, variantId: hook, quantity: pieces(1) }));
    expect(shop.raw.prepare('select expiresAt from allocation').pluck().get()).toBe(openingTime + 168 * 3_600_000);
    expect(shop.call('reservation.setRule', { hours: null })).toEqual({ before: { hours: 168 } });
    shop.tx((tx) => allocate(tx, { orderLineId: 72, variantId: hook, quantity: pieces(1) }));
    expect(shop.raw.prepare('select expiresAt from allocation where orderLineId = 72').pluck().get()).toBeNull();
  });
});

describe('goods of others and ours elsewhere', () => {
  test('never mix with ours in any figure, nor in the value of the stock', () => {
    receive(5, 50_00);
    const { locationId: theirs } = shop.call('location.create', { name: 'From Tanaka', kind: 'warehouse', owner: 'Tanaka' });
    const { locationId: fba } = shop.call('location.create', { name: 'Amazon', kind: 'warehouse', holder: 'Amazon' });
    shop.call('stock.consign', { locationId: theirs, lines: [{ variantId: hook, quantity: pieces(7) }] });
    const { stockTransferId } = shop.call('transfer.send', { fromLocationId: shelf, toLocationId: fba, lines: [{ variantId: hook, quantity: pieces(2) }] });
    shop.call('transfer.receive', { stockTransferId });
    expect(row()).toMatchObject({ onHand: 3000, available: 3000, elsewhere: 2000, ofOthers: 7000, inTransit: 0, value: 50_00 });
    expect(shop.call('stock.explain', { figure: 'ofOthers', variantId: hook })).toMatchObject({ total: 7000, parts: [{ kind: 'consignment', quantity: 7000 }] });
    refused(() => receive(1, 1_00, theirs), 'stock.ofOthers');
    refused(() => shop.call('stock.consign', { locationId: shelf, lines: [{ variantId: hook, quantity: pieces(1) }] }), 'stock.notConsigned');
    refused(() => shop.call('transfer.send', { fromLocationId: theirs, toLocationId: shelf, lines: [{ variantId: hook, quantity: pieces(1) }] }), 'stock.ofOthers');
    shop.call('stock.consign', { locationId: theirs, lines: [{ variantId: hook, quantity: pieces(-7) }] });
    expect(row().ofOthers).toBe(0);
  });
});

describe('as of an instant', () => {
  test('every state answers for the past, and says why', () => {
    receive(5, 50_00);
    const first = instant(shop.clock.now);
    hours(24 * 40);
    shop.tx((tx) => changeIncoming(tx, [{ variantId: hook, locationId: shelf, quantity: pieces(9), dueOn: null, source: { kind: 'purchaseOrder', id: 1 } }]));
    shop.tx((tx) => allocate(tx, { orderLineId: 5, variantId: hook, quantity: pieces(2) }));
    shop.call('stock.hold', { variantId: hook, locationId: shelf, quantity: pieces(1) });
    const second = instant(shop.clock.now);
    hours(24);
    shop.call('transfer.send', { fromLocationId: shelf, toLocationId: counter, lines: [{ variantId: hook, quantity: pieces(1) }] });
    const at = (asOf?: ReturnType<typeof instant>) => {
      const { onHand, onHold, allocated, available, incoming, inTransit } = shop.call('stock.list', { limit: 5, ...(asOf === undefined ? {} : { asOf }) }).rows[0]!;
      return [onHand, onHold, allocated, available, incoming, inTransit];
    };
    expect(at(instant(first - 1))).toEqual([0, 0, 0, 0, 0, 0]);
    expect(at(first)).toEqual([5000, 0, 0, 5000, 0, 0]);
    expect(at(second)).toEqual([5000, 1000, 2000, 2000, 9000, 0]);
    expect(at()).toEqual([4000, 1000, 2000, 1000, 9000, 1000]);
    expect(at(instant(shop.clock.now))).toEqual(at());
    for (const figure of ['onHand', 'onHold', 'allocated', 'available', 'incoming', 'inTransit'] as const) {
      const why = shop.call('stock.explain', { figure, variantId: hook, asOf: second });
      expect(why.parts.reduce((sum, part) => sum + (part.quantity ?? 0), 0)).toBe(why.total);
    }
  });
});
