import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { taxProofs } from '../../main/tax/proofs.ts';
import { day } from '../../shared/units/day.ts';
import { minor } from '../../shared/units/minor.ts';
import { pieces } from '../../shared/units/quantity.ts';
import { percent, ratePpm } from '../../shared/units/rate-ppm.ts';
import { refused } from '../support/refused.ts';
import { newSellingShop, type SellingShop } from '../sales/support.ts';

let shop: SellingShop;
/** Monthly, so that a month can be filed soon; opened on 2 March 2026. */
beforeEach(() => {
  shop = newSellingShop();
  shop.call('taxSetting.set', { paper: 'generic', periodMonths: 1, firstMonth: 1, dueMonths: 1, dueDay: 15 });
});
afterEach(() => shop.close());

const days = 24 * 60 * 60 * 1000;
const sell = (count: number) => shop.call('order.sell', { customerId: null, lines: [{ variantId: shop.variant.ROD, quantity: pieces(count) }], account: 'till', method: 'cash' });
const march = day('2026-03-10');
const april = day('2026-04-10');
const returnOf = (fromOn = march) => shop.call('taxReturn.get', { fromOn });
const figure = (code: string, fromOn = march) => returnOf(fromOn).boxes.find((box) => box.code === code)!.figure;

/** A rent bill of 40.00 and 5.20 tax. */
function rent(billedOn: string, supplierNumber: string): void {
  const supplierId = shop.call('supplier.list', {}).rows[0]?.id ?? shop.call('supplier.create', { name: '房东' }).supplierId;
  shop.call('supplierBill.record', { supplierId, supplierNumber, billedOn: day(billedOn), lines: [{ kind: 'expense', text: 'rent', net: minor(4_000), tax: minor(520) }] });
}

describe('the return of a period', () => {
  test('boxes are sums of tax lines, tie to the accounts, and open the lines they are made of', () => {
    sell(2);
    rent('2026-03-01', 'R1');
    const paper = returnOf();
    expect([figure('taxed'), figure('output'), figure('input'), figure('due')]).toEqual([20_000, 2_600, 520, 2_080]);
    expect(paper.tie).toMatchObject({ due: 2_080, apart: 0, ledger: 2_080, postings: 2_080 });
    const due = paper.boxes.find((box) => box.code === 'due')!;
    const { rows } = shop.call('taxReturn.lines', { fromOn: march, groups: due.groups });
    expect(rows.map(({ direction, tax }) => [direction, tax])).toEqual([['input', 520], ['output', 2_600]]);
    shop.check();
  });

  test('lines of a box come in pages by key', () => {
    for (let n = 0; n < 5; n += 1) sell(1);
    const groups = returnOf().boxes.find((box) => box.code === 'output')!.groups;
    const first = shop.call('taxReturn.lines', { fromOn: march, groups, limit: 3 });
    const second = shop.call('taxReturn.lines', { fromOn: march, groups, limit: 3, after: first.next! });
    expect([first.rows.length, second.rows.length, second.next]).toEqual([3, 2, null]);
    expect(new Set([...first.rows, ...second.rows].map((row) => row.id)).size).toBe(5);
  });

  test('a period that still runs is not filed, and an earlier one goes first', () => {
    sell(1);
    refused(() => shop.call('taxReturn.file', { fromOn: march }), 'taxReturn.notOver');
    shop.clock.advance(60 * days);
    sell(1);
    refused(() => shop.call('taxReturn.file', { fromOn: april }), 'taxReturn.earlierFirst');
  });

  test('the rate of a place is shared out to those whose tax it is, to the cent', () => {
    shop.call('taxSetting.set', { paper: 'usSales', periodMonths: 3, firstMonth: 1, dueMonths: 1, dueDay: 20 });
    shop.call('taxSetting.setParts', { country: 'CN', validFromOn: day('2026-01-01'), parts: [{ name: 'state', rate: percent(8) }, { name: 'city', rate: ratePpm(45_000) }, { name: 'transit', rate: ratePpm(5_000) }] });
    shop.call('order.sell', { customerId: null, lines: [{ variantId: shop.variant.HOOK, quantity: pieces(1) }], account: 'till', method: 'cash' });
    const { rows } = returnOf();
    expect(rows.map(({ part, base, tax }) => [part, base, tax])).toEqual([['state', 333, 26], ['city', 333, 15], ['transit', 333, 2]]);
    expect(rows.reduce((sum, row) => sum + row.tax, 0)).toBe(43);
  });
});

test('a shop files what its country files until it says another; in China that depends on its status', () => {
  const fresh = newSellingShop();
  const paper = (): string => fresh.call('taxSetting.get', undefined).setting.paper;
  expect(paper()).toBe('cnGeneral');
  fresh.call('taxSetting.setStatus', { validFromOn: day('2026-01-01'), status: 'smallScale' });
  expect(paper()).toBe('cnSmallScale');
  fresh.close();
});

describe('a filed period', () => {
  beforeEach(() => {
    sell(2);
    shop.clock.advance(35 * days);
  });

  test('keeps its figures, and a document dated in it is taxed in the next one', () => {
    expect(shop.call('taxReturn.file', { fromOn: march, note: 'EL-1' })).toMatchObject({ fromOn: '2026-03-01', throughOn: '2026-03-31', due: 2_600 });
    rent('2026-03-20', 'late');
    expect([figure('due'), figure('due', april)]).toEqual([2_600, -520]);
    expect(returnOf(april).carried).toBe(1);
    expect(returnOf()).toMatchObject({ state: 'filed', changedSinceFiling: 0 });
    expect(shop.raw.prepare('select postedOn from supplierBill').pluck().get()).toBe('2026-03-20');
    shop.check();
  });

  test('is taken back to be corrected, and what changed is told line by line until it is filed anew', () => {
    shop.call('taxReturn.file', { fromOn: march });
    shop.call('taxReturn.withdraw', { fromOn: march, note: 'a bill was missing' });
    rent('2026-03-20', 'late');
    const paper = returnOf();
    expect(paper).toMatchObject({ state: 'withdrawn', changedSinceFiling: 1 });
    const due = paper.boxes.find((box) => box.code === 'due')!;
    expect([due.filed, due.figure]).toEqual([2_600, 2_080]);
    const { rows } = shop.call('taxReturn.lines', { fromOn: march, groups: due.groups, sinceFiling: true });
    expect(rows.map(({ direction, tax }) => [direction, tax])).toEqual([['input', 520]]);
    const change = rows.reduce((sum, row) => sum + (row.direction === 'output' ? row.tax : -row.tax), 0);
    expect(due.figure - due.filed!).toBe(change);
    expect(shop.call('taxReturn.file', { fromOn: march })).toMatchObject({ due: 2_080 });
    shop.check();
  });

  test('the next return shows the figures of the return before', () => {
    shop.call('taxReturn.file', { fromOn: march });
    sell(1);
    expect(returnOf(april).boxes.find((box) => box.code === 'due')).toMatchObject({ figure: 1_300, before: 2_600 });
  });

  test('is filed once, and taken back from the latest on', () => {
    shop.call('taxReturn.file', { fromOn: march });
    refused(() => shop.call('taxReturn.file', { fromOn: march }), 'taxReturn.alreadyFiled');
    refused(() => shop.call('taxReturn.withdraw', { fromOn: april }), 'taxReturn.notFiled');
    shop.clock.advance(35 * days);
    shop.call('taxReturn.file', { fromOn: april });
    refused(() => shop.call('taxReturn.withdraw', { fromOn: march }), 'taxReturn.laterFirst');
  });

  test('the calendar says what is due when', () => {
    shop.call('taxReturn.file', { fromOn: march });
    const { periods } = shop.call('taxReturn.calendar', undefined);
    expect(periods.map(({ fromOn, dueOn, state, due }) => [fromOn, dueOn, state, due])).toEqual([
      ['2026-04-01', '2026-05-15', 'running', 0],
      ['2026-03-01', '2026-04-15', 'filed', 2_600],
    ]);
  });
});

describe('the proofs of tax', () => {
  const faults = (id: string): string[] => taxProofs.find((proof) => proof.id === id)!.prove(shop.read).faults.map(({ says }) => says);
  const without = (trigger: string, statement: string): void => {
    shop.raw.exec(`drop trigger ${trigger}`);
    shop.raw.exec(statement);
  };
  beforeEach(() => {
    sell(2);
    shop.clock.advance(35 * days);
    shop.call('taxReturn.file', { fromOn: march });
  });

  test('find nothing in a shop that is whole', () => expect([faults('INV-T1'), faults('INV-T2')]).toEqual([[], []]));
  test('name an entry whose lines are not its postings', () => {
    without('taxLineIsFinal', 'update taxLine set tax = tax + 1');
    expect(faults('INV-T1').join()).toContain('differ from its postings by 1');
  });
  test('name a line that is gone', () => {
    without('taxLineStays', 'delete from taxLine');
    expect(faults('INV-T1').length).toBeGreaterThan(0);
  });
  test('name a kept day that is not its lines', () => {
    shop.raw.exec('update taxDay set base = base + 3');
    expect(faults('INV-T1').join()).toContain('differs from its lines by 3 in base');
  });
  test('name a line on the wrong side', () => {
    without('taxLineIsFinal', "update taxLine set direction = 'input', tax = -tax");
    expect(faults('INV-T1').join()).toContain('input tax lines');
  });
  test('name a return whose figures were never so', () => {
    without('taxFilingIsFinal', 'update taxFiling set outputTax = outputTax - 100');
    expect(faults('INV-T2').join()).toContain('was filed with');
  });
  test('name a line that slipped into a filed period', () => {
    sell(1);
    without('taxLineIsFinal', "update taxLine set taxPointOn = '2026-03-31' where id = (select max(id) from taxLine)");
    expect(faults('INV-T2').join()).toContain('while the periods through 2026-03-31 were filed');
  });
  test('lines and filings are final', () => {
    expect(() => shop.raw.exec('update taxLine set base = 0')).toThrow('never edited');
    expect(() => shop.raw.exec('delete from taxFiling')).toThrow('never removed');
  });
});
