import { Refusal } from '../../shared/refusal/refusal.ts';
import type { Day } from '../../shared/units/day.ts';
import type { RatePpm } from '../../shared/units/rate-ppm.ts';
import { db } from '../database/builder.ts';
import type { Tx } from '../database/handles.ts';
import { recordChange } from './history.service.ts';
import { type ClassTreatment, requireTaxClass, treatmentOf } from './tax-class.queries.ts';

interface NewTaxClass {
  code: string;
  name: string;
  /** Never changes: what was sold under it stands on papers. */
  treatment: ClassTreatment;
}

/** @throws Refusal `taxClass.codeTaken` */
export function createTaxClass(tx: Tx, taxClass: NewTaxClass): { taxClassId: number } {
  const taken = tx.get(db.selectFrom('taxClass').select('id').where('code', '=', taxClass.code));
  if (taken) throw new Refusal('taxClass.codeTaken', { code: taxClass.code });
  const { lastId } = tx.run(db.insertInto('taxClass').values(taxClass));
  tx.changed('taxClass', lastId);
  return { taxClassId: lastId };
}

/** @throws Refusal `taxClass.inUse` when a product has it or rates stand in it, `record.missing` */
export function removeTaxClass(tx: Tx, { taxClassId }: { taxClassId: number }): { before: NewTaxClass } {
  const { code, name, ...meaning } = requireTaxClass(tx, taxClassId);
  const used =
    tx.get(db.selectFrom('product').select('id').where('taxClassId', '=', taxClassId).limit(1)) ??
    tx.get(db.selectFrom('taxRate').select('id').where('taxClassId', '=', taxClassId).limit(1));
  // The standard class is what products without a class get.
  if (used || code === 'standard') throw new Refusal('taxClass.inUse', { taxClassId });
  tx.run(db.deleteFrom('taxClass').where('id', '=', taxClassId));
  tx.changed('taxClass', taxClassId);
  return { before: { code, name, treatment: treatmentOf(meaning) } };
}

export interface NewTaxRate {
  taxClassId: number;
  country: string;
  region?: string;
  validFromOn: Day;
  rate: RatePpm | null;
}

/**
 * Says what a class means in a place from a day on. Documents keep the rate they were made with, so correcting a line here
 * changes what is sold next and nothing that was.
 * @throws Refusal `record.missing`
 */
export function setTaxRate(tx: Tx, { taxClassId, country, region = '', validFromOn, rate }: NewTaxRate): { before: { rate: RatePpm | null } } {
  requireTaxClass(tx, taxClassId);
  const place = { taxClassId, country, region, validFromOn };
  const known = tx.get(db.selectFrom('taxRate').select(['id', 'rate']).where((eb) => eb.and(place)));
  const old = known?.rate ?? null;
  if (old === rate) return { before: { rate } };
  if (known) tx.run(db.deleteFrom('taxRate').where('id', '=', known.id));
  if (rate !== null) tx.run(db.insertInto('taxRate').values({ ...place, rate }));
  recordChange(tx, { kind: 'taxClass', subjectId: taxClassId, field: `rate ${country} ${region} ${validFromOn}`, oldValue: old, newValue: rate });
  tx.changed('taxClass', taxClassId);
  return { before: { rate: old } };
}
