import { afterEach, beforeEach, expect, test } from 'vitest';
import { minor, sumMinor } from '../../shared/units/minor.ts';
import { type BankShop } from '../banking/support.ts';
import { refused } from '../support/refused.ts';
import { alipayFile, amazonFile, douyinFile, ownFile, paypalFile, shopifyFile, stripeFile, wechatFile } from './files.ts';
import { bringPayouts, channelRefund, channelSale, clearingOf, newPayoutShop, readPayouts } from './support.ts';

let shop: BankShop;
let first = 0;
let second = 0;
beforeEach(() => {
  shop = newPayoutShop();
  first = channelSale(shop, '1001', { paid: 11_300 });
  second = channelSale(shop, '1002', { paid: 5_650 });
  channelRefund(shop, second, 1_130);
});
afterEach(() => {
  shop.check();
  shop.close();
});

const payout = (id: number) => shop.call('settlement.get', { settlementId: id });
/** Kind, amount and order of each line, as a person would read the file. */
const told = (id: number) => payout(id).lines.map(({ kind, feeKind, amount, orderNumber }) => `${feeKind ?? kind} ${amount}${orderNumber === null ? '' : ` ${orderNumber}`}`);

test('Shopify: two payouts by their id, fees beside the amounts, what is pending waits', async () => {
  const { read } = await readPayouts(shop, shopifyFile);
  expect(read).toMatchObject({ profile: 'shopify', added: 2, skipped: [{ row: 7, why: 'status' }], settlements: [{ number: '88001', paidOn: '2026-03-17', payout: 16_400, residual: 0 }, { number: '88002', payout: 290, residual: 0 }] });
  const [one = 0, two = 0] = await bringPayouts(shop, shopifyFile);
  expect(told(one)).toEqual(['sale 11300 1001', 'payment -360 1001', 'sale 5650 1002', 'payment -190 1002']);
  expect(told(two)).toEqual(['refund -1130 1002', 'sale 2000', 'payment -80', 'adjustment -500']);
  // Its refund comes with the next payout: 56.50 is more than the 45.20 the books have now.
  expect(payout(one).lines[2]).toMatchObject({ is: 'beyond', open: 4_520, beyond: 1_130 });
  shop.call('settlement.decide', { settlementLineId: payout(one).lines[2]!.id, orderId: second, leftOnOrder: true });
  shop.call('settlement.finish', { settlementId: one });
  expect(clearingOf(shop, second)).toBe(-1_130);
  expect(payout(two).lines[0]).toMatchObject({ is: 'settles' });
});

test('the same file again, and one whose payout tells other lines, change nothing', async () => {
  await bringPayouts(shop, shopifyFile);
  const { importId, read } = await readPayouts(shop, shopifyFile);
  expect([read.added, read.settlements.map(({ is }) => is)]).toEqual([0, ['known', 'known']]);
  expect(shop.call('settlement.bringIn', { importId })).toEqual({ settlementIds: [], known: 2 });
  const other = await readPayouts(shop, shopifyFile.replace('113.00,3.60,109.40', '114.00,3.60,110.40'));
  expect(other.read.settlements[0]?.is).toBe('changed');
  refused(() => shop.call('settlement.bringIn', { importId: other.importId }), 'settlement.changed');
});

test('Stripe: a refund is found by its charge, a dispute is owed back, the payout’s own row is the money', async () => {
  const [id = 0] = await bringPayouts(shop, stripeFile);
  expect(payout(id)).toMatchObject({ number: 'po_1', paidOn: '2026-03-12', payout: 11_753, residual: 0 });
  expect(told(id)).toEqual(['sale 11300 1001', 'payment -368 1001', 'sale 5650 1002', 'payment -199 1002', 'refund -1130 1002', 'chargeback -2000 1001', 'payment -1500 1001']);
  expect(payout(id).lines[4]?.foundBy).toBe('reference');
  shop.call('settlement.finish', { settlementId: id });
  expect([clearingOf(shop, first), clearingOf(shop, second), shop.balance('chargebacksReceivable'), shop.balance('gatewayFees')]).toEqual([0, 0, 2_000, 2_067]);
});

test('PayPal: a file is one settlement, and what stays in the wallet is the channel’s reserve; overlapping files add what is new', async () => {
  const [id = 0] = await bringPayouts(shop, paypalFile);
  expect(payout(id)).toMatchObject({ payout: 10_000, residual: 0, paidOn: '2026-03-13' });
  expect(told(id)).toEqual(['sale 11300 1001', 'payment -420 1001', 'sale 5650 1002', 'payment -230 1002', 'refund -1130 1002', 'reserveHeld -5170']);
  shop.call('settlement.finish', { settlementId: id });
  expect([clearingOf(shop, first), clearingOf(shop, second), shop.balance('channelReserve')]).toEqual([0, 0, 5_170]);
  const again = await readPayouts(shop, paypalFile);
  expect(again.read).toMatchObject({ added: 0, knownRows: 4, settlements: [] });
  const later = `${paypalFile}"03/14/2026","10:00:00","PST","","General Withdrawal","Completed","CNY","-51.70","0.00","-51.70","","","T6","","","","","0.00"\n`;
  const [next = 0] = await bringPayouts(shop, later);
  // What the wallet still held pays the second withdrawal; the first was counted with the file before.
  expect(told(next)).toEqual(['reserveReleased 5170']);
  shop.call('settlement.finish', { settlementId: next });
  expect(shop.balance('channelReserve')).toBe(0);
});

test.each(['.', ','] as const)('Amazon settlement V2 with a decimal %s: every part of an amount, tax that nets to nothing, the reserve', async (mark) => {
  const [id = 0] = await bringPayouts(shop, amazonFile(mark).replaceAll('111-100', '100'));
  expect(payout(id)).toMatchObject({ number: '900123', fromOn: '2026-03-01', throughOn: '2026-03-14', paidOn: '2026-03-16', payout: 7_645, residual: 0 });
  expect(told(id)).toEqual([
    'sale 11300 1001', 'taxCollected 904 1001', 'taxWithheld -904 1001', 'commission -1695 1001', 'fulfilment -500 1001', 'refund -1130 1002', 'commission 170 1002', 'advertising -1000', 'shippingLabel -300',
    'reserveReleased 2000', 'reserveHeld -1200',
  ]);
  expect(payout(id).lines[5]).toMatchObject({ is: 'beyond', beyond: -1_130 });
  shop.call('settlement.decide', { settlementLineId: payout(id).lines[5]!.id, orderId: second, leftOnOrder: true });
  shop.call('settlement.finish', { settlementId: id });
  // A commission that comes back with a refund costs its order less.
  expect(shop.call('order.profit', { orderId: second }).told).toMatchObject([{ kind: 'fee', amount: -170 }]);
  expect(sumMinor((shop.call('order.profit', { orderId: first }).told ?? []).map(({ amount }) => amount))).toBe(2_195);
});

test.each([
  ['支付宝', alipayFile, ['sale 11300 1001', 'commission -68 1001', 'sale 5650 1002', 'refund -1130 1002', 'reserveHeld -752'], 15_000],
  ['微信支付', wechatFile, ['sale 11300 1001', 'payment -68 1001', 'sale 5650 1002', 'refund -1130 1002'], 15_752],
  ['抖店', douyinFile, ['sale 11300 1001', 'other -565 1001', 'commission -235 1001', 'sale 5650 1002', 'other -170 1002', 'refund -1130 1002'], 14_850],
])('%s: each row finds its order, and what was withdrawn is the payout', async (_name, file, lines, sent) => {
  const [id = 0] = await bringPayouts(shop, file);
  expect(payout(id)).toMatchObject({ payout: sent, residual: 0, toDecide: 0 });
  expect(told(id)).toEqual(lines);
  shop.call('settlement.finish', { settlementId: id });
  expect([clearingOf(shop, first), clearingOf(shop, second)]).toEqual([0, 0]);
});

test('a GB 18030 file of 支付宝 is read as one in UTF-8', async () => {
  const { execFileSync } = await import('node:child_process');
  const bytes = execFileSync('iconv', ['-f', 'utf-8', '-t', 'gb18030'], { input: alipayFile });
  const { read } = await readPayouts(shop, bytes);
  expect(read).toMatchObject({ profile: 'alipay', added: 1, settlements: [{ payout: 15_000, lines: 5 }] });
});

test('a sheet of one’s own, by its words', async () => {
  const ids = await bringPayouts(shop, ownFile);
  expect(ids.map((id) => [payout(id).number, payout(id).payout, told(id)])).toEqual([
    ['A-1', 9_070, ['sale 11300 1001', 'other -300 1001', 'refund -1130 1002', 'advertising -800']],
    ['A-2', 5_500, ['sale 5650 1002', 'other -150 1002']],
  ]);
});

test('what is no settlement is refused, with nothing kept', async () => {
  await expect(readPayouts(shop, 'a,b\n1,2\n')).rejects.toThrow(expect.objectContaining({ code: 'bankFile.noTable' }));
  await expect(readPayouts(shop, shopifyFile.replace('113.00,3.60', 'many,3.60'))).rejects.toThrow(expect.objectContaining({ code: 'bankFile.badAmount' }));
  await expect(readPayouts(shop, shopifyFile.replace('88001,2026-03-17,56.50,1.90,54.60,c2,card,56.50,CNY,CNY', '88001,2026-03-17,56.50,1.90,54.60,c2,card,56.50,CNY,USD'))).rejects.toThrow(expect.objectContaining({ code: 'settlementFile.currencies' }));
  await expect(readPayouts(shop, '')).rejects.toThrow(expect.objectContaining({ code: 'bankFile.empty' }));
  expect(shop.call('settlement.list', {}).rows).toEqual([]);
  expect(minor(clearingOf(shop, first))).toBe(11_300);
});
