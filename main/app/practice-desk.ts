import path from 'node:path';
import type { PracticeDeed, Temper } from '../../shared/channels/practice.contract.ts';
import { type ChannelKind, networkKinds } from '../../shared/channels/channel-kinds.ts';
import { Refusal } from '../../shared/refusal/refusal.ts';
import { minorDigits } from '../../shared/units/currency.ts';
import type { Instant } from '../../shared/units/instant.ts';
import { addChannel } from '../channels/outside.ts';
import { happen } from '../channels/practice/customers.ts';
import { hear } from '../channels/practice/hearing.ts';
import { type Market, newMarket, nextId } from '../channels/practice/market.ts';
import type { Actor } from '../database/handles.ts';
import { privateFiles } from '../platform/private-files.ts';
import type { WebRequest } from '../platform/web.ts';
import { engineSetting, type OutsideWorld } from './channel-methods.ts';
import type { Store } from './store.ts';

/** The three of them, by their addresses; names as the demo shop's channels have them. */
const characters: readonly { id: string; temper: Temper; name: string }[] = [
  { id: 'lantern', temper: 'calm', name: '灯市 Lantern' },
  { id: 'harbour', temper: 'busy', name: '港汇 Harbour' },
  { id: 'bazaar', temper: 'moody', name: '夜集 Bazaar' },
];
const domain = '.practice.test';
const urlOf = (id: string): string => `https://${id}${domain}`;
/** What is hidden in it opens nothing. */
const key = 'practice';

/** How many goods each of them sells. */
const shelf = 24;

interface Channel {
  id: number;
  name: string;
  kind: ChannelKind;
  url: string;
}

/** Marketplaces that are only played, beside one shop: they answer without a network and live on in a file of their own. */
export class PracticeDesk {
  private readonly folder: string;
  private readonly now: () => Instant;
  private kept: Map<string, Market> | undefined;

  constructor(folder: string, now: () => Instant) {
    this.folder = folder;
    this.now = now;
  }

  /** The same world, in which the marketplaces of this desk answer. */
  through(world: OutsideWorld): OutsideWorld {
    return { ...world, fetch: async (request) => this.hear(request) ?? world.fetch(request) };
  }

  /** @throws Refusal practice.realShop, practice.noGoods; Fault never, for a moody one is read later */
  async start(store: Store, world: OutsideWorld, actor: Actor): Promise<{ channels: { channelId: number; name: string }[] }> {
    await this.refuseRealShop(store, actor);
    const connected = new Set((await channelsOf(store, actor)).map(({ url }) => url));
    const missing = characters.filter(({ id }) => !connected.has(urlOf(id)));
    const goods = await goodsOf(store, actor);
    const setting = engineSetting(store, this.through(world), actor);
    const channels: { channelId: number; name: string }[] = [];
    for (const { id, temper, name } of missing) {
      const market = newMarket({ id, temper, name, currency: goods.currency, taxPpm: goods.taxPpm, key });
      for (const product of goods.products) market.products[nextId(market)] = { ...product };
      this.markets.set(id, market);
      // One after another: each is read as it is connected.
      // oxlint-disable-next-line no-await-in-loop
      const { channelId } = await addChannel(setting, { kind: 'practice', name, url: urlOf(id), credentials: { key } });
      channels.push({ channelId, name });
    }
    this.save();
    return { channels };
  }

  /** @throws Refusal record.missing, practice.nothing */
  async happen(store: Store, actor: Actor, { channelId, deed, times }: { channelId: number; deed: PracticeDeed; times: number }): Promise<{ numbers: string[] }> {
    const played = (await this.played(store, actor)).find(({ channel }) => channel.id === channelId);
    if (!played) throw new Refusal('record.missing', { kind: 'channel', id: channelId });
    const { country } = (await store.query(actor, 'shop.get', undefined)) as { country: string };
    const at = this.now() + played.market.ahead;
    const numbers = Array.from({ length: times }, () => happen(played.market, deed, at, country)).filter((number) => number !== undefined);
    if (numbers.length === 0) throw new Refusal('practice.nothing', { deed });
    this.save();
    return { numbers };
  }

  async list(store: Store, actor: Actor) {
    const markets = (await this.played(store, actor)).map(({ channel, market }) => {
      const orders = Object.values(market.orders);
      const cancelled = orders.filter(({ cancelledAt }) => cancelledAt !== null);
      return {
        channelId: channel.id,
        name: channel.name,
        temper: market.temper,
        orders: orders.length,
        unpaid: orders.filter(({ paidAt, cancelledAt }) => paidAt === null && cancelledAt === null).length,
        cancelled: cancelled.length,
        asked: market.asked,
        failed: market.failed,
      };
    });
    return { markets };
  }

  private hear(request: WebRequest) {
    const { hostname } = new URL(request.url);
    const market = hostname.endsWith(domain) ? this.markets.get(hostname.slice(0, -domain.length)) : undefined;
    if (!market) return undefined;
    const answer = hear(market, request, this.now());
    if (request.method !== 'GET') this.save();
    return answer;
  }

  private async played(store: Store, actor: Actor) {
    return (await channelsOf(store, actor)).flatMap((channel) => {
      const market = characters.map(({ id }) => this.markets.get(id)).find((one) => one && urlOf(one.id) === channel.url);
      return channel.kind === 'practice' && market ? [{ channel, market }] : [];
    });
  }

  /** Orders of a played marketplace are booked like any other: beside a marketplace that answers they would stand in real books. */
  private async refuseRealShop(store: Store, actor: Actor): Promise<void> {
    const { channels } = (await store.query(actor, 'sync.status', undefined)) as { channels: { name: string; kind: ChannelKind; answeredAt: Instant | null }[] };
    const real = channels.find(({ kind, answeredAt }) => networkKinds.some((one) => one === kind) && answeredAt !== null);
    if (real) throw new Refusal('practice.realShop', { name: real.name });
  }

  private get markets(): Map<string, Market> {
    this.kept ??= this.load();
    return this.kept;
  }

  private get file(): string {
    return path.join(this.folder, 'practice.json');
  }

  /** A file that cannot be read is a game that begins anew. */
  private load(): Map<string, Market> {
    const text = privateFiles.read(this.file)?.toString('utf8');
    try {
      // Written by save.
      const markets = text === undefined ? [] : (JSON.parse(text) as Market[]);
      return new Map(markets.map((market) => [market.id, { ...market, plans: [] }]));
    } catch {
      return new Map();
    }
  }

  private save(): void {
    privateFiles.write(this.file, JSON.stringify([...this.markets.values()].map((market) => ({ ...market, plans: [] }))));
  }
}

const channelsOf = async (store: Store, actor: Actor): Promise<Channel[]> => ((await store.query(actor, 'channel.list', undefined)) as { channels: Channel[] }).channels;

interface StockRow {
  variantId: number;
  sku: string;
  name: string;
  available: number;
}

/** Goods of this shop that have a price, at one rate of tax. @throws Refusal practice.noGoods */
async function goodsOf(store: Store, actor: Actor) {
  const { baseCurrency: currency } = (await store.query(actor, 'shop.get', undefined)) as { baseCurrency: string };
  const { rows } = (await store.query(actor, 'stock.list', { only: 'stocked', limit: 100 })) as { rows: StockRow[] };
  const variantIds = rows.map(({ variantId }) => variantId);
  const offers = ((await store.query(actor, 'order.offers', { variantIds })) as { rows: { variantId: number; sku: string; name: string; unitPrice: number | null; taxRate: number; available: number }[] }).rows;
  const taxPpm = offers[0]?.taxRate ?? 0;
  const products = offers.flatMap(({ sku, name, unitPrice, taxRate, available }) => {
    const level = Math.floor(available / 1000);
    return unitPrice === null || unitPrice === 0 || taxRate !== taxPpm || level < 1 ? [] : [{ name, description: '', sku, price: Math.round(unitPrice / 10 ** (4 - minorDigits(currency))), level, offered: true }];
  });
  if (products.length === 0) throw new Refusal('practice.noGoods', {});
  return { currency, taxPpm, products: products.slice(0, shelf) };
}
