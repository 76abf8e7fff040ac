import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { AskOf } from '../../main/database/handlers.ts';
import type { Contract } from '../../shared/app/contract.ts';
import { Refusal } from '../../shared/refusal/refusal.ts';
import { type DraftLine, draftTotals } from '../../shared/sales/order-draft.rules.ts';
import { ownTerms } from '../../shared/sales/order-totals.rules.ts';
import { minor } from '../../shared/units/minor.ts';
import { pieces, quantity } from '../../shared/units/quantity.ts';
import { percent } from '../../shared/units/rate-ppm.ts';
import { unitPrice } from '../../shared/units/unit-price.ts';
import { newSellingShop, type SellingShop } from './support.ts';

const terms = ownTerms({ baseCurrency: 'CNY', pricesIncludeTax: false }, minor(0));
const line = (changes: Partial<DraftLine> = {}): DraftLine => ({ variantId: 1, quantity: pieces(2), unitPrice: unitPrice(100_000), discount: null, taxRate: percent(13), ...changes });
const totals = (lines: DraftLine[], more: { shipping?: number; discount?: number } = {}) =>
  draftTotals({ lines, shipping: more.shipping === undefined ? null : minor(more.shipping), discount: more.discount === undefined ? null : minor(more.discount) }, terms, 'CNY');

describe('an order while it is typed', () => {
  test('two at 10.00 with 13 % on top and 6.00 postage come to 28.60', () => {
    expect(totals([line()], { shipping: 600 })).toMatchObject({ totals: { total: 2_860, charges: [{ gross: 600 }] } });
  });

  test('a price nobody set is asked for on its line, before anything is sent', () => {
    expect(totals([line(), line({ variantId: 7, unitPrice: null })])).toEqual({
      trouble: { line: 1, field: 'unitPrice', refusal: { code: 'price.missing', details: { variantId: 7, currency: 'CNY' } } },
    });
  });

  test.each([null, quantity(0), quantity(-1_000)])('a quantity of %s is refused on its line', (typed) => {
    expect(totals([line({ quantity: typed })])).toMatchObject({ trouble: { line: 0, field: 'quantity', refusal: { code: 'quantity.notPositive' } } });
  });

  test('a discount above its line is refused there, one above the order at the order', () => {
    expect(totals([line(), line({ discount: minor(2_001) })])).toMatchObject({ trouble: { line: 1, field: 'discount', refusal: { code: 'discount.tooLarge', details: { discount: 2_001, amount: 2_000 } } } });
    expect(totals([line()], { discount: 2_001 })).toMatchObject({ trouble: { line: null, field: 'discount' } });
  });
});

describe('the screen and the shop', () => {
  let shop: SellingShop;
  beforeAll(() => void (shop = newSellingShop()));
  afterAll(() => shop.close());

  test('come to the same total for any order', () => {
    const typed = fc.record({
      lines: fc.array(fc.record({ sku: fc.constantFrom('ROD', 'LINE', 'HOOK'), count: fc.integer({ min: 1, max: 9_999 }), price: fc.integer({ min: 0, max: 5_000_000 }) }), { minLength: 1, maxLength: 5 }),
      shipping: fc.integer({ min: 0, max: 5_000 }),
      discount: fc.integer({ min: 0, max: 50 }),
    });
    fc.assert(
      fc.property(typed, ({ lines, shipping, discount }) => {
        const asked = lines.map(({ sku, count, price }) => ({ variantId: shop.variant[sku as 'ROD'], quantity: quantity(count), unitPrice: unitPrice(price) }));
        const seen = totals(asked.map((one) => line({ ...one })), { shipping, discount });
        const charges = [{ kind: 'shipping' as const, name: '', amount: minor(shipping) }];
        const taken = (input: AskOf<Contract, 'order.create'>): unknown => {
          try {
            return shop.call('order.create', input).total;
          } catch (error) {
            return error instanceof Refusal ? error.code : error;
          }
        };
        expect(taken({ lines: asked, charges, discount: minor(discount) })).toBe('trouble' in seen ? seen.trouble.refusal.code : seen.totals.total);
      }),
      { numRuns: 60, seed: 20_261_122 },
    );
  });
});
