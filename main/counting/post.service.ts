import type { EntryDraft, Term } from '../../shared/accounting/entry.rules.ts';
import { type Moved, stockLegs } from '../../shared/inventory/stock-move.rules.ts';
import { Refusal } from '../../shared/refusal/refusal.ts';
import { minor, sumMinor } from '../../shared/units/minor.ts';
import { quantity } from '../../shared/units/quantity.ts';
import { postEntry } from '../accounting/journal.service.ts';
import type { Tx } from '../database/handles.ts';
import { adjustmentMove } from '../inventory/adjustment.service.ts';
import { giveUpAllocations } from '../inventory/allocation.service.ts';
import { whenPosted } from '../inventory/occasion.ts';
import { moveStock } from '../inventory/stock.service.ts';
import { type CountedLine, countedLines, type Round } from './counted-lines.queries.ts';
import { heldOfLoss } from './held.queries.ts';
import { type StocktakeRow, stocktakeIn } from './plan.service.ts';
import { endAllParts, insertVariance, markClosed } from './stocktake.statements.ts';

type Settled = CountedLine & { result: Round };

/**
 * Posts a count: one movement a line that differs, one entry for all of them with each line's terms. Nothing else of the shop
 * waits or is undone; orders whose goods turn out not to exist lose what was set aside for them, newest first.
 * @throws Refusal `stocktake.undecided`, `stock.costUnknown`, `period.locked`, `bin.blocked`, `location.blocked`
 */
export function postStocktake(tx: Tx, { stocktakeId }: { stocktakeId: number }) {
  const stocktake = stocktakeIn(tx, stocktakeId, 'review');
  const settled = settledLines(tx, stocktake);
  const when = whenPosted(tx);
  const source = { kind: 'stocktake', id: stocktakeId };
  // Gains first: a variant found in one bin and missing in another is never short in between.
  const differing = settled.filter(({ result }) => result.variance !== 0).sort((a, b) => b.result.variance - a.result.variance || a.lineId - b.lineId);
  freeMissing(tx, stocktake, differing);
  const moves = differing.map((line) => adjustmentMove(tx, { locationId: stocktake.locationId, reason: reasonOf(line) }, adjusted(tx, stocktake, line), when));
  const moved = moveStock(tx, { ...when, source }, moves);
  const byLine = new Map(differing.map((line, index) => [line.lineId, moved[index]]));
  for (const line of settled) keepVariance(tx, stocktakeId, line, byLine.get(line.lineId));
  endAllParts.run(tx, { stocktakeId, doneAt: tx.now });
  markClosed.run(tx, { id: stocktakeId, state: 'posted', closedAt: tx.now, postedOn: when.postedOn });
  const entry = postEntry(tx, { ...entryOf(stocktake, when, source, differing, moved), locationId: stocktake.locationId });
  tx.changed('stocktake', stocktakeId);
  return {
    entryNumber: entry?.number ?? null,
    variance: quantity(moved.reduce((sum, one) => sum + one.quantity, 0)),
    value: sumMinor(moved.map(({ value }) => value)),
  };
}

/** Every line as it is posted. @throws Refusal `stocktake.undecided` */
function settledLines(tx: Tx, stocktake: StocktakeRow): Settled[] {
  const lines = countedLines(tx, stocktake);
  const waits = (...states: string[]): number => lines.filter(({ state }) => states.includes(state)).length;
  const open = { decide: waits('decide', 'uncounted'), recount: waits('recount'), approve: waits('approve') };
  if (open.decide + open.recount + open.approve > 0) throw new Refusal('stocktake.undecided', open);
  return lines.filter((line): line is Settled => line.state !== 'excluded' && line.result !== undefined);
}

const reasonOf = ({ decided }: CountedLine): string => decided.reason ?? 'miscounted';

function adjusted(tx: Tx, { locationId }: StocktakeRow, { variantId, binId, result, decided }: Settled) {
  const { variance } = result;
  const held = variance < 0 ? heldOfLoss(tx, { variantId, locationId, binId }, quantity(-variance)) : quantity(0);
  return {
    variantId,
    ...(binId !== null && { binId }),
    quantity: variance,
    ...(held > 0 && { onHold: held }),
    ...(decided.value !== null && { value: decided.value }),
  };
}

/** What is missing cannot stay set aside: a place that refuses to go below nothing would otherwise refuse the truth. */
function freeMissing(tx: Tx, { locationId }: StocktakeRow, lines: readonly Settled[]): void {
  for (const [variantId, own] of Map.groupBy(lines, (line) => line.variantId)) {
    const change = own.reduce((sum, { result }) => sum + result.variance, 0);
    if (change < 0) giveUpAllocations(tx, { variantId, locationId, missing: quantity(-change) });
  }
}

function keepVariance(tx: Tx, stocktakeId: number, { lineId, result, decided }: Settled, moved: Moved | undefined): void {
  const { round, counted, book, variance } = result;
  insertVariance.run(tx, {
    lineId, stocktakeId, round, counted, book, variance,
    value: moved?.value ?? minor(0),
    reason: variance === 0 ? null : (decided.reason ?? 'miscounted'),
    movementId: moved?.movementId ?? null,
    commandId: tx.commandId,
  });
}

type When = Pick<EntryDraft, 'postedOn' | 'occurredAt'>;

function entryOf(stocktake: StocktakeRow, when: When, source: EntryDraft['source'], lines: readonly Settled[], moved: readonly Moved[]): EntryDraft {
  return {
    ...when,
    source,
    rule: { id: 'counting.variance', version: 1 },
    memo: { key: 'counting.posted', values: { number: stocktake.number } },
    terms: { lines: lines.map((line, index) => termsOf(line, moved[index])) },
    legs: stockLegs(moved),
  };
}

const termsOf = ({ lineId, variantId, binId, result, decided }: Settled, moved: Moved | undefined): { [name: string]: Term } => ({
  lineId, variantId, binId,
  counted: result.counted as number,
  book: result.book as number,
  variance: result.variance as number,
  reason: decided.reason ?? 'miscounted',
  movementId: moved?.movementId ?? null,
  value: (moved?.value ?? 0) as number,
  role: moved?.role ?? null,
});
