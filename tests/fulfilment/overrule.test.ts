import { afterEach, beforeEach, expect, test } from 'vitest';
import type { Session } from '../../main/app/door.ts';
import { minor } from '../../shared/units/minor.ts';
import { pieces } from '../../shared/units/quantity.ts';
import { openTestDoor, refusalOf, type TestDoor } from '../support/door.ts';

let shop: TestDoor;
let screen: Session;
let mei: number;
let wei: number;
let parcelId: number;

const ask = async <T>(method: string, input: object, session: Session = shop.owner): Promise<T> => (await shop.door.call(session, method, input)) as T;

/** Wei packs tea and has scanned a cup into the box; Mei is a manager. */
beforeEach(async () => {
  shop = await openTestDoor();
  ({ userId: wei } = await ask<{ userId: number }>('user.add', { name: 'Wei', role: 'scanner' }));
  ({ userId: mei } = await ask<{ userId: number }>('user.add', { name: 'Mei', role: 'manager' }));
  for (const [userId, pin] of [[wei, '1111'], [mei, '2468']] as const) await ask('session.setPin', { userId, pin });
  screen = await shop.door.session('app');
  await ask('session.signIn', { userId: wei, pin: '1111' }, screen);
  const { locationId } = await ask<{ locationId: number }>('location.create', { name: '仓库', kind: 'warehouse' });
  const make = async (sku: string): Promise<number> => {
    const { variants } = await ask<{ variants: [{ id: number }] }>('product.create', { name: sku, state: 'active', variants: [{ sku, prices: [{ currency: 'CNY', amount: 100_000 }] }] });
    await ask('stock.receive', { locationId, lines: [{ variantId: variants[0].id, quantity: pieces(5), value: minor(5000) }] });
    return variants[0].id;
  };
  const tea = await make('TEA');
  await make('CUP');
  await ask('order.create', { lines: [{ variantId: tea, quantity: pieces(1) }] });
  const { pickWaveId } = await ask<{ pickWaveId: number }>('wave.build', {}, screen);
  const { lines } = await ask<{ lines: { pickLineId: number }[] }>('wave.get', { pickWaveId }, screen);
  await ask('pick.take', { pickLineId: lines[0]!.pickLineId, quantity: pieces(1) }, screen);
  const { pickToteId } = await ask<{ pickToteId: number }>('pack.find', { code: 'TEA' }, screen);
  ({ parcelId } = await ask<{ parcelId: number }>('pack.open', { pickToteId }, screen));
  for (const code of ['TEA', 'CUP']) await ask('pack.scan', { parcelId, code }, screen);
});
afterEach(() => shop.close());

const overrule = (userId: number, pin: string) => ask('pack.overrule', { parcelId, userId, pin, reason: 'a gift' }, screen);
const ship = () => ask<{ number: string }>('pack.ship', { parcelId }, screen);

test('a box with a wrong piece in it closes only after a supervisor’s PIN, in the supervisor’s name', async () => {
  expect(await refusalOf(ship)).toMatchObject({ code: 'pack.wrongInside', details: { count: 1, code: 'CUP' } });
  expect(await refusalOf(() => overrule(mei, '0000'))).toMatchObject({ code: 'session.pinWrong' });
  expect(await refusalOf(() => overrule(wei, '1111'))).toMatchObject({ code: 'pack.supervisorNeeded', details: { role: 'scanner' } });
  expect(await refusalOf(ship)).toMatchObject({ code: 'pack.wrongInside' });
  expect(await overrule(mei, '2468')).toEqual({ parcelId, settled: 1 });
  expect(await ship()).toMatchObject({ number: 'PK-000001' });
  const { rows } = await ask<{ rows: { method: string; userName: string }[] }>('activity.list', {});
  expect(rows.find(({ method }) => method === 'pack.overruled')).toMatchObject({ userName: 'Mei', role: 'manager' });
});
