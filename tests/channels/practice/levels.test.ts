import { afterEach, beforeEach, expect, test } from 'vitest';
import { minor } from '../../../shared/units/minor.ts';
import { pieces } from '../../../shared/units/quantity.ts';
import { newShopBeside, type ShopBeside } from '../connected-shop.ts';
import { startPractice } from './outside.ts';

let at: ShopBeside<Awaited<ReturnType<typeof startPractice>>>;

beforeEach(async () => {
  at = await newShopBeside('practice', startPractice);
});
afterEach(async () => {
  at.shop.check();
  await at.close();
});

async function connected(): Promise<{ channelId: number; lure: string }> {
  const lure = at.outside.addProduct({ name: 'Lure', sku: 'A', cents: 1000, stock: 3 });
  at.shop.call('product.importBatch', { items: [{ name: 'Lure', variants: [{ sku: 'A', prices: [] }] }] });
  at.shop.call('stock.openingBatch', { items: [{ sku: 'A', quantity: pieces(20), value: minor(8000) }] });
  const channelId = await at.connect(at.outside);
  at.advance(60_000);
  return { channelId, lure };
}

const switchOn = (channelId: number): void => {
  const { digest } = at.shop.call('channel.preview', { channelId, capability: 'stock', afterId: 0, limit: 1 });
  at.shop.call('channel.switchOn', { channelId, capability: 'stock', digest });
};

test('a leased listing that sold more than it had comes to its level again', async () => {
  const { channelId, lure } = await connected();
  at.outside.buy({ lines: [{ listingId: lure, pieces: 8 }], paid: true });
  expect(at.outside.level(lure)).toBe(-5);
  switchOn(channelId);
  at.shop.call('lease.choose', { channelId, variantId: 1, method: 'leased' });
  for (let rounds = 0; rounds < 4; rounds += 1) {
    await at.sync();
    at.advance(3_600_000);
  }
  // Of the twelve left, so many are the channel's by the division of a lease.
  expect(at.shop.raw.prepare('select level from listingLease').all()).toEqual([{ level: 8000 }]);
  expect(at.outside.level(lure)).toBe(8);
});

test('a level that moves whenever it is told keeps no round going for ever', async () => {
  const { channelId, lure } = await connected();
  switchOn(channelId);
  const { fetch } = at.outside;
  at.outside.fetch = async (request) => {
    if (request.url.endsWith('/levels')) at.outside.setLevel(lure, (at.outside.level(lure) ?? 0) + 1);
    return fetch(request);
  };
  const asked = at.outside.asked();
  expect(await at.sync()).toMatchObject([{ ok: true, sent: 0 }]);
  expect(at.outside.asked() - asked).toBeLessThan(40);
  expect(at.shop.call('outbox.list', { channelId, state: 'parked', beforeId: null, limit: 10 }).rows).toHaveLength(1);
});
