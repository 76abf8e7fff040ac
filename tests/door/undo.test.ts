import { afterEach, beforeEach, expect, test } from 'vitest';
import { Refusal } from '../../shared/refusal/refusal.ts';
import { newShop, type TestShop } from '../support/shop.ts';

let shop: TestShop;
beforeEach(() => {
  shop = newShop();
});
afterEach(() => shop.close());

const lastCommand = (): number => shop.raw.prepare('select max(id) from command').pluck().get() as number;
const blocked = (userId: number): unknown => shop.raw.prepare('select blocked from user where id = ?').pluck().get(userId);

test('undoing gives the inverse as a command of its own, and undoing that gives the first one back', () => {
  const { userId } = shop.call('user.add', { name: 'Wang', role: 'clerk', language: null });
  shop.call('user.block', { userId });
  shop.call('activity.undo', { commandId: lastCommand() });
  expect(blocked(userId)).toBe(0);
  shop.call('activity.undo', { commandId: lastCommand() });
  expect(blocked(userId)).toBe(1);
});

test('a changed field goes back to what stood there before', () => {
  shop.call('shop.update', { changes: { name: 'Another name' } });
  shop.call('activity.undo', { commandId: lastCommand() });
  expect(shop.call('shop.get', undefined as never).name).toBe('渔具小店');
});

test('nobody undoes what they may not do', () => {
  shop.call('user.add', { name: 'Wang', role: 'clerk', language: null });
  const commandId = lastCommand();
  expect(() => shop.as('clerk').call('activity.undo', { commandId })).toThrow(Refusal);
});

test('what has no way back says so', () => {
  expect(() => shop.call('activity.undo', { commandId: 1 })).toThrow('undo.impossible');
});
