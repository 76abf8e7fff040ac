import { type ParcelWeightRule, type WeightRange, weightRange } from '../../shared/fulfilment/scale.rules.ts';
import { Refusal } from '../../shared/refusal/refusal.ts';
import type { Instant } from '../../shared/units/instant.ts';
import type { Reader, Tx } from '../database/handles.ts';
import { read, write } from '../database/statement.ts';
import { goodsInParcel } from './pack.statements.ts';

const ruleRow = read((db) => db.selectFrom('parcelWeightRule').select(['packagingGrams', 'toleranceRate', 'toleranceGrams']));
const dropRule = write((db) => db.deleteFrom('parcelWeightRule'));
const putRule = write((db, p: ParcelWeightRule) => db.insertInto('parcelWeightRule').values({ id: 1, packagingGrams: p.packagingGrams, toleranceRate: p.toleranceRate, toleranceGrams: p.toleranceGrams }));
const letGo = read((db, p: { parcelId: number; weightGrams: number; expectedGrams: number }) =>
  db.selectFrom('parcelWeightOverrule').select('id').where('parcelId', '=', p.parcelId).where('weightGrams', '=', p.weightGrams).where('expectedGrams', '=', p.expectedGrams).limit(1),
);
const insertOverrule = write((db, p: { parcelId: number; expectedGrams: number; weightGrams: number; reason: string; overruledAt: Instant; commandId: number }) =>
  db.insertInto('parcelWeightOverrule').values({ parcelId: p.parcelId, expectedGrams: p.expectedGrams, weightGrams: p.weightGrams, reason: p.reason, overruledAt: p.overruledAt, commandId: p.commandId }),
);

const ruleOf = (reader: Reader): ParcelWeightRule | null => ruleRow.get(reader, {}) ?? null;

export const readWeightRule = (reader: Reader): { rule: ParcelWeightRule | null } => ({ rule: ruleOf(reader) });

/** Parcels that are open fall under the new rule at once. */
export function setWeightRule(tx: Tx, { rule }: { rule: ParcelWeightRule | null }): { before: ParcelWeightRule | null } {
  const before = ruleOf(tx);
  dropRule.run(tx, {});
  if (rule) putRule.run(tx, rule);
  tx.changed('parcelWeightRule', 1);
  return { before };
}

type Goods = readonly { weightGrams: number; quantity: number }[];

/** What goods weigh by the catalogue, in grams; what has no weight there counts nothing. */
export const gramsOf = (goods: Goods): number => Math.round(goods.reduce((sum, line) => sum + (line.weightGrams * line.quantity) / 1000, 0));

/** Between which weights a parcel of these goods may lie; undefined where nobody checks, or one of them has no weight. */
export function rangeOf(reader: Reader, goods: Goods): WeightRange | undefined {
  const rule = ruleOf(reader);
  return rule && goods.every(({ weightGrams }) => weightGrams > 0) ? weightRange(gramsOf(goods), rule) : undefined;
}

const fits = (weightGrams: number, range: WeightRange | undefined): boolean => range === undefined || (weightGrams >= range.lightest && weightGrams <= range.heaviest);

/** @throws Refusal pack.weightOff where nobody let the parcel go with these goods at this weight */
export function requireWeight(reader: Reader, parcelId: number, goods: Goods, weightGrams: number): void {
  const range = rangeOf(reader, goods);
  if (!range || fits(weightGrams, range)) return;
  if (!letGo.get(reader, { parcelId, weightGrams, expectedGrams: gramsOf(goods) })) throw new Refusal('pack.weightOff', { weighed: weightGrams, ...range });
}

/** Notes that whoever asks let a parcel go at a weight it should not have. @returns how many doubts that settled: one, or none */
export function overruleWeight(tx: Tx, { parcelId, weightGrams, reason }: { parcelId: number; weightGrams: number; reason: string }): number {
  const goods = goodsInParcel.all(tx, { parcelId });
  if (fits(weightGrams, rangeOf(tx, goods))) return 0;
  const { lastId } = insertOverrule.run(tx, { parcelId, expectedGrams: gramsOf(goods), weightGrams, reason, overruledAt: tx.now, commandId: tx.commandId });
  tx.changed('parcelWeightOverrule', lastId);
  return 1;
}
