import type { Minor } from '../units/minor.ts';
import type { Quantity } from '../units/quantity.ts';
import { agreed, type CountResult } from './variance.rules.ts';

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
  /** The variance that was seen when the line was accepted and approved. */
  readonly accepted: Quantity | null;
  readonly approved: Quantity | null;
}

export const lineStates = ['excluded', 'uncounted', 'recount', 'equal', 'decide', 'approve', 'accepted'] as const;
export type LineState = (typeof lineStates)[number];

export interface CountedLine {
  /** Finished counts of the line, in their order. */
  readonly rounds: readonly CountResult[];
  /** How many the plan wants of everybody. */
  readonly counters: number;
  readonly decided: Decided;
  readonly valueOf: (variance: Quantity) => Minor;
}

/** Where a line of a count stands: what it still waits for, if anything. Source: JOBS "variance, recount, approve". */
export function lineState(line: CountedLine, thresholds: Thresholds): { state: LineState; result: CountResult | undefined } {
  const { rounds, decided } = line;
  const result = agreed(rounds);
  if (decided.excluded) return { state: 'excluded', result: undefined };
  if (rounds.length === 0) return { state: 'uncounted', result: undefined };
  if (!result || rounds.length < line.counters + decided.recounts) return { state: 'recount', result: result ?? rounds.at(-1) };
  if (result.variance === 0) return { state: 'equal', result };
  const value = line.valueOf(result.variance);
  if (rounds.length === 1 && reaches(result.variance, thresholds.recountQuantity, value, thresholds.recountValue)) return { state: 'recount', result };
  if (decided.accepted !== result.variance) return { state: 'decide', result };
  const needsApproval = reachesValue(value, thresholds.approvalValue) && decided.approved !== result.variance;
  return { state: needsApproval ? 'approve' : 'accepted', result };
}

const reachesValue = (value: Minor, limit: Minor | null): boolean => limit !== null && Math.abs(value) >= limit;

const reaches = (variance: Quantity, quantityLimit: Quantity | null, value: Minor, valueLimit: Minor | null): boolean =>
  (quantityLimit !== null && Math.abs(variance) >= quantityLimit) || reachesValue(value, valueLimit);
