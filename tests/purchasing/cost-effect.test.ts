import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { day } from '../../shared/units/day.ts';
import { instant } from '../../shared/units/instant.ts';
import { minor } from '../../shared/units/minor.ts';
import { pieces } from '../../shared/units/quantity.ts';
import { refused } from '../support/refused.ts';
import { openingTime } from '../support/shop.ts';
import { bill, type BuyingShop, newBuyingShop, placeOrder, receive } from './support.ts';

type Effect = ReturnType<typeof effectOfBill>;

const lineFor = (purchaseOrderLineId: number, count: number, net: number) => ({ kind: 'goods' as const, purchaseOrderLineId, quantity: pieces(count), net: minor(net), tax: minor(Math.round(net * 0.13)) });
const effectOfBill = (shop: BuyingShop, purchaseOrderLineId: number, count: number, net: number) =>
  shop.call('supplierBill.effect', { supplierId: shop.supplierId, supplierNumber: 'X', billedOn: day('2026-03-02'), lines: [lineFor(purchaseOrderLineId, count, net)] });

/** Rods leave the shelf as samples: what they cost goes to the account of that reason. */
const give = (shop: BuyingShop, count: number) => shop.call('stock.adjust', { locationId: shop.locationId, reason: 'sample', lines: [{ variantId: shop.variant.ROD, quantity: pieces(-count) }] });

/** What each movement of goods costs by the stored layers: written from DOMAIN, without the rules of costing. */
function costsNow(shop: BuyingShop): Map<number, number> {
  const rows = shop.raw.prepare('select coalesce(drawId, movementId) as id, -sum(value) as cost from layerChange group by 1').all() as { id: number; cost: number }[];
  return new Map(rows.map(({ id, cost }) => [id, cost]));
}
const sumOf = (costs: ReadonlyMap<number, number>): number => [...costs.values()].reduce((sum, cost) => sum + cost, 0);

/** What was said beforehand is what happened: every figure told is now its `after`, and no other changed but the receipts'. */
function holds(shop: BuyingShop, told: Pick<Effect, 'figures' | 'stock'>, before: Map<number, number>, receipts: readonly number[]): void {
  const after = costsNow(shop);
  const changed = [...after].filter(([id, cost]) => cost !== (before.get(id) ?? 0) && !receipts.includes(id));
  expect(told.figures.map(({ movementId, before: was, after: becomes }) => `${movementId}: ${was} → ${becomes}`).toSorted()).toEqual(changed.map(([id, cost]) => `${id}: ${before.get(id) ?? 0} → ${cost}`).toSorted());
  // What goods cost that left or came is the opposite of what is here.
  expect(told.stock.after! - told.stock.before!).toBe(sumOf(before) - sumOf(after));
}

const receiptsOf = (shop: BuyingShop): number[] => shop.raw.prepare('select movementId from purchaseReceiptLine').pluck().all() as number[];

describe('what a bill or a landed cost changes is told before', () => {
  let shop: BuyingShop;

  beforeEach(() => {
    shop = newBuyingShop();
  });
  afterEach(() => {
    shop.check();
    shop.close();
  });

  test('a dearer bill: the pieces that left cost more on their day, the rest stays in stock', () => {
    const { purchaseOrderId, lineIds: [lineId] } = placeOrder(shop, 10);
    receive(shop, purchaseOrderId, 'ROD', 10);
    give(shop, 24);
    const before = costsNow(shop);
    // Twenty were there at 60.00 before; of ten that came, four left. 10 × 65.00: 50.00 more, 20.00 of it with the four.
    const told = effectOfBill(shop, lineId!, 10, 650_00);
    expect(told.figures).toMatchObject([{ sku: 'ROD', kind: 'loss', before: 24 * 60_00, after: 24 * 60_00 + 20_00 }]);
    expect(told.stock.after! - told.stock.before!).toBe(30_00);
    expect(costsNow(shop)).toEqual(before);
    bill(shop, 'B-1', lineId!, 10, 650_00, 'dearer');
    holds(shop, told, before, receiptsOf(shop));
  });

  test('a bill at the price of its order, and one within the tolerance of a variance, change nothing', () => {
    const { purchaseOrderId, lineIds: [lineId] } = placeOrder(shop, 10);
    receive(shop, purchaseOrderId, 'ROD', 10);
    expect(effectOfBill(shop, lineId!, 10, 600_00)).toMatchObject({ figures: [], more: 0 });
    shop.call('supplierBill.setTolerance', { supplierId: null, tolerance: { priceRate: 0, priceAmount: 0, quantityRate: 0, varianceUpTo: 10_00 } } as never);
    const told = effectOfBill(shop, lineId!, 10, 605_00);
    expect(told.stock.after).toBe(told.stock.before);
  });

  test('two lines of one bill for the same goods are told as they are recorded: one after the other', () => {
    const { purchaseOrderId, lineIds: [lineId] } = placeOrder(shop, 10);
    receive(shop, purchaseOrderId, 'ROD', 6);
    receive(shop, purchaseOrderId, 'ROD', 4);
    give(shop, 27);
    const asked = { supplierId: shop.supplierId, supplierNumber: 'B-2', billedOn: day('2026-03-02'), lines: [lineFor(lineId!, 7, 700_00), lineFor(lineId!, 3, 100_00)], acceptedBecause: 'agreed' };
    const before = costsNow(shop);
    const told = shop.call('supplierBill.effect', asked);
    shop.call('supplierBill.record', asked);
    expect(told.figures.length).toBeGreaterThan(0);
    holds(shop, told, before, receiptsOf(shop));
  });

  test('freight spread over goods of which some left, and its bill that says more', () => {
    const { purchaseOrderId } = placeOrder(shop, 10);
    const { goodsReceiptId } = receive(shop, purchaseOrderId, 'ROD', 10);
    give(shop, 25);
    const cost = { basis: 'value' as const, goodsReceiptIds: [goodsReceiptId], net: minor(40_00) };
    let before = costsNow(shop);
    const told = shop.call('landedCost.effect', cost);
    expect(told.stock.after! - told.stock.before!).toBe(20_00);
    const { landedCostId } = shop.call('landedCost.record', cost);
    holds(shop, told, before, receiptsOf(shop));
    const dearer = { landedCostId, net: minor(50_00), bill: { supplierId: shop.supplierId, supplierNumber: 'F-1', billedOn: day('2026-03-02'), tax: minor(0) } };
    before = costsNow(shop);
    const more = shop.call('landedCost.billEffect', dearer);
    expect(more.stock.after! - more.stock.before!).toBe(5_00);
    shop.call('landedCost.bill', dearer);
    holds(shop, more, before, receiptsOf(shop));
    refused(() => shop.call('landedCost.billEffect', dearer), 'landedCost.billed');
  });
});

/** Two deliveries of rods that came an hour before everything else and are typed in now. */
const lateRods = (shop: BuyingShop, count: number, price: number) => ({
  supplierId: shop.supplierId,
  occurredAt: instant(openingTime - 3_600_000),
  lines: [{ variantId: shop.variant.ROD, quantity: pieces(count), cost: minor(count * price) }, { variantId: shop.variant.ROD, quantity: pieces(1), cost: minor(price + 7_00) }],
});

describe('goods a supplier brought on an earlier day', () => {
  let shop: BuyingShop;

  beforeEach(() => {
    shop = newBuyingShop();
  });
  afterEach(() => {
    shop.check();
    shop.close();
  });

  test('are told before they are taken in: the four that left cost what these did', () => {
    give(shop, 4);
    const before = costsNow(shop);
    const late = lateRods(shop, 3, 50_00);
    const told = shop.call('purchaseReceipt.effect', late);
    // Three at 50.00 and one at 57.00 leave instead of four at 60.00.
    expect(told).toMatchObject({ late: true, figures: [{ sku: 'ROD', kind: 'loss', before: 240_00, after: 207_00 }] });
    expect(costsNow(shop)).toEqual(before);
    shop.call('purchaseReceipt.receive', late);
    holds(shop, told, before, receiptsOf(shop));
  });

  test('are worth what their order says, part by part, and asking writes nothing', () => {
    const { purchaseOrderId } = placeOrder(shop, 10);
    const came = { purchaseOrderId, lines: [{ variantId: shop.variant.ROD, quantity: pieces(6) }, { variantId: shop.variant.ROD, quantity: pieces(6) }] };
    const told = shop.call('purchaseReceipt.effect', { ...came, occurredAt: instant(shop.clock.now) });
    expect(told).toMatchObject({ late: false, figures: [], stock: { before: 20 * 60_00, after: 32 * 60_00 } });
    expect(shop.call('purchaseOrder.get', { purchaseOrderId }).lines).toMatchObject([{ received: 0, open: pieces(10) }]);
    shop.call('purchaseReceipt.receive', came);
    expect(shop.call('purchaseOrder.get', { purchaseOrderId }).lines).toMatchObject([{ received: pieces(10), open: 0, over: pieces(2) }]);
    refused(() => shop.call('purchaseReceipt.effect', { supplierId: shop.supplierId, occurredAt: instant(shop.clock.now), lines: [{ variantId: shop.variant.HOOK, quantity: pieces(1) }] }), 'receipt.costUnknown');
  });
});

test('over random days of trade, what is told before is what happens', () => {
  const step = fc.oneof(
    fc.record({ do: fc.constant('receive' as const), count: fc.integer({ min: 1, max: 6 }) }),
    fc.record({ do: fc.constant('give' as const), count: fc.integer({ min: 1, max: 9 }) }),
    fc.record({ do: fc.constant('bill' as const), count: fc.integer({ min: 1, max: 5 }), price: fc.integer({ min: 30_00, max: 90_00 }) }),
    fc.record({ do: fc.constant('late' as const), count: fc.integer({ min: 1, max: 6 }), price: fc.integer({ min: 30_00, max: 90_00 }) }),
    fc.record({ do: fc.constant('freight' as const), amount: fc.integer({ min: 1, max: 99_99 }) }),
  );
  fc.assert(
    fc.property(fc.array(step, { minLength: 3, maxLength: 10 }), fc.constantFrom('fifo' as const, 'movingAverage' as const), (steps, method) => {
      const shop = newBuyingShop();
      try {
        if (method === 'movingAverage') shop.call('costing.switch', { method });
        const { purchaseOrderId, lineIds: [lineId] } = placeOrder(shop, 99);
        const receipts: number[] = [];
        let bills = 0;
        let hand = 20;
        for (const one of steps) {
          const before = costsNow(shop);
          if (one.do === 'receive') {
            receipts.push(receive(shop, purchaseOrderId, 'ROD', one.count).goodsReceiptId);
            hand += one.count;
          }
          if (one.do === 'give' && hand > 0) {
            give(shop, Math.min(one.count, hand));
            hand -= Math.min(one.count, hand);
          }
          if (one.do === 'bill') {
            const net = one.count * one.price;
            const told = effectOfBill(shop, lineId!, one.count, net);
            bill(shop, `B-${++bills}`, lineId!, one.count, net, 'agreed');
            holds(shop, told, before, receiptsOf(shop));
          }
          if (one.do === 'late') {
            const late = lateRods(shop, one.count, one.price);
            const told = shop.call('purchaseReceipt.effect', late);
            shop.call('purchaseReceipt.receive', late);
            holds(shop, told, before, receiptsOf(shop));
            hand += one.count + 1;
          }
          const last = receipts.at(-1);
          if (one.do === 'freight' && last !== undefined) {
            const cost = { basis: 'quantity' as const, goodsReceiptIds: [last], net: minor(one.amount) };
            const told = shop.call('landedCost.effect', cost);
            shop.call('landedCost.record', cost);
            holds(shop, told, before, receiptsOf(shop));
          }
          shop.clock.advance(60_000);
        }
        shop.check();
      } finally {
        shop.close();
      }
    }),
    { numRuns: 25 },
  );
});
