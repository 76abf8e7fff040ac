import fc from 'fast-check';
import { openingTime } from '../support/shop.ts';
import { figure, runs } from '../support/soak.ts';
import { billSteps, freightSteps } from './bill-steps.ts';
import { expectSameBooks, expectSameStock } from './compare.ts';
import type { Method } from './cost-model.ts';
import { countSteps } from './count-steps.ts';
import type { Dice } from './dice.ts';
import { followedSteps } from './followed-steps.ts';
import { purchaseSteps } from './purchase-steps.ts';
import { salesSteps } from './sales-steps.ts';
import { periodSteps, stockSteps } from './stock-steps.ts';
import { transferSteps } from './transfer-steps.ts';
import { type Ground, newGround, Trial } from './trial.ts';

const together = { ...stockSteps, ...followedSteps, ...transferSteps, ...salesSteps, ...purchaseSteps, ...billSteps };
const alone = { ...periodSteps, ...countSteps, ...freightSteps };

/** How often each kind of step comes up beside the others. */
const weights: { [verb in keyof typeof together | keyof typeof alone]: number } = {
  receive: 8, lose: 6, find: 3, hold: 2, release: 2, carry: 5,
  receiveLots: 6, loseLots: 2, holdLots: 2, recall: 2,
  transfer: 6, arrive: 6, closeTransfer: 1,
  order: 6, ship: 10, sell: 5, unship: 4, cancelOrder: 2, promise: 3, unpromise: 1,
  orderGoods: 4, deliver: 8, deliverUnasked: 3, giveUpOrder: 1, undeliver: 2, sendBack: 4, unsendBack: 2,
  bill: 8, unbill: 2, pay: 4, unpay: 1, land: 3, billFreight: 1, unland: 1,
  count: 5, scan: 12, finishCount: 4, postCount: 4, uncount: 4, close: 2, reopen: 1,
};

type Verb = keyof typeof weights;
type Together = keyof typeof together;
type Alone = keyof typeof alone;
type Step<V extends Verb> = Dice & { verb: V; wait: number };

/** Fewer commands tell a fault better; smaller numbers only tell another story. */
function stepOf<V extends Verb>(verbs: readonly V[]): fc.Arbitrary<Step<V>> {
  const weighted = verbs.flatMap((verb) => Array.from({ length: weights[verb] }, () => verb));
  const upTo = (limit: number) => fc.integer({ min: 0, max: limit - 1 });
  const dice = { variant: upTo(3), pick: upTo(1_000), size: fc.integer({ min: 1, max: 9_000 }), money: upTo(90_000), late: upTo(10_000), wait: upTo(40_000_000) };
  return fc.noShrink(fc.noBias(fc.record({ verb: fc.constantFrom(...weighted), ...dice })));
}

// The keys of an object literal are the names its type says.
const verbsOf = <V extends string>(steps: Record<V, unknown>): V[] => Object.keys(steps) as V[];

/** Up to six things that happen in one command, as in a batch, or one that is a command of its own; then stock is compared. */
class Happening implements fc.Command<Trial, Ground> {
  readonly steps: readonly Step<Verb>[];
  readonly work: (trial: Trial) => void;

  constructor(steps: readonly Step<Verb>[], work: (trial: Trial) => void) {
    this.steps = steps;
    this.work = work;
  }

  /** What is refused is worth trying as well: the program has to agree. */
  check(): boolean {
    return true;
  }

  run(trial: Trial, { shop }: Ground): void {
    shop.clock.advance(1_000 + (this.steps[0]?.wait ?? 0));
    this.work(trial);
    expectSameStock(trial);
  }

  toString(): string {
    return JSON.stringify(this.steps);
  }
}

const batch = fc
  .array(stepOf<Together>(verbsOf(together)), { minLength: 1, maxLength: 6 })
  .map((steps) => new Happening(steps, (trial) => trial.together(() => steps.forEach((step) => together[step.verb](trial, step)))));
const single = stepOf<Alone>(verbsOf(alone)).map((step) => new Happening([step], (trial) => trial.alone(() => alone[step.verb](trial, step))));

const life = fc.commands([batch, single], { maxCommands: 400, size: 'max' });

/** One life from the empty beginning, which is thrown away; everything is proved at its end. Throws what went wrong. */
function live(ground: Ground, commands: Iterable<fc.Command<Trial, Ground>>): Trial {
  const { shop } = ground;
  const trial = new Trial(ground);
  shop.clock.set(openingTime);
  shop.raw.exec('begin');
  try {
    fc.modelRun(() => ({ model: trial, real: ground }), commands);
    expectSameBooks(trial, Array.from({ length: 10 }, (_, index) => trial.dayBefore(Math.floor(shop.clock.now / 7 ** index) % 40)));
    shop.check();
    return trial;
  } finally {
    shop.raw.exec('rollback');
  }
}

/** How many operations each file carries out: half of the million under `npm run soak`. */
export const operations = (): number => runs(5_000, 500_000);

const isRefused = (what: string): boolean => what.endsWith(' refused');
const sumOf = (counts: Record<string, number>, wanted: (what: string) => boolean): number =>
  Object.entries(counts).reduce((sum, [what, count]) => (wanted(what) ? sum + count : sum), 0);

/**
 * Random lives of a shop, each from the same empty beginning, until so many operations were carried out. Answers how often each
 * was, and how often the program refused one that the model refuses as well.
 */
export function tryGoods(method: Method, operations: number, seed: number): Record<string, number> {
  const total: Record<string, number> = {};
  const lives = liveOn(method, total, { operations, seed, shrink: true });
  figure(`operations carried out as the model of goods says, ${method}`, sumOf(total, (what) => !isRefused(what)));
  figure(`operations refused as the model of goods says, ${method}`, sumOf(total, isRefused));
  figure(`lives of a shop, each proved at its end, ${method}`, lives);
  return total;
}

/** The first fault in so many operations, as it comes; undefined where there is none. */
export function hunt(method: Method, operations: number, seed: number): Error | undefined {
  try {
    liveOn(method, {}, { operations, seed, shrink: false });
    return undefined;
  } catch (error) {
    return error instanceof Error ? error : new Error(String(error));
  }
}

/** @throws the smallest list of commands after which program and model disagree */
function liveOn(method: Method, total: Record<string, number>, { operations, seed, shrink }: { operations: number; seed: number; shrink: boolean }): number {
  const ground = newGround(method);
  let lives = 0;
  const property = fc.property(life, (commands) => {
    const { done } = live(ground, commands);
    lives += 1;
    for (const [what, count] of Object.entries(done)) total[what] = (total[what] ?? 0) + count;
  });
  try {
    // A few lives at a time, since nobody knows before how many operations each will have.
    for (let round = 0; sumOf(total, (what) => !isRefused(what)) < operations; round += 1) fc.assert(property, { numRuns: 5, seed: seed + round * 1_000, endOnFailure: !shrink });
    return lives;
  } finally {
    ground.shop.close();
  }
}

/** What has to have happened, and what has to have been refused, for a run to say anything. */
export const everything = [
  'stock.receive', 'stock.adjust', 'stock.adjust refused', 'stock.hold', 'stock.release', 'stock.move', 'stock.move refused',
  'lot.hold', 'lot.release',
  'transfer.send', 'transfer.send refused', 'transfer.receive', 'transfer.close',
  'order.create', 'order.allocate', 'order.release', 'order.cancel', 'shipment.ship', 'shipment.ship refused', 'shipment.cancel', 'order.sell', 'order.sell refused',
  'purchaseOrder.place', 'purchaseOrder.cancel', 'purchaseReceipt.receive', 'purchaseReceipt.cancel', 'purchaseReceipt.cancel refused', 'purchaseReturn.send', 'purchaseReturn.cancel',
  'supplierBill.record', 'supplierBill.cancel', 'supplierBill.cancel refused', 'supplierPayment.pay', 'supplierPayment.cancel', 'landedCost.record', 'landedCost.bill', 'landedCost.cancel',
  'stocktake.plan', 'stocktake.scanBatch', 'stocktake.finish', 'stocktake.nameLots', 'stocktake.accept', 'stocktake.post', 'stocktake.post refused', 'stocktake.reverse', 'stocktake.abandon',
  'period.lock', 'period.reopen',
];
