import * as leaseRules from '../../shared/inventory/lease.rules.ts';
import type { Lease, LevelWrite } from '../../shared/inventory/lease.rules.ts';
import { publishedLevel } from '../../shared/channels/publish.rules.ts';
import { pieces, type Quantity, quantity } from '../../shared/units/quantity.ts';
import { type Fate, grace, Holder } from './holder.ts';

export interface Trade {
  orders: number;
  /** Orders for which nothing was left when they came in. */
  oversold: number;
  /** Pieces that came in, and those that were sold somewhere. */
  received: number;
  sold: number;
  /** Sales that came in once more. */
  twice: number;
}

interface Channel {
  holder: Holder;
  lease: Lease;
  /** A write whose end nobody knows: nothing is read as true before it can no longer be carried out. */
  openUntil: number;
  /** A level read when nothing was open; it counts once all that was sold by then is pulled. */
  shown: Quantity | null;
  cursor: number;
}

/** How leases are kept; a test puts a wrong rule in its place. */
export type Rules = typeof leaseRules;

const toPieces = (amount: number): number => amount / 1000;

/** One variant, sold in several places at once, with a network that loses, delays and repeats. `leased: false` is how others do it. */
export class Shop {
  readonly channels: Channel[];
  private readonly counter: { lease: Lease };
  private available: Quantity = quantity(0);
  private readonly known = new Set<string>();
  private received = 0;
  private soldHere = 0;
  now = 0;
  readonly trade: Trade = { orders: 0, oversold: 0, received: 0, sold: 0, twice: 0 };
  private readonly random: () => number;
  private readonly leased: boolean;
  private readonly rules: Rules;

  constructor(random: () => number, leased: boolean, rules: Rules = leaseRules) {
    this.random = random;
    this.leased = leased;
    this.rules = rules;
    const count = 1 + this.below(8);
    this.channels = Array.from({ length: count }, (_, index) => ({
      holder: new Holder(`c${index}`, random() < 0.5, this.below(2_000) - 1_000),
      lease: { exposure: quantity(0), level: quantity(0) },
      openUntil: 0,
      shown: null,
      cursor: -Infinity,
    }));
    this.counter = { lease: { exposure: quantity(0), level: quantity(0) } };
  }

  private below(limit: number): number {
    return Math.floor(this.random() * limit);
  }

  /** Something happens somewhere. */
  step(): void {
    this.now += 1 + this.below(3);
    const channel = this.channels[this.below(this.channels.length)]!;
    const what = this.random();
    if (what < 0.5) this.customerBuys(channel);
    else if (what < 0.56) this.counterSells();
    else if (what < 0.72) this.pull(channel);
    else if (what < 0.88) this.push(channel, this.fate());
    else if (what < 0.96) this.look(channel);
    else if (what < 0.985) this.receive(1 + this.below(12));
    else channel.holder.awayUntil = this.now + this.below(200);
  }

  private fate(): Fate {
    const fates: Fate[] = ['answered', 'answered', 'answered', 'answered', 'lostBefore', 'lostAfter', 'late', 'refused'];
    return fates[this.below(fates.length)]!;
  }

  private customerBuys({ holder }: Channel): void {
    const wanted = 1 + this.below(3);
    this.trade.orders += 1;
    if (holder.buy(wanted, this.now)) this.trade.sold += wanted;
  }

  /** What is truly unsold, which nobody in the shop can know: only the simulator does. */
  private free(): number {
    return this.received - this.soldHere - this.channels.reduce((sum, { holder }) => sum + holder.sold, 0);
  }

  /** The counter sells what its own lease has; with none it takes what the book says is there. */
  private counterSells(): void {
    const wanted = 1 + this.below(2);
    this.trade.orders += 1;
    const has = this.leased ? toPieces(this.counter.lease.exposure) : toPieces(this.available);
    if (has < wanted) return;
    this.counter.lease = this.rules.afterSale(this.counter.lease, pieces(wanted)).lease;
    this.soldHere += wanted;
    this.trade.sold += wanted;
    this.available = quantity(this.available - pieces(wanted));
  }

  private receive(count: number): void {
    this.received += count;
    this.trade.received += count;
    this.available = quantity(this.available + pieces(count));
    this.counterTakes();
  }

  /** Nobody has to be asked when the counter takes its share or gives some back. */
  private counterTakes(): void {
    const room = this.rules.roomIn(this.available, this.leases());
    this.counter.lease = this.rules.counterTakes(this.counter.lease.exposure, { target: this.due()[0]!, room });
  }

  private leases(): Lease[] {
    return [this.counter.lease, ...this.channels.map(({ lease }) => lease)];
  }

  private due(): Quantity[] {
    return this.rules.targetsOf(this.available, [this.rules.counterWeight, ...this.channels.map(() => this.rules.channelWeight)]);
  }

  private targets(): Quantity[] {
    const leases = this.channels.map(({ lease }) => lease);
    return this.rules.heldTargets({ due: this.due(), leases, room: this.rules.roomIn(this.available, leases) }).targets;
  }

  /** Orders come in, some again, in any order; a crash between book and cursor brings the page once more. */
  pull(channel: Channel): boolean {
    const page = channel.holder.page(channel.cursor - this.below(30), 5 + this.below(20), this.now);
    if (page === null) return false;
    const sales = this.random() < 0.3 ? [...page.sales, ...page.sales].toReversed() : page.sales;
    for (const sale of sales) this.book(channel, sale);
    if (this.random() < 0.1) return false;
    channel.cursor = Math.max(channel.cursor, page.reached);
    if (!page.more && channel.shown !== null) {
      channel.lease = this.rules.afterSettling(channel.lease, channel.shown);
      channel.shown = null;
    }
    return !page.more;
  }

  private book(channel: Channel, sale: { id: string; pieces: number }): void {
    if (this.known.has(sale.id)) return void (this.trade.twice += 1);
    this.known.add(sale.id);
    const sold = pieces(sale.pieces);
    if (this.available < sold) this.trade.oversold += 1;
    this.available = quantity(this.available - sold);
    channel.lease = this.rules.afterSale(channel.lease, sold).lease;
    this.counterTakes();
  }

  /** Reads what a channel shows, once nothing is under way to it. */
  look(channel: Channel): boolean {
    if (this.now <= channel.openUntil) return false;
    const level = channel.holder.read(this.now);
    if (level === null) return false;
    channel.shown = pieces(level);
    channel.lease = this.rules.afterReading(channel.lease, channel.shown).lease;
    return true;
  }

  push(channel: Channel, fate: Fate): void {
    if (this.now <= channel.openUntil) return;
    if (!this.leased) return this.pushBlindly(channel, fate);
    const index = this.channels.indexOf(channel);
    const room = this.rules.roomIn(this.available, this.leases());
    const write = this.rules.nextWrite(channel.lease, { target: this.targets()[index]!, room, compares: channel.holder.compares });
    if (write !== null) this.send(channel, write, fate);
  }

  private send(channel: Channel, write: LevelWrite, fate: Fate): void {
    channel.shown = null;
    channel.lease = this.rules.afterSending(channel.lease, write);
    const answer = channel.holder.write({ from: toPieces(write.from), to: toPieces(write.to) }, fate, this.now, this.below(grace));
    if (answer === null) channel.openUntil = this.now + grace;
    else if (answer.done) channel.lease = this.rules.afterDone(channel.lease, write);
    else channel.lease = this.rules.afterRefusal(channel.lease, write, pieces(answer.level));
  }

  /** Everybody shows all there is. */
  private pushBlindly(channel: Channel, fate: Fate): void {
    const to = toPieces(publishedLevel(this.available, quantity(0)));
    const from = channel.holder.read(this.now) ?? 0;
    if (channel.holder.write({ from, to }, fate, this.now, this.below(grace)) === null) channel.openUntil = this.now + grace;
  }

  /** The network is well again: everything is asked, told and settled. */
  drain(): void {
    this.now += 1_000;
    for (const channel of this.channels) channel.holder.awayUntil = 0;
    for (let round = 0; round < 6; round += 1)
      for (const channel of this.channels) {
        this.now += grace + 1;
        this.look(channel);
        for (let tries = 0; tries < 10_000 && !this.pull(channel); tries += 1);
        this.push(channel, 'answered');
      }
  }

  /** What no sequence of events may break while goods are leased; the truth is taken from the holders themselves. */
  faults(): string[] {
    const room = this.rules.roomIn(this.available, this.leases());
    const found = room < 0 ? [`more is leased than there is, by ${-room}`] : [];
    for (const { holder, lease } of this.channels) {
      const unknown = holder.sales.filter(({ id }) => !this.known.has(id)).reduce((sum, sale) => sum + sale.pieces, 0);
      if (pieces(holder.level + unknown) > lease.exposure) found.push(`${holder.name} can sell ${holder.level} and sold ${unknown}, its lease is ${lease.exposure}`);
    }
    return found;
  }

  /** What has to agree once the network is well: every sale is in the book once, every level is known, nothing is lost. */
  differences(): string[] {
    const found: string[] = [];
    const sales = this.channels.flatMap(({ holder }) => holder.sales);
    if (sales.length !== this.known.size) found.push(`${sales.length} sales, ${this.known.size} in the book`);
    if (pieces(this.free()) !== this.available) found.push(`${this.free()} are unsold, the book says ${this.available}`);
    for (const { holder, lease } of this.channels)
      if (this.leased && lease.level !== pieces(holder.level)) found.push(`${holder.name} shows ${holder.level}, the book says ${String(lease.level)}`);
    return found;
  }
}
