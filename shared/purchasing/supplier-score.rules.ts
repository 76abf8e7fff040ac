import { mulDiv } from '../units/mul-div.ts';
import { type Day, day } from '../units/day.ts';
import { addDays } from '../units/calendar.ts';
import { type RatePpm, ratePpm } from '../units/rate-ppm.ts';

/** What a supplier is judged by, with the weight of each. */
export const scoreWeights = { onTime: 40, complete: 25, priceKept: 20, noClaims: 15 } as const;
export type ScorePart = keyof typeof scoreWeights;
export const scoreParts = ['onTime', 'complete', 'priceKept', 'noClaims'] as const satisfies readonly ScorePart[];

/** `good` of `of`: lines on time of lines due, thousandths that came of those due, goods billed as agreed, lines without a claim. */
export interface ScoreInput {
  readonly part: ScorePart;
  readonly good: number;
  readonly of: number;
}

export interface ScoredPart extends ScoreInput {
  readonly weight: number;
  /** Null where the quarter has nothing to judge by: its weight then falls on the others. */
  readonly share: RatePpm | null;
}

/**
 * Σ weight × share ÷ Σ weight, over the parts that have something to judge by; null when none has.
 * Source: FEATURES C5; the formula is what the screen prints.
 */
export function scoreOf(inputs: readonly ScoreInput[]): { parts: ScoredPart[]; score: RatePpm | null } {
  const parts = inputs.map((input) => ({
    ...input,
    weight: scoreWeights[input.part],
    share: input.of === 0 ? null : ratePpm(mulDiv(input.good, 1_000_000, input.of)),
  }));
  const judged = parts.flatMap(({ weight, share }) => (share === null ? [] : [{ weight, share }]));
  const weights = judged.reduce((sum, { weight }) => sum + weight, 0);
  const weighted = judged.reduce((sum, { weight, share }) => sum + weight * share, 0);
  return { parts, score: weights === 0 ? null : ratePpm(mulDiv(weighted, 1, weights)) };
}

/** A calendar quarter, written `2026-Q3`. */
export const isQuarter = (text: string): boolean => /^\d{4}-Q[1-4]$/.test(text);

export const quarterOf = (on: Day): string => `${on.slice(0, 4)}-Q${Math.ceil(Number(on.slice(5, 7)) / 3)}`;

/** A quarter's first and last day. */
export function daysOfQuarter(quarter: string): { from: Day; on: Day } {
  const [year, number] = [Number(quarter.slice(0, 4)), Number(quarter.slice(6))];
  const first = (index: number): Day => day(`${year + Math.floor(index / 4)}-${String((index % 4) * 3 + 1).padStart(2, '0')}-01`);
  return { from: first(number - 1), on: addDays(first(number), -1) };
}
