import { describe, expect, test } from 'vitest';
import { lastDay, policyFor, type PolicyVersion, shippingGoesBack } from '../../shared/returns/policy.rules.ts';
import { rmaState } from '../../shared/returns/rma-state.rules.ts';
import { creditWays, type CreditPart } from '../../shared/returns/settlement.rules.ts';
import { day } from '../../shared/units/day.ts';
import { minor } from '../../shared/units/minor.ts';
import { ratePpm } from '../../shared/units/rate-ppm.ts';

const version = (id: number, changes: Partial<PolicyVersion> = {}): PolicyVersion => ({
  id, returnPolicyId: id, channelId: null, categoryId: null, fromOn: day('2026-01-01'), windowDays: 30, faultDays: 365, restockingFee: ratePpm(0), shipping: 'ourFault', warrantyMonths: 12, wording: '', ...changes,
});
const sold = (changes: object = {}) => ({ channelId: 7, depths: new Map([[3, 0], [4, 1]]), orderedOn: day('2026-03-02'), ...changes });

describe('the promise an order was sold under', () => {
  const everything = version(1);
  const channel = version(2, { channelId: 7 });
  const category = version(3, { categoryId: 3 });
  const deeper = version(4, { categoryId: 4 });
  const both = version(5, { channelId: 7, categoryId: 3 });

  test.each([
    ['of everything, where nothing else speaks of it', [everything], sold(), 1],
    ['of its channel before everything', [everything, channel], sold(), 2],
    ['not of another channel', [everything, channel], sold({ channelId: null }), 1],
    ['of its category before its channel', [everything, channel, category], sold(), 3],
    ['of its category on its channel before its category', [everything, category, both], sold(), 5],
    ['of the deeper category before all of that', [everything, channel, category, both, deeper], sold(), 4],
    ['not of a category it is not in', [everything, category], sold({ depths: new Map() }), 1],
  ] as const)('is the one %s', (_name, versions, goods, id) => {
    expect(policyFor([...versions], goods)?.id).toBe(id);
  });

  test('is the version in force that day, not the one before nor a later one', () => {
    const of = (id: number, fromOn: string) => version(id, { returnPolicyId: 1, fromOn: day(fromOn) });
    const versions = [of(1, '2025-01-01'), of(2, '2026-03-02'), of(3, '2026-03-03')];
    expect(policyFor(versions, sold())?.id).toBe(2);
    expect(policyFor(versions, sold({ orderedOn: day('2026-03-01') }))?.id).toBe(1);
  });

  test('counts its days from the day the goods left, and a fault never has fewer', () => {
    expect(lastDay({ windowDays: 30, faultDays: 365 }, 'customer', day('2026-03-02'))).toBe('2026-04-01');
    expect(lastDay({ windowDays: 30, faultDays: 365 }, 'supplier', day('2026-03-02'))).toBe('2027-03-02');
    expect(lastDay({ windowDays: 60, faultDays: 14 }, 'shop', day('2026-03-02'))).toBe('2026-05-01');
  });

  test('gives shipping back only with the whole order', () => {
    expect((['never', 'ourFault', 'always'] as const).map((shipping) => [shippingGoesBack(shipping, 'customer', true), shippingGoesBack(shipping, 'shop', true), shippingGoesBack(shipping, 'shop', false)])).toEqual([
      [false, false, false], [false, true, false], [true, true, false],
    ]);
  });
});

describe('where a credit goes', () => {
  const parts: CreditPart[] = [{ kind: 'returned', orderLineId: 1, amount: minor(700) }, { kind: 'shipping', orderLineId: null, amount: minor(300) }];
  const sums = (money: { receivable: number; payable: number; newTotal: number }) => {
    const ways = creditWays(parts, { receivable: minor(money.receivable), payable: minor(money.payable), newTotal: minor(money.newTotal) });
    const sum = (list: readonly CreditPart[]) => list.reduce((total, part) => total + part.amount, 0);
    return [sum(ways.toReceivable), sum(ways.toOrder), sum(ways.toCustomer), ways.held];
  };

  test.each([
    ['all to the customer, who paid', { receivable: 0, payable: 1_000, newTotal: 0 }, [0, 0, 1_000, 0]],
    ['first to what is owed', { receivable: 400, payable: 600, newTotal: 0 }, [400, 0, 600, 0]],
    ['then to the new order, the rest to the customer', { receivable: 100, payable: 900, newTotal: 500 }, [100, 500, 400, 0]],
    ['never beyond what was paid or is owed', { receivable: 100, payable: 200, newTotal: 500 }, [100, 200, 0, 700]],
    ['to nobody where nothing was paid', { receivable: 0, payable: 0, newTotal: 500 }, [0, 0, 0, 1_000]],
  ] as const)('%s', (_name, money, expected) => {
    expect(sums(money)).toEqual(expected);
  });
});

describe('the state of a return', () => {
  const line = { quantity: 2, keepsGoods: false, received: 0, inspected: 0, sentBack: 0, settled: 0 };
  const of = (changes: Partial<typeof line>, rma: Partial<Parameters<typeof rmaState>[0]> = {}) => rmaState({ authorised: true, ended: null, ...rma }, [{ ...line, ...changes }]);

  test.each([
    ['requested', {}, { authorised: false }],
    ['authorised', {}, {}],
    ['received', { received: 1 }, {}],
    ['received', { received: 1 }, { authorised: false }],
    ['inspected', { received: 1, inspected: 1 }, {}],
    ['authorised', { received: 1, inspected: 1, settled: 1 }, {}],
    ['settled', { received: 2, inspected: 2, settled: 2 }, {}],
    ['settled', { received: 2, inspected: 2, sentBack: 2 }, {}],
    ['settled', { received: 1, inspected: 1, settled: 1 }, { ended: 'cancelled' }],
    ['inspected', { received: 1, inspected: 1 }, { ended: 'cancelled' }],
    ['cancelled', {}, { ended: 'cancelled' }],
    ['declined', {}, { ended: 'declined' }],
    ['inspected', { keepsGoods: true }, {}],
    ['settled', { keepsGoods: true, settled: 2 }, {}],
  ] as const)('is %s for %o of %o', (expected, changes, rma) => {
    expect(of(changes, rma)).toBe(expected);
  });
});
