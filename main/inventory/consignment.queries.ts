import { sql } from 'kysely';
import { type ComparedLine, compareReport, oldestArrival, valueOfShare } from '../../shared/inventory/consignment.rules.ts';
import { variantName } from '../../shared/catalog/variant-name.rules.ts';
import { Refusal } from '../../shared/refusal/refusal.ts';
import type { Instant } from '../../shared/units/instant.ts';
import { type Minor, minor, sumMinor } from '../../shared/units/minor.ts';
import { type Quantity, quantity } from '../../shared/units/quantity.ts';
import { db } from '../database/builder.ts';
import type { Actor, Reader } from '../database/handles.ts';
import { read } from '../database/statement.ts';
import { jsonList } from './json-list.ts';
import { placeApart } from './location.queries.ts';
import { stockFigures } from './stock-figures.queries.ts';

export const reportById = read((db, p: { id: number }) => db.selectFrom('holderReport').selectAll().where('id', '=', p.id));
export type ReportRow = NonNullable<ReturnType<typeof reportById.get>>;

const reportsOf = read((db, p: { locationId: number; limit: number }) =>
  db.selectFrom('holderReport').selectAll().where('locationId', '=', p.locationId).orderBy('reportedAt', 'desc').orderBy('id', 'desc').limit(p.limit),
);
const latestReport = read((db, p: { locationId: number }) =>
  db.selectFrom('holderReport').selectAll().where('locationId', '=', p.locationId).where('withdrawnById', 'is', null).orderBy('reportedAt', 'desc').orderBy('id', 'desc').limit(1),
);
const linesOf = read((db, p: { id: number }) => db.selectFrom('holderReportLine').select(['variantId', 'quantity']).where('holderReportId', '=', p.id));

const headOf = ({ id, locationId, reportedAt, reference, settledById, withdrawnById }: ReportRow) => ({
  holderReportId: id,
  locationId,
  reportedAt,
  reference,
  settled: settledById !== null,
  withdrawn: withdrawnById !== null,
});

/** @throws Refusal record.missing */
export function getReport(reader: Reader, id: number): ReportRow {
  const report = reportById.get(reader, { id });
  if (!report) throw new Refusal('record.missing', { kind: 'holderReport', id });
  return report;
}

const everAt = read((db, p: { locationId: number }) => db.selectFrom('stockLevel').select('variantId').where('locationId', '=', p.locationId));

/** A report beside what the book has of its instant, corrections that were posted for it since included. */
export function comparedLines(reader: Reader, { id, locationId, reportedAt }: Pick<ReportRow, 'id' | 'locationId' | 'reportedAt'>): ComparedLine[] {
  const reported = new Map(linesOf.all(reader, { id }).map((line) => [line.variantId, line.quantity]));
  const variantIds = [...new Set([...reported.keys(), ...everAt.all(reader, { locationId }).map((row) => row.variantId)])];
  const figures = stockFigures(reader, { variantIds, locationId, asOf: reportedAt });
  return compareReport(reported, new Map([...figures].map(([variantId, { onHand }]) => [variantId, onHand])));
}

export const differingOf = (lines: readonly ComparedLine[]): number => lines.filter((line) => line.difference !== 0).length;

const namesOf = read((db, p: { variantIds: string }) =>
  db
    .selectFrom('variant')
    .innerJoin('product', 'product.id', 'variant.productId')
    .select(['variant.id', 'variant.sku', 'variant.optionValues', 'product.name'])
    .where('variant.id', 'in', jsonList(p.variantIds)),
);

/** @throws Refusal record.missing */
export function compareHolderReport(reader: Reader, { holderReportId }: { holderReportId: number }) {
  const report = getReport(reader, holderReportId);
  const lines = comparedLines(reader, report);
  const names = new Map(namesOf.all(reader, { variantIds: JSON.stringify(lines.map((line) => line.variantId)) }).map((row) => [row.id, row]));
  const named = lines.map((line) => {
    const { sku = '', name = '', optionValues = '{}' } = names.get(line.variantId) ?? {};
    return { ...line, sku, name: variantName(name, optionValues) };
  });
  return { ...headOf(report), lines: named, differing: differingOf(lines) };
}

export const listHolderReports = (reader: Reader, asked: { locationId: number; limit: number }) => ({ rows: reportsOf.all(reader, asked).map(headOf) });

interface Worth {
  onHand: Quantity;
  layers: Quantity | null;
  value: Minor | null;
}

/** Of a variant's open layers over all places, in the words of their index. */
const sumOfLayers = <Unit extends number>(figure: 'quantity' | 'value') =>
  sql<Unit | null>`(select sum(${sql.ref(figure)}) from costLayer where costLayer.variantId = level.variantId and (quantity <> 0 or kind = 'pool'))`;

const worthAt = read((db, p: { locationId: number }) =>
  db
    .selectFrom('stockLevel as level')
    .where('level.locationId', '=', p.locationId)
    .where('level.onHand', '<>', 0 as Quantity)
    .select(['level.onHand', sumOfLayers<Quantity>('quantity').as('layers'), sumOfLayers<Minor>('value').as('value')]),
);

const worthOf = ({ onHand, layers, value }: Worth): Minor => valueOfShare(value ?? minor(0), onHand, layers ?? quantity(0));

/** Every place whose goods are not ours, or not with us. */
export function listPlacesApart(reader: Reader) {
  const apart = reader.all(
    db.selectFrom('location').select(['id', 'name', 'owner', 'holder', 'blocked']).where(({ or, eb }) => or([eb('owner', 'is not', null), eb('holder', 'is not', null)])).orderBy('name'),
  );
  const places = apart.map(({ id: locationId, blocked, ...place }) => {
    const goods = worthAt.all(reader, { locationId });
    const latest = latestReport.get(reader, { locationId });
    return {
      locationId,
      ...place,
      blocked: blocked === 1,
      variants: goods.length,
      value: place.owner === null ? sumMinor(goods.map(worthOf)) : minor(0),
      latest: latest ? { ...headOf(latest), differing: differingOf(comparedLines(reader, latest)) } : null,
    };
  });
  return { places };
}

const goodsAt = read((db, p: { locationId: number; afterId: number; limit: number }) =>
  db
    .selectFrom('stockLevel as level')
    .innerJoin('variant', 'variant.id', 'level.variantId')
    .innerJoin('product', 'product.id', 'variant.productId')
    .where('level.locationId', '=', p.locationId)
    .where('level.variantId', '>', p.afterId)
    .where('level.onHand', '<>', 0 as Quantity)
    .select(['level.variantId', 'level.onHand', 'variant.sku', 'variant.optionValues', 'product.name'])
    .select([sumOfLayers<Quantity>('quantity').as('layers'), sumOfLayers<Minor>('value').as('value')])
    .orderBy('level.variantId')
    .limit(p.limit),
);

const arrivalsAt = read((db, p: { locationId: number; variantId: number }) =>
  db
    .selectFrom('stockMovement')
    .select(['occurredAt as at', 'quantity'])
    .where('variantId', '=', p.variantId)
    .where('locationId', '=', p.locationId)
    .where('quantity', '>', 0 as Quantity)
    .where('kind', '<>', 'move')
    .orderBy('postedOn', 'desc')
    .orderBy('occurredAt', 'desc'),
);

const dayLength = 86_400_000;

/** What lies at a place that is not ours or not with us, and since when. @throws Refusal location.notApart */
export function listGoodsApart(reader: Reader, { locationId, afterId, limit }: { locationId: number; afterId: number; limit: number }, _actor: Actor, now: Instant) {
  const { owner } = placeApart(reader, locationId);
  const found = goodsAt.all(reader, { locationId, afterId, limit: limit + 1 });
  const rows = found.slice(0, limit).map(({ name, optionValues, layers, value, ...row }) => {
    const since = oldestArrival(arrivalsAt.all(reader, { locationId, variantId: row.variantId }), row.onHand);
    const days = since === null ? null : Math.max(0, Math.floor((now - since) / dayLength));
    return { ...row, name: variantName(name, optionValues), since, days, value: owner === null ? worthOf({ onHand: row.onHand, layers, value }) : minor(0) };
  });
  return { rows, nextId: found.length > limit ? (rows.at(-1)?.variantId ?? null) : null };
}
