import { minor } from '../../../shared/units/minor.ts';
import { pieces } from '../../../shared/units/quantity.ts';
import type { Good } from './catalogue.ts';
import type { Clerk } from './clerk.ts';
import type { DemoShop } from './founding.ts';

const linesPerDelivery = 100;

/** What the clerk remembers of the shelves, so that deliveries come when they are needed and no counter sale is made of nothing. */
export class Shelves {
  private readonly clerk: Clerk;
  private readonly shop: DemoShop;
  /** What each shelf was filled to on the first day: where deliveries fill it up to again. */
  private readonly full: { warehouse: ReadonlyMap<string, number>; counter: ReadonlyMap<string, number> };

  constructor(clerk: Clerk, shop: DemoShop) {
    this.clerk = clerk;
    this.shop = shop;
    this.full = { warehouse: new Map(shop.shelves.warehouse), counter: new Map(shop.shelves.counter) };
  }

  hasInWarehouse(good: Good, count: number): boolean {
    return (this.shop.shelves.warehouse.get(good.sku) ?? 0) >= count;
  }

  takeFromWarehouse(good: Good, count: number): void {
    this.add(this.shop.shelves.warehouse, good, -count);
  }

  /** Takes goods from the counter if they are there. */
  takeFromCounter(good: Good, count: number): boolean {
    const there = (this.shop.shelves.counter.get(good.sku) ?? 0) >= count;
    if (there) this.add(this.shop.shelves.counter, good, -count);
    return there;
  }

  /** The morning's work: goods that ran low are delivered, and the shop is filled up from the warehouse. */
  fillUp(costFactor: number): void {
    this.deliver(costFactor);
    this.fillCounter();
  }

  private deliver(costFactor: number): void {
    const low = this.shop.goods.filter((good) => this.level('warehouse', good) * 3 < (this.full.warehouse.get(good.sku) ?? 0));
    for (let from = 0; from < low.length; from += linesPerDelivery) {
      const lines = low.slice(from, from + linesPerDelivery).map((good) => {
        const count = (this.full.warehouse.get(good.sku) ?? 0) - this.level('warehouse', good);
        this.add(this.shop.shelves.warehouse, good, count);
        return { variantId: this.shop.variantIds.get(good.sku)!, quantity: pieces(count), value: minor(Math.round(count * good.costFen * costFactor)) };
      });
      this.clerk.call('stock.receive', { locationId: this.shop.warehouseId, lines });
    }
  }

  private fillCounter(): void {
    const wanted = this.shop.goods.flatMap((good) => {
      const full = this.full.counter.get(good.sku) ?? 0;
      const count = Math.min(full - this.level('counter', good), this.level('warehouse', good));
      return this.level('counter', good) * 2 < full && count > 0 ? [{ good, count }] : [];
    });
    for (let from = 0; from < wanted.length; from += linesPerDelivery) {
      const part = wanted.slice(from, from + linesPerDelivery);
      const { stockTransferId } = this.clerk.call('stock.transfer', {
        fromLocationId: this.shop.warehouseId,
        toLocationId: this.shop.counterId,
        lines: part.map(({ good, count }) => ({ variantId: this.shop.variantIds.get(good.sku)!, quantity: pieces(count) })),
      });
      this.clerk.call('stock.transferArrive', { stockTransferId });
      for (const { good, count } of part) {
        this.add(this.shop.shelves.warehouse, good, -count);
        this.add(this.shop.shelves.counter, good, count);
      }
    }
  }

  private level(place: 'warehouse' | 'counter', good: Good): number {
    return this.shop.shelves[place].get(good.sku) ?? 0;
  }

  private add(shelf: Map<string, number>, good: Good, count: number): void {
    shelf.set(good.sku, (shelf.get(good.sku) ?? 0) + count);
  }
}
