import type { Minor } from '../units/minor.ts';
import type { Quantity } from '../units/quantity.ts';
import { agreed, type CountResult, differenceOf, type Differing, isEqual, sizeOf } from './variance.rules.ts';

/** From when on a difference is counted again or approved by somebody else; null means never. */
export interface Thresholds {
  readonly recountQuantity: Quantity | null;
  readonly recountValue: Minor | null;
  readonly approvalValue: Minor | null;
}

/** What people decided about a line, each as far as no later decision took it back. */
export interface Decided {
  readonly excluded: boolean;
  /** How often somebody asked for one more count. */
  readonly recounts: number;
  /** The difference that was seen when the line was accepted and approved, as differenceOf writes it. */
  readonly accepted: string | null;
  readonly approved: string | null;
}

/** A count of a line; of goods with lots it may wait for more than a decision. */
export interface Counted extends CountResult, Differing {
  /** Only a new count can tell: what was missing has left by the book since. */
  readonly stale?: boolean;
  /** A found piece that the book has at another location. */
  readonly elsewhere?: boolean;
}

export const lineStates = ['excluded', 'uncounted', 'recount', 'whichLot', 'elsewhere', 'equal', 'decide', 'approve', 'accepted'] as const;
export type LineState = (typeof lineStates)[number];

export interface CountedLine<Result extends Counted = Counted> {
  /** Finished counts of the line, in their order. */
  readonly rounds: readonly Result[];
  /** How many the plan wants of everybody. */
  readonly counters: number;
  readonly decided: Decided;
  readonly valueOf: (difference: Quantity) => Minor;
}

/** Where a line of a count stands: what it still waits for, if anything. Source: JOBS "variance, recount, approve". */
export function lineState<Result extends Counted>(line: CountedLine<Result>, thresholds: Thresholds): { state: LineState; result: Result | undefined } {
  const { decided } = line;
  const rounds = line.rounds.filter(({ stale }) => stale !== true);
  const result = agreed(rounds);
  if (decided.excluded) return { state: 'excluded', result: undefined };
  if (line.rounds.length === 0) return { state: 'uncounted', result: undefined };
  if (!result || rounds.length < line.counters + decided.recounts) return { state: 'recount', result: result ?? line.rounds.at(-1) };
  if ((result.unread ?? 0) > 0) return { state: 'whichLot', result };
  if (isEqual(result)) return { state: 'equal', result };
  const size = sizeOf(result);
  const value = line.valueOf(size);
  if (rounds.length === 1 && reaches(size, thresholds.recountQuantity, value, thresholds.recountValue)) return { state: 'recount', result };
  if (result.elsewhere === true) return { state: 'elsewhere', result };
  if (decided.accepted !== differenceOf(result)) return { state: 'decide', result };
  const needsApproval = reachesValue(value, thresholds.approvalValue) && decided.approved !== differenceOf(result);
  return { state: needsApproval ? 'approve' : 'accepted', result };
}

const reachesValue = (value: Minor, limit: Minor | null): boolean => limit !== null && Math.abs(value) >= limit;

const reaches = (size: Quantity, quantityLimit: Quantity | null, value: Minor, valueLimit: Minor | null): boolean =>
  (quantityLimit !== null && size >= quantityLimit) || reachesValue(value, valueLimit);
