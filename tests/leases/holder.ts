/**
 * A marketplace as it is from outside: it shows a level, sells while the level lasts and refuses above it. What it sold is
 * the truth only this file keeps; the shop learns of it by pulling.
 */
export interface Sale {
  id: string;
  pieces: number;
}

interface Open {
  from: number;
  to: number;
  lands: number;
}

export type Fate = 'answered' | 'lostBefore' | 'lostAfter' | 'late' | 'refused';

/** A request is carried out within so many moments after its sender gave up on it, or never. */
export const grace = 20;

export class Holder {
  level = 0;
  /** By its own clock, which nobody may trust: only this holder's own numbers are compared with each other. */
  readonly sales: (Sale & { at: number })[] = [];
  sold = 0;
  awayUntil = 0;
  private open: Open[] = [];
  readonly name: string;
  readonly compares: boolean;
  private readonly skew: number;

  constructor(name: string, compares: boolean, skew: number) {
    this.name = name;
    this.compares = compares;
    this.skew = skew;
  }

  /** A customer buys, or is told that it is sold out. */
  buy(pieces: number, now: number): boolean {
    this.land(now);
    if (this.level < pieces) return false;
    this.level -= pieces;
    this.sold += pieces;
    this.sales.push({ id: `${this.name}-${this.sales.length}`, pieces, at: now + this.skew });
    return true;
  }

  /** Sets a level, as the network lets it: the answer is the level now, `refused`, or nothing at all. */
  write(write: { from: number; to: number }, fate: Fate, now: number, delay: number): { level: number; done: boolean } | null {
    this.land(now);
    if (now < this.awayUntil || fate === 'lostBefore') return null;
    if (fate === 'refused') return { level: this.level, done: false };
    if (fate === 'late') {
      this.open.push({ ...write, lands: now + delay });
      return null;
    }
    const done = this.carryOut(write);
    return fate === 'lostAfter' ? null : { level: this.level, done };
  }

  read(now: number): number | null {
    this.land(now);
    return now < this.awayUntil ? null : this.level;
  }

  /** A page of sales since a place in its own time, the oldest first. */
  page(since: number, size: number, now: number): { sales: Sale[]; reached: number; more: boolean } | null {
    if (now < this.awayUntil) return null;
    const start = firstAfter(this.sales, since);
    const sales = this.sales.slice(start, start + size);
    return { sales, reached: sales.at(-1)?.at ?? since, more: start + sales.length < this.sales.length };
  }

  private land(now: number): void {
    const due = this.open.filter(({ lands }) => lands <= now);
    if (due.length === 0) return;
    this.open = this.open.filter(({ lands }) => lands > now);
    for (const write of due) this.carryOut(write);
  }

  private carryOut({ from, to }: { from: number; to: number }): boolean {
    if (this.compares && this.level !== from) return false;
    this.level = to;
    return true;
  }
}

function firstAfter(sales: readonly { at: number }[], since: number): number {
  let [low, high] = [0, sales.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (sales[middle]!.at > since) high = middle;
    else low = middle + 1;
  }
  return low;
}
