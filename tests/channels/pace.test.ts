import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { type Bucket, waitFor, without } from '../../shared/channels/bucket.rules.ts';
import { instant } from '../../shared/units/instant.ts';
import { runs } from '../support/soak.ts';
import { type ConnectedShop, newConnectedShop } from './connected-shop.ts';

const second = 1000;

/** The largest number of questions beyond what a bucket allows between any two of them. */
function excess(asked: readonly number[], { most, perSecond }: Pick<Bucket, 'most' | 'perSecond'>): number {
  return Math.max(...asked.flatMap((from, first) => asked.slice(first).map((to, more) => more + 1 - most - ((to - from) / second) * perSecond)));
}

describe('a bucket', () => {
  test('pays at once what is in it, and makes wait for the rest; a price above all it holds is due when it is full', () => {
    const bucket: Bucket = { most: 10, perSecond: 2, left: 4, at: instant(0) };
    expect([3, 4, 5, 100].map((price) => waitFor(bucket, price, instant(0)))).toEqual([0, 0, 500, 3000]);
    expect(waitFor(without(bucket, 4, instant(0)), 1, instant(250))).toBe(250);
    expect(without(bucket, 1, instant(60 * second)).left).toBe(9);
  });

  test('neither fills nor runs dry by a clock that is set back', () => {
    const bucket: Bucket = { most: 10, perSecond: 2, left: 0, at: instant(3_600_000) };
    expect(waitFor(bucket, 1, instant(0))).toBe(500);
    expect(waitFor(without(bucket, 1, instant(0)), 1, instant(500))).toBe(0);
  });

  test('whoever waits as it says is never faster than it allows', () => {
    fc.assert(
      fc.property(fc.array(fc.nat(3000), { minLength: 1, maxLength: 80 }), fc.integer({ min: 1, max: 30 }), fc.integer({ min: 1, max: 50 }), (gaps, most, tenths) => {
        const rate = { most, perSecond: tenths / 10 };
        let [now, bucket]: [number, Bucket] = [0, { ...rate, left: most, at: instant(0) }];
        const asked = gaps.map((gap) => {
          now += gap;
          now += waitFor(bucket, 1, instant(now));
          bucket = without(bucket, 1, instant(now));
          return now;
        });
        expect(excess(asked, rate)).toBeLessThan(1e-6);
      }),
      { seed: 25, numRuns: runs(500, 50_000) },
    );
  });
});

describe('WooCommerce, which says nowhere what it bears', () => {
  const rate = { most: 25, perSecond: 2.5 };
  let at: ConnectedShop;
  let asked: number[];
  beforeEach(async () => {
    at = await newConnectedShop();
    asked = [];
    const { fetch } = at.setting.platform;
    const noted: typeof fetch = (request) => {
      asked.push(at.shop.clock.now);
      return fetch(request);
    };
    at.setting.platform = { ...at.setting.platform, fetch: noted };
  });
  afterEach(async () => {
    at.shop.check();
    await at.close();
  });
  const orders = (count: number, refunded: number): void => {
    const product = Number(at.outside.addProduct({ name: 'Lure', sku: 'LURE', cents: 1000, stock: 1000 })['id']);
    for (let index = 0; index < count; index += 1) {
      const order = at.outside.addOrder({ status: 'completed', lines: [{ productId: product, quantity: 1 }], createdAt: at.outside.clock.now - (count - index) * second });
      if (index < refunded) at.outside.refund(order, { amount: '1.00', rows: [] });
    }
  };

  test('is asked no faster while its orders are read for the first time, nor when that is begun again at once', async () => {
    orders(230, 60);
    at.advance(second);
    await at.connect(at.outside);
    const begun = at.shop.clock.now;
    const [round] = await at.sync();
    expect(round).toMatchObject({ ok: true, pulled: 230 });
    await at.sync();
    await at.sync();
    expect(asked.length).toBeGreaterThan(60 + 3);
    expect(excess(asked, rate)).toBeLessThan(1e-6);
    // Not slower than it has to be either.
    expect(asked.at(-1)! - begun).toBeLessThanOrEqual(((asked.length - rate.most) / rate.perSecond) * second + second);
  });

  test('a shop that is asked little waits for nothing', async () => {
    orders(3, 1);
    const begun = at.shop.clock.now;
    await at.connect(at.outside);
    await at.sync();
    expect(at.shop.clock.now).toBe(begun);
  });

  test('while the round waits, nothing of the file is held', async () => {
    orders(60, 60);
    const { tell, pause } = at.setting;
    let [inside, waits] = [0, 0];
    at.setting.tell = async <Answer>(name: string, input: object): Promise<Answer> => {
      inside += 1;
      return tell<Answer>(name, input).finally(() => (inside -= 1));
    };
    at.setting.pause = async (milliseconds) => {
      waits += 1;
      expect(inside).toBe(0);
      at.shop.call('product.importBatch', { items: [{ name: `Made meanwhile ${waits}`, variants: [{ sku: `MEANWHILE-${waits}` }] }] });
      await pause?.(milliseconds);
    };
    await at.connect(at.outside);
    await at.sync();
    expect(waits).toBeGreaterThan(30);
  });

  test('one that says it is too much is due again when it says; whoever asks before that finds no burst left', async () => {
    await at.connect(at.outside);
    at.outside.plan({ kind: 'tooMany', retryAfter: '120' });
    const [round] = await at.sync();
    expect(round).toMatchObject({ ok: false, fault: { code: 'rateLimited', retryAt: at.shop.clock.now + 120 * second } });
    expect(at.shop.call('sync.status', undefined).channels[0]?.nextTryAt).toBe(at.shop.clock.now + 120 * second);
    orders(10, 10);
    const before = asked.length;
    expect((await at.sync())[0]).toMatchObject({ ok: true });
    const gaps = asked.slice(before + 1).map((moment, index) => moment - asked[before + index]!);
    expect(gaps.length).toBeGreaterThan(10);
    expect(new Set(gaps)).toEqual(new Set([400]));
  });
});
