import { changeSteps, clockSteps, freeOf } from './change-steps.ts';
import { compare, compareWorth } from './compare.ts';
import { importSteps } from './import-steps.ts';
import { open, paymentState } from './order-model.ts';
import { returnSteps } from './return-steps.ts';
import { callOff, allOpen, salesSteps } from './sales-steps.ts';
import { type History, Trial } from './trial.ts';

const steps = { ...salesSteps, ...changeSteps, ...importSteps, ...returnSteps };
type Verb = keyof typeof steps;

/** How often each kind of event comes up beside the others; one that has nothing to be about is none. */
const weights: { [verb in Verb]: number } = {
  create: 4, sell: 2, unsell: 2, import: 2, told: 3, pay: 14, unpay: 3, ship: 18, unship: 4, cancel: 4, reinstate: 4, refund: 5, allocate: 1, release: 1, hold: 1, unhold: 6, goodwill: 1, ungoodwill: 2,
  edit: 4, split: 4, join: 4, unchange: 6,
  request: 10, authorise: 6, withdraw: 2, decline: 2, end: 4, reopen: 6, arrive: 14, inspect: 30, reinspect: 5, settle: 30, counter: 8,
};
// The keys of an object literal are the names its type says.
const verbs = (Object.keys(weights) as Verb[]).flatMap((verb) => Array.from({ length: weights[verb] }, () => verb));
const beginnings: readonly Verb[] = ['create', 'create', 'import', 'sell'];

/** Four buyers at a time on one shelf, so that one's goods are what another waits for. */
const atOnce = 4;
const perShop = 500;
const perProof = 250;
const day = 86_400_000;

function begin(trial: Trial): History {
  const { customerId } = trial.ground.shop.call('customer.create', { name: 'Wang' });
  return { customerId, orders: [], revisions: [], log: [], events: 0, length: 3 + trial.upTo(10) };
}

/** One event of one buyer; the program and the model have to agree on it. */
function happen(trial: Trial, history: History | undefined, work: () => void): void {
  const { clock } = trial.ground.shop;
  clock.advance(1_000 + trial.upTo(trial.chance(3) ? 12 * day : 3_600_000));
  const [entry = 0] = trial.ids('select coalesce(max(id), 0) from journalEntry');
  trial.books.sums.clear();
  trial.history = history;
  work();
  compare(trial, history ?? { customerId: 0, orders: [], revisions: [], log: [], events: 0, length: 0 }, entry);
  trial.history = undefined;
}

/** Nobody waits any more: what is open is mostly called off, so that shelves do not fill with promises. */
function finish(trial: Trial, history: History): void {
  for (const order of history.orders) {
    if (!trial.chance(75) || order.lines.every((line) => open(order, line) === 0)) continue;
    happen(trial, history, () => {
      if (trial.ask('order.cancel', { orderId: order.id }, true)) callOff(trial, order, allOpen(order));
    });
  }
  for (const order of history.orders) {
    const ends = !order.channel && !order.expired && paymentState(order) === 'unpaid';
    if (!ends && order.lines.every(({ aside }) => aside.size === 0)) trial.waiting.delete(order);
  }
}

/** What the shop does for everybody: goods come in when they run short, and the clock ends what is over. */
function turn(trial: Trial): void {
  for (const variantId of trial.ground.goods) if (freeOf(trial, variantId) < 6_000) happen(trial, undefined, () => clockSteps.receive(trial));
  if (!trial.chance(6)) return;
  happen(trial, undefined, () => clockSteps.endUnpaid(trial));
  happen(trial, undefined, () => clockSteps.endReservations(trial));
}

/** Kinds of event are drawn until one has something to be about. */
function step(trial: Trial, history: History): void {
  happen(trial, history, () => {
    const before = history.events;
    while (history.events === before) steps[trial.pick(history.orders.length === 0 ? beginnings : verbs) ?? 'create'](trial, history);
  });
}

/** A shop's worth of histories, all proved by `check` now and then and at the end. @throws with what the history asked, where program and model disagree */
function liveShop(number: number, wanted: number, seed: number, { done, planted }: { done: Record<string, number>; planted: string }): number {
  const trial = new Trial(number, seed, done);
  trial.ground.shop.raw.exec(planted);
  const active: History[] = [];
  let [finished, events] = [0, 0];
  try {
    while (finished < wanted) {
      while (active.length < atOnce) active.push(begin(trial));
      turn(trial);
      const history = trial.pick(active);
      if (!history) break;
      try {
        step(trial, history);
        if (history.events < history.length) continue;
        finish(trial, history);
      } catch (error) {
        throw new Error(`${error instanceof Error ? error.message : String(error)}\nafter\n${history.log.join('\n')}`, { cause: error });
      }
      active.splice(active.indexOf(history), 1);
      finished += 1;
      events += history.events;
      if (finished % perProof === 0 && finished < wanted) trial.ground.shop.check();
    }
    compareWorth(trial);
    trial.ground.shop.check();
    return events;
  } finally {
    trial.ground.shop.close();
  }
}

/** Answers how often each event was done and refused, and how many there were in all. `planted` is SQL that makes the program wrong. */
export function liveHistories(wanted: number, seed: number, planted = ''): { done: Record<string, number>; events: number } {
  const done: Record<string, number> = {};
  let events = 0;
  for (let shop = 0; shop * perShop < wanted; shop += 1) events += liveShop(shop, Math.min(perShop, wanted - shop * perShop), seed + shop, { done, planted });
  return { done, events };
}
