import type { ScanAnswer, ScanInput } from '../../shared/counting/stocktake.contract.ts';
import { Refusal } from '../../shared/refusal/refusal.ts';
import { quantity } from '../../shared/units/quantity.ts';
import type { Reader, Tx } from '../database/handles.ts';
import { nameOf } from './counted-lines.queries.ts';
import { goodsOf } from './scan-goods.ts';
import { instantOfScan } from './scan-instant.ts';
import { binOf, binsOfVariant, bookNow, countedBy, insertScan, knownDevice, type NewScan, scanOfDevice, type ScanRow, variantName, wasCounted } from './scan.statements.ts';
import { type StocktakeRow, stocktakeIn } from './plan.service.ts';
import { roundFor } from './round.service.ts';
import { freezeFoundLine, insertLine, joinCount, lineAt } from './stocktake.statements.ts';

/**
 * Keeps one scan as one row, whatever comes of it, and says what came of it. The same number of the same device again is answered
 * as before, so late, repeated and reordered deliveries count once.
 * @throws Refusal `stocktake.missing`, `stocktake.wrongState`, `stocktake.sameCounter`, `record.missing`, `bin.unknown`, `variant.unknown`
 */
export function recordScan(tx: Tx, { stocktakeId, scan }: { stocktakeId: number; scan: ScanInput }): ScanAnswer {
  return keepScan(tx, stocktakeIn(tx, stocktakeId, 'counting', 'paused', 'review'), scan);
}

/** Takes scans a device kept while it was away; a refused one never takes the others with it. */
export function recordScans(tx: Tx, { stocktakeId, items }: { stocktakeId: number; items: readonly ScanInput[] }) {
  const stocktake = stocktakeIn(tx, stocktakeId, 'counting', 'paused', 'review');
  return {
    results: items.map((scan) => {
      const done = tx.attempt(() => keepScan(tx, stocktake, scan));
      return done.ok ? { ok: true as const, value: done.value } : { ok: false as const, refusal: done.refusal };
    }),
  };
}

function keepScan(tx: Tx, stocktake: StocktakeRow, scan: ScanInput): ScanAnswer {
  const known = scanOfDevice.get(tx, scan);
  if (known) return answerOf(tx, stocktake, known, true);
  if (!knownDevice.get(tx, scan)) throw new Refusal('record.missing', { kind: 'device', id: scan.deviceId });
  const row = rowOf(tx, stocktake, scan);
  const { lastId } = insertScan.run(tx, { ...row, recordedAt: tx.now, commandId: tx.commandId });
  tx.changed('stocktakeScan', lastId);
  return answerOf(tx, stocktake, { ...row, id: lastId, recordedAt: tx.now, commandId: tx.commandId }, false);
}

function rowOf(tx: Tx, stocktake: StocktakeRow, scan: ScanInput): NewScan {
  const { deviceId, sequence, deviceAt } = scan;
  const when = { deviceAt, ...instantOfScan(scan, stocktake.startedAt, tx.now) };
  const base = { stocktakeId: stocktake.id, userId: tx.actor.userId, deviceId, sequence, ...when, lineId: null, round: null, code: null, lot: null, serial: null, expiresOn: null, variantId: null, binId: null, undoesSequence: null };
  if (scan.kind === 'undo') return { ...base, kind: 'undo', outcome: 'undone', quantity: quantity(0), undoesSequence: scan.undoes };
  const binId = placeOf(tx, stocktake, scan.binId);
  const { variantId, ...meant } = goodsOf(tx, { stocktakeId: stocktake.id, binId }, scan);
  const seen = { ...base, kind: scan.kind, binId, ...meant };
  if (variantId === null) return { ...seen, outcome: 'unknown' };
  const goods = { ...seen, variantId };
  const anyway = scan.kind === 'zero' || scan.anyway === true;
  const line = lineAt.get(tx, { ...goods, stocktakeId: stocktake.id }) ?? (anyway ? foundLine(tx, stocktake, goods) : undefined);
  if (!line) return { ...goods, outcome: 'wrongBin' };
  const round = roundFor(tx, stocktake, line.id, { ...when, anyway });
  if (round === 'twice') return { ...goods, outcome: 'twice' };
  // Who counts blind sees no figures from the first scan on, also without having joined before.
  if (stocktake.state !== 'review' || round > 1) joinCount.run(tx, { stocktakeId: stocktake.id, userId: tx.actor.userId, joinedAt: tx.now });
  return { ...goods, outcome: 'counted', lineId: line.id, round };
}

function placeOf(tx: Tx, { locationId }: StocktakeRow, binId: number | undefined): number | null {
  if (binId === undefined) return null;
  if (binOf.get(tx, { binId })?.locationId !== locationId) throw new Refusal('bin.unknown', { binId, locationId });
  return binId;
}

/** The piece is in the hand, whatever the book says: the line joins the count with the book it had when counting began. */
function foundLine(tx: Tx, stocktake: StocktakeRow, { variantId, binId }: { variantId: number; binId: number | null }) {
  if (!variantName.get(tx, { variantId })) throw new Refusal('variant.unknown', { variantId });
  const { lastId: id } = insertLine.run(tx, { stocktakeId: stocktake.id, variantId, binId, origin: 'found', commandId: tx.commandId });
  freezeFoundLine.run(tx, { lineId: id, locationId: stocktake.locationId, bookMovementId: stocktake.bookMovementId ?? 0 });
  return { id };
}

function answerOf(reader: Reader, stocktake: StocktakeRow, row: ScanRow, again: boolean): ScanAnswer {
  const { id, sequence, outcome, lineId, variantId } = row;
  const named = variantId === null ? undefined : variantName.get(reader, { variantId });
  const running = lineId === null ? quantity(0) : (countedBy.get(reader, { lineId, userId: row.userId })?.quantity ?? quantity(0));
  const belongsIn = outcome === 'wrongBin' && variantId !== null ? binsOfVariant.all(reader, { stocktakeId: stocktake.id, variantId }).map(({ code }) => code) : [];
  return {
    scanId: id,
    sequence,
    outcome,
    again,
    lineId,
    variantId,
    name: named ? nameOf(named) : null,
    sku: named?.sku ?? null,
    quantity: row.quantity,
    tracking: named?.tracking ?? 'none',
    lot: row.serial ?? row.lot,
    repeated: row.serial !== null && wasCounted.get(reader, { id })?.before === 1,
    running,
    belongsIn,
    over: lineId !== null && stocktake.blind === 0 && running > expectedNow(reader, stocktake, lineId),
  };
}

function expectedNow(reader: Reader, { bookMovementId, locationId }: StocktakeRow, lineId: number): number {
  const found = bookNow.get(reader, { lineId, bookMovementId: bookMovementId ?? 0, locationId });
  return (found?.book ?? 0) + (found?.moved ?? 0);
}
