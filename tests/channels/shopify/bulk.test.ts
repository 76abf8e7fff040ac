import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Cursor, FullConnector, OrderPage, PulledOrder } from '../../../main/channels/connector.ts';
import { shopify } from '../../../main/channels/shopify/shopify.ts';
import { openWeb, type Web, type WebRequest } from '../../../main/platform/web.ts';
import { instant } from '../../../shared/units/instant.ts';
import { minor } from '../../../shared/units/minor.ts';
import { pieces } from '../../../shared/units/quantity.ts';
import { report } from '../../support/report.ts';
import type { TestShop } from '../../support/shop.ts';
import { runs } from '../../support/soak.ts';
import { figuresOf, newShopBeside, type ShopBeside } from '../connected-shop.ts';
import type { KeptShop } from '../outside-shop.ts';
import { businessOf, connect, drain, groundOf, type Life } from '../stopped-shop.ts';
import { askReturn, cancel, finish, placeOrder, refund, touch } from './emulator/deeds.ts';
import type { FileTrouble } from './emulator/bulk.ts';
import type { Emulator } from './emulator/emulator.ts';
import type { Order } from './emulator/store.ts';
import { startShopify } from './outside.ts';
import { schemaIsHere } from './schema.ts';

const now = Date.UTC(2026, 10, 21, 22, 30, 0);
const second = 1000;
const minute = 60 * second;
const hour = 60 * minute;
const day = 24 * hour;

describe.skipIf(!schemaIsHere)('a first reading of Shopify by way of a file', () => {
  let emulator: Emulator;
  let web: Web;
  let shop: FullConnector;
  let pauses: number[];
  let fetch: (request: WebRequest) => ReturnType<Web['fetch']>;

  const open = (url = emulator.url) =>
    shopify({
      fetch: (request) => fetch(request),
      url,
      credentials: { clientId: emulator.store.clientId, secret: emulator.store.secret },
      now: () => instant(emulator.clock.now),
      pause: async (milliseconds) => {
        pauses.push(milliseconds);
        emulator.clock.now += milliseconds;
      },
      paces: new Map(),
    });

  beforeEach(async () => {
    ({ emulator } = await startShopify(now));
    web = openWeb();
    fetch = (request) => web.fetch({ ...request, localNetwork: true });
    pauses = [];
    shop = open();
  });
  afterEach(async () => {
    await web.close();
    await emulator.close();
  });

  /** Reads until the list rests; answers the pages. */
  async function round(cursor: Cursor | null = null): Promise<OrderPage[]> {
    const pages: OrderPage[] = [];
    do pages.push(await shop.pullOrders(pages.at(-1)?.cursor ?? cursor));
    while (pages.at(-1)?.more === true);
    return pages;
  }
  /** Each order as it was read last, by its number. */
  const ordersIn = (pages: OrderPage[]): PulledOrder[] => {
    const last = new Map(pages.flatMap((page) => page.orders.map((order) => [order.externalId, order] as const)));
    return [...last.values()].toSorted((one, other) => Number(one.externalId) - Number(other.externalId));
  };
  const asked = (operation: string) => emulator.log.filter((entry) => entry.operation === operation).length;
  const parts = () => emulator.storage.asked.length;

  /** What a reading page by page gives. */
  async function pageByPage(): Promise<PulledOrder[]> {
    emulator.store.bulk.allowed = false;
    const orders = ordersIn(await round());
    emulator.store.bulk.allowed = true;
    return orders;
  }

  const buy = (count: number, note = ''): Order[] => Array.from({ length: count }, (_, index) => {
    emulator.clock.now += second;
    return placeOrder(emulator.store, { lines: [{ quantity: 1 + (index % 3), cents: 999, name: 'Lure' }], note });
  });

  /** A shop of some years: everything an order can be, the last of it an hour ago. */
  function history(): Order[] {
    const orders = buy(30);
    const [plain, sent, back, asksBack, gone, longest] = orders as [Order, Order, Order, Order, Order, Order];
    finish(emulator.store, plain);
    finish(emulator.store, sent);
    refund(emulator.store, sent, { rows: [{ line: sent.lines[0]!, quantity: 1, restock: 'RETURN' }], note: 'too big' });
    refund(emulator.store, back, { cents: 100 });
    refund(emulator.store, back, { cents: 50, pending: true });
    askReturn(emulator.store, asksBack, [{ line: asksBack.lines[0]!, quantity: 1, reason: 'DEFECTIVE', note: 'broken' }]);
    cancel(emulator.store, gone);
    touch(emulator.store, longest);
    const line = { quantity: 2, cents: 1000, discountCents: 333, taxCents: 117 };
    placeOrder(emulator.store, { lines: Array.from({ length: 80 }, (_, index) => ({ ...line, name: `Köder ${index}` })), shippingCents: 499 });
    placeOrder(emulator.store, { lines: [{ ...line, name: '渔线 🎣' }], taxesIncluded: true, note: '请用礼盒包装 “quoted” \\ and\nbelow', presentment: { currency: 'EUR', rate: 0.9 } });
    placeOrder(emulator.store, { lines: [{ ...line, name: 'Lure', channelLiable: true }], money: 'pending', tipCents: 5, dutyCents: 7, email: '' });
    placeOrder(emulator.store, { lines: [{ ...line, name: 'Lure' }], money: 'authorised', address: null });
    placeOrder(emulator.store, { lines: [{ ...line, name: 'Lure' }], test: true });
    orders[9]!.spoilt = true;
    emulator.clock.now += hour;
    return orders;
  }

  test('is the same as one page by page, to the last letter of what is kept, and asks only for what no file can hold', async () => {
    history();
    const pages = await round();
    const read = ordersIn(pages);
    // Two were paid back, one is asked back.
    expect([asked('startBulk'), asked('order'), asked('refund'), parts()]).toEqual([1, 3, 3, 1]);
    expect(read).toHaveLength(35);
    expect(read.filter(({ reading }) => !reading.ok)).toHaveLength(1);
    const again = await pageByPage();
    expect(again.map(({ payload }) => payload)).toEqual(read.map(({ payload }) => payload));
    expect(again).toEqual(read);
  });

  test('the orders come oldest change first, as page by page, and say how many there are', async () => {
    const orders = history();
    touch(emulator.store, orders[3]!);
    const pages = await round();
    const moments = pages.flatMap((page) => page.orders.map(({ modifiedAt }) => modifiedAt));
    expect(moments).toEqual(moments.toSorted((one, other) => one - other));
    expect(pages.map(({ prepared, left, more }) => [prepared, left, more])).toEqual([[0, 35, true], [undefined, 35, true], [undefined, 0, false]]);
  });

  test('a file of many parts is read part by part, an order longer than a part too; nothing of it is kept but the place', async () => {
    const chapters = Array.from({ length: 25 }, (_, index) => `Kapitel ${index} 章：${'钓'.repeat(7_000)}`);
    buy(40);
    for (const note of chapters) buy(2, note);
    const [endless] = buy(1, `${'长'.repeat(300_000)}.`);
    buy(5);
    emulator.clock.now += hour;
    const pages = await round();
    const size = Buffer.byteLength(emulator.store.bulk.runs[0]!.file);
    expect(parts()).toBeGreaterThan(size / (256 * 1024) - 1);
    expect(ordersIn(pages)).toHaveLength(96);
    expect(ordersIn(pages).find(({ externalId }) => externalId === String(endless!.id))?.payload).toContain('长长.');
    expect(JSON.stringify(pages.map(({ cursor }) => cursor))).not.toMatch(/http|Signature/);
    // None is asked for by itself.
    expect(asked('order')).toBe(0);
    expect(await pageByPage()).toEqual(ordersIn(pages));
  });

  test('where files lie that knows no parts: what was read is passed over', async () => {
    for (let index = 0; index < 10; index += 1) buy(5, '钓'.repeat(20_000));
    emulator.clock.now += hour;
    emulator.storage.knowsParts = false;
    const pages = await round();
    expect(parts()).toBeGreaterThan(5);
    expect(await pageByPage()).toEqual(ordersIn(pages));
  });

  test('another program goes on from every place of the file, and with the file that was begun', async () => {
    for (let index = 0; index < 6; index += 1) buy(5, '钓'.repeat(20_000));
    emulator.clock.now += hour;
    const pages = await round();
    const expected = ordersIn(pages);
    for (const [index, { cursor }] of pages.entries()) {
      shop = open();
      const rest = await round(JSON.parse(JSON.stringify(cursor)) as Cursor);
      expect([index, ordersIn([...pages.slice(0, index + 1), ...rest])]).toEqual([index, expected]);
    }
    expect(asked('startBulk')).toBe(1);
  });

  test('where files lie is no server of the shop’s: it is shown no token and no certificate is trusted there', async () => {
    history();
    const requests: WebRequest[] = [];
    fetch = (request) => (requests.push(request), web.fetch({ ...request, localNetwork: true }));
    shop = shopify({ fetch: (request) => fetch(request), url: emulator.url, credentials: { secret: 'shpat_old' }, certificate: 'ab'.repeat(32), now: () => instant(emulator.clock.now), pause: async () => undefined, paces: new Map() });
    emulator.store.tokens.set('shpat_old', { until: Infinity });
    await round();
    const files = requests.filter(({ url }) => url.startsWith(emulator.storage.url));
    expect(files).toMatchObject([{ method: 'GET', part: { from: 0 } }]);
    expect(files[0]).not.toHaveProperty('certificate');
    expect(files[0]).not.toHaveProperty('body');
    expect(JSON.stringify(emulator.storage.asked)).not.toContain('shpat');
    expect(emulator.storage.asked[0]!.headers).not.toHaveProperty('x-shopify-access-token');
  });

  test('a file at an address of one’s own network is not fetched unless the owner allowed it; the orders come page by page', async () => {
    history();
    fetch = (request) => web.fetch({ ...request, ...(request.url.startsWith(emulator.url) && { localNetwork: true }) });
    const pages = await round();
    expect([ordersIn(pages).length, parts(), asked('startBulk')]).toEqual([35, 0, 1]);
  });

  describe('while it is put together', () => {
    test('it says how far that is, and is looked at ever more seldom', async () => {
      history();
      emulator.store.bulk.takesMs = 10 * minute;
      const pages = await round();
      const looks = pages.flatMap(({ prepared }) => prepared ?? []);
      expect(looks).toEqual(looks.toSorted((one, other) => one - other));
      expect(new Set(looks).size).toBeGreaterThan(8);
      expect(pages.filter(({ prepared }) => prepared !== undefined).every(({ left, orders }) => left === 35 && orders.length === 0)).toBe(true);
      expect(Math.max(...pauses)).toBe(20 * second);
      expect(pauses.length).toBeLessThan(45);
      expect(ordersIn(pages)).toHaveLength(35);
    });

    test('what changes, comes and is paid back meanwhile is read right after, whatever the file says of it', async () => {
      const orders = history();
      emulator.store.bulk.takesMs = hour;
      const pages = [await shop.pullOrders(null)];
      const happens = [
        () => buy(3),
        () => touch(emulator.store, orders[20]!),
        () => refund(emulator.store, orders[21]!, { cents: 10 }),
        () => cancel(emulator.store, orders[22]!),
        () => finish(emulator.store, orders[23]!),
        () => refund(emulator.store, orders[2]!, { cents: 25 }),
      ];
      while (pages.at(-1)!.more) {
        happens.shift()?.();
        pages.push(await shop.pullOrders(pages.at(-1)!.cursor));
      }
      expect(happens).toEqual([]);
      expect(ordersIn(pages)).toHaveLength(38);
      const later = ordersIn([...pages, ...(await round(pages.at(-1)!.cursor))]);
      expect(later).toEqual(ordersIn(pages));
      expect(await pageByPage()).toEqual(later);
    });

    test('one that changes between two parts of the file is read as it is then', async () => {
      const orders = Array.from({ length: 8 }, () => buy(5, '钓'.repeat(20_000))).flat();
      emulator.clock.now += hour;
      const pages: OrderPage[] = [];
      do {
        pages.push(await shop.pullOrders(pages.at(-1)?.cursor ?? null));
        emulator.clock.now += minute;
        const order = orders.pop();
        if (order && orders.length > 30) cancel(emulator.store, order);
      } while (pages.at(-1)!.more);
      expect(await pageByPage()).toEqual(ordersIn(pages));
    });

    test('one that gets no further is called off, and the orders come page by page', async () => {
      history();
      emulator.store.bulk.takesMs = 365 * day;
      const begun = emulator.clock.now;
      const pages = await round();
      expect(emulator.clock.now - begun).toBeLessThan(40 * minute);
      expect(emulator.store.bulk.runs).toMatchObject([{ fate: 'CANCELED' }]);
      expect(ordersIn(pages)).toHaveLength(35);
      expect(parts()).toBe(0);
    });
  });

  describe('where it comes to nothing the orders come page by page', () => {
    test.each([
      ['it fails with nothing', 'FAILED', 'INTERNAL_SERVER_ERROR'],
      ['it takes Shopify too long', 'FAILED', 'TIMEOUT'],
      ['the app may not see it', 'FAILED', 'ACCESS_DENIED'],
      ['somebody calls it off', 'CANCELED', null],
      ['it is being called off', 'CANCELING', null],
    ])('%s', async (_name, fate, errorCode) => {
      history();
      Object.assign(emulator.store.bulk, { fate, errorCode });
      const pages = await round();
      expect([parts(), asked('startBulk')]).toEqual([0, 1]);
      expect(ordersIn(pages)).toEqual(await pageByPage());
    });

    test('the app may make no files', async () => {
      history();
      emulator.store.bulk.allowed = false;
      expect(ordersIn(await round())).toHaveLength(35);
      expect([asked('startBulk'), asked('bulk')]).toEqual([1, 0]);
    });

    test('five of them are in the making', async () => {
      history();
      emulator.store.bulk.takesMs = day;
      for (let index = 0; index < 5; index += 1) await open().pullOrders(null);
      expect(ordersIn(await round())).toHaveLength(35);
      expect([asked('startBulk'), emulator.store.bulk.runs.length]).toEqual([6, 5]);
    });

    test('a question Shopify takes for none', async () => {
      history();
      const { fetch: ask } = web;
      web.fetch = (request) => ask({ ...request, ...(request.body !== undefined && { body: request.body.replaceAll('edges { node {', 'nodes {').replaceAll(String.raw`} } }\n}"`, String.raw`} }\n}"`) }) });
      expect(ordersIn(await round())).toHaveLength(35);
      expect(emulator.store.bulk.runs).toEqual([]);
    });

    test.each([
      ['nobody answers where the file lies', { kind: 'gone' }],
      ['that server is broken', { kind: 'broken' }],
      ['it sends us elsewhere', { kind: 'elsewhere' }],
      ['the file ends too early', { kind: 'short', bytes: 20_000 }],
      ['the file is empty', { kind: 'short', bytes: 0 }],
    ] as [string, FileTrouble][])('%s', async (_name, trouble) => {
      history();
      emulator.storage.plan(trouble, 1000);
      const pages = await round();
      expect(emulator.storage.asked.map(({ path }) => path)).not.toContain('/inside');
      expect(parts()).toBeGreaterThan(0);
      expect(ordersIn(pages)).toEqual(await pageByPage());
    });
  });

  describe('the file is not to be had at once', () => {
    test.each([
      ['the connection is cut in the middle', { kind: 'cut' }],
      ['nobody answers', { kind: 'gone' }],
      ['the server is broken', { kind: 'broken' }],
      ['the address holds no more', { kind: 'forbidden' }],
    ] as [string, FileTrouble][])('%s, twice: the third try goes on from there', async (_name, trouble) => {
      for (let index = 0; index < 4; index += 1) buy(10, '钓'.repeat(10_000));
      emulator.clock.now += hour;
      const first = [await shop.pullOrders(null)];
      first.push(await shop.pullOrders(first[0]!.cursor));
      emulator.storage.plan(trouble, 2);
      const pages = [...first, ...(await round(first[1]!.cursor))];
      expect([asked('startBulk'), pauses]).toEqual([1, [1000, 5000]]);
      expect(ordersIn(pages)).toEqual(await pageByPage());
    });

    test('without a network the place is kept: the next round goes on from there', async () => {
      for (let index = 0; index < 4; index += 1) buy(10, '钓'.repeat(10_000));
      emulator.clock.now += hour;
      const first = [await shop.pullOrders(null)];
      first.push(await shop.pullOrders(first[0]!.cursor));
      emulator.storage.plan({ kind: 'gone' }, 1);
      emulator.plan({ kind: 'cut', effect: 'before' }, /./);
      await expect(shop.pullOrders(first[1]!.cursor)).rejects.toMatchObject({ code: 'broken', details: { retry: 'later' } });
      shop = open();
      const pages = [...first, ...(await round(first[1]!.cursor))];
      expect(asked('startBulk')).toBe(1);
      expect(ordersIn(pages)).toEqual(await pageByPage());
    });

    test('read on after more than a week the file is gone: another is begun', async () => {
      history();
      const first = await shop.pullOrders(null);
      emulator.clock.now += 8 * day;
      shop = open();
      const pages = [first, ...(await round(first.cursor))];
      expect([asked('startBulk'), parts()]).toEqual([2, 1]);
      // Of a second file nobody knows how many came before.
      expect(pages.map(({ left }) => left)).toEqual([35, null, null, 0]);
      expect(ordersIn(pages)).toHaveLength(35);
    });

    test('an address that never holds is tried with one other file, then the orders come page by page', async () => {
      history();
      emulator.storage.plan({ kind: 'forbidden' }, 1000);
      const pages = await round();
      expect([asked('startBulk'), parts()]).toEqual([2, 8]);
      expect(ordersIn(pages)).toHaveLength(35);
    });
  });

  test('a shop that one page holds is read page by page', async () => {
    buy(25);
    expect(ordersIn(await round())).toHaveLength(25);
    expect(asked('startBulk')).toBe(0);
  });

  test('what is asked for is as Shopify takes it: at most five lists, none in a plain list, all of them grouped', async () => {
    history();
    await shop.pullOrders(null);
    const [entry] = emulator.log.filter(({ operation }) => operation === 'startBulk');
    expect(entry!.query).toContain('groupObjects: true');
    expect(entry!.answer).toMatchObject({ data: { bulkOperationRunQuery: { userErrors: [] } } });
  });
});

/** An old shop with thirty-two orders, every fourth still to be shipped, one paid back in part. */
function trade(outside: KeptShop, advance: (milliseconds: number) => void): void {
  const listings = ['A', 'B'].map((sku) => outside.addProduct({ name: `Lure ${sku}`, sku, cents: 1000, stock: 1000 }));
  for (let index = 0; index < 32; index += 1) {
    const id = outside.buy({ lines: [{ listingId: listings[index % 2]!, pieces: 1 + (index % 3) }], paid: true });
    if (index % 4 > 0) outside.finish(id);
    if (index === 5) outside.refundCents(id, 250);
    advance(second);
  }
  advance(hour);
}

function stockUp(call: TestShop['call']): void {
  call('product.importBatch', { items: ['A', 'B'].map((sku) => ({ name: `Lure ${sku}`, variants: [{ sku }] })) });
  call('stock.openingBatch', { items: ['A', 'B'].map((sku) => ({ sku, quantity: pieces(12), value: minor(6000) })) });
}

describe.skipIf(!schemaIsHere)('the engine reads a file', () => {
  let at: ShopBeside<Awaited<ReturnType<typeof startShopify>>>;
  const begin = async () => {
    const made = await newShopBeside('shopify', startShopify);
    stockUp(made.shop.call);
    trade(made.outside, made.advance);
    await made.connect(made.outside);
    return made;
  };
  beforeEach(async () => {
    at = await begin();
  });
  afterEach(async () => {
    at.shop.check();
    await at.close();
  });
  const status = () => at.shop.call('sync.status', undefined).channels[0]!;
  const files = () => at.outside.emulator.store.bulk.runs.length;

  /** Has something happen after each command of a kind. */
  function after(command: string, happens: (input: never) => void): void {
    const { tell } = at.setting;
    at.setting.tell = async <Answer>(name: string, input: object): Promise<Answer> => {
      const answer = await tell<Answer>(name, input);
      if (name === command) happens(input as never);
      return answer;
    };
  }

  async function pageByPage(): Promise<unknown> {
    const other = await begin();
    other.outside.emulator.store.bulk.allowed = false;
    await other.sync();
    const figures = figuresOf(other.shop);
    expect(other.outside.emulator.store.bulk.runs).toEqual([]);
    await other.close();
    return figures;
  }

  test('the books are those of a reading page by page, to the cent', async () => {
    expect(await at.sync()).toMatchObject([{ ok: true, pulled: 32 }]);
    expect(files()).toBe(1);
    expect(status().reading).toMatchObject({ state: 'done', read: 32, total: 32, prepared: null });
    expect(figuresOf(at.shop)).toEqual(await pageByPage());
    // What comes later comes page by page.
    at.advance(10 * minute);
    at.outside.buy({ lines: [{ listingId: at.outside.addProduct({ name: 'New', sku: 'N', cents: 5, stock: 3 }), pieces: 1 }], paid: true });
    await at.sync();
    expect([files(), at.shop.raw.prepare('select count(*) n from salesOrder').get()]).toEqual([1, { n: 33 }]);
  });

  test('how far Shopify is with it is told while it is waited for', async () => {
    at.outside.emulator.store.bulk.takesMs = 5 * minute;
    const seen: unknown[] = [];
    after('channel.storePage', () => void seen.push([status().reading!.prepared, status().reading!.read, status().reading!.total]));
    await at.sync();
    expect(seen.slice(0, 2)).toEqual([[0, 0, 32], [0, 0, 32]]);
    const prepared = seen.flatMap((row) => (row as [number | null])[0] ?? []);
    expect(prepared).toEqual(prepared.toSorted((one, other) => one - other));
    expect(prepared.at(-1)).toBeGreaterThan(20);
    expect(seen.slice(-3)).toEqual([[null, 20, 32], [null, 32, 32], [null, 32, 32]]);
  });

  test('stopped while it is waited for it is asked no more; read on it is the same file', async () => {
    const { channelId } = status();
    at.outside.emulator.store.bulk.takesMs = hour;
    let looks = 0;
    after('channel.storePage', () => {
      looks += 1;
      if (looks === 4) at.shop.call('channel.stopReading', { channelId });
    });
    await at.sync();
    // The look he stopped it in is the last but one.
    expect([looks, status().reading]).toMatchObject([5, { state: 'stopped', read: 0, total: 32 }]);
    const asked = at.outside.asked();
    at.advance(2 * hour);
    expect(await at.sync()).toMatchObject([{ ok: true, pulled: 0 }]);
    expect(at.outside.asked()).toBe(asked);
    at.shop.call('channel.resumeReading', { channelId });
    await at.sync();
    expect([files(), status().reading]).toMatchObject([1, { state: 'done', read: 32, total: 32 }]);
    expect(figuresOf(at.shop)).toEqual(await pageByPage());
  });

  test('nothing is told to the shop before all of it is read, and a sale meanwhile is known by then', async () => {
    const { channelId } = status();
    const { digest } = at.shop.call('channel.preview', { channelId, capability: 'stock', afterId: 0, limit: 1 });
    at.shop.call('channel.switchOn', { channelId, capability: 'stock', digest });
    const { store } = at.outside.emulator;
    store.bulk.takesMs = 5 * minute;
    let looks = 0;
    after('channel.storePage', () => {
      looks += 1;
      if (looks === 3) at.outside.buy({ lines: [{ listingId: String(store.products[0]!.variants[0]!.id), pieces: 2 }], paid: true });
      expect(at.outside.writes()).toBe(0);
    });
    await at.sync();
    // Twelve here, less what eight taken-over orders and the sale hold.
    const [held] = at.shop.raw.prepare('select sum(allocated) allocated from stockLevel where variantId = 1').all() as { allocated: number }[];
    expect(at.outside.level(String(store.products[0]!.variants[0]!.id))).toBe(Math.max(0, 12 - held!.allocated / 1000));
    expect(at.shop.raw.prepare('select count(*) n from salesOrder').get()).toEqual({ n: 33 });
  });

  test('a network that comes and goes loses nothing and reads nothing twice', async () => {
    const { store } = at.outside.emulator;
    for (const on of [/^startBulk$/, /^bulk$/, /^order$/]) at.outside.emulator.plan({ kind: 'cut', effect: 'after' }, on);
    at.outside.emulator.plan({ kind: 'broken' }, /^bulk$/);
    store.bulk.takesMs = minute;
    for (let tries = 0; status().reading?.state !== 'done' && tries < 8; tries += 1) {
      await at.sync();
      at.advance(10 * minute);
    }
    expect(status().reading).toMatchObject({ state: 'done', read: 32, total: 32 });
    expect(status()).toMatchObject({ troubles: [], cause: null });
    expect(figuresOf(at.shop)).toEqual(await pageByPage());
  });
});

describe.skipIf(!schemaIsHere)('the program stops while it reads a file', () => {
  test('at any step: the next round ends where an undisturbed one does', async () => {
    const slow = async (at: number) => {
      const outside = await startShopify(at);
      outside.emulator.store.bulk.takesMs = 3 * second;
      return outside;
    };
    const ground = await groundOf('shopify', slow, async (life) => {
      stockUp(life.call);
      trade(life.outside, life.advance);
      await connect(life);
    });
    const outcomeOf = async (life: Life) => {
      await life.round();
      await drain(life);
      life.check();
      return { business: businessOf(life), reading: life.rows('select read, total, prepared, state from orderReading') };
    };
    const whole = ground.begin();
    await whole.round();
    const steps = [...whole.steps];
    const clean = await outcomeOf(whole);
    whole.close();
    expect(clean.reading).toEqual([{ read: 32, total: 32, prepared: null, state: 'done' }]);
    const wrong: unknown[] = [];
    const stride = runs(2, 1);
    for (let n = 1; n <= steps.length; n += stride) {
      const life = ground.begin();
      life.stops = (made) => made === n;
      expect(await life.round()).toBeUndefined();
      life.stops = () => false;
      life.restart();
      const outcome = await outcomeOf(life);
      if (JSON.stringify(outcome) !== JSON.stringify(clean)) wrong.push([n, steps[n - 1], outcome.reading]);
      life.close();
    }
    await ground.close();
    report(`shopify, a first reading: ${Math.ceil(steps.length / stride)} of ${steps.length} steps the program can stop at`, [...new Set(steps)]);
    expect(wrong).toEqual([]);
    expect(steps.filter((step) => step.startsWith('before GET'))).toHaveLength(1);
  }, 600_000);
});
