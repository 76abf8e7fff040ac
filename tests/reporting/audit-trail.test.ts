import { afterEach, beforeEach, expect, test } from 'vitest';
import { auditTrail } from '../../main/hosts/cli/audit-trail.ts';
import { day } from '../../shared/units/day.ts';
import type { Language } from '../../shared/units/language.ts';
import { newShop, type TestShop } from '../support/shop.ts';

let shop: TestShop;
beforeEach(() => {
  shop = newShop();
});
afterEach(() => shop.close());

const dayLength = 86_400_000;
const timeZone = 'Asia/Shanghai';
/** 00:30 on 2 April in Shanghai, which is still 1 April in UTC. */
const afterMidnight = Date.UTC(2026, 3, 1, 16, 30);

const trail = (on: string, { from, language = 'en' }: { from?: string; language?: Language } = {}) =>
  auditTrail({ ask: (method, input) => shop.call(method as 'activity.list', input), name: '渔具小店', baseCurrency: 'CNY', timeZone, from: from === undefined ? undefined : day(from), on: day(on), language });
const cellsOf = (report: ReturnType<typeof trail>, id: string) => report.rows.map(({ cells }) => cells[report.columns.findIndex((column) => column.id === id)]);

test('every command of the file stands in it, newest first, each with its link of the chain', () => {
  for (let count = 0; count < 230; count += 1) shop.call('shop.update', { changes: { name: `渔具小店 ${count}` } });
  const kept = shop.raw.prepare('select id, hash from command order by id desc').all() as { id: number; hash: string }[];
  expect(kept.length).toBeGreaterThan(200);
  const report = trail('2999-12-31');
  expect(cellsOf(report, 'number')).toEqual(kept.map(({ id }) => id));
  expect(cellsOf(report, 'hash')).toEqual(kept.map(({ hash }) => hash));
});

test('a span of days begins and ends with the days of the shop, not of the computer', () => {
  shop.clock.set(afterMidnight - 3_600_000);
  shop.call('shop.update', { changes: { name: 'First' } });
  shop.clock.set(afterMidnight);
  shop.call('shop.update', { changes: { name: 'Second' } });
  shop.clock.set(afterMidnight + dayLength);
  shop.call('shop.update', { changes: { name: 'Third' } });
  const last = Number(shop.raw.prepare('select max(id) from command').pluck().get());
  expect(cellsOf(trail('2026-04-02', { from: '2026-04-02' }), 'number')).toEqual([last - 1]);
  expect(cellsOf(trail('2026-04-02', { from: '2026-04-01' }), 'number')).toEqual([last - 1, last - 2]);
  expect(cellsOf(trail('2026-04-03', { from: '2026-04-03' }), 'number')).toEqual([last]);
});

test('what a command did is said in words, and how much it changed', () => {
  shop.call('user.add', { name: 'Wang', role: 'clerk', language: null });
  const said = (['en', 'zh-Hans', 'zh-Hant'] as const).map((language) => trail('2999-12-31', { language }).rows[0]!.cells);
  expect(said.map((cells) => cells[5])).toEqual(['user.add', 'user.add', 'user.add']);
  expect(new Set(said.map((cells) => cells[6])).size).toBeGreaterThan(1);
  for (const cells of said) expect(cells[6]).not.toBe('user.add');
  expect(said[0]![7]).toMatch(/^1 \w+/);
});
