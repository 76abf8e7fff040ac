import { afterEach, beforeEach, expect, test } from 'vitest';
import type { AskOf } from '../../main/database/handlers.ts';
import type { Contract } from '../../shared/app/contract.ts';
import { Refusal, type RefusalCode } from '../../shared/refusal/refusal.ts';
import { type Day, day } from '../../shared/units/day.ts';
import { instant } from '../../shared/units/instant.ts';
import { minor } from '../../shared/units/minor.ts';
import { type BankShop, bringLines, lineOf } from '../banking/support.ts';
import { refused } from '../support/refused.ts';
import { openingTime } from '../support/shop.ts';
import { channelId } from '../sales/support.ts';
import { channelRefund, channelSale, clearingOf, newPayoutShop, undoLast } from './support.ts';

let shop: BankShop;
beforeEach(() => {
  shop = newPayoutShop();
});
afterEach(() => {
  shop.check();
  shop.close();
});

/** What a refusal tells, beside its code. */
function detailsOf(work: () => unknown, code: RefusalCode): unknown {
  try {
    work();
  } catch (error) {
    if (error instanceof Refusal && error.code === code) return error.details;
    throw error;
  }
  throw new Error(`${code} was not refused`);
}

type Lines = AskOf<Contract, 'settlement.record'>['lines'];
const paidOn = day('2026-03-20');

const record = (payout: number, lines: Lines, number = 'P-1'): number => {
  const [id] = shop.call('settlement.record', { channelId, number, paidOn, payout: minor(payout), lines }).settlementIds;
  return id ?? 0;
};
const get = (settlementId: number) => shop.call('settlement.get', { settlementId });
const line = (settlementId: number, at: number) => get(settlementId).lines[at]!;

test('a payout of sale, refund, fees and reserve posts one entry, settles its orders and tells them their fees', () => {
  const [first, second] = [channelSale(shop, '1001'), channelSale(shop, '1002', { paid: 5_650 })];
  channelRefund(shop, second, 1_130);
  const id = record(11_300 + 5_650 - 1_130 - 565 - 100 - 1_000, [
    { kind: 'sale', orderRef: '#1001', amount: minor(11_300) },
    { kind: 'sale', orderRef: '1002', amount: minor(5_650) },
    { kind: 'refund', orderRef: '1002', amount: minor(-1_130) },
    { kind: 'fee', feeKind: 'commission', orderRef: '1001', amount: minor(-565) },
    { kind: 'advertising', amount: minor(-100) },
    { kind: 'reserveHeld', amount: minor(-1_000) },
  ]);
  expect(get(id)).toMatchObject({ state: 'open', residual: 0, toDecide: 0, sums: { sales: 16_950, refunds: -1_130, fees: -665, reserve: -1_000, other: 0 } });
  expect(get(id).lines.map(({ is, foundBy }) => [is, foundBy])).toEqual([['settles', 'number'], ['settles', 'number'], ['settles', 'number'], ['itself', 'number'], ['itself', null], ['itself', null]]);
  shop.call('settlement.finish', { settlementId: id });
  expect([clearingOf(shop, first), clearingOf(shop, second)]).toEqual([0, 0]);
  expect(['payoutInTransit', 'channelFees', 'advertising', 'channelReserve', 'channelClearing'].map((role) => shop.balance(role))).toEqual([14_155, 565, 100, 1_000, 0]);
  expect(shop.call('order.profit', { orderId: first }).told).toMatchObject([{ kind: 'fee', amount: 565, source: 'payout' }]);
  refused(() => shop.call('settlement.decide', { settlementLineId: line(id, 0).id, role: 'badDebts' }), 'settlement.finished');
});

test('the payout meets its bank line, by proposal or from its own page, and then it has arrived', async () => {
  channelSale(shop, '1001');
  const id = record(11_000, [{ kind: 'sale', orderRef: '1001', amount: minor(11_300) }, { kind: 'fee', amount: minor(-300) }]);
  shop.call('settlement.finish', { settlementId: id });
  await bringLines(shop, shop.bankId, [{ id: 'in', on: '2026-03-22', amount: 11_000, payee: '网店', memo: 'P-1' }]);
  expect(shop.call('bankLine.get', { bankLineId: lineOf(shop, 'in') }).proposals[0]).toMatchObject({ kind: 'payout', parts: [{ kind: 'payout', settlementId: id, amount: 11_000 }] });
  expect(get(id)).toMatchObject({ state: 'onTheWay', inTransit: 11_000, bankLines: [{ bankLineId: lineOf(shop, 'in'), amount: 11_000 }] });
  const { bankDecisionId } = shop.call('settlement.receive', { settlementId: id, bankLineId: lineOf(shop, 'in') });
  expect(get(id)).toMatchObject({ state: 'arrived', inTransit: 0, bankLines: [] });
  expect([shop.balance('bank'), shop.balance('payoutInTransit')]).toEqual([11_000, 0]);
  refused(() => shop.call('settlement.reopen', { settlementId: id }), 'settlement.onBank');
  shop.call('bankLine.undo', { bankDecisionId });
  shop.call('settlement.reopen', { settlementId: id });
  expect([shop.balance('bank'), shop.balance('payoutInTransit'), shop.balance('channelFees')]).toEqual([0, 0, 0]);
});

test('what is left over stops it until it is named, and so does a line nobody knows', () => {
  channelSale(shop, '1001');
  const id = record(11_250, [{ kind: 'sale', orderRef: '1001', amount: minor(11_300) }, { kind: 'adjustment', label: 'Goodwill', amount: minor(-30) }]);
  expect(get(id)).toMatchObject({ residual: -20, toDecide: 1 });
  expect(detailsOf(() => shop.call('settlement.finish', { settlementId: id }), 'settlement.residual')).toMatchObject({ residual: -20, currency: 'CNY' });
  shop.call('settlement.addLine', { settlementId: id, kind: 'adjustment', amount: minor(-20), role: 'roundingDifference' });
  expect(detailsOf(() => shop.call('settlement.finish', { settlementId: id }), 'settlement.undecided')).toMatchObject({ lines: 1, orders: 0 });
  shop.call('settlement.decide', { settlementLineId: line(id, 1).id, role: 'marketing' });
  undoLast(shop);
  expect(line(id, 1)).toMatchObject({ is: 'unplaced', role: null });
  shop.call('settlement.decide', { settlementLineId: line(id, 1).id, role: 'marketing' });
  shop.call('settlement.finish', { settlementId: id });
  expect(['marketing', 'roundingDifference', 'payoutInTransit'].map((role) => shop.balance(role))).toEqual([30, 20, 11_250]);
  // The next one of the kind is known.
  const next = record(-30, [{ kind: 'adjustment', label: 'Goodwill', amount: minor(-30) }], 'P-2');
  expect(line(next, 0)).toMatchObject({ is: 'named', foundBy: 'learned', role: 'marketing' });
});

test('more than the books have of an order is a question: what it is, or that it stays on the order', () => {
  const orderId = channelSale(shop, '1001');
  const id = record(11_500, [{ kind: 'sale', orderRef: '1001', amount: minor(11_500) }]);
  expect(line(id, 0)).toMatchObject({ is: 'beyond', open: 11_300, beyond: 200 });
  refused(() => shop.call('settlement.finish', { settlementId: id }), 'settlement.undecided');
  const settlementLineId = line(id, 0).id;
  refused(() => shop.call('settlement.decide', { settlementLineId, orderId, role: 'otherChannelIncome', rest: minor(11_501) }), 'settlement.rest');
  refused(() => shop.call('settlement.decide', { settlementLineId, orderId, role: 'bank' }), 'settlement.role');
  shop.call('settlement.decide', { settlementLineId, orderId, leftOnOrder: true });
  shop.call('settlement.finish', { settlementId: id });
  expect(clearingOf(shop, orderId)).toBe(-200);
  expect(shop.call('clearing.orders', {})).toMatchObject({ rows: [{ number: '1001', open: -200 }], total: -200 });
  undoLast(shop);
  shop.call('settlement.decide', { settlementLineId, orderId, role: 'otherChannelIncome', rest: minor(200) });
  shop.call('settlement.finish', { settlementId: id });
  expect([clearingOf(shop, orderId), shop.balance('otherChannelIncome')]).toEqual([0, -200]);
});

test('a part settles a part, and the rest ages until a later payout', () => {
  const orderId = channelSale(shop, '1001');
  const id = record(8_000, [{ kind: 'sale', orderRef: '1001', amount: minor(8_000) }]);
  expect(line(id, 0)).toMatchObject({ is: 'part' });
  shop.call('settlement.finish', { settlementId: id });
  expect(clearingOf(shop, orderId)).toBe(3_300);
  const ageing = shop.call('clearing.ageing', { on: day('2026-03-31') });
  expect(ageing).toMatchObject({ account: 3_300, totals: { total: 3_300, days30: 3_300 }, rows: [{ channelId, orders: 1, inTransit: 8_000 }] });
  // Before the payout the whole was held, and the account says so too.
  expect(shop.call('clearing.ageing', { on: day('2026-03-19') })).toMatchObject({ account: 11_300, totals: { total: 11_300, inTransit: 0 } });
});

test('tax on fees is input tax of a shop that may deduct it, and a fee of one that may not', () => {
  const lines: Lines = [{ kind: 'fee', amount: minor(-1_000) }, { kind: 'feeTax', amount: minor(-60) }];
  const booked = (number: string): (number | undefined)[] => {
    shop.call('settlement.finish', { settlementId: record(-1_060, lines, number) });
    return ['channelFees', 'inputTax'].map((role) => shop.balance(role));
  };
  expect(booked('P-1')).toEqual([1_000, 60]);
  shop.call('taxSetting.setStatus', { validFromOn: paidOn, status: 'smallScale' });
  expect(booked('P-2')).toEqual([2_060, 60]);
});

test('a fee that was booked with the payment is not booked twice', () => {
  const orderId = channelSale(shop, '1001', { paid: 11_300, fee: 200 });
  expect(clearingOf(shop, orderId)).toBe(11_100);
  const id = record(11_000, [{ kind: 'sale', orderRef: '1001', amount: minor(11_300) }, { kind: 'fee', feeKind: 'payment', orderRef: '1001', amount: minor(-300) }]);
  shop.call('settlement.finish', { settlementId: id });
  expect([clearingOf(shop, orderId), shop.balance('gatewayFees')]).toEqual([0, 300]);
  expect(shop.call('order.profit', { orderId }).told).toMatchObject([{ kind: 'fee', amount: 100 }]);
});

test('a fee kept with the payment asks nothing when a payout tells it before its sale', () => {
  const orderId = channelSale(shop, '1001', { paid: 11_300, fee: 200 });
  const early = record(-200, [{ kind: 'fee', feeKind: 'payment', orderRef: '1001', amount: minor(-200) }]);
  expect(get(early).toDecide).toBe(0);
  shop.call('settlement.finish', { settlementId: early });
  expect([clearingOf(shop, orderId), shop.balance('gatewayFees')]).toEqual([11_300, 200]);
  const late = record(11_300, [{ kind: 'sale', orderRef: '1001', amount: minor(11_300) }], 'P-2');
  shop.call('settlement.finish', { settlementId: late });
  expect(clearingOf(shop, orderId)).toBe(0);
});

test('a reserve is released against the oldest one held, and tax a marketplace keeps leaves nothing', () => {
  const orderId = channelSale(shop, '1001');
  const held = record(10_300, [{ kind: 'sale', orderRef: '1001', amount: minor(11_300) }, { kind: 'reserveHeld', amount: minor(-1_000) }]);
  shop.call('settlement.finish', { settlementId: held });
  const released = record(600, [
    { kind: 'reserveReleased', amount: minor(600) },
    { kind: 'taxCollected', orderRef: '1001', amount: minor(900) },
    { kind: 'taxWithheld', orderRef: '1001', amount: minor(-900) },
  ], 'P-2');
  shop.call('settlement.finish', { settlementId: released });
  expect([shop.balance('channelReserve'), clearingOf(shop, orderId)]).toEqual([400, 0]);
  const open = shop.raw.prepare("select itemId, balance from openItem join accountRole using (ledgerAccountId) where role = 'channelReserve' and balance <> 0").all();
  expect(open).toEqual([{ itemId: held, balance: 400 }]);
});

test('a payout in another currency is converted as a whole; what the exchange makes of orders and of the bank is split out', async () => {
  const orderId = channelSale(shop, '1001', { paid: 71_500 });
  const [id = 0] = shop.call('settlement.record', {
    channelId, number: 'USD-1', currency: 'USD', paidOn, payout: minor(9_700),
    lines: [{ kind: 'sale', orderRef: '1001', amount: minor(10_000) }, { kind: 'fee', amount: minor(-300) }],
  }).settlementIds;
  expect(detailsOf(() => shop.call('settlement.finish', { settlementId: id }), 'settlement.noRate')).toEqual({ currency: 'USD', baseCurrency: 'CNY' });
  shop.call('settlement.setRate', { settlementId: id, rate: { top: 71_000, bottom: 10_000 } });
  shop.call('settlement.finish', { settlementId: id });
  // 100.00 at 7.10 are 710.00, where 715.00 were booked; 97.00 are 688.70.
  expect([clearingOf(shop, orderId), shop.balance('fxLoss'), shop.balance('channelFees'), shop.balance('payoutInTransit')]).toEqual([0, 500, 2_130, 68_870]);
  await bringLines(shop, shop.bankId, [{ id: 'usd', on: '2026-03-21', amount: 69_000 }]);
  const [found] = get(id).bankLines;
  shop.call('settlement.receive', { settlementId: id, bankLineId: found!.bankLineId });
  expect([shop.balance('bank'), shop.balance('payoutInTransit'), shop.balance('fxGain')]).toEqual([69_000, 0, -130]);
});

test('taking a finished payout back reverses its entry, its fees and nothing else, and it can come again', () => {
  const orderId = channelSale(shop, '1001');
  const lines: Lines = [{ kind: 'sale', orderRef: '1001', amount: minor(11_300) }, { kind: 'fee', orderRef: '1001', amount: minor(-300) }];
  const id = record(11_000, lines);
  shop.call('settlement.finish', { settlementId: id });
  refused(() => record(11_000, lines), 'settlement.known');
  shop.call('settlement.takeBack', { settlementIds: [id] });
  expect([clearingOf(shop, orderId), shop.balance('payoutInTransit'), shop.balance('channelFees')]).toEqual([11_300, 0, 0]);
  expect(shop.call('order.profit', { orderId }).told).toEqual([]);
  refused(() => get(id), 'record.missing');
  const again = record(11_000, lines);
  shop.call('settlement.finish', { settlementId: again });
  expect(clearingOf(shop, orderId)).toBe(0);
});

test('a closed month keeps the entry and takes the reversal into the first open one', () => {
  const orderId = channelSale(shop, '1001');
  const id = record(11_300, [{ kind: 'sale', orderRef: '1001', amount: minor(11_300) }]);
  shop.call('settlement.finish', { settlementId: id });
  shop.call('period.lock', { throughOn: day('2026-03-31'), reason: 'March' });
  shop.call('settlement.reopen', { settlementId: id });
  expect(clearingOf(shop, orderId)).toBe(11_300);
  expect(shop.call('clearing.ageing', { on: day('2026-03-31') })).toMatchObject({ account: 0, totals: { total: 0 } });
});

test('a chargeback is owed back to us by its order, and money from before go-live is what the shop opened with', () => {
  const orderId = channelSale(shop, '1001');
  const id = record(0, [{ kind: 'sale', orderRef: '1001', amount: minor(11_300) }, { kind: 'chargeback', orderRef: '1001', amount: minor(-11_300) }]);
  shop.call('settlement.finish', { settlementId: id });
  expect([clearingOf(shop, orderId), shop.balance('chargebacksReceivable'), shop.balance('payoutInTransit')]).toEqual([0, 11_300, 0]);
  expect(get(id).state).toBe('arrived');
});

test('an order of another channel is not settled by this one, and a clerk sees none of it', () => {
  shop.raw.exec("insert into channel (id, name, kind, url, currency, goLiveAt, addedAt) values (2, '另一个', 'woocommerce', 'https://other.example', 'CNY', 0, 0)");
  const orderId = channelSale(shop, '1001');
  const [id = 0] = shop.call('settlement.record', { channelId: 2, number: 'X', paidOn, payout: minor(11_300), lines: [{ kind: 'sale', orderRef: '1001', amount: minor(11_300) }] }).settlementIds;
  expect(line(id, 0).is).toBe('unplaced');
  refused(() => shop.call('settlement.decide', { settlementLineId: line(id, 0).id, orderId }), 'settlement.otherChannel');
  refused(() => shop.as('clerk').call('settlement.list', {}), 'permission.denied');
});

test('the reports of payouts and of clearing add up, in three languages', () => {
  channelSale(shop, '1001');
  channelSale(shop, '1002', { paid: 5_650 });
  const id = record(11_000, [{ kind: 'sale', orderRef: '1001', amount: minor(11_300) }, { kind: 'fee', amount: minor(-300) }]);
  record(5_000, [{ kind: 'sale', orderRef: '1002', amount: minor(5_000) }], 'P-2');
  shop.call('settlement.finish', { settlementId: id });
  for (const language of ['en', 'zh-Hans', 'zh-Hant'] as const) {
    const payouts = shop.call('report.get', { name: 'payouts', from: day('2026-03-01'), to: day('2026-03-31'), language });
    expect(payouts.rows.map(({ cells }) => cells.slice(4))).toEqual([[11_300, 0, -300, 0, 0, 11_000, 11_000], [null, null, null, null, null, null, null], [11_300, 0, -300, 0, 0, 11_000, 11_000]]);
    const clearing = shop.call('report.get', { name: 'clearing', to: day('2026-03-31'), language });
    expect(clearing.rows.at(-1)?.cells).toEqual([expect.any(String), null, null, 1, 5_650]);
    expect([...payouts.controls, ...clearing.controls].every(({ left, right }) => left === right)).toBe(true);
  }
});

test('orders a channel holds money of come page by page, the oldest first, as of any day', () => {
  const at = (days: number) => instant(openingTime + days * 86_400_000);
  const [late, first, settled] = [channelSale(shop, '1003', { orderedAt: at(3) }), channelSale(shop, '1001', { orderedAt: at(1) }), channelSale(shop, '1002', { orderedAt: at(1), paid: 5_650 })];
  const id = record(5_650, [{ kind: 'sale', orderRef: '1002', amount: minor(5_650) }]);
  shop.call('settlement.finish', { settlementId: id });
  const pages = (on: string): [number, number][] => {
    const read = (after?: { sinceOn: Day; orderId: number }): [number, number][] => {
      const { rows, next, orders, total } = shop.call('clearing.orders', { on: day(on), limit: 1, ...(after && { after }) });
      expect(total).toBe(shop.call('clearing.ageing', { on: day(on) }).account);
      expect(orders).toBe(shop.call('clearing.ageing', { on: day(on) }).totals.orders);
      return [...rows.map(({ orderId, open }): [number, number] => [orderId, open]), ...(next ? read(next) : [])];
    };
    return read();
  };
  expect(pages('2026-03-31')).toEqual([[first, 11_300], [late, 11_300]]);
  expect(pages('2026-03-19')).toEqual([[first, 11_300], [settled, 5_650], [late, 11_300]]);
  expect(pages('2025-01-01')).toEqual([]);
});
