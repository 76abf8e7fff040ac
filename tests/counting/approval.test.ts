import { afterEach, beforeEach, expect, test } from 'vitest';
import type { Session } from '../../main/app/door.ts';
import { minor } from '../../shared/units/minor.ts';
import { pieces } from '../../shared/units/quantity.ts';
import { openTestDoor, refusalOf, type TestDoor } from '../support/door.ts';

let shop: TestDoor;
let wei: number;
let mei: number;
let screen: Session;
let stocktakeId: number;

const ask = async <T>(method: string, input: object, session: Session = shop.owner): Promise<T> => (await shop.door.call(session, method, input)) as T;

/** Wei's screen with a count in which two tea of 10.00 are missing, above the limit of 15.00; Mei is a manager with a PIN. */
beforeEach(async () => {
  shop = await openTestDoor();
  ({ userId: wei } = await ask<{ userId: number }>('user.add', { name: 'Wei', role: 'clerk' }));
  ({ userId: mei } = await ask<{ userId: number }>('user.add', { name: 'Mei', role: 'manager' }));
  for (const [userId, pin] of [[wei, '1111'], [mei, '2468']] as const) await ask('session.setPin', { userId, pin });
  screen = await shop.door.session('app');
  await ask('session.signIn', { userId: wei, pin: '1111' }, screen);
  const { locationId } = await ask<{ locationId: number }>('location.create', { name: '仓库', kind: 'warehouse' });
  const { variants } = await ask<{ variants: [{ id: number }] }>('product.create', { name: '龙井', state: 'active', variants: [{ sku: 'TEA' }] });
  const variantId = variants[0].id;
  await ask('stock.receive', { locationId, lines: [{ variantId, quantity: pieces(20), value: minor(200_00) }] });
  ({ stocktakeId } = await ask<{ stocktakeId: number }>('stocktake.plan', { name: '全盘', locationId, scope: { kind: 'location' }, approvalValue: minor(15_00) }));
  const { deviceId } = await ask<{ deviceId: number }>('device.register', { name: '枪', kind: 'scanner' });
  await ask('stocktake.start', { stocktakeId }, screen);
  await ask('stocktake.scan', { stocktakeId, scan: { kind: 'scan', deviceId, sequence: 1, deviceAt: shop.clock.now, offset: 0, variantId, quantity: pieces(18) } }, screen);
  await ask('stocktake.finish', { stocktakeId }, screen);
  const { rows } = await ask<{ rows: [{ lineId: number }] }>('stocktake.review', { stocktakeId, view: 'decide' });
  await ask('stocktake.accept', { stocktakeId, items: [{ lineId: rows[0].lineId, variance: pieces(-2), reason: 'shrinkage' }] });
});
afterEach(() => shop.close());

const approve = (userId: number, pin?: string) => ask<{ lines: number }>('stocktake.approve', { stocktakeId, userId, ...(pin !== undefined && { pin }) }, screen);
const waiting = async () => (await ask<{ totals: { waiting: { approve: number } } }>('stocktake.review', { stocktakeId })).totals.waiting.approve;

test("a manager's PIN at the clerk's screen approves in the manager's name, and the count posts", async () => {
  expect(await refusalOf(() => ask('stocktake.post', { stocktakeId }))).toMatchObject({ code: 'stocktake.undecided' });
  expect(await approve(mei, '2468')).toEqual({ lines: 1 });
  expect(await waiting()).toBe(0);
  // The screen is still Wei's.
  expect(await ask('session.get', {}, screen)).toMatchObject({ user: { name: 'Wei' } });
  expect(await ask('stocktake.post', { stocktakeId })).toMatchObject({ variance: -2000, value: -20_00 });
});

test('a wrong PIN or none approves nothing, and the tries are those of signing in', async () => {
  expect(await refusalOf(() => approve(mei))).toEqual({ code: 'session.pinWrong', details: { triesLeft: 4 } });
  for (const triesLeft of [3, 2, 1, 0]) expect(await refusalOf(() => approve(mei, '0000'))).toEqual({ code: 'session.pinWrong', details: { triesLeft } });
  expect(await refusalOf(() => approve(mei, '2468'))).toEqual({ code: 'session.pinLocked', details: { retryInSeconds: 30 } });
  expect(await waiting()).toBe(1);
});

test('a name without a PIN proves nothing at the screen of somebody else', async () => {
  const { userId: bo } = await ask<{ userId: number }>('user.add', { name: 'Bo', role: 'manager' });
  expect(await refusalOf(() => approve(bo))).toEqual({ code: 'session.pinNeeded', details: { name: 'Bo' } });
  expect(await waiting()).toBe(1);
});

test('whoever counted does not approve, with the right PIN and as a manager neither', async () => {
  expect(await refusalOf(() => approve(wei, '1111'))).toMatchObject({ code: 'stocktake.approverRole' });
  await ask('user.update', { userId: wei, changes: { role: 'manager' } });
  expect(await refusalOf(() => approve(wei, '1111'))).toEqual({ code: 'stocktake.approverCounted', details: { name: 'Wei' } });
  expect(await waiting()).toBe(1);
});

test('nobody approves in the name of somebody who is not there', async () => {
  expect(await refusalOf(() => approve(99, '2468'))).toEqual({ code: 'record.missing', details: { kind: 'user', id: 99 } });
});
