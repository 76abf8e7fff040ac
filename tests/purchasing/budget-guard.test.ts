import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { day } from '../../shared/units/day.ts';
import { minor } from '../../shared/units/minor.ts';
import { pieces } from '../../shared/units/quantity.ts';
import { refused } from '../support/refused.ts';
import { type BuyingShop, newBuyingShop, receive } from './support.ts';

let shop: BuyingShop;
beforeEach(() => void (shop = newBuyingShop()));
afterEach(() => {
  shop.check();
  shop.close();
});

const goods = () => shop.call('account.list', undefined).find(({ roles }) => (roles as string[]).includes('inventory'))!.ledgerAccountId;
const march = day('2026-03-01');
const plan = (amount: number) => shop.call('budget.set', { figures: [{ ledgerAccountId: goods(), monthOn: march, amount: minor(amount) }] });
/** A draft of so many rods at 60.00. */
const draft = (rods: number, expectedOn = '2026-03-20') =>
  shop.call('purchaseOrder.create', { supplierId: shop.supplierId, expectedOn: day(expectedOn), lines: [{ variantId: shop.variant.ROD, quantity: pieces(rods) }] }).purchaseOrderId;
const budgetOf = (purchaseOrderId: number) => shop.call('purchaseOrder.get', { purchaseOrderId }).budget;
const place = (purchaseOrderId: number, beyondBudgetBecause?: string) => shop.call('purchaseOrder.place', { purchaseOrderId, ...(beyondBudgetBecause !== undefined && { beyondBudgetBecause }) });

describe('a budget for goods', () => {
  test('that nobody set asks nothing', () => {
    const order = draft(10);
    expect(budgetOf(order)).toBe(null);
    expect(place(order).status).toBe('ordered');
  });

  test('is used by what came, by what other orders expect, and by this one, to the last cent', () => {
    plan(90_000);
    const first = draft(5);
    place(first);
    receive(shop, first, 'ROD', 2);
    // 900.00 − 120.00 that came − 180.00 still to come − 600.00 of this one.
    const second = draft(10);
    expect(budgetOf(second)).toMatchObject({ monthOn: march, budget: 90_000, actual: 12_000, ordered: 18_000, own: 60_000, left: 0, says: 'pass' });
    place(second);
    expect(budgetOf(draft(1))).toMatchObject({ ordered: 78_000, own: 6_000, left: -6_000, guard: 'ask', says: 'ask' });
  });

  test('that an order goes beyond asks for a reason, with the arithmetic, and keeps it', () => {
    plan(50_000);
    const order = draft(10);
    const details = { number: 'PO-000001', code: '1200', budget: 50_000, actual: 0, ordered: 0, own: 60_000, left: -10_000, monthOn: march };
    expect(() => place(order)).toThrow(expect.objectContaining({ code: 'budget.needsReason', details }));
    place(order, 'the season begins early');
    expect(shop.call('purchaseOrder.get', { purchaseOrderId: order })).toMatchObject({ status: 'ordered', budget: null, beyondBudgetBecause: 'the season begins early' });
  });

  test('keeps no reason of an order within it', () => {
    plan(90_000);
    const order = draft(1);
    place(order, 'to be sure');
    expect(shop.call('purchaseOrder.get', { purchaseOrderId: order }).beyondBudgetBecause).toBe(null);
  });

  test('refuses where it says so, whatever the reason, and lets through where it is off', () => {
    plan(50_000);
    const order = draft(10);
    expect(shop.call('budget.setGuard', { ledgerAccountId: goods(), guard: 'refuse' })).toEqual({ before: 'ask' });
    refused(() => place(order, 'please'), 'budget.exceeded');
    expect(budgetOf(order)).toMatchObject({ says: 'refuse' });
    shop.call('budget.setGuard', { ledgerAccountId: goods(), guard: 'off' });
    expect(place(order).status).toBe('ordered');
  });

  test('is of the month the goods should come in', () => {
    plan(50_000);
    expect([budgetOf(draft(10, '2026-04-01')), budgetOf(draft(10, '2026-03-31'))?.left]).toEqual([null, -10_000]);
    // Given up, it takes nothing any more.
    const other = draft(8);
    place(other);
    shop.call('purchaseOrder.cancel', { purchaseOrderId: other, reason: 'changed' });
    expect(budgetOf(draft(1))).toMatchObject({ ordered: 0, own: 6_000 });
  });

  test('counts in the comparison what was bought, less what went back, and opens to those entries alone', () => {
    plan(50_000);
    const order = draft(5);
    place(order);
    const { goodsReceiptId } = receive(shop, order, 'ROD', 3) as { goodsReceiptId: number };
    const bought = () => shop.call('report.get', { name: 'budget', from: march, to: march }).rows.find(({ ledgerAccountId }) => ledgerAccountId === goods())?.cells[3];
    expect(bought()).toBe(18_000);
    const { orderId } = shop.call('order.create', { lines: [{ variantId: shop.variant.ROD, quantity: pieces(1) }] });
    shop.call('shipment.ship', { orderId });
    const entries = shop.call('report.postings', { name: 'budget', ledgerAccountId: goods(), from: march, to: day('2026-03-31') });
    expect([bought(), entries.rows.map(({ amount }) => amount)]).toEqual([18_000, [18_000]]);
    shop.call('purchaseReceipt.cancel', { goodsReceiptId, reason: 'wrong goods' });
    expect(bought()).toBe(0);
  });
});
