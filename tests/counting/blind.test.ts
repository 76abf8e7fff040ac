import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { toldRefusal } from '../../main/app/asker.ts';
import { methods } from '../../main/app/methods.ts';
import { registry } from '../../main/app/registry.ts';
import type { RefusalData } from '../../shared/refusal/refusal.ts';
import { day } from '../../shared/units/day.ts';
import { minor } from '../../shared/units/minor.ts';
import { pieces, quantity } from '../../shared/units/quantity.ts';
import { unitPrice } from '../../shared/units/unit-price.ts';
import { fieldsOf } from '../support/sample.ts';
import { refused } from '../support/refused.ts';
import { askEverything } from './ask-everything.ts';
import { type CountingShop, newCountingShop, newDevice } from './support.ts';

/** 7331 pieces on hand, 7319 of them available: figures no paper of the shop has (those that have: blind-documents.test.ts). At 10.00 each, their value tells as well. */
const telling = ['7331', '7319'];

let c: CountingShop;
let orderId: number;
let stocktakeId: number;

beforeEach(() => {
  c = newCountingShop();
  const receive = (count: number) =>
    c.lin('stock.receive', { locationId: c.locationId, lines: [{ variantId: c.tea, binId: c.bins.a1, quantity: pieces(count), value: minor(count * 10_00) }] });
  receive(4000);
  receive(3311);
  orderId = c.lin('order.create', { lines: [{ variantId: c.tea, quantity: pieces(12) }] }).orderId;
  c.lin('order.allocate', { items: [{ orderId }] });
  // A channel that was told what is available.
  c.shop.raw.exec(`
    insert into channel (name, kind, url, currency, goLiveAt, sendsStock, addedAt) values ('网店', 'woocommerce', 'https://shop.example', 'CNY', 0, 1, 0);
    insert into listing (channelId, externalId, name, sku, barcode, variantId, linkedBy, stockKeeping, remoteStock, seenAt, published, publishedAt)
      values (1, '11', '龙井', 'TEA', '', ${c.tea}, 'sku', 'own', 7319000, 0, 7319000, 0);
    insert into outbox (channelId, capability, key, payload, commandId, createdAt, state, nextTryAt) values (1, 'stock', 'listing:1', '{"available":7319000}', 1, 0, 'waiting', 0)`);
  stocktakeId = c.lin('stocktake.plan', { name: 'A 区', locationId: c.locationId, scope: { kind: 'bins', binIds: [c.bins.a1] }, blind: true }).stocktakeId;
  c.wei('stocktake.start', { stocktakeId });
});
afterEach(() => {
  c.shop.check();
  c.shop.close();
});

const known = () => ({ variantId: c.tea, locationId: c.locationId, text: 'TEA', code: 'TEA', channelId: 1, stocktakeId, orderId, search: 'TEA' });
const ask = (userId: number, role: 'owner' | 'clerk') => askEverything(c, { userId, role }, telling, known());

describe('while a blind count is open', () => {
  test('no query, list, search or feed tells its counter what the book expects, also the owner', () => {
    const [before, ownerBefore] = [ask(c.users.wei, 'clerk'), ask(1, 'owner')];
    // The search is not blind itself: the figures are there to be found.
    expect(before.leaks).toEqual(expect.arrayContaining(['stock.list', 'order.offers', 'listing.list']));
    expect(ownerBefore.leaks).toEqual(expect.arrayContaining(['stock.layers', 'channel.preview', 'outbox.list']));
    expect(ownerBefore.answered.length).toBeGreaterThan(Object.keys(registry.queries).length * 0.8);
    c.wei('stocktake.join', { stocktakeId });
    c.lin('stocktake.join', { stocktakeId });
    expect(ask(c.users.wei, 'clerk').leaks).toEqual([]);
    expect(ask(1, 'owner').leaks).toEqual([]);
  });

  test('whoever scans is a counter, and the figures come back when their part is over', () => {
    const gun = newDevice(c.shop, c.gun, stocktakeId);
    const tea = () => c.wei('stock.list', {}).rows.find(({ sku }) => sku === 'TEA')?.onHand;
    const other = () => c.wei('stock.list', {}).rows.find(({ sku }) => sku === 'WHISK')?.onHand;
    expect(tea()).toBe(7_331_000);
    gun.scan(c.wei, c.bins.a1, { variantId: c.tea, quantity: pieces(7331) });
    expect([tea(), other()]).toEqual([undefined, 9000]);
    refused(() => c.wei('stocktake.leave', { stocktakeId }), 'stocktake.counting');
    gun.scan(c.wei, c.bins.a1, { variantId: c.cups, quantity: pieces(6) });
    c.wei('stocktake.finish', { stocktakeId });
    expect(tea()).toBe(7_331_000);
  });

  test('a second count is as blind: not the book, and not what the first one found', () => {
    const gun = newDevice(c.shop, c.gun, stocktakeId);
    gun.scan(c.wei, c.bins.a1, { variantId: c.tea, quantity: pieces(7319) });
    gun.scan(c.wei, c.bins.a1, { variantId: c.cups, quantity: pieces(6) });
    c.wei('stocktake.finish', { stocktakeId });
    const lineIds = c.lin('stocktake.review', { stocktakeId }).rows.map(({ lineId }) => lineId);
    const another = c.lin('user.add', { name: 'Bo', role: 'clerk', language: null }).userId;
    c.lin('stocktake.recount', { stocktakeId, lineIds, counterId: another });
    expect(ask(another, 'clerk').leaks).toEqual([]);
  });

  test('a refusal does not tell either', () => {
    const tooMany = { fromLocationId: c.locationId, toLocationId: c.lin('location.create', { name: '门店', kind: 'shop' }).locationId, lines: [{ variantId: c.tea, quantity: pieces(9999) }] };
    refused(() => c.wei('transfer.send', tooMany), 'stock.short');
    c.wei('stocktake.join', { stocktakeId });
    refused(() => c.wei('transfer.send', tooMany), 'stocktake.figureHidden');
  });

  test('nor does one that is the reason of another, nor a promise beyond what there is', () => {
    const terms = { name: '周末', firstOn: day('2026-03-07'), lastOn: day('2026-03-08'), percentOff: null, amount: unitPrice(500_000), units: pieces(9999), variantIds: [c.tea], channelIds: [] };
    const { promotionId } = c.lin('promotion.create', terms);
    refused(() => c.lin('promotion.arm', { promotionId }), 'promotion.short');
    c.lin('stocktake.join', { stocktakeId });
    refused(() => c.lin('promotion.arm', { promotionId }), 'stocktake.figureHidden');
    const short = { code: 'stock.short', details: { variantId: c.tea, locationId: c.locationId, available: quantity(7_319_000), asked: pieces(9999) } } as RefusalData;
    const asker = { role: 'owner' as const, hiddenVariants: new Set([c.tea]) };
    expect(toldRefusal(asker, { code: 'sheet.rowRefused', details: { row: 3, refusal: short } })).toEqual({ code: 'sheet.rowRefused', details: { row: 3, refusal: { code: 'stocktake.figureHidden', details: { code: 'stock.short' } } } });
    expect(toldRefusal({ ...asker, hiddenVariants: undefined }, short)).toBe(short);
  });

  test('a count that is not blind shows its book and says when there is more than it says', () => {
    c.lin('stocktake.abandon', { stocktakeId });
    const open = c.lin('stocktake.plan', { name: '明盘', locationId: c.locationId, scope: { kind: 'bins', binIds: [c.bins.a2] }, blind: false }).stocktakeId;
    c.lin('stocktake.start', { stocktakeId: open });
    const gun = newDevice(c.shop, c.gun, open);
    expect(gun.scan(c.wei, c.bins.a2, { variantId: c.whisk, quantity: pieces(9) }).over).toBe(false);
    expect(gun.scan(c.wei, c.bins.a2, { variantId: c.whisk }).over).toBe(true);
    expect(c.wei('stocktake.sheet', { stocktakeId: open }).rows[0]?.book).toBe(9000);
  });
});

/** Names that speak of how much there is; a figure so named in an answer is marked. */
const speaking = /^(onHand|onHold|available|allocated|incoming|backordered|published|remoteStock|ours|theirs|wouldBecome|onShelf|stock)$/;

test('every figure named like stock is marked, so that a new list cannot forget it', () => {
  const open = [...methods.values()]
    .filter(({ meta }) => meta.kind === 'query')
    .flatMap(({ name, output }) =>
      (output ? fieldsOf(output) : []).filter((field) => field.isNumber && speaking.test(field.name) && field.needs !== 'stockFigure').map((field) => `${name}${field.path}`));
  expect(open).toEqual([]);
});
