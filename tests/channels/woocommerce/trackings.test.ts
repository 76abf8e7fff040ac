import { X509Certificate } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { afterEach, describe, expect, test } from 'vitest';
import type { FulfilmentPush, FullConnector } from '../../../main/channels/connector.ts';
import { openClient } from '../../../main/channels/woocommerce/client.ts';
import { woocommerce } from '../../../main/channels/woocommerce/woocommerce.ts';
import { Fault } from '../../../main/platform/fault.ts';
import { openWeb, type WebFetch } from '../../../main/platform/web.ts';
import { instant } from '../../../shared/units/instant.ts';
import { minor } from '../../../shared/units/minor.ts';
import { pieces } from '../../../shared/units/quantity.ts';
import { newConnectedShop } from '../connected-shop.ts';
import { type Emulator, startEmulator } from './emulator/emulator.ts';
import type { TrackingPlugin } from './emulator/trackings.ts';

const now = Date.UTC(2026, 10, 21, 22, 30, 0);
const plugins: TrackingPlugin[] = ['shipmentTracking', 'advanced'];
const web = openWeb();
const cleanUp: (() => Promise<void>)[] = [];
afterEach(async () => {
  await Promise.all(cleanUp.splice(0).map((close) => close()));
});

async function shopWith(tracking: TrackingPlugin | null, secure = false): Promise<Emulator> {
  const emulator = await startEmulator({ now, secure, ...(tracking !== null && { tracking }) });
  cleanUp.push(() => emulator.close());
  return emulator;
}

const settingOf = (emulator: Emulator, fetch: WebFetch = web.fetch) => ({
  fetch: ((request) => fetch({ ...request, localNetwork: true })) as WebFetch,
  url: emulator.url,
  credentials: emulator.credentials,
  now: () => instant(emulator.clock.now),
  pause: async () => undefined,
  paces: new Map(),
});
const connectorOf = (emulator: Emulator, fetch?: WebFetch): FullConnector => woocommerce(settingOf(emulator, fetch));

const buy = (emulator: Emulator, status = 'processing'): string => String(emulator.addOrder({ status, lines: [{ productId: 1, quantity: 2, cents: 1998 }] })['id']);
const parcel = (orderId: string, changes: Partial<FulfilmentPush> = {}): FulfilmentPush => ({ orderId, complete: true, tracking: { carrier: 'UPS', number: '1Z999AA1' }, lines: [], ...changes });

/** What the shop and its customer know of an order's parcels. */
const known = ({ store }: Emulator, orderId: string) => ({
  status: store.orders.get(Number(orderId))?.['status'],
  plugin: (store.trackings.get(Number(orderId)) ?? []).map((item) => `${String(item['provider'])} ${String(item['number'])}`),
  notes: (store.notes.get(Number(orderId)) ?? []).map((note) => note['note']),
});
const bodies = (emulator: Emulator) => emulator.writes().map(({ path, body }) => [path, JSON.parse(String(body)) as unknown]);

describe('where the shop’s index names a tracking plugin', () => {
  test('the number goes to WooCommerce Shipment Tracking under the carrier’s name there, and the order is completed', async () => {
    const emulator = await shopWith('shipmentTracking');
    const id = buy(emulator);
    expect(await connectorOf(emulator).pushFulfilment(parcel(id, { tracking: { carrier: 'ups', number: '1Z999AA1' } }))).toEqual({ ok: true, answer: 'completed' });
    expect(known(emulator, id)).toEqual({ status: 'completed', plugin: ['UPS 1Z999AA1'], notes: [] });
    expect(bodies(emulator)).toEqual([[`/wc-shipment-tracking/v3/orders/${id}/shipment-trackings`, { tracking_provider: 'UPS', tracking_number: '1Z999AA1' }], [`orders/${id}`, { status: 'completed' }]]);
    expect(emulator.store.trackings.get(Number(id))?.[0]?.['link']).toBe('https://www.ups.example/track?no=1Z999AA1');
  });

  test('a carrier it does not know goes there by name; without an empty link the plugin would break off', async () => {
    const emulator = await shopWith('shipmentTracking');
    const id = buy(emulator);
    expect(await connectorOf(emulator).pushFulfilment(parcel(id, { tracking: { carrier: '顺丰', number: 'SF1' } }))).toEqual({ ok: true, answer: 'completed' });
    expect(known(emulator, id)).toEqual({ status: 'completed', plugin: ['顺丰 SF1'], notes: [] });
    const bare = openClient(settingOf(emulator)).post(`/wc-shipment-tracking/v3/orders/${id}/shipment-trackings`, { custom_tracking_provider: '顺丰', tracking_number: 'SF2' });
    await expect(bare).rejects.toMatchObject({ details: { status: 500 } });
  });

  test('the number goes to Advanced Shipment Tracking under its own name, which leaves the order’s status to us', async () => {
    const emulator = await shopWith('advanced');
    const id = buy(emulator);
    expect(await connectorOf(emulator).pushFulfilment(parcel(id))).toEqual({ ok: true, answer: 'completed' });
    expect(known(emulator, id)).toEqual({ status: 'completed', plugin: ['UPS 1Z999AA1'], notes: [] });
    expect(bodies(emulator)[0]).toEqual([`/wc-ast/v3/orders/${id}/shipment-trackings`, { tracking_provider: 'UPS', tracking_number: '1Z999AA1', status_shipped: 0 }]);
  });

  test.each(plugins)('%s: told twice, and by a number somebody typed there already, it stands there once', async (plugin) => {
    const emulator = await shopWith(plugin);
    const [twice, typed] = [buy(emulator), buy(emulator)];
    const shop = connectorOf(emulator);
    await shop.pushFulfilment(parcel(twice));
    expect(await shop.pushFulfilment(parcel(twice))).toEqual({ ok: true, answer: 'already completed' });
    await openClient(settingOf(emulator)).post(`/wc-shipment-tracking/v3/orders/${typed}/shipment-trackings`, { tracking_provider: 'UPS', tracking_number: '1z999aa1 ' });
    await shop.pushFulfilment(parcel(typed));
    expect([known(emulator, twice).plugin, known(emulator, typed)]).toEqual([['UPS 1Z999AA1'], { status: 'completed', plugin: ['UPS 1z999aa1 '], notes: [] }]);
    // The index is read once, whatever leaves.
    expect(emulator.log.filter(({ path }) => path === '/')).toHaveLength(1);
  });

  test.each(plugins)('%s: where no mail of the shop’s will name it, for a part or an order that was completed by hand, a note tells the customer as well', async (plugin) => {
    const emulator = await shopWith(plugin);
    const [part, byHand] = [buy(emulator), buy(emulator, 'completed')];
    const shop = connectorOf(emulator);
    expect(await shop.pushFulfilment(parcel(part, { complete: false }))).toEqual({ ok: true, answer: 'tracked' });
    expect(await shop.pushFulfilment(parcel(byHand))).toEqual({ ok: true, answer: 'tracked' });
    expect([known(emulator, part), known(emulator, byHand)]).toEqual([
      { status: 'processing', plugin: ['UPS 1Z999AA1'], notes: ['UPS 1Z999AA1'] },
      { status: 'completed', plugin: ['UPS 1Z999AA1'], notes: ['UPS 1Z999AA1'] },
    ]);
  });

  test('what the plugin will not take becomes a note', async () => {
    const emulator = await shopWith('advanced');
    const id = buy(emulator);
    expect(await connectorOf(emulator).pushFulfilment(parcel(id, { tracking: { carrier: '中通', number: '运单 78' } }))).toEqual({ ok: true, answer: 'completed' });
    expect(known(emulator, id)).toEqual({ status: 'completed', plugin: [], notes: ['中通 运单 78'] });
  });

  test('a shop that is out of breath is asked again, and nothing is noted meanwhile', async () => {
    const emulator = await shopWith('advanced');
    const id = buy(emulator);
    const shop = connectorOf(emulator);
    for (const on of [/^GET \/$/, /^GET \/wc-ast/, /^POST \/wc-ast/]) {
      emulator.plan({ kind: 'phpFatal' }, on);
      await expect(shop.pushFulfilment(parcel(id))).rejects.toMatchObject({ code: 'broken' });
      expect(known(emulator, id)).toEqual({ status: 'processing', plugin: [], notes: [] });
    }
    await shop.pushFulfilment(parcel(id));
    expect(known(emulator, id).plugin).toEqual(['UPS 1Z999AA1']);
  });
});

describe('where it names none', () => {
  test('the number becomes a note, as before', async () => {
    const emulator = await shopWith(null);
    const id = buy(emulator);
    await connectorOf(emulator).pushFulfilment(parcel(id));
    expect(known(emulator, id)).toEqual({ status: 'completed', plugin: [], notes: ['UPS 1Z999AA1'] });
  });

  test('nor where the shop shows its index to nobody, or sends us elsewhere for it; elsewhere nothing is asked', async () => {
    const elsewhere = await shopWith(null);
    for (const mishap of [{ kind: 'firewall' }, { kind: 'redirect', location: `${elsewhere.url}/wp-json/` }] as const) {
      const emulator = await shopWith('advanced');
      const id = buy(emulator);
      emulator.plan(mishap, /^GET \/$/);
      await connectorOf(emulator).pushFulfilment(parcel(id));
      expect(known(emulator, id)).toEqual({ status: 'completed', plugin: [], notes: ['UPS 1Z999AA1'] });
    }
    expect(elsewhere.log).toEqual([]);
  });

  test('a parcel without a number asks for neither', async () => {
    const emulator = await shopWith('advanced');
    const id = buy(emulator);
    await connectorOf(emulator).pushFulfilment(parcel(id, { tracking: null }));
    expect([known(emulator, id).status, emulator.log.some(({ path }) => path.startsWith('/'))]).toEqual(['completed', false]);
  });
});

test('the index is read without our keys, the plugin with them, and both on the shop’s own host', async () => {
  const pem = readFileSync(new URL('./emulator/certificate.pem', import.meta.url), 'utf8');
  const emulator = await shopWith('advanced', true);
  const id = buy(emulator);
  const asked: { url: string; authorization: string | undefined }[] = [];
  const noting: WebFetch = (request) => {
    asked.push({ url: request.url, authorization: request.headers['authorization'] });
    return web.fetch({ ...request, certificate: new X509Certificate(pem).fingerprint256 });
  };
  await connectorOf(emulator, noting).pushFulfilment(parcel(id));
  expect(known(emulator, id).plugin).toEqual(['UPS 1Z999AA1']);
  expect(asked.map(({ url }) => new URL(url).origin)).toEqual(asked.map(() => emulator.url));
  expect(asked.filter(({ authorization }) => authorization === undefined).map(({ url }) => url)).toEqual([`${emulator.url}/wp-json/?_fields=namespaces`]);
});

describe('a program that ends at any question of a parcel, before or after it was heard', () => {
  const parcels = { whole: [{ complete: true }, 'processing'], part: [{ complete: false }, 'processing'], 'whole, completed by hand': [{ complete: true }, 'completed'] } as const;

  test.each([...plugins, null].flatMap((plugin) => Object.keys(parcels).map((which) => [plugin, which as keyof typeof parcels] as const)))('%s, %s: the next one ends where an undisturbed one does', async (plugin, which) => {
    const [changes, status] = parcels[which];
    const run = async (endsAt: number | null, heard: boolean) => {
      const emulator = await shopWith(plugin);
      const id = buy(emulator, status);
      let questions = 0;
      const ending: WebFetch = async (request) => {
        questions += 1;
        if (questions === endsAt && !heard) throw new Fault('broken', { retry: 'later', says: 'ended' });
        const answer = await web.fetch(request);
        if (questions === endsAt) throw new Fault('broken', { retry: 'later', says: 'ended' });
        return answer;
      };
      const push = (fetch: WebFetch) => connectorOf(emulator, fetch).pushFulfilment(parcel(id, changes));
      const ended = await push(ending).then(() => 'well', (error: unknown) => (error as Fault).code);
      const count = questions;
      const again = endsAt === null ? null : await push(web.fetch);
      return { count, ended, again: again?.ok, known: known(emulator, id) };
    };
    const undisturbed = await run(null, false);
    expect(undisturbed).toMatchObject({ ended: 'well' });
    expect(undisturbed.count).toBeGreaterThan(3);
    for (let at = 1; at <= undisturbed.count; at += 1) {
      for (const heard of [false, true]) expect([at, heard, await run(at, heard)]).toEqual([at, heard, { count: at, ended: 'broken', again: true, known: undisturbed.known }]);
    }
  });
});

test('a parcel sent here stands with the plugin there, once, and is told once', async () => {
  const at = await newConnectedShop();
  cleanUp.push(() => at.close());
  at.outside.store.tracking = 'advanced';
  const product = at.outside.addProduct({ name: 'Lure', sku: 'LURE', cents: 1000, stock: 7 });
  at.shop.call('product.importBatch', { items: [{ name: 'Lure', variants: [{ sku: 'LURE' }] }] });
  at.shop.call('stock.openingBatch', { items: [{ sku: 'LURE', quantity: pieces(10), value: minor(4000) }] });
  const channelId = await at.connect(at.outside);
  at.advance(60_000);
  const id = String(at.outside.addOrder({ status: 'processing', lines: [{ productId: Number(product['id']), quantity: 1 }] })['id']);
  await at.sync();
  const { digest } = at.shop.call('channel.preview', { channelId, capability: 'fulfilments', afterId: 0, limit: 1 });
  at.shop.call('channel.switchOn', { channelId, capability: 'fulfilments', digest });
  at.shop.call('shipment.ship', { orderId: 1, carrier: 'UPS', trackingNumber: '1Z1' });
  at.outside.plan({ kind: 'cut', effect: 'after' }, /^POST \/wc-ast/);
  for (let round = 0; round < 3; round += 1) {
    await at.sync();
    at.advance(2 * 3_600_000);
  }
  expect(known(at.outside, id)).toEqual({ status: 'completed', plugin: ['UPS 1Z1'], notes: [] });
  at.shop.check();
});
