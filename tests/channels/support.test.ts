import fc from 'fast-check';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { machineWords } from '../../shared/channels/support.rules.ts';
import { minor } from '../../shared/units/minor.ts';
import { pieces } from '../../shared/units/quantity.ts';
import { runs } from '../support/soak.ts';
import { type ConnectedShop, newConnectedShop } from './connected-shop.ts';

let at: ConnectedShop;
beforeEach(async () => {
  at = await newConnectedShop();
});
afterEach(async () => {
  at.shop.check();
  await at.close();
});

const customer = { first_name: 'Wilhelmina', last_name: 'Quackenbush', email: 'mina_of_the_lake@example.org', phone: '555-0173-229', address_1: '14 Cormorant Row', city: 'Duckwater' };
const said = 'woocommerce_rest_cannot_view: Wilhelmina Quackenbush (mina_of_the_lake@example.org) may not, with ck_deadbeefdeadbeef at https://secret_shop_of_mina.example/wp-json';

/** A shop with an order of somebody, one that cannot be taken, news that was not accepted, and a key that is refused. */
async function troubledShop(): Promise<{ channelId: number; key: string }> {
  const product = at.outside.addProduct({ name: 'Mallard lure', sku: 'MALLARD', cents: 1000, stock: 7 });
  at.shop.call('product.importBatch', { items: [{ name: 'Mallard lure', variants: [{ sku: 'MALLARD' }] }] });
  at.shop.call('stock.openingBatch', { items: [{ sku: 'MALLARD', quantity: pieces(10), value: minor(4000) }] });
  const channelId = await at.connect(at.outside, { name: 'Mina’s pond' });
  const { digest } = at.shop.call('channel.preview', { channelId, capability: 'stock', afterId: 0, limit: 1 });
  at.shop.call('channel.switchOn', { channelId, capability: 'stock', digest });
  at.advance(60_000);
  const lines = [{ productId: Number(product['id']), quantity: 1 }];
  at.outside.addOrder({ status: 'processing', lines, billing: customer });
  at.outside.addOrder({ status: 'processing', currency: 'JPY', lines, billing: customer });
  product['manage_stock'] = false;
  await at.sync();
  const key = JSON.stringify(at.outside.credentials);
  const { fetch } = at.setting.platform;
  at.setting.platform = { ...at.setting.platform, fetch: async (request) => (await fetch(request), { status: 401, headers: {}, text: JSON.stringify({ code: 'woocommerce_rest_cannot_view', message: said }) }) };
  at.advance(60 * 60_000);
  await at.sync();
  return { channelId, key };
}

test('it tells how the channel stands: its faults by code and the words of machines, what waits, what came before', async () => {
  const { channelId } = await troubledShop();
  const { channels } = at.shop.call('sync.support', undefined);
  expect(channels).toMatchObject([
    {
      channelId,
      kind: 'woocommerce',
      state: 'needsYou',
      sendsStock: true,
      sendsRefunds: false,
      cause: { code: 'unauthorised', retry: 'never', status: 401, words: ['woocommerce_rest_cannot_view'] },
      parked: 1,
      troubles: [{ code: 'currency.mismatch' }],
      rounds: [{ faultsInARow: 1, fault: { code: 'unauthorised' } }, { faultsInARow: 0, pulled: 2, fault: null }],
      news: [{ capability: 'stock', state: 'parked', problem: 'notCounted', status: 200 }],
    },
  ]);
});

test('nobody, no address, no order and no key is in it', async () => {
  const { key } = await troubledShop();
  const { program, ...report } = at.shop.call('sync.support', undefined);
  expect(Object.keys(program).sort()).toEqual(['electron', 'node', 'platform', 'schema', 'sqlite']); // versions only, which may read like an order's number
  const told = JSON.stringify(report).toLowerCase();
  const texts = (rows: object[]) => rows.flatMap((row) => Object.values(row)).filter((value): value is string => typeof value === 'string' && value.length >= 3);
  const kept = texts(['salesOrder', 'channel', 'listing', 'product', 'variant', 'customer', 'customerContact', 'customerAddress', 'orderRecipient', 'outbox'].flatMap((table) => at.shop.raw.prepare(`select * from ${table}`).all() as object[]));
  const secret = [...kept, ...Object.values(customer), ...said.split(/[\s:(),]+/u).slice(1).filter((word) => word.length > 3), ...Object.values(JSON.parse(key) as Record<string, string>), at.outside.url, new URL(at.outside.url).host];
  expect(secret.length).toBeGreaterThan(40);
  // States and kinds are the program’s own words, whoever’s row they stand in.
  const own = new Set(['woocommerce', 'usd', 'new', 'stock', 'parked', 'notcounted', 'at', 'own', 'none', 'done', 'open']);
  expect(secret.filter((text) => !own.has(text.toLowerCase()) && told.includes(text.toLowerCase()))).toEqual([]);
});

test('words of machines have neither figures nor signs, whatever they stand among', () => {
  expect(machineWords(said)).toEqual(['woocommerce_rest_cannot_view']);
  fc.assert(
    fc.property(fc.string({ unit: fc.constantFrom('a', 'B', '_', '7', '@', '.', ' ', '-', '吴') }), (text) => {
      for (const word of machineWords(text)) expect(word).toMatch(/^[a-z]+(_[a-z]+){2,}$/u);
      const between = text.split(/[^\p{L}\p{N}_@.-]+/u).filter((part) => /^[a-z]+(_[a-z]+){2,}$/u.test(part));
      expect(new Set(machineWords(text))).toEqual(new Set([...new Set(between)].slice(0, 10)));
    }),
    { seed: 18, numRuns: runs(2000, 200_000) },
  );
});
