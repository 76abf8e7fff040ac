import { differenceOf } from '../../shared/counting/variance.rules.ts';
import { Refusal } from '../../shared/refusal/refusal.ts';
import type { Minor } from '../../shared/units/minor.ts';
import type { Quantity } from '../../shared/units/quantity.ts';
import { getUser } from '../company/company.queries.ts';
import type { Tx } from '../database/handles.ts';
import { type CountedLine, countedLines, type Round } from './counted-lines.queries.ts';
import { type StocktakeRow, stocktakeIn } from './plan.service.ts';
import { endAllParts, endPart, insertDecision, joinCount, markState } from './stocktake.statements.ts';

type Which = { stocktakeId: number };
type Lines = Which & { lineIds: readonly number[] };
type Kind = Parameters<typeof insertDecision.run>[1]['kind'];

interface Said {
  round?: number;
  variance?: Quantity;
  difference?: string | null;
  reason?: string;
  value?: Minor | undefined;
}

function decide(tx: Tx, stocktakeId: number, lineId: number, kind: Kind, { round, variance, difference, reason, value }: Said = {}): void {
  const said = { round: round ?? null, variance: variance ?? null, difference: difference ?? null, reason: reason ?? null, value: value ?? null };
  insertDecision.run(tx, { stocktakeId, lineId, kind, ...said, userId: tx.actor.userId, decidedAt: tx.now, commandId: tx.commandId });
}

/** The lines named, each once. @throws Refusal `record.missing` for a line of another count */
function linesNamed(tx: Tx, stocktake: StocktakeRow, lineIds: readonly number[]): CountedLine[] {
  const known = new Map(countedLines(tx, stocktake).map((line) => [line.lineId, line]));
  return [...new Set(lineIds)].map((id) => {
    const line = known.get(id);
    if (!line) throw new Refusal('record.missing', { kind: 'stocktakeLine', id });
    return line;
  });
}

const told = (tx: Tx, stocktakeId: number, lines: number): { lines: number } => {
  tx.changed('stocktake', stocktakeId);
  return { lines };
};

/** Leaves lines out of the count; they keep what the book says. */
export function excludeLines(tx: Tx, { stocktakeId, lineIds, reason }: Lines & { reason: string }) {
  const lines = linesNamed(tx, stocktakeIn(tx, stocktakeId, 'counting', 'paused', 'review'), lineIds);
  for (const { lineId } of lines) decide(tx, stocktakeId, lineId, 'exclude', { reason });
  return told(tx, stocktakeId, lines.length);
}

/** Takes decisions back: accepted, approved, left out, or a second count nobody began. */
export function reopenLines(tx: Tx, { stocktakeId, lineIds }: Lines) {
  const lines = linesNamed(tx, stocktakeIn(tx, stocktakeId, 'counting', 'paused', 'review'), lineIds);
  for (const { lineId } of lines) decide(tx, stocktakeId, lineId, 'reopen');
  return told(tx, stocktakeId, lines.length);
}

/**
 * Ends the count, or in the review the own second count, whose result shows only from then on.
 * @throws Refusal `stocktake.uncounted`: each line of the scope is counted, confirmed empty or left out
 */
export function finishStocktake(tx: Tx, { stocktakeId }: Which): Which {
  const stocktake = stocktakeIn(tx, stocktakeId, 'counting', 'paused', 'review');
  if (stocktake.state === 'review') finishOwnRounds(tx, stocktake);
  else {
    const lines = countedLines(tx, stocktake).filter(({ state }) => state === 'uncounted').length;
    if (lines > 0) throw new Refusal('stocktake.uncounted', { lines });
    endAllParts.run(tx, { stocktakeId, doneAt: tx.now });
    markState.run(tx, { id: stocktakeId, state: 'review', reviewedAt: tx.now });
  }
  tx.changed('stocktake', stocktakeId);
  return { stocktakeId };
}

function finishOwnRounds(tx: Tx, stocktake: StocktakeRow): void {
  const { userId } = tx.actor;
  for (const { lineId, rounds } of countedLines(tx, stocktake)) {
    const running = rounds.find((round) => !round.finished && round.userIds.has(userId));
    if (running) decide(tx, stocktake.id, lineId, 'recounted', { round: running.round });
  }
  endPart.run(tx, { stocktakeId: stocktake.id, userId, doneAt: tx.now });
}

interface Accepted {
  lineId: number;
  variance: Quantity;
  lots?: readonly { code: string; variance: Quantity }[];
  reason: string;
  value?: Minor;
}

/** Of goods with lots a decision is about each of them. */
const seenOf = (result: Round): { variance: Quantity; difference: string | null } => ({ variance: result.variance, difference: result.lots ? differenceOf(result) : null });

function isAsSeen(result: Round | undefined, { variance, lots }: Accepted): boolean {
  return result !== undefined && result.variance === variance && (lots === undefined || differenceOf(result) === differenceOf({ variance, lots }));
}

/**
 * Accepts differences as they were seen. A line whose count changed meanwhile is not accepted with the new one.
 * @throws Refusal `stocktake.changed`, `stocktake.noDecision`
 */
export function acceptLines(tx: Tx, { stocktakeId, items }: Which & { items: readonly Accepted[] }) {
  const stocktake = stocktakeIn(tx, stocktakeId, 'review');
  const lines = new Map(linesNamed(tx, stocktake, items.map(({ lineId }) => lineId)).map((line) => [line.lineId, line]));
  const changed = items.filter((item) => !isAsSeen(lines.get(item.lineId)?.result, item)).length;
  if (changed > 0) throw new Refusal('stocktake.changed', { lines: changed });
  const settled = items.filter(({ lineId }) => !['decide', 'approve', 'accepted'].includes(lines.get(lineId)?.state ?? '')).length;
  if (settled > 0) throw new Refusal('stocktake.noDecision', { lines: settled });
  for (const { lineId, reason, value } of items) {
    const result = lines.get(lineId)?.result;
    if (result) decide(tx, stocktakeId, lineId, 'accept', { ...seenOf(result), reason, value });
  }
  return told(tx, stocktakeId, items.length);
}

/** Asks for one more count of lines. Whoever is named to make it sees none of the count's figures from now on. */
export function recountLines(tx: Tx, { stocktakeId, lineIds, counterId }: Lines & { counterId?: number }) {
  const stocktake = stocktakeIn(tx, stocktakeId, 'review');
  const lines = linesNamed(tx, stocktake, lineIds);
  // A line that waits for a second count already needs no other request.
  const asked = lines.filter(({ state }) => state !== 'recount');
  for (const { lineId } of asked) decide(tx, stocktakeId, lineId, 'recount');
  if (counterId !== undefined) joinCount.run(tx, { stocktakeId, userId: counterId, joinedAt: tx.now });
  return told(tx, stocktakeId, asked.length);
}

/**
 * Approves every accepted difference above the limit. The actor is whoever gave the PIN.
 * @throws Refusal `stocktake.approverRole`, `stocktake.approverCounted`, `stocktake.nothingToApprove`
 */
export function approveStocktake(tx: Tx, { stocktakeId }: Which) {
  const stocktake = stocktakeIn(tx, stocktakeId, 'review');
  const { role, userId } = tx.actor;
  if (role !== 'owner' && role !== 'manager') throw new Refusal('stocktake.approverRole', { role });
  const lines = countedLines(tx, stocktake);
  if (lines.some(({ rounds }) => rounds.some((round) => round.userIds.has(userId)))) throw new Refusal('stocktake.approverCounted', { name: getUser(tx, userId).name });
  const waiting = lines.filter(({ state }) => state === 'approve');
  if (waiting.length === 0) throw new Refusal('stocktake.nothingToApprove', {});
  for (const { lineId, result } of waiting) if (result) decide(tx, stocktakeId, lineId, 'approve', seenOf(result));
  return told(tx, stocktakeId, waiting.length);
}
