import { sql } from 'kysely';
import type { LotInBook, LotMovedAt } from '../../shared/counting/lot-variance.rules.ts';
import type { MovedAt } from '../../shared/counting/variance.rules.ts';
import type { Day } from '../../shared/units/day.ts';
import { type Quantity, quantity } from '../../shared/units/quantity.ts';
import type { Reader } from '../database/handles.ts';
import { read } from '../database/statement.ts';
import { jsonList } from '../inventory/json-list.ts';
import type { StocktakeRow } from './plan.service.ts';

export interface Spot {
  readonly variantId: number;
  readonly binId: number | null;
}

export interface MovedSpot extends MovedAt, Spot {
  readonly movementId: number;
}

/** The lots of a line in the book, and what moved of each since counting began. */
export interface Followed {
  readonly pieces: boolean;
  readonly lots: readonly LotInBook[];
  readonly moved: readonly LotMovedAt[];
}

const followedOf = read((db, p: { variantIds: string }) =>
  db.selectFrom('variantTracking').select(['variantId', 'tracking']).where('variantId', 'in', jsonList(p.variantIds)).where('tracking', '<>', 'none'),
);

const inBins = read((db, p: { variantIds: string; locationId: number }) =>
  db
    .selectFrom('lot')
    .innerJoin('lotBinLevel as level', 'level.lotId', 'lot.id')
    .innerJoin('bin', 'bin.id', 'level.binId')
    .select(['lot.id as lotId', 'lot.variantId', 'lot.code', 'lot.expiresOn', sql<number | null>`level.binId`.as('binId'), 'level.onHand'])
    .where('lot.variantId', 'in', jsonList(p.variantIds))
    .where('bin.locationId', '=', p.locationId)
    .where('level.onHand', '<>', 0 as Quantity),
);

/** What lies of each lot in no bin of a location. */
const onFloor = read((db, p: { variantIds: string; locationId: number }) =>
  db
    .selectFrom('lot')
    .innerJoin('lotLevel as level', 'level.lotId', 'lot.id')
    .select(['lot.id as lotId', 'lot.variantId', 'lot.code', 'lot.expiresOn', sql<number | null>`null`.as('binId')])
    .select(
      sql<Quantity>`level.onHand - coalesce((select sum(inBin.onHand) from lotBinLevel inBin join bin on bin.id = inBin.binId
        where inBin.lotId = lot.id and bin.locationId = level.locationId), 0)`.as('onHand'),
    )
    .where('lot.variantId', 'in', jsonList(p.variantIds))
    .where('level.locationId', '=', p.locationId)
    .where('level.onHand', '<>', 0 as Quantity),
);

const partsOf = read((db, p: { variantIds: string; bookMovementId: number; locationId: number }) =>
  db
    .selectFrom('stockMovement as movement')
    .innerJoin('movementLot as part', 'part.movementId', 'movement.id')
    .innerJoin('lot', 'lot.id', 'part.lotId')
    .select(['part.movementId', 'part.lotId', 'lot.code', 'lot.expiresOn', 'part.quantity', 'movement.variantId', 'movement.binId'])
    .where('movement.id', '>', p.bookMovementId)
    .where('movement.locationId', '=', p.locationId)
    .where('movement.variantId', 'in', jsonList(p.variantIds))
    .where('part.quantity', '<>', 0 as Quantity)
    .orderBy('part.movementId')
    .orderBy('part.lotId'),
);

interface LotNow extends Spot {
  readonly lotId: number;
  readonly code: string;
  readonly expiresOn: Day | null;
  readonly onHand: Quantity;
}

const keyOf = ({ variantId, binId }: Spot): string => `${variantId} ${binId ?? 0}`;

/** For lines of goods that are followed, what the book has of each lot; undefined for others. Nothing is asked where none are. */
export function lotsInBook(reader: Reader, { locationId, bookMovementId }: StocktakeRow, lines: readonly Spot[], moved: readonly MovedSpot[]): (line: Spot) => Followed | undefined {
  const all = JSON.stringify([...new Set(lines.map(({ variantId }) => variantId))]);
  const tracking = new Map(followedOf.all(reader, { variantIds: all }).map((row) => [row.variantId, row.tracking]));
  if (tracking.size === 0 || bookMovementId === null) return () => undefined;
  const asked = { variantIds: JSON.stringify([...tracking.keys()]), locationId };
  const now: LotNow[] = [...inBins.all(reader, asked), ...onFloor.all(reader, asked)];
  const parts = partsOf.all(reader, { ...asked, bookMovementId });
  const [nowAt, partsAt, movedAt] = [Map.groupBy(now, keyOf), Map.groupBy(parts, keyOf), Map.groupBy(moved, keyOf)];
  return (line) => {
    const followed = tracking.get(line.variantId);
    if (followed === undefined) return undefined;
    const key = keyOf(line);
    const own = partsAt.get(key) ?? [];
    return { pieces: followed === 'serial', lots: lotsOf(nowAt.get(key) ?? [], own), moved: movedLots(movedAt.get(key) ?? [], own) };
  };
}

type Part = Omit<LotNow, 'onHand'> & { readonly movementId: number; readonly quantity: Quantity };

/** What lies there now, less what moved since, is what lay there when counting began. */
function lotsOf(now: readonly LotNow[], parts: readonly Part[]): LotInBook[] {
  const lots = new Map<number, LotInBook>();
  for (const { lotId, code, expiresOn, onHand } of now) lots.set(lotId, { lotId, code, expiresOn, frozen: onHand, now: onHand });
  for (const { lotId, code, expiresOn, quantity: change } of parts) {
    const lot = lots.get(lotId) ?? { lotId, code, expiresOn, frozen: quantity(0), now: quantity(0) };
    lots.set(lotId, { ...lot, frozen: quantity(lot.frozen - change) });
  }
  return [...lots.values()];
}

/** Each movement lot by lot, and what of it has no lot yet. */
export function movedLots(moved: readonly MovedSpot[], parts: readonly Pick<Part, 'movementId' | 'code' | 'quantity'>[]): LotMovedAt[] {
  const partsBy = Map.groupBy(parts, ({ movementId }) => movementId);
  return moved.flatMap(({ movementId, at, quantity: change, correction }) => {
    const own = partsBy.get(movementId) ?? [];
    const unnamed = change - own.reduce((sum, part) => sum + part.quantity, 0);
    const named = own.map((part): LotMovedAt => ({ at, correction, code: part.code, quantity: part.quantity }));
    return unnamed === 0 ? named : [...named, { at, correction, code: null, quantity: quantity(unnamed) }];
  });
}

/** Where the book has pieces that somebody found. */
const whereNow = read((db, p: { variantIds: string; codes: string }) =>
  db
    .selectFrom('lot')
    .innerJoin('lotLevel as level', 'level.lotId', 'lot.id')
    .innerJoin('location', 'location.id', 'level.locationId')
    .leftJoin(
      (from) => from.selectFrom('lotBinLevel').innerJoin('bin', 'bin.id', 'lotBinLevel.binId').select(['lotBinLevel.lotId', 'bin.id', 'bin.code', 'bin.locationId']).where('lotBinLevel.onHand', '>', 0 as Quantity).as('inBin'),
      (join) => join.onRef('inBin.lotId', '=', 'lot.id').onRef('inBin.locationId', '=', 'level.locationId'),
    )
    .select(['lot.variantId', 'lot.code', 'level.locationId', 'location.name as location', 'inBin.id as binId', 'inBin.code as bin'])
    .where('lot.variantId', 'in', jsonList(p.variantIds))
    .where(sql<boolean>`lot.code in (select value from json_each(${p.codes}))`)
    .where('level.onHand', '>', 0 as Quantity),
);

export type PieceAt = ReturnType<typeof whereNow.all>[number];

export function piecesNow(reader: Reader, found: readonly { variantId: number; code: string }[]): (piece: { variantId: number; code: string }) => PieceAt | undefined {
  if (found.length === 0) return () => undefined;
  const asked = { variantIds: JSON.stringify([...new Set(found.map(({ variantId }) => variantId))]), codes: JSON.stringify([...new Set(found.map(({ code }) => code))]) };
  const places = new Map(whereNow.all(reader, asked).map((row) => [`${row.variantId} ${row.code}`, row]));
  return ({ variantId, code }) => places.get(`${variantId} ${code}`);
}
