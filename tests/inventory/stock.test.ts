import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { day } from '../../shared/units/day.ts';
import { instant } from '../../shared/units/instant.ts';
import { minor } from '../../shared/units/minor.ts';
import { pieces } from '../../shared/units/quantity.ts';
import { allocate } from '../../main/inventory/allocation.service.ts';
import { availableToSell } from '../../main/inventory/stock.queries.ts';
import { trial } from '../accounting/support.ts';
import { refused } from '../support/refused.ts';
import { newShop, openingTime, type TestShop } from '../support/shop.ts';
import { newVariant } from './support.ts';

const dayAgo = (days: number) => instant(openingTime - days * 86_400_000);
const today = day('2026-03-02');
let shop: TestShop;
let hook: number;
let shelf: number;

beforeEach(() => {
  shop = newShop({ goLiveAt: dayAgo(60) });
  hook = newVariant(shop, 'HOOK');
  shelf = shop.call('location.create', { name: 'Shelf', kind: 'warehouse', sellable: true }).locationId;
});
afterEach(() => {
  shop.check();
  shop.close();
});

const receive = (count: number, value: number, locationId = shelf) =>
  shop.call('stock.receive', { locationId, lines: [{ variantId: hook, quantity: pieces(count), value: minor(value) }] });
const row = (locationId?: number) => shop.call('stock.list', { limit: 50, ...(locationId === undefined ? {} : { locationId }) }).rows[0]!;
const inventory = () => shop.call('stock.valuation', {}).value;

describe('taking goods in', () => {
  test('a receipt without a purchase order is stock, value and an open item until its bill comes', () => {
    const { number, moved } = receive(3, 10_00);
    expect(number).toBe('GR-000001');
    expect(moved).toMatchObject([{ variantId: hook, quantity: 3000, value: 10_00 }]);
    expect(row()).toMatchObject({ sku: 'HOOK', onHand: 3000, available: 3000, incoming: 0, value: 10_00 });
    expect(inventory()).toBe(10_00);
  });

  test('opening stock comes in by SKU; a line nobody knows takes none of the others with it', () => {
    const { results } = shop.call('stock.openingBatch', {
      items: [
        { sku: 'HOOK', quantity: pieces(4), value: minor(8_00) },
        { sku: 'NONE', quantity: pieces(1), value: minor(1) },
        { sku: 'HOOK', location: 'Cellar', quantity: pieces(1), value: minor(1) },
      ],
    });
    expect(results.map((result) => (result.ok ? 'ok' : result.refusal.code))).toEqual(['ok', 'sku.unknown', 'location.nameUnknown']);
    expect(row()).toMatchObject({ onHand: 4000, value: 8_00 });
    expect(Object.values(trial(shop, today)).sort((a, b) => a - b)).toEqual([-8_00, 8_00]);
  });

  test('a variant, a location or a bin nobody knows is refused and nothing is written', () => {
    const lines = [{ variantId: 99, quantity: pieces(1), value: minor(1) }];
    refused(() => shop.call('stock.receive', { locationId: shelf, lines }), 'variant.unknown');
    refused(() => receive(1, 1, 99), 'location.unknown');
    const inBin = [{ variantId: hook, binId: 9, quantity: pieces(1), value: minor(1) }];
    refused(() => shop.call('stock.receive', { locationId: shelf, lines: inBin }), 'bin.unknown');
    expect(shop.raw.prepare('select count(*) from stockMovement').pluck().get()).toBe(0);
  });
});

describe('adjusting', () => {
  test('goods lost leave at cost to the account of their reason; goods found come in at the latest cost', () => {
    receive(3, 10_00);
    const lost = shop.call('stock.adjust', { locationId: shelf, reason: 'damage', lines: [{ variantId: hook, quantity: pieces(-1) }] });
    expect(lost.moved).toMatchObject([{ quantity: -1000, value: -3_33 }]);
    const found = shop.call('stock.adjust', { locationId: shelf, reason: 'miscounted', lines: [{ variantId: hook, quantity: pieces(2) }] });
    expect(found.moved).toMatchObject([{ quantity: 2000, value: 6_67 }]);
    expect(inventory()).toBe(13_34);
  });

  test('found goods of unknown cost need a value', () => {
    const found = { variantId: hook, quantity: pieces(2) };
    const adjust = (line: typeof found & { value?: ReturnType<typeof minor> }) => shop.call('stock.adjust', { locationId: shelf, reason: 'miscounted', lines: [line] });
    refused(() => adjust(found), 'stock.costUnknown');
    adjust({ ...found, value: minor(5_00) });
    expect(inventory()).toBe(5_00);
  });

  test('a warehouse gives no more than it has, a shop counter does', () => {
    receive(1, 4_00);
    const lose = (locationId: number) => shop.call('stock.adjust', { locationId, reason: 'shrinkage', lines: [{ variantId: hook, quantity: pieces(-2) }] });
    refused(() => lose(shelf), 'stock.short');
    const counter = shop.call('location.create', { name: 'Counter', kind: 'shop', sellable: true }).locationId;
    lose(counter);
    expect(row(counter)).toMatchObject({ onHand: -2000, available: -2000 });
    // Owned are one less than none: one piece is owed at the last known cost.
    expect(shop.call('stock.layers', { variantId: hook })).toMatchObject({ layers: [{ kind: 'owed', quantity: -1000, value: -4_00 }], value: -4_00 });
    receive(2, 10_00);
    expect(shop.call('stock.layers', { variantId: hook })).toMatchObject({ layers: [{ kind: 'receipt', quantity: 1000, value: 5_00 }] });
  });
});

describe('holding, moving and sending', () => {
  test('goods on hold are on hand and not available; only what is on hold is released', () => {
    receive(5, 50_00);
    shop.call('stock.hold', { variantId: hook, locationId: shelf, quantity: pieces(2) });
    expect(row()).toMatchObject({ onHand: 5000, onHold: 2000, available: 3000 });
    const release = (count: number) => shop.call('stock.release', { variantId: hook, locationId: shelf, quantity: pieces(count) });
    refused(() => release(3), 'stock.notOnHold');
    release(2);
    expect(row()).toMatchObject({ onHold: 0, available: 5000, value: 50_00 });
  });

  test('goods on hold can be scrapped from there', () => {
    receive(2, 20_00);
    shop.call('stock.hold', { variantId: hook, locationId: shelf, quantity: pieces(1) });
    shop.call('stock.adjust', { locationId: shelf, reason: 'damage', lines: [{ variantId: hook, quantity: pieces(-1), onHold: pieces(1) }] });
    expect(row()).toMatchObject({ onHand: 1000, onHold: 0, available: 1000, value: 10_00 });
  });

  test('a bin counts what lies in it, and gives no more', () => {
    const { binId } = shop.call('bin.create', { locationId: shelf, code: 'A-1' });
    refused(() => shop.call('bin.create', { locationId: shelf, code: 'A-1' }), 'bin.codeTaken');
    receive(5, 50_00);
    shop.call('stock.receive', { locationId: shelf, lines: [{ variantId: hook, binId, quantity: pieces(2), value: minor(20_00) }] });
    const lose = (count: number) => shop.call('stock.adjust', { locationId: shelf, reason: 'sample', lines: [{ variantId: hook, binId, quantity: pieces(-count) }] });
    refused(() => lose(3), 'stock.shortInBin');
    lose(1);
    expect(shop.raw.prepare('select onHand from binLevel').all()).toEqual([{ onHand: 1000 }]);
    shop.call('bin.block', { binId });
    refused(() => lose(1), 'bin.blocked');
  });

  test('a transfer takes goods through the way between, at no change of value', () => {
    receive(5, 50_00);
    const counter = shop.call('location.create', { name: 'Counter', kind: 'shop', sellable: true }).locationId;
    const { stockTransferId } = shop.call('transfer.send', { fromLocationId: shelf, toLocationId: counter, lines: [{ variantId: hook, quantity: pieces(3) }] });
    expect([row(shelf).onHand, row(counter).onHand]).toEqual([2000, 0]);
    expect(row()).toMatchObject({ onHand: 2000, inTransit: 3000 });
    expect(availableToSell(shop.read, [hook]).get(hook)).toBe(2000);
    shop.call('transfer.receive', { stockTransferId });
    expect([row(shelf).onHand, row(counter).onHand, inventory()]).toEqual([2000, 3000, 50_00]);
    refused(() => shop.call('transfer.receive', { stockTransferId }), 'transfer.arrived');
  });

  test('a blocked location neither gives nor takes', () => {
    receive(1, 1_00);
    shop.call('location.block', { locationId: shelf });
    refused(() => receive(1, 1_00), 'location.blocked');
    shop.call('location.unblock', { locationId: shelf });
    receive(1, 1_00);
  });
});

describe('when things happen late', () => {

  test('a receipt that is recorded late costs the days behind it again, each difference on its own day', () => {
    receive(5, 50_00);
    shop.clock.advance(86_400_000);
    shop.call('stock.adjust', { locationId: shelf, reason: 'damage', lines: [{ variantId: hook, quantity: pieces(-2) }] });
    shop.call('stock.receive', { locationId: shelf, occurredAt: dayAgo(1), lines: [{ variantId: hook, quantity: pieces(3), value: minor(24_00) }] });
    // The older goods at 8.00 leave first: the loss of 3 March is 16.00, not 20.00.
    const entry = shop.call('journal.list', { limit: 1 }).rows[0]!;
    expect(entry).toMatchObject({ postedOn: '2026-03-03', memo: { key: 'inventory.recosted', values: { sku: 'HOOK' } } });
    expect(shop.call('stock.movements', { variantId: hook, limit: 50 }).rows.map((movement) => movement.value)).toEqual([-16_00, 50_00, 24_00]);
    expect(inventory()).toBe(58_00);
  });

  test('what happened in a closed period is costed on the first open day and keeps its instant', () => {
    shop.call('period.lock', { throughOn: day('2026-02-28'), reason: 'February' });
    shop.call('stock.receive', { locationId: shelf, occurredAt: dayAgo(9), lines: [{ variantId: hook, quantity: pieces(1), value: minor(7_00) }] });
    expect(shop.call('stock.movements', { limit: 50 }).rows).toMatchObject([{ postedOn: '2026-03-01', occurredAt: dayAgo(9) }]);
  });
});

describe('figures that say why', () => {
  test('the parts of each stock figure add up to it', () => {
    receive(5, 50_00);
    shop.call('stock.adjust', { locationId: shelf, reason: 'damage', lines: [{ variantId: hook, quantity: pieces(-1) }] });
    shop.call('stock.hold', { variantId: hook, locationId: shelf, quantity: pieces(1) });
    shop.tx((tx) => allocate(tx, { orderLineId: 7, variantId: hook, quantity: pieces(2) }));
    const totals = { onHand: 4000, onHold: 1000, allocated: 2000, available: 1000 };
    for (const [figure, total] of Object.entries(totals)) {
      const why = shop.call('stock.explain', { figure: figure as keyof typeof totals, variantId: hook });
      expect(why.total).toBe(total);
      expect(why.parts.reduce((sum, part) => sum + (part.quantity ?? 0), 0)).toBe(total);
    }
    expect(shop.call('stock.explain', { figure: 'onHand', variantId: hook }).parts[0]).toMatchObject({ kind: 'loss', source: { kind: 'stockAdjustment' } });
  });

  test('what came before the hundred newest movements is one part', () => {
    for (let count = 0; count < 105; count += 1) receive(1, 1_00);
    const { total, parts } = shop.call('stock.explain', { figure: 'onHand', variantId: hook });
    expect([total, parts.length, parts.at(-1)]).toEqual([105_000, 101, { kind: 'earlier', source: null, entry: null, occurredAt: null, quantity: 5000 }]);
  });
});

describe('lists', () => {
  test('stock and movements come in pages that neither skip nor repeat', () => {
    for (let number = 0; number < 7; number += 1) newVariant(shop, `LURE${number}`);
    const skus: string[] = [];
    let after: Parameters<typeof page>[0];
    do {
      const { rows, next } = page(after);
      skus.push(...rows.map((one) => one.sku));
      after = next ?? undefined;
    } while (after);
    expect(skus).toEqual(['HOOK', ...Array.from({ length: 7 }, (_, number) => `LURE${number}`)]);
    for (let count = 1; count <= 5; count += 1) receive(count, count);
    const first = shop.call('stock.movements', { variantId: hook, limit: 3 });
    const second = shop.call('stock.movements', { variantId: hook, limit: 3, after: first.next! });
    expect([...first.rows, ...second.rows].map((movement) => movement.quantity)).toEqual([5000, 4000, 3000, 2000, 1000]);
    expect(second.next).toBeNull();
  });

  const page = (after: { sortName: string; productId: number; variantId: number } | undefined) => shop.call('stock.list', { limit: 3, ...(after ? { after } : {}) });

  test('only stocked, only negative', () => {
    newVariant(shop, 'LURE');
    receive(1, 1_00);
    expect(shop.call('stock.list', { only: 'stocked', limit: 50 }).rows.map((one) => one.sku)).toEqual(['HOOK']);
    expect(shop.call('stock.list', { only: 'negative', limit: 50 }).rows).toEqual([]);
  });

  test('a clerk sees the goods and not their cost', () => {
    receive(1, 1_00);
    const [seen] = shop.as('clerk').call('stock.list', { limit: 50 }).rows;
    expect(seen).toMatchObject({ onHand: 1000 });
    expect(seen).not.toHaveProperty('value');
  });
});
