import type { Method } from './cost-model.ts';
import { type Dice, periodSteps, stockSteps } from './stock-steps.ts';
import { randomFrom } from '../support/random.ts';
import { openingTime } from '../support/shop.ts';
import { figure, runs } from '../support/soak.ts';
import { type Ground, newGround, Trial } from './trial.ts';

const together = { ...stockSteps };
const alone = { ...periodSteps };

const weights: { [verb in keyof typeof together | keyof typeof alone]: number } = { receive: 8, lose: 6, find: 2, hold: 2, release: 2, carry: 4, close: 1, reopen: 1 };

type Verb = keyof typeof weights;
type Step = Dice & { verb: Verb; wait: number };

const verbs = Object.keys(weights) as Verb[];
const weighted = verbs.flatMap((verb) => Array.from({ length: weights[verb] }, () => verb));

function randomSteps(random: () => number, count: number): Step[] {
  const upTo = (limit: number): number => Math.floor(random() * limit);
  return Array.from({ length: count }, () => ({
    verb: weighted[upTo(weighted.length)] ?? 'receive',
    variant: upTo(3),
    pick: upTo(1_000),
    size: 1 + upTo(9_000),
    money: upTo(90_000),
    late: upTo(10_000),
    wait: upTo(40_000_000),
  }));
}

const isAlone = (verb: Verb): verb is keyof typeof alone => verb in alone;

/** Up to six steps are one command, as a batch is; what closes books or counts goods is a command of its own. */
function commandsOf(steps: readonly Step[]): Step[][] {
  const commands: Step[][] = [];
  for (const one of steps) {
    const last = commands.at(-1);
    const first = last?.[0];
    if (last && first && last.length < 6 && !isAlone(one.verb) && !isAlone(first.verb)) last.push(one);
    else commands.push([one]);
  }
  return commands;
}

function live(trial: Trial, steps: readonly Step[]): void {
  for (const command of commandsOf(steps)) {
    trial.ground.shop.clock.advance(1_000 + (command[0]?.wait ?? 0));
    for (const one of command) if (isAlone(one.verb)) alone[one.verb](trial, one);
    const batch = command.flatMap((one) => (isAlone(one.verb) ? [] : [{ run: together[one.verb], dice: one }]));
    if (batch.length > 0) trial.together(() => batch.forEach(({ run, dice }) => run(trial, dice)));
    trial.expectSameStock();
  }
  trial.expectSameBooks();
  trial.ground.shop.check();
}

/** What went wrong in one life from the empty beginning, which is thrown away; undefined where nothing did. */
function faultOf(ground: Ground, steps: readonly Step[], total: Record<string, number> = {}): Error | undefined {
  const trial = new Trial(ground);
  const { shop } = ground;
  shop.clock.set(openingTime);
  shop.raw.exec('begin');
  try {
    live(trial, steps);
    for (const [what, count] of Object.entries(trial.done)) total[what] = (total[what] ?? 0) + count;
    return undefined;
  } catch (error) {
    return error instanceof Error ? error : new Error(String(error));
  } finally {
    shop.raw.exec('rollback');
  }
}

/** The same fault in fewer steps: halves, quarters and single steps are left out as long as something still goes wrong. */
function smallest(ground: Ground, steps: readonly Step[]): readonly Step[] {
  let left = steps;
  for (let size = Math.ceil(left.length / 2); size >= 1; size = size === 1 ? 0 : Math.ceil(size / 2)) {
    for (let from = 0; from < left.length; ) {
      const fewer = left.toSpliced(from, size);
      if (faultOf(ground, fewer)) left = fewer;
      else from += size;
    }
  }
  return left;
}

/** How many steps each file takes: half of the million under `npm run soak`. */
export const operations = (): number => runs(3_000, 500_000);

/** Random lives of a shop, each from the same empty beginning, until so many steps were taken. */
export function tryGoods(method: Method, operations: number, seed: number, length = 200): Record<string, number> {
  const ground = newGround(method);
  const random = randomFrom(seed);
  const total: Record<string, number> = {};
  try {
    for (let taken = 0; taken < operations; taken += length) {
      const steps = randomSteps(random, length);
      if (!faultOf(ground, steps, total)) continue;
      const few = smallest(ground, steps);
      throw new Error(`seed ${seed}, after ${taken} steps: ${JSON.stringify(few, null, 1)}`, { cause: faultOf(ground, few) });
    }
  } finally {
    ground.shop.close();
  }
  figure(`random operations against the model of goods, ${method}`, operations);
  return total;
}
