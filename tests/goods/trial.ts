import { isDeepStrictEqual } from 'node:util';
import type { Contract } from '../../shared/app/contract.ts';
import { Refusal } from '../../shared/refusal/refusal.ts';
import { addDays, dayOf } from '../../shared/units/calendar.ts';
import { day } from '../../shared/units/day.ts';
import { instant } from '../../shared/units/instant.ts';
import { pieces } from '../../shared/units/quantity.ts';
import { percent } from '../../shared/units/rate-ppm.ts';
import { unitPrice } from '../../shared/units/unit-price.ts';
import { getMethod, parseInput } from '../../main/app/methods.ts';
import { registry } from '../../main/app/registry.ts';
import type { Actor, Tx } from '../../main/database/handles.ts';
import type { AskOf, MethodsOf, OutputOf } from '../../main/database/handlers.ts';
import { inTransitLocation } from '../../main/inventory/location.service.ts';
import { newShop, openingTime, type TestShop } from '../support/shop.ts';
import type { Method } from './cost-model.ts';
import { CountModel } from './count-model.ts';
import { GoodsModel, type Parcel } from './goods-model.ts';
import { LotsModel, type Position } from './lots-model.ts';
import { PurchaseModel } from './purchase-model.ts';
import { SalesModel } from './sales-model.ts';

type Name = MethodsOf<Contract>;

/** Where the trial's goods may be. The counter may go below zero; the store has no bins. */
export interface Places {
  warehouse: number;
  counter: number;
  store: number;
  transit: number;
  bins: readonly [number, number];
}

/**
 * A shop with nothing in it yet: three goods at 100.00, 20.00 and 3.33, one followed by lot at 15.00 and one by serial number
 * at 250.00, a bundle of one of the first and two of the second at 130.00, three places, a supplier and two people who count.
 */
export interface Ground {
  shop: TestShop;
  /** A statement that is kept. */
  prepared(sql: string): ReturnType<TestShop['raw']['prepare']>;
  method: Method;
  places: Places;
  variants: readonly number[];
  lotGoods: number;
  serialGoods: number;
  bundle: number;
  /** Unit prices by variant. */
  prices: ReadonlyMap<number, number>;
  supplierId: number;
  counters: readonly { actor: Actor; deviceId: number }[];
}

const zone = 'Asia/Shanghai';

export function newGround(method: Method): Ground {
  const shop = newShop({ costingMethod: method, goLiveAt: instant(openingTime - 90 * 86_400_000) });
  const place = (name: string, kind: 'shop' | 'warehouse', negativePolicy: 'allow' | 'refuse', sellable: boolean) =>
    shop.call('location.create', { name, kind, negativePolicy, sellable }).locationId;
  const warehouse = place('Warehouse', 'warehouse', 'refuse', true);
  const [counter, store] = [place('Counter', 'shop', 'allow', false), place('Store', 'warehouse', 'refuse', true)];
  const bin = (code: string) => shop.call('bin.create', { locationId: warehouse, code }).binId;
  const taxClassId = shop.call('taxClass.list', undefined).taxClasses[0]?.id ?? 0;
  shop.call('taxClass.setRate', { taxClassId, country: 'CN', region: '', validFromOn: day('2020-01-01'), rate: percent(13) });
  const amounts = { V0: 1_000_000, V1: 200_000, V2: 33_300, LOT: 150_000, SERIAL: 2_500_000, BUNDLE: 1_300_000 };
  const made = Object.entries(amounts).map(([sku, amount]) => {
    const { variants } = shop.call('product.create', { name: sku, state: 'active', variants: [{ sku, prices: [{ currency: 'CNY', amount: unitPrice(amount) }] }] });
    return [variants[0]?.id ?? 0, amount] as const;
  });
  const [v0 = 0, v1 = 0, v2 = 0, lotGoods = 0, serialGoods = 0, bundle = 0] = made.map(([id]) => id);
  shop.call('lot.track', { variantId: lotGoods, tracking: 'lot' });
  shop.call('lot.track', { variantId: serialGoods, tracking: 'serial' });
  shop.call('bundle.set', { variantId: bundle, components: [{ variantId: v0, quantity: pieces(1) }, { variantId: v1, quantity: pieces(2) }] });
  const { supplierId } = shop.call('supplier.create', { name: 'Weihai', paymentDays: 30, leadTimeDays: 5 });
  const counters = ['Wei', 'Ana'].map((name) => {
    const { userId } = shop.call('user.add', { name, role: 'clerk', language: null });
    return { actor: { userId, role: 'clerk', deviceId: null, via: 'app' } as const, deviceId: shop.call('device.register', { name, kind: 'scanner' }).deviceId };
  });
  // The first transfer of a shop makes the place where goods are on their way.
  const transit = shop.tx((tx) => inTransitLocation(tx));
  const places = { warehouse, counter, store, transit, bins: [bin('A'), bin('B')] as const };
  const kept = new Map<string, ReturnType<TestShop['raw']['prepare']>>();
  const prepared = (sql: string) => kept.get(sql) ?? kept.set(sql, shop.raw.prepare(sql)).get(sql) ?? shop.raw.prepare(sql);
  return { shop, prepared, method, places, variants: [v0, v1, v2], lotGoods, serialGoods, bundle, prices: new Map(made), supplierId, counters };
}

/** One random life of a shop: whatever is asked of the program is also told to the model. */
export class Trial {
  readonly ground: Ground;
  readonly model: GoodsModel;
  readonly lots = new LotsModel();
  readonly sales = new SalesModel();
  readonly purchases = new PurchaseModel();
  readonly counts = new CountModel();
  readonly parcels: Parcel[] = [];
  readonly done: Record<string, number> = {};
  private tx: Tx | undefined;

  constructor(ground: Ground) {
    this.ground = ground;
    this.model = new GoodsModel(ground.method, ground.serialGoods);
  }

  get now(): number {
    return this.ground.shop.clock.now;
  }

  get today(): string {
    return dayOf(instant(this.now), zone);
  }

  dayBefore(count: number): string {
    return addDays(day(this.today), -count);
  }

  /** The day a fact is posted on that happened at an instant. */
  postedOn(at: number): string {
    return this.model.openDay(dayOf(instant(at), zone));
  }

  /** Now, and the day it is posted. */
  whenNow(): Position {
    return { occurredAt: this.now, postedOn: this.model.openDay(this.today) };
  }

  /** Ids of rows a command just wrote, which queries of other connections do not see yet. */
  ids(sql: string, ...values: (number | string)[]): number[] {
    return this.ground.prepared(sql).pluck().all(...values) as number[];
  }

  /** What follows happens in one command. */
  together(work: () => void): void {
    this.ground.shop.tx((tx) => {
      this.tx = tx;
      work();
    });
    this.tx = undefined;
    this.model.commit();
  }

  /** What follows is commands of their own. */
  alone(work: () => void): void {
    work();
    this.model.commit();
  }

  /** Asks the program, which must agree with the model whether that may be. Answers undefined where it may not. */
  ask<N extends Name>(name: N, input: AskOf<Contract, N>, may: boolean, actor?: Actor): OutputOf<Contract, N> | undefined {
    const answer = actor ? this.attemptAlone(() => this.ground.shop.core.command(actor, name, input)) : this.attempt(name, input);
    if ('refused' in answer) {
      if (may) throw new Error(`${name} was refused (${answer.refused}) and may be done: ${JSON.stringify(input)}`);
      this.count(`${name} refused`);
      return undefined;
    }
    if (!may) throw new Error(`${name} was done and may not be: ${JSON.stringify(input)}`);
    this.count(name);
    // The handler of a name answers what the contract says of it.
    return answer.value as OutputOf<Contract, N>;
  }

  private attempt(name: Name, input: unknown): { value: unknown } | { refused: string } {
    const { tx } = this;
    if (!tx) return this.attemptAlone(() => this.askTwice(name, input));
    const result = tx.attempt(() => registry.commands[name]?.(tx, parseInput(getMethod(name), input) as never));
    return result.ok ? { value: result.value } : { refused: `${result.refusal.code} ${JSON.stringify(result.refusal.details)}` };
  }

  /** Whoever asks again with the same key is answered as before, and nothing happens twice. */
  private askTwice(name: Name, input: unknown): unknown {
    const key = `${name} ${this.now} ${Object.values(this.done).reduce((sum, count) => sum + count, 0)}`;
    const answer = this.ground.shop.call(name, input as never, key);
    if (this.now % 3 > 0) return answer;
    const again = this.ground.shop.call(name, input as never, key);
    if (!isDeepStrictEqual(JSON.parse(JSON.stringify(again)), JSON.parse(JSON.stringify(answer)))) throw new Error(`${name} asked again answers otherwise`);
    return answer;
  }

  private attemptAlone(work: () => unknown): { value: unknown } | { refused: string } {
    try {
      return { value: work() };
    } catch (error) {
      if (error instanceof Refusal) return { refused: `${error.code} ${JSON.stringify(error.details)}` };
      throw error;
    }
  }

  private count(what: string): void {
    this.done[what] = (this.done[what] ?? 0) + 1;
  }
}
