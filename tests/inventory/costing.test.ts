import { describe, expect, test } from 'vitest';
import type { CostEvent, CostingMethod } from '../../shared/inventory/costing-event.rules.ts';
import { replay } from '../../shared/inventory/costing.rules.ts';
import { correctedOn, difference } from '../../shared/inventory/recosting.rules.ts';
import { gainValue } from '../../shared/inventory/adjustment.rules.ts';
import { day } from '../../shared/units/day.ts';
import { instant } from '../../shared/units/instant.ts';
import { minor } from '../../shared/units/minor.ts';
import { pieces, quantity } from '../../shared/units/quantity.ts';

const at = (id: number, on = `2026-01-${String(id).padStart(2, '0')}`) => ({ id, postedOn: day(on), occurredAt: instant(id) });
const receipt = (id: number, count: number, value: number): CostEvent => ({ ...at(id), kind: 'in', quantity: pieces(count), value: minor(value) });
const draw = (id: number, count: number): CostEvent => ({ ...at(id), kind: 'out', quantity: pieces(count) });
const cancellation = (id: number, of: number): CostEvent => ({ ...at(id), kind: 'giveBack', of });
const comeback = (id: number, of: number, count: number): CostEvent => ({ ...at(id), kind: 'return', of, quantity: pieces(count) });

const costing = (events: CostEvent[], method: CostingMethod = 'fifo') => replay({ method, layers: [], draws: new Map(), lastCost: null }, events);

/** What each draw cost in all, and what is left as `pieces @ cents`. */
function outcome(events: CostEvent[], method: CostingMethod = 'fifo') {
  const { changes, layers } = costing(events, method);
  const costs: Record<number, number> = {};
  for (const { drawId, value } of changes) if (drawId !== null) costs[drawId] = (costs[drawId] ?? 0) - value;
  return { costs, left: layers.filter((layer) => layer.quantity !== 0).map((layer) => `${layer.quantity / 1000} @ ${layer.value}`) };
}

describe('first in, first out', () => {
  test('three pieces for ten yuan cost 3.33, 3.34 and 3.33: the draw that empties a layer takes its last cent', () => {
    const { costs, left } = outcome([receipt(1, 3, 10_00), draw(2, 1), draw(3, 1), draw(4, 1)]);
    expect(costs).toEqual({ 2: 3_33, 3: 3_34, 4: 3_33 });
    expect(left).toEqual([]);
  });

  test('a draw empties the older receipt before it touches the newer', () => {
    const { costs, left } = outcome([receipt(1, 3, 30_00), receipt(2, 5, 60_00), draw(3, 4)]);
    expect(costs).toEqual({ 3: 42_00 });
    expect(left).toEqual(['4 @ 4800']);
  });

  test('goods by weight take their share to the cent', () => {
    const events: CostEvent[] = [
      { ...at(1), kind: 'in', quantity: quantity(2_350), value: minor(47_11) },
      { ...at(2), kind: 'out', quantity: quantity(350) },
    ];
    // 47.11 × 0.35 ÷ 2.35 = 7.0163…
    expect(outcome(events).costs).toEqual({ 2: 7_02 });
  });

  test('a layer of a hundred million fen and as many thousandths is divided exactly', () => {
    const events: CostEvent[] = [
      { ...at(1), kind: 'in', quantity: quantity(100_000_000), value: minor(100_000_001) },
      { ...at(2), kind: 'out', quantity: quantity(99_999_999) },
    ];
    expect(outcome(events).costs).toEqual({ 2: 100_000_000 });
  });
});

describe('moving average', () => {
  test('two receipts make one pool and a draw takes its average', () => {
    const { costs, left } = outcome([receipt(1, 3, 30_00), receipt(2, 5, 60_00), draw(3, 4)], 'movingAverage');
    expect(costs).toEqual({ 3: 45_00 });
    expect(left).toEqual(['4 @ 4500']);
  });

  test('the pool stays one layer when it was empty in between', () => {
    const { layers } = costing([receipt(1, 1, 5_00), draw(2, 1), receipt(3, 2, 12_00), draw(4, 1)], 'movingAverage');
    expect(layers.map((layer) => [layer.id, layer.quantity, layer.value])).toEqual([[1, 1000, 6_00]]);
  });
});

describe('goods that left before they came', () => {
  test('are owed at the last known cost until the next receipt settles them; the difference goes where the draw went', () => {
    const sold = [receipt(1, 1, 10_00), draw(2, 3)];
    expect(outcome(sold)).toEqual({ costs: { 2: 30_00 }, left: ['-2 @ -2000'] });
    expect(outcome([...sold, receipt(3, 5, 60_00)])).toEqual({ costs: { 2: 34_00 }, left: ['3 @ 3600'] });
  });

  test('cost nothing while no cost was ever known, and all of it once it is', () => {
    expect(outcome([draw(1, 2)]).costs).toEqual({ 1: 0 });
    expect(outcome([draw(1, 2), receipt(2, 2, 9_99)]).costs).toEqual({ 1: 9_99 });
  });

  test('are settled oldest first, by several receipts if need be', () => {
    const { costs, left } = outcome([draw(1, 2), draw(2, 2), receipt(3, 3, 30_00), receipt(4, 3, 36_00)]);
    expect(costs).toEqual({ 1: 20_00, 2: 22_00 });
    expect(left).toEqual(['2 @ 2400']);
  });

  test('come back as a debt less: what a customer returns settles what is owed', () => {
    const { costs, left } = outcome([receipt(1, 1, 10_00), draw(2, 3), comeback(3, 2, 1)]);
    expect(costs).toEqual({ 2: 30_00 });
    expect(left).toEqual(['-1 @ -1000']);
  });
});

describe('goods that come back', () => {
  test('a cancelled shipment gives its draws back to the same layers', () => {
    const { left } = outcome([receipt(1, 3, 10_00), receipt(2, 2, 8_00), draw(3, 4), cancellation(4, 3)]);
    expect(left).toEqual(['3 @ 1000', '2 @ 800']);
  });

  test('a return makes a new layer at the cost it left with, part by part to the cent', () => {
    const shipped = [receipt(1, 3, 10_00), draw(2, 3), receipt(3, 1, 99_00)];
    const { left } = outcome([...shipped, comeback(4, 2, 1), comeback(5, 2, 1), comeback(6, 2, 1)]);
    // Cumulative thirds of 10.00: 3.33, 6.67, 10.00.
    expect(left).toEqual(['1 @ 9900', '1 @ 333', '1 @ 334', '1 @ 333']);
  });

  test('what was given back settles what others still owe', () => {
    const { costs, left } = outcome([receipt(1, 2, 20_00), draw(2, 2), draw(3, 1), cancellation(4, 2)]);
    expect(costs).toEqual({ 2: 0, 3: 10_00 });
    expect(left).toEqual(['1 @ 1000']);
  });
});

describe('costing order', () => {
  test('a late receipt changes what later draws took, and the difference belongs to their days', () => {
    const before = costing([receipt(2, 5, 50_00), draw(3, 2), draw(4, 2)]).changes;
    const after = costing([receipt(1, 3, 24_00), receipt(2, 5, 50_00), draw(3, 2), draw(4, 2)]).changes;
    const byMovement: Record<number, number> = {};
    for (const change of difference(before, after)) byMovement[change.movementId] = (byMovement[change.movementId] ?? 0) + change.value;
    // Draw 3 cost 20.00 and now 16.00; draw 4 cost 20.00 and now 8.00 + 10.00.
    expect(byMovement).toEqual({ 1: 24_00, 3: 4_00, 4: 2_00 });
  });

  test('a late price reaches the goods on the shelf and those that left', () => {
    const late = outcome([receipt(1, 4, 44_00), draw(2, 3)]);
    expect(late).toEqual({ costs: { 2: 33_00 }, left: ['1 @ 1100'] });
  });

  test('a correction of a closed day is posted on the first open one', () => {
    expect(correctedOn(day('2026-01-31'), day('2026-02-01'))).toBe('2026-02-01');
    expect(correctedOn(day('2026-02-03'), day('2026-02-01'))).toBe('2026-02-03');
  });

  test('costing one event at a time, each on what the last one left, is costing all of them at once', () => {
    const events = [receipt(1, 3, 10_00), draw(2, 5), receipt(3, 4, 17_00), draw(4, 1), receipt(5, 1, 3_00), draw(6, 2)];
    let state = { method: 'fifo' as const, layers: costing([]).layers, draws: new Map(), lastCost: costing([]).lastCost };
    const oneByOne = events.flatMap((event) => {
      const { changes, layers, lastCost } = replay(state, [event]);
      state = { ...state, layers, lastCost };
      return changes;
    });
    expect(oneByOne).toEqual(costing(events).changes);
  });
});

test('goods found are worth the latest cost, else what somebody says, else nobody knows', () => {
  expect(gainValue(pieces(2), { value: minor(10_00), quantity: pieces(3) }, minor(1))).toBe(6_67);
  expect(gainValue(pieces(2), null, minor(5_00))).toBe(5_00);
  expect(gainValue(pieces(2), null, null)).toBeNull();
});
