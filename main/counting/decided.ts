import type { Decided } from '../../shared/counting/line.rules.ts';
import type { Minor } from '../../shared/units/minor.ts';
import type { Quantity } from '../../shared/units/quantity.ts';
import type { Schema } from '../database/schema.ts';

export interface DecisionRow {
  readonly kind: Schema['stocktakeDecision']['kind'];
  readonly round: number | null;
  readonly variance: Quantity | null;
  /** Of goods with lots all that differed; of others the variance says it. */
  readonly difference: string | null;
  readonly reason: string | null;
  readonly value: Minor | null;
}

export interface DecidedLine extends Decided {
  readonly reason: string | null;
  readonly value: Minor | null;
}

const undecided: DecidedLine = { excluded: false, recounts: 0, accepted: null, approved: null, reason: null, value: null };

/** What stands of a line's decisions, from the first to the last. Taking back leaves only the second counts that were made. */
export function decidedOf(rows: readonly DecisionRow[]): DecidedLine {
  let made = 0;
  return rows.reduce<DecidedLine>((so, row) => {
    switch (row.kind) {
      case 'exclude':
        return { ...undecided, recounts: so.recounts, excluded: true, reason: row.reason };
      case 'recount':
        return { ...so, recounts: so.recounts + 1, accepted: null, approved: null };
      case 'recounted':
        made += 1;
        return { ...so, accepted: null, approved: null };
      case 'accept':
        return { ...so, accepted: seenOf(row), approved: null, reason: row.reason, value: row.value };
      case 'approve':
        return { ...so, approved: seenOf(row) };
      case 'reopen':
        return { ...undecided, recounts: Math.min(so.recounts, made) };
    }
  }, undecided);
}

const seenOf = ({ difference, variance }: DecisionRow): string => difference ?? String(variance);
