import type { Instant } from '../units/instant.ts';
import type { Minor } from '../units/minor.ts';
import type { FulfilmentState, PaymentState } from './order-state.rules.ts';

/** What can put an order before another. */
export const priorityTerms = ['deadline', 'waiting', 'value', 'paid', 'complete', 'regular'] as const;
export type PriorityTerm = (typeof priorityTerms)[number];
export type PriorityWeights = Record<PriorityTerm, number>;

export interface RankedOrder {
  id: number;
  shipByAt: Instant;
  orderedAt: Instant;
  total: Minor;
  payment: PaymentState;
  fulfilment: FulfilmentState;
  /** Orders of the same customer before this one, as far as they were counted. */
  earlierOrders: number;
}

export interface PriorityPart {
  term: PriorityTerm;
  /** 0 to 100. */
  points: number;
  weight: number;
  /** points × weight */
  score: number;
}

export interface Priority {
  score: number;
  parts: PriorityPart[];
}

const hour = 3_600_000;
/** So long before its deadline an order begins to press, and so long it waits until it waits as much as it can. */
const span = 72 * hour;

const within = (share: number): number => Math.round(100 * Math.max(0, Math.min(1, share)));

const points: Record<PriorityTerm, (order: RankedOrder, now: Instant, usual: number) => number> = {
  deadline: ({ shipByAt }, now) => within(1 - (shipByAt - now) / span),
  waiting: ({ orderedAt }, now) => within((now - orderedAt) / span),
  value: ({ total }, _now, usual) => (usual <= 0 ? 0 : within(total / (5 * usual))),
  paid: ({ payment }) => (payment === 'paid' || payment === 'overpaid' ? 100 : payment === 'partlyPaid' ? 50 : 0),
  complete: ({ fulfilment }) => (fulfilment === 'allocated' ? 100 : 0),
  regular: ({ earlierOrders }) => within(earlierOrders / 5),
};

/** How much an order presses, term by term; the parts add up to the score. @param usual what an order usually comes to */
export function priorityOf(order: RankedOrder, weights: PriorityWeights, now: Instant, usual: number): Priority {
  const parts = priorityTerms.map((term) => {
    const [earned, weight] = [points[term](order, now, usual), weights[term]];
    return { term, points: earned, weight, score: earned * weight };
  });
  return { parts, score: parts.reduce((sum, { score }) => sum + score, 0) };
}

/** Orders as they should be done: by score, then by deadline, then as they came. */
export const byPriority = <Order extends RankedOrder & { priority: Priority }>(orders: readonly Order[]): Order[] =>
  [...orders].sort((a, b) => b.priority.score - a.priority.score || a.shipByAt - b.shipByAt || a.id - b.id);
