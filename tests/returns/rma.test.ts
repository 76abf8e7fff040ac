import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { day } from '../../shared/units/day.ts';
import { minor } from '../../shared/units/minor.ts';
import { pieces, quantity } from '../../shared/units/quantity.ts';
import { percent } from '../../shared/units/rate-ppm.ts';
import { newSellingShop, type SellingShop } from '../sales/support.ts';
import { refused } from '../support/refused.ts';
import { booked, cameBack, level, soldOrder } from './support.ts';

let shop: SellingShop;
beforeEach(() => void (shop = newSellingShop()));
afterEach(() => {
  shop.check();
  shop.close();
});

const state = (rmaId: number) => shop.call('rma.get', { rmaId }).state;
const dayLength = 86_400_000;

describe('what is asked for and allowed', () => {
  test('an order says what of it may come back, until when, and under which promise', () => {
    const sold = soldOrder(shop);
    const [rod, line] = shop.call('rma.offer', { orderId: sold.orderId }).lines;
    expect(rod).toMatchObject({ sku: 'ROD', left: pieces(2), worth: 22_600, untilOn: '2026-04-01', faultUntilOn: '2027-03-02', allowed: true });
    expect(line).toMatchObject({ sku: 'LINE', left: pieces(1), worth: 2_260 });
  });

  test('more than is out, counting what was announced before, is refused', () => {
    const sold = soldOrder(shop);
    const ask = (count: number) => shop.call('rma.request', { orderId: sold.orderId, lines: [{ orderLineId: sold.rod, quantity: pieces(count), reason: 'defective' }] });
    const { rmaId } = ask(1);
    refused(() => ask(2), 'return.tooManyAsked');
    shop.call('rma.cancel', { rmaId, reason: 'kept it' });
    expect(ask(2).state).toBe('authorised');
    refused(() => shop.call('rma.reopen', { rmaId }), 'return.tooManyAsked');
  });

  test('a change of mind after thirty days is refused with the words of the promise; a fault is not; the owner may overrule', () => {
    const sold = soldOrder(shop);
    shop.clock.advance(31 * dayLength);
    const asked = (reason: string, overrule?: string) => ({ orderId: sold.orderId, lines: [{ orderLineId: sold.line, quantity: pieces(1), reason }], ...(overrule && { overrule }) });
    refused(() => shop.call('rma.request', asked('changedMind')), 'return.outsideWindow');
    refused(() => shop.as('clerk').call('rma.request', asked('changedMind', 'she is nice')), 'permission.denied');
    const allowed = shop.call('rma.request', asked('changedMind', 'a good customer'));
    expect(shop.call('rma.get', { rmaId: allowed.rmaId })).toMatchObject({ state: 'authorised', overruleReason: 'a good customer', overruledBy: 'Lin' });
    shop.call('rma.cancel', { rmaId: allowed.rmaId });
    expect(shop.call('rma.request', asked('defective')).state).toBe('authorised');
  });

  test('an order keeps the promise of its own date, and a category speaks before the channel and before everything', () => {
    const before = soldOrder(shop);
    shop.clock.advance(dayLength);
    const { categoryId } = shop.call('category.create', { name: '卫生用品' });
    const product = shop.raw.prepare('select productId from variant where id = ?').pluck().get(shop.variant.LINE) as number;
    shop.call('product.update', { productId: product, changes: { categoryIds: [categoryId] } });
    shop.call('returnPolicy.promise', { windowDays: 14, faultDays: 90, wording: '十四天' });
    shop.call('returnPolicy.promise', { categoryId, windowDays: 0, faultDays: 90, wording: '拆封不退' });
    const after = soldOrder(shop);
    const promised = (orderId: number) => shop.call('rma.offer', { orderId }).lines.map((line) => [line.sku, line.policy.windowDays]);
    expect(promised(before.orderId)).toEqual([['ROD', 30], ['LINE', 30]]);
    expect(promised(after.orderId)).toEqual([['ROD', 14], ['LINE', 0]]);
    const asked = () => shop.call('rma.request', { orderId: after.orderId, lines: [{ orderLineId: after.line, quantity: pieces(1), reason: 'changedMind' }] });
    expect(asked).toThrow(expect.objectContaining({ code: 'return.outsideWindow', details: expect.objectContaining({ wording: '拆封不退' }) as unknown }));
  });

  test('a promise does not begin in the past, and one that decided a return stays', () => {
    const made = shop.call('returnPolicy.promise', { windowDays: 60, faultDays: 365 });
    refused(() => shop.call('returnPolicy.promise', { windowDays: 7, faultDays: 7, fromOn: day('2026-01-01') }), 'returnPolicy.backwards');
    const sold = soldOrder(shop);
    cameBack(shop, sold);
    refused(() => shop.call('returnPolicy.drop', made), 'returnPolicy.used');
  });

  test('asked for, allowed, withdrawn, declined and opened again', () => {
    const sold = soldOrder(shop);
    const { rmaId } = shop.call('rma.request', { orderId: sold.orderId, authorise: false, lines: [{ orderLineId: sold.rod, quantity: pieces(1), reason: 'defective' }] });
    expect(state(rmaId)).toBe('requested');
    expect(shop.call('rma.authorise', { rmaId }).state).toBe('authorised');
    expect(shop.call('rma.withdraw', { rmaId }).state).toBe('requested');
    expect(shop.call('rma.decline', { rmaId, reason: 'used' }).state).toBe('declined');
    expect(shop.call('rma.reopen', { rmaId }).state).toBe('requested');
    expect(shop.call('rma.list', { view: 'requested' }).rows).toHaveLength(1);
    expect(shop.call('rma.counts', undefined)).toMatchObject({ requested: 1, expected: 0 });
  });
});

describe('goods that come back', () => {
  test('lie on hold at what they left with, and what they cost is no cost any more', () => {
    const sold = soldOrder(shop);
    const { rmaId } = shop.call('rma.request', { orderId: sold.orderId, lines: [{ orderLineId: sold.rod, quantity: pieces(2), reason: 'changedMind' }] });
    const receive = () => shop.call('goodsReturn.receive', { rmaId, lines: [{ orderLineId: sold.rod, quantity: pieces(1) }] });
    expect(booked(shop, () => void receive())).toEqual({ inventory: 6_000, cogs: -6_000 });
    expect(level(shop, shop.variant.ROD)).toEqual({ onHand: 19, onHold: 1 });
    expect(state(rmaId)).toBe('received');
    expect(shop.call('order.get', { orderId: sold.orderId }).lines[0]?.returned).toBe(pieces(1));
    receive();
    refused(receive, 'return.tooManyAsked');
  });

  test('nobody announced: they get their RMA as they are taken in, by the order or the parcel', () => {
    const sold = soldOrder(shop);
    const { found } = shop.call('goodsReturn.find', { text: shop.call('order.get', { orderId: sold.orderId }).number });
    expect(found).toMatchObject([{ orderId: sold.orderId, rmaId: null, by: 'order' }]);
    const arrived = shop.call('goodsReturn.receive', { orderId: sold.orderId, lines: [{ orderLineId: sold.line, quantity: pieces(1), reason: 'refusedParcel' }] });
    expect(shop.call('rma.get', { rmaId: arrived.rmaId })).toMatchObject({ origin: 'unannounced', state: 'received', number: arrived.rmaNumber });
    expect(shop.call('inspection.waiting', {}).rows).toMatchObject([{ sku: 'LINE', open: pieces(1), reason: 'refusedParcel' }]);
  });

  test('past their window they are taken in as well, and nothing is credited before somebody allows it', () => {
    const sold = soldOrder(shop);
    shop.clock.advance(40 * dayLength);
    const arrived = shop.call('goodsReturn.receive', { orderId: sold.orderId, lines: [{ orderLineId: sold.line, quantity: pieces(1) }] });
    shop.call('inspection.record', { goodsReturnId: arrived.goodsReturnId, lines: [{ goodsReturnLineId: arrived.lines[0]!.id, disposition: 'restock', quantity: pieces(1) }] });
    refused(() => shop.call('rma.settle', { rmaId: arrived.rmaId }), 'return.outsideWindow');
    shop.call('rma.authorise', { rmaId: arrived.rmaId, overrule: 'unopened' });
    expect(shop.call('rma.settle', { rmaId: arrived.rmaId }).credited).toBe(2_260);
  });

  test('a shipment whose goods came back is not cancelled any more', () => {
    const sold = soldOrder(shop);
    cameBack(shop, sold);
    const shipmentId = shop.raw.prepare('select id from shipment').pluck().get() as number;
    refused(() => shop.call('shipment.cancel', { shipmentId, reason: 'test' }), 'stock.alreadyBack');
  });
});

describe('what becomes of them', () => {
  test('restocked they are for sale, and on hold again when the inspection is taken back', () => {
    const sold = soldOrder(shop);
    const { rmaId, inspectionId } = cameBack(shop, sold);
    expect(level(shop, shop.variant.ROD)).toEqual({ onHand: 19, onHold: 0 });
    expect(state(rmaId)).toBe('inspected');
    shop.call('inspection.takeBack', { inspectionId });
    expect(level(shop, shop.variant.ROD)).toEqual({ onHand: 19, onHold: 1 });
    expect(state(rmaId)).toBe('received');
  });

  test('scrapped they are a loss at what they cost; each unit has one end, and its value is its share', () => {
    const sold = soldOrder(shop);
    const { rmaId } = shop.call('rma.request', { orderId: sold.orderId, lines: [{ orderLineId: sold.rod, quantity: pieces(2), reason: 'defective' }] });
    const arrived = shop.call('goodsReturn.receive', { rmaId, lines: [{ orderLineId: sold.rod, quantity: pieces(2) }] });
    const one = { goodsReturnLineId: arrived.lines[0]!.id, quantity: pieces(1) };
    const inspect = (lines: Parameters<typeof shop.call<'inspection.record'>>[1]['lines']) => shop.call('inspection.record', { goodsReturnId: arrived.goodsReturnId, lines });
    expect(booked(shop, () => void inspect([{ ...one, disposition: 'scrap', note: 'broken' }]))).toMatchObject({ stockLossScrap: 6_000, inventory: -6_000 });
    expect(state(rmaId)).toBe('received');
    refused(() => inspect([{ ...one, disposition: 'restock' }, { ...one, disposition: 'quarantine' }]), 'return.tooManyInspected');
    inspect([{ ...one, disposition: 'quarantine' }]);
    expect(level(shop, shop.variant.ROD)).toEqual({ onHand: 19, onHold: 1 });
    expect(shop.call('rma.get', { rmaId }).inspections.flatMap((seen) => seen.lines.map((line) => [line.disposition, line.value]))).toEqual([['quarantine', 6_000], ['scrap', 6_000]]);
  });

  test('a scrapped unit is there again when its inspection is taken back', () => {
    const sold = soldOrder(shop);
    const { inspectionId } = cameBack(shop, sold, 1, 'scrap');
    expect(booked(shop, () => void shop.call('inspection.takeBack', { inspectionId }))).toMatchObject({ stockLossScrap: -6_000, inventory: 6_000 });
    refused(() => shop.call('inspection.takeBack', { inspectionId }), 'return.inspectionTakenBack');
  });

  test('sent back to the customer they are sold again, may come back once more, and nothing is credited meanwhile', () => {
    const sold = soldOrder(shop);
    const { rmaId } = cameBack(shop, sold, 1, 'back');
    expect(level(shop, shop.variant.ROD)).toEqual({ onHand: 18, onHold: 0 });
    expect(shop.call('order.get', { orderId: sold.orderId }).lines[0]?.returned).toBe(0);
    expect(state(rmaId)).toBe('settled');
    refused(() => shop.call('rma.settle', { rmaId }), 'return.nothingToSettle');
    const again = cameBack(shop, sold, 2);
    expect(shop.call('rma.settle', { rmaId: again.rmaId }).credited).toBe(22_600);
    expect(level(shop, shop.variant.ROD)).toEqual({ onHand: 20, onHold: 0 });
  });

  test('goods that go to their supplier make a claim there at the bill’s price', () => {
    const { supplierId } = shop.call('supplier.create', { name: '杭州渔具厂', paymentDays: 30, leadTimeDays: 7 });
    const { purchaseOrderId } = shop.call('purchaseOrder.create', { supplierId, lines: [{ variantId: shop.variant.ROD, quantity: pieces(3), price: 550_000 as never, taxRate: percent(0) }] });
    shop.call('purchaseOrder.place', { purchaseOrderId });
    shop.call('purchaseReceipt.receive', { purchaseOrderId, lines: [{ variantId: shop.variant.ROD, quantity: pieces(3) }] });
    const line = shop.call('purchaseOrder.get', { purchaseOrderId }).lines[0]!;
    shop.call('supplierBill.record', { supplierId, supplierNumber: 'R-1', billedOn: day('2026-03-02'), lines: [{ kind: 'goods', purchaseOrderLineId: line.id, quantity: pieces(3), net: minor(16_500), tax: minor(0) }] });
    const sold = soldOrder(shop);
    const { rmaId, inspectionId } = cameBack(shop, sold, 1, 'supplier', 'defective');
    expect(shop.call('supplierClaim.list', {}).rows).toMatchObject([{ supplierName: '杭州渔具厂', open: 5_500, kind: 'returned' }]);
    expect(level(shop, shop.variant.ROD)).toEqual({ onHand: 21, onHold: 0 });
    expect(shop.call('rma.get', { rmaId }).inspections[0]?.lines[0]?.supplierReturn).toMatch(/^PR-/);
    shop.call('inspection.takeBack', { inspectionId });
    expect(shop.call('supplierClaim.list', {}).rows).toEqual([]);
    expect(level(shop, shop.variant.ROD)).toEqual({ onHand: 22, onHold: 1 });
  });

  test('goods of no supplier here cannot go to one', () => {
    refused(() => cameBack(shop, soldOrder(shop), 1, 'supplier'), 'return.noReceipt');
  });

  test('a lot and a serial number come back as themselves', () => {
    const made = shop.call('product.create', { name: 'Radio', state: 'active', variants: [{ sku: 'RADIO', prices: [{ currency: 'CNY', amount: 2_000_000 as never }] }] });
    const variantId = made.variants[0]!.id;
    shop.call('lot.track', { variantId, tracking: 'serial' });
    shop.call('stock.receive', { locationId: shop.locationId, lines: [{ variantId, quantity: pieces(2), value: minor(20_000), lots: [{ code: 'A1', quantity: pieces(1) }, { code: 'A2', quantity: pieces(1) }] }] });
    const { orderId } = shop.call('order.create', { lines: [{ variantId, quantity: pieces(2) }] });
    shop.call('payment.capture', { orderId, amount: minor(45_200) });
    shop.call('shipment.ship', { orderId });
    const orderLineId = shop.call('order.get', { orderId }).lines[0]!.id;
    expect(shop.call('goodsReturn.find', { text: 'A2' }).found).toMatchObject([{ orderId, by: 'serial' }]);
    refused(() => shop.call('goodsReturn.receive', { orderId, lines: [{ orderLineId, quantity: pieces(1) }] }), 'lot.needed');
    refused(() => shop.call('goodsReturn.receive', { orderId, lines: [{ orderLineId, quantity: pieces(1), lots: [{ code: 'B7', quantity: pieces(1) }] }] }), 'return.notThatPiece');
    const arrived = shop.call('goodsReturn.receive', { orderId, lines: [{ orderLineId, quantity: pieces(1), lots: [{ code: 'A2', quantity: pieces(1) }] }] });
    shop.call('inspection.record', { goodsReturnId: arrived.goodsReturnId, lines: [{ goodsReturnLineId: arrived.lines[0]!.id, disposition: 'scrap', quantity: pieces(1) }] });
    expect(shop.call('rma.get', { rmaId: arrived.rmaId }).arrivals[0]?.lines[0]?.lots).toEqual(['A2']);
    expect(quantity(arrived.lines[0]!.quantity)).toBe(pieces(1));
  });
});

describe('a return that was ended', () => {
  const askedTwice = (sold: { orderId: number; rod: number }) =>
    shop.call('rma.request', { orderId: sold.orderId, lines: [{ orderLineId: sold.rod, quantity: pieces(1), reason: 'changedMind' }, { orderLineId: sold.rod, quantity: pieces(1), reason: 'defective' }] });

  test('goes on only if all its goods are still out, however many lines ask for them', () => {
    const sold = soldOrder(shop);
    const { rmaId } = askedTwice(sold);
    shop.call('rma.cancel', { rmaId });
    const other = shop.call('rma.request', { orderId: sold.orderId, lines: [{ orderLineId: sold.rod, quantity: pieces(1), reason: 'changedMind' }] });
    refused(() => shop.call('rma.reopen', { rmaId }), 'return.tooManyAsked');
    shop.call('rma.cancel', { rmaId: other.rmaId });
    expect(shop.call('rma.reopen', { rmaId }).state).toBe('authorised');
  });

  test('by declining it pays nothing, not even for goods that may be kept', () => {
    const sold = soldOrder(shop);
    const { rmaId } = shop.call('rma.request', { orderId: sold.orderId, lines: [{ orderLineId: sold.line, quantity: pieces(1), reason: 'defective', keepsGoods: true }] });
    shop.call('rma.decline', { rmaId, reason: 'not ours' });
    refused(() => shop.call('rma.settle', { rmaId }), 'return.ended');
  });
});

test('the entries of goods that came back and of what became of them stand with their order’s', () => {
  const sold = soldOrder(shop);
  const before = shop.call('order.get', { orderId: sold.orderId }).entries.length;
  cameBack(shop, sold, 1, 'scrap');
  const { entries } = shop.call('order.get', { orderId: sold.orderId });
  expect(entries.slice(before).map(({ sourceKind }) => sourceKind)).toEqual(['goodsReturn', 'inspection']);
  // The rod came back at its cost and was thrown away at it: what is left of both is the loss.
  expect(shop.posted(sold.orderId)).toMatchObject({ cogs: 6_800, stockLossScrap: 6_000, inventory: -12_800 });
  // Another order's goods are none of this one's.
  expect(shop.call('order.get', { orderId: soldOrder(shop).orderId }).entries.map(({ sourceKind }) => sourceKind)).not.toContain('goodsReturn');
});
