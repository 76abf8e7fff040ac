import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { allocateInOrder, ageOf, agesOf } from '../../shared/banking/open-item.rules.ts';
import { addDays } from '../../shared/units/calendar.ts';
import { day } from '../../shared/units/day.ts';
import { type Minor, minor } from '../../shared/units/minor.ts';
import { refused } from '../support/refused.ts';
import { atNoon, type BankShop, customerOrder, expenseBill, held, newBankShop } from './support.ts';

describe('rules', () => {
  const amounts = fc.array(fc.integer({ min: 0, max: 500 }), { maxLength: 8 });

  test('an amount goes cent by cent to the first item that still takes one; the rest is over', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 2_000 }), amounts, (amount, opens) => {
        const { parts, over } = allocateInOrder(minor(amount), opens.map((open, id) => ({ id, open: minor(open) })));
        const left = [...opens];
        let spare = 0;
        for (let cent = 0; cent < amount; cent += 1) {
          const at = left.findIndex((open) => open > 0);
          if (at < 0) spare += 1;
          else left[at]! -= 1;
        }
        expect(over).toBe(spare);
        expect(Object.fromEntries(parts.map((part) => [part.id, part.amount]))).toEqual(Object.fromEntries(opens.flatMap((open, id) => (open - left[id]! > 0 ? [[id, open - left[id]!]] : []))));
      }),
    );
  });

  test('ages add up to the total, and a day late is late', () => {
    const on = day('2026-03-31');
    expect([0, 1, 30, 31, 60, 61, 90, 91].map((late) => ageOf(addDays(on, -late), on))).toEqual(['notDue', 'days30', 'days30', 'days60', 'days60', 'days90', 'days90', 'older']);
    fc.assert(
      fc.property(fc.array(fc.record({ open: fc.integer({ min: -1_000, max: 1_000 }), late: fc.integer({ min: -40, max: 200 }) })), (items) => {
        const { total, ...ages } = agesOf(items.map(({ open, late }) => ({ open: minor(open), dueOn: addDays(on, -late) })), on);
        expect(total).toBe(items.reduce((sum, { open }) => sum + open, 0));
        expect(Object.values(ages).reduce((sum: number, age) => sum + age, 0)).toBe(total);
      }),
    );
  });
});

describe('a shop', () => {
  let shop: BankShop;
  let customerId: number;
  beforeEach(() => {
    shop = newBankShop();
    ({ customerId } = shop.call('customer.create', { name: '渔友之家' }));
  });
  afterEach(() => {
    shop.check();
    shop.close();
  });

  test('money on account pays the oldest order first; what is over stays as its deposit', () => {
    const [first, second] = [customerOrder(shop, customerId, 1, '2026-03-03'), customerOrder(shop, customerId, 1, '2026-03-10')];
    expect(shop.call('receivable.receive', { customerId, amount: minor(15_000) })).toMatchObject({ over: 0, payments: [{ orderId: first, amount: 11_300 }, { orderId: second, amount: 3_700 }] });
    expect(shop.call('receivable.items', { customerId }).rows).toMatchObject([{ itemId: second, open: 7_600 }]);
    refused(() => shop.call('receivable.receive', { customerId, amount: minor(100), orders: [{ orderId: first, amount: minor(100) }] }), 'receivable.tooMuch');
    expect(shop.call('receivable.receive', { customerId, amount: minor(10_000) })).toMatchObject({ over: 2_400, payments: [{ orderId: second, amount: 10_000 }] });
    expect([held(shop, '1100'), held(shop, '2100'), held(shop, '1010')]).toEqual([0, -2_400, 25_000]);
    expect(shop.call('order.get', { orderId: second }).payment).toBe('overpaid');
    refused(() => shop.call('receivable.receive', { customerId, amount: minor(1) }), 'receivable.nothingOpen');
    const { rows, closing } = shop.call('receivable.statement', { customerId });
    expect(rows.reduce((sum, { amount }) => sum + amount, 0)).toBe(closing);
    expect(closing).toBe(-2_400);
  });

  test('money to a supplier pays its oldest bills, by hand as chosen, and the rest ahead', () => {
    const [a, b] = [expenseBill(shop, 'A', 1_000, '2026-03-02'), expenseBill(shop, 'B', 2_000, '2026-03-05')];
    expect(shop.call('payable.pay', { supplierId: shop.supplierId, amount: minor(500), bills: [{ supplierBillId: b, amount: minor(500) }] })).toMatchObject({ over: 0, bills: [{ supplierBillId: b, amount: 500 }] });
    expect(shop.call('payable.pay', { supplierId: shop.supplierId, amount: minor(3_000) })).toMatchObject({ over: 500, bills: [{ supplierBillId: a, amount: 1_000 }, { supplierBillId: b, amount: 1_500 }] });
    expect([held(shop, '2000'), held(shop, '1120')]).toEqual([0, 500]);
    expect(shop.call('payable.statement', { supplierId: shop.supplierId }).closing).toBe(-500);
  });

  test('at any day the ages add up to the control account, item by item as a hand that books day by day has them', () => {
    const other = shop.call('supplier.create', { name: '顺丰速运', paymentDays: 0 }).supplierId;
    const days = fc.integer({ min: 0, max: 27 }).map((late) => addDays(day('2026-03-03'), late));
    const step = fc.oneof(
      fc.record({ do: fc.constant('sell' as const), on: days }),
      fc.record({ do: fc.constant('collect' as const), on: days, amount: fc.integer({ min: 1, max: 20_000 }) }),
      fc.record({ do: fc.constant('bill' as const), on: days, amount: fc.integer({ min: 1, max: 9_000 }), other: fc.boolean() }),
      fc.record({ do: fc.constant('pay' as const), on: days, amount: fc.integer({ min: 1, max: 9_000 }), other: fc.boolean() }),
    );
    const steps = fc.sample(step, { numRuns: 60, seed: 20_260_302 });
    // The hand keeps one line for each change: which side, which day, how much. It never reads the shop.
    const paper: { side: 'in' | 'out'; on: string; amount: number }[] = [];
    let sold = 0;
    for (const [index, one] of steps.entries()) {
      const occurredAt = atNoon(one.on);
      if (one.do === 'sell' && sold < 18) {
        customerOrder(shop, customerId, 1, one.on);
        sold += 1;
        paper.push({ side: 'in', on: one.on, amount: 11_300 });
      } else if (one.do === 'collect') {
        const due = paper.filter(({ side }) => side === 'in').reduce((sum, { amount }) => sum + amount, 0);
        const amount = Math.min(one.amount, due);
        if (amount === 0) continue;
        shop.call('receivable.receive', { customerId, amount: minor(amount), receivedAt: occurredAt });
        paper.push({ side: 'in', on: one.on, amount: -amount });
      } else if (one.do === 'bill') {
        shop.call('supplierBill.record', { supplierId: one.other ? other : shop.supplierId, supplierNumber: `B${index}`, billedOn: one.on, occurredAt, lines: [{ kind: 'expense', text: 'x', net: minor(one.amount), tax: minor(0) }] } as never);
        const { postedOn } = shop.raw.prepare('select postedOn from supplierBill order by id desc limit 1').get() as { postedOn: string };
        paper.push({ side: 'out', on: postedOn, amount: one.amount });
      } else if (one.do === 'pay') {
        const supplierId = one.other ? other : shop.supplierId;
        const open = shop.call('payable.items', { supplierId }).rows.reduce((sum, row) => sum + row.open, 0);
        shop.call('payable.pay', { supplierId, amount: minor(one.amount), occurredAt });
        paper.push({ side: 'out', on: one.on, amount: -Math.min(open, one.amount) });
      }
    }
    for (let late = 0; late <= 31; late += 1) {
      const on = addDays(day('2026-03-01'), late);
      const upTo = (side: 'in' | 'out'): Minor => minor(paper.filter((row) => row.side === side && row.on <= on).reduce((sum, { amount }) => sum + amount, 0));
      for (const [side, ageing, items] of [['in', 'receivable.ageing', 'receivable.items'], ['out', 'payable.ageing', 'payable.items']] as const) {
        const { total, control, rows, notDue, days30, days60, days90, older } = shop.call(ageing, { on });
        expect([on, total, control, notDue + days30 + days60 + days90 + older]).toEqual([on, upTo(side), upTo(side), upTo(side)]);
        expect(rows.reduce((sum, row) => sum + row.total, 0)).toBe(total);
        expect(shop.call(items, { on }).rows.reduce((sum, row) => sum + row.open, 0)).toBe(total);
      }
    }
  });
});
