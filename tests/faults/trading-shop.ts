import { type Core, openCore } from '../../main/app/core.ts';
import { engineSetting } from '../../main/app/channel-methods.ts';
import { lookUp } from '../../main/app/ask.ts';
import type { Store } from '../../main/app/store.ts';
import { addChannel, type OutsideSetting, syncOnce } from '../../main/channels/outside.ts';
import type { Actor } from '../../main/database/handles.ts';
import { nodePlatform } from '../../main/platform/node-platform.ts';
import { instant } from '../../shared/units/instant.ts';
import { migrations } from '../support/shop.ts';

/** A shop as the fault tests need it: three goods nobody runs out of, two channels, and work that is told apart by its number. */
export const owner: Actor = { userId: 1, role: 'owner', deviceId: null, via: 'app' };
export const goods = ['ROD', 'LINE', 'HOOK'] as const;

export const openTrading = (folder: string): Core => openCore({ folder, migrations, now: Date.now });

export function foundTrading(core: Core): void {
  const call = <Answer>(name: string, input: object) => core.command(owner, name, input) as Answer;
  call('shop.create', {
    name: 'Tackle', country: 'US', baseCurrency: 'USD', timeZone: 'America/New_York', language: 'en', fiscalYearStartMonth: 1,
    costingMethod: 'fifo', pricesIncludeTax: false, chart: 'generic', goLiveAt: Date.now() - 86_400_000, ownerName: 'Lin',
  });
  call('location.create', { name: 'Shop floor', kind: 'shop', negativePolicy: 'refuse', sellable: true });
  call('product.importBatch', { items: goods.map((sku) => ({ name: sku, state: 'active', variants: [{ sku, prices: [{ currency: 'USD', amount: 100_000 }] }] })) });
  call('stock.openingBatch', { items: goods.map((sku) => ({ sku, quantity: 1_000_000_000, value: 333_333_333 })) });
}

/** An order of number `n`: its note tells it from every other. */
export const typedOrder = (n: number): object => ({ lines: [{ variantId: 1 + (n % 3), quantity: 1000 * (1 + (n % 3)) }, { variantId: 1 + ((n + 1) % 3), quantity: 1000 }], note: `n${n}` });

const importedLine = (n: number): object => ({ externalId: '1', sku: goods[n % 3], name: 'Lure', quantity: 2000, unitPrice: 100_000, net: 2000, tax: 0 });

/** The same words for the same number, whenever they are said again. */
export const beganAt = Date.UTC(2026, 1, 2);

/** Five orders of a channel; the first was in the batch before as well. */
export const importedOrders = (n: number): object[] =>
  [5 * n - 1, 5 * n, 5 * n + 1, 5 * n + 2, 5 * n + 3].map((id) => ({
    externalId: `X${id}`, number: `X${id}`, contentHash: `hash ${id}`, versionAt: beganAt + id, status: 'open', channelStatus: 'processing', currency: 'USD',
    pricesIncludeTax: false, orderedAt: beganAt + id, finishedAt: null, customer: { name: `Customer ${id}`, email: `c${id}@example.com`, phone: null },
    lines: [importedLine(id)], total: 2000, payments: [{ externalId: `pay ${id}`, amount: 2000, method: 'card', occurredAt: beganAt + id }],
  }));

/** The engine of channels over the real network, its keys in the folder's own secrets. */
export function tradingEngine(core: Core, folder: string): { setting: OutsideSetting; close(): Promise<void> } {
  const platform = nodePlatform(folder);
  const store = {
    command: async (...args: Parameters<Core['command']>) => core.command(...args),
    internal: async (...args: Parameters<Core['internal']>) => core.internal(...args),
    lookUp: async (name: string) => lookUp(core.writer, name),
  } as Store;
  return { setting: { ...engineSetting(store, platform, owner), random: () => 0 }, close: () => platform.close() };
}

export const connect = (setting: OutsideSetting, name: string, shop: { url: string; credentials: { consumerKey: string; consumerSecret: string } }) =>
  addChannel(setting, { name, kind: 'woocommerce', url: shop.url, credentials: shop.credentials, localNetwork: true, goLiveAt: instant(Date.now() - 3_600_000) });

export const syncRound = (setting: OutsideSetting) => syncOnce(setting, { channel: 'Web shop' });

/** Lets the channel be told of stock, as a person does after looking at what would change. */
export function sendStockTo(core: Core, channelId: number): void {
  const { digest } = core.query(owner, 'channel.preview', { channelId, capability: 'stock', afterId: 0, limit: 1 }) as { digest: string };
  core.command(owner, 'channel.switchOn', { channelId, capability: 'stock', digest });
}
