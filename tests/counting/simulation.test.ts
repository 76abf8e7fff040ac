import { describe, expect, test } from 'vitest';
import { Refusal } from '../../shared/refusal/refusal.ts';
import { instant } from '../../shared/units/instant.ts';
import { minor } from '../../shared/units/minor.ts';
import { pieces, type Quantity, quantity } from '../../shared/units/quantity.ts';
import { randomFrom } from '../support/random.ts';
import type { TestShop } from '../support/shop.ts';
import { runs } from '../support/soak.ts';
import { type CountingShop, newCountingShop } from './support.ts';
import { type Shelf, Truth } from './truth.ts';

interface Counter {
  readonly call: TestShop['call'];
  readonly deviceId: number;
  sequence: number;
  /** Scans the gun keeps while it is out of reach. */
  kept: object[];
  away: boolean;
}

/** Two counters with a gun each and a laptop that sells, for one count of every shelf. */
class Simulation {
  private readonly c: CountingShop;
  private readonly random: () => number;
  private readonly truth = new Truth();
  private readonly counters: Counter[];
  private stocktakeId = 0;
  private losesAScan: boolean;

  constructor(seed: number, { losesAScan = false } = {}) {
    this.losesAScan = losesAScan;
    this.c = newCountingShop();
    this.random = randomFrom(seed);
    this.counters = [
      { call: this.c.wei, deviceId: this.c.gun, sequence: 0, kept: [], away: false },
      { call: this.c.ana, deviceId: this.c.laptop, sequence: 0, kept: [], away: false },
    ];
    this.fill();
  }

  private pick(count: number): number {
    return Math.floor(this.random() * count);
  }

  /** Of one piece, in cents: every delivery has its own. */
  private cost(): number {
    return 7_31 + this.pick(500);
  }

  private fill(): void {
    const { lin, locationId } = this.c;
    const goods = ['甲', '乙', '丙'].map((name) => lin('product.create', { name, state: 'active', variants: [{ sku: `SIM-${name}`, prices: [{ currency: 'CNY', amount: 250_000 as never }] }] }).variants[0]!.id);
    const bins = ['B1', 'B2', 'B3', 'B4'].map((code) => lin('bin.create', { locationId, code }).binId);
    for (const variantId of goods) {
      for (const binId of bins) {
        const [book, cost] = [3 + this.pick(12), this.cost()];
        this.truth.stock(variantId, binId, book, Math.max(0, book + this.pick(5) - 2), cost);
        lin('stock.receive', { locationId, lines: [{ variantId, binId, quantity: pieces(book), value: minor(book * cost) }] });
      }
    }
    this.bins = bins;
  }

  private bins: number[] = [];

  /** Runs one count to its end; answers what was posted and what is true. */
  run(): { posted: Quantity; truth: Quantity; value: number; worth: number; onHand: [number, number][] } {
    const { lin, locationId, shop } = this.c;
    this.stocktakeId = lin('stocktake.plan', { name: '全盘', locationId, scope: { kind: 'bins', binIds: this.bins } }).stocktakeId;
    lin('stocktake.start', { stocktakeId: this.stocktakeId });
    this.truth.shelves.forEach((shelf, place) => this.countShelf(shelf, this.counters[place % 2]!));
    for (let left = 5; left > 0; left -= 1) this.trade();
    for (const counter of this.counters) this.deliver(counter);
    shop.clock.advance(1000);
    lin('stocktake.finish', { stocktakeId: this.stocktakeId });
    const { rows } = lin('stocktake.review', { stocktakeId: this.stocktakeId, view: 'decide', limit: 200 });
    if (rows.length > 0) lin('stocktake.accept', { stocktakeId: this.stocktakeId, items: rows.map(({ lineId, variance }) => ({ lineId, variance: variance!, reason: 'shrinkage' })) });
    // Whatever is sold between the review and the posting changes nothing of it.
    this.trade();
    const [truth, worth] = [quantity(this.truth.variance() * 1000), this.truth.valueOfVariance()];
    const { variance, value } = lin('stocktake.post', { stocktakeId: this.stocktakeId });
    shop.check();
    const onHand = this.truth.shelves.map((shelf): [number, number] => [this.level(shelf), shelf.real * 1000]);
    shop.close();
    return { posted: variance, truth, value: value ?? 0, worth, onHand };
  }

  private level({ variantId, binId }: Shelf): number {
    return Number(this.c.shop.raw.prepare('select onHand from binLevel where variantId = ? and binId = ?').pluck().get(variantId, binId));
  }

  /** One shelf, in one to four handfuls, with the shop trading in between. */
  private countShelf(shelf: Shelf, counter: Counter): void {
    if (this.pick(4) === 0) counter.away = !counter.away;
    shelf.counted = 0;
    if (shelf.real === 0) this.scan(counter, { kind: 'zero', variantId: shelf.variantId, binId: shelf.binId });
    for (let hands = 0; shelf.counted < shelf.real; hands += 1) {
      const left = shelf.real - shelf.counted;
      const handful = hands > 2 ? left : 1 + this.pick(left);
      this.scan(counter, { kind: 'scan', variantId: shelf.variantId, binId: shelf.binId, quantity: pieces(handful), anyway: true });
      shelf.counted += handful;
      if (this.pick(6) === 0) this.mistake(shelf, counter);
      if (this.pick(2) === 0) this.trade();
    }
    if (!counter.away) this.deliver(counter);
  }

  /** A scan too many, taken back at once. */
  private mistake(shelf: Shelf, counter: Counter): void {
    this.scan(counter, { kind: 'scan', variantId: shelf.variantId, binId: shelf.binId, quantity: pieces(1), anyway: true });
    this.scan(counter, { kind: 'undo', undoes: counter.sequence });
  }

  private scan(counter: Counter, said: object): void {
    this.c.shop.clock.advance(1000 + this.pick(3000));
    counter.sequence += 1;
    // The gun's clock is an hour and a bit behind, and it knows by how much.
    const offset = 3_700_000;
    counter.kept.push({ ...said, deviceId: counter.deviceId, sequence: counter.sequence, deviceAt: instant(this.c.shop.clock.now - offset), offset });
  }

  /** What was kept arrives: in another order, some of it twice, once more much later. */
  private deliver(counter: Counter): void {
    const once = counter.kept.splice(0);
    // A wire that drops one scan of goods: the control that has to be noticed.
    const lost = this.losesAScan ? once.findIndex((item, place) => 'quantity' in item && !('undoes' in (once[place + 1] ?? {}))) : -1;
    if (lost !== -1) {
      this.losesAScan = false;
      once.splice(lost, 1);
    }
    if (once.length === 0) return;
    const twice = [...once, ...once.filter(() => this.pick(3) === 0)].map((item) => ({ item, at: this.random() })).sort((a, b) => a.at - b.at).map(({ item }) => item);
    this.c.shop.clock.advance(1000);
    const { results } = counter.call('stocktake.scanBatch', { stocktakeId: this.stocktakeId, items: twice as never });
    const refused = results.filter(({ ok }) => !ok);
    if (refused.length > 0) throw new Error(`A late scan was refused: ${JSON.stringify(refused)}`);
  }

  /** The laptop picks a piece that is there and sells it, or takes in a delivery on a shelf nobody is counting right now. */
  private trade(): void {
    const { lin, locationId, shop } = this.c;
    shop.clock.advance(700);
    const shelf = this.truth.shelves[this.pick(this.truth.shelves.length)]!;
    const { variantId, binId } = shelf;
    // The warehouse lets nothing leave that the book has not.
    if (this.pick(3) > 0 && shelf.real > 0 && shelf.book > 0 && this.level(shelf) > 0) {
      lin('stock.move', { variantId, locationId, fromBinId: binId, quantity: pieces(1) });
      lin('order.sell', { locationId, lines: [{ variantId, quantity: pieces(1) }] });
      this.truth.sell(shelf);
    } else {
      const cost = this.cost();
      lin('stock.receive', { locationId, lines: [{ variantId, binId, quantity: pieces(2), value: minor(2 * cost) }] });
      this.truth.receive(shelf, 2, cost);
    }
    shop.clock.advance(700);
  }
}

describe('a count of a shop that goes on selling', () => {
  test('posts what is true, to the piece and the cent, with scans late, twice and in another order', () => {
    const counts = runs(6, 1_000, 'counts simulated while the shop trades');
    for (let seed = 1; seed <= counts; seed += 1) {
      const { posted, truth, value, worth, onHand } = new Simulation(seed).run();
      expect([seed, posted, value]).toEqual([seed, truth, worth]);
      for (const [book, real] of onHand) expect([seed, book]).toEqual([seed, real]);
    }
  });

  test('a scan that never arrives is missed: the count waits for its line, or posts something else than the truth', () => {
    const noticed = (seed: number): boolean => {
      try {
        const { posted, truth } = new Simulation(seed, { losesAScan: true }).run();
        return posted !== truth;
      } catch (error) {
        return error instanceof Refusal && error.code === 'stocktake.uncounted';
      }
    };
    // Pieces whose scan is lost and that are sold before the next scan of their shelf are gone either way: one of these runs has such.
    expect([1, 2, 3, 4, 5, 6].filter((seed) => !noticed(seed)).length).toBeLessThanOrEqual(1);
  });
});
