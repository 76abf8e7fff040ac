import { describe, expect, test } from 'vitest';
import { ordersIn } from '../../../main/channels/shopify/bulk-file.ts';

const order = (id: number) => ({ id: `gid://shopify/Order/${id}`, name: `#${id}`, updatedAt: '2026-11-21T22:30:00Z', returnStatus: 'NO_RETURN', transactions: [], refunds: [], note: '渔线 🎣' });
const row = (of: number, kind: string, name: string) => ({ __typename: kind, name, __parentId: `gid://shopify/Order/${of}` });
const written = (...lines: object[]): string => lines.map((line) => `${JSON.stringify(line)}\n`).join('');

const file = written(order(1), row(1, 'ShippingLine', 'Post'), row(1, 'LineItem', 'A'), row(1, 'LineItem', 'B'), order(2), order(3), row(3, 'LineItem', 'C'));

describe('a file of orders', () => {
  test('rows stand under their order, by what they are; what only the file has is left out', () => {
    const found = ordersIn(file, true);
    expect(found?.bytes).toBe(Buffer.byteLength(file));
    expect(found?.orders.map(({ payload }) => payload.order)).toMatchObject([
      { name: '#1', lineItems: [{ name: 'A' }, { name: 'B' }], shippingLines: { nodes: [{ name: 'Post' }] } },
      { name: '#2', lineItems: [], shippingLines: { nodes: [] } },
      { name: '#3', lineItems: [{ name: 'C' }] },
    ]);
    expect(JSON.stringify(found)).not.toMatch(/__parentId|__typename/);
  });

  test('cut anywhere, only whole orders come, and what follows begins where they end', () => {
    const whole = Buffer.from(file);
    for (let from = 0; from < whole.byteLength; ) {
      let next = from;
      for (let end = from; end <= whole.byteLength; end += 1) {
        const found = ordersIn(whole.subarray(from, end).toString(), end === whole.byteLength);
        // A character cut in two is behind the last whole line.
        expect([end, found === undefined]).toEqual([end, false]);
        const rest = ordersIn(whole.subarray(from + found!.bytes).toString(), true);
        expect([...found!.orders, ...rest!.orders]).toEqual(ordersIn(whole.subarray(from).toString(), true)!.orders);
        if (found!.bytes > 0 && next === from) next = from + found!.bytes;
      }
      from = next;
    }
  });

  test('the last line needs no end of line, and an empty one is none', () => {
    expect(ordersIn(file.trimEnd(), true)?.orders).toHaveLength(3);
    expect(ordersIn(`${file}\n`, true)?.orders).toHaveLength(3);
    expect(ordersIn('', true)).toEqual({ orders: [], bytes: 0 });
    expect(ordersIn('', false)).toEqual({ orders: [], bytes: 0 });
  });

  test.each([
    ['a row that stands below another order', written(order(1), order(2), row(1, 'LineItem', 'A'))],
    ['a row without an order', written(row(1, 'LineItem', 'A'), order(1))],
    ['a row of a list nobody asked for', written(order(1), row(1, 'Fulfillment', 'A'))],
    ['an order without what it is known by', written({ ...order(1), updatedAt: null })],
    ['a line that is no JSON', `${written(order(1))}{"id":\n`],
    ['a page for people', '<html>\n<title>Sign in</title>\n</html>\n'],
  ])('%s makes it none', (_name, text) => {
    expect(ordersIn(text, true)).toBeUndefined();
  });
});
