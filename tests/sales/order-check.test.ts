import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { addressGaps } from '../../shared/sales/address-gap.rules.ts';
import { caughtBy, type Condition, type OrderFact, orderFactNames, type OrderFactValues, orderFacts, operatorsOf } from '../../shared/sales/order-check.rules.ts';
import type { ImportedOrder } from '../../shared/sales/order-import.contract.ts';
import { instant } from '../../shared/units/instant.ts';
import { minor } from '../../shared/units/minor.ts';
import { pieces } from '../../shared/units/quantity.ts';
import { unitPrice } from '../../shared/units/unit-price.ts';
import { refused } from '../support/refused.ts';
import { openingTime } from '../support/shop.ts';
import { after, channelId, channelLine, channelOrder, newSellingShop, type SellingShop } from './support.ts';

let shop: SellingShop;
beforeEach(() => {
  shop = newSellingShop();
});
afterEach(() => {
  shop.check();
  shop.close();
});

const take = (...items: ImportedOrder[]): number[] =>
  shop.call('order.importBatch', { channelId, items }).results.map((result) => {
    if (!result.ok) throw new Error(`refused: ${result.refusal.code}`);
    return result.value.orderId;
  });
const one = (changes: Parameters<typeof channelOrder>[0]): number => take(channelOrder(changes))[0]!;
const found = (orderId: number) => shop.call('order.get', { orderId }).openExceptions.map(({ kind, details, fix }) => [kind === 'check' ? (details['code'] ?? details['name']) : kind, fix]);
const codes = (orderId: number) => found(orderId).map(([code]) => code);
const settleAll = (): void => {
  for (const { id } of shop.call('exception.list', {}).rows) shop.call('exception.resolve', { exceptionId: id, resolution: 'looked at' });
};

const addressIn = (changes: Partial<NonNullable<ImportedOrder['recipient']>> = {}) => ({
  recipient: '王伟', company: '', line1: '人民路 8 号', line2: '', city: '杭州', region: '浙江', postcode: '310000', country: 'CN', phone: '13800138000', email: '', ...changes,
});

describe('the shop’s own rules', () => {
  test('a sound order has nothing against it', () => {
    expect(found(one({ externalId: 'W1', recipient: addressIn() }))).toEqual([]);
  });

  test('goods that are missing are named with their number, and it settles itself when they come', () => {
    const orderId = one({ externalId: 'W1', lines: [channelLine('1', 'ROD', 22, 220_000, 28_600)], total: minor(248_600), payments: [] });
    const [exception] = shop.call('order.get', { orderId }).openExceptions;
    expect(found(orderId)).toEqual([['outOfStock', 'waitOrSplit']]);
    expect(exception?.details).toMatchObject({ terms: [{ fact: 'missing', operator: 'moreThan', value: 0, was: 2000 }] });
    shop.call('stock.receive', { locationId: shop.locationId, lines: [{ variantId: shop.variant.ROD, quantity: pieces(5), value: minor(30_000) }] });
    shop.call('order.allocate', { items: [{ orderId }] });
    expect(found(orderId)).toEqual([]);
    expect(shop.call('exception.list', {})).toMatchObject({ raised: 1, settled: 1, open: 0 });
  });

  test('an address no carrier would take is named, and is no fault where nothing is sent', () => {
    expect(codes(one({ externalId: 'W1', recipient: addressIn({ line1: '', phone: '' }) }))).toEqual(['address']);
    expect(codes(one({ externalId: 'W2', orderedAt: after(instant(openingTime), 90_000_000), recipient: null, customer: { name: '李娜', email: 'li@example.cn', phone: null } }))).toEqual([]);
  });

  test('money short of the order is named with how much', () => {
    const orderId = one({ externalId: 'W1', payments: [{ externalId: 'P', amount: minor(20_000), fee: minor(0), method: 'alipay', occurredAt: instant(openingTime + 60_000) }] });
    expect(found(orderId)).toEqual([['paidShort', 'askForRest']]);
    shop.call('payment.capture', { orderId, amount: minor(4_860), account: 'bank' });
    expect(found(orderId)).toEqual([]);
  });

  test('a second order of the same goods is put beside the first, and neither is touched', () => {
    const [first, second] = take(channelOrder({ externalId: 'W1' }), channelOrder({ externalId: 'W2', orderedAt: after(instant(openingTime + 60_000), 300_000) }));
    expect([codes(first!), codes(second!)]).toEqual([[], ['duplicate']]);
    expect(shop.call('order.get', { orderId: second! }).openExceptions[0]?.details).toMatchObject({ double: { id: first, number: 'W1' } });
    expect([first, second].map((orderId) => shop.call('order.get', { orderId: orderId! }).fulfilment)).toEqual(['allocated', 'allocated']);
    shop.call('order.cancel', { orderId: second!, reason: 'ordered twice' });
  });

  test('a buyer on the list is put before a person however the number is written', () => {
    const { blockedBuyerId } = shop.call('blockedBuyer.add', { kind: 'phone', value: '138 0013 8000', reason: 'never pays' });
    expect(codes(one({ externalId: 'W1', recipient: addressIn({ phone: '+86 13800138000' }) }))).toEqual(['blocked']);
    shop.call('blockedBuyer.remove', { blockedBuyerId });
    expect(codes(one({ externalId: 'W2', orderedAt: after(instant(openingTime), 90_000_000), recipient: addressIn() }))).toEqual([]);
    refused(() => shop.call('blockedBuyer.add', { kind: 'email', value: 'no mail', reason: 'x' }), 'input.invalid');
  });

  test('many orders in a day, and a customer whose money mostly went back, are asked about', () => {
    const ids = take(...Array.from({ length: 5 }, (_, index) => channelOrder({ externalId: `W${index}`, lines: [channelLine('1', 'HOOK', index + 1, 1_000 * (index + 1), 0)], total: minor(1_000 * (index + 1)), payments: [] })));
    expect(ids.map((id) => codes(id).filter((code) => code !== 'duplicate'))).toEqual([[], [], [], [], ['manyInADay']]);
  });

  test('a channel’s price under the margin floor is raised, a typed one was refused before', () => {
    shop.call('cost.setFloor', { rate: 200_000 as never });
    expect(codes(one({ externalId: 'W1', lines: [channelLine('1', 'ROD', 1, 6_500, 845)], total: minor(7_345), payments: [] }))).toEqual(['underFloor']);
    expect(codes(one({ externalId: 'W2', orderedAt: after(instant(openingTime), 90_000_000), lines: [channelLine('1', 'ROD', 1, 9_900, 1_287)], total: minor(11_187), payments: [] }))).toEqual([]);
  });
});

describe('rules are rows', () => {
  const large: Condition[] = [{ fact: 'total', operator: 'atLeast', value: 20_000 }, { fact: 'isPaid', operator: 'is', value: 0 }];

  test('a new rule catches what comes after it, says why, and is tried on what came before', () => {
    const before = one({ externalId: 'W1', payments: [] });
    expect(found(before)).toEqual([]);
    expect(shop.call('checkRule.tryOut', { conditions: large })).toMatchObject({ looked: 1, caught: 1, rows: [{ orderId: before, terms: [{ fact: 'total', was: 24_860 }, { fact: 'isPaid', was: 0 }] }] });
    shop.call('checkRule.add', { name: 'Large and unpaid', conditions: large, fix: 'askCustomer' });
    expect(found(before)).toEqual([]);
    const next = one({ externalId: 'W2', payments: [], orderedAt: after(instant(openingTime), 300_000_000) });
    expect(found(next)).toEqual([['Large and unpaid', 'askCustomer']]);
    shop.call('payment.capture', { orderId: next, amount: minor(24_860), account: 'bank' });
    expect(found(next)).toEqual([]);
  });

  test('words are compared as words', () => {
    shop.call('checkRule.add', { name: 'Islands', conditions: [{ fact: 'country', operator: 'is', value: 'cn' }, { fact: 'postcode', operator: 'beginsWith', value: '57' }], fix: 'look' });
    expect(found(one({ externalId: 'W1', recipient: addressIn({ postcode: '571000' }) }))).toEqual([['Islands', 'look']]);
  });

  test('a rule is switched off, put away, brought back, and each of it undone', () => {
    const rule = () => shop.call('checkRule.list', undefined).rows.find(({ code }) => code === 'outOfStock');
    const undo = () => shop.call('activity.undo', { commandId: Number(shop.raw.prepare('select max(id) from command').pluck().get()) });
    shop.call('checkRule.update', { checkRuleId: rule()!.id, changes: { active: false, name: 'mine' } });
    expect(rule()).toMatchObject({ active: false, name: '' });
    undo();
    expect(rule()).toMatchObject({ active: true });
    shop.call('checkRule.remove', { checkRuleId: rule()!.id });
    expect(rule()).toBeUndefined();
    undo();
    expect(rule()).toBeDefined();
    refused(() => shop.call('checkRule.remove', { checkRuleId: 99 }), 'record.missing');
    refused(() => shop.call('checkRule.add', { name: 'x', conditions: [{ fact: 'total', operator: 'beginsWith', value: 1 }], fix: 'look' }), 'input.invalid');
  });

  test('what a person said of a finding holds until the finding is another one', () => {
    const orderId = one({ externalId: 'W1', lines: [channelLine('1', 'ROD', 22, 220_000, 28_600)], total: minor(248_600), payments: [] });
    settleAll();
    shop.call('order.allocate', { items: [{ orderId }] });
    shop.call('order.hold', { orderId, reason: 'wait' });
    expect(found(orderId)).toEqual([]);
  });

  test('an order no rule can make sense of blocks no other', () => {
    const items = [channelOrder({ externalId: 'W1', currency: 'USD' }), channelOrder({ externalId: 'W2' })];
    expect(shop.call('order.importBatch', { channelId, items }).results.map(({ ok }) => ok)).toEqual([false, true]);
  });
});

test('raised − settled = open, after whatever is done', () => {
  fc.assert(
    fc.property(fc.array(fc.tuple(fc.constantFrom('import', 'settle', 'reopen', 'ship', 'pay', 'allocate'), fc.nat(9)), { minLength: 1, maxLength: 14 }), (acts) => {
      const other = newSellingShop();
      const settled: number[] = [];
      let orders = 0;
      for (const [act, which] of acts) {
        const open = other.call('exception.list', {}).rows;
        const orderId = 1 + (which % Math.max(1, orders));
        const attempt = (work: () => unknown): void => {
          try {
            work();
          } catch (error) {
            if (!(error instanceof Error) || error.name !== 'Refusal') throw error;
          }
        };
        if (act === 'import') other.call('order.importBatch', { channelId, items: [channelOrder({ externalId: `W${(orders += 1)}`, lines: [channelLine('1', which % 3 === 0 ? 'WHO' : 'ROD', 4 + which, 40_000, 5_200)], total: minor(45_200), payments: [] })] });
        if (act === 'settle' && open[which % Math.max(1, open.length)]) settled.push(other.call('exception.resolve', { exceptionId: open[which % open.length]!.id, resolution: 'fine' }) && open[which % open.length]!.id);
        if (act === 'reopen' && settled.length > 0) attempt(() => other.call('exception.reopen', { exceptionId: settled[which % settled.length]! }));
        if (orders === 0) continue;
        if (act === 'ship') attempt(() => other.call('shipment.ship', { orderId }));
        if (act === 'pay') attempt(() => other.call('payment.capture', { orderId, amount: minor(1_000), account: 'bank' }));
        if (act === 'allocate') other.call('order.allocate', { items: [{ orderId }] });
      }
      const { raised, settled: done, open } = other.call('exception.list', {});
      expect(raised - done).toBe(open);
      const byOrder = Number(other.raw.prepare('select coalesce(sum(exceptions), 0) from salesOrder').pluck().get());
      expect(byOrder).toBe(open);
      other.check();
      other.close();
    }),
    { numRuns: 12 },
  );
});

test('a rule holds exactly when each of its conditions does', () => {
  const value = (fact: OrderFact) => (orderFacts[fact] === 'text' ? fc.constantFrom('CN', 'cn ', 'US', '') : fc.integer({ min: -3, max: 3 }));
  const condition = fc.constantFrom(...orderFactNames).chain((fact) => fc.record({ fact: fc.constant(fact), operator: fc.constantFrom(...operatorsOf(fact)), value: value(fact) }));
  const facts = fc.record(Object.fromEntries(orderFactNames.map((fact) => [fact, value(fact)]))) as fc.Arbitrary<unknown> as fc.Arbitrary<OrderFactValues>;
  fc.assert(
    fc.property(fc.array(condition, { maxLength: 4 }), facts, (conditions, known) => {
      const plain = (text: unknown): string | number => (typeof text === 'string' ? text.trim().toUpperCase() : Number(text));
      const holds = conditions.every(({ fact, operator, value: asked }) => {
        const [was, wanted] = [plain(known[fact]), plain(asked)];
        if (operator === 'beginsWith') return String(was).slice(0, String(wanted).length) === wanted;
        if (operator === 'is' || operator === 'isNot') return (was === wanted) === (operator === 'is');
        const difference = Number(was) - Number(wanted);
        return { moreThan: difference > 0, atLeast: difference >= 0, lessThan: difference < 0, atMost: difference <= 0 }[operator];
      });
      expect(caughtBy({ conditions }, known) !== undefined).toBe(conditions.length > 0 && holds);
    }),
    { numRuns: 500 },
  );
});

test('an address lacks what its country asks for', () => {
  const berlin = { recipient: 'Ann', line1: 'Ring 3', line2: '', city: 'Berlin', region: '', postcode: '10115', country: 'DE', phone: '' };
  expect(addressGaps(null)).toEqual([]);
  expect(addressGaps(berlin)).toEqual([]);
  expect(addressGaps({ ...berlin, line1: 'Ring', postcode: '' })).toEqual(['houseNumber', 'postcode']);
  expect(addressGaps({ ...berlin, country: 'HK', city: '', postcode: '' })).toEqual([]);
  expect(addressGaps({ ...berlin, country: 'TW' })).toEqual(['phone']);
  expect(addressGaps({ ...berlin, recipient: ' ', country: '', line1: '', city: '' })).toEqual(['recipient', 'street', 'city', 'country']);
});

test('an order typed here under a rule waits like any other', () => {
  const { orderId } = shop.call('order.create', { lines: [{ variantId: shop.variant.ROD, quantity: pieces(30), unitPrice: unitPrice(1_000_000) }] });
  expect([codes(orderId), shop.call('order.get', { orderId }).approved]).toEqual([['outOfStock'], false]);
});
