import type { ServiceLevel } from '../../shared/analysis/service-level.rules.ts';
import { getVariant } from '../catalog/variant.queries.ts';
import type { Tx } from '../database/handles.ts';
import { read, write } from '../database/statement.ts';

const levelOf = read((db, p: { variantId: number }) => db.selectFrom('variantServiceLevel').select('percent').where('variantId', '=', p.variantId));
const saveLevel = write((db, p: { variantId: number; percent: ServiceLevel }) =>
  db.insertInto('variantServiceLevel').values({ variantId: p.variantId, percent: p.percent }).onConflict((on) => on.column('variantId').doUpdateSet({ percent: p.percent })),
);
const dropLevel = write((db, p: { variantId: number }) => db.deleteFrom('variantServiceLevel').where('variantId', '=', p.variantId));

/** Says how sure goods are to be in stock, whatever their class says; null lets the class say it again. @throws Refusal `record.missing` */
export function setServiceLevel(tx: Tx, { variantId, serviceLevel }: { variantId: number; serviceLevel: ServiceLevel | null }): { before: ServiceLevel | null } {
  getVariant(tx, variantId);
  // The table's own check lets in nothing else.
  const before = (levelOf.get(tx, { variantId })?.percent ?? null) as ServiceLevel | null;
  if (serviceLevel === null) dropLevel.run(tx, { variantId });
  else saveLevel.run(tx, { variantId, percent: serviceLevel });
  tx.changed('variantServiceLevel', variantId);
  return { before };
}
