import { afterAll, beforeAll, expect, test } from 'vitest';
import { methods } from '../../main/app/methods.ts';
import { permissions } from '../../main/app/permissions.ts';
import { sessionMethods } from '../../main/app/session.ts';
import { registry } from '../../main/app/registry.ts';
import type { Session } from '../../main/app/door.ts';
import { type Role, roles } from '../../shared/contract/role.ts';
import { openTestDoor, refusalOf, type TestDoor } from '../support/door.ts';

let shop: TestDoor;
beforeAll(async () => {
  shop = await openTestDoor();
});
afterAll(() => shop.close());

const sessionOf = (role: Role): Session => ({ via: 'app', actor: { userId: 1, role, deviceId: null, via: 'app' } });

/** No method takes a bare number: whoever is let in is refused for what they say, not for who they are. */
const nonsense = 42;

test.each(roles)('what the matrix denies a %s is denied before a word of the input is read, and nothing else is', async (role) => {
  const wrong: string[] = [];
  for (const [name, allowed] of Object.entries(permissions) as [string, readonly Role[]][]) {
    if (name in sessionMethods) continue;
    const code = (await refusalOf(() => shop.door.call(sessionOf(role), name, nonsense)))?.code;
    if ((code === 'permission.denied') === allowed.includes(role)) wrong.push(`${role} ${name}: ${code}`);
  }
  expect(wrong).toEqual([]);
});

test('every command refuses what is no input of its own', () => {
  const without = [...methods.values()].filter(({ meta, input }) => meta.kind === 'command' && !input);
  expect(without.map(({ name }) => name)).toEqual([]);
});

test('whoever has not signed in is denied everything but the way in', async () => {
  const nobody: Session = { via: 'app', actor: null };
  for (const name of methods.keys()) {
    if (name in sessionMethods) continue;
    expect([name, (await refusalOf(() => shop.door.call(nobody, name, {})))?.code]).toEqual([name, 'session.required']);
  }
  expect(await refusalOf(() => shop.door.call(nobody, 'session.setPin', { userId: 1, pin: '1234' }))).toMatchObject({ code: 'session.required' });
});

test('what the program tells itself has no name at the door', async () => {
  for (const name of [...Object.keys(registry.internal), ...Object.keys(registry.lookups), 'constructor.name', '__proto__', 'toString', '']) {
    if (methods.has(name)) continue;
    expect([name, (await refusalOf(() => shop.call(name, {})))?.code]).toEqual([name, 'method.unknown']);
  }
});

test('a denied command leaves no record', async () => {
  const before = ((await shop.call('activity.list', {})) as { rows: unknown[] }).rows.length;
  await refusalOf(() => shop.door.call(sessionOf('scanner'), 'user.add', { name: 'Eve', role: 'owner' }));
  expect(((await shop.call('activity.list', {})) as { rows: unknown[] }).rows).toHaveLength(before);
});
