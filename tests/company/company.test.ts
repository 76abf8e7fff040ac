import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { nextNumber, withNumbersDrawn } from '../../main/company/series.service.ts';
import { Refusal } from '../../shared/refusal/refusal.ts';
import { day } from '../../shared/units/day.ts';
import { instant } from '../../shared/units/instant.ts';
import { minor } from '../../shared/units/minor.ts';
import { refused } from '../support/refused.ts';
import { newEmptyShop, newShop, openingTime, type TestShop } from '../support/shop.ts';

let shop: TestShop;
beforeEach(() => {
  shop = newShop();
});
afterEach(() => {
  shop.check();
  shop.close();
});

describe('the shop', () => {
  test('is founded once, with its first owner', () => {
    expect(shop.call('shop.get', undefined)).toMatchObject({ name: '渔具小店', baseCurrency: 'CNY', pricesIncludeTax: false, epoch: 1, booksBegun: false });
    expect(shop.call('user.list', undefined).users).toEqual([{ id: 1, name: 'Lin', role: 'owner', language: null, hasPin: false, blocked: false }]);
    refused(
      () =>
        shop.call('shop.create', {
          name: 'Second', country: 'DE', baseCurrency: 'EUR', timeZone: 'Europe/Berlin', language: 'en', fiscalYearStartMonth: 1,
          costingMethod: 'fifo', pricesIncludeTax: true, chart: 'generic', goLiveAt: instant(openingTime), ownerName: 'Eve',
        }),
      'shop.exists',
    );
  });

  test('a file without a shop says so', () => {
    const empty = newEmptyShop();
    refused(() => empty.call('shop.get', undefined), 'record.missing');
    empty.close();
  });

  test('its profile changes, and the answer is what undoes the change', () => {
    const { before } = shop.call('shop.update', { changes: { name: 'Tackle & Co', pricesIncludeTax: true } });
    expect(before).toEqual({ name: '渔具小店', pricesIncludeTax: false });
    expect(shop.call('shop.get', undefined)).toMatchObject({ name: 'Tackle & Co', pricesIncludeTax: true });
    shop.call('shop.update', { changes: before });
    expect(shop.call('shop.get', undefined)).toMatchObject({ name: '渔具小店', pricesIncludeTax: false });
  });

  test('currency and costing method change until the first entry, and never after it', () => {
    shop.call('shop.update', { changes: { baseCurrency: 'EUR', costingMethod: 'movingAverage' } });
    const [debit = 0, credit = 0] = shop.raw.prepare('select id from ledgerAccount where control is null order by id limit 2').pluck().all() as number[];
    shop.call('journal.post', { postedOn: day('2026-03-02'), text: 'begun', lines: [{ ledgerAccountId: debit, amount: minor(100) }, { ledgerAccountId: credit, amount: minor(-100) }] });
    refused(() => shop.call('shop.update', { changes: { baseCurrency: 'USD' } }), 'shop.booksBegun');
    refused(() => shop.call('shop.update', { changes: { costingMethod: 'fifo' } }), 'shop.booksBegun');
    // Saying again what already holds is no change.
    shop.call('shop.update', { changes: { baseCurrency: 'EUR', name: 'Tackle' } });
    expect(shop.call('shop.get', undefined)).toMatchObject({ baseCurrency: 'EUR', costingMethod: 'movingAverage', booksBegun: true });
  });

  test('the currency stays once an order was taken, paid or not', () => {
    const { variants } = shop.call('product.create', { name: 'Rod', state: 'active', variants: [{ sku: 'ROD', prices: [{ currency: 'CNY', amount: 1_000_000 as never }] }] });
    shop.call('location.create', { name: 'Floor', kind: 'shop', sellable: true });
    shop.call('order.create', { lines: [{ variantId: variants[0]!.id, quantity: 1000 as never }] });
    refused(() => shop.call('shop.update', { changes: { baseCurrency: 'USD' } }), 'shop.booksBegun');
  });

  test('a made-up currency or time zone does not pass the door', () => {
    refused(() => shop.call('shop.update', { changes: { baseCurrency: 'XYZ' } }), 'input.invalid');
    refused(() => shop.call('shop.update', { changes: { timeZone: 'Mars/Olympus' } }), 'input.invalid');
  });
});

describe('document numbers', () => {
  test('each series counts for itself', () => {
    const drawn = shop.tx((tx) => [nextNumber(tx, 'salesOrder'), nextNumber(tx, 'invoice'), nextNumber(tx, 'salesOrder')]);
    expect(drawn).toEqual(['SO-000001', 'INV-000001', 'SO-000002']);
  });

  test('a document that fails gives its number back', () => {
    const failing = () =>
      shop.tx((tx) => {
        nextNumber(tx, 'invoice');
        throw new Error('the printer is on fire');
      });
    expect(failing).toThrow('on fire');
    expect(shop.tx((tx) => nextNumber(tx, 'invoice'))).toBe('INV-000001');
  });

  test('what a batch drew and did not need is given back, and what it drew beyond stands', () => {
    const drawn = shop.tx((tx) =>
      withNumbersDrawn(tx, ['invoice'], 3, () => [1, 2].map((item) =>
        tx.attempt(() => {
          const number = nextNumber(tx, 'invoice');
          if (item === 1) throw new Refusal('record.missing', { kind: 'invoice', id: number });
          return number;
        }),
      )),
    );
    expect(drawn[1]).toEqual({ ok: true, value: 'INV-000001' });
    expect(shop.tx((tx) => nextNumber(tx, 'invoice'))).toBe('INV-000002');
    expect(shop.tx((tx) => withNumbersDrawn(tx, ['invoice'], 1, () => [nextNumber(tx, 'invoice'), nextNumber(tx, 'invoice')]))).toEqual(['INV-000003', 'INV-000004']);
    expect(shop.tx((tx) => nextNumber(tx, 'invoice'))).toBe('INV-000005');
  });

  test('the millionth document outgrows the padding and nothing else', () => {
    shop.tx((tx) => nextNumber(tx, 'invoice'));
    shop.raw.exec("update series set next = 1000000 where code = 'invoice'");
    expect(shop.tx((tx) => nextNumber(tx, 'invoice'))).toBe('INV-1000000');
  });
});

describe('people and devices', () => {
  const owner = { userId: 1, role: 'owner', deviceId: null, via: 'app' } as const;
  const pin = { pinSalt: '0'.repeat(32), pinHash: 'a'.repeat(64) };

  test('a clerk is added, renamed, given a PIN, blocked and let in again', () => {
    const { userId } = shop.call('user.add', { name: 'Mei', role: 'clerk', language: 'zh-Hans' });
    expect(shop.call('user.update', { userId, changes: { name: 'Mei Chen' } })).toEqual({ before: { name: 'Mei' } });
    shop.core.internal(owner, 'user.setPin', { userId, ...pin });
    shop.call('user.block', { userId });
    expect(shop.call('user.list', undefined).users[1]).toEqual({
      id: userId, name: 'Mei Chen', role: 'clerk', language: 'zh-Hans', hasPin: true, blocked: true,
    });
    shop.call('user.unblock', { userId });
    expect(shop.call('user.list', undefined).users[1]?.blocked).toBe(false);
  });

  test('the last owner can be neither blocked nor made a clerk', () => {
    refused(() => shop.call('user.block', { userId: 1 }), 'user.lastOwner');
    refused(() => shop.call('user.update', { userId: 1, changes: { role: 'clerk' } }), 'user.lastOwner');
    const { userId } = shop.call('user.add', { name: 'Bo', role: 'owner', language: null });
    shop.call('user.block', { userId: 1 });
    refused(() => shop.call('user.block', { userId }), 'user.lastOwner');
  });

  test('only the owner adds people', () => {
    refused(() => shop.as('manager').call('user.add', { name: 'Eve', role: 'owner', language: null }), 'permission.denied');
  });

  test('what is kept of a PIN is never in the record of the command', () => {
    shop.core.internal(owner, 'user.setPin', { userId: 1, ...pin });
    expect(shop.raw.prepare("select count(*) as n from commandBody where input like '%aaaa%'").get()).toEqual({ n: 0 });
  });

  test('a device is registered and renamed', () => {
    const { deviceId } = shop.call('device.register', { name: 'Scanner 1', kind: 'scanner' });
    expect(shop.call('device.rename', { deviceId, name: 'Back door' })).toEqual({ before: { name: 'Scanner 1' } });
    expect(shop.call('device.list', undefined).devices).toEqual([{ id: deviceId, name: 'Back door', kind: 'scanner', registeredAt: openingTime }]);
    refused(() => shop.call('device.rename', { deviceId: 99, name: 'Ghost' }), 'record.missing');
  });
});
