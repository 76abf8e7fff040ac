import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { day } from '../../../shared/units/day.ts';
import { instant } from '../../../shared/units/instant.ts';
import { minor } from '../../../shared/units/minor.ts';
import { pieces } from '../../../shared/units/quantity.ts';
import { newMemory, nextRound } from '../../../main/channels/engine.ts';
import type { BankShop } from '../../banking/support.ts';
import { readPayouts } from '../../payouts/support.ts';
import { newShopBeside, type ShopBeside } from '../connected-shop.ts';
import { type NewMovement, payOut } from './emulator/payouts.ts';
import type { Order, Payout } from './emulator/store.ts';
import { startShopify } from './outside.ts';
import { schemaIsHere } from './schema.ts';

const hour = 3_600_000;

describe.skipIf(!schemaIsHere)('payouts of Shopify', () => {
  let at: ShopBeside<Awaited<ReturnType<typeof startShopify>>>;
  let channelId: number;

  const store = () => at.outside.emulator.store;
  const asked = (operation: string) => at.outside.emulator.log.filter((entry) => entry.operation === operation).length;
  const list = () => at.shop.call('settlement.list', { view: 'all', limit: 100 }).rows;
  const sent = () => list().map(({ payout }) => payout).toSorted((one, other) => one - other);
  const get = (settlementId: number) => at.shop.call('settlement.get', { settlementId });
  const status = () => at.shop.call('sync.status', undefined).channels[0]!;
  const order = (cents: number): Order => {
    const id = at.outside.buy({ lines: [{ listingId: listing, pieces: 1 }], paid: true, shippingCents: cents - 1000 });
    return store().orders.find((one) => String(one.id) === id)!;
  };
  const charge = (of: Order, fee = 0): NewMovement => ({ type: 'CHARGE', amount: of.transactions.reduce((sum, { cents }) => sum + cents, 0), fee, order: of });
  /** A round nobody asked for, by a program that is long since running. */
  const memory = newMemory();
  const ownRound = () => {
    memory.notedAt = instant(at.shop.clock.now);
    return nextRound(at.setting, channelId, memory);
  };
  let listing = '';

  beforeEach(async () => {
    at = await newShopBeside('shopify', startShopify);
    listing = at.outside.addProduct({ name: 'Lure', sku: 'A', cents: 1000, stock: 100 });
    at.shop.call('product.importBatch', { items: [{ name: 'Lure', variants: [{ sku: 'A' }] }] });
    at.shop.call('stock.openingBatch', { items: [{ sku: 'A', quantity: pieces(50), value: minor(10_000) }] });
    channelId = await at.connect(at.outside);
    at.advance(hour);
  });
  afterEach(async () => {
    at.shop.check();
    await at.close();
  });

  test('a payout is its sales less fees, refunds, adjustments and what is held, to the cent, and finds its orders', async () => {
    const [first, second] = [order(5_000), order(2_550)];
    at.outside.refundCents(String(second.id), 550);
    payOut(store(), {
      movements: [
        charge(first, 175),
        charge(second, 104),
        { type: 'REFUND', amount: -550, order: second },
        { type: 'ADJUSTMENT', amount: -25, reason: 'goodwill' },
        { type: 'RESERVED_FUNDS', amount: -1_000 },
        { type: 'SHIPPING_LABEL', amount: -499 },
        { type: 'CHARGE', amount: 99_999, test: true },
      ],
    });
    expect(await at.sync()).toMatchObject([{ ok: true, fault: null }]);
    const [row] = list();
    expect(row).toMatchObject({ channelId, number: String(store().payments.payouts[0]!.id), source: 'channel', profile: 'shopify', currency: 'USD', state: 'open', residual: 0, payout: 5_000 - 175 + 2_550 - 104 - 550 - 25 - 1_000 - 499 });
    expect(row?.sums).toEqual({ sales: 7_550, refunds: -550, fees: -175 - 104 - 499, reserve: -1_000, other: -25 });
    const { lines } = get(row!.id);
    expect(lines.map(({ kind, feeKind, amount, orderNumber, label }) => `${feeKind ?? kind} ${amount} ${orderNumber ?? '-'} ${label}`)).toEqual([
      `sale 5000 ${first.name} charge`, `payment -175 ${first.name} fee`, `sale 2550 ${second.name} charge`, `payment -104 ${second.name} fee`, `refund -550 ${second.name} refund`, 'adjustment -25 - adjustment · goodwill',
      'reserveHeld -1000 - reserved_funds', 'shippingLabel -499 - shipping_label',
    ]);
    // Nothing is in the books before a person says so.
    expect(row?.toDecide).toBe(1);
    at.shop.call('settlement.decide', { settlementLineId: lines[5]!.id, role: 'marketing' });
    at.shop.call('settlement.finish', { settlementId: row!.id });
    const balance = (role: string) => Number(at.shop.raw.prepare('select coalesce(sum(amount), 0) n from posting join accountRole using (ledgerAccountId) where role = ?').pluck().get(role));
    expect([balance('payoutInTransit'), balance('gatewayFees'), balance('channelReserve'), balance('channelClearing')]).toEqual([row!.payout, 279, 1_000, 0]);
    expect(at.shop.call('settlement.list', { view: 'onTheWay', limit: 10 }).rows).toMatchObject([{ id: row!.id, state: 'onTheWay' }]);
  });

  test('every type Shopify has is a line with its sign, those nobody foresaw wait for a word', async () => {
    const types = ['CHARGEBACK_FEE', 'DISPUTE_WITHDRAWAL', 'DISPUTE_REVERSAL', 'REFUND_FAILURE', 'RESERVED_FUNDS_REVERSAL', 'REFERRAL_FEE_TAX', 'REFERRAL_FEE', 'STRIPE_FEE', 'BILLING_DEBIT', 'IMPORT_TAX', 'SHOP_CASH_CAMPAIGN_BILLING_DEBIT', 'LENDING_DEBIT', 'ANOMALY_CREDIT'];
    payOut(store(), { movements: types.map((type, index) => ({ type, amount: 100 + index })) });
    await at.sync();
    expect(get(list()[0]!.id).lines.map(({ kind, feeKind }) => feeKind ?? kind)).toEqual([
      'other', 'chargeback', 'chargeback', 'refund', 'reserveReleased', 'feeTax', 'commission', 'payment', 'subscription', 'taxWithheld', 'advertising', 'adjustment', 'adjustment',
    ]);
  });

  test('what is scheduled or on its way is left alone until it is paid, one that failed for good; a later one does not wait for it', async () => {
    const payouts = ['SCHEDULED', 'IN_TRANSIT', 'FAILED', 'CANCELED', 'PAID'].map((state, index) => {
      at.advance(1_000);
      return payOut(store(), { status: state, movements: [{ type: 'CHARGE', amount: 1_000 + index }] });
    });
    await at.sync();
    expect(list().map(({ payout }) => payout)).toEqual([1_004]);
    at.advance(9 * 24 * hour);
    payOut(store(), { movements: [{ type: 'CHARGE', amount: 2_000 }] });
    payouts[0]!.status = 'PAID';
    await at.sync();
    expect(sent()).toEqual([1_000, 1_004, 2_000]);
    payouts[1]!.status = 'PAID';
    await at.sync();
    expect(sent()).toEqual([1_000, 1_001, 1_004, 2_000]);
    // What was read is not read again, however often it is met.
    const lines = asked('payoutLines');
    await at.sync();
    expect(asked('payoutLines')).toBe(lines);
  });

  test('page by page, in both lists, and none comes twice', async () => {
    store().payments.payoutsPerPage = 2;
    store().payments.movementsPerPage = 3;
    for (let index = 0; index < 7; index += 1) {
      at.advance(24 * hour);
      payOut(store(), { movements: Array.from({ length: 8 }, (_row, row) => ({ type: 'CHARGE', amount: 100 * index + row, fee: row })) });
    }
    await at.sync();
    expect(asked('payouts')).toBe(4);
    const sums = list().map(({ number, payout, residual, id }) => [number, payout, residual, get(id).lines.length]);
    expect(sums).toEqual(store().payments.payouts.toReversed().map((payout: Payout) => [String(payout.id), Math.round(Number(payout.sent) * 100), 0, payout.movements.flatMap(({ amount, fee }) => [amount, fee]).filter((text) => Number(text) !== 0).length]));
    await at.sync();
    expect(list()).toHaveLength(7);
  });

  test.each(['before', 'after'] as const)('the program dies %s a page is kept: the next round goes on where that page begins or ends', async (when) => {
    store().payments.payoutsPerPage = 2;
    for (let index = 0; index < 6; index += 1) {
      at.advance(24 * hour);
      payOut(store(), { movements: [{ type: 'CHARGE', amount: 1_000 + index, fee: 30 }] });
    }
    const { tell } = at.setting;
    let pages = 0;
    at.setting.tell = async <Answer>(name: string, input: object): Promise<Answer> => {
      const dies = name === 'settlement.takePage' && (pages += 1) === 2;
      if (dies && when === 'before') throw new Error('died');
      const answer = await tell<Answer>(name, input);
      if (dies) throw new Error('died');
      return answer;
    };
    await expect(at.sync()).rejects.toThrow('died');
    expect(list()).toHaveLength(when === 'before' ? 2 : 4);
    at.setting.tell = tell;
    const before = asked('payoutLines');
    await at.sync();
    expect(list().map(({ payout }) => payout)).toEqual([975, 974, 973, 972, 971, 970]);
    expect(asked('payoutLines') - before).toBe(when === 'before' ? 4 : 2);
  });

  test('the same payout again changes nothing, nor one that came by its file; what a person took back stays away', async () => {
    at.shop.call('settlement.record', { channelId, number: 'March', paidOn: day(new Date(store().now()).toISOString().slice(0, 10)), payout: minor(1_000), lines: [{ kind: 'sale', amount: minor(1_000) }] });
    payOut(store(), { movements: [{ type: 'CHARGE', amount: 1_000 }] });
    payOut(store(), { movements: [{ type: 'CHARGE', amount: 2_000 }] });
    await at.sync();
    expect(list().map(({ payout, source }) => [payout, source])).toEqual([[1_000, 'person'], [2_000, 'channel']]);
    at.shop.call('settlement.takeBack', { settlementIds: [list()[1]!.id] });
    // A file put back remembers less: everything is read again.
    at.shop.raw.exec('delete from payoutReading');
    await at.sync();
    expect(list().map(({ source }) => source)).toEqual(['person']);
    expect(asked('payoutLines')).toBe(4);
  });

  test('its file tells nothing new, by number or by day, but what no file told yet comes in', async () => {
    const read = async (content: string) => (await readPayouts(at.shop as BankShop, content, { channelId })).read.settlements.map(({ is }) => is);
    const payout = payOut(store(), { movements: [{ type: 'CHARGE', amount: 11_300, fee: 360 }] });
    await at.sync();
    const on = list()[0]!.paidOn;
    const file = (numbered: boolean, id: number, amount: string) =>
      `Transaction Date,Type,Order,Payout Status,Payout Date,${numbered ? 'Payout ID,' : ''}Amount,Fee,Net,Checkout,Currency\n${on},charge,#1,paid,${on},${numbered ? `${id},` : ''}${amount},3.60,${Number(amount) - 3.6},c1,USD\n`;
    expect(await read(file(true, payout.id, '113.00'))).toEqual(['known']);
    expect(await read(file(false, 0, '113.00'))).toEqual(['known']);
    expect(await read(file(true, payout.id, '114.00'))).toEqual(['changed']);
    expect(await read(file(true, 7, '113.00'))).toEqual(['new']);
    expect(await read(file(false, 0, '114.00'))).toEqual(['new']);
  });

  test('a shop without Shopify Payments hears it once, in words, and no round fails of it', async () => {
    store().payments.access = 'none';
    expect(await at.sync()).toMatchObject([{ ok: true, fault: null }]);
    expect(status()).toMatchObject({ state: 'fine', cause: null, fixes: [], troubles: [], payouts: { state: 'noAccount', says: '' } });
    const questions = asked('payouts');
    for (let rounds = 0; rounds < 12; rounds += 1) {
      at.advance(hour);
      expect(await ownRound()).toMatchObject({ ok: true, fault: null });
    }
    expect(asked('payouts')).toBe(questions);
    // It may have begun meanwhile.
    at.advance(12 * hour);
    store().payments.access = 'granted';
    payOut(store(), { movements: [{ type: 'CHARGE', amount: 500 }] });
    await ownRound();
    expect(status()).toMatchObject({ payouts: { state: 'done' } });
    expect(list()).toHaveLength(1);
  });

  test('an app that may not see payouts is no fault of the key: orders go on, and which permission lacks is said', async () => {
    store().payments.access = 'denied';
    order(1_500);
    expect(await at.sync()).toMatchObject([{ ok: true, fault: null, pulled: 1 }]);
    expect(status()).toMatchObject({ state: 'fine', cause: null, payouts: { state: 'notAllowed', says: expect.stringContaining('read_shopify_payments_payouts') as string } });
    // The permission is there, and a person asks.
    store().payments.access = 'granted';
    payOut(store(), { movements: [{ type: 'CHARGE', amount: 500 }] });
    await at.sync();
    expect(status()).toMatchObject({ payouts: { state: 'done', says: '' } });
    expect(list()).toHaveLength(1);
  });

  test('a running program asks once an hour, and at once where pages are left', async () => {
    await at.sync();
    const questions = asked('payouts');
    at.advance(59 * 60_000);
    await ownRound();
    expect(asked('payouts')).toBe(questions);
    at.advance(60_000);
    await ownRound();
    expect(asked('payouts')).toBe(questions + 1);
  });

  test('another currency waits for its rate; yen have no cents', async () => {
    payOut(store(), { currency: 'JPY', movements: [{ type: 'CHARGE', amount: 12_780, fee: 460 }] });
    await at.sync();
    const [row] = list();
    expect(row).toMatchObject({ currency: 'JPY', payout: 12_320, residual: 0, sums: { sales: 12_780, fees: -460 } });
    at.shop.call('settlement.decide', { settlementLineId: get(row!.id).lines[0]!.id, role: 'otherChannelIncome' });
    expect(() => at.shop.call('settlement.finish', { settlementId: row!.id })).toThrow('settlement.noRate');
    at.shop.call('settlement.setRate', { settlementId: row!.id, rate: { top: 1, bottom: 150 } });
    at.shop.call('settlement.finish', { settlementId: row!.id });
    expect(get(row!.id)).toMatchObject({ state: 'onTheWay', basePayout: 8_213 });
  });

  test('money taken from the bank is negative, whichever sign it is told with', async () => {
    payOut(store(), { direction: 'WITHDRAWAL', sent: 1_500, movements: [{ type: 'DISPUTE_WITHDRAWAL', amount: -1_500 }] });
    await at.sync();
    expect(list()).toMatchObject([{ payout: -1_500, residual: 0 }]);
  });

  test('a payout whose movements are not all there yet is given three days, then what lacks is shown', async () => {
    const payout = payOut(store(), { sent: 3_000, movements: [{ type: 'CHARGE', amount: 1_000 }] });
    await at.sync();
    expect(list()).toEqual([]);
    at.advance(3 * 24 * hour);
    await at.sync();
    expect(list()).toMatchObject([{ number: String(payout.id), payout: 3_000, residual: 2_000 }]);
  });

  test('one that makes no sense is named until it does, and holds up no other; what was issued before we came is not ours', async () => {
    payOut(store(), { at: store().now() - 48 * hour, movements: [{ type: 'CHARGE', amount: 700 }] });
    const bad = payOut(store(), { movements: [{ type: 'CHARGE', amount: 800 }] });
    payOut(store(), { movements: [{ type: 'CHARGE', amount: 900 }] });
    const [movement] = bad.movements;
    movement!.net = 'much';
    await at.sync();
    expect(list().map(({ payout }) => payout)).toEqual([900]);
    expect(status()).toMatchObject({ troubles: [], payouts: { state: 'done', unread: [{ externalId: String(bad.id), problem: expect.stringContaining('net') as string }] } });
    movement!.net = '8.00';
    await at.sync();
    expect(sent()).toEqual([800, 900]);
    expect(status().payouts?.unread).toEqual([]);
  });

  test('payouts that cannot be asked for end the round after all else was done', async () => {
    order(1_500);
    at.outside.emulator.plan({ kind: 'broken' }, /^payouts$/, 9);
    expect(await at.sync()).toMatchObject([{ ok: false, pulled: 1, fault: { code: 'broken' } }]);
    at.outside.emulator.calm();
    expect(await at.sync()).toMatchObject([{ ok: true }]);
  });
});
