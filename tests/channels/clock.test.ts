import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { newMemory, nextRound } from '../../main/channels/engine.ts';
import { clockAhead, isSameClock } from '../../shared/channels/clock.rules.ts';
import { runs } from '../support/soak.ts';
import { type ConnectedShop, newConnectedShop } from './connected-shop.ts';

const minute = 60_000;
const noon = Date.UTC(2026, 10, 21, 12);
const at = (milliseconds: number): string => new Date(milliseconds).toUTCString();

describe('what an answer says of the time', () => {
  test('is a moment between question and answer, so only what that cannot explain is a difference', () => {
    const heard = { askedAt: noon, answeredAt: noon + 30_000, age: undefined };
    expect(clockAhead({ ...heard, date: at(noon) })).toBe(0);
    expect(clockAhead({ ...heard, date: at(noon + 30_000) })).toBe(0);
    expect(clockAhead({ ...heard, date: at(noon + 90_000) })).toBe(60_000);
    expect(clockAhead({ ...heard, date: at(noon - 60_000) })).toBe(-59_001);
  });

  test('is nothing where there is no date, none that can be read, or where the answer was kept on the way', () => {
    const heard = { askedAt: noon, answeredAt: noon, age: undefined };
    expect(clockAhead({ ...heard, date: undefined })).toBeNull();
    expect(clockAhead({ ...heard, date: 'yesterday' })).toBeNull();
    expect(clockAhead({ ...heard, date: at(noon - 3_600_000), age: '3600' })).toBeNull();
    expect(clockAhead({ ...heard, date: at(noon), age: '0' })).toBe(0);
  });

  test('never tells of more than there is, and of all but a second and the time on the way', () => {
    fc.assert(
      fc.property(fc.integer({ min: -10_000_000, max: 10_000_000 }), fc.nat(60_000), fc.nat(60_000), (ahead, there, back) => {
        const told = clockAhead({ askedAt: noon, answeredAt: noon + there + back, date: at(noon + there + ahead), age: undefined }) ?? Number.NaN;
        expect(told * ahead).toBeGreaterThanOrEqual(0);
        expect(Math.abs(told)).toBeLessThanOrEqual(Math.abs(ahead));
        expect(Math.abs(ahead - told)).toBeLessThanOrEqual(there + back + 1000);
      }),
      { seed: 44, numRuns: runs(1000, 100_000) },
    );
  });

  test('is news when it comes to be a minute wrong, and when it changes by another', () => {
    expect([isSameClock(0, 59_999), isSameClock(59_999, 60_000), isSameClock(420_000, 421_000), isSameClock(420_000, 480_000), isSameClock(60_000, -60_000)]).toEqual([true, false, true, false, false]);
  });
});

describe('a round', () => {
  let beside: ConnectedShop;
  beforeEach(async () => {
    beside = await newConnectedShop();
  });
  afterEach(async () => {
    beside.shop.check();
    await beside.close();
  });
  const told = () => beside.shop.call('sync.status', undefined).channels[0]!;

  test('says since when the clock is wrong, with what helps; less than a minute is nobody’s business', async () => {
    await beside.connect(beside.outside);
    beside.outside.clock.ahead = 59_000;
    await beside.sync();
    expect(told()).toMatchObject({ clock: { ahead: 59_000, since: null }, fixes: [], state: 'fine' });
    beside.outside.clock.ahead = 7 * minute;
    const since = beside.shop.clock.now;
    await beside.sync();
    beside.advance(5 * minute);
    await beside.sync();
    expect(told()).toMatchObject({ clock: { ahead: 7 * minute, since }, fixes: ['setClock'], state: 'fine' });
    expect(beside.shop.call('sync.support', undefined).channels[0]).toMatchObject({ clock: { ahead: 7 * minute, since } });
  });

  test('that hears nothing leaves what is known; one the shop refuses has heard it', async () => {
    await beside.connect(beside.outside);
    beside.outside.clock.ahead = 7 * minute;
    await beside.sync();
    const { clock } = told();
    beside.outside.clock.ahead = 0;
    beside.outside.plan({ kind: 'cut', effect: 'before' }, /./, 100);
    await beside.sync();
    expect(told().clock).toEqual(clock);
    beside.outside.calm();
    beside.outside.plan({ kind: 'phpFatal' }, /./, 100);
    await beside.sync();
    expect(told()).toMatchObject({ clock: { ahead: 0, since: null }, cause: { code: 'broken' } });
  });

  test('in which nothing else happened is noted for it alone, and only when it changed', async () => {
    const channelId = await beside.connect(beside.outside);
    const memory = newMemory();
    const rounds = () => (beside.shop.raw.prepare('select count(*) n from syncRun').get() as { n: number }).n;
    const noted = async (ahead: number): Promise<number> => {
      beside.outside.clock.ahead = ahead;
      beside.advance(minute);
      const before = rounds();
      await nextRound(beside.setting, channelId, memory);
      return rounds() - before;
    };
    expect([await noted(0), await noted(0), await noted(7 * minute), await noted(7 * minute), await noted(0), await noted(0)]).toEqual([1, 0, 1, 0, 1, 0]);
  });
});
