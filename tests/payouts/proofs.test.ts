import { afterEach, beforeEach, expect, test } from 'vitest';
import { day } from '../../shared/units/day.ts';
import { minor } from '../../shared/units/minor.ts';
import type { BankShop } from '../banking/support.ts';
import { channelId } from '../sales/support.ts';
import { channelSale, newPayoutShop } from './support.ts';

let shop: BankShop;
beforeEach(() => {
  shop = newPayoutShop();
  channelSale(shop, '1001');
  const { settlementIds } = shop.call('settlement.record', {
    channelId, number: 'P-1', paidOn: day('2026-03-20'), payout: minor(11_000),
    lines: [{ kind: 'sale', orderRef: '1001', amount: minor(11_300) }, { kind: 'fee', orderRef: '1001', amount: minor(-300) }],
  });
  shop.call('settlement.finish', { settlementId: settlementIds[0] ?? 0 });
  shop.call('settlement.record', { channelId, number: 'P-2', paidOn: day('2026-03-21'), payout: minor(5), lines: [{ kind: 'adjustment', amount: minor(5) }] });
  shop.check();
});
afterEach(() => shop.close());

/** Each row was changed behind the program's back, past whatever trigger guards it. */
test.each([
  ['a payout that grew', 'drop trigger settlementKeepsItself; update settlement set payout = payout + 1 where id = 1', /INV-P1 payouts settlement 1: settlement P-1 sent 11001 \(11000\), its lines make 11000 \(11000\)/],
  ['a kept sum that grew', "update settlementSum set amount = amount + 1 where kind = 'fee'", /INV-P1 payouts settlementSum 1: the kept sum of its lines of kind fee differs from them by 1/],
  ['a line of another amount', 'drop trigger settlementLineIsFinal; update settlementLine set amount = -299 where id = 2', /INV-P1 payouts settlement 1: settlement P-1 sent 11000 \(11000\), its lines make 11001/],
  ['a line without its place', 'drop trigger settlementLineIsUnderstood; update settlementLine set orderId = null, toOrder = 0 where id = 1', /INV-P1 payouts settlement 1/],
  ['an order settled by another amount', 'drop trigger settlementLineIsUnderstood; update settlementLine set toOrder = 11299 where id = 1', /INV-L6 clearing salesOrder \d+: order \d+ has -11300 on the clearing account on 2026-03-20, its payments, refunds and settlements make -11299/],
  ['a payment on another day', "drop trigger paymentKeepsItself; update payment set postedOn = '2026-03-03' where id = 1", /INV-L6 clearing salesOrder \d+: order \d+ has 0 on the clearing account on 2026-03-03, its payments/],
  ['a settlement that names another entry', 'update settlement set entryId = 1 where id = 1', /INV-P1 payouts settlement 1: settlement P-1 says entry 1, which does not stand for it/],
  ['an open settlement that counts', 'update settlementLine set base = 5, toOrder = 0 where settlementId = 2', /INV-P1 payouts settlementLine 3: line 1 of settlement P-2 counts, although that is not finished/],
  ['a fee its order was not told', 'drop trigger settlementLineIsUnderstood; drop trigger orderCostKeepsItself; update orderCost set amount = 299', /INV-P1 payouts settlementLine 2: line 2 of settlement P-1 cost its order 300, the order was told 299/],
  ['an entry whose terms are others', "drop trigger journalEntryKeepsItself; drop trigger journalEntryIsFinal; update journalEntry set terms = json_set(terms, '$.payout', 10999) where sourceKind = 'settlement'", /INV-L5 payouts journalEntry \d+/],
])('%s is found, and the row named', (_what, change, found) => {
  shop.raw.exec(change);
  expect(() => shop.check()).toThrow(found);
});

test.each([
  ['a finished settlement is not edited', 'update settlementLine set role = null, orderId = null where id = 1', /reopened, never edited/],
  ['what a channel told is not edited', 'update settlementLine set amount = 6 where id = 3', /never edited/],
  ['nor removed', 'delete from settlementLine where id = 1', /never removed/],
  ['a settlement stays', 'delete from settlement where id = 2', /never removed/],
])('%s', (_what, change, why) => {
  expect(() => shop.raw.exec(change)).toThrow(why);
});
