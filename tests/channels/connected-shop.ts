import { lookUp } from '../../main/app/ask.ts';
import { engineSetting, type OutsideWorld } from '../../main/app/channel-methods.ts';
import type { Store } from '../../main/app/store.ts';
import { addChannel, syncOnce, type OutsideSetting } from '../../main/channels/outside.ts';
import { openWeb, type WebFetch } from '../../main/platform/web.ts';
import type { SyncRound } from '../../shared/channels/sync.contract.ts';
import type { ChannelKind } from '../../shared/channels/channel-kinds.ts';
import type { NewChannel } from '../../shared/channels/channel.contract.ts';
import { instant } from '../../shared/units/instant.ts';
import { newShop, type TestShop } from '../support/shop.ts';
import { keptSecrets } from '../support/kept-secrets.ts';
import { type Emulator, startEmulator } from './woocommerce/emulator/emulator.ts';

/** What every emulator of a marketplace has. */
interface Outside {
  url: string;
  credentials: object;
  clock: { now: number; ahead: number };
  willBeSilent(): boolean;
  /** One that is only played has no network. */
  fetch?: WebFetch;
  close(): Promise<void>;
}

export interface ShopBeside<One extends Outside> {
  shop: TestShop;
  /** The shop outside; several can be started. */
  outside: One;
  setting: OutsideSetting;
  startOutside(): Promise<One>;
  connect(outside: One, changes?: Partial<NewChannel>): Promise<number>;
  sync(channel?: string): Promise<SyncRound[]>;
  /** Both clocks together. */
  advance(milliseconds: number): void;
  /** Restarts the engine: what it remembered of the last round is gone. */
  close(): Promise<void>;
}
export type ConnectedShop = ShopBeside<Emulator>;

/** A shop in dollars on this machine, and a WooCommerce beside it, with one clock for both. */
export const newConnectedShop = (): Promise<ConnectedShop> => newShopBeside('woocommerce', (now) => startEmulator({ now }));

/** The same beside a marketplace of any kind. */
export async function newShopBeside<One extends Outside>(kind: ChannelKind, start: (now: number) => Promise<One>): Promise<ShopBeside<One>> {
  const shop = newShop({ country: 'US', baseCurrency: 'USD', timeZone: 'America/New_York', language: 'en' });
  shop.call('location.create', { name: 'Shop floor', kind: 'shop', negativePolicy: 'refuse', sellable: true });
  const emulators: One[] = [];
  const startOutside = async () => {
    const emulator = await start(shop.clock.now);
    emulators.push(emulator);
    return emulator;
  };
  const advance = (milliseconds: number): void => {
    shop.clock.advance(milliseconds);
    for (const emulator of emulators) emulator.clock.now += milliseconds;
  };
  const outside = await startOutside();
  const web = openWeb();
  const secrets = new Map<string, string>();
  const platform: OutsideWorld = {
    clock: { now: () => instant(shop.clock.now) },
    // A busy machine may be slow to answer; only silence is not waited for.
    fetch: (request) => (emulators.find((one) => request.url.startsWith(one.url))?.fetch ?? web.fetch)({ ...request, timeoutMs: emulators.some((emulator) => emulator.willBeSilent()) ? 500 : 30_000 }),
    secrets: keptSecrets(secrets),
  };
  const { core } = shop;
  // The parts of a store the engine is handed, in this thread.
  const store = {
    command: async (...args: Parameters<typeof core.command>) => core.command(...args),
    internal: async (...args: Parameters<typeof core.internal>) => core.internal(...args),
    lookUp: async (name: string) => lookUp(core.writer, name),
  } as Store;
  const owner = { userId: 1, role: 'owner', deviceId: null, via: 'app' } as const;
  const setting = { ...engineSetting(store, platform, owner), random: () => 0, pause: async (milliseconds: number) => advance(milliseconds) };
  return {
    shop,
    outside,
    setting,
    startOutside,
    connect: async (emulator, changes = {}) => {
      const channel = { name: 'Web shop', kind, url: emulator.url, credentials: emulator.credentials, localNetwork: true, ...changes };
      // Each kind's credentials are its own.
      return (await addChannel(setting, channel as NewChannel)).channelId;
    },
    sync: async (channel) => (await syncOnce(setting, channel === undefined ? {} : { channel })).rounds,
    advance,
    close: async () => {
      await web.close();
      await Promise.all(emulators.map((emulator) => emulator.close()));
      shop.close();
    },
  };
}

/** What of the shop may not differ however the channel behaved: orders, stock and books, without their numbers of rows. */
export function figuresOf(shop: TestShop): unknown {
  const rows = (sql: string) => shop.raw.prepare(sql).all();
  return {
    orders: rows(
      'select channelId, externalId, total, payment, fulfilment, captured, refunded, contentHash from salesOrder order by channelId, externalId',
    ),
    lines: rows(
      'select o.externalId, l.sku, l.quantity, l.gross, l.shipped from orderLine l join salesOrder o on o.id = l.orderId order by o.externalId, l.lineNo',
    ),
    stock: rows(
      'select variantId, sum(onHand) onHand, sum(allocated) allocated from stockLevel group by variantId order by variantId',
    ),
    books: rows(
      'select a.code, sum(l.amount) balance from posting l join ledgerAccount a on a.id = l.ledgerAccountId group by a.code order by a.code',
    ),
  };
}
