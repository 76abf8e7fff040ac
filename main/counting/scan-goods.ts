import type { ScanInput } from '../../shared/counting/stocktake.contract.ts';
import { Refusal } from '../../shared/refusal/refusal.ts';
import type { Day } from '../../shared/units/day.ts';
import { type Quantity, quantity } from '../../shared/units/quantity.ts';
import { resolveScan } from '../catalog/barcode.queries.ts';
import type { Tx } from '../database/handles.ts';
import { read } from '../database/statement.ts';
import { trackingRow } from '../inventory/lot.statements.ts';

/** What a scan is of, and how much. */
export interface Goods {
  variantId: number | null;
  code: string | null;
  quantity: Quantity;
  lot: string | null;
  serial: string | null;
  expiresOn: Day | null;
}

interface Label {
  variantId: number;
  quantity: Quantity;
  lot?: string | undefined;
  serial?: string | undefined;
  expiresOn?: Day | undefined;
}

interface Place {
  stocktakeId: number;
  binId: number | null;
}

/** What a scan is of and how much: a case counts as its pack, `times` as often, unless the amount is said. A piece is one. */
export function goodsOf(tx: Tx, place: Place, scan: Extract<ScanInput, { kind: 'scan' | 'zero' }>): Goods {
  const none = { code: null, quantity: quantity(0), lot: null, serial: null, expiresOn: null };
  if (scan.kind === 'zero') return { ...none, variantId: scan.variantId };
  const { code = null, times = 1 } = scan;
  const label = scan.variantId === undefined && code !== null ? labelOf(tx, place, code) : null;
  const variantId = scan.variantId ?? label?.variantId ?? null;
  const amount = scan.quantity ?? quantity((label?.quantity ?? 1000) * times);
  const tracking = variantId === null ? undefined : trackingRow.get(tx, { variantId })?.tracking;
  const serial = tracking === 'serial' ? (scan.lot ?? label?.serial ?? null) : null;
  const lot = tracking === 'lot' ? (scan.lot ?? label?.lot ?? null) : null;
  return { code, variantId, lot, serial, expiresOn: (lot ?? serial) === null ? null : (label?.expiresOn ?? null), quantity: serial === null ? amount : quantity(1000) };
}

/** A code of the catalogue with what its label says, else the code of a lot or piece that can only be one thing here. */
function labelOf(tx: Tx, place: Place, text: string): Label | null {
  const read = readLabel(tx, text);
  if (read) return read;
  const lots = lotsCalled.all(tx, { ...place, code: text });
  const [likely, ...others] = lots.filter(({ likelihood }) => likelihood === lots[0]?.likelihood);
  return likely && others.length === 0 ? { variantId: likely.variantId, quantity: quantity(1000), lot: text, serial: text } : null;
}

/** A label nobody can read is put aside like a code nobody knows: its row is kept either way. */
function readLabel(tx: Tx, text: string): Label | null {
  try {
    const { found, reading } = resolveScan(tx, { text }, tx.actor, tx.now);
    return found && { variantId: found.id, quantity: found.quantity, lot: reading.lot, serial: reading.serial, expiresOn: reading.expiresOn ?? reading.bestBeforeOn };
  } catch (error) {
    if (error instanceof Refusal) return null;
    throw error;
  }
}

/** Followed goods with a lot or piece of a code: those counted in this bin first, then those of the count. */
const lotsCalled = read((db, p: Place & { code: string }) =>
  db
    .selectFrom('lot')
    .innerJoin('variantTracking as follow', 'follow.variantId', 'lot.variantId')
    .leftJoin('stocktakeLine as line', (join) => join.onRef('line.variantId', '=', 'lot.variantId').on('line.stocktakeId', '=', p.stocktakeId))
    .select((eb) => ['lot.variantId', eb.fn.max<number>(eb.case().when('line.binId', 'is', p.binId).then(2).when('line.id', 'is not', null).then(1).else(0).end()).as('likelihood')])
    .where('lot.code', '=', p.code)
    .where('follow.tracking', '<>', 'none')
    .groupBy('lot.variantId')
    .orderBy('likelihood', 'desc')
    .limit(9),
);
