import fc from 'fast-check';
import { expect, test } from 'vitest';
import { debit } from '../../shared/accounting/entry.rules.ts';
import { type Day, day as asDay } from '../../shared/units/day.ts';
import { minor } from '../../shared/units/minor.ts';
import { pieces } from '../../shared/units/quantity.ts';
import { revalueReceipt } from '../../main/inventory/costing.service.ts';
import { trackVariant } from '../../main/inventory/lot.service.ts';
import { newShop, type TestShop } from '../support/shop.ts';
import { runs } from '../support/soak.ts';
import { january, moveAndPost, newLocation, newVariant, postTest } from './support.ts';

/**
 * What pieces with serial numbers cost, by brute force: every receipt and every return is a bag of named pieces with one
 * value. All facts are played again from the first, in order, after each new one. Shares nothing with the rules but units.
 */
type Fact = { id: number; on: number; minute: number } & (
  | { kind: 'in'; numbers: number[]; value: number }
  | { kind: 'out'; numbers: number[] }
  | { kind: 'cancel'; of: number }
  | { kind: 'return'; of: number; numbers: number[] }
);

interface Bag {
  id: number;
  count: number;
  value: number;
}

function part(value: number, count: number, of: number): number {
  const [top, bottom] = [BigInt(value) * BigInt(count) * 2n + BigInt(of), BigInt(of) * 2n];
  return Number(top / bottom);
}

const inOrder = (a: Fact, b: Fact): number => a.on - b.on || a.minute - b.minute || a.id - b.id;

/** The bags that still hold pieces, in any order, and what each draw cost. */
function play(facts: readonly Fact[]): { bags: Bag[]; costOf: Map<number, number> } {
  const bags = new Map<number, Bag>();
  const bagOf = new Map<number, number>();
  const taken = new Map<number, { bag: number; numbers: number[]; value: number }[]>();
  const put = (id: number, numbers: readonly number[], value: number): void => {
    bags.set(id, { id, count: numbers.length, value });
    for (const number of numbers) bagOf.set(number, id);
  };
  for (const fact of [...facts].sort(inOrder)) {
    if (fact.kind === 'in') put(fact.id, fact.numbers, fact.value);
    else if (fact.kind === 'out') {
      taken.set(fact.id, [...new Set(fact.numbers.map((number) => bagOf.get(number)!))].map((id) => {
        const bag = bags.get(id)!;
        const numbers = fact.numbers.filter((number) => bagOf.get(number) === id).sort((a, b) => a - b);
        const value = part(bag.value, numbers.length, bag.count);
        bag.count -= numbers.length;
        bag.value -= value;
        return { bag: id, numbers, value };
      }));
    } else if (fact.kind === 'cancel') {
      for (const { bag, numbers, value } of taken.get(fact.of)!) {
        bags.get(bag)!.count += numbers.length;
        bags.get(bag)!.value += value;
      }
      taken.delete(fact.of);
    } else {
      const value = taken.get(fact.of)!.flatMap(({ numbers, value: whole }) => numbers.map((number, nth) => ({ number, cost: part(whole, nth + 1, numbers.length) - part(whole, nth, numbers.length) })));
      put(fact.id, fact.numbers, value.filter(({ number }) => fact.numbers.includes(number)).reduce((sum, { cost }) => sum + cost, 0));
    }
  }
  const costOf = new Map([...taken].map(([id, parts]) => [id, parts.reduce((sum, { value }) => sum + value, 0)]));
  return { bags: [...bags.values()].filter((bag) => bag.count > 0), costOf };
}

const picks = fc.array(fc.nat(40), { minLength: 1, maxLength: 3 });
const when = { day: fc.integer({ min: 1, max: 20 }), minute: fc.nat(3) };
const step = fc.oneof(
  { weight: 4, arbitrary: fc.record({ do: fc.constant('receive' as const), ...when, count: fc.integer({ min: 1, max: 4 }), value: fc.nat(500) }) },
  { weight: 6, arbitrary: fc.record({ do: fc.constant('draw' as const), ...when, picks }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('return' as const), ...when, pick: fc.nat(20), picks }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('cancel' as const), ...when, pick: fc.nat(20) }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('reprice' as const), ...when, pick: fc.nat(20), delta: fc.integer({ min: -50, max: 80 }) }) },
);

class Life {
  readonly facts: Fact[] = [];
  readonly shop: TestShop;
  readonly variantId: number;
  private numbers = 0;

  constructor(shop: TestShop) {
    this.shop = shop;
    this.variantId = newVariant(shop);
    shop.tx((tx) => trackVariant(tx, { variantId: this.variantId, tracking: 'serial' }));
  }

  happen(one: typeof step extends fc.Arbitrary<infer Step> ? Step : never): void {
    const at = { on: one.day, minute: one.minute };
    if (one.do === 'receive') {
      const numbers = Array.from({ length: one.count }, () => (this.numbers += 1));
      this.move({ ...at, kind: 'in', numbers, value: one.value });
    } else if (one.do === 'draw') {
      const here = this.here(at);
      const numbers = [...new Set(one.picks.flatMap((pick) => here[pick % Math.max(1, here.length)] ?? []))];
      if (numbers.length > 0) this.move({ ...at, kind: 'out', numbers });
    } else if (one.do === 'reprice') this.reprice(one);
    else {
      const draw = this.facts.filter((fact) => fact.kind === 'out')[one.pick % 7];
      const away = draw?.kind === 'out' ? draw.numbers.filter((number) => this.last(number)?.id === draw.id) : [];
      if (!draw || draw.kind !== 'out' || away.length === 0 || inOrder({ ...draw, ...at, id: Infinity }, draw) < 0) return;
      if (one.do === 'cancel' && away.length === draw.numbers.length) this.move({ ...at, kind: 'cancel', of: draw.id });
      if (one.do === 'return') this.move({ ...at, kind: 'return', of: draw.id, numbers: [...new Set(one.picks.map((pick) => away[pick % away.length]!))] });
    }
  }

  private touches = (fact: Fact, number: number): boolean =>
    fact.kind === 'cancel' ? this.facts.some((draw) => draw.id === fact.of && this.touches(draw, number)) : fact.numbers.includes(number);
  private last = (number: number): Fact | undefined => this.facts.filter((fact) => this.touches(fact, number)).sort(inOrder).at(-1);

  /** Pieces whose life so far ends inside, before a moment. */
  private here({ on, minute }: { on: number; minute: number }): number[] {
    return Array.from({ length: this.numbers }, (_, index) => index + 1).filter((number) => {
      const last = this.last(number);
      return last !== undefined && last.kind !== 'out' && (last.on < on || (last.on === on && last.minute <= minute));
    });
  }

  private move(fact: Fact extends infer One ? (One extends Fact ? Omit<One, 'id'> : never) : never): void {
    const place = { variantId: this.variantId, locationId: 1 };
    const named = 'numbers' in fact ? { quantity: pieces(fact.numbers.length), lots: fact.numbers.map((number) => ({ code: String(number).padStart(4, '0'), quantity: pieces(1) })) } : undefined;
    const move =
      fact.kind === 'in' ? ({ ...place, ...named!, kind: 'receipt', value: minor(fact.value), role: 'openingEquity' } as const)
      : fact.kind === 'out' ? ({ ...place, ...named!, kind: 'shipment', role: 'cogs' } as const)
      : fact.kind === 'cancel' ? ({ kind: 'cancellation', movementId: fact.of } as const)
      : ({ ...place, ...named!, kind: 'return', movementId: fact.of } as const);
    const [moved] = this.shop.tx((tx) => moveAndPost(tx, { on: january(fact.on), minute: fact.minute }, [move]));
    this.facts.push({ ...fact, id: moved!.movementId } as Fact);
  }

  private reprice({ pick, delta, day }: { pick: number; delta: number; day: number }): void {
    const receipts = this.facts.filter((fact) => fact.kind === 'in');
    const receipt = receipts[pick % Math.max(1, receipts.length)];
    if (receipt?.kind !== 'in' || day < receipt.on || receipt.value + delta < 0 || delta === 0) return;
    const postedOn: Day = asDay(january(day));
    this.shop.tx((tx) => {
      revalueReceipt(tx, { movementId: receipt.id, delta: minor(delta), postedOn });
      postTest(tx, postedOn, [debit('inventory', minor(delta)), debit('purchasePriceVariance', minor(-delta))]);
    });
    receipt.value += delta;
  }
}

test('every piece costs what the oracle says it cost, also when it left late, came back or was billed again', () => {
  let shop: TestShop | undefined;
  let played = 0;
  const property = fc.property(fc.array(step, { minLength: 5, maxLength: 24 }), (steps) => {
    if (!shop || played % 100 === 0) {
      shop?.check();
      shop?.close();
      shop = newShop();
      newLocation(shop, 'Shelf');
    }
    played += 1;
    const life = new Life(shop);
    for (const one of steps) life.happen(one);
    const { bags, costOf } = play(life.facts);
    const layers = shop.raw.prepare('select movementId as id, quantity / 1000 as count, value from costLayer where variantId = ? and quantity <> 0 order by movementId').all(life.variantId);
    expect(layers).toEqual(bags.toSorted((a, b) => a.id - b.id));
    for (const [id, cost] of costOf) expect([id, 0 - Number(shop.raw.prepare('select coalesce(sum(value), 0) from layerChange where drawId = ?').pluck().get(id))]).toEqual([id, cost]);
  });
  try {
    fc.assert(property, { numRuns: runs(60, 3_000, 'random lives of pieces against brute force'), seed: 43 });
    shop?.check();
  } finally {
    shop?.close();
  }
}, 3_600_000);
