import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Cursor, FullConnector, OrderPage, PlaceVerb, RefundPush } from '../../../main/channels/connector.ts';
import { shopify } from '../../../main/channels/shopify/shopify.ts';
import { openWeb, type Web } from '../../../main/platform/web.ts';
import { instant } from '../../../shared/units/instant.ts';
import { minor } from '../../../shared/units/minor.ts';
import { addProduct, placeOrder, refund, touch } from './emulator/deeds.ts';
import type { Emulator } from './emulator/emulator.ts';
import type { Order } from './emulator/store.ts';
import { startShopify } from './outside.ts';
import { schemaIsHere } from './schema.ts';

const now = Date.UTC(2026, 10, 21, 22, 30, 0);

describe.skipIf(!schemaIsHere)('Shopify', () => {
  let emulator: Emulator;
  let web: Web;
  let shop: FullConnector & PlaceVerb;
  let paused = 0;

  const open = (credentials: Record<string, string> = { clientId: emulator.store.clientId, secret: emulator.store.secret }, url = emulator.url, stockPlace?: string) =>
    shopify({
      ...(stockPlace !== undefined && { stockPlace }),
      fetch: (request) => web.fetch({ ...request, localNetwork: true }),
      url,
      credentials,
      now: () => instant(emulator.clock.now),
      paces: new Map(),
      pause: async (milliseconds) => {
        paused += milliseconds;
        emulator.clock.now += milliseconds;
      },
    });

  beforeEach(async () => {
    ({ emulator } = await startShopify(now));
    web = openWeb();
    shop = open();
    paused = 0;
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
  const idsOf = (pages: OrderPage[]) => [...new Set(pages.flatMap((page) => page.orders.map((order) => order.externalId)))];
  const itemsIn = (pages: OrderPage[]) => pages.flatMap((page) => page.orders.flatMap(({ reading }) => (reading.ok && reading.item ? [reading.item] : [])));
  const buy = (): Order => placeOrder(emulator.store, { lines: [{ quantity: 1, cents: 999, name: 'Lure' }] });
  const asked = (operation: string) => emulator.log.filter((entry) => entry.operation === operation).length;
  const throttledAnswers = () => emulator.log.filter(({ answer }) => JSON.stringify(answer).includes('THROTTLED')).length;

  describe('keys', () => {
    test('an app of the Dev Dashboard and one made in the admin both open the shop, by reading only', async () => {
      expect(await shop.probe()).toEqual({ currency: 'USD' });
      emulator.store.tokens.set('shpat_old', { until: Infinity });
      expect(await open({ clientId: '', secret: 'shpat_old' }).probe()).toEqual({ currency: 'USD' });
      expect(emulator.log.some(({ mutates }) => mutates)).toBe(false);
    });

    test('a token is asked for once a day, and one taken away early is renewed', async () => {
      await shop.probe();
      await shop.probe();
      expect(emulator.store.tokens.size).toBe(1);
      emulator.store.tokens.clear();
      await shop.probe();
      emulator.clock.now += 25 * 3_600_000;
      await shop.probe();
      expect(emulator.store.tokens.size).toBe(2);
    });

    test('a permission that lacks is named at once', async () => {
      emulator.store.scopes = ['read_orders', 'write_products'];
      await expect(shop.probe()).rejects.toMatchObject({ code: 'unauthorised', details: { says: 'The app lacks read_inventory, read_locations, read_returns.' } });
    });

    test.each(['http://shop.myshopify.com', 'ftp://shop.myshopify.com', 'https://me:secret@shop.myshopify.com', 'shop'])('no key is sent to %s', (url) => {
      expect(() => open({ clientId: 'a', secret: 'b' }, url)).toThrow(/must read https/);
    });

    test('an address where no Shopify answers is a wrong address, not a wrong key', async () => {
      const { emulator: nobody } = await startShopify(now);
      await nobody.close();
      await expect(open({ clientId: '', secret: 'x' }, nobody.url).probe()).rejects.toMatchObject({ code: 'unreachable' });
    });
  });

  describe('orders', () => {
    test('260 lines of an order and 130 of a refund come whole', async () => {
      const order = placeOrder(emulator.store, { lines: Array.from({ length: 260 }, (_, index) => ({ quantity: 2, cents: 100 + index, name: `L${index}` })) });
      refund(emulator.store, order, { rows: order.lines.slice(0, 130).map((line) => ({ line, quantity: 1, restock: 'CANCEL' })) });
      const [item] = itemsIn(await round());
      expect([item?.lines.length, item?.refunds?.[0]?.parts.length]).toEqual([260, 130]);
      expect(item?.total).toBe(item?.lines.reduce((sum, line) => sum + line.net + line.tax, 0));
    });

    test('page by page a first round reads every order once, a second only the overlap', async () => {
      emulator.store.bulk.allowed = false;
      for (let index = 0; index < 60; index += 1) {
        emulator.clock.now += 60_000;
        buy();
      }
      const first = await round();
      expect(idsOf(first)).toHaveLength(60);
      expect(asked('order')).toBe(60);
      emulator.clock.now += 3_600_000;
      expect(idsOf(await round(first.at(-1)?.cursor))).toHaveLength(6);
    });

    test('orders that change while they are read page by page are neither lost nor stuck', async () => {
      emulator.store.bulk.allowed = false;
      const orders = Array.from({ length: 60 }, () => ((emulator.clock.now += 1000), buy()));
      const first = await shop.pullOrders(null);
      emulator.clock.now += 60_000;
      for (const order of orders.slice(0, 30)) touch(emulator.store, order);
      const rest = await round(first.cursor);
      expect(idsOf([first, ...rest])).toHaveLength(60);
      expect(rest.flatMap((page) => page.orders).filter(({ modifiedAt }) => modifiedAt === emulator.clock.now)).toHaveLength(30);
    });

    test('orders of one and the same second all arrive', async () => {
      emulator.store.bulk.allowed = false;
      for (let index = 0; index < 70; index += 1) buy();
      expect(idsOf(await round())).toHaveLength(70);
    });

    test('a customer who pays in euros in a dollar shop: the books get dollars, the answer keeps both', async () => {
      placeOrder(emulator.store, { lines: [{ quantity: 2, cents: 1000, name: 'Lure' }], presentment: { currency: 'EUR', rate: 0.9 } });
      const [page] = await round();
      expect(itemsIn([page!])).toMatchObject([{ currency: 'USD', total: 2000, payments: [{ amount: 2000 }] }]);
      expect(page!.orders[0]!.payload).toContain('{"amount":"18.00","currencyCode":"EUR"}');
    });
  });

  describe('what questions cost', () => {
    test('a long round waits in time: Shopify never has to say no', async () => {
      emulator.store.bulk.allowed = false;
      Object.assign(emulator.bucket, { available: 600, maximum: 1000, restoreRate: 100 });
      for (let index = 0; index < 40; index += 1) placeOrder(emulator.store, { lines: Array.from({ length: 30 }, () => ({ quantity: 1, cents: 100, name: 'L' })) });
      expect(idsOf(await round())).toHaveLength(40);
      // The first of a kind is asked before its price is known.
      expect(throttledAnswers()).toBeLessThanOrEqual(2);
      expect(paused).toBeGreaterThan(10_000);
    });

    test('a bucket that takes minutes to fill ends the round, and says when to come back', async () => {
      buy();
      Object.assign(emulator.bucket, { available: 0, restoreRate: 1 });
      await expect(round()).rejects.toMatchObject({ code: 'rateLimited', details: { retry: 'after', retryAt: expect.any(Number) } });
    });
  });

  describe('levels', () => {
    const listing = (stock?: number) => addProduct(emulator.store, { name: 'Lure', sku: `S${emulator.store.nextId}`, cents: 100, ...(stock !== undefined && { stock }) }).variants[0]!;
    const push = (variant: { id: number }, pieces: number, was: number | null, key = '1.0') => ({ listingId: String(variant.id), pieces, was, key });
    const level = (variant: { levels: Map<string, number> }) => [...variant.levels.values()][0];

    test('a level that moved there is not written over, also where it stands right by chance', async () => {
      const variant = listing(5);
      expect(await shop.pushStock([push(variant, 9, 6)])).toMatchObject([{ ok: false, seen: 5, fault: { retry: 'later' } }]);
      expect(await shop.pushStock([push(variant, 5, 6)])).toMatchObject([{ ok: false, seen: 5 }]);
      expect(await shop.pushStock([push(variant, 9, null)])).toMatchObject([{ ok: false, seen: 5 }]);
      expect([level(variant), asked('setLevels')]).toEqual([5, 0]);
      expect(await shop.pushStock([push(variant, 9, 5)])).toEqual([{ ok: true, answer: 'stock 9' }]);
    });

    test('one sold between our looking and our setting: Shopify compares, and nothing is set', async () => {
      const [one, other] = [listing(5), listing(5)];
      const { fetch } = web;
      web.fetch = async (request) => {
        if (request.body?.includes('mutation setLevels') && level(one) === 5) one.levels.set([...one.levels.keys()][0]!, 4);
        return fetch(request);
      };
      shop = open();
      expect(await shop.pushStock([push(one, 9, 5), push(other, 9, 5, '2.0')])).toMatchObject([{ ok: false, fault: { retry: 'later', says: expect.stringContaining('STALE') } }, { ok: true }]);
      expect([level(one), level(other)]).toEqual([4, 9]);
    });

    test('the same try told twice is one deed, and the key is there every time', async () => {
      const variant = listing(5);
      emulator.plan({ kind: 'cut', effect: 'after' }, /^setLevels$/);
      await expect(shop.pushStock([push(variant, 9, 5)])).rejects.toMatchObject({ code: 'broken' });
      expect(level(variant)).toBe(9);
      expect(await shop.pushStock([push(variant, 9, 5)])).toMatchObject([{ ok: false, seen: 9 }]);
      expect(emulator.store.repeats.size).toBe(1);
      expect(emulator.log.filter(({ operation }) => operation === 'setLevels').every(({ query }) => query.includes('@idempotent(key: $key)'))).toBe(true);
    });

    test('of 200 one is gone, one not counted, one at two places: the others arrive in three questions of each kind', async () => {
      const variants = Array.from({ length: 200 }, () => listing(1));
      variants[3]!.tracked = false;
      variants[150]!.levels.set(emulator.store.locations[1]!, 4);
      const items = [...variants.map((variant, index) => push(variant, index + 2, 1, `${index}.0`)), push({ id: 99_999_999 }, 1, 1)];
      const results = await shop.pushStock(items);
      expect(results.flatMap((result, index) => (result.ok ? [] : [[index, result.fault.why ?? result.fault.says]]))).toEqual([
        [3, 'notCounted'],
        [150, 'severalPlaces'],
        [200, 'The shop no longer has this variant.'],
      ]);
      expect(variants.filter((variant, index) => level(variant) === index + 2)).toHaveLength(198);
      expect([asked('levels'), asked('setLevels')]).toEqual([3, 3]);
    });

    test('the catalogue says what is counted, with all sizes of a product', async () => {
      const tee = addProduct(emulator.store, { name: 'Tee', sku: 'T', cents: 1900, stock: 3, sizes: Array.from({ length: 130 }, (_, index) => `S${index}`) });
      const wrap = listing();
      const twice = listing(5);
      twice.levels.set(emulator.store.locations[1]!, 2);
      addProduct(emulator.store, { name: 'Gift card', cents: 5000, giftCard: true });
      const { products } = await shop.importProducts(null);
      expect(products.map((product) => [product.externalId, product.options, product.variants.length, product.variants[0]?.stockKeeping])).toEqual([
        [String(tee.id), ['Size'], 130, 'own'],
        [String(wrap.product.id), [], 1, 'none'],
        [String(twice.product.id), [], 1, 'several'],
      ]);
    });

    describe('at a place that was chosen', () => {
      const barn = () => emulator.store.locations[1]!;
      const openAt = (place = '2') => open(undefined, undefined, place);

      test('only that place is read and set; what moves at another disturbs nothing', async () => {
        const variant = listing(5);
        variant.levels.set(barn(), 3);
        shop = openAt();
        const { products, stockPlace } = await shop.importProducts(null);
        expect([products[0]?.variants[0], stockPlace]).toMatchObject([{ stockKeeping: 'own', stock: 3000 }, '2']);
        expect(await shop.readLevels([String(variant.id)])).toEqual([3]);
        variant.levels.set(emulator.store.locations[0]!, 99);
        expect(await shop.pushStock([push(variant, 8, 3)])).toEqual([{ ok: true, answer: 'stock 8' }]);
        expect([...variant.levels.values()]).toEqual([99, 8]);
        expect(await shop.pushStock([push(variant, 9, 99)])).toMatchObject([{ ok: false, seen: 8 }]);
      });

      test('what moves there between looking and setting is not written over', async () => {
        const variant = listing(5);
        variant.levels.set(barn(), 3);
        const { fetch } = web;
        web.fetch = async (request) => {
          if (request.body?.includes('mutation setLevels')) variant.levels.set(barn(), 2);
          return fetch(request);
        };
        shop = openAt();
        expect(await shop.pushStock([push(variant, 8, 3)])).toMatchObject([{ ok: false, fault: { retry: 'later', says: expect.stringContaining('STALE') } }]);
        expect([...variant.levels.values()]).toEqual([5, 2]);
      });

      test('an item that is not kept there is named as that and never set to anything, nor is one at a place out of use', async () => {
        const [away, untracked] = [listing(5), listing()];
        shop = openAt();
        expect((await shop.importProducts(null)).products.map(({ variants: [one] }) => [one?.stockKeeping, one?.stock])).toEqual([['elsewhere', null], ['none', null]]);
        expect(await shop.pushStock([push(away, 0, null), push(untracked, 1, null)])).toMatchObject([{ ok: false, fault: { retry: 'never', why: 'notAtPlace' } }, { ok: false, fault: { why: 'notCounted' } }]);
        away.levels.set(barn(), 1);
        emulator.store.places.get(barn())!.isActive = false;
        expect(await shop.pushStock([push(away, 4, 1)])).toMatchObject([{ ok: false, fault: { why: 'notAtPlace' } }]);
        expect(await openAt('77').readLevels([String(away.id)])).toEqual([null]);
        expect([[...away.levels.values()], asked('setLevels')]).toEqual([[5, 1], 0]);
      });

      test('130 sizes of a product, and 200 levels, are all of that place', async () => {
        const tee = addProduct(emulator.store, { name: 'Tee', sku: 'T', cents: 1900, stock: 3, sizes: Array.from({ length: 130 }, (_, index) => `S${index}`) });
        for (const variant of tee.variants) variant.levels.set(barn(), 7);
        shop = openAt();
        expect(new Set((await shop.importProducts(null)).products[0]?.variants.map(({ stock }) => stock))).toEqual(new Set([7000]));
        expect(new Set(await shop.readLevels(tee.variants.map(({ id }) => String(id))))).toEqual(new Set([7]));
      });
    });

    test('all places in use are named, through all pages', async () => {
      emulator.store.places.get(emulator.store.locations[0]!)!.isActive = false;
      for (let id = 3; id <= 130; id += 1) emulator.store.places.set(`gid://shopify/Location/${id}`, { name: `Booth ${id}`, isActive: true });
      const places = await shop.readPlaces();
      expect([places.length, places[0], places.at(-1), asked('locations')]).toEqual([129, { externalId: '2', name: 'Barn' }, { externalId: '99', name: 'Booth 99' }, 3]);
    });
  });

  describe('parcels', () => {
    const parcel = (order: Order, open: number[], number: string | null = 'SF1') => ({
      orderId: String(order.id),
      complete: open.every((one) => one === 0),
      tracking: number === null ? null : { carrier: 'SF Express', number },
      lines: order.lines.flatMap((line, index) => (open[index] === undefined ? [] : [{ lineId: String(line.id), openAfter: open[index] }])),
    });
    const three = (): Order => placeOrder(emulator.store, { lines: [{ quantity: 3, cents: 100, name: 'A' }, { quantity: 2, cents: 100, name: 'B' }] });
    const shipped = (order: Order) => order.lines.map((line) => line.fulfilled);

    test('parts of lines in parcels of their own, each told once, with or without a number', async () => {
      const order = three();
      expect(await shop.pushFulfilment(parcel(order, [1]))).toEqual({ ok: true, answer: 'shipped' });
      expect(shipped(order)).toEqual([2, 0]);
      expect(await shop.pushFulfilment(parcel(order, [1]))).toEqual({ ok: true, answer: 'already told' });
      for (const _time of [1, 2]) await shop.pushFulfilment(parcel(order, [0, 1], null));
      expect(shipped(order)).toEqual([3, 1]);
      expect(await shop.pushFulfilment(parcel(order, [0, 0], 'SF3'))).toEqual({ ok: true, answer: 'shipped' });
      expect([shipped(order), order.jobs[0]?.status, emulator.store.mails.get(String(order.id))]).toEqual([[3, 2], 'CLOSED', 3]);
    });

    test('what the shop’s owner shipped by hand is not shipped again', async () => {
      const order = three();
      const [job] = order.jobs;
      for (const row of job!.rows) row.shipped = row.line.fulfilled = row.total;
      expect(await shop.pushFulfilment(parcel(order, [0, 0]))).toEqual({ ok: true, answer: 'already shipped there' });
      expect(asked('fulfil')).toBe(0);
    });

    test('an order split over two places is told place by place', async () => {
      const order = three();
      const [job] = order.jobs;
      order.jobs.push({ ...job!, id: 77, location: emulator.store.locations[1]!, rows: job!.rows.splice(1) });
      expect(await shop.pushFulfilment(parcel(order, [0, 0]))).toEqual({ ok: true, answer: 'shipped' });
      expect([shipped(order), asked('fulfil')]).toEqual([[3, 2], 2]);
    });

    test('an order the shop holds waits; one it cancelled is not shipped', async () => {
      const order = three();
      order.jobs[0]!.status = 'ON_HOLD';
      expect(await shop.pushFulfilment(parcel(order, [0, 0]))).toMatchObject({ ok: false, fault: { retry: 'later' } });
      order.cancelledAt = emulator.clock.now;
      expect(await shop.pushFulfilment(parcel(order, [0, 0]))).toMatchObject({ ok: false, fault: { retry: 'never', why: 'orderClosed' } });
    });

    test('130 lines of a job are all shipped', async () => {
      const order = placeOrder(emulator.store, { lines: Array.from({ length: 130 }, () => ({ quantity: 1, cents: 100, name: 'L' })) });
      await shop.pushFulfilment(parcel(order, order.lines.map(() => 0)));
      expect(shipped(order).every((count) => count === 1)).toBe(true);
    });
  });

  describe('refunds', () => {
    const mark = 'SW-0123456789abcdef';
    const payBack = (order: Order, cents: number): RefundPush => ({ orderId: String(order.id), amount: minor(cents), currency: 'USD', number: 'RF-1', mark, known: [], others: [] });
    const mutations = () => emulator.log.filter(({ operation }) => operation === 'payBack').map(({ variables }) => variables);

    test('it goes back payment by payment, the customer is told once, and it is read as ours', async () => {
      const order = buy();
      order.transactions.splice(0, 1, { id: 1, kind: 'SALE', status: 'SUCCESS', cents: 400, at: now }, { id: 2, kind: 'CAPTURE', status: 'SUCCESS', cents: 599, at: now });
      emulator.plan({ kind: 'cut', effect: 'after' }, /^payBack$/);
      await expect(shop.pushRefund(payBack(order, 500))).rejects.toMatchObject({ code: 'broken' });
      expect(await shop.pushRefund(payBack(order, 500))).toEqual({ ok: true, answer: 'already paid back', externalId: String(order.refunds[0]?.id) });
      expect(order.refunds.map(({ note, transactions }) => [note, transactions.map(({ parentId, cents }) => [parentId, cents])])).toEqual([[`RF-1 ${mark}`, [[1, 400], [2, 100]]]]);
      expect(mutations()).toMatchObject([{ key: mark, input: { notify: true, transactions: [{ kind: 'REFUND', gateway: 'shopify_payments', amount: '4.00' }, { amount: '1.00' }] } }]);
      expect(emulator.store.mails.get(`refund ${order.id}`)).toBe(1);
      expect(itemsIn(await round())).toMatchObject([{ refunds: [{ mark, parts: [{ kind: 'amountOnly', net: 500 }] }] }]);
    });

    test('one that crosses the first is the same deed, by its key', async () => {
      const order = buy();
      await shop.pushRefund(payBack(order, 500));
      const [first] = emulator.log.filter(({ operation }) => operation === 'payBack');
      await fetch(`${emulator.url}/admin/api/2026-10/graphql.json`, { method: 'POST', headers: { 'x-shopify-access-token': [...emulator.store.tokens.keys()][0] ?? '' }, body: JSON.stringify({ query: first?.query, variables: first?.variables }) });
      expect(order.refunds).toHaveLength(1);
    });

    test('what is on its way is told no more and has no name yet; what failed is done anew', async () => {
      const order = buy();
      emulator.store.paysBack = 'FAILURE';
      expect(await shop.pushRefund(payBack(order, 500))).toMatchObject({ ok: false, fault: { code: 'refused', retry: 'never' } });
      emulator.store.paysBack = 'PENDING';
      expect(await shop.pushRefund(payBack(order, 500))).toEqual({ ok: true, answer: 'on its way' });
      expect(await shop.pushRefund(payBack(order, 500))).toEqual({ ok: true, answer: 'on its way' });
      expect(mutations().map(({ key }) => key)).toEqual([mark, `${mark}-1`]);
      expect(order.refunds).toHaveLength(2);
    });

    test('more than is left of what was paid, and what was paid in other money, is for a person', async () => {
      const order = buy();
      refund(emulator.store, order, { cents: 900 });
      expect(await shop.pushRefund(payBack(order, 100))).toMatchObject({ ok: false, fault: { why: 'beyondPaid', says: expect.stringContaining('0.99') } });
      const inEuros = placeOrder(emulator.store, { lines: [{ quantity: 1, cents: 999 }], presentment: { currency: 'EUR', rate: 0.9 } });
      expect(await shop.pushRefund(payBack(inEuros, 100))).toMatchObject({ ok: false, fault: { why: 'otherCurrency' } });
      expect(mutations()).toEqual([]);
    });
  });

  test('words and offer of a product are shown; the rest stays', async () => {
    const product = addProduct(emulator.store, { name: 'Rod', sku: 'ROD', cents: 100, stock: 1 });
    product.description = 'old';
    const listingId = String(product.variants[0]!.id);
    expect(await shop.pushListing({ listingId, name: 'Long rod', offered: false })).toEqual({ ok: true, answer: 'title, status' });
    expect(product).toMatchObject({ title: 'Long rod', description: 'old', status: 'DRAFT' });
    expect(await shop.pushListing({ listingId: '99999999', name: 'x' })).toMatchObject({ ok: false, fault: { retry: 'never' } });
  });
});

describe.skipIf(!schemaIsHere)('the emulator keeps the rules no schema shows', () => {
  const ask = async (emulator: Emulator, query: string, variables: object): Promise<unknown> => {
    emulator.store.tokens.set('shpat_x', { until: Infinity });
    const answer = await fetch(`${emulator.url}/admin/api/2026-10/graphql.json`, { method: 'POST', headers: { 'x-shopify-access-token': 'shpat_x' }, body: JSON.stringify({ query, variables }) });
    return answer.json();
  };
  const mutation = (directive: string) => `mutation set($input: InventorySetQuantitiesInput!) { inventorySetQuantities(input: $input) ${directive} { userErrors { code } } }`;

  test('no key, the same key for something else, no comparison, too dear a question', async () => {
    const { emulator } = await startShopify(now);
    const variant = addProduct(emulator.store, { name: 'A', stock: 5 }).variants[0]!;
    const input = (quantity: number, more: object = { changeFromQuantity: 5 }) => ({ input: { name: 'available', reason: 'correction', quantities: [{ inventoryItemId: `gid://shopify/InventoryItem/${variant.itemId}`, locationId: emulator.store.locations[0], quantity, ...more }] } });
    expect(await ask(emulator, mutation(''), input(6))).toMatchObject({ errors: [{ message: expect.stringContaining('@idempotent') }] });
    expect(await ask(emulator, mutation('@idempotent(key: "a")'), input(6, {}))).toMatchObject({ errors: [{ message: expect.stringContaining('changeFromQuantity') }] });
    expect(await ask(emulator, mutation('@idempotent(key: "b")'), input(6))).toMatchObject({ data: { inventorySetQuantities: { userErrors: [] } } });
    expect(await ask(emulator, mutation('@idempotent(key: "b")'), input(6))).toMatchObject({ data: { inventorySetQuantities: { userErrors: [] } } });
    expect(await ask(emulator, mutation('@idempotent(key: "b")'), input(7))).toMatchObject({ data: { inventorySetQuantities: { userErrors: [{ code: 'IDEMPOTENCY_KEY_PARAMETER_MISMATCH' }] } } });
    expect(await ask(emulator, mutation('@idempotent(key: "c")'), input(7))).toMatchObject({ data: { inventorySetQuantities: { userErrors: [{ code: 'CHANGE_FROM_QUANTITY_STALE' }] } } });
    expect(await ask(emulator, '{ orders(first: 100) { nodes { lineItems(first: 50) { nodes { id } } } } }', {})).toMatchObject({ errors: [{ extensions: { code: 'MAX_COST_EXCEEDED' } }] });
    await emulator.close();
  });
});
