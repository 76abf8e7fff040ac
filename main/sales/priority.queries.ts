import { byPriority, priorityOf } from '../../shared/sales/order-priority.rules.ts';
import type { Instant } from '../../shared/units/instant.ts';
import type { Actor, Reader } from '../database/handles.ts';
import { shopFacts } from './order-facts.queries.ts';
import { waitingOrders } from './order-list.queries.ts';
import { weightsOf } from './priority.service.ts';

export const getPriority = (reader: Reader) => ({ weights: weightsOf(reader) });

/** So many orders are ranked, the most urgent first: a shop that has more to do would see no difference. */
const ranked = 5_000;

/** A work list in the order it should be done, each row with the parts its rank is made of. */
export function priorityQueue(reader: Reader, { view, limit }: { view: 'toApprove' | 'toShip'; limit: number }, _actor: Actor, now: Instant) {
  const weights = weightsOf(reader);
  const { usual } = shopFacts(reader, now);
  const waiting = waitingOrders(reader, view, ranked);
  const rows = byPriority(waiting.map((row) => ({ ...row, priority: priorityOf(row, weights, now, usual ?? 0) }))).slice(0, limit);
  return { rows: rows.map(({ priority: { score, parts }, earlierOrders: _counted, ...row }) => ({ ...row, score, parts })), waiting: waiting.length };
}
