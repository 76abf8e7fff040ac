import type { Tolerance } from '../../shared/purchasing/match.rules.ts';
import { minor } from '../../shared/units/minor.ts';
import { percent, ratePpm } from '../../shared/units/rate-ppm.ts';
import type { Reader, Tx } from '../database/handles.ts';
import { read, write } from '../database/statement.ts';
import { requireSupplier } from '../parties/supplier.queries.ts';

const toleranceRow = read((db, p: { supplierId: number | null }) =>
  db.selectFrom('matchTolerance').select(['priceRate', 'priceAmount', 'quantityRate', 'varianceUpTo']).where('supplierId', 'is', p.supplierId),
);
const removeRow = write((db, p: { supplierId: number | null }) => db.deleteFrom('matchTolerance').where('supplierId', 'is', p.supplierId));
const insertRow = write((db, p: Tolerance & { supplierId: number | null }) =>
  db.insertInto('matchTolerance').values({
    supplierId: p.supplierId,
    priceRate: p.priceRate,
    priceAmount: p.priceAmount,
    quantityRate: p.quantityRate,
    varianceUpTo: p.varianceUpTo,
  }),
);

/** Until the shop says otherwise: two percent or one major unit of price, no goods too many, differences of five minor units are a variance. */
const usual: Tolerance = { priceRate: percent(2), priceAmount: minor(100), quantityRate: ratePpm(0), varianceUpTo: minor(5) };

/** A supplier's own tolerance, else the shop's, else the usual one. */
export const toleranceFor = (reader: Reader, supplierId: number | null): Tolerance =>
  toleranceRow.get(reader, { supplierId }) ?? toleranceRow.get(reader, { supplierId: null }) ?? usual;

export const getTolerance = (reader: Reader, { supplierId }: { supplierId: number | null }) => ({
  ...toleranceFor(reader, supplierId),
  own: toleranceRow.get(reader, { supplierId }) !== undefined,
});

/** Says how far bills may differ; null gives the supplier the shop's again. Answers what was said before. @throws Refusal `record.missing` */
export function setTolerance(tx: Tx, { supplierId, tolerance }: { supplierId: number | null; tolerance: Tolerance | null }) {
  if (supplierId !== null) requireSupplier(tx, supplierId);
  const before = toleranceRow.get(tx, { supplierId }) ?? null;
  removeRow.run(tx, { supplierId });
  if (tolerance) insertRow.run(tx, { supplierId, ...tolerance });
  tx.changed('matchTolerance', supplierId ?? 0);
  return { before };
}
