import { mulDiv } from '../../shared/units/mul-div.ts';
import { type Fact, type Method, play, type Played } from './cost-model.ts';
import type { Part, Position } from './lots-model.ts';

export interface Level {
  onHand: number;
  onHold: number;
  allocated: number;
}

/** One change of a place, as the counter who stands there would have seen it. */
export interface Seen {
  readonly place: string;
  readonly at: number;
  readonly quantity: number;
  /** Another count said the book had been wrong: nothing moved. */
  readonly correction: boolean;
}

export interface Spot {
  variantId: number;
  locationId: number;
  binId?: number | undefined;
}

const placeKey = ({ variantId, locationId, binId = 0 }: Spot): string => `${variantId}|${locationId}|${binId}`;

/** Goods that leave a place, and how: a customer gets them, they are lost, or on their way to another place of ours. */
export interface Leaving extends Spot {
  readonly quantity: number;
  readonly held?: number;
  readonly when: Position;
  readonly how: 'sold' | 'lost' | 'carried';
  /** They are in a customer's hand, and the book has not as many there. */
  readonly beyond?: boolean;
  /** A count says the book had been wrong: nothing moved. */
  readonly correction?: boolean;
}

/** What left a place and can come back to it. */
export interface Gone extends Leaving {
  readonly parts: readonly Part[];
  /** The goods each part had come in with when it left. */
  readonly cameWith: readonly number[];
  readonly factId: number;
}

/** One parcel on its way: what left where, and what of it is still to come. */
export interface Parcel {
  readonly id: number;
  readonly variantId: number;
  readonly from: number;
  readonly to: number;
  left: number;
  parts: Part[];
}

export type NewFact = { [Kind in Fact['kind']]: Omit<Extract<Fact, { kind: Kind }>, 'id'> }[Fact['kind']];

/** Stock and books as the domain says they must be: levels, facts of each variant, and sums of postings by day and role. */
export class GoodsModel {
  readonly levels = new Map<string, Level>();
  readonly bins = new Map<string, { onHand: number; onHold: number }>();
  readonly seen: Seen[] = [];
  /** Sums of postings by day and role, and by role and open item. */
  readonly books = new Map<string, number>();
  readonly items = new Map<string, number>();
  /** What stock of a variant was worth more or less, by day. */
  readonly worth = new Map<string, number>();
  /** '' while every day is open. */
  closedThrough = '';
  readonly facts = new Map<number, Fact[]>();
  readonly touched = new Set<number>();
  private readonly posted = new Map<number, Map<string, number>>();
  private readonly played = new Map<number, Played>();
  private readonly method: Method;
  /** Pieces with serial numbers cost what they cost, whichever way the shop chose. */
  private readonly serials: number;
  private lastFact = 0;

  constructor(method: Method, serials: number) {
    this.method = method;
    this.serials = serials;
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
    if (quantity !== 0) this.seen.push({ place: placeKey(place), at, quantity, correction });
  }

  /** What the books of a bin, or of the floor of a location, know to have happened there. */
  seenAt(place: Spot): Seen[] {
    const key = placeKey(place);
    return this.seen.filter((one) => one.place === key);
  }

  /** What stands in a bin, or on the floor of a location. */
  standing(place: Spot): number {
    return this.seenAt(place).reduce((sum, one) => sum + one.quantity, 0);
  }

  /** The day something is posted that happened on a day: never into a closed one. */
  openDay(on: string): string {
    return on > this.closedThrough ? on : nextDay(this.closedThrough);
  }

  record(variantId: number, fact: NewFact): number {
    this.lastFact += 1;
    const id = this.lastFact;
    this.factsOf(variantId).push({ ...fact, id } as Fact);
    this.touch(variantId);
    return id;
  }

  fact(variantId: number, id: number): Fact {
    const found = this.factsOf(variantId).find((one) => one.id === id);
    if (!found) throw new Error(`no fact ${id}`);
    return found;
  }

  /** Whether goods that came in settled what was owed, or any of a variant left or came back after them. */
  leftSince(variantId: number, id: number): boolean {
    const settled = [...this.playOf(variantId).costs.keys()].some((key) => key.startsWith(`${id}|`) && !key.endsWith('|0'));
    return settled || this.factsOf(variantId).some((fact) => fact.id > id && fact.kind !== 'in');
  }

  /** Goods that came in cost more or less than thought; their document posts the difference, their draws follow. */
  reprice(variantId: number, id: number, delta: number): void {
    const fact = this.fact(variantId, id);
    if (fact.kind !== 'in') throw new Error('only goods that came in have a price');
    fact.value += delta;
    const posted = this.postedOf(variantId);
    posted.set(`${id}|0`, (posted.get(`${id}|0`) ?? 0) + delta);
    this.touch(variantId);
  }

  private touch(variantId: number): void {
    this.touched.add(variantId);
    this.played.delete(variantId);
  }

  /** What the last goods before a place in the order cost, for a quantity. */
  latestCost(variantId: number, quantity: number, postedOn: string, occurredAt: number): number | undefined {
    const before = this.factsOf(variantId).filter((fact) => fact.kind === 'in' && (fact.postedOn < postedOn || (fact.postedOn === postedOn && fact.occurredAt <= occurredAt)));
    const last = before.reduce<Fact | undefined>((a, b) => (!a || a.postedOn < b.postedOn || (a.postedOn === b.postedOn && a.occurredAt <= b.occurredAt) ? b : a), undefined);
    return last?.kind === 'in' ? mulDiv(last.value, quantity, last.quantity) : undefined;
  }

  book(on: string, role: string, amount: number, item?: string): void {
    add(this.books, `${on}|${role}`, amount);
    if (item !== undefined) add(this.items, `${role}|${item}`, amount);
  }

  /** The value of stock changes by a document of its own: a price told later. */
  bookStock(on: string, variantId: number, amount: number): void {
    this.book(on, 'inventory', amount);
    add(this.worth, `${variantId}|${on}`, amount);
  }

  /** Plays what was touched again and posts what differs, on the day of its cause or the first open one. */
  commit(): void {
    for (const variantId of this.touched) this.post(variantId);
    this.touched.clear();
  }

  layers(variantId: number): Played['layers'] {
    return this.playOf(variantId).layers;
  }

  /** The value of a variant's stock as its facts stand, posted or not. */
  valueOf(variantId: number): number {
    return this.layers(variantId).reduce((sum, layer) => sum + layer.value, 0);
  }

  private playOf(variantId: number): Played {
    const known = this.played.get(variantId) ?? play(variantId === this.serials ? 'fifo' : this.method, this.factsOf(variantId));
    this.played.set(variantId, known);
    return known;
  }

  private post(variantId: number): void {
    const facts = new Map(this.factsOf(variantId).map((fact) => [fact.id, fact]));
    const { costs } = this.playOf(variantId);
    const posted = this.postedOf(variantId);
    for (const key of new Set([...costs.keys(), ...posted.keys()])) {
      const change = (costs.get(key) ?? 0) - (posted.get(key) ?? 0);
      if (change === 0) continue;
      const [cause = 0, draw = 0] = key.split('|').map(Number);
      const on = this.openDay(facts.get(cause)?.postedOn ?? '');
      this.bookStock(on, variantId, change);
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

export const add = (sums: Map<string, number>, key: string, amount: number): void => void sums.set(key, (sums.get(key) ?? 0) + amount);
