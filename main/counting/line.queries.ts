import { sql } from 'kysely';
import { type Cause, likelyCauses } from '../../shared/counting/cause.rules.ts';
import { Refusal } from '../../shared/refusal/refusal.ts';
import type { Instant } from '../../shared/units/instant.ts';
import { type Quantity, quantity } from '../../shared/units/quantity.ts';
import { getUser } from '../company/company.queries.ts';
import type { Reader } from '../database/handles.ts';
import { read } from '../database/statement.ts';
import { barcodesOfVariant } from '../catalog/variant.queries.ts';
import { type CountedLine, type CountedLot, countedLines, lineNames, nameOf } from './counted-lines.queries.ts';
import { worthOfVariance } from './line-value.queries.ts';
import { getStocktake } from './plan.service.ts';
import { lineById } from './stocktake.statements.ts';

const movementsOf = read((db, p: { variantId: number; locationId: number; binId: number | null; after: Instant }) =>
  db
    .selectFrom('stockMovement')
    .select(['kind', 'occurredAt', 'quantity', 'sourceKind', 'sourceId'])
    .where('variantId', '=', p.variantId)
    .where('locationId', '=', p.locationId)
    .where(sql<boolean>`binId is ${p.binId}`)
    .where('occurredAt', '>', p.after)
    .where('quantity', '<>', 0 as Quantity)
    .orderBy('occurredAt', 'desc')
    .limit(20),
);

const lastCountOf = read((db, p: { variantId: number; binId: number | null; locationId: number; stocktakeId: number }) =>
  db
    .selectFrom('stocktakeVariance as posted')
    .innerJoin('stocktakeLine as line', 'line.id', 'posted.lineId')
    .innerJoin('stocktake', 'stocktake.id', 'posted.stocktakeId')
    .select(['stocktake.number', sql<Instant>`stocktake.closedAt`.as('closedAt'), 'posted.counted'])
    .where('line.variantId', '=', p.variantId)
    .where('stocktake.locationId', '=', p.locationId)
    .where('stocktake.id', '<>', p.stocktakeId)
    .where(sql<boolean>`line.binId is ${p.binId}`)
    .orderBy('stocktake.id', 'desc')
    .limit(1),
);

const beginning = 0 as Instant;

/** One line of a count: who counted what and when, what moved since, what the last count said, and what may have happened. */
export function readLine(reader: Reader, { lineId }: { lineId: number }) {
  const row = lineById.get(reader, { id: lineId });
  if (!row) throw new Refusal('record.missing', { kind: 'stocktakeLine', id: lineId });
  const stocktake = getStocktake(reader, row.stocktakeId);
  const { variantId, binId } = row;
  const lines = countedLines(reader, stocktake);
  const line = lines.find((one) => one.lineId === lineId);
  const place = { variantId, binId, locationId: stocktake.locationId };
  const last = lastCountOf.get(reader, { ...place, stocktakeId: stocktake.id });
  const since = movementsOf.all(reader, { ...place, after: last?.closedAt ?? beginning });
  return {
    variantId,
    rounds: (line?.rounds ?? []).filter(({ finished }) => finished).map((round) => roundShown(reader, place, round)),
    since: since.map(({ sourceKind, sourceId, ...moved }) => ({ variantId, ...moved, source: { kind: sourceKind, id: sourceId } })),
    lastCount: last ? { variantId, ...last } : null,
    worth: worthOfVariance(reader, { lineId, variantId, variance: line?.result?.variance ?? quantity(0) }),
    causes: line ? causesOf(reader, line, lines, since) : [],
  };
}

function roundShown(reader: Reader, place: { variantId: number; locationId: number }, { round, userIds, from, to, counted, book, variance, lots = [], unread = quantity(0), untrusted }: CountedLine['rounds'][number]) {
  const people = [...userIds].map((userId) => getUser(reader, userId).name);
  return { variantId: place.variantId, round, people, from, to, counted, book, variance, lots: lotsShown(lots, place.locationId), unread, untrusted };
}

/** The lots of a count with where the book has found pieces instead. */
export function lotsShown(lots: readonly CountedLot[], locationId: number) {
  return lots.map(({ bookedAt, ...lot }) => ({ ...lot, bookedAt: bookedAt ? { bin: bookedAt.bin, location: bookedAt.location, here: bookedAt.locationId === locationId } : null }));
}

function causesOf(reader: Reader, line: CountedLine, lines: readonly CountedLine[], since: readonly { kind: string; sourceId: number; quantity: Quantity }[]) {
  if (!line.result || line.result.variance === 0) return [];
  const differing = lines.filter((other) => other !== line && other.result !== undefined && other.result.variance !== 0);
  const varianceOf = (other: CountedLine): Quantity => other.result?.variance ?? quantity(0);
  const causes = likelyCauses({
    variance: line.result.variance,
    movedMeanwhile: line.result.movedMeanwhile,
    elsewhere: differing.filter((other) => other.variantId === line.variantId).map((other) => ({ binId: other.binId, variance: varianceOf(other), lineId: other.lineId })),
    beside: differing.filter((other) => other.variantId !== line.variantId && other.binId === line.binId).map((other) => ({ variantId: other.variantId, variance: varianceOf(other), lineId: other.lineId })),
    packs: [...new Set(barcodesOfVariant(reader, line.variantId).map(({ packQuantity }) => packQuantity))].filter((pack) => pack > 1000),
    shipments: since.filter(({ kind }) => kind === 'shipment').map(({ sourceId, quantity: left }) => ({ sourceId, quantity: left })),
  });
  return causes.map((cause) => causeShown(reader, lines, cause));
}

/** A cause with the words a person needs to look there. */
function causeShown(reader: Reader, lines: readonly CountedLine[], cause: Cause) {
  const none = { bin: null, name: null, quantity: null, sourceId: null };
  switch (cause.kind) {
    case 'neighbour':
    case 'swapped': {
      const at = lines.find((line) => (cause.kind === 'neighbour' ? line.binId === cause.binId && line.result?.variance === cause.variance : line.variantId === cause.variantId && line.result?.variance === cause.variance));
      const named = at && lineNames.get(reader, { lineIds: JSON.stringify([at.lineId]) });
      return { ...none, kind: cause.kind, bin: named?.bin ?? null, name: named ? nameOf(named) : null, quantity: cause.variance };
    }
    case 'caseAsEach':
      return { ...none, kind: cause.kind, quantity: cause.pack };
    case 'shipment':
      return { ...none, kind: cause.kind, quantity: cause.quantity, sourceId: cause.sourceId };
    case 'movedMeanwhile':
      return { ...none, kind: cause.kind };
  }
}
