import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { changedLine, depositThatFollows, splitLine } from '../../shared/sales/order-revision.rules.ts';
import { orderTotals } from '../../shared/sales/order-totals.rules.ts';
import { minor, sumMinor } from '../../shared/units/minor.ts';
import { pieces, quantity } from '../../shared/units/quantity.ts';
import { percent, ratePpm } from '../../shared/units/rate-ppm.ts';
import { unitPrice } from '../../shared/units/unit-price.ts';
import { refused } from '../support/refused.ts';
import { channelId, channelOrder, newSellingShop, type SellingShop } from './support.ts';

let shop: SellingShop;
beforeEach(() => {
  shop = newSellingShop();
  shop.raw.exec('update variant set weightGrams = 100 + 7 * id');
});
afterEach(() => {
  shop.check();
  shop.close();
});

const order = (orderId: number) => shop.call('order.get', { orderId });
/** The first three lines; a test that asks for one that is not there fails by it. */
const linesIn = (orderId: number) => {
  const [first, second, third] = order(orderId).lines;
  return [first!, second!, third!] as const;
};
const customer = (): number => shop.call('customer.create', { name: '李娜', contacts: [{ kind: 'email', value: 'li@example.cn' }], addresses: [] }).customerId;
const lastCommand = (): number => Number(shop.raw.prepare('select max(id) from command').pluck().get());
const undo = () => shop.call('activity.undo', { commandId: lastCommand() });

/** Two rods and three hooks, seven off the lot, postage of ten. */
function typed(customerId: number | null = null): number {
  return shop.call('order.create', {
    customerId,
    lines: [{ variantId: shop.variant.ROD, quantity: pieces(2) }, { variantId: shop.variant.HOOK, quantity: pieces(3) }],
    discount: minor(701),
    charges: [{ kind: 'shipping', name: 'Post', amount: minor(1_000), taxRate: percent(13) }],
  }).orderId;
}
const gramsOf = (orderId: number): number => shop.raw.prepare('select sum(quantity * weightGrams) / 1000 from orderLine join variant on variant.id = variantId where orderId = ?').pluck().get(orderId) as number;
const sums = (...ids: number[]) => {
  const rows = ids.flatMap((id) => [...order(id).lines, ...order(id).charges]);
  const lines = ids.flatMap((id) => order(id).lines);
  return {
    net: sumMinor(rows.map((row) => row.net)),
    tax: sumMinor(rows.map((row) => row.tax)),
    gross: sumMinor(rows.map((row) => row.gross)),
    discount: sumMinor(lines.map((line) => line.discount)),
    goods: lines.reduce((sum, line) => sum + line.quantity, 0),
    grams: ids.reduce((sum, id) => sum + gramsOf(id), 0),
    captured: sumMinor(ids.map((id) => order(id).money.captured)),
    deposits: sumMinor(ids.map((id) => order(id).money.deposits)),
  };
};
const rowsOf = (id: number) => [order(id).total, order(id).lines.map(({ sku, quantity: count, unitPrice: price, net, tax, discount }) => [sku, count, price, net, tax, discount]), order(id).charges, order(id).money];

describe('an order changed before it leaves', () => {
  test('more of one line, another price on the other, and a new one: the rest keeps its figures, and undo brings all of it back', () => {
    const orderId = typed();
    const before = rowsOf(orderId);
    const [rod, hook] = linesIn(orderId);
    shop.call('order.edit', { orderId, reason: 'called', lines: [{ orderLineId: rod.id, quantity: pieces(2) }, { orderLineId: hook.id, quantity: pieces(6) }, { variantId: shop.variant.LINE, quantity: pieces(1) }] });
    const { lines, total } = order(orderId);
    expect(lines.map(({ sku, quantity: count, net, allocated }) => [sku, count, net, allocated])).toEqual([
      ['ROD', 2000, rod.net, 2000], ['HOOK', 6000, hook.net * 2, 6000], ['LINE', 1000, 2_000, 1000],
    ]);
    expect(total).toBe(sums(orderId).gross);
    expect(order(orderId).timeline.map(({ kind }) => kind)).toContain('revision');
    undo();
    expect(rowsOf(orderId).slice(0, 1)).toEqual(before.slice(0, 1));
    expect(order(orderId).lines.filter((line) => line.quantity > 0).map(({ net, tax, discount }) => [net, tax, discount])).toEqual((before[1] as number[][]).map((row) => row.slice(3)));
    undo();
    expect(order(orderId).total).toBe(total);
  });

  test('a line taken out frees its goods; a paid order then holds too much, which is put before somebody', () => {
    const orderId = typed();
    shop.call('payment.capture', { orderId, amount: order(orderId).money.due, account: 'bank' });
    const [rod] = order(orderId).lines;
    shop.call('order.edit', { orderId, lines: [{ orderLineId: rod!.id, quantity: pieces(2) }] });
    expect(order(orderId)).toMatchObject({ payment: 'overpaid', openExceptions: [{ kind: 'overpaid' }] });
    expect(order(orderId).lines.map(({ allocated }) => allocated)).toEqual([2000, 0]);
    undo();
    expect(order(orderId)).toMatchObject({ payment: 'paid', openExceptions: [] });
  });

  test('priced anew it costs what the shop asks today', () => {
    const orderId = typed();
    shop.call('price.set', { items: [{ variantId: shop.variant.ROD, currency: 'CNY', amount: unitPrice(1_200_000) }] });
    shop.call('order.edit', { orderId, reprice: true, lines: order(orderId).lines.map((line) => ({ orderLineId: line.id, quantity: line.quantity })) });
    expect(order(orderId).lines.map(({ net, discount }) => [net, discount])).toEqual([[24_000, 0], [999, 0]]);
  });

  test('a typed price under the floor is refused here as at the counter', () => {
    const orderId = typed();
    shop.call('cost.setFloor', { rate: ratePpm(500_000) });
    const [rod] = order(orderId).lines;
    refused(() => shop.as('clerk').call('order.edit', { orderId, lines: [{ orderLineId: rod!.id, quantity: pieces(2), unitPrice: unitPrice(700_000) }] }), 'price.underFloor');
  });

  test('what its channel sent, and what is settled in part, is not changed', () => {
    const [imported] = shop.call('order.importBatch', { channelId, items: [channelOrder({ externalId: 'W1' })] }).results;
    if (!imported?.ok) throw new Error('refused');
    const own = typed();
    const lines = (id: number) => order(id).lines.map((line) => ({ orderLineId: line.id, quantity: line.quantity }));
    refused(() => shop.call('order.edit', { orderId: imported.value.orderId, lines: lines(imported.value.orderId) }), 'order.ofChannel');
    refused(() => shop.call('order.split', { orderId: imported.value.orderId, lines: lines(imported.value.orderId).slice(0, 1) }), 'order.ofChannel');
    const { orderRevisionId } = shop.call('order.edit', { orderId: own, lines: lines(own) });
    shop.call('shipment.ship', { orderId: own, lines: [{ orderLineId: order(own).lines[0]!.id, quantity: pieces(1) }] });
    refused(() => shop.call('order.edit', { orderId: own, lines: lines(own) }), 'order.settledInPart');
    refused(() => shop.call('order.takeBack', { orderRevisionId }), 'order.settledInPart');
  });

  test('a bundle goes whole or stays', () => {
    const set = shop.call('product.create', { name: 'Set', state: 'active', variants: [{ sku: 'SET', prices: [{ currency: 'CNY', amount: unitPrice(900_000) }] }] }).variants[0]!.id;
    shop.call('bundle.set', { variantId: set, components: [{ variantId: shop.variant.ROD, quantity: pieces(1) }, { variantId: shop.variant.HOOK, quantity: pieces(2) }] });
    const { orderId } = shop.call('order.create', { lines: [{ variantId: set, quantity: pieces(1) }, { variantId: shop.variant.LINE, quantity: pieces(1) }] });
    const [rod, hook, line] = linesIn(orderId);
    refused(() => shop.call('order.edit', { orderId, lines: [{ orderLineId: rod.id, quantity: pieces(1) }, { orderLineId: line.id, quantity: pieces(1) }] }), 'order.bundleWhole');
    refused(() => shop.call('order.split', { orderId, lines: [{ orderLineId: hook.id, quantity: pieces(1) }] }), 'order.bundleWhole');
    const { newOrderId } = shop.call('order.split', { orderId, lines: [{ orderLineId: rod.id, quantity: pieces(1) }, { orderLineId: hook.id, quantity: pieces(2) }] });
    expect(order(newOrderId).lines.map((row) => row.bundle?.sku)).toEqual(['SET', 'SET']);
  });
});

describe('an order in two, and two in one', () => {
  test('both halves together are the whole, and the money the rest does not need follows the goods', () => {
    const orderId = typed();
    shop.call('payment.capture', { orderId, amount: order(orderId).money.due, account: 'bank' });
    const whole = sums(orderId);
    const before = rowsOf(orderId);
    const [rod, hook] = linesIn(orderId);
    const { newOrderId } = shop.call('order.split', { orderId, reason: 'two addresses', lines: [{ orderLineId: rod.id, quantity: pieces(1) }, { orderLineId: hook.id, quantity: pieces(1) }] });
    expect(sums(orderId, newOrderId)).toEqual(whole);
    expect([order(orderId), order(newOrderId)].map(({ payment, fulfilment, approved }) => [payment, fulfilment, approved])).toEqual([['paid', 'allocated', true], ['paid', 'allocated', true]]);
    undo();
    expect(rowsOf(orderId)).toEqual(before);
    expect(order(newOrderId)).toMatchObject({ total: 0, fulfilment: 'cancelled', payment: 'notDue', money: { captured: 0, deposits: 0 } });
  });

  test('two orders of one buyer become one, and are two again', () => {
    const customerId = customer();
    const [into, from] = [typed(customerId), typed(customerId)];
    shop.call('payment.capture', { orderId: from, amount: minor(5_000), account: 'bank' });
    const both = sums(into, from);
    const before = [rowsOf(into), rowsOf(from)];
    shop.call('order.join', { orderId: into, otherOrderId: from });
    expect(sums(into)).toEqual({ ...both });
    expect(order(from)).toMatchObject({ total: 0, fulfilment: 'cancelled' });
    expect(order(into)).toMatchObject({ payment: 'partlyPaid', fulfilment: 'allocated' });
    undo();
    expect(rowsOf(from)).toEqual(before[1]);
    expect(sums(into, from)).toEqual(both);
    refused(() => shop.call('order.join', { orderId: into, otherOrderId: typed(null) }), 'order.otherBuyer');
  });

  test('a change is not taken back over a later one, nor over money that came since', () => {
    const orderId = typed();
    const [rod] = linesIn(orderId);
    const split = shop.call('order.split', { orderId, lines: [{ orderLineId: rod.id, quantity: pieces(1) }] });
    const edited = shop.call('order.edit', { orderId, lines: [{ orderLineId: rod.id, quantity: pieces(1) }] });
    refused(() => shop.call('order.takeBack', { orderRevisionId: split.orderRevisionId }), 'order.revisedSince');
    shop.call('order.takeBack', { orderRevisionId: edited.orderRevisionId });
    shop.call('payment.capture', { orderId: split.newOrderId, amount: minor(100), account: 'bank' });
    refused(() => shop.call('order.takeBack', { orderRevisionId: split.orderRevisionId }), 'order.settledInPart');
    refused(() => shop.call('order.split', { orderId: split.newOrderId, lines: [{ orderLineId: order(split.newOrderId).lines[0]!.id, quantity: pieces(1) }] }), 'order.nothingLeft');
  });

  test('whatever is split, joined, changed and taken back, goods, money and tax are what they were', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(fc.constantFrom('split', 'join', 'undo'), fc.nat(20), fc.nat(20)), { maxLength: 10 }), fc.nat(30_000), (acts, paid) => {
        const customerId = customer();
        const first = typed(customerId);
        const ids = [first];
        if (paid > 0) shop.call('payment.capture', { orderId: first, amount: minor(Math.min(paid, order(first).money.due)), account: 'bank' });
        const whole = sums(first);
        const revisions: number[] = [];
        for (const [act, a, b] of acts) {
          const id = ids[a % ids.length]!;
          try {
            const open = order(id).lines.filter((line) => line.quantity > 0);
            const line = open[b % Math.max(1, open.length)];
            if (act === 'split' && line) {
              const done = shop.call('order.split', { orderId: id, lines: [{ orderLineId: line.id, quantity: quantity(Math.max(1000, Math.floor(line.quantity / 2000) * 1000)) }] });
              ids.push(done.newOrderId);
              revisions.push(done.orderRevisionId);
            }
            if (act === 'join') revisions.push(shop.call('order.join', { orderId: id, otherOrderId: ids[b % ids.length]! }).orderRevisionId);
            if (act === 'undo' && revisions.length > 0) revisions.push(shop.call('order.takeBack', { orderRevisionId: revisions[b % revisions.length]! }).orderRevisionId);
          } catch (error) {
            if (!(error instanceof Error) || error.name !== 'Refusal') throw error;
          }
          expect(sums(...ids)).toEqual(whole);
        }
        shop.check();
        for (const id of ids) if (order(id).fulfilment !== 'cancelled') shop.call('order.cancel', { orderId: id, reason: 'next' });
      }),
      { numRuns: 12 },
    );
  });
});

describe('the arithmetic', () => {
  const digits = fc.constantFrom({ currencyDigits: 2, pricesIncludeTax: true }, { currencyDigits: 2, pricesIncludeTax: false }, { currencyDigits: 0, pricesIncludeTax: true }).map((terms) => ({ ...terms, taxPer: 'line' as const, cashStep: minor(0) }));
  const line = fc.record({ quantity: fc.integer({ min: 1, max: 40 }).map((count) => quantity(count * 500)), unitPrice: fc.integer({ min: 0, max: 9_999_999 }).map(unitPrice), taxRate: fc.integer({ min: 0, max: 250_000 }).map(ratePpm), off: fc.integer({ min: 0, max: 100 }) });

  test('a line in two adds up, whatever its price, tax and discount', () => {
    fc.assert(
      fc.property(digits, line, fc.nat(), (terms, { off, ...typedLine }, at) => {
        const list = orderTotals({ lines: [{ ...typedLine, discount: minor(0) }], charges: [], discount: minor(0) }, terms);
        const discount = minor(Math.floor(((terms.pricesIncludeTax ? list.total : list.lines[0]!.net) * off) / 100));
        const [figures] = orderTotals({ lines: [{ ...typedLine, discount }], charges: [], discount: minor(0) }, terms).lines;
        const whole = { ...typedLine, ...figures! };
        const { goes, stays } = splitLine(whole, quantity(1 + (at % whole.quantity)));
        for (const field of ['quantity', 'net', 'tax', 'gross', 'discount'] as const) expect(goes[field] + stays[field]).toBe(whole[field]);
        expect([goes, stays].every((part) => part.gross === part.net + part.tax)).toBe(true);
        // Nobody changed it, so it costs what it did; changed there and back as well.
        expect(changedLine(whole, { quantity: whole.quantity }, terms)).toBe(whole);
        expect(changedLine({ ...whole }, { quantity: whole.quantity, discount }, terms)).toMatchObject({ net: whole.net, tax: whole.tax, gross: whole.gross });
      }),
    );
  });

  test('what rounding did to a part is no discount, however much the part grows', () => {
    const terms = { currencyDigits: 2, pricesIncludeTax: false, taxPer: 'line', cashStep: minor(0) } as const;
    const whole = (discount: number) => {
      const asked = { quantity: quantity(2_000), unitPrice: unitPrice(1_005), taxRate: percent(0) };
      return { ...asked, ...orderTotals({ lines: [{ ...asked, discount: minor(discount) }], charges: [], discount: minor(0) }, terms).lines[0]! };
    };
    const grown = (discount: number, goes: number) => changedLine(splitLine(whole(discount), quantity(goes)).goes, { quantity: quantity(goes * 100) }, terms).discount;
    const every = Array.from({ length: 1_999 }, (_, index) => index + 1);
    expect(every.filter((goes) => grown(0, goes) !== 0)).toEqual([]);
    expect(every.filter((goes) => grown(1, goes) < 0)).toEqual([]);
  });

  test('what follows the goods leaves the rest its need and is never more than they cost', () => {
    expect([depositThatFollows(minor(100), minor(60), minor(50)), depositThatFollows(minor(100), minor(20), minor(50)), depositThatFollows(minor(10), minor(60), minor(50))]).toEqual([40, 50, 0]);
  });
});

describe('a cancellation taken back', () => {
  test('its lines are open again, its money is held again, and its goods are set aside again', () => {
    const orderId = typed();
    shop.call('payment.capture', { orderId, amount: order(orderId).money.due, account: 'bank' });
    const before = rowsOf(orderId);
    shop.call('order.cancel', { orderId, reason: 'changed their mind' });
    expect(order(orderId)).toMatchObject({ fulfilment: 'cancelled', payment: 'refundOwed' });
    undo();
    expect(rowsOf(orderId)).toEqual(before);
    expect(order(orderId)).toMatchObject({ fulfilment: 'allocated', payment: 'paid' });
    expect(order(orderId).timeline.map(({ kind }) => kind)).toContain('reinstatement');
    shop.check();
    undo();
    expect(order(orderId)).toMatchObject({ fulfilment: 'cancelled', payment: 'refundOwed' });
  });

  test('not once its money was paid out, nor twice', () => {
    const orderId = typed();
    shop.call('payment.capture', { orderId, amount: order(orderId).money.due, account: 'bank' });
    const [rod] = linesIn(orderId);
    const { cancellationId } = shop.call('order.cancel', { orderId, reason: '', lines: [{ orderLineId: rod.id, quantity: pieces(2) }] });
    shop.call('refund.record', { orderId, parts: [{ kind: 'cancelled', orderLineId: rod.id, amount: rod.gross }] });
    refused(() => shop.call('order.reinstate', { cancellationId }), 'order.paidBackSince');
    const other = typed();
    const done = shop.call('order.cancel', { orderId: other, reason: '' });
    shop.call('order.reinstate', { cancellationId: done.cancellationId });
    refused(() => shop.call('order.reinstate', { cancellationId: done.cancellationId }), 'record.changed');
    expect(() => shop.raw.exec(`insert into cancellationLine values (${cancellationId}, 1, -1000, 0, 0, 0)`)).toThrow('only a cancellation that is taken back');
  });

  test('many are cancelled as one job, each with its result, and one undo brings them all back', () => {
    const ids = Array.from({ length: 30 }, () => shop.call('order.create', { lines: [{ variantId: shop.variant.HOOK, quantity: quantity(500) }] }).orderId);
    shop.call('shipment.ship', { orderId: ids[3]! });
    const { jobId } = shop.call('job.start', { kind: 'cancel', method: 'order.cancelBatch', items: ids.map((orderId) => ({ orderId })), shared: { reason: 'sold out' } });
    const finish = (): void => {
      while (shop.core.workSlice());
    };
    finish();
    expect(shop.call('job.get', { jobId })).toMatchObject({ job: { done: 29, refused: 1 }, refusals: [{ item: 3, refusal: { code: 'order.alreadyShipped' } }] });
    shop.call('job.undo', { jobId });
    finish();
    expect(ids.map((id) => order(id).fulfilment).filter((state) => state === 'allocated')).toHaveLength(29);
  });
});
