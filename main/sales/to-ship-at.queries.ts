import { sql } from 'kysely';
import type { TaxBy } from '../../shared/sales/order-totals.rules.ts';
import type { Day } from '../../shared/units/day.ts';
import type { Minor } from '../../shared/units/minor.ts';
import type { Reader } from '../database/handles.ts';
import { askSql } from '../database/raw-sql.ts';

/** What of an order was still to come at the end of a day; shipping and fees come with its first parcel. Base currency. */
export interface ToShip {
  orderId: number;
  taxBy: TaxBy;
  net: Minor;
  tax: Minor;
  discount: Minor;
  shippingNet: Minor;
  shippingTax: Minor;
  feesNet: Minor;
  feesTax: Minor;
  rounding: Minor;
}

/**
 * What orders still had to ship at the end of a day: their rows, less what had left and what was called off by then. Rows that
 * were changed later are read as they are now.
 */
export function toShipAt(reader: Reader, orderIds: readonly number[], on: Day): ToShip[] {
  if (orderIds.length === 0) return [];
  const asked = sql`json_each(${JSON.stringify(orderIds)}) a`;
  const charge = (column: 'net' | 'tax' | 'gross', kind: 'shipping' | 'fee' | 'rounding') =>
    sql`iif(taken.count > 0, 0, coalesce((select sum(${sql.ref(column)}) from orderCharge c where c.orderId = o.id and c.kind = ${kind}), 0))`;
  return askSql(
    reader,
    sql<ToShip>`
      with goods as (
        select l.orderId, l.net, l.tax, l.discount from ${asked} cross join orderLine l on l.orderId = a.value
        union all
        select s.orderId, -p.net, -p.tax, -p.discount from ${asked} cross join shipment s on s.orderId = a.value cross join shipmentLine p on p.shipmentId = s.id where s.postedOn <= ${on}
        union all
        select s.orderId, p.net, p.tax, p.discount from ${asked} cross join shipment s on s.orderId = a.value cross join shipmentLine p on p.shipmentId = s.id where s.voidPostedOn <= ${on}
        union all
        select c.orderId, -p.net, -p.tax, -p.discount from ${asked} cross join cancellation c on c.orderId = a.value cross join cancellationLine p on p.cancellationId = c.id where c.postedOn <= ${on}
      ), charged as (
        select s.orderId, s.withCharges as count from ${asked} cross join shipment s on s.orderId = a.value where s.postedOn <= ${on}
        union all
        select s.orderId, -s.voidWithCharges from ${asked} cross join shipment s on s.orderId = a.value where s.voidPostedOn <= ${on}
        union all
        select c.orderId, iif(c.reinstatesId is null, c.withCharges, -c.withCharges) from ${asked} cross join cancellation c on c.orderId = a.value where c.postedOn <= ${on}
      ), taken as (select a.value as orderId, (select coalesce(sum(count), 0) from charged where orderId = a.value) as count from ${asked})
      select o.id as orderId, o.taxBy, sum(g.net) as net, sum(g.tax) as tax, sum(g.discount) as discount,
        ${charge('net', 'shipping')} as shippingNet, ${charge('tax', 'shipping')} as shippingTax, ${charge('net', 'fee')} as feesNet, ${charge('tax', 'fee')} as feesTax, ${charge('gross', 'rounding')} as rounding
      from goods g join salesOrder o on o.id = g.orderId join taken on taken.orderId = o.id
      group by o.id`,
  );
}
