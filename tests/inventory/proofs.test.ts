import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { day } from '../../shared/units/day.ts';
import { minor } from '../../shared/units/minor.ts';
import { pieces, quantity } from '../../shared/units/quantity.ts';
import { allocate } from '../../main/inventory/allocation.service.ts';
import { inventoryProofs } from '../../main/inventory/proofs.ts';
import { newShop, type TestShop } from '../support/shop.ts';
import { january, moveAndPost, newLocation, newVariant } from './support.ts';

let shop: TestShop;

beforeEach(() => {
  shop = newShop();
  const rod = newVariant(shop, 'ROD');
  const shelf = newLocation(shop, 'Shelf');
  const { lastInsertRowid: binId } = shop.raw.prepare("insert into bin (locationId, code) values (?, 'A')").run(shelf);
  const place = { variantId: rod, locationId: shelf };
  shop.tx((tx) => {
    moveAndPost(tx, { on: january(1) }, [{ ...place, binId: Number(binId), kind: 'receipt', quantity: pieces(3), value: minor(10_00), role: 'openingEquity' }]);
    moveAndPost(tx, { on: january(3) }, [{ ...place, kind: 'shipment', quantity: pieces(1), role: 'cogs' }]);
    allocate(tx, { orderLineId: 1, variantId: rod, quantity: pieces(1) });
  });
  // A late receipt makes a re-costing entry.
  shop.tx((tx) => moveAndPost(tx, { on: january(1) }, [{ ...place, kind: 'receipt', quantity: pieces(1), value: minor(5_00), role: 'openingEquity' }]));
  shop.tx((tx) => moveAndPost(tx, { on: january(1), minute: -60 }, [{ ...place, kind: 'receipt', quantity: pieces(1), value: minor(4_00), role: 'openingEquity' }]));
  // A yoghurt with a day, a camera with a number, and one on its way.
  const [yoghurt, camera] = [newVariant(shop, 'YOGHURT'), newVariant(shop, 'CAMERA')];
  const counter = newLocation(shop, 'Counter', 'allow', 'shop');
  shop.call('lot.track', { variantId: yoghurt, tracking: 'lot' });
  shop.call('lot.track', { variantId: camera, tracking: 'serial' });
  const numbered = (...codes: string[]) => codes.map((code) => ({ code, quantity: pieces(1) }));
  shop.call('stock.receive', {
    locationId: shelf,
    lines: [
      { variantId: yoghurt, quantity: pieces(4), value: minor(4_00), lots: [{ code: 'L1', quantity: pieces(4), expiresOn: day('2026-04-01') }] },
      { variantId: camera, quantity: pieces(2), value: minor(200_00), lots: numbered('A', 'B') },
    ],
  });
  shop.call('transfer.send', { fromLocationId: shelf, toLocationId: counter, lines: [{ variantId: camera, quantity: pieces(1) }] });
  shop.call('stock.adjust', { locationId: shelf, reason: 'damage', lines: [{ variantId: yoghurt, quantity: pieces(-1) }] });
  shop.call('stock.adjust', { locationId: counter, reason: 'sample', lines: [{ variantId: yoghurt, quantity: pieces(-1) }] });
});
afterEach(() => shop.close());

const faultsOf = (id: string) => inventoryProofs.find((proof) => proof.id === id)!.prove(shop.read).faults;

/** Changes rows the triggers protect, as a damaged file or a stranger's program would. */
function breakRows(...statements: string[]): void {
  const guards = shop.raw.prepare("select name, sql from sqlite_schema where type = 'trigger'").all() as { name: string; sql: string }[];
  shop.raw.pragma('foreign_keys = off');
  for (const { name } of guards) shop.raw.exec(`drop trigger ${name}`);
  for (const statement of statements) shop.raw.exec(statement);
  for (const { sql } of guards) shop.raw.exec(sql);
}

test('an untouched shop proves', () => {
  for (const proof of inventoryProofs) expect([proof.id, proof.prove(shop.read).faults]).toEqual([proof.id, []]);
  expect(inventoryProofs.every((proof) => proof.prove(shop.read).checked > 0)).toBe(true);
});

test.each([
  ['INV-S1', 'update stockLevel set onHand = onHand + 1000', { table: 'stockLevel', id: '1 1' }],
  ['INV-S1', 'update stockLevel set onHold = 1000', { table: 'stockLevel', id: '1 1' }],
  ['INV-S1', 'update binLevel set onHand = 0', { table: 'binLevel', id: '1 1' }],
  ['INV-S1', 'delete from stockMovement where id = 2', { table: 'stockLevel', id: '1 1' }],
  ['INV-S2', 'update costLayer set quantity = quantity - 1 where movementId = 1', { table: 'costLayer', id: 1 }],
  ['INV-S2', 'update costLayer set value = value + 1 where movementId = 3', { table: 'costLayer', id: 3 }],
  ['INV-S2', 'update stockMovement set quantity = 4000 where id = 1', { table: 'stockMovement', id: 1 }],
  ['INV-S2', 'update stockMovement set quantity = 4000 where id = 1', { table: 'variant', id: 1 }],
  ['INV-S2', "update layerDay set value = value + 1 where dayOn = '2026-01-01'", { table: 'layerDay', id: '2026-01-01' }],
  ['INV-S3', "update layerChange set value = value - 1 where movementId = 1 and drawId is null", { table: 'layerChange', id: '2026-01-01' }],
  ['INV-S3', "update posting set postedOn = '2026-01-02' where postedOn = '2026-01-03'", { table: 'layerChange', id: '2026-01-03' }],
  ['INV-S4', 'delete from allocation', { table: 'stockLevel', id: '1 1' }],
  ['INV-S4', 'update allocation set quantity = 9000; update stockLevel set allocated = 9000', { table: 'stockLevel', id: '1 1' }],
  ['INV-S1', 'update lotLevel set onHand = 0 where lotId = 1', { table: 'lotLevel', id: '1 1' }],
  ['INV-S1', "update stockMonth set quantity = 0 where variantId = 1", { table: 'stockMonth', id: '1 1 2026-01' }],
  ['INV-S1', 'update stockTransferLine set settled = quantity', { table: 'stockTransferLine', id: 3 }],
  ['INV-S1', "update location set owner = 'Tanaka', sellable = 0 where id = 1", { table: 'stockMovement', id: 1 }],
  ['INV-S4', 'delete from allocationChange', { table: 'allocation', id: '1 1' }],
  ['INV-S4', 'update negativeStock set closedAt = 1', { table: 'negativeStock', id: '2 2' }],
  ['INV-S4', 'insert into soldInHand (variantId, locationId, openedAt, commandId) values (1, 1, 1, 1)', { table: 'soldInHand', id: 1 }],
  ['INV-S6', 'update movementLot set quantity = -5000 where quantity = -1000 and lotId = 1', { table: 'lot', id: 1 }],
  ['INV-S6', 'delete from movementLot where lotId = 1 and quantity > 0', { table: 'lot', id: 1 }],
  ['INV-S6', 'delete from movementLot where lotId = 1 and quantity < 0', { table: 'stockMovement', id: 9 }],
  ['INV-S6', 'update movementLot set quantity = 2000 where lotId = 3 and quantity > 0', { table: 'lot', id: 3 }],
  ['INV-L5 inventory', 'update layerChange set commandId = 1 where id = 1', { table: 'command', id: 1 }],
  ['INV-L5 inventory', 'update layerChange set value = value + 1 where recosting = 1', { table: 'journalEntry' }],
  ['INV-L5 inventory', "update posting set ledgerAccountId = (select ledgerAccountId from accountRole where role = 'stockLossScrap') where ledgerAccountId = (select ledgerAccountId from accountRole where role = 'cogs')", { table: 'command' }],
  ['INV-L5 inventory', "update stockMovement set role = 'stockLossScrap' where kind = 'shipment'", { table: 'command' }],
  ['INV-L5 inventory', 'update stockMovement set sourceId = 99 where id = 2', { table: 'stockMovement', id: 2 }],
  ['INV-L5 inventory', "update stockMovement set sourceKind = 'hearsay' where id = 2", { table: 'stockMovement', id: 'hearsay' }],
  ['INV-L5 costing', 'update stockMovement set occurredAt = occurredAt + 7200000 where id = 4', { table: 'stockMovement', id: 2 }],
  ['INV-L5 costing', 'update layerChange set layerId = 1 where drawId = 2 and layerId = 4', { table: 'stockMovement', id: 2 }],
])('%s sees: %s', (id, statement, fault) => {
  breakRows(statement);
  expect(faultsOf(id)).toContainEqual(expect.objectContaining(fault));
});

describe('the entries of stock documents recompute', () => {
  let entryId: number;
  beforeEach(() => {
    const lines = [{ variantId: 1, quantity: pieces(2), value: minor(8_00) }];
    shop.call('stock.receive', { locationId: 1, lines });
    shop.call('stock.openingBatch', { items: [{ sku: 'ROD', quantity: pieces(1), value: minor(4_00), location: 'Shelf' }] });
    shop.call('stock.adjust', { locationId: 1, reason: 'damage', lines: [{ variantId: 1, quantity: quantity(-1_000) }] });
  });
  const faults = () => faultsOf('INV-L5 inventory').filter(({ table }) => table === 'journalEntry');

  test.each(['receipt', 'opening', 'adjustment'])('%s: on another account, or with other terms, it is named', (rule) => {
    entryId = Number(shop.raw.prepare('select max(id) from journalEntry where ruleId = ?').pluck().get(`inventory.${rule}`));
    expect(faults()).toEqual([]);
    breakRows(`update posting set ledgerAccountId = (select ledgerAccountId from accountRole where role = 'bank') where entryId = ${entryId} and lineNo = 2`);
    expect(faults()).toEqual([expect.objectContaining({ id: entryId, says: expect.stringContaining('is not what its terms say') })]);
    breakRows(`update journalEntry set terms = json_set(terms, '$.movements[0].movementId', 1) where id = ${entryId}`);
    expect(faults()).toContainEqual(expect.objectContaining({ id: entryId, says: expect.stringContaining('its layers say otherwise') }));
  });
});

test.each([
  ["update stockMovement set quantity = 1 where id = 1", 'never edited'],
  ['delete from stockMovement where id = 1', 'never removed'],
  ['update layerChange set value = 1 where id = 1', 'never edited'],
  ['delete from layerChange where id = 1', 'never removed'],
  ['update allocation set locationId = 2', 'never moved'],
  ['update stockLevel set allocated = 90000', 'not that much'],
  ['update stockLevel set onHold = -1', 'nothing on hold'],
  ['update movementLot set quantity = 1', 'never edited'],
  ['delete from movementLot', 'never removed'],
  ['insert into movementLot (movementId, lotId, quantity, held, commandId) values (1, 1, 1000, 0, 1)', 'its own variant'],
  ['update lotLevel set onHand = -1', 'not there'],
  ['delete from allocationChange', 'history'],
  ["update location set owner = 'Tanaka'", 'does not change'],
])('the file itself refuses: %s', (statement, says) => {
  expect(() => shop.raw.exec(statement)).toThrow(says);
});
