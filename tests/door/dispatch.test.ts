import { afterEach, beforeEach, expect, test } from 'vitest';
import { registry } from '../../main/app/registry.ts';
import type { Connection } from '../../main/database/connection.ts';
import { chainHash } from '../../main/app/chain.ts';
import { Refusal } from '../../shared/refusal/refusal.ts';
import { newShop, type TestShop } from '../support/shop.ts';

let shop: TestShop;
beforeEach(() => {
  shop = newShop();
});
afterEach(() => shop.close());

const refusalOf = (work: () => unknown): unknown => {
  try {
    work();
  } catch (error) {
    if (error instanceof Refusal) return error.data();
    throw error;
  }
  return undefined;
};

test('a command leaves one chained record, and its hash covers the one before', () => {
  shop.call('user.add', { name: 'Wang', role: 'clerk', language: null });
  const rows = shop.raw.prepare('select * from command order by id').all() as Parameters<typeof chainHash>[1][] & { hash: string }[];
  expect(rows.map((row) => row.method)).toEqual(['shop.create', 'user.add']);
  let previous = '';
  for (const row of rows) {
    expect(row.hash).toBe(chainHash(previous, row));
    previous = row.hash;
  }
});

test('a record can be neither changed nor removed', () => {
  expect(() => shop.raw.exec("update command set method = 'nothing'")).toThrow(/never changed/);
  expect(() => shop.raw.exec('delete from command')).toThrow(/never removed/);
});

test('the same key again gets the same answer and has no second effect', () => {
  const first = shop.call('user.add', { name: 'Wang', role: 'clerk', language: null }, 'k1');
  const again = shop.call('user.add', { name: 'Wang', role: 'clerk', language: null }, 'k1');
  expect(again).toEqual(first);
  expect(shop.call('user.list', undefined as never).users).toHaveLength(2);
});

test('a key used for something else is refused', () => {
  shop.call('user.add', { name: 'Wang', role: 'clerk', language: null }, 'k1');
  expect(refusalOf(() => shop.call('user.add', { name: 'Zhao', role: 'clerk', language: null }, 'k1'))).toEqual({ code: 'key.reused', details: { key: 'k1' } });
});

test('a clerk may not add people, and nothing is recorded of the try', () => {
  const before = shop.raw.prepare('select count(*) from command').pluck().get();
  expect(refusalOf(() => shop.as('clerk').call('user.add', { name: 'Wang', role: 'owner', language: null }))).toEqual({
    code: 'permission.denied',
    details: { method: 'user.add', role: 'clerk' },
  });
  expect(shop.raw.prepare('select count(*) from command').pluck().get()).toBe(before);
});

test('bad input is refused with the path of each problem', () => {
  const data = refusalOf(() => shop.call('user.add', { name: '', role: 'king' as never, language: null })) as { code: string; details: { issues: { path: string }[] } };
  expect(data.code).toBe('input.invalid');
  expect(data.details.issues.map((issue) => issue.path).sort()).toEqual(['name', 'role']);
});

test('a service that throws half way leaves nothing behind', () => {
  expect(() =>
    shop.tx((tx) => {
      tx.changed('user', 1);
      shop.raw.exec("insert into user (name, role) values ('half', 'clerk')");
      throw new Error('stop');
    }),
  ).toThrow('stop');
  expect(shop.raw.prepare("select count(*) from user where name = 'half'").pluck().get()).toBe(0);
});

test('time in the record never runs backwards, whatever the clock says', () => {
  shop.clock.set(shop.clock.now - 86_400_000);
  shop.call('user.add', { name: 'Wang', role: 'clerk', language: null });
  const times = shop.raw.prepare('select recordedAt from command order by id').pluck().all() as number[];
  expect(times[1]).toBe(times[0]);
});

test('a query cannot write, even by raw SQL on its connection', () => {
  const owner = { userId: 1, role: 'owner', deviceId: null, via: 'app' } as const;
  const real = registry.queries['user.list'];
  const asked: unknown[] = [];
  for (const sql of ["insert into user (name, role) values ('half', 'clerk')", "update user set role = 'owner'", 'drop table user', 'create temp table scratch (a)']) {
    registry.queries['user.list'] = ((reader: Connection) => reader.raw.exec(sql)) as never;
    try {
      expect(() => shop.core.query(owner, 'user.list', {})).toThrow(expect.objectContaining({ code: 'file.readOnly' }));
      asked.push(sql);
    } finally {
      registry.queries['user.list'] = real!;
    }
  }
  expect(asked).toHaveLength(4);
  expect(shop.raw.prepare('select name, role from user').all()).toEqual([{ name: 'Lin', role: 'owner' }]);
});

test('a command is no query', () => {
  expect(() => shop.core.query({ userId: 1, role: 'owner', deviceId: null, via: 'app' }, 'user.add', { name: 'Wang', role: 'clerk', language: null })).toThrow(/./);
  expect(shop.raw.prepare('select count(*) from user').pluck().get()).toBe(1);
});

test('a text with a NUL is refused, one that only tells of it is kept as it is', () => {
  expect(refusalOf(() => shop.call('user.add', { name: 'Wang\0', role: 'clerk', language: null }))).toMatchObject({ code: 'input.invalid' });
  shop.call('user.add', { name: String.raw`Wang \u0000`, role: 'clerk', language: null });
  expect(shop.raw.prepare('select name from user order by id desc limit 1').pluck().get()).toBe(String.raw`Wang \u0000`);
});
