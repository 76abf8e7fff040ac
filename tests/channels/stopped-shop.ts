import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { lookUp } from '../../main/app/ask.ts';
import { engineSetting } from '../../main/app/channel-methods.ts';
import { type Core, openCore } from '../../main/app/core.ts';
import { registry } from '../../main/app/registry.ts';
import { restoreBackup } from '../../main/app/restore.ts';
import type { Store } from '../../main/app/store.ts';
import { type ChannelMemory, newMemory, runRound } from '../../main/channels/engine.ts';
import { addChannel, type OutsideSetting } from '../../main/channels/outside.ts';
import { backUp } from '../../main/database/backup.ts';
import type { Actor } from '../../main/database/handles.ts';
import { openWeb, type Web, type WebRequest } from '../../main/platform/web.ts';
import type { MarketplaceKind } from '../../shared/channels/channel-kinds.ts';
import type { NewChannel, SwitchableCapability } from '../../shared/channels/channel.contract.ts';
import type { SyncRound } from '../../shared/channels/sync.contract.ts';
import { instant } from '../../shared/units/instant.ts';
import { beginShop, migrations, openingTime, type TestShop } from '../support/shop.ts';
import { keptSecrets } from '../support/kept-secrets.ts';
import type { KeptShop } from './outside-shop.ts';

/** Where the program stopped: what it had done stands, what it knew is gone. */
class Stopped extends Error {}

export const owner: Actor = { userId: 1, role: 'owner', deviceId: null, via: 'app' };

/** What there is at the marketplace, by its own names. */
export interface Goods {
  listings: string[];
  orders: string[];
}

/** The life of one folder beside a marketplace, however often the program that has it open stops and begins again. */
export interface Life extends Goods {
  outside: KeptShop;
  readonly folder: string;
  readonly core: Core;
  setting: OutsideSetting;
  call: TestShop['call'];
  rows(sql: string): Record<string, unknown>[];
  /** Both clocks together. */
  advance(milliseconds: number): void;
  /** One round of the channel as the running program makes it; undefined when the program stopped in it. */
  round(): Promise<SyncRound | undefined>;
  /** Says at each step whether the program stops there; `made` counts from one. */
  stops: (made: number) => boolean;
  /** The steps made since the program was opened: each request before and after, each transaction before, within and after. */
  steps: string[];
  /** What requests changed at the marketplace, whether their answers came or not. */
  effects: string[];
  /** Looks at every such change as it happens. */
  onEffect: (what: string, to: string) => void;
  /** The program of this folder is gone with all it knew, and begun again. */
  restart(): void;
  /** Copies the live file as it stands; answers where to. */
  backUp(): Promise<string>;
  /** The file is lost, as far as it was noted outside it, and the copy takes its place in a new epoch. */
  putBack(backup: string): Promise<void>;
  /** Proves every invariant; throws with the rows at fault. */
  check(): void;
  close(): void;
}

interface World {
  kind: MarketplaceKind;
  outside: KeptShop;
  web: Web;
  secrets: Map<string, string>;
}

/** Silence need not be waited for long: who answers does it in a few milliseconds. */
const patienceMs = (outside: KeptShop): number => (outside.willBeSilent() ? 150 : 30_000);

const requestName = ({ method, url, body }: WebRequest): string => /(?:query|mutation) (\w+)/.exec(body ?? '')?.[1] ?? `${method} ${new URL(url).pathname.replace('/wp-json/wc/v3/', '')}`;

/** What can be seen of all goods and orders there, by what it is. */
function shownThere(outside: KeptShop, { listings, orders }: Goods): Map<string, string> {
  const parcels = orders.map((id) => [id, outside.parcels(id)] as const);
  return new Map([
    ...listings.map((id): [string, string] => [`level of ${id}`, String(outside.level(id))]),
    ...listings.map((id): [string, string] => [`price of ${id}`, String(outside.price(id))]),
    ...parcels.map(([id, { shipped }]): [string, string] => [`shipped of ${id}`, shipped]),
    ...parcels.map(([id, { tracking }]): [string, string] => [`parcels of ${id}`, tracking.toSorted().join(' ')]),
    ...parcels.map(([id, { mails }]): [string, string] => [`mails of ${id}`, String(mails)]),
    ...orders.map((id): [string, string] => [`paid back of ${id}`, outside.paidBack(id).toSorted((one, other) => one - other).join(' ')]),
  ]);
}

function openLife(world: World, folder: string, goods: Goods): Life {
  const { outside, web, secrets } = world;
  const now = () => outside.clock.now;
  const open = () => openCore({ folder, migrations, now, durability: 'OFF' });
  let core = open();
  let memory: ChannelMemory = newMemory();
  let stopped = false;
  /** The engine's command whose transaction is open. */
  let within: string | null = null;

  const step = (name: string): void => {
    if (stopped) throw new Stopped(name);
    life.steps.push(name);
    if (!life.stops(life.steps.length)) return;
    stopped = true;
    throw new Stopped(name);
  };

  /** Whatever the transaction did is still to be committed. */
  const beforeCommit = (): void => {
    if (within !== null) step(`in ${within}`);
  };
  registry.beforeCommit.push(beforeCommit);

  const through = async <Answer>(name: string, run: () => Answer): Promise<Answer> => {
    step(`before ${name}`);
    within = name;
    try {
      return run();
    } finally {
      within = null;
      step(`after ${name}`);
    }
  };

  const noteEffects = (before: Map<string, string>): void => {
    for (const [what, to] of shownThere(outside, life)) {
      if (before.get(what) === to) continue;
      life.effects.push(`${what}: ${to}`);
      life.onEffect(what, to);
    }
  };

  const fetch = async (request: WebRequest) => {
    const name = requestName(request);
    step(`before ${name}`);
    const before = shownThere(outside, life);
    const answer = await (outside.fetch ?? web.fetch)({ ...request, timeoutMs: patienceMs(outside) }).finally(() => noteEffects(before));
    step(`after ${name}`);
    return answer;
  };

  const platform = {
    clock: { now: () => instant(now()) },
    fetch,
    secrets: keptSecrets(secrets),
  };
  // The parts of a store the engine is handed, in this thread.
  const store = {
    command: async (...args: Parameters<Core['command']>) => through(args[1], () => core.command(...args)),
    internal: async (...args: Parameters<Core['internal']>) => through(args[1], () => core.internal(...args)),
    lookUp: async (name: string) => lookUp(core.writer, name),
  } as Store;

  const begin = (): void => {
    core = open();
    memory = newMemory();
    stopped = false;
    life.steps = [];
    // What a process remembers of its key goes with it.
    outside.expireToken?.();
  };

  const life: Life = {
    outside,
    folder,
    listings: [...goods.listings],
    orders: [...goods.orders],
    get core() {
      return core;
    },
    setting: { ...engineSetting(store, platform, owner), random: () => 0, pause: async (milliseconds) => void (outside.clock.now += milliseconds) },
    call: ((name: string, input: unknown) => (name in registry.commands ? core.command(owner, name, input) : core.query(owner, name, input))) as unknown as TestShop['call'],
    rows: (sql) => core.writer.raw.prepare(sql).all() as Record<string, unknown>[],
    advance: (milliseconds) => void (outside.clock.now += milliseconds),
    round: async () => {
      const [plan] = await life.setting.plans();
      if (!plan) throw new Error('no channel is connected');
      try {
        const round = await runRound(life.setting, plan, memory);
        if (!stopped) return round;
      } catch (error) {
        if (!(error instanceof Stopped)) throw error;
      }
      return undefined;
    },
    stops: () => false,
    steps: [],
    effects: [],
    onEffect: () => undefined,
    restart: () => {
      core.close();
      begin();
    },
    backUp: async () => {
      const file = path.join(folder, 'backups', 'shop.db');
      await backUp(core.writer, file);
      return file;
    },
    putBack: async (backup) => {
      core.mark();
      core.close();
      await restoreBackup(folder, backup, migrations, now);
      begin();
    },
    check: () => {
      // All but what the tables look like, which takes most of the time and no round can change.
      const faults = registry.proofs.flatMap(({ id, prove }) => prove(core.writer).faults.map((fault) => `${id} ${fault.table} ${fault.id}: ${fault.says}`));
      if (faults.length > 0) throw new Error(`The books do not prove:\n${faults.join('\n')}`);
    },
    close: () => {
      registry.beforeCommit.splice(registry.beforeCommit.indexOf(beforeCommit), 1);
      core.close();
    },
  };
  return life;
}

/** A shop and its marketplace that begin alike however often they are begun. */
export interface Ground {
  begin(): Life;
  close(): Promise<void>;
}

const newFolder = (): string => fs.mkdtempSync(path.join(os.tmpdir(), 'stopped-'));

/** Founds both, lets them live as far as told, and keeps them there. */
export async function groundOf(kind: MarketplaceKind, start: (now: number) => Promise<KeptShop>, live: (life: Life) => Promise<void>): Promise<Ground> {
  const world: World = { kind, outside: await start(openingTime), web: openWeb(), secrets: new Map() };
  const folder = newFolder();
  beginShop(folder);
  const first = openLife(world, folder, { listings: [], orders: [] });
  first.call('shop.create', {
    name: 'Tackle', country: 'US', baseCurrency: 'USD', timeZone: 'America/New_York', language: 'en', fiscalYearStartMonth: 1,
    costingMethod: 'fifo', pricesIncludeTax: false, chart: 'generic', goLiveAt: instant(openingTime), ownerName: 'Lin',
  });
  first.call('location.create', { name: 'Shop floor', kind: 'shop', negativePolicy: 'refuse', sellable: true });
  await live(first);
  first.check();
  first.core.checkpoint();
  first.close();
  const putBack = world.outside.keep();
  const begin = (): Life => {
    putBack();
    world.outside.expireToken?.();
    const copy = newFolder();
    fs.cpSync(folder, copy, { recursive: true });
    const life = openLife(world, copy, first);
    const { close } = life;
    life.close = () => {
      close();
      fs.rmSync(copy, { recursive: true, force: true });
    };
    return life;
  };
  // A token of the day is kept by the process beyond one life: from here on every life finds one, and that it holds no more.
  const second = begin();
  await second.round();
  second.close();
  return {
    begin,
    close: async () => {
      await world.web.close();
      await world.outside.close();
      fs.rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** Connects the marketplace; what was finished there before now is history. */
export async function connect({ setting, outside }: Life): Promise<number> {
  // Each kind's credentials are its own.
  const channel = { name: 'Web shop', kind: outside.kind, url: outside.url, credentials: outside.credentials, localNetwork: true } as NewChannel;
  return (await addChannel(setting, channel)).channelId;
}

/** Lets the channel be told, as a person does after looking at what would change. */
export function switchOn({ call }: Life, channelId: number, capability: SwitchableCapability): void {
  const { digest } = call('channel.preview', { channelId, capability, afterId: 0, limit: 1 });
  call('channel.switchOn', { channelId, capability, digest });
}

/** Rounds without trouble, an hour apart, until nothing is left to read or to tell. */
export async function drain(life: Life): Promise<void> {
  for (let tries = 0; tries < 12; tries += 1) {
    life.advance(65 * 60_000);
    const round = await life.round();
    if (!round?.ok) throw new Error(`A calm round failed: ${JSON.stringify(round)}`);
    const open = life.rows("select id from outbox where state in ('waiting', 'sending') union all select listingId from listingLease where level is null or level <> exposure").length;
    if (round.pulled + round.sent + round.parked + open === 0) return;
  }
  throw new Error(`There is still something to tell: ${JSON.stringify(life.rows("select id, capability, state, problem, says from outbox where state in ('waiting', 'sending')"))}`);
}

/** What of the shop and its marketplace may not differ wherever the program stopped: business, without numbers of rows and instants. */
export function businessOf(life: Life): Record<string, unknown> {
  const { rows } = life;
  const perOrder = (table: string, columns: string) => rows(`select o.externalId, ${columns} from ${table} t join salesOrder o on o.id = t.orderId order by ${'o.externalId, ' + columns}`);
  return {
    orders: rows('select externalId, number is not null numbered, total, payment, fulfilment, captured, refunded, channelStatus, intake, note from salesOrder order by externalId'),
    lines: perOrder('orderLine', 't.lineNo, t.sku, t.quantity, t.gross, t.shipped, t.cancelled, t.returned'),
    payments: perOrder('payment', 't.amount, t.fee, t.method, t.account'),
    refunds: perOrder('refund', 't.amount, t.account, t.salesNet, t.salesTax, t.externalId is not null'),
    shipments: perOrder('shipment', 't.trackingNumber, t.goodsNet, t.voidedAt is null'),
    exceptions: perOrder('orderException', 't.kind, t.resolvedAt is null'),
    stock: rows('select variantId, sum(onHand) onHand, sum(allocated) allocated, sum(onHold) onHold from stockLevel group by variantId order by variantId'),
    entries: rows('select e.sourceKind, e.ruleId, a.code, p.amount from posting p join journalEntry e on e.id = p.entryId join ledgerAccount a on a.id = p.ledgerAccountId order by 1, 2, 3, 4'),
    listings: rows('select externalId, variantId, remoteStock, remotePrice from listing order by externalId'),
    leases: rows('select listingId, level, exposure from listingLease order by listingId'),
    troubles: rows('select externalId, problem from channelTrouble order by externalId'),
    open: rows("select capability, key, state, problem from outbox where state in ('waiting', 'sending', 'parked') order by capability, key"),
    twice: rows('select number from salesOrder where number is not null group by number having count(*) > 1 union all select number from journalEntry group by number having count(*) > 1 union all select number from shipment where number is not null group by number having count(*) > 1 union all select number from refund group by number having count(*) > 1'),
    there: Object.fromEntries(shownThere(life.outside, life)),
  };
}
