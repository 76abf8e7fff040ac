import { type Minor, minor } from '../../shared/units/minor.ts';

/**
 * Costing by brute force, written from the domain and sharing nothing with the rules but the units. Every thousandth of a
 * piece is a token of its own on a shelf; after each fact everything is played again from the first one, and only then is
 * compared with what had been posted. Too slow for a shop, too simple to be wrong in the same way.
 */
export type Fact = { id: number; postedOn: string; occurredAt: number } & (
  | { kind: 'in'; quantity: number; value: number }
  | { kind: 'out'; quantity: number }
  | { kind: 'giveBack'; of: number }
  | { kind: 'return'; of: number; quantity: number }
);

interface Token {
  layer: number;
}

interface Played {
  /** Change of Inventory by cause and the draw it belongs to (0: goods that came in). */
  costs: Map<string, number>;
  shelf: Token[];
  owed: { draw: number }[];
  valueOf: Map<number, number>;
  owedValueOf: Map<number, number>;
}

/** Half away from zero, on exact fractions. */
function part(value: number, tokens: number, ofTokens: number): number {
  const [top, bottom] = [BigInt(Math.abs(value)) * BigInt(tokens) * 2n + BigInt(ofTokens), BigInt(ofTokens) * 2n];
  return Number(top / bottom) * Math.sign(value);
}

/** All facts in costing order, from an empty shelf. */
export function play(method: 'fifo' | 'movingAverage', facts: readonly Fact[]): Played {
  const order = facts.toSorted((a, b) => (a.postedOn < b.postedOn ? -1 : a.postedOn > b.postedOn ? 1 : a.occurredAt - b.occurredAt || a.id - b.id));
  const rank = new Map(order.map((fact, index) => [fact.id, index]));
  const state: Played = { costs: new Map(), shelf: [], owed: [], valueOf: new Map(), owedValueOf: new Map() };
  /** Who holds which tokens of a layer, and at what value: draw → layer → [tokens, value]. */
  const held = new Map<number, Map<number, [number, number]>>();
  const returned = new Map<number, [number, number]>();
  let latest: { value: number; quantity: number } | undefined;

  const charge = (cause: number, draw: number, value: number) => state.costs.set(`${cause}|${draw}`, (state.costs.get(`${cause}|${draw}`) ?? 0) + value);
  const hold = (draw: number, layer: number, tokens: number, value: number) => {
    const mine = held.get(draw) ?? held.set(draw, new Map()).get(draw)!;
    const [t, v] = mine.get(layer) ?? [0, 0];
    mine.set(layer, [t + tokens, v + value]);
  };
  const put = (layer: number, tokens: number, value: number) => {
    for (let i = 0; i < tokens; i += 1) state.shelf.push({ layer });
    state.valueOf.set(layer, (state.valueOf.get(layer) ?? 0) + value);
    state.shelf.sort((a, b) => (rank.get(a.layer) ?? -1) - (rank.get(b.layer) ?? -1));
  };
  const takeTokens = (cause: number, draw: number, tokens: number) => {
    const picked = state.shelf.splice(0, tokens);
    for (const layer of new Set(picked.map((token) => token.layer))) {
      const count = picked.filter((token) => token.layer === layer).length;
      const before = count + state.shelf.filter((token) => token.layer === layer).length;
      const value = part(state.valueOf.get(layer)!, count, before);
      state.valueOf.set(layer, state.valueOf.get(layer)! - value);
      hold(draw, layer, count, value);
      charge(cause, draw, -value);
    }
  };
  const owe = (draw: number, tokens: number) => {
    const value = latest ? part(latest.value, tokens, latest.quantity) : 0;
    for (let i = 0; i < tokens; i += 1) state.owed.push({ draw });
    state.owedValueOf.set(draw, value);
    hold(draw, -draw, tokens, value);
    charge(draw, draw, -value);
  };
  const forgive = (cause: number, draw: number, tokens: number) => {
    const before = state.owed.filter((iou) => iou.draw === draw).length;
    const value = part(state.owedValueOf.get(draw)!, tokens, before);
    for (let i = 0; i < tokens; i += 1) state.owed.splice(state.owed.findIndex((iou) => iou.draw === draw), 1);
    state.owedValueOf.set(draw, state.owedValueOf.get(draw)! - value);
    hold(draw, -draw, -tokens, -value);
    charge(cause, draw, value);
  };
  const settle = (cause: number) => {
    while (state.owed.length > 0 && state.shelf.length > 0) {
      const draw = state.owed[0]!.draw;
      const layer = state.shelf[0]!.layer;
      const tokens = Math.min(state.owed.filter((iou) => iou.draw === draw).length, state.shelf.filter((token) => token.layer === layer).length);
      forgive(cause, draw, tokens);
      takeTokens(cause, draw, tokens);
    }
  };
  const shelfOf = (fact: Fact) => (method === 'fifo' ? fact.id : 0);

  for (const fact of order) {
    if (fact.kind === 'in') {
      latest = fact;
      put(shelfOf(fact), fact.quantity, fact.value);
      charge(fact.id, 0, fact.value);
    } else if (fact.kind === 'out') {
      const there = Math.min(fact.quantity, state.shelf.length);
      takeTokens(fact.id, fact.id, there);
      if (there < fact.quantity) owe(fact.id, fact.quantity - there);
    } else if (fact.kind === 'giveBack') {
      for (const [layer, [tokens, value]] of held.get(fact.of)!) {
        if (layer === -fact.of) {
          if (tokens > 0) forgive(fact.id, fact.of, tokens);
        } else {
          put(layer, tokens, value);
          charge(fact.id, fact.of, value);
        }
      }
      held.delete(fact.of);
    } else {
      const original = order.find((other) => other.id === fact.of)!;
      const whole = [...held.get(fact.of)!.values()].reduce((sum, [, value]) => sum + value, 0);
      const [tokens, value] = returned.get(fact.of) ?? [0, 0];
      const share = part(whole, tokens + fact.quantity, original.kind === 'out' ? original.quantity : 0) - value;
      returned.set(fact.of, [tokens + fact.quantity, value + share]);
      put(shelfOf(fact), fact.quantity, share);
      charge(fact.id, 0, share);
    }
    settle(fact.id);
  }
  return state;
}

/** The books the facts should have led to: what was posted when, step by step, never into a closed period. */
export class Oracle {
  readonly facts: Fact[] = [];
  readonly method: 'fifo' | 'movingAverage';
  readonly roleOf = new Map<number, string>();
  /** Inventory by day. */
  readonly byDay = new Map<string, number>();
  /** The other side by day and role. */
  readonly byDayAndRole = new Map<string, number>();
  private readonly posted = new Map<string, number>();

  constructor(method: 'fifo' | 'movingAverage') {
    this.method = method;
  }

  record(fact: Fact, role: string, firstOpenOn: string): void {
    this.facts.push(fact);
    this.roleOf.set(fact.id, role);
    this.post(firstOpenOn);
  }

  reprice(id: number, delta: number, on: string, role: string, firstOpenOn: string): void {
    const receipt = this.facts.find((fact) => fact.id === id);
    if (receipt?.kind !== 'in') throw new Error('only goods that came in have a price');
    receipt.value += delta;
    this.posted.set(`${id}|0`, (this.posted.get(`${id}|0`) ?? 0) + delta);
    this.book(on, role, delta);
    this.post(firstOpenOn);
  }

  /** What goods cost that came in last before a place in the order. */
  latestCost(postedOn: string, occurredAt: number): { value: number; quantity: number } | undefined {
    const before = this.facts.filter((fact) => fact.kind === 'in' && (fact.postedOn < postedOn || (fact.postedOn === postedOn && fact.occurredAt <= occurredAt)));
    const last = before.toSorted((a, b) => (a.postedOn < b.postedOn ? -1 : a.postedOn > b.postedOn ? 1 : a.occurredAt - b.occurredAt || a.id - b.id)).at(-1);
    return last?.kind === 'in' ? last : undefined;
  }

  layers(): { quantity: number; value: Minor }[] {
    const { shelf, owed, valueOf, owedValueOf } = play(this.method, this.facts);
    const stocked = [...new Set(shelf.map((token) => token.layer))].map((layer) => ({
      quantity: shelf.filter((token) => token.layer === layer).length,
      value: minor(valueOf.get(layer)!),
    }));
    const owing = [...new Set(owed.map((iou) => iou.draw))].map((draw) => ({
      quantity: -owed.filter((iou) => iou.draw === draw).length,
      value: minor(-owedValueOf.get(draw)!),
    }));
    return [...stocked, ...owing];
  }

  private post(firstOpenOn: string): void {
    const { costs } = play(this.method, this.facts);
    for (const key of new Set([...costs.keys(), ...this.posted.keys()])) {
      const [cause, draw] = key.split('|').map(Number) as [number, number];
      const change = (costs.get(key) ?? 0) - (this.posted.get(key) ?? 0);
      if (change === 0) continue;
      const causedOn = this.facts.find((fact) => fact.id === cause)!.postedOn;
      this.book(causedOn < firstOpenOn ? firstOpenOn : causedOn, this.roleOf.get(draw || cause)!, change);
      this.posted.set(key, costs.get(key) ?? 0);
    }
  }

  private book(on: string, role: string, change: number): void {
    this.byDay.set(on, (this.byDay.get(on) ?? 0) + change);
    this.byDayAndRole.set(`${on}|${role}`, (this.byDayAndRole.get(`${on}|${role}`) ?? 0) - change);
  }
}
