import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { startBackground } from '../../main/channels/background.ts';
import { minor } from '../../shared/units/minor.ts';
import { pieces } from '../../shared/units/quantity.ts';
import { instant } from '../../shared/units/instant.ts';
import { randomFrom } from '../support/random.ts';
import { figure, runs, untilDone } from '../support/soak.ts';
import { figuresOf, newShopBeside, type ShopBeside } from './connected-shop.ts';
import type { KeptShop } from './outside-shop.ts';
import { startShopify } from './shopify/outside.ts';
import { schemaIsHere } from './shopify/schema.ts';
import { startWooCommerce } from './woocommerce/outside.ts';

const minute = 60_000;
const partSize = 20;

type OldShop = ShopBeside<KeptShop & { emulator: { log: unknown[] } }>;

interface Market {
  kind: KeptShop['kind'];
  start(now: number): Promise<OldShop['outside']>;
  /** Orders it has when it is connected, and how many of them it shows at once. */
  orders: number;
  perPage: number;
}

async function startWithoutFiles(now: number): Promise<OldShop['outside']> {
  const outside = await startShopify(now);
  outside.emulator.store.bulk.allowed = false;
  return outside;
}

const markets: Record<string, Market> = {
  woocommerce: { kind: 'woocommerce', start: startWooCommerce, orders: runs(1_000, 100_000, 'woocommerce: orders in a first reading'), perPage: 100 },
  // Shopify's questions are executed on its whole schema; page by page every order is one.
  ...(schemaIsHere && {
    shopify: { kind: 'shopify', start: startShopify, orders: runs(150, 2_000, 'shopify: orders in a first reading'), perPage: 150 },
    'shopify without files': { kind: 'shopify', start: startWithoutFiles, orders: runs(150, 2_000, 'shopify without files: orders in a first reading'), perPage: 25 },
  }),
};

/** An old shop, just connected: nine in ten of its orders were finished long ago, the tenth is still to be shipped. */
async function oldShop({ kind, start, orders }: Market): Promise<OldShop> {
  const at = await newShopBeside(kind, start);
  const skus = ['A', 'B', 'C', 'D', 'E'];
  const listings = skus.map((sku) => at.outside.addProduct({ name: `Lure ${sku}`, sku, cents: 1000, stock: 100_000 }));
  at.shop.call('product.importBatch', { items: skus.map((sku) => ({ name: sku, variants: [{ sku }] })) });
  at.shop.call('stock.openingBatch', { items: skus.map((sku) => ({ sku, quantity: pieces(15), value: minor(6000) })) });
  for (let index = 0; index < orders; index += 1) {
    const id = at.outside.buy({ lines: [{ listingId: listings[index % skus.length]!, pieces: 1 + (index % 3) }], paid: true });
    if (index % 10 > 0) at.outside.finish(id);
    at.advance(1_000);
  }
  await at.connect(at.outside, { goLiveAt: instant(at.shop.clock.now) });
  const { tell } = at.setting;
  at.setting.tell = <Answer>(name: string, input: object): Promise<Answer> => {
    // A hundred thousand orders need not lie about a second time as they were answered.
    if (name === 'channel.storePage') at.outside.emulator.log.length = 0;
    return tell<Answer>(name, input);
  };
  return at;
}

describe.each(Object.entries(markets))('the first reading of %s', (name, market) => {
  let at: OldShop;
  const status = () => at.shop.call('sync.status', undefined).channels[0]!;
  const orders = () => (at.shop.raw.prepare('select count(*) n from salesOrder').get() as { n: number }).n;
  const open = () => (at.shop.raw.prepare("select count(*) n from salesOrder where intake = 'takenOver'").get() as { n: number }).n;

  /** Has something happen at every part of a page that is stored. */
  function onPart(happens: (part: { orders: number; milliseconds: number }) => void): void {
    const { tell } = at.setting;
    at.setting.tell = async <Answer>(name: string, input: object): Promise<Answer> => {
      const begun = performance.now();
      const answer = await tell<Answer>(name, input);
      if (name === 'channel.storePage') happens({ orders: (input as { orders: unknown[] }).orders.length, milliseconds: performance.now() - begun });
      return answer;
    };
  }

  beforeEach(async () => {
    at = await oldShop(market);
  }, untilDone);
  afterEach(async () => {
    at.shop.check();
    await at.close();
  }, untilDone);

  test('says how many of how many came, in parts so small that others get in between', async () => {
    const seen: { read: number; total: number | null; state: string }[] = [];
    const parts: number[] = [];
    let longest = 0;
    onPart(({ orders: count, milliseconds }) => {
      parts.push(count);
      longest = Math.max(longest, milliseconds);
      // Asking after every part would be most of the work of the full form.
      if (parts.length % Math.ceil(market.orders / 1000) === 0) seen.push(status().reading!);
    });
    const begun = performance.now();
    await at.sync();
    figure(`${name}: orders a second in a first reading, with its emulator in the same thread`, Math.round((market.orders * 1000) / (performance.now() - begun)));
    figure(`${name}: the longest the store was kept by one part of it, in ms`, Math.ceil(longest));
    expect(Math.max(...parts)).toBeLessThanOrEqual(partSize);
    expect(seen[0]).toMatchObject({ state: 'reading', total: market.orders });
    expect(seen.map(({ read }) => read)).toEqual(seen.map(({ read }) => read).toSorted((one, other) => one - other));
    for (const { read, total } of seen) expect(total).toBeGreaterThanOrEqual(read);
    expect(status().reading).toMatchObject({ state: 'done', read: market.orders, total: market.orders });
    expect([orders(), open()]).toEqual([market.orders, market.orders / 10]);
    // What is read later is no first reading.
    at.advance(10 * minute);
    await at.sync();
    expect(status().reading).toMatchObject({ state: 'done', read: market.orders });
  }, untilDone);

  test('stopped by a person it keeps what came, asks and sends nothing, and goes on from there', async () => {
    const { channelId } = status();
    let parts = 0;
    const stopAt = Math.ceil(market.orders / partSize / 2);
    onPart(() => {
      parts += 1;
      if (parts === stopAt) at.shop.call('channel.stopReading', { channelId });
    });
    await at.sync();
    const came = orders();
    // What was asked to be kept when he said so is.
    expect([parts, came > 0, came < market.orders]).toEqual([stopAt + 1, true, true]);
    expect(status().reading).toMatchObject({ state: 'stopped', read: came });
    const asked = at.outside.asked();
    const background = startBackground(at.setting, (error) => {
      throw error;
    });
    at.advance(60 * minute);
    expect([await background.tick(), (await at.sync())[0]]).toMatchObject([[], { ok: true, pulled: 0 }]);
    expect([at.outside.asked(), orders()]).toEqual([asked, came]);
    expect(() => at.shop.call('channel.stopReading', { channelId })).toThrow('reading.notRunning');
    at.shop.call('channel.resumeReading', { channelId });
    expect(() => at.shop.call('channel.resumeReading', { channelId })).toThrow('reading.notStopped');
    await background.tick();
    background.stop();
    expect(status().reading).toMatchObject({ state: 'done', read: market.orders, total: market.orders });
    expect([orders(), open()]).toEqual([market.orders, market.orders / 10]);
    // The page it was stopped in came again, none before it did.
    expect(parts).toBeLessThanOrEqual(Math.ceil(market.orders / partSize) + market.orders / market.perPage + Math.ceil(market.perPage / partSize) + 2);
  }, untilDone);

  test('killed again and again it resumes, and the shop is that of an undisturbed reading', async () => {
    const calm = await oldShop(market);
    await calm.sync();
    const expected = figuresOf(calm.shop);
    await calm.close();
    const random = randomFrom(38);
    const { tell } = at.setting;
    let kills = 0;
    let lives = 1 + Math.floor(random() * 10);
    at.setting.tell = async <Answer>(name: string, input: object): Promise<Answer> => {
      const dies = name === 'channel.storePage' && kills < 12 && (lives -= 1) < 0;
      if (dies) {
        kills += 1;
        lives = 1 + Math.floor((random() * market.orders) / partSize / 6);
        // Before the store heard of it, or after it kept it.
        if (random() < 0.5) throw new Error('killed');
      }
      const answer = await tell<Answer>(name, input);
      if (dies) throw new Error('killed');
      return answer;
    };
    const ends = new Set<string>();
    for (let tries = 0; status().reading?.state !== 'done' && tries < 20; tries += 1) await at.sync().catch((error: unknown) => ends.add(String(error)));
    expect([...ends]).toEqual(['Error: killed']);
    expect(kills).toBeGreaterThan(1);
    expect(status().reading).toMatchObject({ state: 'done', read: market.orders, total: market.orders });
    expect(figuresOf(at.shop)).toEqual(expected);
  }, untilDone);
});
