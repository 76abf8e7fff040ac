import type { RefusalCode } from './refusal.ts';
import type { Refusals } from './refusals.ts';

/** What did not happen, and why with its numbers. */
export interface RefusalText {
  readonly what: string;
  readonly why: string;
}

/** Numbers of a refusal as the reader writes them: details are plain JSON, so their unit is put back here. */
export interface Told {
  /** An amount in minor units of the shop's currency. */
  money(amount: number): string;
  /** A price or cost of one unit in ten-thousandths of the shop's currency. */
  unitPrice(amount: number): string;
  /** A rate in parts per million. */
  percent(rate: number): string;
  /** An amount in thousandths. */
  quantity(amount: number): string;
  count(count: number): string;
  /** A day as `YYYY-MM-DD`. */
  day(on: string): string;
}

/** Words for every refusal: a code without words, or with details that do not exist, does not compile. */
export type RefusalWords = { readonly [Code in RefusalCode]: (details: Refusals[Code], told: Told) => RefusalText };

/** What a refusal says in one language's words, also where it is part of another. */
export function wordsFor<Code extends RefusalCode>(of: RefusalWords, refusal: { code: Code; details: Refusals[Code] }, told: Told): RefusalText {
  // Another version of the shop may refuse with a code this one has no words for.
  const say = of[refusal.code] as ((details: Refusals[Code], told: Told) => RefusalText) | undefined;
  return say ? say(refusal.details, told) : { what: refusal.code, why: '' };
}
