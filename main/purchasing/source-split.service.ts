import type { RatePpm } from '../../shared/units/rate-ppm.ts';
import { getVariant } from '../catalog/variant.queries.ts';
import type { Tx } from '../database/handles.ts';
import { read, write } from '../database/statement.ts';
import { requireSupplier } from '../parties/supplier.queries.ts';

interface Split {
  supplierId: number;
  share: RatePpm;
}

const splitOfVariant = read((db, p: { variantId: number }) => db.selectFrom('sourceSplit').select(['supplierId', 'share']).where('variantId', '=', p.variantId));
const saveSplit = write((db, p: { variantId: number } & Split) =>
  db
    .insertInto('sourceSplit')
    .values({ variantId: p.variantId, supplierId: p.supplierId, share: p.share })
    .onConflict((on) => on.column('variantId').doUpdateSet({ supplierId: p.supplierId, share: p.share })),
);
const dropSplit = write((db, p: { variantId: number }) => db.deleteFrom('sourceSplit').where('variantId', '=', p.variantId));

/** Says what part of what is needed of goods comes from a second supplier; null buys all of it from one. @throws Refusal `record.missing` */
export function setSplit(tx: Tx, { variantId, split }: { variantId: number; split: Split | null }): { before: Split | null } {
  getVariant(tx, variantId);
  const before = splitOfVariant.get(tx, { variantId }) ?? null;
  if (split === null) dropSplit.run(tx, { variantId });
  else {
    requireSupplier(tx, split.supplierId);
    saveSplit.run(tx, { variantId, ...split });
  }
  tx.changed('sourceSplit', variantId);
  return { before };
}
