import type { EntryDraft, Term } from '../../shared/accounting/entry.rules.ts';
import { type Moved, stockLegs } from '../../shared/inventory/stock-move.rules.ts';
import { Refusal } from '../../shared/refusal/refusal.ts';
import { minor, sumMinor } from '../../shared/units/minor.ts';
import { quantity } from '../../shared/units/quantity.ts';
import { postEntry } from '../accounting/journal.service.ts';
import type { Tx } from '../database/handles.ts';
import { giveUpAllocations } from '../inventory/allocation.service.ts';
import { lotByCode } from '../inventory/lot.statements.ts';
import { whenPosted } from '../inventory/occasion.ts';
import { moveStock } from '../inventory/stock.service.ts';
import { countedLines } from './counted-lines.queries.ts';
import { type Difference, differencesOf, isCarried, plannedMoves, reasonOf, type Settled } from './difference.ts';
import { type StocktakeRow, stocktakeIn } from './plan.service.ts';
import { endAllParts, insertLotVariance, insertVariance, markClosed } from './stocktake.statements.ts';

/**
 * Posts a count: one movement for each line that differs, or for each of its lots, one entry for all of them with their terms.
 * Nothing else of the shop waits or is undone; orders whose goods turn out not to exist lose what was set aside for them, newest first.
 * @throws Refusal `stocktake.undecided`, `stock.costUnknown`, `period.locked`, `bin.blocked`, `location.blocked`
 */
export function postStocktake(tx: Tx, { stocktakeId }: { stocktakeId: number }) {
  const stocktake = stocktakeIn(tx, stocktakeId, 'review');
  const settled = settledLines(tx, stocktake);
  const when = whenPosted(tx);
  const source = { kind: 'stocktake', id: stocktakeId };
  const differences = differencesOf(settled);
  freeMissing(tx, stocktake, differences);
  const planned = plannedMoves(tx, stocktake.locationId, differences, when);
  const moved = moveStock(tx, { ...when, source }, planned.map(({ move }) => move));
  const booked = moved.map((one, index): Booked => ({ moved: one, of: planned[index]?.of }));
  const byLine = Map.groupBy(booked, ({ of }) => of?.line.lineId);
  for (const line of settled) keepVariance(tx, stocktakeId, line, byLine.get(line.lineId) ?? []);
  endAllParts.run(tx, { stocktakeId, doneAt: tx.now });
  markClosed.run(tx, { id: stocktakeId, state: 'posted', closedAt: tx.now, postedOn: when.postedOn });
  const entry = postEntry(tx, { ...entryOf(stocktake, when, source, booked), locationId: stocktake.locationId });
  tx.changed('stocktake', stocktakeId);
  return {
    entryNumber: entry?.number ?? null,
    variance: quantity(moved.reduce((sum, one) => sum + one.quantity, 0)),
    value: sumMinor(moved.map(({ value }) => value)),
  };
}

/** A movement as it was written, and the difference it books. */
interface Booked {
  readonly moved: Moved;
  readonly of: Difference | undefined;
}

/** Every line as it is posted. @throws Refusal `stocktake.undecided` */
function settledLines(tx: Tx, stocktake: StocktakeRow): Settled[] {
  const lines = countedLines(tx, stocktake);
  const waits = (...states: string[]): number => lines.filter(({ state }) => states.includes(state)).length;
  const open = { decide: waits('decide', 'uncounted', 'whichLot', 'elsewhere'), recount: waits('recount'), approve: waits('approve') };
  if (open.decide + open.recount + open.approve > 0) throw new Refusal('stocktake.undecided', open);
  return lines.filter((line): line is Settled => line.state !== 'excluded' && line.result !== undefined);
}

/** What is missing cannot stay set aside: a place that refuses to go below nothing would otherwise refuse the truth. */
function freeMissing(tx: Tx, { locationId }: StocktakeRow, differences: readonly Difference[]): void {
  const carried = new Set(differences.filter(isCarried).map(({ line, lot }) => `${line.variantId} ${lot?.code}`));
  const real = differences.filter(({ line, lot }) => !lot || !carried.has(`${line.variantId} ${lot.code}`));
  for (const [variantId, own] of Map.groupBy(real, ({ line }) => line.variantId)) {
    const change = own.reduce((sum, { variance }) => sum + variance, 0);
    if (change < 0) giveUpAllocations(tx, { variantId, locationId, missing: quantity(-change) });
  }
}

function keepVariance(tx: Tx, stocktakeId: number, { lineId, variantId, result, decided }: Settled, booked: readonly Booked[]): void {
  const { round, counted, book, variance, lots = [] } = result;
  insertVariance.run(tx, {
    lineId, stocktakeId, round, counted, book, variance,
    value: sumMinor(booked.map(({ moved }) => moved.value)),
    reason: variance === 0 ? null : (decided.reason ?? 'miscounted'),
    movementId: variance === 0 ? null : (booked[0]?.moved.movementId ?? null),
    commandId: tx.commandId,
  });
  for (const lot of lots) {
    const own = booked.find(({ of }) => of?.lot === lot)?.moved;
    const known = lotByCode.get(tx, { variantId, code: lot.code });
    if (!known) throw new Error(`lot ${lot.code} was counted and is not known`);
    const { counted: seen, book: said, variance: differs } = lot;
    insertLotVariance.run(tx, { lineId, lotId: known.id, counted: seen, book: said, variance: differs, value: own?.value ?? minor(0), movementId: own?.movementId ?? null, commandId: tx.commandId });
  }
}

type When = Pick<EntryDraft, 'postedOn' | 'occurredAt'>;

function entryOf(stocktake: StocktakeRow, when: When, source: EntryDraft['source'], booked: readonly Booked[]): EntryDraft {
  return {
    ...when,
    source,
    rule: { id: 'counting.variance', version: 1 },
    memo: { key: 'counting.posted', values: { number: stocktake.number } },
    terms: { lines: booked.flatMap(({ moved, of }) => (of ? [termsOf(of, moved)] : [])) },
    legs: stockLegs(booked.map(({ moved }) => moved)),
  };
}

function termsOf({ line, lot }: Difference, { movementId, value, role }: Moved): { [name: string]: Term } {
  const { counted, book, variance } = lot ?? line.result;
  return {
    lineId: line.lineId,
    variantId: line.variantId,
    binId: line.binId,
    ...(lot && { lot: lot.code }),
    counted: counted as number,
    book: book as number,
    variance: variance as number,
    reason: reasonOf(line),
    movementId,
    value: value as number,
    role,
  };
}
