import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { cashRoundingOf } from '../../shared/sales/cash-rounding.rules.ts';
import { type AskedTender, cashlessOf, changeOf, settleTenders } from '../../shared/sales/tender.rules.ts';
import { minor, sumMinor } from '../../shared/units/minor.ts';
import { pieces } from '../../shared/units/quantity.ts';
import { newShop, type TestShop } from '../support/shop.ts';
import { refused } from '../support/refused.ts';
import { newSellingShop, type SellingShop } from './support.ts';

const card = (amount?: number): AskedTender => ({ account: 'bank', method: 'card', ...(amount !== undefined && { amount: minor(amount) }) });
const cash = (given?: number, amount?: number): AskedTender => ({
  account: 'till', method: 'cash', ...(given !== undefined && { given: minor(given) }), ...(amount !== undefined && { amount: minor(amount) }),
});

describe('ways of paying', () => {
  test('whatever they are, they come to exactly what is due, or the sale is refused', () => {
    const tender = fc.record({ account: fc.constantFrom('till' as const, 'bank' as const), method: fc.constant('x'), amount: fc.option(fc.integer({ min: 1, max: 5_000 }).map(minor), { nil: undefined }) });
    fc.assert(fc.property(fc.array(tender, { minLength: 1, maxLength: 5 }), fc.integer({ min: 0, max: 20_000 }), (drawn, due) => {
      const asked = drawn.map(({ amount, ...rest }) => ({ ...rest, ...(amount !== undefined && { amount }) }));
      const named = asked.reduce((sum, { amount }) => sum + (amount ?? 0), 0);
      const open = asked.filter(({ amount }) => amount === undefined).length;
      const fits = open === 0 ? named === due : open === 1 && named <= due;
      if (!fits) {
        refused(() => settleTenders(asked, minor(due)), 'tender.differs');
        return;
      }
      const settled = settleTenders(asked, minor(due));
      expect(sumMinor(settled.map(({ amount }) => amount))).toBe(due);
      expect(settled.every(({ amount }) => amount > 0)).toBe(true);
    }));
  });

  test('change is what was handed over too much, and less than the tender pays is refused', () => {
    expect(changeOf(settleTenders([card(2_000), cash(1_000)], minor(2_860)))).toBe(140);
    refused(() => settleTenders([card(2_000), cash(500)], minor(2_860)), 'tender.tooLittle');
    expect(cashlessOf([card(2_000), cash(1_000), card()])).toBe(2_000);
  });
});

describe('a sale paid in two ways', () => {
  let shop: SellingShop;
  beforeEach(() => void (shop = newSellingShop()));
  afterEach(() => {
    shop.check();
    shop.close();
  });
  const rod = () => [{ variantId: shop.variant.ROD, quantity: pieces(1) }];

  test('posts each where it went, in one entry, and says the change', () => {
    const sold = shop.call('order.sell', { lines: rod(), tenders: [card(10_000), cash(2_000)] });
    expect([sold.total, sold.change]).toEqual([11_300, 700]);
    expect(shop.posted(sold.orderId)).toEqual({ bank: 10_000, till: 1_300, salesRevenue: -10_000, outputTax: -1_300, cogs: 6_000, inventory: -6_000 });
    const order = shop.call('order.get', { orderId: sold.orderId });
    expect([order.payment, order.money.captured, order.entries.length]).toEqual(['paid', 11_300, 1]);
    expect(shop.raw.prepare('select method, amount, given from payment').all()).toEqual([{ method: 'card', amount: 10_000, given: null }, { method: 'cash', amount: 1_300, given: 2_000 }]);
  });

  test('that does not come to the total is refused, and nothing is sold', () => {
    refused(() => shop.call('order.sell', { lines: rod(), tenders: [card(10_000), card(1_000)] }), 'tender.differs');
    expect(shop.call('order.list', {}).rows).toEqual([]);
  });
});

describe('where the smallest coin is five', () => {
  let shop: TestShop;
  let variantId: number;
  beforeEach(() => {
    shop = newShop({ country: 'CH', baseCurrency: 'CHF', pricesIncludeTax: true });
    shop.call('location.create', { name: 'Laden', kind: 'shop', negativePolicy: 'allow', sellable: true });
    variantId = shop.call('product.create', { name: 'Tee', state: 'active', variants: [{ sku: 'TEA', prices: [{ currency: 'CHF', amount: 123_700 as never }] }] }).variants[0]!.id;
  });
  afterEach(() => {
    shop.check();
    shop.close();
  });

  test.each([
    ['all in cash', [cash()], 1_235],
    ['all by card', [card()], 1_237],
    ['a part by card to the cent, the rest in coins', [card(1_001), cash()], 1_236],
  ])('%s', (_how, tenders, total) => {
    // 12.37; 12.37 − 10.01 = 2.36 is paid with 2.35.
    expect(shop.call('order.sell', { lines: [{ variantId, quantity: pieces(1) }], tenders }).total).toBe(total);
  });

  const balance = (role: string): number => Number(shop.raw.prepare('select coalesce(sum(amount), 0) from posting join accountRole using (ledgerAccountId) where role = ?').pluck().get(role));
  const soldTwo = (account: 'till' | 'bank') => {
    const { orderId } = shop.call('order.sell', { lines: [{ variantId, quantity: pieces(2) }], account });
    return { orderId, line: shop.call('order.get', { orderId }).lines[0]!.id };
  };

  test('cash goes back as it came, in coins there are, and the books keep the cents', () => {
    // Two for 24.74, paid with 24.75; one of them back is 12.37, handed out as 12.35.
    const { orderId, line } = soldTwo('till');
    const [till, rounding] = [balance('till'), balance('roundingDifference')];
    const refund = { orderId, account: 'till' as const, parts: [{ kind: 'goodsKept' as const, orderLineId: line, amount: minor(1_237) }] };
    expect(shop.call('refund.record', refund)).toMatchObject({ amount: 1_237, paidOut: 1_235 });
    expect([balance('till') - till, balance('roundingDifference') - rounding, balance('refundsPayable')]).toEqual([-1_235, -2, 0]);
    // The other one: the drawer is where it began, and what rounding gave it took.
    expect(shop.call('refund.record', refund)).toMatchObject({ amount: 1_237, paidOut: 1_235 });
    expect(shop.call('order.get', { orderId }).money.refunded).toBe(2_474);
  });

  test('money that goes back by card keeps its cents', () => {
    const { orderId, line } = soldTwo('bank');
    const bank = balance('bank');
    expect(shop.call('refund.record', { orderId, account: 'bank', parts: [{ kind: 'goodsKept', orderLineId: line, amount: minor(1_237) }] })).toMatchObject({ amount: 1_237, paidOut: 1_237 });
    expect(balance('bank') - bank).toBe(-1_237);
  });

  test('the nearest coin, either way, and only of cash', () => {
    const amounts = [0, 1, 2, 3, 4, 5, 7, 8, 1_237, 1_238].map((amount) => minor(amount));
    expect(amounts.map((amount) => amount + cashRoundingOf(amount, 'till', 'CHF'))).toEqual([0, 0, 0, 5, 5, 5, 5, 10, 1_235, 1_240]);
    expect(amounts.map((amount) => cashRoundingOf(amount, 'bank', 'CHF') + cashRoundingOf(amount, 'till', 'EUR'))).toEqual(amounts.map(() => 0));
  });
});
