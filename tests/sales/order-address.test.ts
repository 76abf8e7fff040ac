import { afterEach, beforeEach, expect, test } from 'vitest';
import { addressGaps, gapFields } from '../../shared/sales/address-gap.rules.ts';
import type { ImportedOrder } from '../../shared/sales/order-import.contract.ts';
import { refused } from '../support/refused.ts';
import { after, channelId, channelOrder, newSellingShop, type SellingShop } from './support.ts';

let shop: SellingShop;
beforeEach(() => {
  shop = newSellingShop();
});
afterEach(() => {
  shop.check();
  shop.close();
});

const address = { recipient: '王伟', company: '', line1: '', line2: '', city: '杭州', region: '浙江', postcode: '310000', country: 'CN', phone: '', email: '' };
const sent = (changes: Partial<ImportedOrder> = {}) => channelOrder({ externalId: 'W1', recipient: address, ...changes });
const take = (item: ImportedOrder): number => {
  const [result] = shop.call('order.importBatch', { channelId, items: [item] }).results;
  if (!result?.ok) throw new Error('refused');
  return result.value.orderId;
};
const order = (orderId: number) => shop.call('order.get', { orderId });
const open = (orderId: number) => order(orderId).openExceptions.map(({ details, fix }) => [details['code'], fix]);
const undoLast = () => shop.call('activity.undo', { commandId: Number(shop.raw.prepare('select max(id) from command').pluck().get()) });

test('what an address lacks is written in its place, the check settles itself, and the undo raises it again', () => {
  const orderId = take(sent());
  expect(open(orderId)).toEqual([['address', 'completeAddress']]);
  expect(shop.call('order.completeAddress', { orderId, changes: { line1: '人民路 8 号' } })).toEqual({ before: { line1: '' }, gaps: ['phone'] });
  // It still lacks something: one check stands, with what is left.
  expect(open(orderId)).toEqual([['address', 'completeAddress']]);
  expect(shop.call('order.completeAddress', { orderId, changes: { phone: '13800138000' } })).toEqual({ before: { phone: '' }, gaps: [] });
  expect([open(orderId), order(orderId).recipient]).toEqual([[], { ...address, line1: '人民路 8 号', phone: '13800138000' }]);
  expect(shop.call('exception.list', {})).toMatchObject({ open: 0, raised: 2, settled: 2 });
  undoLast();
  expect([open(orderId), order(orderId).recipient?.phone]).toEqual([[['address', 'completeAddress']], '']);
});

test('the channel’s address does not take the completed one away; another one of it stands beside it, and the order asks for a word', () => {
  const orderId = take(sent());
  shop.call('order.completeAddress', { orderId, changes: { line1: '人民路 8 号', phone: '13800138000' } });
  const { versionAt } = sent();
  take(sent({ contentHash: 'a note', note: 'ring twice', versionAt: after(versionAt, 1) }));
  expect([order(orderId).note, order(orderId).recipient?.line1, open(orderId)]).toEqual(['ring twice', '人民路 8 号', []]);
  take(sent({ contentHash: 'moved', recipient: { ...address, line1: '解放路 1 号', phone: '13900139000' }, versionAt: after(versionAt, 2) }));
  expect([order(orderId).recipient?.line1, open(orderId)]).toEqual(['人民路 8 号', [['addressDisputed', 'look']]]);
});

test('nothing is written of an order that is gone, that goes nowhere, or of nothing', () => {
  const orderId = take(sent());
  refused(() => shop.call('order.completeAddress', { orderId, changes: {} }), 'input.invalid');
  shop.call('order.completeAddress', { orderId, changes: { line1: '人民路 8 号', phone: '13800138000' } });
  const rod = order(orderId).lines[0]!;
  shop.call('shipment.ship', { orderId, lines: [{ orderLineId: rod.id, quantity: 1000 as never }] });
  // A part went to this country; the phone of the rest may still be mended.
  refused(() => shop.call('order.completeAddress', { orderId, changes: { country: 'TW' } }), 'order.alreadyShipped');
  shop.call('order.completeAddress', { orderId, changes: { phone: '13900139000' } });
  shop.call('shipment.ship', { orderId });
  refused(() => shop.call('order.completeAddress', { orderId, changes: { phone: '1' } }), 'order.alreadyShipped');
  const nowhere = take(sent({ externalId: 'W2', recipient: null }));
  refused(() => shop.call('order.completeAddress', { orderId: nowhere, changes: { phone: '1' } }), 'record.missing');
});

test('every gap is closed in the field it names', () => {
  const empty = { recipient: '', line1: '', line2: '', city: '', region: '', postcode: '', country: '', phone: '' };
  const full = { recipient: '王', line1: '路 8', city: '台北', postcode: '100', country: 'TW', phone: '0912' };
  for (const gap of addressGaps({ ...empty, country: 'TW' })) {
    const field = gapFields[gap];
    expect([gap, addressGaps({ ...empty, country: 'TW', [field]: full[field] }).includes(gap)]).toEqual([gap, false]);
  }
});
