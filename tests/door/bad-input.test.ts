import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { day } from '../../shared/units/day.ts';
import { channelId, channelLine, channelOrder, newSellingShop, type SellingShop } from '../sales/support.ts';
import { accountId } from '../accounting/support.ts';
import { Refusal, type RefusalCode } from '../../shared/refusal/refusal.ts';

let shop: SellingShop;
let orderId: number;

/** Twenty rods on the shelf, an order of two, and February closed. */
beforeEach(() => {
  shop = newSellingShop();
  ({ orderId } = shop.call('order.create', { lines: [{ variantId: shop.variant.ROD, quantity: 2000 as never }] }));
  shop.call('period.lock', { throughOn: day('2026-02-28'), reason: 'filed' });
});
afterEach(() => shop.close());

/** Rows of every table: what a refused command may not move. */
function rows(): Record<string, unknown> {
  const tables = shop.raw.prepare("select name from sqlite_schema where type = 'table' and name not like 'sqlite_%' and name not like '%Search%'").pluck().all() as string[];
  return Object.fromEntries(tables.map((table) => [table, shop.raw.prepare(`select count(*) from "${table}"`).pluck().get()]));
}

/** Calls as a program outside would: whatever comes, typed or not. */
const call = (method: string, input: unknown) => shop.call(method as 'order.cancel', input as never) as unknown;

function refusalOf(method: string, input: unknown): { code: RefusalCode } | undefined {
  try {
    const answer = call(method, input) as { results?: ({ ok: true } | { ok: false; refusal: { code: RefusalCode } })[] };
    const item = answer.results?.[0];
    return item?.ok === false ? item.refusal : undefined;
  } catch (error) {
    if (error instanceof Refusal) return error.data();
    throw error;
  }
}

type Line = { ledgerAccountId: number; amount: number };
const entry = (lines: Line[], postedOn = '2026-03-02') => ({ postedOn, text: 'by hand', lines });
const rent = (amount = 500): Line[] => [{ ledgerAccountId: accountId(shop, '6900'), amount }, { ledgerAccountId: accountId(shop, '1010'), amount: -500 }];
const line = (quantity: unknown, variantId: unknown = 1) => ({ lines: [{ variantId, quantity }] });

const wrong: [string, string, () => unknown, RefusalCode][] = [
  ['a SKU nobody knows', 'stock.openingBatch', () => ({ items: [{ sku: 'NONE', quantity: 1000, value: 100 }] }), 'sku.unknown'],
  ['a variant nobody knows', 'order.create', () => line(1000, 999), 'variant.unknown'],
  ['a negative quantity', 'order.create', () => line(-1000), 'input.invalid'],
  ['no quantity at all', 'order.create', () => line(0), 'input.invalid'],
  ['half a thousandth', 'order.create', () => line(0.5), 'input.invalid'],
  ['a quantity in words', 'order.create', () => line('2'), 'input.invalid'],
  ['a quantity that is no number', 'order.create', () => line(Number.NaN), 'input.invalid'],
  ['a quantity without end', 'order.create', () => line(Number.POSITIVE_INFINITY), 'input.invalid'],
  ['a number no computer counts exactly', 'order.create', () => line(2 ** 53), 'input.invalid'],
  ['no lines', 'order.create', () => ({ lines: [] }), 'input.invalid'],
  ['nothing', 'order.create', () => null, 'input.invalid'],
  ['a list instead', 'order.create', () => [], 'input.invalid'],
  ['the wrong currency', 'payment.capture', () => ({ orderId, amount: 100, currency: 'EUR' }), 'currency.mismatch'],
  ['a made-up currency', 'shop.update', () => ({ changes: { baseCurrency: 'ABC' } }), 'input.invalid'],
  ['an order that is not there', 'payment.capture', () => ({ orderId: 999, amount: 100 }), 'order.missing'],
  ['more than was ordered', 'shipment.ship', () => ({ orderId, lines: [{ orderLineId: 1, quantity: 3000 }] }), 'shipment.tooMany'],
  ['more lost than there is', 'stock.adjust', () => ({ locationId: shop.locationId, reason: 'damage', lines: [{ variantId: shop.variant.ROD, quantity: -21_000 }] }), 'stock.short'],
  ['a day of a closed month', 'journal.post', () => entry(rent(), '2026-02-15'), 'period.locked'],
  ['a day that is none', 'journal.post', () => entry(rent(), '2026-02-30'), 'input.invalid'],
  ['an entry a cent off', 'journal.post', () => entry(rent(501)), 'entry.unbalanced'],
  ['an entry on a control account', 'journal.post', () => entry([{ ledgerAccountId: accountId(shop, '1100'), amount: 500 }, { ledgerAccountId: accountId(shop, '1010'), amount: -500 }]), 'account.control'],
  ['more given back than was paid', 'refund.record', () => ({ orderId, parts: [{ kind: 'goodsKept', orderLineId: 1, amount: 100 }] }), 'refund.tooMuch'],
  ['a batch too long', 'order.importBatch', () => ({ channelId, items: Array.from({ length: 201 }, (_, n) => channelOrder({ externalId: `W${n}` })) }), 'input.invalid'],
  ['a name of a megabyte', 'user.add', () => ({ name: 'x'.repeat(1_000_000), role: 'clerk' }), 'input.invalid'],
  ['a role nobody has', 'user.add', () => ({ name: 'Eve', role: 'god' }), 'input.invalid'],
];

describe('what cannot be is refused in words, and nothing is lost or half written', () => {
  test.each(wrong)('%s (%s)', (_what, method, input, code) => {
    const before = rows();
    expect(refusalOf(method, input())?.code).toBe(code);
    // A batch is recorded with its refusals, and opening stock has one document for all its lines; beside those it leaves nothing.
    const record = new Set(['command', 'commandBody', 'commandKey', 'stockAdjustment']);
    const moved = Object.entries(rows()).filter(([table, count]) => count !== before[table] && !record.has(table));
    expect(moved).toEqual([]);
    shop.check();
  });
});

test('in a batch, what is wrong takes nothing with it', () => {
  const good = channelOrder({ externalId: 'GOOD' });
  const cross = channelOrder({ externalId: 'CROSS', total: 1 as never });
  const { results } = shop.call('order.importBatch', { channelId, items: [good, cross, channelOrder({ externalId: 'ALSO' })] });
  expect(results.map(({ ok }) => ok)).toEqual([true, results[1]?.ok, true]);
  expect(shop.raw.prepare("select externalId from salesOrder where externalId in ('GOOD', 'ALSO') order by id").pluck().all()).toEqual(['GOOD', 'ALSO']);
  shop.check();
});

test('a line of a SKU nobody knows comes in as an exception, not as a loss', () => {
  const { results } = shop.call('order.importBatch', { channelId, items: [channelOrder({ externalId: 'W9', lines: [channelLine('1', 'UNKNOWN', 1, 22_000, 2_860)], total: 24_860 as never })] });
  expect(results[0]).toMatchObject({ ok: true, value: { outcome: 'created' } });
  expect(shop.raw.prepare("select kind from orderException e join salesOrder o on o.id = e.orderId where o.externalId = 'W9'").pluck().all()).not.toEqual([]);
  shop.check();
});

test('names that JavaScript gives a meaning of its own are only names', () => {
  const input = JSON.parse('{"name":"Eve","role":"clerk","__proto__":{"role":"owner"},"constructor":{"prototype":{"role":"owner"}}}') as unknown;
  call('user.add', input);
  expect(shop.call('user.list', undefined).users.find(({ name }) => name === 'Eve')).toMatchObject({ role: 'clerk' });
  expect(({} as { role?: string }).role).toBeUndefined();
});

test('words that look like SQL, markup or formulas are kept as they are', () => {
  for (const name of ["'; drop table user; --", '<img src=x onerror=alert(1)>', '=1+1', '‮evil', '👩‍👩‍👧', '李 雷']) {
    const { userId } = shop.call('user.add', { name, role: 'clerk', language: null });
    expect(shop.call('user.list', undefined).users.find(({ id }) => id === userId)?.name).toBe(name);
  }
  shop.check();
});
