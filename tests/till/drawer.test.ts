import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { tillProofs } from '../../main/till/proofs.ts';
import { minor } from '../../shared/units/minor.ts';
import { pieces } from '../../shared/units/quantity.ts';
import { newSellingShop, type SellingShop } from '../sales/support.ts';
import { refused } from '../support/refused.ts';

let shop: SellingShop;
beforeEach(() => void (shop = newSellingShop()));
afterEach(() => shop.close());

const note = (denomination: number, many: number) => ({ denomination: minor(denomination), pieces: many });
const till = (): number => Number(shop.raw.prepare("select coalesce(sum(amount), 0) from posting join accountRole using (ledgerAccountId) where role = 'till'").pluck().get());
const overShort = (): number => Number(shop.raw.prepare("select coalesce(sum(amount), 0) from posting join accountRole using (ledgerAccountId) where role = 'tillOverShort'").pluck().get());
const sellRod = (tenders?: object[]) => shop.call('order.sell', { lines: [{ variantId: shop.variant.ROD, quantity: pieces(1) }], ...(tenders && { tenders }) } as never);
const opened = (): number => shop.call('drawer.open', { float: minor(20_000), from: 'bank' }).drawerId;

describe('a day at the drawer', () => {
  test('cash is the float, what was sold, paid in and out; the count posts what is over with who counted', () => {
    const drawerId = opened();
    // A rod is 113.00 with tax: once in cash, once 100.00 by card and 13.00 in cash.
    sellRod();
    const second = sellRod([{ account: 'bank', method: 'card', amount: minor(10_000) }, { account: 'till', method: 'cash', given: minor(2_000) }]);
    const orderLineId = shop.call('order.get', { orderId: second.orderId }).lines[0]!.id;
    shop.call('rma.takeBack', { orderId: second.orderId, lines: [{ orderLineId, quantity: pieces(1) }] });
    shop.call('drawer.payOut', { reason: 'expense', amount: minor(1_500), note: '快递' });
    shop.call('drawer.payOut', { reason: 'box', amount: minor(5_000) });
    const x = shop.call('drawer.report', { drawerId });
    expect([x.kind, x.cash.filter(({ amount }) => amount !== 0)]).toEqual(['x', [
      { cause: 'sales', amount: 12_600 }, { cause: 'refunds', amount: -11_300 }, { cause: 'paidOut', amount: -6_500 },
    ]]);
    expect(x.expected).toBe(14_800);
    expect([x.sales, x.tenders, x.taxes, x.refunds]).toEqual([
      { count: 2, total: 22_600 }, [{ method: 'card', count: 1, amount: 10_000 }, { method: 'cash', count: 2, amount: 12_600 }], [{ taxRate: 130_000, net: 20_000, tax: 2_600 }], { count: 1, amount: 11_300 },
    ]);

    const done = shop.call('drawer.close', { drawerId, pieces: [note(10_000, 1), note(1_000, 4), note(100, 9)] });
    expect([done.expected, done.counted, done.difference, overShort()]).toEqual([14_800, 14_900, 100, -100]);
    const z = shop.call('drawer.report', { drawerId });
    expect([z.kind, z.number, z.count?.difference, z.count?.userName, z.count?.pieces.length]).toEqual(['z', 'Z-00001', 100, 'Lin', 3]);
    // The till holds what was counted and the 50.00 put into the box before.
    expect(till()).toBe(14_900 + 5_000);
    expect(shop.call('drawer.mine', undefined)).toMatchObject({ drawer: null, box: 19_900 });
    shop.check();
  });

  test('the next drawer takes its float from the cash box, and no more than is there', () => {
    const drawerId = opened();
    shop.call('drawer.close', { drawerId, pieces: [note(10_000, 2)] });
    refused(() => shop.call('drawer.open', { float: minor(20_001) }), 'drawer.boxShort');
    shop.call('drawer.open', { float: minor(15_000) });
    expect(shop.call('drawer.mine', undefined)).toMatchObject({ drawer: { number: 'Z-00002', expected: 15_000 }, box: 5_000 });
    refused(() => shop.call('drawer.payIn', { reason: 'box', amount: minor(5_001) }), 'drawer.boxShort');
    refused(() => shop.call('drawer.payOut', { reason: 'bank', amount: minor(15_001) }), 'drawer.short');
    shop.check();
  });

  test('one drawer at a time, a closed one takes no count but a recount, and cash needs an open one', () => {
    refused(() => shop.call('drawer.payIn', { reason: 'bank', amount: minor(1) }), 'drawer.none');
    const drawerId = opened();
    refused(() => opened(), 'drawer.open');
    refused(() => shop.call('drawer.recount', { drawerId, pieces: [] }), 'drawer.notClosed');
    shop.call('drawer.close', { drawerId, pieces: [note(10_000, 2)] });
    refused(() => shop.call('drawer.close', { drawerId, pieces: [] }), 'drawer.closed');
    expect(() => shop.raw.exec('update drawer set closedAt = closedAt + 1')).toThrow('closed once');
    expect(() => shop.raw.exec("insert into drawerMovement (drawerId, direction, reason, amount, note, occurredAt, postedOn, commandId) values (1, 'in', 'box', 1, '', 0, '2026-03-02', 1)")).toThrow('takes no cash');
  });

  test('what somebody else sells is not in this drawer', () => {
    const userId = shop.call('user.add', { name: 'Mei', role: 'clerk' }).userId;
    const drawerId = opened();
    shop.core.command({ userId, role: 'clerk', deviceId: null, via: 'app' }, 'order.sell', { lines: [{ variantId: shop.variant.ROD, quantity: pieces(1) }] });
    expect(shop.call('drawer.report', { drawerId }).expected).toBe(20_000);
    expect(shop.call('drawer.mine', undefined).box).toBe(11_300);
    shop.check();
  });

  test('every step has its way back', () => {
    const last = () => Number(shop.raw.prepare('select max(id) from command').pluck().get());
    const drawerId = opened();
    shop.call('drawer.payIn', { reason: 'bank', amount: minor(700) });
    shop.call('activity.undo', { commandId: last() });
    expect([shop.call('drawer.report', { drawerId }).expected, till()]).toEqual([20_000, 20_000]);
    shop.call('drawer.close', { drawerId, pieces: [note(10_000, 1)] });
    expect(overShort()).toBe(10_000);
    shop.call('drawer.recount', { drawerId, pieces: [note(10_000, 2), note(100, 1)] });
    expect(overShort()).toBe(-100);
    shop.call('activity.undo', { commandId: last() });
    expect([overShort(), till(), shop.call('drawer.report', { drawerId }).count?.counted]).toEqual([10_000, 10_000, 10_000]);
    shop.check();
  });
});

test('a sale undone while the drawer is open is none of its report; undone later it stays in it', () => {
  const drawerId = opened();
  shop.call('order.unsell', { orderId: sellRod().orderId });
  const kept = sellRod();
  const figures = () => {
    const { sales, tenders, taxes, expected } = shop.call('drawer.report', { drawerId });
    return [sales, tenders, taxes.map(({ tax }) => tax), expected];
  };
  const one = [{ count: 1, total: 11_300 }, [{ method: 'cash', count: 1, amount: 11_300 }], [1_300], 31_300];
  expect(figures()).toEqual(one);
  shop.call('drawer.close', { drawerId, pieces: [note(100, 313)] });
  shop.call('order.unsell', { orderId: kept.orderId });
  expect(figures()).toEqual(one);
  shop.check();
});

describe('a drawer that does not add up is named', () => {
  const found = (): string[] => tillProofs.flatMap(({ id, prove }) => prove(shop.read).faults.map((fault) => `${id} ${fault.table} ${fault.id}`));
  function breaks(statement: string): void {
    for (const name of shop.raw.prepare("select name from sqlite_schema where type = 'trigger'").pluck().all() as string[]) shop.raw.exec(`drop trigger "${name}"`);
    shop.raw.pragma('ignore_check_constraints = on');
    shop.raw.exec(statement);
  }
  beforeEach(() => {
    const drawerId = opened();
    sellRod();
    shop.call('drawer.payOut', { reason: 'bank', amount: minor(300) });
    shop.call('drawer.close', { drawerId, pieces: [note(10_000, 3)] });
  });
  test('and one that does is not', () => expect(found()).toEqual([]));
  test.each([
    ['another float', 'JOB-9 drawer 1', 'update drawer set float = float + 1'],
    ['an expectation nobody can follow', 'JOB-9 drawer 1', 'update drawerCount set expected = expected + 1'],
    ['a count that is not its pieces', 'JOB-9 drawer 1', 'update drawerCountLine set pieces = 4'],
    ['a count that is not expected and difference', 'JOB-9 drawer 1', 'update drawerCount set counted = counted + 10000; update drawerCountLine set pieces = 4'],
    ['a close without a count', 'JOB-9 drawer 1', 'delete from drawerCountLine; delete from drawerCount'],
    ['cash posted behind its back', 'JOB-9 drawer 1', "update posting set amount = amount + 1 where entryId = (select max(id) from journalEntry where ruleId = 'sales.counterSale') and amount > 0"],
    ['a movement of another amount than its entry', 'INV-L5 till journalEntry', 'update drawerMovement set amount = amount + 1'],
    ['a movement nobody posted', 'INV-L5 till drawerMovement', "insert into drawerMovement (drawerId, direction, reason, amount, note, occurredAt, postedOn, commandId) values (1, 'in', 'bank', 1, '', 0, '2026-03-02', 1)"],
    ['a difference nobody posted', 'INV-L5 till', "update journalEntry set sourceId = 99 where sourceKind = 'drawerCount'"],
  ])('%s', (_what, fault, statement) => {
    breaks(statement);
    expect(found().some((row) => row.startsWith(fault)), found().join('\n')).toBe(true);
  });
});
