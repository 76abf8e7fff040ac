import type { AlertLevel } from '../../shared/purchasing/stock-alert.contract.ts';
import { Refusal } from '../../shared/refusal/refusal.ts';
import { sql } from 'kysely';
import type { Quantity } from '../../shared/units/quantity.ts';
import { getVariant } from '../catalog/variant.queries.ts';
import type { Tx } from '../database/handles.ts';
import { read, write } from '../database/statement.ts';
import { requireLocation } from '../inventory/location.queries.ts';

const levelOf = read((db, p: { variantId: number; locationId: number }) =>
  db.selectFrom('stockAlertLevel').selectAll().where('variantId', '=', p.variantId).where('locationId', '=', p.locationId),
);
const saveLevel = write((db, p: { variantId: number; locationId: number; low: Quantity | null; high: Quantity | null }) =>
  db
    .insertInto('stockAlertLevel')
    .values({ variantId: p.variantId, locationId: p.locationId, low: p.low, high: p.high })
    .onConflict((on) => on.columns(['variantId', 'locationId']).doUpdateSet({ low: p.low, high: p.high })),
);
const dropLevel = write((db, p: { variantId: number; locationId: number }) => db.deleteFrom('stockAlertLevel').where('variantId', '=', p.variantId).where('locationId', '=', p.locationId));

/** What every level asks for now: an alert of its kind. The triggers follow stock; this follows the levels. */
const due = sql<{ variantId: number; locationId: number; kind: 'low' | 'over'; threshold: Quantity; available: Quantity }>`(
  select level.variantId, level.locationId, kind.kind, iif(kind.kind = 'low', level.low, level.high) as threshold,
    coalesce(stock.onHand - stock.onHold - stock.allocated, 0) as available
  from stockAlertLevel level cross join (select 'low' as kind union all select 'over') kind
    left join stockLevel stock on stock.variantId = level.variantId and stock.locationId = level.locationId
  where iif(kind.kind = 'low', coalesce(stock.onHand - stock.onHold - stock.allocated, 0) <= level.low, coalesce(stock.onHand - stock.onHold - stock.allocated, 0) >= level.high))`;

const fire = write((db, p: { commandId: number }) =>
  db
    .insertInto('stockAlert')
    .orIgnore()
    .columns(['variantId', 'locationId', 'kind', 'threshold', 'available', 'firedBy'])
    .expression((eb) => eb.selectFrom(due.as('due')).select(['due.variantId', 'due.locationId', 'due.kind', 'due.threshold', 'due.available', sql<number>`${p.commandId}`.as('firedBy')])),
);
const recover = write((db, p: { commandId: number }) =>
  db
    .updateTable('stockAlert')
    .set({ recoveredBy: p.commandId })
    .where('recoveredBy', 'is', null)
    .where(sql<boolean>`not exists (select 1 from ${due} due where due.variantId = stockAlert.variantId and due.locationId = stockAlert.locationId and due.kind = stockAlert.kind)`),
);

/** Every alert as its level asks for it, once. */
export function evaluateAlerts(tx: Tx): { fired: number; recovered: number } {
  const recovered = recover.run(tx, { commandId: tx.commandId }).changes;
  const fired = fire.run(tx, { commandId: tx.commandId }).changes;
  return { fired, recovered };
}

/**
 * Sets levels and says what stood there before; where stock is past a new level already, its alert fires at once.
 * @throws Refusal `record.missing`, `location.unknown`, `stockAlert.levelsCross`
 */
export function setAlertLevels(tx: Tx, { items }: { items: readonly AlertLevel[] }) {
  const before = items.map(({ variantId, locationId, low, high }) => {
    getVariant(tx, variantId);
    requireLocation(tx, locationId);
    if (low !== null && high !== null && high <= low) throw new Refusal('stockAlert.levelsCross', { low, high });
    const known = levelOf.get(tx, { variantId, locationId }) ?? { variantId, locationId, low: null, high: null };
    if (low === null && high === null) dropLevel.run(tx, { variantId, locationId });
    else saveLevel.run(tx, { variantId, locationId, low, high });
    return known;
  });
  tx.changed('stockAlert', items[0]?.variantId ?? 0);
  return { before, ...evaluateAlerts(tx) };
}
