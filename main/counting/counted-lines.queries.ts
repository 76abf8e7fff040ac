import { sql } from 'kysely';
import { lineState, type LineState } from '../../shared/counting/line.rules.ts';
import { type CountResult, countResult, type MovedAt } from '../../shared/counting/variance.rules.ts';
import type { Instant } from '../../shared/units/instant.ts';
import type { Quantity } from '../../shared/units/quantity.ts';
import type { Reader } from '../database/handles.ts';
import { read } from '../database/statement.ts';
import { jsonList } from '../inventory/json-list.ts';
import { decidedOf, type DecidedLine, type DecisionRow } from './decided.ts';
import { valuerOf } from './line-value.queries.ts';
import type { StocktakeRow } from './plan.service.ts';

/** A finished or running count of one line by one person, or by several who shared it. */
export interface Round extends CountResult {
  readonly round: number;
  readonly finished: boolean;
  readonly from: Instant;
  readonly to: Instant;
  readonly userIds: ReadonlySet<number>;
  readonly untrusted: number;
  /** Only rows that say "nothing of it stands here". */
  readonly zero: boolean;
}

export interface CountedLine {
  readonly lineId: number;
  readonly variantId: number;
  readonly binId: number | null;
  readonly origin: 'scope' | 'found';
  readonly rounds: readonly Round[];
  readonly decided: DecidedLine;
  readonly state: LineState;
  /** What holds: agreed on, or the latest while a second count is awaited. */
  readonly result: Round | undefined;
  /** When the bin last moved after the line was counted, as a number of movements. */
  readonly since: number;
}

interface Which {
  stocktakeId: number;
  lineId: number | null;
}

const linesOf = read((db, p: Which) =>
  db
    .selectFrom('stocktakeLine')
    .select(['id', 'variantId', 'binId', 'origin', 'book'])
    .where('stocktakeId', '=', p.stocktakeId)
    .where(sql<boolean>`(${p.lineId} is null or id = ${p.lineId})`),
);

/** What counts: scans and zeros that nobody took back. */
const scansOf = read((db, p: Which) =>
  db
    .selectFrom('stocktakeScan as scan')
    .select(['scan.lineId', 'scan.round', 'scan.kind', 'scan.quantity', 'scan.scannedAt', 'scan.recordedAt', 'scan.trusted', 'scan.userId'])
    .where('scan.stocktakeId', '=', p.stocktakeId)
    .where('scan.outcome', '=', 'counted')
    .where(sql<boolean>`(${p.lineId} is null or scan.lineId = ${p.lineId})`)
    .where(({ not, exists, selectFrom }) =>
      not(exists(selectFrom('stocktakeScan as undo').select('undo.id').whereRef('undo.deviceId', '=', 'scan.deviceId').whereRef('undo.undoesSequence', '=', 'scan.sequence'))),
    )
    .orderBy('scan.id'),
);

type ScanRow = ReturnType<typeof scansOf.all>[number];

const movementsSince = read((db, p: { bookMovementId: number; locationId: number }) =>
  db
    .selectFrom('stockMovement')
    .select(['variantId', 'binId', 'quantity', 'occurredAt', 'sourceKind'])
    .where('id', '>', p.bookMovementId)
    .where('locationId', '=', p.locationId)
    .where('quantity', '<>', 0 as Quantity),
);

const decisionsOf = read((db, p: Which) =>
  db
    .selectFrom('stocktakeDecision')
    .select(['lineId', 'kind', 'round', 'variance', 'reason', 'value'])
    .where('stocktakeId', '=', p.stocktakeId)
    .where(sql<boolean>`(${p.lineId} is null or lineId = ${p.lineId})`)
    .orderBy('id'),
);

const placeKey = (variantId: number, binId: number | null): string => `${variantId} ${binId ?? 0}`;

/**
 * Every line of a count with what was counted, what the book said at that instant, and what it waits for. All from the rows of
 * the count and the movements since it began; nothing is kept that could differ from them.
 */
export function countedLines(reader: Reader, stocktake: StocktakeRow, lineId: number | null = null): CountedLine[] {
  const which = { stocktakeId: stocktake.id, lineId };
  const scans = Map.groupBy(scansOf.all(reader, which), (scan) => scan.lineId);
  const decisions = Map.groupBy(decisionsOf.all(reader, which), (decision) => decision.lineId);
  const moved = movedPlaces(reader, stocktake);
  const lines = linesOf.all(reader, which).map((line) => {
    const movements = moved.get(placeKey(line.variantId, line.binId)) ?? [];
    const decided = decidedOf(decisions.get(line.id) ?? []);
    const rounds = roundsOf(stocktake, line.book, scans.get(line.id) ?? [], movements, decisions.get(line.id) ?? []);
    return { ...line, movements, decided, rounds };
  });
  const valueOf = valuerOf(reader, lines.filter((line) => line.rounds.some(({ variance }) => variance !== 0)).map(({ variantId }) => variantId));
  return lines.map(({ id, variantId, binId, origin, movements, decided, rounds }) => {
    const finished = rounds.filter((round) => round.finished);
    const { state, result } = lineState({ rounds: finished, counters: stocktake.counters, decided, valueOf: (variance) => valueOf(variantId, variance) }, stocktake);
    const held = result && finished.find((round) => round === result);
    const since = held ? movements.filter(({ at }) => at > held.to).length : 0;
    return { lineId: id, variantId, binId, origin, rounds, decided, state, result: held, since };
  });
}

function movedPlaces(reader: Reader, { bookMovementId, locationId }: StocktakeRow): Map<string, MovedAt[]> {
  if (bookMovementId === null) return new Map();
  const places = new Map<string, MovedAt[]>();
  for (const { variantId, binId, quantity, occurredAt, sourceKind } of movementsSince.all(reader, { bookMovementId, locationId })) {
    const key = placeKey(variantId, binId);
    const moved = { at: occurredAt, quantity, correction: sourceKind === 'stocktake' };
    const list = places.get(key);
    if (list) list.push(moved);
    else places.set(key, [moved]);
  }
  return places;
}

function roundsOf(stocktake: StocktakeRow, book: Quantity | null, scans: readonly ScanRow[], movements: readonly MovedAt[], decisions: readonly DecisionRow[]): Round[] {
  if (book === null || scans.length === 0) return [];
  const recounted = new Set(decisions.filter(({ kind }) => kind === 'recounted').map(({ round }) => round));
  const byRound = [...Map.groupBy(scans, (scan) => scan.round ?? 1)].sort(([a], [b]) => a - b);
  return byRound.map(([round, rows]) => {
    const instants = rows.map((row) => row.scannedAt);
    return {
      ...countResult(book, rows.map((row) => ({ at: row.scannedAt, quantity: row.quantity })), movements),
      round,
      finished: recounted.has(round) || finishedWithAll(stocktake, round, rows),
      from: instants.reduce((a, b) => (b < a ? b : a)),
      to: instants.reduce((a, b) => (b > a ? b : a)),
      userIds: new Set(rows.map((row) => row.userId)),
      untrusted: rows.filter((row) => row.trusted === 0).length,
      zero: rows.every((row) => row.kind === 'zero'),
    };
  });
}

/** The first count of a line ends with everybody's; a second one planned from the start does when it began before the review. */
const finishedWithAll = ({ counters, reviewedAt }: StocktakeRow, round: number, rows: readonly ScanRow[]): boolean =>
  round === 1 || (round <= counters && reviewedAt !== null && rows.some((row) => row.recordedAt <= reviewedAt));

/** How each line's goods and bin are called, and where it stands in the order of the sheet. */
export const lineNames = read((db, p: { lineIds: string }) =>
  db
    .selectFrom('stocktakeLine as line')
    .innerJoin('variant', 'variant.id', 'line.variantId')
    .innerJoin('product', 'product.id', 'variant.productId')
    .leftJoin('bin', 'bin.id', 'line.binId')
    .select(['line.id as lineId', 'line.variantId', 'line.binId', 'bin.code as bin', 'variant.sku', 'product.name', 'variant.optionValues'])
    .where('line.id', 'in', jsonList(p.lineIds)),
);

/** The order of bins on the way through the shop. */
export const linesInOrder = read((db, p: { stocktakeId: number }) =>
  db
    .selectFrom('stocktakeLine as line')
    .leftJoin('bin', 'bin.id', 'line.binId')
    .select(['line.id as lineId', sql<string>`coalesce(bin.code, '')`.as('bin')])
    .where('line.stocktakeId', '=', p.stocktakeId)
    .orderBy(sql`coalesce(bin.code, '')`)
    .orderBy('line.id'),
);

/** A variant's name as a clerk reads it: the product, and its options where it has some. */
export function nameOf({ name, optionValues }: { name: string; optionValues: string }): string {
  // Options are written by the catalogue as an object of texts.
  const options = Object.values(JSON.parse(optionValues) as Record<string, string>);
  return options.length === 0 ? name : `${name}, ${options.join(', ')}`;
}
