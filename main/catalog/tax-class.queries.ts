import { Refusal } from '../../shared/refusal/refusal.ts';
import type { Day } from '../../shared/units/day.ts';
import type { RatePpm } from '../../shared/units/rate-ppm.ts';
import type { Reader } from '../database/handles.ts';
import { read } from '../database/statement.ts';

const row = read((db, p: { taxClassId: number }) => db.selectFrom('taxClass').selectAll().where('id', '=', p.taxClassId));

const standard = read((db) => db.selectFrom('taxClass').select('id').where('code', '=', 'standard'));

const classRows = read((db) => db.selectFrom('taxClass').selectAll().orderBy('id'));

const rateRows = read((db) => db.selectFrom('taxRate').selectAll().orderBy('country').orderBy('region').orderBy('validFromOn'));

const rateOn = read((db, p: { taxClassId: number; country: string; region: string; on: Day }) =>
  db
    .selectFrom('taxRate')
    .select('rate')
    .where('taxClassId', '=', p.taxClassId)
    .where('country', '=', p.country)
    .where('region', '=', p.region)
    .where('validFromOn', '<=', p.on)
    .orderBy('validFromOn', 'desc')
    .limit(1),
);

/** @throws Refusal `record.missing` */
export function requireTaxClass(reader: Reader, taxClassId: number) {
  const taxClass = row.get(reader, { taxClassId });
  if (!taxClass) throw new Refusal('record.missing', { kind: 'taxClass', id: taxClassId });
  return taxClass;
}

/** The class of a product nobody gave another. */
export function standardTaxClassId(reader: Reader): number {
  const taxClass = standard.get(reader, {});
  if (!taxClass) throw new Refusal('record.missing', { kind: 'taxClass', id: 'standard' });
  return taxClass.id;
}

export interface TaxPlace {
  taxClassId: number;
  country: string;
  /** Empty for the whole country. */
  region: string;
  on: Day;
}

/** The rate of a class in a place on a day: the region's own, else the country's; undefined where none was ever entered. */
export function taxRateOn(reader: Reader, place: TaxPlace): RatePpm | undefined {
  return (rateOn.get(reader, place) ?? rateOn.get(reader, { ...place, region: '' }))?.rate;
}

export type ClassTreatment = 'taxed' | 'zero' | 'exempt' | 'reverseCharge' | 'outOfScope';

/** What a class means to the law; a check of the table holds the words it may have. */
export const treatmentOf = ({ treatment }: { treatment: string }): ClassTreatment => treatment as ClassTreatment;

export function listTaxClasses(reader: Reader) {
  const rates = rateRows.all(reader, {});
  const ratesOf = (id: number) => rates.filter(({ taxClassId }) => taxClassId === id);
  const taxClasses = classRows.all(reader, {}).map((taxClass) => ({
    ...taxClass,
    treatment: treatmentOf(taxClass),
    rates: ratesOf(taxClass.id).map(({ country, region, validFromOn, rate }) => ({ country, region, validFromOn, rate })),
  }));
  return { taxClasses };
}
