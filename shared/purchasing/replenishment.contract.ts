import { z } from 'zod';
import { goodsClass, zServiceLevel } from '../analysis/fields.ts';
import { serviceLevelSources } from '../analysis/service-level.rules.ts';
import { needs, zDay, zId, zMinor, zQuantity, zRatePpm, zUnitPrice } from '../contract/fields.ts';
import { command, query } from '../contract/method.ts';
import { zStockFigure } from '../inventory/fields.ts';
import { zPriceReasons } from './agreement.contract.ts';
import { zAmountOrNone } from './fields.ts';
import { leadTimeSources } from './lead-time.rules.ts';
import { passedOver } from './sourcing.rules.ts';

/** What the proposal is worked out with; the first three decide it, the budget and what is left out decide what is taken of it. */
const zTerms = z.object({
  /** One for all goods; left out, each is held to its own or its class's. */
  serviceLevel: zServiceLevel.exactOptional(),
  /** For how many days beyond the lead time an order lasts. */
  coverDays: z.int().min(1).max(365).default(14),
  /** Over how many days before today the demand is measured. */
  windowDays: z.int().min(7).max(730).default(90),
});
export type ReplenishmentTerms = z.output<typeof zTerms>;

const zAsked = zTerms.extend({
  /** Without tax; no limit when left out. */
  budget: zAmountOrNone.exactOptional(),
  /** Variants that are not to be ordered this time. */
  without: z.array(zId).max(10_000).default([]),
});
export type ReplenishmentAsked = z.output<typeof zAsked>;

export const replenishmentViews = ['toOrder', 'unsourced', 'all'] as const;

const zLeadTime = z.object({ source: z.enum(leadTimeSources), p50: z.int(), p90: z.int(), deliveries: z.int() });

const needed = {
  days: z.int(),
  outDays: needs('stockFigure', z.int()),
  sold: zStockFigure,
  perDay: zStockFigure,
  deviation: zStockFigure,
  overLeadTime: zStockFigure,
  safetyStock: zStockFigure,
  reorderPoint: zStockFigure,
  overCover: zStockFigure,
  upTo: zStockFigure,
  onHand: zStockFigure,
  onHold: zStockFigure,
  allocated: zStockFigure,
  incoming: zStockFigure,
  drafted: zStockFigure,
  position: zStockFigure,
  wanted: zStockFigure,
  lastsDays: needs('stockFigure', z.int().nullable()),
  /** Millionths, and thousandths of a day. */
  z: z.int(),
  leadTimeDeviation: z.int(),
  leadTime: zLeadTime,
};

const zRow = z.object({
  variantId: zId,
  sku: z.string(),
  name: z.string(),
  ...goodsClass,
  serviceLevel: zServiceLevel,
  serviceLevelFrom: z.enum(serviceLevelSources),
  classServiceLevel: zServiceLevel,
  ownServiceLevel: zServiceLevel.nullable(),
  ...needed,
  /** Null where no open supplier has a price for it. */
  supplierId: zId.nullable(),
  supplierName: z.string().nullable(),
  packQuantity: zQuantity,
  minimumQuantity: zQuantity,
  quantity: zStockFigure,
  price: needs('cost', zUnitPrice.nullable()),
  cost: needs('stockValue', zMinor),
  plainCost: needs('stockValue', zMinor),
  /** A supplier that would have been cheaper, why it is passed over, and what that costs. */
  instead: z.object({ supplierId: zId, name: z.string(), because: z.enum(passedOver), extra: needs('stockValue', zMinor) }).nullable(),
  /** What of the order comes from a second supplier, and what both cost more than one. */
  second: z.object({ variantId: zId, supplierId: zId, name: z.string(), quantity: zStockFigure, price: needs('cost', zUnitPrice), cost: needs('stockValue', zMinor), extra: needs('stockValue', zMinor) }).nullable(),
  shortWithout: zStockFigure,
  shortWith: zStockFigure,
  /** Whether the plan takes it: there is something to order, it fits the budget and was not left out. */
  taken: z.boolean(),
});

const zPlan = z.object({
  lines: z.int(),
  suppliers: z.int(),
  cost: needs('stockValue', zMinor),
  /** The taken lines bought plainly, without looking at price breaks: cost ≤ baseline. */
  baseline: needs('stockValue', zMinor),
  /** Everything proposed, whatever the budget. */
  wholeCost: needs('stockValue', zMinor),
  wholeLines: z.int(),
  unsourced: z.int(),
  /** Variants that would run out before their cover ends: were nothing ordered, and with the plan. */
  outWithout: needs('stockFigure', z.int()),
  outWith: needs('stockFigure', z.int()),
  shortWithout: needs('stockFigure', zQuantity),
  shortWith: needs('stockFigure', zQuantity),
});

const zQuote = z.object({
  variantId: zId,
  supplierId: zId,
  name: z.string(),
  closed: z.boolean(),
  /** Days past the day its oldest open order was promised; none while it is not late. */
  lateDays: z.int(),
  /** What part of what is needed is to come from here. */
  share: zRatePpm.nullable(),
  leadTime: zLeadTime,
  packQuantity: zQuantity,
  minimumQuantity: zQuantity,
  quantity: zStockFigure,
  price: needs('cost', zUnitPrice.nullable()),
  cost: needs('stockValue', zMinor.nullable()),
  reasons: zPriceReasons,
});

export const replenishmentQueries = {
  propose: query({ summary: 'What to buy: per variant how much from whom, every term of it, and what a budget takes of it.' })
    .input(zAsked.extend({ view: z.enum(replenishmentViews).default('toOrder'), after: zId.exactOptional(), limit: z.int().min(1).max(200).default(100) }))
    .output(z.object({ from: zDay, on: zDay, rows: z.array(zRow), next: zId.nullable(), plan: zPlan })),
  explain: query({ summary: 'Why so much of one variant: its terms, what each supplier asks, the days it sold, the orders it is on and the deliveries its lead time is learned from.' })
    .input(zTerms.extend({ variantId: zId }))
    .output(
      z.object({
        from: zDay,
        on: zDay,
        row: zRow.nullable(),
        offers: z.array(zQuote),
        deliveries: z.array(z.object({ purchaseOrderId: zId, number: z.string(), variantId: zId, orderedOn: zDay, arrivedOn: zDay, days: z.int() })),
        /** Orders that are past the day they were promised, of the suppliers that are late. */
        overdue: z.array(z.object({ supplierId: zId, purchaseOrderId: zId, number: z.string(), expectedOn: zDay, days: z.int() })),
        sales: z.array(z.object({ variantId: zId, on: zDay, sold: zStockFigure })),
        /** What of it is still to come, order by order: together what is incoming and what is drafted. */
        orders: z.array(z.object({ purchaseOrderId: zId, number: z.string(), variantId: zId, open: zStockFigure, drafted: z.boolean() })),
      }),
    ),
};

/** Between a twentieth and all but one. */
const zSplit = z.object({ supplierId: zId, share: zRatePpm.refine((share) => share >= 50_000 && share <= 950_000) });

const zOrders = z.object({ orders: z.array(z.object({ purchaseOrderId: zId, number: z.string(), supplierId: zId })) });
const zCancelled = z.object({
  orders: z.array(z.object({ purchaseOrderId: zId, lines: z.array(z.object({ purchaseOrderLineId: zId, quantity: zQuantity })) })).min(1),
});

export const replenishmentCommands = {
  order: command({ summary: 'Draft purchase orders for what the plan takes, one for each supplier.', undo: { by: 'replenishment.withdraw' } })
    // What the plan showed: another answer means the shop has moved on, and nothing is drafted.
    .input(zAsked.extend({ expects: z.object({ lines: z.int().min(1), cost: zMinor }) }))
    .output(zOrders),
  setServiceLevel: command({ summary: 'Say how sure goods are to be in stock; none lets their class say it.', undo: { by: 'replenishment.setServiceLevel' } })
    .input(z.object({ variantId: zId, serviceLevel: zServiceLevel.nullable() }))
    .output(z.object({ before: zServiceLevel.nullable() })),
  split: command({ summary: 'Say what part of what is needed of goods comes from a second supplier; none buys all of it from one.', undo: { by: 'replenishment.split' } })
    .input(z.object({ variantId: zId, split: zSplit.nullable() }))
    .output(z.object({ before: zSplit.nullable() })),
  withdraw: command({ summary: 'Give up drafted purchase orders.', undo: { by: 'replenishment.restore' } })
    .input(z.object({ purchaseOrderIds: z.array(zId).min(1).max(500) }))
    .output(zCancelled),
  restore: command({ summary: 'Take up again purchase orders that were given up together.', undo: { by: 'replenishment.withdraw' } })
    .input(zCancelled)
    .output(z.object({ purchaseOrderIds: z.array(zId) })),
};
