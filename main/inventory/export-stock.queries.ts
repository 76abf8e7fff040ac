import { sql } from 'kysely';
import type { ExportLot, ExportMovement, ExportStock, LotChange } from '../../shared/accounting/export/lots.rules.ts';
import type { Day } from '../../shared/units/day.ts';
import type { Minor } from '../../shared/units/minor.ts';
import type { Quantity } from '../../shared/units/quantity.ts';
import type { Reader } from '../database/handles.ts';
import { read } from '../database/statement.ts';
import { jsonList } from './json-list.ts';

const inventoryAccount = read((db) => db.selectFrom('accountRole').select('ledgerAccountId').where('role', '=', 'inventory'));

const movedVariants = read((db) =>
  db.selectFrom('variant').select(['id', 'sku']).where('id', 'in', (eb) => eb.selectFrom('costLayer').select('variantId')).orderBy('id'),
);

/** Numbers only: those of a year fit in memory where the movements themselves need not. */
const movementIds = read((db, p: { from: Day; to: Day }) =>
  db
    .selectFrom('stockMovement')
    .select('id')
    .where('role', 'is not', null)
    .where('postedOn', '>=', p.from)
    .where('postedOn', '<=', p.to)
    .orderBy('postedOn')
    .orderBy('occurredAt')
    .orderBy('id'),
);

const movementPage = read((db, p: { ids: string }) =>
  db.selectFrom('stockMovement').select(['id', 'kind', 'variantId', 'postedOn as on', 'quantity']).where('id', 'in', jsonList(p.ids)).orderBy('postedOn').orderBy('occurredAt').orderBy('id'),
);

const lotFacts = [sql<number>`change.layerId`.as('id'), sql<Quantity>`sum(change.quantity)`.as('quantity'), sql<Minor>`sum(change.value)`.as('value'), sql<0 | 1>`layer.kind = 'owed'`.as('owed')] as const;

/** Rows of one movement, draw and layer add up to what costing gives it now; goods come in before they settle what was owed. */
const changesOfPage = read((db, p: { ids: string }) =>
  db
    .selectFrom('layerChange as change')
    .innerJoin('costLayer as layer', 'layer.movementId', 'change.layerId')
    .innerJoin('stockMovement as origin', 'origin.id', 'change.layerId')
    .select(['change.movementId', 'layer.variantId', 'origin.postedOn as on'])
    .select(lotFacts)
    .where('change.movementId', 'in', jsonList(p.ids))
    .groupBy(['change.movementId', 'change.drawId', 'change.layerId'])
    .orderBy('change.movementId')
    .orderBy(sql`change.drawId is not null`)
    .orderBy(sql`min(change.id)`),
);

const lotsBefore = read((db, p: { from: Day }) =>
  db
    .selectFrom('layerChange as change')
    .innerJoin('stockMovement as movement', 'movement.id', 'change.movementId')
    .innerJoin('costLayer as layer', 'layer.movementId', 'change.layerId')
    .innerJoin('stockMovement as origin', 'origin.id', 'change.layerId')
    .select(['layer.variantId', 'origin.postedOn as on'])
    .select(lotFacts)
    .where('movement.postedOn', '<', p.from)
    .groupBy('change.layerId')
    .having(sql<boolean>`sum(change.quantity) <> 0`)
    .orderBy('origin.postedOn')
    .orderBy('origin.occurredAt')
    .orderBy('origin.id'),
);

/** Goods of some days for books in plain text: lots as costing has them now, and every movement that bears value. */
export function exportStock(reader: Reader, { from, to }: { from: Day; to: Day }): ExportStock | undefined {
  const account = inventoryAccount.get(reader, {});
  if (!account) return undefined;
  return {
    ledgerAccountId: account.ledgerAccountId,
    variants: movedVariants.all(reader, {}),
    opening: lotsBefore.all(reader, { from }).map(lotOf),
    movements: movementsBetween(reader, from, to),
  };
}

const pageSize = 500;

function* movementsBetween(reader: Reader, from: Day, to: Day): Generator<ExportMovement> {
  const ids = movementIds.all(reader, { from, to }).map(({ id }) => id);
  for (let at = 0; at < ids.length; at += pageSize) {
    const page = { ids: JSON.stringify(ids.slice(at, at + pageSize)) };
    const changes = Map.groupBy(changesOfPage.all(reader, page), ({ movementId }) => movementId);
    for (const movement of movementPage.all(reader, page)) yield { ...movement, changes: (changes.get(movement.id) ?? []).filter(isChange).map(lotOf) };
  }
}

const isChange = ({ quantity, value }: { quantity: number; value: number }): boolean => quantity !== 0 || value !== 0;

const lotOf = ({ id, variantId, on, owed, quantity, value }: Omit<ExportLot, 'owed'> & { owed: 0 | 1 }): LotChange => ({ id, variantId, on, owed: owed === 1, quantity, value });
