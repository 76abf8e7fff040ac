import { sql } from 'kysely';
import type { Quantity } from '../../shared/units/quantity.ts';
import type { Actor, Reader } from '../database/handles.ts';
import { read } from '../database/statement.ts';
import { countedLines, lineNames, linesInOrder, nameOf, trackingOf } from './counted-lines.queries.ts';
import { getStocktake } from './plan.service.ts';
import { countedBefore, firstOfPiece, standing } from './scan-once.sql.ts';

export interface LineCursor {
  bin: string;
  lineId: number;
}

interface Asked {
  stocktakeId: number;
  only?: 'uncounted' | 'recount';
  after?: LineCursor;
  limit: number;
}

const ownCounts = read((db, p: { stocktakeId: number; userId: number }) =>
  db
    .selectFrom('stocktakeScan as scan')
    .select(['scan.lineId', sql<Quantity>`sum(scan.quantity)`.as('quantity')])
    .where('scan.stocktakeId', '=', p.stocktakeId)
    .where('scan.userId', '=', p.userId)
    .where('scan.outcome', '=', 'counted')
    .where(standing)
    .where(firstOfPiece)
    .groupBy('scan.lineId'),
);

/** Where a page of ordered lines begins. */
export const isAfter = (row: LineCursor, after: LineCursor | undefined): boolean =>
  after === undefined || row.bin > after.bin || (row.bin === after.bin && row.lineId > after.lineId);

/** The lines of a count in the order of their bins, as whoever counts needs them: own counts only, and no book in a blind count. */
export function readSheet(reader: Reader, { stocktakeId, only, after, limit }: Asked, actor: Actor) {
  const stocktake = getStocktake(reader, stocktakeId);
  const lines = new Map(countedLines(reader, stocktake).map((line) => [line.lineId, line]));
  const own = new Map(ownCounts.all(reader, { stocktakeId, userId: actor.userId }).map((row) => [row.lineId, row.quantity]));
  const wanted = linesInOrder.all(reader, { stocktakeId }).filter((row) => {
    const line = lines.get(row.lineId);
    if (!line || !isAfter(row, after)) return false;
    if (only === 'uncounted') return line.state === 'uncounted';
    if (only === 'recount') return line.state === 'recount' && !line.rounds.some((round) => round.finished && round.userIds.has(actor.userId));
    return true;
  });
  const page = wanted.slice(0, limit);
  const names = new Map(lineNames.all(reader, { lineIds: JSON.stringify(page.map(({ lineId }) => lineId)) }).map((row) => [row.lineId, row]));
  const rows = page.flatMap(({ lineId }) => {
    const named = names.get(lineId);
    const line = lines.get(lineId);
    if (!named || !line) return [];
    const { optionValues: _options, ...place } = named;
    const shownBook = stocktake.blind === 0 ? (line.result?.book ?? null) : null;
    return [{ ...place, name: nameOf(named), mine: own.get(lineId) ?? null, counted: line.rounds.length > 0, tracking: trackingOf(line.pieces), book: shownBook }];
  });
  const last = page.at(-1);
  return { rows, next: wanted.length > limit && last ? last : null };
}

const latestScans = read((db, p: { stocktakeId: number; userId: number; limit: number }) =>
  db
    .selectFrom('stocktakeScan as scan')
    .leftJoin('variant', 'variant.id', 'scan.variantId')
    .leftJoin('product', 'product.id', 'variant.productId')
    .leftJoin('bin', 'bin.id', 'scan.binId')
    .select(['scan.id as scanId', 'scan.deviceId', 'scan.sequence', 'scan.kind', 'scan.outcome', 'scan.binId', 'bin.code as bin', 'scan.code', sql<string | null>`coalesce(scan.serial, scan.lot)`.as('lot'), 'scan.quantity', 'scan.scannedAt', 'scan.trusted'])
    .select(['product.name', 'variant.optionValues'])
    .select(sql<number>`exists (select 1 from stocktakeScan undo where undo.deviceId = scan.deviceId and undo.undoesSequence = scan.sequence)`.as('undone'))
    .select(countedBefore.as('repeated'))
    .where('scan.stocktakeId', '=', p.stocktakeId)
    .where('scan.userId', '=', p.userId)
    .orderBy('scan.id', 'desc')
    .limit(p.limit),
);

const nextSequences = read((db) =>
  db.selectFrom('stocktakeScan').select(['deviceId', sql<number>`max(sequence) + 1`.as('next')]).groupBy('deviceId'),
);

/** The latest scans of whoever asks, and the next free number of each device. */
export function readScans(reader: Reader, { stocktakeId, limit }: { stocktakeId: number; limit: number }, actor: Actor) {
  const rows = latestScans.all(reader, { stocktakeId, userId: actor.userId, limit }).map(({ name, optionValues, trusted, undone, repeated, ...row }) => ({
    ...row,
    name: name === null ? null : nameOf({ name, optionValues: optionValues ?? '{}' }),
    trusted: trusted === 1,
    undone: undone === 1,
    repeated: repeated === 1,
  }));
  return { rows, sequences: nextSequences.all(reader, {}) };
}
