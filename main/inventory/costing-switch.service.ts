import { drawsAtOnce } from '../../shared/inventory/cost-effect.rules.ts';
import type { CostingMethod } from '../../shared/inventory/costing-event.rules.ts';
import { Refusal } from '../../shared/refusal/refusal.ts';
import { setCostingMethod } from '../company/company.service.ts';
import { getShop, shopOf } from '../company/company.queries.ts';
import type { Tx } from '../database/handles.ts';
import { read, write } from '../database/statement.ts';
import { beginning } from './costing-state.queries.ts';
import { getCosting } from './costing-preview.queries.ts';
import { trackingRow } from './lot.statements.ts';
import { markDirty } from './recosting.service.ts';
import { knownFollowing } from './tracking.ts';

/** Pieces with serial numbers cost specifically, whichever way the shop chooses. */
const keepOldWay = write((db, p: { method: CostingMethod; commandId: number }) =>
  db
    .insertInto('variantTracking')
    .columns(['variantId', 'tracking', 'sinceMovementId', 'costingMethod', 'commandId'])
    .expression((eb) =>
      eb
        .selectFrom('costLayer')
        .leftJoin('variantTracking as follow', 'follow.variantId', 'costLayer.variantId')
        .select((of) => [
          'costLayer.variantId',
          of.fn.coalesce('follow.tracking', of.val<'none'>('none')).as('tracking'),
          of.fn.coalesce('follow.sinceMovementId', of.lit(0)).as('sinceMovementId'),
          of.fn.coalesce('follow.costingMethod', of.val(p.method)).as('costingMethod'),
          of.fn.coalesce('follow.commandId', of.val(p.commandId)).as('commandId'),
        ])
        .where((of) => of.or([of('follow.tracking', 'is', null), of('follow.tracking', '<>', 'serial')]))
        .groupBy('costLayer.variantId'),
    )
    .onConflict((conflict) => conflict.column('variantId').doUpdateSet((eb) => ({ costingMethod: eb.ref('excluded.costingMethod') }))),
);

const follow = write((db, p: { variantId: number }) => db.updateTable('variantTracking').set({ costingMethod: null }).where('variantId', '=', p.variantId));
const firstLayer = read((db, p: { variantId: number }) =>
  db
    .selectFrom('costLayer as layer')
    .innerJoin('stockMovement as movement', 'movement.id', 'layer.movementId')
    .select('layer.movementId as id')
    .where('layer.variantId', '=', p.variantId)
    .where('layer.kind', '<>', 'owed')
    .orderBy('movement.postedOn')
    .orderBy('movement.occurredAt')
    .orderBy('movement.id')
    .limit(1),
);
const setKind = write((db, p: { id: number; kind: 'receipt' | 'pool' }) => db.updateTable('costLayer').set({ kind: p.kind }).where('movementId', '=', p.id));
const drawCount = read((db) => db.selectFrom('layerChange').select(({ fn }) => fn.countAll<number>().as('draws')).where('drawId', 'is not', null));

/**
 * Costs stock the other way, as if it had always been so: every variant is costed again from its first movement, and what
 * differs is posted on the day of its draw or the first open day. Many draws are left to a job, variant by variant; until
 * its turn a variant is costed the old way, and proves. Source: DOMAIN §3 "Costing", "Backdating".
 * @throws Refusal costing.same
 */
export function switchCosting(tx: Tx, { method }: { method: CostingMethod }) {
  const { costingMethod: before } = getShop(tx);
  if (before === method) throw new Refusal('costing.same', { method });
  setCostingMethod(tx, method);
  keepOldWay.run(tx, { method: before, commandId: tx.commandId });
  const { pending } = getCosting(tx);
  if ((drawCount.get(tx, {})?.draws ?? 0) > drawsAtOnce) return { before, pending };
  for (const variantId of pending) followShop(tx, method, variantId);
  return { before, pending: [] };
}

/** Each variant in a savepoint of its own; one that follows already stays as it is. */
export function applyCosting(tx: Tx, input: { items: readonly { variantId: number }[] }) {
  const { costingMethod } = shopOf(tx);
  const results = input.items.map(({ variantId }) =>
    tx.attempt(() => {
      followShop(tx, costingMethod, variantId);
      return { variantId };
    }),
  );
  return { results };
}

function followShop(tx: Tx, method: CostingMethod, variantId: number): void {
  const row = trackingRow.get(tx, { variantId });
  if (row?.costingMethod === null || row?.costingMethod === undefined) return;
  follow.run(tx, { variantId });
  knownFollowing(tx).delete(variantId);
  tx.changed('variant', variantId);
  if (row.costingMethod === method) return;
  const first = firstLayer.get(tx, { variantId });
  if (first) setKind.run(tx, { id: first.id, kind: method === 'movingAverage' ? 'pool' : 'receipt' });
  markDirty(tx, variantId, beginning);
}
