import { sql } from 'kysely';
import { openQuantity } from '../../shared/sales/order-part.rules.ts';
import { orderProfit, type ProfitLine, type ToldKind, toldKinds } from '../../shared/sales/order-profit.rules.ts';
import { claimOf } from '../../shared/sales/order-totals.rules.ts';
import { minorDigits } from '../../shared/units/currency.ts';
import type { Instant } from '../../shared/units/instant.ts';
import { type Minor, minor, sumMinor } from '../../shared/units/minor.ts';
import { mulDiv } from '../../shared/units/mul-div.ts';
import { quantity, type Quantity } from '../../shared/units/quantity.ts';
import { ratePpm } from '../../shared/units/rate-ppm.ts';
import { lineAmount } from '../../shared/units/share.ts';
import { costBasisOf } from '../catalog/margin.queries.ts';
import type { Actor, Reader } from '../database/handles.ts';
import { read } from '../database/statement.ts';
import { adsOf } from './ad-spend.queries.ts';
import { linesOf } from './order-line.statements.ts';
import { getLiveOrder, type LineRow, type OrderRow } from './order-record.ts';
import { chargesOf } from './order.statements.ts';

const million = 1_000_000;

/**
 * What the goods of each line cost, with what later bills changed about it: parcels less what came back of them, and what was
 * sent to the customer again. Goods that came back and were lost afterwards are a loss of the shop, not a cost of the order.
 */
const drawnOf = read<{ orderId: number }, { orderLineId: number; drawn: Minor }>((db, p) =>
  db
    .selectFrom(
      sql<{ orderLineId: number; movementId: number }>`(
        select part.orderLineId, part.movementId from shipment join shipmentLine part on part.shipmentId = shipment.id
        where shipment.orderId = ${p.orderId} and shipment.voidedAt is null and part.movementId is not null
        union all
        select rmaLine.orderLineId, back.movementId from rma join rmaLine on rmaLine.rmaId = rma.id join goodsReturnLine back on back.rmaLineId = rmaLine.id
        where rma.orderId = ${p.orderId}
        union all
        select rmaLine.orderLineId, again.movementId from rma join rmaLine on rmaLine.rmaId = rma.id join goodsReturnLine back on back.rmaLineId = rmaLine.id
        join inspectionLine again on again.goodsReturnLineId = back.id join inspection on inspection.id = again.inspectionId
        where rma.orderId = ${p.orderId} and again.disposition = 'back' and again.movementId is not null and inspection.takenBackAt is null)`.as('moved'),
    )
    .select('moved.orderLineId')
    .select(
      sql<Minor>`-sum(
        (select coalesce(sum(value), 0) from layerChange where movementId = moved.movementId and coalesce(drawId, movementId) = movementId)
        + (select coalesce(sum(value), 0) from layerChange where drawId = moved.movementId and drawId <> movementId))`.as('drawn'),
    )
    .groupBy('moved.orderLineId'),
);

/** What was called off of each line, without tax. */
const cancelledOf = read<{ orderId: number }, { orderLineId: number; net: Minor }>((db, p) =>
  db
    .selectFrom('cancellation')
    .innerJoin('cancellationLine as part', 'part.cancellationId', 'cancellation.id')
    .select(['part.orderLineId', sql<Minor>`sum(part.net)`.as('net')])
    .where('cancellation.orderId', '=', p.orderId)
    .groupBy('part.orderLineId'),
);

/** What refunds took from sales of each line; null is no line in particular. */
const returnedOf = read<{ orderId: number }, { orderLineId: number | null; net: Minor }>((db, p) =>
  db
    .selectFrom('refund')
    .innerJoin('refundPart as part', 'part.refundId', 'refund.id')
    .select(['part.orderLineId', sql<Minor>`sum(part.net)`.as('net')])
    .where('refund.orderId', '=', p.orderId)
    .where('part.kind', 'in', ['returned', 'goodsKept'])
    .groupBy('part.orderLineId'),
);

const moneyOf = read<{ orderId: number }, { returned: Minor; gateway: Minor }>((db, p) =>
  db.selectNoFrom([
    sql<Minor>`coalesce((select sum(salesNet) from refund where orderId = ${p.orderId}), 0) - coalesce((select sum(creditNet) from cancellation where orderId = ${p.orderId}), 0)`.as('returned'),
    sql<Minor>`coalesce((select sum(fee) from payment where orderId = ${p.orderId} and voidedAt is null), 0)`.as('gateway'),
  ]),
);

/** What the carriers' price lists ask for the parcels that left, and how many parcels there are; a parcel packed elsewhere has no price. */
const parcelsOf = read<{ orderId: number }, { count: number; priced: number; price: Minor }>((db, p) =>
  db
    .selectFrom('shipment')
    .leftJoin('parcel', 'parcel.shipmentId', 'shipment.id')
    .select([sql<number>`count(*)`.as('count'), sql<number>`count(parcel.price)`.as('priced'), sql<Minor>`coalesce(sum(parcel.price), 0)`.as('price')])
    .where('shipment.orderId', '=', p.orderId)
    .where('shipment.voidedAt', 'is', null),
);

/** The freight of an order that left whole in parcels that all have a price. */
function pricedOf(reader: Reader, order: OrderRow): { freight?: Minor } {
  if (order.fulfilment !== 'shipped') return {};
  const { count, priced, price } = parcelsOf.get(reader, { orderId: order.id })!;
  return count > 0 && priced === count ? { freight: price } : {};
}

const toldOf = read((db, p: { orderId: number }) =>
  db.selectFrom('orderCost').select(['id', 'kind', 'amount', 'source', 'note', 'occurredAt']).where('orderId', '=', p.orderId).where('withdrawnAt', 'is', null).orderBy('id'),
);

const sumsBy = (rows: readonly { orderLineId: number | null; net: Minor }[]): Map<number | null, Minor> => new Map(rows.map((row) => [row.orderLineId, row.net]));

/** What an order leaves. @throws Refusal order.missing, order.history */
export function getOrderProfit(reader: Reader, { orderId }: { orderId: number }, _actor: Actor, now: Instant) {
  const order = getLiveOrder(reader, orderId);
  const told = toldOf.all(reader, { orderId });
  const ads = adsOf(reader, order, now);
  const { returned, gateway } = moneyOf.get(reader, { orderId }) ?? { returned: minor(0), gateway: minor(0) };
  const lines = profitLines(reader, order, now);
  const charges = order.fulfilment === 'cancelled' ? [] : chargesOf.all(reader, { orderId });
  const facts = {
    lines,
    shipping: sumMinor(charges.map((row) => row.net)),
    otherReturns: minor(returned - sumMinor(lines.map((line) => line.returns))),
    gateway,
    ...toldAndNear(toldSums(told), pricedOf(reader, order), ads),
  };
  const found = orderProfit(facts);
  const sold = minor(sumMinor(lines.map((line) => line.sales)) + facts.shipping);
  return { orderId, currency: order.currency, sales: sold, ...found, margin: sold <= 0 ? null : ratePpm(mulDiv(found.profit, million, sold)), told, ads };
}

type Sums = Partial<Record<ToldKind, Minor>>;

const toldSums = (told: readonly { kind: ToldKind; amount: Minor }[]): Sums =>
  Object.fromEntries(toldKinds.filter((kind) => told.some((row) => row.kind === kind)).map((kind) => [kind, sumMinor(told.filter((row) => row.kind === kind).map((row) => row.amount))]));

/** What an order bears of advertising comes beside what was told of it alone; while days of it still run, all of it is only near. */
function toldAndNear(told: Sums, priced: Sums, ads: readonly { share: Minor; isOver: boolean }[]): { told: Sums; priced: Sums } {
  if (ads.length === 0) return { told, priced };
  const { ads: alone, ...others } = told;
  const all = sumMinor([alone ?? minor(0), ...ads.map(({ share }) => share)]);
  return ads.every(({ isOver }) => isOver) ? { told: { ...others, ads: all }, priced } : { told: others, priced: { ...priced, ads: all } };
}

function profitLines(reader: Reader, order: OrderRow, now: Instant): ProfitLine[] {
  const [drawn, cancelled, returned] = [
    new Map(drawnOf.all(reader, { orderId: order.id }).map((row) => [row.orderLineId, row.drawn])),
    sumsBy(cancelledOf.all(reader, { orderId: order.id })),
    sumsBy(returnedOf.all(reader, { orderId: order.id })),
  ];
  return linesOf.all(reader, { orderId: order.id }).filter((line) => line.quantity > 0).map((line) => ({
    orderLineId: line.id,
    sales: minor(line.net - (cancelled.get(line.id) ?? 0)),
    returns: returned.get(line.id) ?? minor(0),
    drawn: drawn.get(line.id) ?? minor(0),
    ...estimateOf(reader, order, line, now),
  }));
}

const nothing: Record<ToldKind, Minor> = { fee: minor(0), freight: minor(0), packaging: minor(0), ads: minor(0), other: minor(0) };

/** What is known of a line before anything is told: its goods at today's cost, and what a unit usually costs beside them. */
function estimateOf(reader: Reader, order: OrderRow, line: LineRow, now: Instant): Pick<ProfitLine, 'openCost' | 'goodsEstimate' | 'estimates'> {
  const kept = quantity(line.quantity - line.cancelled);
  const open = openQuantity(line);
  if (line.variantId === null) return { openCost: open === 0 ? minor(0) : null, goodsEstimate: null, estimates: nothing };
  const { parts, feeRate } = costBasisOf(reader, line.variantId, order.channelId ?? 'hand', now);
  const costOf = (kind: string, count: Quantity): Minor | null => {
    const part = parts.find((one) => one.kind === kind);
    return part ? lineAmount(part.amount, count, minorDigits(order.currency)) : null;
  };
  const share = line.quantity === 0 ? minor(0) : minor(mulDiv(claimOf(line, order.taxBy), kept, line.quantity));
  const estimates = { ...nothing, fee: minor(mulDiv(share, feeRate, million)) };
  for (const kind of ['freight', 'packaging', 'ads', 'other'] as const) estimates[kind] = costOf(kind, kept) ?? minor(0);
  return { openCost: open === 0 ? minor(0) : costOf('stock', open), goodsEstimate: costOf('stock', kept), estimates };
}
