import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { familyOf } from '../../main/parties/customer.queries.ts';
import { type Buyer, matchOrCreateCustomer } from '../../main/parties/match.service.ts';
import type { NewCustomer } from '../../shared/parties/customer.contract.ts';
import { newShop, type TestShop } from '../support/shop.ts';

let shop: TestShop;
beforeEach(() => {
  shop = newShop({ country: 'DE', baseCurrency: 'EUR', timeZone: 'Europe/Berlin' });
});
afterEach(() => {
  shop.check();
  shop.close();
});

const address = { kind: 'shipping', recipient: 'Mei Chen', line1: 'Torstr. 1', city: 'Berlin', postcode: '10115', country: 'DE' } as const;
const buyer: Buyer = { name: 'Mei Chen', email: 'mei@example.com', phone: '0170 1234567', address };
const order = (from: Partial<Buyer>) => shop.tx((tx) => matchOrCreateCustomer(tx, { name: '', email: null, phone: null, address: null, ...from }));

describe('the customer of an order', () => {
  test('is new the first time and known ever after, by each way in turn', () => {
    expect(order(buyer)).toEqual({ customerId: 1, created: true, match: null });
    expect(order({ name: 'M.', email: 'MEI@example.com' })).toMatchObject({ customerId: 1, created: false, match: { by: 'email', key: 'mei@example.com' } });
    expect(order({ name: 'M.', email: 'other@example.com', phone: '+49 170 1234567' })).toMatchObject({ customerId: 1, match: { by: 'phone' } });
    expect(order({ name: 'Chen, Mei', address: { ...address, recipient: 'Chen, Mei', line1: 'Torstrasse 1' } })).toMatchObject({ customerId: 1, match: { by: 'namePostcode' } });
    expect(shop.call('customer.get', { customerId: 1 }).name).toBe('Mei Chen');
  });

  test('a known card is completed and not overwritten, and the same order again adds nothing', () => {
    order(buyer);
    order({ ...buyer, email: 'work@example.com' });
    order({ ...buyer, email: 'work@example.com' });
    const { contacts, addresses } = shop.call('customer.get', { customerId: 1 });
    expect([contacts.map(({ value }) => value), addresses.length]).toEqual([['mei@example.com', '0170 1234567', 'work@example.com'], 1]);
  });

  test('masked buyers of a marketplace are each their own', () => {
    const masked: Partial<Buyer> = { name: '陈*', phone: '138****8000', address: { ...address, recipient: '陈*', country: 'CN', postcode: '200000' } };
    expect([order(masked).customerId, order(masked).customerId]).toEqual([1, 2]);
  });

  test('a guest without a name is called by what is known of him', () => {
    order({ email: 'guest@example.com' });
    order({});
    expect(shop.call('customer.list', {}).rows.map(({ name }) => name)).toEqual(['?', 'guest@example.com']);
  });

  test('two cards that fit are named, so that a person can look', () => {
    shop.call('customer.create', { name: 'A', contacts: [{ kind: 'phone', value: '030 123456' }] });
    shop.call('customer.create', { name: 'B', contacts: [{ kind: 'phone', value: '+49 30 123456' }] });
    expect(order({ name: 'C', phone: '0049 30 123456' }).match).toEqual({ customerId: 1, by: 'phone', key: '+4930123456', others: [2] });
  });

  test('goes to the survivor after a merge, whose family holds the orders of both', () => {
    const [first, second] = [order(buyer).customerId, order({ name: 'Bo', email: 'bo@example.com' }).customerId];
    shop.call('customer.merge', { customerId: first, intoId: second });
    expect(order(buyer)).toMatchObject({ customerId: second, created: false });
    expect([familyOf(shop.read, second), familyOf(shop.read, first)]).toEqual([[1, 2], [1]]);
  });
});

describe('bringing customers up to date', () => {
  const bring = (...items: NewCustomer[]) =>
    shop.call('customer.importBatch', { items }).results.map((result) => (result.ok ? result.value.outcome : result.refusal.code));
  const mei: NewCustomer = { name: 'Mei Chen', contacts: [{ kind: 'email', value: 'mei@example.com' }], addresses: [address] };

  test('the same sheet again changes nothing, and a new field changes the known card', () => {
    expect(bring(mei, { name: 'Bo' })).toEqual(['created', 'created']);
    expect(bring(mei)).toEqual(['unchanged']);
    expect(bring({ ...mei, taxNumber: 'DE123456789', language: 'en' })).toEqual(['updated']);
    expect(shop.call('customer.get', { customerId: 1 })).toMatchObject({ taxNumber: 'DE123456789', language: 'en' });
  });

  test('the same person twice in one sheet is one customer', () => {
    expect(bring(mei, { ...mei, contacts: [...(mei.contacts ?? []), { kind: 'phone', value: '0170 1234567' }] })).toEqual(['created', 'updated']);
    expect(shop.call('customer.list', {}).rows).toHaveLength(1);
  });
});
