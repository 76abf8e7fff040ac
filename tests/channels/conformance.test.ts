import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { channelKinds, type ChannelKind } from '../../shared/channels/channel-kinds.ts';
import type { SwitchableCapability } from '../../shared/channels/channel.contract.ts';
import { minor } from '../../shared/units/minor.ts';
import { pieces } from '../../shared/units/quantity.ts';
import { unitPrice } from '../../shared/units/unit-price.ts';
import { instant } from '../../shared/units/instant.ts';
import { figuresOf, newShopBeside, type ShopBeside } from './connected-shop.ts';
import type { OutsideShop, Topic, Trouble } from './outside-shop.ts';
import { startPractice } from './practice/outside.ts';
import { startShopify } from './shopify/outside.ts';
import { schemaIsHere } from './shopify/schema.ts';
import { newShopBySheets } from './spreadsheet/beside.ts';
import { startWooCommerce } from './woocommerce/outside.ts';

/**
 * One channel of each kind; a connector is one folder, its emulator, and a line here. A channel that lacks a verb is not asked for it:
 * one of sheets is told no stock, has no key and no connection that could break.
 */
const marketplaces: Record<ChannelKind, { open: () => Promise<ShopBeside<OutsideShop>>; here: boolean; answers: boolean }> = {
  woocommerce: { open: () => newShopBeside('woocommerce', startWooCommerce), here: true, answers: true },
  shopify: { open: () => newShopBeside('shopify', startShopify), here: schemaIsHere, answers: true },
  practice: { open: () => newShopBeside('practice', startPractice), here: true, answers: true },
  spreadsheet: { open: newShopBySheets, here: true, answers: false },
};

const minute = 60_000;
const hour = 60 * minute;

describe.each(channelKinds.filter((kind) => marketplaces[kind].here))('%s', (kind) => {
  let at: ShopBeside<OutsideShop>;
  const { open, answers } = marketplaces[kind];

  beforeEach(async () => {
    at = await open();
  });
  afterEach(async () => {
    at.shop.check();
    await at.close();
  });

  const rows = (sql: string): unknown[] => at.shop.raw.prepare(sql).all();
  const count = (table: string, where = '1'): number => (rows(`select count(*) n from ${table} where ${where}`)[0] as { n: number }).n;
  const orders = () => rows('select externalId, payment, fulfilment, total, captured, refunded from salesOrder order by id');
  const status = () => at.shop.call('sync.status', undefined).channels[0]!;

  /** The same goods here and there, ten dollars a piece; so many on our shelf. */
  function goods(skus: readonly string[], ours = 10, beside = at): string[] {
    const listings = skus.map((sku) => beside.outside.addProduct({ name: `Lure ${sku}`, sku, cents: 1000, stock: 7 }));
    const prices = [{ currency: 'USD', amount: unitPrice(100_000) }];
    beside.shop.call('product.importBatch', { items: skus.map((sku) => ({ name: `Lure ${sku}`, variants: [{ sku, prices }] })) });
    beside.shop.call('stock.openingBatch', { items: skus.map((sku) => ({ sku, quantity: pieces(ours), value: minor(400 * ours) })) });
    return listings;
  }

  function switchOn(channelId: number, capability: SwitchableCapability): void {
    const { digest } = at.shop.call('channel.preview', { channelId, capability, afterId: 0, limit: 1 });
    at.shop.call('channel.switchOn', { channelId, capability, digest });
  }

  const lose = (variantId: number, count: number) => at.shop.call('stock.adjust', { locationId: 1, reason: 'damage', lines: [{ variantId, quantity: pieces(-count) }] });

  describe('pull', () => {
    test('an order comes in once, to the cent, and its later payment with it', async () => {
      const [lure = ''] = goods(['A']);
      await at.connect(at.outside);
      at.advance(minute);
      const id = at.outside.buy({ lines: [{ listingId: lure, pieces: 2 }], paid: false, shippingCents: 450 });
      await at.sync();
      expect(orders()).toEqual([{ externalId: id, payment: 'unpaid', fulfilment: 'allocated', total: 2450, captured: 0, refunded: 0 }]);
      at.advance(hour);
      at.outside.pay(id);
      await at.sync();
      await at.sync();
      expect(orders()).toEqual([{ externalId: id, payment: 'paid', fulfilment: 'allocated', total: 2450, captured: 2450, refunded: 0 }]);
      expect(at.outside.writes()).toBe(0);
    });

    test('more orders than any page holds all arrive, and the next round brings none of them again', async () => {
      const [lure = ''] = goods(['A'], 300);
      await at.connect(at.outside);
      for (let index = 0; index < 130; index += 1) {
        at.advance(10_000);
        at.outside.buy({ lines: [{ listingId: lure, pieces: 1 }], paid: true });
      }
      expect(await at.sync()).toMatchObject([{ ok: true, pulled: 130 }]);
      expect(count('salesOrder')).toBe(130);
      at.advance(hour);
      await at.sync();
      expect([count('salesOrder'), count('orderLine')]).toEqual([130, 130]);
    });

    test('an order with 130 lines keeps every one of them', async () => {
      const skus = Array.from({ length: 130 }, (_, index) => `L${String(index).padStart(3, '0')}`);
      const listings = goods(skus);
      await at.connect(at.outside);
      at.advance(minute);
      at.outside.buy({ lines: listings.map((listingId) => ({ listingId, pieces: 1 })), paid: true });
      await at.sync();
      expect([count('orderLine'), count('orderLine', 'variantId is null')]).toEqual([130, 0]);
      expect(orders()).toMatchObject([{ total: 130_000 }]);
    });

    test('a cancelled order sets its goods free, and money that went back is owed no more', async () => {
      const [lure = ''] = goods(['A']);
      await at.connect(at.outside);
      at.advance(minute);
      const id = at.outside.buy({ lines: [{ listingId: lure, pieces: 3 }], paid: true });
      await at.sync();
      at.advance(hour);
      at.outside.refundCents(id, 3000);
      at.outside.cancel(id);
      await at.sync();
      expect(orders()).toMatchObject([{ payment: 'refunded', fulfilment: 'cancelled', refunded: 3000 }]);
      expect(rows('select sum(allocated) allocated, sum(onHand) onHand from stockLevel')).toEqual([{ allocated: 0, onHand: 10_000 }]);
    });

    test.runIf(answers)('a piece refunded before it left will not leave, and a sum for nothing in particular changes no goods', async () => {
      const [lure = ''] = goods(['A']);
      await at.connect(at.outside);
      at.advance(minute);
      const id = at.outside.buy({ lines: [{ listingId: lure, pieces: 3 }], paid: true });
      await at.sync();
      at.advance(hour);
      at.outside.refundPieces(id, 1);
      await at.sync();
      at.advance(hour);
      at.outside.refundCents(id, 150);
      await at.sync();
      expect(orders()).toMatchObject([{ payment: 'partlyRefunded', fulfilment: 'allocated', captured: 3000, refunded: 1150 }]);
      expect(rows('select quantity, cancelled, shipped from orderLine')).toEqual([{ quantity: 3000, cancelled: 1000, shipped: 0 }]);
    });

    test.runIf(answers)('an order that makes no sense, and one in another currency, are named; the page goes on', async () => {
      const [lure = ''] = goods(['A']);
      await at.connect(at.outside);
      at.advance(minute);
      const lines = [{ listingId: lure, pieces: 1 }];
      at.outside.buy({ lines, paid: true });
      const broken = at.outside.buy({ lines, paid: true });
      at.outside.spoil(broken);
      at.outside.buy({ lines, paid: true, currency: 'EUR' });
      at.outside.buy({ lines, paid: true });
      const codes = () => status().troubles.map(({ problem }) => problem['code']);
      await at.sync();
      expect([count('salesOrder'), codes()]).toEqual([2, ['unreadable', 'currency.mismatch']]);
      at.outside.mend(broken);
      await at.sync();
      expect([count('salesOrder'), codes()]).toEqual([3, ['currency.mismatch']]);
    });
  });

  describe('whatever the channel does, the same orders, stock and books', () => {
    /** A day of trade, told in three rounds; `disturb` runs before each. */
    async function aDay(shop: ShopBeside<OutsideShop>, disturb: (outside: OutsideShop, round: number) => void): Promise<unknown> {
      const listings = goods(['A', 'B', 'C', 'D'], 50, shop);
      const { outside } = shop;
      await shop.connect(outside, { goLiveAt: instant(shop.shop.clock.now - 24 * hour) });
      const buy = (index: number, paid: boolean) => outside.buy({ lines: [{ listingId: listings[index % 4]!, pieces: 1 + (index % 2) }], paid, shippingCents: 500 });
      const bought = [0, 1, 2, 3, 4, 5].map((index) => buy(index, index % 3 !== 1));
      const rounds: (() => void)[] = [
        () => undefined,
        () => {
          outside.pay(bought[1]!);
          outside.cancel(bought[4]!);
          outside.refundPieces(bought[3]!, 1);
          for (let index = 6; index < 9; index += 1) bought.push(buy(index, true));
        },
        () => {
          outside.refundCents(bought[0]!, 150);
          outside.touch(bought[2]!);
        },
      ];
      for (const [index, happen] of rounds.entries()) {
        shop.advance(minute);
        happen();
        shop.advance(minute);
        disturb(outside, index);
        for (let tries = 0; tries < 4; tries += 1) {
          await shop.sync().catch(() => []);
          shop.advance(2 * hour);
        }
      }
      outside.calm();
      return figuresOf(shop.shop);
    }

    let calmDay: Promise<unknown> | undefined;
    const undisturbed = () =>
      (calmDay ??= (async () => {
        const calm = await open();
        const figures = await aDay(calm, () => undefined);
        calm.shop.check();
        await calm.close();
        return figures;
      })());

    /** How it is called, what strikes, what it strikes, how often, and from which round on. */
    const disturbances: [string, Trouble | ((round: number) => Trouble), Topic, number][] = [
      ['rows come twice', { kind: 'list', change: (list) => [...list, ...list] }, 'orders', 3],
      ['rows come in disorder', { kind: 'list', change: (list) => list.toReversed() }, 'orders', 3],
      ['rows are late', (round) => ({ kind: 'list', change: (list) => list.slice(round) }), 'orders', 1],
      ['the shop is silent', { kind: 'timeout', effect: 'after' }, 'anything', 2],
      ['it asks for a pause and says how long', { kind: 'tooMany', seconds: 30 }, 'anything', 2],
      ['it asks for a pause', { kind: 'tooMany' }, 'anything', 2],
      ['it breaks', { kind: 'broken' }, 'orders', 2],
      ['answers break off in the middle', { kind: 'halfAnswer' }, 'orders', 2],
      ['connections are cut', { kind: 'cut', effect: 'after' }, 'refunds', 1],
      ['connections are cut before anything was heard', { kind: 'cut', effect: 'before' }, 'anything', 3],
    ];

    test.each(disturbances.filter(([, trouble]) => answers || typeof trouble === 'function' || trouble.kind === 'list'))('%s', async (_name, trouble, on, times) => {
      const figures = await aDay(at, (outside, round) => outside.plan(typeof trouble === 'function' ? trouble(round) : trouble, on, times));
      expect(figures).toEqual(await undisturbed());
    });

    test.runIf(answers).each([3_600_000, -3_600_000])('its clock differs by %d ms', async (ahead) => {
      // Its orders carry its own times, so their digests differ; all that is money or goods does not.
      const withoutDigests = (figures: unknown): unknown => JSON.parse(JSON.stringify(figures).replaceAll(/"contentHash":"\w+"/g, '"contentHash":""'));
      const figures = await aDay(at, (outside) => void (outside.clock.ahead = ahead));
      expect(withoutDigests(figures)).toEqual(withoutDigests(await undisturbed()));
    });

    test.runIf(answers).each([420_000, -420_000])('a clock that differs by %d ms is said with the channel until it agrees again', async (ahead) => {
      await at.connect(at.outside);
      const clock = () => at.shop.call('sync.status', undefined).channels[0]?.clock;
      await at.sync();
      expect(clock()).toEqual({ ahead: 0, since: null });
      at.outside.clock.ahead = ahead;
      await at.sync();
      const since = at.shop.clock.now;
      expect(clock()?.since).toBe(since);
      expect(Math.abs((clock()?.ahead ?? 0) - ahead)).toBeLessThan(1000);
      at.outside.clock.ahead = 0;
      at.advance(60_000);
      await at.sync();
      expect(clock()).toEqual({ ahead: 0, since: null });
    });

    /** A page is asked for, answered, stored with its cursor, and the next begins. */
    test.runIf(answers).each([
      ['between the answer and storing it', 'before', 'channel.storePage'],
      ['between storing a page and going on behind it', 'after', 'channel.storePage'],
      ['before a round is noted', 'before', 'channel.noteRound'],
    ] as const)('the program dies %s', async (_name, when, command) => {
      const { tell } = at.setting;
      let lives = 2;
      at.setting.tell = async <Answer>(name: string, input: object): Promise<Answer> => {
        const dies = name === command && (lives -= 1) >= 0;
        if (dies && when === 'before') throw new Error('killed');
        const answer = await tell<Answer>(name, input);
        if (dies) throw new Error('killed');
        return answer;
      };
      expect(await aDay(at, () => undefined)).toEqual(await undisturbed());
      expect(lives).toBeLessThan(0);
    });
  });

  describe('push', () => {
    test.runIf(answers)('nothing is written before a person switched it on; then levels are absolute, and only what changed is sent', async () => {
      const listings = goods(['A', 'B', 'C']);
      const channelId = await at.connect(at.outside);
      await at.sync();
      expect(at.outside.writes()).toBe(0);
      switchOn(channelId, 'stock');
      await at.sync();
      expect(listings.map((listing) => at.outside.level(listing))).toEqual([10, 10, 10]);
      const before = at.outside.writes();
      lose(2, 4);
      lose(2, 1);
      await at.sync();
      expect(listings.map((listing) => at.outside.level(listing))).toEqual([10, 5, 10]);
      expect(at.outside.writes()).toBe(before + 1);
    });

    test.runIf(answers)('one bad item of thirty: the others arrive, and it is named', async () => {
      const listings = goods(Array.from({ length: 30 }, (_, index) => `S${index + 10}`));
      const channelId = await at.connect(at.outside);
      switchOn(channelId, 'stock');
      at.outside.stopCounting(listings[7]!);
      expect(await at.sync()).toMatchObject([{ ok: true, sent: 29, parked: 1 }]);
      expect(at.shop.call('outbox.list', { channelId, state: 'parked', beforeId: null, limit: 10 }).rows).toMatchObject([{ problem: 'notCounted' }]);
      expect(listings.filter((listing) => at.outside.level(listing) === 10)).toHaveLength(29);
    });

    test.runIf(answers)('sold there and here between two rounds: the level that goes out knows of both', async () => {
      const [lure = ''] = goods(['A']);
      const channelId = await at.connect(at.outside);
      switchOn(channelId, 'stock');
      await at.sync();
      at.advance(minute);
      at.outside.buy({ lines: [{ listingId: lure, pieces: 1 }], paid: true });
      lose(1, 1);
      await at.sync();
      expect(at.outside.level(lure)).toBe(8);
      expect(status()).toMatchObject({ waiting: 0, parked: 0 });
    });

    test.runIf(answers).each([
      ['cut off after it was heard', { kind: 'cut', effect: 'after' }],
      ['cut off before', { kind: 'cut', effect: 'before' }],
      ['silent after it was heard', { kind: 'timeout', effect: 'after' }],
      ['too often', { kind: 'tooMany', seconds: 60 }],
      ['half an answer', { kind: 'halfAnswer' }],
    ] as [string, Trouble][])('a level told: %s', async (_name, trouble) => {
      const [lure = ''] = goods(['A']);
      const channelId = await at.connect(at.outside);
      switchOn(channelId, 'stock');
      at.outside.plan(trouble, 'levels');
      for (let tries = 0; tries < 3; tries += 1) {
        await at.sync();
        at.advance(2 * hour);
      }
      expect(at.outside.level(lure)).toBe(10);
      expect(status()).toMatchObject({ waiting: 0, parked: 0, cause: null });
    });

    async function sold(count: number): Promise<{ id: string; orderLineId: number }> {
      const [lure = ''] = goods(['A']);
      const channelId = await at.connect(at.outside);
      at.advance(minute);
      const id = at.outside.buy({ lines: [{ listingId: lure, pieces: count }], paid: true });
      await at.sync();
      switchOn(channelId, 'fulfilments');
      return { id, orderLineId: 1 };
    }

    test.each(([
      ['undisturbed', null],
      ['cut off after it was heard', { kind: 'cut', effect: 'after' }],
      ['silent after it was heard', { kind: 'timeout', effect: 'after' }],
      ['too often', { kind: 'tooMany', seconds: 60 }],
    ] as [string, Trouble | null][]).filter(([, trouble]) => answers || trouble === null))('a parcel is told once and the customer once: %s', async (_name, trouble) => {
      const { id } = await sold(2);
      at.shop.call('shipment.ship', { orderId: 1, carrier: 'SF', trackingNumber: 'SF123456' });
      if (trouble) at.outside.plan(trouble, 'parcels');
      for (let tries = 0; tries < 3; tries += 1) {
        await at.sync();
        at.advance(2 * hour);
      }
      expect(at.outside.parcels(id)).toEqual({ shipped: 'all', tracking: ['SF123456'], mails: 1 });
      expect(count('outbox', "state = 'sent' and capability = 'fulfilment'")).toBe(1);
      expect(orders()).toMatchObject([{ fulfilment: 'shipped', payment: 'paid' }]);
    });

    test.runIf(answers)('an order in two parcels is whole there only with the second', async () => {
      const { id, orderLineId } = await sold(3);
      at.shop.call('shipment.ship', { orderId: 1, carrier: 'SF', trackingNumber: 'SF1', lines: [{ orderLineId, quantity: pieces(1) }] });
      await at.sync();
      expect(at.outside.parcels(id).shipped).not.toBe('all');
      at.shop.call('shipment.ship', { orderId: 1, carrier: 'SF', trackingNumber: 'SF2' });
      await at.sync();
      expect(at.outside.parcels(id)).toMatchObject({ shipped: 'all', tracking: expect.arrayContaining(['SF1', 'SF2']) });
    });

    test.runIf(answers)('an order cancelled there meanwhile is not shipped there', async () => {
      const { id } = await sold(1);
      at.shop.call('shipment.ship', { orderId: 1, carrier: 'SF', trackingNumber: 'SF1' });
      at.advance(minute);
      at.outside.cancel(id);
      await at.sync();
      expect(at.outside.parcels(id).shipped).toBe('nothing');
      expect(rows("select problem from outbox where state = 'parked'")).toEqual([{ problem: 'orderClosed' }]);
    });
  });

  describe('refunds', () => {
    /** An order of thirty dollars, paid there; `on` lets the channel pay back from the beginning. */
    async function paid(on = true): Promise<{ id: string; channelId: number }> {
      const [lure = ''] = goods(['A']);
      const channelId = await at.connect(at.outside);
      at.advance(minute);
      const id = at.outside.buy({ lines: [{ listingId: lure, pieces: 3 }], paid: true });
      await at.sync();
      if (on) switchOn(channelId, 'refunds');
      return { id, channelId };
    }

    const refund = (cents: number) => at.shop.call('refund.record', { orderId: 1, account: 'channelClearing', reason: 'A scratch nobody need read of', parts: [{ kind: 'amountOnly', orderLineId: null, amount: minor(cents) }] });
    const refunds = () => rows('select amount, externalId is not null told from refund order by id');
    const news = () => rows("select state, problem from outbox where capability = 'refund' order by id");

    async function rounds(count = 3): Promise<void> {
      for (let tries = 0; tries < count; tries += 1) {
        await at.sync();
        at.advance(2 * hour);
      }
    }

    test.runIf(answers)('nothing is paid back before a person let it be; the preview says how much would be', async () => {
      const { id, channelId } = await paid(false);
      refund(500);
      refund(250);
      await rounds();
      expect([at.outside.paidBack(id), at.outside.writes()]).toEqual([[], 0]);
      expect(at.shop.call('channel.preview', { channelId, capability: 'refunds', afterId: 0, limit: 1 })).toMatchObject({ refunds: 2, refundSum: 750, rows: [] });
      switchOn(channelId, 'refunds');
      await rounds();
      expect(at.outside.paidBack(id).toSorted((one, other) => one - other)).toEqual([250, 500]);
    });

    test.runIf(answers).each([
      ['undisturbed', null],
      ['cut off after it was heard', { kind: 'cut', effect: 'after' }],
      ['cut off before', { kind: 'cut', effect: 'before' }],
      ['silent after it was heard', { kind: 'timeout', effect: 'after' }],
      ['too often', { kind: 'tooMany', seconds: 60 }],
      ['half an answer', { kind: 'halfAnswer' }],
      ['it breaks', { kind: 'broken' }],
    ] as [string, Trouble | null][])('a refund made here is paid back there once, and read as ours: %s', async (_name, trouble) => {
      const { id } = await paid();
      refund(500);
      if (trouble) at.outside.plan(trouble, 'paybacks');
      await rounds(4);
      expect(at.outside.paidBack(id)).toEqual([500]);
      expect(refunds()).toEqual([{ amount: 500, told: 1 }]);
      expect(news()).toEqual([{ state: 'sent', problem: null }]);
      expect(orders()).toMatchObject([{ payment: 'partlyRefunded', captured: 3000, refunded: 500 }]);
      expect(status()).toMatchObject({ waiting: 0, parked: 0, cause: null });
    });

    test.runIf(answers).each([
      ['before it is told', 'channel.takeRefundNews'],
      ['between telling it and noting that', 'channel.settleNews'],
    ])('the program dies %s: it is paid back once', async (_name, command) => {
      const { id } = await paid();
      refund(500);
      const { tell } = at.setting;
      let lives = 1;
      at.setting.tell = async <Answer>(name: string, input: object): Promise<Answer> => {
        const dies = name === command && (lives -= 1) >= 0;
        if (dies && command === 'channel.settleNews') throw new Error('killed');
        const answer = await tell<Answer>(name, input);
        if (dies) throw new Error('killed');
        return answer;
      };
      await at.sync().catch(() => []);
      expect(news()).toMatchObject([{ state: 'sending' }]);
      at.advance(hour);
      await rounds();
      expect([at.outside.paidBack(id), refunds(), news()]).toEqual([[500], [{ amount: 500, told: 1 }], [{ state: 'sent', problem: null }]]);
    });

    test.runIf(answers)('more than is left there is not paid back, and says so', async () => {
      const { id } = await paid();
      refund(2000);
      at.outside.refundCents(id, 1500);
      await rounds();
      expect(at.outside.paidBack(id)).toEqual([1500]);
      expect(news()).toEqual([{ state: 'parked', problem: 'beyondPaid' }]);
      expect(status()).toMatchObject({ parked: 1, state: 'needsYou' });
    });

    test.runIf(answers)('made there by hand before we tell it: it is that one, and nothing is paid back twice', async () => {
      const { id, channelId } = await paid(false);
      refund(500);
      at.outside.refundCents(id, 500);
      await rounds();
      expect([refunds(), news()]).toEqual([[{ amount: 500, told: 1 }], [{ state: 'sent', problem: null }]]);
      switchOn(channelId, 'refunds');
      await rounds();
      expect(at.outside.paidBack(id)).toEqual([500]);
    });

    test.runIf(answers)('two of the same amount are two, each once, in whatever order they are read', async () => {
      const { id } = await paid();
      refund(500);
      refund(500);
      at.outside.plan({ kind: 'cut', effect: 'after' }, 'paybacks');
      await rounds(4);
      expect([at.outside.paidBack(id), refunds()]).toEqual([[500, 500], [{ amount: 500, told: 1 }, { amount: 500, told: 1 }]]);
      expect(orders()).toMatchObject([{ refunded: 1000 }]);
    });

    test.runIf(answers)('one that was read from there is never told back', async () => {
      const { id } = await paid();
      at.outside.refundCents(id, 500);
      await rounds();
      expect([at.outside.paidBack(id), refunds(), news()]).toEqual([[500], [{ amount: 500, told: 1 }], []]);
      expect(at.outside.writes()).toBe(0);
    });

    test.runIf(answers)('money that goes back another way is no news', async () => {
      const { id } = await paid();
      at.shop.call('refund.record', { orderId: 1, account: 'bank', reason: '', parts: [{ kind: 'amountOnly', orderLineId: null, amount: minor(500) }] });
      await rounds();
      expect([at.outside.paidBack(id), news()]).toEqual([[], []]);
    });

    test.skipIf(answers)('a channel of sheets is told of none', async () => {
      await paid(false);
      refund(500);
      expect(news()).toEqual([]);
    });
  });

  describe.runIf(answers)('keys', () => {
    test('a wrong key connects nothing', async () => {
      at.outside.revokeKey();
      await expect(at.connect(at.outside)).rejects.toMatchObject({ code: 'unauthorised' });
      expect(at.shop.call('channel.list', undefined).channels).toEqual([]);
    });

    test('a key taken away needs a person; one that ends by itself does not', async () => {
      const [lure = ''] = goods(['A']);
      await at.connect(at.outside);
      await at.sync();
      at.advance(minute);
      at.outside.buy({ lines: [{ listingId: lure, pieces: 1 }], paid: true });
      at.outside.expireToken?.();
      at.advance(25 * hour);
      await at.sync();
      expect([count('salesOrder'), status().state]).toEqual([1, 'fine']);
      at.outside.revokeKey();
      at.advance(25 * hour);
      await at.sync();
      expect(status()).toMatchObject({ state: 'needsYou', fixes: ['renewKey'], cause: { code: 'unauthorised' } });
    });
  });
});
