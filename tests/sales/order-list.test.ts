import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { countOrders, listOrders } from '../../main/sales/order-list.queries.ts';
import { getOrder } from '../../main/sales/order.queries.ts';
import type { Reader } from '../../main/database/handles.ts';
import { zOrderFilter } from '../../shared/sales/order.contract.ts';
import type { AskOf, OutputOf } from '../../main/database/handlers.ts';
import type { Contract } from '../../shared/app/contract.ts';
import { instant } from '../../shared/units/instant.ts';
import { pieces } from '../../shared/units/quantity.ts';
import { openingTime } from '../support/shop.ts';
import { channelId, channelOrder, newSellingShop, type SellingShop } from './support.ts';

type Page = OutputOf<Contract, 'order.list'>;
type Filter = NonNullable<AskOf<Contract, 'order.list'>['filter']>;

let shop: SellingShop;
beforeAll(() => {
  shop = newSellingShop();
  const items = Array.from({ length: 60 }, (_, index) =>
    channelOrder({
      externalId: `W${100 + index}`,
      orderedAt: instant(openingTime + 1 + Math.floor(index / 3) * 1_000),
      shipByAt: instant(openingTime + 90_000_000 - index),
      payments: index % 2 === 0 ? [] : channelOrder({ externalId: `W${100 + index}` }).payments,
      customer: { name: index % 10 === 0 ? '李娜' : 'Ann Miller', email: `c${index % 10}@example.cn`, phone: null },
      status: index % 15 === 0 ? 'onHold' : 'open',
    }),
  );
  shop.call('order.importBatch', { channelId, items });
  // Two of three are approved, whatever the rules say of them; held ones cannot be.
  const all = shop.raw.prepare('select id from salesOrder where id % 3 <> 0').all() as { id: number }[];
  shop.call('order.approve', { items: all.map(({ id: orderId }) => ({ orderId })), reason: 'they were called' });
  for (let index = 0; index < 7; index += 1) shop.call('order.sell', { lines: [{ variantId: shop.variant.HOOK, quantity: pieces(1) }] });
});
afterAll(() => shop.close());

const pages = (filter: Filter, sort: 'newest' | 'total' | 'shipBy' = 'newest') => {
  const rows: Page['rows'] = [];
  let after: Page['next'] = null;
  do {
    const page: Page = shop.call('order.list', { filter, sort, after, limit: 8 });
    rows.push(...page.rows);
    after = page.next;
  } while (after !== null);
  return rows;
};

test.each(['newest', 'total', 'shipBy'] as const)('a shop without an order has an empty list, sorted by %s', (sort) => {
  const empty = newSellingShop();
  expect(empty.call('order.list', { filter: { view: 'toShip' }, sort }).rows).toEqual([]);
  empty.close();
});

describe('the list of orders', () => {
  test('pages by key see each order once, the newest first', () => {
    const rows = pages({});
    expect(new Set(rows.map((row) => row.id)).size).toBe(67);
    expect(rows).toEqual([...rows].sort((a, b) => b.orderedAt - a.orderedAt || b.id - a.id));
  });

  test('sorted by total, and by when they must ship', () => {
    const byTotal = pages({}, 'total').map((row) => row.total);
    expect(byTotal).toEqual([...byTotal].sort((a, b) => b - a));
    const due = pages({}, 'shipBy');
    expect(due.map((row) => row.shipByAt)).toEqual(due.map((row) => row.shipByAt).sort((a, b) => a - b));
    expect(due).toHaveLength(60);
    expect(pages({ view: 'toPay' }, 'shipBy').map((row) => row.payment)).toEqual(Array(30).fill('unpaid'));
  });

  const filters: [string, Filter, (row: ReturnType<typeof pages>[number]) => boolean][] = [
    ['of a channel', { channelId }, (row) => row.channelId === channelId],
    ['unpaid', { payment: 'unpaid' }, (row) => row.payment === 'unpaid'],
    ['to pay', { view: 'toPay' }, (row) => row.payment === 'unpaid'],
    ['paid', { payment: 'paid' }, (row) => row.payment === 'paid'],
    ['to ship', { view: 'toShip' }, (row) => row.fulfilment !== 'shipped' && row.approved],
    ['to approve', { view: 'toApprove' }, (row) => row.fulfilment !== 'shipped' && !row.approved],
    ['waiting for goods', { fulfilment: 'open' }, (row) => row.fulfilment === 'open'],
    ['held', { held: true }, (row) => row.holds > 0],
    ['not held', { held: false }, (row) => row.holds === 0],
    ['that need somebody', { view: 'needsAttention' }, (row) => row.holds + row.exceptions > 0],
    ['of a customer by name', { search: '李' }, (row) => row.customerName === '李娜'],
    ['by the channel’s number', { search: 'W10' }, (row) => row.number.startsWith('W10')],
    ['by our number', { search: 'so-000003' }, (row) => row.id === 3],
    ['of some minutes', { orderedFrom: instant(openingTime + 3_000), orderedBefore: instant(openingTime + 8_000) }, (row) => row.orderedAt >= openingTime + 3_000 && row.orderedAt < openingTime + 8_000],
    ['unpaid, held, of a channel', { payment: 'unpaid', held: true, channelId }, (row) => row.payment === 'unpaid' && row.holds > 0],
  ];
  test.each(filters)('orders %s', (_name, filter, holds) => {
    const expected = pages({}).filter(holds).map((row) => row.id).sort((a, b) => a - b);
    expect(expected.length).toBeGreaterThan(0);
    for (const sort of ['newest', 'total'] as const) expect(pages(filter, sort).map((row) => row.id).sort((a, b) => a - b)).toEqual(expected);
  });

  test('counts of the work lists are the lengths of the lists', () => {
    const counts = shop.call('order.counts', undefined);
    const toApprove = pages({ view: 'toApprove' });
    const safe = toApprove.filter((row) => row.holds + row.exceptions === 0).map((row) => row.id);
    expect([...shop.call('order.safe', {}).orderIds].sort((a, b) => a - b)).toEqual([...safe].sort((a, b) => a - b));
    expect(counts).toEqual({ all: 67, toApprove: toApprove.length, safe: safe.length, toShip: pages({ view: 'toShip' }).length, toPay: pages({ view: 'toPay' }).length, needsAttention: pages({ view: 'needsAttention' }).length });
  });
});

/** Everything a reader asks, with SQLite's plan for it. */
function plansOf(ask: (reader: Reader) => void): { plans: string[]; statements: number } {
  const plans: string[] = [];
  const explain = (sql: string): void => {
    const rows = shop.raw.prepare(`explain query plan ${sql}`).all(...(Array(sql.split('?').length - 1).fill(null) as null[])) as { detail: string }[];
    plans.push(...rows.map((row) => row.detail));
  };
  const before = shop.read.statements;
  ask({
    all: (query) => (explain(query.compile().sql), shop.read.all(query)),
    get: (query) => (explain(query.compile().sql), shop.read.get(query)),
    kept: (key, sql) => (explain(sql()), shop.read.kept(key, sql)),
    get statements() {
      return shop.read.statements;
    },
  });
  return { plans, statements: shop.read.statements - before };
}

const scans = (plans: string[]): string[] => plans.filter((plan) => /^SCAN (o|salesOrder|line|orderLine|command|entry|journalEntry|posting|shipment|payment|bought)\b(?!.*INDEX)/.test(plan));

describe('no question reads a large table', () => {
  const filters: Filter[] = [
    {}, { channelId }, { payment: 'unpaid' }, { view: 'toPay' }, { view: 'toShip' }, { view: 'needsAttention' }, { fulfilment: 'open' }, { held: true },
    { search: 'W10' }, { customerId: 1 }, { orderedFrom: instant(0), orderedBefore: instant(1_000) }, { channelId, fulfilment: 'allocated', payment: 'paid' },
  ];
  test.each(filters.flatMap((filter) => (['newest', 'total', 'shipBy'] as const).map((sort) => [JSON.stringify(filter), sort, filter] as const)))('%s by %s', (_name, sort, filter) => {
    const { plans, statements } = plansOf((reader) => void listOrders(reader, { filter: zOrderFilter.parse(filter), sort, after: { sortKey: 5, id: 5 }, limit: 50 }));
    expect(scans(plans)).toEqual([]);
    expect(statements).toBeLessThanOrEqual(2);
  });

  test('an order’s page is four statements, the counts one', () => {
    const page = plansOf((reader) => void getOrder(reader, { orderId: 1 }));
    expect([page.statements, scans(page.plans)]).toEqual([4, []]);
    const counts = plansOf((reader) => void countOrders(reader));
    expect([counts.statements, scans(counts.plans)]).toEqual([1, []]);
  });
});
