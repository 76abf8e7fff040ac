import type { Contract } from '../../../shared/app/contract.ts';
import { pieces } from '../../../shared/units/quantity.ts';
import type { OutputOf } from '../../database/handlers.ts';
import { Buying } from './buying.ts';
import type { Good } from './catalogue.ts';
import type { Clerk } from './clerk.ts';
import type { DemoShop } from './founding.ts';

const linesPerDelivery = 100;

type StockPage = OutputOf<Contract, 'stock.list'>;
type Cursor = NonNullable<StockPage['next']>;
type Place = 'warehouse' | 'counter';

/** The clerk walks along the shelves: what ran low is delivered, what the shop lacks is fetched, what is sold is gone. */
export class Shelves {
  private readonly clerk: Clerk;
  private readonly shop: DemoShop;
  private readonly buying: Buying;
  /** Whole pieces available, by variant, as last looked. */
  private levels: Record<Place, Map<number, number>> = { warehouse: new Map(), counter: new Map() };

  constructor(clerk: Clerk, shop: DemoShop) {
    this.clerk = clerk;
    this.shop = shop;
    this.buying = new Buying(clerk, shop);
  }

  /** Takes goods from the counter if they are there. */
  takeFromCounter(good: Good, count: number): boolean {
    const there = this.level('counter', good) >= count;
    if (there) this.add('counter', good, -count);
    return there;
  }

  /** Looks at every shelf. */
  look(): void {
    this.levels = { warehouse: this.lookAt(this.shop.warehouseId), counter: this.lookAt(this.shop.counterId) };
  }

  /** The morning's work. */
  fillUp(costFactor: number): void {
    this.look();
    this.deliver(costFactor);
    this.fillCounter();
  }

  /** What sells best is ordered before it runs low. */
  orderAhead(): void {
    const best = [...this.shop.goods].sort((a, b) => b.demand - a.demand).slice(0, 5);
    this.buying.orderAhead(best.map((good) => ({ good, count: this.shop.full.warehouse.get(good.sku)! })));
  }

  private lookAt(locationId: number): Map<number, number> {
    const levels = new Map<number, number>();
    for (let after: Cursor | null | undefined; after !== null; ) {
      const page: StockPage = this.clerk.call('stock.list', { locationId, limit: 100, ...(after ? { after } : {}) });
      for (const { variantId, available } of page.rows) levels.set(variantId, Math.floor((available ?? 0) / 1000));
      after = page.next;
    }
    return levels;
  }

  private deliver(costFactor: number): void {
    const low = this.shop.goods.filter((good) => this.level('warehouse', good) * 3 < this.shop.full.warehouse.get(good.sku)!);
    for (let from = 0; from < low.length; from += linesPerDelivery) {
      const wanted = low.slice(from, from + linesPerDelivery).map((good) => {
        const count = this.shop.full.warehouse.get(good.sku)! - this.level('warehouse', good);
        this.add('warehouse', good, count);
        return { good, count };
      });
      this.buying.deliver(wanted, costFactor);
    }
  }

  private fillCounter(): void {
    const wanted = this.shop.goods.flatMap((good) => {
      const full = this.shop.full.counter.get(good.sku)!;
      const count = Math.min(full - this.level('counter', good), this.level('warehouse', good));
      return this.level('counter', good) * 2 < full && count > 0 ? [{ good, count }] : [];
    });
    for (let from = 0; from < wanted.length; from += linesPerDelivery) {
      const part = wanted.slice(from, from + linesPerDelivery);
      const { stockTransferId } = this.clerk.call('transfer.send', {
        fromLocationId: this.shop.warehouseId,
        toLocationId: this.shop.counterId,
        lines: part.map(({ good, count }) => ({ variantId: this.id(good), quantity: pieces(count) })),
      });
      this.clerk.call('transfer.receive', { stockTransferId });
      for (const { good, count } of part) {
        this.add('warehouse', good, -count);
        this.add('counter', good, count);
      }
    }
  }

  private id = (good: Good): number => this.shop.variantIds.get(good.sku)!;
  private level = (place: Place, good: Good): number => this.levels[place].get(this.id(good)) ?? 0;
  private add = (place: Place, good: Good, count: number): void => void this.levels[place].set(this.id(good), this.level(place, good) + count);
}
