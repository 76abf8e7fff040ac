import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { OrderAnswer, RefundAnswer } from '../../../main/channels/shopify/answers.ts';
import { orderAnswer, refundAnswer } from '../../../main/channels/shopify/answers.ts';
import { orderOf } from '../../../main/channels/shopify/mapping.ts';
import { readOrder } from '../../../main/channels/shopify/orders.ts';
import { zImportedOrder } from '../../../shared/sales/order-import.contract.ts';

type Raw = Record<string, unknown>;
const money = (amount: string, customer = amount) => ({ shopMoney: { amount, currencyCode: 'USD' }, presentmentMoney: { amount: customer, currencyCode: 'EUR' } });
const tax = (amount: string, channelLiable: boolean | null = false) => [{ channelLiable, priceSet: money(amount) }];

/** Two rods at 90 with a tenth off, 7 % tax on top, parcel 4.50: 2 × 90 − 18 = 162, + 11.34 + 4.50 = 177.84. */
const rods = (changes: Raw = {}): Raw => ({
  id: 'gid://shopify/LineItem/11',
  name: 'Rod',
  sku: 'ROD',
  quantity: 2,
  currentQuantity: 2,
  unfulfilledQuantity: 2,
  variant: { id: 'gid://shopify/ProductVariant/51', barcode: null },
  originalUnitPriceSet: money('90.00'),
  discountAllocations: [{ allocatedAmountSet: money('18.00') }],
  taxLines: tax('11.34'),
  ...changes,
});
const sale = (changes: Raw = {}): Raw => ({ id: 'gid://shopify/OrderTransaction/71', kind: 'SALE', status: 'SUCCESS', test: false, processedAt: '2026-11-20T10:00:00Z', formattedGateway: 'Shopify Payments', amountSet: money('177.84', '164.00'), ...changes });
const anOrder = (changes: Raw = {}): Raw => ({
  id: 'gid://shopify/Order/1001',
  name: '#1001',
  processedAt: '2026-11-20T10:00:00Z',
  updatedAt: '2026-11-20T10:00:05Z',
  cancelledAt: null,
  closedAt: null,
  test: false,
  currencyCode: 'USD',
  presentmentCurrencyCode: 'EUR',
  taxesIncluded: false,
  displayFinancialStatus: 'PAID',
  displayFulfillmentStatus: 'UNFULFILLED',
  note: null,
  email: null,
  phone: null,
  billingAddress: null,
  shippingAddress: { name: '王 小明', company: null, address1: '中山路 1 号', address2: null, city: '上海市', province: null, zip: '200000', countryCodeV2: 'CN', phone: '+8613000000000' },
  totalPriceSet: money('177.84', '164.00'),
  totalTipReceivedSet: money('0.00'),
  originalTotalDutiesSet: null,
  additionalFees: [],
  shippingLines: { nodes: [{ title: 'Parcel', discountedPriceSet: money('4.50'), taxLines: [] }] },
  transactions: [sale()],
  lineItems: [rods()],
  ...changes,
});
const aRefund = (changes: Raw = {}): Raw => ({
  id: 'gid://shopify/Refund/81',
  createdAt: '2026-11-22T09:00:00Z',
  processedAt: '2026-11-22T09:00:00Z',
  note: 'too long',
  refundShippingLines: { nodes: [] },
  transactions: { nodes: [{ kind: 'REFUND', status: 'SUCCESS', processedAt: '2026-11-22T09:00:00Z', amountSet: money('86.67') }] },
  refundLineItems: [{ quantity: 1, restockType: 'CANCEL', lineItem: { id: 'gid://shopify/LineItem/11' }, subtotalSet: money('81.00'), totalTaxSet: money('5.67') }],
  ...changes,
});

function read(order: Raw, ...refunds: Raw[]) {
  const item = orderOf(orderAnswer.parse(order) satisfies OrderAnswer, refunds.map((refund) => refundAnswer.parse(refund) satisfies RefundAnswer));
  if (item) zImportedOrder.parse({ ...item, lines: item.lines.map(({ listingId: _listing, barcode: _barcode, ...line }) => line) });
  return item;
}
const figures = (order: Raw, ...refunds: Raw[]) => {
  const item = read(order, ...refunds)!;
  const rows = [...item.lines, ...(item.charges ?? [])].map(({ net, tax: due }) => [net, due]);
  return { rows, rest: item.total - rows.reduce((sum, [net = 0, due = 0]) => sum + net + due, 0) };
};

describe('money', () => {
  test('is the shop’s own, whatever the customer saw', () => {
    const item = read(anOrder());
    expect(item).toMatchObject({ currency: 'USD', total: 17_784, payments: [{ externalId: '71', amount: 17_784 }] });
    expect(figures(anOrder())).toEqual({ rows: [[16_200, 1134], [450, 0]], rest: 0 });
    expect(item?.lines[0]).toMatchObject({ quantity: 2000, unitPrice: 900_000, discount: 1800 });
  });

  test('prices that include tax are split, and the discount with them', () => {
    // 2 × 90 − 18 = 162 with 10.60 tax in it: net 151.40, and of the 18 discount 16.82 was net.
    const included = anOrder({ taxesIncluded: true, totalPriceSet: money('166.50'), lineItems: [rods({ taxLines: tax('10.60') })] });
    expect(figures(included)).toEqual({ rows: [[15_140, 1060], [450, 0]], rest: 0 });
    expect(read(included)?.lines[0]).toMatchObject({ discount: 1682, unitPrice: 841_100 });
  });

  test('a discount on the postage lowers the postage and its tax, and no line', () => {
    const parcel = (price: string, due: string) => ({ nodes: [{ title: 'Parcel', originalPriceSet: money('9.00'), discountedPriceSet: money(price), taxLines: tax(due) }] });
    expect(figures(anOrder({ totalPriceSet: money('178.16'), shippingLines: parcel('4.50', '0.32') }))).toEqual({ rows: [[16_200, 1134], [450, 32]], rest: 0 });
    const included = { taxesIncluded: true, lineItems: [rods({ taxLines: tax('10.60') })] };
    expect(figures(anOrder({ ...included, totalPriceSet: money('166.50'), shippingLines: parcel('4.50', '0.29') }))).toEqual({ rows: [[15_140, 1060], [421, 29]], rest: 0 });
    const free = figures(anOrder({ totalPriceSet: money('173.34'), shippingLines: parcel('0.00', '0.00') }));
    expect([free.rows[0], free.rest]).toEqual([[16_200, 1134], 0]);
  });

  test('a yen has no decimals although Shopify writes one', () => {
    const yen = anOrder({ currencyCode: 'JPY', totalPriceSet: money('12780.0'), lineItems: [rods({ quantity: 1, currentQuantity: 1, originalUnitPriceSet: money('12780.0'), discountAllocations: [], taxLines: [] })], shippingLines: { nodes: [] }, transactions: [] });
    expect(read(yen)).toMatchObject({ total: 12_780, lines: [{ net: 12_780, unitPrice: 127_800_000 }] });
  });

  test('tips, duties and fees are rows of their own', () => {
    const more = anOrder({ totalPriceSet: money('192.84'), totalTipReceivedSet: money('5.00'), originalTotalDutiesSet: money('7.00'), additionalFees: [{ name: 'Gift wrap', price: money('3.00'), taxLines: [] }] });
    expect(figures(more).rest).toBe(0);
    expect(read(more)?.charges?.map(({ kind, name }) => [kind, name])).toEqual([['shipping', 'Parcel'], ['fee', 'Gift wrap'], ['fee', 'Duties'], ['fee', 'Tip']]);
  });

  test('only what moved is a payment: no authorisation, no failure, no test', () => {
    const tried = [sale({ kind: 'AUTHORIZATION' }), sale({ status: 'FAILURE' }), sale({ status: 'PENDING' }), sale({ test: true }), sale({ id: 'gid://shopify/OrderTransaction/72', kind: 'CAPTURE', amountSet: money('100.00') })];
    expect(read(anOrder({ transactions: tried }))?.payments).toMatchObject([{ externalId: '72', amount: 10_000 }]);
  });

  test('tax is the channel’s where the channel owes all of it', () => {
    expect(read(anOrder({ lineItems: [rods({ taxLines: tax('11.34', true) })] }))?.taxBy).toBe('channel');
    expect(read(anOrder({ lineItems: [rods({ taxLines: [...tax('5.00', true), ...tax('6.34', false)] })] }))?.taxBy).toBe('shop');
    expect(read(anOrder({ lineItems: [rods({ taxLines: [] })] }))?.taxBy).toBe('shop');
  });

  test('whatever is sold, rows and total agree to the last cent', () => {
    const cents = fc.integer({ min: 0, max: 1_000_000 });
    const line = fc.record({ price: cents, quantity: fc.integer({ min: 1, max: 99 }), off: fc.integer({ min: 0, max: 100 }), rate: fc.integer({ min: 0, max: 25 }) });
    const text = (value: number) => (value / 100).toFixed(2);
    fc.assert(
      fc.property(fc.array(line, { minLength: 1, maxLength: 8 }), fc.boolean(), cents, (lines, taxesIncluded, shipping) => {
        let total = shipping;
        const lineItems = lines.map(({ price, quantity, off, rate }, index) => {
          const list = price * quantity;
          const discount = Math.floor((list * off) / 100);
          const due = Math.round(taxesIncluded ? ((list - discount) * rate) / (100 + rate) : ((list - discount) * rate) / 100);
          total += list - discount + (taxesIncluded ? 0 : due);
          return rods({ id: `gid://shopify/LineItem/${index}`, quantity, currentQuantity: quantity, unfulfilledQuantity: quantity, originalUnitPriceSet: money(text(price)), discountAllocations: [{ allocatedAmountSet: money(text(discount)) }], taxLines: tax(text(due)) });
        });
        const order = anOrder({ taxesIncluded, lineItems, totalPriceSet: money(text(total)), shippingLines: { nodes: [{ title: 'Parcel', discountedPriceSet: money(text(shipping)), taxLines: [] }] } });
        expect(figures(order).rest).toBe(0);
      }),
    );
  });
});

describe('what becomes of an order', () => {
  test.each([
    ['PAID', 'UNFULFILLED', {}, 'open'],
    ['AUTHORIZED', 'UNFULFILLED', {}, 'open'],
    ['PENDING', 'UNFULFILLED', {}, 'onHold'],
    ['PAID', 'FULFILLED', {}, 'completed'],
    ['REFUNDED', 'RESTOCKED', {}, 'completed'],
    ['VOIDED', 'UNFULFILLED', { cancelledAt: '2026-11-21T00:00:00Z' }, 'cancelled'],
    ['SOMETHING_NEW', 'UNFULFILLED', {}, 'unknown'],
  ])('%s and %s', (displayFinancialStatus, displayFulfillmentStatus, more, status) => {
    expect(read(anOrder({ displayFinancialStatus, displayFulfillmentStatus, ...more }))).toMatchObject({ status, channelStatus: expect.stringContaining(displayFinancialStatus) });
  });

  test('a test order is nobody’s', () => {
    expect(read(anOrder({ test: true }))).toBeNull();
  });

  test('what left before is known line by line', () => {
    expect(read(anOrder({ lineItems: [rods({ unfulfilledQuantity: 1 })] }))?.lines[0]).toMatchObject({ quantity: 2000, shippedBefore: 1000 });
    const cancelled = rods({ currentQuantity: 1, unfulfilledQuantity: 1 });
    expect(read(anOrder({ lineItems: [cancelled] }), aRefund())?.lines[0]).toMatchObject({ quantity: 2000, shippedBefore: 0 });
  });

  test('pieces an edit took out are no longer ordered', () => {
    const edited = anOrder({ lineItems: [rods({ currentQuantity: 1, unfulfilledQuantity: 1, discountAllocations: [{ allocatedAmountSet: money('9.00') }], taxLines: tax('5.67') })], totalPriceSet: money('91.17') });
    expect(figures(edited)).toEqual({ rows: [[8100, 567], [450, 0]], rest: 0 });
    expect(read(edited)?.lines[0]?.quantity).toBe(1000);
  });

  test('the date alone is no change', () => {
    expect(read(anOrder({ updatedAt: '2026-11-30T10:00:05Z' }))?.contentHash).toBe(read(anOrder())?.contentHash);
    expect(read(anOrder({ note: 'ring twice' }))?.contentHash).not.toBe(read(anOrder())?.contentHash);
  });

  test('an amount that is none makes the order unreadable, not the page', () => {
    expect(readOrder({ order: anOrder({ totalPriceSet: money('free') }), refunds: [], returns: [] })).toMatchObject({ ok: false, problem: expect.stringContaining('totalPriceSet') });
    expect(readOrder({ order: anOrder({ currencyCode: 'XQQ' }), refunds: [], returns: [] })).toMatchObject({ ok: false });
  });
});

describe('refunds', () => {
  const parts = (...refunds: Raw[]) => read(anOrder(), ...refunds)?.refunds?.map((refund) => refund.parts);

  test('a piece that will not leave names its line and its pieces', () => {
    expect(parts(aRefund())).toEqual([[{ kind: 'line', lineExternalId: '11', quantity: 1000, net: 8100, tax: 567 }]]);
  });

  test('a piece that came back cancels nothing that has not left', () => {
    const [row] = aRefund()['refundLineItems'] as Raw[];
    expect(parts(aRefund({ refundLineItems: [{ ...row, restockType: 'RETURN' }] }))).toEqual([[{ kind: 'line', lineExternalId: '11', quantity: 0, net: 8100, tax: 567 }]]);
  });

  test('more money than the rows say is goodwill; less leaves the rows in doubt', () => {
    const paid = (amount: string) => ({ transactions: { nodes: [{ kind: 'REFUND', status: 'SUCCESS', processedAt: null, amountSet: money(amount) }] } });
    expect(parts(aRefund(paid('90.00')))?.[0]?.at(-1)).toEqual({ kind: 'amountOnly', net: 333, tax: 0 });
    expect(parts(aRefund(paid('50.00')))).toEqual([[{ kind: 'amountOnly', net: 5000, tax: 0 }]]);
  });

  test('money on its way is none yet, and a restock without money is no refund', () => {
    expect(parts(aRefund({ transactions: { nodes: [{ kind: 'REFUND', status: 'PENDING', processedAt: null, amountSet: money('86.67') }] } }))).toEqual([]);
    expect(parts(aRefund({ transactions: { nodes: [] } }))).toEqual([]);
  });

  test('shipping alone', () => {
    const shipping = aRefund({ refundLineItems: [], refundShippingLines: { nodes: [{ subtotalAmountSet: money('4.50'), taxAmountSet: money('0.00') }] }, transactions: { nodes: [{ kind: 'REFUND', status: 'SUCCESS', processedAt: null, amountSet: money('4.50') }] } });
    expect(parts(shipping)).toEqual([[{ kind: 'charge', net: 450, tax: 0 }]]);
  });
});
