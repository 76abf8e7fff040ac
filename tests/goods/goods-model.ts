import { mulDiv } from '../../shared/units/mul-div.ts';
import { type Fact, type Method, play } from './cost-model.ts';

export interface Level {
  onHand: number;
  onHold: number;
  allocated: number;
}

/** One change of a place, as the counter who stands there would have seen it. */
interface Seen {
  readonly place: string;
  readonly at: number;
  readonly quantity: number;
  /** Another count said the book had been wrong: nothing moved. */
  readonly correction: boolean;
}

type NewFact = { [Kind in Fact['kind']]: Omit<Extract<Fact, { kind: Kind }>, 'id'> }[Fact['kind']];

/** Stock and books as the domain says they must be: levels, facts of each variant, and sums of postings by day and role. */
export class GoodsModel {
  readonly levels = new Map<string, Level>();
  readonly bins = new Map<string, { onHand: number; onHold: number }>();
  readonly seen: Seen[] = [];
  readonly books = new Map<string, number>();
  /** '' while every day is open. */
  closedThrough = '';
  readonly facts = new Map<number, Fact[]>();
  readonly touched = new Set<number>();
  private readonly posted = new Map<number, Map<string, number>>();
  private readonly method: Method;
  private lastFact = 0;

  constructor(method: Method) {
    this.method = method;
  }

  level(variantId: number, locationId: number): Level {
    const key = `${variantId}|${locationId}`;
    const known = this.levels.get(key) ?? { onHand: 0, onHold: 0, allocated: 0 };
    this.levels.set(key, known);
    return known;
  }

  bin(variantId: number, binId: number): { onHand: number; onHold: number } {
    const key = `${variantId}|${binId}`;
    const known = this.bins.get(key) ?? { onHand: 0, onHold: 0 };
    this.bins.set(key, known);
    return known;
  }

  available(variantId: number, locationId: number): number {
    const { onHand, onHold, allocated } = this.level(variantId, locationId);
    return onHand - onHold - allocated;
  }

  /** Goods come to a place (positive) or leave it; `held` of them on hold. */
  move(place: { variantId: number; locationId: number; binId?: number | undefined; at: number; correction?: boolean }, quantity: number, held = 0): void {
    const { variantId, locationId, binId, at, correction = false } = place;
    const levels = [this.level(variantId, locationId), ...(binId === undefined ? [] : [this.bin(variantId, binId)])];
    for (const level of levels) {
      level.onHand += quantity;
      level.onHold += held;
    }
    this.seen.push({ place: `${variantId}|${locationId}`, at, quantity, correction });
    this.touched.add(variantId);
  }

  /** What stood at a place at an instant, as far as is known by now. */
  bookAt(variantId: number, locationId: number, at: number): number {
    return this.seen.filter((one) => one.place === `${variantId}|${locationId}` && (one.correction || one.at <= at)).reduce((sum, one) => sum + one.quantity, 0);
  }

  /** The day something is posted that happened on a day: never into a closed one. */
  openDay(on: string): string {
    return on > this.closedThrough ? on : nextDay(this.closedThrough);
  }

  record(variantId: number, fact: NewFact): number {
    this.lastFact += 1;
    const id = this.lastFact;
    this.factsOf(variantId).push({ ...fact, id } as Fact);
    this.touched.add(variantId);
    return id;
  }

  fact(variantId: number, id: number): Fact {
    const found = this.factsOf(variantId).find((fact) => fact.id === id);
    if (!found) throw new Error(`no fact ${id}`);
    return found;
  }

  /** Goods that came in cost more or less than thought; their document posts the difference, their draws follow. */
  reprice(variantId: number, id: number, delta: number): void {
    const fact = this.fact(variantId, id);
    if (fact.kind !== 'in') throw new Error('only goods that came in have a price');
    fact.value += delta;
    const posted = this.postedOf(variantId);
    posted.set(`${id}|0`, (posted.get(`${id}|0`) ?? 0) + delta);
    this.touched.add(variantId);
  }

  /** What the last goods before a place in the order cost, for a quantity. */
  latestCost(variantId: number, quantity: number, postedOn: string, occurredAt: number): number | undefined {
    const before = this.factsOf(variantId).filter((fact) => fact.kind === 'in' && (fact.postedOn < postedOn || (fact.postedOn === postedOn && fact.occurredAt <= occurredAt)));
    const last = before.reduce<Fact | undefined>((a, b) => (!a || a.postedOn < b.postedOn || (a.postedOn === b.postedOn && a.occurredAt <= b.occurredAt) ? b : a), undefined);
    return last?.kind === 'in' ? mulDiv(last.value, quantity, last.quantity) : undefined;
  }

  book(on: string, role: string, amount: number): void {
    const key = `${on}|${role}`;
    this.books.set(key, (this.books.get(key) ?? 0) + amount);
  }

  /** Plays what was touched again and posts what differs, on the day of its cause or the first open one. */
  commit(): void {
    for (const variantId of this.touched) this.post(variantId);
    this.touched.clear();
  }

  layers(variantId: number): { quantity: number; value: number }[] {
    return play(this.method, this.factsOf(variantId)).layers;
  }

  private post(variantId: number): void {
    const facts = new Map(this.factsOf(variantId).map((fact) => [fact.id, fact]));
    const { costs } = play(this.method, [...facts.values()]);
    const posted = this.postedOf(variantId);
    for (const key of new Set([...costs.keys(), ...posted.keys()])) {
      const change = (costs.get(key) ?? 0) - (posted.get(key) ?? 0);
      if (change === 0) continue;
      const [cause = 0, draw = 0] = key.split('|').map(Number);
      const on = this.openDay(facts.get(cause)?.postedOn ?? '');
      this.book(on, 'inventory', change);
      this.book(on, facts.get(draw || cause)?.role ?? '', -change);
      posted.set(key, costs.get(key) ?? 0);
    }
  }

  private postedOf(variantId: number): Map<string, number> {
    const known = this.posted.get(variantId) ?? new Map<string, number>();
    this.posted.set(variantId, known);
    return known;
  }

  private factsOf(variantId: number): Fact[] {
    const known = this.facts.get(variantId) ?? [];
    this.facts.set(variantId, known);
    return known;
  }
}

export const nextDay = (on: string): string => (on === '' ? '' : new Date(Date.parse(on) + 86_400_000).toISOString().slice(0, 10));
