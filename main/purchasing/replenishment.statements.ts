import { type RawBuilder, sql } from 'kysely';
import type { Day } from '../../shared/units/day.ts';
import type { Instant } from '../../shared/units/instant.ts';
import type { Quantity } from '../../shared/units/quantity.ts';
import { read } from '../database/statement.ts';

interface Window {
  from: Day;
  on: Day;
}

interface Sales {
  variantId: number;
  sold: Quantity;
  squares: number;
  outDays: number;
}

/**
 * What each variant sold in a window and on how many of its days nothing was there and nothing was sold. The level at a day's
 * end is today's, less what happened since: only the window is read, however long the history is.
 */
export const salesByVariant = read((db, p: Window) =>
  db
    .selectFrom(
      sql<Sales>`(
        with here as (select variantId, sum(onHand) as onHand from stockLevel group by variantId),
        day as (
          select d.variantId, d.postedOn, d.sold, here.onHand,
            here.onHand - sum(d.quantity) over (partition by d.variantId order by d.postedOn desc) as before, d.quantity,
            julianday(d.postedOn) as at,
            lead(julianday(d.postedOn), 1, julianday(${p.on}) + 1) over (partition by d.variantId order by d.postedOn) as nextAt,
            row_number() over (partition by d.variantId order by d.postedOn) = 1 as first
          from variantDay d join here on here.variantId = d.variantId where d.postedOn >= ${p.from}
        )
        select variantId, sum(sold) as sold, sum(sold / 1000.0 * (sold / 1000.0)) as squares,
          cast(sum(iif(before + quantity <= 0, min(nextAt, julianday(${p.on}) + 1) - at - (sold > 0), 0)
            + iif(first and before <= 0, at - julianday(${p.from}), 0)) as integer) as outDays
        from day where postedOn <= ${p.on} group by variantId having sum(sold) > 0)`.as('sales'),
    )
    .innerJoin('variant', 'variant.id', 'sales.variantId')
    .innerJoin('product', 'product.id', 'variant.productId')
    .select(['sales.variantId', 'sales.sold', 'sales.squares', 'sales.outDays', 'variant.sku', 'variant.optionValues', 'product.name'])
    .where('variant.state', '=', 'active')
    .where('product.state', '<>', 'archived')
    .orderBy('sales.variantId'),
);

/** What is here of each variant, over all places. */
export const stockByVariant = read((db) =>
  db
    .selectFrom('stockLevel')
    .select(['variantId', sql<Quantity>`sum(onHand)`.as('onHand'), sql<Quantity>`sum(onHold)`.as('onHold'), sql<Quantity>`sum(allocated)`.as('allocated')])
    .groupBy('variantId'),
);

/** What is still to come: on orders placed, and on drafts. */
export const comingByVariant = read((db) =>
  db
    .selectFrom('purchaseOrderLine as line')
    .innerJoin('purchaseOrder as order', 'order.id', 'line.purchaseOrderId')
    .select(['line.variantId', sql<Quantity>`sum(iif("order".orderedAt is null, 0, line.open))`.as('incoming'), sql<Quantity>`sum(iif("order".orderedAt is null, line.open, 0))`.as('drafted')])
    .where('line.open', '>', sql<Quantity>`0`)
    .groupBy('line.variantId'),
);

export const ownServiceLevels = read((db) => db.selectFrom('variantServiceLevel').selectAll());

export const allItems = read((db) => db.selectFrom('supplierItem').select(['supplierId', 'variantId', 'packQuantity', 'minimumQuantity']));

/** Agreements that hold on a day or later ones; what has expired decides nothing. */
export const standingAgreements = read((db, p: { on: Day }) =>
  db
    .selectFrom('priceAgreement')
    .select(['supplierId', 'variantId', 'id', 'fromQuantity', 'price', 'validFromOn', 'validThroughOn'])
    .where((eb) => eb.or([eb('validThroughOn', 'is', null), eb('validThroughOn', '>=', p.on)])),
);

/** Each supplier, and whether it may not be ordered from: blocked, or a required paper has expired. */
export const allSuppliers = read((db, p: { on: Day }) =>
  db
    .selectFrom('supplier')
    .select(['supplier.id', 'supplier.name', 'supplier.leadTimeDays'])
    .select(sql<number>`supplier.blocked or exists (select 1 from supplierDocument d where d.supplierId = supplier.id and d.removedById is null and d.required and d.validThroughOn < ${p.on})`.as('closed')),
);

/** Orders placed that are past the day they were promised, the oldest promise first. */
export const overdueOrders = read((db, p: { today: Day }) =>
  db
    .selectFrom('purchaseOrder')
    .select(['supplierId', 'id as purchaseOrderId', 'number', 'expectedOn'])
    .where('status', 'in', ['ordered', 'partlyReceived'])
    .where('expectedOn', '<', p.today)
    .orderBy('expectedOn')
    .orderBy('id'),
);

export const allSplits = read((db) => db.selectFrom('sourceSplit').selectAll());

interface DeliveredLine {
  supplierId: number;
  purchaseOrderId: number;
  number: string;
  orderedAt: Instant;
  purchaseOrderLineId: number;
  variantId: number;
  arrivedOn: Day;
}

/** Ordered lines that came in full, joined from the order on: when it was sent, and the day the last goods of the line came. */
const delivered = (orders: RawBuilder<unknown>) => sql<DeliveredLine>`(
  select o.supplierId, o.id as purchaseOrderId, o.number, o.orderedAt, line.id as purchaseOrderLineId, line.variantId, max(goods.postedOn) as arrivedOn
  from ${orders} o cross join purchaseOrderLine line on line.purchaseOrderId = o.id
    cross join purchaseReceiptLine received on received.purchaseOrderLineId = line.id
    cross join purchaseReceipt receipt on receipt.goodsReceiptId = received.goodsReceiptId
    cross join goodsReceipt goods on goods.id = receipt.goodsReceiptId
  where line.open = 0 and receipt.cancelledAt is null group by o.id, line.id)`;

const deliveredFields = ['supplierId', 'purchaseOrderId', 'number', 'orderedAt', 'purchaseOrderLineId', 'variantId', 'arrivedOn'] as const;

export const deliveredLines = read((db, p: { since: Instant }) =>
  db.selectFrom(delivered(sql`(select * from purchaseOrder where orderedAt >= ${p.since})`).as('delivered')).select(deliveredFields).orderBy('arrivedOn').orderBy('purchaseOrderLineId'),
);

export const deliveredLinesOf = read((db, p: { since: Instant; supplierId: number }) =>
  db
    .selectFrom(delivered(sql`(select * from purchaseOrder where supplierId = ${p.supplierId} and orderedAt >= ${p.since})`).as('delivered'))
    .select(deliveredFields)
    .orderBy('arrivedOn')
    .orderBy('purchaseOrderLineId'),
);

export const salesOfVariant = read((db, p: Window & { variantId: number }) =>
  db
    .selectFrom('variantDay')
    .select(['variantId', 'postedOn as on', 'sold'])
    .where('variantId', '=', p.variantId)
    .where('postedOn', '>=', p.from)
    .where('postedOn', '<=', p.on)
    .where('sold', '<>', sql<Quantity>`0`)
    .orderBy('postedOn', 'desc'),
);

/** The orders and drafts one variant is still to come from, the oldest first. */
export const ordersOfVariant = read((db, p: { variantId: number }) =>
  db
    .selectFrom('purchaseOrderLine as line')
    .innerJoin('purchaseOrder as order', 'order.id', 'line.purchaseOrderId')
    .select(['line.variantId', 'line.purchaseOrderId', 'order.number', 'order.orderedAt', sql<Quantity>`sum(line.open)`.as('open')])
    .where('line.variantId', '=', p.variantId)
    .where(sql<boolean>`line.open > 0`)
    .groupBy('line.purchaseOrderId')
    .orderBy('line.purchaseOrderId'),
);

export const newestCommand = read((db) => db.selectFrom('command').select('id').orderBy('id', 'desc').limit(1));
