import { afterEach, describe, expect, test } from 'vitest';
import { startBackground } from '../../main/channels/background.ts';
import { compareNow, takeOrder } from '../../main/channels/outside.ts';
import { minor } from '../../shared/units/minor.ts';
import { pieces } from '../../shared/units/quantity.ts';
import { unitPrice } from '../../shared/units/unit-price.ts';
import { newShopBeside, type ShopBeside } from './connected-shop.ts';
import type { KeptShop } from './outside-shop.ts';
import { startPractice } from './practice/outside.ts';
import { startShopify } from './shopify/outside.ts';
import { schemaIsHere } from './shopify/schema.ts';
import { money } from './woocommerce/emulator/store.ts';
import { startWooCommerce } from './woocommerce/outside.ts';

const [minute, day] = [60_000, 24 * 60 * 60_000];
const cents = (count: number) => unitPrice(count * 100);

/** What nobody tells us of: done by hand there, or lost there. */
interface Meddled extends KeptShop {
  setPrice(listingId: string, cents: number): void;
  setOffered(listingId: string, offered: boolean): void;
  setWords(listingId: string, words: { name?: string; description?: string }): void;
  words(listingId: string): [name: string, description: string];
  takeDown(listingId: string): void;
  /** What it says of the product makes no sense any more, or does again. */
  spoilProduct(listingId: string, spoilt?: boolean): void;
  lose(orderId: string): void;
  /** Another number of pieces of the first line, with its date left alone. */
  editUndated(orderId: string, pieces: number): void;
}

const marketplaces: Record<string, (now: number) => Promise<Meddled>> = {
  woocommerce: async (now) => {
    const shop = await startWooCommerce(now);
    const { products, orders } = shop.emulator.store;
    const change = (id: string, values: object): void => void Object.assign(products.get(Number(id)) ?? {}, values);
    return Object.assign(shop, {
      setPrice: (id: string, amount: number) => change(id, { price: money(amount), regular_price: money(amount) }),
      setOffered: (id: string, offered: boolean) => change(id, { status: offered ? 'publish' : 'draft' }),
      setWords: change,
      words: (id: string): [string, string] => [String(products.get(Number(id))!['name']), String(products.get(Number(id))!['description'])],
      takeDown: (id: string) => void products.delete(Number(id)),
      spoilProduct: (id: string, spoilt = true) => change(id, { manage_stock: spoilt ? 'perhaps' : true }),
      lose: (id: string) => void orders.delete(Number(id)),
      editUndated: (id: string, count: number) => {
        const order = orders.get(Number(id)) ?? {};
        const { date_modified, date_modified_gmt } = order;
        shop.edit(id, count);
        Object.assign(order, { date_modified, date_modified_gmt });
      },
    });
  },
  practice: async (now) => {
    const shop = await startPractice(now);
    const { products, orders } = shop.market;
    return Object.assign(shop, {
      setPrice: (id: string, amount: number) => void (products[id]!.price = amount),
      setOffered: (id: string, offered: boolean) => void (products[id]!.offered = offered),
      setWords: (id: string, words: object) => void Object.assign(products[id]!, words),
      words: (id: string): [string, string] => [products[id]!.name, products[id]!.description],
      takeDown: (id: string) => void delete products[id],
      spoilProduct: (id: string, spoilt = true) => void (products[id]!.price = spoilt ? Number.NaN : 1000),
      lose: (id: string) => void delete orders[id],
      editUndated: (id: string, count: number) => void (orders[id]!.lines[0]!.pieces = count),
    });
  },
  ...(schemaIsHere && {
    shopify: async (now: number) => {
      const shop = await startShopify(now);
      const { store } = shop.emulator;
      const remove = <Row>(rows: Row[], is: (row: Row) => boolean) => void rows.splice(rows.findIndex(is), 1);
      const variantOf = (id: string) => store.products.flatMap(({ variants }) => variants).find((variant) => String(variant.id) === id)!;
      return Object.assign(shop, {
        setPrice: (id: string, amount: number) => void (variantOf(id).cents = amount),
        setOffered: (id: string, offered: boolean) => void (variantOf(id).product.status = offered ? 'ACTIVE' : 'DRAFT'),
        setWords: (id: string, { name, description }: { name?: string; description?: string }) => void Object.assign(variantOf(id).product, name !== undefined && { title: name }, description !== undefined && { description }),
        words: (id: string): [string, string] => [variantOf(id).product.title, variantOf(id).product.description],
        takeDown: (id: string) => remove(store.products, ({ variants }) => variants.some((variant) => String(variant.id) === id)),
        spoilProduct: (id: string, spoilt = true) => void (variantOf(id).cents = spoilt ? Number.NaN : 1000),
        lose: (id: string) => remove(store.orders, (order) => String(order.id) === id),
        editUndated: (id: string, count: number) => {
          const order = store.orders.find((one) => String(one.id) === id)!;
          const { updatedAt } = order;
          shop.edit(id, count);
          order.updatedAt = updatedAt;
        },
      });
    },
  }),
};

describe.each(Object.entries(marketplaces))('both sides of %s', (kind, start) => {
  interface Told extends ShopBeside<Meddled> {
    channelId: number;
    listings: string[];
    compare(): Promise<unknown>;
    rows(): { id: number; subject: string; cause: string; externalId: string; since: number; seenAt: number; said: [unknown, unknown] }[];
    differences(): unknown[];
    sweep(): { startedAt: number; levels: number; prices: number; listings: number; orders: number } | null;
    available(sku: string): number;
  }

  let at: Told;
  afterEach(async () => {
    at.shop.check();
    await at.close();
  });

  /** Four products with the same levels on both sides, the price of the second told there. */
  async function toldShop(): Promise<Told> {
    const beside = await newShopBeside(kind as KeptShop['kind'], start);
    const skus = ['A', 'B', 'C', 'D'];
    const listings = skus.map((sku) => beside.outside.addProduct({ name: `Lure ${sku}`, sku, cents: 1000, stock: 5 }));
    beside.shop.call('product.importBatch', { items: skus.map((sku) => ({ name: sku, state: 'active' as const, variants: [{ sku, prices: [{ currency: 'USD', amount: cents(sku === 'B' ? 1250 : 1000) }] }] })) });
    beside.shop.call('stock.openingBatch', { items: skus.map((sku) => ({ sku, quantity: pieces(5), value: minor(2000) })) });
    const channelId = await beside.connect(beside.outside);
    const { digest } = beside.shop.call('channel.preview', { channelId, capability: 'stock', afterId: 0, limit: 1 });
    beside.shop.call('channel.switchOn', { channelId, capability: 'stock', digest });
    beside.shop.call('listing.pushPrices', { items: [{ listingId: 2 }] });
    beside.advance(minute);
    await beside.sync();
    const rows = () =>
      beside.shop.call('difference.list', { channelId }).rows.map(({ id, subject, cause, externalId, since, seenAt, ...row }) => ({
        id, subject, cause, externalId, since, seenAt,
        said: [row.ourLevel ?? row.ourPrice ?? row.ourWord, row.theirLevel ?? row.theirPrice ?? row.theirWord] as [unknown, unknown],
      }));
    return {
      ...beside,
      channelId,
      listings,
      compare: () => compareNow(beside.setting, { channelId }),
      rows,
      differences: () => rows().map(({ subject, cause, externalId, said }) => [subject, cause, externalId, ...said]),
      sweep: () => beside.shop.call('sync.status', undefined).channels[0]!.sweep,
      available: (sku) => beside.shop.call('stock.list', { limit: 10 }).rows.find((row) => row.sku === sku)!.available!,
    };
  }

  const settle = (verb: 'difference.sendAgain' | 'difference.takeOver', index = 0) => at.shop.call(verb, { differenceId: at.rows()[index]!.id });

  test('that are equal differ in nothing, whatever was sold meanwhile, and nothing is written by comparing', async () => {
    at = await toldShop();
    at.outside.buy({ lines: [{ listingId: at.listings[0]!, pieces: 1 }], paid: true });
    at.advance(minute);
    await at.sync();
    at.advance(minute);
    const writes = at.outside.writes();
    await at.compare();
    expect([at.differences(), at.sweep(), at.outside.writes()]).toEqual([[], expect.objectContaining({ levels: 4, prices: 4, listings: 4, orders: 1 }), writes]);
    // Sold there since it was read last: read in the same round, told like every sale.
    const order = at.outside.buy({ lines: [{ listingId: at.listings[1]!, pieces: 2 }], paid: true });
    at.outside.touch(order);
    at.advance(day);
    await at.compare();
    expect([at.differences(), at.sweep()?.orders, at.outside.level(at.listings[1]!)]).toEqual([[], 2, 3]);
    expect(at.shop.call('sync.status', undefined).channels[0]).toMatchObject({ state: 'fine', differences: 0 });
  });

  test('that were changed there by hand are listed exactly, nothing is corrected, and since when stays', async () => {
    at = await toldShop();
    at.advance(day);
    const [level, price, gone, hidden] = at.listings as [string, string, string, string];
    at.outside.setLevel(level, 9);
    at.outside.setPrice(price, 1111);
    at.outside.takeDown(gone);
    at.outside.setOffered(hidden, false);
    const writes = at.outside.writes();
    at.outside.plan({ kind: 'cut', effect: 'before' }, 'orders', 1);
    await expect(at.compare()).rejects.toThrow('The connection was cut');
    expect(at.sweep()).toBe(null);
    at.outside.calm();
    await at.compare();
    const expected = [
      ['price', 'unknown', price, cents(1250), cents(1111)],
      ['listing', 'gone', gone, null, null],
      ['offered', 'unknown', hidden, 'offered', 'hidden'],
      ['level', 'unknown', level, pieces(5), pieces(9)],
    ];
    const sorted = (rows: unknown[]) => rows.map(String).toSorted();
    expect(sorted(at.differences())).toEqual(sorted(expected));
    const since = at.rows().map((row) => [row.externalId, row.since]);
    at.advance(day);
    await at.sync();
    expect([sorted(at.differences()), at.outside.writes()]).toEqual([sorted(expected), writes]);
    expect(at.rows().map((row) => [row.externalId, row.since])).toEqual(since);
    expect(at.rows().filter(({ seenAt, since: first }) => seenAt > first)).toHaveLength(3);
    expect(at.shop.call('sync.status', undefined).channels[0]).toMatchObject({ state: 'needsYou', differences: 4, fixes: ['reviewDifferences'] });
  });

  test('a price that was changed on both sides is a conflict, and no difference to be sent or taken', async () => {
    at = await toldShop();
    at.outside.setPrice(at.listings[1]!, 1111);
    at.advance(day);
    await at.compare();
    expect(at.differences()).toEqual([['price', 'unknown', at.listings[1], cents(1250), cents(1111)]]);
    const { id: variantId } = at.shop.raw.prepare("select id from variant where sku = 'B'").get() as { id: number };
    at.shop.call('price.set', { items: [{ variantId, currency: 'USD', amount: cents(1300) }] });
    expect(() => settle('difference.sendAgain')).toThrow('conflict.open');
    expect(() => settle('difference.takeOver')).toThrow('conflict.open');
    at.advance(day);
    await at.compare();
    expect([at.differences(), at.shop.call('sync.status', undefined).channels[0]!.fixes]).toEqual([[], ['reviewConflicts']]);
  });

  test('ours is sent again, one by one', async () => {
    at = await toldShop();
    const [level, price, , hidden] = at.listings as [string, string, string, string];
    at.outside.setLevel(level, 9);
    at.outside.setPrice(price, 1111);
    at.outside.setOffered(hidden, false);
    at.advance(day);
    await at.compare();
    while (at.rows().length > 0) settle('difference.sendAgain');
    at.advance(minute);
    await at.sync();
    expect([at.outside.level(level), at.outside.price(price)]).toEqual([5, 1250]);
    await at.compare();
    expect(at.differences()).toEqual([]);
  });

  test('theirs is taken over: goods as found, a price and a state of sale as theirs, a listing as gone', async () => {
    at = await toldShop();
    const [level, price, gone, hidden] = at.listings as [string, string, string, string];
    at.outside.setLevel(level, 3);
    at.outside.setPrice(price, 1111);
    at.outside.takeDown(gone);
    at.outside.setOffered(hidden, false);
    at.advance(day);
    await at.compare();
    const writes = at.outside.writes();
    expect(() => settle('difference.sendAgain', at.rows().findIndex(({ cause }) => cause === 'gone'))).toThrow('difference.notSendable');
    while (at.rows().length > 0) settle('difference.takeOver');
    expect(at.available('A')).toBe(pieces(3));
    at.advance(day);
    await at.sync();
    expect([at.differences(), at.outside.writes()]).toEqual([[], writes]);
  });

  test('names and descriptions that were changed there are listed where they part; ours is sent again, theirs taken over', async () => {
    at = await toldShop();
    const [renamed, described, taken] = at.listings as [string, string, string];
    at.outside.setWords(renamed, { name: 'Lure A <b>cheap</b>' });
    at.outside.setWords(described, { description: '<p>Sold by  nobody.</p>' });
    at.outside.setWords(taken, { name: 'Lure C, red' });
    at.advance(day);
    await at.compare();
    expect(at.differences().map(String).toSorted()).toEqual([`description,unknown,${described},,Sold by nobody.`, `name,unknown,${renamed},A,Lure A cheap`, `name,unknown,${taken},C,Lure C, red`].toSorted());
    // Ours is not what stood there when both were linked, and is sent all the same: it was asked for.
    settle('difference.sendAgain', at.rows().findIndex(({ externalId }) => externalId === renamed));
    settle('difference.sendAgain', at.rows().findIndex(({ externalId }) => externalId === described));
    settle('difference.takeOver', at.rows().findIndex(({ externalId }) => externalId === taken));
    at.advance(minute);
    await at.sync();
    expect([at.outside.words(renamed), at.outside.words(described)[1], at.outside.words(taken)[0]]).toEqual([['A', at.outside.words(renamed)[1]], '', 'Lure C, red']);
    const { product } = at.shop.raw.prepare("select productId as product from variant where sku = 'C'").get() as { product: number };
    expect(at.shop.call('channelCopy.get', { productId: product }).channels[0]).toMatchObject({ live: { name: 'Lure C, red' } });
    await at.compare();
    expect(at.differences()).toEqual([]);
  });

  test('a product that cannot be read is not gone; one that is gone is, also beside it', async () => {
    at = await toldShop();
    at.outside.spoilProduct(at.listings[3]!);
    at.outside.takeDown(at.listings[2]!);
    at.advance(day);
    await at.sync();
    const gone = () => at.shop.raw.prepare('select externalId from listing where goneAt is not null').pluck().all();
    expect(gone()).toEqual([at.listings[2]]);
    expect(at.rows().map(({ subject, cause }) => `${subject} ${cause}`).toSorted()).toEqual(['listing gone', 'listing unreadable']);
    expect(() => settle('difference.takeOver', at.rows().findIndex(({ cause }) => cause === 'unreadable'))).toThrow('difference.notTakeable');
    at.outside.spoilProduct(at.listings[3]!, false);
    at.advance(day);
    await at.sync();
    expect([gone(), at.rows().map(({ cause }) => cause)]).toEqual([[at.listings[2]], ['gone']]);
  });

  test('an order that changed without a new date and one that is there no more are found and taken over', async () => {
    at = await toldShop();
    const buy = () => at.outside.buy({ lines: [{ listingId: at.listings[0]!, pieces: 1 }], paid: false });
    const [changed, lost] = [buy(), buy()];
    at.advance(minute);
    await at.sync();
    // Longer ago than what every reading shows again.
    at.advance(10 * minute);
    const last = buy();
    at.advance(minute);
    await at.sync();
    at.outside.editUndated(changed, 2);
    at.outside.lose(lost);
    at.advance(day);
    await at.compare();
    const orders = () => at.rows().filter(({ subject }) => subject === 'order').map(({ cause, externalId }) => [cause, externalId]);
    expect(orders()).toEqual([['undated', changed], ['gone', lost]]);
    const idOf = (externalId: string) => at.rows().find((row) => row.externalId === externalId && row.subject === 'order')!.id;
    await takeOrder(at.setting, { differenceId: idOf(changed) });
    at.shop.call('difference.takeOver', { differenceId: idOf(lost) });
    expect(orders()).toEqual([]);
    const heldOf = (externalId: string) => at.shop.raw.prepare('select fulfilment, total from salesOrder where externalId = ?').get(externalId);
    expect([heldOf(changed), heldOf(lost), heldOf(last)]).toMatchObject([{ total: 2000 }, { fulfilment: 'cancelled' }, { total: 1000 }]);
    await at.compare();
    expect(orders()).toEqual([]);
  });

  test('an order that is there and never came is read by its id and taken over', async () => {
    at = await toldShop();
    const buy = () => at.outside.buy({ lines: [{ listingId: at.listings[0]!, pieces: 1 }], paid: true });
    const missed = buy();
    const { tell } = at.setting;
    at.setting.tell = <Answer>(name: string, input: object): Promise<Answer> => {
      const { orders = [] } = input as { orders?: { externalId: string }[] };
      return tell<Answer>(name, name === 'channel.storePage' ? { ...input, orders: orders.filter(({ externalId }) => externalId !== missed) } : input);
    };
    at.advance(10 * minute);
    buy();
    await at.sync();
    Object.assign(at.setting, { tell });
    at.advance(day);
    await at.compare();
    expect(at.rows().map(({ subject, cause, externalId }) => [subject, cause, externalId])).toContainEqual(['order', 'missing', missed]);
    const row = at.rows().find(({ subject }) => subject === 'order')!;
    expect(() => at.shop.call('difference.takeOver', { differenceId: row.id })).toThrow('difference.notTakeable');
    await takeOrder(at.setting, { differenceId: row.id });
    expect(at.shop.raw.prepare('select fulfilment from salesOrder where externalId = ?').pluck().get(missed)).toBe('allocated');
    expect(at.rows().filter(({ subject }) => subject === 'order')).toEqual([]);
  });

  test('by itself once a night, or when the program comes up after it, and no more often', async () => {
    at = await toldShop();
    const background = startBackground(at.setting, (error) => {
      throw error;
    });
    const sweptAfter = async (milliseconds: number) => {
      const before = at.sweep()?.startedAt;
      at.advance(milliseconds);
      await background.tick();
      return at.sweep()?.startedAt !== before;
    };
    expect(await sweptAfter(minute)).toBe(false);
    expect(await sweptAfter(day)).toBe(true);
    for (let times = 0; times < 3; times += 1) expect(await sweptAfter(6 * minute)).toBe(false);
    expect(await sweptAfter(3 * day)).toBe(true);
    background.stop();
  });
});
