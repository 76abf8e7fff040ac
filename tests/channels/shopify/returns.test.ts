import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { minor } from '../../../shared/units/minor.ts';
import { pieces } from '../../../shared/units/quantity.ts';
import { type ShopBeside, newShopBeside } from '../connected-shop.ts';
import { askReturn, touch } from './emulator/deeds.ts';
import type { Order } from './emulator/store.ts';
import { startShopify } from './outside.ts';
import { schemaIsHere } from './schema.ts';

const minute = 60_000;

describe.skipIf(!schemaIsHere)('a return asked for at Shopify', () => {
  let at: ShopBeside<Awaited<ReturnType<typeof startShopify>>>;
  let order: Order;

  /** Two lures sold there and shipped from here. */
  beforeEach(async () => {
    at = await newShopBeside('shopify', startShopify);
    const listingId = at.outside.addProduct({ name: 'Lure', sku: 'A', cents: 1000, stock: 9 });
    at.shop.call('product.importBatch', { items: [{ name: 'Lure', variants: [{ sku: 'A' }] }] });
    at.shop.call('stock.openingBatch', { items: [{ sku: 'A', quantity: pieces(9), value: minor(3600) }] });
    await at.connect(at.outside);
    at.advance(minute);
    const id = at.outside.buy({ lines: [{ listingId, pieces: 2 }], paid: true });
    order = at.outside.emulator.store.orders.find((one) => String(one.id) === id)!;
    await at.sync();
    at.advance(minute);
  });
  afterEach(async () => {
    at.shop.check();
    await at.close();
  });

  const ship = () => at.shop.call('shipment.ship', { orderId: 1, carrier: null, trackingNumber: null });
  const rmas = () => at.shop.raw.prepare('select r.state, r.note, l.reason, l.quantity from rma r join rmaLine l on l.rmaId = r.id order by l.id').all();
  const ask = (quantity: number, reason = 'DEFECTIVE') => askReturn(at.outside.emulator.store, order, [{ line: order.lines[0]!, quantity, reason, note: 'the hook broke' }]);

  test('waits here once, with its reason and words, until somebody allows it', async () => {
    ship();
    ask(1);
    await at.sync();
    at.advance(minute);
    touch(at.outside.emulator.store, order);
    await at.sync();
    expect(rmas()).toEqual([{ state: 'requested', note: `${order.name}-R1: the hook broke`, reason: 'defective', quantity: 1000 }]);
    expect(at.shop.call('rma.authorise', { rmaId: 1 })).toMatchObject({ state: 'authorised' });
  });

  test('called off there, it is called off here; refused before we heard of it, it never begins', async () => {
    ship();
    const asked = ask(1);
    ask(1, 'UNWANTED').status = 'DECLINED';
    await at.sync();
    at.advance(minute);
    asked.status = 'CANCELED';
    touch(at.outside.emulator.store, order);
    await at.sync();
    expect(rmas()).toMatchObject([{ state: 'cancelled' }]);
  });

  test('of goods that never left here it is named as trouble, and taken once they have', async () => {
    ask(2);
    await at.sync();
    const troubles = () => at.shop.call('sync.status', undefined).channels[0]!.troubles.map(({ externalId, problem }) => [externalId, problem['code']]);
    expect([rmas(), troubles()]).toEqual([[], [[`${order.name}-R1`, 'order.lineMissing']]]);
    ship();
    at.advance(minute);
    touch(at.outside.emulator.store, order);
    await at.sync();
    expect([rmas().length, troubles()]).toEqual([1, []]);
  });
});
