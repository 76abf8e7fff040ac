import type { Move } from '../../shared/inventory/stock-move.rules.ts';
import { allocate } from '../../shared/units/allocate.ts';
import { type Minor, minor } from '../../shared/units/minor.ts';
import { type Quantity, quantity } from '../../shared/units/quantity.ts';
import type { Reader, Tx } from '../database/handles.ts';
import { adjustmentMove } from '../inventory/adjustment.service.ts';
import { lotByCode, lotsAt } from '../inventory/lot.statements.ts';
import type { whenPosted } from '../inventory/occasion.ts';
import type { CountedLine, CountedLot, Round } from './counted-lines.queries.ts';
import { heldOfLoss } from './held.queries.ts';

export type Settled = CountedLine & { result: Round };

/** What one movement of a posted count books: a line's difference, or that of one of its lots. */
export interface Difference {
  readonly line: Settled;
  readonly lot: CountedLot | undefined;
  readonly variance: Quantity;
  /** What found goods are worth where somebody said it. */
  readonly value: Minor | null;
}

/** What differs, found goods first: a variant found in one bin and missing in another is never short in between. */
export function differencesOf(lines: readonly Settled[]): Difference[] {
  const all = lines.flatMap((line) => (line.result.lots ? ofLots(line, line.result.lots) : ofLine(line)));
  return all.sort((a, b) => b.variance - a.variance || a.line.lineId - b.line.lineId);
}

const ofLine = (line: Settled): Difference[] =>
  line.result.variance === 0 ? [] : [{ line, lot: undefined, variance: line.result.variance, value: line.decided.value }];

/** A value said for all that was found of a line is shared by quantity. */
function ofLots(line: Settled, lots: readonly CountedLot[]): Difference[] {
  const differing = lots.filter((lot) => lot.variance !== 0).sort((a, b) => (a.code < b.code ? -1 : 1));
  const found = differing.filter((lot) => lot.variance > 0);
  const { value } = line.decided;
  const shares = value === null || found.length === 0 ? [] : allocate(value, found.map((lot) => lot.variance));
  return differing.map((lot) => ({ line, lot, variance: lot.variance, value: shares[found.indexOf(lot)] ?? null }));
}

export const reasonOf = ({ decided }: CountedLine): string => decided.reason ?? 'miscounted';

/** A movement of a posting, and the difference it books; the way out of a piece carried over may be nobody's. */
export interface PlannedMove {
  readonly move: Move;
  readonly of: Difference | undefined;
}

type When = ReturnType<typeof whenPosted>;

/** A found piece that the book has in another bin is carried over, at what it cost; everything else is found or lost. */
export function plannedMoves(tx: Tx, locationId: number, differences: readonly Difference[], when: When): PlannedMove[] {
  const carried = differences.filter(isCarried);
  const wayOut = (of: Difference): Difference | undefined => differences.find((other) => other.variance < 0 && other.lot?.code === of.lot?.code && other.line.variantId === of.line.variantId && other.line.binId === of.lot?.bookedAt?.binId);
  const out = new Map(carried.map((of) => [of, wayOut(of)]));
  const gone = new Set(out.values());
  return differences.filter((of) => !gone.has(of)).flatMap((of): PlannedMove[] => {
    const from = of.lot?.bookedAt;
    if (!from) return [{ move: adjusted(tx, locationId, of, when), of }];
    const { variantId, binId } = of.line;
    const [leaves, comes] = carry(tx, { variantId, locationId, fromBinId: from.binId, toBinId: binId, code: from.code });
    return [{ move: leaves, of: out.get(of) }, { move: comes, of }];
  });
}

export const isCarried = ({ lot }: Difference): boolean => lot?.bookedAt !== undefined;

interface Carrying {
  variantId: number;
  locationId: number;
  fromBinId: number | null;
  toBinId: number | null;
  code: string;
}

/** One piece from bin to bin, on hold or free as it was. */
export function carry(reader: Reader, { variantId, locationId, fromBinId, toBinId, code }: Carrying): [Move, Move] {
  const one = quantity(1000);
  const held = heldOfLot(reader, { variantId, locationId, binId: fromBinId }, code, one);
  const lots = [{ code, quantity: one }];
  const move = { kind: 'move', variantId, locationId, lots } as const;
  return [{ ...move, binId: fromBinId, quantity: quantity(-1000), held: quantity(-held) }, { ...move, binId: toBinId, quantity: one, held }];
}

function adjusted(tx: Tx, locationId: number, { line, lot, variance, value }: Difference, when: When): Move {
  const { variantId, binId } = line;
  const held = variance < 0 ? heldOfDifference(tx, { variantId, locationId, binId }, lot?.code, quantity(-variance)) : 0;
  const lots = lot && [{ code: lot.code, quantity: quantity(Math.abs(variance)), ...newLot(tx, variantId, lot) }];
  const adjustedLine = { variantId, ...(binId !== null && { binId }), quantity: variance, ...(held > 0 && { onHold: quantity(held) }), ...(value !== null && { value: minor(value) }), ...(lots && { lots }) };
  return adjustmentMove(tx, { locationId, reason: reasonOf(line) }, adjustedLine, when);
}

/** A lot the shop knows keeps its day, whatever a label says. */
const newLot = (reader: Reader, variantId: number, { code, expiresOn }: CountedLot) => (expiresOn === null || lotByCode.get(reader, { variantId, code }) ? {} : { expiresOn });

interface Place {
  variantId: number;
  locationId: number;
  binId: number | null;
}

/** How many of lost goods were on hold, of a lot where they are of one: those that are free are the ones missing first. */
export const heldOfDifference = (reader: Reader, place: Place, code: string | undefined, lost: Quantity): Quantity =>
  code === undefined ? heldOfLoss(reader, place, lost) : heldOfLot(reader, place, code, lost);

function heldOfLot(reader: Reader, place: Place, code: string, lost: Quantity): Quantity {
  const { onHand, onHold } = lotsAt.all(reader, place).find((lot) => lot.code === code) ?? { onHand: 0, onHold: 0 };
  return quantity(Math.min(onHold, Math.max(0, lost - (onHand - onHold))));
}
