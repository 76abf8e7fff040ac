import { afterEach, beforeEach, expect, test } from 'vitest';
import type { Session } from '../../main/app/door.ts';
import { createHash } from 'node:crypto';
import { instant } from '../../shared/units/instant.ts';
import { openTestDoor, refusalOf, type TestDoor } from '../support/door.ts';

let shop: TestDoor;
let mei: number;

/** Lin owns the shop and has a PIN; Mei is a clerk with one. */
beforeEach(async () => {
  shop = await openTestDoor();
  ({ userId: mei } = (await shop.call('user.add', { name: 'Mei', role: 'clerk' })) as { userId: number });
  await shop.call('session.setPin', { userId: mei, pin: '2468' });
  await shop.call('session.setPin', { userId: 1, pin: '1357' });
});
afterEach(() => shop.close());

const signIn = (session: Session, userId: number, pin: string) => shop.door.call(session, 'session.signIn', { userId, pin });
const tryPin = async (pin: string) => refusalOf(async () => signIn(await shop.door.session('app'), mei, pin));
const minutes = (count: number): void => void (shop.clock.now = instant(shop.clock.now + count * 60_000));

test('with people who have PINs, a screen stands before the door until somebody signs in', async () => {
  const screen = await shop.door.session('app');
  expect(await refusalOf(() => shop.door.call(screen, 'shop.get', {}))).toEqual({ code: 'session.required', details: {} });
  expect(await signIn(screen, mei, '2468')).toEqual({ id: mei, name: 'Mei', role: 'clerk', hasPin: true });
  expect(await shop.door.call(screen, 'session.get', {})).toMatchObject({ user: { name: 'Mei' }, hasShop: true });
  await shop.door.call(screen, 'session.signOut', {});
  expect(await refusalOf(() => shop.door.call(screen, 'shop.get', {}))).toMatchObject({ code: 'session.required' });
});

test('five tries are free, then each wrong one costs a longer wait', async () => {
  for (const triesLeft of [4, 3, 2, 1, 0]) expect(await tryPin('0000')).toEqual({ code: 'session.pinWrong', details: { triesLeft } });
  expect(await tryPin('2468')).toEqual({ code: 'session.pinLocked', details: { retryInSeconds: 30 } });
  minutes(1);
  expect(await tryPin('0000')).toMatchObject({ code: 'session.pinWrong' });
  expect(await tryPin('2468')).toEqual({ code: 'session.pinLocked', details: { retryInSeconds: 60 } });
  minutes(2);
  expect(await tryPin('2468')).toBeUndefined();
  expect(await tryPin('0000')).toEqual({ code: 'session.pinWrong', details: { triesLeft: 4 } });
});

test('the wait outlasts a restart, and setting the clock back does not shorten it', async () => {
  for (let tries = 0; tries < 5; tries += 1) await tryPin('0000');
  await shop.reopen();
  expect(await tryPin('2468')).toMatchObject({ code: 'session.pinLocked' });
  minutes(-24 * 60);
  expect(await tryPin('2468')).toMatchObject({ code: 'session.pinLocked' });
});

test('twenty tries at once are twenty tries, one after the other', async () => {
  const answers = await Promise.all(Array.from({ length: 20 }, (_, number) => tryPin(String(1000 + number))));
  expect(answers.filter((answer) => answer?.code === 'session.pinWrong')).toHaveLength(5);
  expect(answers.filter((answer) => answer?.code === 'session.pinLocked')).toHaveLength(15);
});

test('a person blocked while signed in is let do nothing more, and one made a clerk no more than a clerk', async () => {
  const [hers, his] = [await shop.door.session('app'), await shop.door.session('app')];
  await signIn(hers, mei, '2468');
  const { userId: bo } = (await shop.call('user.add', { name: 'Bo', role: 'manager' })) as { userId: number };
  await signIn(his, bo, '');
  expect(await refusalOf(() => shop.door.call(his, 'token.list', {}))).toBeUndefined();
  await shop.call('user.update', { userId: bo, changes: { role: 'clerk' } });
  await shop.call('user.block', { userId: mei });
  expect(await refusalOf(() => shop.door.call(his, 'token.list', {}))).toMatchObject({ code: 'permission.denied', details: { role: 'clerk' } });
  expect(await refusalOf(() => shop.door.call(hers, 'shop.get', {}))).toMatchObject({ code: 'session.required' });
});

test('only oneself and the owner set a PIN', async () => {
  const screen = await shop.door.session('app');
  await signIn(screen, mei, '2468');
  expect(await refusalOf(() => shop.door.call(screen, 'session.setPin', { userId: 1, pin: '9999' }))).toMatchObject({ code: 'permission.denied' });
  await shop.door.call(screen, 'session.setPin', { userId: mei, pin: '8642' });
  expect(await tryPin('2468')).toMatchObject({ code: 'session.pinWrong' });
  expect(await tryPin('8642')).toBeUndefined();
});

test('no PIN, and nothing made of one, stands in the record', async () => {
  const text = JSON.stringify((await shop.call('activity.list', { limit: 100 })) as object);
  expect(text).toContain('user.setPin');
  expect(text).not.toMatch(/2468|1357|pinHash/);
});

test('an owner without a PIN is simply there, whoever else works here', async () => {
  const alone = await openTestDoor();
  await alone.call('user.add', { name: 'Mei', role: 'clerk' });
  expect(await alone.door.call(await alone.door.session('app'), 'session.get', {})).toMatchObject({ user: { name: 'Lin', role: 'owner' } });
  await alone.close();
});

const holderOf = (token: string) => shop.door.findToken(createHash('sha256').update(token).digest('hex'));
const makeToken = async (input: object) => (await shop.call('token.create', input)) as { tokenId: number; token: string };

test('a token is its text shown once; the file knows only its hash', async () => {
  const { token } = await makeToken({ name: 'label printer', role: 'clerk', methods: ['product.list'] });
  expect(await holderOf(token)).toMatchObject({ session: { actor: { role: 'clerk' } }, methods: ['product.list'] });
  expect(await holderOf(`${token}x`)).toBeUndefined();
  expect(JSON.stringify([await shop.call('token.list', {}), await shop.call('activity.list', {})])).not.toContain(token);
});

test('a token reaches nothing by an undo or a job that it was not given itself', async () => {
  const lastOf = async (method: string): Promise<number> => ((await shop.call('activity.list', { limit: 20 })) as { rows: { id: number; method: string }[] }).rows.find((row) => row.method === method)!.id;
  const given = async (name: string, methods: string[] | null) => {
    const { session } = (await holderOf((await makeToken({ name, role: 'owner', methods })).token))!;
    return (method: string, input: object) => shop.door.call(session, method, input);
  };
  await shop.call('shop.update', { changes: { name: 'Another name' } });
  await shop.call('user.add', { name: 'Mei', role: 'clerk' });
  const [renamed, added] = [await lastOf('shop.update'), await lastOf('user.add')];
  const narrow = await given('narrow', ['activity.undo', 'job.start']);
  const wide = await given('wide', null);
  await expect(narrow('activity.undo', { commandId: renamed })).rejects.toThrow('permission.denied');
  await expect(narrow('job.start', { kind: 'test', method: 'order.approve', items: [1] })).rejects.toThrow('permission.denied');
  await expect(wide('activity.undo', { commandId: added })).rejects.toThrow('permission.denied');
  await wide('activity.undo', { commandId: renamed });
  expect(await shop.call('shop.get', undefined)).not.toMatchObject({ name: 'Another name' });
  const both = await given('both', ['activity.undo', 'shop.update']);
  await both('activity.undo', { commandId: await lastOf('activity.undo') });
  expect(await shop.call('shop.get', undefined)).toMatchObject({ name: 'Another name' });
});

test('a token says to the hour when it was last used', async () => {
  const { token } = await makeToken({ name: 'label printer', role: 'clerk' });
  const lastUsedAt = async () => ((await shop.call('token.list', {})) as { tokens: { lastUsedAt: number | null }[] }).tokens[0]?.lastUsedAt;
  expect(await lastUsedAt()).toBeNull();
  await holderOf(token);
  const first = shop.clock.now;
  expect(await lastUsedAt()).toBe(first);
  minutes(59);
  await holderOf(token);
  expect(await lastUsedAt()).toBe(first);
  minutes(1);
  await holderOf(token);
  expect(await lastUsedAt()).toBe(shop.clock.now);
});

test('a key that looks like one of a job is refused: nobody takes a batch’s place', async () => {
  const screen = await shop.door.session('cli');
  const ask = (key: string) => refusalOf(() => shop.door.call(screen, 'user.add', { name: 'Bo', role: 'clerk' }, { key }));
  expect(await ask('job:1:0')).toMatchObject({ code: 'input.invalid' });
  expect(await ask('jobs of the day')).toBeUndefined();
});

test('a token ends when it is revoked, when its day is over, and when its person is blocked', async () => {
  const [revoked, over, orphan] = [
    await makeToken({ name: 'a', role: 'clerk' }),
    await makeToken({ name: 'b', role: 'clerk', endsAt: shop.clock.now + 60_000 }),
    await makeToken({ name: 'c', role: 'clerk' }),
  ];
  await shop.call('token.revoke', { tokenId: revoked.tokenId });
  minutes(2);
  expect([await holderOf(revoked.token), await holderOf(over.token)]).toEqual([undefined, undefined]);
  expect(await holderOf(orphan.token)).toBeDefined();
  await shop.call('user.add', { name: 'Second', role: 'owner' });
  await shop.call('user.block', { userId: 1 });
  expect(await holderOf(orphan.token)).toBeUndefined();
});

test('a token does not outlive the power of the person who made it', async () => {
  const { token } = await makeToken({ name: 'backup', role: 'owner' });
  const harmless = await makeToken({ name: 'label printer', role: 'clerk' });
  await shop.call('user.add', { name: 'Second', role: 'owner' });
  await shop.call('user.update', { userId: 1, changes: { role: 'manager' } });
  expect([await holderOf(token), (await holderOf(harmless.token))?.session.actor?.role]).toEqual([undefined, 'clerk']);
});

test('a manager gives no more than a manager has, and a name is given once', async () => {
  const screen = await shop.door.session('app');
  const { userId } = (await shop.call('user.add', { name: 'Bo', role: 'manager' })) as { userId: number };
  await signIn(screen, userId, '');
  const create = (name: string, role: string) => refusalOf(() => shop.door.call(screen, 'token.create', { name, role }));
  expect(await create('mine', 'manager')).toBeUndefined();
  expect(await create('clerk', 'clerk')).toBeUndefined();
  expect(await create('books', 'accountant')).toMatchObject({ code: 'permission.denied' });
  expect(await create('crown', 'owner')).toMatchObject({ code: 'permission.denied' });
  expect(await create('mine', 'clerk')).toEqual({ code: 'token.nameTaken', details: { name: 'mine' } });
});
