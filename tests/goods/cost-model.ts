import { mulDiv } from '../../shared/units/mul-div.ts';

/**
 * What goods cost, by brute force: after every fact the whole life of a variant is played again from the first one. Written
 * from the domain's words ("Costing", "Negative stock", "Backdating"); it knows nothing of the rules but the units.
 */
export type Fact = { readonly id: number; readonly postedOn: string; readonly occurredAt: number; readonly role: string } & (
  | { kind: 'in'; readonly quantity: number; value: number }
  /** `pieces`: with serial numbers, each costs what the goods cost it came in with. */
  | { readonly kind: 'out'; readonly quantity: number; readonly pieces?: readonly { readonly of: number; readonly quantity: number }[] }
  | { readonly kind: 'back'; readonly of: number }
);

export type Method = 'fifo' | 'movingAverage';

interface Pile {
  /** The goods it came in with, or the draw that owes it. */
  readonly fact: number;
  quantity: number;
  value: number;
}

/** What a draw holds of a pile: goods and the value it took with them. */
interface Holding {
  readonly pile: Pile;
  quantity: number;
  value: number;
}

export interface Played {
  /** Change of Inventory by "cause|draw"; draw 0 means goods that came in. */
  readonly costs: Map<string, number>;
  /** What lies there and what is owed (negative), by layer. */
  readonly layers: { quantity: number; value: number; fact: number }[];
}

export function inOrder(a: Fact, b: Fact): number {
  return a.postedOn < b.postedOn ? -1 : a.postedOn > b.postedOn ? 1 : a.occurredAt - b.occurredAt || a.id - b.id;
}

/** All facts in costing order, from an empty shelf. */
export function play(method: Method, facts: readonly Fact[]): Played {
  return new Shelf(method).play(facts.toSorted(inOrder));
}

class Shelf {
  private readonly method: Method;
  private readonly piles: Pile[] = [];
  private readonly owed: (Pile & { readonly draw: number })[] = [];
  private readonly held = new Map<number, Holding[]>();
  private readonly costs = new Map<string, number>();
  private latest: { quantity: number; value: number } | undefined;

  constructor(method: Method) {
    this.method = method;
  }

  play(order: readonly Fact[]): Played {
    for (const fact of order) {
      if (fact.kind === 'in') this.comeIn(fact);
      else if (fact.kind === 'out') this.goOut(fact);
      else this.giveBack(fact);
      this.settle(fact.id);
    }
    const layers = [...this.piles, ...this.owed.map(({ fact, quantity, value }) => ({ fact, quantity: -quantity, value: -value }))];
    return { costs: this.costs, layers: layers.filter(({ quantity }) => quantity !== 0).map(({ fact, quantity, value }) => ({ fact, quantity, value })) };
  }

  private comeIn(fact: Extract<Fact, { kind: 'in' }>): void {
    this.latest = fact;
    // Moving average is one pile that grows and shrinks.
    const pile = (this.method === 'movingAverage' ? this.piles[0] : undefined) ?? { fact: fact.id, quantity: 0, value: 0 };
    if (!this.piles.includes(pile)) this.piles.push(pile);
    pile.quantity += fact.quantity;
    pile.value += fact.value;
    this.charge(fact.id, 0, fact.value);
  }

  private goOut(fact: Extract<Fact, { kind: 'out' }>): void {
    const named = fact.pieces ?? [];
    for (const { of, quantity } of named) this.take(fact.id, fact.id, quantity, this.piles.filter((pile) => pile.fact === of));
    const missing = named.length > 0 ? 0 : this.take(fact.id, fact.id, fact.quantity);
    if (missing === 0) return;
    const value = this.latest ? mulDiv(this.latest.value, missing, this.latest.quantity) : 0;
    const debt = { fact: fact.id, draw: fact.id, quantity: missing, value };
    this.owed.push(debt);
    this.hold(fact.id, debt, missing, value);
    this.charge(fact.id, fact.id, -value);
  }

  /** Takes the oldest goods first, in proportion; answers what was not there. */
  private take(cause: number, draw: number, wanted: number, from: readonly Pile[] = this.piles): number {
    let missing = wanted;
    for (const pile of from) {
      const taken = Math.min(missing, pile.quantity);
      if (taken === 0) continue;
      const value = taken === pile.quantity ? pile.value : mulDiv(pile.value, taken, pile.quantity);
      pile.quantity -= taken;
      pile.value -= value;
      missing -= taken;
      this.hold(draw, pile, taken, value);
      this.charge(cause, draw, -value);
    }
    return missing;
  }

  private giveBack(fact: Extract<Fact, { kind: 'back' }>): void {
    for (const { pile, quantity, value } of this.held.get(fact.of) ?? []) {
      const sign = 'draw' in pile ? -1 : 1;
      pile.quantity += sign * quantity;
      pile.value += sign * value;
      this.charge(fact.id, fact.of, value);
    }
    this.held.delete(fact.of);
  }

  /** What is owed and what lies there never stand side by side. */
  private settle(cause: number): void {
    for (const debt of this.owed) {
      const there = this.piles.reduce((sum, pile) => sum + pile.quantity, 0);
      if (debt.quantity === 0 || there === 0) continue;
      this.settlePart(cause, debt);
    }
  }

  private settlePart(cause: number, debt: Pile & { readonly draw: number }): void {
    for (const pile of this.piles) {
      const settled = Math.min(debt.quantity, pile.quantity);
      if (settled === 0) continue;
      const estimate = mulDiv(debt.value, settled, debt.quantity);
      debt.quantity -= settled;
      debt.value -= estimate;
      this.hold(debt.draw, debt, -settled, -estimate);
      this.charge(cause, debt.draw, estimate);
      this.take(cause, debt.draw, settled);
    }
  }

  private hold(draw: number, pile: Pile, quantity: number, value: number): void {
    const mine = this.held.get(draw) ?? [];
    this.held.set(draw, mine);
    const known = mine.find((holding) => holding.pile === pile);
    if (!known) mine.push({ pile, quantity, value });
    else {
      known.quantity += quantity;
      known.value += value;
    }
  }

  private charge(cause: number, draw: number, value: number): void {
    const key = `${cause}|${draw}`;
    this.costs.set(key, (this.costs.get(key) ?? 0) + value);
  }
}
