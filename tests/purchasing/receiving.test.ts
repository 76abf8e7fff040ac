import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Tracking } from '../../shared/inventory/lot.rules.ts';
import { arrivalsOf, receivedOf, type ReceivingStep } from '../../shared/purchasing/receiving.rules.ts';
import { answerScan, type Expected } from '../../shared/purchasing/receiving-scan.rules.ts';
import { day } from '../../shared/units/day.ts';
import { minor } from '../../shared/units/minor.ts';
import { pieces, type Quantity, quantity } from '../../shared/units/quantity.ts';
import { unitPrice } from '../../shared/units/unit-price.ts';
import { refused } from '../support/refused.ts';
import { type BuyingShop, newBuyingShop } from './support.ts';

const camera = '6901234567892';
const milk = '6901234567908';
const gs1 = (gtin: string, rest: string): string => `(01)0${gtin}${rest}`;

describe('a delivery as it is scanned', () => {
  let shop: BuyingShop;
  let goods: { camera: number; milk: number };
  let steps: ReceivingStep[];
  let purchaseOrderId: number;
  beforeEach(() => {
    shop = newBuyingShop();
    const made = (sku: string, code: string): number => {
      const { variants } = shop.call('product.create', { name: sku, state: 'active', variants: [{ sku, barcodes: [{ code }] }] });
      shop.call('agreement.add', { supplierId: shop.supplierId, variantId: variants[0]!.id, fromQuantity: pieces(0), price: unitPrice(100_000), validFromOn: day('2026-01-01'), validThroughOn: null });
      return variants[0]!.id;
    };
    goods = { camera: made('CAMERA', camera), milk: made('MILK', milk) };
    shop.call('lot.track', { variantId: goods.camera, tracking: 'serial' });
    shop.call('lot.track', { variantId: goods.milk, tracking: 'lot' });
    ({ purchaseOrderId } = shop.call('purchaseOrder.create', { supplierId: shop.supplierId, lines: [{ variantId: goods.camera, quantity: pieces(500) }, { variantId: goods.milk, quantity: pieces(6) }] }));
    shop.call('purchaseOrder.place', { purchaseOrderId });
    steps = [];
  });
  afterEach(() => {
    shop.check();
    shop.close();
  });

  const onOrder: Expected = (variantId) => (variantId === goods.camera ? pieces(500) : variantId === goods.milk ? pieces(6) : undefined);
  /** One scan, as the station answers it. */
  const scan = (text: string, damaged = false, expected = onOrder): string => {
    const answer = answerScan(shop.call('lot.scan', { text }), steps, expected, damaged);
    if ('step' in answer) steps.push(answer.step);
    return answer.says;
  };
  const receive = () => shop.call('purchaseReceipt.receive', { purchaseOrderId, lines: arrivalsOf(steps) });
  const lots = (variantId: number) =>
    shop.call('lot.list', { variantId, limit: 500 }).rows.map(({ code, onHand, onHold, expiresOn }) => [code, (onHand ?? 0) / 1000, (onHold ?? 0) / 1000, expiresOn]);

  test('500 serial numbers are scanned without a form, each once, and each is in stock', () => {
    expect(scan(camera)).toBe('numbersWanted');
    const numbers = Array.from({ length: 500 }, (_, index) => `SN-${String(index + 1).padStart(4, '0')}`);
    for (const number of numbers) expect(scan(number)).toBe('taken');
    expect(scan('SN-0007')).toBe('twice');
    expect(scan('SN-0501')).toBe('beyond');
    steps.pop();
    expect(receive()).toMatchObject({ over: 0, claimIds: [] });
    expect(lots(goods.camera).map(([code]) => code)).toEqual(numbers);
    steps = [];
    // They lie here now: the same number cannot come a second time.
    expect([scan(camera), scan('SN-0007')]).toEqual(['numbersWanted', 'here']);
  });

  test('a GS1 label says goods, lot and day at once; a plain code asks for its lot, which a scan or a hand says', () => {
    expect(scan(gs1(milk, '(17)270228(10)L-1'))).toBe('taken');
    expect(scan(milk)).toBe('taken');
    steps = [];
    expect([scan(milk), scan(milk, true)]).toEqual(['lotWanted', 'lotWanted']);
    refused(() => receive(), 'lot.needed');
    expect(scan('(10)L-2')).toBe('named');
    expect(scan('(17)270331')).toBe('named');
    expect([scan(milk), scan(gs1(milk, '(10)L-3'))]).toEqual(['taken', 'taken']);
    expect(scan('L-4')).toBe('named');
    expect(scan(milk)).toBe('taken');
    receive();
    expect(lots(goods.milk)).toEqual([['L-2', 3, 1, '2027-03-31'], ['L-3', 1, 0, null], ['L-4', 1, 0, null]]);
    expect(shop.call('supplierClaim.list', {}).rows).toMatchObject([{ kind: 'damaged', quantity: 1_000 }]);
  });

  test('what looks like a product is never a lot or a number; goods that are not ordered are put aside', () => {
    scan(camera);
    expect(scan('5901234123457')).toBe('unknown');
    expect(scan('SN-1')).toBe('taken');
    expect(scan(gs1(camera, '(21)SN-2'))).toBe('taken');
    expect(scan(gs1(camera, '(21)SN-2'))).toBe('twice');
    // A day by itself is no serial number.
    expect(scan('(17)270331')).toBe('numbersWanted');
    expect(scan(milk, false, (variantId) => (variantId === goods.camera ? pieces(2) : undefined))).toBe('notOrdered');
    expect(scan('SN-3', false, (variantId) => (variantId === goods.camera ? pieces(2) : undefined))).toBe('beyond');
    expect(scan('LOT OF NOTHING')).toBe('taken');
    steps = [];
    expect(scan('LOT OF NOTHING')).toBe('unknown');
  });

  test('a piece that was here before comes back by its number alone', () => {
    for (const code of [camera, 'SN-9']) scan(code);
    receive();
    shop.call('stock.adjust', { locationId: shop.locationId, reason: 'sample', lines: [{ variantId: goods.camera, quantity: quantity(-1000), lots: [{ code: 'SN-9', quantity: pieces(1) }] }] });
    steps = [];
    expect(scan('SN-9')).toBe('taken');
    expect(receivedOf(steps)).toMatchObject([{ variantId: goods.camera, lots: [{ code: 'SN-9' }] }]);
    receive();
    expect(lots(goods.camera)).toEqual([['SN-9', 1, 0, null]]);
  });

  test('without an order: what nobody priced is paid what was said, and what the note announced and is missing is claimed', () => {
    const free = shop.call('product.create', { name: 'FREE', state: 'active', variants: [{ sku: 'FREE', barcodes: [{ code: '6901234567915' }] }] }).variants[0]!.id;
    const anything: Expected = () => null;
    for (const code of ['6901234567915', '6901234567915', milk, 'L-7', milk]) scan(code, false, anything);
    const supply = (said: Parameters<typeof arrivalsOf>[1]) => shop.call('purchaseReceipt.receive', { supplierId: shop.supplierId, lines: arrivalsOf(steps, said) });
    refused(() => supply({}), 'receipt.costUnknown');
    const { goodsReceiptId, claimIds } = supply({ [free]: { cost: minor(7_01) }, [goods.milk]: { announced: pieces(3) } });
    expect(shop.call('purchaseReceipt.get', { goodsReceiptId })).toMatchObject({ purchaseOrderId: null, lines: [{ sku: 'FREE', quantity: 2_000, orderValue: 7_01 }, { sku: 'MILK', quantity: 2_000, orderValue: 20_00 }] });
    expect(claimIds).toHaveLength(1);
    expect(shop.call('supplierClaim.list', {}).rows).toMatchObject([{ kind: 'short', quantity: 1_000 }]);
  });
});

/** Written from the words: a lot holds for what comes after it; goods without one wait for the next that is said by itself. */
function oracle(steps: readonly ReceivingStep[]) {
  const units: { variantId: number; lot: string | null; damaged: boolean; count: number }[] = [];
  steps.forEach((step, at) => {
    const before = steps.slice(0, at + 1).filter((one) => one.variantId === step.variantId && one.lot !== undefined);
    const after = steps.slice(at + 1).filter((one) => one.variantId === step.variantId && one.lot !== undefined);
    // Whoever waits is named by a lot said alone, if it is the first one that comes by itself.
    const lot = before.at(-1)?.lot ?? after.find((one) => one.quantity === 0)?.lot ?? null;
    units.push({ variantId: step.variantId, lot: step.tracking === 'none' ? null : lot, damaged: step.damaged, count: step.quantity });
  });
  return units;
}

const variants: readonly { variantId: number; tracking: Tracking }[] = [{ variantId: 1, tracking: 'lot' }, { variantId: 2, tracking: 'none' }, { variantId: 3, tracking: 'lot' }];
const anyStep = fc.record({ which: fc.nat(2), count: fc.nat(3), damaged: fc.boolean(), lot: fc.option(fc.constantFrom('A', 'B', 'C'), { nil: undefined }) }).map(({ which, count, damaged, lot }): ReceivingStep => {
  const { variantId, tracking } = variants[which]!;
  return { variantId, tracking, quantity: pieces(count), damaged: count > 0 && damaged, ...(tracking === 'lot' && lot !== undefined && { lot }) };
});

test('every unit scanned is in exactly one lot, or waits for one; damaged ones are held in the lot they are of', () => {
  fc.assert(
    fc.property(fc.array(anyStep, { maxLength: 25 }), (steps) => {
      const units = oracle(steps);
      const sum = (of: (unit: (typeof units)[number]) => boolean): number => units.reduce((total, unit) => total + (of(unit) ? unit.count : 0), 0);
      for (const goods of receivedOf(steps)) {
        const mine = (unit: (typeof units)[number]): boolean => unit.variantId === goods.variantId;
        expect(goods.quantity).toBe(sum(mine));
        expect(goods.damaged).toBe(sum((unit) => mine(unit) && unit.damaged));
        expect(goods.unnamed).toBe(goods.tracking === 'none' ? 0 : sum((unit) => mine(unit) && unit.lot === null));
        for (const lot of goods.lots) {
          expect(lot.quantity).toBe(sum((unit) => mine(unit) && unit.lot === lot.code));
          expect(lot.damaged).toBe(sum((unit) => mine(unit) && unit.lot === lot.code && unit.damaged));
        }
      }
      const lines = arrivalsOf(steps.filter((step) => receivedOf(steps).every((goods) => goods.variantId !== step.variantId || goods.unnamed === 0)));
      for (const { lots, quantity: count } of lines.filter((line) => line.lots)) expect(lots?.reduce((total, lot) => total + lot.quantity, 0)).toBe(count);
    }),
  );
});

test('what is announced and costs is said once, however many lines the goods take', () => {
  const numbers = Array.from({ length: 2_300 }, (_, index): ReceivingStep => ({ variantId: 1, tracking: 'serial', quantity: pieces(1), damaged: index < 2, lot: String(index) }));
  const lines = arrivalsOf(numbers, { 1: { announced: pieces(2_305), cost: minor(1_000_01) } });
  expect(lines.map((line) => [line.quantity / 1000, (line.damaged ?? 0) / 1000, line.announced === undefined ? 0 : (line.announced - line.quantity) / 1000])).toEqual([[2, 2, 0], [1000, 0, 0], [1000, 0, 0], [298, 0, 5]]);
  expect(lines.reduce((sum, line) => sum + (line.cost ?? 0), 0)).toBe(1_000_01);
  expect(lines.every((line) => (line.lots?.length ?? 0) <= 1000)).toBe(true);
  expect(arrivalsOf(numbers.slice(0, 3), { 1: { announced: pieces(1) as Quantity } }).every((line) => line.announced === undefined)).toBe(true);
});
