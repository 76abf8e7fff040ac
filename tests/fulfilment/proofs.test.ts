import { afterEach, beforeEach, expect, test } from 'vitest';
import { pieces } from '../../shared/units/quantity.ts';
import { newShippingShop, pickAll, type ShippingShop, totesOf } from './support.ts';

let shop: ShippingShop;
/** One tote packed and shipped, one picked. */
beforeEach(() => {
  shop = newShippingShop();
  shop.order({ ROD: 2 });
  shop.order({ HOOK: 3 });
  const { pickWaveId } = shop.call('wave.build', {});
  pickAll(shop, pickWaveId);
  const { parcelId } = shop.call('pack.open', { pickToteId: totesOf(shop, pickWaveId)[0]!.id });
  shop.call('pack.scan', { parcelId, code: 'HOOK' });
  shop.call('pack.putAside', { parcelId, code: 'HOOK' });
  shop.call('pack.scan', { parcelId, code: 'ROD', quantity: pieces(2) });
  shop.call('pack.ship', { parcelId });
  shop.check();
});
afterEach(() => shop.close());

/** Each row was changed behind the program's back, past whatever trigger guards it. */
test.each([
  ['a tote that asks for more than is set aside', 'drop trigger pickLineKeepsItself; update pickLine set quantity = quantity + 1000 where orderLineId = 2', /INV-F1 totes orderLine 2: totes at location 1 ask for 4000, set aside are 3000/],
  ['goods set free under a tote', 'delete from allocation where orderLineId = 2; delete from toteNews', /INV-F1 totes orderLine 2: totes at location 1 ask for 3000, set aside are 0/],
  ['picked goods nobody took', 'update pickLine set picked = picked - 1000 where orderLineId = 2', /INV-F1 totes pickLine 1: line differs from its facts: picked by -1000/],
  ['a tote that seems done', 'update pickTote set done = 1 where id = 2', /INV-F1 totes pickTote 2: tote says done 1/],
  ['a wave that lost count', 'update pickWave set open = 2', /INV-F1 totes pickTote 1: wave counts 2 open totes, there are 1/],
  ['a parcel that held something else than was shipped', 'drop trigger parcelStaysClosed; drop trigger parcelLineCountsChange; update parcelLine set quantity = 1000', /INV-F2 parcels parcel 1: parcel and shipment differ by -1000 of order line 1/],
  ['a wrong scan nobody settled', 'drop trigger packScanSettledOnce; update packScan set settled = null, settleCommandId = null', /INV-F2 parcels parcel 1: parcel PK-000001 left with HOOK in it/],
])('%s is found, and the row named', (_what, change, found) => {
  shop.raw.exec(change);
  expect(() => shop.check()).toThrow(found);
});
