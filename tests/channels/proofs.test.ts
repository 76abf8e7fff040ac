import { afterEach, beforeEach, expect, test } from 'vitest';
import { channelsProofs } from '../../main/channels/proofs.ts';
import { pieces } from '../../shared/units/quantity.ts';
import { minor } from '../../shared/units/minor.ts';
import { type ConnectedShop, newConnectedShop } from './connected-shop.ts';

let at: ConnectedShop;

/** A channel that is told of stock, one order of it shipped: everything these proofs look at is there. */
beforeEach(async () => {
  at = await newConnectedShop();
  const product = at.outside.addProduct({ name: 'Rod', sku: 'ROD', cents: 1000, stock: 7 });
  at.shop.call('product.importBatch', { items: [{ name: 'Rod', variants: [{ sku: 'ROD' }] }] });
  at.shop.call('stock.openingBatch', { items: [{ sku: 'ROD', quantity: pieces(10), value: minor(4000) }] });
  const channelId = await at.connect(at.outside);
  const { digest } = at.shop.call('channel.preview', { channelId, capability: 'stock', afterId: 0, limit: 1 });
  at.shop.call('channel.switchOn', { channelId, capability: 'stock', digest });
  at.advance(60_000);
  at.outside.addOrder({ status: 'processing', lines: [{ productId: Number(product['id']), quantity: 2 }] });
  await at.sync();
  at.shop.call('shipment.ship', { orderId: 1, carrier: null, trackingNumber: null });
  at.shop.check();
});
afterEach(() => at.close());

const faultsOf = (id: string) =>
  channelsProofs
    .find((proof) => proof.id === id)!
    .prove(at.shop.read)
    .faults.map(({ table, id: row }) => `${table} ${row}`);

function broken(sql: string): void {
  at.shop.raw.pragma('foreign_keys = off');
  at.shop.raw.exec(sql);
}

test('each proof looked at something', () => {
  expect(channelsProofs.map((proof) => [proof.id, proof.prove(at.shop.read).checked > 0])).toEqual([
    ['INV-C2', true],
    ['INV-C3', true],
    ['INV-S5', true],
  ]);
});

test('goods that left without a word to the channel', () => {
  broken('update stockLevel set onHand = onHand - 3000; delete from availabilityNews');
  expect(faultsOf('INV-C2')).toEqual(['listing 1']);
  expect(faultsOf('INV-S5')).toEqual(['listing 1']);
});

test('a parcel the channel was never told of', () => {
  broken("delete from outbox where capability = 'fulfilment'");
  expect(faultsOf('INV-C2')).toEqual(['shipment 1']);
});

test('a refund the channel was never told of', () => {
  at.shop.call('refund.record', { orderId: 1, account: 'channelClearing', reason: '', parts: [{ kind: 'amountOnly', orderLineId: null, amount: minor(100) }] });
  at.shop.check();
  broken("delete from outbox where capability = 'refund'");
  expect(faultsOf('INV-C2')).toEqual(['refund 1']);
});

test('a cursor ahead of what was stored', () => {
  broken("update channelCursor set reachedAt = reachedAt + 1000 where list = 'orders'");
  expect(faultsOf('INV-C3')).toEqual(['channelCursor 1']);
});

test('what a channel answered is kept as it was', () => {
  expect(() => at.shop.raw.exec("update channelPayload set digest = 'x'")).toThrow('never changed');
  expect(() => at.shop.raw.exec('delete from channelPayload')).toThrow('never forgotten');
  at.shop.raw.exec('delete from channelPayloadBody');
  at.shop.check();
});

test('a conflict that stands otherwise than was last said of it', () => {
  broken("insert into fieldConflict (channelId, field, subjectId, state) values (1, 'price', 1, 'settled')");
  expect(faultsOf('INV-C2')).toEqual(['fieldConflict 1']);
});
