import { z } from 'zod';
import { zId, zInstant } from '../contract/fields.ts';
import { command, query } from '../contract/method.ts';
import { orderSorts, zOrderFilter, zOrderRow } from './order.contract.ts';
import { priorityTerms } from './order-priority.rules.ts';

const zWeight = z.int().min(0).max(100);
const zWeights = z.record(z.enum(priorityTerms), zWeight);
const zPart = z.object({ term: z.enum(priorityTerms), points: z.int(), weight: zWeight, score: z.int() });

export const priorityCommands = {
  setWeights: command({ summary: 'Say what puts an order before another, and by how much.', undo: { by: 'priority.setWeights' } })
    .input(z.object({ weights: z.partialRecord(z.enum(priorityTerms), zWeight) }))
    .output(z.object({ before: zWeights })),
};

export const priorityQueries = {
  get: query({ summary: 'What puts an order before another.' }).output(z.object({ weights: zWeights })),
  queue: query({ summary: 'A work list in the order it should be done, each row with why.' })
    .input(z.object({ view: z.enum(['toApprove', 'toShip']).default('toShip'), limit: z.int().min(1).max(200).default(100) }))
    .output(z.object({ rows: z.array(zOrderRow.extend({ score: z.int(), parts: z.array(zPart) })), waiting: z.int() })),
};

const zName = z.string().trim().min(1).max(60);
const zSort = z.enum(orderSorts);

/** Views somebody keeps for themselves; nobody sees another's. */
export const savedViewCommands = {
  add: command({ summary: 'Keep the conditions of the orders list under a name.', undo: { by: 'savedView.remove' } })
    .input(z.object({ name: zName, filter: zOrderFilter, sort: zSort }))
    .output(z.object({ savedViewId: zId })),
  update: command({ summary: 'Rename a view, or give it other conditions.', undo: { by: 'savedView.update' } })
    .input(z.object({ savedViewId: zId, changes: z.object({ name: zName.exactOptional(), filter: zOrderFilter.exactOptional(), sort: zSort.exactOptional() }) }))
    .output(z.object({ savedViewId: zId, before: z.object({ name: zName, filter: zOrderFilter, sort: zSort }) })),
  remove: command({ summary: 'Drop a view; the orders stay.', undo: { by: 'savedView.add' } })
    .input(z.object({ savedViewId: zId }))
    .output(z.object({ before: z.object({ name: zName, filter: zOrderFilter, sort: zSort }) })),
};

export const savedViewQueries = {
  list: query({ summary: 'My views of the orders list, each with how many orders are on it now.' }).output(
    z.object({
      rows: z.array(
        z.object({ id: zId, name: z.string(), filter: zOrderFilter, sort: zSort, savedAt: zInstant, /** Up to a thousand. */ count: z.int(), isMore: z.boolean() }),
      ),
    }),
  ),
};
