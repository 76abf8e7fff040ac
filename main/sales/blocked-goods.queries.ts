import { sql } from 'kysely';
import { blockedSince } from '../../shared/inventory/reservation.rules.ts';
import type { Instant } from '../../shared/units/instant.ts';
import type { Quantity } from '../../shared/units/quantity.ts';
import type { Actor, Reader } from '../database/handles.ts';
import { read } from '../database/statement.ts';
import { getReservationRule } from '../inventory/reservation.service.ts';

interface Asked {
  since: number;
  limit: number;
}

const setAside = read((db, p: Asked) =>
  db
    .selectFrom('allocation')
    .innerJoin('variant', 'variant.id', 'allocation.variantId')
    .innerJoin('product', 'product.id', 'variant.productId')
    .innerJoin('location', 'location.id', 'allocation.locationId')
    .innerJoin('orderLine as line', 'line.id', 'allocation.orderLineId')
    .innerJoin('salesOrder as order', 'order.id', 'line.orderId')
    .select(['allocation.variantId', 'variant.sku', 'product.name', 'allocation.locationId', 'location.name as locationName', 'allocation.quantity', 'allocation.allocatedAt as since'])
    .select(['order.id as orderId', 'order.shownNumber as number', 'order.payment', 'order.holds'])
    .where('allocation.allocatedAt', '<=', sql<Instant>`${p.since}`)
    .orderBy('allocation.allocatedAt')
    .limit(p.limit),
);

/** Levels with goods on hold, and when some were last put there. */
const onHold = read((db, p: Asked) =>
  db
    .selectFrom(
      sql<{ variantId: number; locationId: number; onHold: Quantity; since: Instant }>`(
        select level.variantId, level.locationId, level.onHold,
          (select max(m.occurredAt) from stockMovement m where m.variantId = level.variantId and m.locationId = level.locationId and m.held > 0) as since
        from stockLevel level where level.onHold <> 0)`.as('level'),
    )
    .innerJoin('variant', 'variant.id', 'level.variantId')
    .innerJoin('product', 'product.id', 'variant.productId')
    .innerJoin('location', 'location.id', 'level.locationId')
    .select(['level.variantId', 'variant.sku', 'product.name', 'level.locationId', 'location.name as locationName', 'level.onHold as quantity', 'level.since'])
    .where('level.since', '<=', sql<Instant>`${p.since}`)
    .orderBy('level.since')
    .limit(p.limit),
);

/** Goods nobody else can have, for longer than the shop said: told, and left as they are. Source: FEATURES B23. */
export function listBlockedGoods(reader: Reader, { limit }: { limit: number }, _actor: Actor, now: Instant) {
  const { tellHours } = getReservationRule(reader);
  if (tellHours === null) return { tellHours, rows: [], more: false };
  const asked = { since: blockedSince(now, tellHours), limit: limit + 1 };
  const promised = setAside.all(reader, asked).map(({ orderId, number, payment, holds, ...row }) => ({ kind: 'setAside' as const, ...row, order: { orderId, number, paid: payment !== 'unpaid', held: holds > 0 } }));
  const held = onHold.all(reader, asked).map((row) => ({ kind: 'onHold' as const, ...row, order: null }));
  const rows = [...promised, ...held].toSorted((a, b) => a.since - b.since);
  return { tellHours, rows: rows.slice(0, limit), more: rows.length > limit };
}
