import { z } from 'zod';
import { zItems, zResults } from '../contract/batch.ts';
import { zCurrency, zDay, zId, zInstant, zMinor, zQuantity, zRatePpm, zUnitPrice } from '../contract/fields.ts';
import { command, query } from '../contract/method.ts';
import { zLots, zStockFigure } from '../inventory/fields.ts';
import { exceptionKinds, proposals } from './exception.rules.ts';
import { fulfilmentStates, paymentStates } from './order-state.rules.ts';

export const zRecipient = z.object({
  recipient: z.string().trim().min(1).max(200),
  company: z.string().max(200).default(''),
  line1: z.string().max(300).default(''),
  line2: z.string().max(300).default(''),
  city: z.string().max(120).default(''),
  region: z.string().max(120).default(''),
  postcode: z.string().max(40).default(''),
  country: z.string().max(2).default(''),
  phone: z.string().max(60).default(''),
  email: z.string().max(254).default(''),
});

/** A line as it is typed: without a price the price lists and the catalogue say it, without a tax rate the catalogue. */
const zTypedLine = z.object({
  variantId: zId,
  quantity: zQuantity.refine((value) => value > 0),
  unitPrice: zUnitPrice.refine((value) => value >= 0).exactOptional(),
  discount: zMinor.refine((value) => value >= 0).default(0 as never),
  taxRate: zRatePpm.refine((value) => value >= 0).exactOptional(),
});

const zTypedCharge = z.object({
  kind: z.enum(['shipping', 'fee']),
  name: z.string().max(120),
  amount: zMinor.refine((value) => value >= 0),
  taxRate: zRatePpm.refine((value) => value >= 0).default(0 as never),
});

const typedOrder = {
  customerId: zId.nullable().default(null),
  lines: z.array(zTypedLine).min(1).max(5_000),
  charges: z.array(zTypedCharge).max(50).default([]),
  discount: zMinor.refine((value) => value >= 0).default(0 as never),
  note: z.string().max(10_000).default(''),
  /** Whoever asks knows that a typed price or discount is under its margin floor; only an owner or a manager may say so. */
  underFloorAccepted: z.boolean().default(false),
};

export const zNewOrder = z.object({
  ...typedOrder,
  /** Of its prices and amounts, where it is not the currency of the books: converted as a whole by the last rate on or before its day. */
  currency: zCurrency.exactOptional(),
  recipient: zRecipient.nullable().default(null),
  orderedAt: zInstant.exactOptional(),
  shipByAt: zInstant.exactOptional(),
  /** How the buyer said to pay; rules about unpaid orders may ask. */
  payMethod: z.string().trim().max(120).default(''),
});
export type NewOrder = z.output<typeof zNewOrder>;

const zTender = z.object({
  account: z.enum(['till', 'bank']),
  method: z.string().trim().min(1).max(60),
  amount: zMinor.refine((value) => value > 0).exactOptional(),
  /** What was handed over; the rest goes back as change. */
  given: zMinor.refine((value) => value > 0).exactOptional(),
});

export const zCounterSale = z.object({
  ...typedOrder,
  /** The goods are in the hand: a line may say which lot or serial number that is. */
  lines: z.array(zTypedLine.extend({ lots: zLots.exactOptional() })).min(1).max(5_000),
  locationId: zId.exactOptional(),
  /** One way of paying for all of it, where no tenders are named. */
  account: z.enum(['till', 'bank']).default('till'),
  method: z.string().min(1).max(60).default('cash'),
  /** Several ways of paying: together exactly the total; one without an amount takes what the others leave. */
  tenders: z.array(zTender).min(1).max(10).exactOptional(),
});
export type CounterSale = z.output<typeof zCounterSale>;

const zOrderId = z.object({ orderId: zId });
const zReason = z.string().trim().min(1).max(500);

const zPart = z.object({ orderLineId: zId, locationId: zId });

export const orderCommands = {
  create: command({ summary: 'Take an order by hand, by phone or by mail.', undo: { by: 'order.cancel' } })
    .input(zNewOrder)
    .output(z.object({ orderId: zId, number: z.string(), total: zMinor })),
  sell: command({ summary: 'Sell over the counter: order, payment and goods in one go.', undo: { by: 'order.unsell' } })
    .input(zCounterSale)
    .output(z.object({ orderId: zId, shipmentId: zId, number: z.string(), total: zMinor, change: zMinor })),
  unsell: command({ summary: 'A sale over the counter was a mistake: goods and money are where they were before.', undo: { document: 'order.sell' } })
    .input(z.object({ orderId: zId, reason: z.string().trim().max(500).default('') }))
    .output(z.object({ orderId: zId })),
  allocate: command({ summary: 'Set goods aside for orders, as far as there are any.', undo: { by: 'order.release' }, jobSlice: 100 })
    .input(z.object({ items: zItems(z.object({ orderId: zId, locationId: zId.exactOptional() })) }))
    .output(z.object({ results: zResults(z.object({ orderId: zId, allocated: zStockFigure, backordered: zStockFigure, parts: z.array(zPart.extend({ quantity: zStockFigure })) })) })),
  release: command({ summary: 'Set goods free that were set aside for orders: all, or the parts named.', undo: { by: 'order.allocate' }, jobSlice: 100 })
    .input(z.object({ items: zItems(zOrderId.extend({ parts: z.array(zPart.extend({ quantity: zQuantity })).max(5_000).exactOptional() })) }))
    .output(z.object({ results: zResults(z.object({ orderId: zId, released: zQuantity })) })),
  cancel: command({ summary: 'Cancel what is not shipped yet.', undo: { by: 'order.reinstate' } })
    .input(z.object({ orderId: zId, reason: zReason.or(z.literal('')).default(''), lines: z.array(z.object({ orderLineId: zId, quantity: zQuantity })).min(1).max(5_000).exactOptional() }))
    .output(z.object({ cancellationId: zId, owed: zMinor })),
  hold: command({ summary: 'Hold an order back, with a reason.', undo: { by: 'order.unhold' } })
    .input(z.object({ orderId: zId, reason: zReason }))
    .output(z.object({ orderHoldId: zId })),
  unhold: command({ summary: 'Let a held order go on, or end some of its holds.', undo: { by: 'order.holdAgain' } })
    .input(zOrderId.extend({ orderHoldIds: z.array(zId).max(100).exactOptional() }))
    .output(z.object({ ended: z.array(zId) })),
  holdAgain: command({ summary: 'Place holds again that were ended, as they were.', undo: { by: 'order.unhold' } })
    .input(zOrderId.extend({ orderHoldIds: z.array(zId).max(100) }))
    .output(z.object({ placed: z.array(zId) })),
  mapLine: command({ summary: 'Say which variant a line of an unknown SKU is.', undo: { none: 'the orders that waited for it have moved on; say another variant' } })
    .input(z.object({ orderLineId: zId, variantId: zId }))
    .output(z.object({ orderId: zId, mapped: z.int() })),
};

export const orderSorts = ['newest', 'total', 'shipBy'] as const;
export const orderViews = ['toApprove', 'toShip', 'toPay', 'needsAttention'] as const;

/** Which orders; every filter narrows. */
export const zOrderFilter = z.object({
  search: z.string().trim().max(100).default(''),
  customerId: zId.nullable().default(null),
  channelId: zId.nullable().default(null),
  payment: z.enum(paymentStates).nullable().default(null),
  fulfilment: z.enum(fulfilmentStates).nullable().default(null),
  held: z.boolean().nullable().default(null),
  view: z.enum(orderViews).nullable().default(null),
  orderedFrom: zInstant.nullable().default(null),
  orderedBefore: zInstant.nullable().default(null),
});
export type OrderFilter = z.output<typeof zOrderFilter>;

/** Where a page ended: the sort key and id of its last row. */
export const zOrderKey = z.object({ sortKey: z.int(), id: zId });

export const zOrderRow = z.object({
  id: zId,
  number: z.string(),
  channelId: zId.nullable(),
  customerId: zId.nullable(),
  customerName: z.string().nullable(),
  currency: z.string(),
  orderedAt: zInstant,
  shipByAt: zInstant,
  total: zMinor,
  payment: z.enum(paymentStates),
  fulfilment: z.enum(fulfilmentStates),
  holds: z.int(),
  exceptions: z.int(),
  approved: z.boolean(),
  isHistory: z.boolean(),
});

const zFigures = { net: zMinor, tax: zMinor, gross: zMinor };

const zOrderLine = z.object({
  id: zId,
  lineNo: z.int(),
  variantId: zId.nullable(),
  sku: z.string(),
  name: z.string(),
  quantity: zQuantity,
  unitPrice: zUnitPrice,
  taxRate: zRatePpm.nullable(),
  discount: zMinor,
  ...zFigures,
  shipped: zQuantity,
  cancelled: zQuantity,
  returned: zQuantity,
  allocated: zStockFigure,
  backordered: zStockFigure,
  /** What it was sold as, for goods that are part of a bundle. */
  bundle: z.object({ bundleVariantId: zId, bundleNo: z.int(), sku: z.string(), name: z.string(), quantity: zQuantity, unitPrice: zUnitPrice }).nullable(),
});

const zDocument = z.object({
  kind: z.enum(['order', 'payment', 'shipment', 'cancellation', 'refund', 'hold', 'holdEnd', 'exception', 'exceptionEnd', 'shipmentCancel', 'paymentVoid', 'approval', 'approvalEnd', 'reinstatement', 'revision', 'expiry', 'reminder']),
  id: zId,
  at: zInstant,
  amount: zMinor.nullable(),
  /** Number, reason, tracking or method: what the line of the timeline says besides its kind. */
  says: z.string().nullable(),
  userId: z.int(),
  userName: z.string().nullable(),
  via: z.string(),
});

export const orderQueries = {
  list: query({ summary: 'One page of orders.' })
    .input(z.object({ filter: zOrderFilter.prefault({}), sort: z.enum(orderSorts).default('newest'), after: zOrderKey.nullable().default(null), limit: z.int().min(1).max(100).default(50) }))
    .output(z.object({ rows: z.array(zOrderRow), next: zOrderKey.nullable() })),
  counts: query({ summary: 'How many orders are on each work list.' }).output(
    z.object({ all: z.int(), toApprove: z.int(), safe: z.int(), toShip: z.int(), toPay: z.int(), needsAttention: z.int() }),
  ),
  get: query({ summary: 'One order with its lines, documents and entries.' })
    .input(zOrderId)
    .output(
      zOrderRow.extend({
        orderedOn: zDay,
        externalId: z.string().nullable(),
        ownNumber: z.string().nullable(),
        channelStatus: z.string().nullable(),
        pricesIncludeTax: z.boolean(),
        note: z.string(),
        recipient: zRecipient.nullable(),
        /** An order in another currency: its whole, what is to pay of it, and the rate it was converted by; the other figures are in the base currency. */
        foreign: z.object({ currency: z.string(), total: zMinor, due: zMinor, rate: z.string(), rateOn: zDay }).nullable(),
        money: z.object({ due: zMinor, captured: zMinor, refunded: zMinor, deposits: zMinor, receivable: zMinor, owed: zMinor, surplus: zMinor }),
        lines: z.array(zOrderLine),
        charges: z.array(z.object({ kind: z.enum(['shipping', 'fee', 'rounding']), name: z.string(), ...zFigures })),
        openExceptions: z.array(
          z.object({ id: zId, kind: z.enum(exceptionKinds), fix: z.enum(proposals), orderLineId: zId.nullable(), details: z.looseObject({}), raisedAt: zInstant }),
        ),
        timeline: z.array(zDocument),
        entries: z.array(z.object({ id: zId, number: z.string(), postedOn: zDay, sourceKind: z.string(), sourceId: z.int() })),
      }),
    ),
  explain: query({ summary: 'Why the total of an order is what it is: rows that add up to it.' })
    .input(zOrderId)
    .output(
      z.object({
        total: zMinor,
        currency: zCurrency,
        rows: z.array(
          z.object({
            kind: z.enum(['list', 'discount', 'tax', 'shipping', 'fee', 'rounding']),
            amount: zMinor,
            values: z.record(z.string(), z.union([z.string(), z.int(), z.null()])),
          }),
        ),
      }),
    ),
};
