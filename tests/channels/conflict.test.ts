import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { ConflictField } from '../../shared/channels/conflict.rules.ts';
import { minor } from '../../shared/units/minor.ts';
import { pieces } from '../../shared/units/quantity.ts';
import { percent } from '../../shared/units/rate-ppm.ts';
import { unitPrice } from '../../shared/units/unit-price.ts';
import { refused } from '../support/refused.ts';
import { newShopBeside, type ShopBeside } from './connected-shop.ts';
import type { KeptShop } from './outside-shop.ts';
import { startShopify } from './shopify/outside.ts';
import { schemaIsHere } from './shopify/schema.ts';
import { startWooCommerce } from './woocommerce/outside.ts';

const byText = (one: unknown, other: unknown): number => (String(one) < String(other) ? -1 : 1);
const minute = 60_000;
const day = 24 * 60 * minute;
const cents = (count: number) => unitPrice(count * 100);
const marketplaces: [KeptShop['kind'], (now: number) => Promise<KeptShop>][] = [['woocommerce', startWooCommerce], ...(schemaIsHere ? ([['shopify', startShopify]] as [KeptShop['kind'], typeof startShopify][]) : [])];

describe.each(marketplaces)('a field changed both here and at %s', (kind, start) => {
  let at: ShopBeside<KeptShop>;
  let rod: string;
  let reel: string;
  let channelId: number;
  const [productId, variantId] = [1, 1];

  beforeEach(async () => {
    at = await newShopBeside(kind, start);
    rod = at.outside.addProduct({ name: 'Rod', sku: 'ROD', cents: 1000, stock: 5 });
    reel = at.outside.addProduct({ name: 'Reel', sku: 'REEL', cents: 2000, stock: 5 });
    at.outside.reword(rod, { description: 'A rod.' });
    for (const [name, sku, amount] of [['Rod', 'ROD', 1000], ['Reel', 'REEL', 2000]] as const)
      at.shop.call('product.create', { name, description: `A ${name.toLowerCase()}.`, state: 'active', variants: [{ sku, prices: [{ currency: 'USD', amount: cents(amount) }] }] });
    at.shop.call('stock.openingBatch', { items: ['ROD', 'REEL'].map((sku) => ({ sku, quantity: pieces(5), value: minor(2000) })) });
    channelId = await at.connect(at.outside);
  });
  afterEach(async () => {
    at.shop.check();
    await at.close();
  });

  const list = (state: 'open' | 'settled' = 'open') => at.shop.call('conflict.list', { state }).rows;
  const told = (state: 'open' | 'settled' = 'open') => list(state).map(({ field, ours, theirs }) => [field, ours.value, theirs.value]);
  const idOf = (field: ConflictField): number => list().find((row) => row.field === field)!.conflictId;
  const settle = (...items: { conflictId: number; choose: 'ours' | 'theirs' | 'other'; value?: string | number | boolean }[]) => at.shop.call('conflict.settle', { items }).results;
  const reopen = (conflictId: number) => at.shop.call('conflict.reopen', { items: [{ conflictId }] }).results;
  const draft = (changes: object) => at.shop.call('channelCopy.draft', { channelId, productId, changes });
  const publish = () => at.shop.call('channelCopy.publish', { items: [{ channelId, productId }] }).results[0]!;
  const setPrice = (amount: number) => at.shop.call('price.set', { items: [{ variantId, currency: 'USD', amount: cents(amount) }] });
  const copy = () => at.shop.call('channelCopy.get', { productId }).channels[0]!;
  const look = async () => {
    at.advance(day);
    await at.sync();
  };
  const undoLast = (method: string) => {
    const commandId = at.shop.raw.prepare('select max(id) from command where method = ?').pluck().get(method) as number;
    at.shop.call('activity.undo', { commandId });
  };

  test('is kept with both values, and neither is written over the other', async () => {
    draft({ name: 'Rod for lakes' });
    setPrice(1200);
    at.outside.reword(rod, { name: 'Angelrute', cents: 1100 });
    await look();
    expect(told().toSorted(byText)).toEqual([['name', 'Rod for lakes', 'Angelrute'], ['price', cents(1200), cents(1100)]]);
    expect(list()[0]).toMatchObject({ channelName: 'Web shop', state: 'open', rule: null, settled: null, theirs: { from: 'reading', at: at.shop.clock.now } });
    expect(list().find(({ field }) => field === 'name')).toMatchObject({ ours: { from: 'draft' }, agreed: { ours: 'Rod', theirs: 'Rod' }, subject: 'Rod', productId });
    expect(publish()).toMatchObject({ ok: false, refusal: { code: 'conflict.open' } });
    expect(at.shop.call('listing.pushPrices', { items: [{ listingId: 1 }] }).results).toMatchObject([{ ok: false, refusal: { code: 'conflict.open' } }]);
    expect(at.shop.call('listing.prices', { channelId }).rows).toMatchObject([{ sku: 'ROD', newPrice: null, blockedBy: 'inConflict' }]);
    await at.sync();
    expect(at.outside.page(rod)).toMatchObject({ name: 'Angelrute', cents: 1100 });
    expect(at.shop.call('sync.status', undefined).channels[0]).toMatchObject({ conflicts: 2, state: 'needsYou', fixes: ['reviewConflicts'] });
  });

  test('is one conflict however often it is read, and names what moved meanwhile', async () => {
    draft({ name: 'Rod for lakes' });
    at.outside.reword(rod, { name: 'Angelrute' });
    await look();
    await look();
    at.outside.reword(rod, { name: 'Rute' });
    await look();
    draft({ name: 'Rod for rivers' });
    expect(told()).toEqual([['name', 'Rod for rivers', 'Rute']]);
    expect(at.shop.call('conflict.get', { conflictId: idOf('name') }).facts.map(({ kind: fact, ours, theirs }) => [fact, ours, theirs])).toEqual([
      ['raised', 'Rod for lakes', 'Angelrute'],
      ['moved', 'Rod for lakes', 'Rute'],
      ['moved', 'Rod for rivers', 'Rute'],
    ]);
  });

  test('changed on one side alone, or to the same on both, is none; one that goes back is over', async () => {
    at.outside.reword(rod, { name: 'Angelrute', cents: 1100 });
    await look();
    expect(told()).toEqual([]);
    setPrice(1100);
    await look();
    expect(told()).toEqual([]);
    draft({ name: 'Rod for lakes' });
    expect(told()).toEqual([['name', 'Rod for lakes', 'Angelrute']]);
    draft({ name: null });
    expect([told(), list('settled').map(({ settled }) => settled)]).toMatchObject([[], [{ outcome: 'over', by: 'itself' }]]);
  });

  test('is found by the push itself, which leaves it alone and writes the other fields', async () => {
    draft({ name: 'Rod for lakes', description: 'A rod for lakes.' });
    expect(publish().ok).toBe(true);
    at.outside.reword(rod, { name: 'Angelrute' });
    at.advance(minute);
    await at.sync();
    expect(at.outside.page(rod)).toMatchObject({ name: 'Angelrute', description: 'A rod for lakes.' });
    expect(list()).toMatchObject([{ field: 'name', ours: { value: 'Rod for lakes', from: 'copy' }, theirs: { value: 'Angelrute', from: 'answer' } }]);
    setPrice(1200);
    at.shop.call('listing.pushPrices', { items: [{ listingId: 1 }] });
    at.outside.reword(rod, { cents: 900 });
    at.advance(minute);
    await at.sync();
    expect(at.outside.page(rod).cents).toBe(900);
    expect(list().find(({ field }) => field === 'price')).toMatchObject({ ours: { value: cents(1200), from: 'price' }, theirs: { value: cents(900), from: 'answer' } });
  });

  test('holds no other field, no other product and no order', async () => {
    draft({ name: 'Rod for lakes', description: 'A rod for lakes.' });
    at.outside.reword(rod, { name: 'Angelrute' });
    await look();
    expect(publish()).toMatchObject({ ok: true, value: { sent: { description: 'A rod for lakes.' } } });
    expect(copy()).toMatchObject({ draft: { name: 'Rod for lakes', description: null } });
    at.shop.call('price.set', { items: [{ variantId: 2, currency: 'USD', amount: cents(2100) }] });
    at.shop.call('listing.pushPrices', { items: [{ listingId: 2 }] });
    at.outside.buy({ lines: [{ listingId: rod, pieces: 1 }], paid: true });
    at.advance(minute);
    const [round] = await at.sync();
    expect(round).toMatchObject({ ok: true, pulled: 1, sent: 2 });
    expect(at.outside.page(rod)).toMatchObject({ name: 'Angelrute', description: 'A rod for lakes.' });
    expect(at.outside.page(reel).cents).toBe(2100);
    expect(told()).toEqual([['name', 'Rod for lakes', 'Angelrute']]);
  });

  test('settled for ours is sent again; the undo puts theirs back there and both stand again', async () => {
    draft({ name: 'Rod for lakes' });
    setPrice(1200);
    at.outside.reword(rod, { name: 'Angelrute', cents: 1100 });
    await look();
    expect(settle({ conflictId: idOf('name'), choose: 'ours' }, { conflictId: idOf('price'), choose: 'ours' }).map(({ ok }) => ok)).toEqual([true, true]);
    at.advance(minute);
    await at.sync();
    expect(at.outside.page(rod)).toMatchObject({ name: 'Rod for lakes', cents: 1200 });
    expect([told(), copy().live.name, copy().changes]).toEqual([[], 'Rod for lakes', []]);
    expect(list('settled').map(({ field, settled }) => [field, settled?.outcome, settled?.by]).toSorted(byText)).toEqual([['name', 'ours', 'person'], ['price', 'ours', 'person']]);
    undoLast('conflict.settle');
    expect(told().toSorted(byText)).toEqual([['name', 'Rod for lakes', 'Angelrute'], ['price', cents(1200), cents(1100)]]);
    await look();
    expect(at.outside.page(rod)).toMatchObject({ name: 'Angelrute', cents: 1100 });
    expect(told().toSorted(byText)).toEqual([['name', 'Rod for lakes', 'Angelrute'], ['price', cents(1200), cents(1100)]]);
    expect(copy()).toMatchObject({ live: { name: 'Rod' }, draft: { name: 'Rod for lakes' } });
    undoLast('activity.undo');
    at.advance(minute);
    await at.sync();
    expect(at.outside.page(rod)).toMatchObject({ name: 'Rod for lakes', cents: 1200 });
  });

  test('settled for theirs is taken over here with its history, and nothing is sent; the undo brings ours back', async () => {
    draft({ name: 'Rod for lakes', offered: true });
    setPrice(1200);
    at.outside.reword(rod, { name: 'Angelrute', cents: 1100 });
    await look();
    const before = at.outside.writes();
    expect(settle({ conflictId: idOf('name'), choose: 'theirs' }, { conflictId: idOf('price'), choose: 'theirs' }).every(({ ok }) => ok)).toBe(true);
    at.advance(minute);
    await at.sync();
    expect(at.outside.writes()).toBe(before);
    expect([told(), copy().live.name, copy().draft.name]).toEqual([[], 'Angelrute', null]);
    expect(at.shop.call('listing.prices', { channelId, differentOnly: false }).rows[0]).toMatchObject({ ourPrice: cents(1100), theirPrice: cents(1100), blockedBy: 'same' });
    expect(at.shop.raw.prepare("select newValue from fieldHistory where kind = 'priceList'").pluck().all()).toEqual([JSON.stringify({ amount: cents(1100), percentOff: null })]);
    await look();
    expect(told()).toEqual([]);
    undoLast('conflict.settle');
    expect(told().toSorted(byText)).toEqual([['name', 'Rod for lakes', 'Angelrute'], ['price', cents(1200), cents(1100)]]);
    await look();
    expect(at.outside.page(rod)).toMatchObject({ name: 'Angelrute', cents: 1100 });
    expect(copy().draft.name).toBe('Rod for lakes');
  });

  test('settled by a third value holds on both sides', async () => {
    draft({ description: 'A rod for lakes.' });
    setPrice(1200);
    at.outside.reword(rod, { description: '<p>Eine Rute.</p>', cents: 1100 });
    await look();
    expect(settle({ conflictId: idOf('price'), choose: 'other', value: 'dear' })).toMatchObject([{ ok: false, refusal: { code: 'conflict.value' } }]);
    expect(settle({ conflictId: idOf('description'), choose: 'other', value: 'A rod, for every water.' }, { conflictId: idOf('price'), choose: 'other', value: cents(1150) }).every(({ ok }) => ok)).toBe(true);
    at.advance(minute);
    await at.sync();
    expect(at.outside.page(rod)).toMatchObject({ description: 'A rod, for every water.', cents: 1150 });
    expect([told(), copy().live.description]).toEqual([[], 'A rod, for every water.']);
    expect(at.shop.call('listing.prices', { channelId, differentOnly: false }).rows[0]).toMatchObject({ ourPrice: cents(1150), blockedBy: 'same' });
    await look();
    expect(told()).toEqual([]);
  });

  test('put on sale there and taken off here, where both differed before, is for a person to say', async () => {
    const line = at.outside.addProduct({ name: 'Line', sku: 'LINE', cents: 500, stock: 5 });
    at.outside.reword(line, { offered: false });
    const made = at.shop.call('product.create', { name: 'Line', state: 'active', variants: [{ sku: 'LINE' }] });
    await look();
    at.shop.call('channelCopy.draft', { channelId, productId: made.productId, changes: { offered: false } });
    at.outside.reword(line, { offered: true });
    await look();
    expect(told()).toEqual([['offered', false, true]]);
    expect(list()[0]).toMatchObject({ subject: 'Line', agreed: { ours: true, theirs: false } });
    settle({ conflictId: idOf('offered'), choose: 'ours' });
    at.advance(minute);
    await at.sync();
    expect([at.outside.page(line).offered, told()]).toEqual([false, []]);
  });

  test('settles by a rule only where the owner set it, and is listed as settled by it', async () => {
    at.shop.call('conflict.setRule', { channelId, field: 'price', winner: 'ours' });
    setPrice(1200);
    draft({ name: 'Rod for lakes' });
    at.outside.reword(rod, { name: 'Angelrute', cents: 1100 });
    await look();
    at.advance(minute);
    await at.sync();
    expect(at.outside.page(rod)).toMatchObject({ name: 'Angelrute', cents: 1200 });
    expect(told()).toEqual([['name', 'Rod for lakes', 'Angelrute']]);
    expect(list('settled')).toMatchObject([{ field: 'price', ours: { value: cents(1200) }, theirs: { value: cents(1100) }, rule: 'ours', settled: { outcome: 'ours', by: 'rule', value: cents(1200) } }]);
    expect(at.shop.call('conflict.rules', undefined).rows).toEqual([{ channelId, field: 'price', winner: 'ours' }]);
    // A person who opens it again is asked, whatever the rule says.
    expect(reopen(list('settled')[0]!.conflictId)[0]!.ok).toBe(true);
    await look();
    expect(told().map(([field]) => field).toSorted(byText)).toEqual(['name', 'price']);
    undoLast('conflict.setRule');
    expect(at.shop.call('conflict.rules', undefined).rows).toEqual([]);
  });

  test('a rule that would go under the margin floor settles nothing', async () => {
    at.shop.call('conflict.setRule', { channelId, field: 'price', winner: 'theirs' });
    at.shop.call('cost.setFloor', { variantId, categoryId: null, rate: percent(50) });
    setPrice(1200);
    at.outside.reword(rod, { cents: 500 });
    await look();
    expect(told()).toEqual([['price', cents(1200), cents(500)]]);
    expect(settle({ conflictId: idOf('price'), choose: 'theirs' })).toMatchObject([{ ok: false, refusal: { code: 'price.underFloor' } }]);
    expect(settle({ conflictId: idOf('price'), choose: 'ours' })[0]!.ok).toBe(true);
  });

  test('many are settled together, and one that is refused takes no other with it', async () => {
    draft({ name: 'Rod for lakes', description: 'A rod for lakes.' });
    at.outside.reword(rod, { name: 'Angelrute', description: 'Eine Rute.' });
    await look();
    const [name, description] = [idOf('name'), idOf('description')];
    expect(settle({ conflictId: name, choose: 'theirs' }, { conflictId: 99, choose: 'ours' }, { conflictId: description, choose: 'ours' }, { conflictId: name, choose: 'ours' }).map((result) => (result.ok ? 'settled' : result.refusal.code))).toEqual(['settled', 'record.missing', 'settled', 'conflict.settled']);
    at.advance(minute);
    await at.sync();
    expect(at.outside.page(rod)).toMatchObject({ name: 'Angelrute', description: 'A rod for lakes.' });
    draft({ name: 'Something else' });
    expect(reopen(name)).toMatchObject([{ ok: false, refusal: { code: 'conflict.movedOn' } }]);
    expect(reopen(description)[0]!.ok).toBe(true);
    expect(reopen(description)).toMatchObject([{ ok: false, refusal: { code: 'conflict.notSettled' } }]);
    refused(() => at.shop.call('conflict.get', { conflictId: 99 }), 'record.missing');
  });

  test('news that waits or was set aside does not go out behind a decision for theirs', async () => {
    draft({ name: 'Rod for lakes' });
    publish();
    at.outside.reword(rod, { name: 'Angelrute' });
    // The catalogue is read before news is sent.
    await look();
    expect(told()).toEqual([['name', 'Rod for lakes', 'Angelrute']]);
    settle({ conflictId: idOf('name'), choose: 'theirs' });
    draft({ description: 'A rod for lakes.' });
    publish();
    at.advance(minute);
    await at.sync();
    expect(at.outside.page(rod)).toMatchObject({ name: 'Angelrute', description: 'A rod for lakes.' });
  });

  test('a list is read page by page, the newest first', async () => {
    draft({ name: 'Rod for lakes', description: 'A rod for lakes.' });
    setPrice(1200);
    at.outside.reword(rod, { name: 'Angelrute', description: 'Eine Rute.', cents: 1100 });
    await look();
    const first = at.shop.call('conflict.list', { limit: 2 });
    const second = at.shop.call('conflict.list', { limit: 2, beforeId: first.nextId });
    expect([first.rows.length, second.rows.length, second.nextId]).toEqual([2, 1, null]);
    expect([...first.rows, ...second.rows].map(({ conflictId }) => conflictId)).toEqual([3, 2, 1]);
    expect(at.shop.call('conflict.list', { channelId: 99 }).rows).toEqual([]);
  });

  test('an address written here and changed there stands twice beside its order until somebody says which', async () => {
    const orderId = await boughtOrder();
    const recipient = () => at.shop.call('order.get', { orderId: 1 }).recipient!.line1;
    at.shop.call('order.completeAddress', { orderId: 1, changes: { line1: '2 Pier' } });
    at.outside.readdress(orderId, '9 Harbour');
    at.advance(minute);
    await at.sync();
    expect(recipient()).toBe('2 Pier');
    expect(list()).toMatchObject([{ field: 'address', orderId: 1, ours: { value: { line1: '2 Pier' } }, theirs: { value: { line1: '9 Harbour' } } }]);
    expect(at.shop.raw.prepare("select count(*) from fieldConflictFact where ours like '%Pier%' or theirs like '%Harbour%'").pluck().get()).toBe(0);
    expect(settle({ conflictId: idOf('address'), choose: 'theirs' })[0]!.ok).toBe(true);
    expect([recipient(), told()]).toEqual(['9 Harbour', []]);
    undoLast('conflict.settle');
    expect([recipient(), list().length]).toEqual(['2 Pier', 1]);
    expect(settle({ conflictId: idOf('address'), choose: 'ours' })[0]!.ok).toBe(true);
    at.outside.touch(orderId);
    at.advance(minute);
    await at.sync();
    expect([recipient(), told()]).toEqual(['2 Pier', []]);
  });

  test('an address that the channel sets back is in dispute no more, and a shipped order has no dispute', async () => {
    const orderId = await boughtOrder();
    const street = at.shop.call('order.get', { orderId: 1 }).recipient?.line1 ?? '';
    at.shop.call('order.completeAddress', { orderId: 1, changes: { line1: '2 Pier' } });
    for (const said of ['9 Harbour', street]) {
      at.outside.readdress(orderId, said);
      at.advance(minute);
      await at.sync();
      expect(list().length).toBe(said === street ? 0 : 1);
    }
    expect([at.shop.call('order.get', { orderId: 1 }).recipient!.line1, list('settled')[0]!.settled]).toMatchObject(['2 Pier', { outcome: 'over', by: 'itself' }]);
  });

  async function boughtOrder(): Promise<string> {
    const id = at.outside.buy({ lines: [{ listingId: rod, pieces: 1 }], paid: true });
    at.advance(minute);
    await at.sync();
    return id;
  }
});
