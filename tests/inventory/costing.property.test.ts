import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { AccountRole } from '../../shared/accounting/entry.rules.ts';
import { debit } from '../../shared/accounting/entry.rules.ts';
import type { Move } from '../../shared/inventory/stock-move.rules.ts';
import type { Day } from '../../shared/units/day.ts';
import { minor } from '../../shared/units/minor.ts';
import { quantity } from '../../shared/units/quantity.ts';
import { firstOpenDay, openDay } from '../../main/accounting/period.queries.ts';
import { lockPeriod, reopenPeriod } from '../../main/accounting/period.service.ts';
import type { Tx } from '../../main/database/handles.ts';
import { revalueReceipt } from '../../main/inventory/costing.service.ts';
import { newShop, type TestShop } from '../support/shop.ts';
import { runs } from '../support/soak.ts';
import { type Fact, Oracle } from './costing-oracle.ts';
import { atMinute, january, moveAndPost, newLocation, newVariant, postedAfter, postTest } from './support.ts';

type Step =
  | { do: 'receive'; day: number; minute: number; quantity: number; value: number }
  | { do: 'gain'; day: number; minute: number; quantity: number; value: number }
  | { do: 'draw'; day: number; minute: number; quantity: number; role: 'cogs' | 'stockLossScrap' }
  | { do: 'cancel'; day: number; minute: number; pick: number }
  | { do: 'return'; day: number; minute: number; pick: number; quantity: number }
  | { do: 'reprice'; day: number; pick: number; delta: number }
  | { do: 'close'; day: number }
  | { do: 'reopen'; day: number };

const lastDay = 20;
const day = fc.integer({ min: 1, max: lastDay });
const minute = fc.integer({ min: 0, max: 3 });
const amount = fc.integer({ min: 1, max: 9 });
const goods = { day, minute, quantity: amount, value: fc.integer({ min: 0, max: 400 }) };
const pick = fc.nat(20);

const step: fc.Arbitrary<Step> = fc.oneof(
  { weight: 6, arbitrary: fc.record({ do: fc.constant('receive' as const), ...goods }) },
  { weight: 9, arbitrary: fc.record({ do: fc.constant('draw' as const), day, minute, quantity: amount, role: fc.constantFrom('cogs' as const, 'stockLossScrap' as const) }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('gain' as const), ...goods }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('cancel' as const), day, minute, pick }) },
  { weight: 3, arbitrary: fc.record({ do: fc.constant('return' as const), day, minute, pick, quantity: amount }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('reprice' as const), day, pick, delta: fc.integer({ min: -60, max: 90 }) }) },
);

/** Steps inside one list happen in one command; closing and reopening are commands of their own. */
const moves = fc.array(step, { minLength: 1, maxLength: 3 });
const closing: fc.Arbitrary<Step[]> = fc.oneof({ weight: 2, arbitrary: fc.record({ do: fc.constant('close' as const), day }) }, { weight: 1, arbitrary: fc.record({ do: fc.constant('reopen' as const), day }) }).map((one) => [one]);
const history = fc.array(fc.oneof({ weight: 6, arbitrary: moves }, { weight: 1, arbitrary: closing }), { minLength: 4, maxLength: 20 });

interface Play {
  shop: TestShop;
  oracle: Oracle;
  variantId: number;
  locationId: number;
}

function happen({ oracle, variantId, locationId }: Play, tx: Tx, step: Step): void {
  const firstOpenOn = firstOpenDay(tx);
  if (step.do === 'close') {
    if (january(step.day) >= firstOpenOn) lockPeriod(tx, { throughOn: january(step.day), reason: 'test' });
    return;
  }
  if (step.do === 'reopen') {
    if (january(step.day) < firstOpenOn) reopenPeriod(tx, { from: january(step.day), reason: 'test' });
    return;
  }
  if (step.do === 'reprice') return reprice(oracle, tx, step, firstOpenOn);
  const asked = openDay(tx, january(step.day));
  const record = (move: Move, role: AccountRole, fact: (at: { id: number; postedOn: string; occurredAt: number }) => Fact, notBefore?: Fact) => {
    const postedOn = notBefore && notBefore.postedOn > asked ? (notBefore.postedOn as Day) : asked;
    const [moved] = moveAndPost(tx, { on: january(step.day), minute: step.minute, postedOn }, [move]);
    const occurredAt = Math.max(atMinute(january(step.day), step.minute), notBefore?.occurredAt ?? 0);
    oracle.record(fact({ id: moved!.movementId, postedOn, occurredAt }), role, firstOpenOn);
  };
  const place = { variantId, locationId };
  if (step.do === 'receive') {
    const move = { ...place, kind: 'receipt', quantity: quantity(step.quantity), value: minor(step.value), role: 'openingEquity' } as const;
    record(move, 'openingEquity', (at) => ({ ...at, kind: 'in', quantity: step.quantity, value: step.value }));
  } else if (step.do === 'gain') {
    const move = { ...place, kind: 'gain', quantity: quantity(step.quantity), value: minor(step.value), role: 'stockGain', reason: 'found' } as const;
    record(move, 'stockGain', (at) => ({ ...at, kind: 'in', quantity: step.quantity, value: step.value }));
  } else if (step.do === 'draw') {
    const move: Move =
      step.role === 'cogs'
        ? { ...place, kind: 'shipment', quantity: quantity(step.quantity), role: step.role }
        : { ...place, kind: 'loss', quantity: quantity(step.quantity), role: step.role, reason: 'damage' };
    record(move, step.role, (at) => ({ ...at, kind: 'out', quantity: step.quantity }));
  } else {
    const draw = drawStillAway(oracle, step.pick, step.do);
    if (!draw) return;
    const role = oracle.roleOf.get(draw.fact.id) as AccountRole;
    const of = draw.fact.id;
    if (step.do === 'cancel') record({ kind: 'cancellation', movementId: of }, role, (at) => ({ ...at, kind: 'giveBack', of }), draw.fact);
    else {
      const back = Math.min(step.quantity, draw.away);
      record({ kind: 'return', movementId: of, quantity: quantity(back), locationId }, role, (at) => ({ ...at, kind: 'return', of, quantity: back }), draw.fact);
    }
  }
}

function reprice(oracle: Oracle, tx: Tx, step: Extract<Step, { do: 'reprice' }>, firstOpenOn: Day): void {
  const receipts = oracle.facts.filter((fact) => fact.kind === 'in');
  const receipt = receipts[step.pick % Math.max(1, receipts.length)];
  if (receipt?.kind !== 'in') return;
  const delta = Math.max(step.delta, -receipt.value);
  if (delta === 0) return;
  const asked = openDay(tx, january(step.day));
  const postedOn = asked < receipt.postedOn ? (receipt.postedOn as Day) : asked;
  revalueReceipt(tx, { movementId: receipt.id, delta: minor(delta), postedOn });
  postTest(tx, postedOn, [debit('inventory', minor(delta)), debit('purchasePriceVariance', minor(-delta))]);
  oracle.reprice(receipt.id, delta, postedOn, 'purchasePriceVariance', firstOpenOn);
}

function drawStillAway(oracle: Oracle, pick: number, back: 'cancel' | 'return'): { fact: Fact; away: number } | undefined {
  const away = oracle.facts.flatMap((fact) => {
    if (fact.kind !== 'out') return [];
    const comebacks = oracle.facts.filter((other) => 'of' in other && other.of === fact.id);
    if (comebacks.some((other) => other.kind === 'giveBack') || (back === 'cancel' && comebacks.length > 0)) return [];
    const left = fact.quantity - comebacks.reduce((sum, other) => sum + (other.kind === 'return' ? other.quantity : 0), 0);
    return left > 0 ? [{ fact, away: left }] : [];
  });
  return away[pick % Math.max(1, away.length)];
}

function expectSame({ shop, oracle, variantId }: Play, lastEntryBefore: number, days: readonly number[]): void {
  const layers = shop.raw.prepare('select quantity, value from costLayer where variantId = ? and (quantity <> 0 or value <> 0)').all(variantId);
  expect(sorted(layers)).toEqual(sorted(oracle.layers()));
  const expected = [
    ...[...oracle.byDay].map(([postedOn, sum]) => ({ postedOn, role: 'inventory', amount: sum })),
    ...[...oracle.byDayAndRole].map(([key, sum]) => ({ postedOn: key.slice(0, 10), role: key.slice(11), amount: sum })),
  ].filter((row) => row.amount !== 0);
  expect(sorted(postedAfter(shop, lastEntryBefore))).toEqual(sorted(expected));
  // INV-S2, and INV-S3 on the days asked for.
  const onHand = shop.raw.prepare('select sum(quantity) from stockMovement where variantId = ?').pluck().get(variantId);
  const layered = shop.raw.prepare('select sum(quantity) from costLayer where variantId = ?').pluck().get(variantId);
  expect(layered).toBe(onHand);
  for (const number of days) expect(layerValueAt(shop, january(number)), january(number)).toBe(inventoryAt(shop, january(number)));
}

const sorted = (rows: readonly unknown[]): string[] => rows.map((row) => JSON.stringify(row, Object.keys(row as object).toSorted())).toSorted();
const layerValueAt = (shop: TestShop, on: Day) => shop.raw.prepare('select coalesce(sum(value), 0) from layerChange where postedOn <= ?').pluck().get(on);
const inventoryAt = (shop: TestShop, on: Day) =>
  shop.raw.prepare("select coalesce(sum(amount), 0) from posting join accountRole using (ledgerAccountId) where role = 'inventory' and postedOn <= ?").pluck().get(on);

test.each([
  { costingMethod: 'fifo' as const, seed: 41 },
  { costingMethod: 'movingAverage' as const, seed: 42 },
])('whatever happens late, early, twice or backwards, $costingMethod costs what the oracle costs', ({ costingMethod, seed }) => {
  let shop: TestShop | undefined;
  let played = 0;
  const property = fc.property(history, fc.array(day, { minLength: 10, maxLength: 10 }), (commands, days) => {
    // A file of its own for every hundred histories keeps the sums over all days quick.
    if (!shop || played % 100 === 0) {
      shop?.close();
      shop = newShop({ costingMethod });
      newLocation(shop, 'Counter', 'allow', 'shop');
    }
    played += 1;
    const play: Play = { shop, oracle: new Oracle(costingMethod), variantId: newVariant(shop), locationId: 1 };
    const lastEntry = Number(shop.raw.prepare('select coalesce(max(id), 0) from journalEntry').pluck().get());
    for (const steps of commands) shop.tx((tx) => steps.forEach((one) => happen(play, tx, one)));
    expectSame(play, lastEntry, days);
    shop.tx((tx) => january(1) < firstOpenDay(tx) && reopenPeriod(tx, { from: january(1), reason: 'next history' }));
  });
  try {
    fc.assert(property, { numRuns: runs(50, 10_000, 'random stock histories against brute force, per method'), seed });
  } finally {
    shop?.close();
  }
}, 3_600_000);
