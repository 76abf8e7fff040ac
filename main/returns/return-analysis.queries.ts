import { type RawBuilder, sql } from 'kysely';
import type { Day } from '../../shared/units/day.ts';
import type { Instant } from '../../shared/units/instant.ts';
import type { Minor } from '../../shared/units/minor.ts';
import { mulDiv } from '../../shared/units/mul-div.ts';
import { type Quantity, quantity } from '../../shared/units/quantity.ts';
import { type RatePpm, ratePpm } from '../../shared/units/rate-ppm.ts';
import type { Actor, Reader } from '../database/handles.ts';
import { askSql } from '../database/raw-sql.ts';

interface Period {
  from: Day;
  to: Day;
}

/** The cohort: goods that left in parcels of the period, and what of exactly these came back and stayed, whenever that was. */
const cohort = ({ from, to }: Period) => sql`
  sold as (
    select l.movementId, l.quantity, o.channelId, line.variantId, line.sku, line.name
    from shipment s join shipmentLine l on l.shipmentId = s.id join salesOrder o on o.id = s.orderId join orderLine line on line.id = l.orderLineId
    where s.postedOn >= ${from} and s.postedOn <= ${to} and s.voidedAt is null and l.movementId is not null
  ),
  ends as (
    select e.goodsReturnLineId, sum(iif(e.disposition = 'back', e.quantity, 0)) as back, sum(iif(e.disposition = 'scrap', e.quantity, 0)) as scrapped,
      sum(iif(e.disposition = 'scrap', e.posted, 0)) as lost
    from inspectionLine e join inspection i on i.id = e.inspectionId where i.takenBackAt is null group by e.goodsReturnLineId
  ),
  came as (
    select g.drawId, r.reason, g.quantity - coalesce(ends.back, 0) as returned, coalesce(ends.scrapped, 0) as scrapped, coalesce(ends.lost, 0) as lost
    from sold join goodsReturnLine g on g.drawId = sold.movementId join rmaLine r on r.id = g.rmaLineId left join ends on ends.goodsReturnLineId = g.id
  )`;

const supplierOf = (variant: string) => sql.raw(`(
  select receipt.supplierId from purchaseReceiptLine line join purchaseReceipt receipt on receipt.goodsReceiptId = line.goodsReceiptId
  where line.variantId = ${variant} and receipt.cancelledAt is null order by line.id desc limit 1)`);

interface RateRow {
  key: string;
  name: string;
  shipped: Quantity;
  returned: Quantity;
  scrapped: Quantity;
  lost: Minor;
}

const perParcel = (key: RawBuilder<unknown>, name: RawBuilder<unknown>, join: RawBuilder<unknown>) => sql`
  select key, name, sum(shipped) as shipped, sum(returned) as returned, sum(scrapped) as scrapped, sum(lost) as lost
  from (
    select ${key} as key, ${name} as name, sold.quantity as shipped, coalesce(back.returned, 0) as returned, coalesce(back.scrapped, 0) as scrapped, coalesce(back.lost, 0) as lost
    from sold left join (select drawId, sum(returned) as returned, sum(scrapped) as scrapped, sum(lost) as lost from came group by drawId) back on back.drawId = sold.movementId
    ${join}
  )
  group by key`;

const groups = {
  sku: perParcel(sql`sold.sku`, sql`sold.name`, sql``),
  channel: perParcel(sql`coalesce(sold.channelId, 0)`, sql`coalesce(channel.name, '')`, sql`left join channel on channel.id = sold.channelId`),
  supplier: perParcel(sql`coalesce(supplier.id, 0)`, sql`coalesce(supplier.name, '')`, sql`left join supplier on supplier.id = ${supplierOf('sold.variantId')}`),
  // A reason has no parcels of its own: its rate is over everything that left.
  reason: sql`
    select came.reason as key, coalesce(why.name, '') as name, (select sum(quantity) from sold) as shipped, sum(returned) as returned, sum(scrapped) as scrapped, sum(lost) as lost
    from came join returnReason why on why.code = came.reason group by came.reason`,
} as const;

/** Return rates over one cohort: the parcels of the period, each with what of it came back. */
export function returnRates(reader: Reader, { by, limit, ...period }: Period & { by: keyof typeof groups; limit: number }, _actor: Actor, now: Instant) {
  const rows = askSql(reader, sql<RateRow>`with ${cohort(period)} select cast(key as text) as key, name, shipped, returned, scrapped, lost from (${groups[by]}) order by returned desc, shipped desc, key limit ${limit}`);
  const [all] = askSql(reader, sql<{ shipped: Quantity; returned: Quantity }>`with ${cohort(period)} select (select coalesce(sum(quantity), 0) from sold) as shipped, (select coalesce(sum(returned), 0) from came) as returned`);
  const { shipped = quantity(0), returned = quantity(0) } = all ?? {};
  return { shipped, returned, rate: rateOf(returned, shipped), asOf: now, rows: rows.map((row) => ({ ...row, rate: rateOf(row.returned, row.shipped) })) };
}

const rateOf = (part: Quantity, whole: Quantity): RatePpm | null => (whole === 0 ? null : ratePpm(mulDiv(part, 1_000_000, whole)));

interface ChargebackRow {
  supplierId: number | null;
  supplierName: string | null;
  variantId: number;
  sku: string;
  name: string;
  returned: Quantity;
  sentBack: Quantity;
  open: Quantity;
  openCost: Minor;
}

/** Goods that came back in a period by their maker's fault: what went to the supplier with a claim, and what could still be claimed. */
export function listChargebacks(reader: Reader, { from, to }: Period) {
  const rows = askSql(
    reader,
    sql<ChargebackRow>`
      select supplier.id as supplierId, supplier.name as supplierName, faulty.variantId, faulty.sku, faulty.name, sum(returned) as returned, sum(sentBack) as sentBack,
        sum(returned - sentBack) as open, sum(value - sentValue) as openCost
      from (
        select sold.variantId, sold.sku, sold.name, g.quantity - coalesce(sum(iif(e.disposition = 'back', e.quantity, 0)), 0) as returned,
          g.value - coalesce(sum(iif(e.disposition = 'back', e.value, 0)), 0) as value,
          coalesce(sum(iif(e.disposition = 'supplier', e.quantity, 0)), 0) as sentBack, coalesce(sum(iif(e.disposition = 'supplier', e.value, 0)), 0) as sentValue
        from goodsReturn came join goodsReturnLine g on g.goodsReturnId = came.id join rmaLine r on r.id = g.rmaLineId
          join returnReason why on why.code = r.reason join orderLine sold on sold.id = r.orderLineId
          left join (select l.* from inspectionLine l join inspection i on i.id = l.inspectionId where i.takenBackAt is null) e on e.goodsReturnLineId = g.id
        where why.fault = 'supplier' and came.postedOn >= ${from} and came.postedOn <= ${to}
        group by g.id
      ) faulty left join supplier on supplier.id = ${supplierOf('faulty.variantId')}
      group by supplier.id, faulty.variantId having sum(returned) > 0 order by openCost desc, faulty.sku`,
  );
  return { rows };
}
