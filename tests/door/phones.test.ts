import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { methods } from '../../main/app/methods.ts';
import { openDoor } from '../../main/app/door.ts';
import { outsideMethods } from '../../main/app/outside.ts';
import { type PhoneCall, PhoneDesk } from '../../main/app/phone-desk.ts';
import { phoneMethods } from '../../main/app/phone-methods.ts';
import { permissions } from '../../main/app/permissions.ts';
import { noWorld, openTestDoor, refusalOf, type TestDoor } from '../support/door.ts';
import { type Instant, instant } from '../../shared/units/instant.ts';

let shop: TestDoor;
let desk: PhoneDesk;
let listening: number;
let clerk: number;
const minute = 60_000;
const hour = 60 * minute;

beforeEach(async () => {
  shop = await openTestDoor();
  listening = 0;
  desk = new PhoneDesk(shop.store, () => shop.clock.now, async () => {
    listening += 1;
    return { addresses: ['https://192.168.1.5:47811'], fingerprint: 'AB:CD', close: async () => void (listening -= 1) };
  });
  const door = openDoor(shop.store, outsideMethods(shop.store, { folder: shop.folder, now: () => shop.clock.now, platform: noWorld, phones: desk }), () => shop.clock.now);
  desk.through(door);
  Object.assign(shop, { door });
  ({ userId: clerk } = (await shop.call('user.add', { name: 'Mei', role: 'clerk' })) as { userId: number });
});
afterEach(async () => {
  await desk.close();
  await shop.close();
});

const later = (ms: number): void => void (shop.clock.now = (shop.clock.now + ms) as Instant);
const letIn = (hours = 12) => shop.call('phone.letIn', { hours });
const offer = async () => ((await shop.call('phone.offer', { userId: clerk })) as { code: string }).code;
const pair = async () => {
  const { key, deviceId } = await desk.pair({ code: await offer(), name: 'Mei’s phone' });
  return { key, deviceId, call: (method: string, input: unknown = {}, sequence?: number) => desk.call(key, { method, input, sequence } satisfies PhoneCall) };
};
const codeOf = async (work: () => unknown): Promise<string | undefined> => (await refusalOf(work))?.code;

describe('letting phones in', () => {
  test('is off until the owner says so, ends by itself, and its end is told', async () => {
    expect(await shop.call('phone.door')).toMatchObject({ open: false, endsAt: null, addresses: [] });
    expect(await codeOf(() => shop.call('phone.offer', { userId: clerk }))).toBe('phone.shut');
    expect(await letIn(12)).toEqual({ open: true, endsAt: instant(shop.clock.now + 12 * hour), addresses: ['https://192.168.1.5:47811'], fingerprint: 'AB:CD' });
    const phone = await pair();
    expect(await phone.call('shop.get')).toMatchObject({ name: '渔具小店' });
    later(12 * hour);
    expect(await shop.call('phone.door')).toMatchObject({ open: false });
    expect(await codeOf(() => phone.call('shop.get'))).toBe('phone.shut');
  });

  test('asked for again gives more time with one listener, and shutting out closes it', async () => {
    await letIn(1);
    await letIn(2);
    expect(listening).toBe(1);
    expect(await shop.call('phone.shutOut')).toMatchObject({ open: false });
    expect(listening).toBe(0);
  });

  test('is for the owner alone, and the record says who did it', async () => {
    for (const role of ['manager', 'clerk', 'scanner', 'accountant'] as const) {
      const session = { via: 'app' as const, actor: { userId: clerk, role, deviceId: null, via: 'app' as const } };
      for (const method of ['phone.letIn', 'phone.shutOut', 'phone.offer', 'phone.door', 'phone.list', 'phone.revoke']) {
        expect([role, method, await codeOf(() => shop.door.call(session, method, { userId: clerk, deviceId: 1 }))]).toEqual([role, method, 'permission.denied']);
      }
    }
    await letIn();
    const { rows } = (await shop.call('activity.list', {})) as { rows: { method: string; userName: string }[] };
    expect(rows[0]).toMatchObject({ method: 'phone.letIn', userName: 'Lin' });
  });

  test('where nobody listens, says so', async () => {
    const deaf = new PhoneDesk(shop.store, () => shop.clock.now);
    expect(await codeOf(() => deaf.letIn({ userId: 1, role: 'owner', deviceId: null, via: 'cli' }, { hours: 1 }))).toBe('phone.notHere');
  });
});

describe('pairing', () => {
  beforeEach(() => letIn());

  test('a code lets one phone in, once; typed in small letters and groups it is the same', async () => {
    const code = await offer();
    const { deviceId } = await desk.pair({ code: ` ${code.slice(0, 4).toLowerCase()}-${code.slice(4)}`, name: 'PDA 1' });
    expect(await codeOf(() => desk.pair({ code, name: 'PDA 2' }))).toBe('phone.codeOver');
    expect(await shop.call('phone.list')).toMatchObject({ phones: [{ deviceId, name: 'PDA 1', userName: 'Mei', revokedAt: null }] });
  });

  test('after two minutes it counts no more', async () => {
    const code = await offer();
    later(2 * minute);
    expect(await codeOf(() => desk.pair({ code, name: 'late' }))).toBe('phone.codeOver');
  });

  test('five guesses are all there are, the right one after them included', async () => {
    const code = await offer();
    const tries: unknown[] = [];
    for (let left = 4; left >= 0; left -= 1) tries.push(await refusalOf(() => desk.pair({ code: 'AAAAAAAA', name: 'guess' })));
    expect(tries).toEqual([4, 3, 2, 1, 0].map((triesLeft) => ({ code: 'phone.codeWrong', details: { triesLeft } })));
    expect(await codeOf(() => desk.pair({ code, name: 'late' }))).toBe('phone.codeOver');
  });

  test('a new code takes the place of the last, and shutting out takes it away', async () => {
    const first = await offer();
    const second = await offer();
    expect(await codeOf(() => desk.pair({ code: first, name: 'x' }))).toBe('phone.codeWrong');
    await shop.call('phone.shutOut');
    await letIn();
    expect(await codeOf(() => desk.pair({ code: second, name: 'x' }))).toBe('phone.codeOver');
  });

  test('the key is on the phone only', async () => {
    const { key } = await pair();
    expect(key).toMatch(/^[\w-]{43}$/);
    expect(JSON.stringify([await shop.call('phone.list'), await shop.call('activity.list', {}), await shop.store.lookUp('phone.live')])).not.toContain(key);
  });

  test('a revoked phone, an unknown key and the phone of somebody blocked are nobody', async () => {
    const lost = await pair();
    const kept = await pair();
    await shop.call('phone.revoke', { deviceId: lost.deviceId });
    expect(await codeOf(() => lost.call('shop.get'))).toBe('phone.unknown');
    expect(await codeOf(() => desk.call('x'.repeat(43), { method: 'shop.get', input: {}, sequence: undefined }))).toBe('phone.unknown');
    expect(await kept.call('shop.get')).toBeDefined();
    expect(await codeOf(() => shop.call('phone.revoke', { deviceId: lost.deviceId }))).toBe('record.missing');
    await shop.call('user.block', { userId: clerk });
    expect(await codeOf(() => kept.call('shop.get'))).toBe('phone.unknown');
  });
});

describe('what a phone may', () => {
  beforeEach(() => letIn());

  test('every method that is not on its list is denied before a word of the input is read, and nothing else is', async () => {
    const phone = await pair();
    const wrong: string[] = [];
    for (const name of [...methods.keys(), 'constructor', '__proto__', 'phone.paired', 'token.live']) {
      const code = await codeOf(() => phone.call(name, 42, 1));
      if ((code === 'permission.denied') === phoneMethods.has(name)) wrong.push(`${name}: ${code}`);
    }
    expect(wrong).toEqual([]);
  });

  test('nothing on the list is more than a scanner may do', () => {
    const beyond = [...phoneMethods].filter((name) => !(permissions as Record<string, readonly string[]>)[name]?.includes('scanner'));
    expect(beyond).toEqual([]);
    expect([...phoneMethods].filter((name) => /^(user|token|phone|device|backup|journal|sheet|channel|job|activity)\.|\.(post|approve|cancel|reverse)$/.test(name))).toEqual([]);
  });

  test('an owner’s phone is a scanner too, and tells of nobody else', async () => {
    const { code } = (await shop.call('phone.offer', { userId: 1 })) as { code: string };
    const { key } = await desk.pair({ code, name: 'Lin’s' });
    const call = (method: string) => desk.call(key, { method, input: {}, sequence: undefined });
    expect(await call('session.get')).toMatchObject({ user: { name: 'Lin', role: 'scanner' }, users: [{ id: 1 }], hasShop: true });
    expect(await codeOf(() => call('user.list'))).toBe('permission.denied');
  });

  test('a number sent twice is done once and answered as before; for another wish it is refused, and a command without one too', async () => {
    const { locationId } = (await shop.call('location.create', { name: '后仓', kind: 'warehouse' })) as { locationId: number };
    const { variants } = (await shop.call('product.create', { name: '龙井', state: 'active', variants: [{ sku: 'TEA' }] })) as { variants: { id: number }[] };
    await shop.call('stock.receive', { locationId, lines: [{ variantId: variants[0]!.id, quantity: 3000, value: 300 }] });
    const { stocktakeId } = (await shop.call('stocktake.plan', { name: '全盘', locationId, scope: { kind: 'location' } })) as { stocktakeId: number };
    const phone = await pair();
    const other = await pair();
    const commands = async () => ((await shop.call('activity.list', { limit: 100 })) as { rows: { method: string }[] }).rows.filter(({ method }) => method === 'stocktake.join').length;
    const once = await refusalOf(() => phone.call('stocktake.join', { stocktakeId }, 1));
    const done = await commands();
    const again = await refusalOf(() => phone.call('stocktake.join', { stocktakeId }, 1));
    expect([again, await commands()]).toEqual([once, done]);
    expect(await codeOf(() => phone.call('stocktake.join', { stocktakeId }))).toBe('input.invalid');
    expect(await codeOf(() => phone.call('stocktake.join', { stocktakeId: stocktakeId + 1 }, 1))).toBe('key.reused');
    expect(await codeOf(() => other.call('stocktake.join', { stocktakeId }, 1))).toBeUndefined();
    expect([once, done, await commands()]).toEqual([undefined, 1, 2]);
  });

  test('what it does is on its device’s name in the record, and its use is noted to the hour', async () => {
    const phone = await pair();
    await phone.call('shop.get');
    later(30 * minute);
    await phone.call('shop.get');
    const { rows } = (await shop.call('activity.list', { limit: 100 })) as { rows: { method: string; userName: string; role: string }[] };
    expect(rows.filter(({ method }) => method === 'phone.used')).toEqual([expect.objectContaining({ userName: 'Mei', role: 'scanner' })]);
  });
});
