import { sql } from 'kysely';
import { lineState, type LineState } from '../../shared/counting/line.rules.ts';
import { countByLot, type LotResult, type LotsCounted, type LotsResult } from '../../shared/counting/lot-variance.rules.ts';
import { type CountResult, countResult, isEqual } from '../../shared/counting/variance.rules.ts';
import type { Tracking } from '../../shared/inventory/lot.rules.ts';
import type { Instant } from '../../shared/units/instant.ts';
import type { Quantity } from '../../shared/units/quantity.ts';
import type { Reader } from '../database/handles.ts';
import { read } from '../database/statement.ts';
import { jsonList } from '../inventory/json-list.ts';
import { decidedOf, type DecidedLine, type DecisionRow } from './decided.ts';
import { valuerOf } from './line-value.queries.ts';
import { type Followed, lotsInBook, type MovedSpot, type PieceAt, piecesNow } from './lots-in-book.queries.ts';
import type { StocktakeRow } from './plan.service.ts';

/** One lot of a count; of a found piece, where the book has it instead. */
export interface CountedLot extends LotResult {
  readonly bookedAt: PieceAt | undefined;
}

/** A finished or running count of one line by one person, or by several who shared it. */
export interface Round extends CountResult {
  /** Of goods that are followed. */
  readonly lots?: readonly CountedLot[];
  readonly unread?: Quantity;
  readonly stale?: boolean;
  readonly elsewhere?: boolean;
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
  /** Followed by lot (false) or piece by piece (true). */
  readonly pieces: boolean | undefined;
  readonly rounds: readonly Round[];
  readonly decided: DecidedLine;
  readonly state: LineState;
  /** What holds: agreed on, or the latest while a second count is awaited. */
  readonly result: Round | undefined;
  /** When the bin last moved after the line was counted, as a number of movements. */
  readonly since: number;
}

/** How a line's goods are followed. */
export const trackingOf = (pieces: boolean | undefined): Tracking => (pieces === undefined ? 'none' : pieces ? 'serial' : 'lot');

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

/** A piece stands where it was seen last: a scan of it in another line of the count since, unless that line is left out. */
export const seenLaterElsewhere = sql<number>`(scan.serial is not null and exists (
  select 1 from stocktakeScan later
  where later.variantId = scan.variantId and later.serial = scan.serial and later.stocktakeId = scan.stocktakeId and later.lineId <> scan.lineId
    and (later.scannedAt, later.id) > (scan.scannedAt, scan.id)
    and not exists (select 1 from stocktakeScan undo where undo.deviceId = later.deviceId and undo.undoesSequence = later.sequence)
    and coalesce((select kind from stocktakeDecision where stocktakeId = scan.stocktakeId and lineId = later.lineId and kind in ('exclude', 'reopen') order by id desc limit 1), 'reopen') <> 'exclude'))`;

/** What counts: scans and zeros that nobody took back. */
const scansOf = read((db, p: Which) =>
  db
    .selectFrom('stocktakeScan as scan')
    .select(['scan.lineId', 'scan.round', 'scan.kind', 'scan.quantity', 'scan.scannedAt', 'scan.recordedAt', 'scan.trusted', 'scan.userId', 'scan.lot', 'scan.serial', 'scan.expiresOn'])
    .select(seenLaterElsewhere.as('seenLater'))
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
    .select(['id', 'variantId', 'binId', 'quantity', 'occurredAt', 'sourceKind'])
    .where('id', '>', p.bookMovementId)
    .where('locationId', '=', p.locationId)
    .where('quantity', '<>', 0 as Quantity),
);

const decisionsOf = read((db, p: Which) =>
  db
    .selectFrom('stocktakeDecision')
    .select(['lineId', 'kind', 'round', 'variance', 'difference', 'reason', 'value'])
    .where('stocktakeId', '=', p.stocktakeId)
    .where(sql<boolean>`(${p.lineId} is null or lineId = ${p.lineId})`)
    .orderBy('id'),
);

const namingsOf = read((db, p: Which) =>
  db
    .selectFrom('stocktakeNaming')
    .select(['lineId', 'round', 'lots'])
    .where('stocktakeId', '=', p.stocktakeId)
    .where(sql<boolean>`(${p.lineId} is null or lineId = ${p.lineId})`)
    .orderBy('id'),
);

/** What was said last of a line's unread goods, by round. */
export function namedOf(rows: readonly { lineId: number; round: number; lots: string }[]): (lineId: number, round: number) => LotsCounted['named'] {
  const last = new Map(rows.map((row) => [`${row.lineId} ${row.round}`, row.lots]));
  // Written by this room from parsed lots.
  return (lineId, round) => JSON.parse(last.get(`${lineId} ${round}`) ?? '[]') as LotsCounted['named'];
}

const placeKey = (variantId: number, binId: number | null): string => `${variantId} ${binId ?? 0}`;

/**
 * Every line of a count with what was counted, what the book said at that instant, and what it waits for. All from the rows of
 * the count and the movements since it began; nothing is kept that could differ from them.
 */
export function countedLines(reader: Reader, stocktake: StocktakeRow, lineId: number | null = null): CountedLine[] {
  const which = { stocktakeId: stocktake.id, lineId };
  const scans = Map.groupBy(scansOf.all(reader, which), (scan) => scan.lineId);
  const decisions = Map.groupBy(decisionsOf.all(reader, which), (decision) => decision.lineId);
  const rows = linesOf.all(reader, which);
  const moved = movedSince(reader, stocktake);
  const movedAt = Map.groupBy(moved, ({ variantId, binId }) => placeKey(variantId, binId));
  const followedAt = lotsInBook(reader, stocktake, rows, moved);
  const named = namedOf(namingsOf.all(reader, which));
  const counted = rows.map((line) => {
    const movements = movedAt.get(placeKey(line.variantId, line.binId)) ?? [];
    const followed = followedAt(line);
    const own = decisions.get(line.id) ?? [];
    const rounds = roundsOf(stocktake, { ...line, scans: scans.get(line.id) ?? [], decisions: own, resultOf: resultOf(line, movements, followed, named) });
    return { ...line, movements, pieces: followed?.pieces, decided: decidedOf(own), rounds };
  });
  const lines = withPlaces(reader, stocktake, counted);
  const valueOf = valuerOf(reader, lines.filter((line) => line.rounds.some((round) => !isEqual(round))).map(({ variantId }) => variantId));
  return lines.map(({ id, variantId, binId, origin, pieces, movements, decided, rounds }) => {
    const finished = rounds.filter((round) => round.finished);
    const { state, result } = lineState({ rounds: finished, counters: stocktake.counters, decided, valueOf: (size) => valueOf(variantId, size) }, stocktake);
    const since = result ? movements.filter(({ at }) => at > result.to).length : 0;
    return { lineId: id, variantId, binId, origin, pieces, rounds, decided, state, result, since };
  });
}

function movedSince(reader: Reader, { bookMovementId, locationId }: StocktakeRow): MovedSpot[] {
  if (bookMovementId === null) return [];
  return movementsSince.all(reader, { bookMovementId, locationId }).map(({ id, variantId, binId, quantity, occurredAt, sourceKind }) => ({
    movementId: id, variantId, binId, at: occurredAt, quantity, correction: sourceKind === 'stocktake',
  }));
}

type LineRow = ReturnType<typeof linesOf.all>[number];
type ResultOf = (book: Quantity, scans: readonly ScanRow[], round: number) => CountResult & Partial<LotsResult>;

/** What scans of a line say: of goods that are followed lot by lot, of others in all. */
function resultOf(line: LineRow, movements: readonly MovedSpot[], followed: Followed | undefined, named: ReturnType<typeof namedOf>): ResultOf {
  if (!followed) return (book, scans) => countResult(book, scans.map((row) => ({ at: row.scannedAt, quantity: row.quantity })), movements);
  return (book, scans, round) => countByLot({ ...followed, frozen: book, scans: scans.map(lotCountedAt), named: named(line.id, round) });
}

/** A scan as the rule of lots reads it. */
export const lotCountedAt = ({ scannedAt, quantity: count, lot, serial, expiresOn, seenLater }: Pick<ScanRow, 'scannedAt' | 'quantity' | 'lot' | 'serial' | 'expiresOn' | 'seenLater'>) => ({
  at: scannedAt, quantity: seenLater === 1 ? (0 as Quantity) : count, code: serial ?? lot, expiresOn,
});

interface Counting extends LineRow {
  readonly scans: readonly ScanRow[];
  readonly decisions: readonly DecisionRow[];
  readonly resultOf: ResultOf;
}

function roundsOf(stocktake: StocktakeRow, { book, scans, decisions, resultOf: result }: Counting) {
  if (book === null || scans.length === 0) return [];
  const recounted = new Set(decisions.filter(({ kind }) => kind === 'recounted').map(({ round }) => round));
  const byRound = [...Map.groupBy(scans, (scan) => scan.round ?? 1)].sort(([a], [b]) => a - b);
  return byRound.map(([round, rows]) => {
    const instants = rows.map((row) => row.scannedAt);
    return {
      ...result(book, rows, round),
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

/** Adds to found pieces where the book has them: in another bin of the location they are carried over, elsewhere somebody has to look. */
function withPlaces<Line extends { variantId: number; pieces: boolean | undefined; rounds: ReturnType<typeof roundsOf> }>(reader: Reader, { locationId }: StocktakeRow, lines: readonly Line[]) {
  const found = lines.flatMap(({ variantId, pieces, rounds }) =>
    pieces === true ? rounds.flatMap(({ lots }) => (lots ?? []).filter(({ variance }) => variance > 0).map(({ code }) => ({ variantId, code }))) : []);
  const placeOf = piecesNow(reader, found);
  return lines.map(({ rounds, ...line }) => ({
    ...line,
    rounds: rounds.map(({ lots, ...round }): Round => {
      if (!lots) return round;
      const placed = lots.map((lot) => ({ ...lot, bookedAt: lot.variance > 0 && line.pieces === true ? placeOf({ variantId: line.variantId, code: lot.code }) : undefined }));
      return { ...round, lots: placed, elsewhere: placed.some(({ bookedAt }) => bookedAt !== undefined && bookedAt.locationId !== locationId) };
    }),
  }));
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
