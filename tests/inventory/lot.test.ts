import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { day } from '../../shared/units/day.ts';
import { minor } from '../../shared/units/minor.ts';
import type { Move } from '../../shared/inventory/stock-move.rules.ts';
import { pieces, quantity } from '../../shared/units/quantity.ts';
import { moveStock } from '../../main/inventory/stock.service.ts';
import { revalueReceipt } from '../../main/inventory/costing.service.ts';
import { debit } from '../../shared/accounting/entry.rules.ts';
import { refused } from '../support/refused.ts';
import { newShop, openingTime, type TestShop } from '../support/shop.ts';
import { moveAndPost, newVariant, postTest } from './support.ts';
import { instant } from '../../shared/units/instant.ts';

let shop: TestShop;
let milk: number;
let camera: number;
let shelf: number;
let counter: number;

beforeEach(() => {
  shop = newShop();
  [milk, camera] = [newVariant(shop, 'MILK'), newVariant(shop, 'CAMERA')];
  shelf = shop.call('location.create', { name: 'Shelf', kind: 'warehouse' }).locationId;
  counter = shop.call('location.create', { name: 'Counter', kind: 'shop' }).locationId;
  shop.call('lot.track', { variantId: milk, tracking: 'lot' });
  shop.call('lot.track', { variantId: camera, tracking: 'serial' });
});
afterEach(() => {
  shop.check();
  shop.close();
});

const lot = (code: string, count: number, expiresOn?: string) => ({ code, quantity: pieces(count), ...(expiresOn === undefined ? {} : { expiresOn: day(expiresOn) }) });
const numbers = (...codes: string[]) => codes.map((code) => lot(code, 1));
const receiveMilk = (value: number, lots: ReturnType<typeof lot>[], locationId = shelf) =>
  shop.call('stock.receive', { locationId, lines: [{ variantId: milk, quantity: quantity(lots.reduce((sum, one) => sum + one.quantity, 0)), value: minor(value), lots }] });
const receiveCameras = (value: number, ...codes: string[]) =>
  shop.call('stock.receive', { locationId: shelf, lines: [{ variantId: camera, quantity: pieces(codes.length), value: minor(value), lots: numbers(...codes) }] });
const ship = (variantId: number, count: number, lots?: ReturnType<typeof lot>[], locationId = shelf) =>
  shop.tx((tx) => moveAndPost(tx, { on: day('2026-03-02'), minute: 61 }, [{ kind: 'shipment', variantId, locationId, quantity: pieces(count), role: 'cogs', ...(lots ? { lots } : {}) }]))[0]!;
const left = (variantId: number) => shop.call('lot.list', { variantId, limit: 50 }).rows.map(({ code, onHand }) => [code, (onHand ?? 0) / 1000]);
const lotsOf = (movementId: number) => shop.raw.prepare('select code, quantity / 1000 as pieces from movementLot join lot on lot.id = lotId where movementId = ? order by lotId').all(movementId);

describe('lots', () => {
  test('what comes in says its lots, and they add up', () => {
    refused(() => shop.call('stock.receive', { locationId: shelf, lines: [{ variantId: milk, quantity: pieces(2), value: minor(1) }] }), 'lot.needed');
    refused(() => shop.call('stock.receive', { locationId: shelf, lines: [{ variantId: milk, quantity: pieces(2), value: minor(1), lots: [lot('A', 1)] }] }), 'lot.miscounted');
    receiveMilk(5_00, [lot('A', 3, '2026-03-20'), lot('B', 2, '2026-03-10')]);
    refused(() => receiveMilk(1_00, [lot('A', 1, '2026-05-05')]), 'lot.expiryDiffers');
    expect(left(milk)).toEqual([['B', 2], ['A', 3]]);
  });

  test('the lot that expires first leaves first; expired and recalled lots go to no customer', () => {
    receiveMilk(10_00, [lot('LATE', 4, '2026-05-01'), lot('SOON', 2, '2026-03-05'), lot('GONE', 3, '2026-03-01'), lot('NEVER', 1)]);
    expect(lotsOf(ship(milk, 3).movementId)).toEqual([{ code: 'LATE', pieces: -1 }, { code: 'SOON', pieces: -2 }]);
    const late = shop.call('lot.find', { code: 'LATE' }).lots[0]!.lotId;
    shop.call('lot.hold', { lotId: late });
    refused(() => ship(milk, 1, [lot('LATE', 1)]), 'lot.held');
    refused(() => ship(milk, 2), 'lot.short');
    expect(lotsOf(ship(milk, 1).movementId)).toEqual([{ code: 'NEVER', pieces: -1 }]);
    shop.call('lot.release', { lotId: late });
    expect(lotsOf(ship(milk, 3).movementId)).toEqual([{ code: 'LATE', pieces: -3 }]);
    // Only a loss takes what expired.
    shop.call('stock.adjust', { locationId: shelf, reason: 'expired', lines: [{ variantId: milk, quantity: pieces(-3) }] });
    expect(left(milk)).toEqual([]);
  });

  test('lots keep their bins and their way: hold, move, send, arrive', () => {
    const { binId } = shop.call('bin.create', { locationId: shelf, code: 'A-1' });
    receiveMilk(8_00, [lot('A', 4, '2026-04-01'), lot('B', 4, '2026-05-01')]);
    shop.call('stock.move', { variantId: milk, locationId: shelf, toBinId: binId, quantity: pieces(3), lots: [lot('B', 3)] });
    expect(shop.raw.prepare('select code, onHand from lotBinLevel join lot on lot.id = lotId').all()).toEqual([{ code: 'B', onHand: 3000 }]);
    shop.call('stock.hold', { variantId: milk, locationId: shelf, quantity: pieces(1), lots: [lot('A', 1)] });
    const { stockTransferId } = shop.call('transfer.send', { fromLocationId: shelf, toLocationId: counter, lines: [{ variantId: milk, quantity: pieces(5) }] });
    shop.call('transfer.receive', { stockTransferId, lines: [{ variantId: milk, quantity: pieces(4) }] });
    shop.call('transfer.close', { stockTransferId, outcome: 'back' });
    const places = shop.call('lot.places', { variantId: milk }).places.filter((place) => place.lot !== null);
    expect(places.map(({ location, lot: code, onHand, onHold }) => [location, code, onHand, onHold])).toEqual([
      ['Shelf', 'A', 1000, 1000],
      ['Counter', 'A', 3000, 0],
      ['Shelf', 'B', 3000, 0],
      ['Counter', 'B', 1000, 0],
    ]);
  });

  test('a counter may sell milk nobody has taken in; its lot is named when it is known', () => {
    const { movementId } = ship(milk, 2, undefined, counter);
    expect(shop.call('lot.places', { variantId: milk }).unnamed).toMatchObject([{ movementId, quantity: 2000 }]);
    receiveMilk(6_00, [lot('A', 6, '2026-04-01')], counter);
    refused(() => shop.call('lot.name', { movementId, lots: [lot('A', 3)] }), 'lot.tooMany');
    refused(() => shop.call('lot.name', { movementId, lots: [lot('X', 1)] }), 'lot.unknown');
    shop.call('lot.name', { movementId, lots: [lot('A', 2)] });
    expect(shop.call('lot.places', { variantId: milk }).unnamed).toEqual([]);
    expect(left(milk)).toEqual([['A', 4]]);
  });

  test('what comes back is of the lots that left', () => {
    receiveMilk(8_00, [lot('A', 2, '2026-04-01'), lot('B', 4, '2026-05-01')]);
    const { movementId } = ship(milk, 4);
    const back = (count: number, lots?: ReturnType<typeof lot>[]) =>
      shop.tx((tx) => moveAndPost(tx, { on: day('2026-03-02'), minute: 65 }, [{ kind: 'return', movementId, quantity: pieces(count), locationId: shelf, ...(lots ? { lots } : {}) }]));
    refused(() => back(1, [lot('C', 1)]), 'lot.unknown');
    back(1, [lot('B', 1)]);
    back(2);
    expect(left(milk)).toEqual([['A', 2], ['B', 3]]);
  });

  test('the values of what expires add up to what the stock cost', () => {
    receiveMilk(10_00, [lot('A', 3, '2026-03-04'), lot('B', 4, '2026-03-12')]);
    receiveCameras(100_01, 'S1', 'S2', 'S3');
    const all = shop.call('lot.list', { limit: 50 });
    expect(all.value).toBe(shop.call('stock.valuation', {}).value);
    const soon = shop.call('lot.list', { withinDays: 7, limit: 50 });
    expect(soon.rows.map(({ code, daysLeft, value }) => [code, daysLeft, value])).toEqual([['A', 2, 4_29]]);
    expect(shop.as('clerk').call('lot.list', { limit: 5 })).not.toHaveProperty('value');
  });

  test('following begins while nothing is there', () => {
    const plain = newVariant(shop, 'PLAIN');
    shop.call('stock.receive', { locationId: shelf, lines: [{ variantId: plain, quantity: pieces(1), value: minor(1) }] });
    refused(() => shop.call('lot.track', { variantId: plain, tracking: 'lot' }), 'tracking.stocked');
    ship(plain, 1);
    shop.call('lot.track', { variantId: plain, tracking: 'serial' });
    shop.call('stock.receive', { locationId: shelf, lines: [{ variantId: plain, quantity: pieces(1), value: minor(7), lots: numbers('P1') }] });
    expect(ship(plain, 1)).toMatchObject({ value: -7 });
    refused(() => shop.call('lot.track', { variantId: plain, tracking: 'none' }), 'tracking.begun');
  });
});

describe('serial numbers', () => {
  test('a piece costs what it cost itself, whichever came first', () => {
    receiveCameras(300_00, 'OLD1', 'OLD2');
    receiveCameras(500_00, 'NEW1');
    expect(ship(camera, 1, numbers('NEW1'))).toMatchObject({ value: -500_00 });
    expect(ship(camera, 1, numbers('OLD2'))).toMatchObject({ value: -150_00 });
    // By rule the oldest piece leaves.
    expect(lotsOf(ship(camera, 1).movementId)).toEqual([{ code: 'OLD1', pieces: -1 }]);
    expect(shop.call('stock.valuation', {}).value).toBe(0);
  });

  test('a number is one piece, once in stock, and a piece nobody received goes to nobody, not even over the counter', () => {
    refused(() => shop.call('stock.receive', { locationId: shelf, lines: [{ variantId: camera, quantity: pieces(2), value: minor(1), lots: [lot('S1', 2)] }] }), 'serial.onePiece');
    receiveCameras(100_00, 'S1');
    refused(() => receiveCameras(100_00, 'S1'), 'serial.here');
    refused(() => ship(camera, 1, numbers('S9')), 'lot.unknown');
    refused(() => ship(camera, 1, undefined, counter), 'lot.short');
    ship(camera, 1);
    refused(() => ship(camera, 1, numbers('S1')), 'stock.short');
  });

  test('a customer brings one of three back at what that one cost, and it is sold again at that', () => {
    receiveCameras(100_00, 'A', 'B', 'C');
    receiveCameras(900_00, 'D');
    const draw = ship(camera, 3, numbers('B', 'C', 'D'));
    expect(draw.value).toBe(-966_67);
    const back = (code: string, minute: number) =>
      shop.tx((tx) => moveAndPost(tx, { on: day('2026-03-02'), minute: 61 + minute }, [{ kind: 'return', movementId: draw.movementId, quantity: pieces(1), locationId: shelf, lots: numbers(code) }]))[0]!.value;
    expect([back('D', 1), back('C', 2), back('B', 3)]).toEqual([900_00, 33_33, 33_34]);
    expect(shop.tx((tx) => moveAndPost(tx, { on: day('2026-03-02'), minute: 79 }, [{ kind: 'shipment', variantId: camera, locationId: shelf, quantity: pieces(1), role: 'cogs', lots: numbers('C') }]))[0]!.value).toBe(-33_33);
  });

  test('a piece that was found while it was sold, and lost again, is worth what it was sold at once the sale is taken back', () => {
    receiveCameras(100_00, 'A');
    const sold = ship(camera, 1, numbers('A'));
    const later = (minute: number, move: Move) => shop.tx((tx) => moveAndPost(tx, { on: day('2026-03-02'), minute: 61 + minute }, [move]))[0]!;
    const one = { variantId: camera, locationId: shelf, quantity: pieces(1), lots: numbers('A') };
    later(1, { kind: 'gain', ...one, value: minor(7_00), role: 'stockGain', reason: 'miscounted' });
    expect(later(2, { kind: 'loss', ...one, role: 'stockGain', reason: 'miscounted' }).value).toBe(-7_00);
    later(3, { kind: 'cancellation', movementId: sold.movementId });
    expect(shop.call('lot.list', { variantId: camera, limit: 9 }).rows.map(({ value }) => value)).toEqual([100_00]);
    expect(later(4, { kind: 'shipment', ...one, role: 'cogs' }).value).toBe(-100_00);
    expect(shop.call('stock.valuation', {}).value).toBe(0);
  });

  test('a later bill follows the pieces that left and those that stayed', () => {
    const receipt = receiveCameras(100_00, 'A', 'B').moved[0]!;
    receiveCameras(50_00, 'C');
    ship(camera, 1, numbers('A'));
    const on = day('2026-03-02');
    shop.tx((tx) => {
      revalueReceipt(tx, { movementId: receipt.movementId, delta: minor(20_00), postedOn: on });
      postTest(tx, on, [debit('inventory', minor(20_00)), debit('purchasePriceVariance', minor(-20_00))]);
    });
    expect(shop.call('lot.list', { variantId: camera, limit: 9 }).rows.map(({ code, value }) => [code, value])).toEqual([['B', 60_00], ['C', 50_00]]);
  });

  test('the life of a piece is written in order', () => {
    receiveCameras(100_00, 'A');
    ship(camera, 1, numbers('A'));
    const early = { occurredAt: instant(openingTime - 86_400_000), postedOn: day('2026-03-01'), source: { kind: 'variant', id: 1 } };
    refused(() => shop.tx((tx) => moveStock(tx, early, [{ kind: 'gain', variantId: camera, locationId: shelf, quantity: pieces(1), value: minor(1), role: 'stockGain', reason: 'miscounted', lots: numbers('A') }])), 'serial.outOfOrder');
  });

  test('five hundred numbers come in with one receipt', () => {
    const codes = Array.from({ length: 500 }, (_, index) => `N${index}`);
    receiveCameras(500_00, ...codes);
    expect(shop.call('lot.list', { variantId: camera, limit: 500 }).rows).toHaveLength(500);
  });
});
