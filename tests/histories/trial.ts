import type { AskOf, MethodsOf, OutputOf } from '../../main/database/handlers.ts';
import type { Contract } from '../../shared/app/contract.ts';
import { Refusal } from '../../shared/refusal/refusal.ts';
import { dayOf } from '../../shared/units/calendar.ts';
import { day } from '../../shared/units/day.ts';
import { instant } from '../../shared/units/instant.ts';
import { pieces } from '../../shared/units/quantity.ts';
import { percent, ratePpm } from '../../shared/units/rate-ppm.ts';
import { unitPrice } from '../../shared/units/unit-price.ts';
import { randomFrom } from '../support/random.ts';
import { newShop, openingTime, type TestShop } from '../support/shop.ts';
import { Books } from './money-model.ts';
import type { Line, Order } from './order-model.ts';
import type { Policy, Receipt } from './return-model.ts';
import type { Revision } from './revision-model.ts';
import { StockModel } from './stock-model.ts';

type Name = MethodsOf<Contract>;

/** Three goods at 100.00, 20.00 and 3.33, the last of a kind that is not taken back, and a bundle of one and two of the first at 130.00; 13 % tax. */
export interface Ground {
  shop: TestShop;
  inclusive: boolean;
  goods: readonly number[];
  bundle: number;
  prices: ReadonlyMap<number, number>;
  places: readonly [number, number];
  supplierId: number;
  reservedFor: number | null;
  endsAfter: number;
  endsBy: 'cancel' | 'free';
}

export const taxRate = 130_000;
export const channelId = 1;
const minute = 60_000;
const zone = 'Asia/Shanghai';
const policies: readonly [Policy, Policy] = [{ windowDays: 30, faultDays: 365, fee: 50_000, shipping: 'always' }, { windowDays: 0, faultDays: 10, fee: 0, shipping: 'never' }];

/** Prices with tax or without, goods kept for ever or two days, unpaid orders called off or only set free: each ground is one of them. */
function newGround(number: number): Ground {
  const [inclusive, kept, endsBy] = [number % 2 === 1, number % 3 === 0 ? null : 48, number % 4 < 2 ? ('cancel' as const) : ('free' as const)];
  const shop = newShop({ pricesIncludeTax: inclusive, goLiveAt: instant(openingTime - 86_400_000) });
  const place = (name: string) => shop.call('location.create', { name, kind: 'warehouse', negativePolicy: 'refuse', sellable: true }).locationId;
  const places = [place('Shop'), place('Store')] as const;
  const taxClassId = shop.call('taxClass.list', undefined).taxClasses[0]?.id ?? 0;
  shop.call('taxClass.setRate', { taxClassId, country: 'CN', region: '', validFromOn: day('2020-01-01'), rate: percent(13) });
  const { categoryId } = shop.call('category.create', { name: 'Bait' });
  const amounts = { A: 1_000_000, B: 200_000, C: 33_300, K: 1_300_000 };
  const made = Object.entries(amounts).map(([sku, amount]) => {
    const asked = { name: sku, state: 'active' as const, ...(sku === 'C' && { categoryIds: [categoryId] }), variants: [{ sku, prices: [{ currency: 'CNY', amount: unitPrice(amount) }] }] };
    return [shop.call('product.create', asked).variants[0]?.id ?? 0, amount] as const;
  });
  const [a = 0, b = 0, c = 0, bundle = 0] = made.map(([id]) => id);
  shop.call('bundle.set', { variantId: bundle, components: [{ variantId: a, quantity: pieces(1) }, { variantId: b, quantity: pieces(2) }] });
  const [usual, bait] = policies;
  const termsOf = (policy: Policy) => ({ windowDays: policy.windowDays, faultDays: policy.faultDays, restockingFee: ratePpm(policy.fee), shipping: policy.shipping });
  shop.call('returnPolicy.promise', termsOf(usual));
  shop.call('returnPolicy.promise', { categoryId, ...termsOf(bait) });
  const { supplierId } = shop.call('supplier.create', { name: 'Weihai', paymentDays: 30, leadTimeDays: 5 });
  shop.call('reservation.setRule', { hours: kept, heldHours: null });
  const minutes = 3 * 24 * 60;
  shop.call('expiry.setRule', { channelId: null, method: '', terms: { minutes, remindMinutes: null, act: endsBy } });
  return { shop, inclusive, goods: [a, b, c], bundle, prices: new Map(made), places, supplierId, reservedFor: kept === null ? null : kept * 60 * minute, endsAfter: minutes * minute, endsBy };
}

/** One random sequence of events on the orders of one buyer; what it asked is kept, to be told when something is wrong. */
export interface History {
  readonly customerId: number;
  readonly orders: Order[];
  readonly revisions: Revision[];
  readonly log: string[];
  events: number;
  readonly length: number;
}

/** A shop, and beside it the model of it: whatever is asked of the one is also told to the other. */
export class Trial {
  readonly ground: Ground;
  readonly stock = new StockModel();
  readonly receipts: Receipt[] = [];
  /** Orders of which the clock may end something. */
  readonly waiting = new Set<Order>();
  /** Store credit by customer. */
  readonly credit = new Map<number, number>();
  readonly items = new Map<Order, unknown>();
  /** Ledger accounts by role. */
  readonly accounts: ReadonlyMap<string, number>;
  readonly done: Record<string, number>;
  books = new Books();
  history: History | undefined;
  names = 0;
  private readonly random: () => number;
  private readonly kept = new Map<string, ReturnType<TestShop['raw']['prepare']>>();

  constructor(number: number, seed: number, done: Record<string, number>) {
    this.ground = newGround(number);
    this.random = randomFrom(seed);
    this.done = done;
    this.accounts = new Map(this.ground.shop.raw.prepare('select role, ledgerAccountId from accountRole').raw().all() as [string, number][]);
  }

  /** A whole number below a limit. */
  upTo(limit: number): number {
    return Math.floor(this.random() * limit);
  }

  chance(percentage: number): boolean {
    return this.upTo(100) < percentage;
  }

  pick<T>(list: readonly T[]): T | undefined {
    return list[this.upTo(list.length)];
  }

  /** Mostly inside a limit, at times all of it, now and then beyond. */
  amount(limit: number): number {
    const kind = this.upTo(12);
    if (kind === 0) return limit + 1 + this.upTo(500);
    return kind < 5 ? Math.max(1, limit) : 1 + this.upTo(Math.max(1, limit));
  }

  get now(): number {
    return this.ground.shop.clock.now;
  }

  get today(): string {
    return dayOf(instant(this.now), zone);
  }

  policyOf(line: Line): Policy {
    return policies[line.variantId === this.ground.goods[2] ? 1 : 0];
  }

  prepared(sql: string): ReturnType<TestShop['raw']['prepare']> {
    const known = this.kept.get(sql) ?? this.ground.shop.raw.prepare(sql);
    this.kept.set(sql, known);
    return known;
  }

  /** Ids of rows a command just wrote. */
  ids(sql: string, ...values: (number | string)[]): number[] {
    return this.prepared(sql).pluck().all(...values) as number[];
  }

  /** Asks the program, which must agree with the model whether that may be. Undefined where it may not. */
  ask<N extends Name>(name: N, input: AskOf<Contract, N>, may: boolean): OutputOf<Contract, N> | undefined {
    this.note(`${name} ${JSON.stringify(input)}`);
    try {
      const answer = this.ground.shop.call(name, input);
      if (!may) throw new Error(`${name} was done and may not be`);
      this.count(name);
      return answer;
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      if (may) throw new Error(`${name} was refused and may be done: ${error.code} ${JSON.stringify(error.details)}`);
      this.count(`${name} refused`);
      return undefined;
    }
  }

  note(what: string): void {
    this.history?.log.push(what);
    if (this.history) this.history.events += 1;
  }

  count(what: string): void {
    this.done[what] = (this.done[what] ?? 0) + 1;
  }
}
