import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Address, NewCustomer } from '../../shared/parties/customer.contract.ts';
import { refused } from '../support/refused.ts';
import { newShop, type TestShop } from '../support/shop.ts';

let shop: TestShop;
beforeEach(() => {
  shop = newShop();
});
afterEach(() => {
  shop.check();
  shop.close();
});

const home: Address = { kind: 'shipping', recipient: 'Mei Chen', line1: 'Torstr. 1', city: 'Berlin', postcode: '10115', country: 'DE' };
const mei: NewCustomer = {
  name: 'Mei Chen',
  contacts: [{ kind: 'email', value: 'Mei@Example.com' }, { kind: 'phone', value: '0170 1234567' }],
  addresses: [home],
};
const add = (customer: NewCustomer) => shop.call('customer.create', customer).customerId;
const get = (customerId: number) => shop.call('customer.get', { customerId });
const found = (text: string) => shop.call('customer.list', { text }).rows.map(({ name }) => name);
const count = (table: string) => (shop.raw.prepare(`select count(*) as n from ${table}`).get() as { n: number }).n;

describe('a customer', () => {
  test('has a number, a card, and is found by any part of it', () => {
    expect(shop.call('customer.create', mei)).toEqual({ customerId: 1, number: 'C-000001' });
    expect(get(1)).toMatchObject({ number: 'C-000001', kind: 'person', name: 'Mei Chen', blocked: false, contacts: [{ value: 'Mei@Example.com' }, { value: '0170 1234567' }] });
    add({ name: '王小明', addresses: [{ kind: 'shipping', city: '上海', postcode: '200000', country: 'CN' }] });
    for (const text of ['mei', 'chen', 'C-000001', 'mei@example.com', '01701234567', '491701234567', 'Berlin', '10115']) expect(found(text), text).toEqual(['Mei Chen']);
    for (const text of ['小明', '王', 'wxm', '上海']) expect(found(text), text).toEqual(['王小明']);
  });

  test('a change answers what the card said, which undoes it, and stays in its history', () => {
    const customerId = add(mei);
    const { before } = shop.call('customer.update', {
      customerId,
      changes: { name: 'Mei Li', blocked: true, contacts: [{ kind: 'email', value: 'mei@example.com' }], addresses: [] },
    });
    expect(get(customerId)).toMatchObject({ name: 'Mei Li', blocked: true, contacts: [{ value: 'mei@example.com' }], addresses: [] });
    expect([found('chen'), found('Berlin'), found('li')]).toEqual([[], [], ['Mei Li']]);
    shop.call('customer.update', { customerId, changes: before });
    const { history, ...card } = get(customerId);
    expect(card).toMatchObject({ name: 'Mei Chen', blocked: false, contacts: [{ value: 'Mei@Example.com' }, { value: '0170 1234567' }] });
    expect(card.addresses).toMatchObject([{ city: 'Berlin', postcode: '10115' }]);
    expect(history.filter(({ field }) => field === 'name').map(({ oldValue, newValue }) => [oldValue, newValue])).toEqual([['Mei Li', 'Mei Chen'], ['Mei Chen', 'Mei Li']]);
  });

  test('contacts that stay keep their rows', () => {
    const customerId = add(mei);
    const phone = get(customerId).contacts[1];
    shop.call('customer.update', { customerId, changes: { contacts: [{ kind: 'phone', value: '0170 1234567' }, { kind: 'email', value: 'new@example.com' }] } });
    expect(get(customerId).contacts.map(({ id, value }) => [id, value])).toEqual([[phone?.id, '0170 1234567'], [3, 'new@example.com']]);
  });

  test('saying again what the card says writes nothing', () => {
    const customerId = add(mei);
    shop.call('customer.update', { customerId, changes: { name: 'Mei Chen', addresses: [home] } });
    expect(get(customerId).history).toEqual([]);
  });

  test('nothing of a person stands in the chain of commands', () => {
    add(mei);
    shop.call('customer.update', { customerId: 1, changes: { name: 'Mei Li' } });
    const chain = shop.raw.prepare('select group_concat(changes || proofs || inputDigest) as text from command').get() as { text: string };
    expect(chain.text).not.toMatch(/mei|chen|example|10115/i);
    expect(shop.raw.prepare("select count(*) as n from fieldHistory where kind = 'customer'").get()).toEqual({ n: 0 });
  });

  test('a customer nothing names is removed without a trace; one that something names stays', () => {
    const [gone, kept] = [add(mei), add({ name: 'Bo' })];
    const other = add({ name: 'Bo again' });
    shop.call('customer.setConsent', { customerId: gone, purpose: 'email', given: true, source: 'counter' });
    shop.call('customer.merge', { customerId: other, intoId: kept });
    expect(shop.call('customer.remove', { ids: [gone, kept] }).results).toEqual([
      { ok: true, value: { customerId: gone } },
      { ok: false, refusal: { code: 'customer.inUse', details: { customerId: kept } } },
    ]);
    expect([found('mei'), count('customerContact'), count('customerAddress'), count('customerConsent')]).toEqual([[], 0, 0, 0]);
    expect(get(kept).name).toBe('Bo');
  });

  test('the list is by name, page by page, and can show the blocked ones', () => {
    for (const name of ['Zoe', '安娜', 'adam', 'Bob', '白雪']) add({ name });
    const first = shop.call('customer.list', { limit: 3 });
    expect(first.rows.map(({ name }) => name)).toEqual(['adam', '安娜', '白雪']);
    const second = shop.call('customer.list', { limit: 3, ...(first.next && { after: first.next }) });
    expect([second.rows.map(({ name }) => name), second.next]).toEqual([['Bob', 'Zoe'], null]);
    shop.call('customer.update', { customerId: 1, changes: { blocked: true } });
    expect(shop.call('customer.list', { blocked: true }).rows.map(({ name }) => name)).toEqual(['Zoe']);
  });

  test('a scanner sees no customers', () => {
    refused(() => shop.as('scanner').call('customer.list', {}), 'permission.denied');
  });
});

describe('consent', () => {
  const say = (given: boolean, source: string) => shop.call('customer.setConsent', { customerId: 1, purpose: 'email', given, source });

  test('the newest word holds, with its source and instant, and the older ones stay', () => {
    add(mei);
    expect(say(true, 'sign-up form')).toEqual({ before: { given: false } });
    shop.clock.advance(1000);
    expect(say(false, 'mail of 3 March')).toEqual({ before: { given: true } });
    expect(get(1).consents).toEqual([{ purpose: 'email', given: false, source: 'mail of 3 March', occurredAt: shop.clock.now }]);
    expect(count('customerConsent')).toBe(2);
    expect(() => shop.raw.exec('update customerConsent set given = 1')).toThrow('a consent is never rewritten');
  });
});

describe('merging', () => {
  const everything = () =>
    ['customer', 'customerContact', 'customerAddress', 'customerConsent', 'customerHistory'].map((table) => shop.raw.prepare(`select * from ${table} order by id`).all());
  const two = () => {
    const [kept, gone] = [add(mei), add({ ...mei, name: 'M. Chen', contacts: [...(mei.contacts ?? []), { kind: 'email', value: 'work@example.com' }] })];
    shop.call('customer.setConsent', { customerId: gone, purpose: 'post', given: true, source: 'letter' });
    return { kept, gone };
  };

  test('the survivor has what both had, once, and the other answers with it', () => {
    const { kept, gone } = two();
    shop.call('customer.merge', { customerId: gone, intoId: kept });
    expect(get(gone)).toMatchObject({ id: kept, merged: [{ id: gone, number: 'C-000002', name: 'M. Chen' }], consents: [{ purpose: 'post', given: true }] });
    expect(get(kept).contacts.map(({ value }) => value)).toEqual(['Mei@Example.com', '0170 1234567', 'work@example.com']);
    expect(shop.call('customer.list', {}).rows.map(({ id }) => id)).toEqual([kept]);
    expect(shop.call('customer.find', { email: 'work@example.com' }).match?.customerId).toBe(kept);
    refused(() => shop.call('customer.update', { customerId: gone, changes: { name: 'X' } }), 'customer.merged');
  });

  test('taking them apart again restores every row', () => {
    const { kept, gone } = two();
    const before = everything();
    shop.call('customer.merge', { customerId: gone, intoId: kept });
    expect(shop.call('customer.unmerge', { customerId: gone })).toEqual({ before: { intoId: kept } });
    expect(everything()).toEqual(before);
    expect(found('work@example.com')).toEqual(['M. Chen']);
    expect(shop.call('customer.list', {}).rows).toHaveLength(2);
  });

  test('what the survivor learnt meanwhile stays with it', () => {
    const { kept, gone } = two();
    shop.call('customer.merge', { customerId: gone, intoId: kept });
    const contacts = [...get(kept).contacts.map(({ kind, value }) => ({ kind, value })), { kind: 'email' as const, value: 'later@example.com' }];
    shop.call('customer.update', { customerId: kept, changes: { contacts } });
    shop.call('customer.unmerge', { customerId: gone });
    expect(get(kept).contacts.map(({ value }) => value)).toEqual(['Mei@Example.com', '0170 1234567', 'later@example.com']);
    expect(get(gone).contacts.map(({ value }) => value)).toContain('work@example.com');
  });

  test('a chain of merges comes apart from its end', () => {
    const { kept, gone } = two();
    const last = add({ name: 'Mei Chen GmbH', kind: 'company' });
    shop.call('customer.merge', { customerId: gone, intoId: kept });
    shop.call('customer.merge', { customerId: kept, intoId: last });
    expect(get(gone).id).toBe(last);
    refused(() => shop.call('customer.unmerge', { customerId: gone }), 'customer.merged');
    shop.call('customer.unmerge', { customerId: kept });
    shop.call('customer.unmerge', { customerId: gone });
    refused(() => shop.call('customer.unmerge', { customerId: gone }), 'customer.notMerged');
    shop.call('customer.merge', { customerId: gone, intoId: kept });
  });

  test('a customer merges with another that still stands for itself', () => {
    const { kept, gone } = two();
    refused(() => shop.call('customer.merge', { customerId: kept, intoId: kept }), 'customer.sameTwice');
    refused(() => shop.call('customer.merge', { customerId: kept, intoId: 99 }), 'record.missing');
    shop.call('customer.merge', { customerId: gone, intoId: kept });
    refused(() => shop.call('customer.merge', { customerId: kept, intoId: gone }), 'customer.merged');
    refused(() => shop.call('customer.merge', { customerId: gone, intoId: kept }), 'customer.merged');
  });
});
