import type { TypedCostKind } from '../../shared/catalog/margin.rules.ts';
import type { NewCostPart, NewMarginFloor } from '../../shared/pricing/cost.contract.ts';
import { Refusal } from '../../shared/refusal/refusal.ts';
import type { RatePpm } from '../../shared/units/rate-ppm.ts';
import type { UnitPrice } from '../../shared/units/unit-price.ts';
import { requireCategory } from '../catalog/category.queries.ts';
import { recordChange } from '../catalog/history.service.ts';
import { getVariant } from '../catalog/variant.queries.ts';
import { db } from '../database/builder.ts';
import type { Tx } from '../database/handles.ts';
import { read, write } from '../database/statement.ts';

const partOf = read((db, p: { variantId: number; kind: TypedCostKind }) =>
  db.selectFrom('costPart').select('amount').where('variantId', '=', p.variantId).where('kind', '=', p.kind),
);

const putPart = write((db, p: { variantId: number; kind: TypedCostKind; amount: UnitPrice }) =>
  db
    .insertInto('costPart')
    .values({ variantId: p.variantId, kind: p.kind, amount: p.amount })
    .onConflict((conflict) => conflict.columns(['variantId', 'kind']).doUpdateSet({ amount: p.amount })),
);

/** Says what a unit costs beside the goods; prices that stand are left standing, the next one is held against it. */
export const setCostParts = (tx: Tx, { items }: { items: NewCostPart[] }) => ({
  results: items.map((item) => tx.attempt(() => ({ before: setCostPart(tx, item) }))),
});

function setCostPart(tx: Tx, { variantId, kind, amount }: NewCostPart): UnitPrice | null {
  getVariant(tx, variantId);
  const before = partOf.get(tx, { variantId, kind })?.amount ?? null;
  if (before === amount) return before;
  if (amount === null) tx.run(db.deleteFrom('costPart').where('variantId', '=', variantId).where('kind', '=', kind));
  else putPart.run(tx, { variantId, kind, amount });
  recordChange(tx, { kind: 'variant', subjectId: variantId, field: `cost.${kind}`, oldValue: before, newValue: amount });
  tx.changed('variant', variantId);
  return before;
}

const feeOf = read((db, p: { channelId: number }) => db.selectFrom('channelFee').select('rate').where('channelId', '=', p.channelId));

const knownChannel = read((db, p: { channelId: number }) => db.selectFrom('channel').select('id').where('id', '=', p.channelId));

/** @throws Refusal `record.missing` */
export function requireChannel(tx: Tx, channelId: number): void {
  if (!knownChannel.get(tx, { channelId })) throw new Refusal('record.missing', { kind: 'channel', id: channelId });
}

/** @throws Refusal `record.missing` */
export function setChannelFee(tx: Tx, { channelId, rate }: { channelId: number; rate: RatePpm | null }) {
  requireChannel(tx, channelId);
  const before = feeOf.get(tx, { channelId })?.rate ?? null;
  tx.run(db.deleteFrom('channelFee').where('channelId', '=', channelId));
  if (rate !== null) tx.run(db.insertInto('channelFee').values({ channelId, rate }));
  tx.changed('channelFee', channelId);
  return { before: { channelId, rate: before } };
}

const floorOn = read((db, p: { variantId: number | null; categoryId: number | null }) =>
  db.selectFrom('marginFloor').select(['id', 'rate']).where('variantId', 'is', p.variantId).where('categoryId', 'is', p.categoryId),
);

/** Sets or takes away a margin floor. Prices that stand are left standing. @throws Refusal `record.missing` */
export function setMarginFloor(tx: Tx, { variantId, categoryId, rate }: NewMarginFloor): { before: NewMarginFloor } {
  if (variantId !== null) getVariant(tx, variantId);
  if (categoryId !== null) requireCategory(tx, categoryId);
  if (variantId !== null && categoryId !== null) throw new Refusal('input.invalid', { issues: [{ path: 'categoryId', message: 'a floor is of a variant or of a category' }] });
  const old = floorOn.get(tx, { variantId, categoryId });
  if (old) tx.run(db.deleteFrom('marginFloor').where('id', '=', old.id));
  if (rate !== null) tx.run(db.insertInto('marginFloor').values({ variantId, categoryId, rate }));
  tx.changed('marginFloor', old?.id ?? variantId ?? categoryId ?? 0);
  return { before: { variantId, categoryId, rate: old?.rate ?? null } };
}
