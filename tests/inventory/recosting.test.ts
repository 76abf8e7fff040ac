import { afterEach, beforeEach, expect, test } from 'vitest';
import { debit } from '../../shared/accounting/entry.rules.ts';
import type { Move } from '../../shared/inventory/stock-move.rules.ts';
import { minor } from '../../shared/units/minor.ts';
import { pieces } from '../../shared/units/quantity.ts';
import { revalueReceipt } from '../../main/inventory/costing.service.ts';
import { refused } from '../support/refused.ts';
import { newShop, type TestShop } from '../support/shop.ts';
import { january, moveAndPost, newLocation, newVariant, postedAfter, postTest } from './support.ts';

let shop: TestShop;
let place: { variantId: number; locationId: number };

beforeEach(() => {
  shop = newShop();
  place = { variantId: newVariant(shop, 'LINE'), locationId: newLocation(shop, 'Counter', 'allow', 'shop') };
});
afterEach(() => {
  shop.check();
  shop.close();
});

const receipt = (count: number, value: number): Move => ({ ...place, kind: 'receipt', quantity: pieces(count), value: minor(value), role: 'openingEquity' });
const shipment = (count: number): Move => ({ ...place, kind: 'shipment', quantity: pieces(count), role: 'cogs' });
const move = (on: number, ...moves: Move[]) => shop.tx((tx) => moveAndPost(tx, { on: january(on) }, moves));
const posted = () => postedAfter(shop, 0).filter((leg) => leg.role === 'cogs').map((leg) => `${leg.postedOn} ${leg.amount}`);

test('a movement answers what its own document posts', () => {
  expect(move(1, receipt(3, 10_00))).toMatchObject([{ value: 10_00, role: 'openingEquity' }]);
  const [shipped] = move(2, shipment(2));
  expect(shipped).toMatchObject({ value: -6_67, role: 'cogs', quantity: -2000 });
  expect(move(3, { kind: 'return', movementId: shipped!.movementId, quantity: pieces(1), locationId: place.locationId })).toMatchObject([{ value: 3_34, role: 'cogs' }]);
  const [other] = move(4, shipment(1));
  expect(move(5, { kind: 'cancellation', movementId: other!.movementId })).toMatchObject([{ value: 3_33, role: 'cogs', quantity: 1000 }]);
  expect(shop.call('stock.list', { limit: 1 }).rows[0]).toMatchObject({ onHand: 2000, value: 6_67 });
});

test('what settles goods owed is posted on the day they came, beside the receipt itself', () => {
  move(1, receipt(1, 10_00));
  move(2, shipment(3));
  expect(move(4, receipt(5, 60_00))).toMatchObject([{ value: 60_00 }]);
  expect(posted()).toEqual(['2026-01-02 3000', '2026-01-04 400']);
});

test('an item of a batch that is refused loses nothing of what came late before it', () => {
  move(2, receipt(2, 20_00));
  move(3, shipment(1));
  shop.tx((tx) => {
    moveAndPost(tx, { on: january(1) }, [receipt(1, 30_00)]);
    expect(tx.attempt(() => moveAndPost(tx, { on: january(4) }, [{ kind: 'cancellation', movementId: 99 }])).ok).toBe(false);
  });
  expect(posted()).toEqual(['2026-01-03 3000']);
});

test('a late price follows the goods: to the account of their draw on its day, or to what is left', () => {
  const [bought] = move(1, receipt(4, 40_00));
  move(3, shipment(3));
  shop.tx((tx) => {
    revalueReceipt(tx, { movementId: bought!.movementId, delta: minor(4_00), postedOn: january(9) });
    postTest(tx, january(9), [debit('inventory', minor(4_00)), debit('purchasePriceVariance', minor(-4_00))]);
  });
  expect(posted()).toEqual(['2026-01-03 3300']);
  expect(shop.call('stock.layers', { variantId: place.variantId }).value).toBe(11_00);
});

test('a late price of goods that left in a closed period is posted on the first open day', () => {
  const [bought] = move(1, receipt(4, 40_00));
  move(3, shipment(3));
  shop.call('period.lock', { throughOn: january(5), reason: 'test' });
  shop.tx((tx) => {
    revalueReceipt(tx, { movementId: bought!.movementId, delta: minor(4_00), postedOn: january(9) });
    postTest(tx, january(9), [debit('inventory', minor(4_00)), debit('purchasePriceVariance', minor(-4_00))]);
  });
  expect(posted()).toEqual(['2026-01-03 3000', '2026-01-06 300']);
});

test('a late price reaches goods a customer brought back, and those sold again', () => {
  const [bought] = move(1, receipt(2, 20_00));
  const [sold] = move(2, shipment(2));
  move(3, { kind: 'return', movementId: sold!.movementId, quantity: pieces(2), locationId: place.locationId });
  move(4, shipment(1));
  shop.tx((tx) => {
    revalueReceipt(tx, { movementId: bought!.movementId, delta: minor(2_00), postedOn: january(9) });
    postTest(tx, january(9), [debit('inventory', minor(2_00)), debit('purchasePriceVariance', minor(-2_00))]);
  });
  expect(posted()).toEqual(['2026-01-02 2200', '2026-01-03 -2200', '2026-01-04 1100']);
});

test('what leaves in the same command as goods that came late costs what it really costs', () => {
  move(5, receipt(1, 10_00));
  move(6, shipment(1));
  const sold = shop.tx((tx) => {
    moveAndPost(tx, { on: january(1) }, [receipt(1, 7_00)]);
    return moveAndPost(tx, { on: january(7) }, [shipment(1)]);
  });
  // The late goods left on the 6th already, so the ones at 10.00 leave now.
  expect(sold).toMatchObject([{ value: -10_00 }]);
  expect(posted()).toEqual(['2026-01-06 700', '2026-01-07 1000']);
});

test('a hundred late receipts in one command cost the goods behind them again once', () => {
  move(1, receipt(200, 200_00));
  move(20, shipment(150));
  shop.tx((tx) => {
    for (let number = 1; number <= 100; number += 1) moveAndPost(tx, { on: january(1), minute: -number }, [receipt(1, 3_00)]);
  });
  expect(posted()).toEqual(['2026-01-20 35000']);
  expect(shop.raw.prepare("select count(*) from journalEntry where ruleId = 'inventory.recosting'").pluck().get()).toBe(1);
});

test('a refused item of a batch leaves no trace in the costs of the others', () => {
  move(5, receipt(2, 20_00));
  move(6, shipment(1));
  shop.tx((tx) => {
    tx.attempt(() => {
      moveAndPost(tx, { on: january(1) }, [receipt(1, 1_00)]);
      return moveAndPost(tx, { on: january(2) }, [{ ...place, locationId: 99, kind: 'shipment', quantity: pieces(1), role: 'cogs' }]);
    });
    tx.attempt(() => moveAndPost(tx, { on: january(2) }, [receipt(1, 8_00)]));
  });
  expect(posted()).toEqual(['2026-01-06 800']);
});

test('what is no draw, is back already or has not left yet does not come back', () => {
  const [bought] = move(1, receipt(5, 50_00));
  const [sold] = move(4, shipment(2));
  const back = (on: number, movementId: number, count: number) => () =>
    move(on, { kind: 'return', movementId, quantity: pieces(count), locationId: place.locationId });
  const cancel = () => move(5, { kind: 'cancellation', movementId: sold!.movementId });
  refused(back(5, bought!.movementId, 1), 'stock.notADraw');
  refused(back(3, sold!.movementId, 1), 'stock.backBeforeItLeft');
  refused(back(5, sold!.movementId, 3), 'stock.tooManyBack');
  back(5, sold!.movementId, 1)();
  refused(cancel, 'stock.alreadyBack');
  const [again] = move(6, shipment(1));
  const undo = () => move(6, { kind: 'cancellation', movementId: again!.movementId });
  undo();
  refused(undo, 'stock.alreadyBack');
  refused(back(7, again!.movementId, 1), 'stock.alreadyBack');
});

test('nothing moves into a closed period', () => {
  shop.call('period.lock', { throughOn: january(5), reason: 'test' });
  refused(() => move(5, receipt(1, 1_00)), 'period.locked');
});

test('an owed layer of a closed period is settled in the open one', () => {
  move(2, shipment(1));
  shop.call('period.lock', { throughOn: january(5), reason: 'test' });
  move(8, receipt(1, 9_00));
  expect(posted()).toEqual(['2026-01-08 900']);
});
