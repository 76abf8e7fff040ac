import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { registry } from '../../main/app/registry.ts';
import type { Tx } from '../../main/database/handles.ts';
import { moveStock } from '../../main/inventory/stock.service.ts';
import { stockLegs } from '../../shared/inventory/stock-move.rules.ts';
import { Refusal } from '../../shared/refusal/refusal.ts';
import { minor } from '../../shared/units/minor.ts';
import { pieces } from '../../shared/units/quantity.ts';
import { newShop, type TestShop } from '../support/shop.ts';
import { atMinute, january, moveAndPost, newLocation, newVariant, postTest } from './support.ts';

let shop: TestShop;
let place: { variantId: number; locationId: number };

beforeEach(() => {
  shop = newShop();
  place = { variantId: newVariant(shop), locationId: newLocation(shop, '仓库') };
});
afterEach(() => {
  // Whatever was refused left nothing that does not prove.
  shop.check();
  shop.close();
});

const arrival = () => ({ ...place, kind: 'receipt' as const, quantity: pieces(4), value: minor(40_00), role: 'openingEquity' as const });
const on = january(5);
const occasion = { occurredAt: atMinute(on), postedOn: on, source: { kind: 'variant', id: 1 } };
const commands = (): number => Number(shop.raw.prepare('select count(*) from command').pluck().get());

describe('a command is our mistake and leaves nothing behind', () => {
  test.each<[string, (tx: Tx) => unknown, string]>([
    ['where goods came and nothing was posted', (tx) => moveStock(tx, occasion, [arrival()]), 'on 2026-01-05 the layers’ value and the inventory accounts move apart by 4000'],
    ['where the books moved and no goods did', (tx) => postTest(tx, on, [{ role: 'inventory', amount: minor(1) }, { role: 'openingEquity', amount: minor(-1) }]), 'apart by -1'],
    ['where the books tell less than the goods', (tx) => {
      moveStock(tx, occasion, [arrival()]);
      postTest(tx, on, [{ role: 'inventory', amount: minor(39_99) }, { role: 'openingEquity', amount: minor(-39_99) }]);
    }, 'apart by 1'],
    ['where the books have it on another day', (tx) => postTest(tx, january(6), stockLegs(moveStock(tx, occasion, [arrival()]))), 'on 2026-01-06'],
  ])('%s', (_what, work, says) => {
    const before = commands();
    expect(() => shop.tx(work)).toThrow(says);
    expect([commands(), shop.call('stock.list', {}).rows[0]?.onHand]).toEqual([before, 0]);
  });

  test('also where a known command does more than it says', () => {
    const receive = registry.commands['stock.receive'] as (tx: Tx, input: unknown) => unknown;
    registry.commands['stock.receive'] = ((tx: Tx, input: unknown) => {
      const answer = receive(tx, input);
      moveStock(tx, { ...occasion, postedOn: january(7) }, [arrival()]);
      return answer;
    }) as never;
    try {
      expect(() => shop.call('stock.receive', { locationId: place.locationId, lines: [{ variantId: place.variantId, quantity: pieces(1), value: minor(5_00) }] })).toThrow('on 2026-01-07');
    } finally {
      registry.commands['stock.receive'] = receive as never;
    }
    expect(shop.call('stock.valuation', {}).value).toBe(0);
  });
});

test('what a refused item of a batch moved is forgotten with it, and what it had not posted yet is not missed', () => {
  shop.tx((tx) => {
    moveAndPost(tx, { on }, [arrival()]);
    const { ok } = tx.attempt(() => {
      moveStock(tx, occasion, [arrival()]);
      throw new Refusal('chart.missing', {});
    });
    expect(ok).toBe(false);
    moveAndPost(tx, { on, minute: 1 }, [arrival()]);
  });
  expect(shop.call('stock.valuation', {}).value).toBe(80_00);
});

test('goods that become cheaper after they left move the books on the days they left, and that holds', () => {
  shop.tx((tx) => moveAndPost(tx, { on }, [arrival()]));
  shop.tx((tx) => moveAndPost(tx, { on: january(9) }, [{ ...place, kind: 'shipment', quantity: pieces(2), role: 'cogs' }]));
  shop.tx((tx) => moveAndPost(tx, { on: january(2) }, [{ ...arrival(), value: minor(4_00) }]));
  expect(shop.call('stock.valuation', {}).value).toBe(42_00);
});
