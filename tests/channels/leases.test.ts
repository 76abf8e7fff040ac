import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { channelsProofs } from '../../main/channels/proofs.ts';
import type { SellingMethod } from '../../shared/channels/lease.contract.ts';
import { day } from '../../shared/units/day.ts';
import { minor } from '../../shared/units/minor.ts';
import { pieces, quantity } from '../../shared/units/quantity.ts';
import { runs, untilDone } from '../support/soak.ts';
import { newShopBeside, type ShopBeside } from './connected-shop.ts';
import type { OutsideShop } from './outside-shop.ts';
import { startShopify } from './shopify/outside.ts';
import { schemaIsHere } from './shopify/schema.ts';
import { startWooCommerce } from './woocommerce/outside.ts';

const minute = 60_000;
const onShelf = 12;

interface Market {
  outside: OutsideShop;
  channelId: number;
  listingId: string;
}

interface Leased {
  at: ShopBeside<OutsideShop>;
  woo: Market;
  shopify: Market;
  /** Both marketplaces and the shop, in step. */
  advance(milliseconds: number): void;
  level(market: Market): number;
  sync(): Promise<void>;
  close(): Promise<void>;
}

/** One variant on a shelf, sold at a WooCommerce and a Shopify, each told of stock. */
async function newLeased(method: SellingMethod = 'leased', stock = onShelf): Promise<Leased> {
  const at: ShopBeside<OutsideShop> = await newShopBeside<OutsideShop>('woocommerce', startWooCommerce);
  const second = await startShopify(at.shop.clock.now);
  at.shop.call('product.importBatch', { items: [{ name: 'Lure', variants: [{ sku: 'A' }] }] });
  at.shop.call('stock.openingBatch', { items: [{ sku: 'A', quantity: pieces(stock), value: minor(stock * 400) }] });
  const market = async (outside: OutsideShop, name: string): Promise<Market> => {
    const listingId = outside.addProduct({ name: 'Lure', sku: 'A', cents: 1000, stock: 0 });
    const channelId = await at.connect(outside, { name, kind: outside.kind });
    const { digest } = at.shop.call('channel.preview', { channelId, capability: 'stock', afterId: 0, limit: 1 });
    at.shop.call('channel.switchOn', { channelId, capability: 'stock', digest });
    if (method === 'leased') at.shop.call('lease.choose', { channelId, variantId: null, method });
    return { outside, channelId, listingId };
  };
  const woo = await market(at.outside, 'Woo');
  const shopify = await market(second, 'Shopify');
  const advance = (milliseconds: number): void => {
    at.advance(milliseconds);
    second.clock.now += milliseconds;
  };
  return {
    at,
    woo,
    shopify,
    advance,
    level: ({ outside, listingId }) => outside.level(listingId) ?? 0,
    sync: async () => {
      advance(5 * minute);
      await at.sync();
    },
    close: async () => {
      await second.close();
      await at.close();
    },
  };
}

const buy = ({ outside, listingId }: Market, count = 1): void => void outside.buy({ lines: [{ listingId, pieces: count }], paid: true });

describe.skipIf(!schemaIsHere)('goods leased to a WooCommerce and a Shopify', () => {
  let here: Leased;
  beforeEach(async () => {
    here = await newLeased();
    for (let round = 0; round < 3; round += 1) await here.sync();
  });
  afterEach(async () => {
    here.at.shop.check();
    await here.close();
  });
  const available = () => here.at.shop.call('lease.list', { channelId: here.woo.channelId }).rows[0]!;
  const oversold = () => here.at.shop.raw.prepare('select coalesce(sum(l.quantity - l.cancelled), 0) - (select onHand from stockLevel where variantId = 1) short from orderLine l').pluck().get() as number;

  test('what both show and what the counter has is no more than there is', () => {
    expect(here.level(here.woo) + here.level(here.shopify)).toBeLessThan(onShelf);
    expect(here.level(here.woo)).toBeGreaterThan(0);
    expect(here.level(here.shopify)).toBeGreaterThan(0);
    expect(available()).toMatchObject({ method: 'leased', available: pieces(onShelf), state: 'shown' });
  });

  test('the laptop is shut, both sell all they show, the counter sells its own: nothing is oversold', async () => {
    const counter = onShelf - here.level(here.woo) - here.level(here.shopify);
    for (const market of [here.woo, here.shopify]) for (let left = here.level(market); left > 0; left -= 1) buy(market);
    here.at.shop.call('stock.adjust', { locationId: 1, reason: 'ownUse', lines: [{ variantId: 1, quantity: pieces(-counter) }] });
    for (let round = 0; round < 3; round += 1) await here.sync();
    expect(oversold()).toBe(0);
    expect([here.level(here.woo), here.level(here.shopify)]).toEqual([0, 0]);
  });

  test('a sale in a channel draws its lease: nobody else is told', async () => {
    const [woo, shopify] = [here.level(here.woo), here.level(here.shopify)];
    buy(here.woo);
    const before = here.shopify.outside.writes();
    await here.sync();
    expect([here.level(here.woo), here.level(here.shopify)]).toEqual([woo - 1, shopify]);
    expect(here.shopify.outside.writes()).toBe(before);
  });

  test('goods in the hand are never refused: what is leased too much is named, lowered first, and ends', async () => {
    here.at.shop.call('stock.adjust', { locationId: 1, reason: 'ownUse', lines: [{ variantId: 1, quantity: pieces(-(onShelf - 2)) }] });
    expect(available().state).toBe('short');
    const { listingId } = available();
    expect(here.at.shop.call('lease.explain', { listingId }).short).toMatchObject({ pieces: pieces(here.level(here.woo) + here.level(here.shopify) - 2) });
    expect(here.at.shop.raw.prepare("select json_extract(payload, '$.first') from outbox where state = 'waiting' order by id desc limit 1").pluck().get()).toBe(1);
    for (let round = 0; round < 4; round += 1) await here.sync();
    expect(here.level(here.woo) + here.level(here.shopify)).toBeLessThanOrEqual(2);
    expect(here.at.shop.call('lease.explain', { listingId }).short).toBeNull();
  });

  test.each([
    ['the answer never comes although it was carried out', { kind: 'timeout', effect: 'after' }],
    ['the request never arrives', { kind: 'cut', effect: 'before' }],
  ] as const)('a lease shrinks only once the lower level is confirmed: %s', async (_what, trouble) => {
    const exposure = () => here.at.shop.raw.prepare('select sum(exposure) from listingLease').pluck().get() as number;
    here.shopify.outside.plan(trouble, 'levels', 20);
    here.woo.outside.plan(trouble, 'levels', 20);
    const before = exposure();
    here.at.shop.call('stock.adjust', { locationId: 1, reason: 'damage', lines: [{ variantId: 1, quantity: pieces(-8) }] });
    await here.sync();
    expect(exposure()).toBeGreaterThanOrEqual(before);
    for (const market of [here.woo, here.shopify]) market.outside.calm();
    for (let round = 0; round < 8; round += 1) await here.sync();
    expect(exposure()).toBeLessThanOrEqual(pieces(4));
    expect(here.level(here.woo) + here.level(here.shopify)).toBe(exposure() / 1000);
  });

  test('a program that ends between sending and the answer keeps the larger lease', async () => {
    here.at.shop.call('stock.adjust', { locationId: 1, reason: 'damage', lines: [{ variantId: 1, quantity: pieces(-8) }] });
    const before = here.at.shop.raw.prepare('select exposure from listingLease where channelId = ?').pluck().get(here.shopify.channelId);
    const { tasks } = await here.at.setting.tell<{ tasks: unknown[] }>('channel.takeStockNews', { channelId: here.shopify.channelId });
    expect(tasks).toHaveLength(1);
    // Whoever would have settled it is gone.
    expect(here.at.shop.raw.prepare('select exposure, level from listingLease where channelId = ?').get(here.shopify.channelId)).toEqual({ exposure: before, level: null });
    here.advance(11 * minute);
    for (let round = 0; round < 4; round += 1) await here.sync();
    expect(available().state).toBe('shown');
  });

  test('an order called off there may be on sale again there: its pieces stay leased until that is read', async () => {
    const order = here.shopify.outside.buy({ lines: [{ listingId: here.shopify.listingId, pieces: 2 }], paid: true });
    await here.sync();
    here.shopify.outside.cancel(order);
    for (let round = 0; round < 3; round += 1) await here.sync();
    expect(here.at.shop.raw.prepare('select count(*) from listingLease where level is null').pluck().get()).toBe(0);
  });

  test('the terms of a number add up to it', () => {
    for (const market of [here.woo, here.shopify]) {
      const { rows } = here.at.shop.call('lease.list', { channelId: market.channelId });
      const { level, terms } = here.at.shop.call('lease.explain', { listingId: rows[0]!.listingId });
      expect(terms.reduce((sum, { amount = quantity(0) }) => sum + amount, 0)).toBe(level);
      expect(level).toBe(pieces(here.level(market)));
      expect(here.at.shop.raw.prepare('select publishedAt from listing where id = ?').pluck().get(rows[0]!.listingId)).toBe(rows[0]!.publishedAt);
      expect(rows[0]!.publishedAt).toBeGreaterThan(0);
      expect(terms.map(({ kind }) => kind)).toEqual(expect.arrayContaining(['available', 'leased', 'counter']));
    }
  });

  test('shared again, and undone', async () => {
    const channelId = here.woo.channelId;
    const { before } = here.at.shop.call('lease.choose', { channelId, variantId: null, method: 'shared' });
    expect(before).toEqual({ channelId, variantId: null, method: 'leased' });
    for (let round = 0; round < 2; round += 1) await here.sync();
    expect(here.at.shop.call('lease.list', { channelId }).rows[0]).toMatchObject({ method: 'shared' });
    expect(here.level(here.woo) + here.level(here.shopify)).toBeLessThanOrEqual(onShelf);
    here.at.shop.call('lease.choose', before);
    for (let round = 0; round < 3; round += 1) await here.sync();
    expect(available()).toMatchObject({ method: 'leased', state: 'shown' });
  });

  test('a channel that is told nothing is leased nothing', () => {
    here.at.shop.call('channel.switchOff', { channelId: here.woo.channelId, capability: 'stock' });
    expect(here.at.shop.raw.prepare('select count(*) from listingLease where channelId = ?').pluck().get(here.woo.channelId)).toBe(0);
    expect(() => here.at.shop.call('lease.choose', { channelId: here.woo.channelId, variantId: 1, method: 'leased' })).toThrow('lease.notSending');
  });

  describe('check says so', () => {
    const faults = () => channelsProofs.find(({ id }) => id === 'INV-S5')!.prove(here.at.shop.read).faults.map(({ table, id }) => `${table} ${id}`);
    afterEach(() => here.at.shop.raw.exec('rollback'));

    test('more leased than there is', () => {
      here.at.shop.raw.exec('begin; update listingLease set exposure = exposure + 12000');
      expect(faults()).toEqual(['variant 1']);
    });
    test('goods that are gone without a word', () => {
      here.at.shop.raw.exec('begin; update stockLevel set onHand = onHand - 9000');
      expect(faults()).toEqual(['variant 1']);
    });
    test('a shortage that is none', () => {
      here.at.shop.raw.exec('begin; insert into leaseShort (variantId, pieces, since, commandId) values (1, 1000, 0, 1)');
      expect(faults()).toEqual(['variant 1']);
    });
  });
});

describe.skipIf(!schemaIsHere)('goods kept for one channel until a day', () => {
  test('no other channel is offered them, sales there draw them, and the day after they are free', async () => {
    const here = await newLeased('shared');
    await here.sync();
    expect([here.level(here.woo), here.level(here.shopify)]).toEqual([12, 12]);
    const fence = { channelId: here.shopify.channelId, variantId: 1, quantity: pieces(5), until: day('2027-01-31') };
    here.at.shop.call('lease.keep', fence);
    await here.sync();
    expect([here.level(here.woo), here.level(here.shopify)]).toEqual([7, 12]);
    buy(here.shopify, 2);
    await here.sync();
    expect([here.level(here.woo), here.level(here.shopify)]).toEqual([7, 10]);
    expect(here.at.shop.call('lease.list', { channelId: here.shopify.channelId }).rows[0]!.kept).toEqual({ quantity: pieces(3), until: '2027-01-31' });
    here.advance(400 * 24 * 60 * minute);
    await here.sync();
    await here.sync();
    expect([here.level(here.woo), here.level(here.shopify)]).toEqual([10, 10]);
    expect(here.at.shop.call('lease.keep', { ...fence, quantity: pieces(0) }).before).toMatchObject({ quantity: 0 });
    here.at.shop.check();
    await here.close();
  });
});

type Deed = { kind: 'sync' } | { kind: 'buy'; where: 'woo' | 'shopify'; count: number } | { kind: 'take' | 'receive'; count: number } | { kind: 'trouble'; where: 'woo' | 'shopify' };

/** Whether any order that came in found nothing left; the counter sells no more than its own lease. */
async function oversells(method: SellingMethod, deeds: readonly Deed[]): Promise<boolean> {
  const here = await newLeased(method);
  for (let round = 0; round < 2; round += 1) await here.sync();
  const markets = { woo: here.woo, shopify: here.shopify };
  for (const deed of deeds) {
    here.advance(minute);
    if (deed.kind === 'sync') await here.sync();
    else if (deed.kind === 'buy' && here.level(markets[deed.where]) >= deed.count) buy(markets[deed.where], deed.count);
    else if (deed.kind === 'trouble') markets[deed.where].outside.plan({ kind: 'cut', effect: 'after' }, 'levels', 1);
    else if (deed.kind === 'receive') here.at.shop.call('stock.adjust', { locationId: 1, reason: 'miscounted', lines: [{ variantId: 1, quantity: pieces(deed.count), value: minor(400 * deed.count) }] });
    else if (deed.kind === 'take') {
      const { rows } = here.at.shop.call('lease.list', { channelId: here.woo.channelId });
      const { terms } = here.at.shop.call('lease.explain', { listingId: rows[0]!.listingId });
      const counter = method === 'leased' ? -(terms.find(({ kind }) => kind === 'counter')?.amount ?? 0) : (rows[0]!.available ?? 0);
      if (counter >= pieces(deed.count)) here.at.shop.call('stock.adjust', { locationId: 1, reason: 'ownUse', lines: [{ variantId: 1, quantity: pieces(-deed.count) }] });
    }
  }
  for (const { outside } of [here.woo, here.shopify]) outside.calm();
  for (let round = 0; round < 4; round += 1) await here.sync();
  const short = here.at.shop.raw.prepare('select exists (select 1 from orderLine l where l.quantity - l.cancelled > coalesce((select sum(quantity) from allocation where orderLineId = l.id), 0))').pluck().get() as number;
  here.at.shop.check();
  await here.close();
  return short === 1;
}

describe.skipIf(!schemaIsHere)('any order of sales, losses, answers and rounds', () => {
  const where = fc.constantFrom('woo' as const, 'shopify' as const);
  const deed: fc.Arbitrary<Deed> = fc.oneof(
    { weight: 3, arbitrary: fc.constant({ kind: 'sync' as const }) },
    { weight: 5, arbitrary: fc.record({ kind: fc.constant('buy' as const), where, count: fc.integer({ min: 1, max: 3 }) }) },
    { weight: 2, arbitrary: fc.record({ kind: fc.constantFrom('take' as const, 'receive' as const), count: fc.integer({ min: 1, max: 3 }) }) },
    { weight: 1, arbitrary: fc.record({ kind: fc.constant('trouble' as const), where }) },
  );

  test('with leases nothing is oversold', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(deed, { minLength: 4, maxLength: 14 }), async (deeds) => {
        expect(await oversells('leased', deeds)).toBe(false);
      }),
      { numRuns: runs(4, 400, 'days of two leased channels and a counter, no order without goods'), seed: 11 },
    );
  }, untilDone);

  test('without leases both sell the last ones', async () => {
    expect(await oversells('shared', [{ kind: 'buy', where: 'woo', count: 3 }, { kind: 'buy', where: 'woo', count: 3 }, { kind: 'buy', where: 'shopify', count: 3 }, { kind: 'buy', where: 'shopify', count: 3 }, { kind: 'buy', where: 'shopify', count: 3 }])).toBe(true);
  });
});
