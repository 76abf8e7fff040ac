import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { warrantyEnd } from '../../shared/returns/repair.rules.ts';
import { day } from '../../shared/units/day.ts';
import { minor } from '../../shared/units/minor.ts';
import { pieces } from '../../shared/units/quantity.ts';
import { percent } from '../../shared/units/rate-ppm.ts';
import { newSellingShop, type SellingShop } from '../sales/support.ts';
import { refused } from '../support/refused.ts';
import { booked, level } from './support.ts';

let shop: SellingShop;
let variantId: number;
beforeEach(() => {
  shop = newSellingShop();
  const made = shop.call('product.create', { name: '对讲机', state: 'active', variants: [{ sku: 'RADIO', prices: [{ currency: 'CNY', amount: 2_000_000 as never }] }] });
  variantId = made.variants[0]!.id;
  shop.call('lot.track', { variantId, tracking: 'serial' });
  shop.call('stock.receive', { locationId: shop.locationId, lines: [{ variantId, quantity: pieces(2), value: minor(20_000), lots: [{ code: 'A1', quantity: pieces(1) }, { code: 'A2', quantity: pieces(1) }] }] });
});
afterEach(() => {
  shop.check();
  shop.close();
});

function sellRadio(): number {
  const { customerId } = shop.call('customer.create', { name: '王伟', kind: 'person' });
  const { orderId } = shop.call('order.create', { customerId, lines: [{ variantId, quantity: pieces(1) }] });
  const orderLineId = shop.call('order.get', { orderId }).lines[0]!.id;
  shop.call('shipment.ship', { orderId, lines: [{ orderLineId, quantity: pieces(1), lots: [{ code: 'A1', quantity: pieces(1) }] }] });
  return orderId;
}

const piece = (serial: string) => shop.call('warranty.lookup', { serial }).pieces[0]!;

describe('a warranty', () => {
  test.each([['2026-03-02', 12, '2027-03-02'], ['2026-08-31', 6, '2027-02-28'], ['2027-08-31', 6, '2028-02-29'], ['2026-01-31', 1, '2026-02-28'], ['2026-12-05', 24, '2028-12-05']] as const)('of goods that left on %s for %i months ends on %s', (from, months, to) => {
    expect(warrantyEnd(day(from), months)).toBe(to);
  });

  test('is answered from the serial number: sold when, to whom, until when', () => {
    sellRadio();
    expect(piece('A1')).toMatchObject({ sku: 'RADIO', sold: { customerName: '王伟', soldOn: '2026-03-02' }, warrantyUntilOn: '2027-03-02', inWarranty: true, here: false });
    expect(piece('A2')).toMatchObject({ sold: null, warrantyUntilOn: null, inWarranty: false, here: true });
    expect(shop.call('warranty.lookup', { serial: 'nobody' }).pieces).toEqual([]);
    shop.clock.advance(366 * 86_400_000);
    expect(piece('A1').inWarranty).toBe(false);
  });
});

describe('a repair', () => {
  const opened = () => shop.call('repair.open', { lotId: piece('A1').lotId, problem: '没有声音' });

  test('under warranty costs the shop its parts and the customer nothing; the piece’s life shows it', () => {
    sellRadio();
    const { repairId, underWarranty } = opened();
    expect(underWarranty).toBe(true);
    expect(booked(shop, () => void shop.call('repair.usePart', { repairId, variantId: shop.variant.HOOK, quantity: pieces(2) }))).toEqual({ repairCost: 200, inventory: -200 });
    expect(level(shop, shop.variant.HOOK).onHand).toBe(18);
    expect(booked(shop, () => void shop.call('repair.finish', { repairId, work: '换喇叭' }))).toEqual({});
    expect(shop.call('repair.get', { repairId })).toMatchObject({ state: 'done', serial: 'A1', customerName: '王伟', partsCost: 200, charged: 0, parts: [{ sku: 'HOOK', quantity: pieces(2), value: 200 }] });
    expect(piece('A1').life.map((event) => event.kind)).toEqual(['repaired', 'repair', 'shipment', 'receipt']);
  });

  test('that is paid for brings income and tax, and is reversed when it goes on', () => {
    sellRadio();
    const { repairId } = opened();
    const finish = () => shop.call('repair.finish', { repairId, work: '', charge: { amount: minor(5_000), taxRate: percent(13), account: 'till' } });
    expect(booked(shop, () => void finish())).toEqual({ till: 5_650, repairIncome: -5_000, outputTax: -650 });
    refused(finish, 'repair.notOpen');
    expect(booked(shop, () => void shop.call('repair.reopen', { repairId }))).toEqual({ till: -5_650, repairIncome: 5_000, outputTax: 650 });
    expect(finish().charged).toBe(5_650);
  });

  test('a part that was not needed is back at what it cost; with parts in it a repair is not cancelled', () => {
    sellRadio();
    const { repairId } = opened();
    const { repairPartId } = shop.call('repair.usePart', { repairId, variantId: shop.variant.LINE, quantity: pieces(1) });
    refused(() => shop.call('repair.cancel', { repairId }), 'repair.hasParts');
    expect(booked(shop, () => void shop.call('repair.returnPart', { repairPartId }))).toEqual({ repairCost: -800, inventory: 800 });
    refused(() => shop.call('repair.returnPart', { repairPartId }), 'repair.partTakenBack');
    shop.call('repair.cancel', { repairId });
    expect(shop.call('repair.list', {}).rows).toEqual([]);
  });

  test('goods without a serial number are told by their order, and some goods have to be named', () => {
    const orderId = sellRadio();
    const orderLineId = shop.call('order.get', { orderId }).lines[0]!.id;
    expect(shop.call('repair.open', { orderLineId, problem: 'scratched' })).toMatchObject({ underWarranty: true, warrantyUntilOn: '2027-03-02' });
    refused(() => shop.call('repair.open', { problem: 'what?' }), 'repair.whichGoods');
  });

  test('a broken row of a repair is named', () => {
    sellRadio();
    const { repairId } = opened();
    shop.call('repair.usePart', { repairId, variantId: shop.variant.HOOK, quantity: pieces(1) });
    shop.raw.exec('savepoint broken; drop trigger repairPartKeepsItself; update repairPart set value = value + 1');
    expect(() => shop.check()).toThrow(/INV-L5 journalEntry repairPart 1/);
    shop.raw.exec('rollback to broken; release broken');
  });
});
