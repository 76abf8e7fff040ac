import fc from 'fast-check';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { Refusal } from '../../shared/refusal/refusal.ts';
import { dueBack, heldOf, type PayBackPurpose, payBackPurposes } from '../../shared/sales/pay-back.rules.ts';
import { type Minor, minor } from '../../shared/units/minor.ts';
import { pieces } from '../../shared/units/quantity.ts';
import { newSellingShop, type SellingShop } from './support.ts';

let shop: SellingShop;
beforeEach(() => void (shop = newSellingShop()));
afterEach(() => {
  shop.check();
  shop.close();
});

const order = (orderId: number) => shop.call('order.get', { orderId });
/** Two lines of 20.00 with 13 % tax and postage of 5.00 without: 50.20, paid. */
function paid(): number {
  const { orderId, total } = shop.call('order.create', { lines: [{ variantId: shop.variant.LINE, quantity: pieces(2) }], charges: [{ kind: 'shipping', name: '', amount: minor(500) }] });
  shop.call('payment.capture', { orderId, amount: total });
  return orderId;
}
const payBack = (orderId: number, purpose: PayBackPurpose, amount: Minor) => shop.call('refund.record', { orderId, parts: [{ ...purpose, amount }] });
const saidOf = (act: () => unknown): string => {
  try {
    act();
    return 'done';
  } catch (error) {
    if (error instanceof Refusal) return error.code;
    throw error;
  }
};
const purposesOf = (orderId: number): PayBackPurpose[] => payBackPurposes(order(orderId).lines, order(orderId).charges);

test('what a cancellation owes is what is proposed, and paying it leaves nothing owed', () => {
  const orderId = paid();
  const [line] = order(orderId).lines;
  expect([dueBack(order(orderId).money), heldOf(order(orderId).money)]).toEqual([0, 5_020]);
  shop.call('order.cancel', { orderId, reason: '', lines: [{ orderLineId: line!.id, quantity: pieces(1) }] });
  expect(dueBack(order(orderId).money)).toBe(2_260);
  payBack(orderId, purposesOf(orderId)[0]!, minor(2_260));
  expect(order(orderId)).toMatchObject({ payment: 'partlyRefunded', money: { owed: 0, surplus: 0 } });
  expect([dueBack(order(orderId).money), heldOf(order(orderId).money)]).toEqual([0, 2_760]);
});

test('what was paid too much is proposed as well, and lessens no sale', () => {
  const orderId = paid();
  const [line] = order(orderId).lines;
  shop.call('order.edit', { orderId, lines: [{ orderLineId: line!.id, quantity: pieces(1) }] });
  expect(dueBack(order(orderId).money)).toBe(2_260);
  payBack(orderId, purposesOf(orderId)[0]!, dueBack(order(orderId).money));
  shop.call('shipment.ship', { orderId });
  expect(shop.posted(orderId)).toMatchObject({ bank: 2_760, salesRevenue: -2_000, shippingIncome: -500, outputTax: -260 });
});

test('goods are named only while some are out, postage only where it was charged', () => {
  const orderId = paid();
  expect(purposesOf(orderId).map(({ kind }) => kind)).toEqual(['amountOnly', 'shipping']);
  shop.call('shipment.ship', { orderId });
  const [line] = order(orderId).lines;
  expect(purposesOf(orderId)).toEqual([{ kind: 'amountOnly', orderLineId: null }, { kind: 'goodsKept', orderLineId: line!.id }, { kind: 'shipping', orderLineId: null }]);
  const { orderId: other } = shop.call('order.create', { lines: [{ variantId: shop.variant.ROD, quantity: pieces(1) }] });
  expect(purposesOf(other)).toEqual([{ kind: 'amountOnly', orderLineId: null }]);
});

test('whatever is paid back for whatever, it is never more than was paid, and what is refused changes nothing', { timeout: 60_000 }, () => {
  const steps = fc.array(fc.record({ which: fc.nat(3), amount: fc.integer({ min: 1, max: 4_000 }) }), { minLength: 1, maxLength: 6 });
  fc.assert(fc.property(steps, (wanted) => {
    const orderId = paid();
    shop.call('shipment.ship', { orderId });
    for (const { which, amount } of wanted) {
      const before = order(orderId).money;
      const purposes = purposesOf(orderId);
      const said = saidOf(() => payBack(orderId, purposes[which % purposes.length]!, minor(amount)));
      // Postage and goods have less room than all the money has.
      expect(amount > heldOf(before) ? ['refund.tooMuch'] : ['done', 'refund.tooMuch']).toContain(said);
      const { captured, refunded } = order(orderId).money;
      expect(refunded).toBe(said === 'done' ? before.refunded + amount : before.refunded);
      expect(refunded).toBeLessThanOrEqual(captured);
    }
    shop.call('stock.receive', { locationId: shop.locationId, lines: [{ variantId: shop.variant.LINE, quantity: pieces(2), value: minor(1_600) }] });
  }), { numRuns: 20 });
});
