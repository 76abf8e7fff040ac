import { isDeepStrictEqual } from 'node:util';
import type { Contract } from '../../shared/app/contract.ts';
import { Refusal } from '../../shared/refusal/refusal.ts';
import { dayOf } from '../../shared/units/calendar.ts';
import { day } from '../../shared/units/day.ts';
import { instant } from '../../shared/units/instant.ts';
import { percent } from '../../shared/units/rate-ppm.ts';
import { unitPrice } from '../../shared/units/unit-price.ts';
import { getMethod, parseInput } from '../../main/app/methods.ts';
import { registry } from '../../main/app/registry.ts';
import type { Tx } from '../../main/database/handles.ts';
import type { AskOf, MethodsOf, OutputOf } from '../../main/database/handlers.ts';
import { newShop, openingTime, type TestShop } from '../support/shop.ts';
import type { Method } from './cost-model.ts';
import { GoodsModel } from './goods-model.ts';

type Name = MethodsOf<Contract>;

/** Where the trial's goods may be. The counter may go below zero; the store has no bins and sells nothing. */
export interface Places {
  warehouse: number;
  counter: number;
  store: number;
  transit: number;
  bins: readonly [number, number];
}

/** A shop with nothing in it yet: three goods at 100.00, 20.00 and 3.33, three places, a supplier and a device. */
export interface Ground {
  shop: TestShop;
  method: Method;
  places: Places;
  variants: readonly number[];
  supplierId: number;
  deviceId: number;
}

const zone = 'Asia/Shanghai';

export function newGround(method: Method): Ground {
  const shop = newShop({ costingMethod: method, goLiveAt: instant(openingTime - 90 * 86_400_000) });
  const place = (name: string, kind: 'shop' | 'warehouse', negativePolicy: 'allow' | 'refuse', sellable: boolean) =>
    shop.call('location.create', { name, kind, negativePolicy, sellable }).locationId;
  const warehouse = place('Warehouse', 'warehouse', 'refuse', true);
  const [counter, store] = [place('Counter', 'shop', 'allow', false), place('Store', 'warehouse', 'refuse', false)];
  const bin = (code: string) => shop.call('bin.create', { locationId: warehouse, code }).binId;
  const taxClassId = shop.call('taxClass.list', undefined).taxClasses[0]?.id ?? 0;
  shop.call('taxClass.setRate', { taxClassId, country: 'CN', region: '', validFromOn: day('2020-01-01'), rate: percent(13) });
  const variants = [1_000_000, 200_000, 33_300].map((amount, index) => {
    const made = shop.call('product.create', { name: `V${index}`, state: 'active', variants: [{ sku: `V${index}`, prices: [{ currency: 'CNY', amount: unitPrice(amount) }] }] });
    return made.variants[0]?.id ?? 0;
  });
  const { supplierId } = shop.call('supplier.create', { name: 'Weihai', paymentDays: 30, leadTimeDays: 5 });
  const { deviceId } = shop.call('device.register', { name: 'gun', kind: 'scanner' });
  const transit = Number(shop.raw.prepare("select id from location where kind = 'inTransit'").pluck().get() ?? 0);
  return { shop, method, places: { warehouse, counter, store, transit, bins: [bin('A'), bin('B')] }, variants, supplierId, deviceId };
}

/** One random life of a shop: whatever is asked of the program is also told to the model. */
export class Trial {
  readonly ground: Ground;
  readonly model: GoodsModel;
  readonly done: Record<string, number> = {};
  private tx: Tx | undefined;

  constructor(ground: Ground) {
    this.ground = ground;
    this.model = new GoodsModel(ground.method);
  }

  get now(): number {
    return this.ground.shop.clock.now;
  }

  get today(): string {
    return dayOf(instant(this.now), zone);
  }

  /** The day a fact is posted on that happened at an instant. */
  postedOn(at: number): string {
    return this.model.openDay(dayOf(instant(at), zone));
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

  /** Asks the program, which must agree with the model whether that may be. Answers undefined where it may not. */
  ask<N extends Name>(name: N, input: AskOf<Contract, N>, may: boolean): OutputOf<Contract, N> | undefined {
    const answer = this.attempt(name, input);
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
    if (!tx) return this.attemptAlone(name, input);
    const result = tx.attempt(() => registry.commands[name]?.(tx, parseInput(getMethod(name), input) as never));
    return result.ok ? { value: result.value } : { refused: `${result.refusal.code} ${JSON.stringify(result.refusal.details)}` };
  }

  private attemptAlone(name: Name, input: unknown): { value: unknown } | { refused: string } {
    try {
      return { value: this.ground.shop.call(name, input as never) };
    } catch (error) {
      if (error instanceof Refusal) return { refused: `${error.code} ${JSON.stringify(error.details)}` };
      throw error;
    }
  }

  private count(what: string): void {
    this.done[what] = (this.done[what] ?? 0) + 1;
  }

  /** Levels, bins, layers and what stock is worth, of all goods. */
  expectSameStock(): void {
    const { shop, variants } = this.ground;
    const rows = (sql: string) => shop.raw.prepare(sql).all() as Record<string, number>[];
    const levels = [...this.model.levels].map(([key, { onHand, onHold, allocated }]) => `${key}|${onHand}|${onHold}|${allocated}`);
    same('levels', rows('select * from stockLevel').map((row) => `${row['variantId']}|${row['locationId']}|${row['onHand']}|${row['onHold']}|${row['allocated']}`).filter(something).toSorted(), levels.filter(something).toSorted());
    const bins = [...this.model.bins].map(([key, { onHand, onHold }]) => `${key}|${onHand}|${onHold}|0`);
    same('bins', rows('select * from binLevel').map((row) => `${row['variantId']}|${row['binId']}|${row['onHand']}|${row['onHold']}|0`).filter(something).toSorted(), bins.filter(something).toSorted());
    const layers = variants.flatMap((variantId) => this.model.layers(variantId).map(({ quantity, value }) => `${variantId}|${quantity}|${value}`));
    same('layers', rows('select variantId, quantity, value from costLayer where quantity <> 0').map((row) => `${row['variantId']}|${row['quantity']}|${row['value']}`).toSorted(), layers.toSorted());
  }

  /** Every ledger account the goods are posted to, day by day; a chart may give several roles one account. */
  expectSameBooks(): void {
    const { raw } = this.ground.shop;
    const accounts = raw.prepare('select role, ledgerAccountId as account from accountRole').all() as { role: string; account: number }[];
    const accountOf = new Map(accounts.map(({ role, account }) => [role, account]));
    const booked = new Map<string, number>();
    for (const [key, amount] of this.model.books) {
      const place = `${key.slice(0, 10)}|${accountOf.get(key.slice(11))}`;
      booked.set(place, (booked.get(place) ?? 0) + amount);
    }
    const asked = JSON.stringify([...new Set([...booked.keys()].map((key) => Number(key.slice(11))))]);
    const posted = raw
      .prepare(
        `select postedOn || '|' || ledgerAccountId as key, sum(amount) as amount from posting
         where ledgerAccountId in (select value from json_each(?)) group by postedOn, ledgerAccountId`,
      )
      .all(asked) as { key: string; amount: number }[];
    const rows = (all: Iterable<[string, number]>) => [...all].filter(([, amount]) => amount !== 0).map(([key, amount]) => `${key}|${amount}`);
    same('books', rows(posted.map(({ key, amount }) => [key, amount])).toSorted(), rows(booked).toSorted());
  }
}

const something = (row: string): boolean => !row.endsWith('|0|0|0');

function same(what: string, program: readonly string[], model: readonly string[]): void {
  if (isDeepStrictEqual(program, model)) return;
  const only = (these: readonly string[], those: readonly string[]) => these.filter((row) => !those.includes(row)).join(', ');
  throw new Error(`${what}: the program says ${only(program, model)}; the model says ${only(model, program)}`);
}
