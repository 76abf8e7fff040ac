import fs from 'node:fs';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { Answers } from '../../main/app/answers.ts';
import type { Actor } from '../../main/database/handles.ts';
import { Refusal } from '../../shared/refusal/refusal.ts';
import { type Instant, instant } from '../../shared/units/instant.ts';
import { openTestDoor, refusalOf, type TestDoor } from '../support/door.ts';

const lin: Actor = { userId: 1, role: 'owner', deviceId: null, via: 'rest' };
const asked = (key: string, more: Partial<Actor> = {}, input: object = {}) => ({ key, actor: { ...lin, ...more }, method: 'backup.make', input });
const quarter = 15 * 60_000;

describe('what was answered outside the file', () => {
  let now: Instant;
  let times: number;
  let answers: Answers;
  const work = async (): Promise<number> => (times += 1);
  beforeEach(() => {
    now = instant(0);
    times = 0;
    answers = new Answers(() => now);
  });

  test('is answered again for a quarter of an hour, and made anew after it', async () => {
    expect([await answers.once(asked('a'), work), await answers.once(asked('a'), work), await answers.once(asked('b'), work)]).toEqual([1, 1, 2]);
    now = instant(quarter - 1);
    expect(await answers.once(asked('a'), work)).toBe(1);
    now = instant(quarter);
    expect(await answers.once(asked('a'), work)).toBe(3);
  });

  test('is one work also while it is still being done, however long that takes', async () => {
    let finish: (value: string) => void = () => undefined;
    const slow = () => new Promise<string>((resolve) => (finish = resolve));
    const first = answers.once(asked('a'), slow);
    now = instant(10 * quarter);
    const second = answers.once(asked('a'), work);
    finish('done');
    expect([await first, await second, times]).toEqual(['done', 'done', 0]);
  });

  test('is refused to another wish with the same key, and to anybody else', async () => {
    await answers.once(asked('a'), work);
    for (const other of [asked('a', {}, { more: 1 }), asked('a', { userId: 2 }), asked('a', { role: 'clerk' })]) {
      expect(await refusalOf(async () => answers.once(other, work))).toMatchObject({ code: 'key.reused' });
    }
    expect(times).toBe(1);
  });

  test('is not kept where it was refused', async () => {
    expect(await refusalOf(async () => answers.once(asked('a'), () => Promise.reject(new Refusal('session.required', {}))))).toMatchObject({ code: 'session.required' });
    expect(await answers.once(asked('a'), work)).toBe(1);
  });

  test('is kept for the last five hundred', async () => {
    for (let index = 0; index < 600; index += 1) await answers.once(asked(`k${index}`), work);
    await answers.once(asked('k599'), work);
    expect(times).toBe(600);
    await answers.once(asked('k0'), work);
    expect(times).toBe(601);
  });
});

describe('at the door', () => {
  let shop: TestDoor;
  beforeEach(async () => {
    shop = await openTestDoor();
  });
  afterEach(() => shop.close());

  test('a token asked for twice is one token, and a backup one file', async () => {
    const token = { name: 'scale', role: 'clerk', methods: null, endsAt: null };
    const first = await shop.call('token.create', token, 'k1');
    expect(await shop.call('token.create', token, 'k1')).toEqual(first);
    expect(((await shop.call('token.list')) as { tokens: unknown[] }).tokens).toHaveLength(1);
    const backup = (await shop.call('backup.make', {}, 'k2')) as { name: string };
    shop.clock.now = instant(shop.clock.now + 60_000);
    expect(await shop.call('backup.make', {}, 'k2')).toEqual(backup);
    expect(fs.readdirSync(path.join(shop.folder, 'backups')).filter((name) => name.endsWith('.db'))).toHaveLength(1);
    expect(await refusalOf(() => shop.call('backup.make', {}, 'k1') as Promise<never>)).toMatchObject({ code: 'key.reused' });
  });
});
