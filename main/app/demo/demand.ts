import type { Day } from '../../../shared/units/day.ts';
import type { Good } from './catalogue.ts';
import type { Kind } from './goods.ts';
import type { Person } from './people.ts';
import type { Random } from './random.ts';

/** Where an order of the demo shop comes from; the counter is no channel. */
export type Source = 'web' | 'market' | 'sheet' | 'counter';

export interface PlannedOrder {
  source: Source;
  person: Person | null;
  /** Minutes after midnight in the shop's time zone. */
  minute: number;
  lines: { good: Good; pieces: number }[];
  /** Discount of the whole order in percent. */
  discountPercent: number;
  fate: 'ships' | 'cancelled' | 'unpaid' | 'held' | 'refundedInPart' | 'returned';
}

const peaks: Record<Exclude<Kind['season'], 'all'>, number> = { spring: 4, summer: 7, autumn: 10, winter: 12.5 };

/** How a season's goods sell in a month: twice as well at its peak, hardly at all half a year away. */
function seasonFactor(season: Kind['season'], month: number): number {
  if (season === 'all') return 1;
  return 1 + 0.9 * Math.cos(((month - peaks[season]) / 12) * 2 * Math.PI);
}

const weekdayFactor = [1.35, 0.85, 0.85, 0.9, 1, 1.15, 1.5];

/** Days the whole trade sells more: 618, Singles’ Day, New Year shopping; with the discount given. */
export function promotionOn(on: Day): { factor: number; percent: number } | undefined {
  const monthDay = on.slice(5);
  if (monthDay >= '06-16' && monthDay <= '06-18') return { factor: 2.6, percent: 12 };
  if (monthDay >= '11-10' && monthDay <= '11-11') return { factor: 3.4, percent: 15 };
  if (monthDay >= '01-10' && monthDay <= '01-20') return { factor: 1.4, percent: 5 };
  return undefined;
}

/** How busy a day is against the average day of the year. */
export const dayFactor = (on: Day): number => weekdayFactor[new Date(`${on}T00:00:00Z`).getUTCDay()]! * (promotionOn(on)?.factor ?? 1);

const sources: readonly { source: Source; share: number }[] = [
  { source: 'web', share: 0.46 },
  { source: 'market', share: 0.28 },
  { source: 'sheet', share: 0.1 },
  { source: 'counter', share: 0.16 },
];

const fates: readonly { fate: PlannedOrder['fate']; share: number }[] = [
  { fate: 'ships', share: 0.9 },
  { fate: 'cancelled', share: 0.03 },
  { fate: 'unpaid', share: 0.01 },
  { fate: 'held', share: 0.005 },
  { fate: 'refundedInPart', share: 0.03 },
  { fate: 'returned', share: 0.025 },
];

/** A day's orders, in the order of their minutes. Intermittent sellers come by themselves: their demand is small, not zero. */
export function planDay(random: Random, on: Day, mean: number, goods: readonly Good[], customer: () => Person): PlannedOrder[] {
  const month = Number(on.slice(5, 7));
  const weights = goods.map((good) => good.demand * seasonFactor(good.kind.season, month));
  const draw = pickerOf(goods, weights);
  const count = random.poisson(mean * dayFactor(on));
  const orders = Array.from({ length: count }, () => planOrder(random, on, draw, customer));
  return orders.sort((a, b) => a.minute - b.minute);
}

function planOrder(random: Random, on: Day, draw: (random: Random) => Good, customer: () => Person): PlannedOrder {
  const { source } = random.weighted(sources, ({ share }) => share);
  const atCounter = source === 'counter';
  const promotion = promotionOn(on);
  return {
    source,
    person: atCounter && random.chance(0.8) ? null : customer(),
    minute: atCounter ? random.whole(9 * 60, 20 * 60) : Math.min(1439, Math.floor(random.next() ** 0.7 * 1440)),
    lines: planLines(random, draw),
    discountPercent: promotion && !atCounter ? promotion.percent : random.chance(0.06) ? 5 : 0,
    fate: atCounter ? 'ships' : random.weighted(fates, ({ share }) => share).fate,
  };
}

function planLines(random: Random, draw: (random: Random) => Good): PlannedOrder['lines'] {
  const count = random.weighted([1, 2, 3, 4, 6], (lines) => [0, 50, 27, 13, 7, 0, 3][lines]!);
  const chosen = new Map<string, PlannedOrder['lines'][number]>();
  for (let index = 0; index < count; index += 1) {
    const good = draw(random);
    const pieces = good.priceFen < 5_000 ? random.whole(1, 4) : 1;
    chosen.set(good.sku, { good, pieces });
  }
  return [...chosen.values()];
}

/** Draws by weight in the time of a binary search: a million orders draw three million times. */
function pickerOf(goods: readonly Good[], weights: readonly number[]): (random: Random) => Good {
  let sum = 0;
  const sums = weights.map((weight) => (sum += weight));
  return (random) => {
    const target = random.next() * sum;
    let [low, high] = [0, sums.length - 1];
    while (low < high) {
      const middle = (low + high) >> 1;
      if (sums[middle]! > target) high = middle;
      else low = middle + 1;
    }
    return goods[low]!;
  };
}
