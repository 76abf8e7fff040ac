/**
 * What really happened to the goods of a simulated shop, piece by piece and cent by cent. The program never sees it: it hears of
 * scans, sales and receipts only. It imports nothing, so that it can share no mistake with what it judges.
 */
export interface Shelf {
  readonly variantId: number;
  readonly binId: number;
  /** Pieces that stand there, and pieces the book believes to. */
  real: number;
  book: number;
  /** Pieces the running count has in its hand already; they are the first to be sold, as the sheet asks. */
  counted: number;
}

export class Truth {
  readonly shelves: Shelf[] = [];
  /** What each piece the book has cost, in the order it came; sold and lost ones leave from the front. */
  private readonly costs = new Map<number, number[]>();
  private readonly latest = new Map<number, number>();

  stock(variantId: number, binId: number, book: number, real: number, cost: number): void {
    this.shelves.push({ variantId, binId, book, real, counted: 0 });
    this.bought(variantId, book, cost);
  }

  receive(shelf: Shelf, pieces: number, cost: number): void {
    shelf.real += pieces;
    shelf.book += pieces;
    this.bought(shelf.variantId, pieces, cost);
  }

  sell(shelf: Shelf): void {
    shelf.real -= 1;
    shelf.book -= 1;
    if (shelf.counted > 0) shelf.counted -= 1;
    this.costs.get(shelf.variantId)?.shift();
  }

  variance(): number {
    return this.shelves.reduce((sum, shelf) => sum + shelf.real - shelf.book, 0);
  }

  /** What a posting of the truth changes in money: found pieces cost what the last ones did, missing ones what the oldest did. */
  valueOfVariance(): number {
    let value = 0;
    for (const [variantId, queue] of this.costs) {
      const differences = this.shelves.filter((shelf) => shelf.variantId === variantId).map((shelf) => shelf.real - shelf.book);
      const found = differences.filter((pieces) => pieces > 0).reduce((sum, pieces) => sum + pieces, 0);
      const missing = -differences.filter((pieces) => pieces < 0).reduce((sum, pieces) => sum + pieces, 0);
      const all = [...queue, ...Array.from({ length: found }, () => this.latest.get(variantId) ?? 0)];
      value += found * (this.latest.get(variantId) ?? 0) - all.slice(0, missing).reduce((sum, cost) => sum + cost, 0);
    }
    return value;
  }

  private bought(variantId: number, pieces: number, cost: number): void {
    this.costs.set(variantId, [...(this.costs.get(variantId) ?? []), ...Array.from({ length: pieces }, () => cost)]);
    if (pieces > 0) this.latest.set(variantId, cost);
  }
}
