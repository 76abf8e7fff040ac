import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { newShop, type TestShop } from '../support/shop.ts';

let shop: TestShop;
beforeAll(() => void (shop = newShop()));
afterAll(() => shop.close());

const rows = (table: string, columns: string): unknown[] => shop.raw.prepare(`select ${columns} from ${table} order by 1`).all();
/** Everything a merge may touch, and what a search finds. */
const cards = () => [
  rows('customer', '*'),
  rows('customerContact', '*'),
  rows('customerAddress', '*'),
  ['alpha', 'beta', 'gamma'].map((name) => shop.call('customer.list', { text: name }).rows.map(({ id }) => id).sort((a, b) => a - b)),
];

test('cards that became one and are taken apart again, in the order they were merged, are what they were', () => {
  const person = fc.record({
    name: fc.constantFrom('Alpha', 'Beta', 'Gamma'),
    emails: fc.uniqueArray(fc.nat(4), { maxLength: 3 }),
    phones: fc.uniqueArray(fc.nat(4), { maxLength: 2 }),
    streets: fc.uniqueArray(fc.nat(3), { maxLength: 2 }),
  });
  fc.assert(
    fc.property(fc.array(person, { minLength: 2, maxLength: 4 }), fc.array(fc.tuple(fc.nat(3), fc.nat(3)), { minLength: 1, maxLength: 3 }), (people, merges) => {
      shop.raw.exec('begin');
      try {
        const ids = people.map(({ name, emails, phones, streets }) =>
          shop.call('customer.create', {
            name,
            contacts: [...emails.map((at) => ({ kind: 'email' as const, value: `e${at}@example.cn` })), ...phones.map((at) => ({ kind: 'phone' as const, value: `1380013800${at}` }))],
            addresses: streets.map((at) => ({ kind: 'shipping' as const, recipient: name, line1: `${at} Road`, city: 'Hangzhou', postcode: `31000${at}`, country: 'CN' })),
          }).customerId,
        );
        const before = cards();
        const merged: number[] = [];
        for (const [from, into] of merges) {
          const [customerId, intoId] = [ids[from % ids.length]!, ids[into % ids.length]!];
          try {
            shop.call('customer.merge', { customerId, intoId });
            merged.push(customerId);
          } catch (error) {
            if (!(error instanceof Error) || error.name !== 'Refusal') throw error;
          }
        }
        for (const customerId of merged.toReversed()) shop.call('customer.unmerge', { customerId });
        expect(cards()).toEqual(before);
      } finally {
        shop.raw.exec('rollback');
      }
    }),
    { numRuns: 60 },
  );
});
