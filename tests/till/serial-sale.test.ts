import { afterEach, beforeEach, expect, test } from 'vitest';
import { lotsSold, type NamedLot, namedAfterTyping, numbersMissing, saleScan, withNamed } from '../../shared/sales/sale-scan.rules.ts';
import { writeDocument } from '../../shared/documents/written.rules.ts';
import { rollOf } from '../../shared/documents/receipt-roll.rules.ts';
import { day } from '../../shared/units/day.ts';
import { instant } from '../../shared/units/instant.ts';
import { minor } from '../../shared/units/minor.ts';
import { pieces, quantity } from '../../shared/units/quantity.ts';
import { unitPrice } from '../../shared/units/unit-price.ts';
import { newSellingShop, type SellingShop } from '../sales/support.ts';
import { refused } from '../support/refused.ts';

const cameraCode = '6901234567892';
const milkCode = '6901234567908';

let shop: SellingShop;
let camera: number;
let milk: number;
/** What stands on the sale: by variant, the lots scanned and how many pieces. */
let sale: Map<number, { lots: NamedLot[]; count: number }>;
let asked: number | null;

beforeEach(() => {
  shop = newSellingShop();
  const made = (sku: string, code: string): number =>
    shop.call('product.create', { name: sku, state: 'active', variants: [{ sku, barcodes: [{ code }], prices: [{ currency: 'CNY', amount: unitPrice(1_000_000) }] }] }).variants[0]!.id;
  [camera, milk] = [made('CAMERA', cameraCode), made('MILK', milkCode)];
  shop.call('lot.track', { variantId: camera, tracking: 'serial' });
  shop.call('lot.track', { variantId: milk, tracking: 'lot' });
  const numbers = ['SN-1', 'SN-2', 'SN-3', 'SN-4'];
  shop.call('stock.receive', {
    locationId: shop.locationId,
    lines: [
      { variantId: camera, quantity: pieces(4), value: minor(400_00), lots: numbers.map((code) => ({ code, quantity: pieces(1) })) },
      { variantId: milk, quantity: pieces(5), value: minor(50_00), lots: [{ code: 'OLD', quantity: pieces(2), expiresOn: day('2026-12-31') }, { code: 'NEW', quantity: pieces(2), expiresOn: day('2027-12-31') }, { code: 'GONE', quantity: pieces(1), expiresOn: day('2026-01-31') }] },
    ],
  });
  [sale, asked] = [new Map(), null];
});
afterEach(() => {
  shop.check();
  shop.close();
});

/** One scan at the till. */
function scan(text: string): string {
  const answer = saleScan(shop.call('lot.scan', { text }), asked, (variantId) => sale.get(variantId)?.lots ?? []);
  if ('refusal' in answer) return answer.refusal.code;
  asked = 'askNumberOf' in answer ? answer.askNumberOf : null;
  if (!('take' in answer)) return 'askNumberOf' in answer ? 'number?' : 'nothing';
  const { variantId, quantity: count, lot } = answer.take;
  const before = sale.get(variantId) ?? { lots: [], count: 0 };
  sale.set(variantId, { lots: withNamed(before.lots, lot), count: before.count + count });
  return lot?.code ?? 'taken';
}
const sell = () => shop.call('order.sell', { lines: [...sale].map(([variantId, { lots, count }]) => ({ variantId, quantity: quantity(count), ...lotsSold(lots, quantity(count)) })) });
const left = (variantId: number) => shop.call('lot.list', { variantId, limit: 50 }).rows.map(({ code, onHand }) => [code, (onHand ?? 0) / 1000]);

test('the piece sold is the one in the hand, and its receipt says which', () => {
  expect([scan(cameraCode), scan('SN-3')]).toEqual(['number?', 'SN-3']);
  expect(scan(`(01)0${cameraCode}(21)SN-2`)).toBe('SN-2');
  expect(scan(milkCode)).toBe('taken');
  const { number, orderId } = sell();
  expect(left(camera)).toEqual([['SN-1', 1], ['SN-4', 1]]);
  const { document, look } = shop.call('document.get', { kind: 'receipt', number });
  expect(document.lines.map((line) => line.lots)).toEqual([['SN-2', 'SN-3'], ['OLD']]);
  const roll = rollOf(writeDocument(document, look, instant(0)));
  expect(roll).toContainEqual({ kind: 'text', text: 'CAMERA · SN-2, SN-3', align: 'left' });
  // An order as it was taken names no piece.
  expect(shop.call('document.get', { kind: 'orderConfirmation', number }).document.lines.every((line) => line.lots === undefined)).toBe(true);
  shop.call('order.unsell', { orderId });
  expect(left(camera)).toHaveLength(4);
});

test('a number that is sold, unknown, scanned twice, recalled or elsewhere is refused at once', () => {
  expect(scan('SN-1')).toBe('SN-1');
  expect(scan('SN-1')).toBe('serial.twice');
  sell();
  sale.clear();
  expect(scan('SN-1')).toBe('serial.gone');
  expect(scan(`(01)0${cameraCode}(21)NOBODY`)).toBe('serial.notHere');
  // By itself an unknown code is something else, until a number was asked for.
  expect([scan('NOBODY'), scan(cameraCode), scan('NOBODY'), scan('SN-2')]).toEqual(['nothing', 'number?', 'serial.notHere', 'SN-2']);
  const { lotId } = shop.call('lot.find', { code: 'SN-3' }).lots[0]!;
  shop.call('lot.hold', { lotId });
  expect(scan('SN-3')).toBe('lot.held');
  const { locationId } = shop.call('location.create', { name: 'Back room', kind: 'warehouse' });
  shop.call('stock.receive', { locationId, lines: [{ variantId: camera, quantity: pieces(1), value: minor(1), lots: [{ code: 'SN-5', quantity: pieces(1) }] }] });
  expect(scan('SN-5')).toBe('serial.notHere');
});

test('two goods with one number are told apart by the goods', () => {
  const other = shop.call('product.create', { name: 'LENS', state: 'active', variants: [{ sku: 'LENS', barcodes: [{ code: '6901234567915' }] }] }).variants[0]!.id;
  shop.call('lot.track', { variantId: other, tracking: 'serial' });
  shop.call('stock.receive', { locationId: shop.locationId, lines: [{ variantId: other, quantity: pieces(1), value: minor(1), lots: [{ code: 'SN-1', quantity: pieces(1) }] }] });
  expect([scan('SN-1'), scan('6901234567915'), scan('SN-1')]).toEqual(['serial.ofSeveral', 'number?', 'SN-1']);
  expect([...sale.keys()]).toEqual([other]);
});

test('a lot in the hand is the lot sold; past its day it is refused, and what the book lacks of it is chosen by the rule', () => {
  expect(scan(`(01)0${milkCode}(10)NEW`)).toBe('NEW');
  sell();
  expect(left(milk)).toEqual([['GONE', 1], ['OLD', 2], ['NEW', 1]]);
  sale.clear();
  expect(scan(`(01)0${milkCode}(10)GONE`)).toBe('lot.expired');
  expect([scan(`(01)0${milkCode}(10)NEW`), scan(`(01)0${milkCode}(10)NEW`), scan(`(01)0${milkCode}(10)NOBODY`)]).toEqual(['NEW', 'taken', 'taken']);
  sell();
  expect(left(milk)).toEqual([['GONE', 1]]);
});

test('a typed quantity is of the one lot scanned, as far as it lies there; pieces by number are each named', () => {
  const lot = (code: string, count: number, there: number | null): NamedLot => ({ code, quantity: pieces(count), there: there === null ? null : pieces(there) });
  expect(namedAfterTyping([lot('A', 1, 5)], 'lot', pieces(3))).toEqual([lot('A', 3, 5)]);
  expect(namedAfterTyping([lot('A', 1, 2)], 'lot', pieces(3))).toEqual([]);
  expect(namedAfterTyping([lot('A', 1, null)], 'lot', pieces(3))).toEqual([lot('A', 3, null)]);
  expect(namedAfterTyping([lot('A', 1, 5), lot('B', 1, 5)], 'lot', pieces(3))).toEqual([lot('A', 1, 5), lot('B', 1, 5)]);
  expect(namedAfterTyping([lot('A', 1, 1)], 'serial', pieces(3))).toEqual([lot('A', 1, 1)]);
  expect(lotsSold([lot('A', 1, 5)], pieces(2))).toEqual({});
  expect(numbersMissing({ tracking: 'serial', quantity: pieces(2), lots: [lot('A', 1, 1)] })).toMatchObject({ code: 'serial.needed', details: { named: 1_000, asked: 2_000 } });
  expect(numbersMissing({ tracking: 'serial', quantity: pieces(1), lots: [lot('A', 1, 1)] })).toBeUndefined();
  expect(numbersMissing({ tracking: 'lot', quantity: pieces(2), lots: [] })).toBeUndefined();
});

test('a sale keeps its numbers while it waits', () => {
  const lots = [{ code: 'SN-1', quantity: pieces(1), there: pieces(1) }];
  const { parkedSaleId } = shop.call('parkedSale.park', { draft: { customer: null, discount: null, note: '', lines: [{ variantId: camera, quantity: pieces(1), unitPrice: null, discount: null, lots }] } });
  expect(shop.call('parkedSale.take', { parkedSaleId }).draft.lines[0]!.lots).toEqual(lots);
  refused(() => shop.call('order.sell', { lines: [{ variantId: camera, quantity: pieces(1), lots: [{ code: 'NOBODY', quantity: pieces(1) }] }] }), 'lot.unknown');
});
