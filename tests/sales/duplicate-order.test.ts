import { expect, test } from 'vitest';
import { type ComparedOrder, duplicateFrom, duplicateScore } from '../../shared/sales/duplicate-order.rules.ts';
import { randomFrom } from '../support/random.ts';

const minute = 60_000;
const hour = 60 * minute;

interface Labelled {
  later: ComparedOrder;
  earlier: ComparedOrder;
  isDouble: boolean;
  story: string;
}

/** Pairs of orders of one customer as shops see them, each labelled by the story it was made from and not by how it looks. */
function labelledPairs(seed: number, count: number): Labelled[] {
  const random = randomFrom(seed);
  const pick = <T>(list: readonly T[]): T => list[Math.floor(random() * list.length)]!;
  const between = (low: number, high: number): number => Math.round(low + random() * (high - low));
  const skus = Array.from({ length: 40 }, (_, index) => String(index + 1));
  const streets = Array.from({ length: 30 }, (_, index) => `street${index}`);
  const basket = (): Map<string, number> => new Map(Array.from({ length: between(1, 4) }, () => [pick(skus), between(1, 3) * 1000]));
  const order = (goods: ReadonlyMap<string, number>, orderedAt: number, more: Partial<ComparedOrder>): ComparedOrder => ({
    orderedAt,
    goods,
    total: [...goods].reduce((sum, [sku, quantity]) => sum + (Number(sku) * 700 * quantity) / 1000, 0),
    channelId: pick([1, 2, null]),
    address: [pick(streets)],
    isPaid: true,
    ...more,
  });
  const doubles: [string, () => Labelled][] = [
    // The page hung, the button was pressed again.
    ['pressed twice', () => {
      const goods = basket();
      const first = order(goods, 0, {});
      return { earlier: first, later: { ...first, orderedAt: between(1, 20) * 1_000 }, isDouble: true, story: 'pressed twice' };
    }],
    // Payment did not go through, so the order was placed anew and paid.
    ['second try after an unpaid one', () => {
      const goods = basket();
      const first = order(goods, 0, { isPaid: false });
      return { earlier: first, later: { ...first, orderedAt: between(3, 20 * 60) * minute, isPaid: true }, isDouble: true, story: 'second try' };
    }],
    // The same wish on two marketplaces, once the first did not confirm.
    ['the same on another channel', () => {
      const goods = basket();
      const first = order(goods, 0, { channelId: 1 });
      return { earlier: first, later: { ...first, channelId: 2, orderedAt: between(2, 50) * minute, total: Math.round(first.total * (1 + (random() - 0.5) * 0.03)) }, isDouble: true, story: 'other channel' };
    }],
    // Called in again because no mail came, without an address on file.
    ['phoned again', () => {
      const goods = basket();
      const first = order(goods, 0, {});
      return { earlier: first, later: { ...first, orderedAt: between(5, 5 * 60) * minute, address: random() < 0.5 ? [] : first.address }, isDouble: true, story: 'phoned again' };
    }],
  ];
  const hard: [string, () => Labelled][] = [
    // A double with one piece more: likely, and likely not told apart.
    ['again with one piece more', () => {
      const goods = basket();
      const earlier = order(goods, 0, { isPaid: false });
      const more = new Map(goods);
      more.set([...goods.keys()][0]!, [...goods.values()][0]! + 1000);
      return { earlier, later: order(more, between(5, 120) * minute, { address: earlier.address, isPaid: true }), isDouble: true, story: 'one piece more' };
    }],
    // A friend wanted the same, sent to the same house and paid for as well.
    ['a friend wanted one too', () => {
      const earlier = order(basket(), 0, {});
      return { earlier, later: { ...earlier, orderedAt: between(8, 24) * hour }, isDouble: false, story: 'a friend' };
    }],
  ];
  const others: [string, () => Labelled][] = [
    ['something forgotten', () => {
      const earlier = order(basket(), 0, {});
      return { earlier, later: order(new Map([[pick(skus), 1000]]), between(5, 90) * minute, { address: earlier.address }), isDouble: false, story: 'forgotten' };
    }],
    ['another basket next day', () => {
      const earlier = order(basket(), 0, {});
      return { earlier, later: order(basket(), between(8, 40) * hour, { address: earlier.address }), isDouble: false, story: 'another basket' };
    }],
    ['the weekly refill', () => {
      const earlier = order(basket(), 0, {});
      return { earlier, later: { ...earlier, orderedAt: between(5, 14) * 24 * hour }, isDouble: false, story: 'refill' };
    }],
    ['a present to somebody else', () => {
      const earlier = order(basket(), 0, { address: ['street1'] });
      return { earlier, later: { ...earlier, orderedAt: between(10, 300) * minute, address: ['street2'] }, isDouble: false, story: 'present' };
    }],
    ['more of it next day', () => {
      const earlier = order(basket(), 0, {});
      const goods = new Map([...earlier.goods].map(([sku, quantity]) => [sku, quantity * 2]));
      return { earlier, later: order(goods, between(7, 30) * hour, { address: earlier.address }), isDouble: false, story: 'more of it' };
    }],
    ['liked it and bought it again', () => {
      const earlier = order(basket(), 0, {});
      return { earlier, later: { ...earlier, orderedAt: between(26, 47) * hour }, isDouble: false, story: 'again' };
    }],
  ];
  return Array.from({ length: count }, () => pick(random() < 0.06 ? hard : random() < 0.4 ? doubles : others)[1]());
}

test('of ten thousand labelled pairs, at least 98 % of those called double are, and at least 95 % of the doubles are found', () => {
  const pairs = labelledPairs(20_261_129, 10_000);
  const called = pairs.map((pair) => ({ ...pair, called: duplicateScore(pair.later, pair.earlier) >= duplicateFrom }));
  const [hit, wrong, missed] = [
    called.filter((pair) => pair.called && pair.isDouble),
    called.filter((pair) => pair.called && !pair.isDouble),
    called.filter((pair) => !pair.called && pair.isDouble),
  ].map((list) => list.length) as [number, number, number];
  const mistakes = { wrong: stories(called.filter((pair) => pair.called && !pair.isDouble)), missed: stories(called.filter((pair) => !pair.called && pair.isDouble)) };
  expect(hit, JSON.stringify(mistakes)).toBeGreaterThan(3_000);
  expect(hit / (hit + wrong), JSON.stringify(mistakes)).toBeGreaterThanOrEqual(0.98);
  expect(hit / (hit + missed), JSON.stringify(mistakes)).toBeGreaterThanOrEqual(0.95);
});

const stories = (pairs: readonly Labelled[]): Record<string, number> => {
  const counts: Record<string, number> = {};
  for (const { story } of pairs) counts[story] = (counts[story] ?? 0) + 1;
  return counts;
};

test('an order without goods, and one two days later, is nobody’s double', () => {
  const goods = new Map([['1', 1000]]);
  const order: ComparedOrder = { orderedAt: 0, total: 700, channelId: 1, goods, address: ['a'], isPaid: true };
  expect(duplicateScore({ ...order, goods: new Map() }, order)).toBe(0);
  expect(duplicateScore({ ...order, orderedAt: 49 * hour }, order)).toBe(0);
  expect(duplicateScore({ ...order, orderedAt: minute }, order)).toBe(100);
});
